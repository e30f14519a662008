//! Tables `session` and `session_body`: reading sessions. Only an import writes them, see
//! `session_writing`.

use agenda::{
    ConferenceId, Identifiers, Kind, Link, RichText, Session, SessionId, Slot, Speaker, Status,
};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use crate::values::Cells;
use crate::{Store, StoreError};

/// A session without its texts and links: all that lists of sessions need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionHeadRow {
    pub id: SessionId,
    pub conference: ConferenceId,
    /// Its place in the source, from 0.
    pub position: u32,
    pub identifiers: Identifiers,
    pub title: String,
    pub subtitle: Option<String>,
    pub kind: Kind,
    pub kind_label: Option<String>,
    pub slot: Option<Slot>,
    /// The conference day, by the venue's clock; none without a slot.
    pub day: Option<NaiveDate>,
    pub room: Option<String>,
    pub track: Option<String>,
    pub language: Option<String>,
    pub speakers: Vec<Speaker>,
    pub url: Option<String>,
    pub status: Status,
    pub online: bool,
    pub recorded: Option<bool>,
    /// The source of the excerpt that alone tells of it; none once a whole schedule does.
    pub excerpt: Option<String>,
    /// Since when it is gone from the newest schedule.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Since when the attendee keeps it as an entry of their own, though it is gone.
    pub kept_at: Option<DateTime<Utc>>,
}

impl SessionHeadRow {
    /// Gone from the newest schedule, and not kept by the attendee either.
    pub fn is_gone(&self) -> bool {
        self.withdrawn_at.is_some() && self.kept_at.is_none()
    }

    /// The session without its texts and links.
    pub fn to_session(&self) -> Session {
        SessionRow {
            head: self.clone(),
            text: String::new(),
            rich_text: None,
            links: Vec::new(),
        }
        .into_session()
    }
}

/// A session with all that its schedule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub head: SessionHeadRow,
    pub text: String,
    pub rich_text: Option<RichText>,
    pub links: Vec<Link>,
}

impl SessionRow {
    /// The session as its schedule published it.
    pub fn into_session(self) -> Session {
        let head = self.head;
        Session {
            identifiers: head.identifiers,
            title: head.title,
            subtitle: head.subtitle,
            kind: head.kind,
            kind_label: head.kind_label,
            slot: head.slot,
            room: head.room,
            track: head.track,
            language: head.language,
            speakers: head.speakers,
            text: self.text,
            rich_text: self.rich_text,
            url: head.url,
            links: self.links,
            status: head.status,
            online: head.online,
            recorded: head.recorded,
        }
    }
}

/// The columns that [`head_of`] reads.
pub(crate) const HEAD: &str = "
    session.id, session.conference, session.position, guid, code, uid, source_id, session.title,
    subtitle, kind, kind_label, session.starts_at, ends_at, listed_under, all_day, day, room, track,
    language, speakers, session.url, status, online, recorded, session.excerpt,
    session.withdrawn_at,
    (SELECT kept_at FROM kept_session WHERE kept_session.session = session.id)";

/// The columns of a body, read after [`HEAD`].
const BODY: &str = "text, rich_format, rich_source, links";

impl Store {
    /// The sessions of a conference in the order of the source, withdrawn ones included.
    pub fn sessions(&self, conference: ConferenceId) -> Result<Vec<SessionHeadRow>, StoreError> {
        self.read("read the sessions", |connection| {
            heads(
                connection,
                "WHERE conference = ?1 ORDER BY position, id",
                &[&conference.0],
            )
        })
    }

    /// The same with texts and links.
    pub fn full_sessions(&self, conference: ConferenceId) -> Result<Vec<SessionRow>, StoreError> {
        self.read("read the sessions", |connection| {
            of_conference(connection, conference)
        })
    }

    pub fn session(&self, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
        self.read("read the session", |connection| by_id(connection, id))
    }

    pub fn session_head(&self, id: SessionId) -> Result<Option<SessionHeadRow>, StoreError> {
        self.read("read the session", |connection| {
            Ok(heads(connection, "WHERE session.id = ?1", &[&id.0])?.pop())
        })
    }

    /// The sessions that a word typed by the attendee means, in all conferences: by our id, else by
    /// code, else by another identifier of the source, else by code or identifier in any case of
    /// letters. The first of these that finds any decides.
    pub fn find_sessions(&self, word: &str) -> Result<Vec<SessionHeadRow>, StoreError> {
        const RUNGS: [&str; 4] = [
            "WHERE CAST(session.id AS TEXT) = ?1",
            "WHERE code = ?1 ORDER BY session.id",
            "WHERE ?1 IN (guid, uid, source_id) ORDER BY session.id",
            "WHERE code = ?1 COLLATE NOCASE OR guid = ?1 COLLATE NOCASE
                OR uid = ?1 COLLATE NOCASE OR source_id = ?1 COLLATE NOCASE
             ORDER BY session.id",
        ];
        self.read("look for the session", |connection| {
            for rung in RUNGS {
                let found = heads(connection, rung, &[&word])?;
                if !found.is_empty() {
                    return Ok(found);
                }
            }
            Ok(Vec::new())
        })
    }
}

fn heads(
    connection: &Connection,
    condition: &str,
    parameters: &[&dyn ToSql],
) -> rusqlite::Result<Vec<SessionHeadRow>> {
    connection
        .prepare_cached(&format!("SELECT {HEAD} FROM session {condition}"))?
        .query_map(parameters, |row| head_of(&mut Cells::of(row)))?
        .collect()
}

pub(crate) fn by_id(
    connection: &Connection,
    id: SessionId,
) -> rusqlite::Result<Option<SessionRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {HEAD}, {BODY} FROM session
             JOIN session_body ON session_body.session = session.id WHERE session.id = ?1"
        ))?
        .query_row([id.0], row_of)
        .optional()
}

pub(crate) fn of_conference(
    connection: &Connection,
    conference: ConferenceId,
) -> rusqlite::Result<Vec<SessionRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {HEAD}, {BODY} FROM session
             JOIN session_body ON session_body.session = session.id
             WHERE conference = ?1 ORDER BY position, session.id"
        ))?
        .query_map([conference.0], row_of)?
        .collect()
}

pub(crate) fn head_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<SessionHeadRow> {
    Ok(SessionHeadRow {
        id: cells.value()?,
        conference: cells.value()?,
        position: cells.plain()?,
        identifiers: Identifiers {
            guid: cells.plain()?,
            code: cells.plain()?,
            uid: cells.plain()?,
            id: cells.plain()?,
        },
        title: cells.plain()?,
        subtitle: cells.plain()?,
        kind: cells.word()?,
        kind_label: cells.plain()?,
        slot: slot_of(cells)?,
        day: cells.optional()?,
        room: cells.plain()?,
        track: cells.plain()?,
        language: cells.plain()?,
        speakers: cells.json()?,
        url: cells.plain()?,
        status: cells.word()?,
        online: cells.plain()?,
        recorded: cells.plain()?,
        excerpt: cells.plain()?,
        withdrawn_at: cells.optional()?,
        kept_at: cells.optional()?,
    })
}

/// Reads starts_at, ends_at, listed_under, all_day.
pub(crate) fn slot_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<Option<Slot>> {
    let times = (cells.optional()?, cells.optional()?);
    let listed_under = cells.optional()?;
    let all_day = cells.plain()?;
    Ok(match times {
        (Some(starts_at), Some(ends_at)) => Some(Slot {
            starts_at,
            ends_at,
            listed_under,
            all_day,
        }),
        _ => None,
    })
}

fn row_of(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    let mut cells = Cells::of(row);
    let head = head_of(&mut cells)?;
    let text = cells.plain()?;
    let format = cells.optional_word()?;
    let source: Option<String> = cells.plain()?;
    Ok(SessionRow {
        head,
        text,
        rich_text: format
            .zip(source)
            .map(|(format, source)| RichText { format, source }),
        links: cells.json()?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;
    use crate::{Import, Target};

    #[test]
    fn a_word_finds_a_session_by_our_id_then_code_then_the_sources_identifiers() {
        let mut talks = schedule(vec![
            session("guid-one", "One", "10:00"),
            session("guid-two", "Two", "11:00"),
            session("guid-three", "Three", "12:00"),
        ]);
        talks.sessions[0].identifiers.code = Some("Ab1".to_owned());
        talks.sessions[1].identifiers.code = Some("AB1".to_owned());
        talks.sessions[1].identifiers.id = Some("3".to_owned());
        talks.sessions[2].identifiers.uid = Some("ytq0@sched".to_owned());
        talks.sessions[2].identifiers.id = Some("4711".to_owned());
        let mut store = store();
        imported(&mut store, &talks);
        // The same code in another conference.
        store
            .import(&Import {
                target: Target::Key("other".to_owned()),
                ..import(&talks)
            })
            .unwrap();

        let cases: &[(&str, &[&str])] = &[
            ("3", &["Three"]),
            ("Ab1", &["One", "One"]),
            ("ab1", &["One", "Two", "One", "Two"]),
            ("guid-two", &["Two", "Two"]),
            ("GUID-TWO", &["Two", "Two"]),
            ("ytq0@sched", &["Three", "Three"]),
            ("4711", &["Three", "Three"]),
            ("03", &[]),
            ("", &[]),
            ("%", &[]),
        ];
        for (word, expected) in cases {
            let found = store.find_sessions(word).unwrap();
            let titles: Vec<_> = found.iter().map(|head| head.title.as_str()).collect();
            assert_eq!(&titles, expected, "{word}");
        }
    }

    #[test]
    fn a_session_that_is_not_there_is_none() {
        let (store, _) = store_with_two_talks();
        assert_eq!(store.session(SessionId(99)).unwrap(), None);
        assert_eq!(store.session_head(SessionId(99)).unwrap(), None);
    }
}
