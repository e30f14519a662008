//! Telling of changes to what was picked: one native notification an import at the most.
//!
//! Whoever runs the reminder loop tells: claimed before, marked after, tried again when it could not
//! be shown, as with reminders.

use agenda::{ConferenceId, ItemKey};
use agenda_store::UntoldImportRow;
use chrono::{DateTime, TimeDelta, Utc};

use crate::changes::Change;
use crate::notifier::{Notification, Notifier, NotifyError, OnResponse};
use crate::reminder_loop::ReminderEvent;
use crate::{App, AppError};

/// A claim that was not marked by then was left by a process that died.
const STALE: TimeDelta = TimeDelta::seconds(30);

/// Lines in a notification; what is beyond is counted.
const LINES: usize = 4;

/// What a click on a notice of changes leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeTarget {
    Item(ItemKey),
    Changes(ConferenceId),
}

impl From<NoticeTarget> for ReminderEvent {
    fn from(target: NoticeTarget) -> Self {
        match target {
            NoticeTarget::Item(item) => Self::Opened(item),
            NoticeTarget::Changes(id) => Self::ChangesOpened(id),
        }
    }
}

impl App {
    /// Tells of imports that altered picked sessions and were not told of yet. Gives what the
    /// notifier said of each attempt.
    pub(crate) fn tell_changes(
        &self,
        notifier: &dyn Notifier,
        on_response: impl Fn(NoticeTarget) -> OnResponse,
    ) -> Result<Vec<Result<(), NotifyError>>, AppError> {
        let now = self.now();
        // Claims are dated by Lanyard's clock, which may run faster.
        let claimed_since = now - STALE * (self.clock().speed().max(1.0) as i32);
        let mut attempts = Vec::new();
        for import in self.store(|store| store.untold_imports(claimed_since))? {
            attempts.extend(self.tell_import(
                import,
                notifier,
                claimed_since,
                now,
                &on_response,
            )?);
        }
        Ok(attempts)
    }

    fn tell_import(
        &self,
        import: UntoldImportRow,
        notifier: &dyn Notifier,
        claimed_since: DateTime<Utc>,
        now: DateTime<Utc>,
        on_response: &impl Fn(NoticeTarget) -> OnResponse,
    ) -> Result<Option<Result<(), NotifyError>>, AppError> {
        let id = import.id;
        if !self.store(|store| store.claim_telling(id, claimed_since, now))? {
            return Ok(None);
        }
        let mut changes = self.changes_of(import.conference, id)?;
        changes.retain(|change| change.pick.is_some() && change.is_news(now));
        let Some((notification, target)) = self.notice(import.conference, &changes)? else {
            self.store(|store| store.mark_told(id, now))?;
            return Ok(None);
        };
        let shown = notifier.show(&notification, on_response(target));
        self.store(|store| match shown {
            Ok(()) => store.mark_told(id, now),
            Err(_) => store.release_telling(id),
        })?;
        Ok(Some(shown))
    }

    /// What to say; none for nothing.
    fn notice(
        &self,
        conference: ConferenceId,
        changes: &[Change],
    ) -> Result<Option<(Notification, NoticeTarget)>, AppError> {
        let row = self.conference_row(conference)?;
        let told = match changes {
            [] => return Ok(None),
            [change] => (
                Notification {
                    summary: change.session.title.clone(),
                    body: capitalised(&change.words(row.zone)),
                    ..Notification::default()
                },
                NoticeTarget::Item(change.item()),
            ),
            changes => {
                let mut lines: Vec<String> = changes
                    .iter()
                    .take(LINES)
                    .map(|change| format!("{}: {}", change.session.title, change.words(row.zone)))
                    .collect();
                if changes.len() > LINES {
                    lines.push(format!("and {} more", changes.len() - LINES));
                }
                (
                    Notification {
                        summary: format!("{} of your picks changed", changes.len()),
                        body: lines.join("\n"),
                        ..Notification::default()
                    },
                    NoticeTarget::Changes(conference),
                )
            }
        };
        Ok(Some(told))
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
