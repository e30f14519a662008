//! The frame of the format: the conference, its days and rooms, and the events wherever they stand.
//!
//! Every part of it may be missing, null, a list or an object, and come twice. What stands where an
//! event should and is none becomes an event without anything, which is then named as skipped.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::events::event;
use super::fields::{Names, all, first, text};
use crate::frab::{Conference, Day, Document, Event, Place};
use crate::json::{Json, Object};
use crate::stamp::{Stamp, date};

/// What holds events, in any of its names.
const LISTS: [&str; 3] = ["events", "talks", "sessions"];

/// The objects that make the frame.
pub(super) struct Frame<'t, 'a> {
    conferences: Vec<&'t Object<'a>>,
    /// The value of `schedule`, or the whole file.
    schedules: Vec<&'t Object<'a>>,
}

impl<'t, 'a> Frame<'t, 'a> {
    pub(super) fn of(file: &'t Json<'a>) -> Self {
        let objects = |object: &'t Object<'a>, name: &str| {
            let values = all(object, name).filter_map(Json::object);
            values.collect::<Vec<_>>()
        };
        let mut schedules = file
            .object()
            .map(|file| objects(file, "schedule"))
            .unwrap_or_default();
        if schedules.is_empty() {
            schedules.extend(file.object());
        }
        let conferences = schedules
            .iter()
            .flat_map(|schedule| objects(schedule, "conference"));
        Self {
            conferences: conferences.collect(),
            schedules,
        }
    }

    /// Whether there are days or a list of events, be they empty.
    pub(super) fn is_frab(&self) -> bool {
        let named = ["days", "events"];
        self.parts()
            .any(|part| part.fields().any(|(name, _)| named.contains(&name)))
    }

    /// None where there is no event.
    pub(super) fn document(&self) -> Option<Document<'t>> {
        let fields = || self.parts().flat_map(Object::fields);
        let (mut rooms, mut tracks) = (Names::default(), Names::default());
        for (name, value) in fields() {
            match name {
                "rooms" => rooms.add(value),
                "tracks" => tracks.add(value),
                _ => {}
            }
        }
        let mut content = Content {
            rooms,
            tracks,
            ..Content::default()
        };
        for (name, value) in fields() {
            match name {
                "days" => content.add_days(value),
                // Some hubs keep the flat list in the conference.
                name if LISTS.contains(&name) => content.add_flat(value),
                _ => {}
            }
        }
        if content.found == 0 {
            return None;
        }
        let told = |name: &str| {
            let mut texts = self.parts().map(|part| first(part, &[name]));
            texts.find(|text| !text.is_empty()).unwrap_or_default()
        };
        let conference = Conference {
            title: told("title"),
            acronym: told("acronym"),
            venue: told("venue"),
            city: told("city"),
            start: told("start"),
            end: told("end"),
            day_change: Cow::Borrowed(""),
            time_zone_name: told("time_zone_name"),
            url: told("url"),
            base_url: told("base_url"),
        };
        content.allot_flat();
        Some(Document {
            version: told("version"),
            conference,
            tracks: content.tracks.listed,
            rooms: content.rooms.listed,
            days: content.days,
        })
    }

    fn parts(&self) -> impl Iterator<Item = &'t Object<'a>> {
        self.conferences.iter().chain(&self.schedules).copied()
    }
}

/// What has been read so far.
#[derive(Default)]
struct Content<'t> {
    rooms: Names<'t>,
    tracks: Names<'t>,
    days: Vec<Day<'t>>,
    /// Events of no day.
    flat: Vec<Event<'t>>,
    /// How many events there are, with those that are none.
    number: usize,
    /// How many really are events.
    found: usize,
}

impl<'t> Content<'t> {
    /// A list of days, an object of them by date or number, or one day.
    fn add_days(&mut self, value: &'t Json) {
        match value {
            Json::Object(object) if !is_day(object) => {
                for (key, value) in object.fields() {
                    self.add_day(value, key);
                }
            }
            Json::List(items) => {
                for item in items {
                    self.add_day(item, "");
                }
            }
            one => self.add_day(one, ""),
        }
    }

    fn add_day(&mut self, value: &'t Json, key: &'t str) {
        let mut day = Day::default();
        match value {
            Json::Object(object) => {
                day.index = first(object, &["index"]);
                day.date = first(object, &["date"]);
                day.start = first(object, &["day_start", "start"]);
                day.end = first(object, &["day_end", "end"]);
                self.add_holder(object, "", &mut day.events);
            }
            other => self.add_events(other, "", true, &mut day.events),
        }
        if day.date.is_empty() && date(key).is_some() {
            day.date = Cow::Borrowed(key);
        }
        self.days.push(day);
    }

    fn add_flat(&mut self, value: &'t Json) {
        let mut flat = std::mem::take(&mut self.flat);
        self.add_events(value, "", false, &mut flat);
        self.flat = flat;
    }

    /// What a day or room holds.
    fn add_holder(&mut self, object: &'t Object, room: &str, events: &mut Vec<Event<'t>>) {
        for (name, value) in object.fields() {
            match name {
                "rooms" => self.add_events(value, room, true, events),
                name if LISTS.contains(&name) => self.add_events(value, room, false, events),
                _ => {}
            }
        }
    }

    /// Events as a list or by some key, which may be the name of their room; or rooms with events.
    fn add_events(
        &mut self,
        value: &'t Json,
        room: &str,
        keys_are_rooms: bool,
        events: &mut Vec<Event<'t>>,
    ) {
        match value {
            Json::List(items) => {
                for item in items {
                    match item {
                        Json::Object(object) if !holds_events(object) => {
                            events.push(self.event(item, room));
                        }
                        Json::Object(_) | Json::List(_) => {
                            self.add_events(item, room, keys_are_rooms, events);
                        }
                        Json::Null | Json::Text(_) => events.push(self.event(item, room)),
                    }
                }
            }
            Json::Object(object) if is_event(object) => events.push(self.event(value, room)),
            Json::Object(object) if holds_events(object) => {
                let named = first(object, &["name", "title", "room", "guid", "id", "slug"]);
                let room = if named.is_empty() {
                    Cow::Borrowed(room)
                } else {
                    self.rooms.resolve_key(named)
                };
                self.add_holder(object, &room, events);
            }
            Json::Object(object) => {
                for (key, value) in object.fields() {
                    if keys_are_rooms {
                        let room = self.rooms.resolve_key(Cow::Borrowed(key));
                        self.add_events(value, &room, false, events);
                    } else {
                        self.add_events(value, room, false, events);
                    }
                }
            }
            other if text(other).is_empty() => {}
            other => events.push(self.event(other, room)),
        }
    }

    fn event(&mut self, value: &'t Json, room: &str) -> Event<'t> {
        self.number += 1;
        let place = Place::Event(self.number);
        let Some(object) = value.object() else {
            return Event {
                place,
                ..Event::default()
            };
        };
        self.found += 1;
        Event {
            place,
            listed_room: Cow::Owned(room.to_owned()),
            ..event(object, &self.rooms, &self.tracks)
        }
    }

    /// Puts each event of no day under the day that its start is in, if the days tell from when to
    /// when they last.
    fn allot_flat(&mut self) {
        let mut spans: Vec<(DateTime<Utc>, DateTime<Utc>, usize)> = Vec::new();
        for (number, day) in self.days.iter().enumerate() {
            if let (Some(start), Some(end)) = (instant(&day.start), instant(&day.end)) {
                spans.push((start, end, number));
            }
        }
        spans.sort_unstable();
        let mut rest = Vec::new();
        for event in std::mem::take(&mut self.flat) {
            let span = instant(&event.date).and_then(|start| {
                let later = spans.partition_point(|(begin, _, _)| *begin <= start);
                let (_, end, day) = spans.get(later.checked_sub(1)?)?;
                (start < *end).then_some(*day)
            });
            match span.and_then(|number| self.days.get_mut(number)) {
                Some(day) => day.events.push(event),
                None => rest.push(event),
            }
        }
        if !rest.is_empty() {
            self.days.push(Day {
                events: rest,
                ..Day::default()
            });
        }
    }
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    match Stamp::read(text) {
        Some(Stamp::Exact(exact)) => Some(exact.to_utc()),
        _ => None,
    }
}

fn has_any(object: &Object, names: &[&str]) -> bool {
    let mut fields = object.fields();
    fields.any(|(name, value)| names.contains(&name) && !text(value).is_empty())
}

fn is_day(object: &Object) -> bool {
    has_any(object, &["date", "day_start", "day_end", "index"]) || holds_events(object)
}

/// Whether it tells what only events have.
fn is_event(object: &Object) -> bool {
    const NAMES: [&str; 6] = [
        "start",
        "date",
        "duration",
        "start_time",
        "persons",
        "abstract",
    ];
    has_any(object, &NAMES)
}

/// Whether a list or an object of events is in it, or of rooms with events.
fn holds_events(object: &Object) -> bool {
    !is_event(object)
        && object.fields().any(|(name, value)| {
            (name == "rooms" || LISTS.contains(&name))
                && matches!(value, Json::List(_) | Json::Object(_))
        })
}
