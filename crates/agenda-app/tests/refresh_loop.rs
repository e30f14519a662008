//! Refreshes beside each other: two loops, an import by hand, a server that never answers.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use agenda_app::import::{ImportInto, ImportRequest};
use agenda_app::refresh::Refreshed;
use agenda_app::refresh_loop::RefreshLoop;
use agenda_app::wire::ImportSource;
use common::attendee::{Attendee, TALKS};
use common::server::{ok, schedule};
use common::wait_until;

#[test]
fn two_loops_on_one_store_ask_the_server_once_each_time_it_is_due() {
    let attendee = Attendee::new();
    let apps = [attendee.app.clone(), attendee.other_app()];
    let reports: Arc<Mutex<Vec<Refreshed>>> = Arc::default();
    let loops = apps.map(|app| {
        let seen = reports.clone();
        let on_refresh = move |report: &agenda_app::refresh::RefreshReport| {
            seen.lock().unwrap().push(report.refreshed.clone());
        };
        RefreshLoop::start(app, Box::new(on_refresh)).unwrap()
    });
    // Nothing is due before a day has passed.
    for (day, asked) in [(15, 0), (16, 1), (17, 2), (18, 3)] {
        attendee.clock.set(&format!("2026-01-{day}T12:00:00+01:00"));
        for running in &loops {
            running.waker().wake();
        }
        wait_until(|| reports.lock().unwrap().len() >= asked);
    }
    for running in loops {
        running.stop();
        assert!(running.has_ended());
    }
    assert_eq!(*reports.lock().unwrap(), vec![Refreshed::Unchanged; 3]);
    // One more for the import at first.
    assert_eq!(attendee.server.requests().len(), 4);
    assert_eq!(attendee.server.most_at_once(), 1);
}

#[test]
fn a_refresh_that_is_slower_than_an_import_by_hand_comes_too_late() {
    let attendee = Attendee::new();
    let (release, held) = channel::<()>();
    let held = Mutex::new(held);
    let old = ok("", schedule(&TALKS[..4]).as_bytes());
    attendee.server.answer(move |_| {
        let _ = held.lock().unwrap().recv();
        old.clone()
    });
    let (app, conference) = (attendee.other_app(), attendee.conference);
    let slow = std::thread::spawn(move || app.refresh_now(conference).unwrap().refreshed);
    wait_until(|| attendee.server.requests().len() == 2);
    // While it runs, nobody else refreshes.
    assert_eq!(attendee.refresh(), Refreshed::Busy);
    let file = attendee.folder.path().join("newer.xml");
    std::fs::write(&file, schedule(&TALKS).replace("About", "All about")).unwrap();
    let request = ImportRequest {
        source: ImportSource::Path {
            path: file.display().to_string(),
        },
        zone: None,
        proposed_zone: None,
        into: ImportInto::Existing(conference),
        mapping: None,
        dry_run: false,
    };
    let report = attendee.app.import_schedule(&request, &mut |_| true);
    assert_eq!(report.unwrap().result.changed, 6);
    release.send(()).unwrap();
    assert_eq!(slow.join().unwrap(), Refreshed::Busy);
    assert_eq!(attendee.counts(), (6, 1));
}

#[test]
fn a_loop_whose_server_never_answers_is_stopped_at_once() {
    let attendee = Attendee::new();
    let (release, held) = channel::<()>();
    let held = Mutex::new(held);
    attendee.server.answer(move |_| {
        let _ = held.lock().unwrap().recv();
        Vec::new()
    });
    attendee.clock.set("2026-01-16T12:00:00+01:00");
    let running = RefreshLoop::start(attendee.app.clone(), Box::new(|_| {})).unwrap();
    wait_until(|| attendee.server.requests().len() == 2);
    let before = Instant::now();
    running.stop();
    assert!(before.elapsed() < Duration::from_secs(5));
    drop(release);
    wait_until(|| running.has_ended());
}
