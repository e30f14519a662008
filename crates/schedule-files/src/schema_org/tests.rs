//! Events of schema.org, alone and in pages.

#![allow(clippy::unwrap_used)]

use agenda::{Kind, Session, Status};

use crate::{Format, ReadError, ReadOptions, Reading, read};

/// A document with single quotes for double ones.
fn read_text(text: &str) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        name: Some("https://fair.org/2026/"),
        ..ReadOptions::default()
    };
    read(text.replace('\'', "\"").as_bytes(), &options)
}

fn titles(reading: &Reading) -> Vec<&str> {
    let sessions = reading.schedule.sessions.iter();
    sessions.map(|session| session.title.as_str()).collect()
}

fn starts_at(session: &Session) -> String {
    session.slot.unwrap().starts_at.to_string()
}

const TALK: &str = "{'@type': 'Event', 'name': 'Tea &amp; Milk', 'startDate': '2026-03-08T10:00:00+01:00',
    'endDate': '2026-03-08T10:30:00+01:00', 'location': {'@type': 'Place', 'name': 'Hall 2'},
    'performer': [{'@type': 'Person', 'name': 'Ada', 'affiliation': {'name': 'Engines'}}],
    'inLanguage': {'@type': 'Language', 'name': 'English', 'alternateName': 'en'}, 'about': 'Leaves',
    'url': 'https://fair.org/tea', 'eventStatus': 'https://schema.org/EventCancelled'}";
const OTHER: &str = "{'@type': ['SocialEvent', 'Event'], 'name': 'Party',
    'startDate': '2026-03-08T20:00:00+01:00', 'duration': 'PT3H',
    'location': [{'@type': 'Place', 'name': 'Fair House'},
    {'@type': 'VirtualLocation', 'url': 'https://fair.org/live'}]}";
const ABOUT: &str = "'@type': 'Event', 'name': 'The Fair', 'startDate': '2026-03-08',
    'endDate': '2026-03-10', 'url': 'https://fair.org/', 'location': {'@type': 'Place',
    'name': 'Fair House', 'address': {'addressLocality': 'Berlin', 'addressCountry': 'DE'}}";

#[test]
fn the_event_around_others_is_the_conference() {
    let forms = [
        format!("{{'@context': 'https://schema.org', {ABOUT}, 'subEvent': [{TALK}, {OTHER}]}}"),
        format!(
            "[{{{ABOUT}, 'subEvent': [{{'@type': 'Event', 'name': 'Day 1',
            'startDate': '2026-03-08', 'subEvents': [{TALK}, {OTHER}]}}]}}]"
        ),
        format!(
            "{{'@context': 'https://schema.org', '@graph': [{{'@id': '#f', {ABOUT}}}, {}, {}]}}",
            TALK.replacen('{', "{'superEvent': {'@id': '#f'}, ", 1),
            OTHER.replacen('{', "{'superEvent': '#f', ", 1),
        ),
        format!(
            "{{'@graph': [{{{ABOUT}, 'subEvent': [{{'@id': '#a'}}, {{'@id': '#b'}}]}}, {}, {}]}}",
            TALK.replacen('{', "{'@id': '#a', ", 1),
            OTHER.replacen('{', "{'@id': '#b', ", 1),
        ),
        format!(
            "<!DOCTYPE html><html><head><script type='application/ld+json'>{{'@type': 'WebSite'}}
            </script><script type=\"application/ld+json\">//<![CDATA[\n{{{ABOUT},
            'subEvent': [{TALK}, {OTHER}]}};\n//]]></script>"
        ),
    ];
    for text in forms {
        let reading = read_text(&text).unwrap();
        assert_eq!(reading.format, Format::SchemaOrg, "{text}");
        assert_eq!(titles(&reading), ["Tea & Milk", "Party"], "{text}");
        let facts = &reading.schedule.conference;
        assert_eq!(facts.title.as_deref(), Some("The Fair"));
        assert_eq!(facts.venue.as_deref(), Some("Fair House"));
        assert_eq!(facts.city.as_deref(), Some("Berlin"));
        assert_eq!(facts.last_day, Some("2026-03-10".parse().unwrap()));
        let guess = reading.zone.guess.map(|zone| zone.name());
        assert_eq!(guess, Some("Europe/Berlin"));
        let [tea, party] = &reading.schedule.sessions[..] else {
            panic!("{text}");
        };
        assert_eq!(starts_at(tea), "2026-03-08 09:00:00 UTC");
        assert_eq!(tea.room.as_deref(), Some("Hall 2"));
        assert_eq!(tea.track.as_deref(), Some("Leaves"));
        assert_eq!(tea.language.as_deref(), Some("en"));
        assert_eq!(tea.status, Status::Cancelled);
        assert_eq!(tea.speakers[0].organisation.as_deref(), Some("Engines"));
        assert_eq!((party.kind, party.room.as_deref()), (Kind::Social, None));
        assert_eq!(party.slot.unwrap().length().num_hours(), 3);
        assert_eq!(party.links[0].url, "https://fair.org/live");
        assert!(!party.online);
    }
}

#[test]
fn events_side_by_side_are_sessions_of_what_the_page_is_called() {
    let reading = read_text(&format!(
        "<html><head><title>All talks</title></head><body>
        <script type='application/ld+json'>[{TALK}, {OTHER}]</script>
        <script type='application/ld+json'>{{'@type': 'Event', 'name': }}</script>"
    ))
    .unwrap();
    assert_eq!(titles(&reading), ["Tea & Milk", "Party"]);
    let title = reading.schedule.conference.title.as_deref();
    assert_eq!(title, Some("All talks"));
    assert_eq!(reading.skipped.len(), 1);
}

#[test]
fn one_event_is_a_conference_of_one_session_unless_it_lasts_for_days() {
    let reading = read_text(TALK).unwrap();
    assert_eq!(titles(&reading), ["Tea & Milk"]);
    assert_eq!(reading.schedule.sessions[0].room, None);
    let facts = &reading.schedule.conference;
    assert_eq!(facts.title.as_deref(), Some("Tea & Milk"));
    assert_eq!(facts.venue.as_deref(), Some("Hall 2"));
    let page = format!(
        "<!doctype html><html><title>The Fair</title><a href='schedule.ics'>
        <script type='application/ld+json'>{{{ABOUT}}}</script>"
    );
    let refused = read_text(&page).unwrap_err();
    let expected = ReadError::WebPage {
        title: "The Fair".to_owned(),
        links: vec!["https://fair.org/2026/schedule.ics".to_owned()],
    };
    assert_eq!(refused, expected);
    assert!(refused.to_string().contains("schedule.ics"));
    let alone = read_text(&format!("{{{ABOUT}}}")).unwrap_err();
    assert!(matches!(alone, ReadError::NoEvents { .. }), "{alone:?}");
}

#[test]
fn dates_of_a_series_are_sessions_of_its_name() {
    let reading = read_text(
        "{'@type': 'EventSeries', 'name': 'Tea', 'subEvent': [
        {'@type': 'Event', 'startDate': '2026-10-09T19:00:00+02:00'},
        {'startDate': '2026-10-10T19:00:00+02:00'},
        {'@type': 'Event', 'name': 'Late', 'startDate': '2026-10-11T19:00:00+02:00',
        'eventStatus': 'EventPostponed'}]}",
    )
    .unwrap();
    assert_eq!(titles(&reading), ["Tea", "Tea", "Late"]);
    let late = &reading.schedule.sessions[2];
    assert_eq!((late.slot, late.status), (None, Status::Tentative));
}

#[test]
fn local_times_are_asked_about_and_whole_days_are_days() {
    let local = TALK.replace("+01:00", "");
    let refused = read_text(&local);
    let asks = matches!(refused, Err(ReadError::ZoneNeeded { .. }));
    assert!(asks, "{refused:?}");
    let zoned = local.replacen(
        '{',
        "{'eventSchedule': {'@type': 'Schedule', 'scheduleTimezone': 'Europe/Paris'}, ",
        1,
    );
    let reading = read_text(&zoned).unwrap();
    assert_eq!(reading.zone.zone.name(), "Europe/Paris");
    let day = zoned
        .replace("2026-03-08T10:00:00", "2026-03-08")
        .replace("2026-03-08T10:30:00", "2026-03-08");
    let reading = read_text(&day).unwrap();
    let slot = reading.schedule.sessions[0].slot.unwrap();
    assert!(slot.all_day);
    assert_eq!(slot.starts_at.to_string(), "2026-03-07 23:00:00 UTC");
}

#[test]
fn a_page_in_latin_1_is_read_in_its_own_encoding() {
    let page = format!(
        "<html><meta charset='iso-8859-1'><script type='application/ld+json'>{}</script>",
        TALK.replace("Milk", "Caf\u{E9}")
    )
    .replace('\'', "\"");
    let bytes: Vec<u8> = page.chars().map(|letter| letter as u8).collect();
    let reading = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(titles(&reading), ["Tea & Café"]);
}
