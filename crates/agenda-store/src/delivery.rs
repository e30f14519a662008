//! Table `delivery`: the ledger of reminders.
//!
//! A reminder is claimed before it is shown and marked after. Whoever wins the claim shows it, so
//! that several processes on one store show each reminder once; a claim that was never marked grows
//! stale and can be won again. What is due is not decided here, see [`agenda::reminder`].

use agenda::reminder::{DeliveryKey, DeliveryState, Ledger};
use agenda::{ItemKey, SessionId, VisitId};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Row, named_params};

use crate::values::{Cells, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    pub key: DeliveryKey,
    /// The start that the reminder's text tells, or told.
    pub starts_at_seen: DateTime<Utc>,
    pub state: DeliveryState,
    pub claimed_at: DateTime<Utc>,
    /// The process that claimed it last; none once it was released.
    pub claimed_by: Option<String>,
    /// How often it was claimed; 0 if it was settled without a claim.
    pub attempts: u32,
    pub shown_at: Option<DateTime<Utc>>,
    /// When it was answered, expired or missed.
    pub ended_at: Option<DateTime<Utc>>,
    pub snoozed_until: Option<DateTime<Utc>>,
}

/// A process that wants to show a reminder.
#[derive(Clone, Copy, Debug)]
pub struct Claimant<'a> {
    /// A token no other process uses, nor a later run of this one.
    pub process: &'a str,
    pub now: DateTime<Utc>,
    /// How old somebody's unmarked claim must be to count as given up.
    pub stale_after: TimeDelta,
}

impl Store {
    /// The ledger's rows due at `since` or later, by due instant.
    pub fn deliveries_since(&self, since: DateTime<Utc>) -> Result<Vec<DeliveryRow>, StoreError> {
        self.read("read the reminders' ledger", |connection| {
            connection
                .prepare_cached(
                    "SELECT item_kind, item_id, lead_minutes, due_at, starts_at_seen, state,
                            claimed_at, claimed_by, attempts, shown_at, ended_at, snoozed_until
                     FROM delivery WHERE due_at >= ?1 ORDER BY due_at, id",
                )?
                .query_map([Sql(since)], row_of)?
                .collect()
        })
    }

    /// The whole ledger, as [`agenda::reminder::due`] wants it.
    pub fn ledger(&self) -> Result<Ledger, StoreError> {
        self.read("read the reminders' ledger", |connection| {
            connection
                .prepare_cached(
                    "SELECT item_kind, item_id, lead_minutes, due_at, state FROM delivery",
                )?
                .query_map([], |row| {
                    let mut cells = Cells::of(row);
                    Ok((key_of(&mut cells)?, cells.value()?))
                })?
                .collect()
        })
    }

    /// Claims a reminder for showing: true for exactly one of all that try, whichever process or
    /// connection they come from. A claim that was released, or is older than `stale_after` and was
    /// never marked, can be won again; so can one that was missed by a clock that ran ahead.
    pub fn claim_delivery(
        &mut self,
        key: &DeliveryKey,
        starts_at: DateTime<Utc>,
        claimant: Claimant<'_>,
    ) -> Result<bool, StoreError> {
        let (kind, item) = item_columns(key.item);
        self.write("claim a reminder", |transaction| {
            // The distance, because the clock may have been set back since the claim.
            let won = transaction
                .prepare_cached(
                    "INSERT INTO delivery (item_kind, item_id, lead_minutes, due_at, starts_at_seen,
                                           state, claimed_at, claimed_by, attempts)
                     VALUES (:kind, :item, :lead, :due_at, :starts_at, 'claimed', :now, :process, 1)
                     ON CONFLICT (item_kind, item_id, lead_minutes, due_at) DO UPDATE SET
                         state = 'claimed',
                         ended_at = NULL,
                         starts_at_seen = excluded.starts_at_seen,
                         claimed_at = excluded.claimed_at,
                         claimed_by = excluded.claimed_by,
                         attempts = attempts + 1
                     WHERE state = 'missed'
                        OR (state = 'claimed'
                            AND (claimed_by IS NULL
                                 OR abs(excluded.claimed_at - claimed_at) >= :stale))",
                )?
                .execute(named_params! {
                    ":kind": kind,
                    ":item": item,
                    ":lead": key.lead,
                    ":due_at": Sql(key.due_at),
                    ":starts_at": Sql(starts_at),
                    ":now": Sql(claimant.now),
                    ":process": claimant.process,
                    ":stale": claimant.stale_after.num_milliseconds(),
                })?;
            Ok(won == 1)
        })
    }

    /// Gives a claim back after showing failed, so that anybody may claim it at once. False if
    /// `process` does not hold it.
    pub fn release_delivery(
        &mut self,
        key: &DeliveryKey,
        process: &str,
    ) -> Result<bool, StoreError> {
        let (kind, item) = item_columns(key.item);
        self.write("give back a reminder", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE delivery SET claimed_by = NULL
                     WHERE item_kind = ?1 AND item_id = ?2 AND lead_minutes = ?3 AND due_at = ?4
                       AND state = 'claimed' AND claimed_by = ?5",
                )?
                .execute((kind, item, key.lead, Sql(key.due_at), process))?;
            Ok(changed == 1)
        })
    }

    /// Marks a claimed reminder as shown. False if it was not claimed.
    pub fn mark_delivery_shown(
        &mut self,
        key: &DeliveryKey,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (kind, item) = item_columns(key.item);
        self.write("mark a reminder as shown", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE delivery SET state = 'shown', shown_at = ?5
                     WHERE item_kind = ?1 AND item_id = ?2 AND lead_minutes = ?3 AND due_at = ?4
                       AND state = 'claimed'",
                )?
                .execute((kind, item, key.lead, Sql(key.due_at), Sql(at)))?;
            Ok(changed == 1)
        })
    }

    /// Marks a reminder as answered. False if it was never claimed or is settled already.
    pub fn mark_delivery_answered(
        &mut self,
        key: &DeliveryKey,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (kind, item) = item_columns(key.item);
        self.write("mark a reminder as answered", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE delivery SET state = 'answered', ended_at = ?5
                     WHERE item_kind = ?1 AND item_id = ?2 AND lead_minutes = ?3 AND due_at = ?4
                       AND state IN ('claimed', 'shown')",
                )?
                .execute((kind, item, key.lead, Sql(key.due_at), Sql(at)))?;
            Ok(changed == 1)
        })
    }

    /// Settles a reminder that will not be shown, claimed or not: expired because a shorter lead
    /// took its place, or missed. True for exactly one of all that try.
    pub fn settle_delivery(
        &mut self,
        key: &DeliveryKey,
        starts_at: DateTime<Utc>,
        settled: Settled,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (kind, item) = item_columns(key.item);
        self.write("settle a reminder", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "INSERT INTO delivery (item_kind, item_id, lead_minutes, due_at, starts_at_seen,
                                           state, claimed_at, attempts, ended_at)
                     VALUES (:kind, :item, :lead, :due_at, :starts_at, :state, :at, 0, :at)
                     ON CONFLICT (item_kind, item_id, lead_minutes, due_at) DO UPDATE SET
                         state = excluded.state, ended_at = excluded.ended_at
                     WHERE state = 'claimed'",
                )?
                .execute(named_params! {
                    ":kind": kind,
                    ":item": item,
                    ":lead": key.lead,
                    ":due_at": Sql(key.due_at),
                    ":starts_at": Sql(starts_at),
                    ":state": Sql(settled.state()),
                    ":at": Sql(at),
                })?;
            Ok(changed == 1)
        })
    }

    /// Puts a claimed or shown reminder off. False if it is settled already.
    pub fn snooze_delivery(
        &mut self,
        key: &DeliveryKey,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (kind, item) = item_columns(key.item);
        self.write("put a reminder off", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE delivery SET snoozed_until = ?5
                     WHERE item_kind = ?1 AND item_id = ?2 AND lead_minutes = ?3 AND due_at = ?4
                       AND state IN ('claimed', 'shown')",
                )?
                .execute((kind, item, key.lead, Sql(key.due_at), Sql(until)))?;
            Ok(changed == 1)
        })
    }
}

/// Why a reminder will not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    Expired,
    Missed,
}

impl Settled {
    fn state(self) -> DeliveryState {
        match self {
            Self::Expired => DeliveryState::Expired,
            Self::Missed => DeliveryState::Missed,
        }
    }
}

fn item_columns(item: ItemKey) -> (&'static str, i64) {
    match item {
        ItemKey::Session(SessionId(id)) => ("session", id),
        ItemKey::Visit(VisitId(id)) => ("visit", id),
    }
}

fn key_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<DeliveryKey> {
    let kind: String = cells.plain()?;
    let id = cells.plain()?;
    Ok(DeliveryKey {
        item: if kind == "visit" {
            ItemKey::Visit(VisitId(id))
        } else {
            ItemKey::Session(SessionId(id))
        },
        lead: cells.plain()?,
        due_at: cells.value()?,
    })
}

fn row_of(row: &Row<'_>) -> rusqlite::Result<DeliveryRow> {
    let mut cells = Cells::of(row);
    Ok(DeliveryRow {
        key: key_of(&mut cells)?,
        starts_at_seen: cells.value()?,
        state: cells.value()?,
        claimed_at: cells.value()?,
        claimed_by: cells.plain()?,
        attempts: cells.plain()?,
        shown_at: cells.optional()?,
        ended_at: cells.optional()?,
        snoozed_until: cells.optional()?,
    })
}

impl ToSql for Sql<DeliveryState> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            DeliveryState::Claimed => "claimed",
            DeliveryState::Shown => "shown",
            DeliveryState::Answered => "answered",
            DeliveryState::Expired => "expired",
            DeliveryState::Missed => "missed",
        }
        .into())
    }
}

impl FromSql for Sql<DeliveryState> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(match value.as_str()? {
            "claimed" => DeliveryState::Claimed,
            "shown" => DeliveryState::Shown,
            "answered" => DeliveryState::Answered,
            "expired" => DeliveryState::Expired,
            "missed" => DeliveryState::Missed,
            _ => return Err(FromSqlError::InvalidType),
        }))
    }
}

#[cfg(test)]
mod tests;
