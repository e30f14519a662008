//! A repeating event that was read, given all its times.

use agenda::{Session, Slot};
use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::Override;
use super::budget::Budget;
use crate::icalendar::event::EventReader;
use crate::icalendar::series::{Series, Times};
use crate::{RepairKind, Skipped};

pub(super) struct Repeating<'a> {
    pub(super) session: &'a Session,
    pub(super) uid: Option<String>,
    pub(super) series: &'a Series,
    /// In the order of their times.
    pub(super) overrides: &'a [Override],
    /// All events of the file.
    pub(super) read: &'a [Result<Session, Skipped>],
}

impl Repeating<'_> {
    /// At least one session, or the reason why there is none.
    pub(super) fn expand(
        &self,
        times: Times,
        reader: &mut EventReader,
        budget: &mut Budget,
    ) -> Result<Vec<Session>, Skipped> {
        let Times {
            mut at,
            mut left_out,
        } = times;
        let title = &self.session.title;
        let all = at.len();
        for replacing in self.overrides {
            at.remove(&replacing.at);
        }
        if at.is_empty() {
            let skipped = |why: &str| Skipped {
                what: title.clone(),
                why: why.to_owned(),
            };
            if all > 0 {
                return Err(skipped("each of its times is told by an event of its own"));
            }
            let first = budget.spend(|steps| self.series.first_time(steps));
            let first =
                first.ok_or_else(|| skipped("it repeats, but all its times are excluded"))?;
            at.insert(first, None);
        }
        let mut sessions: Vec<Session> = Vec::with_capacity(at.len());
        for (time, length) in at {
            let (source, moved) = self.source_of(time);
            if !sessions.is_empty() && !budget.affords(source) {
                left_out = true;
                break;
            }
            let mut session = source.clone();
            let slot = source.slot;
            session.slot = slot.map(|slot| self.slot_at(time, moved, slot, length));
            if let Some(uid) = &self.uid {
                let name = self.series.clock.name_of(time);
                session.identifiers.uid = Some(format!("{uid}#{name}"));
            }
            sessions.push(session);
        }
        let repairs = &mut *reader.repairs;
        repairs.note(RepairKind::RepeatingEvent, || match sessions.len() {
            1 => format!("“{title}”: once"),
            count => format!("“{title}”: {count} times"),
        });
        if left_out {
            let zone = reader.zone;
            repairs.note(RepairKind::RepetitionsLeftOut, || {
                let mut slots = sessions.iter().filter_map(|session| session.slot);
                let day = |slot: Slot| zone.local(slot.starts_at).date_naive();
                let last = slots.clone().next_back().map(day);
                match (slots.next().map(day), last) {
                    (Some(first), Some(last)) => format!("“{title}”: only {first} to {last}"),
                    _ => format!("“{title}”"),
                }
            });
        }
        Ok(sessions)
    }

    /// The event that tells about a time, and how far it moves it: the last with THISANDFUTURE
    /// (RFC 5545 §3.2.13), else the series' own.
    fn source_of(&self, time: NaiveDateTime) -> (&Session, TimeDelta) {
        let earlier = self
            .overrides
            .partition_point(|replacing| replacing.at <= time);
        let following = self.overrides[..earlier]
            .iter()
            .rev()
            .filter(|replacing| replacing.follows)
            .find_map(|replacing| Some((replacing, self.read[replacing.index].as_ref().ok()?)));
        match following {
            Some((replacing, session)) => {
                let slot = session.slot;
                let start = slot.map(|slot| self.series.clock.local(slot.starts_at));
                let moved = start.map_or_else(TimeDelta::zero, |start| start - replacing.at);
                (session, moved)
            }
            None => (self.session, TimeDelta::zero()),
        }
    }

    /// As long as the slot of its source, or as a period tells.
    fn slot_at(
        &self,
        time: NaiveDateTime,
        moved: TimeDelta,
        slot: Slot,
        length: Option<TimeDelta>,
    ) -> Slot {
        let clock = &self.series.clock;
        let is_date = |time: &NaiveDateTime| (0..=9999).contains(&time.year());
        let time = time
            .checked_add_signed(moved)
            .filter(is_date)
            .unwrap_or(time);
        let starts_at = clock.instant(time);
        let ends_at = if slot.all_day {
            let days = clock.local(slot.ends_at) - clock.local(slot.starts_at);
            let end = time.checked_add_signed(days).filter(is_date);
            end.map(|end| clock.instant(end))
        } else {
            starts_at.checked_add_signed(length.unwrap_or_else(|| slot.length()))
        };
        Slot {
            starts_at,
            ends_at: ends_at.filter(|end| *end >= starts_at).unwrap_or(starts_at),
            ..slot
        }
    }
}
