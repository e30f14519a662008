//! `lanyard clashes`, `gaps` and `plan` as scripts use them, on the sample.
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
const THURSDAY: &str = "2022-05-19";

fn json(folder: &Path, arguments: &[&str]) -> Value {
    json_at("2022-05-19T14:58:00+02:00", folder, arguments)
}

/// The sample with its three talks at 15:25 picked.
fn with_picks() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    json(folder.path(), &["import", SAMPLE]);
    json(folder.path(), &["pick", "ytpo", "ytpu"]);
    json(folder.path(), &["pick", "ytq0", "--priority", "must"]);
    folder
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn agenda(folder: &Path) -> Vec<(String, String)> {
    let agenda = json(folder, &["agenda", "--day", THURSDAY]);
    let item = |item: &Value| {
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        (text("starts_at")[11..16].to_owned(), text("kind"))
    };
    list(&agenda).iter().map(item).collect()
}

#[test]
fn three_talks_at_once_are_three_pairs() {
    let folder = with_picks();
    let pairs = json(folder.path(), &["clashes", "--day", THURSDAY]);
    assert_eq!(list(&pairs).len(), 3);
    for pair in list(&pairs) {
        assert_eq!(
            (&pair["overlap"], &pair["missing"]),
            (&35.into(), &Value::Null)
        );
        assert_eq!(pair["day"], THURSDAY);
        assert_eq!(pair["first"]["starts_at"], "2022-05-19T15:25:00+02:00");
        for key in [
            "kind",
            "id",
            "title",
            "priority",
            "recommended_by",
            "repeats",
            "recorded",
        ] {
            assert!(pair["second"].get(key).is_some(), "{key}");
        }
    }
    let other_day = ["clashes", "--day", "2022-05-20"];
    assert_eq!(json(folder.path(), &other_day), Value::Array(Vec::new()));
    let lines = lanyard(folder.path(), &["clashes"]);
    let lines = String::from_utf8_lossy(&lines.stdout).into_owned();
    assert!(lines.contains("2022-05-19  35 minutes at once"), "{lines}");
}

#[test]
fn free_time_names_sessions_and_booths_that_fit() {
    let folder = with_picks();
    let day = "2022-05-20";
    json(folder.path(), &["pick", "ytrV"]);
    let gaps = json(folder.path(), &["gaps", "--day", day, "--shortest", "60"]);
    let told: Vec<_> = (list(&gaps).iter())
        .map(|gap| (gap["starts_at"].as_str().unwrap(), &gap["minutes"]))
        .collect();
    assert_eq!(told, [("2022-05-20T12:30:00+02:00", &245.into())]);
    let codes: Vec<_> = list(&gaps[0]["sessions"])
        .iter()
        .map(|it| it["code"].as_str())
        .collect();
    assert_eq!(codes.len(), 3, "{codes:?}");
    for code in ["ytsQ", "ytqy", "yttj"] {
        assert!(codes.contains(&Some(code)), "{code}");
    }
    assert_eq!(list(&gaps[0]["booths"]).len(), 2);
    let hours = ["gaps", "--day", day, "--from", "09:00", "--to", "11:00"];
    assert_eq!(json(folder.path(), &hours)[0]["minutes"], 120);
    let wrong = lanyard(folder.path(), &["gaps", "--from", "nine"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_plan_is_proposed_applied_and_taken_back() {
    let folder = with_picks();
    let folder = folder.path();
    let before = agenda(folder);
    let wanted = [
        "plan",
        "--day",
        THURSDAY,
        "--visit",
        "isovalent",
        "--visit",
        "cilium=20",
        "--from",
        "09:00",
        "--to",
        "18:00",
    ];
    let plan = json(folder, &wanted);
    assert_eq!(agenda(folder), before);
    let changes = |change: &str| {
        let entries = list(&plan["entries"]).iter();
        entries
            .filter(|entry| entry["change"] == change)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (
            changes("keep").len(),
            changes("add").len(),
            changes("drop").len()
        ),
        (1, 2, 2)
    );
    assert_eq!(
        changes("drop")[0]["reason"],
        "clashes for 35 minutes with “Cilium: Welcome, Vision and Updates”, which is a must"
    );
    assert_eq!(
        (
            &plan["worth"],
            &plan["bound"],
            &plan["best"],
            &plan["applied"]
        ),
        (&140.into(), &140.into(), &true.into(), &false.into())
    );

    let applied = json(folder, &[&wanted[..], &["--apply"]].concat());
    assert_eq!(applied["applied"], true);
    // It is 14:58: the booths are visited before and after the talk.
    let expected = [("15:00", "visit"), ("15:25", "session"), ("16:00", "visit")];
    let expected = expected.map(|(start, kind)| (start.to_owned(), kind.to_owned()));
    assert_eq!(agenda(folder), expected);
    assert_eq!(json(folder, &["plan", "--undo"])["undone"], 4);
    assert_eq!(agenda(folder), before);
    let again = lanyard(folder, &["plan", "--undo"]);
    assert_eq!(again.status.code(), Some(1));
}

#[test]
fn weights_locks_and_lunch_are_told_on_the_command_line() {
    let folder = with_picks();
    let folder = folder.path();
    let wanted = ["plan", "--day", THURSDAY, "--weights", "100,200,5"];
    let plan = json(folder, &wanted);
    assert_eq!(plan["worth"], 200);
    assert_eq!(plan["weights"]["want"], 200);
    let lunch = [
        "--lunch",
        "30",
        "--lunch-from",
        "15:30",
        "--lunch-to",
        "16:20",
    ];
    let plan = json(folder, &[&wanted[..], &["--lock", "ytpu"], &lunch].concat());
    assert_eq!(plan["pauses"][0]["starts_at"], Value::Null);
    let plan = json(folder, &[&wanted[..], &lunch].concat());
    assert_eq!(plan["pauses"][0]["starts_at"], "2022-05-19T15:30:00+02:00");
    assert_eq!(
        plan["entries"][0]["reason"],
        "it is at the time of the pause"
    );
    let wrong: [(&[&str], i32, &str); 3] = [
        (&["plan", "--visit", "nobody"], 1, "nobody"),
        (&["plan", "--visit", "isovalent=long"], 1, "isovalent=long"),
        (&["plan", "--weights", "1,2"], 2, "weights"),
    ];
    for (arguments, status, words) in wrong {
        let output = lanyard(folder, arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}: {errors}"
        );
        assert!(errors.contains(words), "{arguments:?}: {errors}");
    }
}
