//! The attendee's answers to reminders: put off, skip, dismiss, mute; and how long walks take.

use agenda::reminder::DeliveryKey;
use agenda::{ConferenceId, ItemKey, WalkingTimes, Zone};
use agenda_store::{Claimant, Settled, StartingDelivery};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::entries::Entry;
use crate::reminders::{entry_of, shown_reminder, upcoming_reminders};
use crate::settings::Settings;
use crate::wire::{SnoozeForm, WalkingPairForm, WalkingTimesForm};
use crate::{App, AppError};

/// When tomorrow begins for who is still up: as conference days do.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(5, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Minutes.
const LONGEST_SNOOZE: u32 = 1440;
const LONGEST_WALK: u32 = 240;

impl App {
    /// Puts the reminder of an item off that was shown last, and tells until when.
    pub fn snooze(&self, item: ItemKey, form: SnoozeForm) -> Result<DateTime<Utc>, AppError> {
        let entries = self.entries(None)?;
        let (now, ledger) = (self.now(), self.ledger(&entries)?);
        let entry = entry_of(&entries, item).ok_or_else(|| not_on_agenda(item))?;
        let owed = entry.remindable();
        let Some((key, _)) = shown_reminder(now, &owed, &ledger) else {
            return Err(AppError::NoReminder(entry.title.clone()));
        };
        let until = match form {
            SnoozeForm::Minutes { minutes } if (1..=LONGEST_SNOOZE).contains(&minutes) => {
                now + TimeDelta::minutes(i64::from(minutes))
            }
            SnoozeForm::Minutes { minutes } => return Err(AppError::Snooze(minutes)),
            SnoozeForm::UntilStart if owed.starts_at <= now => {
                return Err(AppError::Started(entry.title.clone()));
            }
            SnoozeForm::UntilStart => owed.starts_at,
        };
        self.snooze_keys(&[key], until)?;
        Ok(until)
    }

    /// Puts reminders off that were just shown.
    pub(crate) fn snooze_keys(
        &self,
        keys: &[DeliveryKey],
        until: DateTime<Utc>,
    ) -> Result<(), AppError> {
        self.store(|store| store.snooze_deliveries(keys, until))?;
        self.changed();
        Ok(())
    }

    /// No more reminders of an item, unless it moves.
    pub fn skip_reminders(&self, item: ItemKey) -> Result<(), AppError> {
        let entries = self.entries(None)?;
        let ledger = self.ledger(&entries)?;
        let entry = entry_of(&entries, item).ok_or_else(|| not_on_agenda(item))?;
        let owed = entry.remindable();
        let of_leads = owed
            .leads
            .iter()
            .map(|&lead| DeliveryKey::of(item, owed.starts_at, lead));
        let of_rows = ledger
            .iter()
            .filter(|(key, row)| key.item == item && row.starts_at == owed.starts_at)
            .map(|(key, _)| *key);
        let mut reminders: Vec<StartingDelivery> = of_leads
            .chain(of_rows)
            .map(|key| (key, owed.starts_at))
            .collect();
        reminders.sort_unstable();
        reminders.dedup();
        let claimant = Claimant {
            process: "",
            now: self.now(),
            // Also what somebody is about to show.
            stale_after: TimeDelta::zero(),
        };
        self.store(|store| store.settle_deliveries(&reminders, Settled::Skipped, claimant))?;
        self.changed();
        Ok(())
    }

    /// Takes an item, or all, off the list of the missed.
    pub fn dismiss_missed(&self, item: Option<ItemKey>) -> Result<(), AppError> {
        let rows = self.store(|store| store.missed_deliveries())?;
        let keys: Vec<DeliveryKey> = rows
            .into_iter()
            .map(|row| row.key)
            .filter(|key| item.is_none_or(|item| key.item == item))
            .collect();
        let now = self.now();
        self.store(|store| store.dismiss_missed(&keys, now))?;
        self.changed();
        Ok(())
    }

    /// Puts items back on the list of the missed.
    pub fn restore_missed(&self, items: &[ItemKey]) -> Result<(), AppError> {
        self.store(|store| store.restore_missed(items))?;
        self.changed();
        Ok(())
    }

    /// Takes back that the reminders of an item were put off or skipped.
    pub fn restore_reminders(&self, item: ItemKey) -> Result<(), AppError> {
        let entries = self.entries(None)?;
        let ledger = self.ledger(&entries)?;
        let entry = entry_of(&entries, item).ok_or_else(|| not_on_agenda(item))?;
        let starts_at = entry.remindable().starts_at;
        let keys: Vec<DeliveryKey> = ledger
            .iter()
            .filter(|(key, row)| key.item == item && row.starts_at == starts_at)
            .map(|(key, _)| *key)
            .collect();
        self.store(|store| store.restore_deliveries(&keys))?;
        self.changed();
        Ok(())
    }

    /// How many reminders come until tomorrow 05:00 by the attendee's clock.
    pub fn reminders_today(&self) -> Result<u32, AppError> {
        self.count_today(&self.entries(None)?)
    }

    pub(crate) fn count_today(&self, entries: &[Entry]) -> Result<u32, AppError> {
        let tomorrow = tomorrow(self.now(), self.settings()?.viewer_zone());
        let upcoming = upcoming_reminders(self, entries)?;
        let today = upcoming.iter().filter(|one| one.at < tomorrow).count();
        Ok(u32::try_from(today).unwrap_or(u32::MAX))
    }

    /// No reminders until tomorrow 05:00 by the attendee's clock, and tells when that is.
    pub fn mute_until_tomorrow(&self) -> Result<DateTime<Utc>, AppError> {
        let settings = self.settings()?;
        let until = tomorrow(self.now(), settings.viewer_zone());
        self.keep(&Settings {
            muted_until: Some(until),
            ..settings
        })?;
        Ok(until)
    }

    pub fn unmute(&self) -> Result<(), AppError> {
        self.keep(&Settings {
            muted_until: None,
            ..self.settings()?
        })
    }

    /// When the mute ends, if all is muted.
    pub fn muted_until(&self) -> Result<Option<DateTime<Utc>>, AppError> {
        Ok(self.settings()?.rules().mute(self.now()))
    }

    pub fn walking_times(&self, conference: ConferenceId) -> Result<WalkingTimesForm, AppError> {
        let times = self.store(|store| store.walking_times(conference))?;
        let pairs = times.pairs.into_iter();
        let mut pairs: Vec<WalkingPairForm> = pairs
            .map(|((place, other), minutes)| WalkingPairForm {
                place,
                other,
                minutes,
            })
            .collect();
        pairs.sort_by(|a, b| (&a.place, &a.other).cmp(&(&b.place, &b.other)));
        Ok(WalkingTimesForm {
            between_rooms: times.between_rooms,
            between_buildings: times.between_buildings,
            pairs,
        })
    }

    pub fn set_walking_times(
        &self,
        conference: ConferenceId,
        form: &WalkingTimesForm,
    ) -> Result<(), AppError> {
        self.conference_row(conference)?;
        let minutes = form.pairs.iter().map(|pair| pair.minutes);
        let mut minutes = minutes.chain([form.between_rooms, form.between_buildings]);
        if let Some(minutes) = minutes.find(|&minutes| minutes > LONGEST_WALK) {
            return Err(AppError::Walk(minutes));
        }
        let pairs = form.pairs.iter();
        let times = WalkingTimes {
            between_rooms: form.between_rooms,
            between_buildings: form.between_buildings,
            pairs: pairs
                .map(|pair| ((pair.place.clone(), pair.other.clone()), pair.minutes))
                .collect(),
        };
        self.store(|store| store.set_walking_times(conference, &times))?;
        self.changed();
        Ok(())
    }
}

/// When tomorrow begins on a clock in that zone.
fn tomorrow(now: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
    let local = zone.local(now).naive_local();
    let days = i64::from(MORNING <= local.time());
    zone.instant((local.date() + TimeDelta::days(days)).and_time(MORNING))
}

fn not_on_agenda(item: ItemKey) -> AppError {
    match item {
        ItemKey::Session(id) => AppError::NotPicked(id.to_string()),
        ItemKey::Visit(id) => AppError::NoVisit(id.to_string()),
    }
}
