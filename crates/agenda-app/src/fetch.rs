//! Getting a schedule's bytes: from a path, from standard input, from an address.

mod answer;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use url::{Host, Url};

pub use answer::{Answer, Page, RetryAfter, Validators, read_address};

/// The most that is read of one source. The largest schedules known are under 10 MB.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

const STEP: usize = 64 * 1024;

/// Bytes so far, and in all where it is known. Returning `false` cancels.
pub type OnProgress<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> bool;

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("{what} could not be read: {source}")]
    Read { what: String, source: io::Error },
    #[error("{what} is larger than {} MB: this is no schedule, check the path or address", SIZE_LIMIT / 1024 / 1024)]
    TooLarge { what: String },
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

/// The bytes of a file.
pub fn read_path(path: &Path, progress: OnProgress<'_>) -> Result<Vec<u8>, FetchError> {
    let what = path.display().to_string();
    let failed = |source| FetchError::Read {
        what: what.clone(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    read_limited(file, &what, Some(metadata.len()), progress)
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
