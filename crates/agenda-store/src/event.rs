//! Table `event`: imported links to co-located and other events.

use agenda::{ConferenceId, Link};
use rusqlite::Connection;

use crate::import::Provenance;
use crate::{Store, StoreError};

impl Store {
    /// The events of a conference, in the order they came.
    pub fn events(&self, conference: ConferenceId) -> Result<Vec<Link>, StoreError> {
        self.read("read the events", |connection| {
            connection
                .prepare_cached("SELECT title, url FROM event WHERE conference = ?1 ORDER BY id")?
                .query_map([conference.0], |row| {
                    Ok(Link {
                        title: row.get(0)?,
                        url: row.get(1)?,
                    })
                })?
                .collect()
        })
    }
}

/// Replaces what the same teller told of before.
pub(crate) fn import(
    connection: &Connection,
    conference: ConferenceId,
    events: &[Link],
    provenance: Provenance<'_>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM event WHERE conference = ?1 AND excerpt IS ?2")?
        .execute((conference.0, provenance.excerpt()))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO event (conference, title, url, excerpt) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for event in events {
        insert.execute((conference.0, &event.title, &event.url, provenance.excerpt()))?;
    }
    Ok(())
}
