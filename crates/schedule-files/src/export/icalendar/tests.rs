//! What RFC 5545 wants of a written calendar: folding, escaping, zones, alarms.

#![allow(clippy::unwrap_used)]

use agenda::Speaker;

use super::*;
use crate::export::tests::{calendar, entry, slot};

/// The lines of one component, unfolded, from `BEGIN:name` to `END:name`.
fn component<'a>(file: &'a [String], name: &str) -> Vec<&'a str> {
    let begin = format!("BEGIN:{name}");
    let end = format!("END:{name}");
    let first = file.iter().position(|line| *line == begin).unwrap();
    let length = file[first..].iter().position(|line| *line == end).unwrap();
    file[first..=first + length]
        .iter()
        .map(String::as_str)
        .collect()
}

fn lines(calendar: &ExportCalendar) -> Vec<String> {
    let text = write(calendar).replace("\r\n ", "");
    text.strip_suffix("\r\n")
        .unwrap()
        .split("\r\n")
        .map(str::to_owned)
        .collect()
}

#[test]
fn an_agenda_becomes_a_calendar_with_its_zone_and_alarms() {
    let mut talk = entry(
        "ytq0@lanyard",
        "Cilium: Welcome; Vision, Updates",
        Some(slot("2022-05-19T13:25:00Z", 35)),
    );
    talk.sequence = 2;
    talk.location = Some("Hall 8, Room F".to_owned());
    talk.speakers = vec![Speaker {
        name: "Ada Lovelace".to_owned(),
        organisation: Some("Engines".to_owned()),
    }];
    talk.text = "First line.\n\nSecond.".to_owned();
    talk.url = Some("https://sched.co/ytq0?a=1,2;b".to_owned());
    talk.categories = vec!["Networking".to_owned(), "eBPF, and more".to_owned()];
    talk.alarms = vec![10, 0];
    talk.last_modified = Some("2022-05-09T12:00:00Z".parse().unwrap());
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        concat!(
            "PRODID:-//Lanyard//Lanyard ",
            env!("CARGO_PKG_VERSION"),
            "//EN"
        ),
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:My KubeCon",
        "X-WR-TIMEZONE:Europe/Madrid",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Madrid",
        "BEGIN:DAYLIGHT",
        "DTSTART:20220327T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:ytq0@lanyard",
        "SEQUENCE:2",
        "DTSTAMP:20220510T080000Z",
        "LAST-MODIFIED:20220509T120000Z",
        "DTSTART;TZID=Europe/Madrid:20220519T152500",
        "DTEND;TZID=Europe/Madrid:20220519T160000",
        "SUMMARY:Cilium: Welcome\\; Vision\\, Updates",
        "LOCATION:Hall 8\\, Room F",
        "DESCRIPTION:Ada Lovelace (Engines)\\n\\nFirst line.\\n\\nSecond.\\n\\nhttps://sched.co/ytq0?a=1\\,2\\;b",
        "URL:https://sched.co/ytq0?a=1,2;b",
        "CATEGORIES:Networking,eBPF\\, and more",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Cilium: Welcome\\; Vision\\, Updates",
        "TRIGGER:-PT10M",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Cilium: Welcome\\; Vision\\, Updates",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(lines(&calendar("Europe/Madrid", vec![talk])), expected);
}

#[test]
fn times_are_written_so_that_every_reader_comes_to_the_same_instant() {
    // (zone, start, minutes, all day, times of the event)
    let cases: &[(&str, &str, i64, bool, &[&str])] = &[
        (
            "Asia/Kolkata",
            "2023-09-10T04:30:00Z",
            45,
            false,
            &[
                "DTSTART;TZID=Asia/Kolkata:20230910T100000",
                "DTEND;TZID=Asia/Kolkata:20230910T104500",
            ],
        ),
        (
            "UTC",
            "2023-09-10T04:30:00Z",
            45,
            false,
            &["DTSTART:20230910T043000Z", "DTEND:20230910T051500Z"],
        ),
        (
            "Etc/GMT-2",
            "2022-05-19T13:25:00Z",
            35,
            false,
            &["DTSTART:20220519T132500Z", "DTEND:20220519T140000Z"],
        ),
        // 02:30 is shown twice that night.
        (
            "Europe/Madrid",
            "2022-10-30T01:30:00Z",
            60,
            false,
            &["DTSTART:20221030T013000Z", "DTEND:20221030T023000Z"],
        ),
        (
            "Europe/Madrid",
            "2022-10-30T00:30:00Z",
            180,
            false,
            &["DTSTART:20221030T003000Z", "DTEND:20221030T033000Z"],
        ),
        (
            "Europe/Madrid",
            "2022-10-29T23:30:00Z",
            210,
            false,
            &[
                "DTSTART;TZID=Europe/Madrid:20221030T013000",
                "DTEND;TZID=Europe/Madrid:20221030T040000",
            ],
        ),
        (
            "Europe/Madrid",
            "2022-05-19T13:25:00Z",
            0,
            false,
            &["DTSTART;TZID=Europe/Madrid:20220519T152500"],
        ),
        (
            "Europe/Madrid",
            "2022-05-17T22:00:00Z",
            48 * 60,
            true,
            &[
                "DTSTART;VALUE=DATE:20220518",
                "DTEND;VALUE=DATE:20220520",
                "TRANSP:TRANSPARENT",
            ],
        ),
        (
            "America/Los_Angeles",
            "2022-05-18T07:00:00Z",
            0,
            true,
            &[
                "DTSTART;VALUE=DATE:20220518",
                "DTEND;VALUE=DATE:20220519",
                "TRANSP:TRANSPARENT",
            ],
        ),
    ];
    for (zone, starts_at, minutes, all_day, expected) in cases {
        let mut talk = entry("a", "Talk", Some(slot(starts_at, *minutes)));
        talk.slot.as_mut().unwrap().all_day = *all_day;
        talk.alarms = vec![10];
        let file = lines(&calendar(zone, vec![talk]));
        let event = component(&file, "VEVENT");
        let times: Vec<_> = event
            .iter()
            .filter(|line| {
                ["DTSTART", "DTEND", "TRANSP"]
                    .iter()
                    .any(|name| line.starts_with(name))
            })
            .copied()
            .collect();
        assert_eq!(&times, expected, "{zone} {starts_at}");
        let needs_zone = times.iter().any(|line| line.contains("TZID"));
        assert_eq!(
            file.contains(&"BEGIN:VTIMEZONE".to_owned()),
            needs_zone,
            "{zone} {starts_at}"
        );
        assert_eq!(
            event.contains(&"BEGIN:VALARM"),
            !all_day,
            "{zone} {starts_at}"
        );
    }
}

#[test]
fn the_zone_is_defined_over_all_entries() {
    let file = lines(&calendar(
        "Europe/Madrid",
        vec![
            entry("b", "Autumn", Some(slot("2022-11-02T09:00:00Z", 30))),
            entry("a", "Spring", Some(slot("2022-05-19T13:25:00Z", 30))),
        ],
    ));
    let zone = component(&file, "VTIMEZONE");
    let onsets: Vec<_> = zone
        .iter()
        .filter(|line| line.starts_with("DTSTART"))
        .collect();
    assert_eq!(
        onsets,
        [&"DTSTART:20220327T020000", &"DTSTART:20221030T030000"]
    );
}

#[test]
fn what_is_cancelled_says_so_and_rings_no_alarm() {
    let mut talk = entry("a", "Talk", Some(slot("2022-05-19T13:25:00Z", 30)));
    talk.status = Status::Cancelled;
    talk.alarms = vec![10];
    let file = lines(&calendar("Europe/Madrid", vec![talk]));
    assert!(file.contains(&"STATUS:CANCELLED".to_owned()));
    assert!(!file.contains(&"BEGIN:VALARM".to_owned()));
}

#[test]
fn visits_are_told_apart_and_what_has_no_time_is_left_out() {
    let mut visit = entry("a", "Isovalent", Some(slot("2022-05-19T10:00:00Z", 15)));
    visit.kind = ExportKind::Visit;
    let file = lines(&calendar(
        "Europe/Madrid",
        vec![visit, entry("b", "Some day", None)],
    ));
    assert!(file.contains(&"CATEGORIES:Booth visit".to_owned()));
    assert_eq!(
        file.iter().filter(|line| *line == "BEGIN:VEVENT").count(),
        1
    );
}

#[test]
fn no_line_break_of_the_content_gets_into_the_file() {
    let mut talk = entry(
        "a\r\nX:1",
        "Two\nlines\r\nand \u{b}more",
        Some(slot("2022-05-19T13:25:00Z", 30)),
    );
    talk.url = Some("https://example.org/\r\nATTACH:x".to_owned());
    let file = lines(&calendar("Europe/Madrid", vec![talk]));
    assert!(file.contains(&r"UID:a\nX:1".to_owned()));
    assert!(file.contains(&r"SUMMARY:Two\nlines\nand more".to_owned()));
    assert!(file.contains(&"URL:https://example.org/ATTACH:x".to_owned()));
}
