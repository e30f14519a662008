//! Table `conference`: what schedules tell about a conference as a whole, with the zone the
//! attendee told in its place.

use agenda::{ConferenceFacts, ConferenceId, Zone, ZoneSource, day};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::values::{Cells, Json, Sql, Word};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConferenceRow {
    pub id: ConferenceId,
    /// What it is known by when it is imported again.
    pub key: String,
    /// Short name for commands. Given once.
    pub slug: String,
    pub title: String,
    pub acronym: Option<String>,
    pub venue: Option<String>,
    pub city: Option<String>,
    pub url: Option<String>,
    pub version: Option<String>,
    /// The zone in force: the attendee's word before the file's.
    pub zone: Zone,
    pub zone_source: ZoneSource,
    /// How the file's zone was found, in words.
    pub zone_reason: String,
    /// A zone to propose while `zone_source` is [`ZoneSource::OffsetOnly`].
    pub zone_guess: Option<Zone>,
    pub day_change: NaiveTime,
    /// As the schedule tells it, else the first and last day with a session.
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// In the order of the source.
    pub rooms: Vec<String>,
    pub tracks: Vec<String>,
    /// Where it was imported from: an address, a file's path, `sample`.
    pub source: Option<String>,
    /// The source of the excerpt that alone tells of it; none once a whole schedule does.
    pub excerpt: Option<String>,
    pub imported_at: DateTime<Utc>,
}

/// How much there is of a conference. Withdrawn sessions and booths, and removed visits, do not
/// count; picks of withdrawn sessions do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConferenceCounts {
    pub sessions: u32,
    pub unscheduled: u32,
    pub booths: u32,
    pub picks: u32,
    pub visits: u32,
}

/// A conference day with sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    pub day: NaiveDate,
    pub sessions: u32,
    pub picks: u32,
}

const SELECT: &str = "
    SELECT conference.id, key, slug, title, acronym, venue, city, url, version,
           coalesce(told_zone, zone), iif(told_zone IS NULL, zone_source, 'told'),
           zone_reason, zone_guess, day_change,
           coalesce(first_day, (SELECT min(day) FROM session
                                WHERE session.conference = conference.id AND withdrawn_at IS NULL)),
           coalesce(last_day, (SELECT max(day) FROM session
                               WHERE session.conference = conference.id AND withdrawn_at IS NULL)),
           rooms, tracks, source, excerpt, imported_at
    FROM conference
    LEFT JOIN conference_setting ON conference_setting.conference = conference.id";

impl Store {
    /// All conferences, in the order they came.
    pub fn conferences(&self) -> Result<Vec<ConferenceRow>, StoreError> {
        self.read("read the conferences", |connection| {
            connection
                .prepare_cached(&format!("{SELECT} ORDER BY conference.id"))?
                .query_map([], row_of)?
                .collect()
        })
    }

    pub fn conference(&self, id: ConferenceId) -> Result<Option<ConferenceRow>, StoreError> {
        self.read("read the conference", |connection| by_id(connection, id))
    }

    pub fn conference_by_slug(&self, slug: &str) -> Result<Option<ConferenceRow>, StoreError> {
        self.read("read the conference", |connection| {
            connection
                .prepare_cached(&format!("{SELECT} WHERE slug = ?1"))?
                .query_row([slug], row_of)
                .optional()
        })
    }

    pub fn conference_counts(&self, id: ConferenceId) -> Result<ConferenceCounts, StoreError> {
        self.read("count the sessions", |connection| {
            connection
                .prepare_cached(
                    "SELECT count(*), count(*) - count(day),
                            (SELECT count(*) FROM booth
                             WHERE conference = ?1 AND withdrawn_at IS NULL),
                            (SELECT count(*) FROM pick JOIN session ON session.id = pick.session
                             WHERE conference = ?1),
                            (SELECT count(*) FROM visit JOIN booth ON booth.id = visit.booth
                             WHERE conference = ?1 AND removed_at IS NULL)
                     FROM session WHERE conference = ?1 AND withdrawn_at IS NULL",
                )?
                .query_row([id.0], |row| {
                    Ok(ConferenceCounts {
                        sessions: row.get(0)?,
                        unscheduled: row.get(1)?,
                        booths: row.get(2)?,
                        picks: row.get(3)?,
                        visits: row.get(4)?,
                    })
                })
        })
    }

    /// The days with sessions that are not withdrawn, in order.
    pub fn day_counts(&self, id: ConferenceId) -> Result<Vec<DayCount>, StoreError> {
        self.read("count the days", |connection| {
            connection
                .prepare_cached(
                    "SELECT day, count(*), count(pick.session)
                     FROM session LEFT JOIN pick ON pick.session = session.id
                     WHERE conference = ?1 AND withdrawn_at IS NULL AND day IS NOT NULL
                     GROUP BY day ORDER BY day",
                )?
                .query_map([id.0], |row| {
                    let mut cells = Cells::of(row);
                    Ok(DayCount {
                        day: cells.value()?,
                        sessions: cells.plain()?,
                        picks: cells.plain()?,
                    })
                })?
                .collect()
        })
    }

    /// Deletes the conference with all that the attendee has made of it: picks, notes, visits and
    /// what was done about their reminders. False if it was not there.
    pub fn delete_conference(&mut self, id: ConferenceId) -> Result<bool, StoreError> {
        self.write("delete the conference", |transaction| {
            crate::search::forget_conference(transaction, id)?;
            for statement in DELETE_OWN {
                transaction.execute(statement, [id.0])?;
            }
            let deleted = transaction.execute("DELETE FROM conference WHERE id = ?1", [id.0])?;
            Ok(deleted == 1)
        })
    }
}

/// What does not go by itself with its conference.
const DELETE_OWN: [&str; 10] = [
    "DELETE FROM delivery WHERE item_kind = 'session'
     AND item_id IN (SELECT id FROM session WHERE conference = ?1)",
    "DELETE FROM delivery WHERE item_kind = 'visit'
     AND item_id IN (SELECT visit.id FROM visit JOIN booth ON booth.id = booth WHERE conference = ?1)",
    "DELETE FROM pick WHERE session IN (SELECT id FROM session WHERE conference = ?1)",
    "DELETE FROM hidden_session WHERE session IN (SELECT id FROM session WHERE conference = ?1)",
    "DELETE FROM kept_session WHERE session IN (SELECT id FROM session WHERE conference = ?1)",
    "DELETE FROM note WHERE session IN (SELECT id FROM session WHERE conference = ?1)",
    "DELETE FROM visit WHERE booth IN (SELECT id FROM booth WHERE conference = ?1)",
    "DELETE FROM conference_setting WHERE conference = ?1",
    "DELETE FROM walking_time WHERE conference = ?1",
    "DELETE FROM walking_pair WHERE conference = ?1",
];

pub(crate) fn by_id(
    connection: &Connection,
    id: ConferenceId,
) -> rusqlite::Result<Option<ConferenceRow>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE conference.id = ?1"))?
        .query_row([id.0], row_of)
        .optional()
}

pub(crate) fn by_key(
    connection: &Connection,
    key: &str,
) -> rusqlite::Result<Option<ConferenceRow>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE key = ?1"))?
        .query_row([key], row_of)
        .optional()
}

/// `wish`, or `wish-2` and so on where another conference has it.
pub(crate) fn free_slug(connection: &Connection, wish: &str) -> rusqlite::Result<String> {
    let mut taken = connection.prepare_cached("SELECT 1 FROM conference WHERE slug = ?1")?;
    let mut slug = wish.to_owned();
    let mut number = 2;
    while taken.exists([&slug])? {
        slug = format!("{wish}-{number}");
        number += 1;
    }
    Ok(slug)
}

/// What an import writes into a conference's row.
pub(crate) struct ConferenceFields<'a> {
    pub title: &'a str,
    pub facts: &'a ConferenceFacts,
    pub zone: Zone,
    pub zone_source: ZoneSource,
    pub zone_reason: &'a str,
    pub zone_guess: Option<Zone>,
    pub source: Option<&'a str>,
    pub excerpt: Option<&'a str>,
    pub imported_at: DateTime<Utc>,
}

impl ConferenceFields<'_> {
    pub fn day_change(&self) -> NaiveTime {
        self.facts.day_change.unwrap_or(day::DAY_CHANGE)
    }
}

/// Adds a row with placeholders for all that [`update`] writes.
pub(crate) fn insert(
    connection: &Connection,
    key: &str,
    slug: &str,
) -> rusqlite::Result<ConferenceId> {
    connection
        .prepare_cached(
            "INSERT INTO conference (key, slug, title, zone, zone_source, zone_reason, day_change,
                                     rooms, tracks, imported_at)
             VALUES (?1, ?2, ?2, 'UTC', 'offset_only', '', '00:00:00', '[]', '[]', 0)",
        )?
        .insert([key, slug])
        .map(ConferenceId)
}

pub(crate) fn update(
    connection: &Connection,
    id: ConferenceId,
    fields: &ConferenceFields<'_>,
) -> rusqlite::Result<()> {
    let facts = fields.facts;
    connection
        .prepare_cached(
            "UPDATE conference SET
                 title = :title, acronym = :acronym, venue = :venue, city = :city, url = :url,
                 version = :version, zone = :zone, zone_source = :zone_source,
                 zone_reason = :zone_reason, zone_guess = :zone_guess, day_change = :day_change,
                 first_day = :first_day, last_day = :last_day, rooms = :rooms, tracks = :tracks,
                 source = :source, excerpt = :excerpt, imported_at = :imported_at
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.0,
            ":title": fields.title,
            ":acronym": facts.acronym,
            ":venue": facts.venue,
            ":city": facts.city,
            ":url": facts.url,
            ":version": facts.version,
            ":zone": Sql(fields.zone),
            ":zone_source": Word(fields.zone_source),
            ":zone_reason": fields.zone_reason,
            ":zone_guess": fields.zone_guess.map(Sql),
            ":day_change": Sql(fields.day_change()),
            ":first_day": facts.first_day.map(Sql),
            ":last_day": facts.last_day.map(Sql),
            ":rooms": Json(&facts.rooms),
            ":tracks": Json(&facts.tracks),
            ":source": fields.source,
            ":excerpt": fields.excerpt,
            ":imported_at": Sql(fields.imported_at),
        })
        .map(drop)
}

fn row_of(row: &Row<'_>) -> rusqlite::Result<ConferenceRow> {
    let mut cells = Cells::of(row);
    Ok(ConferenceRow {
        id: cells.value()?,
        key: cells.plain()?,
        slug: cells.plain()?,
        title: cells.plain()?,
        acronym: cells.plain()?,
        venue: cells.plain()?,
        city: cells.plain()?,
        url: cells.plain()?,
        version: cells.plain()?,
        zone: cells.value()?,
        zone_source: cells.word()?,
        zone_reason: cells.plain()?,
        zone_guess: cells.optional()?,
        day_change: cells.value()?,
        first_day: cells.optional()?,
        last_day: cells.optional()?,
        rooms: cells.json()?,
        tracks: cells.json()?,
        source: cells.plain()?,
        excerpt: cells.plain()?,
        imported_at: cells.value()?,
    })
}

#[cfg(test)]
mod tests;
