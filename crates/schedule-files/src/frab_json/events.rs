//! One event of the JSON, read field by field: what is of another type than usual is read as far as it
//! makes sense.

use std::borrow::Cow;

use super::fields::{Names, all, first, joined, text};
use crate::frab::{Event, Person, Reference};
use crate::json::{Json, Object};
use crate::speakers::from_cell;

pub(super) fn event<'t>(fields: &'t Object, rooms: &Names<'t>, tracks: &Names<'t>) -> Event<'t> {
    let given = |names: &[&str]| first(fields, names);
    let named = |name: &str, known: &Names<'t>| {
        let mut values = all(fields, name).map(|value| known.resolve(value));
        values.find(|name| !name.is_empty()).unwrap_or_default()
    };
    // Schema v2 gives instants as start and end.
    let start = given(&["start", "start_time"]);
    let date = match given(&["date"]) {
        date if date.is_empty() && start.len() > 10 => start.clone(),
        date => date,
    };
    let typed = |kind: &str| {
        let links = all(fields, "links").flat_map(Json::items);
        let mut links = links.filter_map(Json::object);
        let link = links.find(|link| first(link, &["type"]).eq_ignore_ascii_case(kind));
        link.map(|link| first(link, &["url"])).unwrap_or_default()
    };
    let or_typed = |name: &str, kind: &str| match given(&[name]) {
        url if url.is_empty() => typed(kind),
        url => url,
    };
    Event {
        guid: given(&["guid"]),
        id: given(&["id"]),
        code: given(&["code"]),
        slug: given(&["slug"]),
        date,
        start,
        duration: given(&["duration"]),
        end: given(&["end", "end_date", "end_time"]),
        title: given(&["title", "name"]),
        subtitle: given(&["subtitle"]),
        room: named("room", rooms),
        track: named("track", tracks),
        kind: given(&["type", "kind"]),
        language: given(&["language"]),
        status: given(&["status", "state"]),
        summary: paragraphs(fields, "abstract"),
        description: paragraphs(fields, "description"),
        url: given(&["url"]),
        origin_url: or_typed("origin_url", "origin"),
        feedback_url: or_typed("feedback_url", "feedback"),
        people: people(fields),
        links: links(fields),
        optout: optout(fields),
        ..Event::default()
    }
}

fn paragraphs<'t>(fields: &'t Object, name: &str) -> Cow<'t, str> {
    let mut texts = all(fields, name).map(|value| joined(value, "\n\n"));
    let text = texts.find(|text| !text.trim().is_empty());
    text.unwrap_or_default()
}

/// A list of persons, or one, or their names in one text.
fn people<'t>(fields: &'t Object) -> Vec<Person<'t>> {
    let lists = ["persons", "participants", "speakers"];
    let mut lists = lists.iter().map(|name| {
        let mut people = Vec::new();
        for value in all(fields, name) {
            add_people(value, &mut people);
        }
        people
    });
    lists.find(|people| !people.is_empty()).unwrap_or_default()
}

fn add_people<'t>(value: &'t Json, people: &mut Vec<Person<'t>>) {
    match value {
        Json::Null => {}
        Json::Text(names) => people.extend(from_cell(names).into_iter().map(|speaker| Person {
            name: Cow::Owned(speaker.name),
            organisation: Cow::Owned(speaker.organisation.unwrap_or_default()),
        })),
        Json::List(items) => {
            for item in items {
                match item {
                    // One name each, whatever is in it.
                    Json::Text(_) => people.push(Person {
                        name: text(item),
                        ..Person::default()
                    }),
                    item => add_people(item, people),
                }
            }
        }
        Json::Object(fields) => match person(fields) {
            Some(person) => people.push(person),
            // By number or code.
            None => {
                let values = fields.fields().map(|(_, value)| value);
                for value in values.filter(|value| value.object().is_some()) {
                    add_people(value, people);
                }
            }
        },
    }
}

/// None where no name is told.
fn person<'t>(fields: &'t Object) -> Option<Person<'t>> {
    let whole = [
        "public_name",
        "full_public_name",
        "name",
        "display_name",
        "full_name",
    ];
    let name = match first(fields, &whole) {
        name if name.is_empty() => {
            let parts = [
                first(fields, &["first_name", "firstname", "given_name"]),
                first(fields, &["last_name", "lastname", "family_name", "surname"]),
            ];
            Cow::Owned(parts.join(" ").trim().to_owned())
        }
        name => name,
    };
    (!name.is_empty()).then(|| Person {
        name,
        organisation: first(
            fields,
            &["organization", "organisation", "affiliation", "company"],
        ),
    })
}

fn links<'t>(fields: &'t Object) -> Vec<Reference<'t>> {
    let mut links = Vec::new();
    for value in ["links", "attachments"]
        .iter()
        .flat_map(|name| all(fields, name))
    {
        add_links(value, "", &mut links);
    }
    let recording = first(fields, &["video_download_url"]);
    if !recording.is_empty() {
        links.push(Reference {
            title: Cow::Borrowed("Recording"),
            address: recording,
        });
    }
    links
}

/// A list of links, one as an object or as its bare address, or addresses by title.
fn add_links<'t>(value: &'t Json, title: &'t str, links: &mut Vec<Reference<'t>>) {
    match value {
        Json::List(items) => {
            for item in items {
                add_links(item, title, links);
            }
        }
        Json::Object(fields) => match first(fields, &["url", "href", "link"]) {
            address if address.is_empty() => {
                for (key, value) in fields.fields() {
                    if matches!(value, Json::Text(text) if text.contains("://"))
                        || value.object().is_some()
                    {
                        add_links(value, key, links);
                    }
                }
            }
            address => links.push(Reference {
                title: match first(fields, &["title", "name", "type"]) {
                    own if own.is_empty() => Cow::Borrowed(title),
                    own => own,
                },
                address,
            }),
        },
        bare => {
            let address = text(bare);
            if !address.is_empty() {
                links.push(Reference {
                    title: Cow::Borrowed(title),
                    address,
                });
            }
        }
    }
}

fn optout(fields: &Object) -> Option<bool> {
    let recording = all(fields, "recording").map(|recording| recording.at("optout"));
    let mut told = all(fields, "do_not_record").chain(recording);
    told.find_map(|told| match told.text()?.trim() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    })
}
