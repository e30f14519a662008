//! Claims, ends and questions of refreshes.

#![allow(clippy::unwrap_used)]

use chrono::TimeDelta;

use super::*;
use crate::examples::*;
use crate::{Import, Target};

const ADDRESS: &str = "https://example.org/schedule.xml";

fn version(number: u8) -> SeenVersion {
    SeenVersion {
        etag: Some(format!("\"{number}\"")),
        last_modified: None,
        body_digest: Some(format!("body {number}")),
        digest: Some(format!("schedule {number}")),
    }
}

fn feed(number: u8) -> Feed {
    Feed {
        address: ADDRESS.to_owned(),
        seen: version(number),
    }
}

/// A conference that was imported from [`ADDRESS`].
fn from_address() -> (Store, ConferenceId) {
    let mut store = store();
    let schedule = two_talks();
    let import = Import {
        source: Some(ADDRESS),
        feed: Some(&feed(1)),
        ..import(&schedule)
    };
    let id = store.import(&import).unwrap().conference.id;
    (store, id)
}

fn claimant(process: &str, time: &str) -> (String, DateTime<Utc>) {
    (process.to_owned(), at(time))
}

fn claim(store: &mut Store, id: ConferenceId, (process, now): (String, DateTime<Utc>)) -> bool {
    let claimant = Claimant {
        process: &process,
        now,
        stale_after: TimeDelta::minutes(3),
    };
    store.claim_refresh(id, claimant).unwrap()
}

fn row(store: &Store, id: ConferenceId) -> RefreshRow {
    store.refresh(id).unwrap().unwrap()
}

#[test]
fn only_conferences_from_an_address_are_refreshed() {
    let (store, id) = from_address();
    let row = row(&store, id);
    assert_eq!(row.address, ADDRESS);
    assert_eq!(row.seen, version(1));
    assert_eq!(row.imported_digest.as_deref(), Some("schedule 1"));
    assert_eq!(row.last_success_at, Some(at("01T10:00:00")));
    assert_eq!(store.refreshes().unwrap(), [row]);
    let (store, id) = store_with_two_talks();
    assert_eq!(store.refresh(id).unwrap(), None);
}

#[test]
fn one_of_all_that_try_claims_and_a_stale_claim_is_won_again() {
    let (mut store, id) = from_address();
    assert!(claim(&mut store, id, claimant("window", "02T08:00:00")));
    assert!(!claim(&mut store, id, claimant("command", "02T08:02:59")));
    assert!(claim(&mut store, id, claimant("command", "02T08:03:00")));
    // The one that was given up notes nothing any more.
    let late = store.end_refresh(id, "window", &RefreshEnd::Unreached, at("02T08:04:00"));
    assert!(!late.unwrap());
    let ended = store.end_refresh(id, "command", &RefreshEnd::Unreached, at("02T08:04:00"));
    assert!(ended.unwrap());
    assert!(claim(&mut store, id, claimant("window", "02T08:04:00")));
    assert!(!claim(
        &mut store,
        ConferenceId(77),
        claimant("window", "02T08:04:00")
    ));
}

#[test]
fn an_import_by_hand_makes_a_running_refresh_too_late() {
    let (mut store, id) = from_address();
    assert!(claim(&mut store, id, claimant("window", "02T08:00:00")));
    let mut newer = two_talks();
    newer.sessions.truncate(1);
    imported(&mut store, &newer);
    let schedule = two_talks();
    let late = Import {
        target: Target::Existing(id),
        source: Some(ADDRESS),
        feed: Some(&feed(2)),
        claim: Some("window"),
        ..import(&schedule)
    };
    let error = store.import(&late).unwrap_err();
    assert!(matches!(error, StoreError::Superseded { .. }), "{error}");
    assert_eq!(store.conference_counts(id).unwrap().sessions, 1);
    assert_eq!(row(&store, id).seen, version(1));
}

#[test]
fn failures_are_counted_until_a_success_and_being_offline_is_no_error() {
    let (mut store, id) = from_address();
    let failed = RefreshEnd::Failed {
        error: "it answered 500".to_owned(),
        not_before: Some(at("02T12:00:00")),
    };
    for (hour, end) in [(8, &failed), (9, &failed), (10, &RefreshEnd::Unreached)] {
        let time = format!("02T{hour:02}:00:00");
        assert!(claim(&mut store, id, claimant("window", &time)));
        store.end_refresh(id, "window", end, at(&time)).unwrap();
    }
    let failing = row(&store, id);
    assert_eq!((failing.failures, failing.reached), (3, false));
    assert_eq!(failing.last_error.as_deref(), Some("it answered 500"));
    assert_eq!(failing.last_success_at, Some(at("01T10:00:00")));
    assert!(claim(&mut store, id, claimant("window", "02T11:00:00")));
    let unchanged = RefreshEnd::Unchanged {
        seen: version(1),
        moved_to: Some("https://example.org/moved.xml".to_owned()),
    };
    store
        .end_refresh(id, "window", &unchanged, at("02T11:00:00"))
        .unwrap();
    let well = row(&store, id);
    assert_eq!(
        (well.failures, well.reached, well.last_error),
        (0, true, None)
    );
    assert_eq!(well.last_success_at, Some(at("02T11:00:00")));
    assert_eq!(well.address, "https://example.org/moved.xml");
    assert_eq!(well.not_before, None);
}

#[test]
fn a_question_stays_until_it_is_answered_or_the_address_recovers() {
    let (mut store, id) = from_address();
    let question = LossQuestion {
        digest: "schedule 2".to_owned(),
        asked_at: at("02T08:00:00"),
        lost: 2,
        listed: 2,
    };
    let asked = RefreshEnd::Asked {
        seen: version(2),
        question: question.clone(),
    };
    assert!(!store.decline_version(id).unwrap());
    for declines in [true, false] {
        assert!(claim(&mut store, id, claimant("window", "02T08:00:00")));
        store
            .end_refresh(id, "window", &asked, at("02T08:00:00"))
            .unwrap();
        assert_eq!(row(&store, id).question.as_ref(), Some(&question));
        if declines {
            assert!(store.decline_version(id).unwrap());
            let row = row(&store, id);
            assert_eq!(row.declined_digest.as_deref(), Some("schedule 2"));
            assert_eq!(row.question, None);
        }
    }
    assert!(claim(&mut store, id, claimant("window", "02T09:00:00")));
    let recovered = RefreshEnd::Unchanged {
        seen: version(1),
        moved_to: None,
    };
    store
        .end_refresh(id, "window", &recovered, at("02T09:00:00"))
        .unwrap();
    assert_eq!(row(&store, id).question, None);
}

#[test]
fn an_excerpt_from_elsewhere_does_not_take_the_address_over() {
    let (mut store, id) = from_address();
    let schedule = schedule(vec![session("c", "Off the programme", "18:00")]);
    let notes = Feed {
        address: "https://example.org/notes.md".to_owned(),
        seen: version(9),
    };
    let excerpt = Import {
        coverage: crate::Coverage::Excerpt,
        source: Some(&notes.address),
        feed: Some(&notes),
        ..import(&schedule)
    };
    store.import(&excerpt).unwrap();
    assert_eq!(row(&store, id).address, ADDRESS);
    assert_eq!(row(&store, id).seen, version(1));
}

#[test]
fn a_conference_is_deleted_with_its_address() {
    let (mut store, id) = from_address();
    assert!(store.delete_conference(id).unwrap());
    assert_eq!(store.refreshes().unwrap(), []);
}
