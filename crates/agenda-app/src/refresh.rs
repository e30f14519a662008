//! Refreshing a conference from the address it came from: fetch what changed, guard the schedule that
//! is there, store, note how it went.
//!
//! A refresh is claimed in the store before anything is fetched, and imports only while it holds the
//! claim, so no two processes refresh a conference at once, and none undoes an import by hand. When
//! refreshes are due is decided by [`agenda::refresh`], and waited for by [`crate::refresh_loop`].

mod turn;

use std::sync::atomic::{AtomicU64, Ordering};

use agenda::refresh::{LONGEST_INTERVAL, SHORTEST_INTERVAL, Standing, next_refresh};
use agenda::{ConferenceId, RefreshMode};
use agenda_store::{Claimant, ConferenceRow, RefreshRow, StoreError};
use chrono::{DateTime, TimeDelta, Utc};

use crate::import::ImportReport;
use crate::wire::{
    LossQuestionView, RefreshChoice, RefreshOutcome, RefreshReportView, RefreshView,
};
use crate::{App, AppError};
use turn::{Outcome, Turn};

/// Real seconds: a claim that old was left by a process that died. Longer than a fetch may take.
const STALE_CLAIM: f64 = 180.0;

/// How a refresh of one conference went.
#[derive(Clone, Debug, PartialEq)]
pub struct RefreshReport {
    pub conference: ConferenceId,
    pub slug: String,
    pub refreshed: Refreshed,
    /// Where the address moved to for good; the next refresh asks there.
    pub moved_to: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Refreshed {
    /// The schedule that is there is the newest.
    Unchanged,
    Imported(Box<ImportReport>),
    /// The newer version lacks most sessions: the attendee is asked.
    Asked {
        lost: u32,
        listed: u32,
    },
    /// It is the version that the attendee does not want.
    Kept,
    /// Refused, with the reason and the cure; the schedule that is there stays.
    Failed(String),
    /// Nothing answered.
    Offline(String),
    /// Somebody else refreshes or imports it just now.
    Busy,
}

impl App {
    /// Refreshes a conference now, whenever it is due.
    pub fn refresh_now(&self, id: ConferenceId) -> Result<RefreshReport, AppError> {
        self.refresh(id, Occasion::ByHand, &|| false)
    }

    /// Whether to import the version that lacks most sessions, or to keep the schedule as it is.
    pub fn answer_loss(&self, id: ConferenceId, accept: bool) -> Result<RefreshReport, AppError> {
        let row = self.conference_row(id)?;
        let known = self.refresh_row(&row)?;
        let question = known
            .question
            .ok_or_else(|| AppError::NothingAsked(row.slug.clone()))?;
        if accept {
            let accepted = Occasion::Accepted {
                lost: question.lost,
            };
            return self.refresh(id, accepted, &|| false);
        }
        self.store(|store| store.decline_version(id))?;
        self.changed();
        Ok(RefreshReport {
            conference: id,
            slug: row.slug,
            refreshed: Refreshed::Kept,
            moved_to: None,
        })
    }

    /// When a conference is to be refreshed from now on.
    pub fn set_refresh(&self, id: ConferenceId, choice: RefreshChoice) -> Result<(), AppError> {
        let mode = match choice {
            RefreshChoice::Automatic => RefreshMode::Automatic,
            RefreshChoice::Off => RefreshMode::Off,
            RefreshChoice::Every { minutes } => RefreshMode::Every(minutes),
        };
        if let RefreshMode::Every(minutes) = mode
            && !(SHORTEST_INTERVAL..=LONGEST_INTERVAL).contains(&minutes)
        {
            return Err(AppError::RefreshInterval(minutes));
        }
        self.store(|store| store.set_refresh_mode(id, mode))?;
        self.changed();
        Ok(())
    }

    /// How a conference is kept up to date; none where it came from no address.
    pub fn refresh_view(&self, row: &ConferenceRow) -> Result<Option<RefreshView>, AppError> {
        let Some(known) = self.store(|store| store.refresh(row.id))? else {
            return Ok(None);
        };
        let mode = self
            .store(|store| store.conference_setting(row.id))?
            .refresh;
        let next = self.due(row, &known)?;
        Ok(Some(RefreshView {
            address: known.address,
            mode: match mode {
                RefreshMode::Automatic => RefreshChoice::Automatic,
                RefreshMode::Off => RefreshChoice::Off,
                RefreshMode::Every(minutes) => RefreshChoice::Every { minutes },
            },
            last_success: known.last_success_at.map(|at| at.timestamp()),
            last_error: known.last_error,
            offline: !known.reached,
            next_at: next.map(|at| at.timestamp()),
            question: known.question.map(|question| LossQuestionView {
                lost: question.lost,
                listed: question.listed,
                asked_at: question.asked_at.timestamp(),
            }),
        }))
    }

    fn refresh_claimed(
        &self,
        row: &ConferenceRow,
        claim: &str,
        occasion: Occasion,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Outcome, AppError> {
        // Looked at under the claim: another process may have refreshed it just before.
        let known = self.refresh_row(row)?;
        if occasion == Occasion::Due && self.due(row, &known)?.is_none_or(|at| at > self.now()) {
            self.store(|store| store.release_refresh(row.id, claim))?;
            return Ok((Refreshed::Busy, None));
        }
        let turn = Turn {
            app: self,
            row,
            known,
            claim,
            accepted_loss: match occasion {
                Occasion::Accepted { lost } => Some(lost),
                Occasion::Due | Occasion::ByHand => None,
            },
        };
        turn.run(cancelled)
    }

    /// When each conference is due, without those that are never.
    pub(crate) fn due_refreshes(&self) -> Result<Vec<(ConferenceId, DateTime<Utc>)>, AppError> {
        let mut due = Vec::new();
        for known in self.store(|store| store.refreshes())? {
            let row = self.conference_row(known.conference)?;
            if let Some(at) = self.due(&row, &known)? {
                due.push((row.id, at));
            }
        }
        Ok(due)
    }

    fn due(
        &self,
        row: &ConferenceRow,
        known: &RefreshRow,
    ) -> Result<Option<DateTime<Utc>>, AppError> {
        let mode = self
            .store(|store| store.conference_setting(row.id))?
            .refresh;
        if mode == RefreshMode::Automatic && !self.settings()?.auto_refresh {
            return Ok(None);
        }
        let standing = Standing {
            mode,
            days: row.first_day.zip(row.last_day),
            zone: row.zone,
            last_tried_at: known.last_tried_at.or(known.last_success_at),
            failures: known.failures,
            reached: known.reached,
            not_before: known.not_before,
        };
        Ok(next_refresh(self.now(), &standing))
    }

    fn refresh_row(&self, row: &ConferenceRow) -> Result<RefreshRow, AppError> {
        self.store(|store| store.refresh(row.id))?
            .ok_or_else(|| AppError::NoAddress(row.slug.clone()))
    }

    /// Refreshes a conference unless somebody else does.
    pub(crate) fn refresh(
        &self,
        id: ConferenceId,
        occasion: Occasion,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<RefreshReport, AppError> {
        let row = self.conference_row(id)?;
        self.refresh_row(&row)?;
        let report = |refreshed, moved_to| RefreshReport {
            conference: id,
            slug: row.slug.clone(),
            refreshed,
            moved_to,
        };
        let claim = claim_token();
        let claimed = self.store(|store| {
            let claimant = Claimant {
                process: &claim,
                now: self.now(),
                // Claims are dated by Lanyard's clock, which may run faster.
                stale_after: TimeDelta::milliseconds(
                    (STALE_CLAIM * 1000.0 * self.clock().speed().max(1.0)) as i64,
                ),
            };
            store.claim_refresh(id, claimant)
        })?;
        if !claimed {
            return Ok(report(Refreshed::Busy, None));
        }
        match self.refresh_claimed(&row, &claim, occasion, cancelled) {
            Ok((refreshed, moved_to)) => {
                self.changed();
                Ok(report(refreshed, moved_to))
            }
            Err(AppError::Store(StoreError::Superseded { .. })) => {
                Ok(report(Refreshed::Busy, None))
            }
            Err(error) => {
                // The error counts more than one of giving back.
                let _ = self.store(|store| store.release_refresh(id, &claim));
                Err(error)
            }
        }
    }
}

/// Why a conference is refreshed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    Due,
    ByHand,
    /// The attendee agrees that so many sessions go.
    Accepted {
        lost: u32,
    },
}

/// Names one refresh in the store: no other of this process, and no other process, has it.
fn claim_token() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}", crate::reminder_loop::process_token())
}

impl RefreshReport {
    /// The same for the window.
    pub fn view(&self) -> RefreshReportView {
        RefreshReportView {
            conference: self.conference.0,
            outcome: match self.refreshed {
                Refreshed::Unchanged => RefreshOutcome::Unchanged,
                Refreshed::Imported(_) => RefreshOutcome::Imported,
                Refreshed::Asked { .. } => RefreshOutcome::Asked,
                Refreshed::Kept => RefreshOutcome::Kept,
                Refreshed::Failed(_) => RefreshOutcome::Failed,
                Refreshed::Offline(_) => RefreshOutcome::Offline,
                Refreshed::Busy => RefreshOutcome::Busy,
            },
            message: self.message(),
        }
    }

    /// One line for people.
    pub fn message(&self) -> String {
        match &self.refreshed {
            Refreshed::Unchanged => "nothing changed".to_owned(),
            Refreshed::Imported(report) => {
                let result = &report.result;
                format!(
                    "{} added, {} changed, {} withdrawn, {} restored",
                    result.added, result.changed, result.withdrawn, result.restored
                )
            }
            Refreshed::Asked { lost, listed } => format!(
                "the newer version lacks {lost} of {listed} sessions and was not imported: take it \
                 or keep the schedule as it is"
            ),
            Refreshed::Kept => "kept as it is".to_owned(),
            Refreshed::Failed(error) => error.clone(),
            Refreshed::Offline(_) => "nothing answered; it is tried again later".to_owned(),
            Refreshed::Busy => "it is refreshed or imported by somebody else just now".to_owned(),
        }
    }
}
