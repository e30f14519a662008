//! Tables whose columns are told, and several sources of one conference.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{json_at, lanyard};
use serde_json::Value;

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../data/kubecon-eu-2022.json"
);
const NOW: &str = "2022-05-19T15:00:00+02:00";

fn json(folder: &Path, arguments: &[&str]) -> Value {
    json_at(NOW, folder, arguments)
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
