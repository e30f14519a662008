//! Keeping schedules up to date, and the directory of known conferences.

use agenda::ConferenceId;
use agenda_app::wire::{DirectorySearchView, RefreshChoice, RefreshReportView};
use tauri::{AppHandle, Manager, Runtime, State, command};

use super::{CommandResult, told, waiting};
use crate::Host;

#[command]
pub async fn refresh_now<R: Runtime>(
    tauri: AppHandle<R>,
    conference: ConferenceId,
) -> CommandResult<RefreshReportView> {
    waiting(tauri, move |tauri| {
        let host = tauri.state::<Host>();
        told(host.app.refresh_now(conference)).map(|report| report.view())
    })
    .await?
}

/// Taking the newer version fetches it again.
#[command]
pub async fn answer_loss<R: Runtime>(
    tauri: AppHandle<R>,
    conference: ConferenceId,
    accept: bool,
) -> CommandResult<RefreshReportView> {
    waiting(tauri, move |tauri| {
        let host = tauri.state::<Host>();
        told(host.app.answer_loss(conference, accept)).map(|report| report.view())
    })
    .await?
}

#[command(async)]
pub fn set_refresh(
    host: State<'_, Host>,
    conference: ConferenceId,
    choice: RefreshChoice,
) -> CommandResult<()> {
    told(host.app.set_refresh(conference, choice))
}

#[command(async)]
pub fn search_directory(
    host: State<'_, Host>,
    words: String,
) -> CommandResult<DirectorySearchView> {
    told(host.app.search_directory(&words))
}

#[command(async)]
pub fn list_directories(host: State<'_, Host>) -> CommandResult<Vec<String>> {
    told(host.app.directories())
}

/// Gives how many conferences it knows.
#[command]
pub async fn add_directory<R: Runtime>(
    tauri: AppHandle<R>,
    source: String,
) -> CommandResult<usize> {
    waiting(tauri, move |tauri| {
        let host = tauri.state::<Host>();
        told(host.app.add_directory(&source))
    })
    .await?
}

#[command(async)]
pub fn remove_directory(host: State<'_, Host>, source: String) -> CommandResult<()> {
    told(host.app.remove_directory(&source))
}

/// Gives what went wrong.
#[command]
pub async fn update_directories<R: Runtime>(tauri: AppHandle<R>) -> CommandResult<Vec<String>> {
    waiting(tauri, |tauri| {
        let host = tauri.state::<Host>();
        told(host.app.update_directories())
    })
    .await?
}
