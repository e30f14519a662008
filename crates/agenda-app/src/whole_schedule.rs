//! A conference as it stands in the store, with what the attendee has made of it: what an export as
//! Lanyard JSON carries.
//!
//! Sessions and booths that are gone from the newest schedule stay behind, unless they are kept.

use std::collections::HashMap;

use agenda::{
    Attendee, AttendeeNote, AttendeePick, AttendeeVisit, Booth, BoothId, ConferenceFacts, List,
    ListEntry, Schedule, SessionId,
};
use agenda_store::{BoothRow, ConferenceRow, ListEntryRow, ListRow};

use crate::{App, AppError};

impl App {
    pub(crate) fn whole_schedule(&self, row: &ConferenceRow) -> Result<Schedule, AppError> {
        let id = row.id;
        self.store(|store| {
            let mut rows = store.full_sessions(id)?;
            rows.retain(|session| !session.head.is_gone());
            let mut booths = store.booths(id)?;
            booths.retain(|booth| booth.withdrawn_at.is_none());
            let sessions: HashMap<SessionId, usize> =
                rows.iter().map(|row| row.head.id).zip(0..).collect();
            let stands: HashMap<BoothId, usize> =
                booths.iter().map(|row| row.id).zip(0..).collect();
            let place = |id: &SessionId| sessions.get(id).copied();
            let picks = store.picks(id)?.into_iter().filter_map(|pick| {
                Some(AttendeePick {
                    session: place(&pick.session)?,
                    priority: pick.priority,
                    leads: pick.leads,
                    picked_at: pick.picked_at,
                    changed_at: pick.changed_at,
                })
            });
            let notes = store.notes(id)?.into_iter().filter_map(|note| {
                Some(AttendeeNote {
                    session: place(&note.session)?,
                    text: note.text,
                    changed_at: note.changed_at,
                })
            });
            let visits = store.visits(Some(id))?.into_iter().filter_map(|planned| {
                Some(AttendeeVisit {
                    booth: *stands.get(&planned.booth.id)?,
                    starts_at: planned.visit.starts_at,
                    minutes: planned.visit.minutes,
                    leads: planned.visit.leads,
                    changed_at: planned.visit.changed_at,
                })
            });
            let attendee = Attendee {
                picks: picks.collect(),
                notes: notes.collect(),
                hidden: store
                    .hidden_sessions(id)?
                    .iter()
                    .filter_map(place)
                    .collect(),
                visits: visits.collect(),
            };
            let lists = store.lists(id)?;
            Ok(Schedule {
                conference: facts(row),
                lists: lists
                    .into_iter()
                    .map(|list| list_of(list, &sessions))
                    .collect(),
                events: store.events(id)?,
                booths: booths.into_iter().map(booth_of).collect(),
                attendee,
                sessions: rows.into_iter().map(|row| row.into_session()).collect(),
            })
        })
    }
}

fn facts(row: &ConferenceRow) -> ConferenceFacts {
    ConferenceFacts {
        title: Some(row.title.clone()),
        acronym: row.acronym.clone(),
        version: row.version.clone(),
        url: row.url.clone(),
        venue: row.venue.clone(),
        city: row.city.clone(),
        first_day: row.first_day,
        last_day: row.last_day,
        day_change: Some(row.day_change),
        rooms: row.rooms.clone(),
        tracks: row.tracks.clone(),
    }
}

fn booth_of(row: BoothRow) -> Booth {
    Booth {
        name: row.name,
        stand: row.stand,
        place: row.place,
        text: row.text,
        links: row.links,
    }
}

fn list_of(row: ListRow, sessions: &HashMap<SessionId, usize>) -> List {
    let entry = |entry| match entry {
        ListEntryRow::Session(id) => sessions.get(&id).copied().map(ListEntry::Session),
        ListEntryRow::Link(link) => Some(ListEntry::Link(link)),
    };
    List {
        name: row.name,
        entries: row.entries.into_iter().filter_map(entry).collect(),
    }
}
