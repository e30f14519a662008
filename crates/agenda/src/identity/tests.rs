//! Made histories, as real ones go. The measured one is in the tests of `schedule-files`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod conferences;
mod groups;
mod histories;
mod joining;
mod properties;
mod repeats;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{Identifiers, Slot, Speaker};

/// A session of nothing but a title.
fn talk(title: &str) -> Session {
    Session {
        title: title.to_owned(),
        ..Session::default()
    }
}

/// What a test says about a session, in the order a programme does.
trait Told: Sized {
    /// "20 10:30": a day of August 2026 and a time (UTC); an hour long.
    fn at(self, when: &str) -> Self;
    fn room(self, room: &str) -> Self;
    fn by(self, speakers: &[&str]) -> Self;
    fn about(self, text: &str) -> Self;
    fn named(self, change: impl FnOnce(&mut Identifiers)) -> Self;
    fn guid(self, guid: &str) -> Self {
        self.named(|names| names.guid = Some(guid.to_owned()))
    }
    fn code(self, code: &str) -> Self {
        self.named(|names| names.code = Some(code.to_owned()))
    }
    fn uid(self, uid: &str) -> Self {
        self.named(|names| names.uid = Some(uid.to_owned()))
    }
    fn id(self, id: &str) -> Self {
        self.named(|names| names.id = Some(id.to_owned()))
    }
    fn page(self, url: &str) -> Self;
}

impl Told for Session {
    fn at(mut self, when: &str) -> Self {
        let starts_at: DateTime<Utc> = format!("2026-08-{}:00Z", when.replacen(' ', "T", 1))
            .parse()
            .unwrap();
        self.slot = Some(Slot {
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(60),
            listed_under: None,
            all_day: false,
        });
        self
    }

    fn room(mut self, room: &str) -> Self {
        self.room = Some(room.to_owned());
        self
    }

    fn by(mut self, speakers: &[&str]) -> Self {
        self.speakers = speakers
            .iter()
            .map(|name| Speaker {
                name: (*name).to_owned(),
                organisation: None,
            })
            .collect();
        self
    }

    fn about(mut self, text: &str) -> Self {
        self.text = text.to_owned();
        self
    }

    fn named(mut self, change: impl FnOnce(&mut Identifiers)) -> Self {
        change(&mut self.identifiers);
        self
    }

    fn page(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }
}

/// A programme of talks with nothing in common, to stand around what a test is about.
fn programme() -> Vec<Session> {
    [
        ("Sourdough for Systems Engineers", "20 10:00", "Ada Baker"),
        ("The Borrow Checker Explained", "20 11:00", "Ben Crab"),
        ("Mapping Caves with Drones", "20 14:00", "Cleo Deep"),
        (
            "A Short History of Punch Cards",
            "20 15:00",
            "Dan Hollerith",
        ),
        ("Radio Astronomy in the Back Garden", "21 10:00", "Eve Dish"),
        ("Repairing Trains in Public", "21 11:00", "Finn Rail"),
        ("Postgres Behind the Curtain", "21 14:00", "Gus Page"),
        ("Designing Fonts for Road Signs", "21 15:00", "Hana Serif"),
    ]
    .iter()
    .map(|(title, when, speaker)| {
        let text = format!(
            "All about {}, as {speaker} sees it, from start to end.",
            title
        );
        talk(title)
            .at(when)
            .room("Hall 1")
            .by(&[speaker])
            .about(&text)
    })
    .collect()
}

/// Puts an hour on top of every session's time.
fn an_hour_later(mut sessions: Vec<Session>, hours: i64) -> Vec<Session> {
    for slot in sessions
        .iter_mut()
        .filter_map(|session| session.slot.as_mut())
    {
        slot.starts_at += TimeDelta::hours(hours);
        slot.ends_at += TimeDelta::hours(hours);
    }
    sessions
}

/// Gives every session an id, counted from `first`.
fn numbered(mut sessions: Vec<Session>, first: usize) -> Vec<Session> {
    for (place, session) in sessions.iter_mut().enumerate() {
        session.identifiers.id = Some((first + place).to_string());
    }
    sessions
}

fn pairs(old: &[Session], new: &[Session]) -> Vec<(usize, usize)> {
    pairs_of(&match_sessions(old, new))
}

fn pairs_of(matching: &Matching) -> Vec<(usize, usize)> {
    matching
        .pairs
        .iter()
        .map(|pair| (pair.old, pair.new))
        .collect()
}

fn doubts(old: &[Session], new: &[Session]) -> Vec<(usize, usize)> {
    match_sessions(old, new)
        .doubtful
        .iter()
        .map(|doubt| (doubt.old, doubt.new))
        .collect()
}
