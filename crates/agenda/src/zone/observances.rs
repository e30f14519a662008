//! Observances: the stretches of time between two changes of a zone's clocks, for whoever has to
//! write a zone down, as a `VTIMEZONE` does.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::{Zone, fixed, timestamp};

/// A stretch of time in which a zone's clocks keep one offset, by the change it begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observance {
    /// `None`: as far back as the data goes.
    pub since: Option<DateTime<Utc>>,
    pub offset_before: FixedOffset,
    pub offset: FixedOffset,
    /// As [`Zone::abbreviation_at`] gives it.
    pub abbreviation: String,
    pub daylight_saving: bool,
}

impl Zone {
    /// The observances that `from` to `until` touch, in order: the one in force at `from` first, then
    /// one for each change of the clocks. At least one.
    pub fn observances(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Observance> {
        let Some(rules) = self.rules() else {
            return vec![self.lasting_observance(from)];
        };
        let from_second = timestamp(from + TimeDelta::seconds(1));
        let in_force = rules.preceding(from_second).next();
        let mut observances = Vec::new();
        if in_force.is_none() {
            observances.push(self.lasting_observance(from));
        }
        let later = rules.following(timestamp(from));
        for change in in_force.into_iter().chain(later) {
            let at = instant(change.timestamp());
            if at > until {
                break;
            }
            observances.push(Observance {
                since: Some(at),
                offset_before: self.offset_at(at - TimeDelta::seconds(1)),
                offset: fixed(change.offset().seconds()),
                abbreviation: self.abbreviation_at(at),
                daylight_saving: change.dst().is_dst(),
            });
        }
        observances
    }

    fn lasting_observance(self, at: DateTime<Utc>) -> Observance {
        let offset = self.offset_at(at);
        Observance {
            since: None,
            offset_before: offset,
            offset,
            abbreviation: self.abbreviation_at(at),
            daylight_saving: false,
        }
    }
}

fn instant(timestamp: jiff::Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(timestamp.as_second(), 0).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn observances_tell_every_change_of_the_clocks() {
        // (zone, from, until, observances as "since before>after abbreviation daylight")
        let cases: &[(&str, &str, &str, &[&str])] = &[
            (
                "UTC",
                "2022-05-16T00:00:00Z",
                "2022-05-20T00:00:00Z",
                &["- +00:00>+00:00 UTC false"],
            ),
            (
                "Etc/GMT-2",
                "2022-05-16T00:00:00Z",
                "2022-05-20T00:00:00Z",
                &["- +02:00>+02:00 +02:00 false"],
            ),
            (
                "Europe/Madrid",
                "2022-05-16T00:00:00Z",
                "2022-11-01T00:00:00Z",
                &[
                    "2022-03-27T01:00:00Z +01:00>+02:00 CEST true",
                    "2022-10-30T01:00:00Z +02:00>+01:00 CET false",
                ],
            ),
            (
                "Europe/Madrid",
                "2022-03-27T01:00:00Z",
                "2022-03-27T01:00:00Z",
                &["2022-03-27T01:00:00Z +01:00>+02:00 CEST true"],
            ),
            (
                "Australia/Lord_Howe",
                "2026-01-10T00:00:00Z",
                "2026-05-01T00:00:00Z",
                &[
                    "2025-10-04T15:30:00Z +10:30>+11:00 +11:00 true",
                    "2026-04-04T15:00:00Z +11:00>+10:30 +10:30 false",
                ],
            ),
        ];
        for (zone, from, until, expected) in cases {
            let zone = Zone::named(zone).unwrap();
            let told: Vec<_> = zone
                .observances(utc(from), utc(until))
                .into_iter()
                .map(|observance| {
                    let since = observance.since.map_or("-".to_owned(), |at| {
                        at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
                    });
                    format!(
                        "{since} {}>{} {} {}",
                        observance.offset_before,
                        observance.offset,
                        observance.abbreviation,
                        observance.daylight_saving
                    )
                })
                .collect();
            assert_eq!(&told, expected, "{zone}");
        }
    }
}
