//! An agenda as Markdown (CommonMark), by conference day: to print, to send, to keep.

use std::collections::BTreeMap;

use agenda::{Slot, Status, Zone, day};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{ExportCalendar, ExportEntry, ExportKind};

/// The calendar as one document. Entries without a slot stand at its end.
pub fn write(calendar: &ExportCalendar) -> String {
    let mut document = format!("# {}\n", escaped(&calendar.name));
    let mut days: BTreeMap<NaiveDate, Vec<(&ExportEntry, Slot)>> = BTreeMap::new();
    for (entry, slot) in calendar.by_start() {
        let day = day::conference_day(&slot, calendar.zone, calendar.day_change);
        days.entry(day).or_default().push((entry, slot));
    }
    if !days.is_empty() {
        document.push_str(&format!("\nTimes of {}.\n", escaped(calendar.zone.name())));
    }
    for (day, entries) in days {
        document.push_str(&format!("\n## {}\n\n", day.format("%A, %-d %B %Y")));
        for (entry, slot) in entries {
            let times = times(&slot, day, calendar.zone);
            document.push_str(&format!("- **{times}** {}\n", line(entry)));
            push_clashes(&mut document, entry);
        }
    }
    let unscheduled: Vec<_> = calendar
        .entries
        .iter()
        .filter(|entry| entry.slot.is_none())
        .collect();
    if !unscheduled.is_empty() {
        document.push_str("\n## Not scheduled yet\n\n");
        for entry in unscheduled {
            document.push_str(&format!("- {}\n", line(entry)));
        }
    }
    document
}

fn line(entry: &ExportEntry) -> String {
    let mut line = String::new();
    if entry.kind == ExportKind::Visit {
        line.push_str("Booth visit: ");
    }
    line.push_str(&linked(&entry.title, entry.url.as_deref()));
    match entry.status {
        Status::Confirmed => {}
        Status::Tentative => line.push_str(" (tentative)"),
        Status::Cancelled => line.push_str(" (cancelled)"),
    }
    for detail in [
        &entry.speaker_line(),
        entry.location.as_deref().unwrap_or_default(),
    ] {
        if !detail.is_empty() {
            line.push_str(" · ");
            line.push_str(&escaped(detail));
        }
    }
    line
}

fn push_clashes(document: &mut String, entry: &ExportEntry) {
    for title in &entry.clashes_with {
        document.push_str(&format!("  - clashes with {}\n", escaped(title)));
    }
}

/// "15:25–16:00 CEST"; with the local date's distance from the conference day where it is another.
fn times(slot: &Slot, day: NaiveDate, zone: Zone) -> String {
    if slot.all_day {
        let last = zone
            .local(slot.ends_at - TimeDelta::seconds(1))
            .date_naive();
        return if last > zone.local(slot.starts_at).date_naive() {
            format!("all day until {}", last.format("%-d %B"))
        } else {
            "all day".to_owned()
        };
    }
    let clock = |at: DateTime<Utc>| {
        let local = zone.local(at);
        let days = (local.date_naive() - day).num_days();
        let mark = if days == 0 {
            String::new()
        } else {
            format!(" ({days:+})")
        };
        format!("{}{mark}", local.format("%H:%M"))
    };
    let abbreviation = zone.abbreviation_at(slot.starts_at);
    let start = clock(slot.starts_at);
    if slot.ends_at > slot.starts_at {
        format!("{start}–{} {abbreviation}", clock(slot.ends_at))
    } else {
        format!("{start} {abbreviation}")
    }
}

fn linked(title: &str, url: Option<&str>) -> String {
    match url.map(link_destination).filter(|url| !url.is_empty()) {
        Some(url) => format!("[{}](<{url}>)", escaped(title)),
        None => escaped(title),
    }
}

/// Between `<` and `>` only these and line breaks mean something.
fn link_destination(url: &str) -> String {
    let mut destination = String::with_capacity(url.len());
    for letter in url.trim().chars() {
        match letter {
            '<' => destination.push_str("%3C"),
            '>' => destination.push_str("%3E"),
            '\\' => destination.push_str("%5C"),
            _ if letter.is_whitespace() => destination.push_str("%20"),
            _ if letter.is_control() => {}
            _ => destination.push(letter),
        }
    }
    destination
}

/// Text of one line in which no character means markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for letter in word.chars().filter(|letter| !letter.is_control()) {
            if matches!(
                letter,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '#'
            ) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
