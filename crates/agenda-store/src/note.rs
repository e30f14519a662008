//! Table `note`: what the attendee wrote about a session.

use agenda::{ConferenceId, SessionId};
use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;

use crate::values::{Cells, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    pub session: SessionId,
    /// Never empty.
    pub text: String,
    pub changed_at: DateTime<Utc>,
}

impl Store {
    pub fn note(&self, session: SessionId) -> Result<Option<NoteRow>, StoreError> {
        self.read("read the note", |connection| {
            connection
                .prepare_cached("SELECT session, text, changed_at FROM note WHERE session = ?1")?
                .query_row([session.0], note_of)
                .optional()
        })
    }

    /// The notes of a conference, by session.
    pub fn notes(&self, conference: ConferenceId) -> Result<Vec<NoteRow>, StoreError> {
        self.read("read the notes", |connection| {
            connection
                .prepare_cached(
                    "SELECT note.session, note.text, changed_at
                     FROM note JOIN session ON session.id = note.session
                     WHERE conference = ?1 ORDER BY note.session",
                )?
                .query_map([conference.0], note_of)?
                .collect()
        })
    }

    /// Keeps a note; an empty text deletes it.
    pub fn set_note(
        &mut self,
        session: SessionId,
        text: &str,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("keep the note", |transaction| {
            if text.is_empty() {
                transaction
                    .prepare_cached("DELETE FROM note WHERE session = ?1")?
                    .execute([session.0])?;
            } else {
                transaction
                    .prepare_cached(
                        "INSERT INTO note (session, text, changed_at) VALUES (?1, ?2, ?3)
                         ON CONFLICT (session) DO UPDATE SET
                             text = excluded.text, changed_at = excluded.changed_at",
                    )?
                    .execute((session.0, text, Sql(at)))?;
            }
            Ok(())
        })
    }
}

fn note_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<NoteRow> {
    let mut cells = Cells::of(row);
    Ok(NoteRow {
        session: cells.value()?,
        text: cells.plain()?,
        changed_at: cells.value()?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn a_note_is_kept_replaced_and_deleted_when_emptied() {
        let (mut store, conference) = store_with_two_talks();
        let session = session_ids(&store, conference)[0];
        assert_eq!(store.note(session).unwrap(), None);
        store.set_note(session, "first", at("02T08:00:00")).unwrap();
        store
            .set_note(session, "second", at("02T09:00:00"))
            .unwrap();
        let note = NoteRow {
            session,
            text: "second".to_owned(),
            changed_at: at("02T09:00:00"),
        };
        assert_eq!(store.note(session).unwrap(), Some(note.clone()));
        assert_eq!(store.notes(conference).unwrap(), [note]);
        store.set_note(session, "", at("02T10:00:00")).unwrap();
        assert_eq!(store.notes(conference).unwrap(), []);
    }
}
