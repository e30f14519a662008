//! Bounds: the best chain of choices, where each use of a group costs a price.
//!
//! A chain minds walks from each choice to the next and may use a group twice, so that with the
//! prices of all groups added it is never worth less than the best plan (Lagrangian relaxation).
//! Prices are set by the subgradient method; every chain is also mended into a plan.

use super::options::{Choice, Options, Source};

const NONE: u32 = u32::MAX;
const ROUNDS: usize = 200;

/// Which choices of each place come into question after each choice.
pub struct Reach {
    places: usize,
    first_after: Vec<u32>,
}

impl Reach {
    pub fn of(options: &Options) -> Self {
        let places = options.at_place.len();
        let mut first_after = Vec::with_capacity(places * options.list.len());
        for choice in 0..options.list.len() {
            for (place, there) in options.at_place.iter().enumerate() {
                let ready = options.ready(choice, place);
                let first = there.partition_point(|&other| options.list[other].starts_at < ready);
                first_after.push(first as u32);
            }
        }
        Self {
            places,
            first_after,
        }
    }

    /// By its place in [`Options::at_place`].
    fn first_after(&self, choice: usize, place: usize) -> usize {
        self.first_after[choice * self.places + place] as usize
    }
}

/// What the best chains are worth at some prices.
#[derive(Clone)]
pub struct Priced {
    /// For each group.
    pub prices: Vec<i64>,
    /// The best chain that begins with a choice, less prices.
    pub from: Vec<i64>,
    /// The best that begins after it.
    pub after: Vec<i64>,
    next: Vec<u32>,
    first: u32,
    /// No plan is worth more.
    pub bound: i64,
}

impl Priced {
    fn at(options: &Options, reach: &Reach, prices: Vec<i64>) -> Self {
        let count = options.list.len();
        let (mut from, mut after) = (vec![0; count], vec![0; count]);
        let mut next = vec![NONE; count];
        // The best chain that begins with one of a place's choices from each on.
        let mut best: Vec<Vec<(i64, u32)>> = (options.at_place.iter())
            .map(|there| vec![(0, NONE); there.len() + 1])
            .collect();
        let mut position: Vec<usize> = options.at_place.iter().map(Vec::len).collect();
        for choice in (0..count).rev() {
            for (place, best) in best.iter().enumerate() {
                let (worth, first) = best[reach.first_after(choice, place)];
                if worth > after[choice] {
                    (after[choice], next[choice]) = (worth, first);
                }
            }
            let option = &options.list[choice];
            let price = option.group.map_or(0, |group| prices[group]);
            from[choice] = option.worth - price + after[choice];
            let place = option.place;
            position[place] -= 1;
            let later = best[place][position[place] + 1];
            best[place][position[place]] = later.max((from[choice], choice as u32));
        }
        let all = best.iter().map(|best| best[0]);
        let (most, first) = all.max().unwrap_or((0, NONE));
        Self {
            bound: prices.iter().sum::<i64>() + most.max(0),
            first: if most > 0 { first } else { NONE },
            prices,
            from,
            after,
            next,
        }
    }

    fn chain(&self) -> Vec<usize> {
        let link = |next: u32| Some(next).filter(|&next| next != NONE);
        let links = std::iter::successors(link(self.first), |&last| link(self.next[last as usize]));
        links.map(|link| link as usize).collect()
    }
}

/// A plan and its worth.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub choices: Vec<usize>,
    pub worth: i64,
}

/// The prices with the lowest bound found, and the best plan met on the way.
pub fn priced(options: &Options, reach: &Reach) -> (Priced, Found) {
    let ordinary = |choice: &&Choice| matches!(choice.source, Source::Candidate(_));
    let worths = options
        .list
        .iter()
        .filter(ordinary)
        .map(|choice| choice.worth);
    let dearest = worths.max().unwrap_or(0);
    let half = |worth: i64| worth - worth.min(dearest) / 2;
    let start = options.groups.iter().map(|group| half(group.most_worth));
    let by_worth = by_worth(options);
    let mut found = Found::default();
    let mut now = Priced::at(options, reach, start.collect());
    let mut best = now.clone();
    let (mut pace, mut idle) = (1.0, 0);
    for _ in 0..ROUNDS {
        let chain = now.chain();
        let mended = mended(options, &chain, &by_worth);
        if mended.worth > found.worth {
            found = mended;
        }
        if now.bound < best.bound {
            best = now.clone();
            idle = 0;
        } else {
            idle += 1;
        }
        if idle >= 6 {
            (pace, idle) = (pace / 2.0, 0);
            now = best.clone();
        }
        let Some(prices) = next_prices(options, &now, &now.chain(), found.worth, pace) else {
            break;
        };
        if options.is_best(found.worth, best.bound) || pace < 0.01 {
            break;
        }
        now = Priced::at(options, reach, prices);
    }
    (best, found)
}

/// Dearer what the chain uses too often, cheaper what it does not use; None if that is nothing.
fn next_prices(
    options: &Options,
    now: &Priced,
    chain: &[usize],
    worth: i64,
    pace: f64,
) -> Option<Vec<i64>> {
    let mut off: Vec<i64> = vec![-1; now.prices.len()];
    for group in chain
        .iter()
        .filter_map(|&choice| options.list[choice].group)
    {
        off[group] += 1;
    }
    for (off, &price) in off.iter_mut().zip(&now.prices) {
        if *off < 0 && price == 0 {
            *off = 0;
        }
    }
    let square: i64 = off.iter().map(|off| off * off).sum();
    if square == 0 {
        return None;
    }
    let step = pace * (now.bound - worth) as f64 / square as f64;
    let moved = off.iter().zip(&now.prices).map(|(&off, &price)| {
        let by = (step * off as f64).round() as i64;
        let by = if by == 0 { off.signum() } else { by };
        (price + by).max(0)
    });
    Some(moved.collect())
}

/// Choices as they are best tried one after the other.
fn by_worth(options: &Options) -> Vec<usize> {
    let mut by_worth: Vec<usize> = (0..options.list.len()).collect();
    by_worth.sort_by_key(|&choice| {
        let option = &options.list[choice];
        (-option.worth, option.ends_at - option.starts_at, choice)
    });
    by_worth
}

/// A plan of what of a chain can all be chosen, and of what fits besides.
fn mended(options: &Options, chain: &[usize], by_worth: &[usize]) -> Found {
    let is_pause = |choice: &&usize| matches!(options.list[**choice].source, Source::Pause(_));
    let pauses_first = chain.iter().filter(is_pause);
    let pauses_first = pauses_first.chain(by_worth.iter().filter(is_pause));
    let mut found = Found::default();
    let mut used = vec![false; options.groups.len()];
    for &choice in pauses_first.chain(chain).chain(by_worth) {
        let option = &options.list[choice];
        let is_used = option.group.is_some_and(|group| used[group]);
        if is_used || found.choices.contains(&choice) {
            continue;
        }
        if found
            .choices
            .iter()
            .all(|&other| options.fit(choice, other))
        {
            found.choices.push(choice);
            found.worth += option.worth;
            if let Some(group) = option.group {
                used[group] = true;
            }
        }
    }
    found
}
