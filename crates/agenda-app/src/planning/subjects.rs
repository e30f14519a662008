//! What a plan chooses among: picks, their repeats, planned visits, wishes for visits.

use std::collections::HashMap;

use agenda::clash::Span;
use agenda::plan::{Candidate, When};
use agenda::{BoothId, ItemKey, Priority, SessionId};
use agenda_store::{BoothRow, SessionHeadRow};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::Planning;
use crate::AppError;
use crate::entries::{Entry, span_of};
use crate::wire::{ItemKeyView, PlanForm};

#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// A picked session.
    Pick(&'a Entry),
    /// Another time of a picked talk, with the priority of that.
    Repeat(&'a SessionHeadRow, Priority),
    /// A planned visit at its time.
    Visit(&'a Entry),
    /// The same at another time.
    MovedVisit(&'a Entry),
    Wish {
        booth: &'a BoothRow,
        minutes: u32,
        priority: Priority,
    },
}

impl<'a> Subject<'a> {
    pub fn title(&self) -> &'a str {
        match self {
            Self::Pick(entry) | Self::Visit(entry) | Self::MovedVisit(entry) => &entry.title,
            Self::Repeat(head, _) => &head.title,
            Self::Wish { booth, .. } => &booth.name,
        }
    }

    pub fn priority(&self) -> Option<Priority> {
        match self {
            Self::Pick(entry) | Self::Visit(entry) | Self::MovedVisit(entry) => entry.priority,
            Self::Repeat(_, priority) | Self::Wish { priority, .. } => Some(*priority),
        }
    }
}

/// The candidates of a plan for some days, with what each is.
pub struct Subjects<'a> {
    pub subjects: Vec<Subject<'a>>,
    pub candidates: Vec<Candidate<'a>>,
}

pub struct Sources<'a> {
    pub planning: &'a Planning,
    pub form: &'a PlanForm,
    pub days: &'a [NaiveDate],
    pub booths: &'a [BoothRow],
    /// What began before stays; none where all of it is over.
    pub now: Option<DateTime<Utc>>,
}

impl<'a> Sources<'a> {
    pub fn subjects(&self) -> Result<Subjects<'a>, AppError> {
        let mut found = Subjects {
            subjects: Vec::new(),
            candidates: Vec::new(),
        };
        let open = self.open()?;
        let planning = self.planning;
        let on_agenda: Vec<&'a Entry> = (planning.entries.iter())
            .filter(|entry| self.days.contains(&entry.day))
            .filter(|entry| entry.takes_place() && !entry.slot.all_day)
            .collect();
        // Talks first; the numbers after those are visits that may be moved.
        let mut next_number = planning.repeats.len();
        for &entry in &on_agenda {
            match entry.item {
                ItemKey::Session(id) => found.add(Subject::Pick(entry), self.at(entry, id)),
                ItemKey::Visit(_) => {
                    let candidate = Candidate {
                        worth: self.form.weights.want,
                        talk: Some(next_number),
                        ..self.fixed(entry)
                    };
                    next_number += 1;
                    if matches!(candidate.when, When::At(_)) {
                        let moved = Candidate {
                            when: When::Within {
                                length: entry.slot.length(),
                                open: open.clone(),
                            },
                            preferred: false,
                            ..candidate.clone()
                        };
                        found.add(Subject::MovedVisit(entry), moved);
                    }
                    found.add(Subject::Visit(entry), candidate);
                }
            }
        }
        self.add_repeats(&on_agenda, &mut found);
        self.add_wishes(&on_agenda, &open, &mut found)?;
        Ok(found)
    }

    fn fixed(&self, entry: &'a Entry) -> Candidate<'a> {
        let span = span_of(&entry.slot);
        let is_told = self.form.locked.contains(&ItemKeyView::from(entry.item));
        let has_begun = self.now.is_some_and(|now| span.starts_at <= now);
        Candidate {
            when: if is_told || has_begun {
                When::Locked(span)
            } else {
                When::At(span)
            },
            place: entry.room.as_deref(),
            must: entry.priority == Some(Priority::Must),
            worth: entry
                .priority
                .map_or(0, |priority| self.form.weights.of(priority)),
            talk: None,
            preferred: true,
        }
    }

    fn at(&self, entry: &'a Entry, id: SessionId) -> Candidate<'a> {
        Candidate {
            talk: self.planning.talk_of(id),
            ..self.fixed(entry)
        }
    }

    /// The other times of what is picked on these days.
    fn add_repeats(&self, on_agenda: &[&'a Entry], found: &mut Subjects<'a>) {
        let planning = self.planning;
        let mut priorities: HashMap<usize, Priority> = HashMap::new();
        for entry in on_agenda {
            if let (ItemKey::Session(id), Some(priority)) = (entry.item, entry.priority)
                && let Some(talk) = planning.talk_of(id)
            {
                let known = priorities.entry(talk).or_insert(priority);
                *known = priority.max(*known);
            }
        }
        let mut talks: Vec<(usize, Priority)> = priorities.into_iter().collect();
        talks.sort_unstable();
        for (talk, priority) in talks {
            let heads = planning.repeats[talk].iter();
            for head in heads.filter_map(|id| planning.sessions.get(id)) {
                let is_picked = |entry: &Entry| entry.item == ItemKey::Session(head.id);
                let slot = head.slot.filter(|slot| {
                    let is_to_come = self.now.is_none_or(|now| slot.starts_at > now);
                    let of_days = head.day.is_some_and(|day| self.days.contains(&day));
                    is_to_come && of_days && !slot.all_day
                });
                if let Some(slot) = slot
                    && !planning.entries.iter().any(is_picked)
                {
                    let candidate = Candidate {
                        when: When::At(span_of(&slot)),
                        place: head.room.as_deref().filter(|_| !head.online),
                        must: priority == Priority::Must,
                        worth: self.form.weights.of(priority),
                        talk: Some(talk),
                        preferred: false,
                    };
                    found.add(Subject::Repeat(head, priority), candidate);
                }
            }
        }
    }

    /// Visits to booths that are not on the agenda of these days.
    fn add_wishes(
        &self,
        on_agenda: &[&'a Entry],
        open: &[Span],
        found: &mut Subjects<'a>,
    ) -> Result<(), AppError> {
        for wish in &self.form.wishes {
            if !(1..=1440).contains(&wish.minutes) {
                return Err(AppError::VisitLength(wish.minutes));
            }
            let booth = BoothId(wish.booth);
            let booth = self.booths.iter().find(|row| row.id == booth);
            let booth = booth.ok_or_else(|| AppError::NoBooth(wish.booth.to_string()))?;
            if on_agenda.iter().any(|entry| entry.booth == Some(booth.id)) {
                continue;
            }
            let candidate = Candidate {
                when: When::Within {
                    length: TimeDelta::minutes(wish.minutes.into()),
                    open: open.to_vec(),
                },
                place: booth.place.as_deref().or(booth.stand.as_deref()),
                must: wish.priority == Priority::Must,
                worth: self.form.weights.of(wish.priority),
                talk: None,
                preferred: false,
            };
            let subject = Subject::Wish {
                booth,
                minutes: wish.minutes,
                priority: wish.priority,
            };
            found.add(subject, candidate);
        }
        Ok(())
    }

    /// When booths are open and it is not too late.
    fn open(&self) -> Result<Vec<Span>, AppError> {
        let mut open = Vec::new();
        for &day in self.days {
            if let Some(mut hours) = self.planning.hours(day, self.form.hours)? {
                hours.starts_at = self
                    .now
                    .map_or(hours.starts_at, |now| now.max(hours.starts_at));
                open.push(hours);
            }
        }
        Ok(open)
    }
}

impl<'a> Subjects<'a> {
    fn add(&mut self, subject: Subject<'a>, candidate: Candidate<'a>) {
        self.subjects.push(subject);
        self.candidates.push(candidate);
    }
}
