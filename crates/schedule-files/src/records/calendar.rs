//! What the dates of a table mean: which number is the day, which year.

use std::collections::BTreeMap;

use agenda::Zone;
use chrono::{Datelike, NaiveDate, Weekday};

use super::mapping::DateOrder;
use super::moment::{Written, WrittenDate};
use crate::RepairKind;
use crate::repair::Repairs;
use crate::when::{Date, When};

/// Two numbers in the order they stand, the year, the weekday, and what parts them.
type Numbers = (u32, u32, Option<i32>, Option<Weekday>, char);

/// The longest conference in which a weekday alone names a day.
const LONGEST_WEEK: i64 = 7;

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
            WrittenDate::Numbers {
                first,
                second,
                year: None,
                weekday,
                sign,
            } => self.complete(WrittenDate::Numbers {
                first,
                second,
                year: Some(*year),
                weekday,
                sign,
            }),
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
            WrittenDate::Numbers {
                first,
                second,
                year: Some(year),
                ..
            } => {
                let [day_first, month_first] = both_ways(first, second, year);
                if self.order == Some(DateOrder::MonthDayYear) {
                    month_first.or(day_first)
                } else {
                    day_first.or(month_first)
                }
            }
            WrittenDate::Numbers { .. } | WrittenDate::Partial(_) => None,
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
            WrittenDate::Numbers {
                first,
                second,
                year,
                weekday,
                sign,
            } => Some((first, second, year, weekday, sign)),
            _ => None,
        })
        .collect();
    let first = numbers.first()?;
    if hints.told_order.is_some() {
        return hints.told_order;
    }
    if let Some(order) = hints.columns.iter().find_map(|name| order_in_name(name)) {
        return Some(order);
    }
    // Points part day, month and year wherever they are in use.
    if numbers.iter().all(|(.., sign)| *sign == '.') {
        return Some(DateOrder::DayMonthYear);
    }
    let mut day_first = 0_usize;
    let mut month_first = 0_usize;
    for (first, second, year, weekday, _) in &numbers {
        let [by_day, by_month] = both_ways(*first, *second, year.unwrap_or(2000));
        let fits = |day: Option<NaiveDate>| {
            day.is_some_and(|day| {
                year.is_none() || weekday.is_none_or(|weekday| day.weekday() == weekday)
            })
        };
        match (fits(by_day), fits(by_month)) {
            (true, false) => day_first += 1,
            (false, true) => month_first += 1,
            _ => {}
        }
    }
    if day_first != month_first {
        let order = if day_first > month_first {
            DateOrder::DayMonthYear
        } else {
            DateOrder::MonthDayYear
        };
        return Some(order);
    }
    let unclear: Vec<_> = numbers
        .iter()
        .filter(|(first, second, ..)| first != second)
        .collect();
    let (first_number, second_number, year, ..) = unclear.first().copied().unwrap_or(first);
    let span = |way: usize| {
        let days = numbers.iter().filter_map(|(first, second, year, ..)| {
            both_ways(*first, *second, year.unwrap_or(2000))[way]
        });
        days.clone()
            .max()
            .zip(days.min())
            .map(|(last, first)| (last - first).num_days())
    };
    let american = hints
        .zone
        .is_some_and(|zone| zone.name().starts_with("America/"))
        || (hints.zone.is_none() && written.iter().any(|written| written.halved));
    let order = match (span(0), span(1)) {
        (Some(by_day), Some(by_month)) if by_day < by_month => DateOrder::DayMonthYear,
        (Some(by_day), Some(by_month)) if by_month < by_day => DateOrder::MonthDayYear,
        _ if american => DateOrder::MonthDayYear,
        _ => DateOrder::DayMonthYear,
    };
    let way = usize::from(order == DateOrder::MonthDayYear);
    repairs.note_many(RepairKind::AmbiguousDate, unclear.len(), || {
        let day = both_ways(*first_number, *second_number, year.unwrap_or(2000))[way];
        let read = day
            .map(|day| day.format("%-d %B").to_string())
            .unwrap_or_default();
        format!("{first_number} and {second_number} read as {read}")
    });
    Some(order)
}

/// With the day first, and with the month first.
fn both_ways(first: u32, second: u32, year: i32) -> [Option<NaiveDate>; 2] {
    [
        NaiveDate::from_ymd_opt(year, second, first),
        NaiveDate::from_ymd_opt(year, first, second),
    ]
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
