//! Where an import's bytes come from.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::PathBuf;

use super::OnImportProgress;
use crate::AppError;
use crate::fetch::{self, FetchError, is_address};
use crate::wire::{ImportProgressView, ImportSource};

/// The bundled conference.
const SAMPLE: &str = include_str!("../../../../data/kubecon-eu-2022.json");
const SAMPLE_SOURCE: &str = "sample";

/// A schedule's bytes.
pub(crate) struct Fetched {
    pub bytes: Vec<u8>,
    /// For titles and messages.
    pub name: String,
    /// Where it came from, as it is kept.
    pub source: String,
}

/// Fetches what a source names.
pub(crate) fn fetch_source(
    source: &ImportSource,
    progress: OnImportProgress<'_>,
) -> Result<Fetched, AppError> {
    let mut fetching = |done, total| progress(ImportProgressView::Fetching { done, total });
    Ok(match source {
        ImportSource::Sample => Fetched {
            bytes: SAMPLE.as_bytes().to_vec(),
            name: SAMPLE_SOURCE.to_owned(),
            source: SAMPLE_SOURCE.to_owned(),
        },
        ImportSource::Path { path } if path == "-" => {
            let bytes = fetch::read_stream(io::stdin().lock(), "standard input")?;
            placeless("standard input", bytes)
        }
        ImportSource::Path { path } => match file_of(path) {
            Some(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                Fetched {
                    bytes: fetch::read_path(&path, &mut fetching)?,
                    name: path.file_name().map_or_else(
                        || path.display().to_string(),
                        |name| name.to_string_lossy().into_owned(),
                    ),
                    source: path.display().to_string(),
                }
            }
            None => fetch_address(path, &mut fetching)?,
        },
        ImportSource::Address { url } => fetch_address(url, &mut fetching)?,
        ImportSource::Text { name, text } => placeless(name, text.clone().into_bytes()),
    })
}

/// The file that a path or `file://` address names; none for other addresses.
fn file_of(path: &str) -> Option<PathBuf> {
    match url::Url::parse(path) {
        Ok(url) if url.scheme() == "file" => url.to_file_path().ok(),
        _ if is_address(path) => None,
        _ => Some(path.into()),
    }
}

/// Bytes that come from no place that could be asked again. The source tells them apart.
fn placeless(name: &str, bytes: Vec<u8>) -> Fetched {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Fetched {
        name: name.to_owned(),
        source: format!("{name} ({:08x})", hasher.finish() >> 32),
        bytes,
    }
}

fn fetch_address(
    url: &str,
    fetching: &mut dyn FnMut(u64, Option<u64>) -> bool,
) -> Result<Fetched, FetchError> {
    let url = url.trim();
    Ok(Fetched {
        bytes: fetch::read_address(url, fetching)?,
        name: url.to_owned(),
        source: url.to_owned(),
    })
}
