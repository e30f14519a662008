//! Refreshing a conference from its address, and the directory of known conferences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a conference that came from an address is kept up to date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RefreshView {
    pub address: String,
    pub mode: RefreshChoice,
    #[ts(type = "number | null")]
    pub last_success: Option<i64>,
    /// What was wrong at the last try, and what to do, in words; none once one succeeds.
    pub last_error: Option<String>,
    /// Nothing answered at the last try: normal, and no error.
    pub offline: bool,
    /// When the next refresh is due; none while it is off.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
    pub question: Option<LossQuestionView>,
}

/// When a conference is refreshed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum RefreshChoice {
    /// By how near the conference is: every ten minutes during it, hourly in the week before, else
    /// daily. Not at all while that is off in the settings.
    #[default]
    Automatic,
    Off,
    Every {
        minutes: u32,
    },
}

/// A newer version lacks most sessions, and is not imported before the attendee says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LossQuestionView {
    /// Sessions that would be withdrawn.
    pub lost: u32,
    pub listed: u32,
    #[ts(type = "number")]
    pub asked_at: i64,
}

/// How a refresh ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RefreshReportView {
    #[ts(type = "number")]
    pub conference: i64,
    pub outcome: RefreshOutcome,
    /// In words.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RefreshOutcome {
    Unchanged,
    Imported,
    /// See [`RefreshView::question`].
    Asked,
    /// The version that the attendee does not want is still there.
    Kept,
    Failed,
    Offline,
    /// Somebody else refreshes or imports it just now.
    Busy,
}

/// A conference that a directory knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DirectoryEntryView {
    /// For commands: `fosdem-2026`.
    pub slug: String,
    pub name: String,
    /// `YYYY-MM-DD`, where the directory knows.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    /// IANA name: to be proposed with an import, for a file that tells none.
    pub zone: Option<String>,
    /// Where its schedule is: to be imported from.
    pub address: String,
    pub homepage: Option<String>,
    /// The directory it is from; none for the bundled one.
    pub directory: Option<String>,
}

/// What a search of the directory found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DirectorySearchView {
    /// Best first.
    pub entries: Vec<DirectoryEntryView>,
    /// What is wrong with directories of the attendee's own, in words.
    pub problems: Vec<String>,
}
