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

    pub fn hide_session(
        &mut self,
        session: SessionId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("hide the session", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO hidden_session (session, hidden_at) VALUES (?1, ?2)
                     ON CONFLICT (session) DO NOTHING",
                )?
                .execute((session.0, Sql(at)))
                .map(drop)
        })
    }

    pub fn unhide_session(&mut self, session: SessionId) -> Result<(), StoreError> {
        self.write("show the session again", |transaction| {
            transaction
                .prepare_cached("DELETE FROM hidden_session WHERE session = ?1")?
                .execute([session.0])
                .map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::examples::*;

    #[test]
    fn a_session_is_hidden_until_it_is_shown_again() {
        let (mut store, conference) = store_with_two_talks();
        let session = session_ids(&store, conference)[1];
        for _ in 0..2 {
            store.hide_session(session, at("02T08:00:00")).unwrap();
            assert_eq!(store.hidden_sessions(conference).unwrap(), [session]);
        }
        store.unhide_session(session).unwrap();
        assert_eq!(store.hidden_sessions(conference).unwrap(), []);
    }
}
