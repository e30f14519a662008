//! Times of day and the zone written behind them.

use agenda::Zone;
use chrono::FixedOffset;

use super::names;
use super::tokens::{Piece, Token};
use crate::zone_names::offset_named;

const NOON: u32 = 12 * 60;
const DAY: u32 = 24 * 60;

/// The longest that is taken to go past midnight, `22:00 - 02:00`; beyond it the end is a slip.
const LONGEST_PAST_MIDNIGHT: u32 = 12 * 60;

/// When something takes place on a day that is told elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    /// Minutes since midnight.
    pub(crate) start: u32,
    /// Minutes since the midnight before `start`, above 1440 past the next one. May be before
    /// `start` where the notes are wrong.
    pub(crate) end: Option<u32>,
    /// Told by an offset or an abbreviation that means one offset only.
    pub(crate) offset: Option<FixedOffset>,
}

/// Reads a time or a range of times at the start of `tokens`, with the number of tokens it takes.
pub(super) fn times(line: &str, tokens: &[Token]) -> Option<(Times, usize)> {
    let (first, mut taken) = clock(tokens)?;
    let mut offset = None;
    let has_seconds = taken == 5;
    if let Some((minus, length)) = signed_offset(line, &tokens[taken..]).filter(|_| has_seconds) {
        offset = Some(minus);
        taken += length;
    } else if let Some((zone, length)) = zone(line, &tokens[taken..]) {
        offset = zone;
        taken += length;
    }
    let mut second = None;
    if let Some(until) = tokens.get(taken)
        && (until.is_dash() || until.word().is_some_and(names::means_until))
        && let Some((end, length)) = clock(&tokens[taken + 1..])
        && (first.certain() || end.certain() || (first.likely() && end.likely()))
    {
        second = Some(end);
        taken += 1 + length;
        if let Some((zone, length)) = zone(line, &tokens[taken..]) {
            offset = zone.or(offset);
            taken += length;
        }
    }
    // A moment told to the second is when something was written.
    if second.is_none() && (!first.certain() || has_seconds) {
        return None;
    }
    let (start, end) = on_the_clock(first, second);
    Some((Times { start, end, offset }, taken))
}

/// The zone at the start of `tokens`, in brackets or not: `CEST`, `(UTC+2)`, `+02:00`,
/// `Europe/Madrid`. The offset is `None` where the words tell none for sure.
pub(super) fn zone(line: &str, tokens: &[Token]) -> Option<(Option<FixedOffset>, usize)> {
    let opening = usize::from(tokens.first()?.sign() == Some('('));
    let (offset, length) = bare_zone(line, &tokens[opening..])?;
    let mut taken = opening + length;
    if opening == 1
        && tokens
            .get(taken)
            .is_some_and(|token| token.sign() == Some(')'))
    {
        taken += 1;
    }
    Some((offset, taken))
}

fn bare_zone(line: &str, tokens: &[Token]) -> Option<(Option<FixedOffset>, usize)> {
    let first = tokens.first()?;
    let text = &line[first.range.clone()];
    if let Some(length) = named_place(line, tokens) {
        return Some((None, length));
    }
    if matches!(first.piece, Piece::Word(_)) && text.chars().all(char::is_uppercase) {
        if matches!(text, "UTC" | "GMT")
            && let Some((offset, length)) = signed_offset(line, &tokens[1..])
        {
            return Some((Some(offset), 1 + length));
        }
        if let Some(offset) = offset_named(text).filter(|_| text.len() > 1) {
            return Some((Some(offset), 1));
        }
        return names::is_vague_zone(first.word()?).then_some((None, 1));
    }
    // A dash before a time is the other end of a range, but behind seconds (`10:45:00-05:00`); a plus
    // before a small number adds something.
    let (offset, length) = signed_offset(line, tokens)?;
    let has_minutes = length == 4 || tokens[1].number(4..5).is_some();
    (has_minutes && first.sign() == Some('+')).then_some((Some(offset), length))
}

/// `Europe/Madrid`, `America/New_York`: the number of tokens of a zone's name.
fn named_place(line: &str, tokens: &[Token]) -> Option<usize> {
    tokens.first()?.word()?;
    let glued_sign = |index: usize| tokens.get(index).filter(|token| token.glued)?.sign();
    if glued_sign(1) != Some('/') {
        return None;
    }
    let joints = (3..=7).step_by(2);
    let ends = joints.take_while(|index| matches!(glued_sign(*index), Some('/' | '_' | '-')));
    let lengths = std::iter::once(3).chain(ends.map(|index| index + 2));
    let named = |length: &usize| {
        let last = tokens.get(*length - 1).filter(|token| token.glued);
        let name = last.map(|last| &line[tokens[0].range.start..last.range.end]);
        name.and_then(|name| Zone::named(name).ok())
            .is_some_and(|zone| !zone.is_offset_only())
    };
    lengths.filter(named).last()
}

/// `+2`, `-05:00`, `+0530`.
fn signed_offset(line: &str, tokens: &[Token]) -> Option<(FixedOffset, usize)> {
    if !matches!(tokens.first()?.sign(), Some('+' | '-' | '−')) || !tokens.get(1)?.glued {
        return None;
    }
    tokens[1].number(1..5)?;
    let with_minutes = tokens
        .get(2)
        .is_some_and(|token| token.glued && token.sign() == Some(':'))
        && tokens
            .get(3)
            .is_some_and(|token| token.glued && token.number(2..3).is_some());
    let length = if with_minutes { 4 } else { 2 };
    let text = &line[tokens[0].range.start..tokens[length - 1].range.end];
    Some((offset_named(text)?, length))
}

/// One time of day as it is written.
#[derive(Clone, Copy)]
struct Clock {
    /// Minutes since midnight, by the twelve-hour clock where `half` is told.
    minutes: u32,
    half: Option<Half>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `10:45`, `9 am`, `16 Uhr`, `10h45`, `noon`.
    Certain,
    /// `10.45`, which may be a date or a version, and `14h`, which may be a length.
    Likely,
    /// `9`.
    Bare,
}

impl Clock {
    fn certain(self) -> bool {
        self.form == Form::Certain
    }

    fn likely(self) -> bool {
        self.form != Form::Bare
    }

    fn at(self, half: Option<Half>) -> u32 {
        match half {
            None => self.minutes,
            Some(Half::Morning) => self.minutes % NOON,
            Some(Half::Afternoon) => self.minutes % NOON + NOON,
        }
    }
}

/// Both ends in minutes since midnight, by the half of the day that one of them may tell for both.
fn on_the_clock(first: Clock, second: Option<Clock>) -> (u32, Option<u32>) {
    let Some(second) = second else {
        return (first.at(first.half) % DAY, None);
    };
    let (start, end) = match (first.half, second.half) {
        (None, Some(half)) if first.minutes <= NOON + 59 => {
            let end = second.at(Some(half));
            let same = first.at(Some(half));
            let start = if same <= end {
                same
            } else {
                first.at(Some(other(half)))
            };
            (start, end)
        }
        (Some(half), None) if second.minutes <= NOON + 59 => {
            let start = first.at(Some(half));
            let same = second.at(Some(half));
            let end = if same >= start {
                same
            } else {
                second.at(Some(other(half)))
            };
            (start, end)
        }
        (first_half, second_half) => (first.at(first_half), second.at(second_half)),
    };
    let start = start % DAY;
    let past_midnight = end < start && end + DAY - start <= LONGEST_PAST_MIDNIGHT;
    (start, Some(if past_midnight { end + DAY } else { end }))
}

fn other(half: Half) -> Half {
    match half {
        Half::Morning => Half::Afternoon,
        Half::Afternoon => Half::Morning,
    }
}

/// One time at the start of `tokens`, with the number of tokens it takes.
fn clock(tokens: &[Token]) -> Option<(Clock, usize)> {
    let first = tokens.first()?;
    if let Some(minutes) = first.word().and_then(names::named_hour) {
        let clock = Clock {
            minutes,
            half: None,
            form: Form::Certain,
        };
        return Some((clock, 1));
    }
    let hour = first.number(1..3).filter(|hour| *hour <= 24)?;
    let mut taken = 1;
    let mut minutes = 0;
    let mut form = Form::Bare;
    let glued = |index: usize| tokens.get(index).filter(|token| token.glued);
    let two_digits = |index: usize| {
        glued(index)
            .and_then(|token| token.number(2..3))
            .filter(|value| *value < 60)
    };
    match glued(1).map(|token| &token.piece) {
        Some(Piece::Sign(sign @ (':' | '：' | '∶' | '.'))) => {
            if let Some(value) = two_digits(2) {
                minutes = value;
                taken = 3;
                // As a day and a month, `10.12` is as likely a date.
                let could_be_a_month = (1..=12).contains(&value);
                form = match sign {
                    '.' if could_be_a_month => Form::Bare,
                    '.' => Form::Likely,
                    _ => Form::Certain,
                };
                let seconds = glued(3).is_some_and(|token| token.sign() == Some(':'));
                if seconds && two_digits(4).is_some() {
                    taken = 5;
                }
            }
        }
        Some(Piece::Word(word)) if word == "h" => {
            taken = 2;
            form = Form::Likely;
            if let Some(value) = two_digits(2) {
                minutes = value;
                taken = 3;
                form = Form::Certain;
            }
        }
        _ => {}
    }
    let mut half = None;
    if let Some((told, length)) = half_of_day(&tokens[taken..])
        && (1..=12).contains(&hour)
    {
        half = Some(told);
        taken += length;
        form = Form::Certain;
    } else if let Some(word) = tokens.get(taken).and_then(Token::word) {
        if word == "uhr" {
            taken += 1;
            form = Form::Certain;
            if taken == 2
                && let Some(value) = tokens.get(2).and_then(|token| token.number(2..3))
                && value < 60
            {
                minutes = value;
                taken = 3;
            }
        } else if hour == 12 && names::named_hour(word) == Some(NOON) {
            taken += 1;
            form = Form::Certain;
        }
    }
    let minutes = hour * 60 + minutes;
    (minutes <= DAY).then_some((
        Clock {
            minutes,
            half,
            form,
        },
        taken,
    ))
}

/// `am`, `pm`, `a.m.`, `p. m.`.
fn half_of_day(tokens: &[Token]) -> Option<(Half, usize)> {
    let sign = |index: usize| {
        tokens
            .get(index)
            .is_some_and(|token| token.sign() == Some('.'))
    };
    match tokens.first()?.word()? {
        "am" => {
            // "9 am Montag" does not occur, but "um 9 am 16. Mai" might.
            let before_a_date = !tokens[0].glued
                && tokens
                    .get(1)
                    .is_some_and(|token| token.number(1..3).is_some())
                && sign(2);
            (!before_a_date).then_some((Half::Morning, 1))
        }
        "pm" => Some((Half::Afternoon, 1)),
        letter @ ("a" | "p") if sign(1) && tokens.get(2)?.word()? == "m" => {
            let half = if letter == "a" {
                Half::Morning
            } else {
                Half::Afternoon
            };
            Some((half, if sign(3) { 4 } else { 3 }))
        }
        _ => None,
    }
}
