//! The plan: of what is wanted, the set with the greatest worth that can all be attended.
//!
//! At most one time of each talk, visits to booths at any time they are open, pauses, and the walk
//! from each place to the next. Exact: branch and bound over what comes next, in order of time. The
//! bound is the best chain of appointments when every talk and visit that has several times has a
//! price for each use ([`prices`], Lagrangian relaxation); of partial plans that end alike only
//! those are followed that none surpasses ([`search`]). Where the search is stopped early, the best
//! plan so far and a bound are told.

mod options;
mod prices;
mod reasons;
mod search;

use chrono::{DateTime, TimeDelta, Utc};

use crate::WalkingTimes;
use crate::clash::{Appointment, Span};
use options::{Options, Source};
pub use reasons::{LeftOut, Reason};

/// Visits and pauses start on whole five minutes.
pub const GRID: TimeDelta = TimeDelta::minutes(5);

/// Partial plans that are followed before the search is given up. A day of 200 talks with five visits
/// needs some hundred; 15 visits in a day can need more than there are.
pub const PARTIAL_PLANS: usize = 30_000;

/// Something that may be put on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    pub when: When,
    /// As in [`Appointment`].
    pub place: Option<&'a str>,
    pub must: bool,
    /// What is worth nothing is left out, unless it is locked or takes no time.
    pub worth: u32,
    /// Of the candidates with one number at most one is chosen: the times of one talk. What clashes
    /// with nothing is counted in no such number.
    pub talk: Option<usize>,
    /// Of plans of one worth the one is taken that has more of these, as far as the search meets it.
    pub preferred: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    At(Span),
    /// At that time, and chosen whatever it clashes with.
    Locked(Span),
    /// So long, at any time of the [`GRID`] within one of the spans.
    Within {
        length: TimeDelta,
        open: Vec<Span>,
    },
}

/// Time kept free somewhere within a span, such as for lunch, wherever the attendee then is. It goes
/// before everything but what is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub within: Span,
    pub length: TimeDelta,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// By start.
    pub chosen: Vec<Chosen>,
    /// In the order of the candidates.
    pub left_out: Vec<LeftOut>,
    /// When each pause is; None where what is locked leaves no time for it.
    pub pauses: Vec<Option<Span>>,
    pub worth: u64,
    /// No plan is worth more. More than `worth` only where the search was stopped early.
    pub bound: u64,
}

impl Plan {
    /// Whether it is proven that no plan is worth more.
    pub fn is_best(&self) -> bool {
        self.worth == self.bound
    }
}

/// A candidate, by its place, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub candidate: usize,
    pub span: Span,
}

impl Candidate<'_> {
    fn at(&self, span: Span) -> Appointment<'_> {
        Appointment {
            span,
            place: self.place,
            must: self.must,
        }
    }

    /// When it is, where that is not free.
    fn fixed_span(&self) -> Option<Span> {
        match self.when {
            When::At(span) | When::Locked(span) => Some(span),
            When::Within { .. } => None,
        }
    }

    fn is_locked(&self) -> bool {
        matches!(self.when, When::Locked(_))
    }

    /// Chosen whatever else is: locked, or it clashes with nothing.
    fn is_given(&self) -> bool {
        self.is_locked()
            || self
                .fixed_span()
                .is_some_and(|span| !self.at(span).occupies())
    }
}

/// The plan of greatest worth. `partial_plans` bounds the search, see [`PARTIAL_PLANS`].
pub fn plan(
    candidates: &[Candidate<'_>],
    pauses: &[Pause],
    walking: &WalkingTimes,
    partial_plans: usize,
) -> Plan {
    let options = Options::of(candidates, pauses, walking);
    let found = search::search(&options, partial_plans);
    let mut chosen: Vec<Chosen> = given(candidates).collect();
    let mut planned_pauses = vec![None; pauses.len()];
    for &index in &found.chosen {
        let option = &options.list[index];
        match option.source {
            Source::Candidate(candidate) => chosen.push(Chosen {
                candidate,
                span: option.span(),
            }),
            Source::Pause(pause) => planned_pauses[pause] = Some(option.span()),
        }
    }
    chosen.sort_by_key(|one| (one.span.starts_at, one.span.ends_at, one.candidate));
    let worth_of = |one: &Chosen| u64::from(candidates[one.candidate].worth);
    let worth = chosen.iter().map(worth_of).sum();
    let left_out = reasons::left_out(candidates, &chosen, &planned_pauses, walking);
    let lost = left_out
        .iter()
        .map(|out| u64::from(candidates[out.candidate].worth));
    Plan {
        bound: worth + found.missed.min(lost.sum()),
        chosen,
        left_out,
        pauses: planned_pauses,
        worth,
    }
}

/// What is chosen whatever else is.
fn given<'a>(candidates: &'a [Candidate<'_>]) -> impl Iterator<Item = Chosen> + 'a {
    let spans = candidates
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_given());
    spans.filter_map(|(candidate, one)| {
        let span = one.fixed_span()?;
        Some(Chosen { candidate, span })
    })
}

/// The first time of the [`GRID`] that is not before `at`.
pub fn next_on_grid(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = at.timestamp_millis().rem_euclid(GRID.num_milliseconds());
    if over == 0 {
        at
    } else {
        at + GRID - TimeDelta::milliseconds(over)
    }
}

#[cfg(test)]
mod tests;
