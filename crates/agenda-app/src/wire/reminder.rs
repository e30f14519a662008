//! Reminders in the window: what waits, what was shown, what was missed, and the answers to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ItemKeyView, TimeView};

/// The reminders of sessions and visits that are not over, and those that were missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RemindersView {
    /// When the mute ends, if all is muted.
    #[ts(type = "number | null")]
    pub muted_until: Option<i64>,
    /// Due, and not shown yet: no service takes them, or quiet holds them back.
    pub waiting: Vec<ReminderView>,
    /// Shown or put off, the latest of each item: these can be put off.
    pub shown: Vec<ReminderView>,
    /// Over before they could be shown, oldest first, until they are dismissed.
    pub missed: Vec<ReminderView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReminderView {
    pub item: ItemKeyView,
    #[ts(type = "number")]
    pub conference: i64,
    /// Whose booth a visit is to.
    #[ts(type = "number | null")]
    pub booth: Option<i64>,
    pub title: String,
    pub place: Option<String>,
    pub starts: TimeView,
    pub ends: TimeView,
    /// Minutes.
    pub lead: u32,
    pub state: ReminderStateView,
    /// When it comes again, if it is put off.
    pub snoozed_until: Option<TimeView>,
    /// Until when quiet holds it back while it waits; none where nobody can show it.
    pub held_until: Option<TimeView>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReminderStateView {
    Waiting,
    Shown,
    Answered,
    Snoozed,
    Missed,
}

/// How long to put a reminder off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[ts(export)]
pub enum SnoozeForm {
    Minutes { minutes: u32 },
    UntilStart,
}

/// Minutes on foot at a conference, as they go out and come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct WalkingTimesForm {
    pub between_rooms: u32,
    /// Between buildings or venues.
    pub between_buildings: u32,
    pub pairs: Vec<WalkingPairForm>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct WalkingPairForm {
    pub place: String,
    pub other: String,
    pub minutes: u32,
}

/// What `lanyard doctor` finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DoctorView {
    pub checks: Vec<CheckView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CheckView {
    /// What was looked at, one word: `notifications`.
    pub name: String,
    pub state: CheckState,
    /// What was found.
    pub found: String,
    /// What to do; none while all is well.
    pub cure: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckState {
    Good,
    /// It works, though not as well as it could.
    Doubtful,
    Bad,
}
