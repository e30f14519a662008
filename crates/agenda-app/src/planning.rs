//! Clashes, gaps and the plan: what of a conference all three look at.

mod clashes;
mod gaps;
mod proposal;
mod reasons;
mod steps;
mod subjects;

use std::collections::{HashMap, HashSet};

use agenda::clash::Span;
use agenda::{ConferenceId, Session, SessionId, Status, WalkingTimes, Zone, identity};
use agenda_store::{ConferenceRow, ListEntryRow, SessionHeadRow};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use crate::agenda_view::parsed_date;
use crate::entries::{Entry, span_of};
use crate::times::ShownZones;
use crate::wire::{HoursForm, SessionRefView};
use crate::{App, AppError};

/// What is known of a conference and of the attendee's agenda there.
struct Planning {
    conference: ConferenceRow,
    zones: ShownZones,
    walking: WalkingTimes,
    /// By start.
    entries: Vec<Entry>,
    sessions: HashMap<SessionId, SessionHeadRow>,
    /// Talks that are given more than once, each by start.
    repeats: Vec<Vec<SessionId>>,
    recommended_by: HashMap<SessionId, Vec<String>>,
}

impl Planning {
    /// The talk of a session, if it is given more than once.
    fn talk_of(&self, session: SessionId) -> Option<usize> {
        self.repeats.iter().position(|talk| talk.contains(&session))
    }

    fn reference(&self, head: &SessionHeadRow) -> SessionRefView {
        let slot = head.slot.zip(head.day);
        SessionRefView {
            id: head.id.0,
            title: head.title.clone(),
            starts: slot.map(|(slot, day)| self.zones.time(slot.starts_at, day)),
            room: head.room.clone(),
        }
    }

    fn recommended_by(&self, session: SessionId) -> &[String] {
        self.recommended_by.get(&session).map_or(&[], Vec::as_slice)
    }

    /// The one day, or all days with sessions or something on the agenda.
    fn days(&self, one: Option<&str>) -> Result<Vec<NaiveDate>, AppError> {
        if let Some(one) = one {
            return Ok(vec![parsed_date(one)?]);
        }
        let of_sessions = self.sessions.values().filter_map(|head| head.day);
        let of_entries = self.entries.iter().map(|entry| entry.day);
        let mut days: Vec<NaiveDate> = of_sessions.chain(of_entries).collect();
        days.sort_unstable();
        days.dedup();
        Ok(days)
    }

    /// Whether nothing of these days is yet to come.
    fn is_over(&self, days: &[NaiveDate], now: DateTime<Utc>) -> bool {
        let sessions = self.sessions.values();
        let of_sessions = sessions.filter_map(|head| Some((head.day?, head.slot?.ends_at)));
        let entries = self.entries.iter();
        let mut all = of_sessions.chain(entries.map(|entry| (entry.day, entry.slot.ends_at)));
        !all.any(|(day, ends_at)| days.contains(&day) && ends_at > now)
    }

    /// Those hours of a day, else from its first session to the end of its last. None for a day
    /// without sessions.
    fn hours(&self, day: NaiveDate, told: Option<HoursForm>) -> Result<Option<Span>, AppError> {
        if let Some(told) = told {
            return told_hours(day, told, self.conference.zone).map(Some);
        }
        let of_day = self.sessions.values().filter(|head| head.day == Some(day));
        let spans = of_day
            .filter_map(|head| head.slot)
            .filter(|slot| !slot.all_day && slot.length() <= agenda::clash::BACKGROUND);
        let spans = spans.map(|slot| span_of(&slot));
        Ok(spans.reduce(|all, one| Span {
            starts_at: all.starts_at.min(one.starts_at),
            ends_at: all.ends_at.max(one.ends_at),
        }))
    }
}

/// Minutes of a day by a clock.
fn told_hours(day: NaiveDate, told: HoursForm, zone: Zone) -> Result<Span, AppError> {
    let at = |day: NaiveDate, minute: u32| -> Result<DateTime<Utc>, AppError> {
        let seconds = minute.saturating_mul(60);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0);
        let time = time.ok_or(AppError::Minute(minute))?;
        Ok(zone.instant(day.and_time(time)))
    };
    let last_day = if told.to > told.from {
        day
    } else {
        day.checked_add_days(Days::new(1)).unwrap_or(day)
    };
    Ok(Span {
        starts_at: at(day, told.from)?,
        ends_at: at(last_day, told.to)?,
    })
}

impl App {
    fn planning(&self, id: ConferenceId) -> Result<Planning, AppError> {
        let conference = self.conference_row(id)?;
        let mut heads = self.store(|store| store.sessions(id))?;
        heads.retain(|head| !head.is_gone() && head.status != Status::Cancelled);
        let sessions: Vec<Session> = heads.iter().map(SessionHeadRow::to_session).collect();
        let repeats = identity::repeats(&sessions);
        let ids = |talk: &Vec<usize>| talk.iter().map(|&index| heads[index].id).collect();
        Ok(Planning {
            zones: self.shown_zones(&conference)?,
            walking: self.store(|store| store.walking_times(id))?,
            entries: self.entries(Some(id))?,
            repeats: repeats.iter().map(ids).collect(),
            recommended_by: self.recommended_by(id)?,
            sessions: heads.into_iter().map(|head| (head.id, head)).collect(),
            conference,
        })
    }

    /// For each session the owners of the lists it is on.
    pub(crate) fn recommended_by(
        &self,
        id: ConferenceId,
    ) -> Result<HashMap<SessionId, Vec<String>>, AppError> {
        let mut found: HashMap<SessionId, Vec<String>> = HashMap::new();
        for list in self.store(|store| store.lists(id))? {
            let sessions: HashSet<SessionId> = (list.entries.into_iter())
                .filter_map(|entry| match entry {
                    ListEntryRow::Session(session) => Some(session),
                    ListEntryRow::Link(_) => None,
                })
                .collect();
            for session in sessions {
                found.entry(session).or_default().push(list.name.clone());
            }
        }
        Ok(found)
    }
}
