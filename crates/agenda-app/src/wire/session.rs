//! Sessions: in the programme, in search, in the details drawer.

use agenda::{Kind, Priority};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChangeView, ClashView, TimeView};

/// A conference's whole programme, in the order it takes place; unscheduled sessions last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProgrammeView {
    #[ts(type = "number")]
    pub conference: i64,
    pub sessions: Vec<SessionView>,
    /// In the order of the source; only those with sessions.
    pub rooms: Vec<String>,
    pub tracks: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SessionView {
    #[ts(type = "number")]
    pub id: i64,
    pub code: Option<String>,
    pub title: String,
    /// The conference day, `YYYY-MM-DD`; none for an unscheduled session.
    pub day: Option<String>,
    pub starts: Option<TimeView>,
    pub ends: Option<TimeView>,
    /// Length; 0 for an unscheduled session.
    pub minutes: u32,
    pub all_day: bool,
    pub room: Option<String>,
    pub track: Option<String>,
    #[ts(
        type = "\"talk\" | \"keynote\" | \"workshop\" | \"lightning\" | \"panel\" | \"meetup\" | \"office_hours\" | \"social\" | \"break\" | \"service\" | \"other\""
    )]
    pub kind: Kind,
    pub language: Option<String>,
    /// Names only.
    pub speakers: Vec<String>,
    pub status: SessionStatusView,
    pub online: bool,
    pub pick: Option<PickView>,
    /// It is picked, and overlaps another pick or a visit.
    pub clashes: bool,
    pub has_note: bool,
    /// The attendee does not want to see it in the programme. Never of a picked one.
    pub hidden: bool,
    /// Owners of the lists it is on.
    pub recommended_by: Vec<String>,
}

/// `withdrawn` is gone from the schedule's newest version; `kept` is too, but the attendee goes on
/// with it; `unscheduled` has no time yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SessionStatusView {
    Confirmed,
    Tentative,
    Cancelled,
    Withdrawn,
    Kept,
    Unscheduled,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PickView {
    #[ts(type = "\"must\" | \"want\" | \"maybe\"")]
    pub priority: Priority,
    /// Own leads in minutes; none where the defaults hold.
    pub leads: Option<Vec<u32>>,
}

/// Picks sessions, or with no priority drops them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PickForm {
    #[ts(type = "Array<number>")]
    pub sessions: Vec<i64>,
    #[ts(type = "\"must\" | \"want\" | \"maybe\" | null")]
    pub priority: Option<Priority>,
}

/// Hides sessions in the programme and drops them from the agenda, or shows them again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct HideForm {
    #[ts(type = "Array<number>")]
    pub sessions: Vec<i64>,
    pub hidden: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SessionDetailsView {
    pub session: SessionView,
    #[ts(type = "number")]
    pub conference: i64,
    pub subtitle: Option<String>,
    /// The source's own word for the kind.
    pub kind_label: Option<String>,
    /// Abstract and description, sanitised; none where there is only `text`.
    pub html: Option<String>,
    /// Plain text, paragraphs parted by one empty line; empty without any.
    pub text: String,
    pub speakers: Vec<SpeakerView>,
    pub url: Option<String>,
    pub links: Vec<LinkView>,
    pub recorded: Option<bool>,
    /// The attendee's own note; empty without one.
    pub note: String,
    /// What it overlaps among picks and visits (if picked or not).
    pub clashes: Vec<ClashView>,
    /// What imports altered in it, the newest first.
    pub changes: Vec<ChangeView>,
    /// Other times at which the same talk is given.
    pub repeats: Vec<SessionRefView>,
    /// The leads that hold while the pick has none of its own.
    pub default_leads: Vec<u32>,
    /// When to leave for it, where it is picked and that is told.
    pub leave: Option<LeaveView>,
}

/// When to leave, and how long the walk is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LeaveView {
    pub at: TimeView,
    /// Minutes.
    pub walk: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SpeakerView {
    pub name: String,
    pub organisation: Option<String>,
    /// What else they give at this conference.
    pub other_sessions: Vec<SessionRefView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SessionRefView {
    #[ts(type = "number")]
    pub id: i64,
    pub title: String,
    pub starts: Option<TimeView>,
    pub room: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

/// A session that search found, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SearchHitView {
    #[ts(type = "number")]
    pub session: i64,
    #[ts(type = "number")]
    pub conference: i64,
    /// Where the words stand in the text, the matches between U+0002 and U+0003; may be empty.
    pub excerpt: String,
}
