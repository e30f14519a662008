//! What newer versions of a schedule altered, and the questions they left open.

use agenda::Priority;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClashView, SessionStatusView, TimeView};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangesView {
    #[ts(type = "number")]
    pub conference: i64,
    /// When the schedule was last imported, with or without changes.
    pub imported_at: TimeView,
    /// The newest import first; within one the attendee's own before others, as they take place.
    pub changes: Vec<ChangeView>,
    /// Older ones of sessions that are not the attendee's own, which are not in `changes`.
    pub more: u32,
    pub questions: Vec<MatchQuestionView>,
}

/// What one import altered in one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeView {
    #[ts(type = "number")]
    pub import: i64,
    /// When the newer schedule was imported.
    pub at: TimeView,
    /// Where it came from.
    pub source: Option<String>,
    /// The session as it stands now.
    pub session: ChangedSessionView,
    /// The attendee picked it or wrote a note on it.
    pub mine: bool,
    pub kind: ChangeKindView,
    /// Weightiest first.
    pub fields: Vec<FieldChangeView>,
    /// What it now clashes with and did not before.
    pub clashes: Vec<ClashView>,
    pub seen: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangedSessionView {
    #[ts(type = "number")]
    pub id: i64,
    pub title: String,
    pub starts: Option<TimeView>,
    pub ends: Option<TimeView>,
    pub room: Option<String>,
    pub speakers: Vec<String>,
    pub status: SessionStatusView,
    #[ts(type = "\"must\" | \"want\" | \"maybe\" | null")]
    pub pick: Option<Priority>,
    pub has_note: bool,
}

/// The weightiest thing that happened to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ChangeKindView {
    Added,
    Withdrawn,
    /// Withdrawn before, and back.
    Restored,
    Cancelled,
    Uncancelled,
    /// Another start or end.
    Moved,
    RoomChanged,
    Renamed,
    /// Speakers, text and the like.
    Edited,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldChangeView {
    #[ts(
        type = "\"presence\" | \"status\" | \"starts_at\" | \"ends_at\" | \"room\" | \"title\" | \"subtitle\" | \"speakers\" | \"track\" | \"kind\" | \"language\" | \"online\" | \"recorded\" | \"url\" | \"links\" | \"text\" | \"day\" | \"identifiers\" | \"details\""
    )]
    pub field: agenda_store::ChangedField,
    /// As text, long ones cut; none for times.
    pub old: Option<String>,
    pub new: Option<String>,
    pub old_time: Option<TimeView>,
    pub new_time: Option<TimeView>,
}

/// "Same talk?"
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MatchQuestionView {
    #[ts(type = "number")]
    pub id: i64,
    pub old: ChangedSessionView,
    pub new: ChangedSessionView,
    /// What speaks for it, in words.
    pub reason: String,
    /// The attendee picked one of them or wrote a note on it.
    pub mine: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SeenForm {
    pub changes: Vec<ChangeKeyForm>,
    pub seen: bool,
}

/// Which [`ChangeView`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ChangeKeyForm {
    #[ts(type = "number")]
    pub import: i64,
    #[ts(type = "number")]
    pub session: i64,
}
