//! Settings, the system's notifications, links, and the application itself.

use agenda_app::wire::SettingsForm;
use tauri::{AppHandle, Manager, Runtime, State, command};
use tauri_plugin_opener::OpenerExt;

use super::{CommandResult, failed, told};
use crate::autostart::Autostart;
use crate::{Host, window};

#[command(async)]
pub fn save_settings(host: State<'_, Host>, form: SettingsForm) -> CommandResult<()> {
    told(host.app.save_settings(&form))
}

#[command(async)]
pub fn starts_at_login<R: Runtime>(tauri: AppHandle<R>) -> CommandResult<bool> {
    Autostart::of(&tauri)
        .and_then(|autostart| autostart.is_on())
        .map_err(failed)
}

#[command(async)]
pub fn set_start_at_login<R: Runtime>(tauri: AppHandle<R>, wanted: bool) -> CommandResult<()> {
    Autostart::of(&tauri)
        .and_then(|autostart| autostart.set(wanted))
        .map_err(failed)
}

#[command(async)]
pub fn test_notification(host: State<'_, Host>) -> CommandResult<()> {
    host.reminders.show_test().map_err(failed)
}

/// Opens a link in the system's browser. https only: what a schedule links to is not trusted.
#[command(async)]
pub fn open_link<R: Runtime>(tauri: AppHandle<R>, url: String) -> CommandResult<()> {
    let url = agenda_app::safe_link(&url)
        .ok_or_else(|| failed(format!("{url} is not opened: only https links are")))?;
    tauri
        .opener()
        .open_url(url, None::<&str>)
        .map_err(|error| failed(format!("the link could not be opened: {error}")))
}

#[command(async)]
pub fn window_painted(host: State<'_, Host>) {
    host.window_painted();
}

/// The attendee's answer to the first close: go on without a window.
#[command(async)]
pub fn keep_running<R: Runtime>(tauri: AppHandle<R>, host: State<'_, Host>) -> CommandResult<()> {
    told(host.app.remember_background())?;
    match tauri.get_webview_window(window::LABEL) {
        Some(window) => window.destroy().map_err(failed),
        None => Ok(()),
    }
}

#[command(async)]
pub fn quit_app<R: Runtime>(tauri: AppHandle<R>) {
    tauri.exit(0);
}
