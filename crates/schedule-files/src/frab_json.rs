//! frab JSON, as frab, pretalx, the c3voc and hubs write it: `schedule.conference.days` with rooms that
//! hold events (c3voc schema v1), or a flat list of `events` with start and end (schema v2). References:
//! `validator/json/schema.json` and `schema2.json` of voc/schedule.
//!
//! All of it is read leniently, field by field, because sources differ in what they write as text,
//! number, object, list or null, and in what they leave out. What the fields mean is
//! [`crate::frab`]'s.

mod events;
mod fields;
mod frame;

use crate::decode::Source;
use crate::frab::into_reading;
use crate::json::Json;
use crate::other_json;
use crate::repair::Repairs;
use crate::sniff::start_of;
use crate::{Format, ReadError, ReadOptions, Reading};
use frame::Frame;

const NAME: &str = "frab JSON file";

/// Whether an object begins whose `schedule` is an object again, with a conference in it.
pub(crate) fn is_frab_json(source: &Source) -> bool {
    let start = start_of(source);
    // Schema v2 may have all its events before the conference.
    let has_conference = || {
        start.contains("\"conference\"")
            || memchr::memmem::find(source.bytes(), b"\"conference\"").is_some()
    };
    start.trim_start().starts_with('{') && opens(&start, "\"schedule\"", &['{']) && has_conference()
}

/// Whether it is what stands in `schedule` alone.
pub(crate) fn is_bare_frab_json(source: &Source) -> bool {
    let start = start_of(source);
    start.trim_start().starts_with('{')
        && opens(&start, "\"days\"", &['[', '{'])
        && ["\"conference\"", "\"acronym\"", "\"day_start\""]
            .iter()
            .any(|key| start.contains(key))
        && ["\"rooms\"", "\"events\""]
            .iter()
            .any(|key| opens(&start, key, &['[', '{']))
}

/// Whether the value of a key begins with one of these.
fn opens(text: &str, key: &str, brackets: &[char]) -> bool {
    text.match_indices(key).any(|(at, _)| {
        let value = text[at + key.len()..].trim_start().strip_prefix(':');
        value.is_some_and(|value| value.trim_start().starts_with(brackets))
    })
}

/// # Errors
/// A file without the frame of the format is read or refused as another program's.
pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let text = source.text(None, &mut repairs);
    let file = Json::parse(&text, NAME)?;
    let frame = Frame::of(&file);
    if !frame.is_frab() {
        return other_json::read(source, options);
    }
    match frame.document() {
        Some(mut document) => into_reading(&mut document, Format::FrabJson, options, repairs),
        None => Err(ReadError::NoEvents { format: NAME }),
    }
}

#[cfg(test)]
mod tests;
