//! iCalendar: RFC 5545, in XML (RFC 6321) and in JSON (RFC 7265), and what Sched, pretalx, Pentabarf, Indico, Google, Outlook and vCalendar 1.0
//! make of it.
//!
//! Repeating events are a session each time (ADR 6). Alarms, to-dos and journals are not read.

mod calendar_zone;
mod clock;
mod component;
mod event;
mod jcal;
mod lines;
mod location;
mod observances;
mod property;
mod publisher;
mod recurrence;
mod rule;
mod series;
mod time;
mod xcal;
mod zones;

use agenda::day::DAY_CHANGE;
use agenda::{ConferenceFacts, Schedule};

use crate::decode::Source;
use crate::facts::{days_of, in_order_of, title_from_name};
use crate::repair::{Repairs, bytes_without_control_characters, report_repeated_identifiers};
use crate::text::clean_option;
use crate::{Format, ReadError, ReadOptions, Reading};
use component::{Calendar, Truncated, calendar_of};
use event::EventReader;
use publisher::Publisher;
use recurrence::{Expansion, sessions_of};
use zones::Zones;

const NAME: &str = "iCalendar file";

/// Whether a calendar or an event begins in the first lines of these bytes, or they are the same in XML
/// or JSON.
pub(crate) fn is_icalendar(source: &Source) -> bool {
    begins(source) || xcal::is_xcal(source) || jcal::is_jcal(source)
}

fn begins(source: &Source) -> bool {
    /// What may stand before it: warnings of the server's own software.
    const PREAMBLE: usize = 4096;
    let start = &source.bytes()[..source.bytes().len().min(PREAMBLE)];
    start
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .any(|line| {
            let line = line.trim_ascii();
            line.eq_ignore_ascii_case(b"BEGIN:VCALENDAR")
                || line.eq_ignore_ascii_case(b"BEGIN:VEVENT")
        })
}

pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let calendar = if begins(source) {
        let bytes = bytes_without_control_characters(source.bytes(), &mut repairs);
        let lines = lines::content_lines(&bytes, &mut repairs);
        calendar_of(&lines, &mut repairs).map_err(truncated)?
    } else if xcal::is_xcal(source) {
        xcal::calendar_of(source, &mut repairs)?
    } else {
        jcal::calendar_of(source, &mut repairs)?
    };
    if calendar.events.is_empty() {
        return Err(ReadError::NoEvents { format: NAME });
    }
    let mut zones = Zones::new(&calendar.zones);
    let zone = calendar_zone::find(&calendar, &mut zones, options, &mut repairs)?;
    let publisher = Publisher::of(&calendar);
    let mut reader = EventReader::new(&calendar, &publisher, zone.zone, zones, &mut repairs);
    let Expansion {
        sessions,
        skipped,
        repetitions,
    } = sessions_of(&calendar.events, &mut reader);
    let city = reader.city();
    report_repeated_identifiers(&sessions, &mut repairs);
    let days = days_of(&sessions, zone.zone, DAY_CHANGE);
    let rooms = sessions
        .iter()
        .filter_map(|session| session.room.as_deref());
    let tracks = sessions
        .iter()
        .filter_map(|session| session.track.as_deref());
    let conference = ConferenceFacts {
        city,
        first_day: days.map(|(first, _)| first),
        last_day: days.map(|(_, last)| last),
        rooms: in_order_of(&[], rooms),
        tracks: in_order_of(&[], tracks),
        ..names(&calendar, &publisher, options, &mut repairs)
    };
    Ok(Reading {
        format: Format::Icalendar,
        schedule: Schedule {
            conference,
            sessions,
            ..Schedule::default()
        },
        zone,
        skipped,
        repetitions,
        repairs: repairs.into_vec(),
        mapping: None,
        samples: Vec::new(),
    })
}

/// Title, short name and address, as the calendar gives them.
fn names(
    calendar: &Calendar,
    publisher: &Publisher,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> ConferenceFacts {
    let mut told = |name: &str| {
        let text = calendar.property(name)?.text();
        clean_option(&text, repairs)
    };
    let name = told("X-WR-CALNAME").or_else(|| told("NAME"));
    let (title, acronym) = match publisher {
        Publisher::Sched { conference } => (conference.clone().or_else(|| name.clone()), name),
        _ => (
            name.or_else(|| told("X-WR-CALDESC"))
                .or_else(|| told("SUMMARY")),
            None,
        ),
    };
    ConferenceFacts {
        title: title.or_else(|| options.name.and_then(title_from_name)),
        acronym,
        url: told("URL")
            .filter(|url| url.starts_with("http"))
            .or_else(|| publisher.home(calendar)),
        ..ConferenceFacts::default()
    }
}

fn truncated(truncated: Truncated) -> ReadError {
    ReadError::Malformed {
        format: NAME,
        place: format!("line {}", truncated.line),
        problem: format!("the file ends inside {}", truncated.inside),
        cure: "It was cut off on its way: fetch it again".to_owned(),
    }
}

impl Calendar {
    fn property(&self, name: &str) -> Option<&property::Property> {
        let mut named = self
            .properties
            .iter()
            .filter(|property| property.name == name);
        named.find(|property| !property.value.trim().is_empty())
    }
}

#[cfg(test)]
mod tests;
