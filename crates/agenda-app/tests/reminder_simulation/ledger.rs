//! Two ledgers with one contract: in memory, for speed, and the real store.

use std::collections::BTreeMap;

use agenda::reminder::{Delivery, DeliveryKey, DeliveryState, Ledger};
use agenda_store::{Claimant, Settled, StartingDelivery, Store};
use chrono::{DateTime, TimeDelta, Utc};

/// What a process can ask of the ledger; see `agenda_store::Store`.
pub trait Kept {
    fn read(&self) -> Ledger;
    fn claim(&mut self, reminders: &[StartingDelivery], claimant: Claimant<'_>)
    -> Vec<DeliveryKey>;
    fn claim_notices(&mut self, keys: &[DeliveryKey], claimant: Claimant<'_>) -> Vec<DeliveryKey>;
    fn release(&mut self, keys: &[DeliveryKey], process: &str);
    fn mark_shown(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>);
    fn mark_missed_told(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>);
    fn take_back(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>);
    fn settle(&mut self, reminders: &[StartingDelivery], how: Settled, claimant: Claimant<'_>);
    fn snooze(&mut self, keys: &[DeliveryKey], until: DateTime<Utc>) -> usize;
}

#[derive(Default)]
pub struct InMemory(BTreeMap<DeliveryKey, Row>);

struct Row {
    delivery: Delivery,
    claimed_at: DateTime<Utc>,
    claimed_by: Option<String>,
}

impl Row {
    fn is_free(&self, claimant: Claimant<'_>) -> bool {
        let age = (claimant.now - self.claimed_at).abs();
        self.claimed_by.is_none() || age >= claimant.stale_after
    }

    fn state(&mut self, state: DeliveryState) {
        self.delivery.state = state;
        self.claimed_by = None;
    }
}

impl InMemory {
    fn each(&mut self, keys: &[DeliveryKey], mut work: impl FnMut(&mut Row)) {
        for key in keys {
            if let Some(row) = self.0.get_mut(key) {
                work(row);
            }
        }
    }
}

impl Kept for InMemory {
    fn read(&self) -> Ledger {
        let rows = self.0.iter();
        rows.map(|(key, row)| {
            let claimed = row.claimed_by.is_some();
            (
                *key,
                Delivery {
                    claimed,
                    ..row.delivery
                },
            )
        })
        .collect()
    }

    fn claim(
        &mut self,
        reminders: &[StartingDelivery],
        claimant: Claimant<'_>,
    ) -> Vec<DeliveryKey> {
        use DeliveryState::{
            Answered, Claimed, Expired, Missed, Shown, Skipped, Snoozed, TakenBack,
        };
        let mut won = Vec::new();
        for &(key, starts_at) in reminders {
            let is_covered = self.0.iter().any(|(other, row)| {
                other.item == key.item
                    && other.lead <= key.lead
                    && row.delivery.starts_at == starts_at
                    && matches!(
                        row.delivery.state,
                        Claimed | Shown | Answered | Snoozed | Skipped
                    )
            });
            let row = self.0.entry(key).or_insert(Row {
                delivery: Delivery {
                    state: Claimed,
                    starts_at,
                    claimed: false,
                    shown_at: None,
                    snoozed_until: None,
                    told: false,
                },
                claimed_at: claimant.now,
                claimed_by: None,
            });
            let comes = match row.delivery.state {
                Claimed | Missed | TakenBack => true,
                Snoozed => row.delivery.snoozed_until.unwrap() <= claimant.now,
                Expired => !is_covered,
                _ => false,
            };
            if comes && row.is_free(claimant) {
                row.delivery.state = Claimed;
                row.delivery.starts_at = starts_at;
                row.delivery.told = false;
                row.claimed_at = claimant.now;
                row.claimed_by = Some(claimant.process.to_owned());
                won.push(key);
            }
        }
        won
    }

    fn claim_notices(&mut self, keys: &[DeliveryKey], claimant: Claimant<'_>) -> Vec<DeliveryKey> {
        use DeliveryState::{Answered, Claimed, Missed, Shown, Snoozed};
        let mut won = Vec::new();
        for key in keys {
            let Some(row) = self.0.get_mut(key) else {
                continue;
            };
            let can_be_told = match row.delivery.state {
                Claimed | Shown | Answered | Snoozed => true,
                Missed => !row.delivery.told,
                _ => false,
            };
            if can_be_told && row.is_free(claimant) {
                row.claimed_at = claimant.now;
                row.claimed_by = Some(claimant.process.to_owned());
                won.push(*key);
            }
        }
        won
    }

    fn release(&mut self, keys: &[DeliveryKey], process: &str) {
        self.each(keys, |row| {
            if row.claimed_by.as_deref() == Some(process) {
                row.claimed_by = None;
            }
        });
    }

    fn mark_shown(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>) {
        self.each(keys, |row| {
            if row.delivery.state == DeliveryState::Claimed {
                row.state(DeliveryState::Shown);
                row.delivery.shown_at = Some(at);
                row.delivery.snoozed_until = None;
            }
        });
    }

    fn mark_missed_told(&mut self, keys: &[DeliveryKey], _at: DateTime<Utc>) {
        self.each(keys, |row| {
            if row.delivery.state == DeliveryState::Missed {
                row.delivery.told = true;
                row.claimed_by = None;
            }
        });
    }

    fn take_back(&mut self, keys: &[DeliveryKey], _at: DateTime<Utc>) {
        use DeliveryState::{Answered, Claimed, Shown, Snoozed, TakenBack};
        self.each(keys, |row| {
            if matches!(row.delivery.state, Claimed | Shown | Answered | Snoozed) {
                row.state(TakenBack);
                row.delivery.snoozed_until = None;
            }
        });
    }

    fn settle(&mut self, reminders: &[StartingDelivery], how: Settled, claimant: Claimant<'_>) {
        use DeliveryState::{
            Answered, Claimed, Expired, Missed, Shown, Skipped, Snoozed, TakenBack,
        };
        let state = match how {
            Settled::Expired => Expired,
            Settled::Missed => Missed,
            Settled::Skipped => Skipped,
        };
        for &(key, starts_at) in reminders {
            let Some(row) = self.0.get_mut(&key) else {
                let delivery = Delivery {
                    state,
                    starts_at,
                    claimed: false,
                    shown_at: None,
                    snoozed_until: None,
                    told: false,
                };
                self.0.insert(
                    key,
                    Row {
                        delivery,
                        claimed_at: claimant.now,
                        claimed_by: None,
                    },
                );
                continue;
            };
            let can_be_settled = match row.delivery.state {
                Claimed | Missed | TakenBack | Snoozed => true,
                Shown | Answered | Expired => state == Skipped,
                Skipped => false,
            };
            let is_own = row.claimed_by.as_deref() == Some(claimant.process);
            if row.delivery.state != state && can_be_settled && (is_own || row.is_free(claimant)) {
                row.state(state);
                row.delivery.snoozed_until = None;
            }
        }
    }

    fn snooze(&mut self, keys: &[DeliveryKey], until: DateTime<Utc>) -> usize {
        use DeliveryState::{Answered, Claimed, Shown, Snoozed};
        let mut count = 0;
        self.each(keys, |row| {
            if matches!(row.delivery.state, Claimed | Shown | Answered | Snoozed) {
                row.state(Snoozed);
                row.delivery.snoozed_until = Some(until);
                row.delivery.shown_at.get_or_insert(row.claimed_at);
                count += 1;
            }
        });
        count
    }
}

pub struct InStore(Store);

impl InStore {
    pub fn new() -> Self {
        Self(Store::open_in_memory().unwrap())
    }
}

impl Kept for InStore {
    fn read(&self) -> Ledger {
        self.0
            .ledger_since(DateTime::UNIX_EPOCH - TimeDelta::days(9))
            .unwrap()
    }

    fn claim(
        &mut self,
        reminders: &[StartingDelivery],
        claimant: Claimant<'_>,
    ) -> Vec<DeliveryKey> {
        self.0.claim_deliveries(reminders, claimant).unwrap()
    }

    fn claim_notices(&mut self, keys: &[DeliveryKey], claimant: Claimant<'_>) -> Vec<DeliveryKey> {
        self.0.claim_notices(keys, claimant).unwrap()
    }

    fn release(&mut self, keys: &[DeliveryKey], process: &str) {
        self.0.release_deliveries(keys, process).unwrap();
    }

    fn mark_shown(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>) {
        self.0.mark_deliveries_shown(keys, at).unwrap();
    }

    fn mark_missed_told(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>) {
        self.0.mark_missed_told(keys, at).unwrap();
    }

    fn take_back(&mut self, keys: &[DeliveryKey], at: DateTime<Utc>) {
        self.0.take_back_deliveries(keys, at).unwrap();
    }

    fn settle(&mut self, reminders: &[StartingDelivery], how: Settled, claimant: Claimant<'_>) {
        self.0.settle_deliveries(reminders, how, claimant).unwrap();
    }

    fn snooze(&mut self, keys: &[DeliveryKey], until: DateTime<Utc>) -> usize {
        self.0.snooze_deliveries(keys, until).unwrap()
    }
}
