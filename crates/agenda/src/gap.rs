//! Gaps: free stretches of a day, and what fits into them.

use chrono::TimeDelta;

use crate::WalkingTimes;
use crate::clash::{Appointment, Span, conflict};

/// A stretch in which nothing is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub span: Span,
    /// What ends where it begins, by its place in the slice that was looked at.
    pub after: Option<usize>,
    /// What starts where it ends.
    pub before: Option<usize>,
}

/// The free stretches of at least `shortest` within the hours, by start. What is background takes no
/// time.
pub fn gaps(held: &[Appointment<'_>], hours: Span, shortest: TimeDelta) -> Vec<Gap> {
    let mut by_start: Vec<usize> = (0..held.len())
        .filter(|&index| held[index].occupies())
        .filter(|&index| held[index].span.overlap(&hours) > TimeDelta::zero())
        .collect();
    by_start.sort_by_key(|&index| held[index].span.starts_at);
    let mut found = Vec::new();
    let (mut free_from, mut after) = (hours.starts_at, None);
    let ends = by_start.into_iter().map(Some).chain([None]);
    for before in ends {
        let free_to = before.map_or(hours.ends_at, |index| held[index].span.starts_at);
        if free_to > free_from && free_to - free_from >= shortest {
            found.push(Gap {
                span: Span {
                    starts_at: free_from,
                    ends_at: free_to,
                },
                after,
                before,
            });
        }
        if let Some(index) = before.filter(|&index| held[index].span.ends_at >= free_from) {
            free_from = held[index].span.ends_at;
            after = Some(index);
        }
    }
    found
}

/// Something that may be added to an agenda.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion<'a> {
    pub appointment: Appointment<'a>,
    /// How many lists have it.
    pub recommended_by: u32,
    /// To what is picked, from 0 to 1.
    pub likeness: f64,
}

/// What fits into a gap and can be walked to from what is held, and from there on; best first: on
/// the most lists, the most alike to what is picked, the earliest.
pub fn fitting(
    gap: &Gap,
    held: &[Appointment<'_>],
    suggestions: &[Suggestion<'_>],
    walking: &WalkingTimes,
) -> Vec<usize> {
    let fits = |suggestion: &Suggestion<'_>| {
        let appointment = &suggestion.appointment;
        appointment.occupies()
            && gap.span.holds(&appointment.span)
            && held
                .iter()
                .all(|other| conflict(appointment, other, walking).is_none())
    };
    let mut found: Vec<usize> = (0..suggestions.len())
        .filter(|&index| fits(&suggestions[index]))
        .collect();
    found.sort_by(|&a, &b| {
        let (one, other) = (&suggestions[a], &suggestions[b]);
        (other.recommended_by.cmp(&one.recommended_by))
            .then(other.likeness.total_cmp(&one.likeness))
            .then(
                one.appointment
                    .span
                    .starts_at
                    .cmp(&other.appointment.span.starts_at),
            )
            .then(a.cmp(&b))
    });
    found
}

/// The longest stretch of a gap that can be spent at a place while it is open, the walks from what
/// is held before and to what is held after taken off; of stretches of one length the first.
pub fn time_at(
    gap: &Gap,
    held: &[Appointment<'_>],
    place: Option<&str>,
    open: &[Span],
    walking: &WalkingTimes,
) -> Option<Span> {
    let mut reach = gap.span;
    for other in held.iter().filter(|other| other.occupies()) {
        let Some((from, to)) = other.place.zip(place) else {
            continue;
        };
        let walk = TimeDelta::minutes(walking.between(Some(from), to).into());
        if other.span.ends_at <= gap.span.starts_at {
            reach.starts_at = reach.starts_at.max(other.span.ends_at + walk);
        } else if gap.span.ends_at <= other.span.starts_at {
            reach.ends_at = reach.ends_at.min(other.span.starts_at - walk);
        }
    }
    let within = open.iter().map(|open| Span {
        starts_at: open.starts_at.max(reach.starts_at),
        ends_at: open.ends_at.min(reach.ends_at),
    });
    let within = within.filter(|span| span.length() > TimeDelta::zero());
    within.min_by_key(|span| (-span.length(), span.starts_at))
}

#[cfg(test)]
mod tests;
