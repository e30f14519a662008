//! The one window: made when it is wanted, gone when it is closed.

use std::path::Path;

use agenda_app::fetch::is_address;
use serde_json::json;
use tauri::{
    AppHandle, DragDropEvent, Manager, Runtime, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};

use crate::host::{Host, emit};

pub const LABEL: &str = "main";

/// Width and height in logical pixels.
const SIZE: (f64, f64) = (1200.0, 800.0);
const LEAST_SIZE: (f64, f64) = (720.0, 520.0);

/// Makes the window.
pub fn open<R: Runtime>(tauri: &AppHandle<R>) -> tauri::Result<()> {
    let mut builder = WebviewWindowBuilder::new(tauri, LABEL, WebviewUrl::default())
        .title("Lanyard")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        // Only the bundled pages; links open outside.
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri" | "about")
                || url.host_str() == Some("tauri.localhost")
                || (cfg!(debug_assertions) && url.host_str() == Some("localhost"))
        });
    if let Some(host) = tauri.try_state::<Host>() {
        host.window_opened();
        builder = builder.data_directory(host.app.data_dir().join("webview"));
    }
    let window = builder.build()?;
    let events = tauri.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            for path in paths {
                emit(&events, "file_dropped", json!({ "path": path }));
            }
        }
    });
    Ok(())
}

/// Brings the window to the front, making it if it is closed.
pub fn show<R: Runtime>(tauri: &AppHandle<R>) {
    let handle = tauri.clone();
    let shown = tauri.run_on_main_thread(move || match handle.get_webview_window(LABEL) {
        Some(window) => {
            let _ = window.unminimize();
            let _ = window.show();
            let _ = window.set_focus();
        }
        None => {
            if let Err(error) = open(&handle) {
                eprintln!("lanyard-desktop: the window could not be opened: {error}");
            }
        }
    });
    if let Err(error) = shown {
        eprintln!("lanyard-desktop: the window could not be shown: {error}");
    }
}

/// Offers files and addresses from the command line for import, once the window is there.
/// Paths are those of `folder`.
pub fn import_later<R: Runtime>(tauri: &AppHandle<R>, sources: Vec<String>, folder: &Path) {
    let Some(host) = tauri.try_state::<Host>() else {
        return;
    };
    for source in sources {
        let path = if is_address(&source) {
            source.into()
        } else {
            folder.join(source)
        };
        host.tell_window("file_dropped", json!({ "path": path }));
    }
}
