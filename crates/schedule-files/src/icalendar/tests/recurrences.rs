//! Repeating events, and the events that stand in the place of one of their times.

use super::*;

/// Sessions as `start title`, in the order of the file; starts in UTC.
fn times(text: &str) -> Vec<String> {
    let reading = read_in(Some("Europe/Paris"), text).unwrap();
    let told = reading.schedule.sessions.iter().map(|session| {
        let start = session.slot.unwrap().starts_at.format("%m-%d %H:%M");
        format!("{start} {}", session.title)
    });
    told.collect()
}

fn times_of(events: &[&str]) -> Vec<String> {
    times(&calendar("", events))
}

fn uids(reading: &Reading) -> Vec<&str> {
    let sessions = reading.schedule.sessions.iter();
    sessions
        .map(|session| session.identifiers.uid.as_deref().unwrap())
        .collect()
}

fn repair(reading: &Reading, kind: RepairKind) -> Option<(usize, &str)> {
    let repair = reading.repairs.iter().find(|repair| repair.kind == kind)?;
    Some((repair.count, repair.example.as_str()))
}

const TEA: &str = "SUMMARY:Tea\r\nUID:tea\r\n";

#[test]
fn every_time_is_a_session_with_a_uid_of_its_own() {
    let event = format!(
        "{TEA}DTSTART;TZID=Europe/Paris:20260130T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3"
    );
    let reading = read_in(None, &calendar("", &[&event])).unwrap();
    assert_eq!(
        uids(&reading),
        [
            "tea#20260130T100000",
            "tea#20260131T100000",
            "tea#20260201T100000"
        ]
    );
    assert_eq!((reading.events(), reading.repetitions), (1, 2));
    assert!(
        reading
            .schedule
            .sessions
            .iter()
            .all(|session| session.title == "Tea")
    );
    assert_eq!(
        span(&reading.schedule.sessions[2]),
        "2026-02-01T09:00:00+00:00 60"
    );
    assert_eq!(
        repair(&reading, RepairKind::RepeatingEvent),
        Some((1, "“Tea”: 3 times"))
    );
    assert_eq!(repair(&reading, RepairKind::RepetitionsLeftOut), None);
}

#[test]
fn times_of_every_form_repeat_by_their_own_clock() {
    // The clocks go forward on 29 March 2026 in Paris, on 8 March in New York.
    let cases: [(&str, &[&str]); 9] = [
        (
            "DTSTART;TZID=Europe/Paris:20260328T100000\r\nRRULE:FREQ=DAILY;COUNT=2",
            &["03-28 09:00", "03-29 08:00"],
        ),
        (
            "DTSTART:20260328T100000Z\r\nRRULE:FREQ=DAILY;COUNT=2",
            &["03-28 10:00", "03-29 10:00"],
        ),
        (
            "DTSTART:20260328T100000\r\nRRULE:FREQ=DAILY;COUNT=2",
            &["03-28 09:00", "03-29 08:00"],
        ),
        (
            "DTSTART;TZID=America/New_York:20260307T100000\r\nRRULE:FREQ=DAILY;UNTIL=20260308T140000Z",
            &["03-07 15:00", "03-08 14:00"],
        ),
        (
            "DTSTART;TZID=America/New_York:20260307T100000\r\nRRULE:FREQ=DAILY;UNTIL=20260308T135959Z",
            &["03-07 15:00"],
        ),
        (
            "DTSTART;TZID=Europe/Paris:20260130T100000\r\nRRULE:FREQ=DAILY;UNTIL=20260131",
            &["01-30 09:00", "01-31 09:00"],
        ),
        (
            "DTSTART;VALUE=DATE:20260328\r\nRRULE:FREQ=DAILY;COUNT=3",
            &["03-27 23:00", "03-28 23:00", "03-29 22:00"],
        ),
        (
            "DTSTART;VALUE=DATE:20260130\r\nRRULE:FREQ=DAILY;UNTIL=20260131T000000Z",
            &["01-29 23:00", "01-30 23:00"],
        ),
        (
            "DTSTART:20260130T100000Z\r\nRRULE:FREQ=DAILY;UNTIL=20250101T000000Z",
            &["01-30 10:00"],
        ),
    ];
    for (event, expected) in cases {
        let expected: Vec<String> = expected
            .iter()
            .map(|start| format!("{start} Tea"))
            .collect();
        assert_eq!(times_of(&[&format!("{TEA}{event}")]), expected, "{event}");
    }
    let days = session_of(
        "",
        "SUMMARY:Tea\r\nDTSTART;VALUE=DATE:20260328\r\nDTEND;VALUE=DATE:20260330\r\nRRULE:FREQ=DAILY;COUNT=1",
    );
    assert!(days.slot.unwrap().all_day);
    assert_eq!(span(&days), "2026-03-27T23:00:00+00:00 2820");
}

#[test]
fn dates_are_added_and_taken_away_in_every_form() {
    let start =
        "DTSTART;TZID=Europe/Paris:20260130T100000\r\nDTEND;TZID=Europe/Paris:20260130T110000\r\n";
    let daily = "RRULE:FREQ=DAILY;COUNT=4\r\n";
    let all = ["01-30 09:00", "01-31 09:00", "02-01 09:00", "02-02 09:00"];
    let cases: [(&str, &[&str]); 12] = [
        (
            "EXDATE;TZID=Europe/Paris:20260131T100000",
            &[all[0], all[2], all[3]],
        ),
        ("EXDATE:20260131T090000Z", &[all[0], all[2], all[3]]),
        ("EXDATE:20260131T100000", &[all[0], all[2], all[3]]),
        (
            "EXDATE;TZID=Asia/Tokyo:20260131T180000",
            &[all[0], all[2], all[3]],
        ),
        ("EXDATE;VALUE=DATE:20260131,20260202", &[all[0], all[2]]),
        (
            "EXDATE:20260131T090000Z,\r\n 20260201T090000Z\r\nEXDATE:20260202T090000Z",
            &[all[0]],
        ),
        ("EXDATE:20260131T091500Z", &all),
        ("EXRULE:FREQ=DAILY;INTERVAL=2", &[all[1], all[3]]),
        (
            "RDATE:20260205T120000Z",
            &[all[0], all[1], all[2], all[3], "02-05 12:00"],
        ),
        (
            "RDATE;VALUE=DATE:20260205",
            &[all[0], all[1], all[2], all[3], "02-05 09:00"],
        ),
        (
            "RDATE;VALUE=PERIOD:20260205T120000Z/PT3H",
            &[all[0], all[1], all[2], all[3], "02-05 12:00"],
        ),
        ("RDATE:20260131T090000Z\r\nRDATE:\r\nEXDATE:", &all),
    ];
    for (dates, expected) in cases {
        let event = format!("{TEA}{start}{daily}{dates}");
        let expected: Vec<String> = expected
            .iter()
            .map(|start| format!("{start} Tea"))
            .collect();
        assert_eq!(times_of(&[&event]), expected, "{dates}");
    }
    let periods = format!(
        "{TEA}{start}RDATE;VALUE=PERIOD:20260205T120000Z/20260205T123000Z,20260206T120000Z/PT3H"
    );
    let reading = read_in(None, &calendar("", &[&periods])).unwrap();
    let lengths = reading
        .schedule
        .sessions
        .iter()
        .map(|session| session.slot.unwrap().length().num_minutes());
    assert_eq!(lengths.collect::<Vec<_>>(), [60, 30, 180]);
}

#[test]
fn an_excluded_time_with_a_z_is_meant_as_it_stands_beside_times_without_a_zone() {
    for excluded in ["20260131T100000Z", "20260131T090000Z"] {
        let event = format!(
            "{TEA}DTSTART:20260130T100000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:{excluded}"
        );
        assert_eq!(
            times_of(&[&event]),
            ["01-30 09:00 Tea", "02-01 09:00 Tea"],
            "{excluded}"
        );
    }
}

#[test]
fn an_event_takes_the_place_of_the_time_that_it_names() {
    let master =
        format!("{TEA}DTSTART;TZID=Europe/Paris:20260130T100000\r\nRRULE:FREQ=DAILY;COUNT=3");
    let ids = [
        "RECURRENCE-ID;TZID=Europe/Paris:20260131T100000",
        "RECURRENCE-ID:20260131T090000Z",
        "RECURRENCE-ID;VALUE=DATE:20260131",
    ];
    for id in ids {
        let moved = format!(
            "UID:tea\r\nSUMMARY:Late tea\r\n{id}\r\nDTSTART;TZID=Europe/Paris:20260131T170000"
        );
        for events in [[master.as_str(), &moved], [&moved, &master]] {
            let reading = read_in(None, &calendar("", &events)).unwrap();
            let mut uids = uids(&reading);
            uids.sort_unstable();
            assert_eq!(
                uids,
                [
                    "tea#20260130T100000",
                    "tea#20260131T100000",
                    "tea#20260201T100000"
                ],
                "{id}"
            );
            assert_eq!((reading.events(), reading.repetitions), (2, 1), "{id}");
            let mut times = times_of(&events);
            times.sort_unstable();
            assert_eq!(
                times,
                ["01-30 09:00 Tea", "01-31 16:00 Late tea", "02-01 09:00 Tea"],
                "{id}"
            );
        }
    }
}

#[test]
fn a_cancelled_time_is_cancelled_alone_and_needs_no_title() {
    let master = format!("{TEA}DTSTART:20260130T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3");
    let cancelled = "UID:tea\r\nSTATUS:CANCELLED\r\nRECURRENCE-ID:20260131T100000Z";
    let reading = read_in(None, &calendar("", &[&master, cancelled])).unwrap();
    let told = reading.schedule.sessions.iter().map(|session| {
        let start = session.slot.unwrap().starts_at.format("%d");
        format!("{start} {} {:?}", session.title, session.status)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["30 Tea Confirmed", "01 Tea Confirmed", "31 Tea Cancelled"]
    );
}

#[test]
fn a_change_from_one_time_on_holds_for_all_that_follow() {
    let master =
        format!("{TEA}DTSTART:20260130T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5");
    let later = "UID:tea\r\nSUMMARY:Later tea\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260201T100000Z\r\n\
        DTSTART:20260201T113000Z\r\nDURATION:PT2H";
    let single = "UID:tea\r\nSUMMARY:Special tea\r\nRECURRENCE-ID:20260202T100000Z\r\nDTSTART:20260202T080000Z\r\nDURATION:PT2H";
    let text = calendar("", &[&master, later, single]);
    let expected = [
        "01-30 10:00 Tea",
        "01-31 10:00 Tea",
        "02-03 11:30 Later tea",
        "02-01 11:30 Later tea",
        "02-02 08:00 Special tea",
    ];
    assert_eq!(times(&text), expected);
    let reading = read_in(None, &text).unwrap();
    assert_eq!(uids(&reading)[2], "tea#20260203T100000Z");
    assert_eq!(
        reading.schedule.sessions[2]
            .slot
            .unwrap()
            .length()
            .num_minutes(),
        120
    );
    assert_eq!(reading.events(), 3);
}

#[test]
fn an_event_in_the_place_of_no_time_is_a_session() {
    let master = format!("{TEA}DTSTART:20260130T100000Z\r\nRRULE:FREQ=DAILY;COUNT=2");
    let elsewhere =
        "UID:tea\r\nSUMMARY:More tea\r\nRECURRENCE-ID:20260301T100000Z\r\nDTSTART:20260301T100000Z";
    let orphan =
        "UID:cake\r\nSUMMARY:Cake\r\nRECURRENCE-ID:20260131T150000Z\r\nDTSTART:20260131T150000Z";
    let reading = read_in(None, &calendar("", &[&master, elsewhere, orphan])).unwrap();
    assert_eq!(
        uids(&reading),
        [
            "tea#20260130T100000Z",
            "tea#20260131T100000Z",
            "tea#20260301T100000Z",
            "cake#20260131T150000Z"
        ]
    );
    assert_eq!(reading.events(), 3);
}

#[test]
fn what_repeats_beyond_the_conference_stays_in_it_and_is_told() {
    let opening = "UID:o\r\nSUMMARY:Opening\r\nDTSTART:20260130T080000Z";
    let closing = "UID:c\r\nSUMMARY:Closing\r\nDTSTART:20260201T160000Z";
    let endless = format!("{TEA}DTSTART:20190107T100000Z\r\nRRULE:FREQ=DAILY");
    let reading = read_in(None, &calendar("", &[opening, &endless, closing])).unwrap();
    // A day before the opening to a day after the closing.
    assert_eq!(reading.schedule.sessions.len(), 2 + 5);
    assert_eq!(
        repair(&reading, RepairKind::RepetitionsLeftOut),
        Some((1, "“Tea”: only 2026-01-29 to 2026-02-02"))
    );
    // A series of a week is the conference's own, and so is all that takes place in that week.
    let week = "UID:w\r\nSUMMARY:Camp\r\nDTSTART:20260127T080000Z\r\nRRULE:FREQ=DAILY;COUNT=8";
    let reading = read_in(None, &calendar("", &[opening, &endless, week])).unwrap();
    assert_eq!(reading.schedule.sessions.len(), 1 + 8 + 10);
    let counted = "UID:d\r\nSUMMARY:Yoga\r\nDTSTART:20260105T080000Z\r\nRRULE:FREQ=WEEKLY;COUNT=4";
    let reading = read_in(None, &calendar("", &[opening, counted])).unwrap();
    assert_eq!(reading.schedule.sessions.len(), 1 + 1);
    // Outside of the conference: once, at its first time.
    let before = "UID:b\r\nSUMMARY:Call\r\nDTSTART:20250106T100000Z\r\nRRULE:FREQ=WEEKLY;UNTIL=20250601T000000Z";
    assert_eq!(
        times_of(&[opening, before]),
        ["01-30 08:00 Opening", "01-06 10:00 Call"]
    );
}

#[test]
fn where_all_events_repeat_those_that_end_tell_when_the_conference_is() {
    let term = "UID:t\r\nSUMMARY:Lecture\r\nDTSTART:20260202T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=10";
    let endless = format!("{TEA}DTSTART:20250106T100000Z\r\nRRULE:FREQ=WEEKLY");
    let count = |events: &[&str]| times_of(events).len();
    assert_eq!(count(&[term]), 10);
    // Mondays from 2 February to 6 April.
    assert_eq!(count(&[term, &endless]), 10 + 10);
    // A year of Mondays, the first and the last counted.
    assert_eq!(count(&[&endless]), 53);
}

#[test]
fn times_that_are_all_excluded_or_replaced_are_named() {
    let master = format!("{TEA}DTSTART:20260130T100000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\n");
    let excluded = format!("{master}EXDATE:20260130T100000Z,20260131T100000Z");
    let other = "UID:o\r\nSUMMARY:Opening\r\nDTSTART:20260130T080000Z";
    let reading = read_in(None, &calendar("", &[&excluded, other])).unwrap();
    assert_eq!((reading.events(), reading.schedule.sessions.len()), (2, 1));
    assert_eq!(reading.skipped[0].what, "Tea");
    assert!(
        reading.skipped[0].why.contains("excluded"),
        "{:?}",
        reading.skipped
    );
    let replacing = |day: &str| {
        format!("{TEA}RECURRENCE-ID:202601{day}T100000Z\r\nDTSTART:202601{day}T110000Z")
    };
    let reading = read_in(
        None,
        &calendar("", &[&master, &replacing("30"), &replacing("31")]),
    )
    .unwrap();
    assert_eq!((reading.events(), reading.schedule.sessions.len()), (3, 2));
    assert!(
        reading.skipped[0].why.contains("event of its own"),
        "{:?}",
        reading.skipped
    );
}

#[test]
fn rules_that_cannot_be_read_leave_the_event_its_first_time() {
    for rule in ["RRULE:FREQ=OFTEN", "RRULE:D1 #5", "RDATE:soon"] {
        let event = format!("{TEA}DTSTART:20260130T100000Z\r\n{rule}");
        let reading = read_in(None, &calendar("", &[&event])).unwrap();
        assert_eq!(reading.schedule.sessions.len(), 1, "{rule}");
        let (count, example) = repair(&reading, RepairKind::UnreadableRecurrence).unwrap();
        assert_eq!(count, 1);
        assert!(
            example.contains("“Tea”") && example.contains("line 6"),
            "{example}"
        );
    }
}

#[test]
fn absurd_repetitions_are_cut_and_told() {
    let event = format!("{TEA}DTSTART:20260130T100000Z\r\nRRULE:FREQ=SECONDLY;COUNT=1000000000");
    let reading = read_in(None, &calendar("", &[&event])).unwrap();
    assert_eq!(
        (reading.schedule.sessions.len(), reading.events()),
        (500, 1)
    );
    assert!(repair(&reading, RepairKind::RepetitionsLeftOut).is_some());
    // Half a megabyte of text five hundred times would be a quarter of a gigabyte.
    let long = format!("{event}\r\nDESCRIPTION:{}", "word ".repeat(100_000));
    let reading = read_in(None, &calendar("", &[&long])).unwrap();
    let count = reading.schedule.sessions.len();
    assert!((50..200).contains(&count), "{count}");
}
