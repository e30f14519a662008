//! Opening, refusing and checking files.

#![allow(clippy::unwrap_used)]

use std::fs;

use rusqlite::Connection;

use super::*;
use crate::examples::*;

fn in_folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lanyard.sqlite3");
    (folder, path)
}

/// A store with two talks, closed again.
fn filled_file() -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = in_folder();
    imported(&mut Store::open(&path).unwrap(), &two_talks());
    (folder, path)
}

#[test]
fn a_new_store_has_the_newest_schema_and_is_sound() {
    let (_folder, path) = in_folder();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.schema_version().unwrap(), migration::NEWEST);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
    let pragma = |name: &str| -> String {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
        store
            .connection
            .query_row(&sql, [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("foreign_keys"), "1");
    assert_eq!(pragma("synchronous"), "1");
    assert_eq!(
        pragma("application_id"),
        migration::APPLICATION_ID.to_string()
    );
}

/// `data/stores/1.db` was written by Lanyard's first schema: the sample conference, two picks and a
/// visit. Only its source was set to an address.
#[test]
fn a_store_of_the_first_version_opens_upgrades_and_keeps_what_is_the_attendees() {
    let (_folder, path) = in_folder();
    let first = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/stores/1.db");
    fs::copy(first, &path).unwrap();
    let raw = Connection::open(&path).unwrap();
    assert_eq!(migration::version(&raw).unwrap(), 1);
    drop(raw);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.schema_version().unwrap(), migration::NEWEST);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
    let conferences = store.conferences().unwrap();
    let [conference] = &conferences[..] else {
        panic!("{conferences:?}");
    };
    assert_eq!(conference.slug, "kubecon-eu-2022");
    let counts = store.conference_counts(conference.id).unwrap();
    assert_eq!((counts.sessions, counts.booths), (20, 2));
    assert_eq!((counts.picks, counts.visits), (2, 1));
    let refresh = store.refresh(conference.id).unwrap().unwrap();
    assert_eq!(refresh.address, "https://example.org/kubecon-eu-2022.json");
    assert_eq!(refresh.last_success_at, Some(conference.imported_at));
    let mode = store.conference_setting(conference.id).unwrap().refresh;
    assert_eq!(mode, agenda::RefreshMode::Automatic);
}

#[test]
fn an_empty_file_becomes_a_store_and_missing_folders_are_made() {
    let (folder, path) = in_folder();
    fs::write(&path, b"").unwrap();
    assert_eq!(Store::open(&path).unwrap().conferences().unwrap(), []);
    Store::open(folder.path().join("new/folder/lanyard.sqlite3")).unwrap();
}

#[test]
fn every_table_is_strict() {
    let store = store();
    let loose: Vec<String> = store
        .connection
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert_eq!(loose, [""; 0]);
}

#[test]
fn a_store_keeps_its_rows_when_it_is_opened_again() {
    let (_folder, path) = filled_file();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.conferences().unwrap().len(), 1);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
}

#[test]
fn a_newer_schema_is_refused_and_not_touched() {
    let (_folder, path) = filled_file();
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 4000).unwrap();
    drop(newer);
    let bytes = fs::read(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(
        matches!(error, StoreError::NewerSchema { found: 4000, .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("Install the newer version"),
        "{error}"
    );
    assert!(fs::read(&path).unwrap() == bytes);
}

#[test]
fn a_newer_schema_is_not_touched_even_with_a_log_left_by_a_crash() {
    let (folder, path) = filled_file();
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 4000).unwrap();
    // As after a crash: file and log without the connection that would tidy up.
    let crashed = folder.path().join("crashed.sqlite3");
    let log = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
    fs::copy(&path, &crashed).unwrap();
    fs::copy(log(&path), log(&crashed)).unwrap();
    let bytes = (
        fs::read(&crashed).unwrap(),
        fs::read(log(&crashed)).unwrap(),
    );
    assert!(!bytes.1.is_empty());
    let error = Store::open(&crashed).unwrap_err();
    assert!(
        matches!(error, StoreError::NewerSchema { found: 4000, .. }),
        "{error}"
    );
    assert!(
        (
            fs::read(&crashed).unwrap(),
            fs::read(log(&crashed)).unwrap()
        ) == bytes
    );
}

#[test]
fn other_files_are_refused_and_not_touched() {
    let (folder, _) = in_folder();
    let text = folder.path().join("notes.txt");
    fs::write(
        &text,
        "not a database, but long enough to have a header of a hundred bytes. ".repeat(9),
    )
    .unwrap();
    let foreign = folder.path().join("foreign.sqlite3");
    let other = Connection::open(&foreign).unwrap();
    other
        .execute_batch("CREATE TABLE bookmark (id INTEGER)")
        .unwrap();
    drop(other);
    for path in [text, foreign] {
        let bytes = fs::read(&path).unwrap();
        let error = Store::open(&path).unwrap_err();
        assert!(matches!(error, StoreError::NotAStore { .. }), "{error}");
        assert!(error.to_string().contains("Move the file away"), "{error}");
        assert!(fs::read(&path).unwrap() == bytes);
    }
}

#[test]
fn a_damaged_file_is_named_with_a_cure() {
    let (_folder, path) = filled_file();
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096..].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(
        error.to_string().contains("restore the file from a backup"),
        "{error}"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let (folder, _) = in_folder();
    let file = folder.path().join("file");
    fs::write(&file, b"").unwrap();
    let error = Store::open(file.join("folder/lanyard.sqlite3")).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
    let error = Store::open(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NotWritable { .. }), "{error}");
}

#[test]
fn a_store_that_another_program_holds_is_said_to_be_locked() {
    let (_folder, path) = filled_file();
    let mut store = Store::open(&path).unwrap();
    store.connection.busy_timeout(Duration::ZERO).unwrap();
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.set_settings(&[("theme", Some("dark"))]).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert_eq!(store.conferences().unwrap().len(), 1);
    holder.execute_batch("ROLLBACK").unwrap();
    store.set_settings(&[("theme", Some("dark"))]).unwrap();
}

#[test]
fn a_full_disk_is_said_and_changes_nothing() {
    let (_folder, path) = filled_file();
    let mut store = Store::open(&path).unwrap();
    let pages: u32 = store
        .connection
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    store
        .connection
        .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
        .unwrap();
    let before = store.full_sessions(agenda::ConferenceId(1)).unwrap();
    let mut larger = two_talks();
    larger.sessions[0].text = "A long text. ".repeat(10_000);
    let error = store.import(&import(&larger)).unwrap_err();
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error}");
    assert_eq!(
        store.full_sessions(agenda::ConferenceId(1)).unwrap(),
        before
    );
    assert_eq!(store.integrity().unwrap(), [""; 0]);
}

#[test]
fn a_read_only_store_is_said_to_be_so() {
    let (_folder, path) = filled_file();
    let mut store = Store::open(&path).unwrap();
    store
        .connection
        .pragma_update(None, "query_only", true)
        .unwrap();
    let error = store.set_settings(&[("theme", None)]).unwrap_err();
    assert!(matches!(error, StoreError::NotWritable { .. }), "{error}");
}

#[test]
fn only_changes_by_others_alter_the_data_version() {
    let (_folder, path) = filled_file();
    let mut store = Store::open(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    let before = store.data_version().unwrap();
    store.set_settings(&[("theme", Some("dark"))]).unwrap();
    assert_eq!(store.data_version().unwrap(), before);
    other.set_settings(&[("theme", Some("light"))]).unwrap();
    assert_ne!(store.data_version().unwrap(), before);
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("light"));
}

#[test]
fn a_store_can_be_made_by_several_at_once() {
    for _ in 0..10 {
        let (_folder, path) = in_folder();
        let stores: Vec<_> = std::thread::scope(|scope| {
            let openers: Vec<_> = (0..4).map(|_| scope.spawn(|| Store::open(&path))).collect();
            openers
                .into_iter()
                .map(|opener| opener.join().unwrap())
                .collect()
        });
        for store in stores {
            assert_eq!(store.unwrap().schema_version().unwrap(), migration::NEWEST);
        }
    }
}

#[test]
fn settings_are_kept_replaced_and_deleted_together() {
    let mut store = store();
    store
        .set_settings(&[("theme", Some("dark")), ("clock", Some("hours24"))])
        .unwrap();
    store
        .set_settings(&[("theme", Some("light")), ("clock", None)])
        .unwrap();
    assert_eq!(
        store.settings().unwrap(),
        [("theme".to_owned(), "light".to_owned())]
    );
    assert_eq!(store.setting("clock").unwrap(), None);
}
