//! The loop that shows what is due: one thread, the wall clock, every ten seconds at the latest.
//!
//! Each turn derives everything anew from the store, so sleep, a clock that jumps, a changed zone, an
//! import or another process need no case of their own.

mod book;
mod health;
mod screen;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use agenda::reminder::{DeliveryKey, Quiet, next_due, next_look};
use agenda::{ConferenceId, ItemKey};
use chrono::{DateTime, Utc};

use crate::clock::process_start;
use crate::doctor::Presence;
use crate::notifier::{Notification, Notifier, NotifyError, Response};
use crate::reminder_turn::{Reminding, Scene};
use crate::reminders::remindables;
use crate::wire::{DoctorView, NotificationState};
use crate::{App, AppError};
use book::StoreBook;
pub use health::Health;
use health::{keep_health, note_health};
use screen::NotifierScreen;

/// The longest the loop waits, in real time: what happened to the clock or the store meanwhile is
/// seen by then.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

const LONGEST_FAREWELL: Duration = Duration::from_secs(1);

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
            started: Instant::now(),
            reminding: Reminding::new(next_tags()),
            presence: None,
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

    /// Looks at all that reminders need, and shows nothing.
    pub fn doctor(&self, app: &App) -> Result<DoctorView, AppError> {
        app.doctor(&*self.notifier)
    }

    /// Shows a notification that proves the way to the attendee.
    pub fn show_test(&self) -> Result<(), NotifyError> {
        let notification = Notification {
            summary: "Lanyard can reach you".to_owned(),
            body: "Reminders of your talks and visits will look like this.".to_owned(),
            ..Notification::default()
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
    started: Instant,
    reminding: Reminding,
    /// Tells others that this process reminds.
    presence: Option<Presence>,
    seen_version: Option<i64>,
    /// The reminder that comes next, as of the last turn.
    seen_next: Option<DeliveryKey>,
}

impl Turns {
    fn run(&mut self, signals: &Receiver<Signal>) {
        self.presence = Presence::announce(self.app.data_dir());
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

    /// Does what is due, and tells how long to wait in real time.
    fn turn(&mut self) -> Result<Duration, AppError> {
        self.look_for_other_processes()?;
        let entries = self.app.entries(None)?;
        let items = remindables(&entries);
        let rules = self.app.settings()?.rules();
        let ledger = self.app.ledger(&entries)?;
        let now = self.app.now();
        if !matches!(rules.quiet(now, None, &items), Quiet::Until(_)) {
            self.tell_changes()?;
        }
        let scene = Scene {
            now,
            entries: &entries,
            items: &items,
            rules: &rules,
            ledger: &ledger,
        };
        let uptime = self.started.elapsed();
        let mut book = StoreBook {
            app: &self.app,
            process: &self.process,
        };
        let mut screen = NotifierScreen {
            app: &self.app,
            notifier: &*self.notifier,
            health: &self.health,
            on_event: &self.on_event,
            stopping: &self.stopping,
        };
        self.reminding.turn(scene, uptime, &mut book, &mut screen)?;
        let ledger = self.app.ledger(&entries)?;
        let next = next_due(now, &items, &ledger).map(|(key, _)| key);
        if self.seen_next != next {
            self.seen_next = next;
            (self.on_event)(ReminderEvent::NextChanged);
        }
        Ok(self.wait_until(next_look(now, &items, &rules, &ledger)))
    }

    /// Until notifications are known to work, each turn asks whether they would.
    fn look_for_the_service(&mut self) {
        let known = self.health.lock().map(|health| health.state);
        if !matches!(known, Ok(NotificationState::Working)) {
            let service = self.notifier.service().map(drop);
            if service.is_ok() && matches!(known, Ok(NotificationState::NoService)) {
                self.reminding.service_answers();
            }
            note_health(&self.health, &*self.notifier, &service, &self.on_event);
        }
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
        let until_retry = self.reminding.retry_after(self.started.elapsed());
        until_next
            .into_iter()
            .chain(until_retry)
            .fold(LONGEST_WAIT, Duration::min)
            // A clock of another resolution must not make the loop spin.
            .max(Duration::from_millis(5))
    }
}

/// Names this process, and no other run of it, in claims.
pub(crate) fn process_token() -> String {
    format!("{}@{:x}", std::process::id(), process_start())
}

/// The first of a range of tags that no other loop of this process uses.
fn next_tags() -> u64 {
    static LOOPS: AtomicU64 = AtomicU64::new(0);
    (LOOPS.fetch_add(1, Ordering::Relaxed) << 32) + 1
}
