//! What a schedule tells about its conference as a whole.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The facts of a conference. All of them may be missing from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConferenceFacts {
    pub title: Option<String>,
    /// The organisers' short name (`fosdem-2026`).
    pub acronym: Option<String>,
    /// The schedule's own version ("1.3", "Kaus Australis").
    pub version: Option<String>,
    pub url: Option<String>,
    pub venue: Option<String>,
    pub city: Option<String>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// When the programme's own day ends, local time; see [`crate::day::DAY_CHANGE`].
    pub day_change: Option<NaiveTime>,
    /// In the order of the source.
    pub rooms: Vec<String>,
    pub tracks: Vec<String>,
}

/// Where a conference's zone was learned from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneSource {
    /// The attendee said so (`--zone`, the window's question).
    Told,
    /// The file names it.
    File,
    /// Only offsets are known: instants are right, but the place is to be confirmed.
    OffsetOnly,
}
