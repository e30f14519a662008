//! A whole schedule, as one file tells it.

use serde::{Deserialize, Serialize};

use crate::{Attendee, Booth, ConferenceFacts, Link, List, Session};

/// What a reader makes of a file, and an export starts from. Knows no ids of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    pub conference: ConferenceFacts,
    /// In the order of the source.
    pub sessions: Vec<Session>,
    pub booths: Vec<Booth>,
    pub lists: Vec<List>,
    /// Co-located and other events that are named only as links.
    pub events: Vec<Link>,
    /// What an attendee has made of it, where the file is an export that carries it.
    pub attendee: Attendee,
}
