//! One event to a session, and where it takes place.

use std::borrow::Cow;
use std::collections::HashSet;

use agenda::{Identifiers, Kind, Status};

use super::events::Events;
use super::fields::{address, first_label, label, last_part, types};
use crate::flat::{FlatSession, FlatSpeaker};
use crate::json::Json;
use crate::kinds::kind_of;

/// Where a conference takes place.
#[derive(Default)]
pub(super) struct Place<'a> {
    pub(super) venue: &'a str,
    pub(super) city: &'a str,
    /// Further words that may name the place.
    pub(super) words: Vec<&'a str>,
}

/// From the conference's own location; where it has none, a place that all sessions share is the
/// venue.
pub(super) fn conference_place<'a>(
    events: &Events<'a>,
    conference: Option<usize>,
    sessions: &[usize],
) -> Place<'a> {
    let mut place = Place::default();
    let own = conference.into_iter();
    for event in own.chain(sessions.iter().copied()) {
        for location in locations(events, event) {
            let postal = location.at("address");
            let city = first_label(postal, "addressLocality");
            if place.city.is_empty() {
                place.city = city;
            }
            if place.words.len() < 8 {
                let country = first_label(postal, "addressCountry");
                let words = [
                    postal.words(),
                    first_label(postal, "addressRegion"),
                    country,
                ];
                place.words.extend(words);
            }
        }
    }
    let names: HashSet<&str> = sessions.iter().map(|event| room(events, *event)).collect();
    place.venue = match (conference, names.len()) {
        (Some(conference), _) if !room(events, conference).is_empty() => room(events, conference),
        (_, 1) => names.into_iter().next().unwrap_or_default(),
        _ => "",
    };
    place
}

pub(super) fn read<'a>(events: &Events<'a>, event: usize, venue: &str) -> FlatSession<'a> {
    let json = events.json(event);
    let title = match json.at("name").words() {
        "" => {
            let parent = events.parent(event);
            parent.map_or("", |parent| events.json(parent).at("name").words())
        }
        name => name,
    };
    let room = Some(room(events, event)).filter(|room| *room != venue);
    let track = track(events, event);
    let kind_label = first_label(json, "additionalType");
    let kind_label = if kind_label.contains("://") {
        ""
    } else {
        kind_label
    };
    let (status, takes_place) = status(json);
    let given = [first_label(json, "identifier"), json.at("@id").words()];
    FlatSession {
        identifiers: Identifiers {
            id: given
                .into_iter()
                .find(|id| !id.is_empty())
                .map(str::to_owned),
            ..Identifiers::default()
        },
        title,
        kind: kind_of_types(json).filter(|_| kind_of(None, None, title) == Kind::Talk),
        kind_label,
        start: if takes_place {
            first_label(json, "startDate")
        } else {
            ""
        },
        end: first_label(json, "endDate"),
        duration: first_label(json, "duration"),
        room: room.unwrap_or_default(),
        track,
        language: language(json),
        speakers: speakers(events, json),
        description: first_label(json, "description"),
        url: address(json),
        links: links(events, event),
        status,
        online: is_online(events, event),
        ..FlatSession::default()
    }
}

/// The status, and whether the time still holds: a postponed event has none until it is rescheduled
/// (schema.org/EventPostponed).
fn status(json: &Json) -> (Status, bool) {
    match last_part(json.at("eventStatus").words()) {
        "EventCancelled" => (Status::Cancelled, true),
        "EventPostponed" => (Status::Tentative, false),
        _ => (Status::Confirmed, true),
    }
}

/// What it is about, else the block it lies in, else its one keyword.
fn track<'a>(events: &Events<'a>, event: usize) -> &'a str {
    let json = events.json(event);
    let keywords = json.at("keywords");
    let keyword = match keywords.values() {
        [one] if !one.words().contains([',', ';']) => label(one),
        _ => "",
    };
    let told = [first_label(json, "about"), events.block(event), keyword];
    told.into_iter()
        .find(|track| !track.is_empty() && !track.contains("://"))
        .unwrap_or_default()
}

fn kind_of_types(json: &Json) -> Option<Kind> {
    types(json).find_map(|kind| match kind {
        "SocialEvent" | "MusicEvent" | "DanceEvent" | "ComedyEvent" | "TheaterEvent"
        | "ScreeningEvent" | "Festival" => Some(Kind::Social),
        "FoodEvent" => Some(Kind::Break),
        "Hackathon" | "CourseInstance" => Some(Kind::Workshop),
        _ => None,
    })
}

fn language<'a>(json: &'a Json<'a>) -> &'a str {
    let language = json.at("inLanguage").values().first();
    language.map_or("", |language| match language.at("alternateName").words() {
        "" => label(language),
        code => code,
    })
}

/// All that perform or speak, with what they are affiliated to.
fn speakers<'a>(events: &Events<'a>, json: &'a Json<'a>) -> Vec<FlatSpeaker<'a>> {
    let fields = ["performer", "performers", "speaker", "speakers", "actor"];
    let people = fields.iter().flat_map(|field| json.at(field).values());
    people
        .map(|person| events.resolved(person))
        .map(|person| FlatSpeaker {
            name: Cow::Borrowed(label(person)),
            organisation: ["affiliation", "worksFor", "memberOf"]
                .iter()
                .filter_map(|field| person.at(field).values().first())
                .map(|organisation| label(events.resolved(organisation)))
                .find(|name| !name.is_empty())
                .unwrap_or_default(),
        })
        .filter(|speaker| !speaker.name.is_empty())
        .collect()
}

fn locations<'a>(events: &Events<'a>, event: usize) -> impl Iterator<Item = &'a Json<'a>> {
    let values = events.json(event).at("location").values().iter();
    values.map(|value| events.resolved(value))
}

fn is_virtual(location: &Json) -> bool {
    types(location).any(|kind| kind == "VirtualLocation") || location.words().contains("://")
}

/// The name of the first location that is a place.
fn room<'a>(events: &Events<'a>, event: usize) -> &'a str {
    let mut places = locations(events, event).filter(|location| !is_virtual(location));
    places.next().map_or("", label)
}

fn is_online(events: &Events, event: usize) -> bool {
    let json = events.json(event);
    let is_moved = last_part(json.at("eventStatus").words()) == "EventMovedOnline";
    match last_part(json.at("eventAttendanceMode").words()) {
        "OnlineEventAttendanceMode" => true,
        "OfflineEventAttendanceMode" | "MixedEventAttendanceMode" => is_moved,
        _ => {
            let mut locations = locations(events, event).peekable();
            is_moved || (locations.peek().is_some() && locations.all(is_virtual))
        }
    }
}

/// Where it is streamed, and what is left of it.
fn links<'a>(events: &Events<'a>, event: usize) -> Vec<(&'a str, &'a str)> {
    let streams = locations(events, event).filter(|location| is_virtual(location));
    let mut links: Vec<_> = streams
        .map(|location| match location.words() {
            "" => ("Live stream", address(location)),
            words => ("Live stream", words),
        })
        .collect();
    let json = events.json(event);
    let fields = [
        ("recordedIn", "Recording"),
        ("workFeatured", "Work"),
        ("workPresented", "Work"),
    ];
    for (field, title) in fields {
        let works = json.at(field).values().iter();
        links.extend(works.map(|work| match address(work) {
            "" => (title, first_label(work, "contentUrl")),
            address => (title, address),
        }));
    }
    links
}
