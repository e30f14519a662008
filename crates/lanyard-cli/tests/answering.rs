//! Answers to reminders on the command line.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{json_at, lanyard};
use serde_json::{Value, json};

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../data/kubecon-eu-2022.json"
);
const NOW: &str = "2022-05-19T15:00:00+02:00";

fn with_pick() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    json_at(NOW, folder.path(), &["import", SAMPLE]);
    json_at(NOW, folder.path(), &["pick", "ytq0"]);
    folder
}

fn reminders(folder: &Path) -> usize {
    json_at(NOW, folder, &["reminders"])
        .as_array()
        .unwrap()
        .len()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let done = lanyard(folder, &[&["--now", NOW], arguments].concat());
    assert!(!done.status.success(), "{arguments:?}");
    String::from_utf8(done.stderr).unwrap()
}

#[test]
fn what_was_not_shown_cannot_be_put_off_and_what_is_skipped_does_not_come() {
    let folder = with_pick();
    let folder = folder.path();
    assert!(refused(folder, &["snooze", "ytq0"]).contains("Cilium"));
    assert!(refused(folder, &["snooze", "nonsense"]).contains("nonsense"));
    assert!(refused(folder, &["skip", "--visit", "x"]).contains("“x”"));
    assert_eq!(reminders(folder), 1);
    json_at(NOW, folder, &["skip", "ytq0"]);
    assert_eq!(reminders(folder), 0);
    assert_eq!(json_at(NOW, folder, &["missed", "--dismiss"]), json!([]));
}

#[test]
fn a_mute_lasts_until_tomorrow_morning() {
    let folder = with_pick();
    let muted = json_at(NOW, folder.path(), &["mute"]);
    let until: &str = muted["muted_until"].as_str().unwrap();
    assert!(until.starts_with("2022-05-20T05:00:00"), "{until}");
    let off = json_at(NOW, folder.path(), &["mute", "--off"]);
    assert_eq!(off["muted_until"], Value::Null);
}

#[test]
fn walking_times_are_shown_set_and_forgotten() {
    let folder = with_pick();
    let folder = folder.path();
    let before = json_at(NOW, folder, &["walking"]);
    assert_eq!(before["pairs"], json!([]));
    let set = [
        "walking",
        "--rooms",
        "3",
        "--pair",
        "Hall 8",
        "Auditorium",
        "12",
    ];
    let after = json_at(NOW, folder, &set);
    assert_eq!(after["between_rooms"], 3);
    let pair = json!({"place": "Hall 8", "other": "Auditorium", "minutes": 12});
    assert_eq!(after["pairs"], json!([pair]));
    let kept = json_at(NOW, folder, &["walking"]);
    assert_eq!(kept, after);
    let forgotten = json_at(
        NOW,
        folder,
        &["walking", "--forget", "Auditorium", "Hall 8"],
    );
    assert_eq!(forgotten["pairs"], json!([]));
    assert!(refused(folder, &["walking", "--rooms", "999"]).contains("999"));
}

#[test]
fn the_doctor_names_what_is_wrong_and_the_cure() {
    let folder = with_pick();
    let done = lanyard(folder.path(), &["doctor", "--json", "--now", NOW]);
    // Nobody reminds from this folder.
    assert!(!done.status.success());
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    let checks = found["checks"].as_array().unwrap();
    let check = |name: &str| checks.iter().find(|check| check["name"] == name).unwrap();
    assert_eq!(check("store")["state"], "good");
    assert_eq!(check("reminding")["state"], "bad");
    assert!(
        check("reminding")["cure"]
            .as_str()
            .unwrap()
            .contains("lanyard")
    );
}
