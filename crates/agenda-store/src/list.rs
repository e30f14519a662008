//! Tables `list` and `list_entry`: imported lists of recommended sessions.

use agenda::{ConferenceId, Link, List, ListEntry, SessionId};
use rusqlite::Connection;

use crate::import::Provenance;
use crate::values::Cells;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Whose it is.
    pub name: String,
    pub entries: Vec<ListEntryRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListEntryRow {
    Session(SessionId),
    Link(Link),
}

impl Store {
    /// The lists of a conference, in the order they came.
    pub fn lists(&self, conference: ConferenceId) -> Result<Vec<ListRow>, StoreError> {
        self.read("read the lists", |connection| {
            let mut entries = connection.prepare_cached(
                "SELECT session, title, url FROM list_entry WHERE list = ?1 ORDER BY position",
            )?;
            let mut lists = connection
                .prepare_cached("SELECT id, name FROM list WHERE conference = ?1 ORDER BY id")?;
            let mut found = Vec::new();
            let mut rows = lists.query([conference.0])?;
            while let Some(row) = rows.next()? {
                let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
                let entries = entries.query_map([id], entry_of)?;
                found.push(ListRow {
                    name,
                    entries: entries.collect::<rusqlite::Result<_>>()?,
                });
            }
            Ok(found)
        })
    }
}

fn entry_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<ListEntryRow> {
    let mut cells = Cells::of(row);
    Ok(match cells.optional::<SessionId>()? {
        Some(session) => ListEntryRow::Session(session),
        None => ListEntryRow::Link(Link {
            title: cells.plain()?,
            url: cells.plain()?,
        }),
    })
}

/// Replaces the lists of the same names from the same teller; all others stay. `sessions` are the
/// ids by place in the schedule.
pub(crate) fn import(
    connection: &Connection,
    conference: ConferenceId,
    lists: &[List],
    sessions: &[SessionId],
    provenance: Provenance<'_>,
) -> rusqlite::Result<()> {
    let mut forget = connection
        .prepare_cached("DELETE FROM list WHERE conference = ?1 AND name = ?2 AND excerpt IS ?3")?;
    let mut insert = connection
        .prepare_cached("INSERT INTO list (conference, name, excerpt) VALUES (?1, ?2, ?3)")?;
    let mut insert_entry = connection.prepare_cached(
        "INSERT INTO list_entry (list, position, session, title, url) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for list in lists {
        let row = (conference.0, &list.name, provenance.excerpt());
        forget.execute(row)?;
        let id = insert.insert(row)?;
        for (entry, position) in list.entries.iter().zip(0_u32..) {
            let (session, link) = match entry {
                // A place beyond the schedule names nothing.
                ListEntry::Session(place) => match sessions.get(*place) {
                    Some(session) => (Some(session.0), None),
                    None => continue,
                },
                ListEntry::Link(link) => (None, Some(link)),
            };
            let (title, url) = (link.map(|link| &link.title), link.map(|link| &link.url));
            insert_entry.execute((id, position, session, title, url))?;
        }
    }
    Ok(())
}
