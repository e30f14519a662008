//! Open Event, the format of FOSSASIA and eventyay: `event`, `sessions`, `speakers`, `microlocations`,
//! `tracks` and `session_types`, each in a file of its own, or in one document. References: the
//! samples and API.md of fossasia/open-event, and the JSON:API of open-event-server.

mod record;
mod session;

use std::borrow::Cow;

use crate::container::file_name;
use crate::decode::Source;
use crate::flat::{self, FlatSchedule, check_count};
use crate::json::{Json, Object};
use crate::repair::Repairs;
use crate::sniff::{is_json, start_of};
use crate::stamp::Stamp;
use crate::{Format, ReadError, ReadOptions, Reading};
use record::{Record, Records};
use session::{SessionReader, is_accepted};

/// The files of a set, by their names without ending.
const PARTS: [&str; 6] = [
    "event",
    "sessions",
    "speakers",
    "microlocations",
    "tracks",
    "session_types",
];

/// Whether sessions of Open Event begin: their places are called microlocations.
pub(crate) fn is_open_event(source: &Source) -> bool {
    let start = start_of(source);
    let has_times = ["\"start_time\"", "\"starts-at\"", "\"timestart\""]
        .iter()
        .any(|key| start.contains(key));
    let has_places = ["\"microlocation\"", "\"microlocations\""]
        .iter()
        .any(|key| start.contains(key));
    is_json(start.trim_start()) && has_places && has_times
}

/// Which file of a set this name is.
pub(crate) fn part_of(name: &str) -> Option<&'static str> {
    let name = file_name(name).to_ascii_lowercase();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    PARTS.into_iter().find(|part| *part == stem)
}

/// Which part of a set a document is, by its fields, if its records are no sessions.
pub(crate) fn part_alone(document: &Json) -> Option<&'static str> {
    /// A part, and fields of which each of its records has one of each group.
    const SIGNS: [(&str, &[&[&str]]); 4] = [
        (
            "speakers",
            &[&["short_biography", "long_biography"], &["sessions"]],
        ),
        ("tracks", &[&["color"], &["font_color"], &["sessions"]]),
        (
            "microlocations",
            &[&["floor"], &["latitude"], &["longitude"]],
        ),
        ("session_types", &[&["length"], &["name"], &["id"]]),
    ];
    let is_event = |event: &Object| {
        let has = |name: &str| event.get(name).is_some();
        has("event_url") && has("licence_details") && !has("sessions")
    };
    if document.object().is_some_and(is_event) {
        return Some("event");
    }
    let data = document.at("data");
    let records = if data.is_null() { document } else { data };
    let first = records.items().first()?;
    let kind = first.at("type").words().replace('-', "_");
    if !data.is_null()
        && let Some(part) = PARTS
            .into_iter()
            .find(|part| part.trim_end_matches('s') == kind)
    {
        let is_same = |record: &Json| record.at("type") == first.at("type");
        return (part != "sessions" && records.items().iter().all(is_same)).then_some(part);
    }
    let has_one = |record: &Json, names: &[&str]| {
        let mut fields = record.object().into_iter().flat_map(Object::fields);
        fields.any(|(name, _)| names.contains(&name))
    };
    let is_part = |signs: &[&[&str]]| {
        records.items().iter().all(|record| {
            signs.iter().all(|names| has_one(record, names))
                && !has_one(record, &["start_time", "starts_at", "title"])
        })
    };
    let found = SIGNS.iter().find(|(_, signs)| is_part(signs));
    found.map(|(part, _)| *part)
}

pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    read_set(&[("sessions", source)], options)
}

/// Reads the files of a set together.
///
/// # Errors
/// One that is no JSON is refused with its name.
pub(crate) fn read_set(
    files: &[(&str, &Source)],
    options: &ReadOptions,
) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let texts: Vec<(&str, Cow<str>)> = files
        .iter()
        .map(|(name, source)| (*name, source.text(None, &mut repairs)))
        .collect();
    let documents: Vec<(&str, Json)> = texts
        .iter()
        .map(|(name, text)| Ok((*name, parsed(name, text, files.len())?)))
        .collect::<Result<_, ReadError>>()?;
    let mut records = Records::default();
    for (name, document) in &documents {
        records.add(part_of(name).unwrap_or("sessions"), document);
    }
    let schedule = schedule_of(&records)?;
    flat::into_reading(schedule, Format::OpenEvent, options, repairs)
}

fn parsed<'a>(name: &str, text: &'a str, files: usize) -> Result<Json<'a>, ReadError> {
    let mut parsed = Json::parse(text, Format::OpenEvent.describe());
    if let Err(ReadError::Malformed { place, .. }) = &mut parsed
        && files > 1
    {
        *place = format!("{name}, {place}");
    }
    parsed
}

fn schedule_of<'a>(records: &Records<'a>) -> Result<FlatSchedule<'a>, ReadError> {
    check_count(records.sessions.len(), Format::OpenEvent)?;
    let event = records.event.unwrap_or(Record::NONE);
    let day = |names: &[&str]| Stamp::read(event.text(names)).map(Stamp::written_date);
    let names = |list: &[Record<'a>]| list.iter().map(|record| record.text(&["name"])).collect();
    let mut schedule = FlatSchedule {
        title: event.text(&["name"]),
        url: event.text(&["event_url", "external_event_url", "ticket_url"]),
        venue: event.text(&["location_name", "locname"]),
        first_day: day(&["start_time", "starts_at", "timestart"]),
        last_day: day(&["end_time", "ends_at", "timeend"]),
        rooms: names(&records.microlocations),
        tracks: names(&records.tracks),
        zone: Some((event.text(&["timezone"]), "timezone in the event")),
        places: vec![event.text(&["searchable_location_name"])],
        ..FlatSchedule::default()
    };
    let reader = SessionReader::new(records, records.sessions.iter().any(is_accepted));
    for session in &records.sessions {
        reader.read(*session, &mut schedule);
    }
    Ok(schedule)
}

#[cfg(test)]
mod tests;
