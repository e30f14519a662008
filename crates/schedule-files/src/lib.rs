//! Schedule files: bytes to [`agenda::Schedule`] and back, one module per format.
//!
//! Pure: takes bytes, gives values. Fetching is `agenda-app`'s. A reader mends what it can and says
//! what it mended (a [`Repair`]); an event is read or named in [`Reading::skipped`], never dropped.

mod container;
mod decode;
mod durations;
mod error;
pub mod export;
mod facts;
mod files;
mod flat;
mod frab;
mod frab_json;
mod frab_xml;
mod icalendar;
mod json;
mod kinds;
mod lanyard_json;
mod open_event;
mod other_json;
mod reading;
mod records;
mod repair;
mod schema_org;
mod sessionize;
mod show_notes;
mod sniff;
mod speakers;
mod stamp;
mod table;
mod text;
mod told;
mod web_page;
mod when;
mod xml;
mod zone_clues;
mod zone_guess;
mod zone_names;

pub use error::ReadError;
pub use files::SourceFile;
pub use reading::{Format, ReadOptions, Reading, Repair, RepairKind, Skipped, ZoneFinding};
pub use records::{DateOrder, MappingError, Role, TableMapping};

/// Reads a schedule file of any format Lanyard knows, told by its content; in a gzip or zip archive
/// too.
///
/// # Errors
/// A file is read whole or refused with what is wrong and what to do.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    files::read(bytes, options)
}

/// Reads a file as one of a format, whatever its content tells; no archive is opened.
///
/// # Errors
/// As [`read`].
pub fn read_as(format: Format, bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    sniff::read_as(format, &decode::Source::new(bytes), options)
}

/// Reads the schedule that the files of a folder hold. The rule which of several is read stands in
/// the module `files`; the parts of an Open Event set are read together.
///
/// # Errors
/// As [`read`], and [`ReadError::SeveralSchedules`] where nothing tells which is meant.
pub fn read_files(files: &[SourceFile], options: &ReadOptions) -> Result<Reading, ReadError> {
    files::read_all(files, options)
}
