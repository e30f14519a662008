//! Every file of the folder is read as counted or refused as it should be, and none is forgotten.

use std::collections::BTreeSet;
use std::path::Path;

use super::{corpus, read_file};

/// File, format, zone to tell (or `-`), events, first and last start, rooms and tracks with a session,
/// and the sum of all starts in minutes since 1970. Counted with Python's `xml.etree`, `json` and `csv`,
/// and with the package `icalendar`; a category that is nothing but a kind (“BREAKS”) is no track.
const FILES: &str = include_str!("files.txt");

/// Folders whose files have tables of their own: `calendars` here, and the reader of show notes.
const ELSEWHERE: [&str; 2] = ["ics-torture/", "show-notes/"];

/// Words about the folder, made with it.
const ABOUT: [&str; 2] = ["INDEX.md", "kubecon-eu-2022-facts.md"];

/// What is no schedule, and words of its refusal.
const REFUSED: [(&str, &str); 8] = [
    ("other/giggity-menu.json", "giggity menu"),
    (
        "other/open-event-fossasia-2018/event.json",
        "the event of an Open Event set",
    ),
    (
        "other/open-event-fossasia-2018/microlocations.json",
        "the microlocations of an Open Event set",
    ),
    (
        "other/open-event-fossasia-2018/speakers.json",
        "the speakers of an Open Event set",
    ),
    (
        "other/open-event-fossasia-2018/tracks.json",
        "the tracks of an Open Event set",
    ),
    (
        "schema/c3voc-schedule-v1.schema.json",
        "JSON without a list of sessions",
    ),
    (
        "schema/c3voc-schedule-v2.schema.json",
        "JSON without a list of sessions",
    ),
    (
        "schema/c3voc-schedule.xml.xsd",
        "XML whose first element is <schema>",
    ),
];

#[test]
fn every_file_gives_what_was_counted_in_it() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    for row in FILES.lines() {
        let columns: Vec<&str> = row.split(' ').collect();
        let [file, _, zone, ..] = columns[..] else {
            panic!("{row}");
        };
        let found = found(&corpus, file, zone);
        if found != row {
            wrong.push(format!("counted {row}\nfound   {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn found(corpus: &Path, file: &str, zone: &str) -> String {
    let reading = match read_file(&corpus.join(file), Some(zone).filter(|zone| *zone != "-")) {
        Ok(reading) => reading,
        Err(error) => return format!("{file}: {error}"),
    };
    let sessions = &reading.schedule.sessions;
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
    let starts: Vec<_> = sessions
        .iter()
        .map(|session| session.slot.unwrap().starts_at)
        .collect();
    format!(
        "{file} {} {zone} {} {} {} {} {} {}",
        reading.format.word(),
        reading.events(),
        starts.iter().min().unwrap().format("%FT%TZ"),
        starts.iter().max().unwrap().format("%FT%TZ"),
        reading.schedule.conference.rooms.len(),
        reading.schedule.conference.tracks.len(),
        starts
            .iter()
            .map(|start| start.timestamp() / 60)
            .sum::<i64>(),
    )
}

#[test]
fn what_is_no_schedule_is_refused_by_name() {
    let Some(corpus) = corpus() else { return };
    for (file, words) in REFUSED {
        match read_file(&corpus.join(file), None) {
            Ok(reading) => panic!(
                "{file}: read as {:?}: {:#?}",
                reading.format, reading.schedule
            ),
            Err(error) => assert!(error.to_string().contains(words), "{file}: {error}"),
        }
    }
}

#[test]
fn an_index_of_schedules_gives_no_session() {
    let Some(corpus) = corpus() else { return };
    let reading = read_file(&corpus.join("INDEX.md"), None).unwrap();
    assert_eq!(reading.events(), 0);
}

#[test]
fn no_file_is_in_no_table() {
    let Some(corpus) = corpus() else { return };
    let mut files = BTreeSet::new();
    add_files(&corpus, &corpus, &mut files);
    let known: BTreeSet<&str> = FILES
        .lines()
        .filter_map(|row| row.split(' ').next())
        .chain(REFUSED.iter().map(|(file, _)| *file))
        .chain(ABOUT)
        .collect();
    let unknown: Vec<&String> = files
        .iter()
        .filter(|file| !ELSEWHERE.iter().any(|folder| file.starts_with(folder)))
        .filter(|file| !known.contains(file.as_str()))
        .collect();
    assert!(unknown.is_empty(), "in no table: {unknown:?}");
}

fn add_files(corpus: &Path, folder: &Path, files: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_files(corpus, &path, files);
        } else {
            let name = path.strip_prefix(corpus).unwrap();
            files.insert(name.to_str().unwrap().replace('\\', "/"));
        }
    }
}
