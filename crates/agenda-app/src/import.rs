//! Importing a schedule: fetch, read, store, report.

mod digest;
mod joining;
mod reading;
mod report;
mod source;

use std::path::Path;
use std::sync::Arc;

use agenda::{ConferenceId, Zone, ZoneSource, words};
use agenda_store::{ConferenceRow, Target};
use chrono::{Datelike, NaiveDate};
use schedule_files::{Reading, TableMapping};

pub(crate) use digest::of_bytes as digest_of;
pub use joining::JoinProposal;
pub use reading::KnownZone;
pub(crate) use reading::{Storing, ZoneKnowledge, read};
pub use report::{ImportReport, ReportedConference, ReportedTable};
pub(crate) use report::{listed_before, report};
pub(crate) use source::Fetched;

use crate::wire::{ImportForm, ImportProgressView, ImportReportView, ImportSource, TableForm};
use crate::{App, AppError};
use report::report_of_nothing;
use source::fetch_source;

/// Two versions of one conference start at most this many days apart; what an address serves later
/// than that is the next year's.
const SAME_CONFERENCE_DAYS: i64 = 180;

/// What to import and where to.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    pub source: ImportSource,
    /// The venue's zone, where the attendee told it.
    pub zone: Option<Zone>,
    /// A zone for a file that tells none.
    pub proposed_zone: Option<KnownZone>,
    pub into: ImportInto,
    /// Which column of a table holds what; none as was told of the same source before, an empty one to
    /// forget that.
    pub mapping: Option<TableMapping>,
    /// Finds out what would happen, and writes nothing.
    pub dry_run: bool,
}

/// The conference that an import goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportInto {
    /// Found by its own key, or by where it came from before, else new.
    Found,
    Existing(ConferenceId),
    /// The one of that slug, else a new one that gets it.
    Slug(String),
}

/// Progress; `false` cancels.
pub type OnImportProgress<'a> = &'a mut dyn FnMut(ImportProgressView) -> bool;

impl App {
    /// Imports the bundled sample.
    pub fn import_sample(&self) -> Result<ImportReport, AppError> {
        let request = ImportRequest {
            source: ImportSource::Sample,
            zone: None,
            proposed_zone: None,
            into: ImportInto::Found,
            mapping: None,
            dry_run: false,
        };
        self.import_schedule(&request, &mut |_| true)
    }

    /// Imports what the window's form asks for, or with `dry_run` previews it.
    pub fn import(
        &self,
        form: &ImportForm,
        dry_run: bool,
        progress: OnImportProgress<'_>,
    ) -> Result<ImportReportView, AppError> {
        let request = ImportRequest {
            source: form.source.clone(),
            zone: form.zone.as_deref().map(Zone::named).transpose()?,
            proposed_zone: (form.proposed_zone.as_deref())
                .map(Zone::named)
                .transpose()?
                .map(KnownZone::of_directory),
            into: form.conference.map_or(ImportInto::Found, |id| {
                ImportInto::Existing(ConferenceId(id))
            }),
            mapping: form.table.as_ref().map(TableForm::mapping),
            dry_run,
        };
        Ok(self.import_schedule(&request, progress)?.view())
    }

    /// Reads a schedule and stores it, all of it or nothing.
    pub fn import_schedule(
        &self,
        request: &ImportRequest,
        progress: OnImportProgress<'_>,
    ) -> Result<ImportReport, AppError> {
        let fetched = match self.previewed(request) {
            Some(fetched) => fetched,
            None => Arc::new(fetch_source(&request.source, progress)?),
        };
        if request.dry_run {
            self.keep_preview(&request.source, &fetched);
        }
        go_on(progress(ImportProgressView::Reading))?;
        let zones = self.zones_known(request, &fetched)?;
        let mapping = match &request.mapping {
            Some(told) => Some(told.clone()),
            None => self.mapping_told_before(&fetched.source)?,
        };
        let (mut reading, feed) = read(&fetched, &zones, mapping.as_ref())?;
        if request.mapping.as_ref().is_some_and(tells_something) && reading.mapping.is_none() {
            return Err(AppError::NoTable {
                source_name: fetched.name.clone(),
                format: reading.format.describe(),
            });
        }
        go_on(progress(ImportProgressView::Storing))?;
        if is_empty(&reading) {
            return Ok(report_of_nothing(reading, &fetched.name));
        }
        let (target, name) = self.target(request, &reading, &fetched)?;
        if matches!(target, Target::Existing(_)) && is_named_after_source(&reading, &fetched) {
            // It has a better title.
            reading.schedule.conference.title = None;
        }
        let proposal = match request.into {
            ImportInto::Found => self.proposal(&target, &reading, &fetched, feed.as_ref())?,
            ImportInto::Existing(_) | ImportInto::Slug(_) => None,
        };
        let storing = Storing {
            target,
            name: &name,
            source: &fetched.source,
            feed: feed.as_ref(),
            claim: None,
            dry_run: request.dry_run,
        };
        let outcome = self.store_reading(&reading, storing)?;
        if !request.dry_run {
            if let Some(told) = &request.mapping {
                self.keep_mapping(&fetched.source, told)?;
            }
            self.select_conference(outcome.conference.id)?;
            self.changed();
        }
        let mut report = report(reading, outcome, request.dry_run);
        report.proposal = proposal;
        if let Some(table) = &mut report.table {
            table.is_told = mapping.as_ref().is_some_and(tells_something);
        }
        Ok(report)
    }

    /// What is known of the zone beside the file: the attendee's word, now or before, of the
    /// conference that is named as the target or that came from the same place; and what else is known
    /// of that conference or in a directory.
    fn zones_known(
        &self,
        request: &ImportRequest,
        fetched: &Fetched,
    ) -> Result<ZoneKnowledge, AppError> {
        let row = match &request.into {
            ImportInto::Found => self
                .store(|store| store.conferences())?
                .into_iter()
                .find(|row| row.source.as_deref() == Some(&*fetched.source)),
            ImportInto::Existing(id) => self.store(|store| store.conference(*id))?,
            ImportInto::Slug(slug) => self.store(|store| store.conference_by_slug(slug))?,
        };
        let told_before = match &row {
            Some(row) => self.zone_told_of(row)?,
            None => None,
        };
        let known = row.filter(|row| row.zone_source != ZoneSource::OffsetOnly);
        Ok(ZoneKnowledge {
            told: request.zone.map(KnownZone::told).or(told_before),
            proposed: request.proposed_zone.clone().or_else(|| {
                known.map(|row| KnownZone {
                    zone: row.zone,
                    reason: row.zone_reason,
                    source: row.zone_source,
                })
            }),
        })
    }

    /// The zone the attendee told for a conference, with the reason it was kept with.
    pub(crate) fn zone_told_of(&self, row: &ConferenceRow) -> Result<Option<KnownZone>, AppError> {
        let told = self
            .store(|store| store.conference_setting(row.id))?
            .told_zone;
        Ok(told.map(|zone| KnownZone {
            reason: if row.zone_source == ZoneSource::Told && row.zone == zone {
                row.zone_reason.clone()
            } else {
                "told".to_owned()
            },
            ..KnownZone::told(zone)
        }))
    }

    /// What the attendee told of the tables of a source. What is not understood any more is as if it
    /// was never told.
    pub(crate) fn mapping_told_before(
        &self,
        source: &str,
    ) -> Result<Option<TableMapping>, AppError> {
        let kept = self.store(|store| store.table_mapping(source))?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }

    fn keep_mapping(&self, source: &str, told: &TableMapping) -> Result<(), AppError> {
        let told = tells_something(told)
            .then(|| serde_json::to_string(told).ok())
            .flatten();
        self.store(|store| store.set_table_mapping(source, told.as_deref()))
    }

    /// What the preview of this import has fetched: what was looked at is what is imported, and what
    /// the columns are told of.
    fn previewed(&self, request: &ImportRequest) -> Option<Arc<Fetched>> {
        let mut preview = self.preview.lock().ok()?;
        if request.dry_run && request.mapping.is_none() {
            return None;
        }
        let (source, fetched) = preview.take()?;
        (source == request.source).then_some(fetched)
    }

    fn keep_preview(&self, source: &ImportSource, fetched: &Arc<Fetched>) {
        if let Ok(mut preview) = self.preview.lock() {
            *preview = Some((source.clone(), fetched.clone()));
        }
    }

    fn target(
        &self,
        request: &ImportRequest,
        reading: &Reading,
        fetched: &Fetched,
    ) -> Result<(Target, String), AppError> {
        let facts = &reading.schedule.conference;
        let name = facts
            .acronym
            .as_deref()
            .or(facts.title.as_deref())
            .unwrap_or(&fetched.name)
            .to_owned();
        let first_day = first_day(reading);
        let existing = match &request.into {
            ImportInto::Existing(id) => Some(self.conference_row(*id)?),
            ImportInto::Slug(slug) => self.store(|store| store.conference_by_slug(slug))?,
            ImportInto::Found => match self.imported_before(reading, fetched)? {
                Some(id) => Some(self.conference_row(id)?),
                None => None,
            },
        };
        Ok(match (existing, &request.into) {
            (Some(row), _) => (Target::Existing(row.id), row.title),
            (None, ImportInto::Slug(slug)) => (Target::Key(format!("slug:{slug}")), slug.clone()),
            (None, _) => (Target::Key(key(reading, fetched, &name, first_day)), name),
        })
    }
}

/// Whether two first days are too far apart for one conference.
pub(crate) fn is_another_years(known: Option<NaiveDate>, read: Option<NaiveDate>) -> bool {
    known
        .zip(read)
        .is_some_and(|(known, read)| (known - read).num_days().abs() >= SAME_CONFERENCE_DAYS)
}

fn tells_something(mapping: &TableMapping) -> bool {
    *mapping != TableMapping::default()
}

fn go_on(wanted: bool) -> Result<(), AppError> {
    if wanted {
        Ok(())
    } else {
        Err(AppError::Cancelled)
    }
}

/// What the conference of this file is known by. Where only the source gave it a name, nothing else
/// from elsewhere is the same conference.
fn key(reading: &Reading, fetched: &Fetched, name: &str, first_day: Option<NaiveDate>) -> String {
    let key = conference_key(name, first_day);
    if is_named_after_source(reading, fetched) {
        format!("{key} from {}", fetched.source)
    } else {
        key
    }
}

/// Whether only the source's own name gives the conference one.
fn is_named_after_source(reading: &Reading, fetched: &Fetched) -> bool {
    let facts = &reading.schedule.conference;
    let stem = Path::new(&fetched.name)
        .file_stem()
        .map(|stem| stem.to_string_lossy());
    facts.acronym.is_none()
        && facts.title.as_deref().is_none_or(|title| {
            let title = words::slug(title);
            title == words::slug(&fetched.name)
                || stem.is_some_and(|stem| title == words::slug(&stem))
        })
}

/// What a conference is known by when another file of it comes: its short name and its year.
fn conference_key(name: &str, first_day: Option<NaiveDate>) -> String {
    let name = words::slug(name);
    match first_day.map(|day| day.year().to_string()) {
        Some(year) if !name.contains(&year) => format!("{name}-{year}"),
        _ => name,
    }
}

pub(crate) fn first_day(reading: &Reading) -> Option<NaiveDate> {
    reading.schedule.conference.first_day.or_else(|| {
        let slots = reading
            .schedule
            .sessions
            .iter()
            .filter_map(|session| session.slot);
        let first = slots.map(|slot| slot.starts_at).min();
        first.map(|at| reading.zone.zone.local(at).date_naive())
    })
}

pub(crate) fn is_empty(reading: &Reading) -> bool {
    let schedule = &reading.schedule;
    schedule.sessions.is_empty() && schedule.booths.is_empty() && schedule.lists.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_conference_is_known_by_name_and_year() {
        let day = |text: &str| Some(text.parse().unwrap());
        assert_eq!(
            conference_key("fosdem-2026", day("2026-01-31")),
            "fosdem-2026"
        );
        assert_eq!(
            conference_key("KubeCon EU", day("2022-05-16")),
            "kubecon-eu-2022"
        );
        assert_eq!(conference_key("KubeCon EU", None), "kubecon-eu");
    }
}
