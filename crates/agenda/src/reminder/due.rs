//! What is due, and what comes next.

use chrono::{DateTime, Utc};

use super::quiet::{Quiet, Rules};
use super::{Action, Delivery, DeliveryKey, DeliveryState, Ledger, News, Remindable};
use crate::ids::ItemKey;

/// All that is to be done at `now`. Applying the actions to the ledger and asking again gives none.
pub fn due(
    now: DateTime<Utc>,
    items: &[Remindable],
    rules: &Rules,
    ledger: &Ledger,
) -> Vec<Action> {
    look(now, items, rules, ledger).actions
}

/// When something is to be done next, as far as the present ledger tells: a reminder comes due, or
/// quiet ends that holds one back.
pub fn next_look(
    now: DateTime<Utc>,
    items: &[Remindable],
    rules: &Rules,
    ledger: &Ledger,
) -> Option<DateTime<Utc>> {
    let held = look(now, items, rules, ledger).held_until;
    let next = upcoming(now, items, ledger).into_iter().map(|(_, at)| at);
    next.chain(held).min()
}

/// The first reminder after `now`, and when.
pub fn next_due(
    now: DateTime<Utc>,
    items: &[Remindable],
    ledger: &Ledger,
) -> Option<(DeliveryKey, DateTime<Utc>)> {
    upcoming(now, items, ledger)
        .into_iter()
        .min_by_key(|(key, at)| (*at, *key))
}

/// All reminders after `now` with when they come, in no order: at their due instant, or when they
/// were put off to.
pub fn upcoming(
    now: DateTime<Utc>,
    items: &[Remindable],
    ledger: &Ledger,
) -> Vec<(DeliveryKey, DateTime<Utc>)> {
    let mut upcoming = Vec::new();
    for item in items.iter().filter(|item| item.takes_place) {
        let told = told_lead(item, ledger);
        let is_covered = |lead: u32| told.is_some_and(|told| told <= lead);
        for (key, delivery) in Candidates::of(item, ledger).0 {
            let at = match snoozed_until(delivery) {
                Some(until) => until,
                None if is_open(delivery, false) && !is_covered(key.lead) => key.due_at,
                None => continue,
            };
            if now < at && at < item.over_at() {
                upcoming.push((key, at));
            }
        }
    }
    upcoming
}

struct Look {
    actions: Vec<Action>,
    /// When the first reminder comes that is held back now.
    held_until: Option<DateTime<Utc>>,
}

fn look(now: DateTime<Utc>, items: &[Remindable], rules: &Rules, ledger: &Ledger) -> Look {
    let mut look = Look {
        actions: Vec::new(),
        held_until: None,
    };
    let mut missed = Vec::new();
    for item in items {
        if item.takes_place {
            look.at_item(now, item, items, rules, ledger);
            missed.extend(untold_missed(now, item, ledger));
        } else {
            look.at_cancelled(now, item, items, rules, ledger);
        }
    }
    missed.extend(look.actions.iter().filter_map(|action| match action {
        Action::Miss { key } => Some(*key),
        _ => None,
    }));
    if !missed.is_empty()
        && let Some(silent) = look.unless_held(rules.quiet(now, None, items))
    {
        let keys = missed;
        look.actions.push(Action::TellMissed { keys, silent });
    }
    look
}

impl Look {
    fn at_item(
        &mut self,
        now: DateTime<Utc>,
        item: &Remindable,
        items: &[Remindable],
        rules: &Rules,
        ledger: &Ledger,
    ) {
        let is_over = item.over_at() <= now;
        for (key, delivery) in rows_of(ledger, item.item) {
            if delivery.starts_at != item.starts_at && told_otherwise(now, item, delivery) {
                self.actions.push(Action::TakeBack { key });
            }
        }

        let told = told_lead(item, ledger);
        let mut open = Vec::new();
        for (key, delivery) in Candidates::of(item, ledger).due(now) {
            match snoozed_until(delivery) {
                Some(until) if until <= now || is_over => open.push(key),
                Some(_) => {}
                None if !is_open(delivery, is_over) => {}
                None if told.is_none_or(|told| key.lead < told) => open.push(key),
                None if delivery.is_some_and(|row| row.state == DeliveryState::Expired) => {}
                None => self.actions.push(Action::Expire { key }),
            }
        }
        if is_over {
            self.miss(now, item, ledger, open);
        } else if let Some(key) = open.pop()
            && let Some(silent) = self.unless_held(rules.quiet(now, Some(item), items))
        {
            self.actions.push(Action::Show {
                key,
                expired: open,
                news: news(item, key, ledger),
                silent,
            });
        }
    }

    /// Of an item that is over, one reminder is missed.
    fn miss(
        &mut self,
        now: DateTime<Utc>,
        item: &Remindable,
        ledger: &Ledger,
        mut open: Vec<DeliveryKey>,
    ) {
        // Picking what is over, in retrospect, owes nothing; nor do leads that it got since.
        if item.over_at() <= item.chosen_at && item.chosen_at <= now {
            open.retain(|key| {
                ledger
                    .get(key)
                    .copied()
                    .and_then(snoozed_until_of)
                    .is_some()
            });
        }
        let is_missed = rows_of(ledger, item.item).any(|(_, delivery)| {
            delivery.state == DeliveryState::Missed && delivery.starts_at == item.starts_at
        });
        if !is_missed && let Some(key) = open.pop() {
            self.actions.push(Action::Miss { key });
        }
        let expired = open.into_iter().map(|key| Action::Expire { key });
        self.actions.extend(expired);
    }

    fn at_cancelled(
        &mut self,
        now: DateTime<Utc>,
        item: &Remindable,
        items: &[Remindable],
        rules: &Rules,
        ledger: &Ledger,
    ) {
        if item.over_at() <= now {
            return;
        }
        let keys: Vec<DeliveryKey> = rows_of(ledger, item.item)
            .filter(|(_, delivery)| may_have_been_seen(*delivery))
            .map(|(key, _)| key)
            .collect();
        if item.cancelled_elsewhere {
            let taken_back = keys.into_iter().map(|key| Action::TakeBack { key });
            self.actions.extend(taken_back);
        } else if !keys.is_empty()
            && let Some(silent) = self.unless_held(rules.quiet(now, Some(item), items))
        {
            self.actions.push(Action::TellCancelled { keys, silent });
        }
    }

    /// Whether to be silent, unless it is held back.
    fn unless_held(&mut self, quiet: Quiet) -> Option<bool> {
        match quiet {
            Quiet::No => Some(false),
            Quiet::Silent => Some(true),
            Quiet::Until(at) => {
                self.held_until = Some(self.held_until.map_or(at, |held| held.min(at)));
                None
            }
        }
    }
}

/// The reminders of an item with their rows, longest lead first: those of its leads, and those the
/// attendee has put off, whatever became of their lead.
struct Candidates(Vec<(DeliveryKey, Option<Delivery>)>);

impl Candidates {
    fn of(item: &Remindable, ledger: &Ledger) -> Self {
        let keys = item.leads.iter();
        let mut candidates: Vec<(DeliveryKey, Option<Delivery>)> = keys
            .map(|&lead| DeliveryKey::of(item.item, item.starts_at, lead))
            .map(|key| (key, ledger.get(&key).copied()))
            .collect();
        candidates.extend(
            rows_of(ledger, item.item)
                .map(|(key, delivery)| (key, Some(delivery)))
                .filter(|(_, delivery)| snoozed_until(*delivery).is_some())
                .filter(|(_, row)| row.is_some_and(|row| row.starts_at == item.starts_at)),
        );
        candidates.sort_by_key(|(key, _)| std::cmp::Reverse(key.lead));
        candidates.dedup_by_key(|(key, _)| *key);
        Self(candidates)
    }

    fn due(mut self, now: DateTime<Utc>) -> Vec<(DeliveryKey, Option<Delivery>)> {
        self.0
            .retain(|(key, delivery)| key.due_at <= now || snoozed_until(*delivery).is_some());
        self.0
    }
}

fn rows_of(ledger: &Ledger, item: ItemKey) -> impl Iterator<Item = (DeliveryKey, Delivery)> {
    let first = DeliveryKey {
        item,
        lead: 0,
        due_at: DateTime::<Utc>::MIN_UTC,
    };
    ledger
        .range(first..)
        .take_while(move |(key, _)| key.item == item)
        .map(|(key, delivery)| (*key, *delivery))
}

/// That of these was missed, and was not yet told.
fn untold_missed(
    now: DateTime<Utc>,
    item: &Remindable,
    ledger: &Ledger,
) -> impl Iterator<Item = DeliveryKey> {
    let (is_over, starts_at) = (item.over_at() <= now, item.starts_at);
    rows_of(ledger, item.item)
        .filter(move |(_, row)| is_over && row.starts_at == starts_at)
        .filter(|(_, row)| row.state == DeliveryState::Missed && !row.told)
        .map(|(key, _)| key)
}

/// Whether it is still owed, if no shorter lead was told. What a clock that ran ahead made missed or
/// expired is owed again while its item is not over; so is what was taken back, if its item has this
/// start and takes place after all.
fn is_open(delivery: Option<Delivery>, is_over: bool) -> bool {
    let Some(delivery) = delivery else {
        return true;
    };
    match delivery.state {
        DeliveryState::Claimed => true,
        DeliveryState::Missed | DeliveryState::Expired => !is_over,
        // Taken back from a process that died: perhaps nobody saw it.
        DeliveryState::TakenBack => !is_over || delivery.shown_at.is_none(),
        _ => false,
    }
}

/// The shortest lead that was told of the item's present start, also one that it has no more. What is
/// skipped is skipped whatever its leads.
fn told_lead(item: &Remindable, ledger: &Ledger) -> Option<u32> {
    rows_of(ledger, item.item)
        .filter(|(_, row)| row.starts_at == item.starts_at && was_told(*row))
        .map(|(key, row)| match row.state {
            DeliveryState::Skipped => 0,
            _ => key.lead,
        })
        .min()
}

/// Whether the attendee knows of it, so that longer leads have nothing to add.
fn was_told(delivery: Delivery) -> bool {
    matches!(
        delivery.state,
        DeliveryState::Shown
            | DeliveryState::Answered
            | DeliveryState::Snoozed
            | DeliveryState::Skipped
    )
}

fn may_have_been_seen(delivery: Delivery) -> bool {
    match delivery.state {
        DeliveryState::Shown | DeliveryState::Answered | DeliveryState::Snoozed => true,
        DeliveryState::Claimed => delivery.claimed,
        _ => false,
    }
}

/// When a reminder that is put off comes; also while it is being shown.
fn snoozed_until(delivery: Option<Delivery>) -> Option<DateTime<Utc>> {
    delivery.and_then(snoozed_until_of)
}

fn snoozed_until_of(delivery: Delivery) -> Option<DateTime<Utc>> {
    let is_open = matches!(
        delivery.state,
        DeliveryState::Snoozed | DeliveryState::Claimed
    );
    delivery.snoozed_until.filter(|_| is_open)
}

/// Whether a row of another start than the item now has still misleads.
fn told_otherwise(now: DateTime<Utc>, item: &Remindable, delivery: Delivery) -> bool {
    match delivery.state {
        DeliveryState::Snoozed => true,
        DeliveryState::Shown | DeliveryState::Answered => {
            now < item.over_at() || now < delivery.starts_at
        }
        _ => false,
    }
}

fn news(item: &Remindable, key: DeliveryKey, ledger: &Ledger) -> News {
    let last_told = rows_of(ledger, item.item)
        .filter_map(|(_, row)| Some((row.shown_at?, row.starts_at)))
        .max();
    if let Some((_, from)) = last_told
        && from != item.starts_at
    {
        return News::Moved { from };
    }
    // Due by the move rather than by the passing of time, or told before it moved away and back.
    let known_since = last_told.map_or(key.due_at, |(told_at, _)| told_at);
    if let Some(moved) = item.moved
        && moved.at >= known_since
        && moved.from != item.starts_at
    {
        return News::Moved { from: moved.from };
    }
    match ledger.get(&key).map(|row| row.state) {
        Some(DeliveryState::TakenBack) => News::TakesPlaceAfterAll,
        _ => News::None,
    }
}
