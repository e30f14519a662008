//! Lengths as files write them: `h:mm`, `hh:mm:ss`, `d:hh:mm`, minutes, ISO 8601.
//!
//! Three numbers with colons mean two things, and one alone cannot tell which: a reader collects all
//! of a file's durations in a [`ClockForm`] first.

use chrono::TimeDelta;

/// What three numbers with colons mean in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClockForm {
    HoursMinutesSeconds,
    DaysHoursMinutes,
}

/// A length that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duration {
    pub(crate) length: TimeDelta,
    /// Neither in the usual form of two numbers, hours and minutes, nor in ISO 8601, which means one
    /// thing only.
    pub(crate) odd: bool,
}

impl ClockForm {
    /// Decides by all durations of a file: beside `h:mm`, a third number in front can only be days;
    /// where all have three, they are seconds, unless that makes nearly all of them shorter than
    /// `SHORTEST`.
    pub(crate) fn of<'a>(durations: impl Iterator<Item = &'a str>) -> Self {
        const SHORTEST: TimeDelta = TimeDelta::minutes(3);
        let (mut two, mut three, mut implausible) = (0, 0, 0);
        for parts in durations.map(clock_parts) {
            match parts.as_deref() {
                Some([_, _]) => two += 1,
                Some([hours, minutes, seconds]) => {
                    three += 1;
                    let length = hours_minutes_seconds(*hours, *minutes, *seconds);
                    implausible += usize::from(length.is_none_or(|length| length < SHORTEST));
                }
                _ => {}
            }
        }
        if three > 0 && (two > 0 || implausible * 2 > three) {
            Self::DaysHoursMinutes
        } else {
            Self::HoursMinutesSeconds
        }
    }

    /// Reads one duration; none where it is no length of time or longer than a century.
    pub(crate) fn read(self, text: &str) -> Option<Duration> {
        let text = text.trim();
        let (length, odd) = match clock_parts(text).as_deref() {
            Some([hours, minutes]) => (hours_minutes_seconds(*hours, *minutes, 0), false),
            Some([first, second, third]) => (self.three(*first, *second, *third), true),
            Some([minutes]) => (TimeDelta::try_minutes(*minutes), true),
            Some(_) => (None, true),
            None => match iso_8601(text) {
                Some(length) => (Some(length), false),
                None => (in_words(text), true),
            },
        };
        let length = length.filter(|length| length.num_days() < 36_525)?;
        Some(Duration { length, odd })
    }

    fn three(self, first: i64, second: i64, third: i64) -> Option<TimeDelta> {
        // 2:06:00 may be days; 1:30:00 cannot, and 0:30:15 hardly is.
        let days = self == Self::DaysHoursMinutes && second < 24 && third < 60;
        if days {
            TimeDelta::try_days(first)?.checked_add(&hours_minutes_seconds(second, third, 0)?)
        } else {
            hours_minutes_seconds(first, second, third)
        }
    }
}

/// `PT1H30M`, `P2DT6H`, `P1W`, `-PT5M` (RFC 5545 §3.3.6, ISO 8601 without years and months).
pub(crate) fn iso_8601(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.strip_prefix(['P', 'p'])?;
    let mut total = TimeDelta::zero();
    let mut number = String::new();
    let mut in_time = false;
    let mut any = false;
    for letter in text.chars() {
        let unit = letter.to_ascii_uppercase();
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if unit == 'T' {
            in_time = true;
            continue;
        }
        let count: i64 = number.parse().ok()?;
        number.clear();
        let part = match (in_time, unit) {
            (false, 'W') => TimeDelta::try_weeks(count),
            (false, 'D') => TimeDelta::try_days(count),
            (true, 'H') => TimeDelta::try_hours(count),
            (true, 'M') => TimeDelta::try_minutes(count),
            (true, 'S') => TimeDelta::try_seconds(count),
            _ => None,
        };
        total = total.checked_add(&part?)?;
        any = true;
    }
    (any && number.is_empty()).then_some(if negative { -total } else { total })
}

/// `30 min`, `1h`, `1h30`, `2 hours 15 minutes`.
fn in_words(text: &str) -> Option<TimeDelta> {
    let mut total = TimeDelta::zero();
    let mut rest = text.trim();
    let mut after_hours = false;
    while !rest.is_empty() {
        let digits = rest
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(rest.len());
        let count: i64 = rest[..digits].parse().ok()?;
        let after = rest[digits..].trim_start();
        let letters = after
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(after.len());
        let part = match after[..letters].to_ascii_lowercase().as_str() {
            "h" | "hour" | "hours" | "hr" | "hrs" | "std" | "stunden" | "stunde" => {
                after_hours = true;
                TimeDelta::try_hours(count)
            }
            "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => {
                TimeDelta::try_minutes(count)
            }
            "d" | "day" | "days" => TimeDelta::try_days(count),
            "" if after_hours => TimeDelta::try_minutes(count),
            _ => None,
        };
        total = total.checked_add(&part?)?;
        rest = after[letters..].trim_start_matches([' ', '.', ',']);
    }
    (total > TimeDelta::zero()).then_some(total)
}

/// The numbers between colons, if there is nothing else.
fn clock_parts(text: &str) -> Option<Vec<i64>> {
    text.trim()
        .split(':')
        .map(|part| part.trim().parse::<u32>().ok().map(i64::from))
        .collect()
}

fn hours_minutes_seconds(hours: i64, minutes: i64, seconds: i64) -> Option<TimeDelta> {
    TimeDelta::try_hours(hours)?
        .checked_add(&TimeDelta::try_minutes(minutes)?)?
        .checked_add(&TimeDelta::try_seconds(seconds)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_what_three_numbers_mean() {
        let cases: [(&[&str], ClockForm); 6] = [
            (&["0:30", "1:00", "2:06:00"], ClockForm::DaysHoursMinutes),
            (
                &["00:30:00", "01:00:00", "02:06:00"],
                ClockForm::HoursMinutesSeconds,
            ),
            (
                &["0:00:30", "0:01:00", "2:06:00"],
                ClockForm::DaysHoursMinutes,
            ),
            (&["00:30", "01:00"], ClockForm::HoursMinutesSeconds),
            (&["PT30M", "00:45:00"], ClockForm::HoursMinutesSeconds),
            (&[], ClockForm::HoursMinutesSeconds),
        ];
        for (durations, form) in cases {
            assert_eq!(
                ClockForm::of(durations.iter().copied()),
                form,
                "{durations:?}"
            );
        }
    }

    #[test]
    fn every_form_is_read() {
        use ClockForm::{DaysHoursMinutes, HoursMinutesSeconds};
        let cases = [
            (HoursMinutesSeconds, "00:30", Some((30, false))),
            (HoursMinutesSeconds, "1:30", Some((90, false))),
            (HoursMinutesSeconds, "25:00", Some((1500, false))),
            (HoursMinutesSeconds, "0:00", Some((0, false))),
            (HoursMinutesSeconds, "01:15:00", Some((75, true))),
            (DaysHoursMinutes, "2:06:00", Some((3240, true))),
            (DaysHoursMinutes, "1:30:00", Some((90, true))),
            (HoursMinutesSeconds, "45", Some((45, true))),
            (HoursMinutesSeconds, "PT1H30M", Some((90, false))),
            (HoursMinutesSeconds, "P2DT6H", Some((3240, false))),
            (HoursMinutesSeconds, "30 min", Some((30, true))),
            (HoursMinutesSeconds, "1h30", Some((90, true))),
            (HoursMinutesSeconds, "2 hours", Some((120, true))),
            (HoursMinutesSeconds, "", None),
            (HoursMinutesSeconds, "soon", None),
            (HoursMinutesSeconds, "-1:00", None),
            (HoursMinutesSeconds, "99999999999999999999", None),
            (HoursMinutesSeconds, "4000000000:00", None),
            (HoursMinutesSeconds, "P9999999999999999999D", None),
            (HoursMinutesSeconds, "1:2:3:4", None),
        ];
        for (form, text, expected) in cases {
            let found = form
                .read(text)
                .map(|read| (read.length.num_minutes(), read.odd));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn iso_durations_may_be_negative() {
        assert_eq!(iso_8601("-PT5M"), Some(TimeDelta::minutes(-5)));
        assert_eq!(iso_8601("P1W"), Some(TimeDelta::weeks(1)));
        for text in ["", "P", "PT", "P1", "PT1X", "P1M", "1H"] {
            assert_eq!(iso_8601(text), None, "{text}");
        }
    }
}
