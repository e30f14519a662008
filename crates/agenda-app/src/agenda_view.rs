//! The agenda of a day and the booths, as the window shows them.

use agenda::clash::{Appointment, Clash, conflict, lanes};
use agenda::reminder::leave_lead;
use agenda::{ConferenceId, ItemKey, Priority, SessionId, Status, VisitId, WalkingTimes};
use agenda_store::SessionHeadRow;
use chrono::{NaiveDate, TimeDelta};

use crate::entries::{Entry, entry_clashes, span_of};
use crate::programme::{safe_links, whole_minutes};
use crate::times::ShownZones;
use crate::wire::{
    AgendaDayView, AgendaItemView, AgendaView, AgendaWeekView, BoothView, BoothsView, ClashView,
    ItemKeyView, SessionRefView, TightView, VisitView,
};
use crate::{App, AppError};

impl From<ItemKey> for ItemKeyView {
    fn from(key: ItemKey) -> Self {
        match key {
            ItemKey::Session(id) => Self::Session { id: id.0 },
            ItemKey::Visit(id) => Self::Visit { id: id.0 },
        }
    }
}

impl From<ItemKeyView> for ItemKey {
    fn from(key: ItemKeyView) -> Self {
        match key {
            ItemKeyView::Session { id } => Self::Session(SessionId(id)),
            ItemKeyView::Visit { id } => Self::Visit(VisitId(id)),
        }
    }
}

impl App {
    /// The picks and visits of one conference day (`YYYY-MM-DD`).
    pub fn agenda(&self, id: ConferenceId, day: &str) -> Result<AgendaView, AppError> {
        let wanted = parsed_date(day)?;
        let conference = self.conference_row(id)?;
        let zones = self.shown_zones(&conference)?;
        let all = self.entries(Some(id))?;
        // Clashes cross the change of days; lanes do not.
        let walking = self.store(|store| store.walking_times(id))?;
        let clashes = entry_clashes(&all, &walking);
        let of_day: Vec<usize> = (0..all.len())
            .filter(|&index| all[index].day == wanted)
            .collect();
        let unscheduled = self.unscheduled_picks(id)?;
        let early = self.settings()?.leave_early.unwrap_or(0);
        Ok(AgendaView {
            conference: id.0,
            day: wanted.to_string(),
            items: item_views(&all, &of_day, &clashes, zones, early),
            unscheduled: unscheduled
                .into_iter()
                .map(|head| SessionRefView {
                    id: head.id.0,
                    title: head.title,
                    starts: None,
                    room: head.room,
                })
                .collect(),
        })
    }

    /// The picks and visits of all days of a conference; with `everywhere` those of all others too,
    /// in the same zone, so that one column of the clock holds for all.
    pub fn agenda_week(
        &self,
        id: ConferenceId,
        everywhere: bool,
    ) -> Result<AgendaWeekView, AppError> {
        let conference = self.conference_row(id)?;
        let zones = self.shown_zones(&conference)?;
        let mut all = self.entries(None)?;
        let elsewhere = all.iter().filter(|entry| entry.conference != id).count();
        if !everywhere {
            all.retain(|entry| entry.conference == id);
        }
        let walking = self.store(|store| store.walking_times(id))?;
        let mut clashes = entry_clashes(&all, &walking);
        // Rooms of two conferences are no walk apart that could be known.
        clashes.retain(|clash| {
            let here = |index: usize| all[index].conference == id;
            clash.conflict.overlap().is_some() || here(clash.first) && here(clash.second)
        });
        let early = self.settings()?.leave_early.unwrap_or(0);
        let counted = self.store(|store| store.day_counts(id))?;
        let mut dates: Vec<NaiveDate> = counted.iter().map(|count| count.day).collect();
        dates.extend(all.iter().map(|entry| entry.day));
        dates.sort_unstable();
        dates.dedup();
        let days = dates.into_iter().map(|date| {
            let of_day: Vec<usize> = (0..all.len())
                .filter(|&index| all[index].day == date)
                .collect();
            AgendaDayView {
                date: date.to_string(),
                items: item_views(&all, &of_day, &clashes, zones, early),
            }
        });
        Ok(AgendaWeekView {
            conference: id.0,
            days: days.collect(),
            elsewhere: u32::try_from(elsewhere).unwrap_or(u32::MAX),
        })
    }

    pub fn booths(&self, id: ConferenceId) -> Result<BoothsView, AppError> {
        let conference = self.conference_row(id)?;
        let zones = self.shown_zones(&conference)?;
        let visits: Vec<Entry> = self
            .entries(Some(id))?
            .into_iter()
            .filter(|entry| entry.booth.is_some())
            .collect();
        let own_leads = self.store(|store| store.visits(Some(id)))?;
        let own_leads = |visit| {
            let planned = own_leads.iter().find(|planned| planned.visit.id == visit);
            planned.and_then(|planned| planned.visit.leads.clone())
        };
        let mut booths = self.store(|store| store.booths(id))?;
        booths.retain(|row| {
            row.withdrawn_at.is_none() || visits.iter().any(|visit| visit.booth == Some(row.id))
        });
        booths.sort_by_key(|row| agenda::words::folded(&row.name));
        let views = booths.into_iter().map(|row| BoothView {
            id: row.id.0,
            visits: visits
                .iter()
                .filter(|visit| visit.booth == Some(row.id))
                .filter_map(|entry| match entry.item {
                    ItemKey::Visit(visit) => Some(VisitView {
                        id: visit.0,
                        day: entry.day.to_string(),
                        starts: zones.time(entry.slot.starts_at, entry.day),
                        ends: zones.time(entry.slot.ends_at, entry.day),
                        minutes: whole_minutes(entry.slot.length()),
                        leads: own_leads(visit),
                    }),
                    ItemKey::Session(_) => None,
                })
                .collect(),
            links: safe_links(&row.links),
            name: row.name,
            stand: row.stand,
            place: row.place,
            text: row.text,
        });
        Ok(BoothsView {
            conference: id.0,
            booths: views.collect(),
        })
    }
}

/// What a session would clash with on the agenda, whether it is on it or not.
pub(crate) fn clashes_with(entries: &[Entry], head: &SessionHeadRow) -> Vec<ClashView> {
    let takes_place = !head.is_gone() && head.status != Status::Cancelled;
    let Some(slot) = head.slot.filter(|_| takes_place) else {
        return Vec::new();
    };
    if slot.all_day {
        return Vec::new();
    }
    let is_it = |entry: &&Entry| entry.item == ItemKey::Session(head.id);
    let pick = entries.iter().find(is_it).and_then(|entry| entry.priority);
    let this = Appointment {
        span: span_of(&slot),
        place: None,
        must: pick == Some(Priority::Must),
    };
    entries
        .iter()
        .filter(|entry| !is_it(entry) && entry.takes_place() && !entry.slot.all_day)
        .filter_map(|entry| {
            let found = conflict(&this, &entry.appointment(), &WalkingTimes::default())?;
            Some(ClashView {
                with: entry.item.into(),
                title: entry.title.clone(),
                minutes: whole_minutes(found.overlap()?),
            })
        })
        .collect()
}

/// The entries at these places, side by side where they overlap. `early` is how many minutes before
/// the start the attendee wants to be there.
fn item_views(
    entries: &[Entry],
    places: &[usize],
    clashes: &[Clash],
    zones: ShownZones,
    early: u32,
) -> Vec<AgendaItemView> {
    let appointments: Vec<_> = places
        .iter()
        .map(|&index| Appointment {
            must: entries[index].appointment().must && !entries[index].slot.all_day,
            ..entries[index].appointment()
        })
        .collect();
    let lanes = lanes(&appointments);
    let views = places.iter().zip(lanes).map(|(&index, (lane, of_lanes))| {
        let entry = &entries[index];
        let of_this = || {
            let with = |clash: &Clash| Some((&entries[clash.other(index)?], clash.conflict));
            clashes.iter().filter_map(with)
        };
        let overlaps = of_this().filter_map(|(other, conflict)| {
            Some(ClashView {
                with: other.item.into(),
                title: other.title.clone(),
                minutes: whole_minutes(conflict.overlap()?),
            })
        });
        let tight = of_this().filter_map(|(other, conflict)| {
            Some(TightView {
                with: other.item.into(),
                title: other.title.clone(),
                missing: whole_minutes(conflict.missing()?),
            })
        });
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        AgendaItemView {
            item: entry.item.into(),
            conference: entry.conference.0,
            booth: entry.booth.map(|booth| booth.0),
            title: entry.title.clone(),
            place: entry.place.clone(),
            track: entry.track.clone(),
            starts: zones.time(entry.slot.starts_at, entry.day),
            ends: zones.time(entry.slot.ends_at, entry.day),
            minutes: whole_minutes(entry.slot.length()),
            all_day: entry.slot.all_day,
            background: entry.is_background(),
            lane: number(lane),
            lanes: number(of_lanes),
            priority: entry.priority,
            status: entry.status,
            online: entry.online,
            leads: entry.leads.clone(),
            clashes: overlaps.collect(),
            tight: tight.collect(),
            walk: entry.walk,
            leave: entry
                .walk
                .and_then(|walk| leave_lead(early, walk))
                .map(|lead| {
                    let at = entry.slot.starts_at - TimeDelta::minutes(i64::from(lead));
                    zones.time(at, entry.day)
                }),
        }
    });
    views.collect()
}

pub(crate) fn parsed_date(text: &str) -> Result<NaiveDate, AppError> {
    text.parse().map_err(|_| AppError::Date(text.to_owned()))
}
