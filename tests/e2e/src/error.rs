//! Why a step on the private desktop failed, in words that a failed test can be read by.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::error::{CmdError, NewSessionError};

pub type Result<T = ()> = std::result::Result<T, Error>;

/// What went wrong. `Debug`, which a failed test prints, is the same as `Display`.
#[derive(thiserror::Error)]
pub enum Error {
    #[error("{program} cannot be started ({source}): {cure}")]
    Missing {
        program: String,
        source: io::Error,
        cure: &'static str,
    },
    #[error("cannot {what} {}: {source}", path.display())]
    File {
        what: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("`{command}` failed: {output}")]
    Command { command: String, output: String },
    #[error("waited {} s for {what}; {seen}", limit.as_secs())]
    TimedOut {
        what: String,
        limit: Duration,
        /// What was there instead.
        seen: String,
    },
    #[error("WebDriver: {0}")]
    Driver(#[from] CmdError),
    #[error("the window did not open under WebDriver: {0}")]
    Session(#[from] NewSessionError),
    #[error("D-Bus: {0}")]
    Bus(#[from] zbus::Error),
    #[error("no JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}")]
    Unexpected(String),
}

impl Error {
    /// For `map_err`: a failed access to a file or folder; `what` is a verb, "write".
    pub fn file(what: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { what, path, source }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
