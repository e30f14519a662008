//! The loop that shows what is due: one thread, the wall clock, every ten seconds at the latest.
//!
//! Each turn derives everything anew from the store, so sleep, a clock that jumps, a changed zone, an
//! import or another process need no case of their own.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use agenda::reminder::{Action, DeliveryKey, due, next_due};
use agenda::{ConferenceId, ItemKey};
use agenda_store::{Claimant, Settled};
use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::process_start;
use crate::entries::Entry;
use crate::notifier::{Notification, Notifier, NotifyError, OnResponse, Response};
use crate::reminders::{entry_of, remindables};
use crate::wire::NotificationState;
use crate::{App, AppError};

/// The longest the loop waits, in real time: what happened to the clock or the store meanwhile is
/// seen by then.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Real seconds: a claim that was not marked by then was left by a process that died. Longer than a
/// notification service may take to answer.
const STALE_CLAIM: f64 = 30.0;

const LONGEST_FAREWELL: Duration = Duration::from_secs(1);

/// After a failure to show: the first pause and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What the loop tells its owner. Called on the loop's or a notifier's thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderEvent {
    /// A notification was clicked.
    Opened(ItemKey),
    /// A notice of several changes to picked sessions was clicked.
    ChangesOpened(ConferenceId),
    /// [`ReminderLoop::health`] differs from before.
    HealthChanged,
    /// Another reminder comes next than before.
    NextChanged,
    StoreChanged,
}

type OnEvent = Arc<dyn Fn(ReminderEvent) + Send + Sync>;

/// Whether notifications can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    pub state: NotificationState,
    /// Name and version of the service, where it tells.
    pub service: Option<String>,
    /// What is wrong and the cure.
    pub problem: Option<String>,
}

impl Health {
    /// Nothing was tried yet.
    pub const UNKNOWN: Self = Self {
        state: NotificationState::Unknown,
        service: None,
        problem: None,
    };
}

/// A running loop, until [`ReminderLoop::stop`] or until it and all its [`Waker`]s are dropped.
pub struct ReminderLoop {
    stopping: Arc<AtomicBool>,
    signals: SyncSender<Signal>,
    thread: Mutex<Option<JoinHandle<()>>>,
    notifier: Arc<dyn Notifier>,
    health: Arc<Mutex<Health>>,
    on_event: OnEvent,
}

/// Makes the loop look again at once.
#[derive(Clone, Debug)]
pub struct Waker(SyncSender<Signal>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    Wake,
    Stop,
}

impl Waker {
    pub fn wake(&self) {
        // A full channel holds a signal already.
        let _ = self.0.try_send(Signal::Wake);
    }
}

impl ReminderLoop {
    pub fn start(
        app: Arc<App>,
        notifier: Arc<dyn Notifier>,
        on_event: Box<dyn Fn(ReminderEvent) + Send + Sync>,
    ) -> Self {
        let (signals, received) = sync_channel(8);
        let health = Arc::new(Mutex::new(Health::UNKNOWN));
        let on_event: OnEvent = Arc::from(on_event);
        let stopping = Arc::new(AtomicBool::new(false));
        let mut turns = Turns {
            stopping: stopping.clone(),
            app,
            notifier: notifier.clone(),
            health: health.clone(),
            on_event: on_event.clone(),
            process: process_token(),
            pauses: HashMap::new(),
            seen_version: None,
            seen_next: None,
        };
        let thread = thread::Builder::new()
            .name("reminders".to_owned())
            .spawn(move || turns.run(&received));
        let thread = match thread {
            Ok(thread) => Some(thread),
            Err(error) => {
                let failing = Health {
                    state: NotificationState::Failing,
                    service: None,
                    problem: Some(format!("reminders could not be started: {error}")),
                };
                keep_health(&health, failing, &on_event);
                None
            }
        };
        Self {
            stopping,
            signals,
            thread: Mutex::new(thread),
            notifier,
            health,
            on_event,
        }
    }

    pub fn waker(&self) -> Waker {
        Waker(self.signals.clone())
    }

    pub fn health(&self) -> Health {
        self.health
            .lock()
            .map_or(Health::UNKNOWN, |health| health.clone())
    }

    /// Shows a notification that proves the way to the attendee.
    pub fn show_test(&self) -> Result<(), NotifyError> {
        let notification = Notification {
            summary: "Lanyard can reach you".to_owned(),
            body: "Reminders of your talks and visits will look like this.".to_owned(),
            urgent: false,
        };
        let shown = self.notifier.show(&notification, Box::new(|_| {}));
        note_health(&self.health, &*self.notifier, &shown, &self.on_event);
        shown
    }

    /// Ends the loop and waits a moment until its turn is over. A reminder that a slow service is
    /// still taking is left claimed, and taken over by whoever comes next.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        let _ = self.signals.try_send(Signal::Stop);
        let patience = Instant::now() + LONGEST_FAREWELL;
        while Instant::now() < patience && !self.has_ended() {
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether its thread is gone.
    pub fn has_ended(&self) -> bool {
        let thread = self.thread.lock();
        thread.is_ok_and(|thread| thread.as_ref().is_none_or(JoinHandle::is_finished))
    }
}

/// What one thread needs to take turns.
struct Turns {
    stopping: Arc<AtomicBool>,
    app: Arc<App>,
    notifier: Arc<dyn Notifier>,
    health: Arc<Mutex<Health>>,
    on_event: OnEvent,
    /// Names this process in the ledger.
    process: String,
    /// Reminders that could not be shown: the pause after the last failure, and when to try again.
    pauses: HashMap<DeliveryKey, (Duration, Instant)>,
    seen_version: Option<i64>,
    /// The reminder that comes next, as of the last turn.
    seen_next: Option<DeliveryKey>,
}

impl Turns {
    fn run(&mut self, signals: &Receiver<Signal>) {
        while !self.stopping.load(Ordering::Relaxed) {
            let wait = match self.turn() {
                Ok(wait) => {
                    self.look_for_the_service();
                    wait
                }
                Err(error) => {
                    let failing = Health {
                        state: NotificationState::Failing,
                        service: None,
                        problem: Some(error.to_string()),
                    };
                    keep_health(&self.health, failing, &self.on_event);
                    LONGEST_WAIT
                }
            };
            match signals.recv_timeout(wait) {
                Ok(Signal::Wake) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Does what is due, and tells how long to wait in real time. A reminder that fails keeps none of
    /// the others back.
    fn turn(&mut self) -> Result<Duration, AppError> {
        self.look_for_other_processes()?;
        self.tell_changes()?;
        let entries = self.app.entries(None)?;
        let owed = remindables(&entries);
        let ledger = self.app.ledger(&entries)?;
        let now = self.app.now();
        let actions = due(now, &owed, &ledger);
        self.pauses.retain(|paused, _| {
            let shows =
                |action: &Action| matches!(action, Action::Show { key, .. } if key == paused);
            actions.iter().any(shows)
        });
        let mut failure = None;
        for action in actions {
            if self.stopping.load(Ordering::Relaxed) {
                break;
            }
            let done = match action {
                Action::Show { key, expired } => match entry_of(&entries, key.item) {
                    Some(entry) => self.show(key, &expired, entry),
                    None => Ok(()),
                },
                Action::Expire { key } => self.settle(&key, Settled::Expired),
                Action::Miss { key } => self.settle(&key, Settled::Missed),
            };
            failure = failure.or(done.err());
        }
        if let Some(failure) = failure {
            return Err(failure);
        }
        let next = next_due(now, &owed, &ledger);
        if self.seen_next != next {
            self.seen_next = next;
            (self.on_event)(ReminderEvent::NextChanged);
        }
        Ok(self.wait_until(next.map(|key| key.due_at)))
    }

    /// Until notifications are known to work, each turn asks whether they would.
    fn look_for_the_service(&self) {
        let known = self.health.lock().map(|health| health.state);
        if !matches!(known, Ok(NotificationState::Working)) {
            let service = self.notifier.service().map(drop);
            note_health(&self.health, &*self.notifier, &service, &self.on_event);
        }
    }

    fn show(
        &mut self,
        key: DeliveryKey,
        expired: &[DeliveryKey],
        entry: &Entry,
    ) -> Result<(), AppError> {
        if self
            .pauses
            .get(&key)
            .is_some_and(|(_, until)| *until > Instant::now())
        {
            return Ok(());
        }
        let starts_at = entry.slot.starts_at;
        let now = self.app.now();
        let claimed = self
            .app
            .store(|store| store.claim_delivery(&key, starts_at, self.claimant(now)))?;
        if !claimed {
            self.pauses.remove(&key);
            return Ok(());
        }
        let notification = self.app.notification(entry)?;
        let shown = self.notifier.show(&notification, self.on_response(key));
        note_health(&self.health, &*self.notifier, &shown, &self.on_event);
        if shown.is_err() {
            self.app
                .store(|store| store.release_delivery(&key, &self.process))?;
            self.pause(key);
            return Ok(());
        }
        self.pauses.remove(&key);
        let now = self.app.now();
        self.app
            .store(|store| store.mark_delivery_shown(&key, now))?;
        for key in expired {
            self.settle(key, Settled::Expired)?;
        }
        Ok(())
    }

    fn tell_changes(&self) -> Result<(), AppError> {
        let attempts = self.app.tell_changes(&*self.notifier, |target| {
            let on_event = self.on_event.clone();
            Box::new(move |response| {
                if response == Response::Opened {
                    on_event(target.into());
                }
            })
        })?;
        for attempt in attempts {
            note_health(&self.health, &*self.notifier, &attempt, &self.on_event);
        }
        Ok(())
    }

    fn on_response(&self, key: DeliveryKey) -> OnResponse {
        let (app, on_event) = (self.app.clone(), self.on_event.clone());
        Box::new(move |response| {
            if response == Response::Opened {
                on_event(ReminderEvent::Opened(key.item));
                let now = app.now();
                let marked = app.store(|store| store.mark_delivery_answered(&key, now));
                if let Err(error) = marked {
                    eprintln!("lanyard: a reminder’s answer was not kept: {error}");
                }
            }
        })
    }

    /// Records a reminder that is not shown.
    fn settle(&self, key: &DeliveryKey, settled: Settled) -> Result<(), AppError> {
        let now = self.app.now();
        let starts_at = key.due_at + TimeDelta::minutes(i64::from(key.lead));
        self.app
            .store(|store| store.settle_delivery(key, starts_at, settled, now))?;
        Ok(())
    }

    fn claimant(&self, now: DateTime<Utc>) -> Claimant<'_> {
        Claimant {
            process: &self.process,
            now,
            // Claims are dated by Lanyard's clock, which may run faster.
            stale_after: TimeDelta::milliseconds(
                (STALE_CLAIM * 1000.0 * self.app.clock().speed().max(1.0)) as i64,
            ),
        }
    }

    fn pause(&mut self, key: DeliveryKey) {
        let pause = self
            .pauses
            .get(&key)
            .map_or(FIRST_PAUSE, |(pause, _)| (*pause * 2).min(LONGEST_PAUSE));
        self.pauses.insert(key, (pause, Instant::now() + pause));
    }

    fn look_for_other_processes(&mut self) -> Result<(), AppError> {
        let version = self.app.store(|store| store.data_version())?;
        if self.seen_version.is_some_and(|seen| seen != version) {
            (self.on_event)(ReminderEvent::StoreChanged);
        }
        self.seen_version = Some(version);
        Ok(())
    }

    /// The real time until the next reminder or retry, at most [`LONGEST_WAIT`].
    fn wait_until(&self, next: Option<DateTime<Utc>>) -> Duration {
        let until_next = next.map(|next| {
            let ahead = (next - self.app.now()).to_std().unwrap_or_default();
            let speed = self.app.clock().speed();
            Duration::from_secs_f64((ahead.as_secs_f64() / speed).min(LONGEST_WAIT.as_secs_f64()))
        });
        let now = Instant::now();
        let until_retry = self
            .pauses
            .values()
            .map(|(_, until)| until.saturating_duration_since(now));
        until_next
            .into_iter()
            .chain(until_retry)
            .fold(LONGEST_WAIT, Duration::min)
            // A clock of another resolution must not make the loop spin.
            .max(Duration::from_millis(5))
    }
}

/// Keeps what an attempt to reach the service told, and says so when it is news.
fn note_health(
    health: &Mutex<Health>,
    notifier: &dyn Notifier,
    attempt: &Result<(), NotifyError>,
    on_event: &OnEvent,
) {
    let known = health
        .lock()
        .map_or(Health::UNKNOWN, |health| health.clone());
    let told = match attempt {
        Ok(()) if known.state == NotificationState::Working => return,
        Ok(()) => Health {
            state: NotificationState::Working,
            service: notifier.service().ok().flatten(),
            problem: None,
        },
        Err(error) => Health {
            state: match error {
                NotifyError::NoService(_) => NotificationState::NoService,
                NotifyError::Refused(_) => NotificationState::Failing,
            },
            service: None,
            problem: Some(error.to_string()),
        },
    };
    keep_health(health, told, on_event);
}

fn keep_health(health: &Mutex<Health>, told: Health, on_event: &OnEvent) {
    let is_news = health.lock().is_ok_and(|mut known| {
        let is_news = *known != told;
        *known = told;
        is_news
    });
    if is_news {
        on_event(ReminderEvent::HealthChanged);
    }
}

/// Names this process, and no other run of it, in claims.
pub(crate) fn process_token() -> String {
    format!("{}@{:x}", std::process::id(), process_start())
}
