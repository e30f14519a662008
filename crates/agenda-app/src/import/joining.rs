//! Whether what is imported is of a conference that is there from another source.
//!
//! A source that was joined to a conference once goes there again. One that only looks like a
//! conference is proposed to be joined, never joined in silence.

use agenda::identity::{SameConference, SameConferenceReason, same_conference, shared_titles};
use agenda::refresh::loses_most;
use agenda::{ConferenceFacts, ConferenceId, Session};
use agenda_store::{ConferenceRow, Feed, ImportCounts, JoinOutcome, Target};
use schedule_files::{Format, Reading};

use super::{Fetched, Storing, first_day, is_another_years, listed_before};
use crate::fetch::is_address;
use crate::{App, AppError};

/// A conference that is there, and that an import seems to be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinProposal {
    pub conference: ConferenceId,
    pub slug: String,
    pub title: String,
    pub reason: SameConference,
    /// It is what the attendee most probably wants.
    pub is_likely: bool,
    /// What joining it does.
    pub result: ImportCounts,
    pub questions: u32,
    /// More than half of the sessions that are listed would be withdrawn.
    pub loses_most: bool,
    /// The address it would be refreshed from from then on, where that is another than now.
    pub refreshed_from: Option<String>,
}

impl App {
    /// Joins a conference to another that is the same: what the attendee made of either goes along, and
    /// what was imported last tells.
    pub fn join_conferences(
        &self,
        other: ConferenceId,
        into: ConferenceId,
    ) -> Result<JoinOutcome, AppError> {
        let row = self.conference_row(other)?;
        let title = match row.source {
            Some(source) if row.key.ends_with(&format!(" from {source}")) => {
                self.conference_row(into)?.title
            }
            _ => row.title,
        };
        let at = self.now();
        let joined = self.store(|store| store.join_conferences(other, into, &title, at))?;
        let joined = joined.ok_or(AppError::JoinedToItself(row.slug))?;
        self.select_conference(into)?;
        self.changed();
        Ok(joined)
    }

    /// The conference to propose for a reading that would become one of its own.
    pub(super) fn proposal(
        &self,
        target: &Target,
        reading: &Reading,
        fetched: &Fetched,
        feed: Option<&Feed>,
    ) -> Result<Option<JoinProposal>, AppError> {
        let Target::Key(key) = target else {
            return Ok(None);
        };
        let rows = self.store(|store| store.conferences())?;
        if rows.iter().any(|row| row.key == *key) {
            return Ok(None);
        }
        let mut best: Option<(SameConference, ConferenceRow)> = None;
        for row in rows {
            let known = self.named_sessions(row.id)?;
            let new = &reading.schedule;
            let found =
                same_conference((&facts_of(&row), &known), (&new.conference, &new.sessions));
            let rank = |same: &SameConference| (same.reason, u32::MAX - count(same.shared_titles));
            if let Some(found) = found
                && (best.as_ref()).is_none_or(|(best, _)| rank(&found) < rank(best))
            {
                best = Some((found, row));
            }
        }
        best.map(|(reason, row)| self.tried(reason, row, reading, fetched, feed))
            .transpose()
    }

    /// What joining does, found out by doing it and undoing it again.
    fn tried(
        &self,
        reason: SameConference,
        row: ConferenceRow,
        reading: &Reading,
        fetched: &Fetched,
        feed: Option<&Feed>,
    ) -> Result<JoinProposal, AppError> {
        let storing = Storing {
            target: Target::Existing(row.id),
            name: &row.title,
            source: &fetched.source,
            feed,
            claim: None,
            dry_run: true,
        };
        let outcome = self.store_reading(reading, storing)?;
        let is_excerpt = reading.format == Format::ShowNotes;
        let refreshed = self.store(|store| store.refresh(row.id))?;
        let address = refreshed.map(|known| known.address);
        let loses_most = loses_most(listed_before(&outcome.counts), outcome.counts.withdrawn);
        Ok(JoinProposal {
            is_likely: !loses_most
                && (is_excerpt || reason.reason == SameConferenceReason::SameSessions),
            refreshed_from: feed
                .filter(|feed| !is_excerpt && address.as_ref() != Some(&feed.address))
                .map(|feed| feed.address.clone()),
            conference: row.id,
            slug: row.slug,
            title: row.title,
            reason,
            result: outcome.counts,
            questions: count(outcome.doubtful.len()),
            loses_most,
        })
    }

    /// The conference that came from the same source before, or that the source was joined to, unless
    /// it serves another year's or, as a file, something else altogether now.
    pub(super) fn imported_before(
        &self,
        reading: &Reading,
        fetched: &Fetched,
    ) -> Result<Option<ConferenceId>, AppError> {
        let source = &fetched.source;
        let rows = self.store(|store| store.conferences())?;
        let refreshes = self.store(|store| store.refreshes())?;
        let first_day = first_day(reading);
        let mut candidates: Vec<ConferenceId> = Vec::new();
        if is_address(source) {
            let serving = rows.iter().filter(|row| {
                row.source.as_ref() == Some(source)
                    || refreshes
                        .iter()
                        .any(|refresh| refresh.conference == row.id && refresh.address == *source)
            });
            candidates.extend(serving.map(|row| row.id));
        }
        candidates.extend(self.store(|store| store.imported_from(source))?);
        for id in candidates {
            let Some(row) = rows.iter().find(|row| row.id == id) else {
                continue;
            };
            if is_another_years(row.first_day, first_day) {
                continue;
            }
            if is_address(source)
                || shared_titles(&self.named_sessions(id)?, &reading.schedule.sessions) > 0
            {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// The sessions of a conference without their texts.
    fn named_sessions(&self, id: ConferenceId) -> Result<Vec<Session>, AppError> {
        let heads = self.store(|store| store.sessions(id))?;
        let listed = heads.into_iter().filter(|head| head.withdrawn_at.is_none());
        Ok(listed.map(|head| head.to_session()).collect())
    }
}

fn facts_of(row: &ConferenceRow) -> ConferenceFacts {
    ConferenceFacts {
        title: Some(row.title.clone()),
        acronym: row.acronym.clone(),
        first_day: row.first_day,
        last_day: row.last_day,
        ..ConferenceFacts::default()
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
