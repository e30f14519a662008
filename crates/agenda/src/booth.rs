//! Booths: where an exhibitor stands, and a planned visit to it.

use serde::{Deserialize, Serialize};

use crate::Link;

/// An exhibitor's stand, as a schedule or show notes tell of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booth {
    /// The exhibitor. Unique within a conference, in any case of letters.
    pub name: String,
    /// The stand's number ("S12").
    pub stand: Option<String>,
    /// Hall, floor or other words for where it is.
    pub place: Option<String>,
    /// What for, as plain text.
    pub text: String,
    pub links: Vec<Link>,
}
