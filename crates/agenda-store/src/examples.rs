//! Small conferences for tests.

use agenda::{
    Booth, BoothId, ConferenceFacts, ConferenceId, Identifiers, Link, Schedule, Session, SessionId,
    Slot, Speaker, Zone, ZoneSource,
};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{Coverage, Import, ImportOutcome, Store, Target};

pub fn at(time: &str) -> DateTime<Utc> {
    format!("2022-05-{time}Z").parse().unwrap()
}

pub fn madrid() -> Zone {
    Zone::named("Europe/Madrid").unwrap()
}

/// A session of 35 minutes on 19 May 2022, known by its guid.
pub fn session(guid: &str, title: &str, starts_at: &str) -> Session {
    let starts_at = at(&format!("19T{starts_at}:00"));
    Session {
        identifiers: Identifiers {
            guid: Some(guid.to_owned()),
            ..Identifiers::default()
        },
        title: title.to_owned(),
        slot: Some(Slot {
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(35),
            listed_under: None,
            all_day: false,
        }),
        room: Some("Room 2".to_owned()),
        ..Session::default()
    }
}

pub fn speaker(name: &str) -> Speaker {
    Speaker {
        name: name.to_owned(),
        organisation: None,
    }
}

pub fn link(title: &str) -> Link {
    Link {
        title: title.to_owned(),
        url: format!("https://example.org/{title}"),
    }
}

pub fn booth(name: &str) -> Booth {
    Booth {
        name: name.to_owned(),
        stand: Some("S12".to_owned()),
        ..Booth::default()
    }
}

pub fn schedule(sessions: Vec<Session>) -> Schedule {
    Schedule {
        conference: ConferenceFacts {
            title: Some("KubeCon EU 2022".to_owned()),
            ..ConferenceFacts::default()
        },
        sessions,
        ..Schedule::default()
    }
}

/// Two talks and a booth.
pub fn two_talks() -> Schedule {
    Schedule {
        booths: vec![booth("Isovalent")],
        ..schedule(vec![
            session("a", "Too Much to Choose", "13:25"),
            session("b", "It Wasn't DNS", "14:30"),
        ])
    }
}

/// An import of a whole schedule with a zone of its own, from `schedule.xml`.
pub fn import(schedule: &Schedule) -> Import<'_> {
    Import {
        schedule,
        zone: madrid(),
        zone_source: ZoneSource::File,
        zone_reason: "in the file",
        zone_guess: None,
        source: Some("schedule.xml"),
        feed: None,
        claim: None,
        format: "frab XML",
        coverage: Coverage::Whole,
        target: Target::Key("kubecon".to_owned()),
        name: "KubeCon EU 2022",
        at: at("01T10:00:00"),
        dry_run: false,
    }
}

pub fn store() -> Store {
    Store::open_in_memory().unwrap()
}

/// A store with [`two_talks`].
pub fn store_with_two_talks() -> (Store, ConferenceId) {
    let mut store = store();
    let conference = imported(&mut store, &two_talks()).conference.id;
    (store, conference)
}

pub fn imported(store: &mut Store, schedule: &Schedule) -> ImportOutcome {
    store.import(&import(schedule)).unwrap()
}

pub fn session_ids(store: &Store, conference: ConferenceId) -> Vec<SessionId> {
    let sessions = store.sessions(conference).unwrap();
    sessions.iter().map(|session| session.id).collect()
}

pub fn only_booth(store: &Store, conference: ConferenceId) -> BoothId {
    store.booths(conference).unwrap()[0].id
}
