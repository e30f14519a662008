//! What dates and times of the notes mean: the year where none is told, the zone, the instant.

use std::collections::BTreeMap;

use agenda::{Zone, ZoneSource};
use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc,
};

use super::draft::Draft;
use crate::repair::Repairs;
use crate::when::{Date, Times};
use crate::zone_guess::ZoneGuess;
use crate::zone_names::zone_of_offset;
use crate::{ReadError, ReadOptions, RepairKind, ZoneFinding};

/// How far ahead of its conference a post may be written.
const LONGEST_AHEAD: TimeDelta = TimeDelta::days(366);

/// Dates beside those of sessions that are believed to tell the year, the first in the notes.
const MOST_OTHER_DAYS: usize = 32;

/// The most weeks that are looked through for a weekday.
const LONGEST_CONFERENCE: TimeDelta = TimeDelta::days(21);

/// Days that the notes tell in full, and years.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    /// Days of sessions: beside times, in headings.
    pub(super) days: Vec<NaiveDate>,
    /// Other dates, such as the post's own.
    pub(super) other_days: Vec<NaiveDate>,
    /// Years in the notes' title.
    pub(super) title_years: Vec<i32>,
    /// Dates of sessions that lack something.
    pub(super) partial: Vec<Date>,
}

impl Calendar {
    pub(super) fn note(&mut self, date: Date) {
        match date.complete() {
            Some(day) => self.days.push(day),
            None => self.partial.push(date),
        }
    }

    /// Ready to tell what dates mean.
    pub(super) fn settled(mut self) -> Days {
        self.partial.sort_by_key(|date| (date.month, date.day));
        self.partial.dedup();
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for day in &self.days {
            *years.entry(day.year()).or_default() += 1;
        }
        let mut years: Vec<(i32, usize)> = years.into_iter().collect();
        years.sort_by_key(|(year, count)| (std::cmp::Reverse(*count), *year));
        self.other_days.truncate(MOST_OTHER_DAYS);
        let mut days = Days {
            first: None,
            last: None,
            years: years.into_iter().map(|(year, _)| year).collect(),
            title_years: self.title_years,
            other_days: self.other_days,
        };
        let known = self.days.iter().copied();
        let inferred: Vec<NaiveDate> = self
            .partial
            .iter()
            .filter_map(|date| days.with_year(*date))
            .collect();
        for day in known.chain(inferred) {
            days.first = Some(days.first.map_or(day, |first| first.min(day)));
            days.last = Some(days.last.map_or(day, |last| last.max(day)));
        }
        days
    }
}

/// What is known of the days of the conference.
#[derive(Debug)]
pub(super) struct Days {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    /// Of sessions, most frequent first.
    years: Vec<i32>,
    title_years: Vec<i32>,
    other_days: Vec<NaiveDate>,
}

impl Days {
    /// The day a date means; `None` where the notes leave it open.
    pub(super) fn day(&self, date: Date) -> Option<NaiveDate> {
        date.complete()
            .or_else(|| self.with_year(date))
            .or_else(|| self.in_the_week(date))
    }

    /// Month and day are told. The weekday, if told, has to fit.
    fn with_year(&self, date: Date) -> Option<NaiveDate> {
        let (month, day) = (date.month?, date.day?);
        let in_year = |year: i32| {
            NaiveDate::from_ymd_opt(year, month, day)
                .filter(|day| date.weekday.is_none_or(|weekday| day.weekday() == weekday))
        };
        let told = self.years.iter().chain(&self.title_years).copied();
        // A post is written before its conference, or during it.
        let ahead = self.other_days.iter().flat_map(|written| {
            [written.year(), written.year() + 1]
                .into_iter()
                .filter_map(in_year)
                .filter(|day| {
                    (written.pred_opt().unwrap_or(*written)..*written + LONGEST_AHEAD).contains(day)
                })
        });
        told.filter_map(in_year).chain(ahead).next()
    }

    /// A weekday, with or without a day of the month, in the one week of the conference.
    fn in_the_week(&self, date: Date) -> Option<NaiveDate> {
        let weekday = date.weekday.filter(|_| date.month.is_none())?;
        let (first, last) = (self.first?, self.last?);
        if last - first > LONGEST_CONFERENCE {
            return None;
        }
        let from = first.week(chrono::Weekday::Mon).first_day();
        let to = last.week(chrono::Weekday::Mon).last_day();
        let mut fitting = from
            .iter_days()
            .take_while(|day| *day <= to)
            .filter(|day| day.weekday() == weekday)
            .filter(|day| date.day.is_none_or(|told| told == day.day()));
        let day = fitting.next()?;
        fitting.next().is_none().then_some(day)
    }
}

/// The zone of the notes, and how their local times become instants.
pub(super) struct Clocks {
    pub(super) finding: ZoneFinding,
    /// The offset that local times without one have, where no zone is known.
    offset: Option<FixedOffset>,
}

impl Clocks {
    /// `named` is a zone that the notes name, `guess` a proposal from their words.
    pub(super) fn of(
        timed: &[(Times, NaiveDate)],
        named: Option<Zone>,
        guess: Option<ZoneGuess>,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let told = options
            .zone
            .map(|zone| (zone, ZoneSource::Told, "told".to_owned()));
        let named = named.map(|zone| (zone, ZoneSource::File, format!("“{zone}” in the notes")));
        if let Some((zone, source, reason)) = told.or(named) {
            return Ok(Self::new(zone, source, reason));
        }
        let offsets = offsets(timed);
        let local = timed.iter().any(|(times, _)| times.offset.is_none());
        if local && offsets.len() != 1 {
            let (guess, reason) = match guess {
                Some(guess) => (Some(guess.zone), guess.reason),
                None => (None, String::new()),
            };
            return Err(ReadError::ZoneNeeded { guess, reason });
        }
        let Some(offset) = offsets.first().copied() else {
            let reason = "the notes tell no times".to_owned();
            let mut clocks = Self::new(Zone::UTC, ZoneSource::OffsetOnly, reason);
            clocks.finding.guess = guess.map(|guess| guess.zone);
            return Ok(clocks);
        };
        let fits = |zone: Zone| {
            let mut dated = timed
                .iter()
                .filter(|(times, _)| times.offset == Some(offset));
            dated.all(|(times, day)| {
                let at = (local_time(*day, times.start) - offset).and_utc();
                zone.offset_at(at) == offset
            })
        };
        let reason = format!("the times’ offset, {offset}");
        let mut clocks = Self::new(zone_of_offset(offset), ZoneSource::OffsetOnly, reason);
        clocks.finding.guess = guess.map(|guess| guess.zone).filter(|zone| fits(*zone));
        clocks.offset = Some(offset);
        Ok(clocks)
    }

    fn new(zone: Zone, source: ZoneSource, reason: String) -> Self {
        let finding = ZoneFinding {
            zone,
            source,
            reason,
            guess: None,
        };
        Self {
            finding,
            offset: None,
        }
    }

    /// Start and end of a session; what had to be mended is noted under its title.
    pub(super) fn instants(
        &self,
        times: &Times,
        day: NaiveDate,
        title: &str,
        repairs: &mut Repairs,
    ) -> (DateTime<Utc>, Option<DateTime<Utc>>) {
        let zone = self.finding.zone;
        let at = |minutes: u32| local_time(day, minutes);
        let instant = |minutes: u32| match times.offset.or(self.offset) {
            Some(offset) => (at(minutes) - offset).and_utc(),
            None => zone.instant(at(minutes)),
        };
        let starts_at = instant(times.start);
        if let (None, Some(offset)) = (times.offset, self.offset) {
            repairs.note(RepairKind::FloatingTime, || {
                format!(
                    "“{title}” on {}, read at {offset} like others",
                    at(times.start)
                )
            });
        }
        let in_zone = zone.offset_at(starts_at);
        if let Some(told) = times.offset.filter(|told| *told != in_zone) {
            repairs.note(RepairKind::ZoneContradiction, || {
                format!("“{title}” is told at {told}, {zone} has {in_zone}")
            });
        }
        (starts_at, times.end.map(instant))
    }
}

/// The draft's day and times, if the notes tell both.
pub(super) fn slot_of(draft: &Draft, days: &Days) -> Option<(Times, NaiveDate)> {
    Some((draft.times?, days.day(draft.date?)?))
}

/// The offsets that times are told with, most frequent first.
fn offsets(timed: &[(Times, NaiveDate)]) -> Vec<FixedOffset> {
    let mut counted: Vec<(usize, FixedOffset)> = Vec::new();
    for offset in timed.iter().filter_map(|(times, _)| times.offset) {
        match counted.iter_mut().find(|(_, known)| *known == offset) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, offset)),
        }
    }
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(_, offset)| offset).collect()
}

fn local_time(day: NaiveDate, minutes: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minutes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::Weekday;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn date(weekday: Option<Weekday>, month: Option<u32>, day: Option<u32>) -> Date {
        Date {
            year: None,
            month,
            day,
            weekday,
        }
    }

    #[test]
    fn a_missing_year_comes_from_other_dates_or_stays_open() {
        use Weekday::{Mon, Wed};
        // (days of sessions, years in the title, other days, date, expected)
        type Case = (
            &'static [&'static str],
            &'static [i32],
            &'static [&'static str],
            Date,
            Option<&'static str>,
        );
        let cases: &[Case] = &[
            (
                &["2022-05-16"],
                &[],
                &[],
                date(Some(Wed), Some(5), Some(18)),
                Some("2022-05-18"),
            ),
            (
                &[],
                &[2022],
                &[],
                date(None, Some(5), Some(18)),
                Some("2022-05-18"),
            ),
            (&[], &[2021], &[], date(Some(Wed), Some(5), Some(18)), None),
            (
                &[],
                &[],
                &["2022-05-06"],
                date(None, Some(5), Some(18)),
                Some("2022-05-18"),
            ),
            (
                &[],
                &[],
                &["2022-12-20"],
                date(None, Some(1), Some(10)),
                Some("2023-01-10"),
            ),
            (
                &[],
                &[],
                &["2022-05-19"],
                date(Some(Wed), Some(5), Some(18)),
                Some("2022-05-18"),
            ),
            (&[], &[], &[], date(Some(Wed), Some(5), Some(18)), None),
            // Only a weekday, in a week that is known.
            (
                &["2022-05-16", "2022-05-20"],
                &[],
                &[],
                date(Some(Wed), None, None),
                Some("2022-05-18"),
            ),
            (
                &["2022-05-16"],
                &[],
                &[],
                date(Some(Wed), None, Some(18)),
                Some("2022-05-18"),
            ),
            (
                &["2022-05-16"],
                &[],
                &[],
                date(Some(Wed), None, Some(19)),
                None,
            ),
            (
                &["2022-05-16", "2022-05-24"],
                &[],
                &[],
                date(Some(Mon), None, None),
                None,
            ),
            (
                &["2022-05-16", "2022-05-24"],
                &[],
                &[],
                date(Some(Mon), None, Some(23)),
                Some("2022-05-23"),
            ),
            (
                &["2022-05-16"],
                &[],
                &[],
                date(None, Some(2), Some(29)),
                None,
            ),
        ];
        for (days, title_years, other_days, date, expected) in cases {
            let calendar = Calendar {
                days: days.iter().map(|text| day(text)).collect(),
                title_years: title_years.to_vec(),
                other_days: other_days.iter().map(|text| day(text)).collect(),
                partial: vec![*date],
            };
            let found = calendar.settled().day(*date).map(|day| day.to_string());
            assert_eq!(found.as_deref(), *expected, "{date:?}");
        }
    }
}
