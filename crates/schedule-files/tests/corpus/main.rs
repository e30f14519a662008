//! Reads real schedules and compares with what was counted in them by other means.
//!
//! Needs the folder of real files in `LANYARD_CORPUS`; without it the tests say so and pass.
#![allow(clippy::unwrap_used)]

mod calendars;
mod lists;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use agenda::{Status, Zone, ZoneSource};
use schedule_files::{ReadError, ReadOptions, Reading, RepairKind, read};

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
frab-xml/europython-2014-notfrab.xml Europe/Berlin 188 2014-07-21T07:30:00Z 2014-07-27T14:00:00Z 12 4405991850
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
