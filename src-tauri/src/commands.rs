//! The commands the window calls: each takes its arguments apart and calls a use case.
//!
//! All are `async` to Tauri, which keeps them off the main thread.

mod agenda;
mod changes;
mod conferences;
mod exchange;
mod planning;
mod refresh;
mod reminders;
mod system;

use agenda_app::AppError;
use agenda_app::wire::CommandError;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Invoke;
use tauri::{AppHandle, Runtime};

type CommandResult<T> = Result<T, CommandError>;

/// Every command of `build.rs`, for Tauri's builder.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        conferences::get_overview,
        conferences::select_conference,
        conferences::delete_conference,
        conferences::set_zone_choice,
        conferences::confirm_zone,
        conferences::list_zones,
        agenda::get_programme,
        agenda::get_agenda,
        agenda::get_agenda_week,
        agenda::get_booths,
        agenda::get_session,
        agenda::search_sessions,
        agenda::set_pick,
        agenda::hide_sessions,
        agenda::set_pick_leads,
        agenda::set_note,
        agenda::plan_visit,
        agenda::set_visit_leads,
        agenda::remove_visit,
        agenda::restore_visit,
        changes::get_changes,
        changes::see_changes,
        changes::answer_match,
        changes::ask_match_again,
        changes::keep_session,
        planning::get_clashes,
        planning::get_gaps,
        planning::get_plan,
        planning::take_agenda_steps,
        reminders::get_reminders,
        reminders::snooze_reminder,
        reminders::skip_reminders,
        reminders::dismiss_missed,
        reminders::restore_missed,
        reminders::restore_reminders,
        reminders::mute_reminders,
        reminders::unmute_reminders,
        reminders::run_doctor,
        reminders::get_walking_times,
        reminders::set_walking_times,
        refresh::refresh_now,
        refresh::answer_loss,
        refresh::set_refresh,
        refresh::search_directory,
        refresh::list_directories,
        refresh::add_directory,
        refresh::remove_directory,
        refresh::update_directories,
        exchange::preview_import,
        exchange::run_import,
        exchange::cancel_import,
        exchange::choose_file,
        exchange::suggest_export,
        exchange::choose_export_path,
        exchange::run_export,
        system::save_settings,
        system::starts_at_login,
        system::set_start_at_login,
        system::test_notification,
        system::open_link,
        system::window_painted,
        system::keep_running,
        system::quit_app,
    ]
}

fn failed(message: impl std::fmt::Display) -> CommandError {
    CommandError::Failed {
        message: message.to_string(),
    }
}

fn told<T>(result: Result<T, AppError>) -> CommandResult<T> {
    result.map_err(CommandError::from)
}

/// Runs what waits for a network or for the attendee where it keeps no other command waiting.
async fn waiting<R: Runtime, T: Send + 'static>(
    tauri: AppHandle<R>,
    work: impl FnOnce(&AppHandle<R>) -> T + Send + 'static,
) -> CommandResult<T> {
    spawn_blocking(move || work(&tauri)).await.map_err(failed)
}
