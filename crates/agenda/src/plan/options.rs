//! What there is to choose among: each candidate and pause at each time it may be.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta};

use super::{Candidate, GRID, Pause, When, given, next_on_grid};
use crate::WalkingTimes;
use crate::clash::{Appointment, Span, conflict};

/// Values are counted in so many parts of a worth, for prices between whole worths; what is preferred
/// has one part more.
const PARTS: i64 = 4096;

/// Milliseconds.
type Time = i64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Candidate(usize),
    Pause(usize),
}

/// A candidate or pause at one time.
#[derive(Clone, Debug)]
pub struct Choice {
    pub source: Source,
    pub starts_at: Time,
    pub ends_at: Time,
    pub place: usize,
    /// In parts of a worth.
    pub worth: i64,
    /// At most one of a group is chosen.
    pub group: Option<usize>,
}

impl Choice {
    pub fn span(&self) -> Span {
        let instant = |time| DateTime::from_timestamp_millis(time).unwrap_or_default();
        Span {
            starts_at: instant(self.starts_at),
            ends_at: instant(self.ends_at),
        }
    }
}

/// Several choices of which at most one is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    pub last_start: Time,
    pub most_worth: i64,
}

/// A visit or pause whose time is free: its choices by start. All are at one place.
#[derive(Clone, Debug)]
pub struct Movable {
    pub place: usize,
    pub choices: Vec<usize>,
}

#[derive(Debug)]
pub struct Options {
    /// By start.
    pub list: Vec<Choice>,
    pub groups: Vec<Group>,
    pub movables: Vec<Movable>,
    /// Choices at each place, by start; place 0 is nowhere.
    pub at_place: Vec<Vec<usize>>,
    /// Those of them whose time is not free.
    pub fixed_at_place: Vec<Vec<usize>>,
    /// Every worth is a multiple of it, but for what is preferred.
    pub unit: i64,
    /// What all that is preferred has more, together.
    pub preference: i64,
    walks: Vec<Vec<Time>>,
    outlasts: Vec<Vec<Time>>,
}

impl Options {
    pub fn of(candidates: &[Candidate<'_>], pauses: &[Pause], walking: &WalkingTimes) -> Self {
        let locked: Vec<Appointment<'_>> = given(candidates)
            .map(|chosen| candidates[chosen.candidate].at(chosen.span))
            .collect();
        let is_free = |appointment: &Appointment<'_>| {
            let clashes = |other| conflict(appointment, other, walking).is_some();
            !locked.iter().any(clashes)
        };
        let locked_talk = |candidate: &Candidate<'_>| {
            let holds = |other: &Candidate<'_>| {
                let takes_time = other
                    .fixed_span()
                    .is_some_and(|span| other.at(span).occupies());
                other.talk == candidate.talk && other.is_locked() && takes_time
            };
            candidate.talk.is_some() && candidates.iter().any(holds)
        };
        let mut places = Places::default();
        let mut made = Vec::new();
        let preferred = candidates.iter().filter(|one| one.preferred).count() as i64;
        let preference = if preferred < PARTS / 2 { preferred } else { 0 };
        for (index, candidate) in candidates.iter().enumerate() {
            if candidate.is_given() || candidate.worth == 0 || locked_talk(candidate) {
                continue;
            }
            let key = candidate
                .talk
                .map_or(GroupKey::Candidate(index), GroupKey::Talk);
            let place = places.number(candidate.place);
            for span in spans_of(&candidate.when) {
                if is_free(&candidate.at(span)) {
                    let worth = i64::from(candidate.worth) * PARTS
                        + i64::from(candidate.preferred && preference > 0);
                    made.push((choice(Source::Candidate(index), span, place, worth), key));
                }
            }
        }
        let worths = candidates.iter().map(|one| i64::from(one.worth));
        let unit = worths.fold(0, greatest_divisor).max(1) * PARTS;
        // A pause goes before all else together.
        let sum: i64 = candidates.iter().map(|one| i64::from(one.worth)).sum();
        let most = (sum * PARTS / unit + 2) * unit;
        for (index, pause) in pauses.iter().enumerate() {
            for span in starts_within(&pause.within, pause.length) {
                let appointment = Appointment {
                    span,
                    place: None,
                    must: true,
                };
                if is_free(&appointment) {
                    let choice = choice(Source::Pause(index), span, 0, most);
                    made.push((choice, GroupKey::Pause(index)));
                }
            }
        }
        made.sort_by_key(|(choice, _)| (choice.starts_at, choice.ends_at));
        let (list, groups) = grouped(made);
        let count = places.names.len() + 1;
        let walks = places.walks(walking);
        let mut options = Self {
            outlasts: outlasts(&walks),
            walks,
            groups,
            preference,
            movables: Vec::new(),
            at_place: vec![Vec::new(); count],
            fixed_at_place: vec![Vec::new(); count],
            unit,
            list,
        };
        options.sort_into_places(candidates);
        options
    }

    /// Whether a plan of that value has the greatest worth, where no value is more than the bound.
    pub fn is_best(&self, value: i64, bound: i64) -> bool {
        bound < value + self.unit - self.preference
    }

    /// By how many whole worths a plan may be worth more.
    pub fn missed(&self, value: i64, bound: i64) -> u64 {
        let units = bound / self.unit - value / self.unit;
        (units * self.unit / PARTS).max(0).unsigned_abs()
    }

    fn sort_into_places(&mut self, candidates: &[Candidate<'_>]) {
        let mut movable_of: HashMap<(bool, usize), usize> = HashMap::new();
        for (index, choice) in self.list.iter().enumerate() {
            self.at_place[choice.place].push(index);
            let key = match choice.source {
                Source::Candidate(candidate) if candidates[candidate].fixed_span().is_some() => {
                    self.fixed_at_place[choice.place].push(index);
                    continue;
                }
                Source::Candidate(candidate) => (false, candidate),
                Source::Pause(pause) => (true, pause),
            };
            let movable = *movable_of.entry(key).or_insert_with(|| {
                self.movables.push(Movable {
                    place: choice.place,
                    choices: Vec::new(),
                });
                self.movables.len() - 1
            });
            self.movables[movable].choices.push(index);
        }
    }

    /// When one can be at a place after a choice.
    pub fn ready(&self, choice: usize, place: usize) -> Time {
        let choice = &self.list[choice];
        choice.ends_at + self.walks[choice.place][place]
    }

    /// Whether both can be chosen, as far as time goes.
    pub fn fit(&self, a: usize, b: usize) -> bool {
        let starts = |choice: usize| self.list[choice].starts_at;
        let (earlier, later) = if starts(a) <= starts(b) {
            (a, b)
        } else {
            (b, a)
        };
        self.ready(earlier, self.list[later].place) <= starts(later)
    }

    /// Whether an earlier choice may forbid something that comes after a later one and is not
    /// forbidden by that.
    pub fn outlasts(&self, earlier: usize, later: usize) -> bool {
        let (earlier, later) = (&self.list[earlier], &self.list[later]);
        earlier.ends_at + self.outlasts[earlier.place][later.place] > later.ends_at
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum GroupKey {
    Talk(usize),
    Candidate(usize),
    Pause(usize),
}

fn choice(source: Source, span: Span, place: usize, worth: i64) -> Choice {
    Choice {
        source,
        starts_at: span.starts_at.timestamp_millis(),
        ends_at: span.ends_at.timestamp_millis(),
        place,
        worth,
        group: None,
    }
}

fn spans_of(when: &When) -> Vec<Span> {
    match when {
        When::At(span) | When::Locked(span) => vec![*span],
        When::Within { length, open } => {
            let mut spans: Vec<Span> = open
                .iter()
                .flat_map(|open| starts_within(open, *length))
                .collect();
            spans.sort_by_key(|span| span.starts_at);
            spans.dedup();
            spans
        }
    }
}

fn starts_within(open: &Span, length: TimeDelta) -> impl Iterator<Item = Span> + use<> {
    let open = *open;
    let first = next_on_grid(open.starts_at);
    let starts = std::iter::successors(Some(first), |start| Some(*start + GRID));
    let spans = starts.map(move |starts_at| Span {
        starts_at,
        ends_at: starts_at + length,
    });
    spans
        .take_while(move |span| span.ends_at <= open.ends_at)
        .filter(|span| span.length() > TimeDelta::zero())
}

/// Numbers the groups that have several choices.
fn grouped(made: Vec<(Choice, GroupKey)>) -> (Vec<Choice>, Vec<Group>) {
    let mut sizes: HashMap<GroupKey, usize> = HashMap::new();
    for (_, key) in &made {
        *sizes.entry(*key).or_default() += 1;
    }
    let mut numbers: HashMap<GroupKey, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut list = Vec::with_capacity(made.len());
    for (mut choice, key) in made {
        if sizes[&key] > 1 {
            let number = *numbers.entry(key).or_insert_with(|| {
                groups.push(Group {
                    last_start: choice.starts_at,
                    most_worth: 0,
                });
                groups.len() - 1
            });
            let group = &mut groups[number];
            group.last_start = group.last_start.max(choice.starts_at);
            group.most_worth = group.most_worth.max(choice.worth);
            choice.group = Some(number);
        }
        list.push(choice);
    }
    (list, groups)
}

/// Places by number; 0 is nowhere.
#[derive(Default)]
struct Places<'a> {
    names: Vec<&'a str>,
}

impl<'a> Places<'a> {
    fn number(&mut self, place: Option<&'a str>) -> usize {
        let Some(name) = place else {
            return 0;
        };
        let known = self.names.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        }) + 1
    }

    fn walks(&self, walking: &WalkingTimes) -> Vec<Vec<Time>> {
        let name = |number: usize| number.checked_sub(1).map(|index| self.names[index]);
        let walk = |from: usize, to: usize| match (name(from), name(to)) {
            (Some(from), Some(to)) => 60_000 * Time::from(walking.between(Some(from), to)),
            _ => 0,
        };
        let count = self.names.len() + 1;
        let row = |from| (0..count).map(|to| walk(from, to)).collect();
        (0..count).map(row).collect()
    }
}

/// By how much longer the walk from one place can be than from another, whereto ever.
fn outlasts(walks: &[Vec<Time>]) -> Vec<Vec<Time>> {
    let most = |a: &Vec<Time>, b: &Vec<Time>| {
        let longer = a.iter().zip(b).map(|(from_a, from_b)| from_a - from_b);
        longer.max().unwrap_or(0)
    };
    let row = |a| walks.iter().map(|b| most(a, b)).collect();
    walks.iter().map(row).collect()
}

fn greatest_divisor(a: i64, b: i64) -> i64 {
    if b == 0 {
        a
    } else {
        greatest_divisor(b, a % b)
    }
}
