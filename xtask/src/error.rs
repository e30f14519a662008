//! What can go wrong in a build command, and how it is told.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// The one error type of this program. Its text says what failed, on what, and what to do.
#[derive(Debug)]
pub enum Error {
    /// The command line is not one of ours. Ends with status 2.
    Usage(String),
    /// Something this machine lacks. The text names each piece and how to get it.
    Missing(String),
    /// A check found something. The text says what, and the cure.
    Check(String),
    /// A step of `cargo xtask test` failed; what it found is printed already.
    Step(&'static str),
    /// A program could not be started at all.
    Start { command: String, source: io::Error },
    /// A program ran and said no.
    Failed { command: String, status: ExitStatus },
    /// A file or folder could not be read or written.
    File {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl Error {
    /// The status this program ends with: 2 for a wrong command line, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            _ => 1,
        }
    }

    /// For `map_err` on file operations: `doing` completes "could not …".
    pub fn file(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            doing,
            path,
            source,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Missing(text) | Self::Check(text) => f.write_str(text),
            Self::Step(name) => write!(f, "step `{name}` failed; what it found is printed above"),
            Self::Start { command, source } => {
                write!(f, "could not start `{command}`: {source}")
            }
            Self::Failed { command, status } => write!(f, "`{command}` ended with {status}"),
            Self::File {
                doing,
                path,
                source,
            } => write!(f, "could not {doing} {}: {source}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start { source, .. } | Self::File { source, .. } => Some(source),
            _ => None,
        }
    }
}
