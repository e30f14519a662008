//! Which entries words mean, and which of them is best.

use agenda::words::folded;
use chrono::{Datelike, NaiveDate, TimeDelta};

use super::DirectoryEntry;

/// What words mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    One(Box<DirectoryEntry>),
    /// Best first.
    Several(Vec<DirectoryEntry>),
    None,
}

/// How well words fit an entry, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// They are its slug, its name, or its name without the year.
    Whole,
    /// They are another name of it.
    Alias,
    /// Each begins a word of its names.
    Name,
    /// Each begins a word of its names, place or year.
    Anywhere,
}

/// The entries that fit, best first, of equals the nearest to today first.
pub(super) fn found(
    entries: Vec<DirectoryEntry>,
    words: &str,
    today: NaiveDate,
) -> Vec<DirectoryEntry> {
    ranked(entries, words, today)
        .into_iter()
        .map(|(_, entry)| entry)
        .collect()
}

pub(super) fn choice(entries: Vec<DirectoryEntry>, words: &str, today: NaiveDate) -> Choice {
    if folded(words).is_empty() {
        return Choice::None;
    }
    let ranked = ranked(entries, words, today);
    let Some((best, _)) = ranked.first() else {
        return Choice::None;
    };
    let best = *best;
    let entries: Vec<DirectoryEntry> = ranked
        .into_iter()
        .filter(|(fit, _)| *fit == best)
        .map(|(_, entry)| entry)
        .collect();
    let series = |entry: &DirectoryEntry| folded(&without_year(&entry.name));
    let is_one = entries
        .iter()
        .all(|entry| series(entry) == series(&entries[0]));
    match entries.first() {
        Some(first) if is_one => Choice::One(Box::new(first.clone())),
        _ => Choice::Several(entries),
    }
}

fn ranked(
    entries: Vec<DirectoryEntry>,
    words: &str,
    today: NaiveDate,
) -> Vec<(Fit, DirectoryEntry)> {
    let wanted = folded(words);
    let mut ranked: Vec<(Fit, DirectoryEntry)> = entries
        .into_iter()
        .filter_map(|entry| Some((fit(&entry, &wanted)?, entry)))
        .collect();
    ranked.sort_by_key(|(fit, entry)| (*fit, distance(entry, today)));
    ranked
}

/// What runs or comes next before what is over, nearest first, what has no date last.
fn distance(entry: &DirectoryEntry, today: NaiveDate) -> (bool, bool, i64) {
    let Some(first) = entry.expected else {
        return (true, true, 0);
    };
    // Of a series only the month is known.
    let last = entry
        .days
        .map_or(first + TimeDelta::days(45), |(_, last)| last);
    (false, last < today, (first - today).num_days().abs())
}

fn fit(entry: &DirectoryEntry, wanted: &str) -> Option<Fit> {
    let name = folded(&entry.name);
    let slug = entry.slug.replace('-', " ");
    if wanted == slug || wanted == name || wanted == folded(&without_year(&entry.name)) {
        return Some(Fit::Whole);
    }
    let aliases: Vec<String> = entry.aliases.iter().map(|alias| folded(alias)).collect();
    if !wanted.is_empty() && aliases.iter().any(|alias| alias == wanted) {
        return Some(Fit::Alias);
    }
    let names = format!("{name} {}", aliases.join(" "));
    if all_begin_in(wanted, &names) {
        return Some(Fit::Name);
    }
    let place = [entry.city.as_deref(), entry.country.as_deref()].map(Option::unwrap_or_default);
    let year = entry
        .expected
        .map(|day| day.year().to_string())
        .unwrap_or_default();
    let anywhere = format!("{names} {} {year}", folded(&place.join(" ")));
    all_begin_in(wanted, &anywhere).then_some(Fit::Anywhere)
}

fn all_begin_in(wanted: &str, text: &str) -> bool {
    wanted
        .split(' ')
        .all(|word| text.split(' ').any(|other| other.starts_with(word)))
}

fn without_year(name: &str) -> String {
    let is_year = |word: &&str| {
        word.len() == 4
            && word
                .parse()
                .is_ok_and(|year: u32| (1990..2200).contains(&year))
    };
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !is_year(word))
        .collect();
    words.join(" ")
}
