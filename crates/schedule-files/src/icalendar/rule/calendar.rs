//! Lengths of months and years, and the numbers of weeks.

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub(super) fn days_in_month(date: NaiveDate) -> u32 {
    u32::from(date.num_days_in_month())
}

pub(super) fn days_in_year(date: NaiveDate) -> u32 {
    if date.leap_year() { 366 } else { 365 }
}

/// The first day of a date's week.
pub(super) fn week_of(date: NaiveDate, week_start: Weekday) -> Option<NaiveDate> {
    let into = date.weekday().days_since(week_start);
    date.checked_sub_days(Days::new(u64::from(into)))
}

/// The number of a date's week, and of the last week in the year that the week belongs to: the one
/// that holds most of its days (RFC 5545 §3.3.10, ISO 8601).
pub(super) fn week_number(date: NaiveDate, week_start: Weekday) -> Option<(u32, u32)> {
    let number = |date: NaiveDate| {
        let middle = week_of(date, week_start)?.checked_add_days(Days::new(3))?;
        Some((middle.year(), middle.ordinal0() / 7 + 1))
    };
    let (year, week) = number(date)?;
    let (_, last) = number(NaiveDate::from_ymd_opt(year, 12, 28)?)?;
    Some((week, last))
}
