//! The directory of known conferences: a name finds the schedule's address, and the zone with it.
//!
//! The bundled one is `data/conferences.json`, its form is described in
//! `data/conferences.schema.json`; [`document`] reads that form, and Giggity's menu. Directories of
//! the attendee's own are kept by [`own`]. Searching never waits for the network.

mod document;
mod own;
mod search;

use agenda::Zone;
use chrono::NaiveDate;

pub use search::Choice;

use crate::import::{ImportInto, ImportRequest, KnownZone};
use crate::wire::{DirectoryEntryView, DirectorySearchView, ImportSource};
use crate::{App, AppError};
use document::Document;

const BUNDLED: &str = include_str!("../../../data/conferences.json");

/// A conference that a directory knows, in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// For commands: `fosdem-2026`. Two directories may have the same.
    pub slug: String,
    /// With its year.
    pub name: String,
    pub aliases: Vec<String>,
    /// First and last day, where the directory tells.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The day to sort by: the first, or the first of its usual month.
    pub expected: Option<NaiveDate>,
    pub city: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    pub zone: Option<Zone>,
    pub address: String,
    pub homepage: Option<String>,
    /// The directory it is from; none for the bundled one.
    pub directory: Option<String>,
}

/// What a search found, best first, and what was wrong with directories of the attendee's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectorySearch {
    pub entries: Vec<DirectoryEntry>,
    pub problems: Vec<String>,
}

impl App {
    /// The entries that all these words fit, best first; without words all, nearest first.
    pub fn directory_entries(&self, words: &str) -> Result<DirectorySearch, AppError> {
        let (entries, problems) = self.all_entries()?;
        Ok(DirectorySearch {
            entries: search::found(entries, words, self.now().date_naive()),
            problems,
        })
    }

    /// The same for the window.
    pub fn search_directory(&self, words: &str) -> Result<DirectorySearchView, AppError> {
        let found = self.directory_entries(words)?;
        Ok(DirectorySearchView {
            entries: found.entries.iter().map(DirectoryEntry::view).collect(),
            problems: found.problems,
        })
    }

    /// The conference that these words mean, if they mean one: its edition that runs or comes next,
    /// else the last.
    pub fn directory_choice(&self, words: &str) -> Result<Choice, AppError> {
        let (entries, _) = self.all_entries()?;
        Ok(search::choice(entries, words, self.now().date_naive()))
    }

    fn all_entries(&self) -> Result<(Vec<DirectoryEntry>, Vec<String>), AppError> {
        let mut documents = vec![(None, Document::read(BUNDLED))];
        for (source, text) in self.own_directories()? {
            documents.push((Some(source), text.and_then(|text| Document::read(&text))));
        }
        let today = self.now().date_naive();
        let (mut entries, mut problems) = (Vec::new(), Vec::new());
        for (directory, document) in documents {
            let name = directory.as_deref().unwrap_or("the bundled directory");
            match document {
                Ok(document) => {
                    problems.extend(document.problems(name));
                    entries.extend(document.entries(directory.as_deref(), today));
                }
                Err(problem) => problems.push(format!("{name}: {problem}")),
            }
        }
        Ok((entries, problems))
    }
}

impl DirectoryEntry {
    /// The import of its schedule, with its zone for a file that tells none.
    pub fn request(&self) -> ImportRequest {
        ImportRequest {
            source: ImportSource::Address {
                url: self.address.clone(),
            },
            zone: None,
            proposed_zone: self.zone.map(KnownZone::of_directory),
            into: ImportInto::Found,
            mapping: None,
            dry_run: false,
        }
    }

    fn view(&self) -> DirectoryEntryView {
        DirectoryEntryView {
            slug: self.slug.clone(),
            name: self.name.clone(),
            first_day: self.days.map(|(first, _)| first.to_string()),
            last_day: self.days.map(|(_, last)| last.to_string()),
            city: self.city.clone(),
            country: self.country.clone(),
            zone: self.zone.map(|zone| zone.name().to_owned()),
            address: self.address.clone(),
            homepage: self.homepage.as_deref().and_then(crate::safe_link),
            directory: self.directory.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
