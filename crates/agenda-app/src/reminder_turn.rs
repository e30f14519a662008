//! One turn of reminding: from what is due to what is claimed, shown and marked.
//!
//! Knows the ledger and the screen only as traits, so that the loop and a simulation that kills it
//! at any step run the same code.

mod batch;
mod scene;

use std::collections::HashSet;
use std::time::Duration;

use crate::notifier::{Notification, NotifyError};
use crate::wire::SessionStatusView;
use agenda::reminder::{Action, DeliveryKey, News, Told, due, taken_back_wording};
use agenda_store::{Settled, StartingDelivery};
use batch::{Batch, Show};
pub use scene::Scene;
use scene::title_of;

/// After a failure to show: the first pause and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The ledger that is written to, on behalf of one process. See [`agenda_store::Store`].
pub trait Book {
    type Error;
    /// The reminders that were won.
    fn claim(&mut self, reminders: &[StartingDelivery]) -> Result<Vec<DeliveryKey>, Self::Error>;
    /// Likewise for telling that they were missed or cancelled.
    fn claim_notices(&mut self, keys: &[DeliveryKey]) -> Result<Vec<DeliveryKey>, Self::Error>;
    fn release(&mut self, keys: &[DeliveryKey]) -> Result<(), Self::Error>;
    fn mark_shown(&mut self, keys: &[DeliveryKey]) -> Result<(), Self::Error>;
    fn mark_missed_told(&mut self, keys: &[DeliveryKey]) -> Result<(), Self::Error>;
    fn take_back(&mut self, keys: &[DeliveryKey]) -> Result<(), Self::Error>;
    fn settle(
        &mut self,
        reminders: &[StartingDelivery],
        settled: Settled,
    ) -> Result<(), Self::Error>;
}

/// Where notifications are shown.
pub trait Screen {
    /// Shows a notification about these reminders.
    fn show(
        &mut self,
        notification: &Notification,
        keys: &[DeliveryKey],
    ) -> Result<(), NotifyError>;
    fn close(&mut self, tag: u64);
}

/// What one process remembers between turns.
#[derive(Debug)]
pub struct Reminding {
    next_tag: u64,
    /// What it has shown that may still be on screen.
    on_screen: Vec<OnScreen>,
    /// After a failure: how long to wait, and until which uptime.
    pause: Option<(Duration, Duration)>,
    /// What failed to be shown since the last success.
    failed: HashSet<DeliveryKey>,
    /// One text was refused: show each on its own, so that none keeps the others back.
    apart: bool,
}

#[derive(Debug)]
struct OnScreen {
    tag: u64,
    keys: Vec<DeliveryKey>,
}

impl Reminding {
    /// `first_tag` differs from those of any other use of the same notifier.
    pub fn new(first_tag: u64) -> Self {
        Self {
            next_tag: first_tag.max(1),
            on_screen: Vec::new(),
            pause: None,
            failed: HashSet::new(),
            apart: false,
        }
    }

    /// Does all that is due. `uptime` is real time since some start, for pauses after failures.
    pub fn turn<B: Book>(
        &mut self,
        scene: Scene<'_>,
        uptime: Duration,
        book: &mut B,
        screen: &mut impl Screen,
    ) -> Result<(), B::Error> {
        self.clear_screen(scene, screen);
        let mut batch = Batch::default();
        let (mut expired, mut missed, mut taken_back) = (Vec::new(), Vec::new(), Vec::new());
        let mut cancelled = Vec::new();
        for action in due(scene.now, scene.items, scene.rules, scene.ledger) {
            match action {
                Action::Expire { key } => expired.push((key, scene.starts_at(key))),
                Action::Miss { key } => missed.push((key, scene.starts_at(key))),
                Action::TakeBack { key } => taken_back.push(key),
                Action::TellCancelled { keys, silent } => cancelled.push((keys, silent)),
                Action::TellMissed { keys, silent } => {
                    batch.missed = keys;
                    batch.missed_silent = silent;
                }
                Action::Show {
                    key,
                    expired,
                    news,
                    silent,
                } => {
                    batch.shows.push(Show {
                        key,
                        starts_at: scene.starts_at(key),
                        expired,
                        news,
                        silent,
                    });
                }
            }
        }
        if !taken_back.is_empty() {
            book.take_back(&taken_back)?;
        }
        // The missed first: whoever dies in between leaves none that is neither.
        for (settled, reminders) in [(Settled::Missed, missed), (Settled::Expired, expired)] {
            if !reminders.is_empty() {
                book.settle(&reminders, settled)?;
            }
        }
        self.forget_failures(
            batch
                .keys()
                .iter()
                .chain(cancelled.iter().flat_map(|(keys, _)| keys)),
        );
        for batch in batch.parted(self.apart) {
            self.show(scene, uptime, &batch, book, screen)?;
        }
        for (keys, silent) in cancelled {
            self.tell_cancelled(scene, uptime, &keys, silent, book, screen)?;
        }
        Ok(())
    }

    /// The notification service answers: what failed is tried again at once.
    pub fn service_answers(&mut self) {
        self.pause = None;
    }

    /// How long to wait before what failed is tried again.
    pub fn retry_after(&self, uptime: Duration) -> Option<Duration> {
        self.pause.map(|(_, until)| until.saturating_sub(uptime))
    }

    fn show<B: Book>(
        &mut self,
        scene: Scene<'_>,
        uptime: Duration,
        batch: &Batch,
        book: &mut B,
        screen: &mut impl Screen,
    ) -> Result<(), B::Error> {
        let keys = batch.keys();
        if keys.is_empty() || self.is_paused(uptime, &keys) {
            return Ok(());
        }
        let claims: Vec<StartingDelivery> = batch
            .shows
            .iter()
            .map(|show| (show.key, show.starts_at))
            .collect();
        let mut won = Vec::new();
        if !claims.is_empty() {
            won = book.claim(&claims)?;
        }
        let mut missed = Vec::new();
        if !batch.missed.is_empty() {
            missed = book.claim_notices(&batch.missed)?;
        }
        let shows: Vec<&Show> = batch
            .shows
            .iter()
            .filter(|show| won.contains(&show.key))
            .collect();
        if shows.is_empty() && missed.is_empty() {
            return Ok(());
        }
        let all: Vec<DeliveryKey> = won.iter().chain(&missed).copied().collect();
        let mut notification = scene.notification(&shows, &missed);
        let missed_silent = missed.is_empty() || batch.missed_silent;
        notification.silent = missed_silent && shows.iter().all(|show| show.silent);
        notification.tag = self.next_tag;
        self.next_tag += 1;
        if let Err(error) = screen.show(&notification, &all) {
            self.note_failure(uptime, &all, &error);
            return book.release(&all);
        }
        self.note_success(&all);
        if !won.is_empty() {
            book.mark_shown(&won)?;
        }
        if !missed.is_empty() {
            book.mark_missed_told(&missed)?;
        }
        self.replace_on_screen(notification.tag, &won, screen);
        let expired: Vec<StartingDelivery> = shows
            .iter()
            .flat_map(|show| show.expired.iter().map(|key| (*key, show.starts_at)))
            .collect();
        if !expired.is_empty() {
            book.settle(&expired, Settled::Expired)?;
        }
        Ok(())
    }

    fn tell_cancelled<B: Book>(
        &mut self,
        scene: Scene<'_>,
        uptime: Duration,
        keys: &[DeliveryKey],
        silent: bool,
        book: &mut B,
        screen: &mut impl Screen,
    ) -> Result<(), B::Error> {
        let Some((entry, told)) = keys.first().and_then(|key| scene.told(*key, News::None)) else {
            return Ok(());
        };
        if self.is_paused(uptime, keys) {
            return Ok(());
        }
        let won = book.claim_notices(keys)?;
        // Whoever has claimed one of them tells of all.
        if won.len() < keys.len() {
            return book.release(&won);
        }
        let withdrawn = entry.status == SessionStatusView::Withdrawn;
        let title = title_of(entry);
        let told = Told {
            title: &title,
            ..told
        };
        let said = taken_back_wording(scene.now, &told, withdrawn, scene.rules.zone);
        let notification = Notification {
            summary: said.summary,
            body: said.body,
            silent,
            ..Notification::default()
        };
        if let Err(error) = screen.show(&notification, &won) {
            self.note_failure(uptime, &won, &error);
            return book.release(&won);
        }
        self.note_success(&won);
        book.take_back(&won)
    }

    fn is_paused(&self, uptime: Duration, keys: &[DeliveryKey]) -> bool {
        let paused = self.pause.is_some_and(|(_, until)| uptime < until);
        paused && keys.iter().all(|key| self.failed.contains(key))
    }

    fn note_failure(&mut self, uptime: Duration, keys: &[DeliveryKey], error: &NotifyError) {
        let pause = self
            .pause
            .map_or(FIRST_PAUSE, |(pause, _)| (pause * 2).min(LONGEST_PAUSE));
        self.pause = Some((pause, uptime + pause));
        self.failed.extend(keys);
        self.apart = matches!(error, NotifyError::Refused(_));
    }

    fn note_success(&mut self, keys: &[DeliveryKey]) {
        if self.apart {
            self.failed.retain(|key| !keys.contains(key));
        } else {
            self.failed.clear();
        }
        self.calm_down();
    }

    /// What is not due any more need not be tried again.
    fn forget_failures<'a>(&mut self, due: impl Iterator<Item = &'a DeliveryKey>) {
        if !self.failed.is_empty() {
            let due: HashSet<&DeliveryKey> = due.collect();
            self.failed.retain(|key| due.contains(key));
            self.calm_down();
        }
    }

    fn calm_down(&mut self) {
        if self.failed.is_empty() {
            self.pause = None;
            self.apart = false;
        }
    }

    /// A newer reminder of an item takes the place of the one on screen.
    fn replace_on_screen(&mut self, tag: u64, keys: &[DeliveryKey], screen: &mut impl Screen) {
        let items: HashSet<_> = keys.iter().map(|key| key.item).collect();
        self.on_screen.retain(|shown| {
            let is_replaced = shown.keys.iter().all(|key| items.contains(&key.item));
            if is_replaced {
                screen.close(shown.tag);
            }
            !is_replaced
        });
        if !keys.is_empty() {
            self.on_screen.push(OnScreen {
                tag,
                keys: keys.to_vec(),
            });
        }
    }

    /// Closes what is true no more: cancelled, moved, dropped, over, put off or answered elsewhere.
    fn clear_screen(&mut self, scene: Scene<'_>, screen: &mut impl Screen) {
        self.on_screen.retain(|shown| {
            let is_true = shown.keys.iter().any(|key| scene.holds(key));
            if !is_true {
                screen.close(shown.tag);
            }
            is_true
        });
    }
}
