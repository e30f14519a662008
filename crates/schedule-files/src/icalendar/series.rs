//! One repeating event: its clock, its rules and dates, and the times that come of them.
//!
//! RFC 5545 §3.8.5: RRULE and RDATE give times; EXDATE and EXRULE (RFC 2445 §4.8.5.2) take some away.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, RangeInclusive};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::clock::Clock;
use super::component::EventComponent;
use super::event::{EventReader, start_of};
use super::property::Property;
use super::rule::{End, Rule};
use super::time::Moment;
use crate::RepairKind;
use crate::durations::iso_8601;
use crate::repair::shortened;

/// More than any conference has of one event: three times a day for half a year.
const MOST_TIMES: usize = 500;

pub(super) struct Series {
    pub(super) clock: Clock,
    pub(super) start: NaiveDateTime,
    rules: Vec<Rule>,
    /// RDATE.
    pub(super) dates: Dates,
    excluded_rules: Vec<Rule>,
    excluded: BTreeSet<NaiveDateTime>,
    /// An EXDATE without a time takes its whole day away.
    excluded_days: BTreeSet<NaiveDate>,
}

/// Times by the event's clock, with a length of their own where they are periods.
pub(super) type Dates = BTreeMap<NaiveDateTime, Option<TimeDelta>>;

/// The times of a series that lie in a span.
pub(super) struct Times {
    pub(super) at: Dates,
    /// There are times outside of the span, or too many inside.
    pub(super) left_out: bool,
}

impl Series {
    /// None where an event does not repeat, or nothing tells when it starts.
    pub(super) fn of(event: &EventComponent, reader: &mut EventReader) -> Option<Self> {
        event.get("RRULE").or_else(|| event.get("RDATE"))?;
        let clock = Clock::of(event, reader)?;
        let mut series = Self {
            start: clock.shows(start_of(event)?, event.get("DTSTART")?, reader),
            clock,
            rules: rules(event, "RRULE", reader),
            dates: Dates::new(),
            excluded_rules: rules(event, "EXRULE", reader),
            excluded: BTreeSet::new(),
            excluded_days: BTreeSet::new(),
        };
        for (property, value) in values(event, "RDATE") {
            match series.date(value, property, reader) {
                Some((at, length)) => drop(series.dates.insert(at, length)),
                None => unreadable(event, property, value, reader),
            }
        }
        if series.rules.is_empty() && series.dates.is_empty() {
            return None;
        }
        for (property, value) in values(event, "EXDATE") {
            match Moment::of(value, property) {
                Some(Moment::Date(date)) => drop(series.excluded_days.insert(date)),
                Some(moment) => {
                    // Beside times without a zone, a Z often means none either.
                    if let (Moment::Exact(exact), true) = (moment, series.clock.is_floating()) {
                        series.excluded.insert(exact.naive_utc());
                    }
                    let at = series.clock.shows(moment, property, reader);
                    series.excluded.insert(at);
                }
                None => unreadable(event, property, value, reader),
            }
        }
        Some(series)
    }

    /// Whether one of its rules never ends.
    pub(super) fn is_endless(&self) -> bool {
        self.rules.iter().any(|rule| !rule.ends())
    }

    /// The times in a span of the clock; those of RDATE are kept wherever they are.
    pub(super) fn times(&self, span: &RangeInclusive<NaiveDateTime>, steps: &mut usize) -> Times {
        let mut at = Dates::new();
        let mut left_out = self.start < *span.start() && !self.rules.is_empty();
        for rule in &self.rules {
            // The start is a time even of a rule that ends before it.
            let until = rule
                .until
                .map(|until| self.last_moment(until).max(self.start));
            let last = until.map_or(*span.end(), |until| until.min(*span.end()));
            let span = *span.start()..=last;
            let end = rule.walk(self.start, true, &span, steps, |time| {
                if at.len() >= MOST_TIMES {
                    return ControlFlow::Break(());
                }
                at.insert(time, None);
                ControlFlow::Continue(())
            });
            left_out |= match end {
                End::OfRule => false,
                End::OfSpan => until.is_none_or(|until| until > last),
                End::Stopped | End::OutOfSteps => true,
            };
        }
        if self.rules.is_empty() {
            at.insert(self.start, None);
        }
        at.extend(self.dates.iter().take(MOST_TIMES));
        left_out |= self.dates.len() > MOST_TIMES;
        self.exclude(&mut at, span, steps);
        Times { at, left_out }
    }

    /// The first time that is not excluded, wherever it is.
    pub(super) fn first_time(&self, steps: &mut usize) -> Option<NaiveDateTime> {
        let times = self.times(&(self.start..=NaiveDateTime::MAX), steps);
        times.at.into_keys().next()
    }

    fn exclude(&self, at: &mut Dates, span: &RangeInclusive<NaiveDateTime>, steps: &mut usize) {
        at.retain(|time, _| {
            !self.excluded.contains(time) && !self.excluded_days.contains(&time.date())
        });
        for rule in &self.excluded_rules {
            let Some((last, _)) = at.last_key_value() else {
                return;
            };
            let until = rule.until.map_or(*last, |until| self.last_moment(until));
            let span = *span.start()..=until.min(*last);
            rule.walk(self.start, false, &span, steps, |time| {
                at.remove(&time);
                ControlFlow::Continue(())
            });
        }
    }

    /// UNTIL by the event's clock; a day is in it to its end.
    fn last_moment(&self, until: Moment) -> NaiveDateTime {
        let date = match until {
            Moment::Date(date) => date,
            Moment::Exact(exact) if self.clock.is_of_days() => exact.date_naive(),
            Moment::Exact(exact) => return self.clock.local(exact),
            Moment::Local(local) => return local,
        };
        date.and_hms_opt(23, 59, 59).unwrap_or(NaiveDateTime::MAX)
    }

    /// One value of RDATE: a time, a day, a period.
    fn date(
        &self,
        value: &str,
        property: &Property,
        reader: &mut EventReader,
    ) -> Option<(NaiveDateTime, Option<TimeDelta>)> {
        let (start, end) = match value.split_once('/') {
            Some((start, end)) => (start, Some(end.trim())),
            None => (value, None),
        };
        let start = match Moment::of(start, property)? {
            Moment::Date(date) => date.and_time(self.start.time()),
            moment => self.clock.shows(moment, property, reader),
        };
        let length = match end {
            Some(length) if length.starts_with(['P', 'p']) => iso_8601(length),
            Some(end) => {
                let end = Moment::of(end, property);
                end.map(|end| self.clock.shows(end, property, reader) - start)
            }
            None => None,
        };
        Some((start, length.filter(|length| *length >= TimeDelta::zero())))
    }
}

fn values<'a>(
    event: &'a EventComponent,
    name: &'static str,
) -> impl Iterator<Item = (&'a Property, &'a str)> {
    event.all(name).flat_map(|property| {
        let values = property.value.split(',');
        let told = values.filter(|value| !value.trim().is_empty());
        told.map(move |value| (property, value))
    })
}

fn rules(event: &EventComponent, name: &'static str, reader: &mut EventReader) -> Vec<Rule> {
    let mut rules = Vec::new();
    for property in event.all(name) {
        match Rule::read(&property.value) {
            Ok(rule) => rules.push(rule),
            Err(part) => unreadable(event, property, &part, reader),
        }
    }
    rules
}

fn unreadable(event: &EventComponent, property: &Property, part: &str, reader: &mut EventReader) {
    reader.repairs.note(RepairKind::UnreadableRecurrence, || {
        let title = event.get("SUMMARY").map(Property::text).unwrap_or_default();
        let (title, part) = (shortened(&title), shortened(part));
        format!(
            "“{title}”: {} in {}: “{part}”",
            property.name, property.place
        )
    });
}
