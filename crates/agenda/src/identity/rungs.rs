//! What sources call their sessions by, and how far each of these names is to be believed.
//!
//! A rung speaks where its value stands once in each version. It is believed as far as the sessions
//! that it pairs are alike: ids that were given out anew pair talks of no relation, and then the
//! whole rung is left out, even where it seems to fit.

use std::collections::HashMap;

use super::Reason;
use super::likeness::{PLAUSIBLE, Scale};
use super::version::Version;
use crate::Session;

/// Below this a rung is left out for the whole file.
const WORTHLESS: f64 = 0.5;
/// From here on a rung may tell apart repeats of one talk that changed places.
const TELLS_REPEATS_APART: f64 = 0.9;

/// A kind of identifier.
pub(super) struct Rung {
    pub reason: Reason,
    value: for<'s> fn(&'s Session) -> Option<&'s str>,
    /// Pairs of like sessions it is credited with beforehand.
    credit: f64,
    /// Points for two sessions that share it.
    shared: f64,
    /// Points against two sessions that both have it and differ in it.
    differing: f64,
    /// How far it must be believed to pair sessions that have nothing else in common.
    pub alone_from: f64,
    /// Whether its word is final once it is believed, even where two sessions changed their titles:
    /// it is made to say which is which, and not counted anew.
    is_final: bool,
    /// Whether it may pair sessions whose content speaks against it. Sources have been seen to give
    /// the id or the page of a dropped talk to the one that took its slot.
    pub against_content: bool,
}

static RUNGS: [Rung; 5] = [
    Rung {
        reason: Reason::Guid,
        value: |session| session.identifiers.guid.as_deref(),
        credit: 5.0,
        shared: 6.0,
        differing: 1.5,
        alone_from: 0.8,
        is_final: true,
        against_content: true,
    },
    Rung {
        reason: Reason::Code,
        value: |session| session.identifiers.code.as_deref(),
        credit: 5.0,
        shared: 5.0,
        differing: 2.0,
        alone_from: 0.8,
        is_final: false,
        against_content: true,
    },
    Rung {
        reason: Reason::Uid,
        value: |session| session.identifiers.uid.as_deref(),
        credit: 4.0,
        shared: 5.0,
        differing: 1.5,
        alone_from: 0.8,
        is_final: false,
        against_content: true,
    },
    Rung {
        reason: Reason::Id,
        value: |session| session.identifiers.id.as_deref(),
        credit: 1.0,
        shared: 3.0,
        differing: 1.0,
        alone_from: 0.95,
        is_final: false,
        against_content: false,
    },
    Rung {
        reason: Reason::Url,
        value: |session| session.url.as_deref().and_then(page),
        credit: 1.0,
        shared: 3.0,
        differing: 0.5,
        alone_from: 0.95,
        is_final: false,
        against_content: false,
    },
];

/// The most that identifiers which differ count against two sessions: sources do issue new ones.
const DIFFERING_AT_MOST: f64 = 2.5;

/// The share of the sessions that a rung must pair before differing values count: some programs
/// make all UIDs anew each time.
const KEPT: f64 = 0.5;

/// More sessions than this under one value: it is no name, but the conference's address.
const REPEATS_OF_ONE_TALK: usize = 12;

/// A rung that is believed, with the pairs it proposes.
pub(super) struct Standing<'a> {
    pub rung: &'static Rung,
    /// The share of its pairs that are alike: 0.5 to 1.
    pub trust: f64,
    /// Whether most sessions keep their value from one version to the next.
    is_kept: bool,
    old: Holders<'a>,
    new: Holders<'a>,
    /// Sorted.
    pub proposals: Vec<(usize, usize)>,
    partner_of_old: HashMap<usize, usize>,
}

/// The sessions by their value of a rung.
type Holders<'a> = HashMap<&'a str, Vec<usize>>;

/// The rungs that are believed, the best first.
pub(super) struct Ladder<'a> {
    pub standings: Vec<Standing<'a>>,
}

impl<'a> Ladder<'a> {
    pub fn of(scale: &Scale<'_, 'a>) -> Self {
        let standings = RUNGS.iter().filter_map(|rung| Standing::of(rung, scale));
        Self {
            standings: standings.collect(),
        }
    }

    /// Whether a pair that a rung proposes is certain: its word is final, or the title is the same,
    /// and where that is repeated the same place too, or the rung may tell repeats apart.
    pub fn is_certain(&self, standing: &Standing, scale: &Scale, pair: (usize, usize)) -> bool {
        if standing.rung.is_final && standing.trust >= standing.rung.alone_from {
            return true;
        }
        let (old, new) = (&scale.old.traits[pair.0], &scale.new.traits[pair.1]);
        if old.title != new.title {
            return scale.likeness(pair.0, pair.1).total() >= super::likeness::ALIKE
                && standing.trust >= TELLS_REPEATS_APART;
        }
        !scale.is_repeated(old.title)
            || old.same_place(new)
            || standing.trust >= TELLS_REPEATS_APART
    }

    /// The points that the identifiers add, and the first rung that proposes the pair.
    pub fn evidence(&self, scale: &Scale, pair: (usize, usize)) -> (f64, Option<Reason>) {
        let (old, new) = (scale.old.sessions[pair.0], scale.new.sessions[pair.1]);
        let (mut shared, mut differing, mut reason) = (0.0_f64, 0.0_f64, None);
        for standing in &self.standings {
            let rung = standing.rung;
            let (Some(before), Some(after)) = ((rung.value)(old), (rung.value)(new)) else {
                continue;
            };
            if before != after {
                if standing.is_kept {
                    differing += rung.differing * standing.trust;
                }
            } else if standing.partner_of_old.get(&pair.0) == Some(&pair.1) {
                shared = shared.max(rung.shared * standing.trust);
                reason = reason.or(Some(rung.reason));
            } else if standing.names_one_talk(before) {
                shared = shared.max(rung.shared * standing.trust / 2.0);
            }
        }
        (shared - differing.min(DIFFERING_AT_MOST), reason)
    }

    /// The pairs of sessions that share an identifier with few others are candidates too.
    pub fn repeated(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for standing in &self.standings {
            for (value, of_old) in &standing.old {
                let Some(of_new) = standing.new.get(value) else {
                    continue;
                };
                if standing.names_one_talk(value) {
                    for old_at in of_old {
                        pairs.extend(of_new.iter().map(|new_at| (*old_at, *new_at)));
                    }
                }
            }
        }
        pairs
    }
}

impl<'a> Standing<'a> {
    /// `None` for a rung that mostly pairs what is not alike.
    fn of(rung: &'static Rung, scale: &Scale<'_, 'a>) -> Option<Self> {
        let (old, new) = (holders(scale.old, rung), holders(scale.new, rung));
        let mut proposals: Vec<(usize, usize)> = old
            .iter()
            .filter_map(|(value, old_at)| {
                Some((
                    the_one(scale.old, old_at)?,
                    the_one(scale.new, new.get(value)?)?,
                ))
            })
            .collect();
        proposals.sort_unstable();
        let plausible = proposals
            .iter()
            .filter(|&&(old_at, new_at)| is_plausible(scale, old_at, new_at))
            .count() as f64;
        let trust = (plausible + rung.credit) / (proposals.len() as f64 + rung.credit);
        let most = old.len().min(new.len()) as f64;
        (trust >= WORTHLESS).then(|| Self {
            rung,
            trust,
            is_kept: most > 0.0 && proposals.len() as f64 >= KEPT * most,
            old,
            new,
            partner_of_old: proposals.iter().copied().collect(),
            proposals,
        })
    }

    /// Whether a value that several sessions have is that of a talk and its repeats.
    fn names_one_talk(&self, value: &str) -> bool {
        let few = |holders: &Holders| {
            holders
                .get(value)
                .is_none_or(|holders| holders.len() <= REPEATS_OF_ONE_TALK)
        };
        few(&self.old) && few(&self.new)
    }
}

fn is_plausible(scale: &Scale, old_at: usize, new_at: usize) -> bool {
    scale.old.traits[old_at].title == scale.new.traits[new_at].title
        || scale.likeness(old_at, new_at).total() >= PLAUSIBLE
}

fn holders<'a>(version: &Version<'a>, rung: &Rung) -> Holders<'a> {
    let mut holders = Holders::new();
    for (at, session) in version.sessions.iter().enumerate() {
        if let Some(value) = (rung.value)(session) {
            holders.entry(value).or_default().push(at);
        }
    }
    holders
}

/// The only session with a value; one that is current is not disturbed by withdrawn ones.
fn the_one(version: &Version, holders: &[usize]) -> Option<usize> {
    if let [only] = holders {
        return Some(*only);
    }
    let mut current = holders.iter().filter(|at| !version.withdrawn[**at]);
    match (current.next(), current.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    }
}

/// An address without what may change though the page does not: scheme, `www.`, fragment, slash.
pub(super) fn page(url: &str) -> Option<&str> {
    let url = url.trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.strip_prefix("www.").unwrap_or(url);
    let url = url.split('#').next().unwrap_or(url).trim_end_matches('/');
    (!url.is_empty()).then_some(url)
}
