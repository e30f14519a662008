//! Which view a document is, and the sessions in it.

use std::collections::{HashMap, HashSet};

use super::session::{Facet, Lookups, read};
use crate::flat::{FlatSchedule, check_count};
use crate::json::Json;
use crate::stamp;
use crate::{Format, ReadError};

/// All that a document tells.
///
/// # Errors
/// The Speakers view is refused: it has no times.
pub(super) fn schedule_of<'a>(document: &'a Json<'a>) -> Result<FlatSchedule<'a>, ReadError> {
    let is_group = |json: &Json| {
        ["groupName", "timeSlots", "startsAt", "date"]
            .iter()
            .any(|field| !json.at(field).is_null())
    };
    if document.object().is_some() && !document.at("sessions").is_null() && !is_group(document) {
        return all_view(document);
    }
    let groups = document.values();
    let lists_speakers = |group: &Json| {
        !is_group(group) && (!group.at("fullName").is_null() || !group.at("firstName").is_null())
    };
    if !groups.is_empty() && groups.iter().all(lists_speakers) {
        return Err(ReadError::Malformed {
            format: Format::Sessionize.describe(),
            place: "its first list".to_owned(),
            problem: "it is the view “Speakers”, without the times of their sessions".to_owned(),
            cure: "Give the address of the view “All” or “GridSmart” of the same event".to_owned(),
        });
    }
    grouped_view(groups)
}

/// `{"sessions": […], "speakers": […], "questions": […], "categories": […], "rooms": […]}`: everything
/// once, joined by ids.
fn all_view<'a>(document: &'a Json<'a>) -> Result<FlatSchedule<'a>, ReadError> {
    let by_id = |list: &'a Json<'a>| -> HashMap<&'a str, &'a Json<'a>> {
        let items = list.items().iter();
        items.map(|item| (item.at("id").words(), item)).collect()
    };
    let mut facets = HashMap::new();
    for category in document.at("categories").items() {
        let facet = Facet::titled(category.at("title").words());
        for item in category.at("items").items() {
            facets.insert(item.at("id").words(), (facet, item.at("name").words()));
        }
    }
    let lookups = Lookups {
        rooms: by_id(document.at("rooms")),
        speakers: by_id(document.at("speakers")),
        questions: by_id(document.at("questions")),
        facets,
    };
    let mut rooms: Vec<&Json> = document.at("rooms").items().iter().collect();
    rooms.sort_by_key(|room| room.at("sort").words().parse::<i64>().ok());
    let mut schedule = FlatSchedule {
        rooms: rooms.iter().map(|room| room.at("name").words()).collect(),
        ..FlatSchedule::default()
    };
    let sessions = document.at("sessions").items();
    check_count(sessions.len(), Format::Sessionize)?;
    for session in sessions {
        read(session, "", None, &lookups, &mut schedule);
    }
    Ok(schedule)
}

/// Sessions: `[{"groupName": …, "sessions": […]}]`. GridSmart: `[{"date": …, "rooms": [{"name": …,
/// "sessions": […]}], "timeSlots": […]}]`, where the slots hold the sessions of the rooms again. A
/// session that stands in several groups is one.
fn grouped_view<'a>(groups: &'a [Json<'a>]) -> Result<FlatSchedule<'a>, ReadError> {
    let lookups = Lookups::default();
    let mut schedule = FlatSchedule::default();
    let mut seen = HashSet::new();
    for group in groups {
        let date = stamp::date(group.at("date").words());
        for (session, room) in sessions_of(group, &mut schedule) {
            let key = (session.at("id").words(), session.at("startsAt").words());
            if !key.0.is_empty() && !seen.insert(key) {
                continue;
            }
            check_count(schedule.sessions.len(), Format::Sessionize)?;
            read(session, room, date, &lookups, &mut schedule);
        }
    }
    Ok(schedule)
}

/// The sessions of a group, each with the room it is listed under; the rooms go to `schedule` in
/// their order.
fn sessions_of<'a>(
    group: &'a Json<'a>,
    schedule: &mut FlatSchedule<'a>,
) -> Vec<(&'a Json<'a>, &'a str)> {
    if group.at("sessions").is_null() && !group.at("startsAt").is_null() {
        return vec![(group, "")];
    }
    let mut sessions: Vec<_> = group
        .at("sessions")
        .items()
        .iter()
        .map(|session| (session, ""))
        .collect();
    for room in group.at("rooms").items() {
        let name = room.at("name").words();
        schedule.rooms.push(name);
        let listed = room.at("sessions").items().iter();
        sessions.extend(listed.map(|session| (session, name)));
    }
    let slots = group.at("timeSlots").items().iter();
    for place in slots.flat_map(|slot| slot.at("rooms").items()) {
        let session = place.at("session");
        if !session.is_null() {
            sessions.push((session, place.at("name").words()));
        }
    }
    sessions
}
