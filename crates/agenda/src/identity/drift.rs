//! What happened to the whole file: everything an hour later, a room under a new name.
//!
//! Learned from the pairs that are certain, and used to tell apart those that are not: where all
//! talks moved by an hour, the workshop of 11:00 is the one that was at 10:00, not the next one.

use std::collections::HashMap;

use super::version::{Traits, Version};

/// The share of the pairs that must agree.
const MAJORITY: f64 = 0.6;
const FEWEST_PAIRS: usize = 3;

#[derive(Default)]
pub(super) struct Drift {
    /// Minutes that sessions moved by, for the days (UTC) that have a majority of their own.
    by_day: HashMap<i64, i64>,
    everywhere: i64,
    new_name_of_room: HashMap<u32, u32>,
}

impl Drift {
    pub fn of(old: &Version, new: &Version, pairs: &[(usize, usize)]) -> Self {
        let mut moves = HashMap::<i64, usize>::new();
        let mut moves_by_day = HashMap::<i64, HashMap<i64, usize>>::new();
        let mut rooms = HashMap::<u32, HashMap<u32, usize>>::new();
        for &(old_at, new_at) in pairs {
            let (before, after) = (&old.traits[old_at], &new.traits[new_at]);
            if let (Some(from), Some(to)) = (before.start, after.start) {
                *moves.entry(to - from).or_default() += 1;
                *moves_by_day
                    .entry(day(from))
                    .or_default()
                    .entry(to - from)
                    .or_default() += 1;
            }
            if let (Some(from), Some(to)) = (before.room, after.room) {
                *rooms.entry(from).or_default().entry(to).or_default() += 1;
            }
        }
        let rooms_there_still: std::collections::HashSet<u32> =
            new.traits.iter().filter_map(|traits| traits.room).collect();
        Self {
            everywhere: majority(&moves, FEWEST_PAIRS).unwrap_or(0),
            by_day: moves_by_day
                .iter()
                .filter_map(|(day, moves)| Some((*day, majority(moves, FEWEST_PAIRS)?)))
                .collect(),
            new_name_of_room: rooms
                .iter()
                .filter(|(room, _)| !rooms_there_still.contains(room))
                .filter_map(|(room, names)| Some((*room, majority(names, 1)?)))
                .collect(),
        }
    }

    /// When the session would start in the newer version, had only the file moved.
    pub fn start_of(&self, old: &Traits) -> Option<i64> {
        let start = old.start?;
        Some(start + self.by_day.get(&day(start)).unwrap_or(&self.everywhere))
    }

    /// What its room is called in the newer version.
    pub fn room_of(&self, old: &Traits) -> Option<u32> {
        let room = old.room?;
        Some(*self.new_name_of_room.get(&room).unwrap_or(&room))
    }
}

fn day(minutes: i64) -> i64 {
    minutes.div_euclid(24 * 60)
}

/// The value most pairs agree on; the smallest of equals.
fn majority<T: Copy + Ord>(votes: &HashMap<T, usize>, fewest: usize) -> Option<T> {
    let all: usize = votes.values().sum();
    let (value, count) = votes
        .iter()
        .max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value)))?;
    (all >= fewest && *count as f64 >= MAJORITY * all as f64).then_some(*value)
}
