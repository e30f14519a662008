//! The store's ledger as a turn of reminding writes it.

use agenda::reminder::DeliveryKey;
use agenda_store::{Claimant, Settled, StartingDelivery};
use chrono::TimeDelta;

use crate::reminder_turn::Book;
use crate::{App, AppError};

/// Real seconds: a claim that was not marked by then was left by a process that died. Longer than a
/// notification service may take to answer.
const STALE_CLAIM: f64 = 30.0;

/// The store's ledger, on behalf of this process.
pub(super) struct StoreBook<'a> {
    pub(super) app: &'a App,
    pub(super) process: &'a str,
}

impl StoreBook<'_> {
    fn claimant(&self) -> Claimant<'_> {
        Claimant {
            process: self.process,
            now: self.app.now(),
            // Claims are dated by Lanyard's clock, which may run faster.
            stale_after: TimeDelta::milliseconds(
                (STALE_CLAIM * 1000.0 * self.app.clock().speed().max(1.0)) as i64,
            ),
        }
    }
}

impl Book for StoreBook<'_> {
    type Error = AppError;

    fn claim(&mut self, reminders: &[StartingDelivery]) -> Result<Vec<DeliveryKey>, AppError> {
        let claimant = self.claimant();
        self.app
            .store(|store| store.claim_deliveries(reminders, claimant))
    }

    fn claim_notices(&mut self, keys: &[DeliveryKey]) -> Result<Vec<DeliveryKey>, AppError> {
        let claimant = self.claimant();
        self.app.store(|store| store.claim_notices(keys, claimant))
    }

    fn release(&mut self, keys: &[DeliveryKey]) -> Result<(), AppError> {
        self.app
            .store(|store| store.release_deliveries(keys, self.process).map(drop))
    }

    fn mark_shown(&mut self, keys: &[DeliveryKey]) -> Result<(), AppError> {
        let now = self.app.now();
        self.app
            .store(|store| store.mark_deliveries_shown(keys, now).map(drop))
    }

    fn mark_missed_told(&mut self, keys: &[DeliveryKey]) -> Result<(), AppError> {
        let now = self.app.now();
        self.app
            .store(|store| store.mark_missed_told(keys, now).map(drop))
    }

    fn take_back(&mut self, keys: &[DeliveryKey]) -> Result<(), AppError> {
        let now = self.app.now();
        self.app
            .store(|store| store.take_back_deliveries(keys, now).map(drop))
    }

    fn settle(&mut self, reminders: &[StartingDelivery], settled: Settled) -> Result<(), AppError> {
        let claimant = self.claimant();
        self.app.store(|store| {
            store
                .settle_deliveries(reminders, settled, claimant)
                .map(drop)
        })
    }
}
