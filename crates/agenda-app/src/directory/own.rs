//! Directories of the attendee's own: files that are read anew each time, and addresses whose last
//! answer is kept in the data folder.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::document::Document;
use crate::export::write_file;
use crate::fetch::{self, Answer, Validators, is_address};
use crate::{App, AppError, import};

const FOLDER: &str = "directories";

/// How long an address is not asked again.
const FRESH: TimeDelta = TimeDelta::days(1);

/// A directory's path or address, and its text or why there is none.
pub(super) type OwnDirectory = (String, Result<String, String>);

/// What an address answered last.
#[derive(Serialize, Deserialize)]
struct Kept {
    fetched_at: DateTime<Utc>,
    etag: Option<String>,
    last_modified: Option<String>,
    text: String,
}

impl App {
    /// The attendee's own directories: paths and addresses.
    pub fn directories(&self) -> Result<Vec<String>, AppError> {
        Ok(self.settings()?.directories)
    }

    /// Adds a directory file or address, and tells how many conferences it knows.
    ///
    /// # Errors
    /// It cannot be had, or is no directory.
    pub fn add_directory(&self, source: &str) -> Result<usize, AppError> {
        let source = self.directory_name(source);
        let text = if is_address(&source) {
            self.update_directory(&source)?;
            self.kept(&source).map(|kept| kept.text).unwrap_or_default()
        } else {
            read_file(Path::new(&source))?
        };
        let document = Document::read(&text).map_err(|problem| AppError::Directory {
            directory: source.clone(),
            problem,
        })?;
        let mut settings = self.settings()?;
        if !settings.directories.contains(&source) {
            settings.directories.push(source);
            self.keep(&settings)?;
        }
        Ok(document.len())
    }

    /// Forgets a directory of the attendee's own. What was imported by it stays.
    pub fn remove_directory(&self, source: &str) -> Result<(), AppError> {
        let source = self.directory_name(source);
        let mut settings = self.settings()?;
        let before = settings.directories.len();
        settings.directories.retain(|known| *known != source);
        if settings.directories.len() == before {
            return Err(AppError::NoDirectory {
                directory: source,
                known: settings.directories.join(", "),
            });
        }
        // A copy that cannot be removed now is found by nobody.
        let _ = std::fs::remove_file(self.kept_path(&source));
        self.keep(&settings)
    }

    /// Asks the addresses that were not asked for a day, and tells what went wrong. Waits for the
    /// network.
    pub fn update_directories(&self) -> Result<Vec<String>, AppError> {
        let now = self.now();
        let mut problems = Vec::new();
        for source in self.directories()? {
            let is_fresh = || {
                let kept = self.kept(&source);
                kept.is_some_and(|kept| (now - kept.fetched_at).abs() < FRESH)
            };
            if is_address(&source)
                && !is_fresh()
                && let Err(error) = self.update_directory(&source)
            {
                problems.push(error.to_string());
            }
        }
        Ok(problems)
    }

    /// The text of each, or why there is none.
    pub(super) fn own_directories(&self) -> Result<Vec<OwnDirectory>, AppError> {
        let texts = self.directories()?.into_iter().map(|source| {
            let text = if is_address(&source) {
                self.kept(&source)
                    .map(|kept| kept.text)
                    .ok_or_else(|| "it was not fetched yet".to_owned())
            } else {
                read_file(Path::new(&source)).map_err(|error| error.to_string())
            };
            (source, text)
        });
        Ok(texts.collect())
    }

    /// Asks one address. A good answer is kept; after any other the kept one stays.
    fn update_directory(&self, address: &str) -> Result<(), AppError> {
        let kept = self.kept(address);
        let known = kept
            .as_ref()
            .map_or_else(Validators::default, |kept| Validators {
                etag: kept.etag.clone(),
                last_modified: kept.last_modified.clone(),
            });
        let answer = fetch::read_address(address, &known, &mut |_, _| true)?;
        let newer = match (answer, kept) {
            (Answer::Page(page), _) => {
                let text = String::from_utf8_lossy(&page.bytes).into_owned();
                Document::read(&text).map_err(|problem| AppError::Directory {
                    directory: address.to_owned(),
                    problem,
                })?;
                Kept {
                    fetched_at: self.now(),
                    etag: page.validators.etag,
                    last_modified: page.validators.last_modified,
                    text,
                }
            }
            (Answer::Unchanged { .. }, Some(kept)) => Kept {
                fetched_at: self.now(),
                ..kept
            },
            (Answer::Unchanged { .. }, None) => return Ok(()),
        };
        let path = self.kept_path(address);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| AppError::Write {
                path: folder.display().to_string(),
                source,
            })?;
        }
        write_file(&path, &serde_json::json!(newer).to_string())
    }

    fn kept(&self, address: &str) -> Option<Kept> {
        let text = std::fs::read_to_string(self.kept_path(address)).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn kept_path(&self, address: &str) -> PathBuf {
        let name = import::digest_of(address.as_bytes());
        self.data_dir().join(FOLDER).join(format!("{name}.json"))
    }

    /// As it is kept: an address, or a path that does not depend on where one stands.
    fn directory_name(&self, source: &str) -> String {
        let source = source.trim();
        if is_address(source) {
            return source.to_owned();
        }
        std::path::absolute(source)
            .map_or_else(|_| source.to_owned(), |path| path.display().to_string())
    }
}

fn read_file(path: &Path) -> Result<String, AppError> {
    let bytes = fetch::read_file(path, &mut |_, _| true)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
