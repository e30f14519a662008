//! Times as clocks show them.

use serde::Serialize;
use ts_rs::TS;

/// What a clock in one zone shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LocalTimeView {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u32,
    /// Abbreviation or offset: `CEST`, `+05:45`.
    pub zone: String,
    /// Days by which the date differs from the conference day: the `+1` and `−1` marks.
    pub day_offset: i32,
}

/// An instant, in the zone the attendee chose and at the venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TimeView {
    #[ts(type = "number")]
    pub at: i64,
    pub shown: LocalTimeView,
    /// Only where the zone shown is not the venue's.
    pub venue: Option<LocalTimeView>,
}
