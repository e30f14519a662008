//! One event of a document to a session.

use std::borrow::Cow;

use agenda::{Identifiers, Link, Session, Speaker, Status};

use super::times::Times;
use super::{Day, Document, Event, Person, Reference};
use crate::kinds::kind_of;
use crate::repair::{Repairs, known_by, read_title};
use crate::text::{clean_line, clean_option, described};
use crate::told::{is_online, language_named, status_named};
use crate::{RepairKind, Skipped};

/// The session that an event describes; what cannot be one is named with the reason.
pub(super) fn read(
    document: &Document,
    day: &Day,
    event: &Event,
    times: &Times,
    repairs: &mut Repairs,
) -> Result<Session, Skipped> {
    if event.status.trim().eq_ignore_ascii_case("deleted") {
        let title = clean_line(&event.title, repairs);
        return Err(Skipped {
            what: if title.is_empty() {
                event.place.to_string()
            } else {
                title
            },
            why: "the file says that it is deleted".to_owned(),
        });
    }
    let room = room(event, repairs);
    let track = clean_option(&event.track, repairs);
    let speakers = speakers(&event.people, repairs);
    let written_title = clean_line(&event.title, repairs);
    let marks = read_title(&written_title, repairs);
    let kind_label = clean_option(&event.kind, repairs);
    let kind = kind_of(kind_label.as_deref(), track.as_deref(), marks.title);
    let slot = times.slot(day, event, kind, marks.title, repairs);
    let title = match marks.title {
        "" => {
            let title = known_by(&speakers, room.as_deref(), track.as_deref())
                .or_else(|| slot.map(|_| "Untitled session".to_owned()))
                .ok_or_else(|| Skipped {
                    what: event.place.to_string(),
                    why: "it has no title, no time, no room and no speakers".to_owned(),
                })?;
            repairs.note(RepairKind::MissingTitle, || {
                format!("{}: {title}", event.place)
            });
            title
        }
        title => title.to_owned(),
    };
    let mut text = described(&event.summary, &event.description, repairs);
    text.append("Level", &clean_line(&event.level, repairs));
    Ok(Session {
        identifiers: identifiers(event),
        title,
        subtitle: clean_option(&event.subtitle, repairs),
        kind,
        kind_label,
        slot,
        online: is_online(room.as_deref()) || is_online(Some(document.conference.venue.trim())),
        room,
        track,
        language: language_named(&event.language),
        speakers,
        text: text.plain,
        rich_text: text.rich,
        url: url(document, event),
        links: links(document, event, repairs),
        status: if marks.status == Status::Cancelled {
            marks.status
        } else {
            status_named(&event.status)
        },
        recorded: event.optout.map(|declined| !declined),
    })
}

/// The room that the event names itself, else the one that it is listed under.
fn room(event: &Event, repairs: &mut Repairs) -> Option<String> {
    let listed = clean_option(&event.listed_room, repairs);
    let own = clean_option(&event.room, repairs);
    if let (Some(own), Some(listed)) = (&own, &listed)
        && own != listed
    {
        repairs.note(RepairKind::RoomDiffers, || {
            format!(
                "“{}” names {own}, but is listed under {listed}",
                event.title.trim()
            )
        });
    }
    own.or(listed)
}

fn speakers(people: &[Person], repairs: &mut Repairs) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::with_capacity(people.len());
    for person in people {
        let Some(name) = clean_option(&person.name, repairs) else {
            continue;
        };
        if speakers.iter().all(|speaker| speaker.name != name) {
            speakers.push(Speaker {
                name,
                organisation: clean_option(&person.organisation, repairs),
            });
        }
    }
    speakers
}

fn identifiers(event: &Event) -> Identifiers {
    let given = |text: &Cow<str>| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Identifiers {
        guid: given(&event.guid),
        code: given(&event.code).or_else(|| code(event)),
        uid: None,
        id: given(&event.id),
    }
}

/// pretalx's short code, from where it leaves it: `…/talk/7BKUGR/`, `…/event/7BKUGR-title/`, the
/// slug `7BKUGR-title`.
fn code(event: &Event) -> Option<String> {
    [&event.url, &event.origin_url, &event.feedback_url]
        .into_iter()
        .find_map(|url| code_in_address(url))
        .or_else(|| leading_code(event.slug.trim()))
        .map(str::to_owned)
}

fn code_in_address(url: &str) -> Option<&str> {
    let mut parts = url.split('/');
    parts.find(|part| matches!(*part, "talk" | "event"))?;
    leading_code(parts.next()?)
}

/// Six capitals and digits, not all digits, at the start or all there is.
fn leading_code(text: &str) -> Option<&str> {
    let code = text.split('-').next()?;
    let letters = code.len() == 6
        && code
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && code.bytes().any(|byte| byte.is_ascii_uppercase());
    letters.then_some(code)
}

fn url(document: &Document, event: &Event) -> Option<String> {
    [&event.url, &event.origin_url]
        .into_iter()
        .map(|url| url.trim())
        .find(|url| !url.is_empty())
        .map(|url| absolute(document, event, url))
}

fn links(document: &Document, event: &Event, repairs: &mut Repairs) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::with_capacity(event.links.len());
    for Reference { title, address } in &event.links {
        let title = clean_line(title, repairs);
        let address = match address.trim() {
            "" if title.starts_with("http") => title.as_str(),
            address => address,
        };
        if address.is_empty() {
            continue;
        }
        let url = absolute(document, event, address);
        if links.iter().all(|link| link.url != url) {
            let title = if title.is_empty() { url.clone() } else { title };
            links.push(Link { title, url });
        }
    }
    links
}

/// Paths are completed by the conference's own address, else the event's.
fn absolute(document: &Document, event: &Event, address: &str) -> String {
    if let Some(rest) = address.strip_prefix("//") {
        return format!("https://{rest}");
    }
    let is_whole = address.contains("://") || address.starts_with("mailto:");
    let bases = [
        &document.conference.base_url,
        &event.url,
        &document.conference.url,
    ];
    let base = bases
        .into_iter()
        .map(|base| base.trim())
        .find(|base| base.starts_with("http"));
    match base {
        Some(base) if !is_whole && address.starts_with('/') => {
            let host_end = base
                .match_indices('/')
                .nth(2)
                .map_or(base.len(), |(slash, _)| slash);
            format!("{}{address}", &base[..host_end])
        }
        _ => address.to_owned(),
    }
}
