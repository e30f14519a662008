//! One refresh under its claim: fetch, look, import or ask or refuse, note how it went.

use agenda::ZoneSource;
use agenda::refresh::loses_most;
use agenda_store::{
    ConferenceRow, Feed, LossQuestion, RefreshEnd, RefreshRow, SeenVersion, StoreError, Target,
};
use chrono::{DateTime, Utc};
use schedule_files::Reading;

use super::Refreshed;
use crate::fetch::{Answer, FetchError, Page, Validators, is_address, read_address};
use crate::import::{
    Fetched, KnownZone, Storing, ZoneKnowledge, first_day, is_another_years, is_empty,
    listed_before, read, report,
};
use crate::{App, AppError};

/// One claimed refresh.
pub(super) struct Turn<'a> {
    pub app: &'a App,
    pub row: &'a ConferenceRow,
    pub known: RefreshRow,
    pub claim: &'a str,
    pub accepted_loss: Option<u32>,
}

/// With where the address moved to for good.
pub(super) type Outcome = (Refreshed, Option<String>);

impl Turn<'_> {
    pub fn run(&self, cancelled: &dyn Fn() -> bool) -> Result<Outcome, AppError> {
        let seen = &self.known.seen;
        // What was accepted is wanted whole, though its validators are known.
        let validators = if self.accepted_loss.is_none() && seen.digest.is_some() {
            Validators {
                etag: seen.etag.clone(),
                last_modified: seen.last_modified.clone(),
            }
        } else {
            Validators::default()
        };
        match read_address(&self.known.address, &validators, &mut |_, _| !cancelled()) {
            Ok(Answer::Unchanged { moved_to }) => self.seen_again(seen.clone(), moved_to),
            Ok(Answer::Page(page)) => self.look_at(page),
            Err(FetchError::Cancelled) => Err(AppError::Cancelled),
            Err(error) if error.is_offline() => {
                self.end(&RefreshEnd::Unreached)?;
                Ok((Refreshed::Offline(error.to_string()), None))
            }
            Err(error) => self.failed(&error.into()),
        }
    }

    fn look_at(&self, page: Page) -> Result<Outcome, AppError> {
        let moved_to = page.moved_to.clone();
        let source = match self.row.source.as_deref() {
            Some(source) if is_address(source) => source,
            _ => &self.known.address,
        };
        let fetched = Fetched::page(source, &self.known.address, page);
        let body = fetched.feed.as_ref().map(|feed| &feed.seen);
        if let Some(body) = body
            && self.accepted_loss.is_none()
            && self.known.seen.digest.is_some()
            && body.body_digest == self.known.seen.body_digest
        {
            let seen = SeenVersion {
                digest: self.known.seen.digest.clone(),
                ..body.clone()
            };
            return self.seen_again(seen, moved_to);
        }
        let mapping = self.app.mapping_told_before(source)?;
        let (mut reading, feed) = match read(&fetched, &self.zones()?, mapping.as_ref()) {
            Ok(read) => read,
            Err(error) => return self.failed(&error),
        };
        // Somebody's picks and notes are taken over by hand only.
        reading.schedule.attendee = Default::default();
        if let Some(problem) = self.problem(&reading) {
            return self.refused(format!("{}: {problem}", self.known.address), None);
        }
        let Some(feed) = feed else {
            return self.refused(format!("{} has no version", self.known.address), None);
        };
        if feed.seen.digest == self.known.imported_digest
            || (self.accepted_loss.is_none() && feed.seen.digest == self.known.declined_digest)
        {
            return self.seen_again(feed.seen, moved_to);
        }
        self.import(&reading, feed, source, moved_to)
    }

    /// What makes a file that can be read no newer version of this conference.
    fn problem(&self, reading: &Reading) -> Option<String> {
        if is_empty(reading) {
            return Some("it names no session, booth or list any more".to_owned());
        }
        let first_day = first_day(reading);
        if is_another_years(self.row.first_day, first_day) {
            let title = reading.schedule.conference.title.as_deref();
            let day = first_day.map(|day| day.to_string()).unwrap_or_default();
            return Some(format!(
                "it serves another year’s schedule now ({}{day}): import that one by itself",
                title.map_or(String::new(), |title| format!("{title}, "))
            ));
        }
        None
    }

    /// Imports a version, unless that would lose most sessions.
    fn import(
        &self,
        reading: &Reading,
        feed: Feed,
        source: &str,
        moved_to: Option<String>,
    ) -> Result<Outcome, AppError> {
        let facts = &reading.schedule.conference;
        let storing = |dry_run| Storing {
            target: Target::Existing(self.row.id),
            name: facts.title.as_deref().unwrap_or(&self.row.title),
            source,
            feed: Some(&feed),
            claim: Some(self.claim),
            dry_run,
        };
        let counts = self.app.store_reading(reading, storing(true))?.counts;
        let (listed, lost) = (listed_before(&counts), counts.withdrawn);
        if loses_most(listed, lost) && self.accepted_loss.is_none_or(|accepted| lost > accepted) {
            return self.ask(feed.seen, lost, listed);
        }
        let outcome = self.app.store_reading(reading, storing(false))?;
        let report = report(reading.clone(), outcome, false);
        Ok((Refreshed::Imported(Box::new(report)), moved_to))
    }

    fn ask(&self, seen: SeenVersion, lost: u32, listed: u32) -> Result<Outcome, AppError> {
        let digest = seen.digest.clone().unwrap_or_default();
        let before = self.known.question.as_ref();
        let question = match before.filter(|question| question.digest == digest) {
            Some(same) => same.clone(),
            None => LossQuestion {
                digest,
                asked_at: self.app.now(),
                lost,
                listed,
            },
        };
        self.end(&RefreshEnd::Asked { seen, question })?;
        Ok((Refreshed::Asked { lost, listed }, None))
    }

    /// The version looked at last, or imported last, or declined.
    fn seen_again(&self, seen: SeenVersion, moved_to: Option<String>) -> Result<Outcome, AppError> {
        if let Some(question) = &self.known.question
            && seen.digest.as_ref() == Some(&question.digest)
        {
            return self.ask(seen, question.lost, question.listed);
        }
        let is_declined =
            seen.digest == self.known.declined_digest && seen.digest != self.known.imported_digest;
        self.end(&RefreshEnd::Unchanged {
            seen,
            moved_to: moved_to.clone(),
        })?;
        let refreshed = if is_declined {
            Refreshed::Kept
        } else {
            Refreshed::Unchanged
        };
        Ok((refreshed, moved_to))
    }

    fn failed(&self, error: &AppError) -> Result<Outcome, AppError> {
        let not_before = match error {
            AppError::Fetch(FetchError::Status {
                retry_after: Some(after),
                ..
            }) => Some(after.instant(self.app.now())),
            _ => None,
        };
        self.refused(error.to_string(), not_before)
    }

    fn refused(
        &self,
        error: String,
        not_before: Option<DateTime<Utc>>,
    ) -> Result<Outcome, AppError> {
        self.end(&RefreshEnd::Failed {
            error: error.clone(),
            not_before,
        })?;
        Ok((Refreshed::Failed(error), None))
    }

    fn end(&self, end: &RefreshEnd) -> Result<(), AppError> {
        let at = self.app.now();
        let noted = self
            .app
            .store(|store| store.end_refresh(self.row.id, self.claim, end, at))?;
        if noted {
            Ok(())
        } else {
            Err(StoreError::Superseded {
                doing: "refresh the schedule",
            }
            .into())
        }
    }

    /// The attendee's word on the zone, else for a file that tells none the zone that is known.
    fn zones(&self) -> Result<ZoneKnowledge, AppError> {
        let known = KnownZone {
            zone: self.row.zone,
            reason: self.row.zone_reason.clone(),
            source: self.row.zone_source,
        };
        Ok(ZoneKnowledge {
            told: self.app.zone_told_of(self.row)?,
            proposed: (known.source != ZoneSource::OffsetOnly).then_some(known),
        })
    }
}
