//! Which pairs are worth a comparison: those that share something not many have.
//!
//! All pairs of two files of 100,000 sessions cannot be looked at. Sessions are gathered in blocks
//! by what they have (a title, a rare word of it, a speaker, a place, a run of words of the text),
//! and only pairs within a block are compared; in a large block only neighbours in time.

use std::collections::HashMap;

use super::drift::Drift;
use super::version::{Version, Vocabulary};

/// A block with more pairs than this is cut down to neighbours.
const PAIRS_OF_BLOCK: usize = 1024;
/// A word or a run of words shared by more pairs than this tells nothing.
const PAIRS_OF_WORD: usize = 400;
const NEIGHBOURS: usize = 4;
/// How many of a title's words, the rarest first, make a block.
const WORDS_OF_TITLE: usize = 4;
/// How many runs of words of a text make a block.
const RUNS_OF_TEXT: usize = 8;

/// A session in a block: when it starts in the newer version's time, and its position.
type Member = (Option<i64>, usize);

#[derive(Default)]
struct Block {
    old: Vec<Member>,
    new: Vec<Member>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
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
/// `new_free` are in them; both must be rising.
pub(super) fn candidates(
    old: &Version,
    new: &Version,
    old_free: &[usize],
    new_free: &[usize],
    vocabulary: &Vocabulary,
    drift: &Drift,
) -> Vec<(usize, usize)> {
    let mut blocks: HashMap<Key, Block> = HashMap::new();
    for &at in old_free {
        let traits = &old.traits[at];
        let (start, room) = (drift.start_of(traits), drift.room_of(traits));
        for key in keys(old, at, start, room, vocabulary) {
            blocks.entry(key).or_default().old.push((start, at));
        }
    }
    for &at in new_free {
        let traits = &new.traits[at];
        for key in keys(new, at, traits.start, traits.room, vocabulary) {
            if let Some(block) = blocks.get_mut(&key) {
                block.new.push((traits.start, at));
            }
        }
    }
    let mut pairs = Vec::new();
    for (key, mut block) in blocks {
        let size = block.old.len() * block.new.len();
        if size > PAIRS_OF_BLOCK && key.is_worth_cutting() {
            block.old.sort_unstable();
            block.new.sort_unstable();
            push_neighbours(&block, &mut pairs);
        } else if size <= PAIRS_OF_WORD || key.is_worth_cutting() {
            for &(_, old_at) in &block.old {
                pairs.extend(block.new.iter().map(|&(_, new_at)| (old_at, new_at)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn keys(
    version: &Version,
    at: usize,
    start: Option<i64>,
    room: Option<u32>,
    vocabulary: &Vocabulary,
) -> Vec<Key> {
    let traits = &version.traits[at];
    let mut keys = vec![
        Key::Title(traits.title),
        Key::TitleAt(traits.title, start),
        Key::TitleIn(traits.title, room),
    ];
    let mut words = traits.title_words.clone();
    words.sort_by_key(|word| (vocabulary.titles_with(*word), *word));
    keys.extend(words.into_iter().take(WORDS_OF_TITLE).map(Key::Word));
    keys.extend(traits.speakers.iter().copied().map(Key::Speaker));
    keys.extend(start.map(|start| Key::Place(start, room)));
    let runs = version.word_pairs(at);
    keys.extend(runs.iter().take(RUNS_OF_TEXT).copied().map(Key::Text));
    keys
}

/// Each session with those next to it in time, from both sides.
fn push_neighbours(block: &Block, pairs: &mut Vec<(usize, usize)>) {
    for &(start, old_at) in &block.old {
        pairs.extend(around(start, &block.new).map(|new_at| (old_at, new_at)));
    }
    for &(start, new_at) in &block.new {
        pairs.extend(around(start, &block.old).map(|old_at| (old_at, new_at)));
    }
}

/// The members next to a time; `members` is sorted by it.
fn around(start: Option<i64>, members: &[Member]) -> impl Iterator<Item = usize> {
    let place = members.partition_point(|(other, _)| *other < start);
    let from = place.saturating_sub(NEIGHBOURS);
    let to = (place + NEIGHBOURS + 1).min(members.len());
    members[from..to].iter().map(|(_, at)| *at)
}
