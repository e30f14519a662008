//! A zone as a `VTIMEZONE` (RFC 5545 §3.6.5): one observance for each change of the clocks, so that
//! a reader needs no rule and no database to come to the same instants.

use agenda::{Observance, Zone};
use chrono::{DateTime, FixedOffset, Utc};

use super::content_line::ContentLines;

/// Defines the zone from `first` to `last`.
pub(super) fn write(
    lines: &mut ContentLines,
    zone: Zone,
    first: DateTime<Utc>,
    last: DateTime<Utc>,
) {
    lines.push("BEGIN", "VTIMEZONE");
    lines.push_text("TZID", zone.name());
    for observance in zone.observances(first, last) {
        write_observance(lines, &observance);
    }
    lines.push("END", "VTIMEZONE");
}

fn write_observance(lines: &mut ContentLines, observance: &Observance) {
    let name = if observance.daylight_saving {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    // What began before 1970 has held ever since; offsets of that time are of no use to a reader,
    // and some have seconds.
    let since = observance
        .since
        .filter(|at| *at > DateTime::<Utc>::UNIX_EPOCH);
    let (onset, offset_before) = match since {
        Some(at) => (
            at.naive_utc() + observance.offset_before,
            observance.offset_before,
        ),
        None => (DateTime::UNIX_EPOCH.naive_utc(), observance.offset),
    };
    lines.push("BEGIN", name);
    // Local time by the offset before the change (RFC 5545 §3.6.5).
    lines.push("DTSTART", &onset.format("%Y%m%dT%H%M%S").to_string());
    lines.push("TZOFFSETFROM", &utc_offset(offset_before));
    lines.push("TZOFFSETTO", &utc_offset(observance.offset));
    lines.push_text("TZNAME", &observance.abbreviation);
    lines.push("END", name);
}

/// `+0530`, RFC 5545 §3.3.14.
fn utc_offset(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (
        seconds.abs() / 3600,
        seconds.abs() / 60 % 60,
        seconds.abs() % 60,
    );
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_zone_is_defined_by_every_change_in_the_time_asked_for() {
        // (zone, from, to, expected lines without the frame)
        let cases = [
            (
                "Europe/Madrid",
                "2022-05-16T08:00:00Z",
                "2022-11-02T08:00:00Z",
                "BEGIN:DAYLIGHT DTSTART:20220327T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0200 \
                 TZNAME:CEST END:DAYLIGHT BEGIN:STANDARD DTSTART:20221030T030000 \
                 TZOFFSETFROM:+0200 TZOFFSETTO:+0100 TZNAME:CET END:STANDARD",
            ),
            (
                "Asia/Kolkata",
                "2023-09-10T04:30:00Z",
                "2023-09-17T04:30:00Z",
                "BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0530 TZOFFSETTO:+0530 \
                 TZNAME:IST END:STANDARD",
            ),
            (
                "America/St_Johns",
                "2026-12-01T00:00:00Z",
                "2026-12-02T00:00:00Z",
                "BEGIN:STANDARD DTSTART:20261101T020000 TZOFFSETFROM:-0230 TZOFFSETTO:-0330 \
                 TZNAME:NST END:STANDARD",
            ),
        ];
        for (zone, from, to, expected) in cases {
            let mut lines = ContentLines::default();
            let zone = Zone::named(zone).unwrap();
            write(&mut lines, zone, from.parse().unwrap(), to.parse().unwrap());
            let text = lines.into_text();
            let frame = format!("BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n");
            let body = text.strip_prefix(&frame).unwrap();
            let body = body.strip_suffix("END:VTIMEZONE\r\n").unwrap();
            assert_eq!(body.trim_end().replace("\r\n", " "), expected, "{zone}");
        }
    }
}
