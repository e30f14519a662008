//! Table `hidden_session`: sessions the attendee does not want to see in the programme.

use agenda::{ConferenceId, SessionId};
use chrono::{DateTime, Utc};

use crate::values::{Cells, Sql};
use crate::{Store, StoreError};

impl Store {
    pub fn hidden_sessions(&self, conference: ConferenceId) -> Result<Vec<SessionId>, StoreError> {
        self.read("read the hidden sessions", |connection| {
            connection
                .prepare_cached(
                    "SELECT session FROM hidden_session JOIN session ON session.id = session
                     WHERE conference = ?1 ORDER BY session",
                )?
                .query_map([conference.0], |row| Cells::of(row).value())?
                .collect()
        })
    }

    /// Hides sessions, and drops those among them that were picked.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if one of them is not in the store; then none is hidden.
    pub fn hide_sessions(
        &mut self,
        sessions: &[SessionId],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("hide the session", |transaction| {
            let mut unpick = transaction.prepare_cached("DELETE FROM pick WHERE session = ?1")?;
            let mut hide = transaction.prepare_cached(
                "INSERT INTO hidden_session (session, hidden_at) VALUES (?1, ?2)
                 ON CONFLICT (session) DO NOTHING",
            )?;
            for session in sessions {
                unpick.execute([session.0])?;
                hide.execute((session.0, Sql(at)))?;
            }
            Ok(())
        })
    }

    pub fn unhide_sessions(&mut self, sessions: &[SessionId]) -> Result<(), StoreError> {
        self.write("show the session again", |transaction| {
            let mut unhide =
                transaction.prepare_cached("DELETE FROM hidden_session WHERE session = ?1")?;
            for session in sessions {
                unhide.execute([session.0])?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use agenda::{Priority, SessionId};

    use crate::StoreError;
    use crate::examples::*;

    #[test]
    fn a_session_is_hidden_until_it_is_shown_again() {
        let (mut store, conference) = store_with_two_talks();
        let session = session_ids(&store, conference)[1];
        for _ in 0..2 {
            store.hide_sessions(&[session], at("02T08:00:00")).unwrap();
            assert_eq!(store.hidden_sessions(conference).unwrap(), [session]);
        }
        store.unhide_sessions(&[session]).unwrap();
        assert_eq!(store.hidden_sessions(conference).unwrap(), []);
    }

    #[test]
    fn what_is_hidden_is_no_longer_picked_and_hiding_is_all_or_nothing() {
        let (mut store, conference) = store_with_two_talks();
        let sessions = session_ids(&store, conference);
        store
            .pick(&sessions, Priority::Must, at("02T08:00:00"))
            .unwrap();
        let unknown = [sessions[0], SessionId(9999)];
        let refused = store.hide_sessions(&unknown, at("02T08:05:00"));
        assert!(
            matches!(refused, Err(StoreError::Gone { .. })),
            "{refused:?}"
        );
        assert_eq!(store.picks(conference).unwrap().len(), 2);
        store
            .hide_sessions(&sessions[..1], at("02T08:05:00"))
            .unwrap();
        let picked = store.picks(conference).unwrap();
        assert_eq!(picked.len(), 1);
        assert_eq!(picked[0].session, sessions[1]);
    }
}
