//! A zone to propose, from the words of a place. Never assumed: a reader that has nothing better
//! asks, with this as the proposal.

mod places;

use std::collections::HashMap;
use std::sync::OnceLock;

use agenda::Zone;
use agenda::words::folded;
use chrono::{DateTime, FixedOffset};

/// A proposal and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ZoneGuess {
    pub(crate) zone: Zone,
    /// "as the file names Brussels".
    pub(crate) reason: String,
}

/// The zone that the words of a place lead to: a city before a country, wherever they stand.
///
/// Takes words such as a city, a venue, a location, a conference's title, most telling first.
pub(crate) fn zone_of_words<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Option<ZoneGuess> {
    let found = |table: fn(&str) -> Option<Zone>| {
        words.clone().find_map(|text| {
            let folded = folded(text);
            phrases(&folded).into_iter().find_map(|phrase| {
                let zone = table(phrase)?;
                let place = original_words(text, phrase);
                let reason = format!("as the file names {place}");
                Some(ZoneGuess { zone, reason })
            })
        })
    };
    found(city).or_else(|| found(country))
}

/// The zone of the country that an address ends in: `https://fahrplan.events.ccc.de/…`.
pub(crate) fn zone_of_address(url: &str) -> Option<ZoneGuess> {
    let host = url.split("://").nth(1)?.split(['/', ':', '?']).next()?;
    let (_, domain) = host.rsplit_once('.')?;
    let zone = Zone::named(places::country_domain(domain)?).ok()?;
    Some(ZoneGuess {
        zone,
        reason: format!("as its address ends in .{domain}"),
    })
}

/// The place that has the most conferences of those whose clocks show these times; none where all
/// are in UTC, which tells nothing of a place.
pub(crate) fn zone_of_offsets<'a>(
    times: impl Iterator<Item = &'a DateTime<FixedOffset>> + Clone,
) -> Option<Zone> {
    if times.clone().all(|at| at.offset().local_minus_utc() == 0) {
        return None;
    }
    let fits = |zone: &Zone| {
        times
            .clone()
            .all(|at| zone.offset_at(at.to_utc()) == *at.offset())
    };
    let mut zones = places::BY_CONFERENCES
        .iter()
        .filter_map(|name| Zone::named(name).ok());
    zones.find(fits)
}

/// The zone of a city by its name alone.
pub(crate) fn zone_of_city(name: &str) -> Option<Zone> {
    city(&folded(name))
}

/// Whether these words are nothing but a city or a country.
pub(crate) fn is_place(name: &str) -> bool {
    let name = folded(name);
    city(&name).is_some() || country(&name).is_some() || places::names_a_region(&name)
}

fn city(folded_name: &str) -> Option<Zone> {
    if let Some(name) = places::city(folded_name) {
        return Zone::named(name).ok();
    }
    static BY_CITY: OnceLock<HashMap<String, Zone>> = OnceLock::new();
    let by_city = BY_CITY.get_or_init(|| {
        let places = Zone::all().filter(|zone| is_of_a_continent(*zone));
        places
            .filter_map(|zone| Some((folded(zone.name().rsplit('/').next()?), zone)))
            .filter(|(name, _)| name.len() > 3 && !places::is_common_word(name))
            .collect()
    });
    by_city.get(folded_name).copied()
}

fn country(folded_name: &str) -> Option<Zone> {
    Zone::named(places::country(folded_name)?).ok()
}

fn is_of_a_continent(zone: Zone) -> bool {
    let continents = [
        "Africa/",
        "America/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    continents
        .iter()
        .any(|continent| zone.name().starts_with(continent))
        && crate::zone_names::zone_named(zone.name()).is_some_and(|named| !named.foreign)
}

/// All runs of one to three words, longer ones first.
fn phrases(folded: &str) -> Vec<&str> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(folded.match_indices(' ').map(|(at, _)| at + 1))
        .collect();
    let mut phrases = Vec::with_capacity(3 * starts.len());
    for length in [3, 2, 1] {
        for run in starts.windows(length) {
            let rest = &folded[run[0]..];
            let end = rest
                .match_indices(' ')
                .nth(length - 1)
                .map_or(rest.len(), |(at, _)| at);
            phrases.push(&rest[..end]);
        }
    }
    phrases
}

/// The words of the text that fold to the phrase, as they are written.
fn original_words(text: &str, phrase: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let length = phrase.split(' ').count();
    words
        .windows(length)
        .find(|run| folded(&run.join(" ")) == phrase)
        .map_or_else(|| phrase.to_owned(), |run| run.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_to_zones() {
        let cases = [
            ("Brussels", "Europe/Brussels"),
            ("Valencia", "Europe/Madrid"),
            ("Leipzig", "Europe/Berlin"),
            (
                "Ziegeleipark Mildenberg, Zehdenick, Germany",
                "Europe/Berlin",
            ),
            ("Elicium 2, Amsterdam, Netherlands", "Europe/Amsterdam"),
            ("Boston", "America/New_York"),
            ("Salt Lake City, Utah", "America/Denver"),
            ("New York", "America/New_York"),
            ("São Paulo, Brazil", "America/Sao_Paulo"),
            ("PyCon UK 2015", "Europe/London"),
            ("Kochi, Kerala, India", "Asia/Kolkata"),
            ("Gold Coast Convention Centre", "Australia/Brisbane"),
            ("Tōkyō", "Asia/Tokyo"),
        ];
        for (words, zone) in cases {
            let guess = zone_of_words([words].into_iter()).map(|guess| guess.zone.name());
            assert_eq!(guess, Some(zone), "{words}");
        }
        for words in [
            "",
            "Online",
            "Room 5",
            "Chaos Communication Camp",
            "Main Hall",
            "Center",
        ] {
            assert_eq!(zone_of_words([words].into_iter()), None, "{words}");
        }
    }

    #[test]
    fn offsets_lead_to_where_most_conferences_are() {
        let guess = |times: &[&str]| {
            let times: Vec<DateTime<FixedOffset>> =
                times.iter().filter_map(|at| at.parse().ok()).collect();
            zone_of_offsets(times.iter()).map(Zone::name)
        };
        assert_eq!(guess(&["2022-06-02T10:00:00+01:00"]), Some("Europe/London"));
        assert_eq!(guess(&["2022-12-02T10:00:00+01:00"]), Some("Europe/Berlin"));
        assert_eq!(
            guess(&["2026-03-28T10:00:00+01:00", "2026-03-29T10:00:00+02:00"]),
            Some("Europe/Berlin")
        );
        assert_eq!(
            guess(&["2026-07-06T10:00:00-07:00"]),
            Some("America/Los_Angeles")
        );
        assert_eq!(
            guess(&["2026-07-06T10:00:00+05:45"]),
            Some("Asia/Kathmandu")
        );
        assert_eq!(guess(&["2026-07-06T10:00:00Z"]), None);
        assert_eq!(guess(&["2026-07-06T10:00:00+00:17"]), None);
        assert_eq!(guess(&[]), None);
    }

    #[test]
    fn addresses_lead_to_countries_with_one_clock() {
        let guess = |url| zone_of_address(url).map(|guess| guess.zone.name());
        assert_eq!(
            guess("https://fahrplan.events.ccc.de/congress/"),
            Some("Europe/Berlin")
        );
        assert_eq!(guess("https://www.emfcamp.org/schedule"), None);
        assert_eq!(guess("/schedule.xml"), None);
    }

    #[test]
    fn the_reason_names_the_place_as_it_is_written() {
        let guess = zone_of_words(["Hall 1, Amsterdam, Netherlands"].into_iter());
        let reason = guess.map(|guess| guess.reason);
        assert_eq!(reason.as_deref(), Some("as the file names Amsterdam"));
    }

    #[test]
    fn every_place_in_the_tables_has_a_zone() {
        for (place, zone) in places::all() {
            assert!(Zone::named(zone).is_ok(), "{place}: {zone}");
            assert_eq!(folded(place), place);
        }
    }
}
