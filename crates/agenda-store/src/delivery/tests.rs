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

fn claimant<'a>(process: &'a str, now: &str) -> Claimant<'a> {
    Claimant {
        process,
        now: at(now),
        stale_after: SHOWN_WITHIN,
    }
}

fn claim(store: &mut Store, process: &str, now: &str) -> bool {
    let reminder = [(key(), start())];
    let won = store.claim_deliveries(&reminder, claimant(process, now));
    won.unwrap() == [key()]
}

fn mark_shown(store: &mut Store, now: &str) -> bool {
    store.mark_deliveries_shown(&[key()], at(now)).unwrap() == 1
}

fn answer(store: &mut Store, now: &str) -> bool {
    store.mark_deliveries_answered(&[key()], at(now)).unwrap() == 1
}

fn release(store: &mut Store, process: &str) -> bool {
    store.release_deliveries(&[key()], process).unwrap() == 1
}

fn snooze(store: &mut Store, until: &str) -> bool {
    store.snooze_deliveries(&[key()], at(until)).unwrap() == 1
}

fn settle(store: &mut Store, settled: Settled, process: &str, now: &str) -> bool {
    let reminder = [(key(), start())];
    store
        .settle_deliveries(&reminder, settled, claimant(process, now))
        .unwrap()
        == 1
}

fn claim_notice(store: &mut Store, process: &str, now: &str) -> bool {
    store
        .claim_notices(&[key()], claimant(process, now))
        .unwrap()
        == [key()]
}

fn ledger(store: &Store) -> Ledger {
    store.ledger_since(key().due_at).unwrap()
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
    assert!(mark_shown(&mut store, "19T13:15:01"));
    assert!(!mark_shown(&mut store, "19T13:15:02"));
    assert!(!claim(&mut store, "cli", "19T14:00:00"));
    assert!(answer(&mut store, "19T13:16:00"));
    assert!(!answer(&mut store, "19T13:17:00"));
    let expected = DeliveryRow {
        key: key(),
        starts_at_seen: start(),
        state: DeliveryState::Answered,
        claimed_at: at("19T13:15:00"),
        claimed_by: None,
        attempts: 1,
        shown_at: Some(at("19T13:15:01")),
        ended_at: Some(at("19T13:16:00")),
        snoozed_until: None,
        told_at: None,
    };
    assert_eq!(row(&store), expected);
    let told = Delivery {
        state: DeliveryState::Answered,
        starts_at: start(),
        claimed: false,
        shown_at: Some(at("19T13:15:01")),
        snoozed_until: None,
        told: false,
    };
    assert_eq!(ledger(&store), Ledger::from([(key(), told)]));
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
        let claimant = claimant("app", "19T13:15:00");
        let won = store.claim_deliveries(&[(other, start())], claimant);
        assert_eq!(won.unwrap(), [other]);
    }
    let keys: Vec<_> = ledger(&store).into_keys().collect();
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
    assert!(!release(&mut store, "app"));
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(!release(&mut store, "cli"));
    assert!(release(&mut store, "app"));
    assert_eq!(row(&store).claimed_by, None);
    assert!(claim(&mut store, "cli", "19T13:15:01"));
    assert_eq!(row(&store).attempts, 2);
    assert!(mark_shown(&mut store, "19T13:15:02"));
    assert!(!release(&mut store, "cli"));
}

#[test]
fn settling_needs_no_claim_and_never_takes_back_what_was_shown() {
    const NOW: &str = "19T14:00:00";
    for settled in [Settled::Missed, Settled::Expired, Settled::Skipped] {
        let mut store = store();
        assert!(settle(&mut store, settled, "app", NOW));
        assert!(!settle(&mut store, settled, "app", NOW));
        assert_eq!(
            (row(&store).state, row(&store).attempts),
            (settled.state(), 0)
        );
        assert_eq!(row(&store).ended_at, Some(at(NOW)));
        // What a clock that ran ahead made missed or expired may still be shown.
        let is_owed = settled != Settled::Skipped;
        assert_eq!(claim(&mut store, "app", "19T13:15:00"), is_owed);
        assert_eq!(row(&store).ended_at.is_none(), is_owed);
    }
    for (settled, is_settled) in [
        (Settled::Missed, false),
        (Settled::Expired, false),
        (Settled::Skipped, true),
    ] {
        let mut store = store();
        assert!(claim(&mut store, "app", "19T13:15:00"));
        assert!(mark_shown(&mut store, NOW));
        assert_eq!(settle(&mut store, settled, "app", NOW), is_settled);
    }
}

#[test]
fn what_another_process_is_about_to_show_is_not_settled_but_what_it_left_behind_is() {
    let mut store = store();
    assert!(claim(&mut store, "other", "19T14:00:00"));
    assert!(!settle(&mut store, Settled::Missed, "app", "19T14:00:10"));
    assert!(settle(&mut store, Settled::Missed, "app", "19T14:00:30"));
    assert!(!mark_shown(&mut store, "19T14:00:31"));
}

#[test]
fn a_reminder_put_off_can_be_claimed_when_its_time_has_come() {
    let mut store = store();
    assert!(!snooze(&mut store, "19T13:20:00"));
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(mark_shown(&mut store, "19T13:15:01"));
    assert!(snooze(&mut store, "19T13:20:00"));
    assert!(snooze(&mut store, "19T13:21:00"));
    assert_eq!(row(&store).snoozed_until, Some(at("19T13:21:00")));
    assert!(!claim(&mut store, "app", "19T13:20:59"));
    assert!(claim(&mut store, "app", "19T13:21:00"));
    assert!(!claim(&mut store, "cli", "19T13:21:00"));
    // It is put off until it is marked as shown again, whatever happens meanwhile.
    assert_eq!(row(&store).snoozed_until, Some(at("19T13:21:00")));
    assert!(mark_shown(&mut store, "19T13:21:01"));
    assert_eq!(row(&store).snoozed_until, None);
    assert!(answer(&mut store, "19T13:22:00"));
    assert!(snooze(&mut store, "19T13:30:00"));
    assert!(settle(&mut store, Settled::Missed, "app", "19T14:00:00"));
    assert!(!snooze(&mut store, "19T15:00:00"));
}

#[test]
fn that_it_was_missed_is_told_by_one_and_listed_until_it_is_dismissed() {
    let mut store = store();
    assert!(settle(&mut store, Settled::Missed, "app", "19T14:00:00"));
    assert!(claim_notice(&mut store, "app", "19T14:00:00"));
    assert!(!claim_notice(&mut store, "cli", "19T14:00:00"));
    assert!(release(&mut store, "app"));
    assert!(claim_notice(&mut store, "cli", "19T14:00:01"));
    assert!(!ledger(&store)[&key()].told);
    let told_at = at("19T14:00:02");
    assert_eq!(store.mark_missed_told(&[key()], told_at).unwrap(), 1);
    assert!(ledger(&store)[&key()].told);
    assert!(!claim_notice(&mut store, "app", "19T15:00:00"));
    assert_eq!(store.missed_deliveries().unwrap(), [row(&store)]);
    assert_eq!(store.dismiss_missed(&[key()], told_at).unwrap(), 1);
    assert_eq!(store.missed_deliveries().unwrap(), []);
    // Shown and missed again, it is news again.
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(settle(&mut store, Settled::Missed, "app", "19T14:00:00"));
    assert!(!ledger(&store)[&key()].told);
    assert_eq!(store.missed_deliveries().unwrap().len(), 1);
}

#[test]
fn what_was_shown_can_be_taken_back_and_shown_again() {
    let mut store = store();
    let taken_back_at = at("19T13:16:00");
    let take_back = |store: &mut Store| {
        let taken = store.take_back_deliveries(&[key()], taken_back_at);
        taken.unwrap() == 1
    };
    assert!(!take_back(&mut store));
    assert!(claim(&mut store, "app", "19T13:15:00"));
    assert!(mark_shown(&mut store, "19T13:15:00"));
    assert!(claim_notice(&mut store, "app", "19T13:16:00"));
    assert!(!claim_notice(&mut store, "cli", "19T13:16:00"));
    assert!(take_back(&mut store));
    assert!(!take_back(&mut store));
    assert!(!claim_notice(&mut store, "cli", "19T13:16:00"));
    assert!(claim(&mut store, "cli", "19T13:16:00"));
    assert!(mark_shown(&mut store, "19T13:16:00"));
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
        let claimant = claimant(&process, "19T13:15:00");
        let won = |item| {
            ready.wait();
            let key = DeliveryKey {
                item: ItemKey::Session(SessionId(item)),
                ..key()
            };
            store.claim_deliveries(&[(key, start())], claimant).unwrap() == [key]
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

#[test]
fn an_answer_can_be_taken_back() {
    let mut store = store();
    claim(&mut store, "app", "19T13:15:00");
    mark_shown(&mut store, "19T13:15:01");
    snooze(&mut store, "19T13:20:00");
    assert_eq!(store.restore_deliveries(&[key()]).unwrap(), 1);
    assert_eq!(row(&store).state, DeliveryState::Shown);
    assert_eq!(row(&store).snoozed_until, None);

    settle(&mut store, Settled::Skipped, "", "19T13:16:00");
    assert_eq!(row(&store).state, DeliveryState::Skipped);
    assert_eq!(store.restore_deliveries(&[key()]).unwrap(), 1);
    assert_eq!(row(&store).state, DeliveryState::Shown);
    assert_eq!(row(&store).ended_at, None);
    assert_eq!(store.restore_deliveries(&[key()]).unwrap(), 0);
}

#[test]
fn one_that_was_skipped_before_it_came_can_come_again() {
    let mut store = store();
    settle(&mut store, Settled::Skipped, "", "19T13:10:00");
    assert!(!claim(&mut store, "app", "19T13:15:00"));
    assert_eq!(store.restore_deliveries(&[key()]).unwrap(), 1);
    assert!(claim(&mut store, "app", "19T13:15:00"));
}

#[test]
fn what_was_dismissed_can_be_put_back_on_the_list() {
    let mut store = store();
    settle(&mut store, Settled::Missed, "app", "19T15:00:00");
    let now = at("19T15:01:00");
    assert_eq!(store.dismiss_missed(&[key()], now).unwrap(), 1);
    assert_eq!(store.missed_deliveries().unwrap(), []);
    let other = ItemKey::Visit(VisitId(7));
    assert_eq!(store.restore_missed(&[other]).unwrap(), 0);
    assert_eq!(store.restore_missed(&[key().item]).unwrap(), 1);
    assert_eq!(store.missed_deliveries().unwrap().len(), 1);
    // It was told all the same.
    assert!(!claim_notice(&mut store, "app", "19T15:02:00"));
}
