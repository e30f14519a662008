//! How alike sessions are to some that the attendee chose: by words, with the search index.

use std::collections::HashMap;

use agenda::words::folded;
use agenda::{ConferenceId, SessionId};
use rusqlite::Connection;

use crate::values::{Cells, Json};
use crate::{Store, StoreError};

/// The words that tell most are looked for.
const WORDS: usize = 48;

/// Shorter words tell nothing.
const SHORTEST: usize = 3;

impl Store {
    /// How alike other sessions of a conference are to these, from 0 to 1 for the most alike, by the
    /// words of title, track and text (bm25, <https://sqlite.org/fts5.html> §5.1.1). What shares no
    /// telling word is left out.
    pub fn alike(
        &self,
        conference: ConferenceId,
        to: &[SessionId],
    ) -> Result<HashMap<SessionId, f64>, StoreError> {
        self.read("compare the sessions", |connection| {
            let words = telling_words(connection, to)?;
            if words.is_empty() {
                return Ok(HashMap::new());
            }
            let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            let mut scores: HashMap<SessionId, f64> = connection
                .prepare_cached(
                    // A smaller bm25 is a better one.
                    "SELECT session.id, -bm25(session_index, 10.0, 2.0, 5.0, 1.0)
                     FROM session_index CROSS JOIN session ON session.id = session_index.rowid
                     WHERE session_index MATCH ?1 AND session.conference = ?2
                       AND session.id NOT IN (SELECT value FROM json_each(?3))",
                )?
                .query_map((quoted.join(" OR "), conference.0, Json(to)), |row| {
                    let mut cells = Cells::of(row);
                    Ok((cells.value()?, cells.plain()?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            let most = scores.values().copied().fold(0.0, f64::max);
            if most > 0.0 {
                scores.values_mut().for_each(|score| *score /= most);
            }
            Ok(scores)
        })
    }
}

/// The words of these sessions that occur often in them and seldom elsewhere (tf·idf), the most
/// telling first.
fn telling_words(connection: &Connection, sessions: &[SessionId]) -> rusqlite::Result<Vec<String>> {
    let mut counts: HashMap<String, f64> = HashMap::new();
    let mut texts = connection.prepare_cached(
        "SELECT title || ' ' || title || ' ' || coalesce(track, ''), text
         FROM session JOIN session_body ON session_body.session = session.id
         WHERE session.id IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = texts.query([Json(sessions)])?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::of(row);
        let (title, text): (String, String) = (cells.plain()?, cells.plain()?);
        for (words, weight) in [(title, 3.0), (text, 1.0)] {
            for word in folded(&words).split(' ') {
                if word.chars().count() >= SHORTEST {
                    *counts.entry(word.to_owned()).or_default() += weight;
                }
            }
        }
    }
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.session_word
         USING fts5vocab(main, session_index, row)",
    )?;
    let all: f64 =
        connection.query_row("SELECT count(*) FROM session_body", [], |row| row.get(0))?;
    let mut in_sessions =
        connection.prepare_cached("SELECT doc FROM temp.session_word WHERE term = ?1")?;
    let mut weighed = Vec::with_capacity(counts.len());
    for (word, count) in counts {
        let found: Vec<f64> = in_sessions
            .query_map([&word], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        // What no other session has cannot make one alike.
        if let Some(&documents) = found.first().filter(|documents| **documents > 1.0) {
            weighed.push((count.sqrt() * (all / documents).ln(), word));
        }
    }
    weighed.retain(|(weight, _)| *weight > 0.0);
    weighed.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    weighed.truncate(WORDS);
    Ok(weighed.into_iter().map(|(_, word)| word).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn shared_rare_words_make_sessions_alike_and_common_ones_do_not() {
        let told = [
            (
                "picked",
                "Networking with eBPF",
                "Programs in the kernel that route packets.",
            ),
            ("title", "eBPF for the rest of us", "With the usual words."),
            (
                "text",
                "Safe drivers",
                "They live in the kernel and never see packets.",
            ),
            (
                "common",
                "The talk with the words",
                "With the usual words in the title.",
            ),
            ("other", "Baking bread", "Sourdough at home."),
        ];
        let made = |(guid, title, text): (&str, &str, &str)| {
            let mut made = session(guid, title, "10:00");
            made.text = text.to_owned();
            made
        };
        let mut store = store();
        let id = imported(&mut store, &schedule(told.map(made).to_vec()))
            .conference
            .id;
        let ids = session_ids(&store, id);
        let alike = store.alike(id, &[ids[0]]).unwrap();
        let score = |place: usize| alike.get(&ids[place]).copied().unwrap_or(0.0);
        assert_eq!(score(1), 1.0, "{alike:?}");
        assert!(score(1) > score(2) && score(2) > score(3), "{alike:?}");
        assert!(!alike.contains_key(&ids[0]) && !alike.contains_key(&ids[4]));
        assert_eq!(store.alike(id, &[]).unwrap(), HashMap::new());
        assert_eq!(
            store.alike(ConferenceId(9), &[ids[0]]).unwrap(),
            HashMap::new()
        );
    }
}
