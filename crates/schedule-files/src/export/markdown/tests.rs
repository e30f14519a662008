//! What an agenda looks like in Markdown.

#![allow(clippy::unwrap_used)]

use agenda::Speaker;
use pulldown_cmark::{Event, Parser, Tag};

use super::*;
use crate::export::tests::{calendar, entry, slot};

#[test]
fn the_agenda_is_told_by_day_in_the_zone_of_the_calendar() {
    let mut keynote = entry("keynote", "Welcome", Some(slot("2022-05-18T07:00:00Z", 30)));
    keynote.location = Some("Hall 8".to_owned());
    keynote.speakers = vec![
        Speaker {
            name: "Ada Lovelace".to_owned(),
            organisation: Some("Engines".to_owned()),
        },
        Speaker {
            name: "Grace Hopper".to_owned(),
            organisation: None,
        },
    ];
    keynote.url = Some("https://sched.co/ytq0".to_owned());
    let mut clashing = entry("long", "Tutorial", Some(slot("2022-05-18T07:00:00Z", 90)));
    clashing.clashes_with = vec!["Welcome".to_owned()];
    let mut visit = entry("visit", "Cilium", Some(slot("2022-05-19T10:00:00Z", 15)));
    visit.kind = ExportKind::Visit;
    visit.location = Some("S12".to_owned());
    let late = entry(
        "late",
        "After-party",
        Some(slot("2022-05-19T21:30:00Z", 120)),
    );
    let mut gone = entry(
        "gone",
        "Withdrawn talk",
        Some(slot("2022-05-19T22:30:00Z", 0)),
    );
    gone.status = Status::Cancelled;
    let open = entry("open", "Some day", None);
    let mut whole = entry(
        "whole",
        "Exhibition",
        Some(slot("2022-05-17T22:00:00Z", 48 * 60)),
    );
    whole.slot.as_mut().unwrap().all_day = true;

    let written = write(&calendar(
        "Europe/Madrid",
        vec![open, late, visit, clashing, keynote, gone, whole],
    ));
    let expected = "\
# My KubeCon

Times of Europe/Madrid.

## Wednesday, 18 May 2022

- **all day until 19 May** Exhibition
- **09:00–10:30 CEST** Tutorial
  - clashes with Welcome
- **09:00–09:30 CEST** [Welcome](<https://sched.co/ytq0>) · Ada Lovelace (Engines), Grace Hopper · Hall 8

## Thursday, 19 May 2022

- **12:00–12:15 CEST** Booth visit: Cilium · S12
- **23:30–01:30 (+1) CEST** After-party
- **00:30 (+1) CEST** Withdrawn talk (cancelled)

## Not scheduled yet

- Some day
";
    assert_eq!(written, expected);
}

#[test]
fn titles_and_addresses_come_out_of_a_markdown_reader_as_they_went_in() {
    let titles = [
        "C++ & *friends* <T>",
        "`unsafe` in [practice](now)",
        "50 % of __init__ | ~all~",
        "Back\\slash &amp; entity",
        "# Not a heading",
        "日本語 🎉",
        "$5 for 1 < 2",
    ];
    for title in titles {
        let mut linked = entry("a", title, Some(slot("2022-05-18T07:00:00Z", 30)));
        linked.url = Some("https://example.org/a(b)?c=<d>&e=f\\g h".to_owned());
        let written = write(&calendar("Europe/Madrid", vec![linked]));
        let mut text = String::new();
        let mut address = None;
        let mut in_link = false;
        for event in Parser::new(&written) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    in_link = true;
                    address = Some(dest_url.into_string());
                }
                Event::End(pulldown_cmark::TagEnd::Link) => in_link = false,
                Event::Text(part) if in_link => text.push_str(&part),
                _ => assert!(!in_link, "{event:?} in {title}"),
            }
        }
        assert_eq!(text, title);
        assert_eq!(
            address.as_deref(),
            Some("https://example.org/a(b)?c=%3Cd%3E&e=f%5Cg%20h")
        );
    }
}

#[test]
fn a_title_of_several_lines_becomes_one() {
    let written = write(&calendar("UTC", vec![entry("a", "Two\n\nlines", None)]));
    assert!(written.contains("- Two lines\n"), "{written}");
}
