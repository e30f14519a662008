//! All events of a file to sessions: repeating ones at each of their times within the conference.

mod budget;
mod repeating;
mod span;

use std::collections::HashMap;

use agenda::Session;
use chrono::NaiveDateTime;

use super::component::EventComponent;
use super::event::EventReader;
use super::series::Series;
use super::time::Moment;
use crate::Skipped;
use budget::Budget;
use repeating::Repeating;
use span::ConferenceSpan;

/// What a file gives.
#[derive(Default)]
pub(super) struct Expansion {
    pub(super) sessions: Vec<Session>,
    pub(super) skipped: Vec<Skipped>,
    /// Sessions beside the first of each event.
    pub(super) repetitions: usize,
}

pub(super) fn sessions_of(events: &[EventComponent], reader: &mut EventReader) -> Expansion {
    let mut budget = Budget::default();
    let plans = plans(events, reader);
    let mut span = ConferenceSpan::of(events, &plans, reader, &mut budget);
    let mut overrides: HashMap<usize, Vec<Override>> = HashMap::new();
    for (index, plan) in plans.iter().enumerate() {
        if let Plan::Replaces { series, at } = *plan {
            let follows = follows(&events[index]);
            let replacing = Override { at, index, follows };
            overrides.entry(series).or_default().push(replacing);
        }
    }
    let read: Vec<Result<Session, Skipped>> = (0..events.len())
        .map(|index| read(index, events, &plans, reader))
        .collect();
    let mut repeated = HashMap::new();
    for (index, plan) in plans.iter().enumerate() {
        let (Plan::Repeats(series), Ok(session)) = (plan, &read[index]) else {
            continue;
        };
        let times = span.times_of(index, series, &mut budget);
        let mut replaced = overrides.remove(&index).unwrap_or_default();
        replaced.sort_by_key(|replacing| replacing.at);
        let repeating = Repeating {
            session,
            uid: events[index].uid(),
            series,
            overrides: &replaced,
            read: &read,
        };
        repeated.insert(index, repeating.expand(times, reader, &mut budget));
    }
    let mut expansion = Expansion::default();
    for (index, event) in read.into_iter().enumerate() {
        match (event, repeated.remove(&index)) {
            (Ok(_), Some(Ok(sessions))) => {
                expansion.repetitions += sessions.len().saturating_sub(1);
                expansion.sessions.extend(sessions);
            }
            (Ok(session), None) => expansion.sessions.push(session),
            (Err(skipped), _) | (_, Some(Err(skipped))) => expansion.skipped.push(skipped),
        }
    }
    expansion
}

/// What is to become of an event.
enum Plan {
    Single,
    Repeats(Series),
    /// Takes the place of one time of a series, told by the series' clock.
    Replaces {
        series: usize,
        at: NaiveDateTime,
    },
}

/// An event in the place of one time of a series, or of all from that one on.
struct Override {
    at: NaiveDateTime,
    index: usize,
    follows: bool,
}

fn plans(events: &[EventComponent], reader: &mut EventReader) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::with_capacity(events.len());
    let mut by_uid = HashMap::new();
    for (index, event) in events.iter().enumerate() {
        let series = Series::of(event, reader);
        if let (Some(_), Some(uid), None) = (&series, event.uid(), event.get("RECURRENCE-ID")) {
            by_uid.entry(uid).or_insert(index);
        }
        plans.push(series.map_or(Plan::Single, Plan::Repeats));
    }
    for (index, event) in events.iter().enumerate() {
        let Some(id) = event.get("RECURRENCE-ID") else {
            continue;
        };
        let place = event.uid().and_then(|uid| by_uid.get(&uid).copied());
        let Some((place, Plan::Repeats(series))) = place.map(|place| (place, &plans[place])) else {
            continue;
        };
        let at = match Moment::read(id) {
            // A day is enough to name a time that comes once a day.
            Some(Moment::Date(date)) => date.and_time(series.start.time()),
            Some(moment) => series.clock.shows(moment, id, reader),
            None => continue,
        };
        plans[index] = Plan::Replaces { series: place, at };
    }
    plans
}

fn follows(event: &EventComponent) -> bool {
    event
        .get("RECURRENCE-ID")
        .and_then(|property| property.parameter("RANGE"))
        .is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"))
}

/// Reads one event; one in the place of another has from that one what it does not tell itself.
fn read(
    index: usize,
    events: &[EventComponent],
    plans: &[Plan],
    reader: &mut EventReader,
) -> Result<Session, Skipped> {
    let event = &events[index];
    let Plan::Replaces { series, at } = &plans[index] else {
        return reader.read(event);
    };
    let mut completed = EventComponent {
        place: event.place,
        properties: event.properties.clone(),
    };
    if event.get("SUMMARY").is_none() {
        let title = events[*series].get("SUMMARY").cloned();
        completed.properties.extend(title);
    }
    if event.get("DTSTART").is_none() {
        let start = event.get("RECURRENCE-ID").cloned();
        completed.properties.extend(start.map(|mut start| {
            "DTSTART".clone_into(&mut start.name);
            start
        }));
    }
    let mut session = reader.read(&completed)?;
    if let (Plan::Repeats(series), Some(uid)) = (&plans[*series], event.uid()) {
        session.identifiers.uid = Some(format!("{uid}#{}", series.clock.name_of(*at)));
    }
    Ok(session)
}
