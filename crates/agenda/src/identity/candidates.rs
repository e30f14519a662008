//! Which pairs are worth a comparison: those that share something not many have.
//!
//! All pairs of two files of 100,000 sessions cannot be looked at. Sessions are gathered in blocks
//! by what they have (a title, a rare word of it, a speaker, a place, a run of words of the text),
//! and only pairs within a block are compared; in a large block only neighbours in time.

use super::drift::Drift;
use super::version::{Traits, Version, Vocabulary};

/// A block with more pairs than this is cut down to neighbours.
const PAIRS_OF_BLOCK: usize = 1024;
/// A word or a run of words shared by more pairs than this tells nothing.
const PAIRS_OF_WORD: usize = 400;
const NEIGHBOURS: usize = 4;
/// How many of a title's words, the rarest first, make a block.
const WORDS_OF_TITLE: usize = 4;
/// How many runs of words of a text make a block.
const RUNS_OF_TEXT: usize = 8;

/// A session in a block: what the block is of, when the session starts in the newer version's time,
/// and its position.
type Member = (Key, Option<i64>, usize);

/// What the sessions of a block share. Declared and sorted so that a block is a run of members.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Title(u32),
    TitleAt(u32, Option<i64>),
    TitleIn(u32, Option<u32>),
    Word(u32),
    Speaker(u32),
    Place(i64, Option<u32>),
    Text(u32),
}

impl Key {
    /// Whether a block of many members still means something.
    fn is_worth_cutting(self) -> bool {
        !matches!(self, Self::Word(_) | Self::Text(_))
    }
}

/// The pairs of positions to compare, sorted, each once. Only positions of `old_free` and
/// `new_free` are in them.
pub(super) fn candidates(
    old: &Version,
    new: &Version,
    old_free: &[usize],
    new_free: &[usize],
    vocabulary: &Vocabulary,
    drift: &Drift,
) -> Vec<(usize, usize)> {
    let old_members = members(old, old_free, vocabulary, |traits| {
        (drift.start_of(traits), drift.room_of(traits))
    });
    let new_members = members(new, new_free, vocabulary, |traits| {
        (traits.start, traits.room)
    });
    let mut pairs = Vec::new();
    let mut rest = new_members.as_slice();
    for of_old in old_members.chunk_by(|a, b| a.0 == b.0) {
        let key = of_old[0].0;
        rest = &rest[rest.partition_point(|member| member.0 < key)..];
        let of_new = &rest[..rest.partition_point(|member| member.0 == key)];
        let size = of_old.len() * of_new.len();
        if size > PAIRS_OF_BLOCK && key.is_worth_cutting() {
            push_neighbours(of_old, of_new, &mut pairs);
        } else if size <= PAIRS_OF_WORD || key.is_worth_cutting() {
            for &(_, _, old_at) in of_old {
                pairs.extend(of_new.iter().map(|&(_, _, new_at)| (old_at, new_at)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The sessions with each of their keys, in order of key, time and position.
fn members(
    version: &Version,
    free: &[usize],
    vocabulary: &Vocabulary,
    place: impl Fn(&Traits) -> (Option<i64>, Option<u32>),
) -> Vec<Member> {
    let mut members = Vec::with_capacity(free.len() * 16);
    for &at in free {
        let traits = &version.traits[at];
        let (start, room) = place(traits);
        let mut push = |key| members.push((key, start, at));
        push(Key::Title(traits.title));
        push(Key::TitleAt(traits.title, start));
        push(Key::TitleIn(traits.title, room));
        if let Some(start) = start {
            push(Key::Place(start, room));
        }
        let mut words = traits.title_words.clone();
        words.sort_unstable_by_key(|word| (vocabulary.titles_with(*word), *word));
        words
            .iter()
            .take(WORDS_OF_TITLE)
            .for_each(|word| push(Key::Word(*word)));
        traits
            .speakers
            .iter()
            .for_each(|name| push(Key::Speaker(*name)));
        let runs = version.word_pairs(at).iter().take(RUNS_OF_TEXT);
        runs.for_each(|run| push(Key::Text(*run)));
    }
    members.sort_unstable();
    members
}

/// Each session with those next to it in time, from both sides, and with the one of the same rank:
/// of a thousand at one time each has a partner.
fn push_neighbours(of_old: &[Member], of_new: &[Member], pairs: &mut Vec<(usize, usize)>) {
    for &(_, start, old_at) in of_old {
        pairs.extend(around(start, of_new).map(|new_at| (old_at, new_at)));
    }
    for &(_, start, new_at) in of_new {
        pairs.extend(around(start, of_old).map(|old_at| (old_at, new_at)));
    }
    let same_rank = of_old.iter().zip(of_new);
    pairs.extend(same_rank.map(|(old, new)| (old.2, new.2)));
}

/// The members of a block next to a time.
fn around(start: Option<i64>, block: &[Member]) -> impl Iterator<Item = usize> {
    let place = block.partition_point(|(_, other, _)| *other < start);
    let from = place.saturating_sub(NEIGHBOURS);
    let to = (place + NEIGHBOURS + 1).min(block.len());
    block[from..to].iter().map(|(_, _, at)| *at)
}
