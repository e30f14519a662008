//! Which stored session is which of the schedule's: [`agenda::identity`], applied to what the store
//! knows beside the sessions themselves.

use agenda::Session;
use agenda::identity::{
    Doubt, DoubtReason, Match, Matching, Reason, join_unscheduled, match_with_withdrawn,
};

use super::Provenance;
use super::sessions::Stored;

/// Pairs stored sessions (`old`) with the schedule's. Where one of the two only names talks without
/// a time, several new sessions may be paired with one old.
pub(super) fn pair(
    stored: &[Stored],
    old: &[Session],
    new: &[Session],
    provenance: Provenance<'_>,
) -> Matching {
    if old.is_empty() {
        return Matching::default();
    }
    if let Some(pairs) = same_again(stored, old, new, provenance) {
        return Matching {
            pairs,
            doubtful: Vec::new(),
        };
    }
    let withdrawn: Vec<bool> = stored.iter().map(|stored| stored.is_withdrawn).collect();
    let mut matching = match_with_withdrawn(old, &withdrawn, new);
    match provenance.excerpt() {
        None => join_named_before(&mut matching, stored, old, new),
        Some(_) => join_named_now(&mut matching, old, new),
    }
    matching
}

/// The usual case of a refresh, without the work of comparing each with each.
fn same_again(
    stored: &[Stored],
    old: &[Session],
    new: &[Session],
    provenance: Provenance<'_>,
) -> Option<Vec<Match>> {
    let told_before = (0..old.len())
        .filter(|&at| !stored[at].is_withdrawn && provenance.told(stored[at].excerpt.as_deref()));
    let pairs: Vec<Match> = told_before
        .zip(0..)
        .map(|(old, new)| Match {
            old,
            new,
            reason: Reason::Unchanged,
        })
        .collect();
    let is_same =
        pairs.len() == new.len() && pairs.iter().all(|pair| old[pair.old] == new[pair.new]);
    is_same.then_some(pairs)
}

/// A whole schedule tells the times of talks that an excerpt had only named.
fn join_named_before(matching: &mut Matching, stored: &[Stored], old: &[Session], new: &[Session]) {
    let named: Vec<usize> = unpaired(old.len(), matching.pairs.iter().map(|pair| pair.old))
        .filter(|&at| {
            let stored = &stored[at];
            old[at].slot.is_none() && stored.excerpt.is_some() && !stored.is_withdrawn
        })
        .collect();
    let free: Vec<usize> =
        unpaired(new.len(), matching.pairs.iter().map(|pair| pair.new)).collect();
    let joints = join_unscheduled(&picked(old, &named), &picked(new, &free));
    let mut is_taken = vec![false; free.len()];
    for joint in joints.pairs {
        if !std::mem::replace(&mut is_taken[joint.new], true) {
            add_pair(matching, named[joint.old], free[joint.new], joint.reason);
        }
    }
    for joint in joints.doubtful {
        add_doubt(matching, named[joint.old], free[joint.new], joint.reason);
    }
}

/// An excerpt names talks whose times the store knows.
fn join_named_now(matching: &mut Matching, old: &[Session], new: &[Session]) {
    let named: Vec<usize> = unpaired(new.len(), matching.pairs.iter().map(|pair| pair.new))
        .filter(|&at| new[at].slot.is_none())
        .collect();
    let joints = join_unscheduled(&picked(new, &named), old);
    for joint in joints.pairs {
        add_pair(matching, joint.new, named[joint.old], joint.reason);
    }
    for joint in joints.doubtful {
        add_doubt(matching, joint.new, named[joint.old], joint.reason);
    }
}

fn add_pair(matching: &mut Matching, old: usize, new: usize, reason: Reason) {
    matching.pairs.push(Match { old, new, reason });
    matching
        .doubtful
        .retain(|doubt| doubt.old != old && doubt.new != new);
}

/// One question about a session of the schedule is enough.
fn add_doubt(matching: &mut Matching, old: usize, new: usize, reason: DoubtReason) {
    let is_settled = matching.pairs.iter().any(|pair| pair.new == new)
        || matching.doubtful.iter().any(|doubt| doubt.new == new);
    if !is_settled {
        matching.doubtful.push(Doubt { old, new, reason });
    }
}

fn unpaired(count: usize, paired: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut is_paired = vec![false; count];
    for at in paired {
        is_paired[at] = true;
    }
    (0..count).filter(move |&at| !is_paired[at])
}

fn picked(sessions: &[Session], places: &[usize]) -> Vec<Session> {
    places.iter().map(|&at| sessions[at].clone()).collect()
}
