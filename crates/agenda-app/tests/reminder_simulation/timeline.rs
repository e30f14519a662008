//! One timeline: an attendee, a schedule and a world with faults, all from one number.

mod planned;

use agenda::reminder::{DeliveryKey, DeliveryState, Moved};
use agenda_store::{Claimant, Settled, StartingDelivery};
use chrono::TimeDelta;

use super::desk::{Death, Desk, Service, instant, key_of};
use super::dice::Dice;
use super::ledger::Kept;
use super::log::{About, Habits, Item, Log, What, While};
use planned::{Planned, ZONES, entry, key, leads, rules};

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;
/// 2022-05-19 00:00 UTC.
const BEGIN: i64 = 1_652_918_400;

pub struct Timeline<'a> {
    dice: Dice,
    desk: Desk<'a>,
    planned: Vec<Planned>,
    habits: Habits,
}

impl<'a> Timeline<'a> {
    pub fn new(seed: u64, ledger: &'a mut dyn Kept) -> Self {
        let mut dice = Dice::new(seed);
        let habits = Habits {
            quiet_hours: dice
                .one_in(5)
                .then(|| (dice.roll(48) * 30, dice.roll(48) * 30))
                .filter(|(from, to)| from != to),
            my_offset: dice.of(&ZONES).1,
            muted_until: None,
            while_running: dice.of(&[While::Show, While::Show, While::Silent, While::AtEnd]),
            must_breaks_through: !dice.one_in(4),
        };
        Self {
            desk: Desk::new(ledger, BEGIN),
            planned: Vec::new(),
            habits,
            dice,
        }
    }

    /// Runs it to its calm end.
    pub fn run(mut self) -> Log {
        for _ in 0..=self.dice.roll(4) {
            self.plan();
        }
        self.live_with(|_| {});
        self.desk.start(0);
        if self.dice.one_in(3) {
            self.desk.start(1);
        }
        let end = BEGIN + DAY + HOUR;
        let mut steps = 0;
        while self.desk.clock.get() < end && steps < 60 {
            steps += 1;
            self.wait();
            self.befall();
            self.turns();
        }
        self.calm_down(end);
        self.desk.log.into_inner()
    }

    /// Peace: everything works, and time passes until nothing is left to do.
    fn calm_down(&mut self, end: i64) {
        self.desk.death.set(None);
        self.desk.interleave.set(None);
        self.serve(Service::Works);
        for process in [0, 1] {
            if self.desk.processes[process].borrow().is_none() {
                self.desk.start(process);
            }
        }
        self.turns();
        for _ in 0..80 {
            let clock = self.desk.clock.get();
            let next = self.desk.next_turn();
            let Some(next) = next.or((clock < end).then_some(end)) else {
                break;
            };
            self.pass((next - clock).max(1));
            self.turns();
        }
    }

    fn pass(&self, seconds: i64) {
        self.desk.real.set(self.desk.real.get() + seconds);
        self.desk.clock.set(self.desk.clock.get() + seconds);
    }

    /// Time passes until a process wants a turn, or until something befalls.
    fn wait(&mut self) {
        let clock = self.desk.clock.get();
        let next = self.desk.next_turn().unwrap_or(clock + 4 * HOUR);
        let until_next = (next - clock).max(1);
        if self.dice.one_in(3) {
            let seconds = 1 + self.dice.roll(until_next);
            self.pass(seconds);
        } else if self.dice.one_in(12) {
            // A sleep.
            let longest = self.dice.of(&[MINUTE, HOUR, 12 * HOUR, 3 * DAY]);
            let seconds = 1 + self.dice.roll(longest);
            self.pass(seconds);
        } else {
            self.pass(until_next);
        }
    }

    fn turns(&mut self) {
        if self.dice.one_in(8) {
            self.desk.interleave.set(Some(self.dice.roll(4) as u32));
        }
        let first = self.dice.roll(2) as usize;
        self.desk.turn(first);
        self.desk.turn(1 - first);
        self.desk.interleave.set(None);
    }

    fn befall(&mut self) {
        match self.dice.roll(26) {
            0 => self.plan(),
            1 => self.change(|dice, planned| planned.is_listed = dice.one_in(2)),
            2..=4 => self.move_one(),
            5 => self.change(|_, planned| planned.item.takes_place = false),
            6 => self.change(|_, planned| planned.item.takes_place = true),
            7 => self.change_leads(),
            8..=10 => self.kill(),
            11..=13 => self.restart(),
            14 => self.serve(Service::Away),
            15 => self.serve(Service::Refuses),
            16 | 17 => self.serve(Service::Works),
            18 => self.set_clock(),
            19 => self.live_with(|habits| habits.muted_until = None),
            20 => {
                let until = self.desk.clock.get() + (1 + self.dice.roll(20)) * HOUR;
                self.live_with(|habits| habits.muted_until = Some(until));
            }
            21 => {
                let offset = self.dice.of(&ZONES).1;
                self.live_with(|habits| habits.my_offset = offset);
            }
            22 | 23 => self.snooze(),
            24 => self.skip(),
            _ => {}
        }
    }

    fn plan(&mut self) {
        if self.planned.len() == 5 {
            return;
        }
        let dice = &mut self.dice;
        let clock = self.desk.clock.get();
        let venue_offset = dice.of(&ZONES).1;
        let all_day = dice.one_in(12);
        let length = dice.of(&[0, 5, 25, 30, 60, 240, 500]) * MINUTE;
        // Now and then two start together; some do not start on a whole minute.
        let mut start = clock.max(BEGIN) / 300 * 300 + dice.roll(24) * 30 * MINUTE;
        start += dice.of(&[0, 0, 0, 5 * MINUTE, 30]);
        let mut end = start + length;
        if all_day {
            let midnight = BEGIN - venue_offset * MINUTE;
            (start, end) = (midnight + 8 * HOUR, midnight + DAY);
        }
        let item = Item {
            is_visit: !all_day && dice.one_in(4),
            venue_offset,
            start,
            end,
            all_day,
            leads: leads(dice),
            must: dice.one_in(4),
            takes_place: true,
            chosen_at: clock,
        };
        self.planned.push(Planned {
            item,
            is_listed: true,
            moved: None,
        });
        self.tell(self.planned.len() - 1);
    }

    fn change(&mut self, change: impl FnOnce(&mut Dice, &mut Planned)) {
        let place = self.dice.roll(self.planned.len() as i64) as usize;
        let planned = &mut self.planned[place];
        let (was_listed, before) = (planned.is_listed, planned.item.clone());
        change(&mut self.dice, planned);
        if planned.is_listed && !was_listed {
            planned.item.chosen_at = self.desk.clock.get();
        }
        if planned.is_listed != was_listed || planned.item != before {
            self.tell(place);
        }
    }

    fn move_one(&mut self) {
        let clock = self.desk.clock.get();
        self.change(|dice, planned| {
            let item = &mut planned.item;
            if item.all_day {
                return;
            }
            let by = dice.of(&[-180, -60, -15, -5, 5, 15, 60, 180, 1440]) * MINUTE;
            // Now and then back to where it was.
            let to = match planned.moved {
                Some(moved) if dice.one_in(3) => moved.from.timestamp(),
                _ => item.start + by,
            };
            if to == item.start {
                return;
            }
            planned.moved = Some(Moved {
                from: instant(item.start),
                at: instant(clock),
            });
            item.end += to - item.start;
            item.start = to;
        });
    }

    fn change_leads(&mut self) {
        let clock = self.desk.clock.get();
        self.change(|dice, planned| {
            let leads = leads(dice);
            if planned.is_listed && leads != planned.item.leads {
                planned.item.leads = leads;
                planned.item.chosen_at = clock;
            }
        });
    }

    fn kill(&mut self) {
        self.desk.death.set(Some(Death {
            process: self.dice.roll(2) as usize,
            steps: self.dice.roll(5) as u32,
            before: self.dice.one_in(2),
        }));
    }

    fn restart(&mut self) {
        let process = self.dice.roll(2) as usize;
        if self.desk.processes[process].borrow().is_none() {
            self.desk.start(process);
        }
    }

    /// The notification service comes or goes; the loop asks whether it is there again.
    fn serve(&mut self, service: Service) {
        if self.desk.service.replace(service) == service {
            return;
        }
        self.desk.note(What::Service(service == Service::Works));
        if service == Service::Works {
            for process in &self.desk.processes {
                if let Some(reminding) = process.borrow_mut().as_mut() {
                    reminding.service_answers();
                }
            }
        }
    }

    fn set_clock(&mut self) {
        let most = self.dice.of(&[2 * MINUTE, HOUR, 2 * DAY]);
        let by = self.dice.roll(2 * most) - most;
        self.desk.clock.set(self.desk.clock.get() + by);
        self.desk.note(What::ClockSet);
    }

    /// One of the notifications shown lately is put off.
    fn snooze(&mut self) {
        let shown: Vec<Vec<About>> = {
            let log = self.desk.log.borrow();
            let shown = log.0.iter().rev().filter_map(|event| match &event.what {
                What::Shown(shown) if !shown.due.is_empty() => Some(shown.due.clone()),
                _ => None,
            });
            shown.take(2).collect()
        };
        if shown.is_empty() {
            return;
        }
        let about = self.dice.of(&[0, shown.len() - 1]);
        let about = shown[about].clone();
        let until = self.desk.clock.get() + self.dice.of(&[5, 5, 10, 60]) * MINUTE;
        let ledger = self.desk.ledger.borrow().read();
        let can_be_put_off = |&(item, start, lead): &About| {
            let planned = self.planned.get(item)?;
            let key = key(item, planned, start, lead);
            let row = ledger.get(&key)?;
            let state = matches!(
                row.state,
                DeliveryState::Shown | DeliveryState::Answered | DeliveryState::Snoozed
            );
            (state && row.starts_at.timestamp() == start).then_some(key)
        };
        let about: Vec<About> = about
            .into_iter()
            .filter(|about| can_be_put_off(about).is_some())
            .collect();
        let keys: Vec<DeliveryKey> = about.iter().filter_map(can_be_put_off).collect();
        if !keys.is_empty() {
            self.desk.ledger.borrow_mut().snooze(&keys, instant(until));
            self.desk.note(What::Snoozed { about, until });
        }
    }

    /// As `App::skip_reminders`.
    fn skip(&mut self) {
        let place = self.dice.roll(self.planned.len() as i64) as usize;
        let planned = &self.planned[place];
        let Item { start, .. } = planned.item;
        if !planned.is_listed {
            return;
        }
        let rows = self.desk.ledger.borrow().read();
        let of_leads = planned.item.leads.iter();
        let mut reminders: Vec<StartingDelivery> = of_leads
            .map(|&lead| (key(place, planned, start, lead), instant(start)))
            .collect();
        let item = key_of(place, planned.item.is_visit);
        reminders.extend(
            rows.iter()
                .filter(|(key, row)| key.item == item && row.starts_at == instant(start))
                .map(|(key, _)| (*key, instant(start))),
        );
        reminders.sort_unstable();
        reminders.dedup();
        let claimant = Claimant {
            process: "",
            now: instant(self.desk.clock.get()),
            stale_after: TimeDelta::zero(),
        };
        self.desk
            .ledger
            .borrow_mut()
            .settle(&reminders, Settled::Skipped, claimant);
        self.desk.note(What::Skipped(place));
    }

    fn tell(&self, place: usize) {
        let planned = &self.planned[place];
        let item = planned.is_listed.then(|| planned.item.clone());
        self.desk.note(What::Item(place, item));
        let listed = self.planned.iter().enumerate();
        *self.desk.entries.borrow_mut() = listed
            .filter(|(_, planned)| planned.is_listed)
            .map(|(place, planned)| entry(place, planned))
            .collect();
    }

    fn live_with(&mut self, change: impl FnOnce(&mut Habits)) {
        change(&mut self.habits);
        *self.desk.rules.borrow_mut() = rules(&self.habits);
        self.desk.note(What::Habits(self.habits.clone()));
    }
}
