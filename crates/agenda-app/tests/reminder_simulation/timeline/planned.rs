//! What is planned, as the rules want it.

use agenda::reminder::{DeliveryKey, Moved, QuietHours, Rules, WhileRunning};
use agenda::{ConferenceId, Priority, Slot, Zone};
use agenda_app::entries::Entry;
use agenda_app::wire::SessionStatusView;
use chrono::{DateTime, NaiveTime};

use super::super::desk::{instant, key_of};
use super::super::dice::Dice;
use super::super::log::{Habits, Item, While};
use super::HOUR;

/// Zones whose clocks are never changed, and their minutes east of UTC.
pub const ZONES: [(&str, i64); 5] = [
    ("Asia/Kolkata", 330),
    ("Asia/Kathmandu", 345),
    ("Asia/Tokyo", 540),
    ("America/Phoenix", -420),
    ("UTC", 0),
];
/// An item as the schedule has it, and its own history.
pub struct Planned {
    pub item: Item,
    pub is_listed: bool,
    pub moved: Option<Moved>,
}

pub fn leads(dice: &mut Dice) -> Vec<i64> {
    let choices: [&[i64]; 6] = [&[10], &[10, 1], &[0], &[60, 10, 0], &[5, 5], &[30]];
    dice.of(&choices).to_vec()
}

pub fn key(place: usize, planned: &Planned, start: i64, lead: i64) -> DeliveryKey {
    let item = key_of(place, planned.item.is_visit);
    DeliveryKey::of(item, instant(start), lead as u32)
}

fn zone(offset: i64) -> Zone {
    let (name, _) = ZONES.iter().find(|(_, other)| *other == offset).unwrap();
    Zone::named(name).unwrap()
}

pub fn rules(habits: &Habits) -> Rules {
    let time = |minute: i64| NaiveTime::from_num_seconds_from_midnight_opt(minute as u32 * 60, 0);
    Rules {
        quiet_hours: habits.quiet_hours.map(|(from, to)| QuietHours {
            from: time(from).unwrap(),
            to: time(to).unwrap(),
        }),
        zone: zone(habits.my_offset),
        muted_until: habits.muted_until.map(instant),
        while_running: match habits.while_running {
            While::Show => WhileRunning::Show,
            While::Silent => WhileRunning::Silent,
            While::AtEnd => WhileRunning::AtEnd,
        },
        must_breaks_through: habits.must_breaks_through,
    }
}

pub fn entry(place: usize, planned: &Planned) -> Entry {
    let item = &planned.item;
    let zone = zone(item.venue_offset);
    let day = zone.local(instant(item.start)).date_naive();
    let starts_at: DateTime<_> = match item.all_day {
        true => instant(item.start - 8 * HOUR),
        false => instant(item.start),
    };
    Entry {
        item: key_of(place, item.is_visit),
        conference: ConferenceId(1),
        zone,
        title: format!("Talk {place}"),
        place: Some(format!("Room {place}")),
        track: None,
        slot: Slot {
            starts_at,
            ends_at: instant(item.end),
            listed_under: Some(day),
            all_day: item.all_day,
        },
        day,
        priority: Some(if item.must {
            Priority::Must
        } else {
            Priority::Want
        }),
        status: match item.takes_place {
            true => SessionStatusView::Confirmed,
            false => SessionStatusView::Cancelled,
        },
        online: false,
        booth: None,
        leads: item.leads.iter().map(|&lead| lead as u32).collect(),
        url: None,
        chosen_at: instant(item.chosen_at),
        room: None,
        walk: None,
        leave: None,
        moved: planned.moved,
    }
}
