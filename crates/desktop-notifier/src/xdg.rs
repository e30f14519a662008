//! Linux and the BSDs: `org.freedesktop.Notifications` over D-Bus.
//!
//! Each handle is kept until its notification closes, on a task of its own: GNOME withdraws a
//! notification when its sender disconnects, and dunst tells clicks only to the sender's connection.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use agenda_app::notifier::{Notification, Notifier, NotifyError, OnResponse};
use notify_rust::{Hint, Timeout, Urgency};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::{APPLICATION, OPEN, SNOOZE, response, snooze_label};

/// How long a service may take to answer. D-Bus itself sets no limit here.
const ANSWER_LIMIT: Duration = Duration::from_secs(10);

/// Shows notifications on the session bus. Dropping it forgets what is on screen.
pub struct DesktopNotifier {
    runtime: Runtime,
    /// How to close what is on screen, by tag.
    on_screen: Arc<Mutex<HashMap<u64, oneshot::Sender<()>>>>,
}

impl DesktopNotifier {
    /// Starts the thread that waits for clicks. Needs no bus yet.
    pub fn new() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("notifications")
            .enable_all()
            .build()?;
        Ok(Self {
            runtime,
            on_screen: Arc::default(),
        })
    }

    /// Runs a blocking call of notify-rust off the callers' threads, within [`ANSWER_LIMIT`].
    fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, notify_rust::error::Error> + Send + 'static,
    ) -> Result<T, NotifyError> {
        let (sender, receiver) = mpsc::channel();
        self.runtime.spawn_blocking(move || sender.send(call()));
        answer(&receiver)
    }
}

impl Notifier for DesktopNotifier {
    fn show(
        &self,
        notification: &Notification,
        on_response: OnResponse,
    ) -> Result<(), NotifyError> {
        let capabilities = self.capabilities()?;
        let can = |name: &str| capabilities.iter().any(|capability| capability == name);
        let native = native(notification, can("body-markup"), can("actions"));
        let on_screen = self.on_screen.clone();
        let tag = notification.tag;
        let (sender, receiver) = mpsc::channel();
        self.runtime.spawn(async move {
            let handle = match native.show_async().await {
                Ok(handle) => handle,
                Err(error) => {
                    let _ = sender.send(Err(error));
                    return;
                }
            };
            let (close, closed) = oneshot::channel();
            if let Ok(mut on_screen) = on_screen.lock() {
                on_screen.insert(tag, close);
            }
            // The caller has gone where the service took longer than the limit.
            if sender.send(Ok(())).is_err() {
                handle.close_async().await;
            } else {
                let mut on_response = Some(on_response);
                let answered = handle.wait_for_action_async(|native| {
                    if let Some(on_response) = on_response.take() {
                        on_response(response(native));
                    }
                });
                tokio::select! {
                    () = answered => {}
                    Ok(()) = closed => handle.close_async().await,
                }
            }
            if let Ok(mut on_screen) = on_screen.lock() {
                on_screen.remove(&tag);
            }
        });
        answer(&receiver)
    }

    fn close(&self, tag: u64) {
        let close = self.on_screen.lock().ok();
        if let Some(close) = close.and_then(|mut on_screen| on_screen.remove(&tag)) {
            // Its task has ended where the notification has.
            let _ = close.send(());
        }
    }

    fn capabilities(&self) -> Result<Vec<String>, NotifyError> {
        self.ask(notify_rust::get_capabilities)
    }

    fn service(&self) -> Result<Option<String>, NotifyError> {
        let server = self.ask(notify_rust::get_server_information)?;
        Ok(Some(format!("{} {}", server.name, server.version)))
    }
}

fn native(
    notification: &Notification,
    takes_markup: bool,
    takes_actions: bool,
) -> notify_rust::Notification {
    let body = if takes_markup {
        escaped(&notification.body)
    } else {
        notification.body.clone()
    };
    let mut native = notify_rust::Notification::new();
    native
        .appname(APPLICATION)
        .summary(&notification.summary)
        .body(&body)
        .icon("lanyard-desktop")
        .hint(Hint::DesktopEntry(APPLICATION.to_owned()))
        .hint(Hint::Category("reminder".to_owned()))
        .timeout(Timeout::Default)
        .urgency(if notification.urgent {
            Urgency::Critical
        } else {
            Urgency::Normal
        });
    if notification.silent {
        native.hint(Hint::SuppressSound(true));
    }
    // A service without buttons may show a window in their place.
    if takes_actions {
        native.action("default", "Open").action(OPEN, "Open");
        if notification.snooze {
            native.action(SNOOZE, &snooze_label());
        }
    }
    native
}

fn answer<T>(
    receiver: &mpsc::Receiver<Result<T, notify_rust::error::Error>>,
) -> Result<T, NotifyError> {
    match receiver.recv_timeout(ANSWER_LIMIT) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(NotifyError::NoService(error.to_string())),
        Err(_) => Err(NotifyError::NoService(format!(
            "no answer within {} s",
            ANSWER_LIMIT.as_secs()
        ))),
    }
}

/// Text as the Desktop Notifications Specification's markup (§ Markup): `&`, `<` and `>` escaped.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escaped("R&D <b>"), "R&amp;D &lt;b&gt;");
    }
}
