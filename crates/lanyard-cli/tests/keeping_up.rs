//! Refreshing and the directory, as scripts use them.
#![allow(clippy::unwrap_used)]

mod common;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use common::{json_at, lanyard};
use serde_json::Value;

const NOW: &str = "2026-01-15T12:00:00+01:00";

fn json(folder: &Path, arguments: &[&str]) -> Value {
    json_at(NOW, folder, arguments)
}

/// The conferences a few minutes later: each command starts its clock anew, and runs on.
fn conferences(folder: &Path) -> Value {
    json_at("2026-01-15T12:05:00+01:00", folder, &["conferences"])
}

/// Whether that is the time, give or take what the commands took.
fn is_about(time: &Value, expected: &str) -> bool {
    let time = time.as_str().map(|time| time.parse::<DateTime<Utc>>());
    let expected: DateTime<Utc> = expected.parse().unwrap();
    time.is_some_and(|time| (0..240).contains(&(time.unwrap() - expected).num_seconds()))
}

/// Serves whatever `body` holds; an empty one is answered with 500.
fn server(body: Arc<Mutex<String>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/gathering.ics", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let body = body.lock().unwrap().clone();
            let status = if body.is_empty() { "500 Oh" } else { "200 OK" };
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
    });
    address
}

/// A calendar in UTC with that many talks on 31 January 2026.
fn calendar(talks: usize) -> String {
    let events: String = (0..talks)
        .map(|number| {
            format!(
                "BEGIN:VEVENT\r\nUID:{number}@gathering\r\nSUMMARY:Talk number {number}\r\n\
                 DTSTART:20260131T{:02}0000Z\r\nDURATION:PT30M\r\nEND:VEVENT\r\n",
                8 + number
            )
        })
        .collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Gathering\r\n{events}END:VCALENDAR\r\n")
}

#[test]
fn a_conference_is_refreshed_asked_about_and_answered() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let body = Arc::new(Mutex::new(calendar(5)));
    let address = server(body.clone());
    assert_eq!(json(folder, &["refresh"]), Value::Array(Vec::new()));
    let imported = json(folder, &["import", &address, "--zone", "Europe/Brussels"]);
    assert_eq!(imported["loses_most"], false);
    let slug = imported["conference"]["slug"].as_str().unwrap().to_owned();

    assert_eq!(json(folder, &["refresh"])[0]["outcome"], "unchanged");
    *body.lock().unwrap() = calendar(6);
    assert_eq!(json(folder, &["refresh", &slug])[0]["outcome"], "imported");
    *body.lock().unwrap() = calendar(2);
    assert_eq!(json(folder, &["refresh"])[0]["outcome"], "asked");
    let listed = conferences(folder);
    assert_eq!(listed[0]["sessions"], 6);
    let refresh = &listed[0]["refresh"];
    assert_eq!(refresh["address"], *address);
    assert!(is_about(&refresh["last_success"], NOW));
    assert_eq!(refresh["last_error"], Value::Null);
    assert!(is_about(&refresh["next_at"], "2026-01-16T12:00:00+01:00"));
    assert_eq!(
        (&refresh["question"]["lost"], &refresh["question"]["listed"]),
        (&4.into(), &6.into())
    );
    let kept = json(folder, &["refresh", "--keep", &slug]);
    assert_eq!(kept[0]["outcome"], "kept");
    *body.lock().unwrap() = calendar(1);
    assert_eq!(json(folder, &["refresh"])[0]["outcome"], "asked");
    let accepted = json(folder, &["refresh", "--accept", &slug]);
    assert_eq!(accepted[0]["outcome"], "imported");
    assert_eq!(conferences(folder)[0]["sessions"], 1);

    // A failure is told on both outputs and by the exit status, and kept.
    body.lock().unwrap().clear();
    let failed = lanyard(folder, &["--json", "refresh"]);
    assert_eq!(failed.status.code(), Some(1));
    let reports: Value = serde_json::from_slice(&failed.stdout).unwrap();
    assert_eq!(reports[0]["outcome"], "failed");
    assert!(String::from_utf8_lossy(&failed.stderr).contains(&slug));
    let error = conferences(folder)[0]["refresh"]["last_error"].clone();
    assert!(error.as_str().unwrap().contains("answered 500"), "{error}");
}

#[test]
fn when_to_refresh_is_set_for_one_or_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let address = server(Arc::new(Mutex::new(calendar(2))));
    let imported = json(folder, &["import", &address, "--zone", "Europe/Brussels"]);
    let slug = imported["conference"]["slug"].as_str().unwrap();
    let next = || conferences(folder)[0]["refresh"]["next_at"].clone();
    json(folder, &["refresh", "--set", "90", slug]);
    assert!(is_about(&next(), "2026-01-15T13:30:00+01:00"));
    json(folder, &["refresh", "--set", "automatic", slug]);
    json(folder, &["refresh", "--set", "off"]);
    assert_eq!(next(), Value::Null);
    json(folder, &["refresh", "--set", "automatic"]);
    assert!(is_about(&next(), "2026-01-16T12:00:00+01:00"));
    json(folder, &["refresh", "--set", "off", slug]);
    assert_eq!(json(folder, &["refresh"]), Value::Array(Vec::new()));
    for (arguments, status) in [
        (vec!["refresh", "--accept"], 2),
        (vec!["refresh", "--set", "often", slug], 2),
        (vec!["refresh", "--set", "1", slug], 1),
        (vec!["refresh", "--accept", slug], 1),
        (vec!["refresh", "none"], 1),
    ] {
        let output = lanyard(folder, &arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_directory_finds_a_feed_and_the_zone_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let fosdem = json(folder, &["directory", "fosdem"]);
    assert_eq!(fosdem[0]["slug"], "fosdem-2026");
    assert_eq!(fosdem[0]["zone"], "Europe/Brussels");
    assert_eq!(fosdem[0]["address"], "https://fosdem.org/2026/schedule/xml");

    // A directory of one's own, and an import by name: the calendar itself tells no zone.
    let address = server(Arc::new(Mutex::new(calendar(3))));
    let file = folder.join("own.json");
    let own = format!(
        r#"{{"version": 1, "schedules": [{{"id": "g26", "title": "Gathering 2026",
            "url": "{address}", "timezone": "Europe/Lisbon"}}]}}"#
    );
    std::fs::write(&file, own).unwrap();
    let path = file.to_str().unwrap();
    let added = json(folder, &["directory", "add", path]);
    assert_eq!(added["conferences"], 1);
    assert_eq!(json(folder, &["directory", "list"])[0], *path);
    let report = json(folder, &["import", "gathering"]);
    assert_eq!(report["conference"]["zone"], "Europe/Lisbon");
    assert_eq!(report["conference"]["zone_reason"], "as the directory says");
    assert_eq!(report["read"]["sessions"], 3);
    json(folder, &["directory", "remove", path]);
    assert_eq!(
        json(folder, &["directory", "gathering"]),
        Value::Array(Vec::new())
    );
    // The zone stays known.
    json(folder, &["refresh"]);
    let zone = conferences(folder)[0]["zone"].clone();
    assert_eq!(zone, "Europe/Lisbon");
}

#[test]
fn names_that_mean_no_conference_or_several_are_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("nonsense", "no directory knows it"),
        ("pycon", "pycon-au-2025"),
        ("missing.ics", "missing.ics"),
        ("missing/file", "missing"),
    ];
    for (name, words) in cases {
        let output = lanyard(folder.path(), &["import", name]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(errors.contains(words), "{name}: {errors}");
        assert!(output.stdout.is_empty());
    }
}
