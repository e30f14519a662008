//! Table `refresh`: the addresses that conferences came from, what is known of them, and who asks
//! them now.
//!
//! A refresh is claimed before anything is fetched, so that several processes on one store never
//! refresh a conference at once; a claim that was never given back grows stale. An import by hand
//! takes the claim away: what the refresh fetched meanwhile is then not imported. When a refresh is
//! due is not decided here, see [`agenda::refresh`].

use agenda::ConferenceId;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::values::{Cells, Sql};
use crate::{Claimant, Store, StoreError};

/// What is known of an address and of the version it last served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshRow {
    pub conference: ConferenceId,
    pub address: String,
    pub seen: SeenVersion,
    /// Of what was imported last.
    pub imported_digest: Option<String>,
    pub last_tried_at: Option<DateTime<Utc>>,
    pub last_success_at: Option<DateTime<Utc>>,
    /// What was wrong at the last try that got an answer; none once one succeeds.
    pub last_error: Option<String>,
    /// Since the last success.
    pub failures: u32,
    /// Whether the last try got any answer.
    pub reached: bool,
    pub not_before: Option<DateTime<Utc>>,
    pub question: Option<LossQuestion>,
    /// The version that the attendee does not want.
    pub declined_digest: Option<String>,
}

/// The body last looked at, whether it was imported or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenVersion {
    /// As the server sent them.
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// Of the bytes.
    pub body_digest: Option<String>,
    /// Of what they say.
    pub digest: Option<String>,
}

/// A version that is not imported before the attendee says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossQuestion {
    /// Of what the version says.
    pub digest: String,
    pub asked_at: DateTime<Utc>,
    /// Sessions it lacks of those that are listed.
    pub lost: u32,
    pub listed: u32,
}

/// An address with the version that is imported from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    pub address: String,
    pub seen: SeenVersion,
}

/// How a refresh ended that imported nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefreshEnd {
    /// The version that is there already; with where the address moved to for good.
    Unchanged {
        seen: SeenVersion,
        moved_to: Option<String>,
    },
    /// The attendee is asked about this version.
    Asked {
        seen: SeenVersion,
        question: LossQuestion,
    },
    /// Refused, with the reason in words.
    Failed {
        error: String,
        not_before: Option<DateTime<Utc>>,
    },
    /// Nothing answered.
    Unreached,
}

const SELECT: &str = "
    SELECT conference, address, etag, last_modified, body_digest, seen_digest, imported_digest,
           last_tried_at, last_success_at, last_error, failures, reached, not_before_at,
           asked_digest, asked_at, asked_lost, asked_listed, declined_digest
    FROM refresh";

impl Store {
    /// All conferences that can be refreshed.
    pub fn refreshes(&self) -> Result<Vec<RefreshRow>, StoreError> {
        self.read("read the addresses to refresh from", |connection| {
            connection
                .prepare_cached(&format!("{SELECT} ORDER BY conference"))?
                .query_map([], row_of)?
                .collect()
        })
    }

    /// None where the conference came from no address.
    pub fn refresh(&self, id: ConferenceId) -> Result<Option<RefreshRow>, StoreError> {
        self.read("read the address to refresh from", |connection| {
            connection
                .prepare_cached(&format!("{SELECT} WHERE conference = ?1"))?
                .query_row([id.0], row_of)
                .optional()
        })
    }

    /// Claims the refresh of a conference: true for one of all that try, whichever process or
    /// connection they come from, until it ends or its claim is stale.
    pub fn claim_refresh(
        &mut self,
        id: ConferenceId,
        claimant: Claimant<'_>,
    ) -> Result<bool, StoreError> {
        self.write("claim a refresh", |transaction| {
            // The distance, because the clock may have been set back since the claim.
            let won = transaction
                .prepare_cached(
                    "UPDATE refresh SET claimed_at = :now, claimed_by = :process
                     WHERE conference = :id
                       AND (claimed_by IS NULL OR abs(:now - claimed_at) >= :stale)",
                )?
                .execute(named_params! {
                    ":id": id.0,
                    ":now": Sql(claimant.now),
                    ":process": claimant.process,
                    ":stale": claimant.stale_after.num_milliseconds(),
                })?;
            Ok(won == 1)
        })
    }

    /// Gives a claim back without a word on how it went.
    pub fn release_refresh(&mut self, id: ConferenceId, process: &str) -> Result<bool, StoreError> {
        self.write("give back a refresh", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE refresh SET claimed_by = NULL
                     WHERE conference = ?1 AND claimed_by = ?2",
                )?
                .execute((id.0, process))?;
            Ok(changed == 1)
        })
    }

    /// Notes how a claimed refresh ended, and gives the claim back. False, and nothing is noted, if
    /// `process` does not hold it any more.
    pub fn end_refresh(
        &mut self,
        id: ConferenceId,
        process: &str,
        end: &RefreshEnd,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.write("note how a refresh went", |transaction| {
            if !holds_claim(transaction, id, process)? {
                return Ok(false);
            }
            note_end(transaction, id, end, at)?;
            Ok(true)
        })
    }

    /// The attendee does not want the version asked about: it is not asked about again. False if
    /// nothing was asked.
    pub fn decline_version(&mut self, id: ConferenceId) -> Result<bool, StoreError> {
        self.write("keep the schedule as it is", |transaction| {
            let changed = transaction
                .prepare_cached(
                    "UPDATE refresh SET declined_digest = asked_digest, asked_digest = NULL,
                                        asked_at = NULL, asked_lost = NULL, asked_listed = NULL
                     WHERE conference = ?1 AND asked_digest IS NOT NULL",
                )?
                .execute([id.0])?;
            Ok(changed == 1)
        })
    }
}

fn note_end(
    connection: &Connection,
    id: ConferenceId,
    end: &RefreshEnd,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE refresh SET last_tried_at = ?2, claimed_by = NULL, reached = 1
             WHERE conference = ?1",
        )?
        .execute((id.0, Sql(at)))?;
    match end {
        RefreshEnd::Unchanged { seen, moved_to } => {
            note_seen(connection, id, seen)?;
            note_success(connection, id, moved_to.as_deref(), at)
        }
        RefreshEnd::Asked { seen, question } => {
            note_seen(connection, id, seen)?;
            connection
                .prepare_cached(
                    "UPDATE refresh SET asked_digest = ?2, asked_at = ?3, asked_lost = ?4,
                                        asked_listed = ?5, failures = 0, last_error = NULL,
                                        not_before_at = NULL
                     WHERE conference = ?1",
                )?
                .execute((
                    id.0,
                    &question.digest,
                    Sql(question.asked_at),
                    question.lost,
                    question.listed,
                ))
                .map(drop)
        }
        RefreshEnd::Failed { error, not_before } => connection
            .prepare_cached(
                "UPDATE refresh SET last_error = ?2, not_before_at = ?3, failures = failures + 1
                 WHERE conference = ?1",
            )?
            .execute((id.0, error, not_before.map(Sql)))
            .map(drop),
        RefreshEnd::Unreached => connection
            .prepare_cached(
                "UPDATE refresh SET reached = 0, failures = failures + 1 WHERE conference = ?1",
            )?
            .execute([id.0])
            .map(drop),
    }
}

fn note_seen(
    connection: &Connection,
    id: ConferenceId,
    seen: &SeenVersion,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE refresh SET etag = ?2, last_modified = ?3, body_digest = ?4, seen_digest = ?5
             WHERE conference = ?1",
        )?
        .execute((
            id.0,
            &seen.etag,
            &seen.last_modified,
            &seen.body_digest,
            &seen.digest,
        ))
        .map(drop)
}

/// The schedule that is there is the newest: nothing is wrong and nothing to be asked.
fn note_success(
    connection: &Connection,
    id: ConferenceId,
    address: Option<&str>,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE refresh SET address = coalesce(?2, address), last_success_at = ?3,
                                last_error = NULL, failures = 0, not_before_at = NULL,
                                asked_digest = NULL, asked_at = NULL, asked_lost = NULL,
                                asked_listed = NULL
             WHERE conference = ?1",
        )?
        .execute((id.0, address, Sql(at)))
        .map(drop)
}

/// Whether that process may import what it fetched.
pub(crate) fn holds_claim(
    connection: &Connection,
    id: ConferenceId,
    process: &str,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM refresh WHERE conference = ?1 AND claimed_by = ?2")?
        .exists((id.0, process))
}

/// An import by hand: whoever refreshes this conference now comes too late.
pub(crate) fn take_claim_away(connection: &Connection, id: ConferenceId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE refresh SET claimed_by = NULL WHERE conference = ?1")?
        .execute([id.0])
        .map(drop)
}

/// Notes the version that was imported from an address, if the conference is that address's: it came
/// from there, or is refreshed from there already.
pub(crate) fn note_import(
    connection: &Connection,
    id: ConferenceId,
    source: Option<&str>,
    feed: &Feed,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let known = connection
        .prepare_cached("SELECT address FROM refresh WHERE conference = ?1")?
        .query_row([id.0], |row| row.get::<_, String>(0))
        .optional()?;
    let is_its_own = known.as_deref() == Some(&*feed.address);
    let came_from_there = connection
        .prepare_cached("SELECT 1 FROM conference WHERE id = ?1 AND source = ?2")?
        .exists((id.0, source))?;
    if !is_its_own && !came_from_there {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO refresh (conference, address) VALUES (?1, ?2)
             ON CONFLICT (conference) DO UPDATE SET address = excluded.address",
        )?
        .execute((id.0, &feed.address))?;
    connection
        .prepare_cached(
            "UPDATE refresh SET last_tried_at = ?2, reached = 1, claimed_by = NULL,
                                imported_digest = ?3, declined_digest = NULL
             WHERE conference = ?1",
        )?
        .execute((id.0, Sql(at), &feed.seen.digest))?;
    note_seen(connection, id, &feed.seen)?;
    note_success(connection, id, None, at)
}

fn row_of(row: &Row<'_>) -> rusqlite::Result<RefreshRow> {
    let mut cells = Cells::of(row);
    Ok(RefreshRow {
        conference: cells.value()?,
        address: cells.plain()?,
        seen: SeenVersion {
            etag: cells.plain()?,
            last_modified: cells.plain()?,
            body_digest: cells.plain()?,
            digest: cells.plain()?,
        },
        imported_digest: cells.plain()?,
        last_tried_at: cells.optional()?,
        last_success_at: cells.optional()?,
        last_error: cells.plain()?,
        failures: cells.plain()?,
        reached: cells.plain()?,
        not_before: cells.optional()?,
        question: question_of(&mut cells)?,
        declined_digest: cells.plain()?,
    })
}

fn question_of(cells: &mut Cells<'_, '_>) -> rusqlite::Result<Option<LossQuestion>> {
    let digest: Option<String> = cells.plain()?;
    let asked_at: Option<DateTime<Utc>> = cells.optional()?;
    let lost: Option<u32> = cells.plain()?;
    let listed: Option<u32> = cells.plain()?;
    Ok(digest.zip(asked_at).map(|(digest, asked_at)| LossQuestion {
        digest,
        asked_at,
        lost: lost.unwrap_or_default(),
        listed: listed.unwrap_or_default(),
    }))
}

#[cfg(test)]
mod tests;
