//! Dates and times of day as schedules write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// What a date field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// With an offset: an instant.
    Exact(DateTime<FixedOffset>),
    /// A date and time by some clock.
    Local(NaiveDateTime),
    Date(NaiveDate),
}

impl Stamp {
    /// RFC 3339 and its relatives: seconds may be missing, a space may part date and time, the
    /// offset may lack its colon.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::Exact(exact));
        }
        if let Some(date) = text
            .get(10..)
            .filter(|rest| rest.is_empty())
            .and_then(|_| date(text))
        {
            return Some(Self::Date(date));
        }
        let text = text.replacen(' ', "T", 1);
        let text = match text.strip_suffix(['Z', 'z']) {
            Some(utc) => format!("{utc}+0000"),
            None => text,
        };
        let exact = ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"]
            .iter()
            .find_map(|form| DateTime::parse_from_str(&text, form).ok());
        if let Some(exact) = exact {
            return Some(Self::Exact(exact));
        }
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
            .map(Self::Local)
    }

    /// The date as it is written, whatever the clock.
    pub(crate) fn written_date(self) -> NaiveDate {
        match self {
            Self::Exact(exact) => exact.date_naive(),
            Self::Local(local) => local.date(),
            Self::Date(date) => date,
        }
    }

    /// The time of day as it is written.
    pub(crate) fn written_time(self) -> Option<NaiveTime> {
        match self {
            Self::Exact(exact) => Some(exact.time()),
            Self::Local(local) => Some(local.time()),
            Self::Date(_) => None,
        }
    }
}

/// A time of day; from 24:00 on it is one of the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeOfDay {
    pub(crate) time: NaiveTime,
    pub(crate) next_day: bool,
}

impl TimeOfDay {
    /// `9:30`, `09:30:00`, `25:30` for half past one at night; or the time of a whole date.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut parts = text.split(':');
        let hours: u32 = match parts.next()?.trim().parse() {
            Ok(hours) => hours,
            Err(_) => return Self::of_stamp(text),
        };
        let minutes: u32 = parts.next()?.trim().parse().ok()?;
        let seconds: u32 = match parts.next() {
            Some(seconds) => seconds.trim().parse().ok()?,
            None => 0,
        };
        let next_day = (24..36).contains(&hours);
        let hours = if next_day { hours - 24 } else { hours };
        let time = NaiveTime::from_hms_opt(hours, minutes, seconds)?;
        parts.next().is_none().then_some(Self { time, next_day })
    }

    fn of_stamp(text: &str) -> Option<Self> {
        Some(Self {
            time: Stamp::read(text)?.written_time()?,
            next_day: false,
        })
    }
}

/// `2019-12-27`, also with a time behind it.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().get(..10)?.split('-');
    let mut number = |length: usize| -> Option<u32> {
        let part = parts.next().filter(|part| part.len() == length)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())?
    };
    let year = i32::try_from(number(4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(2)?, number(2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_read_in_every_spelling() {
        let cases = [
            (
                "2019-12-27T11:00:00+01:00",
                "Exact(2019-12-27T11:00:00+01:00)",
            ),
            ("2019-12-27T11:00:00Z", "Exact(2019-12-27T11:00:00+00:00)"),
            ("2019-12-27T11:00+0100", "Exact(2019-12-27T11:00:00+01:00)"),
            (
                "2019-12-27 11:00:00-05:00",
                "Exact(2019-12-27T11:00:00-05:00)",
            ),
            ("2019-12-27T11:00Z", "Exact(2019-12-27T11:00:00+00:00)"),
            ("2019-12-27T11:00:00", "Local(2019-12-27T11:00:00)"),
            ("2019-12-27 11:00", "Local(2019-12-27T11:00:00)"),
            (" 2019-12-27 ", "Date(2019-12-27)"),
        ];
        for (text, expected) in cases {
            let stamp = Stamp::read(text).map(|stamp| format!("{stamp:?}"));
            assert_eq!(stamp.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "soon",
            "2019-13-27",
            "27.12.2019",
            "2019-12-27T25:00:00",
            "ééééééééé",
        ] {
            assert_eq!(Stamp::read(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_day_may_pass_midnight() {
        let cases = [
            ("9:30", Some(("09:30:00", false))),
            ("09:30:15", Some(("09:30:15", false))),
            ("24:00", Some(("00:00:00", true))),
            ("25:30", Some(("01:30:00", true))),
            ("2019-12-27T11:00:00+01:00", Some(("11:00:00", false))),
            ("", None),
            ("9", None),
            ("36:00", None),
            ("9:60", None),
            ("9:30:00:00", None),
        ];
        for (text, expected) in cases {
            let read = TimeOfDay::read(text).map(|read| (read.time.to_string(), read.next_day));
            let expected = expected.map(|(time, next_day)| (time.to_owned(), next_day));
            assert_eq!(read, expected, "{text}");
        }
    }
}
