//! The own format: read, written, refused, and in step with its schema and sample.

#![allow(clippy::unwrap_used)]

use agenda::{
    Attendee, AttendeeNote, AttendeePick, AttendeeVisit, Booth, ConferenceFacts, Identifiers, Kind,
    Link, List, ListEntry, Priority, RichText, Session, Slot, Speaker, Status, TextFormat,
};
use serde_json::{Value, json};

use super::*;
use crate::export;

const SCHEMA: &str = include_str!("../../../../data/lanyard-schedule.schema.json");
const SAMPLE: &str = include_str!("../../../../data/kubecon-eu-2022.json");

fn read_file(text: &str) -> Result<Reading, ReadError> {
    read(text, &ReadOptions::default())
}

fn link(title: &str) -> Link {
    Link {
        title: title.to_owned(),
        url: format!("https://example.org/{title}"),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A schedule in which every field is told.
fn full_schedule() -> Schedule {
    let some = |text: &str| Some(text.to_owned());
    let talk = Session {
        identifiers: Identifiers {
            guid: some("g-1"),
            code: some("c1"),
            uid: some("u@x"),
            id: some("17"),
        },
        title: "Opening \"night\"\n🎉".to_owned(),
        subtitle: some("A subtitle"),
        kind: Kind::Lightning,
        kind_label: some("lightning_talk"),
        slot: Some(Slot {
            starts_at: at("2022-05-19T22:30:00Z"),
            ends_at: at("2022-05-19T23:00:30.25Z"),
            listed_under: Some("2022-05-19".parse().unwrap()),
            all_day: false,
        }),
        room: some("Hall 8"),
        track: some("Net"),
        language: some("en"),
        speakers: vec![
            Speaker {
                name: "Ada".to_owned(),
                organisation: some("Engines"),
            },
            Speaker {
                name: "Grace".to_owned(),
                organisation: None,
            },
        ],
        text: "One.\n\nTwo.".to_owned(),
        rich_text: Some(RichText {
            format: TextFormat::Markdown,
            source: "*One.*".to_owned(),
        }),
        url: some("https://example.org/1"),
        links: vec![link("slides")],
        status: Status::Tentative,
        online: true,
        recorded: Some(false),
    };
    let whole_day = Session {
        identifiers: Identifiers {
            code: some("same"),
            guid: some("g-2"),
            ..Identifiers::default()
        },
        title: "Exhibition".to_owned(),
        slot: Some(Slot {
            starts_at: at("2022-05-17T22:00:00Z"),
            ends_at: at("2022-05-18T22:00:00Z"),
            listed_under: None,
            all_day: true,
        }),
        ..Session::default()
    };
    let nameless = Session {
        identifiers: Identifiers {
            code: some("same"),
            ..Identifiers::default()
        },
        title: "Some day".to_owned(),
        ..Session::default()
    };
    Schedule {
        conference: ConferenceFacts {
            title: some("A conference"),
            acronym: some("conf"),
            version: some("1.3"),
            url: some("https://example.org"),
            venue: some("Fair"),
            city: some("Valencia"),
            first_day: Some("2022-05-16".parse().unwrap()),
            last_day: Some("2022-05-20".parse().unwrap()),
            day_change: Some("04:30:00".parse().unwrap()),
            rooms: vec!["Hall 8".to_owned()],
            tracks: vec!["Net".to_owned()],
        },
        sessions: vec![talk, whole_day, nameless],
        booths: vec![Booth {
            name: "Cilium".to_owned(),
            stand: some("S12"),
            place: some("Hall 1"),
            text: "Stickers".to_owned(),
            links: vec![link("booth")],
        }],
        lists: vec![List {
            name: "Duffie".to_owned(),
            entries: vec![
                ListEntry::Session(2),
                ListEntry::Session(0),
                ListEntry::Session(1),
                ListEntry::Link(link("other")),
            ],
        }],
        events: vec![link("day")],
        attendee: Attendee {
            picks: vec![AttendeePick {
                session: 0,
                priority: Priority::Must,
                leads: Some(vec![30, 10]),
                picked_at: at("2022-05-01T08:00:00Z"),
                changed_at: at("2022-05-02T08:00:00Z"),
            }],
            notes: vec![AttendeeNote {
                session: 1,
                text: "Ask.\nAgain.".to_owned(),
                changed_at: at("2022-05-03T08:00:00Z"),
            }],
            hidden: vec![2],
            visits: vec![AttendeeVisit {
                booth: 0,
                starts_at: at("2022-05-19T10:00:00Z"),
                minutes: 15,
                leads: Some(vec![5]),
                changed_at: at("2022-05-04T08:00:00Z"),
            }],
        },
    }
}

#[test]
fn what_is_written_is_read_back_without_loss_in_any_zone() {
    for zone in [
        "Europe/Madrid",
        "Asia/Kathmandu",
        "America/St_Johns",
        "UTC",
        "Etc/GMT-2",
    ] {
        let zone = Zone::named(zone).unwrap();
        let reading = read_file(&export::lanyard_json::write(&full_schedule(), zone)).unwrap();
        assert_eq!(reading.schedule, full_schedule(), "{zone}");
        assert_eq!(
            (reading.zone.zone, reading.zone.source),
            (zone, ZoneSource::File)
        );
        assert_eq!((reading.skipped.len(), reading.repairs.len()), (0, 0));
    }
}

#[test]
fn times_are_written_as_the_venue_shows_them() {
    let text = export::lanyard_json::write(&full_schedule(), Zone::named("Europe/Madrid").unwrap());
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["conference"]["zone"], "Europe/Madrid");
    assert_eq!(file["conference"]["day_change"], "04:30");
    assert_eq!(
        file["sessions"][0]["starts_at"],
        "2022-05-20T00:30:00+02:00"
    );
    assert_eq!(
        file["sessions"][0]["ends_at"],
        "2022-05-20T01:00:30.250+02:00"
    );
}

#[test]
fn list_entries_are_named_by_what_is_unique() {
    let text = export::lanyard_json::write(&full_schedule(), Zone::UTC);
    let file: Value = serde_json::from_str(&text).unwrap();
    let expected = json!([
        {"position": 2}, {"code": "c1"}, {"guid": "g-2"},
        {"link": {"title": "other", "url": "https://example.org/other"}},
    ]);
    assert_eq!(file["lists"][0]["entries"], expected);
}

#[test]
fn the_schema_knows_every_field_and_the_reader_knows_every_property() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut file: Value =
        serde_json::from_str(&export::lanyard_json::write(&full_schedule(), Zone::UTC)).unwrap();
    file["$schema"] = json!("lanyard-schedule.schema.json");
    let (faults, met) = schema_check::check(&schema, &file);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(met, schema_check::properties(&schema));
    assert!(read_file(&file.to_string()).is_ok());
}

#[test]
fn the_sample_follows_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(
        schema_check::check(&schema, &sample).0,
        Vec::<String>::new()
    );
}

#[test]
fn the_sample_is_the_week_of_kubecon_in_valencia() {
    let reading = read_file(SAMPLE).unwrap();
    let schedule = &reading.schedule;
    let timed = schedule
        .sessions
        .iter()
        .filter(|session| session.slot.is_some());
    assert_eq!(timed.count(), 12);
    assert_eq!(schedule.sessions.len(), 20);
    let entries = |list: &List| {
        let sessions = list
            .entries
            .iter()
            .filter(|entry| matches!(entry, ListEntry::Session(_)));
        (sessions.count(), list.entries.len())
    };
    let lists: Vec<_> = schedule
        .lists
        .iter()
        .map(|list| (list.name.as_str(), entries(list)))
        .collect();
    assert_eq!(lists, [("Nicholas", (5, 5)), ("Duffie", (5, 7))]);
    let booths: Vec<_> = schedule
        .booths
        .iter()
        .map(|booth| booth.name.as_str())
        .collect();
    assert_eq!(booths, ["Cilium (open source)", "Isovalent"]);
    assert_eq!(schedule.events.len(), 3);
    assert_eq!(reading.zone.zone.name(), "Europe/Madrid");
    assert_eq!((reading.skipped.len(), reading.repairs.len()), (0, 0));
    let slot = |code: &str| {
        let has_code = |session: &&Session| session.identifiers.code.as_deref() == Some(code);
        schedule
            .sessions
            .iter()
            .find(has_code)
            .unwrap()
            .slot
            .unwrap()
    };
    assert_eq!(slot("zrPW").starts_at, at("2022-05-16T08:45:00Z"));
    assert_eq!(slot("ytq0").starts_at, at("2022-05-19T13:25:00Z"));
    assert_eq!(slot("yttj").ends_at, at("2022-05-20T14:35:00Z"));
    assert!(
        schedule
            .sessions
            .iter()
            .all(|session| !session.text.is_empty())
    );
}

#[test]
fn a_told_zone_wins_and_whole_days_move_with_it() {
    let text = export::lanyard_json::write(&full_schedule(), Zone::named("Europe/Madrid").unwrap());
    let zone = Zone::named("America/New_York").unwrap();
    let options = ReadOptions {
        zone: Some(zone),
        ..ReadOptions::default()
    };
    let reading = read(&text, &options).unwrap();
    assert_eq!(
        (reading.zone.zone, reading.zone.source),
        (zone, ZoneSource::Told)
    );
    let slots: Vec<_> = reading
        .schedule
        .sessions
        .iter()
        .filter_map(|session| session.slot)
        .collect();
    assert_eq!(slots[0], full_schedule().sessions[0].slot.unwrap());
    assert_eq!(slots[1].starts_at, at("2022-05-18T04:00:00Z"));
    assert_eq!(slots[1].ends_at, at("2022-05-19T04:00:00Z"));
}

#[test]
fn what_is_wrong_is_refused_with_its_place() {
    let file = |conference: Value, sessions: Value, lists: Value| {
        json!({
            "format": "lanyard-schedule", "version": 1,
            "conference": conference, "sessions": sessions, "lists": lists,
        })
        .to_string()
    };
    let zone = json!({"zone": "Europe/Madrid"});
    let with_session =
        |fields: Value| file(zone.clone(), json!([{"title": "First"}, fields]), json!([]));
    let with_list = |entry: Value| {
        let sessions = json!([{"title": "A", "code": "x"}, {"title": "B", "code": "x"}]);
        file(
            zone.clone(),
            sessions,
            json!([{"name": "Ada", "entries": [entry]}]),
        )
    };
    // (file, words that the refusal holds)
    let cases = [
        ("{".to_owned(), vec!["line 1, column 1"]),
        ("[]".to_owned(), vec!["line 1, column"]),
        (
            r#"{"format": "other", "version": 1}"#.to_owned(),
            vec!["format", "“other”"],
        ),
        (
            r#"{"format": "lanyard-schedule", "version": 2, "new": 1}"#.to_owned(),
            vec!["version 2", "newest Lanyard"],
        ),
        (
            r#"{"format": "lanyard-schedule", "version": 1}"#.to_owned(),
            vec!["missing field `conference`"],
        ),
        (
            file(zone.clone(), json!([]), json!([])) + "x",
            vec!["trailing characters"],
        ),
        (
            file(json!({"zone": "CEST"}), json!([]), json!([])),
            vec!["conference.zone", "“CEST”", "Europe/Madrid"],
        ),
        (
            file(json!({}), json!([]), json!([])),
            vec!["conference", "missing field `zone`"],
        ),
        (
            file(
                json!({"zone": "UTC", "day_change": "soon"}),
                json!([]),
                json!([]),
            ),
            vec!["conference.day_change", "05:00"],
        ),
        (
            with_session(json!({"titel": "x"})),
            vec!["sessions[1]", "unknown field `titel`"],
        ),
        (
            with_session(json!({"title": " "})),
            vec!["sessions[1].title"],
        ),
        (
            with_session(json!({"title": "x", "starts_at": "2022-05-19T15:25:00"})),
            vec!["sessions[1].starts_at"],
        ),
        (
            with_session(json!({"title": "x", "starts_at": "2022-05-19T15:25:00+02:00"})),
            vec!["sessions[1].ends_at"],
        ),
        (
            with_session(json!({"title": "x", "ends_at": "2022-05-19T15:25:00+02:00"})),
            vec!["sessions[1].starts_at"],
        ),
        (
            with_session(
                json!({"title": "x", "starts_at": "2022-05-19T15:25:00+02:00", "ends_at": "2022-05-19T13:00:00Z"}),
            ),
            vec!["sessions[1].ends_at", "before"],
        ),
        (
            with_session(json!({"title": "x", "all_day": true})),
            vec!["sessions[1].all_day"],
        ),
        (
            with_session(json!({"title": "x", "listed_under": "2022-05-19"})),
            vec!["sessions[1].listed_under"],
        ),
        (
            with_session(json!({"title": "x", "kind": "party"})),
            vec!["sessions[1].kind", "party"],
        ),
        (
            with_list(json!({"code": "x"})),
            vec!["lists[0].entries[0]", "more than one"],
        ),
        (
            with_list(json!({"code": "y"})),
            vec!["lists[0].entries[0]", "no session"],
        ),
        (
            with_list(json!({"guid": "y"})),
            vec!["lists[0].entries[0]", "no session"],
        ),
        (
            with_list(json!({"position": 2})),
            vec!["lists[0].entries[0]", "only 0 to 1"],
        ),
        (
            file(
                zone.clone(),
                json!([]),
                json!([{"name": "A", "entries": []}, {"name": "a", "entries": []}]),
            ),
            vec!["lists[1].name", "twice"],
        ),
    ];
    for (text, words) in cases {
        let refusal = read_file(&text).unwrap_err().to_string();
        for word in words {
            assert!(refusal.contains(word), "{word} is not in: {refusal}");
        }
    }
}

#[test]
fn damaged_files_are_refused_without_a_panic() {
    let sample = SAMPLE.as_bytes();
    let mut refused = 0;
    for step in (0..sample.len()).step_by(97) {
        let mut flipped = sample.to_vec();
        flipped[step] ^= 0x15;
        for bytes in [&sample[..step], &flipped] {
            refused += usize::from(read_file(&String::from_utf8_lossy(bytes)).is_err());
        }
    }
    assert!(refused > sample.len() / 97, "{refused}");
    assert!(read_file(&"[".repeat(1_000_000)).is_err());
    assert!(read_file(&r#"{"a":"#.repeat(1_000_000)).is_err());
}
