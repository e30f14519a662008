//! A rule out of its parts: `FREQ=WEEKLY;BYDAY=MO,-1FR`.

use std::ops::RangeInclusive;

use chrono::Weekday;

use super::{Frequency, Rule};
use crate::icalendar::time::Moment;

impl Rule {
    /// From the value of RRULE.
    ///
    /// # Errors
    /// What cannot be read, for the report.
    pub(in crate::icalendar) fn read(value: &str) -> Result<Self, String> {
        /// The minutes of a day.
        const MOST_TIMES_A_DAY: usize = 1440;
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
        };
        let parts = value.split(';').map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            rule.read_part(name.trim(), value.trim(), &mut frequency)
                .ok_or_else(|| part.to_owned())?;
        }
        rule.frequency = frequency.ok_or_else(|| format!("{value} has no FREQ"))?;
        let times = [&rule.hours, &rule.minutes, &rule.seconds];
        let times_a_day: usize = times.iter().map(|list| list.len().max(1)).product();
        if times_a_day > MOST_TIMES_A_DAY {
            return Err(format!("{times_a_day} times a day"));
        }
        Ok(rule)
    }

    /// None where the value makes no sense.
    fn read_part(
        &mut self,
        name: &str,
        value: &str,
        frequency: &mut Option<Frequency>,
    ) -> Option<()> {
        match name.to_ascii_uppercase().as_str() {
            "FREQ" => *frequency = Some(Frequency::named(value)?),
            "INTERVAL" => self.interval = value.parse::<u32>().ok()?.max(1),
            "COUNT" => self.count = Some(value.parse::<u64>().ok()?.max(1)),
            "UNTIL" => self.until = Some(Moment::of_value(value)?),
            "BYMONTH" => self.months = numbers(value, 1..=12)?,
            "BYWEEKNO" => self.weeks = numbers(value, -53..=53)?,
            "BYYEARDAY" => self.year_days = numbers(value, -366..=366)?,
            "BYMONTHDAY" => self.month_days = numbers(value, -31..=31)?,
            "BYHOUR" => self.hours = numbers(value, 0..=23)?,
            "BYMINUTE" => self.minutes = numbers(value, 0..=59)?,
            "BYSECOND" => self.seconds = numbers(value, 0..=60)?,
            "BYSETPOS" => self.positions = numbers(value, -366..=366)?,
            "BYDAY" => self.weekdays = weekdays(value)?,
            "WKST" => self.week_start = weekday(value)?,
            // RFC 7529; SKIP is about days that a month does not have.
            "RSCALE" => value.eq_ignore_ascii_case("GREGORIAN").then_some(())?,
            "SKIP" => value.eq_ignore_ascii_case("OMIT").then_some(())?,
            name => name.starts_with("X-").then_some(())?,
        }
        Some(())
    }
}

impl Frequency {
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_uppercase().as_str() {
            "SECONDLY" => Self::Secondly,
            "MINUTELY" => Self::Minutely,
            "HOURLY" => Self::Hourly,
            "DAILY" => Self::Daily,
            "WEEKLY" => Self::Weekly,
            "MONTHLY" => Self::Monthly,
            "YEARLY" => Self::Yearly,
            _ => return None,
        })
    }
}

/// `MO`, `1SU`, `-2FR`; 0 where there is no number.
pub(in crate::icalendar) fn numbered_weekday(text: &str) -> Option<(i32, Weekday)> {
    let text = text.trim();
    let (number, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number = match number.trim() {
        "" => 0,
        number => number.parse().ok().filter(|nth| (-53..=53).contains(nth))?,
    };
    Some((number, weekday(name)?))
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

fn weekdays(value: &str) -> Option<Vec<(i32, Weekday)>> {
    let days = value.split(',').map(numbered_weekday);
    let mut days = days.collect::<Option<Vec<_>>>()?;
    days.sort_unstable_by_key(|(nth, day)| (*nth, day.num_days_from_monday()));
    days.dedup();
    Some(days)
}

/// In order, each once.
fn numbers(value: &str, range: RangeInclusive<i32>) -> Option<Vec<i32>> {
    let numbers = value.split(',').map(|number| {
        let number = number.trim().parse().ok();
        number.filter(|number| range.contains(number))
    });
    let mut numbers = numbers.collect::<Option<Vec<i32>>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}
