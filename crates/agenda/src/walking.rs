//! Minutes on foot between the places of a conference: for when to leave, and for what cannot both be
//! reached.

use std::collections::HashMap;

/// Minutes on foot at one conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkingTimes {
    pub between_rooms: u32,
    /// Between buildings or venues.
    pub between_buildings: u32,
    /// Between two rooms or two buildings, told by the attendee; holds both ways. Rooms go first.
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
    /// The walk from one place to another; from an unknown place as between rooms. Two rooms are in
    /// one building as far as their names tell; where one names none, they are.
    pub fn between(&self, from: Option<&str>, to: &str) -> u32 {
        let Some(from) = from else {
            return self.between_rooms;
        };
        if from == to {
            return 0;
        }
        if let Some(told) = self.told(from, to) {
            return told;
        }
        match (building(from), building(to)) {
            (Some(from), Some(to)) if from != to => {
                self.told(&from, &to).unwrap_or(self.between_buildings)
            }
            _ => self.between_rooms,
        }
    }

    /// The longest walk there may be.
    pub fn longest(&self) -> u32 {
        let told = self.pairs.values().copied();
        told.fold(self.between_rooms.max(self.between_buildings), u32::max)
    }

    /// In any case of letters.
    fn told(&self, from: &str, to: &str) -> Option<u32> {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        self.pairs.iter().find_map(|((a, b), &minutes)| {
            let is_it = same(a, from) && same(b, to) || same(a, to) && same(b, from);
            is_it.then_some(minutes)
        })
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
    use super::*;

    #[test]
    fn a_walk_is_told_or_between_rooms_or_between_buildings() {
        let pair = |a: &str, b: &str, minutes| ((a.to_owned(), b.to_owned()), minutes);
        let times = WalkingTimes {
            between_rooms: 3,
            between_buildings: 10,
            pairs: HashMap::from([
                pair("Janson", "H.1308 (Rolin)", 7),
                pair("Hall 8", "Hall 1", 14),
                pair("Hall 8 | Foyer", "Hall 1 | Foyer", 12),
            ]),
        };
        let cases = [
            (Some("H.1308 (Rolin)"), "H.1308 (Rolin)", 0),
            (Some("H.1308 (Rolin)"), "H.1301 (Cornil)", 3),
            (Some("H.1308 (Rolin)"), "UD2.120 (Chavanne)", 10),
            (Some("H.1308 (Rolin)"), "Janson", 7),
            (Some("Janson"), "H.1308 (Rolin)", 7),
            (Some("Hall 8 | Room F"), "Hall 8 | Room G", 3),
            (Some("Hall 8 | Room F"), "Hall 6 | Room F", 10),
            (Some("Hall 1 | Room A"), "HALL 8 | Room F", 14),
            (Some("Hall 1 | Foyer"), "Hall 8 | Foyer", 12),
            (Some("Saal 1"), "Saal 2", 3),
            (Some("Hall 8 | Room F"), "Auditorium", 3),
            (None, "Auditorium", 3),
        ];
        for (from, to, minutes) in cases {
            assert_eq!(times.between(from, to), minutes, "{from:?} to {to}");
        }
        assert_eq!(times.longest(), 14);
    }
}
