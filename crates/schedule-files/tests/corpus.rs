//! Reads real schedules and compares with what was counted in them by other means.
//!
//! Needs the folder of real files in `LANYARD_CORPUS`; without it the tests say so and pass.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use agenda::{Status, Zone, ZoneSource};
use schedule_files::{ReadError, ReadOptions, Reading, RepairKind, SourceFile, read, read_files};

/// File, zone to tell (or `-`), events, first and last start, rooms with a session, and the sum of all
/// starts in minutes since 1970. Counted with Python's `xml.etree`, `csv`, `json` and `re`.
const FILES: &str = "\
frab-json/ccc-39c3-2025-everything.json - 895 2025-12-27T09:30:00Z 2025-12-31T03:00:00Z 58 26357081332
frab-json/ccc-camp2019-everything.json - 606 2019-08-21T08:00:00Z 2019-08-26T00:00:00Z 61 15822244827
frab-json/voc-example-frab-camp2019.json - 79 2019-08-21T09:00:00Z 2019-08-25T16:00:00Z 2 2062630200
frab-json/voc-example-hub-schedule2.json - 2 2024-12-27T09:30:00Z 2024-12-27T23:15:00Z 2 57843885
frab-json/voc-example-invalid.json - 1 2022-12-28T13:00:00Z 2022-12-28T13:00:00Z 1 27870540
frab-json/voc-example-pretalx-democon.json - 36 2020-12-14T08:00:00Z 2020-12-16T14:00:00Z 2 964817730
frab-json/voc-example-pretalx-rc3-2020.json - 48 2020-12-27T10:30:00Z 2020-12-30T15:00:00Z 5 1287356485
frab-xml/ccc-36c3-2019-everything.xml - 1351 2019-12-27T08:30:00Z 2019-12-31T02:00:00Z 92 35521829975
frab-xml/ccc-38c3-2024.xml - 1007 2024-12-27T09:30:00Z 2024-12-30T17:15:00Z 72 29126275920
frab-xml/ccc-camp2019-everything.xml - 606 2019-08-21T08:00:00Z 2019-08-26T00:00:00Z 61 15822244827
frab-xml/debconf23.xml - 117 2023-09-10T01:30:00Z 2023-09-17T13:30:00Z 5 3304494480
frab-xml/emf-2022.frab.xml - 335 2022-06-02T09:00:00Z 2022-06-05T22:00:00Z 19 9236773525
frab-xml/fosdem-2012.xml Europe/Brussels 442 2012-02-04T09:30:00Z 2012-02-05T16:50:00Z 23 9785884965
frab-xml/fosdem-2019.xml Europe/Brussels 775 2019-02-02T08:30:00Z 2019-02-03T16:55:00Z 33 20009905610
frab-xml/fosdem-2021.xml Europe/Brussels 773 2021-02-06T08:00:00Z 2021-02-07T17:00:00Z 106 20776388170
frab-xml/fosdem-2024.xml Europe/Brussels 674 2024-02-03T09:30:00Z 2024-02-04T15:55:00Z 26 19175361925
frab-xml/fosdem-2026.xml - 883 2026-01-31T08:30:00Z 2026-02-01T16:50:00Z 30 26047066010
frab-xml/klimacamp-rheinland-2015.xml - 106 2015-08-07T14:00:00Z 2015-08-14T09:30:00Z 10 2542721130
ics/defcon-23-2015.ics - 141 2015-08-06T17:00:00Z 2015-08-09T23:30:00Z 7 3381726000
ics/emf-2024.ics - 482 2024-05-30T07:00:00Z 2024-06-02T22:30:00Z 44 13795151541
ics/jres-2022.ics - 120 2022-05-17T09:00:00Z 2022-05-20T10:40:00Z 15 3305806660
ics/kielux-2020.ics - 24 2020-09-18T09:00:00Z 2020-09-19T15:00:00Z 4 640192380
ics/kubecon-eu-2026-sched-current.ics - 596 2026-03-22T07:00:00Z 2026-03-27T08:00:00Z 52 17625737111
ics/kubecon-eu-2026-sched-latest-baseline.ics - 596 2026-03-22T07:00:00Z 2026-03-27T08:00:00Z 51 17625737128
ics/linux-conf-au-2020.ics - 262 2020-01-12T05:00:00Z 2020-01-17T06:40:00Z 7 6895057445
ics/pyconuk-2015.ics - 162 2015-09-18T07:00:00Z 2015-09-21T16:00:00Z 11 3895197990
other/droidcon-2025-sessions.csv Europe/Rome 28 2025-11-19T08:30:00Z 2025-11-20T15:45:00Z 2 823012620
other/kotlinconf-2025.json Europe/Copenhagen 112 2025-05-21T06:00:00Z 2025-05-23T15:15:00Z 12 3262820730
other/pycon-us-2024-conference.json - 209 2024-05-15T11:00:00Z 2024-05-20T00:00:00Z 23 5977373040
sessionize/ai-engineer-worlds-fair-2025-all.json America/Los_Angeles 214 2025-06-03T16:00:00Z 2025-06-05T23:55:00Z 31 6238424420
sessionize/global-azure-linz-2024-all.json Europe/Vienna 15 2024-04-20T07:00:00Z 2024-04-20T12:30:00Z 4 428401740
sessionize/global-azure-linz-2025-all.json Europe/Vienna 13 2025-05-10T07:00:00Z 2025-05-10T12:25:00Z 3 378488540";

/// File, zone and where it was learned, and the zone proposed where it is only an offset.
const ZONES: [(&str, &str, ZoneSource, Option<&str>); 8] = [
    (
        "frab-xml/ccc-36c3-2019-everything.xml",
        "Etc/GMT-1",
        ZoneSource::OffsetOnly,
        Some("Europe/Berlin"),
    ),
    (
        "frab-xml/debconf23.xml",
        "Asia/Kolkata",
        ZoneSource::File,
        None,
    ),
    (
        "frab-xml/fosdem-2026.xml",
        "Europe/Brussels",
        ZoneSource::File,
        None,
    ),
    (
        "frab-xml/klimacamp-rheinland-2015.xml",
        "Etc/GMT-2",
        ZoneSource::OffsetOnly,
        Some("Europe/Berlin"),
    ),
    (
        "ics/defcon-23-2015.ics",
        "America/Los_Angeles",
        ZoneSource::File,
        None,
    ),
    ("ics/jres-2022.ics", "Europe/Paris", ZoneSource::File, None),
    (
        "ics/kubecon-eu-2026-sched-current.ics",
        "UTC",
        ZoneSource::OffsetOnly,
        Some("Europe/Amsterdam"),
    ),
    (
        "ics/linux-conf-au-2020.ics",
        "Australia/Brisbane",
        ZoneSource::File,
        None,
    ),
];

/// File, kind of repair and how often, as `grep` or a few lines of Python count it.
const REPAIRS: [(&str, RepairKind, usize); 11] = [
    (
        "frab-xml/ccc-36c3-2019-everything.xml",
        RepairKind::RoomDiffers,
        87,
    ),
    // 13 ids and 3 guids.
    (
        "frab-xml/ccc-36c3-2019-everything.xml",
        RepairKind::RepeatedIdentifier,
        16,
    ),
    ("frab-xml/debconf23.xml", RepairKind::DayMisdated, 8),
    ("frab-xml/fosdem-2019.xml", RepairKind::CancelledInTitle, 4),
    ("frab-xml/fosdem-2019.xml", RepairKind::AmendedInTitle, 17),
    (
        "frab-xml/klimacamp-rheinland-2015.xml",
        RepairKind::ControlCharacter,
        5,
    ),
    ("ics/defcon-23-2015.ics", RepairKind::MissingUid, 141),
    ("ics/defcon-23-2015.ics", RepairKind::LegacyZoneName, 1),
    ("ics/jres-2022.ics", RepairKind::BareCarriageReturn, 919),
    ("ics/jres-2022.ics", RepairKind::FoldedInsideCharacter, 1),
    ("ics/pyconuk-2015.ics", RepairKind::MissingEnd, 5),
];

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("LANYARD_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: LANYARD_CORPUS is not set, no real file was read");
    }
    folder
}

fn read_file(path: &Path, zone: Option<&str>) -> Result<Reading, ReadError> {
    let bytes = std::fs::read(path).unwrap();
    let options = ReadOptions {
        zone: zone.map(|zone| Zone::named(zone).unwrap()),
        name: path.to_str(),
        ..ReadOptions::default()
    };
    read(&bytes, &options)
}

#[test]
fn every_file_gives_what_was_counted_in_it() {
    let Some(corpus) = corpus() else { return };
    for row in FILES.lines() {
        let columns: Vec<&str> = row.split(' ').collect();
        let [file, zone, events, first, last, rooms, sum] = columns[..] else {
            panic!("{row}");
        };
        let reading =
            read_file(&corpus.join(file), Some(zone).filter(|zone| *zone != "-")).unwrap();
        let sessions = &reading.schedule.sessions;
        let starts: Vec<_> = sessions
            .iter()
            .map(|session| session.slot.unwrap().starts_at)
            .collect();
        let found = format!(
            "{file} {zone} {} {} {} {} {}",
            reading.events(),
            starts.iter().min().unwrap().format("%FT%TZ"),
            starts.iter().max().unwrap().format("%FT%TZ"),
            reading.schedule.conference.rooms.len(),
            starts
                .iter()
                .map(|start| start.timestamp() / 60)
                .sum::<i64>(),
        );
        assert_eq!(
            found,
            format!("{file} {zone} {events} {first} {last} {rooms} {sum}")
        );
        assert_eq!(
            sessions.len().to_string(),
            events,
            "{file}: {:?}",
            reading.skipped
        );
        for session in sessions {
            let slot = session.slot.unwrap();
            assert!(
                slot.starts_at <= slot.ends_at && !session.title.is_empty(),
                "{file}: {session:?}"
            );
            assert!(
                !session.text.contains("<p>") && !session.text.contains("&nbsp;"),
                "{file}: {session:?}"
            );
        }
    }
}

#[test]
fn zones_are_found_or_proposed() {
    let Some(corpus) = corpus() else { return };
    for (file, zone, source, guess) in ZONES {
        let found = read_file(&corpus.join(file), None).unwrap().zone;
        assert_eq!((found.zone.name(), found.source), (zone, source), "{file}");
        assert_eq!(found.guess.map(Zone::name), guess, "{file}");
    }
}

#[test]
fn local_times_without_a_zone_are_refused_with_the_cure() {
    let Some(corpus) = corpus() else { return };
    for (year, guess) in [
        ("2012", true),
        ("2019", true),
        ("2021", false),
        ("2024", true),
    ] {
        let file = corpus.join(format!("frab-xml/fosdem-{year}.xml"));
        let message = read_file(&file, None).unwrap_err().to_string();
        assert!(message.contains("--zone"), "{year}: {message}");
        assert_eq!(
            message.contains("--zone Europe/Brussels"),
            guess,
            "{year}: {message}"
        );
    }
}

#[test]
fn repairs_are_counted() {
    let Some(corpus) = corpus() else { return };
    for (file, kind, count) in REPAIRS {
        let repairs = read_file(&corpus.join(file), None)
            .or_else(|_| read_file(&corpus.join(file), Some("Europe/Brussels")))
            .unwrap()
            .repairs;
        let found = repairs.iter().find(|repair| repair.kind == kind);
        assert_eq!(
            found.map(|repair| repair.count),
            Some(count),
            "{file} {kind:?}"
        );
    }
}

#[test]
fn talks_after_midnight_stay_on_the_evenings_day() {
    let Some(corpus) = corpus() else { return };
    let reading = read_file(&corpus.join("frab-xml/ccc-36c3-2019-everything.xml"), None).unwrap();
    let after_midnight = reading.schedule.sessions.iter().filter(|session| {
        let slot = session.slot.unwrap();
        let local = reading.zone.zone.local(slot.starts_at).date_naive();
        slot.listed_under.unwrap().succ_opt() == Some(local)
    });
    assert_eq!(after_midnight.count(), 46);
    let mut guids: BTreeMap<&str, usize> = BTreeMap::new();
    for session in &reading.schedule.sessions {
        *guids
            .entry(session.identifiers.guid.as_deref().unwrap())
            .or_default() += 1;
    }
    assert_eq!(guids.len(), 1348);
}

#[test]
fn days_in_utc_become_the_days_of_the_venue() {
    let Some(corpus) = corpus() else { return };
    let reading = read_file(&corpus.join("frab-xml/debconf23.xml"), None).unwrap();
    for session in &reading.schedule.sessions {
        let slot = session.slot.unwrap();
        let local = reading.zone.zone.local(slot.starts_at).date_naive();
        assert_eq!(slot.listed_under, Some(local), "{}", session.title);
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

/// File, zone, ends in minutes since 1970 summed, speakers of all sessions summed; counted with Python.
const ENDS_AND_SPEAKERS: [(&str, Option<&str>, i64, usize); 7] = [
    (
        "other/droidcon-2025-sessions.csv",
        Some("Europe/Rome"),
        823_013_870,
        30,
    ),
    (
        "other/kotlinconf-2025.json",
        Some("Europe/Copenhagen"),
        3_262_828_170,
        132,
    ),
    (
        "other/pycon-us-2024-conference.json",
        None,
        5_977_387_890,
        163,
    ),
    (
        "sessionize/ai-engineer-worlds-fair-2025-all.json",
        Some("America/Los_Angeles"),
        6_238_431_140,
        261,
    ),
    (
        "sessionize/global-azure-linz-2024-all.json",
        Some("Europe/Vienna"),
        428_402_400,
        16,
    ),
    (
        "sessionize/global-azure-linz-2025-all.json",
        Some("Europe/Vienna"),
        378_489_055,
        13,
    ),
    (
        "other/open-event-fossasia-2018/sessions.json",
        None,
        5_935_356_365,
        320,
    ),
];

#[test]
fn lists_of_sessions_give_all_ends_and_speakers() {
    let Some(corpus) = corpus() else { return };
    for (file, zone, ends, speakers) in ENDS_AND_SPEAKERS {
        let reading = read_file(&corpus.join(file), zone).unwrap();
        let sessions = &reading.schedule.sessions;
        let ends_at = sessions
            .iter()
            .map(|session| session.slot.unwrap().ends_at.timestamp() / 60);
        assert_eq!(ends_at.sum::<i64>(), ends, "{file}");
        let named = sessions.iter().map(|session| session.speakers.len());
        assert_eq!(named.sum::<usize>(), speakers, "{file}");
    }
}

/// What a Python script counted in the sessions of the state "accepted", of 371 in all.
#[test]
fn an_open_event_set_is_read_as_folder_as_archive_and_by_its_sessions_alone() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("other/open-event-fossasia-2018");
    let alone = read_file(&folder.join("sessions.json"), None).unwrap();
    let mut files: Vec<SourceFile> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| SourceFile {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect();
    let of_folder = read_files(&files, &ReadOptions::default()).unwrap();
    for file in &mut files {
        file.name = format!("export/{}", file.name.trim_end_matches(".json"));
    }
    let of_archive = read(&stored(&files), &ReadOptions::default()).unwrap();
    assert_eq!(of_folder, of_archive);
    for reading in [&alone, &of_folder] {
        let sessions = &reading.schedule.sessions;
        assert_eq!((sessions.len(), reading.skipped.len()), (234, 137));
        let starts = sessions
            .iter()
            .map(|session| session.slot.unwrap().starts_at.timestamp() / 60);
        assert_eq!(starts.clone().sum::<i64>(), 5_935_347_615);
        assert_eq!(starts.min(), Some(25_361_580));
        let facts = &reading.schedule.conference;
        assert_eq!((facts.rooms.len(), facts.tracks.len()), (17, 14));
        let links = sessions.iter().map(|session| session.links.len());
        assert_eq!(links.sum::<usize>(), 164);
        let speakers = sessions.iter().flat_map(|session| &session.speakers);
        let told = speakers.filter(|speaker| speaker.organisation.is_some());
        assert_eq!(told.count(), 320);
    }
    assert_eq!(alone.zone.source, ZoneSource::OffsetOnly);
    assert_eq!(of_folder.zone.zone.name(), "Asia/Singapore");
    let facts = &of_folder.schedule.conference;
    assert_eq!(facts.title.as_deref(), Some("FOSSASIA Summit"));
    let first = ["Event Hall 2-1", "Theatre Lounge", "Training room 4-3"];
    assert_eq!(facts.rooms[..3], first);
    assert_eq!(facts.first_day, Some("2018-03-22".parse().unwrap()));
}

/// A zip archive of these files as they are.
fn stored(files: &[SourceFile]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for file in files {
        let method = rawzip::CompressionMethod::STORE;
        let builder = archive.new_file(&file.name).compression_method(method);
        let (mut entry, config) = builder.start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(&file.bytes).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

#[test]
fn a_menu_of_schedules_is_refused_by_name() {
    let Some(corpus) = corpus() else { return };
    let refused = read_file(&corpus.join("other/giggity-menu.json"), None).unwrap_err();
    assert!(refused.to_string().contains("giggity menu"), "{refused}");
}

#[test]
fn cancelled_talks_are_cancelled_under_their_own_title() {
    let Some(corpus) = corpus() else { return };
    let file = corpus.join("frab-xml/fosdem-2019.xml");
    let reading = read_file(&file, Some("Europe/Brussels")).unwrap();
    let cancelled: Vec<&str> = reading
        .schedule
        .sessions
        .iter()
        .filter(|session| session.status == Status::Cancelled)
        .map(|session| session.title.as_str())
        .collect();
    assert_eq!(cancelled.len(), 4);
    assert!(
        cancelled.contains(&"Full-text Search Tips and Tricks"),
        "{cancelled:?}"
    );
}

#[test]
fn another_dialect_is_refused_by_name() {
    let Some(corpus) = corpus() else { return };
    let refused = read_file(&corpus.join("frab-xml/europython-2014-notfrab.xml"), None);
    assert!(refused.unwrap_err().to_string().contains("EuroPython"));
}

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
