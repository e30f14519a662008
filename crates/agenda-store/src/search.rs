//! Full-text search over sessions (FTS5): title, speakers, room and track, text.
//!
//! Ranking all that matches takes longer the more there is, so search goes by tiers, from titles to
//! texts, and stops where there is enough. `name_index` has titles, speakers, rooms and tracks, and
//! lists for the beginnings of words; `session_index` has the texts too. Neither holds a text of its
//! own; what they index, and what excerpts are cut from, is the view `session_search`. Whoever changes
//! a row behind that view calls [`forget`] before and [`learn`] after.

mod excerpt;
mod mistyped;
mod query;

use std::collections::HashSet;

use agenda::{ConferenceId, SessionId};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::values::{Cells, Json};
use crate::{Store, StoreError};
use excerpt::Marker;
use query::{Place, Query};

/// A session that search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHitRow {
    pub session: SessionId,
    pub conference: ConferenceId,
    /// A piece of the text around the first match, each match between U+0002 and U+0003; the beginning
    /// of the text where only title, speakers or place match; empty without a text.
    pub excerpt: String,
}

/// With fewer hits than this, words that may be mistyped are looked for too.
const FEW_HITS: usize = 3;

/// In a store with more sessions, texts are not ranked, and words of one or two letters are looked
/// for in them as they are.
const MANY_SESSIONS: i64 = 10_000;

impl Store {
    /// The sessions in which every word occurs, or one that begins with it, in any case and with or
    /// without accents; best first: title before speakers before room and track before text, whole
    /// words before beginnings, then in the order in which they came. Where hardly any is found, those
    /// with a word of one letter more, less or other in title, speakers, room or track follow. In one
    /// conference or all. Nothing for no words.
    pub fn search(
        &self,
        words: &str,
        conference: Option<ConferenceId>,
        limit: u32,
    ) -> Result<Vec<SearchHitRow>, StoreError> {
        let Some(query) = Query::of(words) else {
            return Ok(Vec::new());
        };
        self.read("search the sessions", |connection| {
            let Some(mut search) = Search::of(connection, conference, limit)? else {
                return Ok(Vec::new());
            };
            search.find(&query)?;
            let mut marker = Marker::of(&query);
            if search.found.len() < FEW_HITS.min(search.limit)
                && let Some(meant) = mistyped::meant_by(connection, &query)?
            {
                search.find(&meant)?;
                marker = Marker::of(&meant);
            }
            search.rows(&marker)
        })
    }
}

/// One search: what was found so far.
struct Search<'a> {
    connection: &'a Connection,
    conference: Option<ConferenceId>,
    /// The sessions of the conference are among these.
    ids: (i64, i64),
    limit: usize,
    found: Vec<i64>,
    known: HashSet<i64>,
}

impl<'a> Search<'a> {
    /// None where there is nothing to search.
    fn of(
        connection: &'a Connection,
        conference: Option<ConferenceId>,
        limit: u32,
    ) -> rusqlite::Result<Option<Self>> {
        // Two statements each: SQLite finds one end of an index at once, but not both.
        let end = |end: &str| -> rusqlite::Result<Option<i64>> {
            match conference {
                Some(id) => connection
                    .prepare_cached(&format!(
                        "SELECT {end}(id) FROM session WHERE conference = ?1"
                    ))?
                    .query_row([id.0], |row| row.get(0)),
                None => connection
                    .prepare_cached(&format!("SELECT {end}(id) FROM session"))?
                    .query_row([], |row| row.get(0)),
            }
        };
        let ids = end("min")?.zip(end("max")?);
        Ok(ids.map(|ids| Self {
            connection,
            conference,
            ids,
            limit: limit as usize,
            found: Vec::new(),
            known: HashSet::new(),
        }))
    }

    fn find(&mut self, query: &Query) -> rusqlite::Result<()> {
        for place in Place::OF_NAMES {
            self.tier("name_index", &query.in_names(place), "rowid")?;
        }
        if self.found.len() < self.limit {
            let is_large = self.ids.1 - self.ids.0 > MANY_SESSIONS;
            let order = if is_large { "rowid" } else { "rank" };
            self.tier("session_index", &query.anywhere(is_large), order)?;
        }
        Ok(())
    }

    /// Takes what a full-text query finds, up to the limit. A tier holds all that those before it
    /// hold: what it gives fills up what was found, or is all there is.
    fn tier(&mut self, index: &str, query: &str, order: &str) -> rusqlite::Result<()> {
        if self.found.len() >= self.limit {
            return Ok(());
        }
        // An outer join is not turned round: FTS5 comes first and stops at the limit.
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {index}.rowid FROM {index} CROSS JOIN session ON session.id = {index}.rowid
             WHERE {index} MATCH :query AND {index}.rowid BETWEEN :first AND :last
               AND (:conference IS NULL OR session.conference = :conference)
             ORDER BY {index}.{order} LIMIT :limit"
        ))?;
        let found = statement.query_map(
            named_params! {
                ":query": query,
                ":first": self.ids.0,
                ":last": self.ids.1,
                ":conference": self.conference.map(|id| id.0),
                ":limit": self.limit as i64,
            },
            |row| row.get::<_, i64>(0),
        )?;
        for id in found {
            let id = id?;
            if self.known.insert(id) {
                self.found.push(id);
            }
        }
        self.found.truncate(self.limit);
        Ok(())
    }

    fn rows(&self, marker: &Marker) -> rusqlite::Result<Vec<SearchHitRow>> {
        let mut read = self.connection.prepare_cached(
            "SELECT session.id, session.conference, session_body.text
             FROM session JOIN session_body ON session_body.session = session.id
             WHERE session.id = ?1",
        )?;
        let rows = self.found.iter().filter_map(|id| {
            read.query_row([id], |row| {
                let mut cells = Cells::of(row);
                Ok(SearchHitRow {
                    session: cells.value()?,
                    conference: cells.value()?,
                    excerpt: marker.excerpt(row.get_ref(2)?.as_str()?),
                })
            })
            .optional()
            .transpose()
        });
        rows.collect()
    }
}

/// Puts sessions into the indices that are not there.
pub(crate) fn learn(connection: &Connection, sessions: &[SessionId]) -> rusqlite::Result<()> {
    if sessions.is_empty() {
        return Ok(());
    }
    const STATEMENTS: [&str; 2] = [
        "INSERT INTO session_index (rowid, title, speakers, place, text)
         SELECT id, title, speakers, place, text FROM session_search
         WHERE id IN (SELECT value FROM json_each(?1))",
        "INSERT INTO name_index (rowid, title, speakers, place)
         SELECT id, title, speakers, place FROM session_search
         WHERE id IN (SELECT value FROM json_each(?1))",
    ];
    for statement in STATEMENTS {
        connection
            .prepare_cached(statement)?
            .execute([Json(sessions)])?;
    }
    Ok(())
}

/// Takes sessions out of the indices, while their rows still say what was indexed.
pub(crate) fn forget(connection: &Connection, sessions: &[SessionId]) -> rusqlite::Result<()> {
    if sessions.is_empty() {
        return Ok(());
    }
    const STATEMENTS: [&str; 2] = [
        "INSERT INTO session_index (session_index, rowid, title, speakers, place, text)
         SELECT 'delete', id, title, speakers, place, text FROM session_search
         WHERE id IN (SELECT value FROM json_each(?1))",
        "INSERT INTO name_index (name_index, rowid, title, speakers, place)
         SELECT 'delete', id, title, speakers, place FROM session_search
         WHERE id IN (SELECT value FROM json_each(?1))",
    ];
    for statement in STATEMENTS {
        connection
            .prepare_cached(statement)?
            .execute([Json(sessions)])?;
    }
    Ok(())
}

/// Takes a whole conference out of the indices.
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

/// Fails if an index does not hold what `session_search` shows.
pub(crate) fn check(connection: &Connection) -> rusqlite::Result<()> {
    for index in ["session_index", "name_index"] {
        connection.execute(
            &format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"),
            [],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
