//! Claims, races and the life of a reminder’s row.

#![allow(clippy::unwrap_used)]

use std::sync::Barrier;

use super::*;
use crate::examples::{at, store};

const SHOWN_WITHIN: TimeDelta = TimeDelta::seconds(30);

fn key() -> DeliveryKey {
    DeliveryKey {
        item: ItemKey::Session(SessionId(7)),
        lead: 10,
        due_at: at("19T13:15:00"),
    }
}

fn start() -> DateTime<Utc> {
    at("19T13:25:00")
}

fn claim(store: &mut Store, process: &str, now: &str) -> bool {
    let claimant = Claimant {
        process,
        now: at(now),
        stale_after: SHOWN_WITHIN,
    };
    store.claim_delivery(&key(), start(), claimant).unwrap()
}

fn row(store: &Store) -> DeliveryRow {
    let mut rows = store.deliveries_since(key().due_at).unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

#[test]
fn a_reminder_is_claimed_once_shown_once_and_answered_once() {
    let mut store = store();
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(!claim(&mut store, "app", "19T13:15:10"));
    assert!(!claim(&mut store, "cli", "19T13:15:10"));
    assert!(
        store
            .mark_delivery_shown(&key(), at("19T13:15:01"))
            .unwrap()
    );
    assert!(
        !store
            .mark_delivery_shown(&key(), at("19T13:15:02"))
            .unwrap()
    );
    assert!(!claim(&mut store, "cli", "19T14:00:00"));
    assert!(
        store
            .mark_delivery_answered(&key(), at("19T13:16:00"))
            .unwrap()
    );
    assert!(
        !store
            .mark_delivery_answered(&key(), at("19T13:17:00"))
            .unwrap()
    );
    let expected = DeliveryRow {
        key: key(),
        starts_at_seen: start(),
        state: DeliveryState::Answered,
        claimed_at: at("19T13:15:00"),
        claimed_by: Some("app".to_owned()),
        attempts: 1,
        shown_at: Some(at("19T13:15:01")),
        ended_at: Some(at("19T13:16:00")),
        snoozed_until: None,
    };
    assert_eq!(row(&store), expected);
    assert_eq!(
        store.ledger().unwrap(),
        Ledger::from([(key(), DeliveryState::Answered)])
    );
}

#[test]
fn another_lead_item_or_due_instant_is_another_reminder() {
    let mut store = store();
    let others = [
        DeliveryKey { lead: 1, ..key() },
        DeliveryKey {
            item: ItemKey::Visit(VisitId(7)),
            ..key()
        },
        DeliveryKey {
            due_at: at("19T15:15:00"),
            ..key()
        },
    ];
    assert!(claim(&mut store, "app", "19T13:15:00"));
    for other in others {
        let claimant = Claimant {
            process: "app",
            now: at("19T13:15:00"),
            stale_after: SHOWN_WITHIN,
        };
        assert!(
            store.claim_delivery(&other, start(), claimant).unwrap(),
            "{other:?}"
        );
    }
    let keys: Vec<_> = store.ledger().unwrap().into_keys().collect();
    assert!(others.iter().all(|other| keys.contains(other)));
    assert_eq!(store.deliveries_since(at("19T13:15:01")).unwrap().len(), 1);
}

#[test]
fn a_claim_that_was_never_marked_goes_stale() {
    // (next try, won): also after the clock was set back
    let cases = [
        ("19T13:15:29", false),
        ("19T13:15:30", true),
        ("19T13:14:31", false),
        ("19T13:14:30", true),
        ("18T09:00:00", true),
    ];
    for (now, won) in cases {
        let mut store = store();
        assert!(claim(&mut store, "killed", "19T13:15:00"));
        assert_eq!(claim(&mut store, "next", now), won, "{now}");
        if won {
            assert_eq!((row(&store).attempts, row(&store).claimed_at), (2, at(now)));
            assert!(!claim(&mut store, "third", now));
        }
    }
}

#[test]
fn a_released_claim_can_be_won_at_once_and_attempts_are_counted() {
    let mut store = store();
    assert!(!store.release_delivery(&key(), "app").unwrap());
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(!store.release_delivery(&key(), "cli").unwrap());
    assert!(store.release_delivery(&key(), "app").unwrap());
    assert_eq!(row(&store).claimed_by, None);
    assert!(claim(&mut store, "cli", "19T13:15:01"));
    assert_eq!(row(&store).attempts, 2);
    assert!(
        store
            .mark_delivery_shown(&key(), at("19T13:15:02"))
            .unwrap()
    );
    assert!(!store.release_delivery(&key(), "cli").unwrap());
}

#[test]
fn settling_needs_no_claim_and_never_takes_back_what_was_shown() {
    let now = at("19T14:00:00");
    for settled in [Settled::Missed, Settled::Expired] {
        let mut store = store();
        assert!(
            store
                .settle_delivery(&key(), start(), settled, now)
                .unwrap()
        );
        assert!(
            !store
                .settle_delivery(&key(), start(), settled, now)
                .unwrap()
        );
        assert_eq!(
            (row(&store).state, row(&store).attempts),
            (settled.state(), 0)
        );
        assert_eq!(row(&store).ended_at, Some(now));
        // What a clock that ran ahead missed may still be shown.
        let is_owed = settled == Settled::Missed;
        assert_eq!(claim(&mut store, "app", "19T13:15:00"), is_owed);
        assert_eq!(row(&store).ended_at.is_none(), is_owed);
    }
    let mut store = store();
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(store.mark_delivery_shown(&key(), now).unwrap());
    assert!(
        !store
            .settle_delivery(&key(), start(), Settled::Missed, now)
            .unwrap()
    );
    assert_eq!(row(&store).state, DeliveryState::Shown);
}

#[test]
fn a_snooze_is_kept_until_the_reminder_is_settled() {
    let mut store = store();
    assert!(!store.snooze_delivery(&key(), at("19T13:20:00")).unwrap());
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(
        store
            .mark_delivery_shown(&key(), at("19T13:15:01"))
            .unwrap()
    );
    assert!(store.snooze_delivery(&key(), at("19T13:20:00")).unwrap());
    assert_eq!(row(&store).snoozed_until, Some(at("19T13:20:00")));
    assert!(
        store
            .mark_delivery_answered(&key(), at("19T13:21:00"))
            .unwrap()
    );
    assert!(!store.snooze_delivery(&key(), at("19T13:25:00")).unwrap());
}

#[test]
fn exactly_one_of_several_connections_wins_every_claim() {
    const CONNECTIONS: usize = 4;
    const CLAIMS: i64 = 50;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lanyard.sqlite3");
    drop(Store::open(&path).unwrap());
    let ready = Barrier::new(CONNECTIONS);
    let race = |number: usize| {
        let mut store = Store::open(&path).unwrap();
        let process = format!("process {number}");
        let claimant = Claimant {
            process: &process,
            now: at("19T13:15:00"),
            stale_after: SHOWN_WITHIN,
        };
        let won = |item| {
            ready.wait();
            let key = DeliveryKey {
                item: ItemKey::Session(SessionId(item)),
                ..key()
            };
            store.claim_delivery(&key, start(), claimant).unwrap()
        };
        (0..CLAIMS).map(won).collect::<Vec<bool>>()
    };
    let results: Vec<Vec<bool>> = std::thread::scope(|scope| {
        let race = &race;
        let racers: Vec<_> = (0..CONNECTIONS)
            .map(|number| scope.spawn(move || race(number)))
            .collect();
        racers
            .into_iter()
            .map(|racer| racer.join().unwrap())
            .collect()
    });
    for item in 0..CLAIMS as usize {
        let winners = results.iter().filter(|won| won[item]).count();
        assert_eq!(winners, 1, "claim {item}");
    }
}
