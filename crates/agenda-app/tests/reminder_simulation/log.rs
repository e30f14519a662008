//! What happened in a timeline, as an onlooker sees it: what the attendee chose, what the world did,
//! what was on the screen. Times are seconds since 1970.

/// Something with a time on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub is_visit: bool,
    /// Minutes east of UTC at the venue, in all seasons.
    pub venue_offset: i64,
    /// What leads count back from.
    pub start: i64,
    pub end: i64,
    pub all_day: bool,
    pub leads: Vec<i64>,
    pub must: bool,
    pub takes_place: bool,
    pub chosen_at: i64,
}

impl Item {
    pub fn over(&self) -> i64 {
        self.end.max(self.start + 60)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum While {
    Show,
    Silent,
    AtEnd,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Minutes of the day, by the attendee's clock.
    pub quiet_hours: Option<(i64, i64)>,
    pub my_offset: i64,
    pub muted_until: Option<i64>,
    pub while_running: While,
    pub must_breaks_through: bool,
}

/// A reminder that a notification is about: item, start it tells, lead.
pub type About = (usize, i64, i64);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub process: usize,
    pub tag: u64,
    pub due: Vec<About>,
    pub missed: Vec<About>,
    pub cancelled: Vec<About>,
    pub text: String,
    pub silent: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// None where it was dropped from the agenda.
    Item(usize, Option<Item>),
    Habits(Habits),
    ClockSet,
    /// Showing fails from now on, or works again.
    Service(bool),
    Shown(Shown),
    Closed {
        process: usize,
        tag: u64,
    },
    Snoozed {
        about: Vec<About>,
        until: i64,
    },
    Skipped(usize),
    /// A process took a turn to its end, undisturbed by another's.
    Turn {
        process: usize,
        /// What the ledger lists as missed: item and start.
        missed: Vec<(usize, i64)>,
    },
    /// A process took a whole turn in the middle of another's.
    TurnWithin {
        process: usize,
    },
    /// With what it had shown and not marked.
    Killed {
        process: usize,
        unmarked: Vec<About>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Seconds that really passed.
    pub real: i64,
    /// What the clock says.
    pub clock: i64,
    pub what: What,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log(pub Vec<Event>);

impl Log {
    pub fn shown_count(&self) -> u64 {
        let shown = self.0.iter().map(|event| match &event.what {
            What::Shown(shown) => shown.due.len() as u64,
            _ => 0,
        });
        shown.sum()
    }
}
