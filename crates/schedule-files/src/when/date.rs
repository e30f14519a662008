//! Dates, and ranges of them, with or without a year or a weekday.

use chrono::{NaiveDate, Weekday};

use super::names;
use super::tokens::Token;

/// Years that are taken for one.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2099;

/// A date as the notes write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: Option<i32>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
    pub(crate) weekday: Option<Weekday>,
}

impl Date {
    /// The day it means, if it tells year, month and day.
    pub(crate) fn complete(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }
}

/// One date, or the first and the last of several days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dates {
    pub(crate) first: Date,
    pub(crate) last: Option<Date>,
}

/// Reads a date or a range of dates at the start of `tokens`, with the number of tokens it takes.
pub(super) fn dates(tokens: &[Token]) -> Option<(Dates, usize)> {
    let (mut dates, mut taken) = one_or_days_of_a_month(tokens)?;
    if dates.last.is_none()
        && let Some(until) = tokens.get(taken)
        && (until.is_dash() || until.word().is_some_and(names::means_until))
        && let Some((later, length)) = one_or_days_of_a_month(&tokens[taken + 1..])
    {
        dates.last = Some(later.first);
        taken += 1 + length;
    }
    if let Some(last) = &mut dates.last {
        last.year = last.year.or(dates.first.year);
        dates.first.year = dates.first.year.or(last.year);
        dates.first.month = dates.first.month.or(last.month);
    }
    Some((dates, taken))
}

fn one_or_days_of_a_month(tokens: &[Token]) -> Option<(Dates, usize)> {
    let word = tokens.first()?.word();
    let (weekday, mut taken) = match word {
        None => (None, 0),
        Some(word) => match names::weekday(word) {
            Some(weekday) => (Some(weekday), 1),
            None => (names::weekday_beside_a_date(word), 1),
        },
    };
    let Some(weekday) = weekday else {
        return numbers_and_month(tokens, None);
    };
    while tokens.get(taken).is_some_and(|token| {
        matches!(token.sign(), Some('.' | ','))
            || token
                .word()
                .is_some_and(|word| ["the", "den", "dem", "le", "el"].contains(&word))
    }) {
        taken += 1;
    }
    if let Some((mut dates, length)) = numbers_and_month(&tokens[taken..], Some(weekday)) {
        dates.first.weekday = Some(weekday);
        return Some((dates, taken + length));
    }
    // `Wed 18`, but not `Wed 18:00` and not `Wed 18/05`.
    if let Some((day, length)) = day_of_month(&tokens[taken..]) {
        let after = tokens.get(taken + length);
        let is_more = after.is_some_and(|token| {
            (token.glued && matches!(token.sign(), Some(':' | '.' | '/')))
                && tokens
                    .get(taken + length + 1)
                    .is_some_and(|next| next.glued && next.number(1..3).is_some())
                || matches!(token.word(), Some("h" | "am" | "pm" | "uhr"))
        });
        if !is_more {
            let first = Date {
                day: Some(day),
                weekday: Some(weekday),
                ..Date::default()
            };
            return Some((Dates { first, last: None }, taken + length));
        }
    }
    let stands_alone = word.and_then(names::weekday).is_some();
    let first = Date {
        weekday: Some(weekday),
        ..Date::default()
    };
    stands_alone.then_some((Dates { first, last: None }, 1))
}

fn numbers_and_month(tokens: &[Token], weekday: Option<Weekday>) -> Option<(Dates, usize)> {
    iso(tokens)
        .or_else(|| with_points(tokens))
        .or_else(|| with_slashes(tokens, weekday))
        .map(|(first, taken)| (Dates { first, last: None }, taken))
        .or_else(|| month_first(tokens))
        .or_else(|| day_first(tokens))
}

/// `2022-05-16`, `2022/05/16`.
fn iso(tokens: &[Token]) -> Option<(Date, usize)> {
    let [year, first_sign, month, second_sign, day, ..] = tokens else {
        return None;
    };
    let sign = first_sign
        .sign()
        .filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let together = [first_sign, month, second_sign, day]
        .iter()
        .all(|token| token.glued);
    if second_sign.sign() != Some(sign) || !together {
        return None;
    }
    let year = year.number(4..5).filter(|year| YEARS.contains(year))?;
    Some((date(Some(year), month.number(1..3)?, day.number(1..3)?)?, 5))
}

/// `16.5.`, `16.05.2022`.
fn with_points(tokens: &[Token]) -> Option<(Date, usize)> {
    let [day, first_sign, month, second_sign, ..] = tokens else {
        return None;
    };
    let together = first_sign.glued && second_sign.glued;
    if first_sign.sign() != Some('.') || second_sign.sign() != Some('.') || !together {
        return None;
    }
    let (day, month) = (day.number(1..3)?, month.number(1..3)?);
    let year = tokens.get(4).and_then(year);
    let taken = if year.is_some() { 5 } else { 4 };
    Some((date(year, month, day)?, taken))
}

/// `16/05/2022` or `5/16/2022`, where one of the numbers or the weekday tells which it is.
fn with_slashes(tokens: &[Token], weekday: Option<Weekday>) -> Option<(Date, usize)> {
    let [first, first_sign, second, second_sign, last, ..] = tokens else {
        return None;
    };
    if first_sign.sign() != Some('/') || second_sign.sign() != Some('/') || !second.glued {
        return None;
    }
    let year = Some(year(last)?);
    let (first, second) = (first.number(1..3)?, second.number(1..3)?);
    let readings = [date(year, second, first), date(year, first, second)];
    let mut likely = readings.into_iter().flatten().filter(|date| {
        weekday.is_none_or(|weekday| {
            date.complete()
                .is_some_and(|day| chrono::Datelike::weekday(&day) == weekday)
        })
    });
    let found = likely.next()?;
    likely.all(|other| other == found).then_some((found, 5))
}

/// `May 16`, `May 16th, 2022`, `May 16-20 2022`.
fn month_first(tokens: &[Token]) -> Option<(Dates, usize)> {
    let month = names::month(tokens.first()?.word()?)?;
    let mut taken = 1;
    if tokens
        .get(taken)
        .is_some_and(|token| token.sign() == Some('.'))
    {
        taken += 1;
    }
    let (first, last, length) = days(&tokens[taken..])?;
    taken += length;
    let (year, length) = year_behind(&tokens[taken..]);
    let last = match last {
        Some(last) => Some(date(year, month, last)?),
        None => None,
    };
    Some((
        Dates {
            first: date(year, month, first)?,
            last,
        },
        taken + length,
    ))
}

/// `16 May`, `16th of May 2022`, `16. Mai`, `16.-20. Mai 2022`, `16 de mayo de 2022`.
fn day_first(tokens: &[Token]) -> Option<(Dates, usize)> {
    let (first, last, mut taken) = days(tokens)?;
    while tokens
        .get(taken)
        .is_some_and(|token| matches!(token.word(), Some("of" | "de" | "the")))
    {
        taken += 1;
    }
    let month = names::month(tokens.get(taken)?.word()?)?;
    taken += 1;
    if tokens
        .get(taken)
        .is_some_and(|token| token.sign() == Some('.'))
    {
        taken += 1;
    }
    let (year, length) = year_behind(&tokens[taken..]);
    let last = match last {
        Some(last) => Some(date(year, month, last)?),
        None => None,
    };
    Some((
        Dates {
            first: date(year, month, first)?,
            last,
        },
        taken + length,
    ))
}

/// `16`, `16-20`, `16th to 20th`.
fn days(tokens: &[Token]) -> Option<(u32, Option<u32>, usize)> {
    let (first, taken) = day_of_month(tokens)?;
    if let Some(until) = tokens.get(taken)
        && (until.is_dash() || until.word().is_some_and(names::means_until))
        && let Some((last, length)) = day_of_month(&tokens[taken + 1..])
        && last > first
        && !tokens.get(taken + 1 + length).is_some_and(|token| {
            token.glued && token.sign() == Some(':') || matches!(token.word(), Some("am" | "pm"))
        })
    {
        return Some((first, Some(last), taken + 1 + length));
    }
    Some((first, None, taken))
}

fn day_of_month(tokens: &[Token]) -> Option<(u32, usize)> {
    let day = tokens
        .first()?
        .number(1..3)
        .filter(|day| (1..=31).contains(day))?;
    let ordinal = tokens.get(1).is_some_and(|token| {
        token.glued
            && (matches!(token.word(), Some("st" | "nd" | "rd" | "th" | "er"))
                || matches!(token.sign(), Some('º' | '°')))
    });
    // `16.` before a month or a dash, not `16.30`.
    let point = tokens
        .get(1)
        .is_some_and(|token| token.glued && token.sign() == Some('.'))
        && !tokens
            .get(2)
            .is_some_and(|token| token.glued && token.number(1..9).is_some());
    Some((day, if ordinal || point { 2 } else { 1 }))
}

/// A year behind a day and month: `, 2022`, ` 2022`, ` de 2022`.
fn year_behind(tokens: &[Token]) -> (Option<u32>, usize) {
    let skipped = tokens
        .iter()
        .take_while(|token| {
            token.sign() == Some(',') || matches!(token.word(), Some("de" | "del" | "of"))
        })
        .count();
    match tokens.get(skipped).and_then(year) {
        Some(year) => (Some(year), skipped + 1),
        None => (None, 0),
    }
}

fn year(token: &Token) -> Option<u32> {
    token.number(4..5).filter(|year| YEARS.contains(year))
}

fn date(year: Option<u32>, month: u32, day: u32) -> Option<Date> {
    let year = year.and_then(|year| i32::try_from(year).ok());
    // A leap year stands for the one that is not told.
    NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
    Some(Date {
        year,
        month: Some(month),
        day: Some(day),
        weekday: None,
    })
}
