//! Full-text search over sessions (FTS5): title, speakers, room and track, text.
//!
//! The index `session_index` holds no text of its own; what it indexes, and what excerpts are cut
//! from, is the view `session_search`. Whoever changes a row behind that view calls [`forget`]
//! before and [`learn`] after.

use agenda::{ConferenceId, SessionId};
use rusqlite::{Connection, named_params};

use crate::values::{Cells, Json};
use crate::{Store, StoreError};

/// A session that search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHitRow {
    pub session: SessionId,
    pub conference: ConferenceId,
    /// A piece of the text around the matches, each match between U+0002 and U+0003; the beginning
    /// of the text where only title, speakers or place match; empty without a text.
    pub excerpt: String,
}

impl Store {
    /// The sessions in which every word occurs, or one that begins with it, in any case and with or
    /// without accents; best first: title before speakers before room and track before text. In one
    /// conference or all. Nothing for no words.
    pub fn search(
        &self,
        words: &str,
        conference: Option<ConferenceId>,
        limit: u32,
    ) -> Result<Vec<SearchHitRow>, StoreError> {
        let Some(query) = query_of(words) else {
            return Ok(Vec::new());
        };
        self.read("search the sessions", |connection| {
            connection
                .prepare_cached(
                    "SELECT session.id, session.conference,
                            snippet(session_index, 3, char(2), char(3), '…', 24)
                     FROM session_index JOIN session ON session.id = session_index.rowid
                     WHERE session_index MATCH :query
                       AND (:conference IS NULL OR session.conference = :conference)
                     ORDER BY bm25(session_index, 20.0, 10.0, 5.0, 1.0), session.id
                     LIMIT :limit",
                )?
                .query_map(
                    named_params! {
                        ":query": query,
                        ":conference": conference.map(|id| id.0),
                        ":limit": limit,
                    },
                    |row| {
                        let mut cells = Cells::of(row);
                        Ok(SearchHitRow {
                            session: cells.value()?,
                            conference: cells.value()?,
                            excerpt: cells.plain()?,
                        })
                    },
                )?
                .collect()
        })
    }
}

/// The FTS5 query for all words as prefixes: each a quoted string, in which no operator means
/// anything (<https://sqlite.org/fts5.html> §3.1). None if there is nothing to look for.
fn query_of(words: &str) -> Option<String> {
    let prefixes: Vec<String> = words
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| format!("\"{}\"*", word.replace('"', "\"\"")))
        .collect();
    (!prefixes.is_empty()).then(|| prefixes.join(" "))
}

/// Puts sessions into the index that are not there.
pub(crate) fn learn(connection: &Connection, sessions: &[SessionId]) -> rusqlite::Result<()> {
    if sessions.is_empty() {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO session_index (rowid, title, speakers, place, text)
             SELECT id, title, speakers, place, text FROM session_search
             WHERE id IN (SELECT value FROM json_each(?1))",
        )?
        .execute([Json(sessions)])
        .map(drop)
}

/// Takes sessions out of the index, while their rows still say what was indexed.
pub(crate) fn forget(connection: &Connection, sessions: &[SessionId]) -> rusqlite::Result<()> {
    if sessions.is_empty() {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO session_index (session_index, rowid, title, speakers, place, text)
             SELECT 'delete', id, title, speakers, place, text FROM session_search
             WHERE id IN (SELECT value FROM json_each(?1))",
        )?
        .execute([Json(sessions)])
        .map(drop)
}

/// Takes a whole conference out of the index.
pub(crate) fn forget_conference(
    connection: &Connection,
    conference: ConferenceId,
) -> rusqlite::Result<()> {
    let sessions: Vec<SessionId> = connection
        .prepare_cached("SELECT id FROM session WHERE conference = ?1")?
        .query_map([conference.0], |row| Cells::of(row).value())?
        .collect::<rusqlite::Result<_>>()?;
    forget(connection, &sessions)
}

/// Fails if the index does not hold what `session_search` shows.
pub(crate) fn check(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO session_index (session_index, rank) VALUES ('integrity-check', 1)",
            [],
        )
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_quoted_prefixes() {
        let cases = [
            ("garcia", Some(r#""garcia"*"#)),
            ("  too   much ", Some(r#""too"* "much"*"#)),
            (r#"a"b OR *"#, Some(r#""a""b"* "OR"*"#)),
            ("title:x NOT (y)", Some(r#""title:x"* "NOT"* "(y)"*"#)),
            ("nul\0byte", Some(r#""nul"* "byte"*"#)),
            ("- \" * 🎉", None),
            ("", None),
        ];
        for (words, query) in cases {
            assert_eq!(query_of(words).as_deref(), query, "{words}");
        }
    }
}
