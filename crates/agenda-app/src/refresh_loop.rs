//! The loop that refreshes what is due: one thread, the wall clock, every ten seconds at the latest.
//!
//! Like the reminder loop it derives everything anew each turn. Being offline is normal: the loop
//! says nothing, and tries again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use agenda::ConferenceId;

use crate::refresh::{Occasion, RefreshReport, Refreshed};
use crate::{App, AppError};

/// The longest the loop waits, in real time: a clock that jumped, and other processes' changes, are
/// seen by then.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// How long ending the loop waits for its turn to end.
const LONGEST_FAREWELL: Duration = Duration::from_secs(1);

/// With a clock that runs faster than real time, servers are asked no more often than this.
const SHORTEST_REAL_PAUSE: Duration = Duration::from_secs(10 * 60);

/// How often it is looked, in real time, whether a directory is due.
const BETWEEN_DIRECTORIES: Duration = Duration::from_secs(60 * 60);

/// Called on the loop's thread with each refresh that was due.
pub type OnRefresh = Box<dyn Fn(&RefreshReport) + Send + Sync>;

/// A running loop, until [`RefreshLoop::stop`] or until it and all its [`RefreshWaker`]s are dropped.
pub struct RefreshLoop {
    stopping: Arc<AtomicBool>,
    signals: SyncSender<Signal>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Makes the loop look again at once.
#[derive(Clone, Debug)]
pub struct RefreshWaker(SyncSender<Signal>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    Wake,
    Stop,
}

impl RefreshWaker {
    pub fn wake(&self) {
        // A full channel holds a signal already.
        let _ = self.0.try_send(Signal::Wake);
    }
}

impl RefreshLoop {
    /// # Errors
    /// The system has no thread to spare.
    pub fn start(app: Arc<App>, on_refresh: OnRefresh) -> std::io::Result<Self> {
        let (signals, received) = sync_channel(8);
        let stopping = Arc::new(AtomicBool::new(false));
        let mut turns = Turns {
            stopping: stopping.clone(),
            app,
            on_refresh,
            tried: HashMap::new(),
            directories_looked_at: None,
        };
        let thread = thread::Builder::new()
            .name("refreshes".to_owned())
            .spawn(move || turns.run(&received))?;
        Ok(Self {
            stopping,
            signals,
            thread: Mutex::new(Some(thread)),
        })
    }

    pub fn waker(&self) -> RefreshWaker {
        RefreshWaker(self.signals.clone())
    }

    /// Ends the loop and waits a moment until its turn is over. A fetch that a slow server is still
    /// answering is left, and its claim taken over by whoever comes later.
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
    on_refresh: OnRefresh,
    /// When each conference was tried last, by real time.
    tried: HashMap<ConferenceId, Instant>,
    /// When the attendee's own directories were looked at last, by real time.
    directories_looked_at: Option<Instant>,
}

impl Turns {
    fn run(&mut self, signals: &Receiver<Signal>) {
        while !self.stopping.load(Ordering::Relaxed) {
            // A store that cannot be read now can perhaps be read later; the reminder loop says so.
            let wait = self.turn().unwrap_or(LONGEST_WAIT);
            match signals.recv_timeout(wait) {
                Ok(Signal::Wake) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Refreshes what is due, and tells how long to wait in real time.
    fn turn(&mut self) -> Result<Duration, AppError> {
        for (id, at) in self.app.due_refreshes()? {
            if self.stopping.load(Ordering::Relaxed) {
                break;
            }
            if at <= self.app.now() && !self.was_tried_just_now(id) {
                self.tried.insert(id, Instant::now());
                let stopping = || self.stopping.load(Ordering::Relaxed);
                match self.app.refresh(id, Occasion::Due, &stopping) {
                    Ok(report) if report.refreshed == Refreshed::Busy => {}
                    Ok(report) => (self.on_refresh)(&report),
                    Err(AppError::Cancelled | AppError::NoAddress(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.update_directories()?;
        let now = self.app.now();
        let next = self
            .app
            .due_refreshes()?
            .into_iter()
            .map(|(_, at)| at)
            .min();
        let ahead = next.map_or(LONGEST_WAIT, |at| {
            let ahead = (at - now).to_std().unwrap_or_default().as_secs_f64();
            let longest = LONGEST_WAIT.as_secs_f64();
            Duration::from_secs_f64((ahead / self.app.clock().speed()).min(longest))
        });
        // What is due and was not done, because somebody else does it or it was tried just now, is
        // looked at again in a moment.
        Ok(ahead.max(Duration::from_millis(500)))
    }

    /// Those that were not asked for a day. One that cannot be had now is tried again later; what was
    /// fetched before is searched meanwhile.
    fn update_directories(&mut self) -> Result<(), AppError> {
        let is_time = self
            .directories_looked_at
            .is_none_or(|at| at.elapsed() >= BETWEEN_DIRECTORIES);
        if is_time && self.app.settings()?.auto_refresh {
            self.directories_looked_at = Some(Instant::now());
            self.app.update_directories()?;
        }
        Ok(())
    }

    fn was_tried_just_now(&self, id: ConferenceId) -> bool {
        self.app.clock().speed() > 1.0
            && self
                .tried
                .get(&id)
                .is_some_and(|tried| tried.elapsed() < SHORTEST_REAL_PAUSE)
    }
}
