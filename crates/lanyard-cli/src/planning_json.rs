//! What `--json` prints of clashes, free time and plans.

use agenda::{Priority, Zone};
use agenda_app::wire::{
    AgendaStepForm, ClashPairView, ClashSideView, FittingBoothView, FittingSessionView, GapView,
    ItemKeyView, PlanChangeView, PlanEntryView, PlanView, SessionRefView, TimeView, WeightsView,
};
use chrono::DateTime;
use serde::Serialize;

use crate::json::rfc3339;

/// A time of the window as RFC 3339 in a zone.
pub fn at(time: &TimeView, zone: Zone) -> String {
    rfc3339(
        DateTime::from_timestamp(time.at, 0).unwrap_or_default(),
        zone,
    )
}

fn kind_and_id(item: ItemKeyView) -> (&'static str, i64) {
    match item {
        ItemKeyView::Session { id } => ("session", id),
        ItemKeyView::Visit { id } => ("visit", id),
    }
}

#[derive(Serialize)]
pub struct ClashPairJson {
    pub day: String,
    /// Minutes at once.
    pub overlap: Option<u32>,
    /// Minutes missing to walk.
    pub missing: Option<u32>,
    pub first: ClashSideJson,
    pub second: ClashSideJson,
}

#[derive(Serialize)]
pub struct ClashSideJson {
    /// `session` or `visit`.
    pub kind: &'static str,
    pub id: i64,
    pub title: String,
    pub place: Option<String>,
    pub starts_at: String,
    pub ends_at: String,
    pub priority: Option<Priority>,
    pub online: bool,
    pub recorded: Option<bool>,
    pub recommended_by: Vec<String>,
    pub repeats: Vec<RepeatJson>,
}

#[derive(Serialize)]
pub struct RepeatJson {
    pub id: i64,
    pub starts_at: Option<String>,
    pub room: Option<String>,
}

impl ClashPairJson {
    pub fn of(pair: ClashPairView, zone: Zone) -> Self {
        Self {
            day: pair.day,
            overlap: pair.overlap,
            missing: pair.missing,
            first: ClashSideJson::of(pair.first, zone),
            second: ClashSideJson::of(pair.second, zone),
        }
    }
}

impl ClashSideJson {
    fn of(side: ClashSideView, zone: Zone) -> Self {
        let (kind, id) = kind_and_id(side.item);
        let repeat = |other: SessionRefView| RepeatJson {
            id: other.id,
            starts_at: other.starts.map(|starts| at(&starts, zone)),
            room: other.room,
        };
        Self {
            kind,
            id,
            starts_at: at(&side.starts, zone),
            ends_at: at(&side.ends, zone),
            title: side.title,
            place: side.place,
            priority: side.priority,
            online: side.online,
            recorded: side.recorded,
            recommended_by: side.recommended_by,
            repeats: side.repeats.into_iter().map(repeat).collect(),
        }
    }
}

#[derive(Serialize)]
pub struct GapJson {
    pub day: String,
    pub starts_at: String,
    pub ends_at: String,
    pub minutes: u32,
    pub after: Option<String>,
    pub before: Option<String>,
    /// Best first.
    pub sessions: Vec<FittingSessionJson>,
    pub booths: Vec<FittingBoothJson>,
}

#[derive(Serialize)]
pub struct FittingSessionJson {
    pub id: i64,
    pub code: Option<String>,
    pub title: String,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub room: Option<String>,
    pub recommended_by: Vec<String>,
    /// To what is picked, from 0 to 1.
    pub likeness: f64,
}

#[derive(Serialize)]
pub struct FittingBoothJson {
    pub id: i64,
    pub name: String,
    pub place: Option<String>,
    pub starts_at: String,
    pub ends_at: String,
    pub minutes: u32,
}

impl GapJson {
    pub fn of(gap: GapView, zone: Zone) -> Self {
        let session = |fitting: FittingSessionView| FittingSessionJson {
            id: fitting.session.id,
            starts_at: fitting.session.starts.map(|starts| at(&starts, zone)),
            ends_at: fitting.session.ends.map(|ends| at(&ends, zone)),
            code: fitting.session.code,
            title: fitting.session.title,
            room: fitting.session.room,
            recommended_by: fitting.session.recommended_by,
            likeness: fitting.likeness,
        };
        let booth = |fitting: FittingBoothView| FittingBoothJson {
            id: fitting.booth,
            starts_at: at(&fitting.starts, zone),
            ends_at: at(&fitting.ends, zone),
            name: fitting.name,
            place: fitting.place,
            minutes: fitting.minutes,
        };
        Self {
            starts_at: at(&gap.starts, zone),
            ends_at: at(&gap.ends, zone),
            day: gap.day,
            minutes: gap.minutes,
            after: gap.after,
            before: gap.before,
            sessions: gap.sessions.into_iter().map(session).collect(),
            booths: gap.booths.into_iter().map(booth).collect(),
        }
    }
}

#[derive(Serialize)]
pub struct PlanJson {
    pub days: Vec<String>,
    pub entries: Vec<PlanEntryJson>,
    pub pauses: Vec<PauseJson>,
    pub weights: WeightsView,
    pub worth: u64,
    /// No plan is worth more.
    pub bound: u64,
    /// The plan is proven to be the best.
    pub best: bool,
    pub applied: bool,
}

#[derive(Serialize)]
pub struct PlanEntryJson {
    /// `keep`, `add`, `move`, `drop`, or `leave_out` for a wish that is not fulfilled.
    pub change: PlanChangeView,
    /// `session`, `visit`, or none for a visit that is not planned yet.
    pub kind: Option<&'static str>,
    pub id: Option<i64>,
    pub booth: Option<i64>,
    pub title: String,
    pub place: Option<String>,
    pub priority: Option<Priority>,
    pub locked: bool,
    pub day: Option<String>,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    /// When a moved visit started before.
    pub was: Option<String>,
    pub reason: Option<String>,
    pub step: Option<AgendaStepForm>,
}

#[derive(Serialize)]
pub struct PauseJson {
    pub day: String,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
}

impl PlanJson {
    pub fn of(view: &PlanView, zone: Zone, applied: bool) -> Self {
        let told = |time: &Option<TimeView>| time.as_ref().map(|time| at(time, zone));
        let entry = |entry: &PlanEntryView| {
            let item = entry.item.map(kind_and_id);
            PlanEntryJson {
                change: entry.change,
                kind: item.map(|(kind, _)| kind),
                id: item.map(|(_, id)| id),
                booth: entry.booth,
                title: entry.title.clone(),
                place: entry.place.clone(),
                priority: entry.priority,
                locked: entry.locked,
                day: entry.day.clone(),
                starts_at: told(&entry.starts),
                ends_at: told(&entry.ends),
                was: told(&entry.was),
                reason: entry.reason.clone(),
                step: entry.step.clone(),
            }
        };
        let pauses = view.pauses.iter().map(|pause| PauseJson {
            day: pause.day.clone(),
            starts_at: told(&pause.starts),
            ends_at: told(&pause.ends),
        });
        Self {
            days: view.days.clone(),
            entries: view.entries.iter().map(entry).collect(),
            pauses: pauses.collect(),
            weights: view.weights,
            worth: view.worth,
            bound: view.bound,
            best: view.best,
            applied,
        }
    }
}
