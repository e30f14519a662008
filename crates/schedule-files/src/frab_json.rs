//! frab JSON, as frab, pretalx, the c3voc and hubs write it: `schedule.conference.days` with rooms that
//! hold events (c3voc schema v1), or a flat list of `events` with start and end (schema v2). References:
//! `validator/json/schema.json` and `schema2.json` of voc/schedule.
//!
//! The frame is read strictly; an event is read leniently, field by field, because sources differ in
//! what they write as text, number, object or null. What the fields mean is [`crate::frab`]'s.

mod events;

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::decode::{Source, utf8_or_latin1};
use crate::frab::{Conference, Day, Document, into_reading};
use crate::repair::Repairs;
use crate::{Format, ReadError, ReadOptions, Reading};
use events::{event, text};

const NAME: &str = "frab JSON file";

/// How far into a file its frame shows at the latest.
const START: usize = 64 * 1024;

/// Whether an object begins whose `schedule` is an object again, with a conference in it.
pub(crate) fn is_frab_json(source: &Source) -> bool {
    let bytes = &source.bytes()[..source.bytes().len().min(START)];
    let start = utf8_or_latin1(bytes).text;
    let opens = |rest: &str| {
        let value = rest.trim_start().strip_prefix(':').map(str::trim_start);
        value.is_some_and(|value| value.starts_with('{'))
    };
    start.trim_start().starts_with('{')
        && start.contains("\"conference\"")
        && start
            .match_indices("\"schedule\"")
            .any(|(at, key)| opens(&start[at + key.len()..]))
}

pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let text = source.text(None, &mut repairs);
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let file: File = serde_path_to_error::deserialize(&mut deserializer).map_err(malformed)?;
    let document = file.schedule.into_document();
    if document.events().next().is_none() {
        return Err(ReadError::NoEvents { format: NAME });
    }
    into_reading(&document, Format::FrabJson, options, repairs)
}

fn malformed(error: serde_path_to_error::Error<serde_json::Error>) -> ReadError {
    let path = error.path().to_string();
    let error = error.into_inner();
    let line = format!("line {}, column {}", error.line(), error.column());
    let message = error.to_string();
    let problem = message.split(" at line ").next().unwrap_or(&message);
    ReadError::Malformed {
        format: NAME,
        place: if path == "." {
            line
        } else {
            format!("{path} ({line})")
        },
        problem: problem.to_owned(),
        cure: "Fetch it again; if it stays so, look for the schedule as frab XML or iCalendar"
            .to_owned(),
    }
}

#[derive(Deserialize)]
struct File {
    schedule: Schedule,
}

#[derive(Deserialize)]
struct Schedule {
    #[serde(default)]
    version: Value,
    #[serde(default)]
    base_url: Value,
    conference: ConferenceFields,
    /// Schema v2.
    #[serde(default)]
    events: Vec<Value>,
}

#[derive(Deserialize)]
struct ConferenceFields {
    #[serde(default)]
    title: Value,
    #[serde(default)]
    acronym: Value,
    #[serde(default)]
    venue: Value,
    #[serde(default)]
    city: Value,
    #[serde(default)]
    start: Value,
    #[serde(default)]
    end: Value,
    #[serde(default)]
    time_zone_name: Value,
    #[serde(default)]
    url: Value,
    #[serde(default)]
    base_url: Value,
    #[serde(default)]
    tracks: Value,
    #[serde(default)]
    rooms: Value,
    #[serde(default)]
    days: Vec<DayFields>,
    /// Some hubs keep the flat list here.
    #[serde(default)]
    events: Vec<Value>,
}

#[derive(Deserialize)]
struct DayFields {
    #[serde(default)]
    date: Value,
    #[serde(default, alias = "start")]
    day_start: Value,
    #[serde(default, alias = "end")]
    day_end: Value,
    #[serde(default)]
    rooms: Rooms,
    /// Without rooms between.
    #[serde(default)]
    events: Vec<Value>,
}

/// Rooms with their events, in the order of the file: an object by name, or a list.
#[derive(Default)]
struct Rooms(Vec<(String, Vec<Value>)>);

impl<'de> Deserialize<'de> for Rooms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RoomsVisitor)
    }
}

struct RoomsVisitor;

impl<'de> Visitor<'de> for RoomsVisitor {
    type Value = Rooms;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rooms with their events")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rooms, A::Error> {
        let mut rooms = Vec::new();
        while let Some(name) = map.next_key()? {
            rooms.push((name, map.next_value()?));
        }
        Ok(Rooms(rooms))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Rooms, A::Error> {
        #[derive(Deserialize)]
        struct Room {
            #[serde(default)]
            name: Value,
            #[serde(default, alias = "talks")]
            events: Vec<Value>,
        }
        let mut rooms = Vec::new();
        while let Some(room) = list.next_element::<Room>()? {
            rooms.push((text(&room.name), room.events));
        }
        Ok(Rooms(rooms))
    }

    fn visit_unit<E>(self) -> Result<Rooms, E> {
        Ok(Rooms::default())
    }
}

impl Schedule {
    fn into_document(self) -> Document<'static> {
        let conference = self.conference;
        let owned = |value: &Value| Cow::Owned(text(value));
        let names = |list: &Value| -> Vec<Cow<'static, str>> {
            list.as_array().into_iter().flatten().map(owned).collect()
        };
        let mut number = 0;
        let mut read = |value: Value, room: &str| {
            number += 1;
            event(&value, room, number, &conference.tracks)
        };
        let mut days: Vec<Day<'static>> = Vec::new();
        for day in conference.days {
            let mut events = Vec::new();
            for (room, of_room) in day.rooms.0 {
                events.extend(of_room.into_iter().map(|value| read(value, &room)));
            }
            events.extend(day.events.into_iter().map(|value| read(value, "")));
            days.push(Day {
                date: owned(&day.date),
                start: owned(&day.day_start),
                end: owned(&day.day_end),
                events,
            });
        }
        // Of no day: each is on the one that its start belongs to.
        let flat = self.events.into_iter().chain(conference.events);
        let flat: Vec<_> = flat.map(|value| read(value, "")).collect();
        if !flat.is_empty() {
            days.push(Day {
                events: flat,
                ..Day::default()
            });
        }
        let base_url = match text(&conference.base_url) {
            url if url.is_empty() => text(&self.base_url),
            url => url,
        };
        Document {
            version: owned(&self.version),
            conference: Conference {
                title: owned(&conference.title),
                acronym: owned(&conference.acronym),
                venue: owned(&conference.venue),
                city: owned(&conference.city),
                start: owned(&conference.start),
                end: owned(&conference.end),
                day_change: Cow::Borrowed(""),
                time_zone_name: owned(&conference.time_zone_name),
                url: owned(&conference.url),
                base_url: Cow::Owned(base_url),
            },
            tracks: names(&conference.tracks),
            rooms: names(&conference.rooms),
            days,
        }
    }
}

#[cfg(test)]
mod tests;
