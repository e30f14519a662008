//! The search: partial plans, grown in order of time by what comes next.
//!
//! Visits and pauses start as early as what comes before them allows: any plan can be moved
//! together like that.

use super::options::{Options, PARTS};
use super::prices::{Found, Priced, Reach, priced};

/// How many partial plans that end alike are followed to find a good plan first.
const NARROW: usize = 12;

const ROOT: u32 = u32::MAX;

pub struct Outcome {
    /// Places in [`Options::list`].
    pub chosen: Vec<usize>,
    /// By how much a plan may be worth more, in whole worths.
    pub missed: u64,
}

pub fn search(options: &Options, partial_plans: usize) -> Outcome {
    let reach = Reach::of(options);
    let (priced, mut found) = priced(options, &reach);
    let is_proven = |found: &Found| priced.bound < found.worth + options.unit;
    let mut bound = priced.bound;
    for width in [NARROW, usize::MAX] {
        if is_proven(&found) {
            break;
        }
        let mut search = Search::of(options, &priced, found, partial_plans, width);
        let open = search.run();
        found = search.best;
        if width == usize::MAX {
            bound = bound.min(open.unwrap_or(found.worth));
        }
    }
    // Worths are whole multiples of the unit.
    let missed = (bound - found.worth).max(0) / options.unit * options.unit / PARTS;
    Outcome {
        chosen: moved_together(options, found.choices),
        missed: missed.unsigned_abs(),
    }
}

/// The same with visits and pauses as early as all else allows.
fn moved_together(options: &Options, mut chosen: Vec<usize>) -> Vec<usize> {
    chosen.sort_unstable();
    for position in 0..chosen.len() {
        let now = chosen[position];
        let others = |choice: &usize| {
            let mut others = chosen.iter().filter(|&&other| other != now);
            others.all(|&other| options.fit(*choice, other))
        };
        let movable = options
            .movables
            .iter()
            .find(|movable| movable.choices.contains(&now));
        let earliest = movable.and_then(|movable| movable.choices.iter().copied().find(others));
        if let Some(earliest) = earliest {
            chosen[position] = earliest;
        }
    }
    chosen
}

/// A partial plan: what it ends with, and all that matters for what may follow.
struct Partial {
    choice: u32,
    before: u32,
    worth: i64,
    /// Groups that are used and have choices yet to come.
    used: Vec<u64>,
    /// Choices before the last that yet forbid what the last does not.
    carried: Vec<u32>,
    /// What it may grow to.
    bound: i64,
    surpassed: bool,
}

struct Search<'a> {
    options: &'a Options,
    priced: &'a Priced,
    best: Found,
    partials: Vec<Partial>,
    /// By what they end with.
    ending: Vec<Vec<u32>>,
    /// For each place the choices there of fixed time: the best chain that begins with one from each on.
    best_from: Vec<Vec<i64>>,
    most: usize,
    width: usize,
}

impl<'a> Search<'a> {
    fn of(
        options: &'a Options,
        priced: &'a Priced,
        best: Found,
        most: usize,
        width: usize,
    ) -> Self {
        let best_from = options.fixed_at_place.iter().map(|there| {
            let mut best = vec![i64::MIN; there.len() + 1];
            for (position, &choice) in there.iter().enumerate().rev() {
                best[position] = best[position + 1].max(priced.from[choice]);
            }
            best
        });
        Self {
            best_from: best_from.collect(),
            ending: vec![Vec::new(); options.list.len()],
            partials: Vec::new(),
            options,
            priced,
            best,
            most,
            width,
        }
    }

    /// Grows all partial plans that may become better than the best so far. Returns what those may
    /// grow to that were not followed, where there are any.
    fn run(&mut self) -> Option<i64> {
        let nothing = Partial {
            choice: ROOT,
            before: ROOT,
            worth: 0,
            used: vec![0; self.options.groups.len().div_ceil(64)],
            carried: Vec::new(),
            bound: self.priced.bound,
            surpassed: false,
        };
        self.grow(&nothing, ROOT);
        for choice in 0..self.options.list.len() {
            let mut ending = std::mem::take(&mut self.ending[choice]);
            if ending.len() > self.width {
                ending.sort_by_key(|&partial| -self.partials[partial as usize].bound);
                ending.truncate(self.width);
            }
            for (position, &number) in ending.iter().enumerate() {
                if self.partials.len() >= self.most {
                    let later = self.ending.iter().flatten();
                    let open = ending[position..].iter().chain(later);
                    let bounds = open.map(|&partial| self.partials[partial as usize].bound);
                    return bounds.max().map(|bound| bound.max(self.best.worth));
                }
                let partial = &mut self.partials[number as usize];
                if !partial.surpassed && partial.bound >= self.best.worth + self.options.unit {
                    let partial = Partial {
                        used: std::mem::take(&mut partial.used),
                        carried: std::mem::take(&mut partial.carried),
                        ..*partial
                    };
                    self.grow(&partial, number);
                }
            }
        }
        None
    }

    /// Adds the partial plans that have one choice more.
    fn grow(&mut self, partial: &Partial, number: u32) {
        let options = self.options;
        let left = self.prices_left(&partial.used, self.end_of(partial.choice));
        for place in 0..options.fixed_at_place.len() {
            let there = &options.fixed_at_place[place];
            let ready = self.ready(partial, place);
            let first = there.partition_point(|&choice| options.list[choice].starts_at < ready);
            for (position, &choice) in there.iter().enumerate().skip(first) {
                let wanted = self.best.worth + options.unit - partial.worth - left;
                if self.best_from[place][position] < wanted {
                    break;
                }
                if self.priced.from[choice] >= wanted {
                    self.add(partial, number, choice);
                }
            }
        }
        for movable in &options.movables {
            let ready = self.ready(partial, movable.place);
            let choices = &movable.choices;
            let first = choices.partition_point(|&choice| options.list[choice].starts_at < ready);
            if let Some(&choice) = choices.get(first) {
                self.add(partial, number, choice);
            }
        }
    }

    fn add(&mut self, before: &Partial, number: u32, choice: usize) {
        let option = &self.options.list[choice];
        let mut used = before.used.clone();
        if let Some(group) = option.group {
            let (word, bit) = (group / 64, 1 << (group % 64));
            if used[word] & bit != 0 {
                return;
            }
            used[word] |= bit;
        }
        let worth = before.worth + option.worth;
        let left = self.prices_left(&used, option.ends_at);
        let bound = worth + self.priced.after[choice] + left;
        if worth > self.best.worth {
            self.best = Found {
                choices: self.choices_of(number, choice),
                worth,
            };
        }
        if bound < self.best.worth + self.options.unit {
            return;
        }
        self.forget_closed(&mut used, option.ends_at);
        let last = Some(before.choice).filter(|&last| last != ROOT);
        let carried = before.carried.iter().copied().chain(last);
        let partial = Partial {
            choice: choice as u32,
            before: number,
            worth,
            used,
            carried: carried
                .filter(|&earlier| self.options.outlasts(earlier as usize, choice))
                .collect(),
            bound,
            surpassed: false,
        };
        for position in (0..self.ending[choice].len()).rev() {
            let other = self.ending[choice][position];
            if self.surpasses(&self.partials[other as usize], &partial) {
                return;
            }
            if self.surpasses(&partial, &self.partials[other as usize]) {
                self.partials[other as usize].surpassed = true;
                self.ending[choice].swap_remove(position);
            }
        }
        self.ending[choice].push(self.partials.len() as u32);
        self.partials.push(partial);
    }

    /// Whether whatever may follow `b` makes no better plan of it than of `a`, even where `a` must do
    /// without groups that it has used. Both end with the same choice.
    fn surpasses(&self, a: &Partial, b: &Partial) -> bool {
        if a.worth < b.worth || !a.carried.iter().all(|choice| b.carried.contains(choice)) {
            return false;
        }
        let only_a = a.used.iter().zip(&b.used).map(|(a, b)| a & !b);
        let lost: i64 = bits(only_a)
            .map(|group| self.options.groups[group].most_worth)
            .sum();
        a.worth - lost >= b.worth
    }

    /// When one can be at a place after a partial plan.
    fn ready(&self, partial: &Partial, place: usize) -> i64 {
        let last = Some(partial.choice).filter(|&last| last != ROOT);
        let all = partial.carried.iter().copied().chain(last);
        let ready = all.map(|choice| self.options.ready(choice as usize, place));
        ready.max().unwrap_or(i64::MIN)
    }

    fn end_of(&self, choice: u32) -> i64 {
        let option = self.options.list.get(choice as usize);
        option.map_or(i64::MIN, |option| option.ends_at)
    }

    /// The prices of groups that are not used and have choices from `at` on.
    fn prices_left(&self, used: &[u64], at: i64) -> i64 {
        let groups = self
            .options
            .groups
            .iter()
            .zip(&self.priced.prices)
            .enumerate();
        groups
            .filter(|(group, (of, _))| {
                of.last_start >= at && used[group / 64] & (1 << (group % 64)) == 0
            })
            .map(|(_, (_, price))| price)
            .sum()
    }

    fn forget_closed(&self, used: &mut [u64], at: i64) {
        for (group, of) in self.options.groups.iter().enumerate() {
            if of.last_start < at {
                used[group / 64] &= !(1 << (group % 64));
            }
        }
    }

    fn choices_of(&self, number: u32, last: usize) -> Vec<usize> {
        let earlier = std::iter::successors(self.partials.get(number as usize), |partial| {
            self.partials.get(partial.before as usize)
        });
        let mut choices: Vec<usize> = earlier.map(|partial| partial.choice as usize).collect();
        choices.reverse();
        choices.push(last);
        choices
    }
}

fn bits(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(place, word)| {
        let rest = std::iter::successors(Some(word), |word| Some(word & word.wrapping_sub(1)));
        rest.take_while(|word| *word != 0)
            .map(move |word| place * 64 + word.trailing_zeros() as usize)
    })
}
