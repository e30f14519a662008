//! Table `kept_session`: withdrawn sessions that the attendee keeps as entries of their own.

use agenda::SessionId;
use chrono::{DateTime, Utc};

use crate::values::Sql;
use crate::{Store, StoreError};

impl Store {
    /// Keeps a session though its schedule lists it no more.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if it is not in the store.
    pub fn keep_session(
        &mut self,
        session: SessionId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("keep the session", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO kept_session (session, kept_at) VALUES (?1, ?2)
                     ON CONFLICT (session) DO NOTHING",
                )?
                .execute((session.0, Sql(at)))
                .map(drop)
        })
    }

    /// Lets it go again.
    pub fn let_session_go(&mut self, session: SessionId) -> Result<(), StoreError> {
        self.write("let the session go", |transaction| {
            transaction
                .prepare_cached("DELETE FROM kept_session WHERE session = ?1")?
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
    fn a_withdrawn_session_is_there_while_it_is_kept() {
        let (mut store, conference) = store_with_two_talks();
        let talk = session_ids(&store, conference)[1];
        imported(&mut store, &schedule(vec![two_talks().sessions.remove(0)]));
        let is_gone = |store: &crate::Store| store.session_head(talk).unwrap().unwrap().is_gone();
        assert!(is_gone(&store));
        store.keep_session(talk, at("02T08:00:00")).unwrap();
        store.keep_session(talk, at("02T09:00:00")).unwrap();
        assert!(!is_gone(&store));
        let kept = store.session_head(talk).unwrap().unwrap().kept_at;
        assert_eq!(kept, Some(at("02T08:00:00")));
        store.let_session_go(talk).unwrap();
        assert!(is_gone(&store));
        store.keep_session(talk, at("02T08:00:00")).unwrap();
        assert!(store.delete_conference(conference).unwrap());
    }
}
