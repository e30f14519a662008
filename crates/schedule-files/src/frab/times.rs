//! When events take place, and which day they are listed under.

use agenda::day::DAY_CHANGE;
use agenda::{Kind, Slot, Zone};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use super::zone::{Clock, clock_of};
use super::{Day, Document, Event};
use crate::durations::ClockForm;
use crate::repair::{Repairs, mended_slot};
use crate::stamp::{Stamp, TimeOfDay, date};
use crate::{ReadError, ReadOptions, RepairKind, ZoneFinding};

/// An hour before which no day of talks begins: what is listed earlier is of the night.
const EARLIEST_START: NaiveTime = match NaiveTime::from_hms_opt(6, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// How a file's times are to be read, decided once for all its events.
pub(super) struct Times {
    clock: Clock,
    /// Undated events that start before this are of the next date.
    night_ends: NaiveTime,
    /// The programme's own day change, where the file tells.
    pub(super) day_change: Option<NaiveTime>,
    /// Days carry the date before that of all their events.
    days_early: bool,
    durations: ClockForm,
}

impl Times {
    pub(super) fn of(
        document: &Document,
        options: &ReadOptions,
        repairs: &mut Repairs,
    ) -> Result<Self, ReadError> {
        let durations = ClockForm::of(document.events().map(|event| event.duration.as_ref()));
        let mut times = Self {
            clock: clock_of(document, options, repairs)?,
            night_ends: night_ends(document),
            day_change: None,
            days_early: false,
            durations,
        };
        times.day_change = times.told_day_change(document);
        times.days_early = times.all_days_are_early(document);
        if times.days_early {
            let days = document.days.iter().filter(|day| !day.events.is_empty());
            repairs.note_many(RepairKind::DayMisdated, days.count(), || {
                let day = document.days.iter().find(|day| !day.events.is_empty());
                format!("day {}", day.map_or("", |day| day.date.as_ref()))
            });
        }
        Ok(times)
    }

    pub(super) fn zone(&self) -> Zone {
        self.clock.finding.zone
    }

    pub(super) fn into_finding(self) -> ZoneFinding {
        self.clock.finding
    }

    /// The day a schedule lists its events under.
    fn listed_under(&self, day: &Day) -> Option<NaiveDate> {
        let date = date(&day.date)?;
        if self.days_early {
            date.succ_opt()
        } else {
            Some(date)
        }
    }

    /// When an event takes place; none if that is not known. What cannot be read is reported under
    /// `title`.
    pub(super) fn slot(
        &self,
        day: &Day,
        event: &Event,
        kind: Kind,
        title: &str,
        repairs: &mut Repairs,
    ) -> Option<Slot> {
        let Some(starts_at) = self.starts_at(day, event) else {
            if !event.date.trim().is_empty() || !event.start.trim().is_empty() {
                repairs.note(RepairKind::UnreadableTime, || {
                    format!("“{title}”: date “{}”, start “{}”", event.date, event.start)
                });
            }
            return None;
        };
        let ends_at = self.ends_at(event, starts_at, title, repairs);
        let mut slot = mended_slot(starts_at, ends_at, kind, title, repairs);
        slot.listed_under = self.listed_under(day);
        Some(slot)
    }

    fn starts_at(&self, day: &Day, event: &Event) -> Option<DateTime<Utc>> {
        let zone = self.zone();
        let start = TimeOfDay::read(&event.start);
        let listed = || {
            date(&day.date)
                .zip(start)
                .map(|(date, start)| self.in_day(date, start))
        };
        match Stamp::read(&event.date) {
            Some(Stamp::Exact(exact)) if self.clock.offsets_mislabelled => {
                Some(zone.instant(exact.naive_local()))
            }
            Some(Stamp::Exact(exact)) => Some(exact.to_utc()),
            Some(Stamp::Local(local)) => Some(zone.instant(local)),
            Some(Stamp::Date(date)) => start.map(|start| zone.instant(self.in_day(date, start))),
            None => listed().map(|local| zone.instant(local)),
        }
    }

    /// The date and time of an event that a day lists: what starts in the night is of the next date.
    fn in_day(&self, date: NaiveDate, start: TimeOfDay) -> NaiveDateTime {
        let next_date = start.next_day || start.time < self.night_ends;
        let date = if next_date {
            date.succ_opt().unwrap_or(date)
        } else {
            date
        };
        date.and_time(start.time)
    }

    /// By the duration, else by an end of its own.
    fn ends_at(
        &self,
        event: &Event,
        starts_at: DateTime<Utc>,
        title: &str,
        repairs: &mut Repairs,
    ) -> Option<DateTime<Utc>> {
        let told_end = self.told_end(event, starts_at);
        let Some(mut duration) = self.durations.read(&event.duration) else {
            return told_end;
        };
        // Where three numbers can mean two lengths, the end decides.
        let other = match self.durations {
            ClockForm::DaysHoursMinutes => ClockForm::HoursMinutesSeconds,
            ClockForm::HoursMinutesSeconds => ClockForm::DaysHoursMinutes,
        };
        if let (Some(end), Some(alternative)) = (told_end, other.read(&event.duration))
            && starts_at + alternative.length == end
        {
            duration = alternative;
        }
        if duration.odd {
            repairs.note(RepairKind::OddDuration, || {
                let minutes = duration.length.num_minutes();
                format!("“{title}”: {} read as {minutes} minutes", event.duration)
            });
        }
        Some(starts_at + duration.length)
    }

    fn told_end(&self, event: &Event, starts_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match Stamp::read(&event.end) {
            Some(Stamp::Exact(exact)) if !self.clock.offsets_mislabelled => Some(exact.to_utc()),
            Some(Stamp::Exact(exact)) => Some(self.zone().instant(exact.naive_local())),
            Some(Stamp::Local(local)) => Some(self.zone().instant(local)),
            Some(Stamp::Date(_)) => None,
            None => {
                let end = TimeOfDay::read(&event.end)?;
                let start = self.zone().local(starts_at).naive_local();
                let same_date = start.date().and_time(end.time);
                let days = i64::from(same_date < start || end.next_day);
                Some(self.zone().instant(same_date + TimeDelta::days(days)))
            }
        }
    }

    /// As the file gives it, else the time at which its days end on the morning after.
    fn told_day_change(&self, document: &Document) -> Option<NaiveTime> {
        const LATEST: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
            Some(time) => time,
            None => NaiveTime::MIN,
        };
        if let Some(told) = TimeOfDay::read(&document.conference.day_change) {
            return Some(told.time);
        }
        document.days.iter().find_map(|day| {
            let Some(Stamp::Exact(end)) = Stamp::read(&day.end) else {
                return None;
            };
            let local = self.zone().local(end.to_utc()).naive_local();
            // 02:59:59 means three o'clock.
            let rounded = if local.second() == 59 {
                local + TimeDelta::seconds(1)
            } else {
                local
            };
            let next_morning = rounded.date() > date(&day.date)? && rounded.time() <= LATEST;
            next_morning.then(|| rounded.time())
        })
    }

    fn all_days_are_early(&self, document: &Document) -> bool {
        let mut any_by_day = false;
        let early = document.days.iter().all(|day| {
            let next_date = date(&day.date).and_then(|date| date.succ_opt());
            day.events.iter().all(|event| {
                let Some(starts_at) = self.starts_at(day, event) else {
                    return true;
                };
                let local = self.zone().local(starts_at).naive_local();
                any_by_day |= local.time() >= EARLIEST_START;
                Some(local.date()) == next_date
            })
        });
        early && any_by_day
    }
}

/// The hour before which undated events are of the next date: the day change, but never so late that
/// it takes in the morning (FOSDEM gives 09:00, when its first talks start).
fn night_ends(document: &Document) -> NaiveTime {
    let told = TimeOfDay::read(&document.conference.day_change).map(|told| told.time);
    let first_start = || {
        let starts = document
            .days
            .iter()
            .filter_map(|day| Stamp::read(&day.start));
        starts.filter_map(Stamp::written_time).min()
    };
    told.or_else(first_start)
        .unwrap_or(DAY_CHANGE)
        .min(EARLIEST_START)
}
