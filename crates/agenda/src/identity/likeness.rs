//! How much speaks for two sessions being the same talk, identifiers apart.
//!
//! Evidence is added up, in points: what is rare among other talks counts much, what many share
//! counts little, and what is missing on one side counts nothing. The points are scaled so that
//! [`ALIKE`] separates what holds from what is asked about.

use super::drift::Drift;
use super::text;
use super::version::{Traits, Version, Vocabulary};

/// From here on two sessions are the same.
pub(super) const ALIKE: f64 = 4.0;
/// From here on it is worth a question.
pub(super) const SOMEWHAT_ALIKE: f64 = 1.75;
/// From here on nothing contradicts an identifier that both share.
pub(super) const PLAUSIBLE: f64 = 1.0;

/// Just not the same: to be asked about.
pub(super) const UNDECIDED: f64 = ALIKE - 0.1;

/// A title of this many points that stands once in each version is found wherever it went.
const SAME_TITLE: f64 = 4.0;

/// A title of fewer points has some words in common at most: then time and room are not enough.
const SAME_WORDS: f64 = 2.0;

/// What the content of a repeated session counts at most: it does not tell which one it is.
const REPEATED_AT_MOST: f64 = 4.5;

const TITLE_AT_MOST: f64 = 5.0;
const TEXT_AT_MOST: f64 = 5.0;

/// A panel has fewer people; of more, only names spelt the same are found.
const PEOPLE_COMPARED: usize = 50;

/// What a title that stands where it stood counts at least, whoever speaks now.
const UNMOVED_AT_LEAST: f64 = 5.0;

/// Compares sessions of two versions by their positions.
pub(super) struct Scale<'v, 'a> {
    pub old: &'v Version<'a>,
    pub new: &'v Version<'a>,
    pub vocabulary: &'v Vocabulary,
    pub drift: Drift,
}

/// The points for two sessions, by where they come from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    pub title: f64,
    pub speakers: f64,
    pub text: f64,
    pub place: f64,
    pub rest: f64,
    /// The title stands several times in one of the versions.
    pub repeated: bool,
    /// One of the titles says nothing yet.
    placeholder: bool,
    /// The same people at the same time in the same room.
    same_people_there: bool,
    /// Speaks for the pair whatever else is known.
    at_least: f64,
}

impl Likeness {
    pub fn total(&self) -> f64 {
        let content = self.title + self.speakers + self.text;
        let content = if self.repeated {
            content.min(REPEATED_AT_MOST)
        } else {
            content
        };
        let place = if self.title >= SAME_TITLE && !self.repeated {
            self.place.max(0.0)
        } else {
            self.place
        };
        let total = (content + place + self.rest).max(self.at_least);
        let place_alone = self.speakers <= 0.0 && self.text <= 0.0 && self.title < SAME_WORDS;
        if place_alone && !self.placeholder {
            total.min(UNDECIDED)
        } else if self.same_people_there && !self.contradicts() {
            total.max(ALIKE)
        } else {
            total
        }
    }
}

impl Likeness {
    /// Whether other people speak, or of something else.
    pub fn contradicts(&self) -> bool {
        self.speakers < 0.0 || self.text < -1.0
    }
}

impl Scale<'_, '_> {
    pub fn likeness(&self, old_at: usize, new_at: usize) -> Likeness {
        self.likeness_from(f64::MIN, old_at, new_at)
            .unwrap_or_default()
    }

    /// `None` where it is sure not to reach `least`: most candidates share a word and nothing else,
    /// and their texts need not be compared.
    pub fn likeness_from(&self, least: f64, old_at: usize, new_at: usize) -> Option<Likeness> {
        let (old, new) = (&self.old.traits[old_at], &self.new.traits[new_at]);
        let mut likeness = Likeness {
            title: TITLE_AT_MOST,
            speakers: self.speakers(old, new),
            text: TEXT_AT_MOST,
            place: self.place(old, new),
            rest: self.rest(old_at, new_at),
            repeated: self.is_repeated(old.title) || self.is_repeated(new.title),
            placeholder: old.placeholder != new.placeholder,
            same_people_there: !old.speakers.is_empty()
                && old.speakers == new.speakers
                && self.stands_where_it_stood(old, new),
            at_least: self.at_least(old, new),
        };
        if likeness.total() < least {
            return None;
        }
        likeness.title = self.title(old_at, new_at);
        if likeness.total() < least {
            return None;
        }
        likeness.text = self.text(old_at, new_at);
        Some(likeness)
    }

    /// A title that stands where it stood is the same session, whoever speaks now; one that stands
    /// once in each version is worth a question, wherever it went.
    fn at_least(&self, old: &Traits, new: &Traits) -> f64 {
        if old.title != new.title {
            f64::MIN
        } else if self.stands_where_it_stood(old, new) {
            UNMOVED_AT_LEAST
        } else if !self.is_repeated(old.title) && !old.generic && !old.placeholder {
            SOMEWHAT_ALIKE
        } else {
            f64::MIN
        }
    }

    fn stands_where_it_stood(&self, old: &Traits, new: &Traits) -> bool {
        new.start.is_some()
            && new.room.is_some()
            && self.drift.start_of(old) == new.start
            && self.drift.room_of(old) == new.room
    }

    /// Whether a title stands several times in one of the versions.
    pub fn is_repeated(&self, title: u32) -> bool {
        self.old.title_count(title) > 1 || self.new.title_count(title) > 1
    }

    /// Minutes between the two, the drift of the file taken out; `None` where one has no time.
    pub fn minutes_apart(&self, old_at: usize, new_at: usize) -> Option<i64> {
        let expected = self.drift.start_of(&self.old.traits[old_at])?;
        Some((self.new.traits[new_at].start? - expected).abs())
    }

    /// -2 (nothing alike) to 5 (a title that stands once in each version).
    fn title(&self, old_at: usize, new_at: usize) -> f64 {
        let (old, new) = (&self.old.traits[old_at], &self.new.traits[new_at]);
        if old.placeholder != new.placeholder {
            return 1.5;
        }
        if old.title == new.title {
            let repeated = self.is_repeated(old.title);
            return match (old.generic || old.placeholder, repeated) {
                (true, true) => 3.2,
                (true, false) | (false, true) => 4.0,
                (false, false) => TITLE_AT_MOST,
            };
        }
        let points = -2.0 + 6.5 * self.title_likeness(old_at, new_at);
        if old.generic != new.generic {
            // "Lightning Talks" and a talk on lightning.
            points.min(0.0)
        } else {
            points
        }
    }

    /// 0 to 1, for titles that are not equal.
    pub fn title_likeness(&self, old_at: usize, new_at: usize) -> f64 {
        let (old, new) = (&self.old.traits[old_at], &self.new.traits[new_at]);
        let weight = |words: &[u32]| -> f64 {
            words
                .iter()
                .map(|word| self.vocabulary.title_weight(*word))
                .sum()
        };
        let common: Vec<u32> = old
            .title_words
            .iter()
            .filter(|word| new.title_words.binary_search(word).is_ok())
            .copied()
            .collect();
        let (of_old, of_new, of_common) = (
            weight(&old.title_words),
            weight(&new.title_words),
            weight(&common),
        );
        let by_words = 2.0 * of_common / (of_old + of_new);
        let fewest_words = old.title_words.len().min(new.title_words.len());
        let most_words = old.title_words.len().max(new.title_words.len());
        let contained = if common.len() == fewest_words && fewest_words >= 2 {
            0.75 + 0.25 * fewest_words as f64 / most_words as f64
        } else {
            0.0
        };
        // Two titles on different things share up to half of their letter pairs.
        let letters = text::overlap(self.old.letter_pairs(old_at), self.new.letter_pairs(new_at));
        let by_letters = ((letters - 0.5) / 0.5).max(0.0);
        let likeness = by_words.max(contained).max(by_letters);
        let numbers_differ = !old.title_numbers.is_empty()
            && !new.title_numbers.is_empty()
            && old.title_numbers != new.title_numbers;
        if numbers_differ {
            likeness.min(0.2)
        } else {
            likeness
        }
    }

    /// -3 (all others) to 3 (the same, and they have no other sessions); 0 where one side has none.
    fn speakers(&self, old: &Traits, new: &Traits) -> f64 {
        let Some(likeness) = self.speaker_likeness(old, new) else {
            return 0.0;
        };
        if likeness == 0.0 {
            return -3.0;
        }
        let fewest_sessions = old
            .speakers
            .iter()
            .filter(|name| new.speakers.binary_search(name).is_ok())
            .map(|name| self.vocabulary.sessions_of(*name))
            .min()
            .unwrap_or(2);
        let at_most = (3.0 - 0.7 * (f64::from(fewest_sessions.max(2)) / 2.0).ln()).max(0.5);
        -1.0 + (1.0 + at_most) * likeness
    }

    /// 0 to 1; `None` where one side names nobody.
    pub fn speaker_likeness(&self, old: &Traits, new: &Traits) -> Option<f64> {
        if old.speakers.is_empty() || new.speakers.is_empty() {
            return None;
        }
        let (fewer, more) = if old.speakers.len() <= new.speakers.len() {
            (&old.speakers, &new.speakers)
        } else {
            (&new.speakers, &old.speakers)
        };
        let found = fewer
            .iter()
            .filter(|name| {
                more.binary_search(name).is_ok()
                    || more.iter().take(PEOPLE_COMPARED).any(|other| {
                        text::same_person(
                            self.vocabulary.string(**name),
                            self.vocabulary.string(*other),
                        )
                    })
            })
            .count() as f64;
        Some((found / fewer.len() as f64 + found / more.len() as f64) / 2.0)
    }

    /// -2.5 (nothing shared) to 5 (the same); 0 where one side has next to none.
    fn text(&self, old_at: usize, new_at: usize) -> f64 {
        let (old, new) = (&self.old.traits[old_at], &self.new.traits[new_at]);
        let same = old.text_hash == new.text_hash;
        let (before, after) = (self.old.word_pairs(old_at), self.new.word_pairs(new_at));
        if before.len().min(after.len()) < 4 {
            return if same && !before.is_empty() { 1.0 } else { 0.0 };
        }
        let points = if same {
            TEXT_AT_MOST
        } else {
            interpolated(
                text::overlap(before, after),
                &[
                    (0.0, -2.5),
                    (0.08, -1.0),
                    (0.2, 1.0),
                    (0.4, 3.0),
                    (0.7, 4.5),
                    (1.0, TEXT_AT_MOST),
                ],
            )
        };
        if self.old.is_boilerplate(old.text_hash) || self.new.is_boilerplate(new.text_hash) {
            points.min(1.0)
        } else {
            points
        }
    }

    /// -2.5 (another day, another room, far shorter) to 3.2 (same time, same room, as long).
    fn place(&self, old: &Traits, new: &Traits) -> f64 {
        let time = match (self.drift.start_of(old), new.start) {
            (Some(expected), Some(start)) => match (start - expected).abs() {
                0 => 2.0,
                1..=60 => 1.0,
                61..=180 => 0.7,
                181..=720 => 0.0,
                _ => -1.0,
            },
            _ => 0.0,
        };
        let room = match (self.drift.room_of(old), new.room) {
            (Some(expected), Some(room)) if expected == room => 1.0,
            (Some(_), Some(_)) => -0.5,
            _ => 0.0,
        };
        let length = |traits: &Traits| Some(traits.end? - traits.start?).filter(|it| *it > 0);
        let length = match (length(old), length(new)) {
            (Some(before), Some(after)) if before == after => 0.2,
            (Some(before), Some(after)) if before.max(after) > 3 * before.min(after) => -1.0,
            (Some(_), Some(_)) => -0.2,
            _ => 0.0,
        };
        time + room + length
    }

    /// The lesser words of a schedule: subtitle, language, track, kind.
    fn rest(&self, old_at: usize, new_at: usize) -> f64 {
        let (old, new) = (self.old.sessions[old_at], self.new.sessions[new_at]);
        let told = |a: &Option<String>, b: &Option<String>, same: f64, other: f64| match (a, b) {
            (Some(a), Some(b)) if a == b => same,
            (Some(_), Some(_)) => other,
            _ => 0.0,
        };
        told(&old.subtitle, &new.subtitle, 1.5, 0.0)
            + told(&old.language, &new.language, 0.0, -0.6)
            + told(&old.track, &new.track, 0.2, -0.3)
            + told(&old.kind_label, &new.kind_label, 0.0, -0.3)
    }
}

/// The value between the two neighbours of `at` on a line of points with rising first number.
fn interpolated(at: f64, points: &[(f64, f64)]) -> f64 {
    for pair in points.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        if at <= to {
            return low + (high - low) * (at - from) / (to - from);
        }
    }
    points.last().map_or(0.0, |(_, value)| *value)
}
