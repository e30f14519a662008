//! A clock that is set by hand, a notifier that records, and an `App` on a folder of its own.
#![allow(dead_code, clippy::unwrap_used)]

pub mod attendee;
pub mod server;

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use agenda::{Priority, SessionId};
use agenda_app::App;
use agenda_app::clock::Clock;
use agenda_app::notifier::{Notification, Notifier, NotifyError, OnResponse, Response};
use agenda_app::reminder_loop::{Health, ReminderEvent, ReminderLoop};
use agenda_app::wire::SettingsForm;
use chrono::{DateTime, Utc};
use tempfile::TempDir;

pub struct ManualClock(AtomicI64);

impl ManualClock {
    pub fn at(time: &str) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(instant(time).timestamp())))
    }

    pub fn set(&self, time: &str) {
        self.0.store(instant(time).timestamp(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::SeqCst), 0).unwrap()
    }
}

/// `2022-05-19T15:14:00+02:00`, or a time on that day in Madrid.
pub fn instant(time: &str) -> DateTime<Utc> {
    let text = if time.len() == 5 {
        format!("2022-05-19T{time}:00+02:00")
    } else {
        time.to_owned()
    };
    DateTime::parse_from_rfc3339(&text).unwrap().to_utc()
}

#[derive(Default)]
pub struct RecordingNotifier {
    pub shown: Mutex<Vec<Notification>>,
    pub fails: AtomicBool,
    /// Tags of what was taken off the screen.
    pub closed: Mutex<Vec<u64>>,
    responses: Mutex<Vec<OnResponse>>,
}

impl RecordingNotifier {
    pub fn summaries(&self) -> Vec<String> {
        let shown = self.shown.lock().unwrap();
        shown
            .iter()
            .map(|notification| notification.summary.clone())
            .collect()
    }

    pub fn last_body(&self) -> String {
        self.shown.lock().unwrap().last().unwrap().body.clone()
    }

    /// Clicks the notification that was shown last.
    pub fn click(&self) {
        self.respond(Response::Opened);
    }

    pub fn respond(&self, response: Response) {
        let respond = self.responses.lock().unwrap().pop().unwrap();
        respond(response);
    }

    pub fn last(&self) -> Notification {
        self.shown.lock().unwrap().last().unwrap().clone()
    }
}

impl Notifier for RecordingNotifier {
    fn show(
        &self,
        notification: &Notification,
        on_response: OnResponse,
    ) -> Result<(), NotifyError> {
        if self.fails.load(Ordering::SeqCst) {
            return Err(NotifyError::NoService("nobody".to_owned()));
        }
        self.shown.lock().unwrap().push(notification.clone());
        self.responses.lock().unwrap().push(on_response);
        Ok(())
    }

    fn close(&self, tag: u64) {
        self.closed.lock().unwrap().push(tag);
    }

    fn service(&self) -> Result<Option<String>, NotifyError> {
        if self.fails.load(Ordering::SeqCst) {
            return Err(NotifyError::NoService("nobody".to_owned()));
        }
        Ok(Some("recorder 1".to_owned()))
    }
}

/// One data folder, one clock, one notification service; the loop comes and goes.
pub struct Desk {
    pub folder: TempDir,
    pub clock: Arc<ManualClock>,
    pub notifier: Arc<RecordingNotifier>,
}

pub struct Running {
    pub app: Arc<App>,
    pub reminders: ReminderLoop,
    pub events: Arc<Mutex<Vec<ReminderEvent>>>,
}

impl Desk {
    /// The sample conference in a new store, at that time.
    pub fn with_sample(time: &str) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            clock: ManualClock::at(time),
            notifier: Arc::default(),
        };
        desk.app().import_sample().unwrap();
        desk
    }

    pub fn app(&self) -> Arc<App> {
        Arc::new(App::open(self.folder.path(), self.clock.clone()).unwrap())
    }

    pub fn pick(&self, code: &str) -> SessionId {
        let app = self.app();
        let id = app.find_session(code).unwrap().id;
        app.pick_sessions(&[id], Some(Priority::Want)).unwrap();
        id
    }

    /// Starts Lanyard's loop on this desk.
    pub fn start(&self) -> Running {
        let app = self.app();
        let events: Arc<Mutex<Vec<ReminderEvent>>> = Arc::default();
        let seen = events.clone();
        let reminders = ReminderLoop::start(
            app.clone(),
            self.notifier.clone(),
            Box::new(move |event| seen.lock().unwrap().push(event)),
        );
        let waker = reminders.waker();
        app.on_change(Box::new(move || waker.wake()));
        Running {
            app,
            reminders,
            events,
        }
    }

    pub fn set_clock(&self, running: &Running, time: &str) {
        self.clock.set(time);
        running.reminders.waker().wake();
    }

    /// Waits until so many notifications were shown, and the loop has had time to show one more.
    pub fn expect_shown(&self, count: usize) {
        wait_until(|| self.notifier.summaries().len() >= count);
        assert_eq!(
            self.notifier.summaries().len(),
            count,
            "{:?}",
            self.notifier.summaries()
        );
    }
}

impl Running {
    pub fn stop(self) {
        self.reminders.stop();
    }
}

/// Polls until the condition holds, for at most ten seconds.
pub fn wait_until(condition: impl Fn() -> bool) {
    let patience = Instant::now() + Duration::from_secs(10);
    while !condition() {
        assert!(
            Instant::now() < patience,
            "it did not come to pass within ten seconds"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The settings as they are.
pub fn form(app: &App) -> SettingsForm {
    let settings = app.overview(&Health::UNKNOWN).unwrap().settings;
    SettingsForm {
        theme: settings.theme,
        clock: settings.clock,
        session_leads: settings.session_leads,
        visit_leads: settings.visit_leads,
        run_in_background: settings.run_in_background,
        my_zone: settings.my_zone,
        reminders: None,
        auto_refresh: None,
    }
}
