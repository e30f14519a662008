//! Reads real schedules and compares with what was counted in them by other means.
//!
//! Needs the folder of real files in `LANYARD_CORPUS`; without it the tests say so and pass.
#![allow(clippy::unwrap_used)]

mod calendars;
mod every_file;
mod lists;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use agenda::{Status, Zone, ZoneSource};
use schedule_files::{ReadError, ReadOptions, Reading, RepairKind, read};

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
