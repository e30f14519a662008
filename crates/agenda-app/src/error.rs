//! How a use case fails, in words an attendee can act on.

use agenda::Zone;
use agenda::zone::UnknownZone;
use agenda_store::StoreError;
use schedule_files::ReadError;

use crate::fetch::FetchError;
use crate::wire::{CommandError, TableView};

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(
        "no folder for Lanyard’s data is known here: name one with --data-dir or LANYARD_DATA_DIR"
    )]
    NoDataFolder,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("{source_name}: {error}")]
    Read {
        source_name: String,
        error: ReadError,
    },
    #[error("{source_name} is no table: {format} has no columns to be told, leave --map out")]
    NoTable {
        source_name: String,
        format: &'static str,
    },
    #[error(transparent)]
    Zone(#[from] UnknownZone),
    #[error("there is no conference {0}: `lanyard conferences` lists them")]
    NoConference(String),
    #[error("{0} cannot be joined to itself: name two conferences")]
    JoinedToItself(String),
    #[error("no conference is imported yet: import one with `lanyard import FILE-OR-ADDRESS`")]
    NoConferences,
    #[error("{directory} is no directory of conferences: {problem}")]
    Directory { directory: String, problem: String },
    #[error("{directory} is none of your directories ({}): `lanyard directory add` adds one", if known.is_empty() { "there are none" } else { known })]
    NoDirectory { directory: String, known: String },
    #[error("{0} came from no address that could be asked again: import it from one")]
    NoAddress(String),
    #[error("nothing is asked about {0}: `lanyard conferences` shows what is")]
    NothingAsked(String),
    #[error("{0} is being refreshed just now: try again in a moment")]
    BeingRefreshed(String),
    #[error("a schedule is refreshed every {shortest} to {longest} minutes, not {0}", shortest = agenda::refresh::SHORTEST_INTERVAL, longest = agenda::refresh::LONGEST_INTERVAL)]
    RefreshInterval(u32),
    #[error("there is no session {0}: `lanyard sessions` and `lanyard search` tell ids and codes")]
    NoSession(String),
    #[error("{code} names several sessions ({ids}): use one of these ids")]
    SeveralSessions { code: String, ids: String },
    #[error("{word} may be several booths ({names}): give the whole name or the id")]
    SeveralBooths { word: String, names: String },
    #[error("there is no booth {0}: `lanyard booths` lists them")]
    NoBooth(String),
    #[error("session {0} is not picked: pick it first")]
    NotPicked(String),
    #[error("there is no planned visit {0}: `lanyard agenda` lists them")]
    NoVisit(String),
    #[error("there is no open question {0}: `lanyard changes` lists them")]
    NoQuestion(i64),
    #[error("“{0}” is no date: write it like 2022-05-19")]
    Date(String),
    #[error("a visit lasts 1 to 1440 minutes, not {0}")]
    VisitLength(u32),
    #[error("{0} is no time of day")]
    Minute(u32),
    #[error("a reminder comes at most {limit} minutes before, not {0}", limit = crate::settings::LONGEST_LEAD)]
    Lead(u32),
    #[error("you can be at most 60 minutes early, not {0}")]
    Early(u32),
    #[error("a walk takes at most 240 minutes, not {0}")]
    Walk(u32),
    #[error(
        "there is no reminder of “{0}” to put off: it can be put off from when it came until the end"
    )]
    NoReminder(String),
    #[error("“{0}” has started: put it off by minutes")]
    Started(String),
    #[error("a reminder is put off by 1 to 1440 minutes, not {0}")]
    Snooze(u32),
    #[error("{path} could not be written: {source}. Choose another folder, or free some space")]
    Write {
        path: String,
        source: std::io::Error,
    },
    #[error("there is nothing to export: pick a session or plan a visit first")]
    NothingToExport,
    #[error("no plan was applied that could be taken back: `lanyard plan --apply` applies one")]
    NoPlanToUndo,
    #[error("cancelled")]
    Cancelled,
    /// A thread died while it worked on the store.
    #[error("an earlier failure left Lanyard’s data locked: quit and start Lanyard again")]
    Poisoned,
}

impl AppError {
    /// The zone to propose, where a schedule could not be read for want of one.
    pub fn zone_needed(&self) -> Option<Option<Zone>> {
        match self {
            Self::Read {
                error: ReadError::ZoneNeeded { guess, .. },
                ..
            } => Some(*guess),
            _ => None,
        }
    }
}

impl From<AppError> for CommandError {
    fn from(error: AppError) -> Self {
        let message = error.to_string();
        match error {
            AppError::Read {
                error: ReadError::ZoneNeeded { guess, .. },
                ..
            } => Self::ZoneNeeded {
                message,
                guess: guess.map(|zone| zone.name().to_owned()),
            },
            AppError::Read {
                source_name,
                error:
                    ReadError::UnclearTable {
                        problem,
                        mapping,
                        samples,
                    },
            } => Self::UnclearTable {
                message: format!("{source_name}: {problem}"),
                // What was told may be what is wrong.
                table: TableView::of(&mapping, samples, true),
            },
            AppError::Cancelled | AppError::Fetch(FetchError::Cancelled) => {
                Self::Cancelled { message }
            }
            _ => Self::Failed { message },
        }
    }
}
