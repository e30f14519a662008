//! Clashes: two things of an agenda that cannot both be attended, for want of time or of time to
//! walk.

use chrono::{DateTime, TimeDelta, Utc};

use crate::WalkingTimes;

/// What is longer than this counts as background, such as registration or an exhibition, and
/// clashes with nothing, unless it is a must.
pub const BACKGROUND: TimeDelta = TimeDelta::hours(6);

/// A stretch of time, from `starts_at` to before `ends_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

impl Span {
    pub fn length(&self) -> TimeDelta {
        self.ends_at - self.starts_at
    }

    /// The time that two have in common; zero or less where they have none.
    pub fn overlap(&self, other: &Self) -> TimeDelta {
        self.ends_at.min(other.ends_at) - self.starts_at.max(other.starts_at)
    }

    pub fn holds(&self, other: &Self) -> bool {
        self.starts_at <= other.starts_at && other.ends_at <= self.ends_at
    }
}

/// Something that takes an attendee's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appointment<'a> {
    pub span: Span,
    /// The room, or where a booth stands. None where nobody has to walk, or nobody knows where to:
    /// online, or no place told.
    pub place: Option<&'a str>,
    /// Picked as must: then it is never background.
    pub must: bool,
}

impl Appointment<'_> {
    pub fn is_background(&self) -> bool {
        !self.must && self.span.length() > BACKGROUND
    }

    /// Whether it can clash at all.
    pub fn occupies(&self) -> bool {
        !self.is_background() && self.span.length() > TimeDelta::zero()
    }
}

/// Why two cannot both be attended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// So long they are at once.
    Overlap(TimeDelta),
    /// The time between them is shorter than the walk.
    Tight { free: TimeDelta, walk: TimeDelta },
}

impl Conflict {
    pub fn overlap(&self) -> Option<TimeDelta> {
        match self {
            Self::Overlap(time) => Some(*time),
            Self::Tight { .. } => None,
        }
    }

    /// The time that is missing to walk from one to the other.
    pub fn missing(&self) -> Option<TimeDelta> {
        match self {
            Self::Overlap(_) => None,
            Self::Tight { free, walk } => Some(*walk - *free),
        }
    }
}

/// Two that conflict, by their places in the slice that was looked at; `first < second`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    pub first: usize,
    pub second: usize,
    pub conflict: Conflict,
}

impl Clash {
    /// The other one, if `index` is one of the two.
    pub fn other(&self, index: usize) -> Option<usize> {
        match index {
            _ if self.first == index => Some(self.second),
            _ if self.second == index => Some(self.first),
            _ => None,
        }
    }
}

/// What keeps two from both being attended. An end that is the other's start is no overlap. What is
/// background, or has no length, conflicts with nothing.
pub fn conflict(
    a: &Appointment<'_>,
    b: &Appointment<'_>,
    walking: &WalkingTimes,
) -> Option<Conflict> {
    if !a.occupies() || !b.occupies() {
        return None;
    }
    let overlap = a.span.overlap(&b.span);
    if overlap > TimeDelta::zero() {
        return Some(Conflict::Overlap(overlap));
    }
    let walk = TimeDelta::minutes(walking.between(Some(a.place?), b.place?).into());
    let free = -overlap;
    (free < walk).then_some(Conflict::Tight { free, walk })
}

/// All pairs that conflict.
pub fn clashes(appointments: &[Appointment<'_>], walking: &WalkingTimes) -> Vec<Clash> {
    let longest_walk = TimeDelta::minutes(walking.longest().into());
    let by_start = foreground(appointments);
    let mut found = Vec::new();
    for (position, &earlier) in by_start.iter().enumerate() {
        let out_of_reach = appointments[earlier].span.ends_at + longest_walk;
        for &later in &by_start[position + 1..] {
            if appointments[later].span.starts_at >= out_of_reach {
                break;
            }
            let found_one = conflict(&appointments[earlier], &appointments[later], walking);
            found.extend(found_one.map(|conflict| Clash {
                first: earlier.min(later),
                second: earlier.max(later),
                conflict,
            }));
        }
    }
    found.sort_by_key(|clash| (clash.first, clash.second));
    found
}

/// Where each is drawn beside those at the same time: its lane from 0, and how many lanes its group
/// has. A group is a run that touch one another through overlaps; within it each takes the lowest
/// lane that is free. What is background gets a lane of one.
pub fn lanes(appointments: &[Appointment<'_>]) -> Vec<(usize, usize)> {
    let mut placed = vec![(0, 1); appointments.len()];
    let mut group: Vec<usize> = Vec::new();
    let mut lane_ends: Vec<DateTime<Utc>> = Vec::new();
    for index in foreground(appointments) {
        let span = appointments[index].span;
        if lane_ends.iter().all(|&end| end <= span.starts_at) {
            close_group(&mut placed, &mut group, &mut lane_ends);
        }
        let lane = lane_ends
            .iter()
            .position(|&end| end <= span.starts_at)
            .unwrap_or(lane_ends.len());
        match lane_ends.get_mut(lane) {
            Some(end) => *end = span.ends_at,
            None => lane_ends.push(span.ends_at),
        }
        placed[index].0 = lane;
        group.push(index);
    }
    close_group(&mut placed, &mut group, &mut lane_ends);
    placed
}

/// What is not background, by start.
fn foreground(appointments: &[Appointment<'_>]) -> Vec<usize> {
    let mut by_start: Vec<usize> = (0..appointments.len())
        .filter(|&index| !appointments[index].is_background())
        .collect();
    by_start.sort_by_key(|&index| {
        let span = appointments[index].span;
        (span.starts_at, span.ends_at)
    });
    by_start
}

fn close_group(
    placed: &mut [(usize, usize)],
    group: &mut Vec<usize>,
    lane_ends: &mut Vec<DateTime<Utc>>,
) {
    for index in group.drain(..) {
        placed[index].1 = lane_ends.len();
    }
    lane_ends.clear();
}

#[cfg(test)]
mod tests;
