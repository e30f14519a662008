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
    json(folder, &["import", &newer]);
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

/// Columns in an order and with names that say little, times of day beside a date of three numbers.
const TABLE: &str = "Nr;Was;Tag;Von;Bis;Wo\n\
    1;Apples;03.04.2026;09:00;09:45;Hall\n\
    2;Bridges;04.04.2026;10:00;10:45;Barn\n";

#[test]
fn a_table_shows_how_its_columns_were_taken_and_takes_another_way_that_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("talks.csv");
    std::fs::write(&table, TABLE).unwrap();
    let import = |options: &[&str]| {
        let mut arguments = vec!["import", table.to_str().unwrap(), "--zone", "Europe/Berlin"];
        arguments.extend(options);
        json(folder.path(), &arguments)["table"].clone()
    };
    let role = |table: &Value, name: &str| {
        let columns = table["columns"].as_array().unwrap();
        let column = columns.iter().find(|column| column["name"] == name);
        column.unwrap()["role"].clone()
    };
    let told = "title=Wo,room=Was,date_order=mdy";
    let preview = import(&["--map", told, "--dry-run"]);
    assert_eq!(role(&preview, "Wo"), "title");
    assert_eq!(preview["date_order"], "month_day_year");
    let found = import(&["--dry-run"]);
    assert_eq!(role(&found, "Wo"), "room", "a preview keeps nothing");

    import(&["--map", told]);
    let again = import(&[]);
    assert_eq!(
        (role(&again, "Wo"), role(&again, "Was")),
        ("title".into(), "room".into())
    );
    assert_eq!(
        again["columns"][1]["samples"],
        serde_json::json!(["Apples", "Bridges"])
    );
    assert_eq!(
        (&found["is_told"], &again["is_told"]),
        (&false.into(), &true.into())
    );
    let sessions = json(folder.path(), &["sessions"]);
    assert_eq!(sessions[0]["title"], "Hall");
    assert_eq!(sessions[0]["starts_at"], "2026-03-04T09:00:00+01:00");
    assert_eq!(import(&["--map", again["map"].as_str().unwrap()]), again);

    assert_eq!(role(&import(&["--map", "auto"]), "Wo"), "room");
    assert_eq!(role(&import(&[]), "Wo"), "room");
}

#[test]
fn a_mapping_that_fits_nothing_is_refused_with_the_names_of_the_columns() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("talks.csv");
    std::fs::write(&table, TABLE).unwrap();
    let refused = |source: &str, map: &str| {
        let arguments = ["import", source, "--zone", "Europe/Berlin", "--map", map];
        let output = lanyard(folder.path(), &arguments);
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let message = refused(table.to_str().unwrap(), "title=Titel");
    assert!(
        message.contains("“Titel”") && message.contains("“Was”, “Tag”"),
        "{message}"
    );
    let message = refused(table.to_str().unwrap(), "titel=Was");
    assert!(
        message.contains("what a column can hold is title"),
        "{message}"
    );
    let message = refused(SAMPLE, "title=Was");
    assert!(message.contains("is no table"), "{message}");
}

#[test]
fn another_source_of_a_conference_is_proposed_and_joined() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let rows = "Apples,2026-04-03T09:00:00+02:00\nBridges,2026-04-03T10:00:00+02:00\n\
                Comets,2026-04-03T11:00:00+02:00\nDrums,2026-04-03T12:00:00+02:00\n";
    let fair = write("fair.csv", &format!("Title,Start\n{rows}"));
    let copy = write(
        "copy.csv",
        &format!("Talk,Begin\n{rows}Engines,2026-04-03T13:00:00+02:00\n"),
    );
    json(folder, &["import", &fair]);
    let preview = json(folder, &["import", &copy, "--dry-run"]);
    let proposal = &preview["proposal"];
    assert_eq!(proposal["conference"], "fair");
    assert_eq!(
        (&proposal["shared_titles"], &proposal["titles"]),
        (&4.into(), &4.into())
    );
    assert_eq!(proposal["result"]["added"], 1);
    let words = lanyard(folder, &["import", &copy, "--dry-run"]);
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(
        words.contains("Joined to it with --into fair: 1 added, 0 changed"),
        "{words}"
    );

    json(folder, &["import", &copy]);
    let picked = json(folder, &["sessions", "--conference", "copy"])[4]["id"].to_string();
    json(folder, &["pick", &picked]);
    let joined = json(folder, &["join", "copy", "fair"]);
    assert_eq!(
        (&joined["joined"], &joined["added"]),
        (&4.into(), &1.into())
    );
    let conferences = json(folder, &["conferences"]);
    assert_eq!(conferences.as_array().unwrap().len(), 1);
    assert_eq!(
        (&conferences[0]["title"], &conferences[0]["picks"]),
        (&"fair".into(), &1.into())
    );
    let again = json(folder, &["import", &copy, "--into", "fair"]);
    assert_eq!(
        (&again["result"]["unchanged"], &again["proposal"]),
        (&5.into(), &Value::Null)
    );
}

#[test]
fn a_session_shows_when_the_same_talk_is_given_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let table = folder.join("fair.csv");
    let rows = "Title,Start,Speakers\n\
        Making Bread,2026-04-03T09:00:00+02:00,Ada\n\
        Making Bread,2026-04-03T10:00:00+02:00,Bob\n\
        Making Bread,2026-04-04T11:00:00+02:00,Ada\n\
        Lunch,2026-04-03T12:00:00+02:00,\n\
        Lunch,2026-04-04T12:00:00+02:00,\n";
    std::fs::write(&table, rows).unwrap();
    json(folder, &["import", table.to_str().unwrap()]);
    let sessions = json(folder, &["sessions"]);
    let repeats_of = |title: &str, start: &str| {
        let sessions = sessions.as_array().unwrap().iter();
        let session = sessions.clone().find(|session| {
            session["title"] == title && session["starts_at"].as_str().unwrap().starts_with(start)
        });
        let shown = json(folder, &["show", &session.unwrap()["id"].to_string()]);
        let repeats = shown["repeats"].as_array().unwrap();
        let starts = repeats
            .iter()
            .map(|repeat| repeat["starts_at"].as_str().unwrap().to_owned());
        starts
            .map(|start| start[..13].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(repeats_of("Making Bread", "2026-04-03T09").len(), 1);
    assert_eq!(repeats_of("Making Bread", "2026-04-04").len(), 1);
    assert_eq!(repeats_of("Making Bread", "2026-04-03T10"), [""; 0]);
    assert_eq!(repeats_of("Lunch", "2026-04-03"), [""; 0]);
}
