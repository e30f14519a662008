//! Table `delivery`: the ledger of reminders.
//!
//! A reminder is claimed before it is shown and marked after. Whoever wins the claim shows it, so
//! that several processes on one store show each reminder once; a claim that was never marked grows
//! stale and can be won again. What else is told of reminders, that they were missed or that their
//! item was cancelled, is claimed likewise, as a notice. What is due is not decided here, see
//! [`agenda::reminder`].

mod answer;

use agenda::reminder::{Delivery, DeliveryKey, DeliveryState, Ledger};
use agenda::{ItemKey, SessionId, VisitId};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Row, Transaction, named_params};

use crate::values::{Cells, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    pub key: DeliveryKey,
    /// The start that the reminder's text tells, or told.
    pub starts_at_seen: DateTime<Utc>,
    pub state: DeliveryState,
    pub claimed_at: DateTime<Utc>,
    /// The process whose claim stands.
    pub claimed_by: Option<String>,
    /// How often it was claimed; 0 if it was settled without a claim.
    pub attempts: u32,
    pub shown_at: Option<DateTime<Utc>>,
    /// When it was answered, expired, missed, taken back or skipped.
    pub ended_at: Option<DateTime<Utc>>,
    pub snoozed_until: Option<DateTime<Utc>>,
    /// When it was told that it was missed.
    pub told_at: Option<DateTime<Utc>>,
}

/// A reminder and the start that it tells.
pub type StartingDelivery = (DeliveryKey, DateTime<Utc>);

/// A process that wants to show a reminder.
#[derive(Clone, Copy, Debug)]
pub struct Claimant<'a> {
    /// A token no other process uses, nor a later run of this one.
    pub process: &'a str,
    pub now: DateTime<Utc>,
    /// How old somebody's unmarked claim must be to count as given up.
    pub stale_after: TimeDelta,
}

/// Why a reminder will not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// A shorter lead took its place.
    Expired,
    Missed,
    /// The attendee wants no more of its item; also where it was shown.
    Skipped,
}

const COLUMNS: &str = "item_kind, item_id, lead_minutes, due_at, starts_at_seen, state, claimed_at,
                       claimed_by, attempts, shown_at, ended_at, snoozed_until, told_at";

/// Whether the claim on a row has been given back, or is one's own, or was given up. By the distance,
/// because the clock may have been set back since.
const FREE: &str = "(claimed_by IS NULL OR abs(:now - claimed_at) >= :stale)";

const OF_KEY: &str =
    "item_kind = :kind AND item_id = :item AND lead_minutes = :lead AND due_at = :due_at";

impl Store {
    /// The ledger's rows due at `since` or later, by due instant.
    pub fn deliveries_since(&self, since: DateTime<Utc>) -> Result<Vec<DeliveryRow>, StoreError> {
        self.read("read the reminders' ledger", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM delivery WHERE due_at >= ?1 ORDER BY due_at, id"
                ))?
                .query_map([Sql(since)], row_of)?
                .collect()
        })
    }

    /// The ledger as [`agenda::reminder::due`] wants it, of what is due at `since` or later.
    pub fn ledger_since(&self, since: DateTime<Utc>) -> Result<Ledger, StoreError> {
        let rows = self.deliveries_since(since)?;
        Ok(rows.into_iter().map(DeliveryRow::entry).collect())
    }

    /// What was missed and not dismissed, oldest first.
    pub fn missed_deliveries(&self) -> Result<Vec<DeliveryRow>, StoreError> {
        self.read("read the missed reminders", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM delivery
                     WHERE state = 'missed' AND dismissed_at IS NULL ORDER BY due_at, id"
                ))?
                .query_map([], row_of)?
                .collect()
        })
    }

    /// Claims reminders for showing, and tells which were won: each by exactly one of all that try,
    /// whichever process or connection they come from. A claim that was released, or is older than
    /// `stale_after` and was never marked, can be won again; so can a reminder that comes again: put
    /// off until now, taken back, or missed or expired by a clock that ran ahead.
    pub fn claim_deliveries(
        &mut self,
        reminders: &[StartingDelivery],
        claimant: Claimant<'_>,
    ) -> Result<Vec<DeliveryKey>, StoreError> {
        self.write("claim a reminder", |transaction| {
            let mut claim = transaction.prepare_cached(&format!(
                "INSERT INTO delivery (item_kind, item_id, lead_minutes, due_at, starts_at_seen,
                                       state, claimed_at, claimed_by, attempts)
                 VALUES (:kind, :item, :lead, :due_at, :starts_at, 'claimed', :now, :process, 1)
                 ON CONFLICT (item_kind, item_id, lead_minutes, due_at) DO UPDATE SET
                     state = 'claimed',
                     ended_at = NULL,
                     told_at = NULL,
                     dismissed_at = NULL,
                     starts_at_seen = excluded.starts_at_seen,
                     claimed_at = excluded.claimed_at,
                     claimed_by = excluded.claimed_by,
                     attempts = attempts + 1
                 WHERE (state IN ('claimed', 'missed', 'taken_back')
                        OR (state = 'snoozed' AND snoozed_until <= :now)
                        OR (state = 'expired' AND NOT EXISTS (
                            SELECT 1 FROM delivery shorter
                            WHERE shorter.item_kind = :kind AND shorter.item_id = :item
                              AND shorter.starts_at_seen = :starts_at
                              AND shorter.lead_minutes <= :lead
                              AND shorter.state IN ('claimed', 'shown', 'answered', 'snoozed',
                                                    'skipped'))))
                   AND {FREE}"
            ))?;
            let mut won = Vec::new();
            for (key, starts_at) in reminders {
                let (kind, item) = item_columns(key.item);
                let claimed = claim.execute(named_params! {
                    ":kind": kind,
                    ":item": item,
                    ":lead": key.lead,
                    ":due_at": Sql(key.due_at),
                    ":starts_at": Sql(*starts_at),
                    ":now": Sql(claimant.now),
                    ":process": claimant.process,
                    ":stale": claimant.stale_after.num_milliseconds(),
                })?;
                if claimed == 1 {
                    won.push(*key);
                }
            }
            Ok(won)
        })
    }

    /// Claims the telling that reminders were missed, or that their item was cancelled after they
    /// were shown; tells which were won.
    pub fn claim_notices(
        &mut self,
        keys: &[DeliveryKey],
        claimant: Claimant<'_>,
    ) -> Result<Vec<DeliveryKey>, StoreError> {
        self.write("claim a notice", |transaction| {
            let mut claim = transaction.prepare_cached(&format!(
                "UPDATE delivery SET claimed_at = :now, claimed_by = :process
                 WHERE {OF_KEY} AND {FREE}
                   AND (state IN ('claimed', 'shown', 'answered', 'snoozed')
                        OR (state = 'missed' AND told_at IS NULL))"
            ))?;
            let mut won = Vec::new();
            for key in keys {
                let (kind, item) = item_columns(key.item);
                let claimed = claim.execute(named_params! {
                    ":kind": kind,
                    ":item": item,
                    ":lead": key.lead,
                    ":due_at": Sql(key.due_at),
                    ":now": Sql(claimant.now),
                    ":process": claimant.process,
                    ":stale": claimant.stale_after.num_milliseconds(),
                })?;
                if claimed == 1 {
                    won.push(*key);
                }
            }
            Ok(won)
        })
    }

    /// Gives claims back after showing failed, so that anybody may claim them at once. The number of
    /// those that `process` held.
    pub fn release_deliveries(
        &mut self,
        keys: &[DeliveryKey],
        process: &str,
    ) -> Result<usize, StoreError> {
        self.write("give back a reminder", |transaction| {
            let set = "claimed_by = NULL WHERE claimed_by = :value";
            update(transaction, set, keys, &process)
        })
    }

    /// Marks claimed reminders as shown. The number of those that were claimed.
    pub fn mark_deliveries_shown(
        &mut self,
        keys: &[DeliveryKey],
        at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.write("mark a reminder as shown", |transaction| {
            let set = "state = 'shown', shown_at = :value, claimed_by = NULL, snoozed_until = NULL
                       WHERE state = 'claimed'";
            update(transaction, set, keys, &Sql(at))
        })
    }

    /// Marks missed reminders as told.
    pub fn mark_missed_told(
        &mut self,
        keys: &[DeliveryKey],
        at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.write("mark a missed reminder as told", |transaction| {
            let set = "told_at = :value, claimed_by = NULL WHERE state = 'missed'";
            update(transaction, set, keys, &Sql(at))
        })
    }

    /// Takes back what was, or may have been, shown: it is true no more. It can be claimed again.
    pub fn take_back_deliveries(
        &mut self,
        keys: &[DeliveryKey],
        at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.write("take back a reminder", |transaction| {
            let set = "state = 'taken_back', ended_at = :value, claimed_by = NULL,
                       snoozed_until = NULL
                       WHERE state IN ('claimed', 'shown', 'answered', 'snoozed')";
            update(transaction, set, keys, &Sql(at))
        })
    }

    /// Settles reminders that will not be shown, claimed or not, but not those that another process
    /// is about to show. The number of those that were not settled before: of all that try, each
    /// counts for exactly one.
    pub fn settle_deliveries(
        &mut self,
        reminders: &[StartingDelivery],
        settled: Settled,
        claimant: Claimant<'_>,
    ) -> Result<usize, StoreError> {
        self.write("settle a reminder", |transaction| {
            let mut settle = transaction.prepare_cached(&format!(
                "INSERT INTO delivery (item_kind, item_id, lead_minutes, due_at, starts_at_seen,
                                       state, claimed_at, attempts, ended_at)
                 VALUES (:kind, :item, :lead, :due_at, :starts_at, :state, :now, 0, :now)
                 ON CONFLICT (item_kind, item_id, lead_minutes, due_at) DO UPDATE SET
                     state = excluded.state, ended_at = excluded.ended_at, claimed_by = NULL,
                     snoozed_until = NULL
                 WHERE state <> excluded.state
                   AND (state IN ('claimed', 'missed', 'taken_back', 'snoozed')
                        OR (excluded.state = 'skipped'
                            AND state IN ('shown', 'answered', 'expired')))
                   AND (claimed_by = :process OR {FREE})"
            ))?;
            let mut changed = 0;
            for (key, starts_at) in reminders {
                let (kind, item) = item_columns(key.item);
                changed += settle.execute(named_params! {
                    ":kind": kind,
                    ":item": item,
                    ":lead": key.lead,
                    ":due_at": Sql(key.due_at),
                    ":starts_at": Sql(*starts_at),
                    ":state": Sql(settled.state()),
                    ":now": Sql(claimant.now),
                    ":process": claimant.process,
                    ":stale": claimant.stale_after.num_milliseconds(),
                })?;
            }
            Ok(changed)
        })
    }
}

/// Runs `UPDATE delivery SET …` on each key; `set` ends in a condition and may use `:value`.
fn update(
    transaction: &Transaction<'_>,
    set: &str,
    keys: &[DeliveryKey],
    value: &dyn ToSql,
) -> rusqlite::Result<usize> {
    let mut statement =
        transaction.prepare_cached(&format!("UPDATE delivery SET {set} AND {OF_KEY}"))?;
    let mut changed = 0;
    for key in keys {
        let (kind, item) = item_columns(key.item);
        changed += statement.execute(named_params! {
            ":kind": kind,
            ":item": item,
            ":lead": key.lead,
            ":due_at": Sql(key.due_at),
            ":value": value,
        })?;
    }
    Ok(changed)
}

impl DeliveryRow {
    fn entry(self) -> (DeliveryKey, Delivery) {
        let delivery = Delivery {
            state: self.state,
            starts_at: self.starts_at_seen,
            claimed: self.claimed_by.is_some(),
            shown_at: self.shown_at,
            snoozed_until: self.snoozed_until,
            told: self.told_at.is_some(),
        };
        (self.key, delivery)
    }
}

impl Settled {
    fn state(self) -> DeliveryState {
        match self {
            Self::Expired => DeliveryState::Expired,
            Self::Missed => DeliveryState::Missed,
            Self::Skipped => DeliveryState::Skipped,
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
        told_at: cells.optional()?,
    })
}

impl ToSql for Sql<DeliveryState> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            DeliveryState::Claimed => "claimed",
            DeliveryState::Shown => "shown",
            DeliveryState::Answered => "answered",
            DeliveryState::Snoozed => "snoozed",
            DeliveryState::Expired => "expired",
            DeliveryState::Missed => "missed",
            DeliveryState::TakenBack => "taken_back",
            DeliveryState::Skipped => "skipped",
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
            "snoozed" => DeliveryState::Snoozed,
            "taken_back" => DeliveryState::TakenBack,
            "skipped" => DeliveryState::Skipped,
            _ => return Err(FromSqlError::InvalidType),
        }))
    }
}

#[cfg(test)]
mod tests;
