//! DATE and DATE-TIME values (RFC 5545 §3.3.4, §3.3.5), in the spellings that files use.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::property::Property;

/// What a time property tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Exact(DateTime<Utc>),
    /// By the clock of the property's TZID, or by no particular one.
    Local(NaiveDateTime),
    /// A whole day.
    Date(NaiveDate),
}

impl Moment {
    /// The first value of a property.
    pub(super) fn read(property: &Property) -> Option<Self> {
        let value = property.value.split([',', '/']).next().unwrap_or_default();
        Self::of(value, property)
    }

    /// One of a property's values.
    pub(super) fn of(value: &str, property: &Property) -> Option<Self> {
        let moment = Self::of_value(value)?;
        let as_date = property
            .parameter("VALUE")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
        // Midnight said to be a date is one; another time is a time, whatever it is said to be.
        Some(match moment {
            Self::Local(local) if as_date && local.time() == NaiveTime::MIN => {
                Self::Date(local.date())
            }
            Self::Exact(exact) if as_date && exact.time() == NaiveTime::MIN => {
                Self::Date(exact.date_naive())
            }
            moment => moment,
        })
    }

    /// Knows `20150808T100000Z`, `20150808`, and the extended forms that ISO 8601 has beside them,
    /// with or without seconds and offset.
    pub(super) fn of_value(value: &str) -> Option<Self> {
        let value: String = value
            .trim()
            .chars()
            .filter(|letter| *letter != ' ')
            .collect();
        let (date, rest) = date_of(&value)?;
        let rest = rest.trim_start_matches(['T', 't']);
        // A day of Google’s birthdays ends with a Z.
        if matches!(rest, "" | "Z" | "z") {
            return Some(Self::Date(date));
        }
        let zone_at = rest
            .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.'))
            .unwrap_or(rest.len());
        let local = local_of(date, &rest[..zone_at])?;
        match &rest[zone_at..] {
            "" => Some(Self::Local(local)),
            "Z" | "z" => Some(Self::Exact(local.and_utc())),
            offset => {
                let offset = offset_of(offset)?;
                let offset = TimeDelta::seconds(i64::from(offset.local_minus_utc()));
                Some(Self::Exact(local.checked_sub_signed(offset)?.and_utc()))
            }
        }
    }
}

/// `+0100`, `-05:00`, `+013000` (§3.3.14).
pub(super) fn offset_of(text: &str) -> Option<FixedOffset> {
    let (sign, digits) = match text.trim().split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let part = |range: std::ops::Range<usize>| -> Option<i32> {
        match digits.get(range) {
            Some(part) => part.parse().ok(),
            None => Some(0),
        }
    };
    let hours = digits.get(..2)?.parse::<i32>().ok()?;
    let (minutes, seconds) = (part(2..4)?, part(4..6)?);
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60 + seconds))
}

fn date_of(value: &str) -> Option<(NaiveDate, &str)> {
    let (digits, rest) = match value.split_at_checked(8)? {
        (digits, rest) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (digits.to_owned(), rest)
        }
        _ => {
            let (date, rest) = value.split_at_checked(10)?;
            (date.replace('-', ""), rest)
        }
    };
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = NaiveDate::parse_from_str(&digits, "%Y%m%d").ok()?;
    Some((date, rest))
}

/// `100000`, `1000`, `10:00:00`; 24:00 is the next midnight, a leap second the one before it.
fn local_of(date: NaiveDate, time: &str) -> Option<NaiveDateTime> {
    let time = time.split('.').next().unwrap_or_default().replace(':', "");
    let number = |range: std::ops::Range<usize>| time.get(range)?.parse::<u32>().ok();
    let (hours, minutes) = (number(0..2)?, number(2..4)?);
    let seconds = match time.len() {
        4 => 0,
        6 => number(4..6)?.min(59),
        _ => return None,
    };
    if (hours, minutes, seconds) == (24, 0, 0) {
        return Some(date.succ_opt()?.and_time(NaiveTime::MIN));
    }
    date.and_hms_opt(hours, minutes, seconds)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::icalendar::component::Place;
    use crate::repair::Repairs;

    fn moment(line: &str) -> Option<String> {
        let property =
            Property::read(Place::Line(1), line.as_bytes(), &mut Repairs::default()).unwrap();
        Moment::read(&property).map(|moment| format!("{moment:?}"))
    }

    #[test]
    fn times_are_read_in_every_spelling() {
        let cases = [
            ("DTSTART:20150808T100000Z", "Exact(2015-08-08T10:00:00Z)"),
            ("DTSTART:20150808T100000", "Local(2015-08-08T10:00:00)"),
            (
                "DTSTART;VALUE=DATE-TIME:20150808T1000",
                "Local(2015-08-08T10:00:00)",
            ),
            ("DTSTART;VALUE=DATE:20150808", "Date(2015-08-08)"),
            ("DTSTART:20150808", "Date(2015-08-08)"),
            ("DTSTART:20150808Z", "Date(2015-08-08)"),
            ("DTSTART;VALUE=DATE:20150808T000000", "Date(2015-08-08)"),
            (
                "DTSTART;VALUE=DATE:20150808T100000",
                "Local(2015-08-08T10:00:00)",
            ),
            (
                "DTSTART:2015-08-08T10:00:00Z",
                "Exact(2015-08-08T10:00:00Z)",
            ),
            (
                "DTSTART:2015-08-08T10:00:00+02:00",
                "Exact(2015-08-08T08:00:00Z)",
            ),
            (
                "DTSTART:20150808T100000-0500",
                "Exact(2015-08-08T15:00:00Z)",
            ),
            ("DTSTART:20150808T240000", "Local(2015-08-09T00:00:00)"),
            ("DTSTART:20150808T235960Z", "Exact(2015-08-08T23:59:59Z)"),
            ("DTSTART: 20150808T100000Z ", "Exact(2015-08-08T10:00:00Z)"),
            (
                "RDATE:20150808T100000Z,20150809T100000Z",
                "Exact(2015-08-08T10:00:00Z)",
            ),
            ("RDATE:20150808T100000Z/PT1H", "Exact(2015-08-08T10:00:00Z)"),
        ];
        for (line, expected) in cases {
            assert_eq!(moment(line).as_deref(), Some(expected), "{line}");
        }
        for value in [
            "",
            "soon",
            "20151308",
            "2015080",
            "20150808T25",
            "20150808T100000X",
            "99999999T999999Z",
            "ééééé",
        ] {
            assert_eq!(moment(&format!("DTSTART:{value}")), None, "{value}");
        }
    }

    #[test]
    fn offsets_have_two_to_six_digits() {
        let cases = [
            ("+0100", Some(3600)),
            ("-05:30", Some(-19800)),
            ("+001444", Some(884)),
            ("+02", Some(7200)),
            ("0100", None),
            ("+9900", None),
            ("+", None),
        ];
        for (text, seconds) in cases {
            let offset = offset_of(text).map(|offset| offset.local_minus_utc());
            assert_eq!(offset, seconds, "{text}");
        }
    }
}
