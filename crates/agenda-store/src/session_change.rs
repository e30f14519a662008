//! Table `session_change`: what an import altered in sessions the store knew, kept for showing.

use agenda::{ConferenceId, Session, SessionId, Slot, Speaker};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::import_record::ImportId;
use crate::values::{Cells, Sql, Word, word_of};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionChangeRow {
    pub import: ImportId,
    pub at: DateTime<Utc>,
    pub session: SessionId,
    pub field: ChangedField,
    /// As text: instants in RFC 3339 (UTC), speakers joined by commas, words of enums as in JSON.
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangedField {
    /// Whether the schedule lists it: from nothing to `listed`, to `withdrawn`, to `listed` again.
    Presence,
    Title,
    StartsAt,
    EndsAt,
    Room,
    Track,
    Status,
    Speakers,
    Url,
    /// The text was rewritten; neither version is kept here.
    Text,
    /// Something of less weight: subtitle, kind, language, links, identifiers. No values.
    Details,
}

impl Store {
    /// What imports altered in a conference's sessions at `since` or later, oldest first.
    pub fn session_changes(
        &self,
        conference: ConferenceId,
        since: DateTime<Utc>,
    ) -> Result<Vec<SessionChangeRow>, StoreError> {
        self.read("read the changes", |connection| {
            connection
                .prepare_cached(
                    "SELECT import, at, session, field, old, new
                     FROM session_change JOIN import ON import.id = import
                     WHERE conference = ?1 AND at >= ?2
                     ORDER BY import, session, field",
                )?
                .query_map((conference.0, Sql(since)), |row| {
                    let mut cells = Cells::of(row);
                    Ok(SessionChangeRow {
                        import: ImportId(cells.plain()?),
                        at: cells.value()?,
                        session: cells.value()?,
                        field: cells.word()?,
                        old: cells.plain()?,
                        new: cells.plain()?,
                    })
                })?
                .collect()
        })
    }
}

/// A field that two versions of a session differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldChange {
    pub field: ChangedField,
    pub old: Option<String>,
    pub new: Option<String>,
}

pub(crate) const LISTED: &str = "listed";
pub(crate) const WITHDRAWN: &str = "withdrawn";

pub(crate) fn presence(old: Option<&str>, new: &str) -> FieldChange {
    FieldChange {
        field: ChangedField::Presence,
        old: old.map(str::to_owned),
        new: Some(new.to_owned()),
    }
}

/// All fields that differ.
pub(crate) fn differences(old: &Session, new: &Session) -> rusqlite::Result<Vec<FieldChange>> {
    let mut changes = Vec::new();
    let mut compare = |field, old: Option<String>, new: Option<String>| {
        if old != new {
            changes.push(FieldChange { field, old, new });
        }
    };
    let starts = |session: &Session| session.slot.map(|slot| instant(slot.starts_at));
    let ends = |session: &Session| session.slot.map(|slot| instant(slot.ends_at));
    compare(
        ChangedField::Title,
        Some(old.title.clone()),
        Some(new.title.clone()),
    );
    compare(ChangedField::StartsAt, starts(old), starts(new));
    compare(ChangedField::EndsAt, ends(old), ends(new));
    compare(ChangedField::Room, old.room.clone(), new.room.clone());
    compare(ChangedField::Track, old.track.clone(), new.track.clone());
    compare(
        ChangedField::Status,
        Some(word_of(&old.status)?),
        Some(word_of(&new.status)?),
    );
    compare(
        ChangedField::Speakers,
        names(&old.speakers),
        names(&new.speakers),
    );
    compare(ChangedField::Url, old.url.clone(), new.url.clone());
    let mark = |field| FieldChange {
        field,
        old: None,
        new: None,
    };
    if old.text != new.text || old.rich_text != new.rich_text {
        changes.push(mark(ChangedField::Text));
    }
    if details_differ(old, new) {
        changes.push(mark(ChangedField::Details));
    }
    Ok(changes)
}

fn details_differ(old: &Session, new: &Session) -> bool {
    let day = |session: &Session| {
        session.slot.map(
            |Slot {
                 listed_under,
                 all_day,
                 ..
             }| (listed_under, all_day),
        )
    };
    old.identifiers != new.identifiers
        || old.subtitle != new.subtitle
        || (old.kind, &old.kind_label) != (new.kind, &new.kind_label)
        || day(old) != day(new)
        || old.language != new.language
        || old.links != new.links
        || (old.online, old.recorded) != (new.online, new.recorded)
        || (names(&old.speakers) == names(&new.speakers) && old.speakers != new.speakers)
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn names(speakers: &[Speaker]) -> Option<String> {
    let names: Vec<&str> = speakers
        .iter()
        .map(|speaker| speaker.name.as_str())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

pub(crate) fn insert(
    connection: &Connection,
    import: ImportId,
    session: SessionId,
    changes: &[FieldChange],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO session_change (import, session, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for FieldChange { field, old, new } in changes {
        insert.execute((import.0, session.0, Word(*field), old, new))?;
    }
    Ok(())
}
