//! Booths and visits to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LinkView, TimeView};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BoothsView {
    #[ts(type = "number")]
    pub conference: i64,
    /// By name.
    pub booths: Vec<BoothView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BoothView {
    #[ts(type = "number")]
    pub id: i64,
    pub name: String,
    pub stand: Option<String>,
    pub place: Option<String>,
    pub text: String,
    pub links: Vec<LinkView>,
    /// By start.
    pub visits: Vec<VisitView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VisitView {
    #[ts(type = "number")]
    pub id: i64,
    /// The conference day.
    pub day: String,
    pub starts: TimeView,
    pub ends: TimeView,
    pub minutes: u32,
    pub leads: Option<Vec<u32>>,
}

/// A planned visit to a booth.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct VisitForm {
    #[ts(type = "number")]
    pub booth: i64,
    /// `YYYY-MM-DD` and minutes since midnight, in the zone the conference is shown in.
    pub date: String,
    pub minute: u32,
    /// Length, 1 to 1440.
    pub minutes: u32,
}
