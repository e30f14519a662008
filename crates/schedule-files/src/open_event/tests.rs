//! Open Event sessions, alone and in their set.

#![allow(clippy::unwrap_used)]

use agenda::{Kind, Status};
use serde_json::json;

use crate::{Format, ReadError, ReadOptions, Reading, read};

/// A document with single quotes for double ones.
fn read_text(text: &str) -> Result<Reading, ReadError> {
    read(text.replace('\'', "\"").as_bytes(), &ReadOptions::default())
}

const SESSIONS: &str = "[{'id': 7, 'title': 'Tea', 'subtitle': 'Green', 'state': 'accepted',
    'session_type': {'id': 1, 'name': 'Lightning Talk', 'length': '00:10'},
    'track': {'id': 2, 'name': 'Leaves'}, 'microlocation': {'id': 3, 'name': 'Hall 2'},
    'start_time': '2018-03-22T10:00:00+08:00', 'end_time': '2018-03-22T10:10:00+08:00',
    'speakers': [{'id': 4, 'name': 'Ada Lovelace', 'organisation': 'Engines'}],
    'short_abstract': '<p>Short.</p>', 'long_abstract': '', 'level': 'Beginner', 'language': 'en',
    'slides': 'https://x.org/a.pdf', 'video': null, 'audio': null, 'signup_url': null},
    {'id': 8, 'title': 'Coal', 'state': 'rejected', 'microlocation': null,
    'start_time': '2018-03-22T10:00:00+08:00', 'end_time': '2018-03-22T11:00:00+08:00'},
    {'id': 9, 'title': 'Maybe', 'state': 'pending', 'microlocation': null,
    'start_time': '2018-03-22T10:00:00+08:00', 'end_time': '2018-03-22T11:00:00+08:00'},
    {'id': 10, 'title': 'Gone', 'state': 'canceled', 'microlocation': 'Yard',
    'start_time': '2018-03-22T12:00:00+08:00', 'end_time': '2018-03-22T13:00:00+08:00'}]";

#[test]
fn sessions_alone_are_a_schedule_of_what_was_accepted() {
    let reading = read_text(SESSIONS).unwrap();
    assert_eq!(reading.format, Format::OpenEvent);
    let [tea, gone] = &reading.schedule.sessions[..] else {
        panic!("{:?}", reading.schedule.sessions);
    };
    assert_eq!(tea.title, "Tea");
    assert_eq!(tea.kind, Kind::Lightning);
    assert_eq!(tea.room.as_deref(), Some("Hall 2"));
    assert_eq!(tea.track.as_deref(), Some("Leaves"));
    assert_eq!(tea.speakers[0].organisation.as_deref(), Some("Engines"));
    assert_eq!(tea.text, "Short.\n\nLevel: Beginner");
    assert_eq!(tea.links[0].title, "Slides");
    let starts_at = tea.slot.unwrap().starts_at.to_string();
    assert_eq!(starts_at, "2018-03-22 02:00:00 UTC");
    assert_eq!(gone.status, Status::Cancelled);
    assert_eq!(gone.room.as_deref(), Some("Yard"));
    let skipped: Vec<&str> = reading.skipped.iter().map(|event| &*event.what).collect();
    assert_eq!(skipped, ["Coal", "Maybe"]);
}

#[test]
fn before_anything_is_accepted_proposals_are_tentative() {
    let text = SESSIONS.replace("'accepted'", "'pending'");
    let reading = read_text(&text).unwrap();
    let status: Vec<Status> = (reading.schedule.sessions.iter())
        .map(|session| session.status)
        .collect();
    let expected = [Status::Tentative, Status::Tentative, Status::Cancelled];
    assert_eq!(status, expected);
}

#[test]
fn the_json_api_is_read_with_what_it_includes() {
    let reading = read_text(
        "{'data': [{'type': 'session', 'id': '7', 'attributes': {'title': 'Tea',
        'starts-at': '2026-03-08T02:00:00+00:00', 'ends-at': '2026-03-08T02:30:00+00:00',
        'short-abstract': 'Short.', 'slides-url': 'https://x.org/a.pdf', 'state': 'confirmed'},
        'relationships': {'microlocation': {'data': {'type': 'microlocation', 'id': '3'}},
        'track': {'data': {'type': 'track', 'id': '2'}},
        'speakers': {'data': [{'type': 'speaker', 'id': '4'}]}}}],
        'included': [{'type': 'microlocation', 'id': '3', 'attributes': {'name': 'Hall 2'}},
        {'type': 'track', 'id': '2', 'attributes': {'name': 'Leaves'}},
        {'type': 'speaker', 'id': '4', 'attributes': {'name': 'Ada', 'organisation': 'Engines'}},
        {'type': 'event', 'id': '1', 'attributes': {'name': 'Fair', 'timezone': 'Asia/Bangkok'}}]}",
    )
    .unwrap();
    let session = &reading.schedule.sessions[0];
    assert_eq!(session.room.as_deref(), Some("Hall 2"));
    assert_eq!(session.track.as_deref(), Some("Leaves"));
    assert_eq!(session.speakers[0].name, "Ada");
    assert_eq!(session.links[0].url, "https://x.org/a.pdf");
    assert_eq!(reading.zone.zone.name(), "Asia/Bangkok");
    assert_eq!(reading.schedule.conference.title.as_deref(), Some("Fair"));
}

#[test]
fn the_first_api_and_local_times_are_read_in_the_zone_of_the_event() {
    let reading = read_text(
        "{'event': {'name': 'Fair', 'timezone': 'Asia/Singapore'}, 'sessions': [{'id': 2,
        'title': 'Tea', 'abstract': 'A', 'description': 'B', 'type': 'workshop',
        'timestart': '2015-05-11T22:12:41', 'timeend': '2015-05-11T23:12:41',
        'track': 1, 'speakers': [3], 'microlocation': {'id': 4, 'name': 'Hall 4'}}],
        'tracks': [{'id': 1, 'name': 'Android'}], 'speakers': [{'id': 3, 'name': 'John Smith'}]}",
    )
    .unwrap();
    let session = &reading.schedule.sessions[0];
    assert_eq!(session.kind, Kind::Workshop);
    assert_eq!(session.track.as_deref(), Some("Android"));
    assert_eq!(session.speakers[0].name, "John Smith");
    assert_eq!(session.text, "A\n\nB");
    let starts_at = session.slot.unwrap().starts_at.to_string();
    assert_eq!(starts_at, "2015-05-11 14:12:41 UTC");
}

#[test]
fn a_file_that_was_cut_is_refused_with_its_place() {
    let message = read_text(&SESSIONS[..300]).unwrap_err().to_string();
    assert!(
        message.contains("Open Event") && message.contains("cut off"),
        "{message}"
    );
}

#[test]
fn a_part_without_the_sessions_is_refused_with_the_cure() {
    let sessions = json!([{ "id": 1, "title": "Tea" }]);
    let parts = [
        (
            "speakers",
            json!([{ "id": 3, "name": "Ada", "short_biography": "", "sessions": sessions }]),
        ),
        (
            "tracks",
            json!([{ "id": 2, "name": "Art", "color": "#fff", "font_color": "#000", "sessions": sessions }]),
        ),
        (
            "microlocations",
            json!([{ "id": 4, "name": "Hall", "floor": 1, "latitude": null, "longitude": null }]),
        ),
        (
            "session_types",
            json!([{ "id": 5, "name": "Talk", "length": "00:30" }]),
        ),
        (
            "speakers",
            json!({ "data": [{ "type": "speaker", "id": "3", "attributes": { "name": "Ada" } }] }),
        ),
    ];
    for (part, document) in parts {
        let refused = read(document.to_string().as_bytes(), &ReadOptions::default());
        let message = refused.unwrap_err().to_string();
        assert!(
            message.contains(&format!("the {part} of an Open Event set")),
            "{message}"
        );
        assert!(message.contains("sessions.json"), "{message}");
    }
}
