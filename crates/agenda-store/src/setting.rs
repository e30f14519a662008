//! Table `setting`: the application's settings, as texts whose meaning is not the store's.

use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read("read the settings", |connection| {
            connection
                .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()
        })
    }

    /// All settings, by key.
    pub fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.read("read the settings", |connection| {
            connection
                .prepare_cached("SELECT key, value FROM setting ORDER BY key")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Keeps settings, all of them or none; those without a value are deleted.
    pub fn set_settings(&mut self, settings: &[(&str, Option<&str>)]) -> Result<(), StoreError> {
        self.write("keep the settings", |transaction| {
            let mut set = transaction.prepare_cached(
                "INSERT INTO setting (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?;
            let mut delete = transaction.prepare_cached("DELETE FROM setting WHERE key = ?1")?;
            for (key, value) in settings {
                match value {
                    Some(value) => set.execute([key, value])?,
                    None => delete.execute([key])?,
                };
            }
            Ok(())
        })
    }
}
