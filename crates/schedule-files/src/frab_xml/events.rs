//! `<event>` or `<entry>`, and what is in it.

use std::borrow::Cow;

use crate::frab::{Event, Person, Place, Reference};
use crate::xml::{Tag, Token, Truncated, Xml};

/// EuroPython's name for an event. Its start is `0930`, its duration in minutes.
pub(super) const ENTRY: &str = "entry";

/// Reads an event that was just opened, up to its end.
pub(super) fn read<'a>(
    xml: &mut Xml<'a>,
    tag: Tag<'a>,
    listed_room: Cow<'a, str>,
) -> Result<Event<'a>, Truncated> {
    let mut event = Event {
        place: Place::Line(xml.line()),
        guid: xml.attribute(tag, "guid"),
        id: xml.attribute(tag, "id"),
        code: xml.attribute(tag, "code"),
        listed_room,
        ..Event::default()
    };
    if tag.empty {
        return Ok(event);
    }
    let mut in_recording = false;
    loop {
        match xml.next()? {
            Token::Close(name) if name == tag.name => break,
            // What holds a list is as good as open: its items are known by their own names.
            Token::Open(Tag {
                name: "persons" | "speakers" | "links" | "attachments" | "topics",
                ..
            }) => {}
            Token::Open(tag) if tag.name == "recording" => {
                let declined = xml.attribute(tag, "optout");
                event.optout = truth(&declined).or(event.optout);
                in_recording = !tag.empty;
            }
            Token::Close("recording") => in_recording = false,
            Token::Open(tag) if in_recording && matches!(tag.name, "url" | "link") => {
                recording(xml, tag, &mut event)?;
            }
            token @ Token::Open(next)
                if ends_event(&token) && (next.name, tag.name) != (ENTRY, "event") =>
            {
                xml.malformed(|| format!("<{}> is never closed before <{}>", tag.name, next.name));
                xml.push_back(token);
                break;
            }
            Token::Open(tag) => child(xml, tag, &mut event)?,
            token @ (Token::End | Token::Close("room" | "day" | "schedule")) => {
                xml.malformed(|| format!("<{}> is never closed", tag.name));
                xml.push_back(token);
                break;
            }
            Token::Close(_) | Token::Text(_) | Token::Reference(_) => {}
        }
    }
    if tag.name == ENTRY {
        in_the_forms_of_frab(&mut event);
    }
    event.date_by_start();
    Ok(event)
}

/// `0930` is 09:30, `45` are minutes.
fn in_the_forms_of_frab(event: &mut Event) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let start = event.start.trim();
    if let Some((hours, minutes)) = start.split_at_checked(start.len().saturating_sub(2))
        && is_number(hours)
        && is_number(minutes)
    {
        event.start = Cow::Owned(format!("{hours}:{minutes}"));
    }
    let minutes = event.duration.trim();
    if is_number(minutes) {
        event.duration = Cow::Owned(format!("PT{minutes}M"));
    }
}

fn child<'a>(xml: &mut Xml<'a>, tag: Tag<'a>, event: &mut Event<'a>) -> Result<(), Truncated> {
    match tag.name {
        "person" | "speaker" => {
            let person = person(xml, tag)?;
            event.people.push(person);
        }
        "link" | "attachment" => {
            let address = first_of(xml.attribute(tag, "href"), || xml.attribute(tag, "url"));
            let title = xml.text_of(tag, is_next_field)?;
            event.links.push(Reference { title, address });
        }
        "topic" => {
            let topic = xml.text_of(tag, is_next_field)?;
            if event.track.trim().is_empty() {
                event.track = topic;
            } else if !topic.trim().is_empty() {
                event.track.to_mut().extend([", ", topic.trim()]);
            }
        }
        "optout" | "do_not_record" => {
            let declined = xml.text_of(tag, is_next_field)?;
            event.optout = truth(&declined).or(event.optout);
        }
        "video_download_url" => recording(xml, tag, event)?,
        name => match field(event, name) {
            Some(field) => *field = xml.text_of(tag, is_next_field)?,
            None => xml.skip(tag, is_heart_of_event)?,
        },
    }
    Ok(())
}

/// Where the recording is to be had.
fn recording<'a>(xml: &mut Xml<'a>, tag: Tag<'a>, event: &mut Event<'a>) -> Result<(), Truncated> {
    let href = first_of(xml.attribute(tag, "href"), || xml.attribute(tag, "url"));
    let text = xml.text_of(tag, is_next_field)?;
    event.links.push(Reference {
        title: Cow::Borrowed("Recording"),
        address: first_of(href, || text),
    });
    Ok(())
}

fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// The elements of an event that hold text.
fn field<'e, 'a>(event: &'e mut Event<'a>, name: &str) -> Option<&'e mut Cow<'a, str>> {
    Some(match name {
        "date" => &mut event.date,
        "start" => &mut event.start,
        "duration" => &mut event.duration,
        "end" => &mut event.end,
        "room" => &mut event.room,
        "slug" => &mut event.slug,
        "url" | "conf_url" | "full_conf_url" => &mut event.url,
        "title" => &mut event.title,
        "subtitle" => &mut event.subtitle,
        "track" => &mut event.track,
        "type" | "category" => &mut event.kind,
        "language" => &mut event.language,
        "status" | "state" => &mut event.status,
        "abstract" => &mut event.summary,
        "description" => &mut event.description,
        "origin_url" => &mut event.origin_url,
        "feedback_url" => &mut event.feedback_url,
        "code" => &mut event.code,
        "audience" => &mut event.level,
        _ => return None,
    })
}

/// A name as text, in an attribute, or in elements (pretalx's `<public_name>`).
fn person<'a>(xml: &mut Xml<'a>, tag: Tag<'a>) -> Result<Person<'a>, Truncated> {
    let mut person = Person {
        name: first_of(xml.attribute(tag, "public_name"), || {
            xml.attribute(tag, "name")
        }),
        organisation: Cow::Borrowed(""),
    };
    for name in ["organisation", "organization", "affiliation", "company"] {
        person.organisation = first_of(person.organisation, || xml.attribute(tag, name));
    }
    if tag.empty {
        return Ok(person);
    }
    let mut text = String::new();
    let mut parts = String::new();
    loop {
        match xml.next()? {
            Token::Close(name) if name == tag.name => break,
            Token::Text(part) => text.push_str(part),
            Token::Reference(name) => xml.resolve(name, &mut text),
            Token::Open(child) => match child.name {
                "public_name" | "name" | "full_public_name" | "display_name" => {
                    person.name = xml.text_of(child, is_next_field)?;
                }
                "first_name" | "last_name" => {
                    let part = xml.text_of(child, is_next_field)?;
                    parts.extend([" ", part.trim()]);
                }
                "organization" | "organisation" | "affiliation" | "company" => {
                    person.organisation = xml.text_of(child, is_next_field)?;
                }
                "person" | "speaker" | "event" | ENTRY => {
                    xml.push_back(Token::Open(child));
                    break;
                }
                _ => xml.skip(child, is_heart_of_event)?,
            },
            token @ (Token::End
            | Token::Close("persons" | "event" | ENTRY | "day" | "schedule")) => {
                xml.malformed(|| format!("<{}> is never closed", tag.name));
                xml.push_back(token);
                break;
            }
            Token::Close(_) => {}
        }
    }
    for other in [text, parts] {
        if person.name.trim().is_empty() {
            person.name = Cow::Owned(other);
        }
    }
    Ok(person)
}

fn first_of<'a>(first: Cow<'a, str>, second: impl FnOnce() -> Cow<'a, str>) -> Cow<'a, str> {
    if first.is_empty() { second() } else { first }
}

fn ends_event(token: &Token) -> bool {
    matches!(token, Token::Open(tag) if matches!(tag.name, "event" | ENTRY | "day"))
}

/// What cannot stand inside a text: the field before it was never closed.
fn is_next_field(token: &Token) -> bool {
    let is_field = |name: &str| {
        matches!(
            name,
            "room"
                | "subtitle"
                | "track"
                | "type"
                | "language"
                | "abstract"
                | "description"
                | "links"
                | "recording"
                | "slug"
        )
    };
    is_heart_of_event(token) || matches!(token, Token::Open(tag) if is_field(tag.name))
}

/// What cannot stand inside any part of an event, whatever it is.
fn is_heart_of_event(token: &Token) -> bool {
    let is_heart = |name: &str| matches!(name, "date" | "start" | "duration" | "title" | "persons");
    ends_event(token)
        || matches!(token, Token::Close("event" | ENTRY | "day" | "schedule"))
        || matches!(token, Token::Open(tag) if is_heart(tag.name))
}
