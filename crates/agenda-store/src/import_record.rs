//! Table `import`: every import that was made.

use agenda::ConferenceId;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::import::ImportCounts;
use crate::session_change::ChangedField;
use crate::values::{Cells, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportId(pub i64);

/// An import that altered something picked, which the attendee is still to be told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UntoldImportRow {
    pub id: ImportId,
    pub conference: ConferenceId,
    pub at: DateTime<Utc>,
}

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

    /// The conference that a source was imported into, the last time.
    pub fn imported_from(&self, source: &str) -> Result<Option<ConferenceId>, StoreError> {
        self.read("look for earlier imports", |connection| {
            connection
                .prepare_cached(
                    "SELECT conference FROM import WHERE source = ?1 ORDER BY id DESC LIMIT 1",
                )?
                .query_row([source], |row| Cells::of(row).value())
                .optional()
        })
    }
}

impl Store {
    /// The imports still to be told of, oldest first. What was claimed at `claimed_since` or later is
    /// being told by somebody else.
    pub fn untold_imports(
        &self,
        claimed_since: DateTime<Utc>,
    ) -> Result<Vec<UntoldImportRow>, StoreError> {
        self.read("look for changes to tell", |connection| {
            connection
                .prepare_cached(
                    "SELECT id, conference, at FROM import
                     WHERE told_at IS NULL AND (claimed_at IS NULL OR claimed_at < ?1) ORDER BY id",
                )?
                .query_map([Sql(claimed_since)], |row| {
                    let mut cells = Cells::of(row);
                    Ok(UntoldImportRow {
                        id: ImportId(cells.plain()?),
                        conference: cells.value()?,
                        at: cells.value()?,
                    })
                })?
                .collect()
        })
    }

    /// Claims the telling of an import; false if another process has it, or it was told.
    pub fn claim_telling(
        &mut self,
        id: ImportId,
        claimed_since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.write("claim a notice of changes", |transaction| {
            let claimed = transaction
                .prepare_cached(
                    "UPDATE import SET claimed_at = ?3
                     WHERE id = ?1 AND told_at IS NULL AND (claimed_at IS NULL OR claimed_at < ?2)",
                )?
                .execute((id.0, Sql(claimed_since), Sql(now)))?;
            Ok(claimed == 1)
        })
    }

    /// It was told, or there is nothing to tell any more.
    pub fn mark_told(&mut self, id: ImportId, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.write("keep that changes were told", |transaction| {
            transaction
                .prepare_cached("UPDATE import SET told_at = ?2 WHERE id = ?1")?
                .execute((id.0, Sql(at)))
                .map(drop)
        })
    }

    /// It could not be told: to be tried again.
    pub fn release_telling(&mut self, id: ImportId) -> Result<(), StoreError> {
        self.write("release a notice of changes", |transaction| {
            transaction
                .prepare_cached("UPDATE import SET claimed_at = NULL WHERE id = ?1")?
                .execute([id.0])
                .map(drop)
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

/// Fills in the counts. What altered something picked, in a way that matters, is to be told.
pub(crate) fn finish(
    connection: &Connection,
    id: ImportId,
    counts: &ImportCounts,
) -> rusqlite::Result<()> {
    let mut changes = connection.prepare_cached(
        "SELECT DISTINCT field FROM session_change JOIN pick ON pick.session = session_change.session
         WHERE import = ?1",
    )?;
    let mut matters = false;
    for field in changes.query_map([id.0], |row| Cells::of(row).word::<ChangedField>())? {
        matters |= field?.matters();
    }
    connection
        .prepare_cached(
            "UPDATE import SET added = ?2, changed = ?3, unchanged = ?4, withdrawn = ?5, restored = ?6,
                               told_at = iif(?7, NULL, at)
             WHERE id = ?1",
        )?
        .execute((
            id.0,
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.withdrawn,
            counts.restored,
            matters,
        ))
        .map(drop)
}
