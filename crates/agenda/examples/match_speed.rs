//! How long it takes to match large versions of a schedule, and how much memory: for
//! `cargo run --release -p agenda --example match_speed [SESSIONS]`.
#![allow(clippy::unwrap_used)]

use std::time::Instant;

use agenda::identity::match_sessions;
use agenda::{Session, Slot, Speaker};
use chrono::{DateTime, TimeDelta, Utc};

const WORDS: [&str; 48] = [
    "kernel", "bread", "radio", "train", "map", "bee", "font", "cave", "postgres", "solder",
    "privacy", "garden", "punch", "card", "sound", "light", "paper", "crypto", "drone", "law",
    "cloud", "cluster", "mesh", "proxy", "wasm", "rust", "go", "java", "linux", "bsd", "energy",
    "city", "water", "steel", "glass", "story", "game", "music", "film", "book", "school", "heart",
    "brain", "robot", "motor", "wheel", "sail", "orbit",
];

fn main() {
    let count = std::env::args().nth(1).and_then(|it| it.parse().ok());
    let old = made(count.unwrap_or(100_000));
    let nameless = |sessions: &[Session]| -> Vec<Session> {
        let mut sessions = sessions.to_vec();
        for session in &mut sessions {
            session.identifiers = agenda::Identifiers::default();
        }
        sessions
    };
    let moved = |sessions: &[Session]| -> Vec<Session> {
        let mut sessions = sessions.to_vec();
        for (number, session) in sessions.iter_mut().enumerate() {
            let slot = session.slot.as_mut().unwrap();
            slot.starts_at += TimeDelta::hours(1);
            slot.ends_at += TimeDelta::hours(1);
            if number % 20 == 7 {
                session.title = format!("Introducing {}", session.title);
            }
        }
        sessions
    };
    let mut edited = old.clone();
    for session in edited.iter_mut().step_by(100) {
        session.room = Some("Annex".to_owned());
        session.title.push_str(" (new)");
    }
    let mut reversed = old.clone();
    reversed.reverse();
    let uniform = |title: &str| -> Vec<Session> {
        let mut sessions = nameless(&old);
        for session in &mut sessions {
            session.title = title.to_owned();
            session.speakers = vec![speaker("Ada Lovelace")];
            session.text = "One text for all of them, of some words and no more.".to_owned();
        }
        sessions
    };
    let at_once = |mut sessions: Vec<Session>, hours: i64| -> Vec<Session> {
        let slot = old[0].slot.unwrap();
        for session in &mut sessions {
            session.slot = Some(Slot {
                starts_at: slot.starts_at + TimeDelta::hours(hours),
                ends_at: slot.ends_at + TimeDelta::hours(hours),
                ..slot
            });
            session.room = None;
        }
        sessions
    };
    measure("the same, the other way round", &old, &reversed);
    measure("1 % changed", &old, &edited);
    measure(
        "no names, an hour later, 5 % renamed",
        &nameless(&old),
        &moved(&nameless(&old)),
    );
    measure(
        "all of one title, an hour later",
        &uniform("Talk"),
        &moved(&uniform("Talk")),
    );
    measure(
        "all of one title at one time, an hour later",
        &at_once(uniform("Talk"), 0),
        &at_once(uniform("Talk"), 1),
    );
    measure(
        "all at one time, an hour later, no names",
        &at_once(nameless(&old), 0),
        &at_once(moved(&nameless(&old)), 1),
    );
    let mut one_name = old.clone();
    for session in &mut one_name {
        session.identifiers.guid = Some("the same".to_owned());
        session.identifiers.id = Some("1".to_owned());
    }
    measure("one guid for all", &one_name, &moved(&one_name));
}

fn measure(what: &str, old: &[Session], new: &[Session]) {
    // Linux: forgets the highest use of memory so far.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = memory("VmRSS:");
    let start = Instant::now();
    let found = match_sessions(old, new);
    println!(
        "{what}: {:.2} s, {} pairs, {} doubts, {} MB beside the sessions",
        start.elapsed().as_secs_f64(),
        found.pairs.len(),
        found.doubtful.len(),
        memory("VmHWM:").saturating_sub(before) / 1024
    );
}

/// A figure of the process in KiB; 0 where the system does not tell.
fn memory(figure: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(figure));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.unwrap_or(0)
}

fn speaker(name: &str) -> Speaker {
    Speaker {
        name: name.to_owned(),
        organisation: None,
    }
}

/// Talks of 200 rooms, ten a day each, with a lunch in every room and a title shared now and then.
fn made(count: usize) -> Vec<Session> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut roll = |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % sides as u64) as usize
    };
    let start: DateTime<Utc> = "2026-05-01T08:00:00Z".parse().unwrap();
    let made_one = |number: usize| {
        let (room, place) = (number % 200, number / 200);
        let (day, hour) = (place / 10, place % 10);
        let starts_at = start + TimeDelta::hours((24 * day + hour) as i64);
        let mut words = |count: usize| -> String {
            let words: Vec<&str> = (0..count).map(|_| WORDS[roll(WORDS.len())]).collect();
            words.join(" ")
        };
        let (title, text) = match (hour, number % 13) {
            (4, _) => ("Lunch".to_owned(), String::new()),
            (_, 5) => (words(1), words(60)),
            _ => (format!("{} {}", words(5), number / 3), words(60)),
        };
        Session {
            identifiers: agenda::Identifiers {
                guid: Some(format!("0000-{number}")),
                id: Some(number.to_string()),
                ..agenda::Identifiers::default()
            },
            title,
            text,
            slot: Some(Slot {
                starts_at,
                ends_at: starts_at + TimeDelta::minutes(45),
                listed_under: None,
                all_day: false,
            }),
            room: Some(format!("Room {room}")),
            speakers: vec![speaker(&format!("{} {}", words(1), number / 2))],
            ..Session::default()
        }
    };
    (0..count).map(made_one).collect()
}
