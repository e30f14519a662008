//! Sessionize's JSON: the views All, Sessions and GridSmart of its API, and files that copy them.
//!
//! Times are local and name no zone; one with an offset or `Z` is taken at its word. The Speakers view
//! has no times and is refused.

mod session;
mod speakers;
mod views;

use crate::decode::Source;
use crate::flat;
use crate::json::Json;
use crate::repair::Repairs;
use crate::sniff::{is_json, start_of};
use crate::{Format, ReadError, ReadOptions, Reading};

/// Keys that Sessionize alone has.
const SIGNS: [&str; 4] = [
    "\"isServiceSession\"",
    "\"isPlenumSession\"",
    "\"slotStart\"",
    "\"isTopSpeaker\"",
];

pub(crate) fn is_sessionize(source: &Source) -> bool {
    let start = start_of(source);
    is_json(start.trim_start()) && SIGNS.iter().any(|sign| start.contains(sign))
}

pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let text = source.text(None, &mut repairs);
    let document = Json::parse(&text, Format::Sessionize.describe())?;
    let schedule = views::schedule_of(&document)?;
    flat::into_reading(schedule, Format::Sessionize, options, repairs)
}

#[cfg(test)]
mod tests;
