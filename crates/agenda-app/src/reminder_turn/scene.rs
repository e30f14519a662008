//! What is true in one turn, and what is said of it.

use agenda::reminder::{
    DeliveryKey, DeliveryState, Ledger, News, Remindable, Rules, Told, together_wording,
};
use chrono::{DateTime, Utc};

use super::batch::Show;
use crate::entries::Entry;
use crate::notifier::Notification;
use crate::reminders::entry_of;

/// What is true now.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    pub now: DateTime<Utc>,
    pub entries: &'a [Entry],
    /// What is owed for the entries.
    pub items: &'a [Remindable],
    pub rules: &'a Rules,
    pub ledger: &'a Ledger,
}

impl<'a> Scene<'a> {
    pub(super) fn item(&self, key: DeliveryKey) -> Option<&'a Remindable> {
        self.items.iter().find(|item| item.item == key.item)
    }

    pub(super) fn starts_at(&self, key: DeliveryKey) -> DateTime<Utc> {
        self.item(key).map_or(key.due_at, |item| item.starts_at)
    }

    /// Whether what a shown reminder says is still so.
    pub(super) fn holds(&self, key: &DeliveryKey) -> bool {
        let row = self.ledger.get(key);
        let (Some(row), Some(item)) = (row, self.item(*key)) else {
            return false;
        };
        matches!(row.state, DeliveryState::Claimed | DeliveryState::Shown)
            && item.takes_place
            && row.starts_at == item.starts_at
            && self.now < item.over_at()
    }

    pub(super) fn told(&self, key: DeliveryKey, news: News) -> Option<(&'a Entry, Told<'a>)> {
        let entry = entry_of(self.entries, key.item)?;
        let walk = entry
            .leave
            .filter(|leave| leave.lead == key.lead && self.now < entry.slot.starts_at)
            .map(|leave| leave.walk);
        let told = Told {
            title: &entry.title,
            place: entry.place.as_deref(),
            starts_at: entry.slot.starts_at,
            all_day: entry.slot.all_day,
            venue: entry.zone,
            walk,
            news,
        };
        Some((entry, told))
    }

    pub(super) fn notification(&self, shows: &[&Show], missed: &[DeliveryKey]) -> Notification {
        let shown: Vec<(&Entry, Told<'_>)> = shows
            .iter()
            .filter_map(|show| self.told(show.key, show.news))
            .collect();
        let missed: Vec<(&Entry, Told<'_>)> = missed
            .iter()
            .filter_map(|key| self.told(*key, News::None))
            .collect();
        let titles = |told: &[(&Entry, Told<'_>)]| -> Vec<String> {
            told.iter().map(|(entry, _)| title_of(entry)).collect()
        };
        let (shown_titles, missed_titles) = (titles(&shown), titles(&missed));
        let said = together_wording(
            self.now,
            &titled(&shown, &shown_titles),
            &titled(&missed, &missed_titles),
            self.rules.zone,
        );
        Notification {
            summary: said.summary,
            body: said.body,
            urgent: shown
                .iter()
                .any(|(entry, _)| entry.priority == Some(agenda::Priority::Must)),
            snooze: !shown.is_empty(),
            ..Notification::default()
        }
    }
}

fn titled<'a>(told: &[(&Entry, Told<'a>)], titles: &'a [String]) -> Vec<Told<'a>> {
    told.iter()
        .zip(titles)
        .map(|((_, told), title)| Told {
            title,
            ..told.clone()
        })
        .collect()
}

pub(super) fn title_of(entry: &Entry) -> String {
    match entry.item {
        agenda::ItemKey::Session(_) => entry.title.clone(),
        agenda::ItemKey::Visit(_) => format!("Booth: {}", entry.title),
    }
}
