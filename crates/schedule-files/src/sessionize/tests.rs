//! Sessionize’s views, whole and odd.

#![allow(clippy::unwrap_used)]

use agenda::{Kind, Status, Zone};

use super::session::Facet;
use super::speakers::organisation_in;
use crate::{Format, ReadError, ReadOptions, Reading, read};

/// A document with single quotes for double ones, in Vienna's zone.
fn read_text(text: &str) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        zone: Some(Zone::named("Europe/Vienna").unwrap()),
        ..ReadOptions::default()
    };
    read(text.replace('\'', "\"").as_bytes(), &options)
}

const ALL: &str = "{'sessions': [
    {'id': '1', 'title': 'Tea', 'description': 'A\\r\\nB', 'startsAt': '2024-05-25T09:00:00',
    'endsAt': '2024-05-25T09:45:00', 'isServiceSession': false, 'isPlenumSession': false,
    'speakers': ['s1'], 'categoryItems': [11, 21, 31, 41], 'roomId': 5, 'status': 'Accepted',
    'isInformed': true, 'isConfirmed': true, 'liveUrl': 'https://x.org/live',
    'recordingUrl': null, 'questionAnswers': [{'questionId': 8, 'answerValue': 'https://x.org/v'},
    {'questionId': 9, 'answerValue': 'short'}]},
    {'id': 'g-2', 'title': 'Lunch', 'description': null, 'startsAt': '2024-05-25T12:00:00',
    'endsAt': null, 'isServiceSession': true, 'speakers': [], 'roomId': null, 'status': null},
    {'id': 'g-3', 'title': 'Opening', 'startsAt': '2024-05-25T08:30:00',
    'endsAt': '2024-05-25T09:00:00', 'isServiceSession': true, 'speakers': [], 'roomId': 6},
    {'id': '4', 'title': 'Unplaced', 'startsAt': null, 'endsAt': null, 'speakers': ['s2'],
    'status': 'Accepted', 'isConfirmed': false},
    {'id': '5', 'title': 'Refused', 'startsAt': null, 'speakers': [], 'status': 'Declined'}],
    'speakers': [{'id': 's1', 'firstName': 'Ada', 'lastName': 'Lovelace', 'fullName': '',
    'tagLine': 'Cloud Engineer at AVL List GmbH, MVP'},
    {'id': 's2', 'fullName': 'Grace Hopper', 'tagLine': '',
    'questionAnswers': [{'questionId': 7, 'answerValue': 'Navy'}]}],
    'questions': [{'id': 8, 'question': 'Video'}, {'id': 9, 'question': 'Short title'},
    {'id': 7, 'question': 'Company'}],
    'categories': [{'id': 1, 'title': 'Track', 'items': [{'id': 11, 'name': 'Web'}]},
    {'id': 2, 'title': 'Session format', 'items': [{'id': 21, 'name': 'Workshop (2 h)'}]},
    {'id': 3, 'title': 'Level', 'items': [{'id': 31, 'name': 'Advanced'}]},
    {'id': 4, 'title': 'Language', 'items': [{'id': 41, 'name': 'English'}]}],
    'rooms': [{'id': 6, 'name': 'Foyer', 'sort': 2}, {'id': 5, 'name': 'Aula', 'sort': 1}]}";

#[test]
fn the_all_view_joins_everything_by_id() {
    let reading = read_text(ALL).unwrap();
    assert_eq!(reading.format, Format::Sessionize);
    let [tea, lunch, opening, unplaced] = &reading.schedule.sessions[..] else {
        panic!("{:?}", reading.schedule.sessions);
    };
    let starts_at = tea.slot.unwrap().starts_at.to_string();
    assert_eq!(starts_at, "2024-05-25 07:00:00 UTC");
    assert_eq!(tea.room.as_deref(), Some("Aula"));
    assert_eq!(tea.track.as_deref(), Some("Web"));
    assert_eq!(tea.kind, Kind::Workshop);
    assert_eq!(tea.language.as_deref(), Some("English"));
    assert_eq!(tea.text, "A\nB\n\nLevel: Advanced");
    assert_eq!(tea.speakers[0].name, "Ada Lovelace");
    assert_eq!(
        tea.speakers[0].organisation.as_deref(),
        Some("AVL List GmbH")
    );
    let links: Vec<(&str, &str)> = (tea.links.iter())
        .map(|link| (&*link.title, &*link.url))
        .collect();
    let expected = [
        ("Live stream", "https://x.org/live"),
        ("Video", "https://x.org/v"),
    ];
    assert_eq!(links, expected);
    assert_eq!(lunch.kind, Kind::Break);
    assert_eq!(lunch.slot.unwrap().length().num_minutes(), 30);
    assert_eq!(opening.kind, Kind::Service);
    assert_eq!((unplaced.slot, unplaced.status), (None, Status::Tentative));
    assert_eq!(unplaced.speakers[0].organisation.as_deref(), Some("Navy"));
    assert_eq!(reading.skipped[0].what, "Refused");
    assert_eq!(reading.schedule.conference.rooms, ["Aula", "Foyer"]);
}

const SESSION: &str = "{'id': '1', 'title': 'Tea', 'startsAt': '2024-05-25T00:30:00',
    'endsAt': '2024-05-25T01:00:00', 'isServiceSession': false, 'isPlenumSession': true,
    'speakers': [{'id': 's1', 'name': 'Ada Lovelace'}], 'roomId': 5, 'room': 'Aula',
    'categories': [{'id': 1, 'name': 'Track', 'categoryItems': [{'id': 11, 'name': 'Web'}]}]}";

#[test]
fn grouped_views_hold_each_session_once_with_names_in_it() {
    let groups = [
        format!("[{{'groupId': null, 'groupName': 'All', 'sessions': [{SESSION}]}}]"),
        format!(
            "[{{'groupName': 'Web', 'sessions': [{SESSION}]}},
            {{'groupName': 'Java', 'sessions': [{SESSION}]}}]"
        ),
        format!(
            "[{{'date': '2024-05-24T00:00:00', 'isDefault': true, 'rooms': [{{'id': 5,
            'name': 'Aula', 'sessions': [{SESSION}]}}], 'timeSlots': [{{'slotStart': '00:30:00',
            'rooms': [{{'id': 5, 'name': 'Aula', 'session': {SESSION}}}]}}]}}]"
        ),
        format!("[{SESSION}]"),
    ];
    for text in groups {
        let reading = read_text(&text).unwrap();
        let [session] = &reading.schedule.sessions[..] else {
            panic!("{text}");
        };
        assert_eq!(session.speakers[0].name, "Ada Lovelace");
        assert_eq!(session.room.as_deref(), Some("Aula"));
        assert_eq!(session.track.as_deref(), Some("Web"));
        let listed_under = session.slot.unwrap().listed_under;
        let by_days = text.contains("slotStart");
        let expected = by_days.then(|| "2024-05-24".parse().unwrap());
        assert_eq!(listed_under, expected, "{text}");
    }
}

#[test]
fn speakers_alone_are_refused_with_the_view_to_give() {
    let refused = read_text(
        "[{'id': 's1', 'firstName': 'Ada', 'lastName': 'Lovelace', 'fullName': 'Ada Lovelace',
        'isTopSpeaker': false, 'sessions': [{'id': 1, 'name': 'Tea'}]}]",
    );
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("GridSmart"), "{message}");
}

#[test]
fn local_times_are_asked_about_and_utc_is_taken_at_its_word() {
    let text = ALL.replace('\'', "\"");
    let options = ReadOptions::default();
    let refused = read(text.as_bytes(), &options);
    let asks = matches!(refused, Err(ReadError::ZoneNeeded { .. }));
    assert!(asks, "{refused:?}");
    let in_utc = text.replace(":00\",", ":00Z\",");
    let reading = read(in_utc.as_bytes(), &options).unwrap();
    let starts_at = reading.schedule.sessions[0].slot.unwrap().starts_at;
    assert_eq!(starts_at.to_string(), "2024-05-25 09:00:00 UTC");
}

#[test]
fn categories_are_known_by_their_titles() {
    let cases = [
        ("Track", Facet::Track),
        ("Topics", Facet::Track),
        ("Session Format", Facet::Format),
        ("Session type", Facet::Format),
        ("Sessionformat", Facet::Format),
        ("Audience level", Facet::Level),
        ("Vortragssprache", Facet::Language),
        ("Tags", Facet::Other),
        ("", Facet::Other),
    ];
    for (title, facet) in cases {
        assert_eq!(Facet::titled(title), facet, "{title}");
    }
}

#[test]
fn organisations_are_told_in_tag_lines() {
    let cases = [
        ("Manager OpenShift Specialists at Red Hat", Some("Red Hat")),
        ("Head Trainer @ DATA story LAB", Some("DATA story LAB")),
        (
            "Open Source Enthusiast | DevRel @Dynatrace",
            Some("Dynatrace"),
        ),
        ("Advocate at Contoso, MVP", Some("Contoso")),
        ("Looking at the sky", None),
        ("Solutions Architect", None),
        ("", None),
    ];
    for (tag_line, organisation) in cases {
        assert_eq!(organisation_in(tag_line), organisation, "{tag_line}");
    }
}
