//! Made calendars with the quirks of real ones: lines, zones, recurrences, Sched.

#![allow(clippy::unwrap_used)]
mod other_forms;
mod recurrences;

use agenda::{Kind, Session, Speaker, Status, Zone, ZoneSource};

use super::*;
use crate::RepairKind;

fn read_in(zone: Option<&str>, text: &str) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        zone: zone.map(|zone| Zone::named(zone).unwrap()),
        ..ReadOptions::default()
    };
    read(&Source::new(text.as_bytes()), &options)
}

fn calendar(head: &str, events: &[&str]) -> String {
    let events: String = events
        .iter()
        .map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n"))
        .collect();
    format!("BEGIN:VCALENDAR\r\n{head}{events}END:VCALENDAR\r\n").replace("\r\n\r\n", "\r\n")
}

/// The one session of a calendar in Paris.
fn session(event: &str) -> Session {
    session_of("", event)
}

fn session_of(head: &str, event: &str) -> Session {
    let reading = read_in(Some("Europe/Paris"), &calendar(head, &[event])).unwrap();
    assert_eq!(reading.schedule.sessions.len(), 1, "{event}");
    reading.schedule.sessions.into_iter().next().unwrap()
}

fn span(session: &Session) -> String {
    let slot = session.slot.unwrap();
    format!(
        "{} {}",
        slot.starts_at.to_rfc3339(),
        slot.length().num_minutes()
    )
}

#[test]
fn starts_and_ends_are_read_in_every_form() {
    let cases = [
        (
            "DTSTART:20220517T110000Z\r\nDTEND:20220517T123000Z",
            "2022-05-17T11:00:00+00:00 90",
        ),
        (
            "DTSTART;TZID=Europe/London:20220517T110000\r\nDURATION:PT45M",
            "2022-05-17T10:00:00+00:00 45",
        ),
        (
            "DTSTART;TZID=US/Pacific;VALUE=DATE-TIME:20150808T100000\r\nDTEND;TZID=US/Pacific;VALUE=DATE-TIME:20150808T110000",
            "2015-08-08T17:00:00+00:00 60",
        ),
        (
            "DTSTART;TZID=\"W. Europe Standard Time\":20220117T110000\r\nDURATION:PT1H",
            "2022-01-17T10:00:00+00:00 60",
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20220517T110000\r\nDURATION:PT1H",
            "2022-05-17T09:00:00+00:00 60",
        ),
        (
            "DTSTART;TZID=EDT:20220517T110000\r\nDURATION:PT1H",
            "2022-05-17T15:00:00+00:00 60",
        ),
        (
            "DTSTART:20220517T110000\r\nDTEND:20220517T120000",
            "2022-05-17T09:00:00+00:00 60",
        ),
        (
            "DTSTART;TZID=Nowhere/Land:20220517T110000\r\nDURATION:PT1H",
            "2022-05-17T09:00:00+00:00 60",
        ),
        ("DTSTART:20220517T110000Z", "2022-05-17T11:00:00+00:00 45"),
        (
            "DTSTART:20220517T230000Z\r\nDTEND:20220517T010000Z",
            "2022-05-17T23:00:00+00:00 120",
        ),
        (
            "DTSTART:20220517T110000Z\r\nDTEND:20220517T110000Z",
            "2022-05-17T11:00:00+00:00 0",
        ),
        (
            "DTSTART;VALUE=DATE:20220517",
            "2022-05-16T22:00:00+00:00 1440",
        ),
        (
            "DTSTART;VALUE=DATE:20220517\r\nDTEND;VALUE=DATE:20220519",
            "2022-05-16T22:00:00+00:00 2880",
        ),
        (
            "DTSTART;VALUE=DATE:20220517\r\nDURATION:P2D",
            "2022-05-16T22:00:00+00:00 2880",
        ),
        (
            "DTSTART;VALUE=DATE:20220517\r\nDTEND;VALUE=DATE:20220517",
            "2022-05-16T22:00:00+00:00 1440",
        ),
    ];
    for (times, expected) in cases {
        let session = session(&format!("SUMMARY:Tea\r\n{times}"));
        assert_eq!(span(&session), expected, "{times}");
        assert_eq!(
            session.slot.unwrap().all_day,
            times.contains("VALUE=DATE:"),
            "{times}"
        );
    }
    let outlook = session(
        "SUMMARY:Tea\r\nDTSTART:20220517T000000\r\nDTEND:20220518T000000\r\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    );
    assert!(outlook.slot.unwrap().all_day);
    assert_eq!(span(&outlook), "2022-05-16T22:00:00+00:00 1440");
    assert_eq!(session("SUMMARY:Tea").slot, None);
    assert_eq!(session("SUMMARY:Tea\r\nDTSTART:soon").slot, None);
}

#[test]
fn a_zone_that_only_the_file_knows_follows_the_rules_in_the_file() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Fairland\r\n\
        BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:-0200\r\nTZOFFSETTO:-0300\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:-0300\r\nTZOFFSETTO:-0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    let event = "SUMMARY:Tea\r\nDTSTART;TZID=Fairland:20220517T110000\r\nDURATION:PT1H";
    assert_eq!(
        span(&session_of(zone, event)),
        "2022-05-17T13:00:00+00:00 60"
    );
    let reading = read_in(None, &calendar(zone, &[event])).unwrap();
    assert_eq!(
        (reading.zone.zone.name(), reading.zone.source),
        ("Etc/GMT+2", ZoneSource::OffsetOnly)
    );
    let located = zone.replace(
        "TZID:Fairland",
        "TZID:Fairland\r\nX-LIC-LOCATION:Europe/Lisbon",
    );
    let reading = read_in(None, &calendar(&located, &[event])).unwrap();
    assert_eq!(
        (reading.zone.zone.name(), reading.zone.source),
        ("Europe/Lisbon", ZoneSource::File)
    );
}

#[test]
fn the_conferences_zone_is_told_named_or_asked_for() {
    use ZoneSource::{File, OffsetOnly};
    let utc = "SUMMARY:Tea\r\nDTSTART:20220517T110000Z\r\nLOCATION:Hall 1\\, Valencia\\, Spain";
    let paris = "SUMMARY:Tea\r\nDTSTART;TZID=Europe/Paris:20220517T110000";
    let madrid = "SUMMARY:Tea\r\nDTSTART;TZID=Europe/Madrid:20220517T110000";
    let pacific = "SUMMARY:Tea\r\nDTSTART;TZID=Pacific Standard Time:20220517T110000";
    /// Head, events, zone and its source, the zone proposed.
    type Case<'a> = (&'a str, &'a [&'a str], &'a str, ZoneSource, Option<&'a str>);
    let cases: [Case; 8] = [
        ("", &[utc], "UTC", OffsetOnly, Some("Europe/Madrid")),
        (
            "X-WR-TIMEZONE:UTC\r\n",
            &[utc],
            "UTC",
            OffsetOnly,
            Some("Europe/Madrid"),
        ),
        (
            "X-WR-TIMEZONE:Europe/Berlin\r\n",
            &[utc],
            "Europe/Berlin",
            File,
            None,
        ),
        (
            "X-WR-TIMEZONE:US/Eastern\r\n",
            &[utc],
            "America/New_York",
            File,
            None,
        ),
        (
            "X-WR-TIMEZONE:America/New_York\r\n",
            &[paris],
            "Europe/Paris",
            File,
            None,
        ),
        ("", &[paris, madrid, madrid], "Europe/Madrid", File, None),
        ("", &[pacific], "America/Los_Angeles", File, None),
        ("", &["SUMMARY:Tea"], "UTC", OffsetOnly, None),
    ];
    for (head, events, zone, source, guess) in cases {
        let found = read_in(None, &calendar(head, events)).unwrap().zone;
        let label = format!("{head} {events:?}");
        assert_eq!((found.zone.name(), found.source), (zone, source), "{label}");
        assert_eq!(found.guess.map(Zone::name), guess, "{label}");
    }
    let floating = "SUMMARY:Tea\r\nDTSTART:20220517T110000\r\nLOCATION:Leipzig";
    let message = read_in(None, &calendar("", &[floating]))
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("--zone Europe/Berlin, as the file names Leipzig"),
        "{message}"
    );
    let whole_day = "SUMMARY:Tea\r\nDTSTART;VALUE=DATE:20220517";
    let refused = read_in(None, &calendar("", &[whole_day]));
    assert!(
        matches!(refused, Err(ReadError::ZoneNeeded { guess: None, .. })),
        "{refused:?}"
    );
}

#[test]
fn a_sched_calendar_gives_speakers_codes_rooms_and_kinds() {
    let head = "PRODID:-//Sched.com The Great Fair 2026//EN\r\nX-WR-CALNAME:fair2026\r\n";
    let event = |summary: &str, room: &str, category: &str| {
        format!(
            "DTSTART:20260323T090000Z\r\nDTEND:20260323T093000Z\r\nSUMMARY:{summary}\r\n\
             DESCRIPTION:One.&nbsp\\; Two.\r\nCATEGORIES:{category}\r\nUID:u\r\n\
             LOCATION:{room}\\, Amsterdam\\, Netherlands\r\nURL:http://fair2026.sched.com/event/1Rj0z/tea"
        )
    };
    let events = [
        event(
            "Real-World Tea - Ada Lovelace\\, Engines Inc. & Grace Hopper\\, Navy",
            "Hall 8 | Room D",
            "MAINTAINER TRACK",
        ),
        event("Lunch 🍲", "Hall 1", "BREAKS"),
    ];
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    let reading = read_in(None, &calendar(head, &events)).unwrap();
    let facts = &reading.schedule.conference;
    assert_eq!(facts.title.as_deref(), Some("The Great Fair 2026"));
    assert_eq!(facts.acronym.as_deref(), Some("fair2026"));
    assert_eq!(facts.city.as_deref(), Some("Amsterdam"));
    assert_eq!(facts.url.as_deref(), Some("https://fair2026.sched.com/"));
    assert_eq!(facts.rooms, ["Hall 8 | Room D", "Hall 1"]);
    assert_eq!(facts.tracks, ["MAINTAINER TRACK"]);
    let talk = &reading.schedule.sessions[0];
    assert_eq!(talk.title, "Real-World Tea");
    let speaker = |name: &str, organisation: &str| Speaker {
        name: name.to_owned(),
        organisation: Some(organisation.to_owned()),
    };
    assert_eq!(
        talk.speakers,
        [
            speaker("Ada Lovelace", "Engines Inc."),
            speaker("Grace Hopper", "Navy")
        ]
    );
    assert_eq!(talk.identifiers.code.as_deref(), Some("1Rj0z"));
    assert_eq!(
        talk.url.as_deref(),
        Some("https://fair2026.sched.com/event/1Rj0z/tea")
    );
    assert_eq!(talk.text, "One. Two.");
    let lunch = &reading.schedule.sessions[1];
    assert_eq!(
        (lunch.kind, lunch.kind_label.as_deref()),
        (Kind::Break, Some("BREAKS"))
    );
    let kinds: Vec<RepairKind> = reading.repairs.iter().map(|repair| repair.kind).collect();
    assert!(
        kinds.contains(&RepairKind::SpeakersFromTitle) && kinds.contains(&RepairKind::StrayEntity)
    );
}

#[test]
fn other_publishers_name_speakers_in_their_own_ways() {
    let names = |session: Session| -> Vec<String> {
        session
            .speakers
            .into_iter()
            .map(|speaker| speaker.name)
            .collect()
    };
    let pretalx = session_of(
        "PRODID:-//pretalx//pretalx.com//fair\r\n",
        "SUMMARY:Tea - a story - Ada Lovelace\\, Grace Hopper\r\nUID:pretalx-fair-7BKUGR@pretalx.com",
    );
    assert_eq!(
        (pretalx.title.as_str(), pretalx.identifiers.code.as_deref()),
        ("Tea - a story", Some("7BKUGR"))
    );
    assert_eq!(names(pretalx), ["Ada Lovelace", "Grace Hopper"]);
    let pentabarf = session(
        "SUMMARY:Tea\r\nATTENDEE;CN=\"Ada Lovelace\";ROLE=REQ-PARTICIPANT:invalid:nomail\r\nATTENDEE;CN=Guest:mailto:guest@example.org",
    );
    assert_eq!(names(pentabarf), ["Ada Lovelace"]);
    let described = session("SUMMARY:Tea\r\nDESCRIPTION:Speaker: Ada Lovelace\\nAll about tea.");
    assert_eq!(names(described), ["Ada Lovelace"]);
    let unclear =
        session("SUMMARY:Tea - Ada Lovelace\\, Engines\r\nDESCRIPTION:Speaker: to be announced");
    assert_eq!(unclear.title, "Tea - Ada Lovelace, Engines");
    assert_eq!(names(unclear), Vec::<String>::new());
}

#[test]
fn status_texts_links_and_identifiers_are_read() {
    let tea = session(
        "UID:tea@fair\r\nRECURRENCE-ID:20220517T110000Z\r\nSUMMARY;LANGUAGE=en:Tea\\, twice\r\nSTATUS:TENTATIVE\r\n\
         DESCRIPTION:<p>One</p><p>Two \r\n &amp\\; three</p>\r\nATTACH;FILENAME=slides.pdf:https://example.org/1\r\n\
         BEGIN:VALARM\r\nDESCRIPTION:Wake up\r\nSUMMARY:Alarm\r\nEND:VALARM\r\nLOCATION: Room  5 ",
    );
    assert_eq!(tea.title, "Tea, twice");
    assert_eq!(
        tea.identifiers.uid.as_deref(),
        Some("tea@fair#20220517T110000Z")
    );
    assert_eq!(tea.status, Status::Tentative);
    assert_eq!(tea.text, "One\n\nTwo & three");
    assert_eq!(tea.room.as_deref(), Some("Room 5"));
    assert_eq!(
        (tea.links[0].title.as_str(), tea.links[0].url.as_str()),
        ("slides.pdf", "https://example.org/1")
    );
    assert_eq!(session("SUMMARY:[CANCELLED] Tea").status, Status::Cancelled);
    assert_eq!(
        session("SUMMARY:Tea\r\nSTATUS:CANCELLED").status,
        Status::Cancelled
    );
    let linked =
        session("SUMMARY:Tea\r\nDESCRIPTION:Words\\nLink: https://example.org/tea\\nVenue: here");
    assert_eq!(linked.url.as_deref(), Some("https://example.org/tea"));
    let outlook = session(
        "SUMMARY:Tea\r\nDESCRIPTION:Plain\r\nX-ALT-DESC;FMTTYPE=text/html:<html><body><p>Rich</p></body></html>",
    );
    assert_eq!(outlook.text, "Plain");
    assert!(outlook.rich_text.unwrap().source.contains("Rich"));
}

#[test]
fn events_lacking_much_are_kept_or_named() {
    let events = [
        "DTSTART:20220517T110000Z",
        "DESCRIPTION:About tea\\nand more",
        "LOCATION:Room 5",
        "UID:only",
        "SUMMARY:Tea\r\nRRULE:FREQ=DAILY;COUNT=3\r\nDTSTART:20220517T110000Z",
    ];
    let reading = read_in(Some("UTC"), &calendar("", &events)).unwrap();
    let titles: Vec<&str> = reading
        .schedule
        .sessions
        .iter()
        .map(|session| session.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Untitled session",
            "About tea",
            "Untitled session in Room 5",
            "Tea",
            "Tea",
            "Tea"
        ]
    );
    assert_eq!((reading.events(), reading.repetitions), (5, 2));
    assert_eq!(reading.skipped.len(), 1);
    assert_eq!(reading.skipped[0].what, "the VEVENT in line 11");
    let count = |kind| {
        reading
            .repairs
            .iter()
            .find(|repair| repair.kind == kind)
            .map(|repair| repair.count)
    };
    assert_eq!(count(RepairKind::MissingTitle), Some(3));
    assert_eq!(count(RepairKind::MissingUid), Some(4));
    assert_eq!(count(RepairKind::RepeatingEvent), Some(1));
}

#[test]
fn unfolded_texts_nested_events_and_several_calendars_lose_nothing() {
    let event = "BEGIN:VEVENT\nSUMMARY:Tea\nDTSTART:20220517T110000Z\nDESCRIPTION:first\nSpeaker: words on a line of their own\nEND:VEVENT\n";
    let unclosed = event.replace("END:VEVENT\n", "");
    let files = [
        format!("BEGIN:VCALENDAR\n{event}END:VCALENDAR\nBEGIN:VCALENDAR\n{event}END:VCALENDAR\n"),
        format!("BEGIN:VCALENDAR\n{event}BEGIN:VCALENDAR\n{event}END:VCALENDAR\n"),
        format!("BEGIN:VCALENDAR\n{unclosed}{event}END:VCALENDAR\n"),
        format!("{event}{event}"),
        format!("BEGIN:VCALENDAR\n{event}END:VALARM\n{event}END:VCALENDAR\n"),
    ];
    for file in files {
        let reading = read_in(None, &file).unwrap();
        assert_eq!(reading.schedule.sessions.len(), 2, "{file}");
        let text = &reading.schedule.sessions[1].text;
        assert_eq!(
            text, "first\nSpeaker: words on a line of their own",
            "{file}"
        );
    }
}

#[test]
fn truncated_files_are_refused_with_place_and_cure() {
    let whole = calendar("", &["SUMMARY:Tea\r\nDTSTART:20220517T110000Z"]);
    let whole = whole.trim_end();
    assert!(read_in(None, whole).is_ok());
    for end in 16..whole.len() {
        let message = read_in(None, &whole[..end]).unwrap_err().to_string();
        assert!(
            message.contains("line ") && message.contains("fetch it again"),
            "{end}: {message}"
        );
    }
    assert_eq!(
        read_in(None, &calendar("", &[])),
        Err(ReadError::NoEvents { format: NAME })
    );
}
