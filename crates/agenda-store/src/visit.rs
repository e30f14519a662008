//! Table `visit`: planned visits to booths. A removed one is kept, so that it can be restored under
//! the same id.

use agenda::{BoothId, ConferenceId, VisitId};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::booth::{self, BOOTH, BoothRow};
use crate::values::{Cells, Json, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    pub id: VisitId,
    pub booth: BoothId,
    pub starts_at: DateTime<Utc>,
    /// Length, 1 to 1440.
    pub minutes: u32,
    /// Its own leads in minutes; none while the defaults hold.
    pub leads: Option<Vec<u32>>,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
}

impl VisitRow {
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + TimeDelta::minutes(i64::from(self.minutes))
    }
}

/// A visit with its booth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedVisitRow {
    pub visit: VisitRow,
    pub booth: BoothRow,
}

/// The columns that [`visit_of`] reads.
const VISIT: &str =
    "visit.id, visit.booth, visit.starts_at, minutes, leads, created_at, changed_at,
    removed_at";

impl Store {
    /// Visits with their booths, by start, removed ones left out; in one conference or all.
    pub fn visits(
        &self,
        conference: Option<ConferenceId>,
    ) -> Result<Vec<PlannedVisitRow>, StoreError> {
        self.read("read the visits", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {VISIT}, {BOOTH} FROM visit JOIN booth ON booth.id = visit.booth
                     WHERE removed_at IS NULL AND (?1 IS NULL OR conference = ?1)
                     ORDER BY visit.starts_at, visit.id"
                ))?
                .query_map([conference.map(|id| id.0)], planned_of)?
                .collect()
        })
    }

    /// One visit, even a removed one.
    pub fn visit(&self, id: VisitId) -> Result<Option<PlannedVisitRow>, StoreError> {
        self.read("read the visit", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {VISIT}, {BOOTH} FROM visit JOIN booth ON booth.id = visit.booth
                     WHERE visit.id = ?1"
                ))?
                .query_row([id.0], planned_of)
                .optional()
        })
    }

    /// Plans a visit of 1 to 1440 minutes.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if the booth is not in the store.
    pub fn plan_visit(
        &mut self,
        booth: BoothId,
        starts_at: DateTime<Utc>,
        minutes: u32,
        at: DateTime<Utc>,
    ) -> Result<VisitId, StoreError> {
        self.write("plan the visit", |transaction| {
            plan(transaction, booth, starts_at, minutes, at)
        })
    }

    /// Gives a visit another time. False if it is not there.
    pub fn move_visit(
        &mut self,
        id: VisitId,
        starts_at: DateTime<Utc>,
        minutes: u32,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.write("move the visit", |transaction| {
            move_one(transaction, id, starts_at, minutes, at)
        })
    }

    /// Gives a visit its own leads in minutes, or the defaults. False if it is not there.
    pub fn set_visit_leads(
        &mut self,
        id: VisitId,
        leads: Option<&[u32]>,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.write("keep the reminder times", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE visit SET leads = ?2, changed_at = ?3
                     WHERE id = ?1 AND removed_at IS NULL",
                )?
                .execute((id.0, leads.map(Json), Sql(at)))?;
            Ok(changed == 1)
        })
    }

    /// False if it is not there.
    pub fn remove_visit(&mut self, id: VisitId, at: DateTime<Utc>) -> Result<bool, StoreError> {
        self.write("remove the visit", |transaction| {
            remove(transaction, id, at)
        })
    }

    /// Puts a removed visit back. False if it was not removed.
    pub fn restore_visit(&mut self, id: VisitId) -> Result<bool, StoreError> {
        self.write("restore the visit", |transaction| restore(transaction, id))
    }
}

pub(crate) fn plan(
    connection: &Connection,
    booth: BoothId,
    starts_at: DateTime<Utc>,
    minutes: u32,
    at: DateTime<Utc>,
) -> rusqlite::Result<VisitId> {
    connection
        .prepare_cached(
            "INSERT INTO visit (booth, starts_at, minutes, created_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?4)",
        )?
        .insert((booth.0, Sql(starts_at), minutes, Sql(at)))
        .map(VisitId)
}

/// False if it is not there.
pub(crate) fn move_one(
    connection: &Connection,
    id: VisitId,
    starts_at: DateTime<Utc>,
    minutes: u32,
    at: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE visit SET starts_at = ?2, minutes = ?3, changed_at = ?4
             WHERE id = ?1 AND removed_at IS NULL",
        )?
        .execute((id.0, Sql(starts_at), minutes, Sql(at)))?;
    Ok(changed == 1)
}

/// False if it is not there.
pub(crate) fn remove(
    connection: &Connection,
    id: VisitId,
    at: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE visit SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL")?
        .execute((id.0, Sql(at)))?;
    Ok(changed == 1)
}

/// False if it was not removed.
pub(crate) fn restore(connection: &Connection, id: VisitId) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE visit SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL",
        )?
        .execute([id.0])?;
    Ok(changed == 1)
}

/// When a visit starts and how many minutes it lasts, unless it is removed.
pub(crate) fn time_of(
    connection: &Connection,
    id: VisitId,
) -> rusqlite::Result<Option<(DateTime<Utc>, u32)>> {
    connection
        .prepare_cached(
            "SELECT starts_at, minutes FROM visit WHERE id = ?1 AND removed_at IS NULL",
        )?
        .query_row([id.0], |row| {
            let mut cells = Cells::of(row);
            Ok((cells.value()?, cells.plain()?))
        })
        .optional()
}

fn planned_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<PlannedVisitRow> {
    let mut cells = Cells::of(row);
    Ok(PlannedVisitRow {
        visit: visit_of(&mut cells)?,
        booth: booth::booth_of(&mut cells)?,
    })
}

fn visit_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<VisitRow> {
    Ok(VisitRow {
        id: cells.value()?,
        booth: cells.value()?,
        starts_at: cells.value()?,
        minutes: cells.plain()?,
        leads: cells.optional_json()?,
        created_at: cells.value()?,
        changed_at: cells.value()?,
        removed_at: cells.optional()?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn a_visit_is_planned_moved_removed_and_restored_under_one_id() {
        let (mut store, conference) = store_with_two_talks();
        let booth = only_booth(&store, conference);
        let id = store
            .plan_visit(booth, at("19T10:00:00"), 15, at("02T08:00:00"))
            .unwrap();
        assert!(
            store
                .set_visit_leads(id, Some(&[5]), at("02T09:00:00"))
                .unwrap()
        );
        assert!(
            store
                .move_visit(id, at("19T11:00:00"), 20, at("02T10:00:00"))
                .unwrap()
        );
        let planned = store.visits(Some(conference)).unwrap().remove(0);
        let expected = VisitRow {
            id,
            booth,
            starts_at: at("19T11:00:00"),
            minutes: 20,
            leads: Some(vec![5]),
            created_at: at("02T08:00:00"),
            changed_at: at("02T10:00:00"),
            removed_at: None,
        };
        assert_eq!(planned.visit, expected);
        assert_eq!(planned.visit.ends_at(), at("19T11:20:00"));
        assert_eq!(
            (planned.booth.id, planned.booth.name.as_str()),
            (booth, "Isovalent")
        );

        assert!(store.remove_visit(id, at("02T11:00:00")).unwrap());
        assert_eq!(store.visits(None).unwrap(), []);
        assert!(!store.remove_visit(id, at("02T12:00:00")).unwrap());
        assert!(
            !store
                .move_visit(id, at("19T12:00:00"), 20, at("02T12:00:00"))
                .unwrap()
        );
        let removed = store.visit(id).unwrap().unwrap().visit;
        assert_eq!(removed.removed_at, Some(at("02T11:00:00")));
        assert!(store.restore_visit(id).unwrap());
        assert!(!store.restore_visit(id).unwrap());
        assert_eq!(store.visits(None).unwrap(), [planned]);
    }

    #[test]
    fn visits_of_no_booth_or_no_length_are_refused() {
        let (mut store, conference) = store_with_two_talks();
        let (booth, now) = (only_booth(&store, conference), at("02T08:00:00"));
        let error = store.plan_visit(BoothId(99), now, 15, now).unwrap_err();
        assert!(matches!(error, StoreError::Gone { .. }), "{error}");
        for minutes in [0, 1441] {
            assert!(
                store.plan_visit(booth, now, minutes, now).is_err(),
                "{minutes}"
            );
        }
    }
}
