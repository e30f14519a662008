//! Getting a schedule's bytes: from a file or folder, from standard input, from an address.

mod answer;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use schedule_files::SourceFile;
use url::{Host, Url};

pub use answer::{Answer, Page, RetryAfter, Validators, read_address};

/// The most that is read of one source. The largest schedules known are under 10 MB.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// The most files of a folder. An Open Event set has ten.
const MOST_FILES: usize = 1000;

const STEP: usize = 64 * 1024;

/// Bytes so far, and in all where it is known. Returning `false` cancels.
pub type OnProgress<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> bool;

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("{what} could not be read: {source}")]
    Read { what: String, source: io::Error },
    #[error("{what} is larger than {} MB: this is no schedule, check the path or address", SIZE_LIMIT / 1024 / 1024)]
    TooLarge { what: String },
    #[error("there are more than {MOST_FILES} files in {what}: give the schedule itself")]
    TooManyFiles { what: String },
    #[error("“{0}” is no address: write it like https://example.org/schedule.xml")]
    NotAnAddress(String),
    #[error("{0} is not fetched: only https is, and http from this machine")]
    NotHttps(String),
    #[error("{address} answered {status}: {}", cure(*status))]
    Status {
        address: String,
        status: u16,
        retry_after: Option<RetryAfter>,
    },
    #[error("{address} redirects without end: check the address in a browser")]
    RedirectsWithoutEnd { address: String },
    #[error(
        "{address} did not answer: {problem}. Check the network and the address, and try again"
    )]
    NoAnswer { address: String, problem: String },
    #[error("cancelled")]
    Cancelled,
}

impl FetchError {
    /// Whether nothing answered, as when this machine is offline.
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::NoAnswer { .. })
    }
}

/// What to do about a status (RFC 9110 §15).
fn cure(status: u16) -> &'static str {
    match status {
        401 | 403 => "it is not open to everybody; look for a public address of the schedule",
        404 | 410 => "the schedule is not there (any more); check the address in a browser",
        511 => "the network wants a log-in first; open a web page in a browser",
        408 | 425 | 429 | 500..=599 => "the server has trouble; try again later",
        _ => "check the address in a browser",
    }
}

/// Whether a source is meant as an address rather than a path.
pub fn is_address(source: &str) -> bool {
    source.contains("://")
}

/// A file, or the files of a folder in the order of their names. Folders inside it, hidden files and
/// what is no file are left out; [`SIZE_LIMIT`] holds for all together.
pub fn read_path(path: &Path, progress: OnProgress<'_>) -> Result<Vec<SourceFile>, FetchError> {
    if path.is_dir() {
        return read_folder(path, &path.display().to_string(), progress);
    }
    let bytes = read_file(path, progress)?;
    let name = name_of(path);
    Ok(vec![SourceFile { name, bytes }])
}

/// All of one file.
pub(crate) fn read_file(path: &Path, progress: OnProgress<'_>) -> Result<Vec<u8>, FetchError> {
    let what = path.display().to_string();
    let failed = |source| FetchError::Read {
        what: what.clone(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    read_limited(file, &what, Some(length), progress)
}

fn read_folder(
    folder: &Path,
    what: &str,
    progress: OnProgress<'_>,
) -> Result<Vec<SourceFile>, FetchError> {
    let failed = |path: &Path, source| FetchError::Read {
        what: path.display().to_string(),
        source,
    };
    let mut paths = Vec::new();
    let mut total = 0;
    for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        // A link to nothing is no file.
        let metadata = std::fs::metadata(&path)
            .ok()
            .filter(|found| found.is_file());
        let Some(metadata) = metadata.filter(|_| !name_of(&path).starts_with('.')) else {
            continue;
        };
        total += metadata.len();
        paths.push(path);
        if paths.len() > MOST_FILES {
            let what = what.to_owned();
            return Err(FetchError::TooManyFiles { what });
        }
    }
    if total > SIZE_LIMIT {
        let what = what.to_owned();
        return Err(FetchError::TooLarge { what });
    }
    paths.sort();
    let mut done = 0;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = read_file(&path, &mut |read, _| progress(done + read, Some(total)))?;
        done += bytes.len() as u64;
        let name = name_of(&path);
        files.push(SourceFile { name, bytes });
    }
    Ok(files)
}

/// The last part of a path, for titles and messages.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// All of a reader, such as standard input; `what` names it in messages.
pub fn read_stream(stream: impl Read, what: &str) -> Result<Vec<u8>, FetchError> {
    read_limited(stream, what, None, &mut |_, _| true)
}

/// The address, if it is one that may be fetched.
fn checked_address(address: &str) -> Result<Url, FetchError> {
    let url =
        Url::parse(address.trim()).map_err(|_| FetchError::NotAnAddress(address.to_owned()))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_this_machine(&url) => Ok(url),
        _ => Err(FetchError::NotHttps(address.to_owned())),
    }
}

/// Whether an address is one that may be fetched.
pub(crate) fn may_be_fetched(address: &str) -> bool {
    checked_address(address).is_ok()
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn read_limited(
    mut stream: impl Read,
    what: &str,
    total: Option<u64>,
    progress: OnProgress<'_>,
) -> Result<Vec<u8>, FetchError> {
    let too_large = || FetchError::TooLarge {
        what: what.to_owned(),
    };
    if total.is_some_and(|total| total > SIZE_LIMIT) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut step = vec![0; STEP];
    loop {
        if !progress(bytes.len() as u64, total) {
            return Err(FetchError::Cancelled);
        }
        let count = stream.read(&mut step).map_err(|source| FetchError::Read {
            what: what.to_owned(),
            source,
        })?;
        if count == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(&step[..count]);
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(too_large());
        }
    }
}

#[cfg(test)]
mod tests;
