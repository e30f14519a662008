//! Table `table_mapping`: which column of a table holds what, as the attendee told it of a source. The
//! mappings are texts whose meaning is not the store's.

use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    /// What was told of the tables of a source: an address, a file's path.
    pub fn table_mapping(&self, source: &str) -> Result<Option<String>, StoreError> {
        self.read("read what the columns hold", |connection| {
            connection
                .prepare_cached("SELECT mapping FROM table_mapping WHERE source = ?1")?
                .query_row([source], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps what was told of a source, or forgets it.
    pub fn set_table_mapping(
        &mut self,
        source: &str,
        mapping: Option<&str>,
    ) -> Result<(), StoreError> {
        self.write("keep what the columns hold", |transaction| {
            match mapping {
                Some(mapping) => transaction
                    .prepare_cached(
                        "INSERT INTO table_mapping (source, mapping) VALUES (?1, ?2)
                         ON CONFLICT (source) DO UPDATE SET mapping = excluded.mapping",
                    )?
                    .execute([source, mapping]),
                None => transaction
                    .prepare_cached("DELETE FROM table_mapping WHERE source = ?1")?
                    .execute([source]),
            }
            .map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::examples::store;

    #[test]
    fn a_mapping_is_kept_by_source_until_another_is_told() {
        let mut store = store();
        let kept = |store: &crate::Store| store.table_mapping("talks.csv").unwrap();
        assert_eq!(kept(&store), None);
        store.set_table_mapping("talks.csv", Some("a")).unwrap();
        store.set_table_mapping("others.csv", Some("b")).unwrap();
        store.set_table_mapping("talks.csv", Some("c")).unwrap();
        assert_eq!(kept(&store).as_deref(), Some("c"));
        store.set_table_mapping("talks.csv", None).unwrap();
        assert_eq!(kept(&store), None);
        assert!(store.table_mapping("others.csv").unwrap().is_some());
    }
}
