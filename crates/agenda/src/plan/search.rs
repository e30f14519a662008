//! The search: partial plans, grown in order of time by what comes next.
//!
//! Visits and pauses start as early as what comes before them allows: any plan can be moved
//! together like that.

use super::options::Options;
use super::prices::{Found, Priced, Reach, priced};

/// How many partial plans that end alike are followed to find a good plan first.
const NARROW: usize = 12;

/// Partial plans that end alike grow to be many; so many of them are compared at most.
const COMPARED: usize = 200;

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
    let mut bound = priced.bound;
    for width in [NARROW, usize::MAX] {
        if options.is_best(found.worth, bound) {
            break;
        }
        let mut search = Search::of(options, &priced, found, partial_plans, width);
        let open = search.run();
        found = search.best;
        if width == usize::MAX {
            bound = bound.min(open.unwrap_or(found.worth));
        }
    }
    let missed = options.missed(found.worth, bound);
    Outcome {
        chosen: moved_together(options, found.choices),
        missed,
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
    /// For each partial plan a bit for each group that is used and has choices yet to come.
    used: Vec<u64>,
    /// For each choice the groups that have choices after it, in such bits.
    open: Vec<u64>,
    /// For each choice the prices of those groups together.
    open_prices: Vec<i64>,
    /// How many words such bits take.
    words: usize,
    /// Worths and numbers of partial plans, by what they end with; the most worth first.
    ending: Vec<Vec<(i64, u32)>>,
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
        let words = options.groups.len().div_ceil(64);
        let (mut open, mut open_prices) = (Vec::new(), Vec::new());
        for choice in &options.list {
            let mut bits = vec![0; words];
            let mut prices = 0;
            for (group, of) in options.groups.iter().enumerate() {
                if of.last_start >= choice.ends_at {
                    bits[group / 64] |= 1 << (group % 64);
                    prices += priced.prices[group];
                }
            }
            open.extend(bits);
            open_prices.push(prices);
        }
        Self {
            best_from: best_from.collect(),
            ending: vec![Vec::new(); options.list.len()],
            partials: Vec::new(),
            used: Vec::new(),
            open,
            open_prices,
            words,
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
            carried: Vec::new(),
            bound: self.priced.bound,
            surpassed: false,
        };
        let all = self.priced.prices.iter().sum();
        self.grow(&nothing, ROOT, &vec![0; self.words], all);
        for choice in 0..self.options.list.len() {
            let mut ending = std::mem::take(&mut self.ending[choice]);
            if ending.len() > self.width {
                ending.sort_by_key(|&(_, number)| -self.partials[number as usize].bound);
                ending.truncate(self.width);
            }
            for (position, &(_, number)) in ending.iter().enumerate() {
                if self.partials.len() >= self.most {
                    let later = self.ending.iter().flatten();
                    let open = ending[position..].iter().chain(later);
                    let bounds = open.map(|&(_, number)| self.partials[number as usize].bound);
                    return bounds.max().map(|bound| bound.max(self.best.worth));
                }
                let partial = &mut self.partials[number as usize];
                let may_be_best = !self.options.is_best(self.best.worth, partial.bound);
                if !partial.surpassed && may_be_best {
                    let partial = Partial {
                        carried: std::mem::take(&mut partial.carried),
                        ..*partial
                    };
                    let used = self.used_by(number).to_vec();
                    let left = self.prices_left(&used, choice);
                    self.grow(&partial, number, &used, left);
                }
            }
        }
        None
    }

    /// Adds the partial plans that have one choice more. `left` are the prices of all groups that may
    /// yet be used.
    fn grow(&mut self, partial: &Partial, number: u32, used: &[u64], left: i64) {
        let options = self.options;
        for place in 0..options.fixed_at_place.len() {
            let there = &options.fixed_at_place[place];
            let ready = self.ready(partial, place);
            let first = there.partition_point(|&choice| options.list[choice].starts_at < ready);
            for (position, &choice) in there.iter().enumerate().skip(first) {
                let most = |from: i64| partial.worth + left + from;
                if options.is_best(self.best.worth, most(self.best_from[place][position])) {
                    break;
                }
                if !options.is_best(self.best.worth, most(self.priced.from[choice])) {
                    self.add(partial, number, used, choice);
                }
            }
        }
        for movable in &options.movables {
            let ready = self.ready(partial, movable.place);
            let choices = &movable.choices;
            let first = choices.partition_point(|&choice| options.list[choice].starts_at < ready);
            if let Some(&choice) = choices.get(first) {
                self.add(partial, number, used, choice);
            }
        }
    }

    fn add(&mut self, before: &Partial, number: u32, used: &[u64], choice: usize) {
        let option = &self.options.list[choice];
        if option
            .group
            .is_some_and(|group| used[group / 64] & (1 << (group % 64)) != 0)
        {
            return;
        }
        let mut used = used.to_vec();
        if let Some(group) = option.group {
            used[group / 64] |= 1 << (group % 64);
        }
        let open = &self.open[choice * self.words..(choice + 1) * self.words];
        for (used, open) in used.iter_mut().zip(open) {
            *used &= open;
        }
        let worth = before.worth + option.worth;
        let bound = worth + self.priced.after[choice] + self.prices_left(&used, choice);
        if worth > self.best.worth {
            self.best = Found {
                choices: self.choices_of(number, choice),
                worth,
            };
        }
        if self.options.is_best(self.best.worth, bound) {
            return;
        }
        let last = Some(before.choice).filter(|&last| last != ROOT);
        let carried = before.carried.iter().copied().chain(last);
        let partial = Partial {
            choice: choice as u32,
            before: number,
            worth,
            carried: carried
                .filter(|&earlier| self.options.outlasts(earlier as usize, choice))
                .collect(),
            bound,
            surpassed: false,
        };
        let ending = &self.ending[choice];
        let place = ending.partition_point(|&(other, _)| other > worth);
        let better = ending.iter().take(place).take(COMPARED);
        let worse = ending.iter().skip(place).take(COMPARED);
        let other = |number: u32| (&self.partials[number as usize], self.used_by(number));
        let this = (&partial, used.as_slice());
        if better
            .chain(worse.clone().take_while(|(other, _)| *other == worth))
            .any(|&(_, number)| self.surpasses(other(number), this))
        {
            return;
        }
        let surpassed: Vec<u32> = worse
            .map(|&(_, number)| number)
            .filter(|&number| self.surpasses(this, other(number)))
            .collect();
        for &number in &surpassed {
            self.partials[number as usize].surpassed = true;
        }
        let ending = &mut self.ending[choice];
        if !surpassed.is_empty() {
            ending.retain(|(_, number)| !surpassed.contains(number));
        }
        ending.insert(place, (worth, self.partials.len() as u32));
        self.partials.push(partial);
        self.used.extend(used);
    }

    fn used_by(&self, number: u32) -> &[u64] {
        let from = number as usize * self.words;
        &self.used[from..from + self.words]
    }

    /// Whether whatever may follow `b` makes no better plan of it than of `a`, even where `a` must do
    /// without groups that it has used. Both end with the same choice.
    fn surpasses(&self, a: (&Partial, &[u64]), b: (&Partial, &[u64])) -> bool {
        let ((a, used_a), (b, used_b)) = (a, b);
        let only_a = used_a.iter().zip(used_b).map(|(a, b)| a & !b);
        let lost: i64 = bits(only_a)
            .map(|group| self.options.groups[group].most_worth)
            .sum();
        let is_as_free = || a.carried.iter().all(|choice| b.carried.contains(choice));
        a.worth - lost >= b.worth && is_as_free()
    }

    /// When one can be at a place after a partial plan.
    fn ready(&self, partial: &Partial, place: usize) -> i64 {
        let last = Some(partial.choice).filter(|&last| last != ROOT);
        let all = partial.carried.iter().copied().chain(last);
        let ready = all.map(|choice| self.options.ready(choice as usize, place));
        ready.max().unwrap_or(i64::MIN)
    }

    /// The prices of groups that are not used and have choices after that one.
    fn prices_left(&self, used: &[u64], choice: usize) -> i64 {
        let spent: i64 = bits(used.iter().copied())
            .map(|group| self.priced.prices[group])
            .sum();
        self.open_prices[choice] - spent
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
