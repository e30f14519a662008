//! What is on the agenda: picks and visits in one form, for the views, reminders and exports.

use agenda::clash::{Appointment, Clash, Span, clashes};
use agenda::reminder::{Moved, Remindable, leave_lead};
use agenda::{
    BoothId, ConferenceId, ItemKey, Priority, SessionId, Slot, Status, WalkingTimes, Zone, day,
};
use agenda_store::{ConferenceRow, SessionHeadRow};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::settings::Settings;
use crate::wire::SessionStatusView;
use crate::{App, AppError};

/// When reminders of all-day items count back from, by the venue's clock.
const ALL_DAY_START: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A picked session with a time, or a planned visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub item: ItemKey,
    pub conference: ConferenceId,
    /// The venue's zone.
    pub zone: Zone,
    /// The session's title, or whose booth it is.
    pub title: String,
    /// Room, or stand and place.
    pub place: Option<String>,
    pub track: Option<String>,
    pub slot: Slot,
    /// The conference day.
    pub day: NaiveDate,
    /// None for a visit.
    pub priority: Option<Priority>,
    pub status: SessionStatusView,
    pub online: bool,
    pub booth: Option<BoothId>,
    /// Minutes, longest first: its own, else the defaults.
    pub leads: Vec<u32>,
    pub url: Option<String>,
    /// When it was picked or planned, or its leads changed.
    pub chosen_at: DateTime<Utc>,
    /// The room to walk to, or the hall of a booth.
    pub room: Option<String>,
    /// Minutes on foot from where the one before it on that day is, 0 in the same room; none where
    /// its room is not known.
    pub walk: Option<u32>,
    /// When to leave for it, where the attendee wants to be told.
    pub leave: Option<Leave>,
    /// The last time its start changed.
    pub moved: Option<Moved>,
}

/// When to leave for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Minutes before the start: the walk, and how early to be there.
    pub lead: u32,
    /// Minutes.
    pub walk: u32,
}

impl Entry {
    /// Whether it takes place, as far as the schedule says.
    pub fn takes_place(&self) -> bool {
        !matches!(
            self.status,
            SessionStatusView::Cancelled | SessionStatusView::Withdrawn
        )
    }

    pub fn appointment(&self) -> Appointment<'_> {
        Appointment {
            span: span_of(&self.slot),
            place: self.room.as_deref(),
            must: self.priority == Some(Priority::Must),
        }
    }

    /// Longer than [`agenda::clash::BACKGROUND`] and no must, or a whole day.
    pub fn is_background(&self) -> bool {
        self.slot.all_day || self.appointment().is_background()
    }

    /// What is owed for it.
    pub fn remindable(&self) -> Remindable {
        let starts_at = if self.slot.all_day {
            self.zone.instant(self.day.and_time(ALL_DAY_START))
        } else {
            self.slot.starts_at
        };
        let mut leads = self.leads.clone();
        leads.extend(self.leave.map(|leave| leave.lead));
        Remindable {
            item: self.item,
            starts_at,
            ends_at: self.slot.ends_at,
            leads,
            chosen_at: self.chosen_at,
            takes_place: self.takes_place(),
            // Changes of sessions are told as such; those of booths are not.
            cancelled_elsewhere: matches!(self.item, ItemKey::Session(_)),
            must: self.priority == Some(Priority::Must),
            occupies: !self.is_background(),
            moved: self.moved,
        }
    }
}

pub(crate) fn span_of(slot: &Slot) -> Span {
    Span {
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
    }
}

/// The pairs of entries that overlap, by place in `entries`.
pub fn entry_overlaps(entries: &[Entry]) -> Vec<Clash> {
    let mut found = entry_clashes(entries, &WalkingTimes::default());
    found.retain(|clash| clash.conflict.overlap().is_some());
    found
}

/// The pairs of entries of one conference that overlap, or leave too little time to walk. What does
/// not take place, or takes a whole day, clashes with nothing.
pub fn entry_clashes(entries: &[Entry], walking: &WalkingTimes) -> Vec<Clash> {
    let taking_place: Vec<usize> = (0..entries.len())
        .filter(|&index| entries[index].takes_place() && !entries[index].slot.all_day)
        .collect();
    let appointments: Vec<Appointment> = taking_place
        .iter()
        .map(|&index| entries[index].appointment())
        .collect();
    clashes(&appointments, walking)
        .into_iter()
        .map(|clash| Clash {
            first: taking_place[clash.first],
            second: taking_place[clash.second],
            ..clash
        })
        .collect()
}

/// A session's status with what only the store knows: withdrawn, or without a time.
pub fn status_of(head: &SessionHeadRow) -> SessionStatusView {
    match (head.withdrawn_at, head.status, head.slot) {
        (Some(_), _, _) if head.kept_at.is_some() => SessionStatusView::Kept,
        (Some(_), _, _) => SessionStatusView::Withdrawn,
        (None, Status::Cancelled, _) => SessionStatusView::Cancelled,
        (None, _, None) => SessionStatusView::Unscheduled,
        (None, Status::Tentative, _) => SessionStatusView::Tentative,
        (None, Status::Confirmed, _) => SessionStatusView::Confirmed,
    }
}

impl App {
    /// Picks with a time, and visits, by start; of one conference or of all.
    pub fn entries(&self, conference: Option<ConferenceId>) -> Result<Vec<Entry>, AppError> {
        let settings = self.settings()?;
        let conferences = match conference {
            Some(id) => vec![self.conference_row(id)?],
            None => self.store(|store| store.conferences())?,
        };
        let mut entries = Vec::new();
        for conference in &conferences {
            entries.extend(self.picked_entries(conference, &settings)?);
            entries.extend(self.visit_entries(conference, &settings)?);
        }
        sort(&mut entries);
        for conference in &conferences {
            let times = self.store(|store| store.walking_times(conference.id))?;
            set_leaving(&mut entries, conference.id, settings.leave_early, &times);
        }
        Ok(entries)
    }

    fn picked_entries(
        &self,
        conference: &ConferenceRow,
        settings: &Settings,
    ) -> Result<Vec<Entry>, AppError> {
        let picked = self.store(|store| store.picked_sessions(Some(conference.id)))?;
        let moves = self.store(|store| store.moves_of_picks(conference.id))?;
        let entries = picked.into_iter().filter_map(|picked| {
            let (head, pick) = (picked.session, picked.pick);
            let slot = head.slot?;
            Some(Entry {
                item: ItemKey::Session(head.id),
                conference: conference.id,
                zone: conference.zone,
                status: status_of(&head),
                day: day::conference_day(&slot, conference.zone, conference.day_change),
                title: head.title,
                place: place_of_session(head.room.as_deref(), head.online),
                track: head.track,
                slot,
                priority: Some(pick.priority),
                online: head.online,
                booth: None,
                chosen_at: settings.owed_since(
                    pick.picked_at,
                    pick.leads.is_some().then_some(pick.changed_at),
                ),
                leads: pick
                    .leads
                    .unwrap_or_else(|| settings.leads_of(head.kind, slot.all_day).to_vec()),
                url: head.url,
                room: head.room.filter(|_| !head.online),
                walk: None,
                leave: None,
                moved: moves.get(&head.id).copied(),
            })
        });
        Ok(entries.collect())
    }

    fn visit_entries(
        &self,
        conference: &ConferenceRow,
        settings: &Settings,
    ) -> Result<Vec<Entry>, AppError> {
        let planned = self.store(|store| store.visits(Some(conference.id)))?;
        let entries = planned.into_iter().map(|planned| {
            let (visit, booth) = (planned.visit, planned.booth);
            let slot = Slot {
                starts_at: visit.starts_at,
                ends_at: visit.ends_at(),
                listed_under: None,
                all_day: false,
            };
            let place = [booth.stand.as_deref(), booth.place.as_deref()];
            let place: Vec<&str> = place.into_iter().flatten().collect();
            Entry {
                item: ItemKey::Visit(visit.id),
                conference: conference.id,
                zone: conference.zone,
                title: booth.name,
                place: (!place.is_empty()).then(|| place.join(", ")),
                track: None,
                slot,
                day: day::conference_day(&slot, conference.zone, conference.day_change),
                priority: None,
                status: if booth.withdrawn_at.is_some() {
                    SessionStatusView::Withdrawn
                } else {
                    SessionStatusView::Confirmed
                },
                online: false,
                booth: Some(booth.id),
                chosen_at: settings.owed_since(
                    visit.created_at,
                    visit.leads.is_some().then_some(visit.changed_at),
                ),
                leads: visit.leads.unwrap_or_else(|| settings.visit_leads.clone()),
                url: booth.links.first().map(|link| link.url.clone()),
                room: booth.place.or(booth.stand),
                walk: None,
                leave: None,
                moved: None,
            }
        });
        Ok(entries.collect())
    }

    /// Picked sessions that have no time yet.
    pub fn unscheduled_picks(
        &self,
        conference: ConferenceId,
    ) -> Result<Vec<SessionHeadRow>, AppError> {
        let picked = self.store(|store| store.picked_sessions(Some(conference)))?;
        Ok(picked
            .into_iter()
            .map(|picked| picked.session)
            .filter(|head| head.slot.is_none())
            .collect())
    }

    pub fn conference_of_session(&self, id: SessionId) -> Result<ConferenceId, AppError> {
        let head = self.store(|store| store.session_head(id))?;
        head.map(|head| head.conference)
            .ok_or_else(|| AppError::NoSession(id.to_string()))
    }

    pub fn booth_of_visit(&self, id: agenda::VisitId) -> Result<(BoothId, ConferenceId), AppError> {
        let planned = self.store(|store| store.visit(id))?;
        planned
            .map(|planned| (planned.booth.id, planned.booth.conference))
            .ok_or_else(|| AppError::NoBooth(format!("of visit {id}")))
    }
}

fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| {
        (a.slot.starts_at, a.slot.ends_at, a.item).cmp(&(b.slot.starts_at, b.slot.ends_at, b.item))
    });
}

/// Sets how long the walk to each entry of a conference is, from where the one before it on that day
/// is, and when to leave where the attendee wants to be told. `entries` are in order.
fn set_leaving(
    entries: &mut [Entry],
    conference: ConferenceId,
    early: Option<u32>,
    times: &WalkingTimes,
) {
    let mut before: Option<(NaiveDate, Option<String>)> = None;
    let of_conference = entries
        .iter_mut()
        .filter(|entry| entry.conference == conference);
    for entry in of_conference.filter(|entry| entry.takes_place() && !entry.is_background()) {
        let from = before.as_ref().filter(|(day, _)| *day == entry.day);
        let from = from.and_then(|(_, room)| room.as_deref());
        entry.walk = entry.room.as_deref().map(|room| times.between(from, room));
        if let (Some(walk), Some(early)) = (entry.walk, early)
            && !entry.leads.is_empty()
        {
            entry.leave = leave_lead(early, walk).map(|lead| Leave { lead, walk });
        }
        before = Some((entry.day, entry.room.clone()));
    }
}

fn place_of_session(room: Option<&str>, online: bool) -> Option<String> {
    room.map(str::to_owned)
        .or_else(|| online.then(|| "online".to_owned()))
}
