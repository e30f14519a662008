//! Schedules that are a list of sessions, whatever they are written in: start and end, and names for
//! room and track.
//!
//! A format module fills a [`FlatSchedule`] with what stands in the file; here it becomes a
//! [`Schedule`].

mod session;

use std::borrow::Cow;

use agenda::day::DAY_CHANGE;
use agenda::{ConferenceFacts, Identifiers, Kind, Schedule, Status};
use chrono::NaiveDate;

use crate::facts::{days_of, in_order_of, title_from_name};
use crate::repair::{Repairs, report_repeated_identifiers};
use crate::stamp::Stamp;
use crate::text::clean_option;
use crate::zone_clues::{ZoneClues, find_zone};
use crate::{Format, ReadError, ReadOptions, Reading, Skipped};

/// More sessions than any conference has: FOSDEM has 1,000.
const MOST_SESSIONS: usize = 100_000;

/// A schedule as it stands in the file. Empty text is what is not there.
#[derive(Debug, Default)]
pub(crate) struct FlatSchedule<'a> {
    pub(crate) title: &'a str,
    pub(crate) url: &'a str,
    pub(crate) venue: &'a str,
    pub(crate) city: &'a str,
    pub(crate) first_day: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    /// Names and order of rooms that are listed on their own.
    pub(crate) rooms: Vec<&'a str>,
    pub(crate) tracks: Vec<&'a str>,
    /// A zone's name, and where it stands: "timezone in the file".
    pub(crate) zone: Option<(&'a str, &'static str)>,
    /// Further words that may name the place, most telling first.
    pub(crate) places: Vec<&'a str>,
    pub(crate) sessions: Vec<FlatSession<'a>>,
    /// What is in the file and is no session of the programme.
    pub(crate) skipped: Vec<Skipped>,
}

#[derive(Debug, Default)]
pub(crate) struct FlatSession<'a> {
    pub(crate) identifiers: Identifiers,
    pub(crate) title: &'a str,
    pub(crate) subtitle: &'a str,
    /// Where the format tells it in a way of its own; else it is found by label, title and track.
    pub(crate) kind: Option<Kind>,
    pub(crate) kind_label: &'a str,
    pub(crate) start: &'a str,
    pub(crate) end: &'a str,
    /// ISO 8601, `h:mm` or minutes.
    pub(crate) duration: &'a str,
    pub(crate) listed_under: Option<NaiveDate>,
    pub(crate) room: &'a str,
    pub(crate) track: &'a str,
    pub(crate) language: &'a str,
    pub(crate) speakers: Vec<FlatSpeaker<'a>>,
    pub(crate) summary: &'a str,
    pub(crate) description: &'a str,
    /// Told at the end of the text.
    pub(crate) level: &'a str,
    pub(crate) url: &'a str,
    /// Titles and addresses.
    pub(crate) links: Vec<(&'a str, &'a str)>,
    pub(crate) status: Status,
    pub(crate) online: bool,
}

#[derive(Debug, Default)]
pub(crate) struct FlatSpeaker<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) organisation: &'a str,
}

/// Makes a schedule of a list. Every session becomes one or is named in [`Reading::skipped`].
pub(crate) fn into_reading(
    schedule: FlatSchedule,
    format: Format,
    options: &ReadOptions,
    mut repairs: Repairs,
) -> Result<Reading, ReadError> {
    let name = format.describe();
    if schedule.sessions.is_empty() && schedule.skipped.is_empty() {
        return Err(ReadError::NoEvents { format: name });
    }
    let stamps: Vec<Option<Stamp>> = schedule
        .sessions
        .iter()
        .map(|session| Stamp::read(session.start))
        .collect();
    let zone = find_zone(&clues(&schedule, &stamps), options, &mut repairs)?;
    let mut sessions = Vec::with_capacity(stamps.len());
    let mut skipped = schedule.skipped;
    for (place, (session, start)) in schedule.sessions.iter().zip(stamps).enumerate() {
        match session::read(place, session, start, zone.zone, &mut repairs) {
            Ok(session) => sessions.push(session),
            Err(event) => skipped.push(event),
        }
    }
    report_repeated_identifiers(&sessions, &mut repairs);
    let days = days_of(&sessions, zone.zone, DAY_CHANGE);
    let mut clean = |names: &[&str]| -> Vec<String> {
        let names = names.iter();
        names
            .filter_map(|name| clean_option(name, &mut repairs))
            .collect()
    };
    let (declared_rooms, declared_tracks) = (clean(&schedule.rooms), clean(&schedule.tracks));
    let rooms = sessions
        .iter()
        .filter_map(|session| session.room.as_deref());
    let tracks = sessions
        .iter()
        .filter_map(|session| session.track.as_deref());
    let conference = ConferenceFacts {
        title: clean_option(schedule.title, &mut repairs)
            .or_else(|| options.name.and_then(title_from_name)),
        url: Some(schedule.url.trim())
            .filter(|url| url.starts_with("http"))
            .map(str::to_owned),
        venue: clean_option(schedule.venue, &mut repairs),
        city: clean_option(schedule.city, &mut repairs),
        first_day: schedule.first_day.or(days.map(|(first, _)| first)),
        last_day: schedule.last_day.or(days.map(|(_, last)| last)),
        rooms: in_order_of(&declared_rooms, rooms),
        tracks: in_order_of(&declared_tracks, tracks),
        ..ConferenceFacts::default()
    };
    Ok(Reading {
        repetitions: 0,
        format,
        schedule: Schedule {
            conference,
            sessions,
            ..Schedule::default()
        },
        zone,
        skipped,
        repairs: repairs.into_vec(),
        mapping: None,
        samples: Vec::new(),
    })
}

/// Refuses a list that is longer than any programme, before much is made of it.
pub(crate) fn check_count(count: usize, format: Format) -> Result<(), ReadError> {
    if count <= MOST_SESSIONS {
        return Ok(());
    }
    Err(ReadError::Malformed {
        format: format.describe(),
        place: "its list of sessions".to_owned(),
        problem: format!("there are more than {MOST_SESSIONS}, as in no conference"),
        cure: "Give the schedule of one conference".to_owned(),
    })
}

fn clues<'a>(schedule: &FlatSchedule<'a>, stamps: &[Option<Stamp>]) -> ZoneClues<'a> {
    let exact = stamps.iter().filter_map(|stamp| match stamp {
        Some(Stamp::Exact(exact)) => Some(*exact),
        _ => None,
    });
    let is_local = |stamp: &Option<Stamp>| matches!(stamp, Some(Stamp::Local(_) | Stamp::Date(_)));
    let words = [schedule.city, schedule.venue]
        .into_iter()
        .chain(schedule.places.iter().copied())
        .chain([schedule.title]);
    ZoneClues {
        named: schedule.zone.filter(|(name, _)| !name.trim().is_empty()),
        exact: exact.collect(),
        has_local: stamps.iter().any(is_local),
        places: words.collect(),
        addresses: vec![schedule.url],
    }
}
