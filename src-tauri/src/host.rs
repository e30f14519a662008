//! What the commands work on: the use cases, the reminder loop, and the way to the window.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use agenda::{ConferenceId, ItemKey};
use agenda_app::App;
use agenda_app::notifier::Notifier;
use agenda_app::refresh_loop::RefreshLoop;
use agenda_app::reminder_loop::{ReminderEvent, ReminderLoop};
use serde_json::json;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::window;

type Event = (&'static str, serde_json::Value);
type Emit = dyn Fn(&str, serde_json::Value) + Send + Sync;

/// State of the desktop application, managed by Tauri.
pub struct Host {
    pub app: Arc<App>,
    pub reminders: ReminderLoop,
    refreshes: Option<RefreshLoop>,
    /// Set to give up the import that was started last, at its next step.
    import_cancelled: Mutex<Arc<AtomicBool>>,
    close_tried: AtomicBool,
    quit_tried: AtomicBool,
    /// Events for a window that has not painted yet; none once it has.
    pending: Mutex<Option<Vec<Event>>>,
    /// Whether to print a line when the window has painted.
    announce: bool,
    /// Whether there is a window.
    has_window: Box<dyn Fn() -> bool + Send + Sync>,
    emit: Box<Emit>,
}

impl Host {
    /// Starts the loops of reminders and refreshes, and passes what it tells on to the window.
    pub fn start<R: Runtime>(
        tauri: AppHandle<R>,
        app: Arc<App>,
        notifier: Arc<dyn Notifier>,
        announce: bool,
    ) -> Self {
        let events = tauri.clone();
        let opened = app.clone();
        let reminders = ReminderLoop::start(
            app.clone(),
            notifier,
            Box::new(move |event| match event {
                ReminderEvent::HealthChanged | ReminderEvent::NextChanged => {
                    emit(&events, "reminder_health_changed", json!(null))
                }
                ReminderEvent::StoreChanged => emit(&events, "agenda_changed", json!(null)),
                ReminderEvent::Opened(item) => open_item(&events, &opened, item),
                ReminderEvent::ChangesOpened(conference) => open_changes(&events, conference),
            }),
        );
        // Without a thread to spare schedules are as old as they are; reminders go on.
        let refreshes = RefreshLoop::start(app.clone(), Box::new(|_| ()))
            .inspect_err(|error| eprintln!("lanyard: schedules are not refreshed: {error}"))
            .ok();
        let wake = reminders.waker();
        let wake_refreshes = refreshes.as_ref().map(RefreshLoop::waker);
        let changed = tauri.clone();
        app.on_change(Box::new(move || {
            wake.wake();
            if let Some(refreshes) = &wake_refreshes {
                refreshes.wake();
            }
            emit(&changed, "agenda_changed", json!(null));
        }));
        Self {
            app,
            reminders,
            refreshes,
            import_cancelled: Mutex::default(),
            close_tried: AtomicBool::new(false),
            quit_tried: AtomicBool::new(false),
            pending: Mutex::new(Some(Vec::new())),
            announce,
            has_window: {
                let tauri = tauri.clone();
                Box::new(move || tauri.get_webview_window(window::LABEL).is_some())
            },
            emit: Box::new(move |event, payload| emit(&tauri, event, payload)),
        }
    }

    /// There is no painted window: what is told to it waits for one.
    pub fn window_opened(&self) {
        self.close_tried.store(false, Ordering::Relaxed);
        if let Ok(mut pending) = self.pending.lock() {
            pending.get_or_insert_default();
        }
    }

    /// The window has painted its first view.
    pub fn window_painted(&self) {
        let pending = self
            .pending
            .lock()
            .ok()
            .and_then(|mut pending| pending.take());
        for (event, payload) in pending.into_iter().flatten() {
            (self.emit)(event, payload);
        }
        if self.announce {
            println!("lanyard: window ready");
        }
    }

    /// Sends an event to the window, at once or when it has painted.
    pub fn tell_window(&self, event: &'static str, payload: serde_json::Value) {
        if !(self.has_window)() {
            self.window_opened();
        }
        match self.pending.lock().as_deref_mut() {
            Ok(Some(pending)) => pending.push((event, payload)),
            _ => (self.emit)(event, payload),
        }
    }

    /// An import starts: whether it is to be given up is in the flag.
    pub fn begin_import(&self) -> Arc<AtomicBool> {
        let cancelled = Arc::new(AtomicBool::new(false));
        if let Ok(mut last) = self.import_cancelled.lock() {
            *last = cancelled.clone();
        }
        cancelled
    }

    pub fn cancel_import(&self) {
        if let Ok(last) = self.import_cancelled.lock() {
            last.store(true, Ordering::Relaxed);
        }
    }

    /// Whether this is the first try to close this window: only that one is answered by a question,
    /// so that a window whose page is broken can be closed.
    pub fn is_first_close(&self) -> bool {
        !self.close_tried.swap(true, Ordering::Relaxed)
    }

    /// Whether this is the first try to quit from the tray: only that one is answered by a question.
    pub fn is_first_quit(&self) -> bool {
        !self.quit_tried.swap(true, Ordering::Relaxed)
    }

    /// Ends the loops; called when the application exits.
    pub fn stop(&self) {
        if let Some(refreshes) = &self.refreshes {
            refreshes.stop();
        }
        self.reminders.stop();
    }
}

/// A notification was clicked: its details, in a window in front.
fn open_item<R: Runtime>(tauri: &AppHandle<R>, app: &App, item: ItemKey) {
    let told = match item {
        ItemKey::Session(id) => app.conference_of_session(id).map(|conference| {
            (
                "session_opened",
                json!({ "session": id, "conference": conference }),
            )
        }),
        ItemKey::Visit(id) => app.booth_of_visit(id).map(|(booth, conference)| {
            (
                "booth_opened",
                json!({ "booth": booth, "conference": conference }),
            )
        }),
    };
    if let (Ok((event, payload)), Some(host)) = (told, tauri.try_state::<Host>()) {
        host.tell_window(event, payload);
    }
    window::show(tauri);
}

/// A notice of changes was clicked: the list of them, in a window in front.
fn open_changes<R: Runtime>(tauri: &AppHandle<R>, conference: ConferenceId) {
    if let Some(host) = tauri.try_state::<Host>() {
        host.tell_window("changes_opened", json!({ "conference": conference }));
    }
    window::show(tauri);
}

pub(crate) fn emit<R: Runtime>(tauri: &AppHandle<R>, event: &str, payload: serde_json::Value) {
    // Fails only while the application goes down.
    let _ = tauri.emit(event, payload);
}
