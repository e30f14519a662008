//! Tables `walking_time` and `walking_pair`: minutes on foot at a conference, as the attendee told
//! them.

use agenda::{ConferenceId, WalkingTimes};
use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    /// The walking times of a conference; the defaults while none are told.
    pub fn walking_times(&self, id: ConferenceId) -> Result<WalkingTimes, StoreError> {
        self.read("read the walking times", |connection| {
            let told = connection
                .prepare_cached(
                    "SELECT between_rooms, between_buildings FROM walking_time
                     WHERE conference = ?1",
                )?
                .query_row([id.0], |row| {
                    Ok(WalkingTimes {
                        between_rooms: row.get(0)?,
                        between_buildings: row.get(1)?,
                        ..WalkingTimes::default()
                    })
                })
                .optional()?;
            let mut times = told.unwrap_or_default();
            times.pairs = connection
                .prepare_cached(
                    "SELECT place, other, minutes FROM walking_pair WHERE conference = ?1",
                )?
                .query_map([id.0], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(times)
        })
    }

    /// Replaces the walking times of a conference.
    pub fn set_walking_times(
        &mut self,
        id: ConferenceId,
        times: &WalkingTimes,
    ) -> Result<(), StoreError> {
        self.write("keep the walking times", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO walking_time
                         (conference, between_rooms, between_buildings)
                     VALUES (?1, ?2, ?3)",
                )?
                .execute((id.0, times.between_rooms, times.between_buildings))?;
            transaction
                .prepare_cached("DELETE FROM walking_pair WHERE conference = ?1")?
                .execute([id.0])?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO walking_pair (conference, place, other, minutes)
                 VALUES (?1, ?2, ?3, ?4)",
            )?;
            for ((place, other), minutes) in &times.pairs {
                insert.execute((id.0, place, other, minutes))?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn walking_times_are_kept_replaced_and_go_with_their_conference() {
        let (mut store, id) = store_with_two_talks();
        assert_eq!(store.walking_times(id).unwrap(), WalkingTimes::default());
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let told = WalkingTimes {
            between_rooms: 2,
            between_buildings: 8,
            pairs: [(pair("Hall 1", "Hall 6"), 12)].into(),
        };
        store.set_walking_times(id, &told).unwrap();
        assert_eq!(store.walking_times(id).unwrap(), told);
        let other = WalkingTimes {
            pairs: [(pair("Hall 1", "Hall 8"), 9)].into(),
            ..told
        };
        store.set_walking_times(id, &other).unwrap();
        assert_eq!(store.walking_times(id).unwrap(), other);
        assert!(store.delete_conference(id).unwrap());
        assert_eq!(store.walking_times(id).unwrap(), WalkingTimes::default());
    }
}
