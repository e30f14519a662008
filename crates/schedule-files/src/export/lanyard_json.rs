//! Lanyard JSON, the format that loses nothing; [`crate::read`] reads it back.

use agenda::{Schedule, Zone};

use crate::lanyard_json::document::Document;

/// The whole schedule, times as `zone` shows them. List entries must name sessions that there are.
pub fn write(schedule: &Schedule, zone: Zone) -> String {
    // Strings, numbers and names of fields only: nothing that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(&Document::of(schedule, zone)).unwrap_or_default();
    text.push('\n');
    text
}
