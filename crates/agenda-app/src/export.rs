//! The agenda as a file: iCalendar or Markdown; and the whole conference as Lanyard JSON.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

use agenda::{ConferenceId, ItemKey, Status, VisitId};
use agenda_store::{ConferenceRow, SessionHeadRow};
use schedule_files::export::{
    ExportCalendar, ExportEntry, ExportKind, icalendar, lanyard_json, markdown,
};
use tempfile::NamedTempFile;

use crate::entries::{Entry, entry_overlaps, status_of};
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
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        if format == ExportFormat::Json {
            let schedule = self.whole_schedule(&conference)?;
            let is_unscheduled = |session: &&agenda::Session| session.slot.is_none();
            return Ok(Exported {
                text: lanyard_json::write(&schedule, conference.zone),
                sessions: number(schedule.sessions.len()),
                visits: number(schedule.attendee.visits.len()),
                unscheduled: number(schedule.sessions.iter().filter(is_unscheduled).count()),
            });
        }
        let entries = self.entries(Some(id))?;
        let mut calendar = self.calendar(&conference, &entries)?;
        let visits = entries.iter().filter(|entry| entry.booth.is_some()).count();
        // RFC 5545 §3.6: a calendar has at least one component.
        if calendar.entries.is_empty() || (entries.is_empty() && format == ExportFormat::Icalendar)
        {
            return Err(AppError::NothingToExport);
        }
        Ok(Exported {
            text: match format {
                ExportFormat::Icalendar => {
                    name_visits(&mut calendar);
                    icalendar::write(&calendar)
                }
                ExportFormat::Markdown | ExportFormat::Json => markdown::write(&calendar),
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
            ExportFormat::Icalendar => "-agenda.ics",
            ExportFormat::Markdown => "-agenda.md",
            ExportFormat::Json => ".json",
        };
        let path = folder.join(format!("{}{ending}", conference.slug));
        Ok(ExportSuggestionView {
            path: path.display().to_string(),
        })
    }

    fn calendar(
        &self,
        conference: &ConferenceRow,
        entries: &[Entry],
    ) -> Result<ExportCalendar, AppError> {
        let clashes = entry_overlaps(entries);
        let uids = self.uids(conference)?;
        let mut exported = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let clashing = clashes.iter().filter_map(|clash| clash.other(index));
            exported.push(ExportEntry {
                clashes_with: clashing.map(|other| entries[other].title.clone()).collect(),
                ..self.export_entry(&uids, entry)?
            });
        }
        for head in self.unscheduled_picks(conference.id)? {
            exported.push(ExportEntry {
                uid: uids.of_session(&head),
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
        Ok(ExportCalendar {
            name: conference.title.clone(),
            zone: conference.zone,
            day_change: conference.day_change,
            made_at: self.now(),
            entries: exported,
        })
    }

    fn uids(&self, conference: &ConferenceRow) -> Result<Uids, AppError> {
        let heads = self.store(|store| store.sessions(conference.id))?;
        let mut seen = HashSet::new();
        let repeated = heads
            .iter()
            .filter_map(identifier)
            .filter(|name| !seen.insert(*name));
        Ok(Uids {
            conference: conference.slug.clone(),
            store: self.store_name()?,
            repeated: repeated.map(str::to_owned).collect(),
        })
    }

    fn export_entry(&self, uids: &Uids, entry: &Entry) -> Result<ExportEntry, AppError> {
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
                exported.uid = uids.of_session(&row.head);
                exported.kind = ExportKind::Session;
                exported.speakers = row.head.speakers;
                exported.text = row.text;
            }
            ItemKey::Visit(id) => exported.uid = uids.of_visit(id),
        }
        Ok(exported)
    }
}

/// Among other appointments an exhibitor's name alone says too little.
fn name_visits(calendar: &mut ExportCalendar) {
    for entry in &mut calendar.entries {
        if entry.kind == ExportKind::Visit {
            entry.title = format!("Booth: {}", entry.title);
        }
    }
}

/// Names sessions for calendars: by the source's own identifier, so that another machine's export
/// names them the same, else by this store's.
struct Uids {
    conference: String,
    store: String,
    /// Identifiers that several sessions share.
    repeated: HashSet<String>,
}

impl Uids {
    fn of_session(&self, head: &SessionHeadRow) -> String {
        match identifier(head).filter(|name| !self.repeated.contains(*name)) {
            Some(name) => format!("{}-{name}@lanyard", self.conference),
            None => format!(
                "{}-session-{}@{}.lanyard",
                self.conference, head.id, self.store
            ),
        }
    }

    fn of_visit(&self, id: VisitId) -> String {
        format!("{}-visit-{id}@{}.lanyard", self.conference, self.store)
    }
}

/// The code first: it is what show notes and schedules of one conference have in common.
fn identifier(head: &SessionHeadRow) -> Option<&str> {
    let code = head.identifiers.code.as_deref();
    code.or_else(|| head.identifiers.key())
}

fn exported_status(status: SessionStatusView) -> Status {
    match status {
        SessionStatusView::Cancelled | SessionStatusView::Withdrawn => Status::Cancelled,
        SessionStatusView::Tentative => Status::Tentative,
        SessionStatusView::Confirmed | SessionStatusView::Kept | SessionStatusView::Unscheduled => {
            Status::Confirmed
        }
    }
}

/// Writes a file beside its place and moves it there, so that a reader never sees half of it.
pub fn write_file(path: &Path, text: &str) -> Result<(), AppError> {
    let failed = |source| AppError::Write {
        path: path.display().to_string(),
        source,
    };
    // A link stays one: what it points to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = target.as_path();
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = ordinary_file(path, folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path)
        .map(drop)
        .map_err(|error| failed(error.error))
}

/// A temporary file with the permissions of the one it will replace, else those of any new file.
#[cfg(unix)]
fn ordinary_file(path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let new = || std::fs::Permissions::from_mode(0o666);
    let file = tempfile::Builder::new()
        .permissions(new())
        .tempfile_in(folder)?;
    if let Ok(replaced) = path.metadata() {
        file.as_file().set_permissions(replaced.permissions())?;
    }
    Ok(file)
}

#[cfg(not(unix))]
fn ordinary_file(_path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}
