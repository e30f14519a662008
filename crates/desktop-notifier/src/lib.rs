//! Native notifications on each system, through notify-rust.
//!
//! What the systems differ in is here and nowhere else: how long a handle must live, who may block,
//! what is escaped. See `docs/adr/0004-notification-path.md`.

#[cfg(all(unix, not(target_os = "macos")))]
mod xdg;
#[cfg(all(unix, not(target_os = "macos")))]
pub use xdg::DesktopNotifier;

#[cfg(any(windows, target_os = "macos"))]
mod blocking;
#[cfg(any(windows, target_os = "macos"))]
pub use blocking::DesktopNotifier;

use agenda_app::notifier::{Response, SNOOZE_MINUTES};
use notify_rust::NotificationResponse;

/// The name notifications carry, and the base name of the installed `.desktop` file.
const APPLICATION: &str = "Lanyard";

/// The application's identifier, as in `tauri.conf.json`: macOS and Windows attribute
/// notifications by it.
#[cfg(any(windows, target_os = "macos"))]
const IDENTIFIER: &str = "io.lanyard.desktop";

/// The button that opens the details; a click on the body counts as the same.
const OPEN: &str = "open";

/// The button that puts a reminder off.
const SNOOZE: &str = "snooze";

fn snooze_label() -> String {
    format!("Snooze {SNOOZE_MINUTES} min")
}

fn response(response: &NotificationResponse) -> Response {
    match response {
        NotificationResponse::Default => Response::Opened,
        NotificationResponse::Action(action) if action == OPEN || action == "default" => {
            Response::Opened
        }
        NotificationResponse::Action(action) if action == SNOOZE => Response::Snoozed,
        _ => Response::Closed,
    }
}
