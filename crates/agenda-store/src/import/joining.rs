//! Joining two conferences that turned out to be one: one lives on with all that is known of either.
//!
//! What was imported last tells, a whole schedule before an excerpt. Nothing is withdrawn by joining:
//! what only one of the two tells stays until a newer version says otherwise.

use agenda::{ConferenceId, Session, SessionId, ZoneSource};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::sessions::{Stored, stored_sessions};
use super::{Provenance, existing, pairing};
use crate::conference::ConferenceRow;
use crate::import_record::ImportId;
use crate::session_change::{LISTED, WITHDRAWN, presence};
use crate::session_writing::{self, SessionFields};
use crate::{
    Store, StoreError, booth, conference_setting, import_record, match_question, search,
    session_change, session_day,
};

/// What joining two conferences did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinOutcome {
    /// The one that lives on.
    pub conference: ConferenceRow,
    /// Sessions that both had.
    pub joined: u32,
    /// Sessions that only the other one had.
    pub added: u32,
    /// Doubtful matches, to be answered by the attendee.
    pub questions: u32,
}

impl Store {
    /// Joins `other` to `into`, which keeps its id and slug. Picks, notes, visits, lists, changes and
    /// reminders shown go along; `other` is no more. `title` is what `other` is called, or `into` where
    /// the other only has the name of its file. None if one of them is not there or both are the
    /// same.
    pub fn join_conferences(
        &mut self,
        other: ConferenceId,
        into: ConferenceId,
        title: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<JoinOutcome>, StoreError> {
        self.write("join the two conferences", |transaction| {
            use crate::conference::by_id;
            match (by_id(transaction, other)?, by_id(transaction, into)?) {
                (Some(mut other), Some(into)) if other.id != into.id => {
                    title.clone_into(&mut other.title);
                    join(transaction, other, into, at).map(Some)
                }
                _ => Ok(None),
            }
        })
    }
}

fn join(
    connection: &Connection,
    other: ConferenceRow,
    into: ConferenceRow,
    at: DateTime<Utc>,
) -> rusqlite::Result<JoinOutcome> {
    let is_other_newer = match (&other.excerpt, &into.excerpt) {
        (None, Some(_)) => true,
        (Some(_), None) => false,
        _ => (other.imported_at, other.id.0) > (into.imported_at, into.id.0),
    };
    if is_other_newer {
        take_facts(connection, &other, &into)?;
    }
    if into.zone_source != ZoneSource::Told && other.zone_source == ZoneSource::Told {
        conference_setting::tell_zone(connection, into.id, other.zone)?;
    }
    let after = existing(connection, into.id)?;
    for before in [&other, &into] {
        session_day::rezone(
            connection,
            before.id,
            before.zone,
            after.zone,
            after.day_change,
        )?;
    }
    // Imports of either source go to the one that is left.
    connection.execute(
        "UPDATE import SET conference = ?1 WHERE conference = ?2",
        [into.id.0, other.id.0],
    )?;
    let record = import_record::insert(connection, into.id, at, None, "joined")?;
    let sessions = join_sessions(connection, &other, &after, is_other_newer, record)?;
    import_record::finish(connection, record, &Default::default())?;
    booth::join(connection, other.id, into.id)?;
    for statement in MOVE_REST {
        connection.execute(statement, [into.id.0, other.id.0])?;
    }
    connection.execute(
        "DELETE FROM conference_setting WHERE conference = ?1",
        [other.id.0],
    )?;
    connection.execute("DELETE FROM conference WHERE id = ?1", [other.id.0])?;
    Ok(JoinOutcome {
        conference: existing(connection, into.id)?,
        ..sessions
    })
}

/// A list of the same name and source stands once: the other's is what was imported by itself.
const MOVE_REST: [&str; 8] = [
    "DELETE FROM list WHERE conference = ?1 AND EXISTS
         (SELECT 1 FROM list AS others WHERE others.conference = ?2 AND others.name = list.name
              AND others.excerpt IS list.excerpt)",
    "UPDATE list SET conference = ?1 WHERE conference = ?2",
    "DELETE FROM event WHERE conference = ?2 AND EXISTS
         (SELECT 1 FROM event AS others WHERE others.conference = ?1 AND others.url = event.url)",
    "UPDATE event SET conference = ?1 WHERE conference = ?2",
    "UPDATE OR IGNORE walking_time SET conference = ?1 WHERE conference = ?2",
    "DELETE FROM walking_time WHERE conference = ?2",
    "UPDATE OR IGNORE walking_pair SET conference = ?1 WHERE conference = ?2",
    "DELETE FROM walking_pair WHERE conference = ?2",
];

/// The newer schedule tells what the conference is and where it is refreshed from. A zone that is
/// only an offset is not believed before one that was known.
fn take_facts(
    connection: &Connection,
    other: &ConferenceRow,
    into: &ConferenceRow,
) -> rusqlite::Result<()> {
    const FACTS: &str = "acronym, venue, city, url, version, day_change, first_day, last_day,
                         rooms, tracks, source, excerpt, imported_at";
    const ZONE: &str = "zone, zone_source, zone_reason, zone_guess";
    let take = |columns: &str| {
        connection.execute(
            &format!(
                "UPDATE conference SET ({columns}) = (SELECT {columns} FROM conference WHERE id = ?2)
                 WHERE id = ?1"
            ),
            [into.id.0, other.id.0],
        )
    };
    take(FACTS)?;
    connection.execute(
        "UPDATE conference SET title = ?2 WHERE id = ?1",
        params![into.id.0, other.title],
    )?;
    if other.zone_source != ZoneSource::OffsetOnly || into.zone_source == ZoneSource::OffsetOnly {
        take(ZONE)?;
    }
    connection.execute(
        "DELETE FROM refresh WHERE conference = ?1
             AND EXISTS (SELECT 1 FROM refresh WHERE conference = ?2)",
        [into.id.0, other.id.0],
    )?;
    connection
        .execute(
            "UPDATE refresh SET conference = ?1, claimed_by = NULL WHERE conference = ?2",
            [into.id.0, other.id.0],
        )
        .map(drop)
}

/// What is known of a session's past, and what is asked about it.
const MOVE_HISTORY: [&str; 4] = [
    "UPDATE OR IGNORE session_change SET session = ?1 WHERE session = ?2",
    "UPDATE OR IGNORE seen_change SET session = ?1 WHERE session = ?2",
    "UPDATE OR IGNORE match_question SET old = ?1 WHERE old = ?2",
    "UPDATE OR IGNORE match_question SET new = ?1 WHERE new = ?2",
];

fn join_sessions(
    connection: &Connection,
    other: &ConferenceRow,
    into: &ConferenceRow,
    is_other_newer: bool,
    record: ImportId,
) -> rusqlite::Result<JoinOutcome> {
    let (stored, old) = stored_sessions(connection, into)?;
    let (others, new) = stored_sessions(connection, other)?;
    let (listed, listed_sessions): (Vec<Stored>, Vec<Session>) = others
        .into_iter()
        .zip(new)
        .filter(|(stored, _)| !stored.is_withdrawn)
        .unzip();
    let provenance = Provenance(other.excerpt.as_deref());
    let matching = pairing::pair(&stored, &old, &listed_sessions, provenance);

    let gone: Vec<SessionId> = matching
        .pairs
        .iter()
        .map(|pair| listed[pair.new].id)
        .collect();
    let kept: Vec<SessionId> = matching
        .pairs
        .iter()
        .map(|pair| stored[pair.old].id)
        .collect();
    search::forget(connection, &[&gone[..], &kept[..]].concat())?;
    let mut is_gone = vec![false; listed.len()];
    for pair in &matching.pairs {
        let (before, after) = (&stored[pair.old], &listed[pair.new]);
        // Several named talks may be one session: the first speaks for all.
        is_gone[pair.new] = true;
        connection
            .prepare_cached(
                "UPDATE OR IGNORE hidden_session SET session = ?1 WHERE session = ?2
                     AND NOT EXISTS (SELECT 1 FROM pick WHERE session = ?1)",
            )?
            .execute([before.id.0, after.id.0])?;
        match_question::move_own(connection, after.id, before.id)?;
        for statement in MOVE_HISTORY {
            connection
                .prepare_cached(statement)?
                .execute([before.id.0, after.id.0])?;
        }
        connection
            .prepare_cached("DELETE FROM session WHERE id = ?1")?
            .execute([after.id.0])?;
        let tells_more = match (&before.excerpt, &after.excerpt) {
            (None, Some(_)) => before.is_withdrawn,
            (Some(_), None) => true,
            _ => is_other_newer || before.is_withdrawn,
        };
        if tells_more {
            let fields = SessionFields {
                session: &listed_sessions[pair.new],
                position: before.position,
                day: after.day,
                excerpt: after.excerpt.as_deref(),
            };
            session_writing::update(connection, before.id, into.id, &fields)?;
            let mut changes =
                session_change::differences(&old[pair.old], &listed_sessions[pair.new])?;
            if before.is_withdrawn {
                changes.push(presence(Some(WITHDRAWN), LISTED));
            }
            session_change::insert(connection, record, before.id, &changes)?;
        }
    }
    // Behind those that are there, in their own order.
    let behind = stored.iter().map(|stored| stored.position + 1).max();
    connection.execute(
        "UPDATE session SET conference = ?1, position = position + ?3 WHERE conference = ?2",
        params![into.id.0, other.id.0, behind.unwrap_or(0)],
    )?;
    let mut kept = kept;
    kept.sort_unstable();
    kept.dedup();
    search::learn(connection, &kept)?;
    for doubt in &matching.doubtful {
        let (old, new) = (stored[doubt.old].id, listed[doubt.new].id);
        match_question::ask(connection, record, old, new, doubt.reason)?;
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Ok(JoinOutcome {
        conference: into.clone(),
        joined: count(matching.pairs.len()),
        added: count(is_gone.iter().filter(|is_gone| !**is_gone).count()),
        questions: count(matching.doubtful.len()),
    })
}
