//! Free stretches of a day, and what fits there.

use std::collections::HashMap;

use agenda::clash::{Appointment, Span};
use agenda::gap::{Gap, Suggestion, fitting, gaps, time_at};
use agenda::plan::next_on_grid;
use agenda::{ConferenceId, ItemKey, Kind, SessionId};
use agenda_store::{BoothRow, SessionHeadRow};
use chrono::{NaiveDate, TimeDelta};

use super::{Planning, told_hours};
use crate::entries::{Entry, span_of};
use crate::programme::{SessionViews, whole_minutes};
use crate::wire::{FittingBoothView, FittingSessionView, GapView, GapsForm, GapsView, HoursForm};
use crate::{App, AppError};

/// The most sessions that are proposed for one gap.
const MOST: usize = 12;

/// The shortest visit to a booth that is proposed.
const SHORTEST_VISIT: TimeDelta = TimeDelta::minutes(5);

impl App {
    /// The free time of one conference day or of all.
    pub fn gaps(&self, id: ConferenceId, form: &GapsForm) -> Result<GapsView, AppError> {
        let planning = self.planning(id)?;
        let days = planning.days(form.day.as_deref())?;
        let picked: Vec<SessionId> = (planning.entries.iter())
            .filter_map(|entry| match entry.item {
                ItemKey::Session(id) => Some(id),
                ItemKey::Visit(_) => None,
            })
            .collect();
        let free = Free {
            likeness: self.store(|store| store.alike(id, &picked))?,
            booths: self.listed_booths(id)?,
            views: self.session_views(&planning.conference)?,
            hidden: self.store(|store| store.hidden_sessions(id))?,
            planning: &planning,
        };
        let mut found = Vec::new();
        for day in days {
            if let Some(hours) = planning.gap_hours(day, form)? {
                let shortest = TimeDelta::minutes(form.shortest.into());
                found.extend(free.gaps(day, hours, shortest));
            }
        }
        Ok(GapsView {
            conference: id.0,
            gaps: found,
        })
    }
}

impl Planning {
    fn gap_hours(&self, day: NaiveDate, form: &GapsForm) -> Result<Option<Span>, AppError> {
        let of_day = self.hours(day, None)?;
        let told = |from, to| told_hours(day, HoursForm { from, to }, self.conference.zone);
        Ok(match (form.from, form.to, of_day) {
            (Some(from), Some(to), _) => Some(told(from, to)?),
            (None, None, of_day) => of_day,
            (Some(from), None, Some(hours)) => Some(Span {
                starts_at: told(from, 0)?.starts_at,
                ..hours
            }),
            (None, Some(to), Some(hours)) => Some(Span {
                ends_at: told(0, to)?.ends_at,
                ..hours
            }),
            (_, _, None) => None,
        })
    }
}

/// What may fill gaps.
struct Free<'a> {
    planning: &'a Planning,
    likeness: HashMap<SessionId, f64>,
    booths: Vec<BoothRow>,
    views: SessionViews,
    hidden: Vec<SessionId>,
}

impl Free<'_> {
    fn gaps(&self, day: NaiveDate, hours: Span, shortest: TimeDelta) -> Vec<GapView> {
        let entries: Vec<&Entry> = (self.planning.entries.iter())
            .filter(|entry| entry.takes_place() && !entry.slot.all_day)
            .collect();
        let held: Vec<Appointment> = entries.iter().map(|entry| entry.appointment()).collect();
        let title = |index: Option<usize>| index.map(|index| entries[index].title.clone());
        let found = gaps(&held, hours, shortest).into_iter();
        let views = found.map(|gap| GapView {
            day: day.to_string(),
            starts: self.planning.zones.time(gap.span.starts_at, day),
            ends: self.planning.zones.time(gap.span.ends_at, day),
            minutes: whole_minutes(gap.span.length()),
            after: title(gap.after),
            before: title(gap.before),
            sessions: self.sessions(&gap, &held),
            booths: self.booths(&gap, &held, day),
        });
        views.collect()
    }

    fn sessions(&self, gap: &Gap, held: &[Appointment<'_>]) -> Vec<FittingSessionView> {
        let mut heads: Vec<&SessionHeadRow> = (self.planning.sessions.values())
            .filter(|head| self.is_new(head))
            .collect();
        heads.sort_by_key(|head| head.position);
        let likeness = |head: &SessionHeadRow| self.likeness.get(&head.id).copied();
        let suggestions: Vec<Suggestion> = heads
            .iter()
            .filter_map(|head| {
                let recommended_by = self.planning.recommended_by(head.id).len();
                Some(Suggestion {
                    appointment: Appointment {
                        span: span_of(&head.slot?),
                        place: head.room.as_deref().filter(|_| !head.online),
                        must: false,
                    },
                    recommended_by: u32::try_from(recommended_by).unwrap_or(u32::MAX),
                    likeness: likeness(head).unwrap_or(0.0),
                })
            })
            .collect();
        let found = fitting(gap, held, &suggestions, &self.planning.walking);
        let best = found.into_iter().take(MOST).map(|index| heads[index]);
        best.map(|head| FittingSessionView {
            session: self.views.view(head),
            likeness: likeness(head).unwrap_or(0.0),
        })
        .collect()
    }

    /// Whether a session may be proposed: not picked at this or another time, not hidden, no break.
    fn is_new(&self, head: &SessionHeadRow) -> bool {
        let of_talk = match self.planning.talk_of(head.id) {
            Some(talk) => self.planning.repeats[talk].as_slice(),
            None => &[head.id],
        };
        let is_picked = |entry: &Entry| match entry.item {
            ItemKey::Session(id) => of_talk.contains(&id),
            ItemKey::Visit(_) => false,
        };
        head.slot.is_some_and(|slot| !slot.all_day)
            && !matches!(head.kind, Kind::Break | Kind::Service)
            && !self.hidden.contains(&head.id)
            && !self.planning.entries.iter().any(is_picked)
    }

    /// The booths that can be visited, those first that are not planned yet, by name.
    fn booths(&self, gap: &Gap, held: &[Appointment<'_>], day: NaiveDate) -> Vec<FittingBoothView> {
        let is_planned = |booth: &BoothRow| {
            let mut visits = self.planning.entries.iter();
            visits.any(|entry| entry.booth == Some(booth.id))
        };
        let mut booths: Vec<&BoothRow> = self.booths.iter().collect();
        booths.sort_by_key(|booth| is_planned(booth));
        let views = booths.into_iter().filter_map(|booth| {
            let place = booth.place.as_deref().or(booth.stand.as_deref());
            let time = time_at(gap, held, place, &[gap.span], &self.planning.walking)?;
            let starts_at = next_on_grid(time.starts_at);
            let length = time.ends_at - starts_at;
            (length >= SHORTEST_VISIT).then(|| FittingBoothView {
                booth: booth.id.0,
                name: booth.name.clone(),
                place: place.map(str::to_owned),
                starts: self.planning.zones.time(starts_at, day),
                ends: self.planning.zones.time(time.ends_at, day),
                minutes: whole_minutes(length),
            })
        });
        views.collect()
    }
}
