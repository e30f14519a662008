//! Which session of a newer schedule is the same talk as which session of the older one.
//!
//! A ladder, from what names a talk to what it is:
//!
//! 1. Sessions that are equal in every field.
//! 2. guid, code, UID, id, address. A rung speaks where its value stands once in each version, and
//!    is believed as far as the sessions it pairs are alike: where most are not (ids given out
//!    anew), the rung is left out for the whole file; where a few are not, the content decides. A
//!    guid that is believed has the last word.
//! 3. Titles that stand once in each version, unless speakers and text are all others.
//! 4. From these pairs is learned what happened to the whole file (an hour later, a room renamed).
//! 5. Of what is left, the pairs that are most alike in title, speakers, text, time and room; see
//!    `likeness` for what counts how much. Repeats of one talk go by time and room.
//! 6. A believed identifier alone, where nothing speaks for another partner.
//! 7. The one repeat of a talk that is left, and the one that is new.
//!
//! What is like enough to wonder about, but not to decide, is a [`Doubt`], to be asked about. Two
//! sessions that are the same but for new identifiers are a pair: sources do issue new ones. A
//! session of another title under another identifier never is.
//!
//! Pure: what is done about a match (changed, withdrawn, asked about) lives with the store.

mod assignment;
mod candidates;
mod conferences;
mod drift;
mod likeness;
mod repeats;
mod rungs;
mod text;
mod unscheduled;
mod version;

pub use conferences::{SameConference, SameConferenceReason, same_conference, shared_titles};
pub use repeats::repeats;
pub use unscheduled::join_unscheduled;

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::Session;
use assignment::Assignment;
use version::{Version, Vocabulary};

/// What [`match_sessions`] found. What is in no pair is withdrawn (old) or new (new).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// Every old and every new index stands in at most one pair; ordered by `old`.
    pub pairs: Vec<Match>,
    /// Candidates for the question "same talk?". Neither index stands in a pair.
    pub doubtful: Vec<Doubt>,
}

/// An old session and its newer form, as indices into the two slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    pub old: usize,
    pub new: usize,
    pub reason: Reason,
}

/// Why two sessions are held to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing at all has changed.
    Unchanged,
    Guid,
    Code,
    Uid,
    Id,
    Url,
    /// The title is the same or alike, and nothing outweighs it.
    Content,
    /// Another title, but the same speakers or text.
    Renamed,
    /// A title that says nothing yet, at the same time in the same room.
    Place,
}

impl Reason {
    /// In words, to stand after "the same talk: ".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Unchanged => "nothing changed",
            Self::Guid => "same guid",
            Self::Code => "same code",
            Self::Uid => "same UID",
            Self::Id => "same id",
            Self::Url => "same address",
            Self::Content => "title, speakers and text alike",
            Self::Renamed => "same speakers or text under another title",
            Self::Place => "same time and room",
        }
    }
}

/// Two sessions that may be the same, as indices into the two slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub old: usize,
    pub new: usize,
    pub reason: DoubtReason,
}

/// What speaks for two sessions being the same, though not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtReason {
    /// They share an identifier, yet nothing else.
    OnlyIdentifier,
    /// Title, speakers or text are somewhat alike.
    SomewhatAlike,
    /// Several sessions are alike, none clearly more than the next.
    SeveralAlike,
}

impl DoubtReason {
    /// In words, to stand after "maybe the same talk: ".
    pub fn describe(self) -> &'static str {
        match self {
            Self::OnlyIdentifier => "same identifier, but other title, speakers and text",
            Self::SomewhatAlike => "title, speakers or text are somewhat alike",
            Self::SeveralAlike => "several sessions are alike, none clearly more than the next",
        }
    }
}

/// Pairs the sessions of two versions of one schedule.
///
/// Deterministic, and the order of the slices has no say but among sessions that are equal.
pub fn match_sessions(old: &[Session], new: &[Session]) -> Matching {
    match_with_withdrawn(old, &[], new)
}

/// The same, where `old` holds sessions that had been withdrawn before (`withdrawn[index]`; missing
/// entries are `false`). They may come back, and yield to a current session that fits as well.
pub fn match_with_withdrawn(old: &[Session], withdrawn: &[bool], new: &[Session]) -> Matching {
    if let Some(matching) = unchanged(old, withdrawn, new) {
        return matching;
    }
    let mut vocabulary = Vocabulary::default();
    let before = Version::new(old, withdrawn, &mut vocabulary);
    let after = Version::new(new, &[], &mut vocabulary);
    let assignment = Assignment::of(&before, &after, &vocabulary);
    let mut pairs: Vec<Match> = assignment
        .pairs()
        .map(|(old, new, reason)| Match {
            old: before.indices[old],
            new: after.indices[new],
            reason,
        })
        .collect();
    pairs.sort_unstable_by_key(|pair| pair.old);
    let mut doubtful: Vec<Doubt> = assignment
        .doubtful
        .iter()
        .map(|&(old, new, reason)| Doubt {
            old: before.indices[old],
            new: after.indices[new],
            reason,
        })
        .collect();
    doubtful.sort_unstable_by_key(|doubt| doubt.old);
    Matching { pairs, doubtful }
}

/// The answer where the current sessions are those of the new file, in whatever order: most imports
/// bring nothing new.
fn unchanged(old: &[Session], withdrawn: &[bool], new: &[Session]) -> Option<Matching> {
    let current = || {
        let is_current = |index: &usize| !withdrawn.get(*index).copied().unwrap_or(false);
        (0..old.len()).filter(is_current)
    };
    if current().count() != new.len() {
        return None;
    }
    let mut new_by_digest: HashMap<u64, VecDeque<usize>> = HashMap::with_capacity(new.len());
    for (index, session) in new.iter().enumerate() {
        new_by_digest
            .entry(version::digest(session))
            .or_default()
            .push_back(index);
    }
    let mut pairs = Vec::with_capacity(new.len());
    for index in current() {
        let found = new_by_digest
            .get_mut(&version::digest(&old[index]))?
            .pop_front()
            .filter(|found| new[*found] == old[index])?;
        pairs.push(Match {
            old: index,
            new: found,
            reason: Reason::Unchanged,
        });
    }
    Some(Matching {
        pairs,
        doubtful: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
