//! Lists: sessions that somebody recommends or looks forward to.

use serde::{Deserialize, Serialize};

use crate::Link;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Whose it is ("Duffie"). Unique within a conference.
    pub name: String,
    pub entries: Vec<ListEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListEntry {
    /// A session, by its place in [`crate::Schedule::sessions`].
    Session(usize),
    /// Something else the list points to, such as another event.
    Link(Link),
}
