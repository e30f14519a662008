//! `<event>` and what is in it.

use std::borrow::Cow;

use crate::frab::{Event, Person, Place, Reference};
use crate::xml::{Tag, Token, Truncated, Xml};

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
    loop {
        match xml.next()? {
            Token::Close("event") => return Ok(event),
            // What holds a list is as good as open: its items are known by their own names.
            Token::Open(Tag {
                name: "persons" | "speakers" | "links" | "attachments" | "recording",
                ..
            }) => {}
            token @ Token::Open(tag) if ends_event(&token) => {
                xml.malformed(|| format!("<event> is never closed before <{}>", tag.name));
                xml.push_back(token);
                return Ok(event);
            }
            Token::Open(tag) => child(xml, tag, &mut event)?,
            token @ (Token::End | Token::Close("room" | "day" | "schedule")) => {
                xml.malformed(|| "<event> is never closed".to_owned());
                xml.push_back(token);
                return Ok(event);
            }
            Token::Close(_) | Token::Text(_) | Token::Reference(_) => {}
        }
    }
}

fn child<'a>(xml: &mut Xml<'a>, tag: Tag<'a>, event: &mut Event<'a>) -> Result<(), Truncated> {
    match tag.name {
        "person" | "speaker" => {
            let person = person(xml, tag)?;
            event.people.push(person);
        }
        "link" | "attachment" => {
            let address = xml.attribute(tag, "href");
            let title = xml.text_of(tag, is_next_field)?;
            event.links.push(Reference { title, address });
        }
        "optout" | "do_not_record" => {
            let declined = xml.text_of(tag, is_next_field)?;
            event.optout = match declined.trim().to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" => Some(true),
                "false" | "0" | "no" => Some(false),
                _ => event.optout,
            };
        }
        name => match field(event, name) {
            Some(field) => *field = xml.text_of(tag, is_next_field)?,
            None => xml.skip(tag, is_heart_of_event)?,
        },
    }
    Ok(())
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
        "type" => &mut event.kind,
        "language" => &mut event.language,
        "status" | "state" => &mut event.status,
        "abstract" => &mut event.summary,
        "description" => &mut event.description,
        "origin_url" => &mut event.origin_url,
        "feedback_url" => &mut event.feedback_url,
        "code" => &mut event.code,
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
                "person" | "speaker" | "event" => {
                    xml.push_back(Token::Open(child));
                    break;
                }
                _ => xml.skip(child, is_heart_of_event)?,
            },
            token @ (Token::End | Token::Close("persons" | "event" | "day" | "schedule")) => {
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
    matches!(token, Token::Open(tag) if matches!(tag.name, "event" | "day"))
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
        || matches!(token, Token::Close("event" | "day" | "schedule"))
        || matches!(token, Token::Open(tag) if is_heart(tag.name))
}
