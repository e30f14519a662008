//! Keeping up: refreshing conferences from their address, and finding conferences by name.

use std::path::Path;

use agenda_app::directory::{Choice, DirectoryEntry};
use agenda_app::fetch::{FetchError, is_address};
use agenda_app::import::ImportRequest;
use agenda_app::refresh::{RefreshReport, Refreshed};
use agenda_app::wire::{RefreshChoice, RefreshOutcome};
use agenda_app::{App, AppError};
use agenda_store::ConferenceRow;
use serde_json::json;

use crate::Failure;
use crate::arguments::{Directory, DirectoryCommand, Refresh};
use crate::json::{DirectoryEntryJson, RefreshReportJson};
use crate::output::Output;

/// Refreshes conferences, or sets when they are, or answers for those that lack most sessions.
pub fn refresh(app: &App, arguments: &Refresh, output: &mut Output) -> Result<(), Failure> {
    if let Some(choice) = arguments.set {
        return set(app, &arguments.conferences, choice, output);
    }
    let mut reports = Vec::new();
    for row in conferences(app, &arguments.conferences)? {
        reports.push(if arguments.accept || arguments.keep {
            app.answer_loss(row.id, arguments.accept)?
        } else {
            app.refresh_now(row.id)?
        });
    }
    let json: Vec<RefreshReportJson> = reports.iter().map(report_json).collect();
    output.tell(&json, || {
        if reports.is_empty() {
            return vec![
                "No conference came from an address. Import one: lanyard import ADDRESS".to_owned(),
            ];
        }
        reports.iter().flat_map(report_lines).collect()
    })?;
    let failed: Vec<&str> = reports
        .iter()
        .filter(|report| matches!(report.refreshed, Refreshed::Failed(_)))
        .map(|report| &*report.slug)
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::Failed(format!(
            "{} could not be refreshed; the schedule that is there stays",
            failed.join(", ")
        )))
    }
}

/// The conferences of these slugs; without any all that came from an address and are not set off.
fn conferences(app: &App, slugs: &[String]) -> Result<Vec<ConferenceRow>, Failure> {
    if slugs.is_empty() {
        let mut rows = Vec::new();
        for (row, _) in app.listed_conferences()? {
            let view = app.refresh_view(&row)?;
            if view.is_some_and(|view| view.mode != RefreshChoice::Off) {
                rows.push(row);
            }
        }
        return Ok(rows);
    }
    let named = slugs.iter().map(|slug| app.conference_named(Some(slug)));
    Ok(named.collect::<Result<_, AppError>>()?)
}

fn set(
    app: &App,
    slugs: &[String],
    choice: RefreshChoice,
    output: &mut Output,
) -> Result<(), Failure> {
    if slugs.is_empty() {
        let wanted = match choice {
            RefreshChoice::Automatic => true,
            RefreshChoice::Off => false,
            RefreshChoice::Every { .. } => {
                return Err(Failure::Failed(
                    "an interval is set for single conferences: name them".to_owned(),
                ));
            }
        };
        app.set_auto_refresh(wanted)?;
    }
    for slug in slugs {
        let row = app.conference_named(Some(slug))?;
        app.set_refresh(row.id, choice)?;
    }
    output.tell(&json!({ "conferences": slugs, "refresh": choice }), || {
        let who = if slugs.is_empty() {
            "All conferences that are not set otherwise".to_owned()
        } else {
            slugs.join(", ")
        };
        let how = match choice {
            RefreshChoice::Automatic => "refreshed by how near they are".to_owned(),
            RefreshChoice::Off => "not refreshed".to_owned(),
            RefreshChoice::Every { minutes } => format!("refreshed every {minutes} minutes"),
        };
        vec![format!("{who}: {how} from now on")]
    })
}

fn report_json(report: &RefreshReport) -> RefreshReportJson {
    RefreshReportJson {
        conference: report.slug.clone(),
        outcome: report.view().outcome,
        message: report.message(),
        moved_to: report.moved_to.clone(),
    }
}

pub fn report_lines(report: &RefreshReport) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", report.slug, report.message())];
    if let Some(address) = &report.moved_to {
        lines.push(format!("  It has moved for good to {address}"));
    }
    if report.view().outcome == RefreshOutcome::Asked {
        lines.push(format!(
            "  Take it: lanyard refresh --accept {slug}   Keep the schedule: lanyard refresh --keep {slug}",
            slug = report.slug
        ));
    }
    lines
}

/// Searches the directory, or changes which directories of one's own are searched.
pub fn directory(app: &App, directory: &Directory, output: &mut Output) -> Result<(), Failure> {
    match &directory.command {
        Some(DirectoryCommand::Add { source }) => {
            let count = app.add_directory(source)?;
            output.tell(
                &json!({ "directory": source, "conferences": count }),
                || vec![format!("Added: {source} (knows {count} conferences)")],
            )
        }
        Some(DirectoryCommand::Remove { source }) => {
            app.remove_directory(source)?;
            output.tell(&json!({ "directory": source }), || {
                vec![format!("Removed: {source}")]
            })
        }
        Some(DirectoryCommand::List) => {
            let directories = app.directories()?;
            output.tell(&directories, || {
                if directories.is_empty() {
                    vec!["No directories of your own, only the bundled one.".to_owned()]
                } else {
                    directories.clone()
                }
            })
        }
        None => search(app, &directory.words.join(" "), output),
    }
}

fn search(app: &App, words: &str, output: &mut Output) -> Result<(), Failure> {
    // What was fetched before is searched where nothing newer can be had.
    let mut problems = app.update_directories()?;
    let found = app.directory_entries(words)?;
    problems.extend(found.problems);
    for problem in problems {
        eprintln!("lanyard: {problem}");
    }
    let json: Vec<DirectoryEntryJson> = found.entries.iter().map(DirectoryEntryJson::of).collect();
    output.tell(&json, || {
        if found.entries.is_empty() {
            return vec![
                "No directory knows such a conference. Import one by its address: lanyard import ADDRESS"
                    .to_owned(),
            ];
        }
        found.entries.iter().map(entry_line).collect()
    })
}

/// "fosdem-2026               FOSDEM 2026, 2026-01-31 to 2026-02-01, Brussels".
fn entry_line(entry: &DirectoryEntry) -> String {
    let days = entry
        .days
        .map(|(first, last)| format!(", {first} to {last}"))
        .unwrap_or_default();
    let city = entry
        .city
        .as_ref()
        .map(|city| format!(", {city}"))
        .unwrap_or_default();
    format!("{:<28} {}{days}{city}", entry.slug, entry.name)
}

/// The entry that is meant where the source of an import is neither an address nor a file.
pub fn entry_named(app: &App, source: &str) -> Result<Option<DirectoryEntry>, Failure> {
    let may_be_name = source != "-" && !is_address(source) && !source.contains(['/', '\\']);
    if !may_be_name || Path::new(source).exists() {
        return Ok(None);
    }
    match app.directory_choice(source)? {
        Choice::One(entry) => Ok(Some(*entry)),
        Choice::Several(entries) => {
            let lines: Vec<String> = entries.iter().map(entry_line).collect();
            Err(Failure::Failed(format!(
                "“{source}” may be several conferences: give the first word of one of these lines\n{}",
                lines.join("\n")
            )))
        }
        // What looks like a file's name is told to be missing as a file.
        Choice::None if source.contains('.') => Ok(None),
        Choice::None => Err(Failure::Failed(format!(
            "“{source}” is no file, and no directory knows it: `lanyard directory` lists what is known"
        ))),
    }
}

/// The import that an entry stands for, with what the attendee said beside its name.
pub fn entry_request(entry: &DirectoryEntry, asked: ImportRequest) -> ImportRequest {
    let request = entry.request();
    ImportRequest {
        source: request.source,
        proposed_zone: request.proposed_zone,
        ..asked
    }
}

/// Why an entry's schedule could not be imported, with its older editions where it is not there yet.
pub fn entry_failure(app: &App, entry: &DirectoryEntry, words: &str, error: AppError) -> Failure {
    let is_missing = matches!(
        error,
        AppError::Fetch(FetchError::Status {
            status: 404 | 410,
            ..
        })
    );
    let others: Vec<String> = match app.directory_entries(words) {
        Ok(found) if is_missing => found
            .entries
            .into_iter()
            .filter(|other| other.slug != entry.slug)
            .take(3)
            .map(|other| format!("lanyard import {}", other.slug))
            .collect(),
        _ => Vec::new(),
    };
    let mut message = format!("{}: {error}", entry.name);
    if !others.is_empty() {
        message.push_str(&format!(
            ". It may not be published yet; others are: {}",
            others.join(", ")
        ));
    }
    Failure::Failed(message)
}
