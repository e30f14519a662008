//! Importing: a schedule becomes rows, in one transaction.
//!
//! Old and new sessions are paired by [`agenda::identity`]; what is paired keeps its id, and with it
//! the attendee's picks and notes. What is gone is withdrawn and kept. Reading files, and asking
//! about zones and doubtful pairs, live on higher floors.

mod attendee;
mod joining;
mod pairing;
mod sessions;

use agenda::identity::DoubtReason;
use agenda::{ConferenceId, Schedule, SessionId, Zone, ZoneSource, words};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::conference::{self, ConferenceFields, ConferenceRow};
use crate::{
    Feed, Store, StoreError, booth, conference_setting, event, import_record, list, refresh,
    session_day,
};

pub use joining::JoinOutcome;

/// A schedule to import, with what is known about it.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    pub schedule: &'a Schedule,
    /// The zone the schedule was read in. [`ZoneSource::Told`] makes it the attendee's word, which
    /// later imports do not change.
    pub zone: Zone,
    pub zone_source: ZoneSource,
    pub zone_reason: &'a str,
    pub zone_guess: Option<Zone>,
    /// An address, a file's path, `sample`.
    pub source: Option<&'a str>,
    /// The address and version this is, where it came from one.
    pub feed: Option<&'a Feed>,
    /// The process that refreshes the conference, and imports only while it holds the claim. None for
    /// an import by hand, which takes any claim away.
    pub claim: Option<&'a str>,
    /// The format's name, for the record.
    pub format: &'a str,
    pub coverage: Coverage,
    pub target: Target,
    /// A wish for a new conference's slug, and its title where the schedule has none.
    pub name: &'a str,
    pub at: DateTime<Utc>,
    /// Finds out what the import would do, and undoes it.
    pub dry_run: bool,
}

/// How much of its conference a schedule tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// All of it: what it lacks is withdrawn.
    #[default]
    Whole,
    /// Some of it, as show notes do. Adds to what whole schedules say, and neither alters nor
    /// withdraws that. Updates what excerpts told, and withdraws what this source alone told before
    /// and no longer does.
    Excerpt,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The conference of that key, or a new one.
    Key(String),
    Existing(ConferenceId),
}

/// What an import did, or as a dry run would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOutcome {
    /// As it stands afterwards. In a dry run of a new conference its id is used by nothing.
    pub conference: ConferenceRow,
    /// Whether the conference was not there before.
    pub is_new: bool,
    pub counts: ImportCounts,
    pub doubtful: Vec<DoubtfulMatch>,
}

/// Sessions, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    pub added: u32,
    pub changed: u32,
    /// Nothing changed but perhaps their order.
    pub unchanged: u32,
    pub withdrawn: u32,
    pub restored: u32,
}

/// Two sessions that may be the same and were taken for two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubtfulMatch {
    pub old: SessionId,
    /// Its place in [`Schedule::sessions`].
    pub new: usize,
    pub reason: DoubtReason,
}

/// Who tells: a whole schedule, or an excerpt from some source. Kept in the columns `excerpt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Provenance<'a>(Option<&'a str>);

impl<'a> Provenance<'a> {
    pub fn excerpt(self) -> Option<&'a str> {
        self.0
    }

    /// Whether its word counts more than the one a row has.
    pub fn may_replace(self, excerpt: Option<&str>) -> bool {
        self.0.is_none() || excerpt.is_some()
    }

    /// Whether the row's word is its own.
    pub fn told(self, excerpt: Option<&str>) -> bool {
        self.0 == excerpt
    }
}

impl Store {
    /// Imports a schedule: all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if the conference of [`Target::Existing`] is not in the store,
    /// [`StoreError::Superseded`] if [`Import::claim`] was taken away.
    pub fn import(&mut self, import: &Import<'_>) -> Result<ImportOutcome, StoreError> {
        const DOING: &str = "import the schedule";
        let outcome = self.try_out(DOING, !import.dry_run, |transaction| {
            if let (Some(process), Target::Existing(id)) = (import.claim, &import.target)
                && !refresh::holds_claim(transaction, *id, process)?
            {
                return Ok(None);
            }
            run(transaction, import).map(Some)
        })?;
        outcome.ok_or(StoreError::Superseded { doing: DOING })
    }
}

fn run(connection: &Connection, import: &Import<'_>) -> rusqlite::Result<ImportOutcome> {
    let provenance = Provenance(match import.coverage {
        Coverage::Whole => None,
        Coverage::Excerpt => Some(import.source.unwrap_or_default()),
    });
    let before = match &import.target {
        Target::Key(key) => conference::by_key(connection, key)?,
        Target::Existing(id) => Some(existing(connection, *id)?),
    };
    let id = match (&before, &import.target) {
        (Some(before), _) => before.id,
        (None, Target::Existing(id)) => *id,
        (None, Target::Key(key)) => {
            let slug = conference::free_slug(connection, &words::slug(import.name))?;
            conference::insert(connection, key, &slug)?
        }
    };
    if import.zone_source == ZoneSource::Told {
        conference_setting::tell_zone(connection, id, import.zone)?;
    }
    if before
        .as_ref()
        .is_none_or(|before| provenance.may_replace(before.excerpt.as_deref()))
    {
        conference::update(connection, id, &fields(import, provenance))?;
    }
    let conference = existing(connection, id)?;
    if let Some(before) = &before
        && (before.zone, before.day_change) != (conference.zone, conference.day_change)
    {
        let (from, to) = (before.zone, conference.zone);
        session_day::rezone(connection, id, from, to, conference.day_change)?;
    }

    let record = import_record::insert(connection, id, import.at, import.source, import.format)?;
    let sessions = sessions::import(connection, import, &conference, provenance, record)?;
    let schedule = import.schedule;
    booth::import(connection, id, &schedule.booths, provenance, import.at)?;
    list::import(connection, id, &schedule.lists, &sessions.ids, provenance)?;
    event::import(connection, id, &schedule.events, provenance)?;
    attendee::import(connection, id, schedule, &sessions.ids, import.at)?;
    import_record::finish(connection, record, &sessions.counts)?;
    if import.claim.is_none() {
        refresh::take_claim_away(connection, id)?;
    }
    if let Some(feed) = import.feed {
        refresh::note_import(connection, id, import.source, feed, import.at)?;
    }
    Ok(ImportOutcome {
        conference: existing(connection, id)?,
        is_new: before.is_none(),
        counts: sessions.counts,
        doubtful: sessions.doubtful,
    })
}

fn existing(connection: &Connection, id: ConferenceId) -> rusqlite::Result<ConferenceRow> {
    conference::by_id(connection, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
}

fn fields<'a>(import: &Import<'a>, provenance: Provenance<'a>) -> ConferenceFields<'a> {
    let facts = &import.schedule.conference;
    ConferenceFields {
        title: facts
            .title
            .as_deref()
            .or(facts.acronym.as_deref())
            .unwrap_or(import.name),
        facts,
        zone: import.zone,
        zone_source: import.zone_source,
        zone_reason: import.zone_reason,
        zone_guess: import.zone_guess,
        source: import.source,
        excerpt: provenance.excerpt(),
        imported_at: import.at,
    }
}

#[cfg(test)]
mod tests;
