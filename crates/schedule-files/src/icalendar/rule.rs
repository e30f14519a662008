//! Recurrence rules (RFC 5545 §3.3.10): the times that RRULE and EXRULE mean.
//!
//! A rule knows clocks, not zones: it gives times as the event's own clock shows them, so that a talk
//! at ten stays at ten when the clocks change. Whoever asks pays for each day and time that is looked
//! at, so that no rule costs more than it is given (ADR 6).

mod calendar;
mod parts;

use std::ops::{ControlFlow, RangeInclusive};

use chrono::{
    Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday,
};

use super::time::Moment;
use calendar::{days_in_month, days_in_year, week_number, week_of};
pub(super) use parts::numbered_weekday;

#[derive(Clone, Debug)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: u32,
    count: Option<u64>,
    /// The last time that may be one.
    pub(super) until: Option<Moment>,
    months: Vec<i32>,
    weeks: Vec<i32>,
    year_days: Vec<i32>,
    month_days: Vec<i32>,
    /// The nth of its month or year, from the end if negative; each one for 0.
    weekdays: Vec<(i32, Weekday)>,
    hours: Vec<i32>,
    minutes: Vec<i32>,
    seconds: Vec<i32>,
    /// BYSETPOS.
    positions: Vec<i32>,
    week_start: Weekday,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Why a walk over a rule's times came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// There are no more times.
    OfRule,
    /// What follows is later than what was asked for.
    OfSpan,
    /// The visitor had enough.
    Stopped,
    /// The steps were used up.
    OutOfSteps,
}

/// Beyond it RFC 5545 has no dates.
const LAST_YEAR: i32 = 9999;

impl Rule {
    /// Whether the rule ends by itself.
    pub(super) fn ends(&self) -> bool {
        self.count.is_some() || self.until.is_some()
    }

    /// Visits the times in `span`, in order. The start is the first of RRULE (§3.8.5.3), whether the
    /// rule names it or not; it is not for EXRULE. UNTIL is for the caller to heed. Times before the
    /// span are passed over, which costs steps only where COUNT needs them.
    pub(super) fn walk(
        &self,
        start: NaiveDateTime,
        counts_start: bool,
        span: &RangeInclusive<NaiveDateTime>,
        steps: &mut usize,
        mut visit: impl FnMut(NaiveDateTime) -> ControlFlow<()>,
    ) -> End {
        let rule = self.completed(start);
        let mut left = rule.count.unwrap_or(u64::MAX);
        let mut visit = |at: NaiveDateTime| {
            left -= 1;
            if at > *span.end() {
                return Err(End::OfSpan);
            }
            if span.contains(&at) && visit(at).is_break() {
                return Err(End::Stopped);
            }
            // The last one: what comes after the span does not matter any more.
            if left == 0 {
                return Err(End::OfRule);
            }
            Ok(())
        };
        if counts_start && let Err(end) = visit(start) {
            return end;
        }
        let first = match rule.count {
            Some(_) => 0,
            None => rule.periods_before(start, *span.start()),
        };
        let times = rule.times_of_day(start.time());
        let mut period = Vec::new();
        for number in first.. {
            let Some(begin) = rule.period(start, number) else {
                return End::OfRule;
            };
            // A period's times are never before it begins.
            if begin > *span.end() {
                return End::OfSpan;
            }
            if begin.year() > LAST_YEAR {
                return End::OfRule;
            }
            period.clear();
            if rule.fill(&mut period, begin, &times, steps).is_none() {
                return End::OutOfSteps;
            }
            rule.pick_positions(&mut period);
            let comes = |at: &NaiveDateTime| *at > start || (*at == start && !counts_start);
            for at in period.iter().filter(|at| comes(at)) {
                if let Err(end) = visit(*at) {
                    return end;
                }
            }
        }
        End::OfRule
    }

    /// With what a rule leaves to its start (§3.3.10).
    fn completed(&self, start: NaiveDateTime) -> Self {
        let mut rule = self.clone();
        let says_days =
            !(rule.year_days.is_empty() && rule.month_days.is_empty() && rule.weekdays.is_empty());
        let number = |number: u32| i32::try_from(number).unwrap_or(1);
        match rule.frequency {
            _ if says_days => {}
            Frequency::Yearly if !rule.weeks.is_empty() => {
                rule.weekdays = vec![(0, start.weekday())];
            }
            Frequency::Yearly => {
                if rule.months.is_empty() {
                    rule.months = vec![number(start.month())];
                }
                rule.month_days = vec![number(start.day())];
            }
            Frequency::Monthly => rule.month_days = vec![number(start.day())],
            Frequency::Weekly => rule.weekdays = vec![(0, start.weekday())],
            _ => {}
        }
        rule
    }

    /// How many periods certainly end before a time.
    fn periods_before(&self, start: NaiveDateTime, time: NaiveDateTime) -> i64 {
        let whole = match self.frequency {
            Frequency::Yearly => i64::from(time.year()) - i64::from(start.year()),
            Frequency::Monthly => {
                let months = |at: NaiveDateTime| i64::from(at.year()) * 12 + i64::from(at.month0());
                months(time) - months(start)
            }
            Frequency::Weekly => (time - start).num_weeks(),
            Frequency::Daily => (time - start).num_days(),
            Frequency::Hourly => (time - start).num_hours(),
            Frequency::Minutely => (time - start).num_minutes(),
            Frequency::Secondly => (time - start).num_seconds(),
        };
        (whole / i64::from(self.interval) - 1).max(0)
    }

    /// When the numbered period begins: a year, a month, a week, a day, or a time.
    fn period(&self, start: NaiveDateTime, number: i64) -> Option<NaiveDateTime> {
        let steps = number.checked_mul(i64::from(self.interval))?;
        let date = start.date();
        let begin = match self.frequency {
            Frequency::Yearly => {
                let years = i32::try_from(steps).ok()?;
                NaiveDate::from_ymd_opt(date.year().checked_add(years)?, 1, 1)?
            }
            Frequency::Monthly => {
                let months = Months::new(u32::try_from(steps).ok()?);
                date.with_day(1)?.checked_add_months(months)?
            }
            Frequency::Weekly => {
                let days = Days::new(u64::try_from(steps.checked_mul(7)?).ok()?);
                week_of(date, self.week_start)?.checked_add_days(days)?
            }
            Frequency::Daily => date.checked_add_days(Days::new(u64::try_from(steps).ok()?))?,
            Frequency::Hourly => return start.checked_add_signed(TimeDelta::try_hours(steps)?),
            Frequency::Minutely => return start.checked_add_signed(TimeDelta::try_minutes(steps)?),
            Frequency::Secondly => return start.checked_add_signed(TimeDelta::try_seconds(steps)?),
        };
        Some(begin.and_time(NaiveTime::MIN))
    }

    /// The times of one period, in order; none if there are not enough steps.
    fn fill(
        &self,
        period: &mut Vec<NaiveDateTime>,
        begin: NaiveDateTime,
        times: &[NaiveTime],
        steps: &mut usize,
    ) -> Option<()> {
        let cost = 1 + self.weekdays.len() / 7;
        if self.frequency < Frequency::Daily {
            *steps = steps.checked_sub(cost)?;
            if self.fits(begin.date()) && self.fits_time(begin.time()) {
                let times = self.times_of_day(begin.time());
                *steps = steps.checked_sub(times.len())?;
                period.extend(times.iter().map(|time| begin.date().and_time(*time)));
            }
            return Some(());
        }
        let days = match self.frequency {
            Frequency::Yearly => days_in_year(begin.date()),
            Frequency::Monthly => days_in_month(begin.date()),
            Frequency::Weekly => 7,
            _ => 1,
        };
        let dates = begin.date().iter_days().take(usize::try_from(days).ok()?);
        for date in dates {
            *steps = steps.checked_sub(cost)?;
            if self.fits(date) {
                *steps = steps.checked_sub(times.len())?;
                period.extend(times.iter().map(|time| date.and_time(*time)));
            }
        }
        Some(())
    }

    fn pick_positions(&self, period: &mut Vec<NaiveDateTime>) {
        if self.positions.is_empty() {
            return;
        }
        let count = u32::try_from(period.len()).unwrap_or(u32::MAX);
        let mut number = 0;
        period.retain(|_| {
            number += 1;
            is_one(&self.positions, number, count)
        });
    }

    fn fits(&self, date: NaiveDate) -> bool {
        let month = i32::try_from(date.month()).unwrap_or_default();
        (self.months.is_empty() || self.months.contains(&month))
            && is_one(&self.month_days, date.day(), days_in_month(date))
            && is_one(&self.year_days, date.ordinal(), days_in_year(date))
            && (self.weeks.is_empty()
                || week_number(date, self.week_start)
                    .is_some_and(|(number, last)| is_one(&self.weeks, number, last)))
            && (self.weekdays.is_empty()
                || self.weekdays.iter().any(|(nth, weekday)| {
                    *weekday == date.weekday() && (*nth == 0 || self.is_nth(date, *nth))
                }))
    }

    /// Whether a date is the nth of its weekday in what the rule counts in; everywhere else than in
    /// months and years the number means nothing.
    fn is_nth(&self, date: NaiveDate, nth: i32) -> bool {
        let (day, last) = match self.frequency {
            Frequency::Yearly if !self.weeks.is_empty() => return true,
            Frequency::Yearly if self.months.is_empty() => (date.ordinal(), days_in_year(date)),
            Frequency::Yearly | Frequency::Monthly => (date.day(), days_in_month(date)),
            _ => return true,
        };
        let number = |days: u32| i32::try_from(days / 7 + 1).unwrap_or(i32::MAX);
        nth == number(day - 1) || -nth == number(last - day)
    }

    /// What is less often than the frequency only sorts out (§3.3.10, the table).
    fn fits_time(&self, time: NaiveTime) -> bool {
        let fits = |list: &[i32], number: u32| {
            list.is_empty() || i32::try_from(number).is_ok_and(|number| list.contains(&number))
        };
        fits(&self.hours, time.hour())
            && (self.frequency > Frequency::Minutely || fits(&self.minutes, time.minute()))
            && (self.frequency > Frequency::Secondly || fits(&self.seconds, time.second()))
    }

    /// The times of a day on which the rule falls, or those at one of its own times.
    fn times_of_day(&self, own: NaiveTime) -> Vec<NaiveTime> {
        let list = |list: &[i32], own: u32, expands: bool| -> Vec<u32> {
            if list.is_empty() || !expands {
                return vec![own];
            }
            let numbers = list.iter();
            numbers
                .filter_map(|number| u32::try_from(*number).ok())
                .collect()
        };
        let hours = list(&self.hours, own.hour(), self.frequency > Frequency::Hourly);
        let minutes = list(
            &self.minutes,
            own.minute(),
            self.frequency > Frequency::Minutely,
        );
        let seconds = list(
            &self.seconds,
            own.second(),
            self.frequency > Frequency::Secondly,
        );
        let mut times = Vec::with_capacity(hours.len() * minutes.len() * seconds.len());
        for hour in &hours {
            for minute in &minutes {
                let of_minute = seconds
                    .iter()
                    .filter_map(|second| NaiveTime::from_hms_opt(*hour, *minute, *second));
                times.extend(of_minute);
            }
        }
        times
    }
}

/// Whether a list, which is in order, names a number, or names it from the end. An empty list names
/// all.
fn is_one(list: &[i32], number: u32, last: u32) -> bool {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let last = i32::try_from(last).unwrap_or(i32::MAX);
    let holds = |number: i32| list.binary_search(&number).is_ok();
    list.is_empty() || holds(number) || holds(number - last - 1)
}

#[cfg(test)]
mod tests;
