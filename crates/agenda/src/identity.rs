//! Which session of a newer schedule is the same talk as which session of the older one.
//!
//! Pure: what is done about a match (changed, withdrawn, asked about) lives with the store.

use std::collections::HashMap;

use crate::Session;

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
    /// Title, speakers and text are alike.
    Content,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DoubtReason {
    /// They share an identifier, yet nothing else.
    OnlyIdentifier,
    /// Title, speakers or text are somewhat alike.
    SomewhatAlike,
}

impl DoubtReason {
    /// In words, to stand after "maybe the same talk: ".
    pub fn describe(self) -> &'static str {
        match self {
            Self::OnlyIdentifier => "same identifier, but other title, speakers and text",
            Self::SomewhatAlike => "title, speakers or text are somewhat alike",
        }
    }
}

/// Pairs the sessions of two versions of one schedule.
pub fn match_sessions(old: &[Session], new: &[Session]) -> Matching {
    let mut partner_of_old: Vec<Option<Match>> = vec![None; old.len()];
    let mut new_is_taken = vec![false; new.len()];
    let rungs: [(Reason, fn(&Session) -> Option<&str>); 5] = [
        (Reason::Guid, |session| session.identifiers.guid.as_deref()),
        (Reason::Code, |session| session.identifiers.code.as_deref()),
        (Reason::Uid, |session| session.identifiers.uid.as_deref()),
        (Reason::Id, |session| session.identifiers.id.as_deref()),
        (Reason::Url, |session| session.url.as_deref()),
    ];
    for (reason, value_of) in rungs {
        let new_by_value = unique(new, value_of);
        for (value, old_index) in unique(old, value_of) {
            let Some(&new_index) = new_by_value.get(value) else {
                continue;
            };
            if partner_of_old[old_index].is_none() && !new_is_taken[new_index] {
                new_is_taken[new_index] = true;
                partner_of_old[old_index] = Some(Match {
                    old: old_index,
                    new: new_index,
                    reason,
                });
            }
        }
    }
    Matching {
        pairs: partner_of_old.into_iter().flatten().collect(),
        doubtful: Vec::new(),
    }
}

/// The sessions by a value that no other session of the same version has.
fn unique<'a>(
    sessions: &'a [Session],
    value_of: fn(&Session) -> Option<&str>,
) -> HashMap<&'a str, usize> {
    let mut count: HashMap<&str, (usize, usize)> = HashMap::new();
    for (index, session) in sessions.iter().enumerate() {
        if let Some(value) = value_of(session) {
            count.entry(value).or_insert((0, index)).0 += 1;
        }
    }
    count
        .into_iter()
        .filter(|(_, (times, _))| *times == 1)
        .map(|(value, (_, index))| (value, index))
        .collect()
}
