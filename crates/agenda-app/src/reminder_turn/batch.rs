//! Reminders that are shown as one notification.

use agenda::reminder::{DeliveryKey, News};
use chrono::{DateTime, Utc};

/// Some reminders to show as one.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) shows: Vec<Show>,
    pub(super) missed: Vec<DeliveryKey>,
    /// Tell the missed without a sound.
    pub(super) missed_silent: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Show {
    pub(super) key: DeliveryKey,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) expired: Vec<DeliveryKey>,
    pub(super) news: News,
    pub(super) silent: bool,
}

impl Batch {
    pub(super) fn keys(&self) -> Vec<DeliveryKey> {
        let shows = self.shows.iter().map(|show| show.key);
        shows.chain(self.missed.iter().copied()).collect()
    }

    pub(super) fn parted(self, apart: bool) -> Vec<Self> {
        if !apart {
            return vec![self];
        }
        let one_by_one = self.shows.into_iter().map(|show| Self {
            shows: vec![show],
            ..Self::default()
        });
        let mut parted: Vec<Self> = one_by_one.collect();
        parted.push(Self {
            shows: Vec::new(),
            missed: self.missed,
            missed_silent: self.missed_silent,
        });
        parted
    }
}
