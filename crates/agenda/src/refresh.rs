//! Refreshing: when a conference's address is asked for a newer version, and which version an
//! attendee must be asked about before it is imported.
//!
//! Fetches nothing and keeps nothing. When the next refresh is due is derived from how the last one
//! went, so a conference that comes near, a laptop that slept and a clock that was set back need no
//! case of their own.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::Zone;
use crate::day::DAY_CHANGE;

const DURING: TimeDelta = TimeDelta::minutes(10);
const BEFORE: TimeDelta = TimeDelta::hours(1);
const OTHERWISE: TimeDelta = TimeDelta::days(1);

/// How long before the first day a schedule is asked for hourly: most last changes come then.
const NEAR: TimeDelta = TimeDelta::days(7);

/// The pause after a first failure; each further one doubles it.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(10);

/// The longest pause while nothing answers: being offline is normal, and ends at any time.
const LONGEST_OFFLINE_PAUSE: TimeDelta = TimeDelta::hours(1);

/// The shortest and the longest interval that an attendee may set, in minutes.
pub const SHORTEST_INTERVAL: u32 = 5;
pub const LONGEST_INTERVAL: u32 = 7 * 24 * 60;

/// When a conference is refreshed, as the attendee wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefreshMode {
    /// By how near the conference is.
    #[default]
    Automatic,
    Off,
    /// Minutes.
    Every(u32),
}

/// What is known of a conference that can be refreshed.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub mode: RefreshMode,
    /// The conference days by the venue's clock; none where no schedule tells.
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub zone: Zone,
    /// The last try, or the last success where nothing was tried yet.
    pub last_tried_at: Option<DateTime<Utc>>,
    /// Failures since the last success.
    pub failures: u32,
    /// Whether the last try got any answer.
    pub reached: bool,
    /// The server asked not to be asked earlier.
    pub not_before: Option<DateTime<Utc>>,
}

/// When the next refresh is due; in the past where it should have been. None if it is off.
///
/// `now` only tells a last try that lies in the future, by a clock that was set back since: that one
/// counts for nothing.
pub fn next_refresh(now: DateTime<Utc>, standing: &Standing) -> Option<DateTime<Utc>> {
    if standing.mode == RefreshMode::Off {
        return None;
    }
    let Some(last) = standing.last_tried_at.filter(|last| *last <= now) else {
        return Some(now);
    };
    let next = phases(standing)
        .into_iter()
        .find_map(|phase| {
            let pause = pause(phase.interval, standing.failures, standing.reached);
            let at = (last + pause).max(phase.from);
            (at < phase.until).then_some(at)
        })
        .unwrap_or(last + OTHERWISE);
    // What lies further ahead than any interval was noted by another clock.
    let not_before = standing
        .not_before
        .filter(|until| *until <= now + OTHERWISE);
    Some(not_before.map_or(next, |until| next.max(until)))
}

/// A stretch of time with one interval.
struct Phase {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    interval: TimeDelta,
}

/// All of time, in order.
fn phases(standing: &Standing) -> Vec<Phase> {
    let always = |interval| {
        vec![Phase {
            from: DateTime::<Utc>::MIN_UTC,
            until: DateTime::<Utc>::MAX_UTC,
            interval,
        }]
    };
    if let RefreshMode::Every(minutes) = standing.mode {
        let minutes = minutes.clamp(SHORTEST_INTERVAL, LONGEST_INTERVAL);
        return always(TimeDelta::minutes(minutes.into()));
    }
    let Some((first, last)) = standing.days else {
        return always(OTHERWISE);
    };
    let begins = standing.zone.instant(first.and_time(NaiveTime::MIN));
    let after = last.max(first).succ_opt().unwrap_or(last);
    let ends = standing.zone.instant(after.and_time(DAY_CHANGE));
    let bounds = [
        DateTime::<Utc>::MIN_UTC,
        begins - NEAR,
        begins,
        ends,
        DateTime::<Utc>::MAX_UTC,
    ];
    let intervals = [OTHERWISE, BEFORE, DURING, OTHERWISE];
    let pairs = bounds.windows(2).zip(intervals);
    pairs
        .map(|(bounds, interval)| Phase {
            from: bounds[0],
            until: bounds[1],
            interval,
        })
        .collect()
}

/// How long to wait after a try: the interval, and after failures ever longer up to the interval or
/// an hour.
fn pause(interval: TimeDelta, failures: u32, reached: bool) -> TimeDelta {
    if failures == 0 {
        return interval;
    }
    let doubled = FIRST_PAUSE * 2_i32.pow((failures - 1).min(16));
    let longest = if reached {
        interval.max(LONGEST_OFFLINE_PAUSE)
    } else {
        LONGEST_OFFLINE_PAUSE
    };
    doubled.min(longest)
}

/// Whether a version that lacks `lost` of the `listed` sessions is more likely a broken file than a
/// change of plans: more than half of them.
pub fn loses_most(listed: u32, lost: u32) -> bool {
    u64::from(lost) * 2 > u64::from(listed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(time).unwrap().to_utc()
    }

    /// KubeCon, 16 to 20 May 2022 in Madrid, last tried then and successfully.
    fn standing(last_tried_at: &str) -> Standing {
        let day = |day| NaiveDate::from_ymd_opt(2022, 5, day).unwrap();
        Standing {
            mode: RefreshMode::Automatic,
            days: Some((day(16), day(20))),
            zone: Zone::named("Europe/Madrid").unwrap(),
            last_tried_at: Some(at(last_tried_at)),
            failures: 0,
            reached: true,
            not_before: None,
        }
    }

    #[test]
    fn the_nearer_the_conference_the_more_often() {
        // (last try, next)
        let cases = [
            ("2022-04-01T12:00:00+02:00", "2022-04-02T12:00:00+02:00"),
            // A week before, daily becomes hourly.
            ("2022-05-08T12:00:00+02:00", "2022-05-09T00:00:00+02:00"),
            ("2022-05-10T12:00:00+02:00", "2022-05-10T13:00:00+02:00"),
            // At midnight of the first day, hourly becomes every ten minutes.
            ("2022-05-15T23:30:00+02:00", "2022-05-16T00:00:00+02:00"),
            ("2022-05-15T23:55:00+02:00", "2022-05-16T00:05:00+02:00"),
            ("2022-05-18T12:00:00+02:00", "2022-05-18T12:10:00+02:00"),
            // The last night belongs to the last day.
            ("2022-05-21T04:40:00+02:00", "2022-05-21T04:50:00+02:00"),
            ("2022-05-21T04:55:00+02:00", "2022-05-22T04:55:00+02:00"),
            ("2022-07-01T12:00:00+02:00", "2022-07-02T12:00:00+02:00"),
        ];
        for (last, next) in cases {
            let found = next_refresh(at("2022-08-01T00:00:00Z"), &standing(last));
            assert_eq!(found, Some(at(next)), "{last}");
        }
    }

    #[test]
    fn the_attendee_may_set_an_interval_or_none() {
        let now = at("2022-05-18T12:01:00+02:00");
        let with = |mode| Standing {
            mode,
            ..standing("2022-05-18T12:00:00+02:00")
        };
        let next = |mode| next_refresh(now, &with(mode));
        assert_eq!(next(RefreshMode::Off), None);
        assert_eq!(
            next(RefreshMode::Every(90)),
            Some(at("2022-05-18T13:30:00+02:00"))
        );
        // Nobody asks a server every minute.
        assert_eq!(
            next(RefreshMode::Every(1)),
            Some(at("2022-05-18T12:05:00+02:00"))
        );
    }

    #[test]
    fn failures_lengthen_the_pause_up_to_the_interval_or_an_hour() {
        // (last try, failures, answered, minutes until the next)
        let during = "2022-05-18T12:00:00+02:00";
        let long_before = "2022-03-01T12:00:00+02:00";
        let cases = [
            (during, 1, true, 10),
            (during, 2, true, 20),
            (during, 3, true, 40),
            (during, 4, true, 60),
            (during, 400, true, 60),
            (long_before, 1, true, 10),
            (long_before, 8, true, 1280),
            (long_before, 9, true, 1440),
            (long_before, 9, false, 60),
        ];
        for (last, failures, reached, minutes) in cases {
            let standing = Standing {
                failures,
                reached,
                ..standing(last)
            };
            let next = next_refresh(at("2022-08-01T00:00:00Z"), &standing).unwrap();
            assert_eq!(
                (next - at(last)).num_minutes(),
                minutes,
                "{last} {failures}"
            );
        }
    }

    #[test]
    fn a_server_that_asks_for_patience_gets_a_day_at_most() {
        let now = at("2022-05-18T12:01:00+02:00");
        let next = |until: &str| {
            let standing = Standing {
                failures: 1,
                not_before: Some(at(until)),
                ..standing("2022-05-18T12:00:00+02:00")
            };
            next_refresh(now, &standing).unwrap()
        };
        assert_eq!(
            next("2022-05-18T15:00:00+02:00"),
            at("2022-05-18T15:00:00+02:00")
        );
        assert_eq!(
            next("2022-05-18T12:02:00+02:00"),
            at("2022-05-18T12:10:00+02:00")
        );
        assert_eq!(
            next("2032-05-18T12:00:00+02:00"),
            at("2022-05-18T12:10:00+02:00")
        );
    }

    #[test]
    fn what_was_never_tried_or_is_dated_ahead_is_due_now() {
        let now = at("2022-05-18T12:00:00+02:00");
        let ahead = standing("2022-05-18T12:00:01+02:00");
        let never = Standing {
            last_tried_at: None,
            ..ahead
        };
        assert_eq!(next_refresh(now, &ahead), Some(now));
        assert_eq!(next_refresh(now, &never), Some(now));
    }

    #[test]
    fn without_days_it_is_daily() {
        let now = at("2022-05-18T12:01:00+02:00");
        let standing = Standing {
            days: None,
            ..standing("2022-05-18T12:00:00+02:00")
        };
        assert_eq!(
            next_refresh(now, &standing),
            Some(at("2022-05-19T12:00:00+02:00"))
        );
    }

    #[test]
    fn more_than_half_is_most() {
        // (listed, lost, most)
        for (listed, lost, most) in [
            (0, 0, false),
            (1, 1, true),
            (2, 1, false),
            (3, 2, true),
            (100, 50, false),
            (101, 51, true),
            (u32::MAX, u32::MAX, true),
        ] {
            assert_eq!(loses_most(listed, lost), most, "{lost} of {listed}");
        }
    }
}
