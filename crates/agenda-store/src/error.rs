//! How the store fails, in words an attendee can act on.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// `doing` completes "could not …": "read the sessions".
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(
        "{path} was written by a newer Lanyard (schema {found}; this one knows {known}). Nothing was \
         changed. Install the newer version, or choose another data folder"
    )]
    NewerSchema {
        path: PathBuf,
        found: u32,
        known: u32,
    },
    #[error(
        "{path} is not Lanyard's data. Nothing was changed. Move the file away, or choose another \
         data folder"
    )]
    NotAStore { path: PathBuf },
    #[error(
        "could not {doing}: {path} is damaged ({detail}). Close Lanyard, restore the file from a \
         backup, or move it away and import your schedules again"
    )]
    Damaged {
        doing: &'static str,
        path: PathBuf,
        detail: String,
    },
    #[error(
        "could not create the folder {path}: {source}. Check its permissions, or choose another data folder"
    )]
    Folder {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(
        "could not {doing}: {path} cannot be opened or written ({detail}). Check the permissions of \
         the file and its folder, or choose another data folder"
    )]
    NotWritable {
        doing: &'static str,
        path: PathBuf,
        detail: String,
    },
    #[error(
        "could not {doing}: the disk of {path} is full. Nothing was changed. Free some space and try again"
    )]
    DiskFull { doing: &'static str, path: PathBuf },
    #[error(
        "could not {doing}: another program holds {path}. Nothing was changed. Close other copies of \
         Lanyard and tools that have the file open, and try again"
    )]
    Locked { doing: &'static str, path: PathBuf },
    /// A refresh whose claim was taken away: what it fetched may be older than what is there.
    #[error("could not {doing}: it was imported by somebody else meanwhile. Look at it anew")]
    Superseded { doing: &'static str },
    #[error("could not {doing}: it is not in {path} any more. Reload and try again")]
    Gone { doing: &'static str, path: PathBuf },
    #[error(
        "could not {doing} in {path}: {source}. Try again; if it stays so, report it with this message"
    )]
    Query {
        doing: &'static str,
        path: PathBuf,
        source: rusqlite::Error,
    },
}

impl StoreError {
    pub(crate) fn explain(doing: &'static str, path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = source.to_string();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotAStore { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                doing,
                path,
                detail,
            },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::NotWritable {
                    doing,
                    path,
                    detail,
                }
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull { doing, path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Locked { doing, path }
            }
            _ if is_missing_reference(&source) => Self::Gone { doing, path },
            _ => Self::Query {
                doing,
                path,
                source,
            },
        }
    }
}

fn is_missing_reference(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::QueryReturnedNoRows)
        || error
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}
