//! When not to disturb: muted, quiet hours, and while a picked session runs.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Remindable;
use crate::Zone;

/// A mute lasts until the next morning. One that lasts longer was set by a clock that ran ahead.
const LONGEST_MUTE: TimeDelta = TimeDelta::hours(36);

/// The attendee's rules for when reminders come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// By the attendee's own clock, in `zone`.
    pub quiet_hours: Option<QuietHours>,
    pub zone: Zone,
    pub muted_until: Option<DateTime<Utc>>,
    pub while_running: WhileRunning,
    /// Sessions that must not be missed are told of all the same.
    pub must_breaks_through: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            quiet_hours: None,
            zone: Zone::UTC,
            muted_until: None,
            while_running: WhileRunning::Show,
            must_breaks_through: true,
        }
    }
}

/// From a time of day to before another, over midnight where that is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

impl QuietHours {
    fn contains(self, time: NaiveTime) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

/// What becomes of a reminder while the attendee sits in another picked session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhileRunning {
    #[default]
    Show,
    /// Without a sound.
    Silent,
    /// When the session ends, at the latest when the item itself starts.
    AtEnd,
}

/// How a reminder may come now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    No,
    Silent,
    /// Not before then.
    Until(DateTime<Utc>),
}

impl Rules {
    /// How a reminder of `item`, or a message about several, may come at `now`.
    pub fn quiet(
        &self,
        now: DateTime<Utc>,
        item: Option<&Remindable>,
        items: &[Remindable],
    ) -> Quiet {
        if self.must_breaks_through && item.is_some_and(|item| item.must) {
            return Quiet::No;
        }
        if let Some(until) = self.mute(now).max(self.hours(now)) {
            return Quiet::Until(until);
        }
        if self.while_running == WhileRunning::Show {
            return Quiet::No;
        }
        let running = items
            .iter()
            .filter(|other| item.is_none_or(|item| item.item != other.item))
            .filter(|other| other.takes_place && other.occupies)
            .filter(|other| other.starts_at <= now && now < other.ends_at);
        let Some(end) = running.map(|running| running.ends_at).max() else {
            return Quiet::No;
        };
        if self.while_running == WhileRunning::Silent {
            return Quiet::Silent;
        }
        let until = item.map_or(end, |item| end.min(item.starts_at));
        if now < until {
            Quiet::Until(until)
        } else {
            Quiet::No
        }
    }

    /// Until when all is muted.
    pub fn mute(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.muted_until
            .filter(|&until| now < until && until - now <= LONGEST_MUTE)
    }

    /// When the quiet hours end, if it is quiet now.
    fn hours(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let hours = self.quiet_hours?;
        let local = self.zone.local(now).naive_local();
        if !hours.contains(local.time()) {
            return None;
        }
        let days = i64::from(hours.to <= local.time());
        let end = (local.date() + TimeDelta::days(days)).and_time(hours.to);
        // Where the clock is set back meanwhile, the first of two ends may be past.
        Some(self.zone.instant(end).max(now + TimeDelta::minutes(1)))
    }
}
