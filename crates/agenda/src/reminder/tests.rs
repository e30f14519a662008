//! What is due when, case by case.
#![allow(clippy::unwrap_used)]

mod quiet;

use super::*;
use crate::Zone;
use crate::ids::SessionId;

fn at(time: &str) -> DateTime<Utc> {
    format!("2022-05-19T{time}Z").parse().unwrap()
}

fn talk(from: &str, to: &str, leads: &[u32]) -> Remindable {
    Remindable {
        item: ItemKey::Session(SessionId(1)),
        starts_at: at(from),
        ends_at: at(to),
        leads: leads.to_vec(),
        chosen_at: at("06:00:00"),
        takes_place: true,
        cancelled_elsewhere: false,
        must: false,
        occupies: true,
        moved: None,
    }
}

fn row(state: DeliveryState, starts_at: &str) -> Delivery {
    Delivery {
        state,
        starts_at: at(starts_at),
        claimed: state == DeliveryState::Claimed,
        shown_at: None,
        snoozed_until: None,
        told: false,
    }
}

/// Applies actions as the loop does, and says them in short: `show 10`, `miss 10`.
fn steps(now: &str, items: &[Remindable], rules: &Rules, ledger: &mut Ledger) -> Vec<String> {
    let (now, mut said) = (at(now), Vec::new());
    let actions = due(now, items, rules, ledger);
    let start = |key: &DeliveryKey| {
        let item = items.iter().find(|item| item.item == key.item);
        item.unwrap().starts_at
    };
    let mut set = |key: DeliveryKey, state| {
        let row = ledger.entry(key).or_insert(Delivery {
            state,
            starts_at: start(&key),
            claimed: false,
            shown_at: None,
            snoozed_until: None,
            told: false,
        });
        row.state = state;
        row.snoozed_until = None;
        if state == DeliveryState::Shown {
            row.shown_at = Some(now);
            row.starts_at = start(&key);
        }
        row.told = false;
    };
    let mut told = Vec::new();
    for action in actions {
        match action {
            Action::Show {
                key,
                expired,
                news,
                silent,
            } => {
                for key in expired {
                    set(key, DeliveryState::Expired);
                }
                set(key, DeliveryState::Shown);
                let news = match news {
                    News::None => "",
                    News::Moved { .. } => " moved",
                    News::TakesPlaceAfterAll => " after all",
                };
                said.push(format!(
                    "show {}{news}{}",
                    key.lead,
                    if silent { " silently" } else { "" }
                ));
            }
            Action::Expire { key } => {
                set(key, DeliveryState::Expired);
                said.push(format!("expire {}", key.lead));
            }
            Action::Miss { key } => {
                set(key, DeliveryState::Missed);
                said.push(format!("miss {}", key.lead));
            }
            Action::TellMissed { keys, .. } => {
                said.push(format!("tell {} missed", keys.len()));
                told.extend(keys);
            }
            Action::TellCancelled { keys, .. } => {
                for key in &keys {
                    set(*key, DeliveryState::TakenBack);
                }
                said.push(format!("tell {} cancelled", keys.len()));
            }
            Action::TakeBack { key } => {
                set(key, DeliveryState::TakenBack);
                said.push(format!("take back {}", key.lead));
            }
        }
    }
    for key in told {
        ledger.get_mut(&key).unwrap().told = true;
    }
    said
}

fn step(now: &str, item: &Remindable, ledger: &mut Ledger) -> Vec<String> {
    steps(now, std::slice::from_ref(item), &Rules::default(), ledger)
}

#[test]
fn a_reminder_comes_at_its_lead_and_once() {
    let (talk, mut ledger) = (talk("13:25:00", "14:00:00", &[10]), Ledger::new());
    assert_eq!(step("13:14:59", &talk, &mut ledger), [""; 0]);
    assert_eq!(step("13:15:00", &talk, &mut ledger), ["show 10"]);
    for later in ["13:15:00", "13:15:10", "13:30:00", "23:00:00"] {
        assert_eq!(step(later, &talk, &mut ledger), [""; 0], "{later}");
    }
    // The clock is set back.
    assert_eq!(step("13:14:00", &talk, &mut ledger), [""; 0]);
    assert_eq!(step("13:15:00", &talk, &mut ledger), [""; 0]);
}

#[test]
fn after_a_sleep_only_the_shortest_due_lead_comes() {
    let (talk, mut ledger) = (talk("13:25:00", "14:00:00", &[1, 30, 10]), Ledger::new());
    assert_eq!(step("13:16:00", &talk, &mut ledger), ["show 10"]);
    assert_eq!(step("13:17:00", &talk, &mut ledger), [""; 0]);
    assert_eq!(step("13:24:00", &talk, &mut ledger), ["show 1"]);
}

#[test]
fn a_missed_one_is_late_while_the_talk_runs_and_missed_after_it() {
    let item = talk("13:25:00", "14:00:00", &[10]);
    assert_eq!(step("13:59:59", &item, &mut Ledger::new()), ["show 10"]);
    assert_eq!(
        step("14:00:00", &item, &mut Ledger::new()),
        ["miss 10", "tell 1 missed"]
    );
    let in_retrospect = Remindable {
        chosen_at: at("15:00:00"),
        ..item.clone()
    };
    assert_eq!(
        step("15:00:01", &in_retrospect, &mut Ledger::new()),
        [""; 0]
    );
    // Picked by a clock that is ahead of the one that reminds.
    assert_eq!(
        step("13:15:00", &in_retrospect, &mut Ledger::new()),
        ["show 10"]
    );
}

#[test]
fn a_longer_lead_added_after_a_shorter_one_was_shown_does_not_come_again() {
    let mut ledger = Ledger::new();
    let (ten, fifteen) = (
        talk("13:25:00", "14:00:00", &[10]),
        talk("13:25:00", "14:00:00", &[10, 15]),
    );
    assert_eq!(step("13:15:00", &ten, &mut ledger), ["show 10"]);
    assert_eq!(step("13:20:00", &fifteen, &mut ledger), ["expire 15"]);
    assert_eq!(step("13:20:01", &fifteen, &mut ledger), [""; 0]);
}

#[test]
fn what_a_clock_that_ran_ahead_missed_is_owed_again() {
    let (talk, mut ledger) = (talk("13:25:00", "14:00:00", &[10]), Ledger::new());
    assert_eq!(
        step("19:00:00", &talk, &mut ledger),
        ["miss 10", "tell 1 missed"]
    );
    assert_eq!(step("19:00:01", &talk, &mut ledger), [""; 0]);
    assert_eq!(step("13:15:00", &talk, &mut ledger), ["show 10"]);
    assert_eq!(step("19:00:02", &talk, &mut ledger), [""; 0]);
}

#[test]
fn a_session_that_moves_takes_its_reminder_along() {
    let mut ledger = Ledger::new();
    assert_eq!(
        step(
            "13:15:00",
            &talk("13:25:00", "14:00:00", &[10]),
            &mut ledger
        ),
        ["show 10"]
    );
    let later = talk("15:25:00", "16:00:00", &[10]);
    assert_eq!(step("13:16:00", &later, &mut ledger), ["take back 10"]);
    assert_eq!(step("15:15:00", &later, &mut ledger), ["show 10 moved"]);
    let into_the_lead = talk("15:22:00", "16:00:00", &[10]);
    assert_eq!(
        step("15:16:00", &into_the_lead, &mut ledger),
        ["take back 10", "show 10 moved"]
    );
    // And back: what was said last is not true.
    assert_eq!(
        step("15:17:00", &later, &mut ledger),
        ["take back 10", "show 10 moved"]
    );
}

#[test]
fn a_claim_that_was_never_marked_is_shown_again() {
    let talk = talk("13:25:00", "14:00:00", &[10]);
    let key = DeliveryKey {
        item: talk.item,
        lead: 10,
        due_at: at("13:15:00"),
    };
    let mut ledger = Ledger::from([(key, row(DeliveryState::Claimed, "13:25:00"))]);
    assert_eq!(step("13:16:00", &talk, &mut ledger), ["show 10"]);
}

#[test]
fn the_next_reminder_is_the_first_that_is_still_open() {
    let talk = talk("13:25:00", "14:00:00", &[10, 1]);
    let next = |now| next_due(at(now), std::slice::from_ref(&talk), &Ledger::new());
    assert_eq!(next("13:00:00").unwrap().1, at("13:15:00"));
    assert_eq!(next("13:15:00").unwrap().1, at("13:24:00"));
    assert_eq!(next("13:24:00"), None);
}

#[test]
fn a_session_moved_earlier_into_its_lead_comes_at_once_and_says_so() {
    let mut ledger = Ledger::new();
    let moved = Remindable {
        moved: Some(Moved {
            from: at("13:25:00"),
            at: at("13:11:00"),
        }),
        ..talk("13:20:00", "13:55:00", &[10])
    };
    assert_eq!(step("13:11:00", &moved, &mut ledger), ["show 10 moved"]);
    // Moved long before it was due: nothing to explain.
    let long_ago = Remindable {
        moved: Some(Moved {
            from: at("13:25:00"),
            at: at("09:00:00"),
        }),
        ..moved
    };
    assert_eq!(step("13:10:00", &long_ago, &mut Ledger::new()), ["show 10"]);
}

#[test]
fn what_is_cancelled_after_it_was_shown_is_told_once_and_comes_again_if_it_takes_place_after_all() {
    let item = talk("13:25:00", "14:00:00", &[10, 1]);
    let cancelled = Remindable {
        takes_place: false,
        ..item.clone()
    };
    let mut ledger = Ledger::new();
    assert_eq!(step("13:14:00", &cancelled, &mut ledger), [""; 0]);
    assert_eq!(step("13:15:00", &cancelled, &mut ledger), [""; 0]);
    assert_eq!(step("13:15:10", &item, &mut ledger), ["show 10"]);
    assert_eq!(
        step("13:16:00", &cancelled, &mut ledger),
        ["tell 1 cancelled"]
    );
    assert_eq!(step("13:17:00", &cancelled, &mut ledger), [""; 0]);
    assert_eq!(step("13:18:00", &item, &mut ledger), ["show 10 after all"]);
    assert_eq!(step("13:24:00", &item, &mut ledger), ["show 1"]);
    assert_eq!(
        step("13:25:00", &cancelled, &mut ledger),
        ["tell 2 cancelled"]
    );
    let told_elsewhere = Remindable {
        cancelled_elsewhere: true,
        ..cancelled.clone()
    };
    assert_eq!(step("13:25:10", &item, &mut ledger), ["show 1 after all"]);
    assert_eq!(
        step("13:25:20", &told_elsewhere, &mut ledger),
        ["take back 1"]
    );
    // After its end nobody needs to know.
    let mut ledger = Ledger::new();
    assert_eq!(step("13:15:00", &item, &mut ledger), ["show 10"]);
    assert_eq!(step("14:00:00", &cancelled, &mut ledger), [""; 0]);
}

#[test]
fn a_reminder_put_off_comes_again_and_is_missed_when_it_outlives_its_item() {
    let item = talk("13:25:00", "14:00:00", &[10, 1]);
    let ten = DeliveryKey::of(item.item, item.starts_at, 10);
    let snooze = |ledger: &mut Ledger, until: &str| {
        let row = ledger.get_mut(&ten).unwrap();
        row.state = DeliveryState::Snoozed;
        row.snoozed_until = Some(at(until));
    };
    let mut ledger = Ledger::new();
    assert_eq!(step("13:15:00", &item, &mut ledger), ["show 10"]);
    snooze(&mut ledger, "13:20:00");
    let next = |ledger: &Ledger| next_due(at("13:16:00"), std::slice::from_ref(&item), ledger);
    assert_eq!(next(&ledger).unwrap(), (ten, at("13:20:00")));
    assert_eq!(step("13:19:59", &item, &mut ledger), [""; 0]);
    // Its lead was taken from the item meanwhile: a snooze holds all the same.
    let without_leads = Remindable {
        leads: Vec::new(),
        ..item.clone()
    };
    assert_eq!(
        step("13:20:00", &without_leads, &mut ledger.clone()),
        ["show 10"]
    );
    assert_eq!(step("13:20:00", &item, &mut ledger), ["show 10"]);
    snooze(&mut ledger, "13:26:00");
    assert_eq!(step("13:24:00", &item, &mut ledger), ["show 1"]);
    assert_eq!(step("13:26:00", &item, &mut ledger), ["show 10"]);
    snooze(&mut ledger, "14:10:00");
    assert_eq!(
        step("14:00:00", &item, &mut ledger),
        ["miss 10", "tell 1 missed"]
    );
    assert_eq!(step("14:10:00", &item, &mut ledger), [""; 0]);
}

#[test]
fn leads_that_come_after_the_end_are_no_reason_to_miss_it_again() {
    let mut ledger = Ledger::new();
    let item = talk("13:25:00", "14:00:00", &[10, 1]);
    assert_eq!(
        step("14:00:00", &item, &mut ledger),
        ["miss 1", "expire 10", "tell 1 missed"]
    );
    let more = talk("13:25:00", "14:00:00", &[10, 5, 1]);
    assert_eq!(step("15:00:00", &more, &mut ledger), ["expire 5"]);
    let since = Remindable {
        chosen_at: at("15:00:00"),
        ..more
    };
    assert_eq!(step("15:00:00", &since, &mut Ledger::new()), [""; 0]);
}

#[test]
fn what_has_no_length_can_be_told_as_it_starts() {
    let item = talk("13:25:00", "13:25:00", &[0]);
    assert_eq!(step("13:25:09", &item, &mut Ledger::new()), ["show 0"]);
    assert_eq!(
        step("13:26:00", &item, &mut Ledger::new()),
        ["miss 0", "tell 1 missed"]
    );
}

#[test]
fn what_is_due_within_a_minute_is_due_at_once() {
    let item = talk("13:25:40", "14:00:00", &[10]);
    assert_eq!(step("13:15:00", &item, &mut Ledger::new()), ["show 10"]);
}
