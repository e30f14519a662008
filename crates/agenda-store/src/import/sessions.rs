//! The sessions of an import: paired with those that are there, added, changed, withdrawn,
//! restored.
//!
//! First the fate of each is decided, then all are written: the search index is told once before and
//! once after, because it writes a segment for every statement.

use std::borrow::Cow;

use agenda::identity::Matching;
use agenda::{Session, SessionId, Zone};
use chrono::NaiveDate;
use rusqlite::Connection;

use super::{DoubtfulMatch, Import, ImportCounts, Provenance, pairing};
use crate::conference::ConferenceRow;
use crate::import_record::ImportId;
use crate::match_question;
use crate::search;
use crate::session::{self, SessionRow};
use crate::session_change::{self, FieldChange, LISTED, WITHDRAWN, presence};
use crate::session_day::{day_of, differs_when_kept, kept_slot};
use crate::session_writing::{self, SessionFields};

pub(super) struct ImportedSessions {
    /// By place in the schedule.
    pub ids: Vec<SessionId>,
    pub counts: ImportCounts,
    pub doubtful: Vec<DoubtfulMatch>,
}

pub(super) fn import(
    connection: &Connection,
    import: &Import<'_>,
    conference: &ConferenceRow,
    provenance: Provenance<'_>,
    record: ImportId,
) -> rusqlite::Result<ImportedSessions> {
    let (stored, old) = stored_sessions(connection, conference)?;
    let new = kept_sessions(&import.schedule.sessions, import.zone, conference.zone);
    let matching = pairing::pair(&stored, &old, &new, provenance);
    let fates = fates(&matching, &stored, &old, &new, provenance);

    let rewritten: Vec<SessionId> = fates.iter().filter_map(Fate::rewritten).collect();
    search::forget(connection, &rewritten)?;
    let mut writing = Writing {
        connection,
        import,
        conference,
        record,
        keeps_changes: !old.is_empty(),
        counts: ImportCounts::default(),
        to_learn: rewritten,
    };
    let mut ids = Vec::with_capacity(new.len());
    let positions = first_position(&stored, provenance)..;
    for ((session, fate), position) in new.iter().zip(fates).zip(positions) {
        let day = day_of(
            session.slot.as_ref(),
            conference.zone,
            conference.day_change,
        );
        let fields = SessionFields {
            session,
            position,
            day,
            excerpt: provenance.excerpt(),
        };
        ids.push(writing.write(fate, &fields)?);
    }
    for stored in gone(&matching, &stored, provenance) {
        writing.withdraw(stored)?;
    }
    search::learn(connection, &writing.to_learn)?;
    let counts = writing.counts;
    let doubtful = doubtful(&matching, &stored);
    for doubt in &doubtful {
        match_question::ask(connection, record, doubt.old, ids[doubt.new], doubt.reason)?;
    }
    Ok(ImportedSessions {
        ids,
        counts,
        doubtful,
    })
}

/// What a stored session has beside what its schedule says.
pub(super) struct Stored {
    pub id: SessionId,
    pub position: u32,
    pub day: Option<NaiveDate>,
    pub excerpt: Option<String>,
    pub is_withdrawn: bool,
}

pub(super) fn stored_sessions(
    connection: &Connection,
    conference: &ConferenceRow,
) -> rusqlite::Result<(Vec<Stored>, Vec<Session>)> {
    let rows = session::of_conference(connection, conference.id)?;
    Ok(rows.into_iter().map(part).unzip())
}

fn part(mut row: SessionRow) -> (Stored, Session) {
    let stored = Stored {
        id: row.head.id,
        position: row.head.position,
        day: row.head.day,
        excerpt: row.head.excerpt.take(),
        is_withdrawn: row.head.withdrawn_at.is_some(),
    };
    (stored, row.into_session())
}

/// The sessions as the store keeps them: all-day ones by the zone in force.
fn kept_sessions(sessions: &[Session], read_in: Zone, in_force: Zone) -> Cow<'_, [Session]> {
    let mut slots = sessions.iter().filter_map(|session| session.slot.as_ref());
    if !slots.any(|slot| differs_when_kept(slot, read_in, in_force)) {
        return Cow::Borrowed(sessions);
    }
    let keep = |session: &Session| Session {
        slot: session.slot.map(|slot| kept_slot(&slot, read_in, in_force)),
        ..session.clone()
    };
    Cow::Owned(sessions.iter().map(keep).collect())
}

/// What becomes of a session of the schedule.
enum Fate<'a> {
    Added,
    /// Others tell of it better.
    Left(&'a Stored),
    Unchanged(&'a Stored),
    /// It said something else before.
    Changed(&'a Stored, &'a Session),
    Restored(&'a Stored, &'a Session),
}

impl Fate<'_> {
    fn rewritten(&self) -> Option<SessionId> {
        match self {
            Self::Changed(stored, _) | Self::Restored(stored, _) => Some(stored.id),
            Self::Added | Self::Left(_) | Self::Unchanged(_) => None,
        }
    }
}

/// The fates of `new`, by place.
fn fates<'a>(
    matching: &Matching,
    stored: &'a [Stored],
    old: &'a [Session],
    new: &[Session],
    provenance: Provenance<'_>,
) -> Vec<Fate<'a>> {
    let mut fates: Vec<Fate<'_>> = new.iter().map(|_| Fate::Added).collect();
    for pair in &matching.pairs {
        let (stored, old) = (&stored[pair.old], &old[pair.old]);
        let new = &new[pair.new];
        let excerpt = stored.excerpt.as_deref();
        // Two excerpts: whichever knows the time, else the newer one.
        let says_less = !provenance.told(excerpt) && old.slot.is_some() && new.slot.is_none();
        let is_left =
            !provenance.may_replace(excerpt) || (provenance.excerpt().is_some() && says_less);
        fates[pair.new] = if is_left {
            Fate::Left(stored)
        } else if stored.is_withdrawn {
            Fate::Restored(stored, old)
        } else if old == new {
            Fate::Unchanged(stored)
        } else {
            Fate::Changed(stored, old)
        };
    }
    fates
}

/// The stored sessions that the schedule told of before and no longer does.
fn gone<'a>(
    matching: &Matching,
    stored: &'a [Stored],
    provenance: Provenance<'_>,
) -> impl Iterator<Item = &'a Stored> {
    let mut is_paired = vec![false; stored.len()];
    for pair in &matching.pairs {
        is_paired[pair.old] = true;
    }
    stored
        .iter()
        .zip(is_paired)
        .filter(move |(stored, is_paired)| {
            !is_paired && !stored.is_withdrawn && provenance.told(stored.excerpt.as_deref())
        })
        .map(|(stored, _)| stored)
}

/// An excerpt's sessions stand behind all that others tell of.
fn first_position(stored: &[Stored], provenance: Provenance<'_>) -> u32 {
    let told_by_others = |stored: &&Stored| !provenance.told(stored.excerpt.as_deref());
    match provenance.excerpt() {
        None => 0,
        Some(_) => stored.iter().filter(told_by_others).map(|_| 1).sum(),
    }
}

fn doubtful(matching: &Matching, stored: &[Stored]) -> Vec<DoubtfulMatch> {
    let doubts = matching.doubtful.iter();
    doubts
        .map(|doubt| DoubtfulMatch {
            old: stored[doubt.old].id,
            new: doubt.new,
            reason: doubt.reason,
        })
        .collect()
}

/// Writes sessions, and counts them.
struct Writing<'a> {
    connection: &'a Connection,
    import: &'a Import<'a>,
    conference: &'a ConferenceRow,
    record: ImportId,
    /// Not for a conference's first sessions: there everything is new.
    keeps_changes: bool,
    counts: ImportCounts,
    /// What the search index does not know yet.
    to_learn: Vec<SessionId>,
}

impl Writing<'_> {
    fn write(&mut self, fate: Fate<'_>, fields: &SessionFields<'_>) -> rusqlite::Result<SessionId> {
        match fate {
            Fate::Added => self.add(fields),
            Fate::Left(stored) => {
                self.counts.unchanged += 1;
                Ok(stored.id)
            }
            Fate::Unchanged(stored) => {
                self.counts.unchanged += 1;
                let place = (stored.position, stored.day, stored.excerpt.as_deref());
                if place != (fields.position, fields.day, fields.excerpt) {
                    session_writing::place(self.connection, stored.id, fields)?;
                }
                Ok(stored.id)
            }
            Fate::Changed(stored, old) => {
                self.counts.changed += 1;
                let changes = session_change::differences(old, fields.session)?;
                self.rewrite(stored.id, fields, &changes)
            }
            Fate::Restored(stored, old) => {
                self.counts.restored += 1;
                let mut changes = session_change::differences(old, fields.session)?;
                changes.push(presence(Some(WITHDRAWN), LISTED));
                self.rewrite(stored.id, fields, &changes)
            }
        }
    }

    fn add(&mut self, fields: &SessionFields<'_>) -> rusqlite::Result<SessionId> {
        self.counts.added += 1;
        let id = session_writing::insert(self.connection, self.conference.id, fields)?;
        self.to_learn.push(id);
        self.keep_changes(id, &[presence(None, LISTED)])?;
        Ok(id)
    }

    fn rewrite(
        &self,
        id: SessionId,
        fields: &SessionFields<'_>,
        changes: &[FieldChange],
    ) -> rusqlite::Result<SessionId> {
        session_writing::update(self.connection, id, self.conference.id, fields)?;
        self.keep_changes(id, changes)?;
        Ok(id)
    }

    fn withdraw(&mut self, stored: &Stored) -> rusqlite::Result<()> {
        self.counts.withdrawn += 1;
        session_writing::withdraw(self.connection, stored.id, self.import.at)?;
        self.keep_changes(stored.id, &[presence(Some(LISTED), WITHDRAWN)])
    }

    fn keep_changes(&self, id: SessionId, changes: &[FieldChange]) -> rusqlite::Result<()> {
        if self.keeps_changes {
            session_change::insert(self.connection, self.record, id, changes)?;
        }
        Ok(())
    }
}
