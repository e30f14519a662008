//! One event of the JSON, read field by field: what is of another type than usual is read as far as it
//! makes sense.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::frab::{Event, Person, Place, Reference};

/// What is no object becomes an event without anything, which is then named as skipped.
pub(super) fn event(
    value: &Value,
    listed_room: &str,
    number: usize,
    tracks: &Value,
) -> Event<'static> {
    let Some(fields) = value.as_object() else {
        return Event {
            place: Place::Event(number),
            ..Event::default()
        };
    };
    let given = |names: &[&str]| Cow::Owned(first(fields, names));
    // Schema v2 gives instants as start and end.
    let start = first(fields, &["start", "start_time"]);
    let date = first(fields, &["date"]);
    let date = if date.is_empty() && start.len() > 10 {
        start.clone()
    } else {
        date
    };
    let links = list(fields, &["links"]);
    let typed = |kind: &str| {
        let link = links.iter().find(|link| {
            let told = link.get("type").map(text).unwrap_or_default();
            told.eq_ignore_ascii_case(kind)
        });
        link.and_then(|link| link.get("url")).map(text)
    };
    Event {
        place: Place::Event(number),
        guid: given(&["guid"]),
        id: given(&["id"]),
        code: given(&["code"]),
        slug: given(&["slug"]),
        date: Cow::Owned(date),
        start: Cow::Owned(start),
        duration: given(&["duration"]),
        end: given(&["end", "end_date", "end_time"]),
        title: given(&["title", "name"]),
        subtitle: given(&["subtitle"]),
        listed_room: Cow::Owned(listed_room.to_owned()),
        room: given(&["room"]),
        track: Cow::Owned(track(fields, tracks)),
        kind: given(&["type", "kind"]),
        language: given(&["language"]),
        status: given(&["status", "state"]),
        summary: given(&["abstract"]),
        description: given(&["description"]),
        url: given(&["url"]),
        origin_url: Cow::Owned(match first(fields, &["origin_url"]) {
            url if url.is_empty() => typed("origin").unwrap_or_default(),
            url => url,
        }),
        feedback_url: Cow::Owned(match first(fields, &["feedback_url"]) {
            url if url.is_empty() => typed("feedback").unwrap_or_default(),
            url => url,
        }),
        people: list(fields, &["persons", "participants", "speakers"])
            .iter()
            .map(person)
            .collect(),
        links: links
            .iter()
            .chain(list(fields, &["attachments"]))
            .map(reference)
            .chain(recording(fields))
            .collect(),
        optout: optout(fields),
        ..Event::default()
    }
}

/// A value as text: of an object its name, or in the first language it is told in.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(fields) => {
            let named = ["name", "title", "label", "en", "de", "slug"]
                .iter()
                .filter_map(|name| fields.get(*name))
                .map(text)
                .find(|text| !text.is_empty());
            named
                .or_else(|| fields.values().find_map(Value::as_str).map(str::to_owned))
                .unwrap_or_default()
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => String::new(),
    }
}

/// The first of these fields that says something.
fn first(fields: &Map<String, Value>, names: &[&str]) -> String {
    let told = names.iter().filter_map(|name| fields.get(*name));
    told.map(text)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

fn list<'a>(fields: &'a Map<String, Value>, names: &[&str]) -> &'a [Value] {
    let lists = names
        .iter()
        .filter_map(|name| fields.get(*name)?.as_array());
    let mut lists = lists.filter(|list| !list.is_empty());
    lists.next().map_or(&[], Vec::as_slice)
}

/// Its name; where only a slug or a number is given, the name from the conference's list.
fn track(fields: &Map<String, Value>, tracks: &Value) -> String {
    let Some(value) = fields.get("track") else {
        return String::new();
    };
    let own = text(value);
    let is_it = |known: &&Value| {
        ["slug", "id", "guid"]
            .iter()
            .filter_map(|name| known.get(*name))
            .any(|name| text(name) == own)
    };
    let known = tracks.as_array().into_iter().flatten().find(is_it);
    known
        .map(text)
        .filter(|name| !name.is_empty())
        .unwrap_or(own)
}

fn person(value: &Value) -> Person<'static> {
    let name = match value.as_object() {
        Some(fields) => first(
            fields,
            &["public_name", "full_public_name", "name", "display_name"],
        ),
        None => text(value),
    };
    let organisation = value.as_object().map(|fields| {
        first(
            fields,
            &["organization", "organisation", "affiliation", "company"],
        )
    });
    Person {
        name: Cow::Owned(name),
        organisation: Cow::Owned(organisation.unwrap_or_default()),
    }
}

/// A link as an object, or as its bare address.
fn reference(value: &Value) -> Reference<'static> {
    match value.as_object() {
        Some(fields) => Reference {
            title: Cow::Owned(first(fields, &["title", "name", "type"])),
            address: Cow::Owned(first(fields, &["url", "href", "link"])),
        },
        None => Reference {
            title: Cow::Borrowed(""),
            address: Cow::Owned(text(value)),
        },
    }
}

fn recording(fields: &Map<String, Value>) -> Option<Reference<'static>> {
    let address = first(fields, &["video_download_url"]);
    (!address.is_empty()).then_some(Reference {
        title: Cow::Borrowed("Recording"),
        address: Cow::Owned(address),
    })
}

fn optout(fields: &Map<String, Value>) -> Option<bool> {
    let recording = fields.get("recording").and_then(|told| told.get("optout"));
    let told = fields.get("do_not_record").or(recording)?;
    match told {
        Value::Bool(declined) => Some(*declined),
        Value::String(word) => Some(word == "true"),
        _ => None,
    }
}
