//! Table `match_question`: pairs of sessions that may be one talk, and what becomes of them when the
//! attendee says so.

use agenda::identity::DoubtReason;
use agenda::{ConferenceId, SessionId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::import_record::ImportId;
use crate::session_change;
use crate::session_writing::{self, SessionFields};
use crate::values::{Cells, Sql, Word};
use crate::{Store, StoreError, search, session};

/// "Same talk?", not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchQuestionRow {
    pub id: i64,
    pub import: ImportId,
    /// Withdrawn since that import, or named by show notes, or in the schedule that show notes seem to
    /// name; what the attendee has made of it hangs here.
    pub old: SessionId,
    /// Added by that import.
    pub new: SessionId,
    pub reason: DoubtReason,
}

impl Store {
    /// The questions about a conference that are open, newest first.
    pub fn match_questions(
        &self,
        conference: ConferenceId,
    ) -> Result<Vec<MatchQuestionRow>, StoreError> {
        self.read("read the questions", |connection| {
            connection
                .prepare_cached(
                    "SELECT match_question.id, import, old, new, reason
                     FROM match_question
                     JOIN session AS was ON was.id = old
                     JOIN session AS now ON now.id = new
                     WHERE was.conference = ?1 AND answered_at IS NULL
                       AND now.withdrawn_at IS NULL
                       AND (was.withdrawn_at IS NOT NULL
                            OR was.excerpt IS NOT NULL OR now.excerpt IS NOT NULL)
                     ORDER BY match_question.id DESC",
                )?
                .query_map([conference.0], row_of)?
                .collect()
        })
    }

    /// The attendee says that the two are different talks; asked no more. False if nothing was asked.
    pub fn answer_different(&mut self, id: i64, at: DateTime<Utc>) -> Result<bool, StoreError> {
        self.write("keep the answer", |transaction| {
            let answered = transaction
                .prepare_cached(
                    "UPDATE match_question SET answered_at = ?2
                     WHERE id = ?1 AND answered_at IS NULL",
                )?
                .execute((id, Sql(at)))?;
            Ok(answered == 1)
        })
    }

    /// Asks again what was answered by [`Store::answer_different`].
    pub fn ask_again(&mut self, id: i64) -> Result<bool, StoreError> {
        self.write("take the answer back", |transaction| {
            let asked = transaction
                .prepare_cached("UPDATE match_question SET answered_at = NULL WHERE id = ?1")?
                .execute([id])?;
            Ok(asked == 1)
        })
    }

    /// The attendee says that the two are one talk: the older session takes over what the newer one
    /// says, and keeps its id and all that the attendee made of either. None if nothing was asked.
    pub fn answer_same(&mut self, id: i64) -> Result<Option<SessionId>, StoreError> {
        self.write("join the two sessions", |transaction| {
            let question = transaction
                .prepare_cached(
                    "SELECT id, import, old, new, reason FROM match_question WHERE id = ?1",
                )?
                .query_row([id], row_of)
                .optional()?;
            let Some(question) = question else {
                return Ok(None);
            };
            join(transaction, &question)?;
            Ok(Some(question.old))
        })
    }
}

fn row_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<MatchQuestionRow> {
    let mut cells = Cells::of(row);
    Ok(MatchQuestionRow {
        id: cells.plain()?,
        import: ImportId(cells.plain()?),
        old: cells.value()?,
        new: cells.value()?,
        reason: cells.word()?,
    })
}

/// What of the newer session's goes to the older one, where that has none.
const MOVE_OWN: [&str; 7] = [
    "UPDATE OR IGNORE pick SET session = ?1 WHERE session = ?2",
    "DELETE FROM pick WHERE session = ?2",
    "UPDATE note SET text = text || char(10, 10) || (SELECT text FROM note WHERE session = ?2)
     WHERE session = ?1 AND EXISTS (SELECT 1 FROM note WHERE session = ?2)",
    "UPDATE OR IGNORE note SET session = ?1 WHERE session = ?2",
    "DELETE FROM note WHERE session = ?2",
    "DELETE FROM hidden_session WHERE session = ?2",
    "DELETE FROM kept_session WHERE session IN (?1, ?2)",
];

const MOVE_OTHERS: [&str; 2] = [
    "UPDATE list_entry SET session = ?1 WHERE session = ?2",
    "UPDATE OR IGNORE delivery SET item_id = ?1 WHERE item_kind = 'session' AND item_id = ?2",
];

fn join(connection: &Connection, question: &MatchQuestionRow) -> rusqlite::Result<()> {
    let MatchQuestionRow { old, new, .. } = *question;
    let (before, after) = (stored(connection, old)?, stored(connection, new)?);
    search::forget(connection, &[old, new])?;
    move_own(connection, new, old)?;
    // Show notes do not overrule the schedule.
    let stays = before.head.withdrawn_at.is_none() && before.head.excerpt.is_none();
    let head = if stays { &before.head } else { &after.head }.clone();
    let before = before.into_session();
    let after = if stays {
        before.clone()
    } else {
        after.into_session()
    };
    // It goes, and the questions about it with it.
    connection
        .prepare_cached("DELETE FROM session WHERE id = ?1")?
        .execute([new.0])?;
    connection
        .prepare_cached("DELETE FROM match_question WHERE old = ?1")?
        .execute([old.0])?;
    let fields = SessionFields {
        session: &after,
        position: head.position,
        day: head.day,
        excerpt: head.excerpt.as_deref(),
    };
    session_writing::update(connection, old, head.conference, &fields)?;
    session_change::forget_withdrawal(connection, question.import, old)?;
    let changes = session_change::differences(&before, &after)?;
    session_change::insert(connection, question.import, old, &changes)?;
    search::learn(connection, &[old])
}

/// What the attendee made of one session goes to another, and so do places on lists and reminders.
pub(crate) fn move_own(
    connection: &Connection,
    from: SessionId,
    to: SessionId,
) -> rusqlite::Result<()> {
    for statement in MOVE_OWN.iter().chain(&MOVE_OTHERS) {
        let mut statement = connection.prepare_cached(statement)?;
        match statement.parameter_count() {
            1 => statement.raw_bind_parameter(1, from.0)?,
            _ => {
                statement.raw_bind_parameter(1, to.0)?;
                statement.raw_bind_parameter(2, from.0)?;
            }
        }
        statement.raw_execute()?;
    }
    Ok(())
}

fn stored(connection: &Connection, id: SessionId) -> rusqlite::Result<session::SessionRow> {
    session::by_id(connection, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
}

/// Keeps a question, unless it was asked before.
pub(crate) fn ask(
    connection: &Connection,
    import: ImportId,
    old: SessionId,
    new: SessionId,
    reason: DoubtReason,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO match_question (import, old, new, reason) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (old, new) DO NOTHING",
        )?
        .execute((import.0, old.0, new.0, Word(reason)))
        .map(drop)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use agenda::{List, ListEntry, Priority, Schedule};

    use super::*;
    use crate::examples::*;
    use crate::{ChangedField, ListEntryRow};

    /// A talk that the attendee picked, and in the newer schedule one that only shares its guid.
    fn asked() -> (Store, ConferenceId, MatchQuestionRow) {
        let (mut store, conference) = store_with_two_talks();
        let old = session_ids(&store, conference)[0];
        let now = at("02T08:00:00");
        store.pick(&[old], Priority::Must, now).unwrap();
        store.set_note(old, "Ask.", now).unwrap();
        let mut newer = session("z", "Choosing among Wholly Other Things", "18:00");
        newer.speakers = vec![speaker("Ada")];
        let schedule = Schedule {
            lists: vec![List {
                name: "Duffie".to_owned(),
                entries: vec![ListEntry::Session(1)],
            }],
            ..schedule(vec![two_talks().sessions.remove(1), newer])
        };
        let outcome = imported(&mut store, &schedule);
        let new = *session_ids(&store, conference).last().unwrap();
        let import = store.imports(conference).unwrap()[1].id;
        if outcome.doubtful.is_empty() {
            let doubt = DoubtReason::SomewhatAlike;
            store
                .write("ask", |transaction| {
                    ask(transaction, import, old, new, doubt)
                })
                .unwrap();
        }
        let question = store.match_questions(conference).unwrap()[0];
        assert_eq!((question.old, question.new), (old, new));
        (store, conference, question)
    }

    #[test]
    fn one_talk_keeps_the_older_id_the_newer_words_and_what_was_made_of_either() {
        let (mut store, conference, question) = asked();
        let now = at("02T09:00:00");
        store.set_note(question.new, "Bring.", now).unwrap();
        store.hide_sessions(&[question.new], now).unwrap();
        assert_eq!(store.answer_same(question.id).unwrap(), Some(question.old));

        let joined = store.session_head(question.old).unwrap().unwrap();
        assert_eq!(joined.title, "Choosing among Wholly Other Things");
        assert_eq!(joined.identifiers.guid.as_deref(), Some("z"));
        assert_eq!(joined.withdrawn_at, None);
        assert_eq!(store.session_head(question.new).unwrap(), None);
        assert_eq!(store.picks(conference).unwrap()[0].session, question.old);
        let note = store.note(question.old).unwrap().unwrap().text;
        assert_eq!(note, "Ask.\n\nBring.");
        assert_eq!(store.hidden_sessions(conference).unwrap(), []);
        let listed = &store.lists(conference).unwrap()[0].entries;
        assert_eq!(*listed, [ListEntryRow::Session(question.old)]);
        assert_eq!(store.match_questions(conference).unwrap(), []);
        assert_eq!(store.integrity().unwrap(), Vec::<String>::new());
        let found = store.search("wholly", None, 9).unwrap();
        assert_eq!(found[0].session, question.old);

        let changes = store.changes_of_import(question.import).unwrap();
        let of_old: Vec<ChangedField> = changes
            .iter()
            .filter(|change| change.session == question.old)
            .map(|change| change.field)
            .collect();
        assert!(of_old.contains(&ChangedField::Title), "{of_old:?}");
        assert!(!of_old.contains(&ChangedField::Presence), "{of_old:?}");
        assert_eq!(store.answer_same(question.id).unwrap(), None);
    }

    #[test]
    fn two_talks_stay_two_and_are_not_asked_about_again() {
        let (mut store, conference, question) = asked();
        let now = at("02T09:00:00");
        assert!(store.answer_different(question.id, now).unwrap());
        assert!(!store.answer_different(question.id, now).unwrap());
        assert_eq!(store.match_questions(conference).unwrap(), []);
        let again = |store: &mut Store| {
            store.write("ask", |transaction| {
                ask(
                    transaction,
                    question.import,
                    question.old,
                    question.new,
                    question.reason,
                )
            })
        };
        again(&mut store).unwrap();
        assert_eq!(store.match_questions(conference).unwrap(), []);
        assert_eq!(store.picks(conference).unwrap()[0].session, question.old);
        assert!(store.ask_again(question.id).unwrap());
        assert_eq!(store.match_questions(conference).unwrap(), [question]);
    }

    #[test]
    fn a_question_is_settled_when_the_old_session_comes_back() {
        let (mut store, conference, question) = asked();
        imported(&mut store, &two_talks());
        assert_eq!(store.match_questions(conference).unwrap(), []);
        assert!(!store.session_head(question.old).unwrap().unwrap().is_gone());
        assert!(store.delete_conference(conference).unwrap());
    }
}
