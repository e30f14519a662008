//! iCalendar (RFC 5545), as calendar programs import it.
//!
//! Times are in the calendar's zone, which the file defines by a `VTIMEZONE`, or in UTC where there is
//! no place to name. Written by own code, not by a library; the reasons are in
//! `docs/adr/0003-icalendar-library.md`.

use agenda::zone::LocalInstant;
use agenda::{Slot, Status, Zone};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::content_line::{ContentLines, escaped};
use super::{ExportCalendar, ExportEntry, ExportKind, time_zone};

/// The calendar as one file. Entries without a slot are left out: iCalendar cannot tell of an event
/// that has no date.
pub fn write(calendar: &ExportCalendar) -> String {
    let entries = calendar.by_start();
    let mut lines = ContentLines::default();
    lines.push("BEGIN", "VCALENDAR");
    lines.push("VERSION", "2.0");
    lines.push(
        "PRODID",
        concat!("-//Lanyard//Lanyard ", env!("CARGO_PKG_VERSION"), "//EN"),
    );
    lines.push("CALSCALE", "GREGORIAN");
    lines.push_text("X-WR-CALNAME", &calendar.name);
    lines.push_text("X-WR-TIMEZONE", calendar.zone.name());
    if let Some((first, last)) = defined_span(calendar.zone, &entries) {
        time_zone::write(&mut lines, calendar.zone, first, last);
    }
    for (entry, slot) in entries {
        write_event(&mut lines, calendar, entry, slot);
    }
    lines.push("END", "VCALENDAR");
    lines.into_text()
}

/// From when to when the zone has to be defined, if any time is written in it.
fn defined_span(
    zone: Zone,
    entries: &[(&ExportEntry, Slot)],
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let local = || {
        entries
            .iter()
            .map(|(_, slot)| slot)
            .filter(|slot| matches!(TimeForm::of(slot, zone), TimeForm::Local))
    };
    let first = local().map(|slot| slot.starts_at).min()?;
    let last = local().map(|slot| slot.ends_at).max()?;
    Some((first, last))
}

fn write_event(
    lines: &mut ContentLines,
    calendar: &ExportCalendar,
    entry: &ExportEntry,
    slot: Slot,
) {
    lines.push("BEGIN", "VEVENT");
    lines.push_text("UID", &entry.uid);
    lines.push("SEQUENCE", &entry.sequence.to_string());
    lines.push("DTSTAMP", &utc(calendar.made_at));
    if let Some(at) = entry.last_modified {
        lines.push("LAST-MODIFIED", &utc(at));
    }
    write_times(lines, slot, calendar.zone);
    lines.push_text("SUMMARY", &entry.title);
    if let Some(location) = &entry.location {
        lines.push_text("LOCATION", location);
    }
    let description = description(entry);
    if !description.is_empty() {
        lines.push_text("DESCRIPTION", &description);
    }
    if let Some(url) = entry.url.as_deref().map(uri).filter(|url| !url.is_empty()) {
        lines.push("URL", &url);
    }
    let categories = categories(entry);
    if !categories.is_empty() {
        lines.push("CATEGORIES", &categories);
    }
    lines.push(
        "STATUS",
        match entry.status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        },
    );
    if !slot.all_day && entry.status != Status::Cancelled {
        for minutes in &entry.alarms {
            write_alarm(lines, &entry.title, *minutes);
        }
    }
    lines.push("END", "VEVENT");
}

fn write_alarm(lines: &mut ContentLines, title: &str, minutes_before: u32) {
    lines.push("BEGIN", "VALARM");
    lines.push("ACTION", "DISPLAY");
    lines.push_text("DESCRIPTION", title);
    let sign = if minutes_before == 0 { "" } else { "-" };
    lines.push("TRIGGER", &format!("{sign}PT{minutes_before}M"));
    lines.push("END", "VALARM");
}

/// How a slot's times are written.
enum TimeForm {
    /// `VALUE=DATE`; the end is the day after the last one.
    AllDay,
    Utc,
    /// With `TZID`.
    Local,
}

impl TimeForm {
    fn of(slot: &Slot, zone: Zone) -> Self {
        // A local time that the clocks show twice means the first of the two (RFC 5545 §3.3.5), which
        // not every reader knows; in UTC there is no doubt.
        let once = |at: DateTime<Utc>| {
            zone.resolve(zone.local(at).naive_local()) == LocalInstant::Once(at)
        };
        if slot.all_day {
            Self::AllDay
        } else if zone.is_offset_only() || !once(slot.starts_at) || !once(slot.ends_at) {
            Self::Utc
        } else {
            Self::Local
        }
    }
}

fn write_times(lines: &mut ContentLines, slot: Slot, zone: Zone) {
    match TimeForm::of(&slot, zone) {
        TimeForm::AllDay => {
            let first = zone.local(slot.starts_at).date_naive();
            let last = zone
                .local(slot.ends_at - TimeDelta::seconds(1))
                .date_naive();
            let end = last.max(first).succ_opt().unwrap_or(last);
            lines.push("DTSTART;VALUE=DATE", &date(first));
            lines.push("DTEND;VALUE=DATE", &date(end));
            lines.push("TRANSP", "TRANSPARENT");
        }
        TimeForm::Utc => {
            lines.push("DTSTART", &utc(slot.starts_at));
            if slot.ends_at > slot.starts_at {
                lines.push("DTEND", &utc(slot.ends_at));
            }
        }
        TimeForm::Local => {
            let local = |at| zone.local(at).format("%Y%m%dT%H%M%S").to_string();
            lines.push(&format!("DTSTART;TZID={zone}"), &local(slot.starts_at));
            // DTEND must be later than DTSTART (RFC 5545 §3.8.2.2); without it the event is a moment.
            if slot.ends_at > slot.starts_at {
                lines.push(&format!("DTEND;TZID={zone}"), &local(slot.ends_at));
            }
        }
    }
}

fn description(entry: &ExportEntry) -> String {
    let speakers = entry.speaker_line();
    let url = entry.url.as_deref().unwrap_or_default();
    let parts = [speakers.as_str(), entry.text.trim(), url];
    let told: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join("\n\n")
}

fn categories(entry: &ExportEntry) -> String {
    let visit = match entry.kind {
        ExportKind::Session => None,
        ExportKind::Visit => Some("Booth visit"),
    };
    let own = entry.categories.iter().map(String::as_str);
    let escaped: Vec<_> = visit.into_iter().chain(own).map(escaped).collect();
    escaped.join(",")
}

/// A URI is not TEXT and not escaped; white space and control characters are no part of one.
fn uri(url: &str) -> String {
    url.chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .collect()
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

#[cfg(test)]
mod tests;
