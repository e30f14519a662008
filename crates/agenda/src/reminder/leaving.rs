//! When to leave for the next item: a lead, and the walk there.

use std::collections::HashMap;

/// Minutes on foot at one conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkingTimes {
    pub between_rooms: u32,
    /// Between buildings or venues.
    pub between_buildings: u32,
    /// Between two places, told by the attendee; holds both ways.
    pub pairs: HashMap<(String, String), u32>,
}

impl Default for WalkingTimes {
    fn default() -> Self {
        Self {
            between_rooms: 5,
            between_buildings: 10,
            pairs: HashMap::new(),
        }
    }
}

impl WalkingTimes {
    /// The walk from one place to another; from an unknown place as between rooms.
    pub fn between(&self, from: Option<&str>, to: &str) -> u32 {
        let Some(from) = from else {
            return self.between_rooms;
        };
        if from == to {
            return 0;
        }
        let told = |a: &str, b: &str| self.pairs.get(&(a.to_owned(), b.to_owned())).copied();
        told(from, to)
            .or_else(|| told(to, from))
            .unwrap_or(if same_building(from, to) {
                self.between_rooms
            } else {
                self.between_buildings
            })
    }
}

/// The lead at which to leave: as early as the attendee wants to be there, and the walk. None where
/// there is no walk.
pub fn leave_lead(early: u32, walk: u32) -> Option<u32> {
    (walk > 0).then_some(early + walk)
}

/// Whether two rooms are in one building, as far as their names tell. Where one of them names no
/// building, they are.
pub fn same_building(a: &str, b: &str) -> bool {
    match (building(a), building(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// The building a room's name begins with: `H` of `H.1308 (Rolin)` (FOSDEM numbers rooms so), else
/// what stands before `|`, `/`, `,`, `:` or a dash between spaces (`Hall 8 | Room F`, as Sched has
/// venues).
fn building(room: &str) -> Option<String> {
    let parted = [" | ", " / ", ", ", ": ", " - ", " – "]
        .iter()
        .filter_map(|mark| room.find(mark))
        .min()
        .map(|at| &room[..at]);
    let numbered = room.split_once('.').and_then(|(building, number)| {
        let is_building = building.starts_with(|c: char| c.is_ascii_uppercase())
            && building.len() <= 4
            && building.chars().all(|c| c.is_ascii_alphanumeric());
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        (is_building && is_number).then_some(building)
    });
    numbered
        .or(parted)
        .map(|building| building.trim().to_lowercase())
        .filter(|building| !building.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_walk_is_told_or_between_rooms_or_between_buildings() {
        let times = WalkingTimes {
            between_rooms: 3,
            between_buildings: 10,
            pairs: HashMap::from([(("Janson".to_owned(), "H.1308 (Rolin)".to_owned()), 7)]),
        };
        let cases = [
            (Some("H.1308 (Rolin)"), "H.1308 (Rolin)", 0),
            (Some("H.1308 (Rolin)"), "H.1301 (Cornil)", 3),
            (Some("H.1308 (Rolin)"), "UD2.120 (Chavanne)", 10),
            (Some("H.1308 (Rolin)"), "Janson", 7),
            (Some("Janson"), "H.1308 (Rolin)", 7),
            (Some("Hall 8 | Room F"), "Hall 8 | Room G", 3),
            (Some("Hall 8 | Room F"), "Hall 6 | Room F", 10),
            (Some("Saal 1"), "Saal 2", 3),
            (Some("Hall 8 | Room F"), "Auditorium", 3),
            (None, "Auditorium", 3),
        ];
        for (from, to, minutes) in cases {
            assert_eq!(times.between(from, to), minutes, "{from:?} to {to}");
        }
        assert_eq!((leave_lead(1, 5), leave_lead(1, 0)), (Some(6), None));
    }
}
