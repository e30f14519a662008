//! Made schedules with the quirks of real frab files: zones, days, rooms, identifiers.

#![allow(clippy::unwrap_used)]

mod sessions;

use agenda::{Zone, ZoneSource};

use super::*;
use crate::{RepairKind, ZoneFinding};

fn event<'a>(date: &'a str, start: &'a str) -> Event<'a> {
    Event {
        title: "Tea".into(),
        date: date.into(),
        start: start.into(),
        duration: "0:30".into(),
        ..Event::default()
    }
}

fn day<'a>(date: &'a str, events: Vec<Event<'a>>) -> Day<'a> {
    Day {
        date: date.into(),
        events,
        ..Day::default()
    }
}

fn document<'a>(time_zone_name: &'a str, days: Vec<Day<'a>>) -> Document<'a> {
    Document {
        conference: Conference {
            time_zone_name: time_zone_name.into(),
            ..Conference::default()
        },
        days,
        ..Document::default()
    }
}

fn read(document: &mut Document, zone: Option<&str>) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        zone: zone.map(|zone| Zone::named(zone).unwrap()),
        name: Some("fair-2026.xml"),
        ..ReadOptions::default()
    };
    into_reading(document, Format::FrabXml, &options, Repairs::default())
}

fn starts(reading: &Reading) -> Vec<String> {
    let slots = reading.schedule.sessions.iter().map(|session| session.slot);
    slots
        .map(|slot| slot.map_or("unscheduled".to_owned(), |slot| slot.starts_at.to_rfc3339()))
        .collect()
}

fn kinds(reading: &Reading) -> Vec<RepairKind> {
    reading.repairs.iter().map(|repair| repair.kind).collect()
}

#[test]
fn zone_name_and_offsets_are_weighed_against_each_other() {
    use RepairKind::{LegacyZoneName, WallClockMislabelled, ZoneContradiction};
    use ZoneSource::{File, OffsetOnly, Told};
    struct Case {
        name: &'static str,
        told: Option<&'static str>,
        date: &'static str,
        start: &'static str,
        instant: &'static str,
        zone: &'static str,
        source: ZoneSource,
        repairs: &'static [RepairKind],
    }
    let case = |name, told, (date, start), instant, zone, source, repairs| Case {
        name,
        told,
        date,
        start,
        instant,
        zone,
        source,
        repairs,
    };
    let cases = [
        case(
            "Europe/Berlin",
            None,
            ("2019-12-27T11:00:00+01:00", "11:00"),
            "2019-12-27T10:00:00+00:00",
            "Europe/Berlin",
            File,
            &[],
        ),
        // DebConf 23: UTC beside local time.
        case(
            "Asia/Kolkata",
            None,
            ("2023-09-10T05:00:00+00:00", "10:30"),
            "2023-09-10T05:00:00+00:00",
            "Asia/Kolkata",
            File,
            &[],
        ),
        // DebConf 17: local time labelled UTC.
        case(
            "America/Toronto",
            None,
            ("2017-08-06T10:00:00+00:00", "10:00"),
            "2017-08-06T14:00:00+00:00",
            "America/Toronto",
            File,
            &[WallClockMislabelled],
        ),
        case(
            "",
            Some("America/Toronto"),
            ("2017-08-06T10:00:00Z", "10:00"),
            "2017-08-06T14:00:00+00:00",
            "America/Toronto",
            Told,
            &[WallClockMislabelled],
        ),
        // pretalx with the zone nobody chose.
        case(
            "UTC",
            None,
            ("2024-01-06T10:00:00+01:00", "10:00"),
            "2024-01-06T09:00:00+00:00",
            "Etc/GMT-1",
            OffsetOnly,
            &[ZoneContradiction],
        ),
        // A wrong zone told moves nothing.
        case(
            "",
            Some("Asia/Tokyo"),
            ("2019-12-27T11:00:00+01:00", "11:00"),
            "2019-12-27T10:00:00+00:00",
            "Asia/Tokyo",
            Told,
            &[ZoneContradiction],
        ),
        case(
            "",
            None,
            ("2023-09-10T10:30:00+05:30", "10:30"),
            "2023-09-10T05:00:00+00:00",
            "Asia/Kolkata",
            OffsetOnly,
            &[],
        ),
        case(
            "",
            None,
            ("2023-09-10T05:00:00+00:00", "07:00"),
            "2023-09-10T05:00:00+00:00",
            "Etc/GMT-2",
            OffsetOnly,
            &[],
        ),
        case(
            "W. Europe Standard Time",
            None,
            ("2019-12-27T11:00:00+01:00", "11:00"),
            "2019-12-27T10:00:00+00:00",
            "Europe/Berlin",
            File,
            &[LegacyZoneName],
        ),
        case(
            "Europe/Berlin",
            None,
            ("2019-12-27T11:00:00", ""),
            "2019-12-27T10:00:00+00:00",
            "Europe/Berlin",
            File,
            &[],
        ),
        case(
            "",
            Some("Europe/Berlin"),
            ("", "11:00"),
            "2019-12-27T10:00:00+00:00",
            "Europe/Berlin",
            Told,
            &[],
        ),
        case(
            "Europe/Berlin",
            None,
            ("2019-12-27", "11:00"),
            "2019-12-27T10:00:00+00:00",
            "Europe/Berlin",
            File,
            &[],
        ),
    ];
    for case in cases {
        let mut document = document(
            case.name,
            vec![day("2019-12-27", vec![event(case.date, case.start)])],
        );
        let reading = read(&mut document, case.told).unwrap();
        let label = format!("{} {:?} {}", case.name, case.told, case.date);
        assert_eq!(starts(&reading), [case.instant], "{label}");
        let zone = (reading.zone.zone.name(), reading.zone.source);
        assert_eq!(zone, (case.zone, case.source), "{label}");
        assert_eq!(kinds(&reading), case.repairs, "{label}");
    }
}

#[test]
fn one_event_in_another_offset_keeps_its_instant() {
    let dates = [
        "2024-01-06T10:00:00+01:00",
        "2024-01-06T11:00:00+01:00",
        "2024-01-06T10:00:00-05:00",
    ];
    let events = dates
        .iter()
        .map(|date| event(date, &date[11..16]))
        .collect();
    let reading = read(&mut document("", vec![day("2024-01-06", events)]), None).unwrap();
    assert_eq!(reading.zone.zone.name(), "Etc/GMT-1");
    assert_eq!(starts(&reading)[2], "2024-01-06T15:00:00+00:00");
}

#[test]
fn local_times_without_any_zone_are_asked_about_and_never_guessed() {
    let mut document = document("", vec![day("2021-02-06", vec![event("", "09:00")])]);
    let refused = read(&mut document, None).unwrap_err();
    assert_eq!(
        refused,
        ReadError::ZoneNeeded {
            guess: None,
            reason: String::new()
        }
    );
    assert!(refused.to_string().contains("--zone"), "{refused}");
    document.conference.city = "Brussels".into();
    let refused = read(&mut document, None).unwrap_err().to_string();
    assert!(
        refused.contains("--zone Europe/Brussels, as the file names Brussels"),
        "{refused}"
    );
    assert_eq!(
        starts(&read(&mut document, Some("Europe/Brussels")).unwrap()),
        ["2021-02-06T08:00:00+00:00"]
    );
}

#[test]
fn a_place_is_proposed_only_where_its_clock_fits_the_offsets() {
    let mut document = document(
        "",
        vec![day(
            "2019-12-27",
            vec![event("2019-12-27T11:00:00+01:00", "11:00")],
        )],
    );
    document.conference.base_url = "https://fahrplan.events.ccc.de/congress/".into();
    let guess = |document: &mut Document| {
        let ZoneFinding { guess, .. } = read(document, None).unwrap().zone;
        guess.map(Zone::name)
    };
    assert_eq!(guess(&mut document), Some("Europe/Berlin"));
    document.conference.city = "Boston".into();
    assert_eq!(guess(&mut document), Some("Europe/Berlin"), "by the offset");
}

#[test]
fn undated_talks_in_the_night_are_of_the_next_date_and_the_listed_day() {
    // (day change, start of day, start of event, expected)
    let cases = [
        ("", "", "00:30", "2019-12-28T00:30:00+00:00"),
        ("", "", "05:30", "2019-12-27T05:30:00+00:00"),
        (
            "",
            "2019-12-27T11:00:00+00:00",
            "05:30",
            "2019-12-28T05:30:00+00:00",
        ),
        ("00:00", "", "00:30", "2019-12-27T00:30:00+00:00"),
        ("04:00", "", "03:30", "2019-12-28T03:30:00+00:00"),
        ("09:00:00", "", "07:30", "2019-12-27T07:30:00+00:00"),
        ("", "", "25:00", "2019-12-28T01:00:00+00:00"),
        ("", "", "23:30", "2019-12-27T23:30:00+00:00"),
    ];
    for (day_change, day_start, start, expected) in cases {
        let mut document = document("", vec![day("2019-12-27", vec![event("", start)])]);
        document.conference.day_change = day_change.into();
        document.days[0].start = day_start.into();
        let reading = read(&mut document, Some("UTC")).unwrap();
        assert_eq!(
            starts(&reading),
            [expected],
            "{day_change} {day_start} {start}"
        );
        let slot = reading.schedule.sessions[0].slot.unwrap();
        assert_eq!(slot.listed_under, "2019-12-27".parse().ok());
    }
}

#[test]
fn days_dated_before_all_their_events_are_put_right() {
    let early = |starts: [&'static str; 2]| {
        let events = starts.map(|start| event(start, "")).into_iter().collect();
        let mut document = document("Asia/Kolkata", vec![day("2023-09-09", events)]);
        let reading = read(&mut document, None).unwrap();
        let listed = reading.schedule.sessions[0]
            .slot
            .unwrap()
            .listed_under
            .unwrap();
        (listed.to_string(), kinds(&reading))
    };
    let morning_and_evening = ["2023-09-10T01:30:00Z", "2023-09-10T13:30:00Z"];
    assert_eq!(
        early(morning_and_evening),
        ("2023-09-10".to_owned(), vec![RepairKind::DayMisdated])
    );
    // After midnight only: the evening's day.
    assert_eq!(
        early(["2023-09-09T19:00:00Z", "2023-09-09T20:00:00Z"]).0,
        "2023-09-09"
    );
    assert_eq!(
        early(["2023-09-09T10:00:00Z", "2023-09-09T20:00:00Z"]).0,
        "2023-09-09"
    );
}

#[test]
fn lengths_come_from_durations_ends_and_habit() {
    use RepairKind::{EndBeforeStart, MissingEnd, OddDuration, UnreadableTime};
    // (other duration in the file, duration, end, expected minutes, repairs)
    let cases: [(&str, &str, &str, i64, &[RepairKind]); 10] = [
        ("", "01:30", "", 90, &[]),
        ("0:30", "2:06:00", "", 3240, &[OddDuration]),
        ("", "02:06:00", "", 126, &[OddDuration]),
        ("0:30", "2:06:00", "12:06", 126, &[OddDuration]),
        ("", "PT45M", "", 45, &[]),
        ("", "0:00", "", 0, &[]),
        ("", "", "11:15", 75, &[]),
        ("", "", "09:00", 1380, &[]),
        ("", "", "2026-01-31T08:00:00Z", 45, &[EndBeforeStart]),
        ("", "soon", "", 45, &[MissingEnd]),
    ];
    for (other, duration, end, minutes, repairs) in cases {
        let timed = Event {
            duration: duration.into(),
            end: end.into(),
            ..event("", "10:00")
        };
        let mut events = vec![timed];
        if !other.is_empty() {
            events.push(Event {
                duration: other.into(),
                ..event("", "10:00")
            });
        }
        let reading = read(
            &mut document("", vec![day("2026-01-31", events)]),
            Some("UTC"),
        )
        .unwrap();
        let slot = reading.schedule.sessions[0].slot.unwrap();
        assert_eq!(slot.length().num_minutes(), minutes, "{duration} {end}");
        assert_eq!(kinds(&reading), repairs, "{duration} {end}");
    }
    let mut unreadable = document("", vec![day("2026-01-31", vec![event("soon", "later")])]);
    let reading = read(&mut unreadable, Some("UTC")).unwrap();
    assert_eq!(starts(&reading), ["unscheduled"]);
    assert_eq!(kinds(&reading), [UnreadableTime]);
}
