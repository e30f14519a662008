//! When the conference is, so that what repeats for ever repeats there.
//!
//! It is told by what has a date of its own: events that do not repeat, single times of repeating
//! ones (RECURRENCE-ID, RDATE), and series that end within two weeks of their start. Where a file has
//! only longer series, it lasts as long as those that end; where none ends, until a year after the
//! start of the last one that begins. A day more at either end counts. A series that ends within two
//! weeks has all its times; another one that has none in the conference is read at its first.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use agenda::Zone;
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::Plan;
use super::budget::Budget;
use crate::icalendar::clock::Clock;
use crate::icalendar::component::EventComponent;
use crate::icalendar::event::{EventReader, start_of};
use crate::icalendar::series::{Series, Times};

const FORTNIGHT: TimeDelta = TimeDelta::days(14);

pub(super) struct ConferenceSpan {
    span: RangeInclusive<DateTime<Utc>>,
    /// All times of the series that are short, by the place of their event.
    short: HashMap<usize, Times>,
}

impl ConferenceSpan {
    pub(super) fn of(
        events: &[EventComponent],
        plans: &[Plan],
        reader: &mut EventReader,
        budget: &mut Budget,
    ) -> Self {
        let mut short = HashMap::new();
        let (mut dated, mut starts) = (Extent::default(), Extent::default());
        for (index, plan) in plans.iter().enumerate() {
            let Plan::Repeats(series) = plan else {
                dated.add(instant_of(&events[index], reader));
                continue;
            };
            starts.add([series.clock.instant(series.start)]);
            dated.add(series.dates.keys().map(|at| series.clock.instant(*at)));
            if series.is_endless() {
                continue;
            }
            let end = series.start.checked_add_signed(FORTNIGHT);
            let span = series.start..=end.unwrap_or(series.start);
            let times = budget.spend(|steps| series.times(&span, steps));
            if !times.left_out {
                dated.add(times.at.keys().map(|at| series.clock.instant(*at)));
                short.insert(index, times);
            }
        }
        let extent = dated.0.or_else(|| of_long_series(plans, budget).0);
        let extent = extent.or_else(|| starts.0.map(|(first, last)| (first, a_year_after(last))));
        let (first, last) = extent.unwrap_or_default();
        Self {
            span: whole_days(first, last, reader.zone),
            short,
        }
    }

    pub(super) fn times_of(&mut self, index: usize, series: &Series, budget: &mut Budget) -> Times {
        self.short.remove(&index).unwrap_or_else(|| {
            let local = |at: &DateTime<Utc>| series.clock.local(*at);
            let span = local(self.span.start())..=local(self.span.end());
            budget.spend(|steps| series.times(&span, steps))
        })
    }
}

/// The first and the last of some instants.
#[derive(Default)]
struct Extent(Option<(DateTime<Utc>, DateTime<Utc>)>);

impl Extent {
    fn add(&mut self, instants: impl IntoIterator<Item = DateTime<Utc>>) {
        for at in instants {
            let (first, last) = self.0.unwrap_or((at, at));
            self.0 = Some((first.min(at), last.max(at)));
        }
    }
}

fn of_long_series(plans: &[Plan], budget: &mut Budget) -> Extent {
    let mut extent = Extent::default();
    for plan in plans {
        if let Plan::Repeats(series) = plan
            && !series.is_endless()
        {
            let span = series.start..=NaiveDateTime::MAX;
            let times = budget.spend(|steps| series.times(&span, steps));
            extent.add(times.at.keys().map(|at| series.clock.instant(*at)));
        }
    }
    extent
}

fn a_year_after(at: DateTime<Utc>) -> DateTime<Utc> {
    at.checked_add_signed(TimeDelta::days(365)).unwrap_or(at)
}

/// From the start of the day before to the end of the day after.
fn whole_days(
    first: DateTime<Utc>,
    last: DateTime<Utc>,
    zone: Zone,
) -> RangeInclusive<DateTime<Utc>> {
    let midnight = |at: DateTime<Utc>, days: i64| {
        let date = zone.local(at).date_naive();
        let date = date
            .checked_add_signed(TimeDelta::days(days))
            .unwrap_or(date);
        zone.instant(date.and_time(NaiveTime::MIN))
    };
    midnight(first, -1)..=midnight(last, 2) - TimeDelta::seconds(1)
}

/// When an event starts.
fn instant_of(event: &EventComponent, reader: &mut EventReader) -> Option<DateTime<Utc>> {
    let clock = Clock::of(event, reader)?;
    let start = clock.shows(start_of(event)?, event.get("DTSTART")?, reader);
    Some(clock.instant(start))
}
