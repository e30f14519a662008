//! Directory files: Lanyard's own form, and Giggity's `menu.json`.

use agenda::{Zone, words};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use super::DirectoryEntry;
use crate::fetch::may_be_fetched;

const FORMAT: &str = "lanyard-directory";
const VERSION: u64 = 1;

/// How many days after its usual month has begun a series counts as over for this year.
const MONTH_IS_OVER: i64 = 45;

/// A directory as its file tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    listings: Vec<Listing>,
    /// Entries that could not be read: where and why.
    left_out: Vec<String>,
}

/// One entry: an edition with its days, or a series with `{year}` in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    month: Option<u32>,
    city: Option<String>,
    country: Option<String>,
    zone: Option<Zone>,
    address: String,
    /// For people; the content decides.
    #[serde(rename = "format")]
    _format: Option<String>,
    homepage: Option<String>,
}

/// An entry of Giggity's menu (`schedules` of github.com/Wilm0r/giggity, ci/menu-schema.json).
#[derive(Deserialize)]
struct MenuEntry {
    id: Option<String>,
    url: String,
    title: String,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    timezone: Option<String>,
    #[serde(default)]
    metadata: MenuMetadata,
}

#[derive(Default, Deserialize)]
struct MenuMetadata {
    #[serde(default)]
    links: Vec<MenuLink>,
}

#[derive(Deserialize)]
struct MenuLink {
    url: Option<String>,
}

impl Document {
    /// # Errors
    /// What is wrong with a file that is neither form, and what to do.
    pub fn read(text: &str) -> Result<Self, String> {
        let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("this is no JSON ({error}): give a directory file"))?;
        if document["format"] == FORMAT {
            if document["version"] != VERSION {
                return Err(format!(
                    "this directory has version {}, and this Lanyard reads {VERSION}: update Lanyard",
                    document["version"]
                ));
            }
            return Self::of(&document["conferences"], |entry| {
                serde_json::from_value::<Listing>(entry.clone())
            });
        }
        if document["schedules"].is_array() {
            return Self::of(&document["schedules"], |entry| {
                serde_json::from_value::<MenuEntry>(entry.clone()).map(Listing::from)
            });
        }
        Err(format!(
            "this is no directory: it has neither \"format\": \"{FORMAT}\" nor Giggity’s “schedules”"
        ))
    }

    fn of(
        entries: &Value,
        read: impl Fn(&Value) -> serde_json::Result<Listing>,
    ) -> Result<Self, String> {
        let entries = entries
            .as_array()
            .ok_or("its list of conferences is missing: get it anew")?;
        let mut document = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            let listing = read(entry)
                .map_err(|error| error.to_string())
                .and_then(Listing::checked);
            match listing {
                Ok(listing) => document.listings.push(listing),
                Err(problem) => document
                    .left_out
                    .push(format!("entry {}: {problem}", index + 1)),
            }
        }
        Ok(document)
    }

    pub fn len(&self) -> usize {
        self.listings.len()
    }

    /// What was left out, as one sentence.
    pub fn problems(&self, name: &str) -> Option<String> {
        let first = self.left_out.first()?;
        Some(match self.left_out.len() {
            1 => format!("{name}: left out: {first}"),
            more => format!("{name}: {more} left out: {first}, and so on"),
        })
    }

    /// Editions as they are; series as the one that comes next and the one before, unless an edition
    /// tells more of that year.
    pub fn entries(&self, directory: Option<&str>, today: NaiveDate) -> Vec<DirectoryEntry> {
        let (series, editions): (Vec<_>, Vec<_>) = self
            .listings
            .iter()
            .partition(|listing| listing.is_series());
        let mut entries: Vec<DirectoryEntry> = editions
            .into_iter()
            .map(|listing| listing.entry(directory))
            .collect();
        for listing in series {
            let next = listing.next_year(today);
            for year in [next, next - 1] {
                let entry = listing.edition(year).entry(directory);
                if !entries.iter().any(|known| known.slug == entry.slug) {
                    entries.push(entry);
                }
            }
        }
        entries
    }
}

impl Listing {
    fn checked(self) -> Result<Self, String> {
        if words::folded(&self.name).is_empty() {
            return Err("it has no name".to_owned());
        }
        let of_some_year = if self.is_series() {
            self.edition(2026).address
        } else {
            self.address.clone()
        };
        if !may_be_fetched(&of_some_year) {
            return Err(format!("“{}” is no https address", self.address));
        }
        if self
            .first_day
            .zip(self.last_day)
            .is_some_and(|(a, b)| b < a)
        {
            return Err(format!("{} ends before it begins", self.name));
        }
        if self.month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(format!("{}: months are 1 to 12", self.name));
        }
        Ok(self)
    }

    fn is_series(&self) -> bool {
        self.address.contains("{year}") || self.address.contains("{yy}")
    }

    /// The year of the edition that comes next, or runs about now.
    fn next_year(&self, today: NaiveDate) -> i32 {
        let month = self.month.unwrap_or(12);
        let begins = NaiveDate::from_ymd_opt(today.year(), month, 1);
        let is_over = begins.is_some_and(|begins| (today - begins).num_days() > MONTH_IS_OVER);
        today.year() + i32::from(is_over)
    }

    fn edition(&self, year: i32) -> Self {
        let filled = |text: &str| {
            text.replace("{year}", &year.to_string())
                .replace("{yy}", &format!("{:02}", year.rem_euclid(100)))
        };
        Self {
            name: format!("{} {year}", self.name),
            address: filled(&self.address),
            homepage: self.homepage.as_deref().map(filled),
            ..self.clone()
        }
    }

    fn entry(&self, directory: Option<&str>) -> DirectoryEntry {
        let days = match (self.first_day, self.last_day) {
            (Some(first), last) => Some((first, last.unwrap_or(first))),
            (None, _) => None,
        };
        let year_of_name = || {
            let mut digits = self.name.split_whitespace().rev();
            digits.find_map(|word| word.parse().ok().filter(|year| (1990..2200).contains(year)))
        };
        let expected = days
            .map(|(first, _)| first)
            .or_else(|| NaiveDate::from_ymd_opt(year_of_name()?, self.month.unwrap_or(1), 1));
        DirectoryEntry {
            slug: words::slug(&self.name),
            name: self.name.clone(),
            aliases: self.aliases.clone(),
            days,
            expected,
            city: self.city.clone(),
            country: self.country.clone(),
            zone: self.zone,
            address: self.address.clone(),
            homepage: self.homepage.clone(),
            directory: directory.map(str::to_owned),
        }
    }
}

impl From<MenuEntry> for Listing {
    fn from(entry: MenuEntry) -> Self {
        Self {
            name: entry.title,
            aliases: entry.id.into_iter().collect(),
            first_day: entry.start,
            last_day: entry.end,
            // A zone that is none is left to the schedule.
            zone: entry.timezone.and_then(|name| Zone::named(&name).ok()),
            address: entry.url,
            homepage: entry.metadata.links.into_iter().find_map(|link| link.url),
            ..Self::default()
        }
    }
}
