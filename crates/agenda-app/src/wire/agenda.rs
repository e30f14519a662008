//! The agenda of a day.

use agenda::Priority;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SessionStatusView, TimeView};

/// Picks and visits of one conference day, by start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgendaView {
    #[ts(type = "number")]
    pub conference: i64,
    pub day: String,
    pub items: Vec<AgendaItemView>,
    /// Picked sessions that have no time yet.
    pub unscheduled: Vec<super::SessionRefView>,
}

/// The picks and visits of all days of a conference, or of everything at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgendaWeekView {
    /// The one asked for; all times are in the zone it is shown in.
    #[ts(type = "number")]
    pub conference: i64,
    /// By date: the conference's days, and those of other conferences on which something is planned.
    pub days: Vec<AgendaDayView>,
    /// How many picks and visits other conferences have on any day, shown here or not.
    pub elsewhere: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgendaDayView {
    /// `YYYY-MM-DD`, a conference day.
    pub date: String,
    /// By start.
    pub items: Vec<AgendaItemView>,
}

/// Which session or visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ItemKeyView {
    Session {
        #[ts(type = "number")]
        id: i64,
    },
    Visit {
        #[ts(type = "number")]
        id: i64,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgendaItemView {
    pub item: ItemKeyView,
    #[ts(type = "number")]
    pub conference: i64,
    /// The booth of a visit.
    #[ts(type = "number | null")]
    pub booth: Option<i64>,
    pub title: String,
    /// Room, or stand and place.
    pub place: Option<String>,
    pub track: Option<String>,
    pub starts: TimeView,
    pub ends: TimeView,
    pub minutes: u32,
    pub all_day: bool,
    /// Longer than six hours: drawn behind the rest, clashes with nothing.
    pub background: bool,
    /// Column among those at once, from 0, of `lanes`.
    pub lane: u32,
    pub lanes: u32,
    #[ts(type = "\"must\" | \"want\" | \"maybe\" | null")]
    pub priority: Option<Priority>,
    pub status: SessionStatusView,
    pub online: bool,
    /// Minutes before the start at which a reminder comes, longest first.
    pub leads: Vec<u32>,
    pub clashes: Vec<ClashView>,
    /// What it does not overlap, yet cannot be walked to or from in time.
    pub tight: Vec<TightView>,
    /// Minutes on foot from where the one before it on that day is, 0 in the same room; none where
    /// its room is not known.
    pub walk: Option<u32>,
    /// When to leave to be there as early as the attendee wants; none without a walk.
    pub leave: Option<TimeView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ClashView {
    pub with: ItemKeyView,
    pub title: String,
    /// Minutes of overlap, at least 1.
    pub minutes: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TightView {
    pub with: ItemKeyView,
    pub title: String,
    /// Minutes that are missing to walk from one to the other, at least 1.
    pub missing: u32,
}
