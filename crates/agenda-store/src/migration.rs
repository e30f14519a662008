//! Schema versions: what is applied, in which order, and what is refused.
//!
//! A migration never changes once it was released; a new one is added below it.

use rusqlite::{Connection, TransactionBehavior};

/// "Lany": tells Lanyard's files from other SQLite files.
pub(crate) const APPLICATION_ID: i32 = 0x4C61_6E79;

/// Migration `n` leads from version `n` to `n + 1`.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_refresh.sql"),
    include_str!("../migrations/0003_changes.sql"),
    include_str!("../migrations/0004_reminders.sql"),
    include_str!("../migrations/0005_tables.sql"),
    include_str!("../migrations/0006_search.sql"),
];

/// The version this program writes.
pub(crate) const NEWEST: u32 = MIGRATIONS.len() as u32;

/// What a file is, as far as can be told without changing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing yet.
    Empty,
    /// Ours, of that version.
    Version(u32),
    /// SQLite, but another program's.
    Foreign,
}

pub(crate) fn found(connection: &Connection) -> rusqlite::Result<Found> {
    // One look at all three: another process may be making the store just now.
    let look = connection.unchecked_transaction()?;
    let application: i32 = look.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = version(&look)?;
    let objects: u32 =
        look.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    look.finish()?;
    Ok(match application {
        APPLICATION_ID => Found::Version(version),
        0 if objects == 0 => Found::Empty,
        _ => Found::Foreign,
    })
}

pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the schema to [`NEWEST`]: all steps or none.
pub(crate) fn apply(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? >= NEWEST {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let from = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(from as usize) {
        transaction.execute_batch(migration)?;
    }
    if from < NEWEST {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", NEWEST)?;
    }
    transaction.commit()
}
