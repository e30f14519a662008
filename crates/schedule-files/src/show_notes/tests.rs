//! Made notes in the spellings people use, and notes that hold nothing.

#![allow(clippy::unwrap_used)]

mod corpus;
mod damage;
mod forms;

use agenda::{Kind, Status, ZoneSource};

use super::*;
use crate::RepairKind;

fn read_notes(text: &str, zone: Option<&str>) -> Result<Reading, ReadError> {
    let zone = zone.map(|name| name.parse().unwrap());
    read(
        text,
        &ReadOptions {
            zone,
            ..ReadOptions::default()
        },
        Repairs::default(),
    )
}

/// Sessions as "code title | start..end | room | speakers", what is not told left out.
fn told(reading: &Reading) -> Vec<String> {
    let line = |session: &agenda::Session| {
        let mut parts = vec![session.title.clone()];
        if let Some(code) = &session.identifiers.code {
            parts[0] = format!("{code} {}", parts[0]);
        }
        let minute = "%Y-%m-%dT%H:%M";
        parts.extend(session.slot.map(|slot| {
            format!(
                "{}..{}",
                slot.starts_at.format(minute),
                slot.ends_at.format("%H:%M")
            )
        }));
        parts.extend(session.room.clone());
        let speakers = session
            .speakers
            .iter()
            .map(|speaker| match &speaker.organisation {
                Some(organisation) => format!("{} of {organisation}", speaker.name),
                None => speaker.name.clone(),
            });
        let speakers: Vec<_> = speakers.collect();
        if !speakers.is_empty() {
            parts.push(speakers.join(", "));
        }
        parts.join(" | ")
    };
    reading.schedule.sessions.iter().map(line).collect()
}

fn repairs(reading: &Reading) -> Vec<(RepairKind, usize)> {
    reading
        .repairs
        .iter()
        .map(|repair| (repair.kind, repair.count))
        .collect()
}

#[test]
fn nothing_is_made_of_what_tells_of_no_talk() {
    let notes = [
        "",
        "# Episode 7: Knots\n\nFriday 16 April 2021\n\n00:00 Intro\n12:30 Knots\n\n- 1:02:30 Questions\n",
        "# Episode 7\n\n16 April 2021 10:00 - 11:00 UTC\n\nWe talk about knots.",
        "## Links\n\n* [Rope Summit 2022](https://e.org/event/182JN)\n    * [Talk](https://x.sched.com/event/182JN/talk)\n",
        "See the panel on [Knots](https://sched.co/ab12) from last year.",
        "It opens on Monday May 16, 2022 10:45 - 11:15 CEST, they say.",
        "```\nTitle\nMonday May 16, 2022 10:45 - 11:15 CEST\n```\n",
        "Knots 1.13 is out! 10/11 people like it.",
    ];
    for notes in notes {
        let reading = read_notes(notes, None).unwrap();
        assert_eq!(reading.schedule.sessions, [], "{notes}");
        assert_eq!(
            (reading.schedule.booths.len(), reading.schedule.lists.len()),
            (0, 0),
            "{notes}"
        );
        assert_eq!(reading.schedule.events, [], "{notes}");
    }
}

#[test]
fn a_time_without_a_title_is_reported() {
    let reading = read_notes(
        "---\na: b\n---\n# Week\n\nCome by.\n\nMonday May 16, 2022 10:45 - 11:15 CEST",
        None,
    )
    .unwrap();
    let skipped: Vec<_> = reading
        .skipped
        .iter()
        .map(|skipped| skipped.what.as_str())
        .collect();
    assert_eq!(
        skipped,
        ["“Monday May 16, 2022 10:45 - 11:15 CEST” in line 8"]
    );
}

#[test]
fn a_zone_is_told_named_or_only_an_offset() {
    let talk = |time: &str| format!("## Knots\n\nMonday May 16, 2022 {time}");
    // (notes, told, zone, source, start)
    let cases = [
        (
            talk("10:45 CEST"),
            None,
            "Etc/GMT-2",
            ZoneSource::OffsetOnly,
            "08:45",
        ),
        (
            talk("10:45 +05:30"),
            None,
            "Asia/Kolkata",
            ZoneSource::OffsetOnly,
            "05:15",
        ),
        (
            talk("10:45 (UTC+2)"),
            None,
            "Etc/GMT-2",
            ZoneSource::OffsetOnly,
            "08:45",
        ),
        (
            talk("10:45 CEST"),
            Some("Europe/Madrid"),
            "Europe/Madrid",
            ZoneSource::Told,
            "08:45",
        ),
        (
            talk("10:45"),
            Some("Europe/Madrid"),
            "Europe/Madrid",
            ZoneSource::Told,
            "08:45",
        ),
        (
            talk("10:45 CST"),
            Some("Asia/Shanghai"),
            "Asia/Shanghai",
            ZoneSource::Told,
            "02:45",
        ),
        (
            talk("10:45 CEST"),
            Some("Europe/London"),
            "Europe/London",
            ZoneSource::Told,
            "08:45",
        ),
        (
            talk("10:45 Europe/Madrid"),
            None,
            "Europe/Madrid",
            ZoneSource::File,
            "08:45",
        ),
        (
            talk("10:45 +05:30") + " (Asia/Kolkata)",
            None,
            "Asia/Kolkata",
            ZoneSource::File,
            "05:15",
        ),
    ];
    for (notes, zone, expected, source, start) in cases {
        let reading = read_notes(&notes, zone).unwrap();
        assert_eq!(
            (reading.zone.zone.name(), reading.zone.source),
            (expected, source),
            "{notes}"
        );
        let slot = reading.schedule.sessions[0].slot.unwrap();
        assert_eq!(slot.starts_at.format("%H:%M").to_string(), start, "{notes}");
        let contradicts = zone == Some("Europe/London");
        let told = reading
            .repairs
            .iter()
            .any(|repair| repair.kind == RepairKind::ZoneContradiction);
        assert_eq!(told, contradicts, "{notes}");
    }
    for local in ["10:45", "10:45 CST", "10:45 PT"] {
        let refusal = read_notes(&talk(local), None).unwrap_err();
        assert!(
            matches!(refusal, ReadError::ZoneNeeded { guess: None, .. }),
            "{local}: {refusal}"
        );
    }
}

#[test]
fn a_place_proposes_a_zone_only_if_the_offsets_fit() {
    let talk =
        |place: &str| format!("# Knots in {place}\n\n## Opening\n\nMonday May 16, 2022 10:45 CEST");
    let guess = |place: &str| {
        read_notes(&talk(place), None)
            .unwrap()
            .zone
            .guess
            .map(agenda::Zone::name)
    };
    assert_eq!(guess("Valencia"), Some("Europe/Madrid"));
    assert_eq!(guess("Tokyo"), None);
    let local = talk("Tokyo").replace(" CEST", "");
    let refusal = read_notes(&local, None).unwrap_err().to_string();
    assert!(refusal.contains("--zone Asia/Tokyo"), "{refusal}");
}

#[test]
fn times_without_an_offset_are_read_like_the_others() {
    let notes = "## Monday May 16, 2022\n\n- 10:00 - 10:30 CEST: Knots\n- 11:00 - 11:30: Ropes";
    let reading = read_notes(notes, None).unwrap();
    assert_eq!(
        told(&reading),
        [
            "Knots | 2022-05-16T08:00..08:30",
            "Ropes | 2022-05-16T09:00..09:30"
        ]
    );
    assert_eq!(repairs(&reading), [(RepairKind::FloatingTime, 1)]);
    let mixed = notes.replace("Ropes", "Ropes\n- 12:00 EDT: Sails");
    assert!(matches!(
        read_notes(&mixed, None),
        Err(ReadError::ZoneNeeded { .. })
    ));
}

#[test]
fn what_is_left_out_is_mended_and_reported_or_stays_open() {
    let notes = "# Rope week 2022\n\n## Knots\n\nWednesday 18 May 10:00 UTC\n\n## Tutorial: Ropes\n\nThursday 18 May 10:00 - 11:00 UTC";
    let reading = read_notes(notes, None).unwrap();
    assert_eq!(
        told(&reading),
        ["Knots | 2022-05-18T10:00..10:45", "Tutorial: Ropes"]
    );
    assert_eq!(
        repairs(&reading),
        [(RepairKind::MissingYear, 1), (RepairKind::MissingEnd, 1)]
    );
    assert_eq!(reading.schedule.sessions[1].kind, Kind::Workshop);
    let open = read_notes(&notes.replace(" 2022", ""), None).unwrap();
    assert_eq!(told(&open), ["Knots", "Tutorial: Ropes"]);
}

#[test]
fn the_text_below_a_talk_is_kept_plain_and_with_its_markup() {
    let notes = "## [Knots](https://sched.co/ab12)\n\nMonday May 16, 2022 10:45 CEST\n\nFirst *words*\nwrapped.\n\n- one\n- [two](https://e.org)\n\nLast.\n\n## Other";
    let reading = read_notes(notes, None).unwrap();
    let session = &reading.schedule.sessions[0];
    assert_eq!(
        session.text,
        "First words wrapped.\n\n• one\n• two\n\nLast."
    );
    let source = &session.rich_text.as_ref().unwrap().source;
    assert_eq!(
        source,
        "First *words*\nwrapped.\n\n- one\n- [two](https://e.org)\n\nLast."
    );
    assert_eq!(session.url.as_deref(), Some("https://sched.co/ab12"));
}

#[test]
fn lists_hold_sessions_and_links() {
    let notes = "## Grace's picks\n\n- [Knots - Ada Lovelace, Engines](https://sched.co/ab12)\n- [Rope Day!](https://ropeday.sched.com/)\n- [A walk with friends](https://e.org/walk)\n- Sails - Alan Turing, Machines\n- knots\n- comfortable shoes\n\nAda recommends:\n\n* [Knots](https://sched.co/ab12)\n";
    let reading = read_notes(notes, None).unwrap();
    assert_eq!(
        told(&reading),
        [
            "ab12 Knots | Ada Lovelace of Engines",
            "Sails | Alan Turing of Machines"
        ]
    );
    let lists: Vec<_> = reading
        .schedule
        .lists
        .iter()
        .map(|list| {
            let entries = list.entries.iter().map(|entry| match entry {
                ListEntry::Session(index) => format!("session {index}"),
                ListEntry::Link(link) => link.title.clone(),
            });
            (list.name.as_str(), entries.collect::<Vec<_>>())
        })
        .collect();
    let grace = ["session 0", "Rope Day!", "A walk with friends", "session 1"].map(str::to_owned);
    assert_eq!(
        lists,
        [
            ("Grace", grace.to_vec()),
            ("Ada", vec!["session 0".to_owned()])
        ]
    );
    assert_eq!(reading.schedule.events[0].title, "Rope Day");
    assert_eq!(
        reading.skipped[0].what,
        "“comfortable shoes” in the list of Grace"
    );
}

#[test]
fn a_link_to_a_session_is_one_in_company() {
    let alone = "[Knots](https://sched.co/ab12)\n\nA talk.\n";
    assert_eq!(
        told(&read_notes(alone, None).unwrap()),
        Vec::<String>::new()
    );
    let with_speakers = alone.replace("Knots", "Knots - Ada Lovelace, Engines");
    let reading = read_notes(&with_speakers, None).unwrap();
    assert_eq!(told(&reading), ["ab12 Knots | Ada Lovelace of Engines"]);
    assert_eq!(reading.schedule.sessions[0].text, "A talk.");
    let company = format!("{alone}\n## Ropes\n\nMay 16, 2022 10:00 - 11:00 UTC");
    let reading = read_notes(&company, None).unwrap();
    assert_eq!(
        told(&reading),
        ["ab12 Knots", "Ropes | 2022-05-16T10:00..11:00"]
    );
}

#[test]
fn a_cancelled_talk_says_so() {
    let notes = "## CANCELLED: Knots\n\nMay 16, 2022 10:00 - 11:00 UTC";
    let reading = read_notes(notes, None).unwrap();
    let session = &reading.schedule.sessions[0];
    assert_eq!(
        (session.title.as_str(), session.status),
        ("Knots", Status::Cancelled)
    );
}

#[test]
fn one_code_at_two_times_is_two_sessions() {
    let notes = "[Knots](https://sched.co/ab12)\n\nMay 16, 2022 10:00 - 11:00 UTC\n\n[Knots](https://sched.co/ab12)\n\nMay 17, 2022 10:00 - 11:00 UTC";
    let reading = read_notes(notes, None).unwrap();
    assert_eq!(reading.schedule.sessions.len(), 2);
    assert_eq!(repairs(&reading), [(RepairKind::RepeatedIdentifier, 1)]);
}

#[test]
fn booths_are_read_under_their_heading_and_in_prose() {
    let notes = "## Booths\n\n- Engines (S12)\n- [Looms](https://e.org): hall 4\n\n## Talks\n\nStop by the Ropes booth in Hall 1.";
    let reading = read_notes(notes, None).unwrap();
    let booths: Vec<_> = reading
        .schedule
        .booths
        .iter()
        .map(|booth| {
            (
                booth.name.as_str(),
                booth.stand.as_deref(),
                booth.place.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        booths,
        [
            ("Engines", Some("S12"), None),
            ("Looms", None, Some("hall 4")),
            ("Ropes", None, Some("Hall 1"))
        ]
    );
}
