//! Processes that remind, on one ledger and one screen, and may be killed at any step.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use agenda::reminder::{DeliveryKey, DeliveryState, Remindable, Rules, due, next_look};
use agenda::{ItemKey, SessionId, VisitId};
use agenda_app::entries::Entry;
use agenda_app::notifier::{Notification, NotifyError};
use agenda_app::reminder_turn::{Book, Reminding, Scene, Screen};
use agenda_store::{Claimant, Settled, StartingDelivery};
use chrono::{DateTime, TimeDelta, Utc};

use super::ledger::Kept;
use super::log::{About, Event, Log, Shown, What};

pub const STALE: i64 = 30;

pub fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

pub fn key_of(item: usize, is_visit: bool) -> ItemKey {
    if is_visit {
        ItemKey::Visit(VisitId(item as i64))
    } else {
        ItemKey::Session(SessionId(item as i64))
    }
}

fn item_of(key: ItemKey) -> usize {
    match key {
        ItemKey::Session(id) => id.0 as usize,
        ItemKey::Visit(id) => id.0 as usize,
    }
}

/// Somebody ended the process.
#[derive(Debug)]
pub struct Killed;

/// How showing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    Works,
    Away,
    Refuses,
}

/// The death that waits for a process: at which of its steps, and whether before or after the step.
#[derive(Clone, Copy, Debug)]
pub struct Death {
    pub process: usize,
    pub steps: u32,
    pub before: bool,
}

pub struct Desk<'a> {
    pub ledger: RefCell<&'a mut dyn Kept>,
    pub processes: [RefCell<Option<Reminding>>; 2],
    names: [RefCell<String>; 2],
    runs: Cell<u64>,
    pub log: RefCell<Log>,
    pub real: Cell<i64>,
    pub clock: Cell<i64>,
    pub service: Cell<Service>,
    pub entries: RefCell<Vec<Entry>>,
    pub rules: RefCell<Rules>,
    pub death: Cell<Option<Death>>,
    dead: Cell<bool>,
    unmarked: [RefCell<Vec<DeliveryKey>>; 2],
    /// The other process takes a whole turn in the middle of one's, after so many steps.
    pub interleave: Cell<Option<u32>>,
    depth: Cell<u32>,
}

impl<'a> Desk<'a> {
    pub fn new(ledger: &'a mut dyn Kept, real: i64) -> Self {
        Self {
            ledger: RefCell::new(ledger),
            processes: Default::default(),
            names: Default::default(),
            runs: Cell::new(0),
            log: RefCell::default(),
            real: Cell::new(real),
            clock: Cell::new(real),
            service: Cell::new(Service::Works),
            entries: RefCell::default(),
            rules: RefCell::default(),
            death: Cell::new(None),
            dead: Cell::new(false),
            unmarked: Default::default(),
            interleave: Cell::new(None),
            depth: Cell::new(0),
        }
    }

    pub fn note(&self, what: What) {
        let (real, clock) = (self.real.get(), self.clock.get());
        self.log.borrow_mut().0.push(Event { real, clock, what });
    }

    pub fn start(&self, process: usize) {
        self.runs.set(self.runs.get() + 1);
        let run = self.runs.get();
        *self.processes[process].borrow_mut() = Some(Reminding::new(run << 32));
        *self.names[process].borrow_mut() = format!("run {run}");
    }

    fn items(&self) -> Vec<Remindable> {
        self.entries
            .borrow()
            .iter()
            .map(Entry::remindable)
            .collect()
    }

    /// Lets a process take a turn.
    pub fn turn(&self, process: usize) {
        let Ok(mut place) = self.processes[process].try_borrow_mut() else {
            return;
        };
        let Some(reminding) = place.as_mut() else {
            return;
        };
        let items = self.items();
        let ledger = self.ledger.borrow().read();
        let entries = self.entries.borrow().clone();
        let rules = self.rules.borrow().clone();
        let scene = Scene {
            now: instant(self.clock.get()),
            entries: &entries,
            items: &items,
            rules: &rules,
            ledger: &ledger,
        };
        let uptime = Duration::from_secs(self.real.get() as u64);
        let (mut book, mut screen) = (Steps(self, process), Steps(self, process));
        let ended = reminding.turn(scene, uptime, &mut book, &mut screen);
        if ended.is_err() || self.dead.replace(false) {
            self.dead.set(false);
            *place = None;
            let unmarked = self.unmarked[process].take();
            let unmarked = unmarked.into_iter().map(|key| self.about(key)).collect();
            self.note(What::Killed { process, unmarked });
            return;
        }
        self.unmarked[process].borrow_mut().clear();
        if self.depth.get() == 0 {
            let ledger = self.ledger.borrow().read();
            let missed = ledger
                .iter()
                .filter(|(_, row)| row.state == DeliveryState::Missed);
            let missed = missed
                .map(|(key, row)| (item_of(key.item), row.starts_at.timestamp()))
                .collect();
            self.note(What::Turn { process, missed });
        } else {
            self.note(What::TurnWithin { process });
        }
    }

    /// When a process wants its next turn, by the clock; now where something waits for others.
    pub fn next_turn(&self) -> Option<i64> {
        let (items, ledger) = (self.items(), self.ledger.borrow().read());
        let rules = self.rules.borrow();
        let now = instant(self.clock.get());
        if !due(now, &items, &rules, &ledger).is_empty() {
            return Some(self.clock.get() + 10);
        }
        next_look(now, &items, &rules, &ledger).map(|at| at.timestamp())
    }

    fn about(&self, key: DeliveryKey) -> About {
        let ledger = self.ledger.borrow().read();
        let start = ledger.get(&key).map_or(key.due_at, |row| row.starts_at);
        (item_of(key.item), start.timestamp(), i64::from(key.lead))
    }

    fn claimant<T>(
        &self,
        process: usize,
        work: impl FnOnce(&mut dyn Kept, Claimant<'_>) -> T,
    ) -> T {
        let name = self.names[process].borrow();
        let claimant = Claimant {
            process: &name,
            now: instant(self.clock.get()),
            stale_after: TimeDelta::seconds(STALE),
        };
        work(&mut **self.ledger.borrow_mut(), claimant)
    }
}

/// The steps of one process: each may be its last.
struct Steps<'a, 'b>(&'a Desk<'b>, usize);

impl Steps<'_, '_> {
    /// Before a step: whether it is still taken.
    fn before(&self) -> Result<(), Killed> {
        let Self(desk, process) = *self;
        if desk.dead.get() && desk.depth.get() == 0 {
            return Err(Killed);
        }
        match desk.interleave.get() {
            Some(0) if desk.depth.get() == 0 => {
                desk.interleave.set(None);
                desk.depth.set(1);
                desk.turn(1 - process);
                desk.depth.set(0);
            }
            Some(steps) if desk.depth.get() == 0 => desk.interleave.set(Some(steps - 1)),
            _ => {}
        }
        match desk.death.get() {
            Some(death) if death.process == process && desk.depth.get() == 0 => {
                if death.steps > 0 {
                    let steps = death.steps - 1;
                    desk.death.set(Some(Death { steps, ..death }));
                    return Ok(());
                }
                desk.death.set(None);
                desk.dead.set(true);
                if death.before { Err(Killed) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}

impl Book for Steps<'_, '_> {
    type Error = Killed;

    fn claim(&mut self, reminders: &[StartingDelivery]) -> Result<Vec<DeliveryKey>, Killed> {
        self.before()?;
        Ok(self
            .0
            .claimant(self.1, |ledger, by| ledger.claim(reminders, by)))
    }

    fn claim_notices(&mut self, keys: &[DeliveryKey]) -> Result<Vec<DeliveryKey>, Killed> {
        self.before()?;
        Ok(self
            .0
            .claimant(self.1, |ledger, by| ledger.claim_notices(keys, by)))
    }

    fn release(&mut self, keys: &[DeliveryKey]) -> Result<(), Killed> {
        self.before()?;
        self.0
            .claimant(self.1, |ledger, by| ledger.release(keys, by.process));
        Ok(())
    }

    fn mark_shown(&mut self, keys: &[DeliveryKey]) -> Result<(), Killed> {
        self.before()?;
        self.0
            .claimant(self.1, |ledger, by| ledger.mark_shown(keys, by.now));
        self.0.unmarked[self.1]
            .borrow_mut()
            .retain(|key| !keys.contains(key));
        Ok(())
    }

    fn mark_missed_told(&mut self, keys: &[DeliveryKey]) -> Result<(), Killed> {
        self.before()?;
        self.0
            .claimant(self.1, |ledger, by| ledger.mark_missed_told(keys, by.now));
        self.0.unmarked[self.1]
            .borrow_mut()
            .retain(|key| !keys.contains(key));
        Ok(())
    }

    fn take_back(&mut self, keys: &[DeliveryKey]) -> Result<(), Killed> {
        self.before()?;
        self.0
            .claimant(self.1, |ledger, by| ledger.take_back(keys, by.now));
        self.0.unmarked[self.1]
            .borrow_mut()
            .retain(|key| !keys.contains(key));
        Ok(())
    }

    fn settle(&mut self, reminders: &[StartingDelivery], how: Settled) -> Result<(), Killed> {
        self.before()?;
        self.0
            .claimant(self.1, |ledger, by| ledger.settle(reminders, how, by));
        Ok(())
    }
}

impl Screen for Steps<'_, '_> {
    fn show(&mut self, told: &Notification, keys: &[DeliveryKey]) -> Result<(), NotifyError> {
        let Self(desk, process) = *self;
        if self.before().is_err() {
            desk.dead.set(true);
            return Err(NotifyError::NoService("nobody is there".to_owned()));
        }
        match desk.service.get() {
            Service::Works => {}
            Service::Away => return Err(NotifyError::NoService("away".to_owned())),
            Service::Refuses => return Err(NotifyError::Refused("no".to_owned())),
        }
        let ledger = desk.ledger.borrow().read();
        let of_state = |is_missed: bool| -> Vec<About> {
            let keys = keys.iter().filter(|key| {
                ledger
                    .get(key)
                    .is_some_and(|row| row.state == DeliveryState::Missed)
                    == is_missed
            });
            keys.map(|key| desk.about(*key)).collect()
        };
        let (mut due, missed, mut cancelled) = (of_state(false), of_state(true), Vec::new());
        if told.summary.starts_with("Cancelled: ") {
            cancelled = std::mem::take(&mut due);
        }
        desk.note(What::Shown(Shown {
            process,
            tag: told.tag,
            due,
            missed,
            cancelled,
            text: format!("{}\n{}", told.summary, told.body),
            silent: told.silent,
        }));
        desk.unmarked[process].borrow_mut().extend(keys);
        Ok(())
    }

    fn close(&mut self, tag: u64) {
        let process = self.1;
        self.0.note(What::Closed { process, tag });
    }
}
