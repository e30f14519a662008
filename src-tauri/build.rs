//! Declares the window's commands, so that only those granted in `capabilities/` can be called.

const COMMANDS: &[&str] = &[
    "get_overview",
    "select_conference",
    "delete_conference",
    "set_zone_choice",
    "confirm_zone",
    "get_programme",
    "get_agenda",
    "get_booths",
    "get_session",
    "search_sessions",
    "set_pick",
    "set_pick_leads",
    "set_note",
    "plan_visit",
    "set_visit_leads",
    "remove_visit",
    "restore_visit",
    "get_changes",
    "see_changes",
    "answer_match",
    "ask_match_again",
    "keep_session",
    "list_zones",
    "preview_import",
    "run_import",
    "cancel_import",
    "choose_file",
    "suggest_export",
    "choose_export_path",
    "run_export",
    "save_settings",
    "test_notification",
    "open_link",
    "window_painted",
    "keep_running",
    "quit_app",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
