//! Files in and out.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use agenda::ConferenceId;
use agenda_app::wire::{
    ExportForm, ExportFormat, ExportSuggestionView, ExportedView, ImportForm, ImportProgressView,
    ImportReportView,
};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime, State, command};
use tauri_plugin_dialog::DialogExt;

use super::{CommandResult, told, waiting};
use crate::Host;

#[command]
pub async fn preview_import<R: Runtime>(
    tauri: AppHandle<R>,
    form: ImportForm,
    on_progress: Channel<ImportProgressView>,
) -> CommandResult<ImportReportView> {
    waiting(tauri, move |tauri| import(tauri, &form, true, &on_progress)).await?
}

#[command]
pub async fn run_import<R: Runtime>(
    tauri: AppHandle<R>,
    form: ImportForm,
    on_progress: Channel<ImportProgressView>,
) -> CommandResult<ImportReportView> {
    waiting(tauri, move |tauri| {
        import(tauri, &form, false, &on_progress)
    })
    .await?
}

fn import<R: Runtime>(
    tauri: &AppHandle<R>,
    form: &ImportForm,
    dry_run: bool,
    on_progress: &Channel<ImportProgressView>,
) -> CommandResult<ImportReportView> {
    let host = tauri.state::<Host>();
    let cancelled = host.begin_import();
    told(host.app.import(form, dry_run, &mut |progress| {
        // A window that has gone does not stop its import.
        let _ = on_progress.send(progress);
        !cancelled.load(Ordering::Relaxed)
    }))
}

#[command(async)]
pub fn cancel_import(host: State<'_, Host>) {
    host.cancel_import();
}

#[command]
pub async fn choose_file<R: Runtime>(tauri: AppHandle<R>) -> CommandResult<Option<PathBuf>> {
    waiting(tauri, |tauri| {
        let dialog = tauri.dialog().file().set_title("Choose a schedule");
        let file = dialog.blocking_pick_file()?;
        file.into_path().ok()
    })
    .await
}

#[command(async)]
pub fn suggest_export(
    host: State<'_, Host>,
    conference: ConferenceId,
    format: ExportFormat,
) -> CommandResult<ExportSuggestionView> {
    told(host.app.suggest_export(conference, format))
}

#[command]
pub async fn choose_export_path<R: Runtime>(
    tauri: AppHandle<R>,
    path: PathBuf,
) -> CommandResult<Option<PathBuf>> {
    waiting(tauri, move |tauri| {
        let mut dialog = tauri.dialog().file().set_title("Export the agenda");
        if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = path.file_name().map(Path::new) {
            dialog = dialog.set_file_name(name.display().to_string());
        }
        dialog.blocking_save_file()?.into_path().ok()
    })
    .await
}

#[command(async)]
pub fn run_export(host: State<'_, Host>, form: ExportForm) -> CommandResult<ExportedView> {
    told(host.app.export_to_file(&form))
}
