//! The rules of a VTIMEZONE (RFC 5545 §3.6.5), for zones that nobody knows by name.
//!
//! Knows what calendars write: single onsets, RDATE, and yearly rules by month and weekday.

use chrono::{Datelike, FixedOffset, Month, NaiveDate, NaiveDateTime, Offset, Utc, Weekday};

use super::property::Property;
use super::rule::numbered_weekday;
use super::time::{Moment, offset_of};

#[derive(Clone, Debug)]
pub(super) struct Observances(Vec<Observance>);

#[derive(Clone, Debug)]
struct Observance {
    /// First onset, by the clock before it.
    start: NaiveDateTime,
    before: FixedOffset,
    during: FixedOffset,
    more_onsets: Vec<NaiveDateTime>,
    rule: Option<YearlyRule>,
}

#[derive(Clone, Copy, Debug)]
struct YearlyRule {
    month: Month,
    day: DayInMonth,
    until: Option<NaiveDateTime>,
}

#[derive(Clone, Copy, Debug)]
enum DayInMonth {
    Numbered(u32),
    /// The first for 1, the last for −1.
    Weekday(Weekday, i8),
}

impl Observances {
    /// None where no observance can be read.
    pub(super) fn of(components: &[Vec<Property>]) -> Option<Self> {
        let observances: Vec<Observance> = components
            .iter()
            .filter_map(|properties| Observance::of(properties))
            .collect();
        (!observances.is_empty()).then_some(Self(observances))
    }

    /// The offset in use at a wall-clock time: of the observance that began last; before all of them,
    /// what the first one replaced.
    pub(super) fn offset_at(&self, local: NaiveDateTime) -> FixedOffset {
        let last = self
            .0
            .iter()
            .filter_map(|observance| Some((observance.last_onset(local)?, observance.during)))
            .max_by_key(|(onset, _)| *onset);
        let first = self.0.iter().min_by_key(|observance| observance.start);
        match (last, first) {
            (Some((_, offset)), _) => offset,
            (None, Some(first)) => first.before,
            (None, None) => Utc.fix(),
        }
    }
}

impl Observance {
    fn of(properties: &[Property]) -> Option<Self> {
        let get = |name: &str| properties.iter().find(|property| property.name == name);
        let during = offset_of(&get("TZOFFSETTO")?.value)?;
        let before = get("TZOFFSETFROM").and_then(|property| offset_of(&property.value));
        let local = |property: &Property| match Moment::read(property)? {
            Moment::Local(local) => Some(local),
            Moment::Exact(exact) => Some(exact.naive_utc()),
            Moment::Date(date) => date.and_hms_opt(0, 0, 0),
        };
        let dates = properties
            .iter()
            .filter(|property| property.name == "RDATE");
        Some(Self {
            start: get("DTSTART").and_then(local).unwrap_or(NaiveDateTime::MIN),
            before: before.unwrap_or(during),
            during,
            more_onsets: dates.filter_map(local).collect(),
            rule: get("RRULE").and_then(|property| YearlyRule::read(&property.value)),
        })
    }

    /// The last onset at or before a wall-clock time.
    fn last_onset(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        let yearly = self.rule.into_iter().flat_map(|rule| {
            [local.year() - 1, local.year()]
                .into_iter()
                .filter_map(move |year| rule.onset(year, self.start))
        });
        std::iter::once(self.start)
            .chain(self.more_onsets.iter().copied())
            .chain(yearly.filter(|onset| *onset >= self.start))
            .filter(|onset| *onset <= local)
            .max()
    }
}

impl YearlyRule {
    fn read(value: &str) -> Option<Self> {
        let part = |name: &str| {
            value
                .split(';')
                .filter_map(|part| part.split_once('='))
                .find(|(known, _)| known.trim().eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
        };
        if !part("FREQ")?.eq_ignore_ascii_case("YEARLY") {
            return None;
        }
        let month = Month::try_from(part("BYMONTH")?.parse::<u8>().ok()?).ok()?;
        let day = match (part("BYDAY"), part("BYMONTHDAY")) {
            (Some(day), _) => {
                let (number, weekday) = numbered_weekday(day)?;
                let number = if number == 0 { 1 } else { number };
                DayInMonth::Weekday(weekday, i8::try_from(number).ok()?)
            }
            (None, Some(day)) => DayInMonth::Numbered(day.parse().ok()?),
            (None, None) => return None,
        };
        let until = part("UNTIL").and_then(|until| {
            let digits: String = until.chars().filter(char::is_ascii_digit).collect();
            NaiveDate::parse_from_str(digits.get(..8)?, "%Y%m%d")
                .ok()?
                .and_hms_opt(23, 59, 59)
        });
        Some(Self { month, day, until })
    }

    fn onset(self, year: i32, start: NaiveDateTime) -> Option<NaiveDateTime> {
        let month = self.month.number_from_month();
        let date = match self.day {
            DayInMonth::Numbered(day) => NaiveDate::from_ymd_opt(year, month, day)?,
            DayInMonth::Weekday(weekday, number) if number > 0 => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, number.unsigned_abs())?
            }
            DayInMonth::Weekday(weekday, number) => {
                let count = (1..=5)
                    .filter_map(|nth| {
                        NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)
                    })
                    .collect::<Vec<_>>();
                *count.get(
                    count
                        .len()
                        .checked_sub(usize::from(number.unsigned_abs()))?,
                )?
            }
        };
        let onset = date.and_time(start.time());
        self.until
            .is_none_or(|until| onset <= until)
            .then_some(onset)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::icalendar::component::Place;
    use crate::repair::Repairs;

    fn observance(lines: &[&str]) -> Vec<Property> {
        lines
            .iter()
            .filter_map(|line| {
                Property::read(Place::Line(1), line.as_bytes(), &mut Repairs::default())
            })
            .collect()
    }

    #[test]
    fn summer_and_winter_change_by_the_rules() {
        let rules = Observances::of(&[
            observance(&[
                "DTSTART:19701025T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            ]),
            observance(&[
                "DTSTART:19700329T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            ]),
        ])
        .unwrap();
        let cases = [
            ("2022-01-15T12:00:00", 3600),
            ("2022-05-19T12:00:00", 7200),
            ("2022-03-27T01:59:00", 3600),
            ("2022-03-27T03:00:00", 7200),
            ("2022-10-30T04:00:00", 3600),
            ("1960-01-01T00:00:00", 3600),
        ];
        for (local, seconds) in cases {
            let offset = rules.offset_at(local.parse().unwrap());
            assert_eq!(offset.local_minus_utc(), seconds, "{local}");
        }
    }

    #[test]
    fn rules_end_and_dates_begin() {
        let rules = Observances::of(&[
            observance(&[
                "DTSTART:20000101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0300",
                "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1;UNTIL=20051231T000000Z",
            ]),
            observance(&[
                "DTSTART:20060601T000000",
                "TZOFFSETTO:+0400",
                "RDATE:20100601T000000",
            ]),
        ])
        .unwrap();
        assert_eq!(
            rules
                .offset_at("2006-05-01T00:00:00".parse().unwrap())
                .local_minus_utc(),
            10800
        );
        assert_eq!(
            rules
                .offset_at("2011-05-01T00:00:00".parse().unwrap())
                .local_minus_utc(),
            14400
        );
    }

    #[test]
    fn what_cannot_be_read_is_no_rule() {
        assert!(Observances::of(&[]).is_none());
        assert!(Observances::of(&[observance(&["DTSTART:20000101T000000"])]).is_none());
        for rule in [
            "",
            "FREQ=DAILY",
            "FREQ=YEARLY",
            "FREQ=YEARLY;BYMONTH=13;BYDAY=1SU",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=é",
        ] {
            assert!(YearlyRule::read(rule).is_none(), "{rule}");
        }
    }
}
