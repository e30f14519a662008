//! The attendee's answers to reminders, as the ledger keeps them.

use agenda::ItemKey;
use agenda::reminder::DeliveryKey;
use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::{OF_KEY, item_columns, update};
use crate::values::Sql;
use crate::{Store, StoreError};

impl Store {
    /// Marks reminders as answered. The number of those that were shown, or about to be.
    pub fn mark_deliveries_answered(
        &mut self,
        keys: &[DeliveryKey],
        at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.write("mark a reminder as answered", |transaction| {
            let set = "state = 'answered', ended_at = :value, claimed_by = NULL,
                       shown_at = coalesce(shown_at, :value)
                       WHERE state IN ('claimed', 'shown')";
            update(transaction, set, keys, &Sql(at))
        })
    }

    /// Puts reminders off that were shown, or are about to be. The number of those.
    pub fn snooze_deliveries(
        &mut self,
        keys: &[DeliveryKey],
        until: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.write("put a reminder off", |transaction| {
            let set = "state = 'snoozed', snoozed_until = :value, claimed_by = NULL,
                       shown_at = coalesce(shown_at, claimed_at)
                       WHERE state IN ('claimed', 'shown', 'answered', 'snoozed')";
            update(transaction, set, keys, &Sql(until))
        })
    }

    /// Takes reminders off the list of the missed.
    pub fn dismiss_missed(
        &mut self,
        keys: &[DeliveryKey],
        at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.write("dismiss a missed reminder", |transaction| {
            let set = "dismissed_at = :value, told_at = coalesce(told_at, :value)
                       WHERE state = 'missed' AND dismissed_at IS NULL";
            update(transaction, set, keys, &Sql(at))
        })
    }

    /// Puts items back on the list of the missed.
    pub fn restore_missed(&mut self, items: &[ItemKey]) -> Result<usize, StoreError> {
        self.write("put back a missed reminder", |transaction| {
            let mut restore = transaction.prepare_cached(
                "UPDATE delivery SET dismissed_at = NULL
                 WHERE state = 'missed' AND item_kind = ?1 AND item_id = ?2",
            )?;
            let rows = items
                .iter()
                .map(|&item| restore.execute(item_columns(item)));
            rows.sum()
        })
    }

    /// Takes back that reminders were put off or skipped: those that were shown count as shown, the
    /// others as never looked at. The number of those.
    pub fn restore_deliveries(&mut self, keys: &[DeliveryKey]) -> Result<usize, StoreError> {
        self.write("take back an answer to a reminder", |transaction| {
            let mut restore = transaction.prepare_cached(&format!(
                "UPDATE delivery SET state = 'shown', snoozed_until = NULL, ended_at = NULL
                 WHERE state IN ('snoozed', 'skipped') AND shown_at IS NOT NULL AND {OF_KEY}"
            ))?;
            let mut forget = transaction.prepare_cached(&format!(
                "DELETE FROM delivery WHERE state = 'skipped' AND shown_at IS NULL AND {OF_KEY}"
            ))?;
            let mut changed = 0;
            for key in keys {
                let (kind, item) = item_columns(key.item);
                let of_key = named_params! {
                    ":kind": kind,
                    ":item": item,
                    ":lead": key.lead,
                    ":due_at": Sql(key.due_at),
                };
                changed += restore.execute(of_key)? + forget.execute(of_key)?;
            }
            Ok(changed)
        })
    }
}
