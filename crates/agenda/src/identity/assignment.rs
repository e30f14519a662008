//! Gives every session at most one partner: certain pairs first, then the best of what is left.

use std::collections::HashMap;

use super::candidates::candidates;
use super::drift::Drift;
use super::likeness::{ALIKE, Likeness, SOMEWHAT_ALIKE, Scale, UNDECIDED};
use super::rungs::Ladder;
use super::version::{Version, Vocabulary};
use super::{DoubtReason, Reason};

/// From here on a better candidate is taken, however near the next one is.
const BEYOND_DOUBT: f64 = 7.0;
/// Two candidates this near are asked about.
const TOO_NEAR: f64 = 0.75;
/// What a withdrawn session must be better by than a current one.
const WITHDRAWN: f64 = 0.5;
/// Content below this speaks against a pair.
const AGAINST: f64 = -3.0;

/// How many sessions of one digest are compared; more than one is rare.
const EQUAL_TRIED: usize = 8;

/// Pairs and doubts by position.
pub(super) struct Assignment {
    partner_of_old: Vec<Option<(usize, Reason)>>,
    new_is_taken: Vec<bool>,
    pub doubtful: Vec<(usize, usize, DoubtReason)>,
}

/// A pair under consideration. Points are in thousandths, so that sums in another order are equal.
struct Edge {
    old: usize,
    new: usize,
    points: i64,
    minutes_apart: i64,
    reason: Reason,
}

impl Assignment {
    pub fn of(old: &Version, new: &Version, vocabulary: &Vocabulary) -> Self {
        let mut assignment = Self {
            partner_of_old: vec![None; old.len()],
            new_is_taken: vec![false; new.len()],
            doubtful: Vec::new(),
        };
        let mut scale = Scale {
            old,
            new,
            vocabulary,
            drift: Drift::default(),
        };
        assignment.pair_unchanged(&scale, |at| {
            old.has_identifier(at) || !scale.is_repeated(old.traits[at].title)
        });
        let ladder = Ladder::of(&scale);
        assignment.pair_certain(&ladder, &scale);
        assignment.pair_unmistakable(&ladder, &scale);
        scale.drift = Drift::of(old, new, &assignment.positions());
        assignment.pair_unchanged(&scale, |at| {
            scale.drift.start_of(&old.traits[at]) == old.traits[at].start
        });
        let edges = assignment.edges(&ladder, &scale);
        assignment.pair_best(&edges, &scale);
        assignment.pair_by_identifier_alone(&ladder, &scale);
        assignment.pair_last_repeats(&ladder, &scale);
        assignment.ask_about(&edges);
        assignment
    }

    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, Reason)> {
        self.partner_of_old
            .iter()
            .enumerate()
            .filter_map(|(old, partner)| partner.map(|(new, reason)| (old, new, reason)))
    }

    fn positions(&self) -> Vec<(usize, usize)> {
        self.pairs().map(|(old, new, _)| (old, new)).collect()
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.partner_of_old[old].is_none() && !self.new_is_taken[new]
    }

    fn pair(&mut self, old: usize, new: usize, reason: Reason) {
        self.partner_of_old[old] = Some((new, reason));
        self.new_is_taken[new] = true;
    }

    /// Sessions that are equal in every field. Repeats without an identifier come second: where the
    /// whole file moved by an hour, the next one stands where each stood.
    fn pair_unchanged(&mut self, scale: &Scale, comes_now: impl Fn(usize) -> bool) {
        let mut new_by_digest: HashMap<u64, Vec<usize>> = HashMap::new();
        for at in (0..scale.new.len()).rev() {
            if !self.new_is_taken[at] {
                new_by_digest
                    .entry(scale.new.traits[at].digest)
                    .or_default()
                    .push(at);
            }
        }
        for old in 0..scale.old.len() {
            if self.partner_of_old[old].is_some() || !comes_now(old) {
                continue;
            }
            let Some(waiting) = new_by_digest.get_mut(&scale.old.traits[old].digest) else {
                continue;
            };
            let equal = |new: &usize| scale.new.sessions[*new] == scale.old.sessions[old];
            let nearest = waiting.len().saturating_sub(EQUAL_TRIED);
            let found = waiting[nearest..].iter().rposition(equal);
            if let Some(found) = found.map(|found| nearest + found) {
                let new = waiting.remove(found);
                self.pair(old, new, Reason::Unchanged);
            }
        }
    }

    /// Sessions that share an identifier and are alike.
    fn pair_certain(&mut self, ladder: &Ladder, scale: &Scale) {
        for standing in &ladder.standings {
            for &(old, new) in &standing.proposals {
                if self.is_free(old, new) && ladder.is_certain(standing, scale, (old, new)) {
                    self.pair(old, new, standing.rung.reason);
                }
            }
        }
    }

    /// Sessions whose title stands once in each version, and nothing speaks against it.
    fn pair_unmistakable(&mut self, ladder: &Ladder, scale: &Scale) {
        let mut new_by_title: HashMap<u32, usize> = HashMap::new();
        for (at, traits) in scale.new.traits.iter().enumerate() {
            if !traits.generic && !traits.placeholder && !scale.is_repeated(traits.title) {
                new_by_title.insert(traits.title, at);
            }
        }
        for (old, traits) in scale.old.traits.iter().enumerate() {
            let Some(&new) = new_by_title.get(&traits.title) else {
                continue;
            };
            let alike =
                || scale.likeness(old, new).total() + ladder.evidence(scale, (old, new)).0 >= ALIKE;
            if self.is_free(old, new) && alike() {
                self.pair(old, new, Reason::Content);
            }
        }
    }

    /// All pairs worth a thought among the free, the best first.
    fn edges(&self, ladder: &Ladder, scale: &Scale) -> Vec<Edge> {
        let old_free: Vec<usize> = (0..scale.old.len())
            .filter(|at| self.partner_of_old[*at].is_none())
            .collect();
        let new_free: Vec<usize> = (0..scale.new.len())
            .filter(|at| !self.new_is_taken[*at])
            .collect();
        if old_free.is_empty() || new_free.is_empty() {
            return Vec::new();
        }
        let mut pairs = candidates(
            scale.old,
            scale.new,
            &old_free,
            &new_free,
            scale.vocabulary,
            &scale.drift,
        );
        pairs.extend(
            ladder
                .repeated()
                .into_iter()
                .filter(|&(old, new)| self.is_free(old, new)),
        );
        pairs.sort_unstable();
        pairs.dedup();
        let mut edges: Vec<Edge> = pairs
            .into_iter()
            .filter_map(|(old, new)| edge(ladder, scale, old, new))
            .collect();
        edges.sort_by_key(|edge| {
            (
                std::cmp::Reverse(edge.points),
                edge.minutes_apart,
                edge.old.min(edge.new),
                edge.old.max(edge.new),
                edge.old,
            )
        });
        edges
    }

    fn pair_best(&mut self, edges: &[Edge], scale: &Scale) {
        let mut edges_of_old: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut edges_of_new: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, edge) in edges.iter().enumerate() {
            edges_of_old.entry(edge.old).or_default().push(at);
            edges_of_new.entry(edge.new).or_default().push(at);
        }
        for (at, edge) in edges.iter().enumerate() {
            if edge.points < thousandths(ALIKE) {
                break;
            }
            if !self.is_free(edge.old, edge.new) {
                continue;
            }
            let rivals = edges_of_old[&edge.old]
                .iter()
                .chain(&edges_of_new[&edge.new]);
            let contested = edge.points < thousandths(BEYOND_DOUBT)
                && rivals.filter(|rival| **rival != at).any(|rival| {
                    let rival = &edges[*rival];
                    self.is_free(rival.old, rival.new)
                        && rival.points > edge.points - thousandths(TOO_NEAR)
                        && !is_repeat_of(scale, edge, rival)
                });
            if contested {
                self.doubtful
                    .push((edge.old, edge.new, DoubtReason::SeveralAlike));
            } else {
                self.pair(edge.old, edge.new, edge.reason);
            }
        }
        // A doubt whose sessions found a partner after all is settled.
        let doubtful = std::mem::take(&mut self.doubtful);
        self.doubtful = doubtful
            .into_iter()
            .filter(|&(old, new, _)| self.is_free(old, new))
            .collect();
    }

    /// A shared identifier, and nothing that speaks for another partner of either.
    fn pair_by_identifier_alone(&mut self, ladder: &Ladder, scale: &Scale) {
        for standing in &ladder.standings {
            for &(old, new) in &standing.proposals {
                if !self.is_free(old, new) {
                    continue;
                }
                let believed = standing.trust >= standing.rung.alone_from
                    && (standing.rung.against_content
                        || scale.likeness(old, new).total() > AGAINST);
                if believed {
                    self.pair(old, new, standing.rung.reason);
                } else {
                    self.doubtful.push((old, new, DoubtReason::OnlyIdentifier));
                }
            }
        }
    }

    /// Of all repeats of a talk one is left, and one is new: it was moved, however far.
    fn pair_last_repeats(&mut self, ladder: &Ladder, scale: &Scale) {
        let new_free = (0..scale.new.len()).filter(|at| !self.new_is_taken[*at]);
        let new_left = the_only_ones(scale.new, new_free);
        let old_free = (0..scale.old.len()).filter(|at| self.partner_of_old[*at].is_none());
        let old_left = the_only_ones(scale.old, old_free);
        for (title, old) in old_left {
            let (Some(old), Some(Some(new))) = (old, new_left.get(&title).copied()) else {
                continue;
            };
            let contradicted = || {
                scale.likeness(old, new).contradicts() || ladder.evidence(scale, (old, new)).0 < 0.0
            };
            if !contradicted() {
                self.pair(old, new, Reason::Content);
            }
        }
    }

    /// One question at most for each session, the most probable first.
    fn ask_about(&mut self, edges: &[Edge]) {
        let mut asked = std::mem::take(&mut self.doubtful);
        asked.extend(
            edges
                .iter()
                .map(|edge| (edge.old, edge.new, DoubtReason::SomewhatAlike)),
        );
        let mut old_asked = vec![false; self.partner_of_old.len()];
        let mut new_asked = vec![false; self.new_is_taken.len()];
        for (old, new, reason) in asked {
            if self.is_free(old, new) && !old_asked[old] && !new_asked[new] {
                old_asked[old] = true;
                new_asked[new] = true;
                self.doubtful.push((old, new, reason));
            }
        }
    }
}

/// `None` for pairs that are not even worth a question. Nobody asks about another day's lunch.
fn edge(ladder: &Ladder, scale: &Scale, old: usize, new: usize) -> Option<Edge> {
    let names_nothing =
        |version: &Version, at: usize| version.traits[at].generic || version.traits[at].placeholder;
    let least = if names_nothing(scale.old, old) && names_nothing(scale.new, new) {
        ALIKE
    } else {
        SOMEWHAT_ALIKE
    };
    let (identifiers, rung) = ladder.evidence(scale, (old, new));
    let withdrawn = scale.old.withdrawn[old] || scale.new.withdrawn[new];
    let beside = identifiers - if withdrawn { WITHDRAWN } else { 0.0 };
    let likeness = scale.likeness_from(least - beside, old, new)?;
    let mut points = likeness.total() + beside;
    let reason = rung.unwrap_or_else(|| content_reason(&likeness));
    if identifiers < 0.0 && matches!(reason, Reason::Renamed | Reason::Place) {
        // Another title under another identifier: to be asked about, however like the rest is.
        points = points.min(UNDECIDED);
    }
    (points >= least).then(|| Edge {
        old,
        new,
        points: thousandths(points),
        minutes_apart: scale.minutes_apart(old, new).unwrap_or(i64::MAX),
        reason,
    })
}

/// The sessions whose title tells of a talk and that are the only ones of it among `places`; `None`
/// where there are several. Withdrawn ones are not looked at.
fn the_only_ones(
    version: &Version,
    places: impl Iterator<Item = usize>,
) -> HashMap<u32, Option<usize>> {
    let mut found = HashMap::new();
    for at in places {
        let traits = &version.traits[at];
        if !traits.generic && !traits.placeholder && !version.withdrawn[at] {
            let only = found.entry(traits.title).or_insert(Some(at));
            *only = only.filter(|only| *only == at);
        }
    }
    found
}

fn content_reason(likeness: &Likeness) -> Reason {
    if likeness.title >= 3.0 {
        Reason::Content
    } else if likeness.speakers > 0.0 || likeness.text > 0.0 {
        Reason::Renamed
    } else {
        Reason::Place
    }
}

/// Whether two edges lead to repeats of one talk: then time and room decide, not a question.
fn is_repeat_of(scale: &Scale, edge: &Edge, rival: &Edge) -> bool {
    scale.old.traits[edge.old].title == scale.old.traits[rival.old].title
        && scale.new.traits[edge.new].title == scale.new.traits[rival.new].title
}

fn thousandths(points: f64) -> i64 {
    (points * 1000.0).round() as i64
}
