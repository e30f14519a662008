//! Reminders: what is due now, what comes next, and what a notification says.
//!
//! Reminders are derived. Only leads (minutes before the start) are kept, so a session that moves
//! takes its reminders along. What was already done about a reminder is in the [`Ledger`], keyed by
//! item, lead and due instant; a moved session has new due instants, and is reminded of again.
//! Nothing here shows or stores anything.

mod wording;

pub use wording::{Wording, wording};

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::ItemKey;

/// Something on the agenda that reminders are owed for: picked or planned, neither cancelled nor
/// withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remindable {
    pub item: ItemKey,
    /// What leads count back from: the start; for an all-day item 08:00 at the venue.
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Minutes before `starts_at`, each once.
    pub leads: Vec<u32>,
    /// When it was picked or planned.
    pub chosen_at: DateTime<Utc>,
}

/// One reminder: due once per item, lead and due instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeliveryKey {
    pub item: ItemKey,
    /// Minutes.
    pub lead: u32,
    pub due_at: DateTime<Utc>,
}

/// How far a reminder got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// Somebody is about to show it; after a crash it stays like this, and is shown again.
    Claimed,
    Shown,
    /// The attendee reacted to it.
    Answered,
    /// A shorter lead of the same item was shown in its place.
    Expired,
    /// Its item had ended before it could be shown.
    Missed,
}

/// What was done about reminders so far.
pub type Ledger = HashMap<DeliveryKey, DeliveryState>;

/// What to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Claim and show `key`; the other due leads of the item are then expired.
    Show {
        key: DeliveryKey,
        expired: Vec<DeliveryKey>,
    },
    /// Not to be shown: a shorter lead of the item already was.
    Expire { key: DeliveryKey },
    /// Too late: its item is over. Goes to the list of the missed.
    Miss { key: DeliveryKey },
}

/// All that is due at `now`, by due instant. Applying the actions to the ledger and asking again
/// gives none.
pub fn due(now: DateTime<Utc>, items: &[Remindable], ledger: &Ledger) -> Vec<Action> {
    let mut actions = Vec::new();
    for item in items {
        let is_over = item.ends_at <= now;
        let due: Vec<DeliveryKey> = deliveries(item).filter(|key| key.due_at <= now).collect();
        let shown = due.iter().rposition(|key| was_shown(ledger, key));
        let (superseded, due) = due.split_at(shown.map_or(0, |position| position + 1));
        let is_open = |key: &&DeliveryKey| is_open(ledger, key, is_over);
        actions.extend(
            superseded
                .iter()
                .filter(is_open)
                .map(|&key| Action::Expire { key }),
        );

        let mut open: Vec<DeliveryKey> = due.iter().filter(is_open).copied().collect();
        if is_over {
            // Picking what is over, in retrospect, owes nothing.
            if item.ends_at <= item.chosen_at && item.chosen_at <= now {
                open.clear();
            }
            actions.extend(open.into_iter().map(|key| Action::Miss { key }));
        } else if let Some(key) = open.pop() {
            actions.push(Action::Show { key, expired: open });
        }
    }
    actions.sort_by_key(|action| match action {
        Action::Show { key, .. } | Action::Expire { key } | Action::Miss { key } => key.due_at,
    });
    actions
}

/// The first reminder after `now`.
pub fn next_due(now: DateTime<Utc>, items: &[Remindable], ledger: &Ledger) -> Option<DeliveryKey> {
    upcoming(now, items, ledger)
        .into_iter()
        .min_by_key(|key| key.due_at)
}

/// All reminders after `now`, in no order.
pub fn upcoming(now: DateTime<Utc>, items: &[Remindable], ledger: &Ledger) -> Vec<DeliveryKey> {
    items
        .iter()
        .flat_map(deliveries)
        .filter(|key| key.due_at > now && is_open(ledger, key, false))
        .collect()
}

/// The reminders of an item, longest lead first.
fn deliveries(item: &Remindable) -> impl Iterator<Item = DeliveryKey> {
    let mut leads = item.leads.clone();
    leads.sort_unstable_by(|a, b| b.cmp(a));
    leads.dedup();
    let (item, starts_at) = (item.item, item.starts_at);
    leads.into_iter().map(move |lead| DeliveryKey {
        item,
        lead,
        due_at: starts_at - TimeDelta::minutes(i64::from(lead)),
    })
}

fn was_shown(ledger: &Ledger, key: &DeliveryKey) -> bool {
    let state = ledger.get(key);
    matches!(state, Some(DeliveryState::Shown | DeliveryState::Answered))
}

/// Whether it is still owed. What was missed by a clock that ran ahead is owed again while its item
/// is not over.
fn is_open(ledger: &Ledger, key: &DeliveryKey, is_over: bool) -> bool {
    match ledger.get(key) {
        None | Some(DeliveryState::Claimed) => true,
        Some(DeliveryState::Missed) => !is_over,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
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
        }
    }

    /// Applies actions as the loop does, and says them in short: `show 10`, `miss 10`.
    fn step(now: &str, item: &Remindable, ledger: &mut Ledger) -> Vec<String> {
        due(at(now), std::slice::from_ref(item), ledger)
            .into_iter()
            .map(|action| match action {
                Action::Show { key, expired } => {
                    ledger.extend(expired.into_iter().map(|key| (key, DeliveryState::Expired)));
                    ledger.insert(key, DeliveryState::Shown);
                    format!("show {}", key.lead)
                }
                Action::Expire { key } => {
                    ledger.insert(key, DeliveryState::Expired);
                    format!("expire {}", key.lead)
                }
                Action::Miss { key } => {
                    ledger.insert(key, DeliveryState::Missed);
                    format!("miss {}", key.lead)
                }
            })
            .collect()
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
        assert_eq!(step("14:00:00", &item, &mut Ledger::new()), ["miss 10"]);
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
        assert_eq!(step("19:00:00", &talk, &mut ledger), ["miss 10"]);
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
        assert_eq!(step("13:16:00", &later, &mut ledger), [""; 0]);
        assert_eq!(step("15:15:00", &later, &mut ledger), ["show 10"]);
        let into_the_lead = talk("15:22:00", "16:00:00", &[10]);
        assert_eq!(step("15:16:00", &into_the_lead, &mut ledger), ["show 10"]);
    }

    #[test]
    fn a_claim_that_was_never_marked_is_shown_again() {
        let talk = talk("13:25:00", "14:00:00", &[10]);
        let key = DeliveryKey {
            item: talk.item,
            lead: 10,
            due_at: at("13:15:00"),
        };
        let mut ledger = Ledger::from([(key, DeliveryState::Claimed)]);
        assert_eq!(step("13:16:00", &talk, &mut ledger), ["show 10"]);
    }

    #[test]
    fn the_next_reminder_is_the_first_that_is_still_open() {
        let talk = talk("13:25:00", "14:00:00", &[10, 1]);
        let next = |now| next_due(at(now), std::slice::from_ref(&talk), &Ledger::new());
        assert_eq!(next("13:00:00").unwrap().due_at, at("13:15:00"));
        assert_eq!(next("13:15:00").unwrap().due_at, at("13:24:00"));
        assert_eq!(next("13:24:00"), None);
    }
}
