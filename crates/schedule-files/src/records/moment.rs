//! A date, a time, or both, as one cell of a table writes them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::stamp::Stamp;
use crate::when::{Date, When};

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
    /// `3/4/2025`: which is the day, the whole column tells.
    Numbers {
        first: u32,
        second: u32,
        year: Option<i32>,
        /// A day that has to fit, as a weekday stands with it.
        weekday: Option<chrono::Weekday>,
        sign: char,
    },
    /// Without a year or more.
    Partial(Date),
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
        if let WrittenDate::Numbers { weekday, .. } = &mut date {
            *weekday = told.and_then(|told| told.first.weekday);
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

/// `19-Nov-2025` and `19-Nov-25` with spaces, which notes write.
fn month_between_hyphens(text: &str) -> String {
    let parted = |word: &str| {
        let [day, month, year]: [&str; 3] = word.split('-').collect::<Vec<_>>().try_into().ok()?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_date = matches!(day.len(), 1..=2)
            && matches!(year.len(), 2 | 4)
            && digits(day)
            && digits(year)
            && month.chars().all(char::is_alphabetic);
        let century = if year.len() == 2 { "20" } else { "" };
        is_date.then(|| format!("{day} {month} {century}{year}"))
    };
    let words = text
        .split(' ')
        .map(|word| parted(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

/// The first date of three numbers, `19.11.2025`, `2025-11-19`, `11/19/25`, or of two, `11/19`.
fn numeric_date(text: &str) -> Option<(std::ops::Range<usize>, WrittenDate)> {
    let bytes = text.as_bytes();
    let run = |from: usize| {
        let digits = bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (digits > 0 && digits <= 4).then_some(from + digits)
    };
    let value = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let Some(first_end) = run(at) else {
            at += bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            continue;
        };
        let start = at;
        at = first_end;
        let Some(sign @ (b'/' | b'.' | b'-')) = bytes.get(first_end).copied() else {
            continue;
        };
        let gap = |at: usize| at + usize::from(sign == b'.' && bytes.get(at) == Some(&b' '));
        let second = gap(first_end + 1);
        let Some(second_end) = run(second).filter(|end| end - second <= 2) else {
            continue;
        };
        let third = gap(second_end + 1);
        let third_end = (bytes.get(second_end) == Some(&sign))
            .then(|| run(third))
            .flatten();
        let first_length = first_end - start;
        let numbers = |year: Option<i32>, end: usize| {
            let (first, second) = (value(start, first_end)?, value(second, second_end)?);
            let can_be =
                |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
            (can_be(first, second) || can_be(second, first)).then_some((
                start..end,
                WrittenDate::Numbers {
                    first,
                    second,
                    year,
                    weekday: None,
                    sign: char::from(sign),
                },
            ))
        };
        let found = match third_end.map(|end| (end, end - third)) {
            Some((end, 1..=2)) if first_length == 4 => (|| {
                let year = i32::try_from(value(start, first_end)?).ok()?;
                let day =
                    NaiveDate::from_ymd_opt(year, value(second, second_end)?, value(third, end)?)?;
                YEARS
                    .contains(&year)
                    .then_some((start..end, WrittenDate::Day(day)))
            })(),
            Some((end, 4)) if first_length <= 2 => value(third, end)
                .and_then(|year| i32::try_from(year).ok())
                .filter(|year| YEARS.contains(year))
                .and_then(|year| numbers(Some(year), end)),
            Some((end, 2)) if first_length <= 2 => value(third, end)
                .and_then(|year| i32::try_from(year).ok())
                .and_then(|year| numbers(Some(2000 + year), end)),
            None if sign == b'/' && first_length <= 2 && bytes.get(second_end) != Some(&b'/') => {
                numbers(None, second_end)
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at = third_end.unwrap_or(second_end);
    }
    None
}

/// Clock times in one form: `9.30` and `9h30` as `9:30`, without seconds.
fn plain_clocks(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = String::with_capacity(text.len());
    let two_digits = |at: usize| {
        let pair = bytes.get(at..at + 2)?;
        let ends = !bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
        (pair.iter().all(u8::is_ascii_digit) && pair[0] < b'6' && ends).then_some(at + 2)
    };
    let mut at = 0;
    let mut copied = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at
            + bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
        let sign = bytes.get(end).copied().unwrap_or_default();
        let minutes_end = two_digits(end + 1);
        let Some(minutes_end) = minutes_end
            .filter(|_| end - at <= 2 && matches!(sign, b':' | b'.' | b'h' | b'H'))
            // `19.11.` and `10.15.2` are no times.
            .filter(|end| sign != b'.' || bytes.get(*end) != Some(&b'.'))
        else {
            at = end;
            continue;
        };
        plain.push_str(&text[copied..end]);
        plain.push(':');
        plain.push_str(&text[end + 1..minutes_end]);
        at = minutes_end;
        if sign == b':'
            && bytes.get(at) == Some(&b':')
            && let Some(seconds_end) = two_digits(at + 1)
        {
            at = seconds_end;
            if bytes.get(at) == Some(&b'.') {
                at += 1 + bytes[at + 1..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
            }
        }
        copied = at;
    }
    plain.push_str(&text[copied..]);
    plain
}

fn is_halved(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "date start-end offset", in words.
    fn told(text: &str, form: NumberForm) -> String {
        let Some(written) = Written::read(text, form) else {
            return "none".to_owned();
        };
        let date = |date: WrittenDate| match date {
            WrittenDate::Day(day) => day.to_string(),
            WrittenDate::Numbers {
                first,
                second,
                year,
                ..
            } => {
                format!("{first}?{second}?{}", year.unwrap_or_default())
            }
            WrittenDate::Partial(date) => format!(
                "{:?}.{:?}",
                date.day.unwrap_or_default(),
                date.month.unwrap_or_default()
            ),
        };
        let clock = |seconds: u32| {
            let minutes = seconds / 60;
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        };
        let mut parts = Vec::new();
        parts.extend(written.date.map(date));
        if let Some(start) = written.start {
            let end = written.end.map(|end| format!("-{}", clock(end)));
            parts.push(clock(start) + &end.unwrap_or_default());
        }
        parts.extend(written.offset.map(|offset| offset.to_string()));
        parts.join(" ")
    }

    #[test]
    fn cells_are_read_in_every_spelling() {
        let cases = [
            ("11:30", "11:30"),
            ("11:30:00", "11:30"),
            ("9.30", "09:30"),
            ("10.15", "10:15"),
            ("9h30", "09:30"),
            ("9H30", "09:30"),
            ("14h", "none"),
            ("10:00 AM", "10:00"),
            ("1:15pm", "13:15"),
            ("1:15:00 PM", "13:15"),
            ("12:00 AM", "00:00"),
            ("9 Uhr", "09:00"),
            ("9.30 Uhr", "09:30"),
            ("10:00 - 10:45", "10:00-10:45"),
            ("10:00–10:45", "10:00-10:45"),
            ("9.30-10.15", "09:30-10:15"),
            ("9h30 à 10h15", "09:30-10:15"),
            ("1:00 - 2:00 PM", "13:00-14:00"),
            ("11:30 AM to 1 PM", "11:30-13:00"),
            ("7:00am\n8:00am", "07:00-08:00"),
            ("22:00 - 02:00", "22:00-26:00"),
            ("2025-11-19", "2025-11-19"),
            ("2025/11/19", "2025-11-19"),
            ("20251119", "2025-11-19"),
            ("19.11.2025", "19?11?2025"),
            ("19. 11. 2025", "19?11?2025"),
            ("3/4/25", "3?4?2025"),
            ("11/19", "11?19?0"),
            ("Wed 11/19/2025", "11?19?2025"),
            ("19.11.", "19.11"),
            ("Wednesday, November 19, 2025", "2025-11-19"),
            ("19 novembre 2025", "2025-11-19"),
            ("19. November 2025", "2025-11-19"),
            ("19-Nov-2025", "2025-11-19"),
            ("19-Nov-25 10:00", "2025-11-19 10:00"),
            ("Nov 19", "19.11"),
            ("2025-05-21T08:00", "2025-05-21 08:00"),
            ("2025-05-21T08:00:00-04:00", "2025-05-21 08:00 -04:00"),
            ("2025-12-10 15:00 +0200", "2025-12-10 15:00 +02:00"),
            ("2025-12-10 15:00:00 UTC", "2025-12-10 15:00 +00:00"),
            ("Fri, 20 Oct 2017 19:00:00 -0700", "2017-10-20 19:00 -07:00"),
            (
                "Fri Oct 20 2017 19:00:00 GMT-0700 (PDT)",
                "2017-10-20 19:00 -07:00",
            ),
            ("11/19/2025 9:30 AM", "11?19?2025 09:30"),
            ("19.11.2025 9.30 - 10.15", "19?11?2025 09:30-10:15"),
            ("May 21, 2025 8:00 AM", "2025-05-21 08:00"),
            ("2017-06-02-1415", "2017-06-02 14:15"),
            (
                "2025-05-21T08:00/2025-05-21T09:00",
                "2025-05-21 08:00-09:00",
            ),
            ("1747814400", "2025-05-21 08:00 +00:00"),
            ("1747814400000", "2025-05-21 08:00 +00:00"),
            ("0930", "none"),
            ("45000", "none"),
            ("45", "none"),
            ("TBA", "none"),
            ("", "none"),
            ("99999999999999999999", "none"),
            ("99/99/9999", "none"),
            ("ééé 5:3", "none"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text, NumberForm::None), expected, "{text}");
        }
    }

    #[test]
    fn bare_numbers_are_read_only_in_the_columns_own_form() {
        use NumberForm::{Clock, Serial};
        let cases = [
            ("0930", Clock, "09:30"),
            ("1415", Clock, "14:15"),
            ("915", Clock, "09:15"),
            ("2460", Clock, "none"),
            ("45980", Serial, "2025-11-19"),
            ("45980.479166666664", Serial, "2025-11-19 11:30"),
            ("0.479166666666667", Serial, "11:30"),
            ("1200", Serial, "none"),
        ];
        for (text, form, expected) in cases {
            assert_eq!(told(text, form), expected, "{text}");
            if expected != "none" {
                assert_eq!(Written::number_form(text), form, "{text}");
            }
        }
    }
}
