//! Reminders between the pure rules and the store: what is owed, what was done, what comes.

use agenda::ItemKey;
use agenda::reminder::{
    Action, Delivery, DeliveryKey, DeliveryState, Ledger, Quiet, Remindable, Rules, due, upcoming,
};
use chrono::{DateTime, TimeDelta, Utc};

use crate::entries::Entry;
use crate::wire::{ReminderStateView, ReminderView, RemindersView};
use crate::{App, AppError};

/// How far back the ledger is read: longer than any lead and any session.
const LEDGER_DEPTH: TimeDelta = TimeDelta::days(60);

/// A reminder still to come, or one that did not come in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upcoming<'a> {
    pub key: DeliveryKey,
    /// When it comes, or should have: when it is due, or when it was put off to.
    pub at: DateTime<Utc>,
    pub entry: &'a Entry,
}

/// The reminders still to come, the next first.
pub fn upcoming_reminders<'a>(
    app: &App,
    entries: &'a [Entry],
) -> Result<Vec<Upcoming<'a>>, AppError> {
    let ledger = app.ledger(entries)?;
    let mut keys = upcoming(app.now(), &remindables(entries), &ledger);
    keys.sort_by_key(|(key, at)| (*at, key.item));
    let with_entries = keys.into_iter().filter_map(|(key, at)| {
        let entry = entry_of(entries, key.item)?;
        Some(Upcoming { key, at, entry })
    });
    Ok(with_entries.collect())
}

/// The missed reminders of what is on the agenda that are not dismissed, one an item, oldest first.
pub fn missed_reminders<'a>(
    app: &App,
    entries: &'a [Entry],
) -> Result<Vec<Upcoming<'a>>, AppError> {
    let keys = app.missed_keys()?.into_iter();
    let with_entries = keys.filter_map(|key| {
        let entry = entry_of(entries, key.item)?;
        let at = key.due_at;
        Some(Upcoming { key, at, entry })
    });
    Ok(with_entries.collect())
}

pub(crate) fn remindables(entries: &[Entry]) -> Vec<Remindable> {
    entries.iter().map(Entry::remindable).collect()
}

pub(crate) fn entry_of(entries: &[Entry], item: ItemKey) -> Option<&Entry> {
    entries.iter().find(|entry| entry.item == item)
}

impl App {
    /// What was done about reminders of these entries.
    pub(crate) fn ledger(&self, entries: &[Entry]) -> Result<Ledger, AppError> {
        let earliest = entries.iter().map(|entry| entry.slot.starts_at).min();
        let Some(earliest) = earliest else {
            return Ok(Ledger::new());
        };
        self.store(|store| store.ledger_since(earliest - LEDGER_DEPTH))
    }

    /// What waits, what was shown and what was missed.
    pub fn reminders_view(&self) -> Result<RemindersView, AppError> {
        let entries = self.entries(None)?;
        let rules = self.settings()?.rules();
        let (now, ledger) = (self.now(), self.ledger(&entries)?);
        let mut waiting = Vec::new();
        let items = remindables(&entries);
        for key in waiting_reminders(now, &entries, &rules, &ledger) {
            let item = items.iter().find(|item| item.item == key.item);
            let held_until = match rules.quiet(now, item, &items) {
                Quiet::Until(until) => Some(until),
                Quiet::No | Quiet::Silent => None,
            };
            let state = ReminderStateView::Waiting;
            waiting.extend(self.reminder_view(&entries, key, state, held_until)?);
        }
        let mut shown = Vec::new();
        for entry in entries.iter().filter(|entry| entry.takes_place()) {
            let Some((key, row)) = shown_reminder(now, &entry.remindable(), &ledger) else {
                continue;
            };
            let state = match row.state {
                DeliveryState::Snoozed => ReminderStateView::Snoozed,
                DeliveryState::Answered => ReminderStateView::Answered,
                _ => ReminderStateView::Shown,
            };
            shown.extend(self.reminder_view(&entries, key, state, row.snoozed_until)?);
        }
        let mut missed = Vec::new();
        for key in self.missed_keys()? {
            missed.extend(self.reminder_view(&entries, key, ReminderStateView::Missed, None)?);
        }
        Ok(RemindersView {
            muted_until: rules.mute(now).map(|until| until.timestamp()),
            waiting,
            shown,
            missed,
        })
    }

    /// How many are due and not shown, and how many were missed.
    pub(crate) fn reminder_counts(&self, entries: &[Entry]) -> Result<(u32, u32), AppError> {
        let rules = self.settings()?.rules();
        let ledger = self.ledger(entries)?;
        let waiting = waiting_reminders(self.now(), entries, &rules, &ledger).len();
        let missed = self
            .missed_keys()?
            .iter()
            .filter(|key| entry_of(entries, key.item).is_some())
            .count();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok((number(waiting), number(missed)))
    }

    /// The missed reminders that are not dismissed, one an item, oldest first.
    pub(crate) fn missed_keys(&self) -> Result<Vec<DeliveryKey>, AppError> {
        let rows = self.store(|store| store.missed_deliveries())?;
        let mut keys: Vec<DeliveryKey> = Vec::new();
        for key in rows.into_iter().map(|row| row.key) {
            keys.retain(|other| other.item != key.item);
            keys.push(key);
        }
        Ok(keys)
    }

    /// `until` is when it comes, if that is known. None for what is not on the agenda any more.
    fn reminder_view(
        &self,
        entries: &[Entry],
        key: DeliveryKey,
        state: ReminderStateView,
        until: Option<DateTime<Utc>>,
    ) -> Result<Option<ReminderView>, AppError> {
        let Some(entry) = entry_of(entries, key.item) else {
            return Ok(None);
        };
        let zones = self.shown_zones(&self.conference_row(entry.conference)?)?;
        let until = until.map(|at| zones.time(at, entry.day));
        let (held_until, snoozed_until) = match state {
            ReminderStateView::Waiting => (until, None),
            _ => (None, until),
        };
        Ok(Some(ReminderView {
            item: entry.item.into(),
            conference: entry.conference.0,
            booth: entry.booth.map(|booth| booth.0),
            title: entry.title.clone(),
            place: entry.place.clone(),
            starts: zones.time(entry.slot.starts_at, entry.day),
            ends: zones.time(entry.slot.ends_at, entry.day),
            lead: key.lead,
            state,
            snoozed_until,
            held_until,
        }))
    }
}

/// What is due but not shown, one an item.
fn waiting_reminders(
    now: DateTime<Utc>,
    entries: &[Entry],
    rules: &Rules,
    ledger: &Ledger,
) -> Vec<DeliveryKey> {
    // What quiet holds back waits as well.
    let loud = Rules {
        zone: rules.zone,
        ..Rules::default()
    };
    let actions = due(now, &remindables(entries), &loud, ledger);
    let shows = actions.into_iter().filter_map(|action| match action {
        Action::Show { key, .. } => Some(key),
        _ => None,
    });
    shows.collect()
}

/// The reminder of an item that was shown last for its present start, if the item is not over.
pub(crate) fn shown_reminder(
    now: DateTime<Utc>,
    item: &Remindable,
    ledger: &Ledger,
) -> Option<(DeliveryKey, Delivery)> {
    if item.over_at() <= now || !item.takes_place {
        return None;
    }
    ledger
        .iter()
        .filter(|(key, row)| key.item == item.item && row.starts_at == item.starts_at)
        .filter(|(_, row)| {
            matches!(
                row.state,
                DeliveryState::Shown | DeliveryState::Answered | DeliveryState::Snoozed
            )
        })
        .max_by_key(|(key, row)| (row.shown_at, key.due_at))
        .map(|(key, row)| (*key, *row))
}
