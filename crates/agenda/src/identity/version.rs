//! The sessions of one version in an order of their own, with what is compared of each.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::text;
use crate::words::folded;
use crate::{Kind, Session};

/// One side of the comparison. Sessions are known by their *position*: the sessions sorted by time,
/// room, title and the rest, so that the order of the file has no say.
pub(super) struct Version<'a> {
    pub sessions: Vec<&'a Session>,
    /// The index in the caller's slice, by position.
    pub indices: Vec<usize>,
    pub traits: Vec<Traits>,
    /// Known from earlier versions only, by position: yields to a current one.
    pub withdrawn: Vec<bool>,
    /// How many sessions have this title, by its word id.
    title_counts: HashMap<u32, u32>,
    /// Under how many different titles a text stands, by its hash.
    text_titles: HashMap<u64, TitlesOfText>,
}

enum TitlesOfText {
    One(u32),
    Several,
}

/// What is compared of a session. Strings are ids in the common [`Vocabulary`].
pub(super) struct Traits {
    pub title: u32,
    /// Sorted, each once.
    pub title_words: Vec<u32>,
    /// The numbers among them: "Part 1" is not "Part 2".
    pub title_numbers: Vec<u32>,
    /// Sorted, each once.
    pub speakers: Vec<u32>,
    pub room: Option<u32>,
    /// Minutes since 1970.
    pub start: Option<i64>,
    pub end: Option<i64>,
    pub text_hash: u64,
    pub digest: u64,
    /// "TBA": the title says nothing.
    pub placeholder: bool,
    /// "Lunch": the title says what it is, not which one.
    pub generic: bool,
    word_pairs: OnceCell<Vec<u32>>,
    letter_pairs: OnceCell<Vec<u32>>,
}

impl<'a> Version<'a> {
    pub fn new(sessions: &'a [Session], withdrawn: &[bool], vocabulary: &mut Vocabulary) -> Self {
        let mut indices: Vec<usize> = (0..sessions.len()).collect();
        indices.sort_by(|&a, &b| in_order(&sessions[a], &sessions[b]));
        let sessions: Vec<&Session> = indices.iter().map(|&index| &sessions[index]).collect();
        let traits: Vec<Traits> = sessions
            .iter()
            .map(|session| Traits::new(session, vocabulary))
            .collect();
        let mut title_counts = HashMap::new();
        let mut text_titles = HashMap::new();
        for traits in &traits {
            *title_counts.entry(traits.title).or_insert(0) += 1;
            let titles = text_titles
                .entry(traits.text_hash)
                .or_insert(TitlesOfText::One(traits.title));
            if !matches!(titles, TitlesOfText::One(title) if *title == traits.title) {
                *titles = TitlesOfText::Several;
            }
        }
        Self {
            withdrawn: indices
                .iter()
                .map(|&index| withdrawn.get(index).copied().unwrap_or(false))
                .collect(),
            sessions,
            indices,
            traits,
            title_counts,
            text_titles,
        }
    }

    pub fn len(&self) -> usize {
        self.sessions.len()
    }

    /// Whether the source calls the session by anything.
    pub fn has_identifier(&self, position: usize) -> bool {
        let names = &self.sessions[position].identifiers;
        [&names.guid, &names.code, &names.uid, &names.id]
            .iter()
            .any(|name| name.is_some())
    }

    /// How many sessions of this version have the title.
    pub fn title_count(&self, title: u32) -> u32 {
        self.title_counts.get(&title).copied().unwrap_or(0)
    }

    /// Whether sessions of different titles share this text.
    pub fn is_boilerplate(&self, text_hash: u64) -> bool {
        matches!(
            self.text_titles.get(&text_hash),
            Some(TitlesOfText::Several)
        )
    }

    /// The text as sorted hashes of neighbouring words, made when first asked for.
    pub fn word_pairs(&self, position: usize) -> &[u32] {
        self.traits[position]
            .word_pairs
            .get_or_init(|| text::word_pairs(&self.sessions[position].text))
    }

    /// The title as sorted pairs of neighbouring letters, made when first asked for.
    pub fn letter_pairs(&self, position: usize) -> &[u32] {
        self.traits[position]
            .letter_pairs
            .get_or_init(|| text::letter_pairs(&self.sessions[position].title))
    }
}

impl Traits {
    fn new(session: &Session, vocabulary: &mut Vocabulary) -> Self {
        let title = folded(&session.title);
        let mut title_words: Vec<u32> = title.split(' ').map(|word| vocabulary.id(word)).collect();
        sort_once(&mut title_words);
        let mut title_numbers: Vec<u32> = title
            .split(' ')
            .filter(|word| is_number(word))
            .map(|word| vocabulary.id(word))
            .collect();
        sort_once(&mut title_numbers);
        let mut speakers: Vec<u32> = session
            .speakers
            .iter()
            .map(|speaker| vocabulary.id(&folded(&speaker.name)))
            .collect();
        sort_once(&mut speakers);
        vocabulary.count(&title_words, &speakers);
        Self {
            placeholder: text::is_placeholder(&title),
            generic: matches!(session.kind, Kind::Break | Kind::Service)
                || text::is_generic(&title),
            title: vocabulary.id(&title),
            title_words,
            title_numbers,
            speakers,
            room: session
                .room
                .as_deref()
                .map(|room| vocabulary.id(&folded(room))),
            start: session.slot.map(|slot| slot.starts_at.timestamp() / 60),
            end: session.slot.map(|slot| slot.ends_at.timestamp() / 60),
            text_hash: hash(&session.text),
            digest: digest(session),
            word_pairs: OnceCell::new(),
            letter_pairs: OnceCell::new(),
        }
    }

    /// Whether both take place at the same time in the same room.
    pub fn same_place(&self, other: &Self) -> bool {
        self.start == other.start && self.room == other.room
    }
}

/// The strings of both versions as small numbers, and how common they are.
#[derive(Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, u32>,
    strings: Vec<String>,
    in_titles: Vec<u32>,
    as_speaker: Vec<u32>,
    sessions: u32,
}

impl Vocabulary {
    fn id(&mut self, string: &str) -> u32 {
        if let Some(&id) = self.ids.get(string) {
            return id;
        }
        let id = self.strings.len() as u32;
        self.ids.insert(string.to_owned(), id);
        self.strings.push(string.to_owned());
        self.in_titles.push(0);
        self.as_speaker.push(0);
        id
    }

    fn count(&mut self, title_words: &[u32], speakers: &[u32]) {
        self.sessions += 1;
        for &word in title_words {
            self.in_titles[word as usize] += 1;
        }
        for &name in speakers {
            self.as_speaker[name as usize] += 1;
        }
    }

    pub fn string(&self, id: u32) -> &str {
        &self.strings[id as usize]
    }

    /// How much a word tells about a title: the rarer, the more.
    pub fn title_weight(&self, word: u32) -> f64 {
        let holders = f64::from(self.in_titles[word as usize].max(1));
        (1.0 + f64::from(self.sessions) / holders).ln()
    }

    /// In how many titles of both versions the word stands.
    pub fn titles_with(&self, word: u32) -> u32 {
        self.in_titles[word as usize]
    }

    /// How many sessions of both versions the speaker has.
    pub fn sessions_of(&self, speaker: u32) -> u32 {
        self.as_speaker[speaker as usize]
    }
}

/// An order by content alone; sessions that differ in nothing of weight stay as they are.
fn in_order(a: &Session, b: &Session) -> Ordering {
    let slot = |session: &Session| session.slot.map(|slot| (slot.starts_at, slot.ends_at));
    let names = |session: &Session| -> Vec<String> {
        session
            .speakers
            .iter()
            .map(|speaker| speaker.name.clone())
            .collect()
    };
    slot(a)
        .cmp(&slot(b))
        .then_with(|| a.room.cmp(&b.room))
        .then_with(|| a.title.cmp(&b.title))
        .then_with(|| a.identifiers.guid.cmp(&b.identifiers.guid))
        .then_with(|| a.identifiers.code.cmp(&b.identifiers.code))
        .then_with(|| a.identifiers.uid.cmp(&b.identifiers.uid))
        .then_with(|| a.identifiers.id.cmp(&b.identifiers.id))
        .then_with(|| a.url.cmp(&b.url))
        .then_with(|| a.text.cmp(&b.text))
        .then_with(|| names(a).cmp(&names(b)))
        .then_with(|| a.subtitle.cmp(&b.subtitle))
        .then_with(|| a.track.cmp(&b.track))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        || matches!(word, "i" | "ii" | "iii" | "iv" | "v")
}

fn sort_once(ids: &mut Vec<u32>) {
    ids.sort_unstable();
    ids.dedup();
}

/// The same for sessions that are equal, and for next to no others.
pub(super) fn digest(session: &Session) -> u64 {
    hash(&(
        &session.identifiers,
        (&session.title, &session.subtitle, &session.text),
        (session.slot, &session.room, &session.track),
        (&session.speakers, &session.url, session.status),
        (&session.language, &session.kind_label, &session.links),
    ))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
