//! A date, a time, or both, as one cell of a table writes them.

mod numbers;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::stamp::Stamp;
use crate::when::{Date, When};
use numbers::{month_between_hyphens, numeric_date, plain_clocks};

/// What is longer than this, in bytes, is no date and no time.
const LONGEST: usize = 120;

/// Years that are taken for one.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// What a cell tells of when.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Written {
    pub(crate) date: Option<WrittenDate>,
    /// The last day, if several are told.
    pub(crate) last_date: Option<WrittenDate>,
    /// Seconds since midnight.
    pub(crate) start: Option<u32>,
    /// Seconds since the midnight before `start`.
    pub(crate) end: Option<u32>,
    pub(crate) offset: Option<FixedOffset>,
    /// `AM` or `PM` stands with it.
    pub(crate) halved: bool,
    /// Words stand beside date and time.
    pub(crate) has_rest: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum WrittenDate {
    Day(NaiveDate),
    /// Which number is the day, the whole column tells.
    Numbers(Numbers),
    /// Without a year or more.
    Partial(Date),
}

/// `3/4/2025`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) first: u32,
    pub(crate) second: u32,
    pub(crate) year: Option<i32>,
    /// A day that has to fit, as a weekday stands with it.
    pub(crate) weekday: Option<chrono::Weekday>,
    pub(crate) sign: char,
}

/// Which forms without any mark a column's numbers are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberForm {
    #[default]
    None,
    /// `0930`.
    Clock,
    /// Days since 1899-12-30, and parts of a day (ECMA-376 Part 1, 18.17.4.1).
    Serial,
}

impl Numbers {
    /// With the day first, and with the month first.
    pub(crate) fn both_ways(self, year: i32) -> [Option<NaiveDate>; 2] {
        [
            NaiveDate::from_ymd_opt(year, self.second, self.first),
            NaiveDate::from_ymd_opt(year, self.first, self.second),
        ]
    }
}

impl Written {
    pub(crate) fn read(text: &str, numbers: NumberForm) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        if !text.bytes().any(|byte| byte.is_ascii_digit()) && text.len() > 40 {
            return None;
        }
        stamp(text)
            .or_else(|| number(text, numbers))
            .or_else(|| range_of_stamps(text))
            .or_else(|| in_words(text))
    }

    /// Which form without marks the text can be in.
    pub(crate) fn number_form(text: &str) -> NumberForm {
        let text = text.trim();
        if clock_number(text).is_some() {
            NumberForm::Clock
        } else if serial(text).is_some() {
            NumberForm::Serial
        } else {
            NumberForm::None
        }
    }

    fn at(local: NaiveDateTime) -> Self {
        Self {
            date: Some(WrittenDate::Day(local.date())),
            start: Some(local.time().num_seconds_from_midnight()),
            ..Self::default()
        }
    }

    fn exact(at: DateTime<FixedOffset>) -> Self {
        Self {
            offset: Some(*at.offset()),
            ..Self::at(at.naive_local())
        }
    }
}

/// ISO 8601, RFC 3339, RFC 2822.
fn stamp(text: &str) -> Option<Written> {
    if text.starts_with(|letter: char| letter.is_ascii_alphabetic()) && text.contains(',') {
        return DateTime::parse_from_rfc2822(text).ok().map(Written::exact);
    }
    if !text.get(..5)?.ends_with('-') {
        return None;
    }
    // Hopin: `2025-12-10 15:00 +0200`; FullCalendar and others: a space or two.
    let joined = text
        .replace(" +", "+")
        .replace(" -", "-")
        .replace(" Z", "Z");
    let stamp = Stamp::read(text).or_else(|| Stamp::read(&joined))?;
    Some(match stamp {
        Stamp::Exact(at) => Written::exact(at),
        Stamp::Local(local) => Written::at(local),
        Stamp::Date(day) => Written {
            date: Some(WrittenDate::Day(day)),
            ..Written::default()
        },
    })
}

/// `2025-05-21T08:00/2025-05-21T09:00`, also with a dash between spaces.
fn range_of_stamps(text: &str) -> Option<Written> {
    let (first, last) = [" - ", " – ", " — ", " to ", "/", "\n"]
        .iter()
        .find_map(|joint| text.split_once(joint))?;
    let (mut first, last) = (stamp(first.trim())?, stamp(last.trim())?);
    if let (Some(WrittenDate::Day(day)), Some(WrittenDate::Day(last_day))) = (first.date, last.date)
        && let (Some(_), Some(end)) = (first.start, last.start)
    {
        let days = u32::try_from((last_day - day).num_days()).ok()?;
        first.end = days.checked_mul(86_400)?.checked_add(end);
        return Some(first);
    }
    first.last_date = last.date;
    Some(first)
}

/// Seconds or milliseconds since 1970, `20250521`, and what the column's form says.
fn number(text: &str, form: NumberForm) -> Option<Written> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        let value: i64 = text.parse().ok()?;
        let seconds = match text.len() {
            10 => Some(value),
            13 => Some(value / 1000),
            _ => None,
        };
        if let Some(at) = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            && YEARS.contains(&at.year())
        {
            return Some(Written::exact(at.fixed_offset()));
        }
        if text.len() == 8
            && let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d")
            && YEARS.contains(&day.year())
        {
            return Some(Written {
                date: Some(WrittenDate::Day(day)),
                ..Written::default()
            });
        }
    }
    match form {
        NumberForm::None => None,
        NumberForm::Clock => Some(Written {
            start: Some(clock_number(text)?),
            ..Written::default()
        }),
        NumberForm::Serial => serial(text),
    }
}

/// `0930`, `930`.
fn clock_number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let value: u32 = text
        .parse()
        .ok()
        .filter(|_| digits && (3..=4).contains(&text.len()))?;
    let (hours, minutes) = (value / 100, value % 100);
    (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)
}

/// From 2000 to 2099, or a part of a day.
fn serial(text: &str) -> Option<Written> {
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    if (0.0..1.0).contains(&value) && text.contains('.') {
        return Some(Written {
            start: Some(seconds_of(value)),
            ..Written::default()
        });
    }
    if !(36_526.0..73_051.0).contains(&value) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)]
    let days = value as i64;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)? + TimeDelta::try_days(days)?;
    Some(Written {
        date: Some(WrittenDate::Day(day)),
        start: text.contains('.').then(|| seconds_of(value.fract())),
        ..Written::default()
    })
}

/// To the minute: the fraction is never exact.
fn seconds_of(fraction: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let minutes = (fraction * 1440.0).round() as u32;
    (minutes % 1440) * 60
}

/// Dates of three numbers, and everything that notes write too.
fn in_words(text: &str) -> Option<Written> {
    let joined = month_between_hyphens(&text.replace('\n', " - "));
    let numeric = numeric_date(&joined);
    let rest = match &numeric {
        Some((range, _)) => {
            let behind = joined[range.end..].trim_start_matches(['T', ',', '-', ' ']);
            format!("{} {}", &joined[..range.start], behind)
        }
        None => joined,
    };
    let rest = plain_clocks(&rest);
    let when = When::of(&rest);
    let times = when.times();
    let mut written = Written {
        start: times.map(|times| times.start * 60),
        end: times.and_then(|times| times.end).map(|end| end * 60),
        offset: times.and_then(|times| times.offset),
        halved: is_halved(&rest),
        has_rest: when
            .rest
            .iter()
            .any(|rest| rest.chars().any(char::is_alphanumeric)),
        ..Written::default()
    };
    let told = when.dates.first();
    if let Some((_, mut date)) = numeric {
        if let WrittenDate::Numbers(numbers) = &mut date {
            numbers.weekday = told.and_then(|told| told.first.weekday);
        }
        written.date = Some(date);
        // `2017-06-02-1000` of people who sort by name.
        let compact = || rest.trim().trim_start_matches('-').trim();
        written.start = written.start.or_else(|| clock_number(compact()));
        written.has_rest &= clock_number(compact()).is_none();
    } else if let Some(dates) = told {
        let day = |date: Date| {
            date.complete()
                .map_or(WrittenDate::Partial(date), WrittenDate::Day)
        };
        written.date = Some(day(dates.first));
        written.last_date = dates.last.map(day);
    }
    (written.date.is_some() || written.start.is_some()).then_some(written)
}

fn is_halved(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm"))
}

#[cfg(test)]
mod tests;
