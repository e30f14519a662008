//! What holds for every pair of versions, tried on made ones.

use super::*;
use crate::dice::Dice;

const WORDS: &[&str] = &[
    "kernel", "bread", "radio", "trains", "maps", "bees", "fonts", "caves", "postgres", "solder",
    "privacy", "garden", "punch", "cards", "sound", "light", "paper", "crypto", "drones", "law",
];
const NAMES: &[&str] = &[
    "Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ina", "Jo",
];

fn made_session(dice: &mut Dice, number: usize) -> Session {
    let title = match dice.roll(8) {
        0 => "Lunch".to_owned(),
        1 => "Lightning Talks".to_owned(),
        _ => format!("{} {} {}", dice.of(WORDS), dice.of(WORDS), dice.of(WORDS)),
    };
    let when = format!(
        "{} {:02}:{}0",
        20 + dice.roll(4),
        9 + dice.roll(9),
        dice.roll(6)
    );
    let mut session = talk(&title)
        .at(&when)
        .room(dice.of(&["Hall", "Tent", "Barn"]));
    for _ in 0..dice.roll(3) {
        let name = format!("{} {}", dice.of(NAMES), dice.of(WORDS));
        session.speakers.push(Speaker {
            name,
            organisation: None,
        });
    }
    let words: Vec<&str> = (0..dice.roll(40)).map(|_| dice.of(WORDS)).collect();
    session = session.about(&words.join(" "));
    if !dice.one_in(4) {
        session = session.guid(&format!("guid-{number}"));
    }
    if !dice.one_in(4) {
        session = session.id(&format!("{}", number / 2));
    }
    session
}

fn made_version(dice: &mut Dice) -> Vec<Session> {
    (0..40).map(|number| made_session(dice, number)).collect()
}

/// What a programme committee does overnight.
fn next_version(dice: &mut Dice, sessions: &[Session]) -> Vec<Session> {
    let mut next: Vec<Session> = Vec::new();
    for session in sessions {
        let mut session = session.clone();
        match dice.roll(12) {
            0 => continue,
            1 => session.title.push_str(" (new)"),
            2 => session.speakers.clear(),
            3 => session.slot = made_session(dice, 0).slot,
            4 => session.identifiers = Identifiers::default(),
            5 => session.room = Some("Cellar".to_owned()),
            6 => next.push(session.clone()),
            _ => {}
        }
        next.push(session);
    }
    next.push(made_session(dice, 99));
    next
}

/// Pairs as sessions rather than indices, so that orders can be compared. Sorted.
fn by_content(matching: &Matching, old: &[Session], new: &[Session]) -> Vec<String> {
    let mut pairs: Vec<String> = matching
        .pairs
        .iter()
        .map(|pair| {
            format!(
                "{:?} = {:?} {:?}",
                old[pair.old], new[pair.new], pair.reason
            )
        })
        .collect();
    let doubts = matching.doubtful.iter();
    pairs.extend(doubts.map(|doubt| format!("{:?} ? {:?}", old[doubt.old], new[doubt.new])));
    pairs.sort();
    pairs
}

#[test]
fn no_session_stands_in_two_pairs_or_in_a_pair_and_a_doubt() {
    let mut dice = Dice::new(7);
    for round in 0..60 {
        let old = made_version(&mut dice);
        let new = next_version(&mut dice, &old);
        let found = match_sessions(&old, &new);
        let mut olds: Vec<usize> = found.pairs.iter().map(|pair| pair.old).collect();
        let mut news: Vec<usize> = found.pairs.iter().map(|pair| pair.new).collect();
        olds.extend(found.doubtful.iter().map(|doubt| doubt.old));
        news.extend(found.doubtful.iter().map(|doubt| doubt.new));
        for (indices, length) in [(&mut olds, old.len()), (&mut news, new.len())] {
            let all = indices.len();
            indices.sort_unstable();
            indices.dedup();
            assert_eq!(indices.len(), all, "round {round}");
            assert!(indices.iter().all(|index| *index < length), "round {round}");
        }
    }
}

#[test]
fn a_shuffled_file_is_the_same_file() {
    let mut dice = Dice::new(11);
    for round in 0..60 {
        let old = made_version(&mut dice);
        let mut new = old.clone();
        dice.shuffle(&mut new);
        let found = match_sessions(&old, &new);
        assert_eq!(found.pairs.len(), old.len(), "round {round}");
        for pair in &found.pairs {
            assert_eq!(old[pair.old], new[pair.new], "round {round}");
            assert_eq!(pair.reason, Reason::Unchanged, "round {round}");
        }
    }
}

#[test]
fn the_order_of_the_files_has_no_say() {
    let mut dice = Dice::new(13);
    for round in 0..60 {
        let old = made_version(&mut dice);
        let new = next_version(&mut dice, &old);
        let expected = by_content(&match_sessions(&old, &new), &old, &new);
        let (mut old, mut new) = (old, new);
        dice.shuffle(&mut old);
        dice.shuffle(&mut new);
        let found = by_content(&match_sessions(&old, &new), &old, &new);
        assert_eq!(found, expected, "round {round}");
    }
}

#[test]
fn going_back_pairs_the_same_sessions() {
    let mut dice = Dice::new(17);
    for round in 0..60 {
        let old = made_version(&mut dice);
        let new = next_version(&mut dice, &old);
        let mut there = pairs(&old, &new);
        let mut back: Vec<_> = pairs(&new, &old).into_iter().map(|(a, b)| (b, a)).collect();
        there.sort_unstable();
        back.sort_unstable();
        assert_eq!(back, there, "round {round}");
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    let mut dice = Dice::new(19);
    let old = made_version(&mut dice);
    let new = next_version(&mut dice, &old);
    let first = match_sessions(&old, &new);
    for _ in 0..20 {
        assert_eq!(match_sessions(&old, &new), first);
    }
}

#[test]
fn most_talks_are_found_again_without_any_identifier() {
    let mut dice = Dice::new(23);
    let (mut right, mut all) = (0, 0);
    for _ in 0..40 {
        let mut old = made_version(&mut dice);
        let mut new = next_version(&mut dice, &old);
        let truth: Vec<Option<String>> = old
            .iter()
            .map(|session| session.identifiers.guid.clone())
            .collect();
        let now: Vec<Option<String>> = new
            .iter()
            .map(|session| session.identifiers.guid.clone())
            .collect();
        for session in old.iter_mut().chain(&mut new) {
            session.identifiers = Identifiers::default();
        }
        for (old_index, new_index) in pairs(&old, &new) {
            if truth[old_index].is_some() && now[new_index].is_some() {
                all += 1;
                right += usize::from(truth[old_index] == now[new_index]);
            }
        }
    }
    assert!(all > 600, "{all}");
    assert!(right * 1000 >= all * 985, "{right} of {all}");
}

#[test]
fn an_empty_version_pairs_with_nothing() {
    let some = made_version(&mut Dice::new(29));
    assert_eq!(match_sessions(&[], &some), Matching::default());
    assert_eq!(match_sessions(&some, &[]), Matching::default());
    assert_eq!(match_sessions(&[], &[]), Matching::default());
}
