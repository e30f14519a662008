//! Lanyard JSON: the one format that holds all of a schedule, to bundle, to pass on and to write by
//! hand. `data/lanyard-schedule.schema.json` describes it; [`crate::export::lanyard_json`] writes it.
//!
//! It is our own, so that nothing in it is guessed: what is wrong is refused, with its place.

pub(crate) mod document;

use agenda::{Schedule, Zone, ZoneSource};
use chrono::{DateTime, NaiveTime, Utc};
use serde::Deserialize;

use crate::{Format, ReadError, ReadOptions, Reading, ZoneFinding};
use document::{Document, FORMAT, VERSION};

pub(crate) fn read(text: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    check_version(text)?;
    let document: Document = parsed(text)?;
    let zone = document.conference.zone;
    let mut schedule = document
        .into_schedule()
        .map_err(|fault| malformed(fault.place, fault.problem))?;
    let zone = match options.zone {
        Some(told) => {
            move_whole_days(&mut schedule, zone, told);
            ZoneFinding {
                zone: told,
                source: ZoneSource::Told,
                reason: format!("told; the file says {zone}"),
                guess: None,
            }
        }
        None => ZoneFinding {
            zone,
            source: ZoneSource::File,
            reason: "conference.zone in the file".to_owned(),
            guess: None,
        },
    };
    Ok(Reading {
        format: Format::LanyardJson,
        schedule,
        zone,
        skipped: Vec::new(),
        repetitions: 0,
        repairs: Vec::new(),
        mapping: None,
        samples: Vec::new(),
    })
}

/// Refuses what is no Lanyard JSON or of a version to come, before its fields are looked at.
fn check_version(text: &str) -> Result<(), ReadError> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let head: Head = parsed(text)?;
    if head.format != FORMAT {
        let problem = format!("“{}” where “{FORMAT}” is expected", head.format);
        return Err(malformed("format".to_owned(), problem));
    }
    if head.version != VERSION {
        return Err(ReadError::Malformed {
            format: "Lanyard JSON",
            place: "version".to_owned(),
            problem: format!("version {} is not known, only {VERSION}", head.version),
            cure: "Use the newest Lanyard".to_owned(),
        });
    }
    Ok(())
}

fn parsed<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        let line = format!("line {}, column {}", error.line(), error.column());
        let place = if path == "." {
            line
        } else {
            format!("{path} ({line})")
        };
        malformed(place, without_position(&error))
    })?;
    deserializer.end().map_err(|error| {
        malformed(
            format!("line {}, column {}", error.line(), error.column()),
            without_position(&error),
        )
    })?;
    Ok(value)
}

/// The message alone: `place` tells where.
fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(position) => message[..position].to_owned(),
        None => message,
    }
}

fn malformed(place: String, problem: String) -> ReadError {
    ReadError::Malformed {
        format: "Lanyard JSON",
        place,
        problem,
        cure: "Correct the file there; lanyard-schedule.schema.json describes the format"
            .to_owned(),
    }
}

/// All-day slots lie between midnights of the conference's zone, so they move with it.
fn move_whole_days(schedule: &mut Schedule, from: Zone, to: Zone) {
    let moved =
        |at: DateTime<Utc>| to.instant(from.local(at).date_naive().and_time(NaiveTime::MIN));
    let slots = schedule
        .sessions
        .iter_mut()
        .filter_map(|session| session.slot.as_mut());
    for slot in slots.filter(|slot| slot.all_day) {
        slot.starts_at = moved(slot.starts_at);
        slot.ends_at = moved(slot.ends_at);
    }
}

#[cfg(test)]
mod schema_check;
#[cfg(test)]
mod tests;
