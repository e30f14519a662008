//! Directories of the attendee's own, from a file and from an address.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use agenda_app::directory::Choice;
use agenda_app::{App, AppError};
use common::ManualClock;
use common::server::{Server, ok, schedule, status};

const NOW: &str = "2026-01-15T12:00:00+01:00";

/// A directory that knows one gathering at this address.
fn directory(address: &str) -> String {
    format!(
        r#"{{"format": "lanyard-directory", "version": 1, "conferences": [
            {{"name": "Gathering 2026", "first_day": "2026-01-31", "last_day": "2026-01-31",
              "zone": "Europe/Lisbon", "address": "{address}"}}]}}"#
    )
}

#[test]
fn a_file_of_ones_own_is_searched_until_it_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(folder.path(), ManualClock::at(NOW)).unwrap();
    let file = folder.path().join("own.json");
    let path = file.display().to_string();
    assert!(app.add_directory(&path).is_err());
    std::fs::write(&file, "{}").unwrap();
    let refused = app.add_directory(&path);
    assert!(matches!(refused, Err(AppError::Directory { .. })));
    let server = Server::serving(&schedule(&["apples"]));
    std::fs::write(&file, directory(&server.address)).unwrap();
    assert_eq!(app.add_directory(&path).unwrap(), 1);
    assert_eq!(app.add_directory(&path).unwrap(), 1);
    assert_eq!(app.directories().unwrap(), [&*path]);
    let Choice::One(entry) = app.directory_choice("gathering").unwrap() else {
        panic!("it was not found");
    };
    assert_eq!(entry.directory.as_ref(), Some(&path));
    // The file names its own zone, which counts more.
    let report = app
        .import_schedule(&entry.request(), &mut |_| true)
        .unwrap();
    assert_eq!(report.conference.zone.name(), "Europe/Brussels");
    std::fs::remove_file(&file).unwrap();
    let found = app.search_directory("gathering").unwrap();
    assert_eq!((found.entries.len(), found.problems.len()), (0, 1));
    app.remove_directory(&path).unwrap();
    assert!(app.remove_directory(&path).is_err());
    assert_eq!(app.search_directory("gathering").unwrap().problems, [""; 0]);
}

#[test]
fn an_address_is_asked_once_a_day_for_what_changed_and_its_last_answer_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at(NOW);
    let app = Arc::new(App::open(folder.path(), clock.clone()).unwrap());
    let body = directory("https://example.org/gathering.xml");
    let server = Server::start(move |request| match request.header("If-None-Match") {
        Some(_) => status("304 Not Modified", ""),
        None => ok("ETag: \"1\"\r\n", body.as_bytes()),
    });
    assert_eq!(app.add_directory(&server.address).unwrap(), 1);
    assert_eq!(app.update_directories().unwrap(), [""; 0]);
    assert_eq!(server.requests().len(), 1);
    clock.set("2026-01-16T12:00:00+01:00");
    assert_eq!(app.update_directories().unwrap(), [""; 0]);
    assert_eq!(app.update_directories().unwrap(), [""; 0]);
    assert_eq!(server.requests().len(), 2);
    // What is no directory takes the place of none.
    clock.set("2026-01-17T12:00:00+01:00");
    server.answer(|_| ok("", b"<html>Log in</html>"));
    let problems = app.update_directories().unwrap();
    assert!(problems[0].contains("is no directory"), "{problems:?}");
    let found = app.search_directory("gathering").unwrap();
    assert_eq!((found.entries.len(), found.problems.len()), (1, 0));
}
