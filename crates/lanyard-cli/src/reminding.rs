//! Reminders: what is to come, and showing them as they come due.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use agenda_app::App;
use agenda_app::notifier::{Notification, Notifier, NotifyError, OnResponse};
use agenda_app::refresh::{RefreshReport, Refreshed};
use agenda_app::refresh_loop::RefreshLoop;
use agenda_app::reminder_loop::{ReminderEvent, ReminderLoop};
use agenda_app::reminders::{Upcoming, upcoming_reminders};
use desktop_notifier::DesktopNotifier;

use crate::Failure;
use crate::json::{ReminderJson, rfc3339};
use crate::keeping_up::report_lines;
use crate::output::Output;
use crate::reading::kind_and_id;

pub fn reminders(app: &App, output: &mut Output) -> Result<(), Failure> {
    let entries = app.entries(None)?;
    let mut json = Vec::new();
    for upcoming in upcoming_reminders(app, &entries)? {
        json.push(reminder_json(app, &upcoming)?);
    }
    output.tell(&json, || {
        if json.is_empty() {
            return vec!["No reminders to come: pick sessions with lanyard pick ID".to_owned()];
        }
        let lines = json.iter().map(|reminder| {
            format!(
                "{}  {} ({} min before {})",
                reminder.due_at, reminder.title, reminder.lead, reminder.starts_at
            )
        });
        lines.collect()
    })
}

pub fn reminder_json(app: &App, reminder: &Upcoming<'_>) -> Result<ReminderJson, Failure> {
    let &Upcoming { key, at, entry } = reminder;
    let (kind, id) = kind_and_id(entry);
    Ok(ReminderJson {
        kind,
        id,
        title: entry.title.clone(),
        place: entry.place.clone(),
        due_at: rfc3339(at, entry.zone),
        lead: key.lead,
        starts_at: rfc3339(entry.slot.starts_at, entry.zone),
        conference: app.conference_row(entry.conference)?.slug,
    })
}

/// Shows reminders natively until the process is ended, and prints each. Refreshes conferences
/// meanwhile, unless that is not wanted.
pub fn remind(app: &Arc<App>, refreshes: bool) -> Result<(), Failure> {
    let native = DesktopNotifier::new()
        .map_err(|error| Failure::Failed(format!("notifications could not be started: {error}")))?;
    let printing = Arc::new(PrintingNotifier(native));
    let (tell_health, health_changed) = std::sync::mpsc::channel();
    let opened = app.clone();
    let reminders = ReminderLoop::start(
        app.clone(),
        printing,
        Box::new(move |event| match event {
            ReminderEvent::Opened(agenda::ItemKey::Session(id)) => {
                if let Ok(session) = opened.full_session(id) {
                    say(&format!("opened: {}", session.head.title));
                }
            }
            ReminderEvent::HealthChanged => {
                let _ = tell_health.send(());
            }
            _ => {}
        }),
    );
    let waker = reminders.waker();
    app.on_change(Box::new(move || waker.wake()));
    let _refreshing = refreshes.then(|| refreshing(app)).transpose()?;
    while !reminders.has_ended() {
        let is_news = health_changed.recv_timeout(Duration::from_secs(10)).is_ok();
        if let (true, Some(problem)) = (is_news, reminders.health().problem) {
            eprintln!("lanyard: {problem}");
        }
    }

    Err(Failure::Failed(
        "the reminder loop ended by itself: start lanyard remind again".to_owned(),
    ))
}

/// The loop that refreshes what is due, and prints what came of it. Being offline is not worth a line.
fn refreshing(app: &Arc<App>) -> Result<RefreshLoop, Failure> {
    let on_refresh = |report: &RefreshReport| match report.refreshed {
        Refreshed::Imported(_) | Refreshed::Asked { .. } => {
            for line in report_lines(report) {
                say(&line);
            }
        }
        Refreshed::Failed(_) => eprintln!("lanyard: {}: {}", report.slug, report.message()),
        Refreshed::Unchanged | Refreshed::Kept | Refreshed::Offline(_) | Refreshed::Busy => {}
    };
    let refreshes = RefreshLoop::start(app.clone(), Box::new(on_refresh))
        .map_err(|error| Failure::Failed(format!("refreshing could not be started: {error}")))?;
    let waker = refreshes.waker();
    app.on_change(Box::new(move || waker.wake()));
    Ok(refreshes)
}

/// Prints a line. A reader of standard output that has gone stops no reminder.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Tells standard output what was shown, and standard error what could not be.
struct PrintingNotifier(DesktopNotifier);

impl Notifier for PrintingNotifier {
    fn show(
        &self,
        notification: &Notification,
        on_response: OnResponse,
    ) -> Result<(), NotifyError> {
        let shown = self.0.show(notification, on_response);
        match &shown {
            Ok(()) => say(&format!("{} · {}", notification.summary, notification.body)),
            Err(error) => eprintln!("lanyard: {}: {error}", notification.summary),
        }
        shown
    }

    fn close(&self, tag: u64) {
        self.0.close(tag);
    }

    fn service(&self) -> Result<Option<String>, NotifyError> {
        self.0.service()
    }

    fn capabilities(&self) -> Result<Vec<String>, NotifyError> {
        self.0.capabilities()
    }
}
