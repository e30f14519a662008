//! What an attendee has made of a schedule, as a file carries it from one store to another.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Priority;

/// Sessions are named by their place in [`crate::Schedule::sessions`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    pub picks: Vec<AttendeePick>,
    pub notes: Vec<AttendeeNote>,
    pub hidden: Vec<usize>,
    pub visits: Vec<AttendeeVisit>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendeePick {
    pub session: usize,
    pub priority: Priority,
    /// Minutes; none while the defaults hold.
    pub leads: Option<Vec<u32>>,
    pub picked_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendeeNote {
    pub session: usize,
    /// Not empty.
    pub text: String,
    pub changed_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendeeVisit {
    /// By its place in [`crate::Schedule::booths`].
    pub booth: usize,
    pub starts_at: DateTime<Utc>,
    /// Length, 1 to 1440.
    pub minutes: u32,
    /// Minutes; none while the defaults hold.
    pub leads: Option<Vec<u32>>,
    pub changed_at: DateTime<Utc>,
}

impl Attendee {
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Picks, notes, hidden sessions and visits.
    pub fn count(&self) -> usize {
        self.picks.len() + self.notes.len() + self.hidden.len() + self.visits.len()
    }
}
