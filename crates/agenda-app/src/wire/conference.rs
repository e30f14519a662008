//! The frame: conferences, days, the zone switch.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{RefreshView, ReminderHealthView, SettingsView};

/// All that the frame of the window shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OverviewView {
    #[ts(type = "number")]
    pub now: i64,
    /// Seconds that Lanyard's clock advances per real second; 1 unless a past conference is tried.
    pub clock_speed: f64,
    /// The clock was set by `LANYARD_NOW`.
    pub clock_shifted: bool,
    /// Nearest to now first.
    pub conferences: Vec<ConferenceView>,
    /// The conference last looked at.
    #[ts(type = "number | null")]
    pub current: Option<i64>,
    pub settings: SettingsView,
    pub reminders: ReminderHealthView,
    pub versions: VersionsView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConferenceView {
    #[ts(type = "number")]
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub venue: Option<String>,
    pub city: Option<String>,
    pub url: Option<String>,
    /// The venue's IANA zone.
    pub zone: String,
    /// The venue's zone now or when the conference starts: `CEST`.
    pub zone_label: String,
    /// False where only an offset is known; `zone_guess` may then name a zone to confirm.
    pub zone_confirmed: bool,
    pub zone_guess: Option<String>,
    pub zone_choice: ZoneChoice,
    /// The zone in use by that choice, and its label.
    pub shown_zone: String,
    pub shown_zone_label: String,
    /// The attendee's own zone, and its label at that time.
    pub mine_zone: String,
    pub mine_zone_label: String,
    pub days: Vec<DayView>,
    /// The day of `days` that now is, or the nearest; none without days.
    pub today: Option<String>,
    pub session_count: u32,
    pub unscheduled_count: u32,
    pub booth_count: u32,
    pub pick_count: u32,
    /// Changes to picked sessions that were not taken note of, and open questions about them.
    pub unseen_changes: u32,
    /// Where it was imported from: an address, a file's name, `sample`.
    pub source: Option<String>,
    #[ts(type = "number")]
    pub imported_at: i64,
    /// None where it came from no address.
    pub refresh: Option<RefreshView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DayView {
    /// `YYYY-MM-DD`, the conference day by the venue's clock.
    pub date: String,
    pub session_count: u32,
    /// Picks and visits.
    pub pick_count: u32,
}

/// The zone in which a conference's times are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ZoneChoice {
    #[default]
    Venue,
    Mine,
    Other {
        zone: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionsView {
    pub application: String,
    /// Release of the IANA time-zone data: `2026f`.
    pub zone_data: String,
    pub store_schema: u32,
}
