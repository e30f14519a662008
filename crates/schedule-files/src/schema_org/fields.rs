//! Fields of schema.org as they are written: a text or an object, one or several.

use chrono::TimeDelta;

use crate::json::Json;
use crate::stamp::Stamp;

/// The types of a thing, without what stands before them (`https://schema.org/Event`, `schema:Event`).
pub(super) fn types<'a>(json: &'a Json<'a>) -> impl Iterator<Item = &'a str> {
    let types = json.at("@type").values().iter();
    types.map(|kind| last_part(kind.words()))
}

/// The last part of an address or prefixed name.
pub(super) fn last_part(name: &str) -> &str {
    name.rsplit(['/', ':', '#']).next().unwrap_or(name)
}

/// A text, or the name of an object.
pub(super) fn label<'a>(json: &'a Json<'a>) -> &'a str {
    match json.words() {
        "" => json.at("name").words(),
        words => words,
    }
}

/// The first of a field's values that is called something.
pub(super) fn first_label<'a>(json: &'a Json<'a>, field: &str) -> &'a str {
    let mut labels = json.at(field).values().iter().map(label);
    labels.find(|label| !label.is_empty()).unwrap_or_default()
}

/// The page of a thing.
pub(super) fn address<'a>(json: &'a Json<'a>) -> &'a str {
    let candidates = [first_label(json, "url"), json.at("@id").words()];
    let mut addresses = candidates
        .into_iter()
        .filter(|address| address.starts_with("http"));
    addresses.next().unwrap_or_default()
}

pub(super) fn stamp(json: &Json, field: &str) -> Option<Stamp> {
    Stamp::read(first_label(json, field))
}

/// The zone of an event's schedule, the one place where schema.org has one.
pub(super) fn zone<'a>(json: &'a Json<'a>) -> &'a str {
    let schedules = json.at("eventSchedule").values().iter();
    let mut zones = schedules.map(|schedule| schedule.at("scheduleTimezone").words());
    zones.find(|zone| !zone.is_empty()).unwrap_or_default()
}

/// Such as a conference of several days.
pub(super) fn lasts_longer_than_a_day(event: &Json) -> bool {
    length(event).is_some_and(|length| length > TimeDelta::days(1))
}

/// Such as one day of a conference.
pub(super) fn lasts_as_a_day(event: &Json) -> bool {
    const DAY: TimeDelta = TimeDelta::hours(6);
    matches!(stamp(event, "startDate"), Some(Stamp::Date(_)))
        || length(event).is_some_and(|length| length >= DAY)
}

/// From start to end as they are written; whole days count to their end.
fn length(event: &Json) -> Option<TimeDelta> {
    let (start, end) = (stamp(event, "startDate")?, stamp(event, "endDate")?);
    let is_day = matches!(end, Stamp::Date(_));
    let written = |stamp: Stamp| {
        let time = stamp.written_time().unwrap_or_default();
        stamp.written_date().and_time(time)
    };
    let length = written(end) - written(start);
    Some(length + TimeDelta::days(i64::from(is_day)))
}
