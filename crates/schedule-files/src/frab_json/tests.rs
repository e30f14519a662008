//! frab JSON: both schemas, odd types, refusals.

#![allow(clippy::unwrap_used)]
use agenda::{Kind, Session};
use serde_json::{Value, json};

use super::*;

fn read_value(value: &Value) -> Result<Reading, ReadError> {
    read(
        &Source::new(value.to_string().as_bytes()),
        &ReadOptions::default(),
    )
}

fn with_rooms(rooms: Value) -> Value {
    json!({ "schedule": { "version": "1.3", "conference": {
        "title": "Made", "acronym": "made", "time_zone_name": "Europe/Berlin",
        "rooms": [{ "name": "Saal B" }, { "name": "Saal A" }],
        "days": [{ "date": "2025-12-27", "day_start": "2025-12-27T11:00:00+01:00",
                   "day_end": "2025-12-28T06:00:00+01:00", "rooms": rooms }],
    } } })
}

fn sessions(value: &Value) -> Vec<Session> {
    read_value(value).unwrap().schedule.sessions
}

fn starts(session: &Session) -> String {
    session.slot.unwrap().starts_at.to_rfc3339()
}

#[test]
fn events_in_rooms_become_sessions() {
    let file = with_rooms(json!({ "Saal A": [{
        "id": 17, "guid": "g-1", "code": "POWER1", "date": "2025-12-28T00:30:00+01:00",
        "start": "00:30", "duration": "00:45", "room": "Saal A", "title": "Night &amp; day",
        "subtitle": null, "type": "Talk", "language": "de", "track": "Art",
        "persons": [{ "public_name": "Ada" }, { "name": "Bob" }, "Cleo"],
        "links": [{ "url": "https://example.org/a", "title": "A" }, "https://example.org/b"],
        "attachments": [{ "url": "https://example.org/c.pdf", "title": "Slides" }],
        "do_not_record": true, "url": "https://example.org/talk",
    }] }));
    let reading = read_value(&file).unwrap();
    assert_eq!(reading.format, Format::FrabJson);
    assert_eq!(reading.zone.zone.name(), "Europe/Berlin");
    let session = &reading.schedule.sessions[0];
    assert_eq!(session.title, "Night & day");
    assert_eq!(starts(session), "2025-12-27T23:30:00+00:00");
    let slot = session.slot.unwrap();
    assert_eq!(slot.length().num_minutes(), 45);
    assert_eq!(slot.listed_under, Some("2025-12-27".parse().unwrap()));
    assert_eq!(session.identifiers.id.as_deref(), Some("17"));
    let names: Vec<&str> = session.speakers.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bob", "Cleo"]);
    let links: Vec<&str> = session.links.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(links, ["A", "https://example.org/b", "Slides"]);
    assert_eq!((session.recorded, session.kind), (Some(false), Kind::Talk));
}

#[test]
fn rooms_come_in_their_declared_order_and_may_be_a_list() {
    let talk = |title: &str| json!({ "title": title, "date": "2025-12-27T12:00:00+01:00", "duration": "00:30" });
    let as_map =
        with_rooms(json!({ "Saal A": [talk("a")], "Saal B": [talk("b")], "Foyer": [talk("c")] }));
    let as_list = with_rooms(json!([
        { "name": "Saal A", "events": [talk("a")] },
        { "name": "Saal B", "events": [talk("b")] },
        { "name": "Foyer", "events": [talk("c")] },
    ]));
    for file in [as_map, as_list] {
        let reading = read_value(&file).unwrap();
        assert_eq!(reading.schedule.sessions.len(), 3);
        assert_eq!(
            reading.schedule.conference.rooms,
            ["Saal B", "Saal A", "Foyer"]
        );
    }
}

#[test]
fn a_flat_list_of_events_has_starts_ends_and_objects_for_names() {
    let file = json!({ "schedule": {
        "version": "2024-12-26",
        "conference": { "title": "Flat", "time_zone_name": "Europe/Berlin",
            "tracks": [{ "slug": "ccc", "name": "CCC & Community" }],
            "days": [{ "date": "2024-12-27", "start": "2024-12-27T10:30:00+01:00", "end": "2024-12-28T06:00:00+01:00" }] },
        "events": [
            { "guid": "g", "code": "HQCCYH", "start": "2024-12-27T10:30:00+01:00", "end": "2024-12-27T11:00:00+01:00",
              "room": { "name": "Saal 1", "slug": "saal-1" }, "track": { "slug": "ccc" },
              "title": { "de": "Eröffnung", "en": "Opening" }, "participants": [{ "name": "Ada" }],
              "links": [{ "type": "ORIGIN", "url": "https://example.org/talk/HQCCYH/" }] },
            { "title": "Late", "start": "2024-12-28T01:00:00+01:00", "end": "2024-12-28T02:00:00+01:00" },
        ],
    } });
    let found = sessions(&file);
    assert_eq!(starts(&found[0]), "2024-12-27T09:30:00+00:00");
    assert_eq!(found[0].slot.unwrap().length().num_minutes(), 30);
    assert_eq!(found[0].title, "Opening");
    assert_eq!(found[0].room.as_deref(), Some("Saal 1"));
    assert_eq!(found[0].track.as_deref(), Some("CCC & Community"));
    assert_eq!(
        found[0].url.as_deref(),
        Some("https://example.org/talk/HQCCYH/")
    );
    assert_eq!(found[1].title, "Late");
}

#[test]
fn an_event_of_odd_types_is_read_or_named_and_costs_no_other() {
    let file = with_rooms(json!({ "Saal A": [
        42, null, "text", [1],
        { "title": 7, "date": "2025-12-27T12:00:00+01:00", "duration": 30, "persons": "nobody",
          "links": null, "id": { "x": 1 }, "track": [], "do_not_record": "true" },
        { "title": "Fine", "date": "2025-12-27T13:00:00+01:00", "duration": "00:30" },
    ] }));
    let reading = read_value(&file).unwrap();
    let titles: Vec<&str> = reading
        .schedule
        .sessions
        .iter()
        .map(|it| it.title.as_str())
        .collect();
    assert_eq!(titles, ["7", "Fine"]);
    assert_eq!(
        reading.schedule.sessions[0]
            .slot
            .unwrap()
            .length()
            .num_minutes(),
        30
    );
    assert_eq!(reading.skipped.len(), 4);
    assert_eq!(reading.skipped[0].what, "event 1");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let text = with_rooms(json!({})).to_string();
    let refused = |text: &str| {
        read(&Source::new(text.as_bytes()), &ReadOptions::default())
            .unwrap_err()
            .to_string()
    };
    assert!(refused(&text).contains("holds no event"));
    assert!(refused(&text[..text.len() - 9]).contains("line 1, column"));
    let odd = json!({ "schedule": { "conference": { "days": 7 } } }).to_string();
    assert!(refused(&odd).contains("holds no event"));
    let deep = format!(
        "{{\"schedule\":{{\"conference\":{{\"days\":{}",
        "[".repeat(200_000)
    );
    assert!(refused(&deep).contains("line 1"));
}

fn titles(reading: &Reading) -> Vec<&str> {
    let sessions = reading.schedule.sessions.iter();
    sessions.map(|session| session.title.as_str()).collect()
}

fn talk(title: &str) -> Value {
    json!({ "title": title, "date": "2025-12-27T12:00:00+01:00", "duration": "00:30" })
}

#[test]
fn an_odd_frame_costs_no_event() {
    let day = json!({ "date": "2025-12-27", "rooms": { "A": [talk("a")] } });
    // What stands in `schedule`, beside the event b that is always there; how many are skipped.
    let frames: [(Value, usize); 16] = [
        (json!({ "conference": { "days": [day, null] } }), 0),
        (
            json!({ "conference": { "days": [day, { "rooms": null }] } }),
            0,
        ),
        (
            json!({ "conference": { "days": [day, { "rooms": false }] } }),
            0,
        ),
        (
            json!({ "conference": { "days": [day, { "rooms": { "B": null } }] } }),
            0,
        ),
        (
            json!({ "conference": { "days": [day, { "rooms": [] }, {}, [], "", 7] } }),
            1,
        ),
        (
            json!({ "conference": { "days": [day], "events": null } }),
            0,
        ),
        (
            json!({ "conference": { "days": { "2025-12-27": { "rooms": { "A": [talk("a")] } } } } }),
            0,
        ),
        (json!({ "conference": { "days": day } }), 0),
        (json!({ "conference": { "days": [[talk("a")]] } }), 0),
        (
            json!({ "conference": { "days": [{ "day_start": "2025-12-27T10:00:00+01:00",
            "start": "2025-12-27T11:00:00+01:00", "rooms": { "A": { "17": talk("a") } } }] } }),
            0,
        ),
        (
            json!({ "conference": { "days": [{ "rooms": { "A": [talk("a")], "note": "closed" } }] } }),
            1,
        ),
        (
            json!({ "conference": { "days": [{ "rooms": [{ "name": "A", "talks": [talk("a")] }] }] } }),
            0,
        ),
        (json!({ "conference": null, "days": [day] }), 0),
        (
            json!({ "conference": { "days": [] }, "events": { "1": talk("a"), "2": 7 } }),
            1,
        ),
        (
            json!({ "conference": [], "events": [talk("a"), null, {}] }),
            2,
        ),
        (
            json!({ "conference": { "days": [day], "rooms": [{ "name": "A" }, null, 7] } }),
            0,
        ),
    ];
    for (mut schedule, skipped) in frames {
        schedule["talks"] = json!([talk("b")]);
        let wrapped = json!({ "schedule": schedule });
        let reading = read_value(&wrapped).unwrap();
        let mut found = titles(&reading);
        found.sort_unstable();
        assert_eq!(found, ["a", "b"], "{wrapped}");
        assert_eq!(reading.skipped.len(), skipped, "{wrapped}");
        assert_eq!(reading.format, Format::FrabJson);
        assert_eq!(
            read_value(&schedule).map(|bare| bare.events()),
            Ok(2 + skipped),
            "{schedule}"
        );
    }
}

#[test]
fn keys_that_come_twice_are_all_read() {
    let room = format!("\"A\": [{}]", talk("a"));
    let file = format!(
        "{{\"schedule\": {{\"conference\": {{\"title\": \"\", \"title\": \"Made\", \
         \"days\": [{{\"rooms\": {{{room}, {room}}}, \"rooms\": {{{room}}}}}], \"days\": []}}}}}}"
    );
    let reading = read(&Source::new(file.as_bytes()), &ReadOptions::default()).unwrap();
    assert_eq!(titles(&reading), ["a", "a", "a"]);
    assert_eq!(reading.schedule.conference.title.as_deref(), Some("Made"));
}

#[test]
fn a_schedule_without_its_wrapper_is_known() {
    let whole = with_rooms(json!({ "A": [talk("a")] }));
    let schedule = &whole["schedule"];
    for bare in [schedule, &schedule["conference"]] {
        let reading = crate::read(bare.to_string().as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(reading.format, Format::FrabJson);
        assert_eq!(reading.schedule.conference.title.as_deref(), Some("Made"));
        assert_eq!(titles(&reading), ["a"]);
    }
}

#[test]
fn a_flat_list_may_be_long_and_come_before_the_conference() {
    let mut late = talk("late");
    late["start"] = json!("2025-12-28T05:30:00+01:00");
    late["room"] = json!("0b5c");
    late["track"] = json!(["Art", { "name": "Play" }]);
    late["abstract"] = json!(["One.", null, "Two."]);
    late["links"] = json!("https://example.org/a");
    late["persons"] = json!("Ada Lovelace, Grace Hopper");
    late["duration"] = json!("PT45M");
    late.as_object_mut().unwrap().remove("date");
    let mut early = late.clone();
    early["start"] = json!("2025-12-27T11:00:00+01:00");
    early["persons"] = json!({ "1": { "first_name": "Ada", "last_name": "Lovelace" } });
    early["links"] =
        json!({ "Slides": "https://example.org/s", "more": { "url": "https://example.org/m" } });
    early["abstract"] = json!("x".repeat(70_000));
    let conference = json!({
        "rooms": [{ "guid": "0b5c", "name": "Saal 1" }],
        "days": [{ "date": "2025-12-27", "start": "2025-12-27T10:00:00+01:00",
                   "end": "2025-12-28T06:00:00+01:00" }],
    });
    let file =
        format!("{{\"schedule\":{{\"events\":[{early},{late}],\"conference\":{conference}}}}}");
    let reading = crate::read(file.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(reading.format, Format::FrabJson);
    assert!(reading.repairs.is_empty(), "{:?}", reading.repairs);
    let [early, late] = &reading.schedule.sessions[..] else {
        panic!()
    };
    for session in [early, late] {
        assert_eq!(
            session.slot.unwrap().listed_under,
            Some("2025-12-27".parse().unwrap())
        );
        assert_eq!(session.slot.unwrap().length().num_minutes(), 45);
        assert_eq!(session.room.as_deref(), Some("Saal 1"));
        assert_eq!(session.track.as_deref(), Some("Art, Play"));
    }
    let names = |session: &Session| {
        let names = session.speakers.iter().map(|it| it.name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(early), ["Ada Lovelace"]);
    assert_eq!(names(late), ["Ada Lovelace", "Grace Hopper"]);
    assert_eq!(late.text, "One.\n\nTwo.");
    assert_eq!(late.links[0].url, "https://example.org/a");
    let links: Vec<&str> = early.links.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(links, ["Slides", "more"]);
}
