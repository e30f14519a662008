//! Going on without a window: one instance (on Linux one per data folder), and what closing and
//! quitting mean.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde_json::json;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Runtime};

use crate::host::{Host, emit};
use crate::{Options, tray, window};

/// A second start on the same data folder opens the first one's window, with what it was given.
pub fn single_instance<R: Runtime>(data_dir: &Path) -> TauriPlugin<R> {
    let mut hasher = DefaultHasher::new();
    data_dir.hash(&mut hasher);
    tauri_plugin_single_instance::Builder::new()
        .callback(|tauri, arguments, folder| {
            match Options::of_second_start(arguments) {
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

/// Where no tray shows that Lanyard goes on, the first close asks. Returns whether it did.
pub fn asks_before_closing<R: Runtime>(tauri: &AppHandle<R>) -> bool {
    let Some(host) = tauri.try_state::<Host>() else {
        return false;
    };
    let asks = goes_on(tauri)
        && !tray::is_shown(tauri)
        && !host.app.knows_background()
        && host.is_first_close();
    if asks {
        emit(tauri, "close_question", json!(null));
    }
    asks
}
