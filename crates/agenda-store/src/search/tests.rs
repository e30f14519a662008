//! What is found, in which order, and what shows of it.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::examples::*;
use crate::{Import, Target};

/// Sessions with the word `kernel` in title, speakers, track and text, in an order in which
/// nothing is right by chance; and one in another conference.
fn filled() -> (Store, ConferenceId) {
    let mut in_text = session("text", "Safe drivers", "10:00");
    in_text.text = "All about the kernel, its modules and the kernel again. ".repeat(3);
    let mut in_track = session("track", "Drivers in Rust", "11:00");
    in_track.track = Some("Kernel".to_owned());
    let in_title = session("title", "A kernel of truth", "12:00");
    let mut in_speakers = session("speakers", "Signing things", "13:00");
    in_speakers.speakers = vec![speaker("Adolfo García-Veytia"), speaker("Ada Kernel")];
    in_speakers.speakers[0].organisation = Some("Müller & Söhne".to_owned());
    let mut store = store();
    let schedule = schedule(vec![in_text, in_track, in_title, in_speakers]);
    let conference = imported(&mut store, &schedule).conference.id;
    let elsewhere = crate::examples::schedule(vec![session("other", "Other kernels", "10:00")]);
    store
        .import(&Import {
            target: Target::Key("other".to_owned()),
            ..import(&elsewhere)
        })
        .unwrap();
    (store, conference)
}

fn found(store: &Store, words: &str, conference: Option<ConferenceId>) -> Vec<String> {
    let hits = store.search(words, conference, 50).unwrap();
    hits.iter()
        .map(|hit| {
            let head = store.session_head(hit.session).unwrap().unwrap();
            assert_eq!(head.conference, hit.conference);
            head.identifiers.guid.unwrap()
        })
        .collect()
}

#[test]
fn title_comes_before_speakers_before_track_before_text() {
    let (store, conference) = filled();
    let order = ["title", "speakers", "track", "text"];
    assert_eq!(found(&store, "kernel", Some(conference)), order);
    assert_eq!(found(&store, "kernel", None).len(), 5);
    assert_eq!(store.search("kernel", None, 2).unwrap().len(), 2);
}

#[test]
fn every_word_counts_as_a_prefix_in_any_case_and_without_accents() {
    let (store, conference) = filled();
    let cases: &[(&str, &[&str])] = &[
        ("garcia", &["speakers"]),
        ("GARCÍA", &["speakers"]),
        ("garc veyt", &["speakers"]),
        ("García-Vey", &["speakers"]),
        ("mull", &["speakers"]),
        ("driv rust", &["track"]),
        ("rust garcia", &[]),
        ("rcia", &[]),
        ("room", &["text", "track", "title", "speakers"]),
    ];
    for (words, expected) in cases {
        let mut found = found(&store, words, Some(conference));
        let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn nothing_typed_can_break_a_search() {
    let (store, _) = filled();
    let typed = [
        "\"",
        "\"\"",
        "'",
        "*",
        "^kernel",
        "AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "title:",
        "-x",
        "a*b",
        "(",
        ")",
        "{a b}: c",
        "+",
        "\0",
        "a\0\"b",
        ";--",
        "%",
        "C++",
        "🎉 kernel",
        "\u{301}",
        "ⓚ",
    ];
    for words in typed {
        assert!(store.search(words, None, 5).is_ok(), "{words:?}");
    }
    assert_eq!(found(&store, "🎉 kernel -", None).len(), 5);
}

#[test]
fn excerpts_mark_what_matches() {
    let (store, conference) = filled();
    let excerpt = |words: &str, place: usize| {
        store.search(words, Some(conference), 9).unwrap()[place]
            .excerpt
            .clone()
    };
    assert!(
        excerpt("mod", 0).starts_with("All about the kernel, its \u{2}modules\u{3} and the kernel"),
        "{}",
        excerpt("mod", 0)
    );
    assert_eq!(excerpt("truth", 0), "");
}

#[test]
fn the_index_follows_imports_and_deletions() {
    let (mut store, conference) = filled();
    let mut newer = schedule(vec![
        session("title", "A grain of truth", "12:00"),
        session("new", "Kernels, again", "12:00"),
    ]);
    newer.sessions[0].text = "Of wheat.".to_owned();
    imported(&mut store, &newer);
    let kernels = found(&store, "kernel", Some(conference));
    assert_eq!(
        kernels,
        ["new", "speakers", "track", "text"],
        "withdrawn ones stay"
    );
    assert_eq!(found(&store, "wheat", None), ["title"]);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
    store.delete_conference(conference).unwrap();
    assert_eq!(found(&store, "kernel", None), ["other"]);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
}

#[test]
fn an_index_that_disagrees_is_noticed() {
    let (store, _) = filled();
    store
        .connection
        .execute("UPDATE session SET title = 'Silently changed'", [])
        .unwrap();
    let problems = store.integrity().unwrap();
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("search index")),
        "{problems:?}"
    );
}

#[test]
fn whole_words_come_before_beginnings_and_then_the_order_of_the_programme() {
    let titles = [
        "Rusty Nails",
        "Oxides, not rust",
        "A Rustic Evening",
        "Rust",
    ];
    let sessions = titles.iter().enumerate();
    let sessions = sessions.map(|(number, title)| session(title, title, &format!("1{number}:00")));
    let mut store = store();
    imported(&mut store, &schedule(sessions.collect()));
    let expected = [
        "Oxides, not rust",
        "Rust",
        "Rusty Nails",
        "A Rustic Evening",
    ];
    assert_eq!(found(&store, "rust", None), expected);
    let two = store.search("rust", None, 2).unwrap();
    assert_eq!(two.len(), 2);
}

#[test]
fn a_mistyped_word_finds_what_was_meant_where_hardly_anything_is_found() {
    let (store, conference) = filled();
    let cases: &[(&str, &[&str])] = &[
        ("kernal", &["title", "speakers", "track", "text"]),
        ("kenrel", &["title", "speakers", "track", "text"]),
        ("lernel", &["title", "speakers", "track", "text"]),
        ("ernel", &["title", "speakers", "track", "text"]),
        ("drievrs rust", &["track"]),
        ("garzia", &["speakers"]),
        ("Gárcya", &["speakers"]),
        // Two letters, a short word, a word of the text.
        ("kornal", &[]),
        ("rist", &[]),
        ("modoles", &[]),
    ];
    for (words, expected) in cases {
        let mut found = found(&store, words, Some(conference));
        let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{words}");
    }
    let hit = &store.search("kernal", Some(conference), 9).unwrap()[0];
    let head = store.session_head(hit.session).unwrap().unwrap();
    assert_eq!(head.title, "A kernel of truth");
}

#[test]
fn what_is_typed_right_stands_before_what_may_be_meant() {
    let mut store = store();
    let sessions = ["Tables of stone", "Cables of copper", "Fables"];
    let sessions = sessions.map(|title| session(title, title, "10:00"));
    imported(&mut store, &schedule(sessions.to_vec()));
    assert_eq!(found(&store, "cables", None), ["Cables of copper"]);
    // A word that is there as typed has no other first letter.
    assert_eq!(found(&store, "cable", None), ["Cables of copper"]);
    assert_eq!(found(&store, "bables", None).len(), 3);
}
