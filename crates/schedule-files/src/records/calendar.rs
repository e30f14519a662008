//! What the dates of a table mean: which number is the day, which year.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use agenda::Zone;
use chrono::{Datelike, NaiveDate};

use super::mapping::DateOrder;
use super::moment::{Numbers, Written, WrittenDate};
use crate::RepairKind;
use crate::repair::Repairs;
use crate::when::{Date, When};

/// The longest conference in which a weekday alone names a day.
const LONGEST_WEEK: i64 = 7;

/// A year that has every day.
const LEAP_YEAR: i32 = 2000;

/// What a table's dates are read by.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    pub(super) order: Option<DateOrder>,
    /// Years that are told, the most frequent first.
    years: Vec<i32>,
    /// First and last day that are told in full.
    span: Option<(NaiveDate, NaiveDate)>,
}

/// What is known beside the dates themselves.
pub(super) struct Hints<'a> {
    pub(super) told_order: Option<DateOrder>,
    /// Names of columns, which may write the form out: `Date (MM/DD/YYYY)`.
    pub(super) columns: &'a [String],
    pub(super) zone: Option<Zone>,
    /// Texts that may tell the year and the days: titles, file names.
    pub(super) texts: &'a [&'a str],
}

impl Calendar {
    /// Decides over all that the table tells.
    pub(super) fn of(written: &[Written], hints: &Hints, repairs: &mut Repairs) -> Self {
        let mut calendar = Self {
            order: order(written, hints, repairs),
            ..Self::default()
        };
        let dates = || {
            written
                .iter()
                .flat_map(|written| [written.date, written.last_date])
                .flatten()
        };
        let mut days: Vec<NaiveDate> = dates().filter_map(|date| calendar.complete(date)).collect();
        let mut counted: BTreeMap<i32, usize> = BTreeMap::new();
        if days.is_empty() {
            for text in hints.texts {
                let whens = When::of(text).dates;
                let told = whens
                    .iter()
                    .flat_map(|dates| [Some(dates.first), dates.last])
                    .flatten();
                days.extend(told.filter_map(Date::complete));
                years_in(text).for_each(|year| *counted.entry(year).or_default() += 1);
            }
        }
        for day in &days {
            *counted.entry(day.year()).or_default() += 1;
        }
        let mut years: Vec<(i32, usize)> = counted.into_iter().collect();
        years.sort_by_key(|(year, count)| (std::cmp::Reverse(*count), *year));
        calendar.years = years.into_iter().map(|(year, _)| year).collect();
        calendar.span = days.iter().min().copied().zip(days.iter().max().copied());
        if calendar.span.is_none() {
            let days: Vec<NaiveDate> = dates()
                .filter_map(|date| calendar.day(date))
                .map(|(day, _)| day)
                .collect();
            calendar.span = days.iter().min().copied().zip(days.iter().max().copied());
        }
        calendar
    }

    /// The day that a date means, and whether its year was told elsewhere.
    pub(super) fn day(&self, date: WrittenDate) -> Option<(NaiveDate, bool)> {
        if let Some(day) = self.complete(date) {
            return Some((day, false));
        }
        let with_year = |year: &i32| match date {
            WrittenDate::Numbers(numbers) if numbers.year.is_none() => {
                self.complete(WrittenDate::Numbers(Numbers {
                    year: Some(*year),
                    ..numbers
                }))
            }
            WrittenDate::Partial(date) => NaiveDate::from_ymd_opt(*year, date.month?, date.day?)
                .filter(|day| date.weekday.is_none_or(|weekday| day.weekday() == weekday)),
            _ => None,
        };
        let day = self.years.iter().find_map(with_year);
        day.or_else(|| self.in_the_week(date))
            .map(|day| (day, true))
    }

    fn complete(&self, date: WrittenDate) -> Option<NaiveDate> {
        match date {
            WrittenDate::Day(day) => Some(day),
            WrittenDate::Numbers(numbers) => {
                let [day_first, month_first] = numbers.both_ways(numbers.year?);
                if self.order == Some(DateOrder::MonthDayYear) {
                    month_first.or(day_first)
                } else {
                    day_first.or(month_first)
                }
            }
            WrittenDate::Partial(_) => None,
        }
    }

    /// `Friday`, in a conference of at most a week.
    fn in_the_week(&self, date: WrittenDate) -> Option<NaiveDate> {
        let WrittenDate::Partial(Date {
            month: None,
            weekday: Some(weekday),
            day,
            ..
        }) = date
        else {
            return None;
        };
        let (first, last) = self.span?;
        if (last - first).num_days() >= LONGEST_WEEK {
            return None;
        }
        let mut days = first.iter_days().take_while(|day| *day <= last);
        days.find(|found| found.weekday() == weekday && day.is_none_or(|day| found.day() == day))
    }
}

/// The order of day and month, by the numbers that can be only one of them; else by what makes the
/// shorter conference; else as the time of day and the place are written. Only the first is sure.
fn order(written: &[Written], hints: &Hints, repairs: &mut Repairs) -> Option<DateOrder> {
    let dates = written
        .iter()
        .flat_map(|written| [written.date, written.last_date])
        .flatten();
    let numbers: Vec<Numbers> = dates
        .filter_map(|date| match date {
            WrittenDate::Numbers(numbers) => Some(numbers),
            _ => None,
        })
        .collect();
    if numbers.is_empty() || hints.told_order.is_some() {
        return hints.told_order;
    }
    if let Some(order) = hints.columns.iter().find_map(|name| order_in_name(name)) {
        return Some(order);
    }
    // Points part day, month and year wherever they are in use.
    if numbers.iter().all(|numbers| numbers.sign == '.') {
        return Some(DateOrder::DayMonthYear);
    }
    if let Some(order) = sure_order(&numbers) {
        return Some(order);
    }
    let order = likely_order(&numbers, written, hints);
    let unclear = || {
        numbers
            .iter()
            .filter(|numbers| numbers.first != numbers.second)
    };
    repairs.note_many(RepairKind::AmbiguousDate, unclear().count(), || {
        unclear().next().map_or_else(String::new, |numbers| {
            let [day_first, month_first] = numbers.both_ways(numbers.year.unwrap_or(LEAP_YEAR));
            let day = match order {
                DateOrder::MonthDayYear => month_first,
                _ => day_first,
            };
            let read = day.map(|day| day.format("%-d %B").to_string());
            let (first, second) = (numbers.first, numbers.second);
            format!("{first} and {second} read as {}", read.unwrap_or_default())
        })
    });
    Some(order)
}

/// By the numbers that are no month, and by the weekdays beside them.
fn sure_order(numbers: &[Numbers]) -> Option<DateOrder> {
    let mut day_first = 0_usize;
    let mut month_first = 0_usize;
    for numbers in numbers {
        let fits = |day: Option<NaiveDate>| {
            let known_year = numbers.year.is_some();
            day.is_some_and(|day| {
                let weekday = numbers.weekday.filter(|_| known_year);
                weekday.is_none_or(|weekday| day.weekday() == weekday)
            })
        };
        match numbers
            .both_ways(numbers.year.unwrap_or(LEAP_YEAR))
            .map(fits)
        {
            [true, false] => day_first += 1,
            [false, true] => month_first += 1,
            _ => {}
        }
    }
    match day_first.cmp(&month_first) {
        Ordering::Greater => Some(DateOrder::DayMonthYear),
        Ordering::Less => Some(DateOrder::MonthDayYear),
        Ordering::Equal => None,
    }
}

/// By what makes the shorter conference; else the month first where people write so.
fn likely_order(numbers: &[Numbers], written: &[Written], hints: &Hints) -> DateOrder {
    let span = |way: usize| {
        let days = numbers
            .iter()
            .filter_map(|numbers| numbers.both_ways(numbers.year.unwrap_or(LEAP_YEAR))[way]);
        let (first, last) = (days.clone().min()?, days.max()?);
        Some((last - first).num_days())
    };
    let month_first = match hints.zone {
        Some(zone) => is_american(zone.name()),
        None => written.iter().any(|written| written.halved),
    };
    match (span(0), span(1)) {
        (Some(by_day), Some(by_month)) if by_day < by_month => DateOrder::DayMonthYear,
        (Some(by_day), Some(by_month)) if by_month < by_day => DateOrder::MonthDayYear,
        _ if month_first => DateOrder::MonthDayYear,
        _ => DateOrder::DayMonthYear,
    }
}

/// Whether a zone is one of the United States.
fn is_american(zone: &str) -> bool {
    const PLACES: [&str; 9] = [
        "New_York",
        "Chicago",
        "Denver",
        "Los_Angeles",
        "Phoenix",
        "Detroit",
        "Boise",
        "Anchorage",
        "Juneau",
    ];
    let place = zone.strip_prefix("America/").unwrap_or_default();
    zone == "Pacific/Honolulu"
        || PLACES.contains(&place)
        || ["Indiana/", "Kentucky/", "North_Dakota/"]
            .iter()
            .any(|state| place.starts_with(state))
}

/// `Date (MM/DD/YYYY)`, `Datum (TT.MM.JJJJ)`.
fn order_in_name(name: &str) -> Option<DateOrder> {
    let name = name.get(..name.floor_char_boundary(200))?.to_lowercase();
    let at = |form: &str| {
        ['/', '.', '-']
            .iter()
            .any(|sign| name.contains(&form.replace('/', &sign.to_string())))
    };
    if at("mm/dd") || at("m/d/") {
        Some(DateOrder::MonthDayYear)
    } else if at("dd/mm") || at("tt/mm") || at("jj/mm") || at("d/m/") {
        Some(DateOrder::DayMonthYear)
    } else {
        None
    }
}

/// Four digits that can be a year.
fn years_in(text: &str) -> impl Iterator<Item = i32> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (2000..2100).contains(year))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::moment::NumberForm;
    use super::*;

    fn read(texts: &[&str], zone: Option<&str>, notes: &[&str]) -> (Vec<String>, Option<usize>) {
        let written: Vec<Written> = texts
            .iter()
            .map(|text| Written::read(text, NumberForm::None).unwrap())
            .collect();
        let hints = Hints {
            told_order: None,
            columns: &[],
            zone: zone.map(|zone| Zone::named(zone).unwrap()),
            texts: notes,
        };
        let mut repairs = Repairs::default();
        let calendar = Calendar::of(&written, &hints, &mut repairs);
        let days = written.iter().map(|written| {
            let day = written.date.and_then(|date| calendar.day(date));
            day.map_or("?".to_owned(), |(day, _)| day.to_string())
        });
        (
            days.collect(),
            repairs.into_vec().first().map(|repair| repair.count),
        )
    }

    #[test]
    fn the_whole_column_decides_which_number_is_the_day() {
        let chicago = Some("America/Chicago");
        // (cells, zone, days, how many are ambiguous)
        type Case = (
            &'static [&'static str],
            Option<&'static str>,
            &'static [&'static str],
            Option<usize>,
        );
        let cases: &[Case] = &[
            (
                &["03/04/2025", "13/04/2025"],
                None,
                &["2025-04-03", "2025-04-13"],
                None,
            ),
            (
                &["03/04/2025", "03/14/2025"],
                None,
                &["2025-03-04", "2025-03-14"],
                None,
            ),
            (&["03.04.2025"], chicago, &["2025-04-03"], None),
            (&["Thu 03/04/2025"], chicago, &["2025-04-03"], None),
            (&["Tue 03/04/2025"], None, &["2025-03-04"], None),
            // The shorter conference.
            (
                &["03/04/2025", "04/04/2025"],
                chicago,
                &["2025-04-03", "2025-04-04"],
                Some(1),
            ),
            (
                &["03/04/2025", "03/05/2025"],
                None,
                &["2025-03-04", "2025-03-05"],
                Some(2),
            ),
            // Nothing tells but the place, or AM and PM.
            (&["03/04/2025"], chicago, &["2025-03-04"], Some(1)),
            (
                &["03/04/2025"],
                Some("Europe/Paris"),
                &["2025-04-03"],
                Some(1),
            ),
            (&["03/04/2025 9:00 AM"], None, &["2025-03-04"], Some(1)),
            (&["03/04/2025"], None, &["2025-04-03"], Some(1)),
            // Both ways the same.
            (&["04/04/2025"], None, &["2025-04-04"], None),
        ];
        for (cells, zone, days, ambiguous) in cases {
            let (found, repairs) = read(cells, *zone, &[]);
            assert_eq!(found, *days, "{cells:?}");
            assert_eq!(repairs, *ambiguous, "{cells:?}");
        }
    }

    #[test]
    fn a_missing_year_or_date_is_told_by_the_rest() {
        let cases: &[(&[&str], &[&str], &[&str])] = &[
            (
                &["May 21", "May 22, 2025"],
                &[],
                &["2025-05-21", "2025-05-22"],
            ),
            (&["21.5."], &["Fair 2025"], &["2025-05-21"]),
            (&["5/21"], &["fair-2025.csv"], &["2025-05-21"]),
            (&["Thu May 21"], &["fair-2025.csv"], &["?"]),
            (&["May 21"], &[], &["?"]),
            (
                &["Friday", "Saturday"],
                &["Fair, 23-25 May 2025"],
                &["2025-05-23", "2025-05-24"],
            ),
            (&["Friday"], &["Fair 2025"], &["?"]),
            (
                &["Friday", "22 May 2025", "23 May 2025"],
                &[],
                &["2025-05-23", "2025-05-22", "2025-05-23"],
            ),
        ];
        for (cells, notes, days) in cases {
            assert_eq!(read(cells, None, notes).0, *days, "{cells:?} {notes:?}");
        }
    }
}
