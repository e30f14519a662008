//! The agenda as a file: iCalendar or Markdown.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use agenda::{ConferenceId, ItemKey, Status};
use agenda_store::ConferenceRow;
use schedule_files::export::{ExportCalendar, ExportEntry, ExportKind, icalendar, markdown};

use crate::entries::{Entry, entry_clashes, status_of};
use crate::wire::{
    ExportForm, ExportFormat, ExportSuggestionView, ExportedView, SessionStatusView,
};
use crate::{App, AppError};

/// An agenda as text, with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub text: String,
    pub sessions: u32,
    pub visits: u32,
    /// Picked sessions without a time: left out of iCalendar, at the end of Markdown.
    pub unscheduled: u32,
}

impl App {
    /// The agenda of a conference as text.
    pub fn export(&self, id: ConferenceId, format: ExportFormat) -> Result<Exported, AppError> {
        let conference = self.conference_row(id)?;
        let entries = self.entries(Some(id))?;
        let calendar = self.calendar(&conference, &entries)?;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let visits = entries.iter().filter(|entry| entry.booth.is_some()).count();
        if calendar.entries.is_empty() {
            return Err(AppError::NothingToExport);
        }
        Ok(Exported {
            text: match format {
                ExportFormat::Icalendar => icalendar::write(&calendar),
                ExportFormat::Markdown => markdown::write(&calendar),
            },
            sessions: number(entries.len() - visits),
            visits: number(visits),
            unscheduled: number(calendar.entries.len() - entries.len()),
        })
    }

    /// The same into a file, replacing it whole or not at all.
    pub fn export_to_file(&self, form: &ExportForm) -> Result<ExportedView, AppError> {
        let exported = self.export(ConferenceId(form.conference), form.format)?;
        write_file(Path::new(&form.path), &exported.text)?;
        Ok(ExportedView {
            path: form.path.clone(),
            sessions: exported.sessions,
            visits: exported.visits,
            unscheduled: exported.unscheduled,
        })
    }

    /// A path to propose: the downloads folder, else the home folder.
    pub fn suggest_export(
        &self,
        id: ConferenceId,
        format: ExportFormat,
    ) -> Result<ExportSuggestionView, AppError> {
        let conference = self.conference_row(id)?;
        let folder = dirs::download_dir()
            .filter(|folder| folder.is_dir())
            .or_else(dirs::home_dir)
            .unwrap_or_else(|| self.data_dir().to_owned());
        let ending = match format {
            ExportFormat::Icalendar => "ics",
            ExportFormat::Markdown => "md",
        };
        let path = folder.join(format!("{}-agenda.{ending}", conference.slug));
        Ok(ExportSuggestionView {
            path: path.display().to_string(),
        })
    }

    fn calendar(
        &self,
        conference: &ConferenceRow,
        entries: &[Entry],
    ) -> Result<ExportCalendar, AppError> {
        let clashes = entry_clashes(entries);
        let mut exported = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let clashing = clashes.iter().filter_map(|clash| match index {
                _ if clash.first == index => Some(clash.second),
                _ if clash.second == index => Some(clash.first),
                _ => None,
            });
            exported.push(ExportEntry {
                clashes_with: clashing.map(|other| entries[other].title.clone()).collect(),
                ..self.export_entry(conference, entry)?
            });
        }
        for head in self.unscheduled_picks(conference.id)? {
            exported.push(ExportEntry {
                uid: format!("{}-session-{}@lanyard", conference.slug, head.id),
                sequence: 0,
                kind: ExportKind::Session,
                title: head.title.clone(),
                slot: None,
                status: exported_status(status_of(&head)),
                location: head.room.clone(),
                speakers: head.speakers.clone(),
                text: String::new(),
                url: head.url.clone(),
                categories: Vec::new(),
                alarms: Vec::new(),
                last_modified: None,
                clashes_with: Vec::new(),
            });
        }
        part_equal_uids(&mut exported);
        Ok(ExportCalendar {
            name: conference.title.clone(),
            zone: conference.zone,
            day_change: conference.day_change,
            made_at: self.now(),
            entries: exported,
        })
    }

    fn export_entry(
        &self,
        conference: &ConferenceRow,
        entry: &Entry,
    ) -> Result<ExportEntry, AppError> {
        let mut exported = ExportEntry {
            uid: String::new(),
            sequence: 0,
            kind: ExportKind::Visit,
            title: entry.title.clone(),
            slot: Some(entry.slot),
            status: exported_status(entry.status),
            location: entry.place.clone(),
            speakers: Vec::new(),
            text: String::new(),
            url: entry.url.clone(),
            categories: entry.track.iter().cloned().collect(),
            alarms: entry.leads.clone(),
            last_modified: None,
            clashes_with: Vec::new(),
        };
        match entry.item {
            ItemKey::Session(id) => {
                let row = self
                    .store(|store| store.session(id))?
                    .ok_or_else(|| AppError::NoSession(id.to_string()))?;
                // The source's identifier, so that another machine's export names it the same.
                let identifiers = &row.head.identifiers;
                let name = identifiers.key().or(identifiers.code.as_deref());
                exported.uid = match name {
                    Some(name) => format!("{}-{name}@lanyard", conference.slug),
                    None => format!("{}-session-{id}@lanyard", conference.slug),
                };
                exported.kind = ExportKind::Session;
                exported.speakers = row.head.speakers;
                exported.text = row.text;
            }
            ItemKey::Visit(id) => {
                exported.uid = format!("{}-visit-{id}@lanyard", conference.slug);
                exported.title = format!("Booth: {}", entry.title);
            }
        }
        Ok(exported)
    }
}

/// Repeats may share their source's identifier; calendars would take them for one event.
fn part_equal_uids(entries: &mut [ExportEntry]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for entry in entries {
        let count = seen.entry(entry.uid.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entry.uid = format!("{count}-{}", entry.uid);
        }
    }
}

fn exported_status(status: SessionStatusView) -> Status {
    match status {
        SessionStatusView::Cancelled | SessionStatusView::Withdrawn => Status::Cancelled,
        SessionStatusView::Tentative => Status::Tentative,
        SessionStatusView::Confirmed | SessionStatusView::Unscheduled => Status::Confirmed,
    }
}

/// Writes a file beside its place and moves it there, so that a reader never sees half of it.
pub fn write_file(path: &Path, text: &str) -> Result<(), AppError> {
    let failed = |source| AppError::Write {
        path: path.display().to_string(),
        source,
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    set_usual_permissions(file.path()).map_err(failed)?;
    file.persist(path)
        .map(drop)
        .map_err(|error| failed(error.error))
}

/// Temporary files are private; an export is an ordinary file.
#[cfg(unix)]
fn set_usual_permissions(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
