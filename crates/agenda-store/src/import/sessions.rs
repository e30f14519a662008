//! The sessions of an import: paired with those that are there, added, changed, withdrawn,
//! restored.

use std::borrow::Cow;

use agenda::identity::{Matching, match_sessions};
use agenda::{Session, SessionId, Zone};
use chrono::NaiveDate;
use rusqlite::Connection;

use super::{DoubtfulMatch, Import, ImportCounts, Provenance};
use crate::conference::ConferenceRow;
use crate::import_record::ImportId;
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
    let matching = match_sessions(&old, &new);
    let mut partner_of_new = vec![None; new.len()];
    let mut is_paired = vec![false; old.len()];
    for pair in &matching.pairs {
        partner_of_new[pair.new] = Some(pair.old);
        is_paired[pair.old] = true;
    }
    // Behind all that others tell of.
    let first_position = match provenance.excerpt() {
        None => 0,
        Some(_) => count(&stored, |stored| {
            !provenance.told(stored.excerpt.as_deref())
        }),
    };

    let mut writing = Writing {
        connection,
        import,
        conference,
        provenance,
        record,
        keeps_changes: !old.is_empty(),
        counts: ImportCounts::default(),
    };
    let mut ids = Vec::with_capacity(new.len());
    for ((session, partner), position) in new.iter().zip(partner_of_new).zip(first_position..) {
        let fields = SessionFields {
            session,
            position,
            day: day_of(
                session.slot.as_ref(),
                conference.zone,
                conference.day_change,
            ),
            excerpt: provenance.excerpt(),
        };
        ids.push(match partner {
            Some(partner) => writing.update(&stored[partner], &old[partner], &fields)?,
            None => writing.add(&fields)?,
        });
    }
    for (stored, _) in stored.iter().zip(is_paired).filter(|(_, paired)| !paired) {
        writing.withdraw(stored)?;
    }
    Ok(ImportedSessions {
        ids,
        counts: writing.counts,
        doubtful: doubtful(&matching, &stored, provenance),
    })
}

/// What a stored session has beside what its schedule says.
struct Stored {
    id: SessionId,
    position: u32,
    day: Option<NaiveDate>,
    excerpt: Option<String>,
    is_withdrawn: bool,
}

fn stored_sessions(
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
    let slots = || sessions.iter().filter_map(|session| session.slot.as_ref());
    if !slots().any(|slot| differs_when_kept(slot, read_in, in_force)) {
        return Cow::Borrowed(sessions);
    }
    let keep = |session: &Session| Session {
        slot: session.slot.map(|slot| kept_slot(&slot, read_in, in_force)),
        ..session.clone()
    };
    Cow::Owned(sessions.iter().map(keep).collect())
}

fn doubtful(
    matching: &Matching,
    stored: &[Stored],
    provenance: Provenance<'_>,
) -> Vec<DoubtfulMatch> {
    let concerns = |old: usize| provenance.told(stored[old].excerpt.as_deref());
    let doubts = matching.doubtful.iter().filter(|doubt| concerns(doubt.old));
    doubts
        .map(|doubt| DoubtfulMatch {
            old: stored[doubt.old].id,
            new: doubt.new,
            reason: doubt.reason,
        })
        .collect()
}

fn count<T>(items: &[T], is_counted: impl Fn(&T) -> bool) -> u32 {
    items.iter().map(|item| u32::from(is_counted(item))).sum()
}

/// Writes sessions and counts them.
struct Writing<'a> {
    connection: &'a Connection,
    import: &'a Import<'a>,
    conference: &'a ConferenceRow,
    provenance: Provenance<'a>,
    record: ImportId,
    /// Not for a conference's first sessions: there everything is new.
    keeps_changes: bool,
    counts: ImportCounts,
}

impl Writing<'_> {
    fn add(&mut self, fields: &SessionFields<'_>) -> rusqlite::Result<SessionId> {
        let id = session_writing::insert(self.connection, self.conference.id, fields)?;
        self.counts.added += 1;
        self.keep_changes(id, &[presence(None, LISTED)])?;
        Ok(id)
    }

    fn update(
        &mut self,
        stored: &Stored,
        old: &Session,
        fields: &SessionFields<'_>,
    ) -> rusqlite::Result<SessionId> {
        let id = stored.id;
        if !self.provenance.may_replace(stored.excerpt.as_deref()) {
            self.counts.unchanged += 1;
            return Ok(id);
        }
        if old == fields.session && !stored.is_withdrawn {
            self.counts.unchanged += 1;
            let place = (stored.position, stored.day, stored.excerpt.as_deref());
            if place != (fields.position, fields.day, fields.excerpt) {
                session_writing::place(self.connection, id, fields)?;
            }
            return Ok(id);
        }
        let mut changes = session_change::differences(old, fields.session)?;
        if stored.is_withdrawn {
            changes.push(presence(Some(WITHDRAWN), LISTED));
            self.counts.restored += 1;
        } else {
            self.counts.changed += 1;
        }
        session_writing::update(self.connection, id, self.conference.id, fields)?;
        self.keep_changes(id, &changes)?;
        Ok(id)
    }

    fn withdraw(&mut self, stored: &Stored) -> rusqlite::Result<()> {
        if stored.is_withdrawn || !self.provenance.told(stored.excerpt.as_deref()) {
            return Ok(());
        }
        session_writing::withdraw(self.connection, stored.id, self.import.at)?;
        self.counts.withdrawn += 1;
        self.keep_changes(stored.id, &[presence(Some(LISTED), WITHDRAWN)])
    }

    fn keep_changes(&self, id: SessionId, changes: &[FieldChange]) -> rusqlite::Result<()> {
        if self.keeps_changes {
            session_change::insert(self.connection, self.record, id, changes)?;
        }
        Ok(())
    }
}
