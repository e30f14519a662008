//! Exports: an agenda, or a whole schedule, as a file that other programs open.
//!
//! Pure: values in, text out. What belongs to an agenda, its UIDs and its alarms are the caller's.

mod content_line;
pub mod icalendar;
pub mod lanyard_json;
pub mod markdown;
mod time_zone;

use std::cmp::Reverse;

use agenda::{Slot, Speaker, Status, Zone};
use chrono::{DateTime, NaiveTime, Utc};

/// Somebody's agenda of one conference.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportCalendar {
    /// What programs show as the calendar's name.
    pub name: String,
    /// The zone that times are written in.
    pub zone: Zone,
    /// When a conference day ends; see [`agenda::day::DAY_CHANGE`].
    pub day_change: NaiveTime,
    /// The moment of the export.
    pub made_at: DateTime<Utc>,
    /// In any order.
    pub entries: Vec<ExportEntry>,
}

/// One session or planned visit of an agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportEntry {
    /// The same in every export of the same entry, unique in the world.
    pub uid: String,
    /// How often what others may rely on (time, place, status) has changed.
    pub sequence: u32,
    pub kind: ExportKind,
    pub title: String,
    /// `None`: known to take place, but not when.
    pub slot: Option<Slot>,
    pub status: Status,
    /// Room, or stand and hall.
    pub location: Option<String>,
    pub speakers: Vec<Speaker>,
    /// Plain text.
    pub text: String,
    pub url: Option<String>,
    pub categories: Vec<String>,
    /// Minutes before the start.
    pub alarms: Vec<u32>,
    pub last_modified: Option<DateTime<Utc>>,
    /// Titles of what takes place at the same time.
    pub clashes_with: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    Session,
    /// A planned visit to a booth.
    Visit,
}

impl ExportCalendar {
    /// Entries with their slots, in the order they begin; longer ones first where they begin together.
    fn by_start(&self) -> Vec<(&ExportEntry, Slot)> {
        let mut timed: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| Some((entry, entry.slot?)))
            .collect();
        timed.sort_by_cached_key(|(entry, slot)| {
            (slot.starts_at, Reverse(slot.ends_at), entry.uid.clone())
        });
        timed
    }
}

impl ExportEntry {
    /// "Liz Rice (Isovalent), Thomas Graf".
    fn speaker_line(&self) -> String {
        let names: Vec<_> = self
            .speakers
            .iter()
            .map(|speaker| match &speaker.organisation {
                Some(organisation) => format!("{} ({organisation})", speaker.name),
                None => speaker.name.clone(),
            })
            .collect();
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::TimeDelta;

    use super::*;

    pub(super) fn slot(starts_at: &str, minutes: i64) -> Slot {
        let starts_at: DateTime<Utc> = starts_at.parse().unwrap();
        Slot {
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(minutes),
            listed_under: None,
            all_day: false,
        }
    }

    pub(super) fn entry(uid: &str, title: &str, slot: Option<Slot>) -> ExportEntry {
        ExportEntry {
            uid: uid.to_owned(),
            sequence: 0,
            kind: ExportKind::Session,
            title: title.to_owned(),
            slot,
            status: Status::Confirmed,
            location: None,
            speakers: Vec::new(),
            text: String::new(),
            url: None,
            categories: Vec::new(),
            alarms: Vec::new(),
            last_modified: None,
            clashes_with: Vec::new(),
        }
    }

    pub(super) fn calendar(zone: &str, entries: Vec<ExportEntry>) -> ExportCalendar {
        ExportCalendar {
            name: "My KubeCon".to_owned(),
            zone: Zone::named(zone).unwrap(),
            day_change: agenda::day::DAY_CHANGE,
            made_at: "2022-05-10T08:00:00Z".parse().unwrap(),
            entries,
        }
    }
}
