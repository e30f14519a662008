//! Joins talks that are only named (in show notes, in somebody's list) to the sessions they mean.
//!
//! Such a talk has a title, mostly a code or an address, sometimes speakers, and no time. Nothing is
//! known of the rest of its source, so there is no whole file to judge an identifier by: each joint
//! stands on its own.

use std::collections::HashMap;

use super::candidates::candidates;
use super::drift::Drift;
use super::likeness::Scale;
use super::rungs::page;
use super::version::{Version, Vocabulary};
use super::{Doubt, DoubtReason, Match, Matching, Reason};
use crate::Session;

/// From here on two titles are one, given a speaker in common.
const TITLE_ALIKE: f64 = 0.75;
/// From here on the title alone is worth a question.
const TITLE_SOMEWHAT_ALIKE: f64 = 0.6;

/// Finds the session that each of the named talks means: by code, by address, by title (and
/// speakers, where both tell them). `old` of the answer are indices of `named`, each in at most one
/// pair or doubt; a session may be meant by several.
pub fn join_unscheduled(named: &[Session], sessions: &[Session]) -> Matching {
    let mut vocabulary = Vocabulary::default();
    let old = Version::new(named, &[], &mut vocabulary);
    let new = Version::new(sessions, &[], &mut vocabulary);
    let scale = Scale {
        old: &old,
        new: &new,
        vocabulary: &vocabulary,
        drift: Drift::default(),
    };
    let directory = Directory::of(&new);
    let alike = alike_titles(&scale);
    let mut matching = Matching::default();
    for at in 0..old.len() {
        let index = old.indices[at];
        match directory
            .meant_by(&scale, at)
            .or_else(|| alike.get(&at).copied())
        {
            Some(Joint::Certain(found, reason)) => matching.pairs.push(Match {
                old: index,
                new: new.indices[found],
                reason,
            }),
            Some(Joint::Doubtful(found, reason)) => matching.doubtful.push(Doubt {
                old: index,
                new: new.indices[found],
                reason,
            }),
            None => {}
        }
    }
    matching.pairs.sort_unstable_by_key(|pair| pair.old);
    matching.doubtful.sort_unstable_by_key(|doubt| doubt.old);
    matching
}

#[derive(Clone, Copy)]
enum Joint {
    Certain(usize, Reason),
    Doubtful(usize, DoubtReason),
}

/// Positions of the sessions by what a talk may be named by.
struct Directory<'v> {
    by_code: HashMap<&'v str, Vec<usize>>,
    by_page: HashMap<&'v str, Vec<usize>>,
    by_title: HashMap<u32, Vec<usize>>,
}

impl<'v> Directory<'v> {
    fn of(version: &Version<'v>) -> Self {
        let mut directory = Self {
            by_code: HashMap::new(),
            by_page: HashMap::new(),
            by_title: HashMap::new(),
        };
        for (at, session) in version.sessions.iter().enumerate() {
            if let Some(code) = session.identifiers.code.as_deref() {
                directory.by_code.entry(code).or_default().push(at);
            }
            if let Some(page) = session.url.as_deref().and_then(page) {
                directory.by_page.entry(page).or_default().push(at);
            }
            let title = version.traits[at].title;
            directory.by_title.entry(title).or_default().push(at);
        }
        directory
    }

    fn meant_by(&self, scale: &Scale, at: usize) -> Option<Joint> {
        let session = scale.old.sessions[at];
        let by_code = session
            .identifiers
            .code
            .as_deref()
            .and_then(|code| self.by_code.get(code));
        if let Some(found) = by_code {
            return one_of(scale, at, found, Reason::Code);
        }
        let by_page = session
            .url
            .as_deref()
            .and_then(page)
            .and_then(|page| self.by_page.get(page));
        if let Some(found) = by_page {
            return one_of(scale, at, found, Reason::Url);
        }
        if scale.old.traits[at].placeholder || scale.old.traits[at].generic {
            return None;
        }
        let same_title = self.by_title.get(&scale.old.traits[at].title)?;
        let by_them: Vec<usize> = same_title
            .iter()
            .copied()
            .filter(|&new_at| speakers_agree(scale, at, new_at) != Some(false))
            .collect();
        match by_them.as_slice() {
            [] => Some(Joint::Doubtful(same_title[0], DoubtReason::SomewhatAlike)),
            found => one_of(scale, at, found, Reason::Content),
        }
    }
}

/// The one session among the repeats of a talk: the only one, or the only one at the same time.
fn one_of(scale: &Scale, at: usize, found: &[usize], reason: Reason) -> Option<Joint> {
    if let [only] = found {
        return Some(Joint::Certain(*only, reason));
    }
    let start = scale.old.traits[at].start;
    let mut then = found
        .iter()
        .filter(|new_at| start.is_some() && scale.new.traits[**new_at].start == start);
    match (then.next(), then.next()) {
        (Some(only), None) => Some(Joint::Certain(*only, reason)),
        _ => Some(Joint::Doubtful(*found.first()?, DoubtReason::SeveralAlike)),
    }
}

/// For each named talk the session whose title comes nearest, where it comes near enough.
fn alike_titles(scale: &Scale) -> HashMap<usize, Joint> {
    let all = |version: &Version| -> Vec<usize> {
        (0..version.len())
            .filter(|at| !version.traits[*at].placeholder && !version.traits[*at].generic)
            .collect()
    };
    let pairs = candidates(
        scale.old,
        scale.new,
        &all(scale.old),
        &all(scale.new),
        scale.vocabulary,
        &scale.drift,
    );
    let mut nearest: HashMap<usize, (f64, Joint)> = HashMap::new();
    for (at, new_at) in pairs {
        let likeness = scale.title_likeness(at, new_at);
        let joint = match speakers_agree(scale, at, new_at) {
            Some(true) if likeness >= TITLE_ALIKE => Joint::Certain(new_at, Reason::Content),
            Some(false) => continue,
            _ if likeness >= TITLE_SOMEWHAT_ALIKE => {
                Joint::Doubtful(new_at, DoubtReason::SomewhatAlike)
            }
            _ => continue,
        };
        let (best, chosen) = nearest.entry(at).or_insert((likeness, joint));
        if likeness > *best {
            (*best, *chosen) = (likeness, joint);
        } else if likeness == *best && !is(chosen, new_at) {
            *chosen = Joint::Doubtful(position(chosen), DoubtReason::SeveralAlike);
        }
    }
    nearest
        .into_iter()
        .map(|(at, (_, joint))| (at, joint))
        .collect()
}

/// `None` where one side names nobody.
fn speakers_agree(scale: &Scale, at: usize, new_at: usize) -> Option<bool> {
    scale
        .speaker_likeness(&scale.old.traits[at], &scale.new.traits[new_at])
        .map(|likeness| likeness > 0.0)
}

fn position(joint: &Joint) -> usize {
    match joint {
        Joint::Certain(at, _) | Joint::Doubtful(at, _) => *at,
    }
}

fn is(joint: &Joint, at: usize) -> bool {
    position(joint) == at
}
