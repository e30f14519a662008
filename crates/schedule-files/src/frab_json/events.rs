//! One event of the JSON, read field by field: what is of another type than usual is read as far as it
//! makes sense.

use std::borrow::Cow;

use super::fields::{Names, all, first, joined, text};
use crate::frab::{Event, Person, Reference};
use crate::json::{Json, Object};
use crate::speakers::from_cell;

pub(super) fn event<'t>(fields: &'t Object, rooms: &Names<'t>, tracks: &Names<'t>) -> Event<'t> {
    let mut event = Event::default();
    let mut name_for_title = Cow::Borrowed("");
    let mut attachments = Vec::new();
    for (name, value) in fields.fields() {
        let field = match name {
            "guid" => &mut event.guid,
            "id" => &mut event.id,
            "code" => &mut event.code,
            "slug" => &mut event.slug,
            "date" => &mut event.date,
            "start" | "start_time" => &mut event.start,
            "duration" => &mut event.duration,
            "end" | "end_date" | "end_time" => &mut event.end,
            "title" => &mut event.title,
            "name" => &mut name_for_title,
            "subtitle" => &mut event.subtitle,
            "type" | "kind" => &mut event.kind,
            "language" => &mut event.language,
            "status" | "state" => &mut event.status,
            "url" => &mut event.url,
            "origin_url" => &mut event.origin_url,
            "feedback_url" => &mut event.feedback_url,
            "room" => {
                fill(&mut event.room, || rooms.resolve(value));
                continue;
            }
            "track" => {
                fill(&mut event.track, || tracks.resolve(value));
                continue;
            }
            "abstract" => {
                fill(&mut event.summary, || joined(value, "\n\n"));
                continue;
            }
            "description" => {
                fill(&mut event.description, || joined(value, "\n\n"));
                continue;
            }
            "persons" | "participants" | "speakers" => {
                add_people(value, &mut event.people);
                continue;
            }
            "links" => {
                add_links(value, "", &mut event.links);
                continue;
            }
            "attachments" => {
                add_links(value, "", &mut attachments);
                continue;
            }
            "video_download_url" => {
                add_links(value, "Recording", &mut attachments);
                continue;
            }
            "do_not_record" => {
                event.optout = truth(value).or(event.optout);
                continue;
            }
            "recording" => {
                event.optout = event.optout.or(truth(value.at("optout")));
                continue;
            }
            _ => continue,
        };
        fill(field, || text(value));
    }
    event.links.append(&mut attachments);
    fill(&mut event.title, || name_for_title);
    // Schema v2 gives instants as start and end, and addresses by what they are.
    event.date_by_start();
    fill(&mut event.origin_url, || typed_link(fields, "origin"));
    fill(&mut event.feedback_url, || typed_link(fields, "feedback"));
    event
}

/// Of a field that comes twice, the first that says something counts.
fn fill<'t>(field: &mut Cow<'t, str>, value: impl FnOnce() -> Cow<'t, str>) {
    if field.trim().is_empty() {
        *field = value();
    }
}

fn typed_link<'t>(fields: &'t Object, kind: &str) -> Cow<'t, str> {
    let links = all(fields, "links").flat_map(Json::items);
    let mut links = links.filter_map(Json::object);
    let link = links.find(|link| first(link, &["type"]).eq_ignore_ascii_case(kind));
    link.map(|link| first(link, &["url"])).unwrap_or_default()
}

fn truth(value: &Json) -> Option<bool> {
    match value.text()?.trim() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// A list of persons, or one, or their names in one text.
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
