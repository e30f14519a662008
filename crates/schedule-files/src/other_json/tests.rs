//! Made documents in the forms of conference apps and sites.

#![allow(clippy::unwrap_used)]

use agenda::Zone;

use super::*;

fn read_here(text: &str) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        zone: Some(Zone::named("Europe/Paris").unwrap()),
        ..ReadOptions::default()
    };
    crate::read(text.as_bytes(), &options)
}

/// "title | start-end | room | speakers" of every session.
fn told(text: &str) -> Vec<String> {
    let reading = read_here(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(reading.format, Format::OtherJson, "{text}");
    let clock = reading.zone.zone;
    let session = |session: &agenda::Session| {
        let mut parts = vec![session.title.clone()];
        if let Some(slot) = session.slot {
            let [start, end] = [slot.starts_at, slot.ends_at].map(|at| clock.local(at));
            parts.push(format!(
                "{}-{}",
                start.format("%F %H:%M"),
                end.format("%H:%M")
            ));
        }
        parts.extend(session.room.clone());
        let names = session
            .speakers
            .iter()
            .map(|speaker| match &speaker.organisation {
                Some(organisation) => format!("{} ({organisation})", speaker.name),
                None => speaker.name.clone(),
            });
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            parts.push(names.join(" & "));
        }
        parts.join(" | ")
    };
    reading.schedule.sessions.iter().map(session).collect()
}

const TEA: &str = "Tea | 2026-01-31 10:00-10:45 | Janson | Ada Lovelace";

#[test]
fn sessions_are_found_wherever_a_program_keeps_them() {
    let documents = [
        // A list, with everything in it.
        r#"[{"title": "Tea", "startsAt": "2026-01-31T10:00", "endsAt": "2026-01-31T10:45", "room": "Janson",
            "speakers": ["Ada Lovelace"]}]"#,
        // Names by ids (KotlinConf, Confetti).
        r#"{"sessions": [{"id": "1", "title": "Tea", "startTime": "2026-01-31T10:00:00", "endTime":
            "2026-01-31T10:45:00", "roomId": 5, "speakerIds": ["a"]}],
            "speakers": [{"id": "a", "name": "Ada Lovelace", "bio": "Hello"}],
            "rooms": [{"id": 5, "name": "Janson"}]}"#,
        // Days, rooms, sessions.
        r#"{"days": [{"date": "2026-01-31", "rooms": [{"name": "Janson", "sessions": [{"title": "Tea",
            "start": "10:00", "end": "10:45", "speaker": "Ada Lovelace"}]}]}]}"#,
        // Days with a title and times of their own.
        r#"{"days": [{"title": "Saturday", "date": "2026-01-31", "start": "09:00", "end": "18:00", "events":
            [{"name": "Tea", "time": "10:00 - 10:45", "stage": {"title": "Janson"}, "who": "Ada Lovelace"}]}]}"#,
        // Tracks of slots with a talk in each.
        r#"{"date": "2026-01-31", "tracks": [{"room": "Janson", "talks": [{"startTime": "10:00", "endTime":
            "10:45", "talk": {"title": "Tea", "speakers": [{"firstName": "Ada", "lastName": "Lovelace"}]}}]}]}"#,
        // Days and times as keys.
        r#"{"schedule": {"2026-01-31": {"10:00": [{"title": "Tea", "duration": 45, "location": "Janson",
            "presenter": {"name": "Ada Lovelace"}}]}}}"#,
        // cfp.dev.
        r#"[{"id": 1, "fromDate": "2026-01-31T09:00:00Z", "toDate": "2026-01-31T09:45:00Z", "room": {"id": 2,
            "name": "Janson"}, "proposal": {"title": "Tea", "description": "", "speakers": [{"id": 3,
            "firstName": "Ada", "lastName": "Lovelace"}]}, "timezone": "Europe/Paris"}]"#,
        // pretalx's API.
        r#"{"count": 1, "results": [{"code": "7MATXR", "title": "Tea", "speakers": [{"code": "A", "name":
            "Ada Lovelace"}], "slot": {"room": {"en": "Janson", "fr": "Salle Janson"}, "start":
            "2026-01-31T10:00:00+01:00", "end": "2026-01-31T10:45:00+01:00"}}]}"#,
        // Hoverboard.
        r#"{"schedule": {"2026-01-31": {"date": "2026-01-31", "rooms": [{"title": "Foyer"}, {"title": "Janson"}],
            "timeslots": [{"startTime": "10:00", "endTime": "10:45", "sessions": [{"items": []}, {"items": ["101"]}]}]}},
            "sessions": {"101": {"title": "Tea", "speakers": ["ada"], "track": {"title": "Drinks"}}, "102": {"title": "Tea", "speakers": []}},
            "speakers": {"ada": {"name": "Ada Lovelace", "order": 1}, "grace": {"name": "Grace", "order": 2}}}"#,
        // A day as its midnight.
        r#"{"agenda": [{"day": "2026-01-31T00:00:00Z", "items": [{"title": "Tea", "begin": "10:00", "end": "10:45",
            "place": "Janson", "speakers": [{"name": "Ada Lovelace"}]}]}]}"#,
        // Slots by id.
        r#"{"talks": [{"title": "Tea", "slot": "s1", "room": "Janson", "speakers": [{"id": 7}]}],
            "slots": [{"id": "s1", "start": "2026-01-31T10:00", "end": "2026-01-31T10:45"}],
            "speakers": [{"id": 7, "fullName": "Ada Lovelace"}]}"#,
        // Seconds and milliseconds since 1970, and Firestore's.
        r#"[{"title": "Tea", "start": 1769850000, "end": 1769852700, "room": "Janson", "speaker": "Ada Lovelace"}]"#,
        r#"[{"title": "Tea", "startTime": 1769850000000, "endTime": 1769852700000, "room": "Janson",
            "speaker": "Ada Lovelace"}]"#,
        r#"[{"title": "Tea", "start": {"_seconds": 1769850000, "_nanoseconds": 0}, "end": {"_seconds":
            1769852700, "_nanoseconds": 0}, "room": "Janson", "speaker": "Ada Lovelace"}]"#,
        // Compact clocks, a date beside, sheets as JSON.
        r#"[{"Session Title": "Tea", "Date": "1/31/2026", "Start": "1000", "End": "1045", "Room": "Janson",
            "Speaker Name": "Ada Lovelace"}]"#,
        r#"{"data": {"event": {"planning": [{"name": "Tea", "times": ["10:00am", "10:45am"], "day": "2026-01-31",
            "rooms": ["Janson"], "speakers": [{"node": 1, "name": "Ada Lovelace"}]}]}}}"#,
    ];
    for document in documents {
        let found = told(document);
        assert_eq!(found[0], TEA, "{document}");
        // Hoverboard's other session is in no slot.
        assert_eq!(
            found[1..],
            ["Tea"; 1][..usize::from(document.contains("timeslots"))],
            "{document}"
        );
    }
}

#[test]
fn sessions_of_several_lists_and_forms_are_all_read() {
    let document = r#"{"conference": {"name": "Fair", "city": "Paris"},
        "sessions": [{"title": "Tea", "startsAt": "2026-01-31T10:00", "endsAt": "2026-01-31T10:45",
            "speakers": [{"name": "Ada Lovelace", "company": "Engines"}, {"name": "Grace Hopper"}]},
            {"title": "", "startsAt": "2026-01-31T12:00", "room": "Janson"}, {"title": "Rum", "startsAt": null}],
        "breaks": [{"name": "Lunch", "from": "2026-01-31T13:00", "to": "2026-01-31T14:00"}]}"#;
    let expected = [
        "Tea | 2026-01-31 10:00-10:45 | Ada Lovelace (Engines) & Grace Hopper",
        "Untitled session in Janson | 2026-01-31 12:00-12:45 | Janson",
        "Rum",
        "Lunch | 2026-01-31 13:00-14:00",
    ];
    assert_eq!(told(document), expected);
    let reading = read_here(document).unwrap();
    assert_eq!(reading.schedule.conference.title.as_deref(), Some("Fair"));
    let options = ReadOptions::default();
    let error = crate::read(document.as_bytes(), &options).unwrap_err();
    assert!(error.to_string().contains("--zone Europe/Paris"), "{error}");
}

#[test]
fn what_a_block_is_made_of_is_kept_in_its_text() {
    let document = r#"[{"title": "Posters", "start": "2026-01-31T10:00", "end": "2026-01-31T12:00", "posters":
        [{"title": "Tea leaves", "authors": ["Ada Lovelace"]}, {"title": "Rum", "authors": []}]}]"#;
    let reading = read_here(document).unwrap();
    assert_eq!(reading.schedule.sessions.len(), 1);
    assert_eq!(
        reading.schedule.sessions[0].text,
        "Contents: Tea leaves (Ada Lovelace); Rum"
    );
}

#[test]
fn documents_without_sessions_are_refused_by_what_they_hold() {
    let cases = [
        (
            r#"{"version": 1, "schedules": [{"title": "Fair", "url": "https://e.org/s.xml", "start": "2026-01-31"}]}"#,
            "giggity menu",
        ),
        (
            r#"{"speakers": [{"name": "Ada", "created": "2026-01-31T10:00:00"}]}"#,
            "an object with speakers",
        ),
        (r#"[{"text": "[a](http://b)"}]"#, "a list of 1 with text"),
        ("[]", "a list of 0"),
        (r#"{"sessions": [{"title": "Tea", "#, "line 1, column"),
    ];
    for (document, expected) in cases {
        let message = read_here(document).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}
