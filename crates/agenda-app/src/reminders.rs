//! Reminders between the pure rules and the store: what is owed, what was done, what comes.

use agenda::ItemKey;
use agenda::reminder::{DeliveryKey, Ledger, Remindable, upcoming, wording};
use chrono::TimeDelta;

use crate::entries::Entry;
use crate::notifier::Notification;
use crate::{App, AppError};

/// How far back the ledger is read: longer than any lead and any session.
const LEDGER_DEPTH: TimeDelta = TimeDelta::days(60);

/// The reminders still to come with what they are for, the next first.
pub fn upcoming_reminders<'a>(
    app: &App,
    entries: &'a [Entry],
) -> Result<Vec<(DeliveryKey, &'a Entry)>, AppError> {
    let ledger = app.ledger(entries)?;
    let mut keys = upcoming(app.now(), &remindables(entries), &ledger);
    keys.sort_by_key(|key| (key.due_at, key.item));
    let with_entries = keys
        .into_iter()
        .filter_map(|key| Some((key, entry_of(entries, key.item)?)));
    Ok(with_entries.collect())
}

pub(crate) fn remindables(entries: &[Entry]) -> Vec<Remindable> {
    entries.iter().filter_map(Entry::remindable).collect()
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
        let rows = self.store(|store| store.deliveries_since(earliest - LEDGER_DEPTH))?;
        Ok(rows.into_iter().map(|row| (row.key, row.state)).collect())
    }

    /// The notification for an entry as of now.
    pub(crate) fn notification(&self, entry: &Entry) -> Result<Notification, AppError> {
        let title = match entry.item {
            ItemKey::Session(_) => entry.title.clone(),
            ItemKey::Visit(_) => format!("Booth: {}", entry.title),
        };
        let said = wording(
            self.now(),
            &title,
            entry.place.as_deref(),
            entry.slot.starts_at,
            entry.slot.all_day,
            entry.zone,
            self.viewer_zone()?,
        );
        Ok(Notification {
            summary: said.summary,
            body: said.body,
            urgent: entry.priority == Some(agenda::Priority::Must),
        })
    }
}
