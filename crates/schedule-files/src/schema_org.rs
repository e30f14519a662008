//! schema.org events as JSON-LD: alone, or in the scripts of a web page.
//!
//! An event with events in it is the conference, which is no session itself; one between them is a
//! day, or gives its name as the track. An event alone is a conference of one session, unless it
//! lasts longer than a day: then it is a conference that does not tell its programme here, and the
//! page is refused with the schedules that it links to. Several events side by side are the sessions
//! of a conference that the page names. References: schema.org/Event and what search engines ask for.

mod events;
mod fields;
mod session;

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::decode::Source;
use crate::flat::{self, FlatSchedule, check_count};
use crate::json::Json;
use crate::repair::Repairs;
use crate::sniff::{is_json, start_of};
use crate::{Format, ReadError, ReadOptions, Reading, Skipped, web_page};
use events::Events;
use session::{Place, conference_place, read as read_session};

const NAME: &str = "page with schema.org data";

pub(crate) fn is_schema_org(source: &Source) -> bool {
    let start = start_of(source);
    if is_json(start.trim_start()) {
        return start.contains("\"@type\"")
            && (start.contains("schema.org") || start.contains("Event\""));
    }
    web_page::is_page(&start) && memchr::memmem::find(source.bytes(), b"ld+json").is_some()
}

/// # Errors
/// [`ReadError::WebPage`] for a page without a programme, [`ReadError::NoEvents`] for such a file.
pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let start = start_of(source);
    let is_page = web_page::is_page(&start);
    let declared = web_page::charset(&start).filter(|_| is_page);
    let text = source.text(declared, &mut repairs);
    let (texts, broken) = blocks(&text, is_page);
    let documents: Vec<Json> = match (&texts[..], is_page) {
        ([text], false) => vec![Json::parse(text, Format::SchemaOrg.describe())?],
        _ => texts
            .iter()
            .filter_map(|text| Json::parse(text, NAME).ok())
            .collect(),
    };
    let events = Events::of(&documents);
    let Some(mut schedule) = schedule_of(&events)? else {
        return Err(match is_page {
            true => web_page::refusal(source, options),
            false => ReadError::NoEvents {
                format: Format::SchemaOrg.describe(),
            },
        });
    };
    let page_title = web_page::title(&text);
    if is_page && schedule.title.is_empty() {
        schedule.title = &page_title;
    }
    let unread = broken + texts.len() - documents.len();
    if unread > 0 {
        schedule.skipped.push(Skipped {
            what: format!("{unread} of the page’s blocks of data"),
            why: "they are no JSON; if sessions are missing, they may be there".to_owned(),
        });
    }
    flat::into_reading(schedule, Format::SchemaOrg, options, repairs)
}

/// The texts of the blocks that are JSON, and how many are not.
fn blocks(text: &str, is_page: bool) -> (Vec<Cow<'_, str>>, usize) {
    if !is_page {
        return (vec![Cow::Borrowed(text)], 0);
    }
    let mut broken = 0;
    let texts = web_page::linked_data(text).filter_map(|block| {
        let mended = mended(block);
        broken += usize::from(mended.is_none());
        mended
    });
    (texts.collect(), broken)
}

/// A block without the comments that may wrap it. Line feeds inside texts, which JSON forbids and
/// sites write, become spaces.
fn mended(block: &str) -> Option<Cow<'_, str>> {
    let block = block
        .split_once("<![CDATA[")
        .map_or(block, |(_, inside)| inside);
    let block = block.split("]]>").next().unwrap_or(block);
    let start = block.find(['{', '['])?;
    let end = block.rfind(['}', ']'])?;
    let block = block.get(start..=end)?;
    let is_whole = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    if is_whole(block) {
        return Some(Cow::Borrowed(block));
    }
    let one_line = block.replace(['\n', '\r', '\t'], " ");
    is_whole(&one_line).then_some(Cow::Owned(one_line))
}

/// None where no event tells of a session.
fn schedule_of<'a>(events: &Events<'a>) -> Result<Option<FlatSchedule<'a>>, ReadError> {
    let sessions = events.sessions();
    check_count(sessions.len(), Format::SchemaOrg)?;
    let conference = events.conference();
    let is_programme = match (&sessions[..], conference) {
        ([only], None) => !fields::lasts_longer_than_a_day(events.json(*only)),
        (sessions, _) => !sessions.is_empty(),
    };
    if !is_programme {
        return Ok(None);
    }
    // One event alone is its own conference.
    let told = conference.or(match sessions[..] {
        [only] => Some(only),
        _ => None,
    });
    let place = conference_place(events, told, &sessions);
    let mut schedule = match told {
        Some(told) => conference_facts(events, told, &place),
        None => FlatSchedule::default(),
    };
    schedule.venue = place.venue;
    schedule.city = place.city;
    schedule.places.extend(place.words);
    let zones = told.into_iter().chain(sessions.iter().copied());
    let zone = zones
        .map(|event| fields::zone(events.json(event)))
        .find(|zone| !zone.is_empty());
    schedule.zone = zone.map(|zone| (zone, "scheduleTimezone in the data"));
    for event in sessions {
        let session = read_session(events, event, schedule.venue);
        schedule.sessions.push(session);
    }
    Ok(Some(schedule))
}

fn conference_facts<'a>(
    events: &Events<'a>,
    conference: usize,
    place: &Place<'a>,
) -> FlatSchedule<'a> {
    let json = events.json(conference);
    let day = |field: &str| fields::stamp(json, field).map(crate::stamp::Stamp::written_date);
    let is_container = events.conference().is_some();
    FlatSchedule {
        title: json.at("name").words(),
        url: fields::address(json),
        first_day: day("startDate").filter(|_| is_container),
        last_day: day("endDate").filter(|_| is_container),
        places: vec![place.venue],
        ..FlatSchedule::default()
    }
}

#[cfg(test)]
mod tests;
