//! Going on without a window: one instance (on Linux one per data folder), and what closing and
//! quitting mean.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde_json::json;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Runtime};

use crate::host::{Host, emit};
use crate::{Options, tray, window};

/// A second start on the same data folder opens the first one's window, with what it was given;
/// a hidden one leaves all as it is.
pub fn single_instance<R: Runtime>(data_dir: &Path) -> TauriPlugin<R> {
    let mut hasher = DefaultHasher::new();
    data_dir.hash(&mut hasher);
    tauri_plugin_single_instance::Builder::new()
        .callback(|tauri, arguments, folder| {
            match Options::of_second_start(arguments) {
                // Started at login while it runs already.
                Ok(options) if options.hidden => return,
                Ok(options) => window::import_later(tauri, options.sources, Path::new(&folder)),
                Err(error) => eprintln!("lanyard-desktop: a second start: {error}"),
            }
            window::show(tauri);
        })
        .dbus_id(format!("io.lanyard.desktop.d{:016x}", hasher.finish()))
        .build()
}

/// Whether the application stays when its last window is closed.
pub fn goes_on<R: Runtime>(tauri: &AppHandle<R>) -> bool {
    tauri
        .try_state::<Host>()
        .is_some_and(|host| host.app.runs_in_background())
}

/// Where no tray shows that Lanyard goes on, the first close asks; so does one that ends reminders
/// of today. Returns whether it did.
pub fn asks_before_closing<R: Runtime>(tauri: &AppHandle<R>) -> bool {
    let Some(host) = tauri.try_state::<Host>() else {
        return false;
    };
    if !goes_on(tauri) {
        let asks = ends_reminders(&host) && host.is_first_close();
        if asks {
            emit(tauri, "quit_question", json!(null));
        }
        return asks;
    }
    let asks = !tray::is_shown(tauri) && !host.app.knows_background() && host.is_first_close();
    if asks {
        emit(tauri, "close_question", json!(null));
    }
    asks
}

/// Quits from the tray: at once where no reminder comes today, else the first time by asking in the
/// window.
pub fn quit<R: Runtime>(tauri: &AppHandle<R>) {
    match tauri.try_state::<Host>() {
        Some(host) if ends_reminders(&host) && host.is_first_quit() => {
            host.tell_window("quit_question", json!(null));
            window::show(tauri);
        }
        _ => tauri.exit(0),
    }
}

fn ends_reminders(host: &Host) -> bool {
    host.app.reminders_today().is_ok_and(|count| count > 0)
}
