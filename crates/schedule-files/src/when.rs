//! Dates and times in a line of prose, in the spellings that people use.
//!
//! What a date means where a part of it is missing is decided by its reader, with the rest of the file.

mod clock;
mod date;
mod names;
mod tokens;

use std::ops::Range;

pub(crate) use clock::Times;
pub(crate) use date::{Date, Dates};
use tokens::{Token, tokens};

/// What is longer than this is prose, and not looked through.
const LONGEST_LINE: usize = 600;

/// What has no digit and is longer than this tells neither "Wednesday" nor "noon" alone.
const LONGEST_WITHOUT_DIGITS: usize = 40;

/// Where a time at the start of a line begins at the latest, behind a weekday and a date.
const LATEST_START: usize = 40;

/// What a line tells of when.
#[derive(Debug, Default)]
pub(crate) struct When<'a> {
    pub(crate) dates: Vec<Dates>,
    times: Vec<Times>,
    /// What is neither a date nor a time nor a word between them.
    pub(crate) rest: Vec<&'a str>,
}

impl<'a> When<'a> {
    pub(crate) fn of(line: &'a str) -> Self {
        let mut when = Self::default();
        if line.len() > LONGEST_LINE || !may_tell(line) {
            when.rest.push(line);
            return when;
        }
        let tokens = tokens(line);
        let mut rest: Option<Range<usize>> = None;
        let mut at = 0;
        while at < tokens.len() {
            if let Some(taken) = when.take(line, &tokens[at..]) {
                when.rest.extend(rest.take().map(|range| &line[range]));
                at += taken;
                continue;
            }
            if !is_filler(line, &tokens[at]) {
                let token = &tokens[at].range;
                let start = rest.as_ref().map_or(token.start, |range| range.start);
                rest = Some(start..token.end);
            }
            at += 1;
        }
        when.rest.extend(rest.map(|range| &line[range]));
        when
    }

    /// The date and time that a line begins with, and what follows them.
    pub(crate) fn leading(line: &'a str) -> Option<(Self, &'a str)> {
        let up_to = |length: usize| &line[..line.floor_char_boundary(length)];
        if !may_tell(up_to(LATEST_START)) {
            return None;
        }
        let start = up_to(LONGEST_LINE);
        let tokens = tokens(start);
        let mut when = Self::default();
        let mut at = 0;
        let mut end = 0;
        while at < tokens.len() {
            if let Some(taken) = when.take(start, &tokens[at..]) {
                at += taken;
                end = at;
            } else if is_filler(start, &tokens[at]) {
                at += 1;
            } else {
                break;
            }
        }
        let last = tokens.get(end.checked_sub(1)?)?;
        Some((when, &line[last.range.end..]))
    }

    /// The one day that the line tells of, if it is one.
    pub(crate) fn date(&self) -> Option<Date> {
        match self.dates.as_slice() {
            [Dates { first, last: None }] => Some(*first),
            _ => None,
        }
    }

    /// Its time, the one with an offset if there are several ("9:00 PT / 18:00 CEST").
    pub(crate) fn times(&self) -> Option<Times> {
        let with_offset = self.times.iter().find(|times| times.offset.is_some());
        with_offset.or(self.times.first()).copied()
    }

    /// Whether it tells nothing but a date or a time or both.
    pub(crate) fn is_whole(&self) -> bool {
        self.rest.is_empty() && !(self.dates.is_empty() && self.times.is_empty())
    }

    /// The room beside the date and time, if nothing else is there.
    pub(crate) fn room(&self) -> Option<&'a str> {
        match self.rest.as_slice() {
            [rest] if names_a_room(rest) => Some(rest),
            _ => None,
        }
    }

    /// Takes a date, a time or a zone from the front.
    fn take(&mut self, line: &str, rest: &[Token]) -> Option<usize> {
        if let Some((dates, taken)) = date::dates(rest) {
            self.dates.push(dates);
            return Some(taken);
        }
        if let Some((times, taken)) = clock::times(line, rest) {
            self.times.push(times);
            return Some(taken);
        }
        let last = self.times.last_mut()?;
        let (offset, taken) = clock::zone(line, rest)?;
        last.offset = last.offset.or(offset);
        Some(taken)
    }
}

/// Whether the words can be a room's name: "Room 2H | Event Center", "Elicium 2", "Auditorium".
pub(crate) fn names_a_room(words: &str) -> bool {
    let tokens = tokens(words);
    let few = tokens.iter().filter(|token| token.word().is_some()).count() <= 5;
    let numbered = tokens.len() > 1 && tokens.iter().any(|token| token.number(1..5).is_some());
    let named = tokens
        .iter()
        .any(|token| token.word().is_some_and(names::is_place));
    let sentence = words.contains([':', '!', '?', ';', '(']) || words.len() > 60;
    few && (numbered || named) && !sentence
}

/// Whether the words are surely a room and no title: "Saal 2", "G102", not "Open Stage".
pub(crate) fn is_a_room(words: &str) -> bool {
    let numbered = words.chars().any(|letter| letter.is_ascii_digit());
    let tokens = tokens(words);
    let place = tokens
        .iter()
        .any(|token| token.word().is_some_and(names::is_place));
    let code = !words.contains(char::is_lowercase);
    numbered && names_a_room(words) && (place || code) && tokens.len() <= 6
}

/// A first look: whether there is a digit, or a word for a day or an hour.
fn may_tell(line: &str) -> bool {
    let tells = |word: &str| {
        let word = tokens::folded_word(word);
        names::weekday(&word).is_some() || names::named_hour(&word).is_some()
    };
    let mut words = line.split(|letter: char| !letter.is_alphabetic());
    line.bytes().any(|byte| byte.is_ascii_digit())
        || (line.len() <= LONGEST_WITHOUT_DIGITS
            && words.any(|word| !word.is_empty() && tells(word)))
}

fn is_filler(line: &str, token: &Token) -> bool {
    // "Room A" is no article.
    let is_initial = token.range.len() == 1
        && !token.glued
        && line[token.range.clone()].starts_with(char::is_uppercase);
    token.sign().is_some() || (!is_initial && token.word().is_some_and(names::is_filler))
}

#[cfg(test)]
mod tests;
