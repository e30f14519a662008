//! Clashes, gaps, the plan.

use agenda::Priority;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ItemKeyView, SessionRefView, SessionView, TimeView};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ClashesView {
    #[ts(type = "number")]
    pub conference: i64,
    /// By start of the first.
    pub pairs: Vec<ClashPairView>,
}

/// Two items of the agenda that cannot both be attended, and what helps to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ClashPairView {
    /// The conference day of the first.
    pub day: String,
    pub first: ClashSideView,
    pub second: ClashSideView,
    /// Minutes at once; none where only the walk is too long.
    pub overlap: Option<u32>,
    /// Minutes missing to walk from one to the other; none where they overlap.
    pub missing: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ClashSideView {
    pub item: ItemKeyView,
    /// The booth of a visit.
    #[ts(type = "number | null")]
    pub booth: Option<i64>,
    pub title: String,
    pub place: Option<String>,
    pub starts: TimeView,
    pub ends: TimeView,
    pub minutes: u32,
    #[ts(type = "\"must\" | \"want\" | \"maybe\" | null")]
    pub priority: Option<Priority>,
    pub online: bool,
    pub recorded: Option<bool>,
    /// Owners of the lists it is on.
    pub recommended_by: Vec<String>,
    /// The same talk at other times.
    pub repeats: Vec<SessionRefView>,
}

/// Which free time to look for. Minutes since midnight by the venue's clock; without them from the
/// day's first session to the end of its last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct GapsForm {
    /// One conference day, or all.
    pub day: Option<String>,
    pub from: Option<u32>,
    pub to: Option<u32>,
    /// Minutes.
    pub shortest: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GapsView {
    #[ts(type = "number")]
    pub conference: i64,
    pub gaps: Vec<GapView>,
}

/// A free stretch of a day, and what fits there.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GapView {
    pub day: String,
    pub starts: TimeView,
    pub ends: TimeView,
    pub minutes: u32,
    /// The titles of what ends and starts there.
    pub after: Option<String>,
    pub before: Option<String>,
    /// Those that can be walked to, best first.
    pub sessions: Vec<FittingSessionView>,
    pub booths: Vec<FittingBoothView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FittingSessionView {
    pub session: SessionView,
    /// To what is picked, from 0 to 1.
    pub likeness: f64,
}

/// A booth, and from when to when one can be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FittingBoothView {
    #[ts(type = "number")]
    pub booth: i64,
    pub name: String,
    pub place: Option<String>,
    pub starts: TimeView,
    pub ends: TimeView,
    pub minutes: u32,
}

/// What to plan. Minutes of the day are by the venue's clock.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PlanForm {
    /// One conference day, or all.
    pub day: Option<String>,
    pub weights: WeightsView,
    /// Such as for lunch, on each day.
    pub pause: Option<PauseForm>,
    /// When booths are open; without it from the day's first session to the end of its last.
    pub hours: Option<HoursForm>,
    pub wishes: Vec<VisitWishForm>,
    /// What stays as it is.
    pub locked: Vec<ItemKeyView>,
    /// Leave time to walk.
    pub walking: bool,
}

impl Default for PlanForm {
    fn default() -> Self {
        Self {
            day: None,
            weights: WeightsView::default(),
            pause: None,
            hours: None,
            wishes: Vec::new(),
            locked: Vec::new(),
            walking: true,
        }
    }
}

/// What a session of each priority is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct WeightsView {
    pub must: u32,
    pub want: u32,
    pub maybe: u32,
}

impl Default for WeightsView {
    fn default() -> Self {
        Self {
            must: 100,
            want: 20,
            maybe: 5,
        }
    }
}

impl WeightsView {
    pub fn of(&self, priority: Priority) -> u32 {
        match priority {
            Priority::Must => self.must,
            Priority::Want => self.want,
            Priority::Maybe => self.maybe,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct HoursForm {
    /// Minutes since midnight; where `to` is not after `from`, it is on the next day.
    pub from: u32,
    pub to: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PauseForm {
    pub within: HoursForm,
    /// Length.
    pub minutes: u32,
}

/// A booth to visit at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct VisitWishForm {
    #[ts(type = "number")]
    pub booth: i64,
    /// Length, 1 to 1440.
    pub minutes: u32,
    #[ts(type = "\"must\" | \"want\" | \"maybe\"")]
    pub priority: Priority,
}

/// A plan as a difference to the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlanView {
    #[ts(type = "number")]
    pub conference: i64,
    pub days: Vec<String>,
    /// By day and start.
    pub entries: Vec<PlanEntryView>,
    pub pauses: Vec<PlannedPauseView>,
    pub weights: WeightsView,
    #[ts(type = "number")]
    pub worth: u64,
    /// No plan is worth more.
    #[ts(type = "number")]
    pub bound: u64,
    /// It is proven that no plan is worth more than this one.
    pub best: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlanChangeView {
    Keep,
    Add,
    /// A visit at another time.
    Move,
    Drop,
    /// A wish that is not fulfilled.
    LeaveOut,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlanEntryView {
    pub change: PlanChangeView,
    /// Which session or visit; none for a visit that is not planned yet.
    pub item: Option<ItemKeyView>,
    #[ts(type = "number | null")]
    pub booth: Option<i64>,
    pub title: String,
    pub place: Option<String>,
    #[ts(type = "\"must\" | \"want\" | \"maybe\" | null")]
    pub priority: Option<Priority>,
    pub locked: bool,
    pub day: Option<String>,
    /// None for a wish that is not fulfilled.
    pub starts: Option<TimeView>,
    pub ends: Option<TimeView>,
    /// When a moved visit started before.
    pub was: Option<TimeView>,
    /// Why it is dropped or left out, in words.
    pub reason: Option<String>,
    /// What accepting it does; none where nothing changes.
    pub step: Option<AgendaStepForm>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlannedPauseView {
    pub day: String,
    /// None where what is locked leaves no time for it.
    pub starts: Option<TimeView>,
    pub ends: Option<TimeView>,
}

/// One change of the agenda. Those that take others back are given as they are to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
#[ts(export)]
pub enum AgendaStepForm {
    Pick {
        #[ts(type = "number")]
        session: i64,
        #[ts(type = "\"must\" | \"want\" | \"maybe\"")]
        priority: Priority,
    },
    Unpick {
        #[ts(type = "number")]
        session: i64,
    },
    /// Puts a pick back as it was.
    RestorePick {
        #[ts(type = "number")]
        session: i64,
        #[ts(type = "\"must\" | \"want\" | \"maybe\"")]
        priority: Priority,
        leads: Option<Vec<u32>>,
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        picked_at: i64,
        #[ts(type = "number")]
        changed_at: i64,
    },
    PlanVisit {
        #[ts(type = "number")]
        booth: i64,
        #[ts(type = "number")]
        starts_at: i64,
        minutes: u32,
    },
    MoveVisit {
        #[ts(type = "number")]
        visit: i64,
        #[ts(type = "number")]
        starts_at: i64,
        minutes: u32,
    },
    RemoveVisit {
        #[ts(type = "number")]
        visit: i64,
    },
    RestoreVisit {
        #[ts(type = "number")]
        visit: i64,
    },
}
