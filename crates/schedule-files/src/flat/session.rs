//! One entry of a list to a session.

use std::collections::HashSet;

use agenda::{Kind, Link, Session, Slot, Speaker, Status, Zone};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{FlatSession, FlatSpeaker};
use crate::durations::ClockForm;
use crate::kinds::kind_of;
use crate::repair::{Repairs, known_by, mended_slot, read_title, shortened};
use crate::stamp::Stamp;
use crate::text::{clean_line, clean_option, described};
use crate::told::{is_online, language_named};
use crate::{RepairKind, Skipped};

/// The session that an entry describes; what cannot be one is named with the reason. `place` counts
/// from 0.
pub(super) fn read(
    place: usize,
    entry: &FlatSession,
    start: Option<Stamp>,
    zone: Zone,
    repairs: &mut Repairs,
) -> Result<Session, Skipped> {
    let room = clean_option(entry.room, repairs);
    let track = clean_option(entry.track, repairs);
    let speakers = speakers(&entry.speakers, repairs);
    let written_title = clean_line(entry.title, repairs);
    let marks = read_title(&written_title, repairs);
    let kind_label = clean_option(entry.kind_label, repairs);
    let kind = entry
        .kind
        .unwrap_or_else(|| kind_of(kind_label.as_deref(), track.as_deref(), marks.title));
    let slot = slot(entry, start, kind, marks.title, zone, repairs);
    let title = match marks.title {
        "" => {
            let title = known_by(&speakers, room.as_deref(), track.as_deref())
                .or_else(|| slot.map(|_| "Untitled session".to_owned()))
                .ok_or_else(|| Skipped {
                    what: format!("session {} of the file", place + 1),
                    why: "it has no title, no time, no room and no speakers".to_owned(),
                })?;
            repairs.note(RepairKind::MissingTitle, || {
                format!("session {}: {title}", place + 1)
            });
            title
        }
        title => title.to_owned(),
    };
    let online = entry.online || is_online(room.as_deref());
    let mut text = described(entry.summary, entry.description, repairs);
    text.append("Level", &clean_line(entry.level, repairs));
    Ok(Session {
        identifiers: entry.identifiers.clone(),
        title,
        subtitle: clean_option(entry.subtitle, repairs),
        kind,
        kind_label,
        slot,
        room,
        track,
        language: language_named(entry.language),
        speakers,
        text: text.plain,
        rich_text: text.rich,
        url: address(entry.url),
        links: links(entry, repairs),
        status: match marks.status {
            Status::Cancelled => Status::Cancelled,
            _ => entry.status,
        },
        online,
        recorded: None,
    })
}

fn slot(
    entry: &FlatSession,
    start: Option<Stamp>,
    kind: Kind,
    title: &str,
    zone: Zone,
    repairs: &mut Repairs,
) -> Option<Slot> {
    let Some(start) = start else {
        let written = entry.start.trim();
        if !written.is_empty() {
            repairs.note(RepairKind::UnreadableTime, || {
                format!("“{title}”: “{}”", shortened(written))
            });
        }
        return None;
    };
    let end = Stamp::read(entry.end);
    let mut slot = match (start, end) {
        (Stamp::Date(first), None | Some(Stamp::Date(_))) => {
            let last = end.map_or(first, Stamp::written_date).max(first);
            let midnight = |date: NaiveDate| zone.instant(date.and_time(NaiveTime::MIN));
            Slot {
                starts_at: midnight(first),
                ends_at: midnight(last.succ_opt()?),
                listed_under: None,
                all_day: true,
            }
        }
        _ => {
            let starts_at = instant(start, zone);
            let ends_at = match end {
                // A day alone says no more than that it is over by then.
                None | Some(Stamp::Date(_)) => length(entry, title, repairs)
                    .and_then(|length| starts_at.checked_add_signed(length)),
                Some(end) => Some(instant(end, zone)),
            };
            mended_slot(starts_at, ends_at, kind, title, repairs)
        }
    };
    let local = zone.local(slot.starts_at).date_naive();
    slot.listed_under = entry
        .listed_under
        .filter(|day| *day == local || day.succ_opt() == Some(local));
    Some(slot)
}

fn length(entry: &FlatSession, title: &str, repairs: &mut Repairs) -> Option<TimeDelta> {
    let written = entry.duration.trim();
    if written.is_empty() {
        return None;
    }
    let read = ClockForm::HoursMinutesSeconds.read(written);
    if read.is_none() {
        repairs.note(RepairKind::OddDuration, || {
            format!("“{title}”: “{}” could not be read", shortened(written))
        });
    }
    read.map(|read| read.length)
        .filter(|length| *length >= TimeDelta::zero())
}

fn instant(stamp: Stamp, zone: Zone) -> DateTime<Utc> {
    match stamp {
        Stamp::Exact(exact) => exact.to_utc(),
        Stamp::Local(local) => zone.instant(local),
        Stamp::Date(date) => zone.instant(date.and_time(NaiveTime::MIN)),
    }
}

fn speakers(written: &[FlatSpeaker], repairs: &mut Repairs) -> Vec<Speaker> {
    let mut seen = HashSet::new();
    let mut speakers = Vec::with_capacity(written.len());
    for speaker in written {
        let name = clean_option(&speaker.name, repairs);
        if let Some(name) = name.filter(|name| seen.insert(name.clone())) {
            let organisation = clean_option(speaker.organisation, repairs);
            speakers.push(Speaker { name, organisation });
        }
    }
    speakers
}

fn address(text: &str) -> Option<String> {
    let text = text.trim();
    text.starts_with("http").then(|| text.to_owned())
}

fn links(entry: &FlatSession, repairs: &mut Repairs) -> Vec<Link> {
    let mut seen = HashSet::new();
    let mut links = Vec::new();
    for (title, url) in &entry.links {
        if let Some(url) = address(url).filter(|url| seen.insert(url.clone())) {
            let title = clean_option(title, repairs).unwrap_or_else(|| url.clone());
            links.push(Link { title, url });
        }
    }
    links
}
