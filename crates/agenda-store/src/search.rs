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
                    // Ordered by FTS5 itself, so that excerpts are cut for the rows returned only.
                    "SELECT session.id, session.conference,
                            snippet(session_index, 3, char(2), char(3), '…', 24)
                     FROM session_index CROSS JOIN session ON session.id = session_index.rowid
                     WHERE session_index MATCH :query AND rank MATCH 'bm25(20.0, 10.0, 5.0, 1.0)'
                       AND (:conference IS NULL OR session.conference = :conference)
                     ORDER BY rank
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
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;
    use crate::{Import, Target};

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

    /// Sessions with the word `kernel` in title, speakers, track and text, in an order in which
    /// nothing is right by chance; and one in another conference.
    fn filled() -> (Store, ConferenceId) {
        let mut in_text = session("text", "Safe drivers", "10:00");
        in_text.text = "All about the kernel, its modules and the kernel again. ".repeat(3);
        let mut in_track = session("track", "Drivers in Rust", "11:00");
        in_track.track = Some("Kernel".to_owned());
        let in_title = session("title", "A kernel of truth", "12:00");
        let mut in_speakers = session("speakers", "Signing things", "13:00");
        in_speakers.speakers = vec![speaker("Adolfo García-Veytia"), speaker("Ada Kernel")];
        in_speakers.speakers[0].organisation = Some("Müller & Söhne".to_owned());
        let mut store = store();
        let schedule = schedule(vec![in_text, in_track, in_title, in_speakers]);
        let conference = imported(&mut store, &schedule).conference.id;
        let elsewhere = crate::examples::schedule(vec![session("other", "Other kernels", "10:00")]);
        store
            .import(&Import {
                target: Target::Key("other".to_owned()),
                ..import(&elsewhere)
            })
            .unwrap();
        (store, conference)
    }

    fn found(store: &Store, words: &str, conference: Option<ConferenceId>) -> Vec<String> {
        let hits = store.search(words, conference, 50).unwrap();
        hits.iter()
            .map(|hit| {
                let head = store.session_head(hit.session).unwrap().unwrap();
                assert_eq!(head.conference, hit.conference);
                head.identifiers.guid.unwrap()
            })
            .collect()
    }

    #[test]
    fn title_comes_before_speakers_before_track_before_text() {
        let (store, conference) = filled();
        let order = ["title", "speakers", "track", "text"];
        assert_eq!(found(&store, "kernel", Some(conference)), order);
        assert_eq!(found(&store, "kernel", None).len(), 5);
        assert_eq!(store.search("kernel", None, 2).unwrap().len(), 2);
    }

    #[test]
    fn every_word_counts_as_a_prefix_in_any_case_and_without_accents() {
        let (store, conference) = filled();
        let cases: &[(&str, &[&str])] = &[
            ("garcia", &["speakers"]),
            ("GARCÍA", &["speakers"]),
            ("garc veyt", &["speakers"]),
            ("García-Vey", &["speakers"]),
            ("mull", &["speakers"]),
            ("driv rust", &["track"]),
            ("rust garcia", &[]),
            ("arcia", &[]),
            ("room", &["text", "track", "title", "speakers"]),
        ];
        for (words, expected) in cases {
            let mut found = found(&store, words, Some(conference));
            let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn nothing_typed_can_break_a_search() {
        let (store, _) = filled();
        let typed = [
            "\"",
            "\"\"",
            "'",
            "*",
            "^kernel",
            "AND",
            "OR",
            "NOT",
            "NEAR(a b)",
            "title:",
            "-x",
            "a*b",
            "(",
            ")",
            "{a b}: c",
            "+",
            "\0",
            "a\0\"b",
            ";--",
            "%",
            "C++",
            "🎉 kernel",
            "\u{301}",
            "ⓚ",
        ];
        for words in typed {
            assert!(store.search(words, None, 5).is_ok(), "{words:?}");
        }
        assert_eq!(found(&store, "🎉 kernel -", None).len(), 5);
    }

    #[test]
    fn excerpts_mark_what_matches() {
        let (store, conference) = filled();
        let excerpt = |words: &str, place: usize| {
            store.search(words, Some(conference), 9).unwrap()[place]
                .excerpt
                .clone()
        };
        assert!(
            excerpt("mod", 0)
                .starts_with("All about the kernel, its \u{2}modules\u{3} and the kernel"),
            "{}",
            excerpt("mod", 0)
        );
        assert_eq!(excerpt("truth", 0), "");
    }

    #[test]
    fn the_index_follows_imports_and_deletions() {
        let (mut store, conference) = filled();
        let mut newer = schedule(vec![
            session("title", "A grain of truth", "12:00"),
            session("new", "Kernels, again", "12:00"),
        ]);
        newer.sessions[0].text = "Of wheat.".to_owned();
        imported(&mut store, &newer);
        let kernels = found(&store, "kernel", Some(conference));
        assert_eq!(
            kernels,
            ["new", "speakers", "track", "text"],
            "withdrawn ones stay"
        );
        assert_eq!(found(&store, "wheat", None), ["title"]);
        assert_eq!(store.integrity().unwrap(), [""; 0]);
        store.delete_conference(conference).unwrap();
        assert_eq!(found(&store, "kernel", None), ["other"]);
        assert_eq!(store.integrity().unwrap(), [""; 0]);
    }

    #[test]
    fn an_index_that_disagrees_is_noticed() {
        let (store, _) = filled();
        store
            .connection
            .execute("UPDATE session SET title = 'Silently changed'", [])
            .unwrap();
        let problems = store.integrity().unwrap();
        assert!(
            problems
                .iter()
                .any(|problem| problem.contains("search index")),
            "{problems:?}"
        );
    }
}
