//! Conference days: a talk at 00:30 belongs to the evening before.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::{Slot, Zone};

/// When a programme's day ends unless its schedule says otherwise: 05:00, the middle of what
/// schedules of overnight events use (04:00 to 06:00).
pub const DAY_CHANGE: NaiveTime = match NaiveTime::from_hms_opt(5, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The latest hour that is still taken for a day change. FOSDEM writes 09:00, the hour its first
/// talks start; what begins before breakfast is then still of its own day.
const LATEST_DAY_CHANGE: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The day of the conference that an instant belongs to, by the venue's clock.
pub fn day_at(at: DateTime<Utc>, zone: Zone, day_change: NaiveTime) -> NaiveDate {
    let local = zone.local(at).naive_local();
    if local.time() < day_change.min(LATEST_DAY_CHANGE) {
        local.date().pred_opt().unwrap_or(local.date())
    } else {
        local.date()
    }
}

/// The conference day of a slot: the day its schedule lists it under, else by its start.
/// An all-day slot belongs to its own date.
pub fn conference_day(slot: &Slot, zone: Zone, day_change: NaiveTime) -> NaiveDate {
    slot.listed_under.unwrap_or_else(|| {
        if slot.all_day {
            zone.local(slot.starts_at).date_naive()
        } else {
            day_at(slot.starts_at, zone, day_change)
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::TimeDelta;

    fn slot(starts_at: &str, listed_under: Option<&str>, all_day: bool) -> Slot {
        let starts_at: DateTime<Utc> = starts_at.parse().unwrap();
        Slot {
            starts_at,
            ends_at: starts_at + TimeDelta::hours(1),
            listed_under: listed_under.map(|day| day.parse().unwrap()),
            all_day,
        }
    }

    #[test]
    fn days_end_at_the_programmes_own_day_change() {
        let five = DAY_CHANGE;
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        let midnight = NaiveTime::MIN;
        // (start UTC, zone, day change, listed under, all day, expected)
        let cases = [
            (
                "2019-12-27T23:30:00Z",
                "Europe/Berlin",
                five,
                None,
                false,
                "2019-12-27",
            ),
            (
                "2019-12-28T03:59:00Z",
                "Europe/Berlin",
                five,
                None,
                false,
                "2019-12-27",
            ),
            (
                "2019-12-28T04:00:00Z",
                "Europe/Berlin",
                five,
                None,
                false,
                "2019-12-28",
            ),
            (
                "2019-12-27T23:30:00Z",
                "Europe/Berlin",
                midnight,
                None,
                false,
                "2019-12-28",
            ),
            (
                "2026-01-31T07:30:00Z",
                "Europe/Brussels",
                nine,
                None,
                false,
                "2026-01-31",
            ),
            (
                "2019-12-28T07:00:00Z",
                "Europe/Berlin",
                five,
                Some("2019-12-27"),
                false,
                "2019-12-27",
            ),
            (
                "2022-05-18T22:00:00Z",
                "Europe/Madrid",
                five,
                None,
                true,
                "2022-05-19",
            ),
            (
                "2022-05-18T15:30:00Z",
                "Asia/Tokyo",
                five,
                None,
                false,
                "2022-05-18",
            ),
        ];
        for (at, zone, day_change, listed_under, all_day, expected) in cases {
            let zone = Zone::named(zone).unwrap();
            let day = conference_day(&slot(at, listed_under, all_day), zone, day_change);
            assert_eq!(day.to_string(), expected, "{at} {zone} {day_change}");
        }
    }
}
