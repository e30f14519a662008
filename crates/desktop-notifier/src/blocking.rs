//! Windows and macOS: handles that block, each waited for on a thread of its own.
//!
//! On macOS the notification is posted only by the wait, so the wait starts at once.

use std::io;

use agenda_app::notifier::{Notification, Notifier, NotifyError, OnResponse};

use crate::{APPLICATION, IDENTIFIER, OPEN, SNOOZE, response, snooze_label};

/// Shows notifications in the system's notification centre.
pub struct DesktopNotifier;

impl DesktopNotifier {
    /// Tells the system whose notifications they are.
    pub fn new() -> io::Result<Self> {
        #[cfg(target_os = "macos")]
        notify_rust::set_application(IDENTIFIER).map_err(io::Error::other)?;
        Ok(Self)
    }
}

impl Notifier for DesktopNotifier {
    fn show(
        &self,
        notification: &Notification,
        on_response: OnResponse,
    ) -> Result<(), NotifyError> {
        let mut native = notify_rust::Notification::new();
        native
            .appname(APPLICATION)
            .summary(&notification.summary)
            .body(&notification.body)
            .action(OPEN, "Open");
        if notification.snooze {
            native.action(SNOOZE, &snooze_label());
        }
        #[cfg(windows)]
        native.app_id(IDENTIFIER);
        let handle = native
            .show()
            .map_err(|error| NotifyError::Refused(error.to_string()))?;
        std::thread::Builder::new()
            .name("notification".to_owned())
            .spawn(move || {
                let mut on_response = Some(on_response);
                let _ = handle.wait_for_response(|native: &notify_rust::NotificationResponse| {
                    if let Some(on_response) = on_response.take() {
                        on_response(response(native));
                    }
                });
            })
            .map(drop)
            .map_err(|error| NotifyError::Refused(error.to_string()))
    }

    fn service(&self) -> Result<Option<String>, NotifyError> {
        Ok(None)
    }
}
