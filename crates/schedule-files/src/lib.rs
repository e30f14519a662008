//! Schedule files: bytes to [`agenda::Schedule`] and back, one module per format.
//!
//! Pure: takes bytes, gives values. Fetching is `agenda-app`'s. A reader mends what it can and says
//! what it mended (a [`Repair`]); an event is read or named in [`Reading::skipped`], never dropped.

mod decode;
mod durations;
mod error;
pub mod export;
mod kinds;
mod lanyard_json;
mod reading;
mod repair;
mod speakers;
mod text;
mod zone_guess;
mod zone_names;

pub use error::ReadError;
pub use reading::{Format, ReadOptions, Reading, Repair, RepairKind, Skipped, ZoneFinding};
