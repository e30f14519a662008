//! The programme, the details of one session, and search.

use std::collections::{HashMap, HashSet};

use agenda::{ConferenceId, ItemKey, Session, SessionId, Zone, identity, words};
use agenda_store::{ConferenceRow, PickRow, SessionHeadRow};
use chrono::TimeDelta;

use crate::agenda_view::clashes_with;
use crate::changes_view::change_view;
use crate::entries::{entry_overlaps, status_of};
use crate::reminders::entry_of;
use crate::rich_text::sanitised_html;
use crate::times::ShownZones;
use crate::wire::{
    LeaveView, LinkView, PickView, ProgrammeView, SearchHitView, SessionDetailsView,
    SessionRefView, SessionView, SpeakerView,
};
use crate::{App, AppError};

/// The most hits of a search in the window.
const SEARCH_LIMIT: u32 = 200;

/// What turns session rows of one conference into views.
pub(crate) struct SessionViews {
    zones: ShownZones,
    picks: HashMap<SessionId, PickRow>,
    noted: HashSet<SessionId>,
    hidden: HashSet<SessionId>,
    clashing: HashSet<ItemKey>,
    recommended_by: HashMap<SessionId, Vec<String>>,
}

impl SessionViews {
    pub(crate) fn view(&self, head: &SessionHeadRow) -> SessionView {
        let slot = head.slot.zip(head.day);
        SessionView {
            id: head.id.0,
            code: head.identifiers.code.clone(),
            title: head.title.clone(),
            day: head.day.map(|day| day.to_string()),
            starts: slot.map(|(slot, day)| self.zones.time(slot.starts_at, day)),
            ends: slot.map(|(slot, day)| self.zones.time(slot.ends_at, day)),
            minutes: slot.map_or(0, |(slot, _)| whole_minutes(slot.length())),
            all_day: slot.is_some_and(|(slot, _)| slot.all_day),
            room: head.room.clone(),
            track: head.track.clone(),
            kind: head.kind,
            language: head.language.clone(),
            speakers: head
                .speakers
                .iter()
                .map(|speaker| speaker.name.clone())
                .collect(),
            status: status_of(head),
            online: head.online,
            pick: self.picks.get(&head.id).map(|pick| PickView {
                priority: pick.priority,
                leads: pick.leads.clone(),
            }),
            clashes: self.clashing.contains(&ItemKey::Session(head.id)),
            has_note: self.noted.contains(&head.id),
            hidden: self.hidden.contains(&head.id) && !self.picks.contains_key(&head.id),
            recommended_by: self
                .recommended_by
                .get(&head.id)
                .cloned()
                .unwrap_or_default(),
        }
    }

    fn reference(&self, head: &SessionHeadRow) -> SessionRefView {
        SessionRefView {
            id: head.id.0,
            title: head.title.clone(),
            starts: head
                .slot
                .zip(head.day)
                .map(|(slot, day)| self.zones.time(slot.starts_at, day)),
            room: head.room.clone(),
        }
    }
}

/// Minutes, begun ones counted; 0 for what has no length.
pub(crate) fn whole_minutes(length: TimeDelta) -> u32 {
    u32::try_from((length.num_seconds() + 59) / 60).unwrap_or(0)
}

impl App {
    /// The zones a conference is shown in: its venue's, and what the attendee chose.
    pub fn shown_zones(&self, conference: &ConferenceRow) -> Result<ShownZones, AppError> {
        use agenda_store::ZoneChoice;
        let shown = match self
            .store(|store| store.conference_setting(conference.id))?
            .zone_choice
        {
            ZoneChoice::Venue => conference.zone,
            ZoneChoice::Mine => self.viewer_zone()?,
            ZoneChoice::Other(zone) => zone,
        };
        Ok(ShownZones {
            venue: conference.zone,
            shown,
        })
    }

    /// The attendee's own zone.
    pub fn viewer_zone(&self) -> Result<Zone, AppError> {
        Ok(self.settings()?.viewer_zone())
    }

    pub(crate) fn session_views(
        &self,
        conference: &ConferenceRow,
    ) -> Result<SessionViews, AppError> {
        let zones = self.shown_zones(conference)?;
        let picks = self.store(|store| store.picks(conference.id))?;
        let notes = self.store(|store| store.notes(conference.id))?;
        let hidden = self.store(|store| store.hidden_sessions(conference.id))?;
        Ok(SessionViews {
            zones,
            picks: picks.into_iter().map(|pick| (pick.session, pick)).collect(),
            noted: notes.into_iter().map(|note| note.session).collect(),
            hidden: hidden.into_iter().collect(),
            clashing: self.clashing_items(conference.id)?,
            recommended_by: self.recommended_by(conference.id)?,
        })
    }

    fn clashing_items(&self, id: ConferenceId) -> Result<HashSet<ItemKey>, AppError> {
        let entries = self.entries(Some(id))?;
        let clashes = entry_overlaps(&entries);
        let clashing = clashes
            .into_iter()
            .flat_map(|clash| [entries[clash.first].item, entries[clash.second].item]);
        Ok(clashing.collect())
    }

    pub fn programme(&self, id: ConferenceId) -> Result<ProgrammeView, AppError> {
        let conference = self.conference_row(id)?;
        let views = self.session_views(&conference)?;
        let mut heads = self.store(|store| store.sessions(id))?;
        // What is gone is of use only to whoever picked it.
        heads.retain(|head| !head.is_gone() || views.picks.contains_key(&head.id));
        heads.sort_by_key(|head| {
            let slot = head.slot.map(|slot| (slot.starts_at, head.position));
            (slot.is_none(), head.day, slot, head.position)
        });
        let used = |names: &[String], of: fn(&SessionHeadRow) -> Option<&String>| {
            let used: HashSet<&String> = heads.iter().filter_map(of).collect();
            let mut names: Vec<String> = names
                .iter()
                .filter(|name| used.contains(name))
                .cloned()
                .collect();
            let mut others: Vec<String> = used
                .into_iter()
                .filter(|name| !names.contains(name))
                .cloned()
                .collect();
            others.sort();
            names.extend(others);
            names
        };
        Ok(ProgrammeView {
            conference: id.0,
            rooms: used(&conference.rooms, |head| head.room.as_ref()),
            tracks: used(&conference.tracks, |head| head.track.as_ref()),
            sessions: heads.iter().map(|head| views.view(head)).collect(),
        })
    }

    pub fn session_details(&self, id: SessionId) -> Result<SessionDetailsView, AppError> {
        let row = self
            .store(|store| store.session(id))?
            .ok_or_else(|| AppError::NoSession(id.to_string()))?;
        let head = &row.head;
        let conference = self.conference_row(head.conference)?;
        let views = self.session_views(&conference)?;
        let others: Vec<SessionHeadRow> = self
            .store(|store| store.sessions(head.conference))?
            .into_iter()
            .filter(|other| other.id != id && other.withdrawn_at.is_none())
            .collect();
        let references = |wanted: &dyn Fn(&SessionHeadRow) -> bool| {
            let found = others.iter().filter(|other| wanted(other));
            found
                .map(|other| views.reference(other))
                .collect::<Vec<_>>()
        };
        let speakers = head.speakers.iter().map(|speaker| SpeakerView {
            name: speaker.name.clone(),
            organisation: speaker.organisation.clone(),
            other_sessions: references(&|other| {
                other
                    .speakers
                    .iter()
                    .any(|named| named.name == speaker.name)
            }),
        });
        let entries = self.entries(Some(head.conference))?;
        Ok(SessionDetailsView {
            session: views.view(head),
            conference: head.conference.0,
            subtitle: head.subtitle.clone(),
            kind_label: head.kind_label.clone(),
            html: row.rich_text.as_ref().map(sanitised_html),
            text: row.text.clone(),
            speakers: speakers.collect(),
            url: head.url.as_deref().and_then(safe_link),
            links: safe_links(&row.links),
            recorded: head.recorded,
            note: self
                .store(|store| store.note(id))?
                .map(|note| note.text)
                .unwrap_or_default(),
            clashes: clashes_with(&entries, head),
            changes: self
                .changes_of_session(head.conference, id)?
                .iter()
                .map(|change| change_view(change, views.zones))
                .collect(),
            repeats: repeats_of(head, &others)
                .into_iter()
                .map(|other| views.reference(other))
                .collect(),
            default_leads: self
                .settings()?
                .leads_of(head.kind, head.slot.is_some_and(|slot| slot.all_day))
                .to_vec(),
            leave: entry_of(&entries, ItemKey::Session(id)).and_then(|entry| {
                let leave = entry.leave?;
                let at = entry.slot.starts_at - TimeDelta::minutes(i64::from(leave.lead));
                Some(LeaveView {
                    at: views.zones.time(at, entry.day),
                    walk: leave.walk,
                })
            }),
        })
    }

    /// Sessions by words anywhere in them, prefixes included, best first.
    pub fn search(
        &self,
        search_words: &str,
        conference: Option<ConferenceId>,
    ) -> Result<Vec<SearchHitView>, AppError> {
        let hits = self.store(|store| store.search(search_words, conference, SEARCH_LIMIT))?;
        Ok(hits
            .into_iter()
            .map(|hit| SearchHitView {
                session: hit.session.0,
                conference: hit.conference.0,
                excerpt: hit.excerpt,
            })
            .collect())
    }
}

/// The other times at which a talk is given, in order.
fn repeats_of<'a>(head: &SessionHeadRow, others: &'a [SessionHeadRow]) -> Vec<&'a SessionHeadRow> {
    let title = words::folded(&head.title);
    let alike: Vec<&SessionHeadRow> = others
        .iter()
        .filter(|other| words::folded(&other.title) == title)
        .collect();
    let sessions = std::iter::once(head).chain(alike.iter().copied());
    let sessions: Vec<Session> = sessions.map(SessionHeadRow::to_session).collect();
    let groups = identity::repeats(&sessions);
    let its_own = groups.into_iter().find(|group| group.contains(&0));
    let places = its_own.unwrap_or_default().into_iter();
    // The first is the session itself.
    places
        .filter_map(|place| alike.get(place.checked_sub(1)?).copied())
        .collect()
}

/// The address, if it may be opened: https, or http raised to https.
pub fn safe_link(address: &str) -> Option<String> {
    let mut url = url::Url::parse(address.trim()).ok()?;
    if url.scheme() == "http" {
        url.set_scheme("https").ok()?;
    }
    (url.scheme() == "https" && url.has_host()).then(|| url.to_string())
}

pub(crate) fn safe_links(links: &[agenda::Link]) -> Vec<LinkView> {
    let safe = links.iter().filter_map(|link| {
        Some(LinkView {
            title: link.title.clone(),
            url: safe_link(&link.url)?,
        })
    });
    safe.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_are_opened() {
        let opened = |address| safe_link(address);
        assert_eq!(
            opened("https://sched.co/ytq0").as_deref(),
            Some("https://sched.co/ytq0")
        );
        assert_eq!(
            opened("http://example.org/a?b#c").as_deref(),
            Some("https://example.org/a?b#c")
        );
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "mailto:a@example.org",
            "example.org",
            "",
        ] {
            assert_eq!(opened(bad), None, "{bad}");
        }
    }
}
