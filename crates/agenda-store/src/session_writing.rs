//! Tables `session` and `session_body`: what an import writes. The caller keeps the search index in
//! step, see [`crate::search`].

use agenda::{ConferenceId, Session, SessionId, Speaker};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, named_params};

use crate::values::{Cells, Json, Sql, Word};

/// A session as an import wants it to stand.
pub(crate) struct SessionFields<'a> {
    pub session: &'a Session,
    pub position: u32,
    pub day: Option<NaiveDate>,
    pub excerpt: Option<&'a str>,
}

/// Adds a session.
pub(crate) fn insert(
    connection: &Connection,
    conference: ConferenceId,
    fields: &SessionFields<'_>,
) -> rusqlite::Result<SessionId> {
    write(connection, None, conference, fields)
}

/// Overwrites a session, and it is no longer withdrawn.
pub(crate) fn update(
    connection: &Connection,
    id: SessionId,
    conference: ConferenceId,
    fields: &SessionFields<'_>,
) -> rusqlite::Result<()> {
    write(connection, Some(id), conference, fields).map(drop)
}

fn write(
    connection: &Connection,
    id: Option<SessionId>,
    conference: ConferenceId,
    fields: &SessionFields<'_>,
) -> rusqlite::Result<SessionId> {
    let session = fields.session;
    let slot = session.slot.as_ref();
    let id = connection
        .prepare_cached(
            "INSERT INTO session
                 (id, conference, position, guid, code, uid, source_id, title, subtitle, kind,
                  kind_label, starts_at, ends_at, listed_under, all_day, day, room, track, language,
                  speakers, url, status, online, recorded, excerpt)
             VALUES
                 (:id, :conference, :position, :guid, :code, :uid, :source_id, :title, :subtitle,
                  :kind, :kind_label, :starts_at, :ends_at, :listed_under, :all_day, :day, :room,
                  :track, :language, :speakers, :url, :status, :online, :recorded, :excerpt)
             ON CONFLICT (id) DO UPDATE SET
                 position = excluded.position, guid = excluded.guid, code = excluded.code,
                 uid = excluded.uid, source_id = excluded.source_id, title = excluded.title,
                 subtitle = excluded.subtitle, kind = excluded.kind,
                 kind_label = excluded.kind_label, starts_at = excluded.starts_at,
                 ends_at = excluded.ends_at, listed_under = excluded.listed_under,
                 all_day = excluded.all_day, day = excluded.day, room = excluded.room,
                 track = excluded.track, language = excluded.language,
                 speakers = excluded.speakers, url = excluded.url, status = excluded.status,
                 online = excluded.online, recorded = excluded.recorded,
                 excerpt = excluded.excerpt, withdrawn_at = NULL
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":id": id.map(|id| id.0),
                ":conference": conference.0,
                ":position": fields.position,
                ":guid": session.identifiers.guid,
                ":code": session.identifiers.code,
                ":uid": session.identifiers.uid,
                ":source_id": session.identifiers.id,
                ":title": session.title,
                ":subtitle": session.subtitle,
                ":kind": Word(session.kind),
                ":kind_label": session.kind_label,
                ":starts_at": slot.map(|slot| Sql(slot.starts_at)),
                ":ends_at": slot.map(|slot| Sql(slot.ends_at)),
                ":listed_under": slot.and_then(|slot| slot.listed_under).map(Sql),
                ":all_day": slot.is_some_and(|slot| slot.all_day),
                ":day": fields.day.map(Sql),
                ":room": session.room,
                ":track": session.track,
                ":language": session.language,
                ":speakers": Json(&session.speakers),
                ":url": session.url,
                ":status": Word(session.status),
                ":online": session.online,
                ":recorded": session.recorded,
                ":excerpt": fields.excerpt,
            },
            |row| Cells::of(row).value(),
        )?;
    write_body(connection, id, session)?;
    Ok(id)
}

/// Overwrites only where it stands: for a session whose schedule says the same as before.
pub(crate) fn place(
    connection: &Connection,
    id: SessionId,
    fields: &SessionFields<'_>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE session SET position = ?2, day = ?3, excerpt = ?4 WHERE id = ?1")?
        .execute((id.0, fields.position, fields.day.map(Sql), fields.excerpt))
        .map(drop)
}

pub(crate) fn withdraw(
    connection: &Connection,
    id: SessionId,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE session SET withdrawn_at = ?2 WHERE id = ?1")?
        .execute((id.0, Sql(at)))
        .map(drop)
}

fn write_body(connection: &Connection, id: SessionId, session: &Session) -> rusqlite::Result<()> {
    let rich = session.rich_text.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO session_body (session, text, rich_format, rich_source, links, speaker_text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (session) DO UPDATE SET
                 text = excluded.text, rich_format = excluded.rich_format,
                 rich_source = excluded.rich_source, links = excluded.links,
                 speaker_text = excluded.speaker_text",
        )?
        .execute((
            id.0,
            &session.text,
            rich.map(|rich| Word(rich.format)),
            rich.map(|rich| &rich.source),
            Json(&session.links),
            speaker_text(&session.speakers),
        ))
        .map(drop)
}

fn speaker_text(speakers: &[Speaker]) -> String {
    let words: Vec<&str> = speakers
        .iter()
        .flat_map(|speaker| [Some(speaker.name.as_str()), speaker.organisation.as_deref()])
        .flatten()
        .collect();
    words.join(" ")
}
