//! The file: opening, refusing, checking it, and running queries with errors that say what failed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::StoreError;
use crate::migration::{self, Found};

/// How long a query waits for another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Pages that gather in the write-ahead log before they are moved into the file (16 MB): more than
/// an import writes, so that it need not wait for the move.
const CHECKPOINT_PAGES: u32 = 4000;

/// Kibibytes of pages kept in memory, where they are used: a large import then writes each page once.
const CACHE_KIBIBYTES: i32 = 8000;

/// Statements that stay prepared: more than an import and a tick of the reminders use.
const PREPARED_STATEMENTS: usize = 64;

/// One open store. Any number of processes may have the same file open.
///
/// What writes takes `&mut self`, runs in one transaction, and leaves the store as it was when it
/// fails.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the file, or makes it and the folders above it, and brings its schema up to date.
    ///
    /// # Errors
    /// A file of a newer schema or another program is refused and not touched.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        let explain = |error| StoreError::explain("open the store", path, error);
        let connection = Connection::open(path).map_err(explain)?;
        Self::prepare(connection, path.to_owned())
    }

    /// A store that is gone when it is dropped: for tests and previews.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let explain = |error| StoreError::explain("open the store", &path, error);
        let connection = Connection::open_in_memory().map_err(explain)?;
        Self::prepare(connection, path)
    }

    fn prepare(mut connection: Connection, path: PathBuf) -> Result<Self, StoreError> {
        match look(&connection)
            .map_err(|error| StoreError::explain("open the store", &path, error))?
        {
            Found::Empty => {}
            Found::Version(version) if version <= migration::NEWEST => {}
            Found::Version(found) => {
                return Err(StoreError::NewerSchema {
                    path,
                    found,
                    known: migration::NEWEST,
                });
            }
            Found::Foreign => return Err(StoreError::NotAStore { path }),
        }
        set_up(&mut connection)
            .map_err(|error| StoreError::explain("open the store", &path, error))?;
        migration::apply(&mut connection)
            .map_err(|error| StoreError::explain("bring the store up to date", &path, error))?;
        Ok(Self { connection, path })
    }

    /// Where the file is; `:memory:` without one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn schema_version(&self) -> Result<u32, StoreError> {
        self.read("read the schema's version", migration::version)
    }

    /// A number that differs from the one before if another connection or process has changed the
    /// store since. Changes through this `Store` do not count.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.read("look for changes", |connection| {
            connection
                .prepare_cached("PRAGMA data_version")?
                .query_row([], |row| row.get(0))
        })
    }

    /// What is wrong with the file, in SQLite's words; empty while it is sound.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        self.read("check the store", |connection| {
            let mut problems = connection
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()?;
            problems.retain(|problem| problem != "ok");
            let mut orphans = connection.prepare("PRAGMA foreign_key_check")?;
            let mut rows = orphans.query([])?;
            while let Some(row) = rows.next()? {
                let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
                problems.push(format!("a row of {table} has lost its {parent}"));
            }
            if let Err(error) = crate::search::check(connection) {
                problems.push(format!(
                    "the search index disagrees with the sessions: {error}"
                ));
            }
            Ok(problems)
        })
    }

    pub(crate) fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        work(&self.connection).map_err(|error| StoreError::explain(doing, &self.path, error))
    }

    /// Runs `work` in one immediate transaction: all of it or none of it.
    pub(crate) fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.try_out(doing, true, work)
    }

    /// Like `write`, and undoes it again unless it is to be kept.
    pub(crate) fn try_out<T>(
        &mut self,
        doing: &'static str,
        keep: bool,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let run = |connection: &mut Connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            if keep {
                transaction.commit()?;
            } else {
                transaction.rollback()?;
            }
            Ok(result)
        };
        run(&mut self.connection).map_err(|error| StoreError::explain(doing, &self.path, error))
    }
}

/// Looks what the file is. Until that is known, closing must not move the write-ahead log into it.
fn look(connection: &Connection) -> rusqlite::Result<Found> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migration::found(connection)
}

fn set_up(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // Negative: in kibibytes rather than pages.
    connection.pragma_update(None, "cache_size", -CACHE_KIBIBYTES)?;
    use_write_ahead_log(connection)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)
}

/// SQLite does not wait by itself while another process makes the same switch.
fn use_write_ahead_log(connection: &Connection) -> rusqlite::Result<()> {
    let patient_until = Instant::now() + BUSY_TIMEOUT;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && Instant::now() < patient_until =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            outcome => return outcome,
        }
    }
}

#[cfg(test)]
mod tests;
