//! Instants as the window and the command line show them.

use agenda::Zone;
use chrono::{DateTime, NaiveDate, Timelike, Utc};

use crate::wire::{LocalTimeView, TimeView};

/// The zones in which one conference's times are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownZones {
    pub venue: Zone,
    /// What the attendee chose for it.
    pub shown: Zone,
}

impl ShownZones {
    /// The instant on both clocks, marked against `day`, the conference day it belongs to.
    pub fn time(self, at: DateTime<Utc>, day: NaiveDate) -> TimeView {
        let differs =
            self.shown != self.venue && self.shown.offset_at(at) != self.venue.offset_at(at);
        TimeView {
            at: at.timestamp(),
            shown: local_time(at, self.shown, day),
            venue: differs.then(|| local_time(at, self.venue, day)),
        }
    }
}

fn local_time(at: DateTime<Utc>, zone: Zone, day: NaiveDate) -> LocalTimeView {
    let local = zone.local(at);
    let offset = (local.date_naive() - day).num_days();
    LocalTimeView {
        date: local.date_naive().to_string(),
        minute: local.hour() * 60 + local.minute(),
        zone: zone.abbreviation_at(at),
        day_offset: i32::try_from(offset).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn time(at: &str, venue: &str, shown: &str, day: &str) -> TimeView {
        let zone = |name: &str| Zone::named(name).unwrap();
        let zones = ShownZones {
            venue: zone(venue),
            shown: zone(shown),
        };
        zones.time(at.parse().unwrap(), day.parse().unwrap())
    }

    #[test]
    fn another_zone_brings_the_venues_time_and_marks_the_date() {
        // (instant, venue, shown, day) → shown minute, zone, mark; venue's minute
        let cases = [
            (
                "2022-05-19T13:25:00Z",
                "Europe/Madrid",
                "Europe/Madrid",
                "2022-05-19",
                (925, "CEST", 0),
                None,
            ),
            (
                "2022-05-19T13:25:00Z",
                "Europe/Madrid",
                "Asia/Tokyo",
                "2022-05-19",
                (1345, "JST", 0),
                Some(925),
            ),
            (
                "2022-05-19T15:25:00Z",
                "Europe/Madrid",
                "Asia/Tokyo",
                "2022-05-19",
                (25, "JST", 1),
                Some(1045),
            ),
            (
                "2022-05-19T06:00:00Z",
                "Europe/Madrid",
                "America/Los_Angeles",
                "2022-05-19",
                (1380, "PDT", -1),
                Some(480),
            ),
            (
                "2022-05-19T13:25:00Z",
                "Europe/Madrid",
                "Europe/Paris",
                "2022-05-19",
                (925, "CEST", 0),
                None,
            ),
            (
                "2019-12-27T23:30:00Z",
                "Europe/Berlin",
                "Europe/Berlin",
                "2019-12-27",
                (30, "CET", 1),
                None,
            ),
        ];
        for (at, venue, shown, day, (minute, zone, mark), at_venue) in cases {
            let view = time(at, venue, shown, day);
            assert_eq!(
                (
                    view.shown.minute,
                    view.shown.zone.as_str(),
                    view.shown.day_offset
                ),
                (minute, zone, mark),
                "{at} {shown}"
            );
            assert_eq!(
                view.venue.map(|venue| venue.minute),
                at_venue,
                "{at} {shown}"
            );
        }
    }
}
