//! The bundled directory, and what words find in it.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use serde_json::Value;

use super::*;

const SCHEMA: &str = include_str!("../../../../data/conferences.schema.json");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn bundled(today: &str) -> Vec<DirectoryEntry> {
    Document::read(BUNDLED).unwrap().entries(None, day(today))
}

fn slugs(words: &str, today: &str) -> Vec<String> {
    search::found(bundled(today), words, day(today))
        .into_iter()
        .map(|entry| entry.slug)
        .collect()
}

fn chosen(words: &str, today: &str) -> Vec<String> {
    match search::choice(bundled(today), words, day(today)) {
        Choice::One(entry) => vec![entry.slug],
        Choice::Several(entries) => entries.into_iter().map(|entry| entry.slug).collect(),
        Choice::None => Vec::new(),
    }
}

#[test]
fn every_bundled_entry_is_whole_and_none_is_there_twice() {
    let document = Document::read(BUNDLED).unwrap();
    assert_eq!(document.problems("it"), None);
    let entries = bundled("2026-11-25");
    let slugs: HashSet<&str> = entries.iter().map(|entry| &*entry.slug).collect();
    assert_eq!(slugs.len(), entries.len());
    for entry in &entries {
        assert!(entry.address.starts_with("https://"), "{}", entry.name);
        assert!(!entry.address.contains('{'), "{}", entry.address);
        assert!(entry.expected.is_some(), "{}", entry.name);
        let is_place = |zone: Zone| !zone.is_offset_only();
        assert!(entry.zone.is_none_or(is_place), "{}", entry.name);
    }
}

#[test]
fn the_schema_describes_every_field_that_is_used() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let described = schema["$defs"]["conference"]["properties"]
        .as_object()
        .unwrap();
    let directory: Value = serde_json::from_str(BUNDLED).unwrap();
    let mut used = HashSet::new();
    for entry in directory["conferences"].as_array().unwrap() {
        used.extend(entry.as_object().unwrap().keys());
    }
    assert_eq!(used, described.keys().collect());
}

#[test]
fn a_name_finds_its_editions_the_next_one_first() {
    // On 25 November 2026, FOSDEM's next is that of 2027; its address follows the year.
    assert_eq!(
        slugs("fosdem", "2026-11-25"),
        ["fosdem-2027", "fosdem-2026", "fosdem-2025"]
    );
    assert_eq!(
        slugs("fosdem", "2026-01-20"),
        ["fosdem-2026", "fosdem-2025"]
    );
    let next = &search::found(bundled("2026-11-25"), "FOSDEM", day("2026-11-25"))[0];
    assert_eq!(next.address, "https://fosdem.org/2027/schedule/xml");
    assert_eq!(next.zone.map(Zone::name), Some("Europe/Brussels"));
    assert_eq!(next.days, None);
    let debconf = &search::found(bundled("2026-11-25"), "debconf 2027", day("2026-11-25"))[0];
    assert_eq!(
        debconf.address,
        "https://debconf27.debconf.org/schedule/pentabarf.xml"
    );
}

#[test]
fn words_match_as_prefixes_without_accents_in_names_places_and_years() {
    let today = "2026-11-25";
    assert_eq!(slugs("tubix", today), ["tubix-2025"]);
    assert_eq!(slugs("gulasch", today)[0], "gulaschprogrammiernacht-2026");
    assert_eq!(slugs("gpn23", today), ["gulaschprogrammiernacht-2025"]);
    assert_eq!(slugs("graz 2026", today), ["grazer-linuxtage-2026"]);
    assert_eq!(slugs("nowhere at all", today), [""; 0]);
    assert_eq!(slugs("", today).len(), bundled(today).len());
}

#[test]
fn words_that_mean_one_series_choose_its_edition_and_others_are_asked_about() {
    let today = "2026-11-25";
    assert_eq!(chosen("fosdem", today), ["fosdem-2027"]);
    assert_eq!(chosen("fosdem 2026", today), ["fosdem-2026"]);
    assert_eq!(chosen("fosdem-2026", today), ["fosdem-2026"]);
    assert_eq!(chosen("fosdem", "2026-02-01"), ["fosdem-2026"]);
    // The whole name before names that only begin like it.
    assert_eq!(chosen("39c3", today), ["39c3"]);
    assert_eq!(chosen("foss4g", today), ["foss4g-2025"]);
    let several = chosen("pycon", today);
    assert!(several.len() > 1, "{several:?}");
    assert_eq!(chosen("nonsense", today), [""; 0]);
    assert_eq!(chosen(" ", today), [""; 0]);
}

#[test]
fn giggitys_menu_is_read_too_and_what_is_wrong_with_an_entry_is_told() {
    let menu = r#"{"version": 1, "schedules": [
        {"id": "demo", "url": "https://example.org/a.xml", "title": "Demo Days",
         "start": "2026-12-01", "end": "2026-12-02", "timezone": "Europe/Lisbon",
         "metadata": {"links": [{"url": "https://example.org/", "title": "Website"}]}},
        {"id": "plain", "url": "http://example.org/b.xml", "title": "Plain"},
        {"id": "none", "title": "Nowhere"}]}"#;
    let document = Document::read(menu).unwrap();
    let entries = document.entries(Some("menu"), day("2026-11-25"));
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].slug, "demo-days");
    assert_eq!(entries[0].zone.map(Zone::name), Some("Europe/Lisbon"));
    assert_eq!(entries[0].homepage.as_deref(), Some("https://example.org/"));
    let problem = document.problems("menu").unwrap();
    assert!(problem.contains("2 left out"), "{problem}");
    assert!(problem.contains("entry 2"), "{problem}");
}

#[test]
fn what_is_no_directory_is_refused_with_the_reason() {
    for (text, words) in [
        ("<html>", "no JSON"),
        ("{}", "no directory"),
        (
            r#"{"format": "lanyard-directory", "version": 9}"#,
            "version 9",
        ),
        (
            r#"{"format": "lanyard-directory", "version": 1}"#,
            "missing",
        ),
    ] {
        let problem = Document::read(text).unwrap_err();
        assert!(problem.contains(words), "{text}: {problem}");
    }
    let bad = r#"{"format": "lanyard-directory", "version": 1, "conferences": [
        {"name": "Backwards", "address": "https://example.org/", "first_day": "2026-02-02",
         "last_day": "2026-02-01"},
        {"name": "Odd", "address": "https://example.org/", "zone": "Mars/Olympus"},
        {"name": "Month", "address": "https://example.org/{year}", "month": 13},
        {"name": "…", "address": "https://example.org/"}]}"#;
    let document = Document::read(bad).unwrap();
    assert_eq!(document.len(), 0);
    assert!(document.problems("it").unwrap().contains("4 left out"));
}
