//! Table `booth`: imported stands of exhibitors.

use agenda::words::folded;
use agenda::{Booth, BoothId, ConferenceId, Link};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::import::Provenance;
use crate::values::{Cells, Json, Sql};
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoothRow {
    pub id: BoothId,
    pub conference: ConferenceId,
    pub name: String,
    pub stand: Option<String>,
    pub place: Option<String>,
    pub text: String,
    pub links: Vec<Link>,
    /// Since when it is gone from the newest schedule.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// The columns that [`booth_of`] reads.
pub(crate) const BOOTH: &str = "booth.id, booth.conference, booth.name, booth.stand, booth.place,
    booth.text, booth.links, booth.withdrawn_at";

impl Store {
    /// The booths of a conference in the order of the source, withdrawn ones included.
    pub fn booths(&self, conference: ConferenceId) -> Result<Vec<BoothRow>, StoreError> {
        self.read("read the booths", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {BOOTH} FROM booth WHERE conference = ?1 ORDER BY position, id"
                ))?
                .query_map([conference.0], |row| booth_of(&mut Cells::of(row)))?
                .collect()
        })
    }

    pub fn booth(&self, id: BoothId) -> Result<Option<BoothRow>, StoreError> {
        self.read("read the booth", |connection| {
            connection
                .prepare_cached(&format!("SELECT {BOOTH} FROM booth WHERE id = ?1"))?
                .query_row([id.0], |row| booth_of(&mut Cells::of(row)))
                .optional()
        })
    }
}

pub(crate) fn booth_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<BoothRow> {
    Ok(BoothRow {
        id: cells.value()?,
        conference: cells.value()?,
        name: cells.plain()?,
        stand: cells.plain()?,
        place: cells.plain()?,
        text: cells.plain()?,
        links: cells.json()?,
        withdrawn_at: cells.optional()?,
    })
}

/// Adds and overwrites booths by their folded names, and withdraws those that the same teller told
/// of before and no longer does.
pub(crate) fn import(
    connection: &Connection,
    conference: ConferenceId,
    booths: &[Booth],
    provenance: Provenance<'_>,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let mut withdraw = connection.prepare_cached(
        "UPDATE booth SET withdrawn_at = ?3
         WHERE conference = ?1 AND excerpt IS ?2 AND withdrawn_at IS NULL",
    )?;
    withdraw.execute((conference.0, provenance.excerpt(), Sql(at)))?;
    let mut write = connection.prepare_cached(
        "INSERT INTO booth (conference, position, name, folded_name, stand, place, text, links, excerpt)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (conference, folded_name) DO UPDATE SET
             position = excluded.position, name = excluded.name, stand = excluded.stand,
             place = excluded.place, text = excluded.text, links = excluded.links,
             excerpt = excluded.excerpt, withdrawn_at = NULL
         WHERE excluded.excerpt IS NULL OR booth.excerpt IS NOT NULL",
    )?;
    for ((booth, folded_name), position) in booths.iter().zip(folded_names(booths)).zip(0_u32..) {
        write.execute((
            conference.0,
            position,
            &booth.name,
            folded_name,
            &booth.stand,
            &booth.place,
            &booth.text,
            Json(&booth.links),
            provenance.excerpt(),
        ))?;
    }
    Ok(())
}

/// The stored booth that is the one at a place of a schedule.
/// Brings the booths of one conference to another. Of those that both have, the visits.
pub(crate) fn join(
    connection: &Connection,
    other: ConferenceId,
    into: ConferenceId,
) -> rusqlite::Result<()> {
    const STATEMENTS: [&str; 4] = [
        "UPDATE visit SET booth = (SELECT known.id FROM booth AS known JOIN booth AS other
                                       ON known.folded_name = other.folded_name
                                   WHERE known.conference = ?1 AND other.id = visit.booth)
         WHERE booth IN (SELECT other.id FROM booth AS other JOIN booth AS known
                             ON known.folded_name = other.folded_name
                         WHERE other.conference = ?2 AND known.conference = ?1)",
        // What the other schedule lists is there.
        "UPDATE booth SET withdrawn_at = NULL
         WHERE conference = ?1 AND folded_name IN
             (SELECT folded_name FROM booth WHERE conference = ?2 AND withdrawn_at IS NULL)",
        "DELETE FROM booth WHERE conference = ?2 AND folded_name IN
             (SELECT folded_name FROM booth WHERE conference = ?1)",
        "UPDATE booth SET conference = ?1 WHERE conference = ?2",
    ];
    for statement in STATEMENTS {
        connection.execute(statement, [into.0, other.0])?;
    }
    Ok(())
}

pub(crate) fn id_of(
    connection: &Connection,
    conference: ConferenceId,
    booths: &[Booth],
    place: usize,
) -> rusqlite::Result<Option<BoothId>> {
    let Some(name) = folded_names(booths).into_iter().nth(place) else {
        return Ok(None);
    };
    connection
        .prepare_cached("SELECT id FROM booth WHERE conference = ?1 AND folded_name = ?2")?
        .query_row((conference.0, name), |row| Cells::of(row).value())
        .optional()
}

/// What each booth is known by. Names that fold alike (`C`, `C++`) are told apart by their order.
fn folded_names(booths: &[Booth]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(booths.len());
    for booth in booths {
        let folded = folded(&booth.name);
        let mut name = folded.clone();
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{folded} #{number}");
            number += 1;
        }
        names.push(name);
    }
    names
}
