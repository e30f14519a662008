//! Files in and out.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use agenda::ConferenceId;
use agenda_app::wire::{
    ExportForm, ExportFormat, ExportSuggestionView, ExportedView, ImportForm, ImportProgressView,
    ImportReportView,
};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State, command};
use tauri_plugin_dialog::DialogExt;

use super::{CommandResult, told};
use crate::Host;

#[command(async)]
pub fn preview_import(
    host: State<'_, Host>,
    form: ImportForm,
    on_progress: Channel<ImportProgressView>,
) -> CommandResult<ImportReportView> {
    import(&host, &form, true, &on_progress)
}

#[command(async)]
pub fn run_import(
    host: State<'_, Host>,
    form: ImportForm,
    on_progress: Channel<ImportProgressView>,
) -> CommandResult<ImportReportView> {
    import(&host, &form, false, &on_progress)
}

fn import(
    host: &Host,
    form: &ImportForm,
    dry_run: bool,
    on_progress: &Channel<ImportProgressView>,
) -> CommandResult<ImportReportView> {
    host.import_cancelled.store(false, Ordering::Relaxed);
    told(host.app.import(form, dry_run, &mut |progress| {
        // A window that has gone does not stop its import.
        let _ = on_progress.send(progress);
        !host.import_cancelled.load(Ordering::Relaxed)
    }))
}

#[command(async)]
pub fn cancel_import(host: State<'_, Host>) {
    host.cancel_import();
}

#[command(async)]
pub fn choose_file<R: Runtime>(tauri: AppHandle<R>) -> Option<PathBuf> {
    tauri
        .dialog()
        .file()
        .set_title("Choose a schedule")
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

#[command(async)]
pub fn suggest_export(
    host: State<'_, Host>,
    conference: ConferenceId,
    format: ExportFormat,
) -> CommandResult<ExportSuggestionView> {
    told(host.app.suggest_export(conference, format))
}

#[command(async)]
pub fn choose_export_path<R: Runtime>(tauri: AppHandle<R>, path: PathBuf) -> Option<PathBuf> {
    let mut dialog = tauri.dialog().file().set_title("Export the agenda");
    if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = path.file_name().map(Path::new) {
        dialog = dialog.set_file_name(name.display().to_string());
    }
    dialog
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

#[command(async)]
pub fn run_export(host: State<'_, Host>, form: ExportForm) -> CommandResult<ExportedView> {
    told(host.app.export_to_file(&form))
}
