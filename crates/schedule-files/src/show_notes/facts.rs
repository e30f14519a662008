//! What the notes tell of themselves and their conference: title, date, place.

use agenda::Zone;
use chrono::NaiveDate;

use super::blocks::{Block, Kind};
use super::timing::Calendar;
use crate::ReadOptions;
use crate::when::When;
use crate::zone_guess::{ZoneGuess, zone_of_words};

/// Blocks at the start of the notes that may tell the place; below them the talks speak of anything.
const BLOCKS_OF_THE_START: usize = 12;

/// Words with a slash that are looked up as zones, at most.
const MOST_ZONE_NAMES: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The conference's name if the title holds one, else the notes' own title.
    pub(super) title: Option<String>,
    /// A zone that the notes name as such.
    pub(super) zone: Option<Zone>,
    /// A proposal by the places they name.
    pub(super) guess: Option<ZoneGuess>,
}

/// The front matter between `---` lines, and the notes behind it.
pub(super) fn parted(text: &str) -> (&str, &str) {
    let start = text.trim_start_matches('\u{FEFF}');
    let Some(inside) = start.strip_prefix("---").and_then(|rest| {
        let (rule, rest) = rest.split_once('\n')?;
        rule.trim().is_empty().then_some(rest)
    }) else {
        return ("", start);
    };
    let mut end = 0;
    for line in inside.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (&inside[..end], &inside[end + line.len()..]);
        }
        end += line.len();
    }
    ("", start)
}

impl Facts {
    /// The facts, and a calendar of the dates that the front matter and the title tell.
    pub(super) fn of(
        front_matter: &str,
        blocks: &[Block],
        options: &ReadOptions,
    ) -> (Self, Calendar) {
        let mut calendar = Calendar::default();
        for value in ["date", "published", "pubDate", "lastmod"]
            .iter()
            .filter_map(|key| front_matter_value(front_matter, key))
        {
            calendar.other_days.extend(date_at_the_start(value));
        }
        let first_heading = blocks
            .iter()
            .find(|block| matches!(block.kind, Kind::Heading(1)))
            .map(|block| block.text.joined().as_str().to_owned());
        let title = front_matter_value(front_matter, "title")
            .map(str::to_owned)
            .or(first_heading);
        calendar.title_years = title.as_deref().map(years).unwrap_or_default();
        let place = front_matter_value(front_matter, "description").map(str::to_owned);
        let start = blocks
            .iter()
            .take(BLOCKS_OF_THE_START)
            .map(|block| block.text.joined());
        let texts: Vec<String> = title
            .iter()
            .cloned()
            .chain(place)
            .chain(start.map(|text| text.as_str().chars().take(500).collect()))
            .collect();
        let facts = Self {
            title: title
                .as_deref()
                .map(|title| conference_in(title).unwrap_or(title).trim().to_owned())
                .or(options.name.map(str::to_owned))
                .filter(|title| !title.is_empty()),
            zone: named_zone(blocks, front_matter),
            guess: zone_of_words(texts.iter().map(String::as_str)),
        };
        (facts, calendar)
    }
}

/// The value of a line `key: value`, without quotes.
fn front_matter_value<'a>(front_matter: &'a str, key: &str) -> Option<&'a str> {
    front_matter.lines().find_map(|line| {
        let value = line
            .strip_prefix(key)?
            .trim_start()
            .strip_prefix([':', '='])?
            .trim();
        let bare = value.trim_matches(['"', '\'']);
        (!bare.is_empty()).then_some(bare)
    })
}

fn date_at_the_start(value: &str) -> Option<NaiveDate> {
    value
        .get(..10)
        .and_then(|date| date.parse().ok())
        .or_else(|| When::of(value).date()?.complete())
}

fn years(title: &str) -> Vec<i32> {
    title
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect()
}

/// The conference that a title speaks of: the capitalised words before a year, and the year.
///
/// "Episode 45: KubeCon EU 2022 Preview" speaks of "KubeCon EU 2022".
fn conference_in(title: &str) -> Option<&str> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut place = 0;
    for word in title.split_inclusive(char::is_whitespace) {
        words.push((place, word.trim_end()));
        place += word.len();
    }
    let bare = |word: &str| word.trim_end_matches([',', ':', '.', '!', '?']).to_owned();
    let year = words.iter().position(|(_, word)| {
        let word = bare(word);
        word.len() == 4 && !years(&word).is_empty()
    })?;
    let belongs = |word: &str| {
        let name = word.starts_with(char::is_uppercase) || matches!(word, "+" | "&" | "/");
        name && !word.ends_with([':', ',', '.', '!', '?'])
    };
    let first = words[..year]
        .iter()
        .rposition(|(_, word)| !belongs(word))
        .map_or(0, |last| last + 1);
    if first == year {
        return None;
    }
    let (end, last) = words[year];
    Some(&title[words[first].0..end + bare(last).len()])
}

/// The one IANA zone that the notes name ("all times Europe/Madrid").
fn named_zone(blocks: &[Block], front_matter: &str) -> Option<Zone> {
    let texts = std::iter::once(front_matter).chain(blocks.iter().map(|block| block.text.as_str()));
    let mut zones = texts
        .flat_map(|text| {
            text.split(|letter: char| {
                letter.is_whitespace() || matches!(letter, '(' | ')' | ',' | ';' | '"' | '\'')
            })
        })
        .map(|word| word.trim_matches(['.', ':', '*', '`']))
        .filter(|word| {
            word.starts_with(|letter: char| letter.is_ascii_uppercase())
                && word
                    .split_once('/')
                    .is_some_and(|(area, place)| area.len() > 3 && place.len() > 2)
        })
        .take(MOST_ZONE_NAMES)
        .filter_map(|word| Zone::named(word).ok())
        .filter(|zone| !zone.is_offset_only());
    let zone = zones.next()?;
    zones.all(|other| other == zone).then_some(zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show_notes::blocks::blocks;

    #[test]
    fn front_matter_is_parted_from_the_notes() {
        let cases = [
            ("---\ntitle: A\n---\nText", ("title: A\n", "Text")),
            ("---\r\ntitle: A\r\n---\r\nText", ("title: A\r\n", "Text")),
            ("\u{FEFF}---\na: b\n...\nText", ("a: b\n", "Text")),
            (
                "---\n\nText without an end",
                ("", "---\n\nText without an end"),
            ),
            ("--- no rule\nText\n---\n", ("", "--- no rule\nText\n---\n")),
            ("# Title\n---\nx", ("", "# Title\n---\nx")),
            ("", ("", "")),
        ];
        for (text, expected) in cases {
            assert_eq!(parted(text), expected, "{text}");
        }
    }

    #[test]
    fn titles_tell_conferences_and_years() {
        let cases = [
            (
                "Episode 45: KubeCon EU 2022 Preview",
                Some("KubeCon EU 2022"),
            ),
            ("Cilium Talks at KubeCon EU 2022", Some("KubeCon EU 2022")),
            (
                "KubeCon + CloudNativeCon Europe 2026 — my schedule",
                Some("KubeCon + CloudNativeCon Europe 2026"),
            ),
            ("The best talks of 2022", None),
            ("Episode 1: Introduction to Cilium", None),
        ];
        for (title, expected) in cases {
            assert_eq!(conference_in(title), expected, "{title}");
        }
        assert_eq!(years("From 2021 to 20222, or 1022 and 2023"), [2021, 2023]);
    }

    #[test]
    fn a_zone_is_named_only_if_one_is() {
        let zone = |text: &str| named_zone(&blocks(text), "").map(|zone| zone.name());
        assert_eq!(zone("All times (Europe/Madrid)."), Some("Europe/Madrid"));
        assert_eq!(zone("Europe/Madrid or Europe/Paris"), None);
        assert_eq!(
            zone("See Article/Tracy and Etc/GMT-2 and [x](https://e.org/Europe/Madrid)"),
            None
        );
    }
}
