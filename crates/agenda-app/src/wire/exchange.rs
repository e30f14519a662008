//! Files in and out: the import dialog and its report, exports.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{TableForm, TableView};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ImportForm {
    pub source: ImportSource,
    /// IANA name, where the attendee told it.
    pub zone: Option<String>,
    /// IANA name for a file that tells no zone: a directory entry's.
    #[serde(default)]
    #[ts(optional)]
    pub proposed_zone: Option<String>,
    /// The conference to update; none to find it by its own key.
    #[ts(type = "number | null")]
    pub conference: Option<i64>,
    /// Which column of a table holds what; without it as the attendee told of the same source before.
    #[serde(default)]
    #[ts(optional)]
    pub table: Option<TableForm>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ImportSource {
    Sample,
    Path {
        path: String,
    },
    /// https; http only for this machine.
    Address {
        url: String,
    },
    /// Pasted or dropped text, with a name for messages.
    Text {
        name: String,
        text: String,
    },
}

/// How far a running import is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "phase")]
#[ts(export)]
pub enum ImportProgressView {
    /// Bytes so far, and in all where the server tells.
    Fetching {
        #[ts(type = "number")]
        done: u64,
        #[ts(type = "number | null")]
        total: Option<u64>,
    },
    Reading,
    Storing,
}

/// What an import found, and what it changed unless it was a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportReportView {
    /// "frab/Pentabarf XML" and the like.
    pub format: String,
    pub conference: ImportedConferenceView,
    pub read: ImportCounts,
    /// What the import did, or in a preview would do.
    pub result: ImportResultView,
    /// Doubtful matches with sessions that were there before.
    pub questions: u32,
    /// More than half of the sessions that were listed are withdrawn: perhaps the file is not whole.
    pub loses_most: bool,
    pub skipped: Vec<SkippedView>,
    pub repairs: Vec<RepairView>,
    /// What looks wrong though nothing forbids it.
    pub oddities: Vec<OddityView>,
    /// How the columns were taken, where it is a table or records of a form not known.
    pub table: Option<TableView>,
    /// A conference that is there, and that this seems to be of though the form names none.
    pub proposal: Option<JoinProposalView>,
}

/// Another source of a conference that is there: to be joined to it, or one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JoinProposalView {
    #[ts(type = "number")]
    pub conference: i64,
    pub title: String,
    /// What the two have in common: "112 of 120 titles are the same".
    pub words: String,
    /// To be joined unless the attendee says otherwise.
    pub is_likely: bool,
    /// What joining does.
    pub result: ImportResultView,
    pub questions: u32,
    pub loses_most: bool,
    /// The address that it is refreshed from once joined, where that is another than now.
    pub refreshed_from: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportedConferenceView {
    /// None in a preview of a conference that is not there yet.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    pub slug: String,
    pub title: String,
    pub zone: String,
    pub zone_confirmed: bool,
    /// How the zone was found, in words.
    pub zone_reason: String,
    pub zone_guess: Option<String>,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportCounts {
    pub sessions: u32,
    pub unscheduled: u32,
    pub booths: u32,
    pub lists: u32,
    pub events: u32,
    /// Picks, notes, hidden sessions and visits that the file carries.
    pub own: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportResultView {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub withdrawn: u32,
    pub restored: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SkippedView {
    pub what: String,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RepairView {
    /// In words: "control characters removed".
    pub words: String,
    pub count: u32,
    pub example: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OddityView {
    /// With the count: "2 sessions longer than a day".
    pub words: String,
    pub example: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ExportForm {
    #[ts(type = "number")]
    pub conference: i64,
    pub format: ExportFormat,
    /// Where to; a file that is there is replaced.
    pub path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ExportFormat {
    Icalendar,
    Markdown,
    /// The whole schedule with what the attendee has made of it, as Lanyard JSON.
    Json,
}

/// A path to propose for an export: in the downloads folder, with a fitting name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportSuggestionView {
    pub path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportedView {
    pub path: String,
    pub sessions: u32,
    pub visits: u32,
    /// Picked sessions left out because they have no time.
    pub unscheduled: u32,
}
