//! Table `pick`: sessions the attendee chose.

use agenda::{ConferenceId, Priority, SessionId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::session::{self, HEAD, SessionHeadRow};
use crate::values::{Cells, Json, Sql, Word};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickRow {
    pub session: SessionId,
    pub priority: Priority,
    /// Its own leads in minutes; none while the defaults hold.
    pub leads: Option<Vec<u32>>,
    pub picked_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

/// A pick with its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedSessionRow {
    pub pick: PickRow,
    pub session: SessionHeadRow,
}

/// The columns that [`pick_of`] reads.
const PICK: &str = "pick.session, priority, leads, picked_at, changed_at";

impl Store {
    /// The picks of a conference, by session.
    pub fn picks(&self, conference: ConferenceId) -> Result<Vec<PickRow>, StoreError> {
        self.read("read the picks", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {PICK} FROM pick JOIN session ON session.id = pick.session
                     WHERE conference = ?1 ORDER BY pick.session"
                ))?
                .query_map([conference.0], |row| pick_of(&mut Cells::of(row)))?
                .collect()
        })
    }

    /// Picks with their sessions, by start, those without a time last; in one conference or all.
    /// Withdrawn and cancelled sessions are among them.
    pub fn picked_sessions(
        &self,
        conference: Option<ConferenceId>,
    ) -> Result<Vec<PickedSessionRow>, StoreError> {
        self.read("read the picks", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {PICK}, {HEAD} FROM pick JOIN session ON session.id = pick.session
                     WHERE ?1 IS NULL OR conference = ?1
                     ORDER BY starts_at NULLS LAST, session.id"
                ))?
                .query_map([conference.map(|id| id.0)], |row| {
                    let mut cells = Cells::of(row);
                    Ok(PickedSessionRow {
                        pick: pick_of(&mut cells)?,
                        session: session::head_of(&mut cells)?,
                    })
                })?
                .collect()
        })
    }

    /// Picks sessions, or gives picked ones another priority; leads stay. What was hidden no longer
    /// is.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if one of them is not in the store; then none is picked.
    pub fn pick(
        &mut self,
        sessions: &[SessionId],
        priority: Priority,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("pick the session", |transaction| {
            let pick = |session: &SessionId| choose(transaction, *session, priority, at);
            sessions.iter().try_for_each(pick)
        })
    }

    /// Drops picks, and returns what was dropped for [`Store::restore_picks`].
    pub fn unpick(&mut self, sessions: &[SessionId]) -> Result<Vec<PickRow>, StoreError> {
        self.write("drop the pick", |transaction| {
            let dropped = sessions
                .iter()
                .map(|session| drop_one(transaction, *session));
            let dropped: Vec<Option<PickRow>> = dropped.collect::<rusqlite::Result<_>>()?;
            Ok(dropped.into_iter().flatten().collect())
        })
    }

    /// Puts picks back as they were.
    pub fn restore_picks(&mut self, picks: &[PickRow]) -> Result<(), StoreError> {
        self.write("restore the picks", |transaction| {
            picks.iter().try_for_each(|pick| restore(transaction, pick))
        })
    }

    /// Gives a pick its own leads in minutes, or the defaults. False if the session is not picked.
    pub fn set_pick_leads(
        &mut self,
        session: SessionId,
        leads: Option<&[u32]>,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.write("keep the reminder times", |transaction| {
            let changed = transaction
                .prepare_cached("UPDATE pick SET leads = ?2, changed_at = ?3 WHERE session = ?1")?
                .execute((session.0, leads.map(Json), Sql(at)))?;
            Ok(changed == 1)
        })
    }
}

/// Picks a session, or gives it another priority. What was hidden no longer is.
pub(crate) fn choose(
    connection: &Connection,
    session: SessionId,
    priority: Priority,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO pick (session, priority, picked_at, changed_at) VALUES (?1, ?2, ?3, ?3)
             ON CONFLICT (session) DO UPDATE SET
                 priority = excluded.priority, changed_at = excluded.changed_at",
        )?
        .execute((session.0, Word(priority), Sql(at)))?;
    connection
        .prepare_cached("DELETE FROM hidden_session WHERE session = ?1")?
        .execute([session.0])
        .map(drop)
}

/// Drops a pick, and returns it as it was.
pub(crate) fn drop_one(
    connection: &Connection,
    session: SessionId,
) -> rusqlite::Result<Option<PickRow>> {
    connection
        .prepare_cached(&format!(
            "DELETE FROM pick WHERE session = ?1 RETURNING {PICK}"
        ))?
        .query_row([session.0], |row| pick_of(&mut Cells::of(row)))
        .optional()
}

pub(crate) fn of_session(
    connection: &Connection,
    session: SessionId,
) -> rusqlite::Result<Option<PickRow>> {
    connection
        .prepare_cached(&format!("SELECT {PICK} FROM pick WHERE session = ?1"))?
        .query_row([session.0], |row| pick_of(&mut Cells::of(row)))
        .optional()
}

pub(crate) fn restore(connection: &Connection, pick: &PickRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO pick (session, priority, leads, picked_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            pick.session.0,
            Word(pick.priority),
            pick.leads.as_ref().map(Json),
            Sql(pick.picked_at),
            Sql(pick.changed_at),
        ))
        .map(drop)
}

fn pick_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<PickRow> {
    Ok(PickRow {
        session: cells.value()?,
        priority: cells.word()?,
        leads: cells.optional_json()?,
        picked_at: cells.value()?,
        changed_at: cells.value()?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn picking_again_changes_the_priority_and_nothing_else() {
        let (mut store, id) = store_with_two_talks();
        let talk = session_ids(&store, id)[0];
        store
            .pick(&[talk], Priority::Want, at("02T08:00:00"))
            .unwrap();
        assert!(
            store
                .set_pick_leads(talk, Some(&[10, 1]), at("02T09:00:00"))
                .unwrap()
        );
        store
            .pick(&[talk], Priority::Must, at("02T10:00:00"))
            .unwrap();
        let expected = PickRow {
            session: talk,
            priority: Priority::Must,
            leads: Some(vec![10, 1]),
            picked_at: at("02T08:00:00"),
            changed_at: at("02T10:00:00"),
        };
        assert_eq!(store.picks(id).unwrap(), [expected]);
        assert!(store.set_pick_leads(talk, None, at("02T11:00:00")).unwrap());
        assert_eq!(store.picks(id).unwrap()[0].leads, None);
    }

    #[test]
    fn dropped_picks_can_be_restored_as_they_were() {
        let (mut store, id) = store_with_two_talks();
        let talks = session_ids(&store, id);
        store
            .pick(&talks, Priority::Maybe, at("02T08:00:00"))
            .unwrap();
        store
            .set_pick_leads(talks[1], Some(&[]), at("02T09:00:00"))
            .unwrap();
        let before = store.picks(id).unwrap();
        let dropped = store.unpick(&[talks[0], talks[1], SessionId(99)]).unwrap();
        assert_eq!(dropped, before);
        assert_eq!(store.picks(id).unwrap(), []);
        assert!(
            !store
                .set_pick_leads(talks[0], None, at("02T09:00:00"))
                .unwrap()
        );
        store.restore_picks(&dropped).unwrap();
        assert_eq!(store.picks(id).unwrap(), before);
    }

    #[test]
    fn a_session_that_is_not_there_cannot_be_picked_nor_those_with_it() {
        let (mut store, id) = store_with_two_talks();
        let talk = session_ids(&store, id)[0];
        let error = store
            .pick(&[talk, SessionId(99)], Priority::Want, at("02T08:00:00"))
            .unwrap_err();
        assert!(matches!(error, StoreError::Gone { .. }), "{error}");
        assert!(
            error.to_string().contains("could not pick the session"),
            "{error}"
        );
        assert_eq!(store.picks(id).unwrap(), []);
    }

    #[test]
    fn picked_sessions_come_by_start_and_those_without_a_time_last() {
        let mut talks = two_talks();
        talks
            .sessions
            .insert(0, session("c", "No time yet", "10:00"));
        talks.sessions[0].slot = None;
        talks.sessions.reverse();
        let mut store = store();
        let id = imported(&mut store, &talks).conference.id;
        store
            .pick(&session_ids(&store, id), Priority::Want, at("02T08:00:00"))
            .unwrap();
        let picked = store.picked_sessions(Some(id)).unwrap();
        let titles: Vec<_> = picked
            .iter()
            .map(|picked| picked.session.title.as_str())
            .collect();
        assert_eq!(
            titles,
            ["Too Much to Choose", "It Wasn't DNS", "No time yet"]
        );
        assert!(
            picked
                .iter()
                .all(|picked| picked.pick.session == picked.session.id)
        );
        assert_eq!(store.picked_sessions(Some(ConferenceId(99))).unwrap(), []);
    }

    #[test]
    fn the_schema_itself_keeps_a_picked_session_from_being_deleted() {
        let (mut store, id) = store_with_two_talks();
        store
            .pick(&session_ids(&store, id), Priority::Want, at("02T08:00:00"))
            .unwrap();
        assert!(store.connection.execute("DELETE FROM session", []).is_err());
    }
}
