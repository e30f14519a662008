//! Reminders: what is due now, what comes next, and what a notification says.
//!
//! Reminders are derived. Only leads (minutes before the start) are kept, so a session that moves
//! takes its reminders along. What was already done about a reminder is in the [`Ledger`], keyed by
//! item, lead and due instant; a moved session has new due instants, and is reminded of again.
//! Nothing here shows or stores anything. See `docs/adr/0007-reminder-rules.md`.

mod due;
mod leaving;
mod quiet;
mod wording;

pub use due::{due, next_due, next_look, upcoming};
pub use leaving::leave_lead;
pub use quiet::{Quiet, QuietHours, Rules, WhileRunning};
pub use wording::{Told, Wording, missed_wording, taken_back_wording, together_wording, wording};

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Timelike, Utc};

use crate::ids::ItemKey;

/// How long something of no length counts as running, so that "Starting now" can be said of it.
const SHORTEST: TimeDelta = TimeDelta::minutes(1);

/// Something with a time on the agenda: a picked session or a planned visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remindable {
    pub item: ItemKey,
    /// What leads count back from: the start; for an all-day item 08:00 at the venue.
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Minutes before `starts_at`, in any order.
    pub leads: Vec<u32>,
    /// When it was picked or planned, or its leads were changed, whichever is later.
    pub chosen_at: DateTime<Utc>,
    /// Neither cancelled nor withdrawn.
    pub takes_place: bool,
    /// That it is cancelled is told elsewhere, as a change of the schedule.
    pub cancelled_elsewhere: bool,
    /// Of the highest priority.
    pub must: bool,
    /// The attendee sits in it while it runs; not so in what takes all day.
    pub occupies: bool,
    /// The last time its start changed.
    pub moved: Option<Moved>,
}

impl Remindable {
    /// From here on it is over.
    pub fn over_at(&self) -> DateTime<Utc> {
        self.ends_at.max(self.starts_at + SHORTEST)
    }
}

/// A start that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    pub from: DateTime<Utc>,
    /// When the change came to be known.
    pub at: DateTime<Utc>,
}

/// One reminder: due once per item, lead and due instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryKey {
    pub item: ItemKey,
    /// Minutes.
    pub lead: u32,
    /// A whole minute, so that what is due in one minute is due at once.
    pub due_at: DateTime<Utc>,
}

impl DeliveryKey {
    pub fn of(item: ItemKey, starts_at: DateTime<Utc>, lead: u32) -> Self {
        let due_at = starts_at - TimeDelta::minutes(i64::from(lead));
        let due_at = due_at
            .with_second(0)
            .and_then(|at| at.with_nanosecond(0))
            .unwrap_or(due_at);
        Self { item, lead, due_at }
    }
}

/// How far a reminder got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// Somebody is about to show it; after a crash it stays like this, and is shown again.
    Claimed,
    Shown,
    /// The attendee reacted to it.
    Answered,
    /// Put off by the attendee.
    Snoozed,
    /// A shorter lead of the same item was shown in its place.
    Expired,
    /// Its item had ended before it could be shown.
    Missed,
    /// Shown, and true no more: the item was cancelled, withdrawn or moved.
    TakenBack,
    /// The attendee wants no more of this item.
    Skipped,
}

/// A row of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub state: DeliveryState,
    /// The start that it told, or would have.
    pub starts_at: DateTime<Utc>,
    /// A claim stands, of whoever is showing it or died while showing it: it may have been seen.
    pub claimed: bool,
    pub shown_at: Option<DateTime<Utc>>,
    pub snoozed_until: Option<DateTime<Utc>>,
    /// That it was missed was told.
    pub told: bool,
}

/// What was done about reminders so far.
pub type Ledger = BTreeMap<DeliveryKey, Delivery>;

/// What to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Claim and show `key`; the other due leads of the item are then expired.
    Show {
        key: DeliveryKey,
        expired: Vec<DeliveryKey>,
        news: News,
        silent: bool,
    },
    /// Not to be shown: a shorter lead of the item already was.
    Expire { key: DeliveryKey },
    /// Too late: its item is over. Goes to the list of the missed.
    Miss { key: DeliveryKey },
    /// Tell once, for all of them, that they were missed.
    TellMissed {
        keys: Vec<DeliveryKey>,
        silent: bool,
    },
    /// The item was cancelled or withdrawn after these were shown: tell that once.
    TellCancelled {
        keys: Vec<DeliveryKey>,
        silent: bool,
    },
    /// What it told is true no more; its item has moved.
    TakeBack { key: DeliveryKey },
}

/// What a reminder has to say besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    None,
    /// Another start was told, or known, before.
    Moved {
        from: DateTime<Utc>,
    },
    /// It was told to be cancelled.
    TakesPlaceAfterAll,
}

#[cfg(test)]
mod tests;
