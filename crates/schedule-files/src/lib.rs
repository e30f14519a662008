//! Schedule files: bytes to [`agenda::Schedule`] and back, one module per format.
//!
//! Pure: takes bytes, gives values. Fetching is `agenda-app`'s. A reader mends what it can and says
//! what it mended (a [`Repair`]); an event is read or named in [`Reading::skipped`], never dropped.

#[expect(dead_code)]
mod container;
mod decode;
mod durations;
mod error;
pub mod export;
mod facts;
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
mod sessionize;
mod show_notes;
mod sniff;
mod speakers;
mod stamp;
mod table;
mod text;
mod told;
mod when;
mod zone_clues;
mod zone_guess;
mod zone_names;

pub use error::ReadError;
pub use reading::{Format, ReadOptions, Reading, Repair, RepairKind, Skipped, ZoneFinding};
pub use records::{DateOrder, MappingError, Role, TableMapping};

/// Reads a schedule file of any format Lanyard knows, told by its content.
///
/// # Errors
/// A file is read whole or refused with what is wrong and what to do.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    sniff::read(bytes, options)
}
