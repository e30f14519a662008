//! Tables `session_change` and `seen_change`: what an import altered in sessions the store knew,
//! kept for showing, and what of it the attendee has taken note of.

use std::collections::HashMap;

use agenda::reminder::Moved;
use agenda::{ConferenceId, Link, Session, SessionId, Speaker};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::import_record::ImportId;
use crate::values::{Cells, Sql, Word, word_of};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionChangeRow {
    pub import: ImportId,
    pub at: DateTime<Utc>,
    /// Where the newer schedule came from.
    pub source: Option<String>,
    pub session: SessionId,
    pub field: ChangedField,
    /// As text: instants in RFC 3339 (UTC), speakers joined by commas, links a line each, words of
    /// enums as in JSON.
    pub old: Option<String>,
    pub new: Option<String>,
    /// Whether the attendee has taken note of what this import altered in the session.
    pub seen: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangedField {
    /// Whether the schedule lists it: from nothing to `listed`, to `withdrawn`, to `listed` again.
    Presence,
    Status,
    StartsAt,
    EndsAt,
    Room,
    Title,
    Subtitle,
    Speakers,
    Track,
    Kind,
    Language,
    Online,
    Recorded,
    Url,
    Links,
    Text,
    /// The day it is listed under, and whether it is a whole one.
    Day,
    /// What the source calls it by.
    Identifiers,
    /// Of a store of the first schema: subtitle, kind, language, links or identifiers, without values.
    Details,
}

impl ChangedField {
    /// Whether somebody who picked the session wants to be told at once.
    pub fn matters(self) -> bool {
        MATTERING.contains(&self)
    }
}

const MATTERING: [ChangedField; 6] = [
    ChangedField::Presence,
    ChangedField::Status,
    ChangedField::StartsAt,
    ChangedField::EndsAt,
    ChangedField::Room,
    ChangedField::Title,
];

const SELECT: &str = "
    SELECT session_change.import, at, source, session_change.session, field, old, new,
           EXISTS (SELECT 1 FROM seen_change
                   WHERE seen_change.import = session_change.import
                     AND seen_change.session = session_change.session)
    FROM session_change JOIN import ON import.id = session_change.import";

impl Store {
    /// The last time that the start of each picked session of a conference changed.
    pub fn moves_of_picks(
        &self,
        conference: ConferenceId,
    ) -> Result<HashMap<SessionId, Moved>, StoreError> {
        self.read("read the changes", |connection| {
            // Of several, the last stays in the map.
            connection
                .prepare_cached(
                    "SELECT session_change.session, old, at
                     FROM session_change
                     JOIN import ON import.id = session_change.import
                     JOIN pick ON pick.session = session_change.session
                     WHERE conference = ?1 AND field = 'starts_at' AND old IS NOT NULL
                     ORDER BY import.id",
                )?
                .query_map([conference.0], |row| {
                    let mut cells = Cells::of(row);
                    let session = cells.value()?;
                    let old: String = cells.plain()?;
                    let from = DateTime::parse_from_rfc3339(&old).map_err(FromSqlError::other)?;
                    let at = cells.value()?;
                    Ok((
                        session,
                        Moved {
                            from: from.to_utc(),
                            at,
                        },
                    ))
                })?
                .collect()
        })
    }

    /// What imports altered in a conference's sessions at `since` or later, oldest first.
    pub fn session_changes(
        &self,
        conference: ConferenceId,
        since: DateTime<Utc>,
    ) -> Result<Vec<SessionChangeRow>, StoreError> {
        self.read("read the changes", |connection| {
            connection
                .prepare_cached(&format!(
                    "{SELECT} WHERE conference = ?1 AND at >= ?2 ORDER BY import.id, session, field"
                ))?
                .query_map((conference.0, Sql(since)), row_of)?
                .collect()
        })
    }

    /// What one import altered.
    pub fn changes_of_import(&self, import: ImportId) -> Result<Vec<SessionChangeRow>, StoreError> {
        self.read("read the changes", |connection| {
            connection
                .prepare_cached(&format!(
                    "{SELECT} WHERE import.id = ?1 ORDER BY session, field"
                ))?
                .query_map([import.0], row_of)?
                .collect()
        })
    }

    /// What imports altered in one session, oldest first.
    pub fn changes_of_session(
        &self,
        session: SessionId,
    ) -> Result<Vec<SessionChangeRow>, StoreError> {
        self.read("read the changes", |connection| {
            connection
                .prepare_cached(&format!(
                    "{SELECT} WHERE session_change.session = ?1 ORDER BY import.id, field"
                ))?
                .query_map([session.0], row_of)?
                .collect()
        })
    }

    /// Takes note of what imports altered in sessions, or with `seen` false forgets that again.
    pub fn mark_changes_seen(
        &mut self,
        changes: &[(ImportId, SessionId)],
        seen: bool,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("keep what was seen", |transaction| {
            let mut mark = transaction.prepare_cached(
                "INSERT INTO seen_change (import, session, seen_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (import, session) DO NOTHING",
            )?;
            let mut forget = transaction
                .prepare_cached("DELETE FROM seen_change WHERE import = ?1 AND session = ?2")?;
            for (import, session) in changes {
                if seen {
                    mark.execute((import.0, session.0, Sql(at)))?;
                } else {
                    forget.execute((import.0, session.0))?;
                }
            }
            Ok(())
        })
    }

    /// How many changes of picked sessions the attendee has not taken note of, one a session and
    /// import.
    pub fn unseen_changes_of_picks(&self, conference: ConferenceId) -> Result<u32, StoreError> {
        self.read("count the changes", |connection| {
            connection
                .prepare_cached(
                    "SELECT count(*) FROM (
                         SELECT DISTINCT change.import, change.session
                         FROM pick
                         JOIN session_change AS change ON change.session = pick.session
                         JOIN import ON import.id = change.import AND import.at >= pick.picked_at
                         LEFT JOIN seen_change AS seen
                             ON seen.import = change.import AND seen.session = change.session
                         WHERE import.conference = ?1 AND seen.import IS NULL)",
                )?
                .query_row([conference.0], |row| row.get(0))
        })
    }
}

fn row_of(row: &Row<'_>) -> rusqlite::Result<SessionChangeRow> {
    let mut cells = Cells::of(row);
    Ok(SessionChangeRow {
        import: ImportId(cells.plain()?),
        at: cells.value()?,
        source: cells.plain()?,
        session: cells.value()?,
        field: cells.word()?,
        old: cells.plain()?,
        new: cells.plain()?,
        seen: cells.plain()?,
    })
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
    use ChangedField::*;
    let mut changes = Vec::new();
    let mut compare = |field, old: Option<String>, new: Option<String>| {
        if old != new {
            changes.push(FieldChange { field, old, new });
        }
    };
    let starts = |session: &Session| session.slot.map(|slot| instant(slot.starts_at));
    let ends = |session: &Session| session.slot.map(|slot| instant(slot.ends_at));
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let recorded = |session: &Session| session.recorded.map(yes_or_no);
    let text = |session: &Session| Some(session.text.clone()).filter(|text| !text.is_empty());
    compare(Title, Some(old.title.clone()), Some(new.title.clone()));
    compare(Subtitle, old.subtitle.clone(), new.subtitle.clone());
    compare(StartsAt, starts(old), starts(new));
    compare(EndsAt, ends(old), ends(new));
    compare(Day, day(old), day(new));
    compare(Room, old.room.clone(), new.room.clone());
    compare(Track, old.track.clone(), new.track.clone());
    compare(Kind, Some(kind(old)?), Some(kind(new)?));
    compare(Language, old.language.clone(), new.language.clone());
    compare(
        Status,
        Some(word_of(&old.status)?),
        Some(word_of(&new.status)?),
    );
    compare(Speakers, people(&old.speakers), people(&new.speakers));
    compare(
        Online,
        Some(yes_or_no(old.online)),
        Some(yes_or_no(new.online)),
    );
    compare(Recorded, recorded(old), recorded(new));
    compare(Url, old.url.clone(), new.url.clone());
    compare(Links, links(&old.links), links(&new.links));
    compare(Identifiers, identifiers(old), identifiers(new));
    compare(Text, text(old), text(new));
    // Only the markup: the words stay.
    if old.text == new.text && old.rich_text != new.rich_text {
        changes.push(FieldChange {
            field: Text,
            old: None,
            new: None,
        });
    }
    Ok(changes)
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn day(session: &Session) -> Option<String> {
    let slot = session.slot?;
    let listed = slot.listed_under.map(|day| day.to_string());
    match (listed, slot.all_day) {
        (listed, false) => listed,
        (Some(day), true) => Some(format!("{day}, all day")),
        (None, true) => Some("all day".to_owned()),
    }
}

fn kind(session: &Session) -> rusqlite::Result<String> {
    let kind = word_of(&session.kind)?;
    Ok(match &session.kind_label {
        Some(label) => format!("{kind} ({label})"),
        None => kind,
    })
}

fn people(speakers: &[Speaker]) -> Option<String> {
    let names = speakers.iter().map(|speaker| match &speaker.organisation {
        Some(organisation) => format!("{} ({organisation})", speaker.name),
        None => speaker.name.clone(),
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn links(links: &[Link]) -> Option<String> {
    let lines: Vec<String> = links
        .iter()
        .map(|link| format!("{} <{}>", link.title, link.url))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn identifiers(session: &Session) -> Option<String> {
    let named = &session.identifiers;
    let named = [
        ("guid", &named.guid),
        ("code", &named.code),
        ("UID", &named.uid),
        ("id", &named.id),
    ];
    let named: Vec<String> = named
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", value.as_deref()?)))
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

pub(crate) fn insert(
    connection: &Connection,
    import: ImportId,
    session: SessionId,
    changes: &[FieldChange],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO session_change (import, session, field, old, new)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for FieldChange { field, old, new } in changes {
        insert.execute((import.0, session.0, Word(*field), old, new))?;
    }
    Ok(())
}

/// Forgets that an import withdrew a session: it turned out to be another of its sessions.
pub(crate) fn forget_withdrawal(
    connection: &Connection,
    import: ImportId,
    session: SessionId,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM session_change WHERE import = ?1 AND session = ?2 AND field = ?3",
        )?
        .execute((import.0, session.0, Word(ChangedField::Presence)))
        .map(drop)
}
