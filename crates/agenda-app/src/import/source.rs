//! Where an import's bytes come from.

use std::io;
use std::path::PathBuf;

use agenda_store::{Feed, SeenVersion};
use schedule_files::SourceFile;

use super::{OnImportProgress, digest};
use crate::AppError;
use crate::fetch::{self, Answer, FetchError, Page, Validators, is_address};
use crate::wire::{ImportProgressView, ImportSource};

/// The bundled conference.
const SAMPLE: &str = include_str!("../../../../data/kubecon-eu-2022.json");
const SAMPLE_SOURCE: &str = "sample";

/// A schedule's bytes: one file, or those of a folder.
pub(crate) struct Fetched {
    pub files: Vec<SourceFile>,
    /// For titles and messages.
    pub name: String,
    /// Where it came from, as it is kept.
    pub source: String,
    /// The address and version, where it came from one; its digest is known once it is read.
    pub feed: Option<Feed>,
}

impl Fetched {
    /// What an address served, to be kept as of `source`.
    pub fn page(source: &str, address: &str, page: Page) -> Self {
        let seen = SeenVersion {
            etag: page.validators.etag,
            last_modified: page.validators.last_modified,
            body_digest: Some(digest::of_bytes(&page.bytes)),
            digest: None,
        };
        Self {
            files: one_file(address, page.bytes),
            name: address.to_owned(),
            source: source.to_owned(),
            feed: Some(Feed {
                address: page.moved_to.unwrap_or_else(|| address.to_owned()),
                seen,
            }),
        }
    }
}

/// Fetches what a source names.
pub(crate) fn fetch_source(
    source: &ImportSource,
    progress: OnImportProgress<'_>,
) -> Result<Fetched, AppError> {
    let mut fetching = |done, total| progress(ImportProgressView::Fetching { done, total });
    Ok(match source {
        ImportSource::Sample => Fetched {
            files: one_file(SAMPLE_SOURCE, SAMPLE.as_bytes().to_vec()),
            name: SAMPLE_SOURCE.to_owned(),
            source: SAMPLE_SOURCE.to_owned(),
            feed: None,
        },
        ImportSource::Path { path } if path == "-" => {
            let bytes = fetch::read_stream(io::stdin().lock(), "standard input")?;
            placeless("standard input", bytes)
        }
        ImportSource::Path { path } => match file_of(path) {
            Some(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                Fetched {
                    files: fetch::read_path(&path, &mut fetching)?,
                    name: fetch::name_of(&path),
                    source: path.display().to_string(),
                    feed: None,
                }
            }
            None => fetch_address(path, &mut fetching)?,
        },
        ImportSource::Address { url } => fetch_address(url, &mut fetching)?,
        ImportSource::Text { name, text } => placeless(name, text.clone().into_bytes()),
    })
}

fn one_file(name: &str, bytes: Vec<u8>) -> Vec<SourceFile> {
    let name = name.to_owned();
    vec![SourceFile { name, bytes }]
}

/// The file or folder that a path or `file://` address names; none for other addresses.
fn file_of(path: &str) -> Option<PathBuf> {
    match url::Url::parse(path) {
        Ok(url) if url.scheme() == "file" => url.to_file_path().ok(),
        _ if is_address(path) => None,
        _ => Some(path.into()),
    }
}

/// Bytes that come from no place that could be asked again. The source tells them apart.
fn placeless(name: &str, bytes: Vec<u8>) -> Fetched {
    Fetched {
        name: name.to_owned(),
        source: format!("{name} ({})", &digest::of_bytes(&bytes)[..8]),
        feed: None,
        files: one_file(name, bytes),
    }
}

fn fetch_address(
    url: &str,
    fetching: &mut dyn FnMut(u64, Option<u64>) -> bool,
) -> Result<Fetched, FetchError> {
    let url = url.trim();
    match fetch::read_address(url, &Validators::default(), fetching)? {
        Answer::Page(page) => Ok(Fetched::page(url, url, page)),
        // No version was named that could be unchanged.
        Answer::Unchanged { .. } => Err(FetchError::Status {
            address: url.to_owned(),
            status: 304,
            retry_after: None,
        }),
    }
}
