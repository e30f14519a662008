//! The command as scripts use it: JSON on standard output, errors on standard error, exit status.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{json_at, lanyard};
use serde_json::Value;
use tempfile::TempDir;

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../data/kubecon-eu-2022.json"
);
const NOW: &str = "2022-05-19T15:00:00+02:00";

fn json(folder: &Path, arguments: &[&str]) -> Value {
    json_at(NOW, folder, arguments)
}

fn with_sample() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    json(folder.path(), &["import", SAMPLE]);
    folder
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn an_import_reports_what_it_read_and_did() {
    let folder = tempfile::tempdir().unwrap();
    let dry = json(folder.path(), &["import", SAMPLE, "--dry-run"]);
    assert_eq!(dry["result"]["added"], 20);
    assert_eq!(
        json(folder.path(), &["conferences"]),
        Value::Array(Vec::new())
    );
    let report = json(folder.path(), &["import", SAMPLE]);
    assert_eq!(report["format"], "lanyard_json");
    let conference = &report["conference"];
    assert_eq!(conference["slug"], "kubecon-eu-2022");
    assert_eq!(conference["zone"], "Europe/Madrid");
    assert_eq!(
        (&conference["first_day"], &conference["last_day"]),
        (&"2022-05-16".into(), &"2022-05-20".into())
    );
    assert_eq!(
        (
            &report["read"]["sessions"],
            &report["read"]["booths"],
            &report["read"]["lists"]
        ),
        (&20.into(), &2.into(), &2.into())
    );
    assert_eq!(
        (&report["skipped"], &report["repairs"]),
        (&Value::Array(Vec::new()), &Value::Array(Vec::new()))
    );
    let again = json(folder.path(), &["import", SAMPLE]);
    assert_eq!(
        (&again["result"]["unchanged"], &again["result"]["added"]),
        (&20.into(), &0.into())
    );
}

#[test]
fn sessions_have_every_promised_field_and_times_of_the_zone_shown() {
    let folder = with_sample();
    let sessions = json(
        folder.path(),
        &["sessions", "--day", "2022-05-19", "--zone", "Asia/Tokyo"],
    );
    let sessions = sessions.as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    for field in [
        "id",
        "key",
        "code",
        "title",
        "starts_at",
        "ends_at",
        "day",
        "room",
        "track",
        "kind",
        "language",
        "speakers",
        "status",
        "pick",
        "url",
    ] {
        assert!(keys(&sessions[0]).contains(&field), "{field}");
    }
    assert_eq!(sessions[0]["starts_at"], "2022-05-19T22:25:00+09:00");
    assert_eq!(sessions[0]["day"], "2022-05-19");
    let all = json(
        folder.path(),
        &["sessions", "--conference", "kubecon-eu-2022"],
    );
    let unscheduled = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|session| session["status"] == "unscheduled");
    assert_eq!(unscheduled.count(), 8);
}

#[test]
fn picks_visits_agenda_reminders_and_export_follow_one_another() {
    let folder = with_sample();
    let folder = folder.path();
    json(folder, &["pick", "ytq0", "ytpo", "--priority", "must"]);
    json(
        folder,
        &[
            "visit",
            "isovalent",
            "--at",
            "2022-05-19T16:10:00+02:00",
            "--minutes",
            "15",
        ],
    );
    assert_eq!(json(folder, &["show", "ytq0"])["pick"], "must");
    let agenda = json(folder, &["agenda", "--day", "2022-05-19"]);
    let kinds: Vec<_> = agenda
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["session", "session", "visit"]);
    assert_eq!(agenda[0]["clashes"][0]["minutes"], 35);
    let due: Vec<_> = json(folder, &["reminders"])
        .as_array()
        .unwrap()
        .iter()
        .map(|reminder| reminder["due_at"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        due,
        [
            "2022-05-19T15:15:00+02:00",
            "2022-05-19T15:15:00+02:00",
            "2022-05-19T16:05:00+02:00"
        ]
    );
    let file = folder.join("agenda.ics");
    let written = json(folder, &["export", "ics", "-o", file.to_str().unwrap()]);
    assert_eq!(
        (&written["sessions"], &written["visits"]),
        (&2.into(), &1.into())
    );
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
    assert!(text.contains("SUMMARY:Booth: Isovalent"), "{text}");
    let markdown = lanyard(folder, &["export", "markdown"]);
    assert!(
        String::from_utf8_lossy(&markdown.stdout).contains("Cilium: Welcome, Vision and Updates")
    );
    json(folder, &["unpick", "ytq0"]);
    assert_eq!(json(folder, &["show", "ytq0"])["pick"], Value::Null);
    assert_eq!(
        json(folder, &["booths"])[1]["visits"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn search_finds_prefixes_and_folds_accents() {
    let folder = with_sample();
    let found = json(
        folder.path(),
        &["search", "garcia", "kuber", "--limit", "5"],
    );
    assert_eq!(found[0]["code"], "ytoz");
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn failures_are_told_on_standard_error_with_1_and_wrong_usage_with_2() {
    let folder = with_sample();
    let missing = folder.path().join("missing.xml");
    let cases: [(&[&str], i32, &str); 7] = [
        (&["pick", "nothing"], 1, "nothing"),
        (&["sessions", "--conference", "none"], 1, "none"),
        (&["import", missing.to_str().unwrap()], 1, "missing.xml"),
        (&["import", "http://example.org/schedule.xml"], 1, "https"),
        (&["--now", "yesterday", "conferences"], 2, "RFC 3339"),
        (&["sessions", "--zone", "Mars/Olympus"], 2, "Europe/Madrid"),
        (&["nonsense"], 2, "nonsense"),
    ];
    for (arguments, status, words) in cases {
        let output = lanyard(folder.path(), arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}: {errors}"
        );
        assert!(errors.contains(words), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn two_nameless_texts_stay_two_conferences() {
    let folder = tempfile::tempdir().unwrap();
    let notes = |name: &str, talk: &str| {
        let place = folder.path().join(name);
        std::fs::create_dir_all(&place).unwrap();
        let file = place.join("notes.md");
        let line = "Thursday May 19, 2022 15:25 - 16:00 CEST";
        std::fs::write(
            &file,
            format!("[{talk} - Ada Lovelace, Engines](https://sched.co/{name})\n\n{line}\n"),
        )
        .unwrap();
        json(folder.path(), &["import", file.to_str().unwrap()]);
    };
    notes("a1", "Weaving numbers");
    notes("b2", "Another thing altogether");
    assert_eq!(
        json(folder.path(), &["conferences"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

/// The sample with its talks altered, written beside the store.
fn altered_sample(folder: &Path, alter: impl Fn(&mut Vec<Value>)) -> String {
    let mut document: Value = serde_json::from_slice(&std::fs::read(SAMPLE).unwrap()).unwrap();
    alter(document["sessions"].as_array_mut().unwrap());
    let path = folder.join("newer.json");
    std::fs::write(&path, document.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn changes_are_listed_mine_first_and_can_be_taken_note_of() {
    let folder = with_sample();
    let folder = folder.path();
    json(folder, &["pick", "ytq0", "ytrw"]);
    let newer = altered_sample(folder, |sessions| {
        sessions.retain(|session| session["code"] != "ytrw");
        for session in sessions {
            session["room"] = "Room 2".into();
        }
    });
    // Each process starts the clock anew, and a pick made after an import has seen it.
    json_at("2022-05-19T15:01:00+02:00", folder, &["import", &newer]);
    let all = json(folder, &["changes"]);
    assert_eq!(keys(&all), ["changes", "questions"]);
    assert_eq!(all["changes"].as_array().unwrap().len(), 20);
    let mine = json(folder, &["changes", "--mine", "--seen"]);
    let mine = mine["changes"].as_array().unwrap();
    let told: Vec<_> = mine
        .iter()
        .map(|change| (change["session"]["code"].as_str(), change["words"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("ytq0"), Some("now in Room 2")),
            (Some("ytrw"), Some("withdrawn"))
        ]
    );
    assert_eq!(mine[0]["fields"][0]["field"], "room");
    assert_eq!(mine[0]["seen"], false);
    let unseen = json(folder, &["changes", "--mine", "--unseen"]);
    assert_eq!(unseen["changes"].as_array().unwrap().len(), 0);
}

#[test]
fn a_withdrawn_pick_is_kept_and_a_question_is_answered() {
    let folder = with_sample();
    let folder = folder.path();
    json(folder, &["pick", "ytq0"]);
    let newer = altered_sample(folder, |sessions| {
        let talk = sessions
            .iter_mut()
            .find(|session| session["code"] == "ytq0");
        *talk.unwrap() = serde_json::json!({
            "code": "zzzz",
            "title": "Updates and Panel",
            "speakers": [{ "name": "Thomas Graf" }, { "name": "Ada Byron" }],
            "starts_at": "2022-05-19T15:25:00+02:00",
            "ends_at": "2022-05-19T16:00:00+02:00",
        });
    });
    json(folder, &["import", &newer]);
    assert_eq!(json(folder, &["show", "ytq0"])["status"], "withdrawn");
    json(folder, &["keep", "ytq0"]);
    assert_eq!(json(folder, &["show", "ytq0"])["status"], "kept");
    json(folder, &["keep", "--undo", "ytq0"]);

    let questions = json(folder, &["changes", "--mine"]);
    let question = &questions["questions"][0];
    assert_eq!(question["old"]["code"], "ytq0");
    let number = question["id"].to_string();
    let answer = json(folder, &["same", &number, "yes"]);
    assert_eq!(answer["session"], question["old"]["id"]);
    let talk = json(folder, &["show", "zzzz"]);
    assert_eq!(
        (&talk["id"], &talk["pick"]),
        (&question["old"]["id"], &"want".into())
    );
    let again = lanyard(folder, &["same", &number, "no"]);
    assert!(!again.status.success());
}

#[test]
fn a_whole_conference_goes_out_as_json_and_comes_back_elsewhere_with_all_that_was_made_of_it() {
    let (here, there) = (with_sample(), tempfile::tempdir().unwrap());
    json(here.path(), &["pick", "ytq0", "--priority", "must"]);
    let at = "2022-05-19T16:10:00+02:00";
    json(
        here.path(),
        &["visit", "isovalent", "--at", at, "--minutes", "15"],
    );
    let file = here.path().join("all.json");
    let file = file.to_str().unwrap();
    let written = lanyard(here.path(), &["--now", NOW, "export", "json", "-o", file]);
    assert!(written.status.success(), "{written:?}");

    for (again, added) in [(false, 20), (true, 0)] {
        let report = json(there.path(), &["import", file]);
        assert_eq!(report["read"]["own"], 2, "again: {again}");
        assert_eq!(report["result"]["added"], added, "again: {again}");
        let agenda = |folder: &Path| {
            let items = json(folder, &["agenda"]);
            let items = items.as_array().unwrap().iter();
            items
                .map(|item| {
                    (
                        item["title"].clone(),
                        item["starts_at"].clone(),
                        item["priority"].clone(),
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(agenda(there.path()), agenda(here.path()), "again: {again}");
        assert_eq!(agenda(there.path()).len(), 2, "again: {again}");
    }
    let again = there.path().join("again.json");
    let again = again.to_str().unwrap();
    lanyard(there.path(), &["--now", NOW, "export", "json", "-o", again]);
    assert_eq!(std::fs::read(file).unwrap(), std::fs::read(again).unwrap());
}
