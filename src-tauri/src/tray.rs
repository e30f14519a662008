//! The tray icon, where the desktop shows one.

use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Runtime};

use crate::{background, window};

const ID: &str = "lanyard";
const OPEN: &str = "open";
const QUIT: &str = "quit";

pub fn is_shown<R: Runtime>(tauri: &AppHandle<R>) -> bool {
    tauri.tray_by_id(ID).is_some()
}

/// Adds the icon, with Open and Quit. Without a tray nothing happens: Quit is in the window too.
pub fn show_where_there_is_one<R: Runtime>(tauri: &AppHandle<R>) {
    if !has_host() {
        return;
    }
    if let Err(error) = show(tauri) {
        eprintln!("lanyard-desktop: no tray icon: {error}");
    }
}

fn show<R: Runtime>(tauri: &AppHandle<R>) -> tauri::Result<()> {
    let menu = Menu::with_items(
        tauri,
        &[
            &MenuItem::with_id(tauri, OPEN, "Open Lanyard", true, None::<&str>)?,
            &MenuItem::with_id(tauri, QUIT, "Quit", true, None::<&str>)?,
        ],
    )?;
    TrayIconBuilder::with_id(ID)
        .icon(Image::from_bytes(include_bytes!("../icons/32x32.png"))?)
        .tooltip("Lanyard")
        .menu(&menu)
        .on_menu_event(|tauri, event| match event.id.as_ref() {
            OPEN => window::show(tauri),
            QUIT => background::quit(tauri),
            _ => {}
        })
        .build(tauri)?;
    Ok(())
}

/// Whether something shows tray icons: on Linux `IsStatusNotifierHostRegistered` of the
/// StatusNotifierWatcher (freedesktop.org StatusNotifierItem specification); on GNOME an icon can be
/// built and is never seen.
#[cfg(target_os = "linux")]
fn has_host() -> bool {
    let asked = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let watcher = zbus::blocking::Proxy::new(
            &bus,
            "org.kde.StatusNotifierWatcher",
            "/StatusNotifierWatcher",
            "org.kde.StatusNotifierWatcher",
        )?;
        watcher.get_property("IsStatusNotifierHostRegistered")
    };
    asked().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}
