//! Schedules of the Pentabarf family, whatever they are written in: days, rooms, events with
//! `<date>`, `<start>` and `<duration>`.
//!
//! A format module fills a [`Document`] with what stands in the file; here it becomes a
//! [`Schedule`]. Reference: the C3VOC schema (c3voc.de/schedule/schema.xsd), and what Pentabarf,
//! frab, pretalx, wafer and FOSDEM make of it.

mod conference;
mod session;
mod times;
mod zone;

use std::borrow::Cow;
use std::fmt;

use agenda::Schedule;
use chrono::TimeDelta;

use crate::repair::{Repairs, report_repeated_identifiers};
use crate::stamp::date;
use crate::{Format, ReadError, ReadOptions, Reading};

/// A schedule as it stands in the file. Empty text is what is not there.
#[derive(Debug, Default)]
pub(crate) struct Document<'a> {
    pub(crate) version: Cow<'a, str>,
    pub(crate) conference: Conference<'a>,
    /// Tracks that are listed on their own.
    pub(crate) tracks: Vec<Cow<'a, str>>,
    /// Rooms that are listed on their own.
    pub(crate) rooms: Vec<Cow<'a, str>>,
    pub(crate) days: Vec<Day<'a>>,
}

#[derive(Debug, Default)]
pub(crate) struct Conference<'a> {
    pub(crate) title: Cow<'a, str>,
    pub(crate) acronym: Cow<'a, str>,
    pub(crate) venue: Cow<'a, str>,
    pub(crate) city: Cow<'a, str>,
    pub(crate) start: Cow<'a, str>,
    pub(crate) end: Cow<'a, str>,
    pub(crate) day_change: Cow<'a, str>,
    pub(crate) time_zone_name: Cow<'a, str>,
    pub(crate) url: Cow<'a, str>,
    pub(crate) base_url: Cow<'a, str>,
}

#[derive(Debug, Default)]
pub(crate) struct Day<'a> {
    /// Which of the conference's days it is, from 1.
    pub(crate) index: Cow<'a, str>,
    pub(crate) date: Cow<'a, str>,
    pub(crate) start: Cow<'a, str>,
    pub(crate) end: Cow<'a, str>,
    pub(crate) events: Vec<Event<'a>>,
}

#[derive(Debug, Default)]
pub(crate) struct Event<'a> {
    pub(crate) place: Place,
    pub(crate) guid: Cow<'a, str>,
    pub(crate) id: Cow<'a, str>,
    pub(crate) code: Cow<'a, str>,
    pub(crate) slug: Cow<'a, str>,
    pub(crate) date: Cow<'a, str>,
    pub(crate) start: Cow<'a, str>,
    pub(crate) duration: Cow<'a, str>,
    pub(crate) end: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    pub(crate) subtitle: Cow<'a, str>,
    /// The room it is listed under.
    pub(crate) listed_room: Cow<'a, str>,
    /// The room that the event names itself.
    pub(crate) room: Cow<'a, str>,
    pub(crate) track: Cow<'a, str>,
    pub(crate) kind: Cow<'a, str>,
    pub(crate) language: Cow<'a, str>,
    pub(crate) status: Cow<'a, str>,
    pub(crate) summary: Cow<'a, str>,
    pub(crate) description: Cow<'a, str>,
    /// Whom it is for; told at the end of the text.
    pub(crate) level: Cow<'a, str>,
    pub(crate) url: Cow<'a, str>,
    /// The page of the event in the system it was planned in.
    pub(crate) origin_url: Cow<'a, str>,
    pub(crate) feedback_url: Cow<'a, str>,
    pub(crate) people: Vec<Person<'a>>,
    pub(crate) links: Vec<Reference<'a>>,
    /// Whether recording was declined, where the source tells.
    pub(crate) optout: Option<bool>,
}

/// Where an event stands in its file, from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Line(usize),
    /// By its number.
    Event(usize),
}

impl Default for Place {
    fn default() -> Self {
        Self::Event(0)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "the event in line {number}"),
            Self::Event(number) => write!(f, "event {number}"),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Person<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) organisation: Cow<'a, str>,
}

/// A link or an attachment.
#[derive(Debug, Default)]
pub(crate) struct Reference<'a> {
    pub(crate) title: Cow<'a, str>,
    pub(crate) address: Cow<'a, str>,
}

/// Makes a schedule of a document. Every event becomes a session or is named in
/// [`Reading::skipped`].
pub(crate) fn into_reading(
    document: &mut Document,
    format: Format,
    options: &ReadOptions,
    mut repairs: Repairs,
) -> Result<Reading, ReadError> {
    document.date_days();
    let document = &*document;
    let times = times::Times::of(document, options, &mut repairs)?;
    let mut sessions = Vec::new();
    let mut skipped = Vec::new();
    for day in &document.days {
        for event in &day.events {
            match session::read(document, day, event, &times, &mut repairs) {
                Ok(session) => sessions.push(session),
                Err(event) => skipped.push(event),
            }
        }
    }
    report_repeated_identifiers(&sessions, &mut repairs);
    let conference = conference::facts(document, &sessions, &times, options, &mut repairs);
    Ok(Reading {
        format,
        schedule: Schedule {
            conference,
            sessions,
            ..Schedule::default()
        },
        zone: times.into_finding(),
        skipped,
        repetitions: 0,
        repairs: repairs.into_vec(),
        mapping: None,
        samples: Vec::new(),
    })
}

impl Document<'_> {
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event<'_>> {
        self.days.iter().flat_map(|day| &day.events)
    }

    /// Days without a date get the one they start on, else the one that their number tells beside
    /// another day's, else beside the conference's start.
    fn date_days(&mut self) {
        let number = |day: &Day| day.index.trim().parse::<i64>().ok();
        let mut dated = self.days.iter().filter_map(|day| {
            let first = TimeDelta::try_days(number(day)?.checked_sub(1)?)?;
            date(&day.date)?.checked_sub_signed(first)
        });
        let first_day = dated.next().or_else(|| date(&self.conference.start));
        for day in self.days.iter_mut().filter(|day| date(&day.date).is_none()) {
            let by_number = || {
                let days = TimeDelta::try_days(number(day)?.checked_sub(1)?)?;
                first_day?.checked_add_signed(days)
            };
            if let Some(found) = date(&day.start).or_else(by_number) {
                day.date = Cow::Owned(found.to_string());
            }
        }
    }
}

impl Event<'_> {
    /// A start that is a whole date and time is the date too.
    pub(crate) fn date_by_start(&mut self) {
        if self.date.trim().is_empty() && date(&self.start).is_some() {
            self.date = self.start.clone();
        }
    }
}

#[cfg(test)]
mod tests;
