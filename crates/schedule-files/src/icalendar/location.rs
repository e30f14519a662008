//! Rooms out of LOCATION, where every location ends with the same address.

use super::component::Calendar;
use super::publisher::Publisher;
use crate::zone_guess::is_place;

/// The end that nearly all locations of a calendar share: `, Amsterdam, Netherlands`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SharedAddress(Vec<String>);

impl SharedAddress {
    /// Sched ends every location with the venue's address; elsewhere the end counts only if it is a
    /// city or a country, so that `Building A` stays.
    pub(super) fn of(calendar: &Calendar, publisher: &Publisher) -> Self {
        let locations: Vec<Vec<String>> = calendar
            .events
            .iter()
            .filter_map(|event| event.get("LOCATION"))
            .map(|location| parts(&location.text()))
            .filter(|parts| !parts.is_empty())
            .collect();
        let shared = shared_end(&locations);
        let told = matches!(publisher, Publisher::Sched { .. })
            || shared.last().is_some_and(|part| is_place(part));
        if told { Self(shared) } else { Self::default() }
    }

    /// What is left of a location: the room.
    pub(super) fn room(&self, location: &str) -> Option<String> {
        let mut parts = parts(location);
        for shared in self.0.iter().rev() {
            if parts.last() != Some(shared) {
                break;
            }
            parts.pop();
        }
        Some(parts.join(", ")).filter(|room| !room.is_empty())
    }

    /// The city in it, if one is known.
    pub(super) fn city(&self) -> Option<String> {
        let known = |part: &&String| crate::zone_guess::zone_of_city(part).is_some();
        self.0.iter().find(known).cloned()
    }
}

fn parts(location: &str) -> Vec<String> {
    location
        .split(',')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect()
}

/// The longest end that three of four locations share, while what stands before it differs.
fn shared_end(locations: &[Vec<String>]) -> Vec<String> {
    let mut end: Vec<String> = Vec::new();
    loop {
        let mut longer: Vec<(&[String], usize)> = Vec::new();
        for location in locations.iter().filter(|location| location.ends_with(&end)) {
            let Some(start) = location.len().checked_sub(end.len() + 1) else {
                continue;
            };
            match longer
                .iter_mut()
                .find(|(known, _)| *known == &location[start..])
            {
                Some((_, count)) => *count += 1,
                None => longer.push((&location[start..], 1)),
            }
        }
        let most = longer.iter().max_by_key(|(_, count)| *count);
        let Some((next, _)) = most.filter(|(_, count)| 4 * count >= 3 * locations.len()) else {
            return end;
        };
        let differ = locations
            .iter()
            .filter(|location| location.ends_with(next) && location.len() > next.len())
            .any(|location| locations.first() != Some(location));
        if !differ {
            return end;
        }
        end = next.to_vec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(locations: &[&str]) -> String {
        let locations: Vec<Vec<String>> = locations.iter().map(|text| parts(text)).collect();
        shared_end(&locations).join(", ")
    }

    #[test]
    fn what_nearly_all_locations_end_with_is_the_address() {
        let cases: [(&[&str], &str); 6] = [
            (
                &[
                    "Hall 1, Amsterdam, Netherlands",
                    "Hall 2, Amsterdam, Netherlands",
                ],
                "Amsterdam, Netherlands",
            ),
            (
                &["A, X, Y", "B, X, Y", "C, X, Y", "A, X, Y", "Hotel, Z"],
                "X, Y",
            ),
            (&["Room 5, Building A", "Room 6"], ""),
            (&["Room 5", "Room 5"], ""),
            (&["Room 5, City", "Room 5, City"], ""),
            (&[], ""),
        ];
        for (locations, end) in cases {
            assert_eq!(shared(locations), end, "{locations:?}");
        }
    }

    #[test]
    fn rooms_lose_the_address_as_far_as_it_is_theirs() {
        let address = SharedAddress(parts("Amsterdam, Netherlands"));
        let cases = [
            (
                "Hall 7 | Room A, Amsterdam, Netherlands",
                Some("Hall 7 | Room A"),
            ),
            (
                "Apollo Hotel, 1077 BA Amsterdam, Netherlands",
                Some("Apollo Hotel, 1077 BA Amsterdam"),
            ),
            ("Strandzuid", Some("Strandzuid")),
            ("Amsterdam, Netherlands", None),
            ("", None),
        ];
        for (location, room) in cases {
            assert_eq!(address.room(location).as_deref(), room, "{location}");
        }
        assert_eq!(address.city().as_deref(), Some("Amsterdam"));
    }
}
