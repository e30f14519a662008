//! Zone names that are not IANA's today: Windows, Outlook, Rails, old IANA links, paths around a
//! name, offsets written as names.
//!
//! Abbreviations (`CEST`) are no zones: alone they tell an offset and no more.

mod tables;

use agenda::Zone;
use chrono::FixedOffset;

use crate::zone_guess;

/// What a name in a file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedZone {
    pub(crate) zone: Zone,
    /// The name is not the zone's own name today.
    pub(crate) foreign: bool,
}

/// The zone that a name means, if it is a name in use anywhere. Abbreviations of offsets that IANA
/// has as zones (`EST`, `UTC`) come out as those.
pub(crate) fn zone_named(name: &str) -> Option<NamedZone> {
    let name = name.trim().trim_matches(['"', '\'']).trim();
    let foreign = |zone: Option<Zone>| {
        zone.map(|zone| NamedZone {
            zone,
            foreign: true,
        })
    };
    if name.is_empty() {
        return None;
    }
    if let Some(today) = tables::renamed(name) {
        return foreign(Zone::named(today).ok());
    }
    if let Ok(zone) = Zone::named(name) {
        let foreign = zone.name() != name && !zone.is_offset_only();
        return Some(NamedZone { zone, foreign });
    }
    foreign(
        tables::windows(name)
            .and_then(|name| Zone::named(name).ok())
            .or_else(|| without_path(name))
            .or_else(|| outlook_caption(name))
            .or_else(|| with_underscores(name))
            .or_else(|| offset_written(name).and_then(Zone::of_offset)),
    )
}

/// The offset that a name or abbreviation tells: `GMT+0100`, `UTC-5`, `(GMT+01.00)`, `CEST`.
pub(crate) fn offset_named(name: &str) -> Option<FixedOffset> {
    match tables::abbreviation(name.trim()) {
        Some(minutes) => FixedOffset::east_opt(minutes * 60),
        None => offset_written(name),
    }
}

fn offset_written(name: &str) -> Option<FixedOffset> {
    let name = name.trim().trim_matches(['(', ')', '"']);
    let after_name = ["UTC", "GMT", "utc", "gmt"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name)
        .trim();
    let (sign, digits) = match after_name.chars().next()? {
        '+' => (1, &after_name[1..]),
        '-' => (-1, &after_name[1..]),
        '−' => (-1, &after_name['−'.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() > 2 && digits.is_ascii() => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let plausible = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    plausible
        .then(|| FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60)))
        .flatten()
}

/// A zone that has this offset: `Etc/…` where there is one, else the place that is best known by it.
pub(crate) fn zone_of_offset(offset: FixedOffset) -> Zone {
    let place = || {
        let name = match offset.local_minus_utc() / 60 {
            -570 => "Pacific/Marquesas",
            -210 | -150 => "America/St_Johns",
            210 => "Asia/Tehran",
            270 => "Asia/Kabul",
            330 => "Asia/Kolkata",
            345 => "Asia/Kathmandu",
            390 => "Asia/Yangon",
            525 => "Australia/Eucla",
            570 => "Australia/Darwin",
            630 => "Australia/Adelaide",
            765 | 825 => "Pacific/Chatham",
            _ => "UTC",
        };
        Zone::named(name).unwrap_or(Zone::UTC)
    };
    Zone::of_offset(offset).unwrap_or_else(place)
}

/// `/freeassociation.sourceforge.net/Tzfile/Europe/Paris`: the longest end that is a zone.
fn without_path(name: &str) -> Option<Zone> {
    name.match_indices('/').find_map(|(at, _)| {
        let end = &name[at + 1..];
        let place = tables::renamed(end).unwrap_or(end);
        Zone::named(place)
            .ok()
            .filter(|_| place.contains('/') || place == "UTC" || place == "Utc")
    })
}

/// `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`: the first city that is a zone.
fn outlook_caption(name: &str) -> Option<Zone> {
    let (offset, cities) = name.strip_prefix('(')?.split_once(')')?;
    if !offset.starts_with("UTC") && !offset.starts_with("GMT") {
        return None;
    }
    if let Some(zone) = tables::windows(cities.trim()) {
        return Zone::named(zone).ok();
    }
    cities
        .split([',', '/', '(', ')'])
        .find_map(|city| zone_guess::zone_of_city(city.trim()))
}

/// `America/New York`, as some calendars show it.
fn with_underscores(name: &str) -> Option<Zone> {
    let joined = name.replace(' ', "_");
    Zone::named(&joined)
        .ok()
        .filter(|zone| !zone.is_offset_only())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_origin_mean_a_zone() {
        let cases = [
            ("Europe/Paris", "Europe/Paris", false),
            ("UTC", "UTC", false),
            ("Asia/Kolkata", "Asia/Kolkata", false),
            ("US/Pacific", "America/Los_Angeles", true),
            ("Asia/Calcutta", "Asia/Kolkata", true),
            ("europe/paris", "Europe/Paris", true),
            ("W. Europe Standard Time", "Europe/Berlin", true),
            ("Romance Standard Time", "Europe/Paris", true),
            ("Eastern Standard Time", "America/New_York", true),
            ("Eastern Time (US & Canada)", "America/New_York", true),
            ("\"Tokyo Standard Time\"", "Asia/Tokyo", true),
            (
                "/freeassociation.sourceforge.net/Tzfile/Europe/Paris",
                "Europe/Paris",
                true,
            ),
            (
                "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
                "America/Argentina/Buenos_Aires",
                true,
            ),
            ("tzone://Microsoft/Utc", "UTC", true),
            (
                "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
                "Europe/Amsterdam",
                true,
            ),
            (
                "(UTC-08:00) Pacific Time (US & Canada)",
                "America/Los_Angeles",
                true,
            ),
            ("America/New York", "America/New_York", true),
            ("GMT+0200", "Etc/GMT-2", true),
        ];
        for (name, zone, foreign) in cases {
            let found = zone_named(name).map(|named| (named.zone.name(), named.foreign));
            assert_eq!(found, Some((zone, foreign)), "{name}");
        }
        for name in [
            "",
            "CEST",
            "Customized Time Zone",
            "Makebelieve/Zone",
            "/",
            "GMT+99",
            "+",
            "é+é",
        ] {
            assert_eq!(zone_named(name), None, "{name}");
        }
    }

    #[test]
    fn abbreviations_and_offsets_tell_an_offset() {
        let cases = [
            ("CEST", Some(7200)),
            ("PDT", Some(-25200)),
            ("IST", None),
            ("GMT+0100", Some(3600)),
            ("UTC-5", Some(-18000)),
            ("+05:30", Some(19800)),
            ("(GMT+01.00)", Some(3600)),
            ("GMT+99", None),
            ("Berlin", None),
        ];
        for (name, seconds) in cases {
            let offset = offset_named(name).map(|offset| offset.local_minus_utc());
            assert_eq!(offset, seconds, "{name}");
        }
    }

    #[test]
    fn every_name_in_the_tables_is_a_zone_today() {
        for (name, zone) in tables::all() {
            assert!(Zone::named(zone).is_ok(), "{name}: {zone}");
            assert!(zone_named(name).is_some(), "{name}");
        }
    }
}
