//! What must and must not be on the screen, told from what happened alone. Shares no code with the
//! rules, and no idea: it keeps no keys and no states, only what was shown and what is true.

mod quiet;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::log::{About, Event, Habits, Item, Log, Shown, What};
use quiet::Quiet;

/// Real seconds that a fault may hold things up: a claim that its dead owner left, a pause after a
/// failure to show.
const SETTLED: i64 = 75;

/// Everything that is wrong with a timeline.
pub fn judge(log: &Log) -> Vec<String> {
    let mut oracle = Oracle {
        items: BTreeMap::new(),
        habits: None,
        shows: Vec::new(),
        snoozes: Vec::new(),
        skipped: BTreeSet::new(),
        told_missed: BTreeMap::new(),
        missed_again: 0,
        on_screen: BTreeMap::new(),
        works: true,
        has_failed: false,
        last_fault: i64::MIN / 2,
        killed_at: Vec::new(),
        shown_in_turn: [0; 2],
        complaints: Vec::new(),
    };
    for (place, event) in log.0.iter().enumerate() {
        let before = oracle.complaints.len();
        oracle.see(event);
        for complaint in &mut oracle.complaints[before..] {
            *complaint = format!("event {place}: {complaint}");
        }
    }
    oracle.complaints
}

#[derive(Debug)]
struct Show {
    item: usize,
    start: i64,
    lead: i64,
    /// What it told is true no more, and everybody knows.
    is_void: bool,
    /// It may come again: its process died before it could note it, or perhaps it was taken back.
    may_repeat: bool,
}

#[derive(Debug)]
struct Snooze {
    item: usize,
    start: i64,
    lead: i64,
    until: i64,
    /// It came again, by one of its item's.
    is_done: bool,
    /// A reminder of its own came again.
    is_used: bool,
}

struct Oracle {
    items: BTreeMap<usize, Item>,
    habits: Option<Habits>,
    shows: Vec<Show>,
    snoozes: Vec<Snooze>,
    /// Item and start.
    skipped: BTreeSet<(usize, i64)>,
    told_missed: BTreeMap<(usize, i64), usize>,
    /// How often what was missed may be told once more.
    missed_again: usize,
    /// By process and tag.
    on_screen: BTreeMap<(usize, u64), Vec<About>>,
    works: bool,
    has_failed: bool,
    /// Real time.
    last_fault: i64,
    /// By the clock: claims are dated by it.
    killed_at: Vec<i64>,
    /// By process.
    shown_in_turn: [usize; 2],
    complaints: Vec<String>,
}

impl Oracle {
    fn see(&mut self, event: &Event) {
        match &event.what {
            What::Item(place, item) => self.item(*place, item.as_ref()),
            What::Habits(habits) => self.habits = Some(habits.clone()),
            What::ClockSet => {
                self.last_fault = event.real;
                self.missed_again += 1;
                // What was put off until too late is owed again by a clock that is set back, or is not.
                for show in &mut self.shows {
                    let mut snoozes = self.snoozes.iter();
                    show.may_repeat |= snoozes.any(|snooze| snooze.item == show.item);
                }
                for snooze in &mut self.snoozes {
                    snooze.is_done = true;
                }
            }
            What::Service(works) => {
                self.works = *works;
                self.has_failed |= !works;
                self.last_fault = event.real;
            }
            What::Shown(shown) => self.shown(event, shown),
            What::Closed { process, tag } => {
                self.on_screen.remove(&(*process, *tag));
            }
            What::Snoozed { about, until } => self.snoozed(about, *until),
            What::Skipped(item) => {
                let start = self.items[item].start;
                self.skipped.insert((*item, start));
                self.snoozes
                    .retain(|snooze| snooze.item != *item || snooze.start != start);
            }
            What::Turn { process, missed } => {
                self.taken_back(event.clock, false);
                self.after_turn(event, *process, missed);
            }
            What::TurnWithin { process } => self.shown_in_turn[*process] = 0,
            What::Killed { process, unmarked } => {
                self.taken_back(event.clock, true);
                self.last_fault = event.real;
                self.killed_at.push(event.clock);
                self.missed_again += 1;
                self.shown_in_turn[*process] = 0;
                for about in unmarked {
                    for show in self.shows.iter_mut().filter(|show| show.is(about)) {
                        show.may_repeat = true;
                    }
                    let snooze = self
                        .snoozes
                        .iter_mut()
                        .rev()
                        .find(|snooze| snooze.is(about));
                    if let Some(snooze) = snooze {
                        snooze.is_used = false;
                    }
                }
                self.on_screen.retain(|(owner, _), _| owner != process);
            }
        }
    }

    fn item(&mut self, place: usize, item: Option<&Item>) {
        match item {
            Some(item) => self.items.insert(place, item.clone()),
            None => self.items.remove(&place),
        };
    }

    fn snoozed(&mut self, about: &[About], until: i64) {
        for &(item, start, lead) in about {
            self.snoozes.retain(|snooze| {
                (snooze.item, snooze.start, snooze.lead) != (item, start, lead) || snooze.is_done
            });
            self.snoozes.push(Snooze {
                item,
                start,
                lead,
                until,
                is_done: false,
                is_used: false,
            });
        }
    }

    fn shown(&mut self, event: &Event, shown: &Shown) {
        let clock = event.clock;
        if shown.cancelled.is_empty() {
            self.shown_in_turn[shown.process] += 1;
            if self.shown_in_turn[shown.process] > 1 && !self.has_failed {
                self.complain("a flood: two notifications in one turn");
            }
        }
        for about in &shown.due {
            self.due(clock, about, shown);
        }
        if !shown.due.is_empty() {
            self.on_screen
                .insert((shown.process, shown.tag), shown.due.clone());
        }
        for &(item, start, _) in &shown.missed {
            let Some(of) = self.items.get(&item) else {
                self.complain(format!("item {item} is told missed and not on the agenda"));
                continue;
            };
            if clock < of.over() {
                self.complain(format!("item {item} is told missed and is not over"));
            }
            *self.told_missed.entry((item, start)).or_default() += 1;
            if self.told_missed[&(item, start)] > 1 + self.missed_again {
                self.complain(format!("item {item} is told missed twice"));
            }
        }
        let told: BTreeSet<usize> = shown.cancelled.iter().map(|about| about.0).collect();
        for about in &shown.cancelled {
            let item = self.items.get(&about.0).cloned();
            if item.is_none_or(|item| item.takes_place || item.over() <= clock) {
                self.complain(format!("{about:?} is told cancelled and is not"));
            }
            let mut of_item = self.shows.iter().filter(|show| show.item == about.0);
            let was_shown = of_item.any(|show| !show.is_void || show.may_repeat);
            // A process that died may have shown it.
            let due_at = due_at(about.1, about.2);
            let perhaps = self.killed_at.iter().any(|at| due_at <= *at);
            if !was_shown && !perhaps {
                self.complain(format!("{about:?} is told cancelled and was not shown"));
            }
        }
        self.snoozes.retain(|snooze| !told.contains(&snooze.item));
        for show in self
            .shows
            .iter_mut()
            .filter(|show| told.contains(&show.item))
        {
            (show.is_void, show.may_repeat) = (true, false);
        }
    }

    fn due(&mut self, clock: i64, about: &About, shown: &Shown) {
        let &(place, start, lead) = about;
        let Some(item) = self.items.get(&place).cloned() else {
            return self.complain(format!("{about:?} is shown and not on the agenda"));
        };
        if !item.takes_place {
            self.complain(format!("{about:?} is shown and does not take place"));
        }
        if item.start != start {
            self.complain(format!("{about:?} is shown and starts at {}", item.start));
        }
        if item.over() <= clock {
            self.complain(format!("{about:?} is shown after its end"));
        }
        if self.skipped.contains(&(place, start)) {
            self.complain(format!("{about:?} is shown and was skipped"));
        }
        let snooze = self
            .snoozes
            .iter_mut()
            .find(|snooze| !snooze.is_used && snooze.is(about) && snooze.until <= clock);
        let is_again = snooze.map(|snooze| snooze.is_used = true).is_some();
        if !is_again {
            if clock < due_at(start, lead) {
                self.complain(format!("{about:?} is shown too early"));
            }
            if !item.leads.contains(&lead) {
                self.complain(format!("{about:?} is shown, of no lead it has"));
            }
            let known = self.shows.iter_mut().filter(|show| {
                show.item == place && show.start == start && show.lead <= lead && !show.is_void
            });
            let mut may_repeat = true;
            for show in known {
                may_repeat &= show.may_repeat;
                show.may_repeat &= show.lead != lead;
            }
            if !may_repeat {
                self.complain(format!("{about:?} is shown twice"));
            }
        }
        for snooze in &mut self.snoozes {
            let is_of_item = snooze.item == place && snooze.start == start;
            snooze.is_done |= is_of_item && snooze.until <= clock;
        }
        let silent = match self.quiet(clock, Some(place)) {
            Quiet::Held => return self.complain(format!("{about:?} is shown while it is quiet")),
            Quiet::Silent => true,
            Quiet::No => false,
        };
        if shown.silent && !silent {
            self.complain(format!("{about:?} makes no sound"));
        }
        if shown.due.len() == 1 && shown.missed.is_empty() && silent && !shown.silent {
            self.complain(format!("{about:?} makes a sound"));
        }
        if let Some(habits) = &self.habits {
            let wrong = text::mistakes(&shown.text, place, &item, clock, habits.my_offset);
            let wrong = wrong.into_iter();
            self.complaints
                .extend(wrong.map(|wrong| format!("{about:?}: {wrong} in “{}”", shown.text)));
        }
        self.shows.push(Show {
            item: place,
            start,
            lead,
            is_void: false,
            may_repeat: false,
        });
    }

    /// At a turn: reminders of items that moved away or are cancelled hold no more. A turn that was cut
    /// short may not have got so far.
    fn taken_back(&mut self, clock: i64, perhaps: bool) {
        for show in self.shows.iter_mut().filter(|show| !show.is_void) {
            let Some(item) = self.items.get(&show.item) else {
                continue;
            };
            let moved = item.takes_place
                && item.start != show.start
                && (clock < item.over() || clock < show.start);
            let cancelled = !item.takes_place && !item.is_visit && clock < item.over();
            if moved || cancelled {
                show.is_void = !perhaps;
                show.may_repeat = perhaps;
            } else if item.takes_place && item.start != show.start {
                // Long past: only what was put off is taken back.
                let mut snoozes = self.snoozes.iter();
                show.may_repeat |= snoozes.any(|snooze| snooze.item == show.item);
            }
        }
        for snooze in &mut self.snoozes {
            let Some(item) = self.items.get(&snooze.item) else {
                continue;
            };
            let cancelled = !item.takes_place && !item.is_visit && clock < item.over();
            if cancelled || (item.takes_place && item.start != snooze.start) {
                snooze.is_done = true;
                snooze.is_used |= !perhaps;
            }
        }
    }

    fn after_turn(&mut self, event: &Event, process: usize, missed: &[(usize, i64)]) {
        let clock = event.clock;
        self.shown_in_turn[process] = 0;
        let mut untrue = Vec::new();
        for ((owner, tag), about) in &self.on_screen {
            let is_true = |&(item, start, _): &About| {
                let item = self.items.get(&item);
                item.is_some_and(|item| {
                    item.takes_place && item.start == start && clock < item.over()
                })
            };
            if *owner == process && !about.iter().any(is_true) {
                untrue.push(format!("{about:?} stays on screen ({tag})"));
            }
        }
        self.complaints.extend(untrue);
        // A clock that is set back makes a reminder due again that was put off until too late.
        for show in &mut self.shows {
            show.may_repeat |= missed.contains(&(show.item, show.start));
        }
        for snooze in &mut self.snoozes {
            snooze.is_done |= missed.contains(&(snooze.item, snooze.start));
        }
        let is_settled = self.works
            && event.real - self.last_fault > SETTLED
            && self.killed_at.iter().all(|at| (clock - at).abs() > SETTLED);
        for (place, item) in self.items.clone() {
            if is_settled {
                self.owed(clock, place, &item, missed);
            }
        }
    }

    /// Whether what is owed for an item was given.
    fn owed(&mut self, clock: i64, place: usize, item: &Item, missed: &[(usize, i64)]) {
        let is_over = item.over() <= clock;
        if !item.takes_place {
            let is_known = self
                .shows
                .iter()
                .any(|show| show.item == place && !show.is_void && !show.may_repeat);
            let is_held = matches!(self.quiet(clock, Some(place)), Quiet::Held);
            let is_skipped = self.skipped.iter().any(|(skipped, _)| *skipped == place);
            if item.is_visit && !is_over && is_known && !is_held && !is_skipped {
                self.complain(format!("item {place} was shown, and not told cancelled"));
            }
            return;
        }
        if self.skipped.contains(&(place, item.start)) {
            return;
        }
        let is_put_off = self.snoozes.iter().any(|snooze| {
            snooze.item == place
                && snooze.start == item.start
                && !snooze.is_done
                && (snooze.until <= clock || is_over)
        });
        let lacks = self.shortest_due(clock, item).is_some_and(|lead| {
            let told = self.shows.iter().any(|show| {
                show.item == place
                    && show.start == item.start
                    && show.lead <= lead
                    // What was told and then taken back is not missed where it turns out to be over.
                    && (is_over || !show.is_void || show.may_repeat)
            });
            !told
        });
        if !is_over {
            let is_held = matches!(self.quiet(clock, Some(place)), Quiet::Held);
            if lacks && !is_held {
                self.complain(format!("item {place} is due and was not shown"));
            }
            if is_put_off && !is_held {
                self.complain(format!("item {place} was put off and did not come again"));
            }
            return;
        }
        let in_retrospect = item.over() <= item.chosen_at && item.chosen_at <= clock;
        let is_missed = missed.contains(&(place, item.start));
        let is_owed = (lacks && !in_retrospect) || is_put_off;
        if is_owed && !is_missed {
            self.complain(format!("item {place} was missed, and is not listed so"));
        }
        if is_missed
            && !matches!(self.quiet(clock, None), Quiet::Held)
            && !self.told_missed.contains_key(&(place, item.start))
        {
            self.complain(format!("item {place} was missed, and that was not told"));
        }
    }

    /// The shortest of its leads that has come.
    fn shortest_due(&self, clock: i64, item: &Item) -> Option<i64> {
        let leads = item.leads.iter().copied();
        leads
            .filter(|lead| due_at(item.start, *lead) <= clock)
            .min()
    }

    fn complain(&mut self, complaint: impl Into<String>) {
        self.complaints.push(complaint.into());
    }
}

impl Show {
    fn is(&self, about: &About) -> bool {
        (self.item, self.start, self.lead) == *about
    }
}

impl Snooze {
    fn is(&self, about: &About) -> bool {
        (self.item, self.start, self.lead) == *about
    }
}

/// The whole minute in which a lead comes.
fn due_at(start: i64, lead: i64) -> i64 {
    (start - lead * 60).div_euclid(60) * 60
}
