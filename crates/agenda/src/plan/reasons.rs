//! Why something is left out of a plan.

use chrono::TimeDelta;

use super::{Candidate, Chosen, When};
use crate::WalkingTimes;
use crate::clash::{Appointment, Conflict, Span, conflict};

/// A candidate, by its place, and why it is not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub candidate: usize,
    pub reason: Reason,
}

/// Candidates are named by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another time of the same talk is chosen.
    OtherTime { chosen: usize },
    /// It is at the same time as what is chosen, the most wanted of that.
    Clashes { with: usize, overlap: TimeDelta },
    /// There is no time to walk from or to what is chosen.
    NoWalk { with: usize, missing: TimeDelta },
    /// It is at the time of a pause.
    Pause { pause: usize },
    /// A visit for which there is no time left while the booth is open.
    NoTime,
    /// It is worth nothing.
    Worthless,
}

pub fn left_out(
    candidates: &[Candidate<'_>],
    chosen: &[Chosen],
    pauses: &[Option<Span>],
    walking: &WalkingTimes,
) -> Vec<LeftOut> {
    let is_chosen = |candidate: usize| chosen.iter().any(|one| one.candidate == candidate);
    let missing = (0..candidates.len()).filter(|&candidate| !is_chosen(candidate));
    missing
        .map(|candidate| LeftOut {
            candidate,
            reason: reason(candidates, candidate, chosen, pauses, walking),
        })
        .collect()
}

fn reason(
    candidates: &[Candidate<'_>],
    candidate: usize,
    chosen: &[Chosen],
    pauses: &[Option<Span>],
    walking: &WalkingTimes,
) -> Reason {
    let this = &candidates[candidate];
    let other_time = chosen.iter().find(|one| {
        let other = &candidates[one.candidate];
        this.talk.is_some() && other.talk == this.talk && other.at(one.span).occupies()
    });
    if let Some(one) = other_time {
        return Reason::OtherTime {
            chosen: one.candidate,
        };
    }
    if this.worth == 0 {
        return Reason::Worthless;
    }
    let (When::At(span) | When::Locked(span)) = this.when else {
        return Reason::NoTime;
    };
    let this = this.at(span);
    let conflicts = chosen.iter().filter_map(|one| {
        let other = &candidates[one.candidate];
        let found = conflict(&this, &other.at(one.span), walking)?;
        let rank = (found.overlap().is_some(), other.is_locked(), other.worth);
        Some((rank, one.candidate, found))
    });
    let pause = pauses.iter().position(|pause| {
        let at_pause = |span: &Span| {
            let pause = Appointment {
                span: *span,
                place: None,
                must: true,
            };
            conflict(&this, &pause, walking).is_some()
        };
        pause.as_ref().is_some_and(at_pause)
    });
    let strongest = conflicts.max_by_key(|(rank, with, _)| (*rank, usize::MAX - with));
    match (strongest, pause) {
        (Some((_, with, Conflict::Overlap(overlap))), _) => Reason::Clashes { with, overlap },
        (_, Some(pause)) => Reason::Pause { pause },
        (Some((_, with, Conflict::Tight { free, walk })), None) => Reason::NoWalk {
            with,
            missing: walk - free,
        },
        // Only where the search was stopped before it came here.
        (None, None) => Reason::NoTime,
    }
}
