//! Table `import`: every import that was made.

use agenda::ConferenceId;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::import::ImportCounts;
use crate::values::{Cells, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportId(pub i64);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    pub id: ImportId,
    pub conference: ConferenceId,
    pub at: DateTime<Utc>,
    pub source: Option<String>,
    pub format: String,
    pub counts: ImportCounts,
}

impl Store {
    /// The imports of a conference, oldest first.
    pub fn imports(&self, conference: ConferenceId) -> Result<Vec<ImportRow>, StoreError> {
        self.read("read the imports", |connection| {
            connection
                .prepare_cached(
                    "SELECT id, conference, at, source, format,
                            added, changed, unchanged, withdrawn, restored
                     FROM import WHERE conference = ?1 ORDER BY id",
                )?
                .query_map([conference.0], |row| {
                    let mut cells = Cells::of(row);
                    Ok(ImportRow {
                        id: ImportId(cells.plain()?),
                        conference: cells.value()?,
                        at: cells.value()?,
                        source: cells.plain()?,
                        format: cells.plain()?,
                        counts: ImportCounts {
                            added: cells.plain()?,
                            changed: cells.plain()?,
                            unchanged: cells.plain()?,
                            withdrawn: cells.plain()?,
                            restored: cells.plain()?,
                        },
                    })
                })?
                .collect()
        })
    }
}

/// Opens the record of an import; [`finish`] fills in its counts.
pub(crate) fn insert(
    connection: &Connection,
    conference: ConferenceId,
    at: DateTime<Utc>,
    source: Option<&str>,
    format: &str,
) -> rusqlite::Result<ImportId> {
    connection
        .prepare_cached(
            "INSERT INTO import (conference, at, source, format,
                                 added, changed, unchanged, withdrawn, restored)
             VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, 0)",
        )?
        .insert((conference.0, Sql(at), source, format))
        .map(ImportId)
}

pub(crate) fn finish(
    connection: &Connection,
    id: ImportId,
    counts: &ImportCounts,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE import SET added = ?2, changed = ?3, unchanged = ?4, withdrawn = ?5, restored = ?6
             WHERE id = ?1",
        )?
        .execute((
            id.0,
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.withdrawn,
            counts.restored,
        ))
        .map(drop)
}
