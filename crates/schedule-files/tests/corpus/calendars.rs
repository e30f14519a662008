//! Calendars: torture tests of other readers, repeating events, Sched.

use std::collections::HashSet;

use super::{corpus, read_file};

/// Files with events that are refused, and the end of what was said: all others that are refused hold
/// no event.
const CUT_OFF: [(&str, &str); 5] = [
    (
        "icalendar-py/calendars__big_bad_calendar.ics",
        "inside VCALENDAR",
    ),
    (
        "icalendar-py/calendars__pr_480_summary_with_colon.ics",
        "inside VCALENDAR",
    ),
    (
        "icalendar-py/calendars__small_bad_calendar.ics",
        "inside VCALENDAR",
    ),
    (
        "icalendar-py/calendars__timezone_same_start_and_offset.ics",
        "inside VCALENDAR",
    ),
    ("libical/malloc.ics", "inside VEVENT"),
];

#[test]
fn no_event_of_a_torture_test_is_lost() {
    let Some(corpus) = corpus() else { return };
    let (mut files, mut events, mut cut_off) = (0, 0, 0);
    let mut folders = vec![corpus.join("ics-torture")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let name = path.display();
            let bytes = std::fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes).to_ascii_uppercase();
            let begun = text
                .lines()
                .filter(|line| line.trim_end() == "BEGIN:VEVENT")
                .count();
            match read_file(&path, Some("Europe/Paris")) {
                Ok(reading) => {
                    assert_eq!(reading.events(), begun, "{name}");
                    events += begun;
                }
                Err(refused) => {
                    let told = CUT_OFF.iter().find(|(file, _)| path.ends_with(file));
                    assert_eq!(told.is_some(), begun > 0, "{name}: {refused}");
                    if let Some((_, inside)) = told {
                        assert!(refused.to_string().contains(inside), "{name}: {refused}");
                        cut_off += 1;
                    }
                }
            }
        }
    }
    assert_eq!((files, events, cut_off), (243, 1749, CUT_OFF.len()));
}

/// File, sessions, and the sum of their starts in minutes since 1970, as Python's
/// `recurring_ical_events` gives them between our first and our last.
const REPEATING: &str = "\
ical.js/samples/daily_recur.ics 367 8316433080\n\
ical.js/samples/day_long_recur_yearly.ics 261 5914868880\n\
ical.js/samples/multiple_rrules.ics 36 802910880\n\
ical.js/samples/parserv2.ics 263 5975346990\n\
ical.js/samples/rdate_exdate.ics 3 85900860\n\
ical.js/samples/recur_instances.ics 136 3460444620\n\
ical.js/samples/recur_instances_finite.ics 3 67615560\n\
icalendar-py/calendars__issue_1050_calendar_with_events_and_todos.ics 2 57899880\n\
icalendar-py/calendars__issue_1081_event_with_rrule.ics 10 289352400\n\
icalendar-py/calendars__issue_1426.ics 3 42953160\n\
icalendar-py/calendars__issue_466_convert_tzid_with_slash.ics 53 1485856260\n\
icalendar-py/calendars__issue_466_respect_unique_timezone.ics 53 1485856260\n\
icalendar-py/calendars__rfc_7265_appendix_example_2_ical.ics 6 113636820\n\
icalendar-py/calendars__x_location.ics 261 6496512300\n\
icalendar-py/events__event_with_recurrence_exdates_on_different_lines.ics 10 222996000\n\
icalendar-py/events__issue_112_missing_tzinfo_on_exdate.ics 11 253053120\n\
icalendar-py/events__issue_156_RDATE_with_PERIOD.ics 2 28400880\n\
icalendar-py/events__issue_156_RDATE_with_PERIOD_list.ics 3 42614760\n\
icalendar-py/events__issue_157_removes_trailing_semicolon.ics 2 47894060\n\
icalendar-py/events__issue_70_rrule_causes_attribute_error.ics 18 353137620\n\
libical/2445.ics 6 87157620";

#[test]
fn repeating_events_take_place_when_another_program_says_so() {
    let Some(corpus) = corpus() else { return };
    for row in REPEATING.lines() {
        let file = row.split(' ').next().unwrap();
        let path = corpus.join("ics-torture").join(file);
        let reading = read_file(&path, Some("Europe/Paris")).unwrap();
        let starts: Vec<i64> = reading
            .schedule
            .sessions
            .iter()
            .map(|session| session.slot.unwrap().starts_at.timestamp() / 60)
            .collect();
        let found = format!("{file} {} {}", starts.len(), starts.iter().sum::<i64>());
        assert_eq!(found, row);
    }
}

#[test]
fn a_sched_calendar_keeps_its_titles_and_gives_speakers_and_codes() {
    let Some(corpus) = corpus() else { return };
    let file = corpus.join("ics/kubecon-eu-2026-sched-current.ics");
    let reading = read_file(&file, None).unwrap();
    let facts = &reading.schedule.conference;
    assert_eq!(
        facts.title.as_deref(),
        Some("KubeCon + CloudNativeCon Europe 2026")
    );
    assert_eq!(facts.city.as_deref(), Some("Amsterdam"));
    assert!(facts.rooms.contains(&"Hall 8 | Room D".to_owned()));
    let sessions = &reading.schedule.sessions;
    let codes: HashSet<&str> = sessions
        .iter()
        .filter_map(|session| session.identifiers.code.as_deref())
        .collect();
    assert_eq!(codes.len(), 596);
    for session in sessions {
        if session.title.contains("Hosted by") || session.title.starts_with("Sponsored Demo") {
            assert!(session.speakers.is_empty(), "{}", session.title);
        }
    }
    let talk = sessions
        .iter()
        .find(|session| session.title.starts_with("10 Years of Cilium"))
        .unwrap();
    assert_eq!(
        talk.title,
        "10 Years of Cilium: Connecting, Securing, and Simplifying the Cloud Native Stack"
    );
    let speakers: Vec<String> = talk
        .speakers
        .iter()
        .map(|speaker| {
            format!(
                "{}, {}",
                speaker.name,
                speaker.organisation.as_deref().unwrap_or("?")
            )
        })
        .collect();
    let expected = [
        "Bill Mulligan, Isovalent at Cisco",
        "Paul Arah, Isovalent at Cisco",
        "Marcelo Mello, Celonis",
        "Neha Aggarwal, Microsoft",
    ];
    assert_eq!(speakers, expected);
}
