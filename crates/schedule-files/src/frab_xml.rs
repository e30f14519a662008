//! frab and Pentabarf XML: `<schedule>` with `<day>`, `<room>` and `<event>`; and EuroPython's own of
//! 2014, which has `<entry>` where frab has `<event>`.
//!
//! Only what stands where in the XML; what it means is in [`crate::frab`]. Elements are taken
//! wherever they stand, so that events directly under a day (FOSDEM to 2012) or under nothing are
//! read like others, and an element that is never closed costs no event.

mod events;

use std::borrow::Cow;

use crate::decode::Source;
use crate::frab::{Conference, Day, Document, into_reading};
use crate::repair::Repairs;
use crate::xml::{Tag, Token, Truncated, Xml, declared_encoding, root_element};
use crate::{Format, ReadError, ReadOptions, Reading};

const NAME: &str = "frab XML";

/// Whether these bytes start with an element `<schedule>`, after declarations and comments.
pub(crate) fn is_frab_xml(source: &Source) -> bool {
    root_element(source).is_some_and(|name| name == "schedule")
}

pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let text = source.text(declared_encoding(source.bytes()), &mut repairs);
    let (mut document, has_entries, repairs) = document(&text, repairs)?;
    if document.events().next().is_none() {
        return Err(ReadError::NoEvents { format: NAME });
    }
    let format = if has_entries {
        Format::EuropythonXml
    } else {
        Format::FrabXml
    };
    into_reading(&mut document, format, options, repairs)
}

/// Reads all of a file, and tells whether its events are entries.
fn document(text: &str, repairs: Repairs) -> Result<(Document<'_>, bool, Repairs), ReadError> {
    let mut xml = Xml::new(text, repairs);
    let mut document = Document::default();
    let mut room = Cow::Borrowed("");
    let mut opened = "schedule";
    let mut has_entries = false;
    loop {
        let token = xml
            .next()
            .map_err(|Truncated| truncated(&mut xml, opened))?;
        let part = match token {
            Token::Open(tag) => open(&mut xml, tag, &mut document, &mut room),
            Token::Close("schedule") => return Ok((document, has_entries, xml.repairs)),
            Token::Close("day" | "room") => {
                room = Cow::Borrowed("");
                Ok(Part::Other)
            }
            Token::End => return Err(truncated(&mut xml, opened)),
            _ => Ok(Part::Other),
        };
        match part.map_err(|Truncated| truncated(&mut xml, opened))? {
            Part::Event(name) => {
                opened = "the event after the last one read";
                has_entries |= name == events::ENTRY;
            }
            Part::Other => {}
        }
    }
}

/// What an element outside events was.
enum Part<'a> {
    /// By the element's name.
    Event(&'a str),
    Other,
}

fn open<'a>(
    xml: &mut Xml<'a>,
    tag: Tag<'a>,
    document: &mut Document<'a>,
    room: &mut Cow<'a, str>,
) -> Result<Part<'a>, Truncated> {
    match tag.name {
        "schedule" | "days" | "events" | "tracks" => {}
        "conference" => conference(xml, tag, document)?,
        "version" => document.version = xml.text_of(tag, is_structure)?,
        "track" => {
            let name = track(xml, tag)?;
            document.tracks.push(name);
        }
        "day" => {
            *room = Cow::Borrowed("");
            document.days.push(Day {
                index: xml.attribute(tag, "index"),
                date: xml.attribute(tag, "date"),
                start: xml.attribute(tag, "start"),
                end: xml.attribute(tag, "end"),
                events: Vec::new(),
            });
        }
        "room" if tag.empty => {}
        "room" => *room = xml.attribute(tag, "name"),
        "event" | events::ENTRY => {
            let event = events::read(xml, tag, room.clone())?;
            if document.days.is_empty() {
                document.days.push(Day::default());
            }
            if let Some(day) = document.days.last_mut() {
                day.events.push(event);
            }
            return Ok(Part::Event(tag.name));
        }
        _ => xml.skip(tag, is_structure)?,
    }
    Ok(Part::Other)
}

fn conference<'a>(
    xml: &mut Xml<'a>,
    tag: Tag<'a>,
    document: &mut Document<'a>,
) -> Result<(), Truncated> {
    if tag.empty {
        return Ok(());
    }
    loop {
        match xml.next()? {
            Token::Close("conference") | Token::End => return Ok(()),
            token if is_structure(&token) => {
                xml.malformed(|| "<conference> is never closed".to_owned());
                xml.push_back(token);
                return Ok(());
            }
            Token::Open(tag) if tag.name == "track" => {
                let name = track(xml, tag)?;
                document.tracks.push(name);
            }
            Token::Open(tag) => match conference_field(&mut document.conference, tag.name) {
                Some(field) => *field = xml.text_of(tag, is_structure)?,
                None => xml.skip(tag, is_structure)?,
            },
            _ => {}
        }
    }
}

fn conference_field<'d, 'a>(
    conference: &'d mut Conference<'a>,
    name: &str,
) -> Option<&'d mut Cow<'a, str>> {
    Some(match name {
        "title" => &mut conference.title,
        "acronym" => &mut conference.acronym,
        "venue" => &mut conference.venue,
        "city" => &mut conference.city,
        "start" => &mut conference.start,
        "end" => &mut conference.end,
        "day_change" => &mut conference.day_change,
        "time_zone_name" => &mut conference.time_zone_name,
        "url" => &mut conference.url,
        "base_url" => &mut conference.base_url,
        _ => return None,
    })
}

/// `<track name="…"/>` or `<track>…</track>`.
fn track<'a>(xml: &mut Xml<'a>, tag: Tag<'a>) -> Result<Cow<'a, str>, Truncated> {
    let name = xml.attribute(tag, "name");
    let text = xml.text_of(tag, is_structure)?;
    Ok(if name.is_empty() { text } else { name })
}

/// What ends everything that is still open outside an event.
fn is_structure(token: &Token) -> bool {
    matches!(token, Token::Open(tag) if matches!(tag.name, "day" | "event" | events::ENTRY))
        || matches!(token, Token::Close("conference" | "day" | "schedule"))
}

fn truncated(xml: &mut Xml, opened: &str) -> ReadError {
    ReadError::Malformed {
        format: NAME,
        place: xml.place(),
        problem: format!("the file ends before </schedule>, inside {opened}"),
        cure: "It was cut off on its way: fetch it again".to_owned(),
    }
}

#[cfg(test)]
mod tests;
