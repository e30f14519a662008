//! A plan for a day or all, proposed as a difference to the agenda.

use agenda::clash::Span;
use agenda::plan::{PARTIAL_PLANS, Pause, Plan, When, plan};
use agenda::{ConferenceId, ItemKey, WalkingTimes, day};
use chrono::{NaiveDate, TimeDelta};

use super::subjects::{Sources, Subject, Subjects};
use super::{Planning, reasons, told_hours};
use crate::entries::{Entry, span_of};
use crate::programme::whole_minutes;
use crate::wire::{
    AgendaStepForm, PlanChangeView, PlanEntryView, PlanForm, PlanView, PlannedPauseView,
};
use crate::{App, AppError};

impl App {
    /// The best plan for one conference day or for all; nothing is changed. What has begun stays as
    /// it is, unless all of it is over.
    pub fn plan(&self, id: ConferenceId, form: &PlanForm) -> Result<PlanView, AppError> {
        let mut planning = self.planning(id)?;
        if !form.walking {
            planning.walking = WalkingTimes {
                between_rooms: 0,
                between_buildings: 0,
                pairs: Default::default(),
            };
        }
        let days = planning.days(form.day.as_deref())?;
        let booths = self.listed_booths(id)?;
        let now = self.now();
        let is_over = planning.is_over(&days, now);
        let sources = Sources {
            planning: &planning,
            form,
            days: &days,
            booths: &booths,
            now: (!is_over).then_some(now),
        };
        let subjects = sources.subjects()?;
        let pauses = pauses(&planning, form, &days)?;
        let of_days: Vec<Pause> = pauses.iter().map(|(_, pause)| *pause).collect();
        let plan = plan(
            &subjects.candidates,
            &of_days,
            &planning.walking,
            PARTIAL_PLANS,
        );
        let proposal = Proposal {
            planning: &planning,
            subjects: &subjects,
            plan: &plan,
        };
        let planned_pauses = pauses.iter().zip(&plan.pauses).map(|((day, _), span)| {
            let time = |at| planning.zones.time(at, *day);
            PlannedPauseView {
                day: day.to_string(),
                starts: span.map(|span| time(span.starts_at)),
                ends: span.map(|span| time(span.ends_at)),
            }
        });
        Ok(PlanView {
            conference: id.0,
            entries: proposal.entries(),
            pauses: planned_pauses.collect(),
            days: days.iter().map(ToString::to_string).collect(),
            weights: form.weights,
            worth: plan.worth,
            bound: plan.bound,
            best: plan.is_best(),
        })
    }
}

fn pauses(
    planning: &Planning,
    form: &PlanForm,
    days: &[NaiveDate],
) -> Result<Vec<(NaiveDate, Pause)>, AppError> {
    let Some(told) = form.pause else {
        return Ok(Vec::new());
    };
    let pause = |day: &NaiveDate| {
        let within = told_hours(*day, told.within, planning.conference.zone)?;
        let length = TimeDelta::minutes(told.minutes.into());
        Ok((*day, Pause { within, length }))
    };
    days.iter().map(pause).collect()
}

struct Proposal<'a> {
    planning: &'a Planning,
    subjects: &'a Subjects<'a>,
    plan: &'a Plan,
}

impl Proposal<'_> {
    fn entries(&self) -> Vec<PlanEntryView> {
        let mut entries: Vec<(Option<i64>, PlanEntryView)> = (0..self.subjects.subjects.len())
            .filter_map(|index| self.entry(index))
            .map(|entry| (entry.starts.as_ref().map(|time| time.at), entry))
            .collect();
        entries.sort_by_key(|(starts_at, _)| (starts_at.is_none(), *starts_at));
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    fn chosen(&self, candidate: usize) -> Option<Span> {
        let mut chosen = self.plan.chosen.iter();
        let found = chosen.find(|one| one.candidate == candidate);
        found.map(|one| one.span)
    }

    fn reason(&self, candidate: usize) -> Option<String> {
        let mut left_out = self.plan.left_out.iter();
        let out = left_out.find(|out| out.candidate == candidate)?;
        let chosen = &self.plan.chosen;
        Some(reasons::words(
            out.reason,
            candidate,
            self.subjects,
            chosen,
            self.planning,
        ))
    }

    /// What becomes of a candidate; none where another tells it, or there is nothing to tell.
    fn entry(&self, index: usize) -> Option<PlanEntryView> {
        let chosen = self.chosen(index);
        match self.subjects.subjects[index] {
            Subject::Pick(entry) => {
                let view = self.of_entry(index, entry, span_of(&entry.slot));
                let ItemKey::Session(session) = entry.item else {
                    return None;
                };
                Some(match chosen {
                    Some(_) => view,
                    None => PlanEntryView {
                        change: PlanChangeView::Drop,
                        reason: self.reason(index),
                        step: Some(AgendaStepForm::Unpick { session: session.0 }),
                        ..view
                    },
                })
            }
            Subject::Repeat(head, priority) => chosen.map(|span| PlanEntryView {
                change: PlanChangeView::Add,
                item: Some(ItemKey::Session(head.id).into()),
                place: head.room.clone(),
                step: Some(AgendaStepForm::Pick {
                    session: head.id.0,
                    priority,
                }),
                ..self.bare(index, Some(span))
            }),
            Subject::Visit(entry) => self.visit(index, entry),
            // Told with the visit at its time, which comes next.
            Subject::MovedVisit(_) => None,
            Subject::Wish { booth, minutes, .. } => {
                let step = |span: Span| AgendaStepForm::PlanVisit {
                    booth: booth.id.0,
                    starts_at: span.starts_at.timestamp(),
                    minutes,
                };
                Some(PlanEntryView {
                    change: match chosen {
                        Some(_) => PlanChangeView::Add,
                        None => PlanChangeView::LeaveOut,
                    },
                    booth: Some(booth.id.0),
                    place: booth.place.clone().or_else(|| booth.stand.clone()),
                    reason: self.reason(index),
                    step: chosen.map(step),
                    ..self.bare(index, chosen)
                })
            }
        }
    }

    fn visit(&self, index: usize, entry: &Entry) -> Option<PlanEntryView> {
        let ItemKey::Visit(visit) = entry.item else {
            return None;
        };
        let now = span_of(&entry.slot);
        if self.chosen(index).is_some() {
            return Some(self.of_entry(index, entry, now));
        }
        let is_moved = |subject: &Subject<'_>| matches!(subject, Subject::MovedVisit(other) if other.item == entry.item);
        let moved = self.subjects.subjects.iter().position(is_moved)?;
        Some(match self.chosen(moved) {
            Some(span) => PlanEntryView {
                change: PlanChangeView::Move,
                was: Some(self.planning.zones.time(now.starts_at, entry.day)),
                step: Some(AgendaStepForm::MoveVisit {
                    visit: visit.0,
                    starts_at: span.starts_at.timestamp(),
                    minutes: whole_minutes(span.length()),
                }),
                ..self.of_entry(index, entry, span)
            },
            None => PlanEntryView {
                change: PlanChangeView::Drop,
                reason: self.reason(moved),
                step: Some(AgendaStepForm::RemoveVisit { visit: visit.0 }),
                ..self.of_entry(index, entry, now)
            },
        })
    }

    fn of_entry(&self, index: usize, entry: &Entry, span: Span) -> PlanEntryView {
        PlanEntryView {
            item: Some(entry.item.into()),
            booth: entry.booth.map(|booth| booth.0),
            place: entry.place.clone(),
            ..self.bare(index, Some(span))
        }
    }

    fn bare(&self, index: usize, span: Option<Span>) -> PlanEntryView {
        let subject = &self.subjects.subjects[index];
        let conference = &self.planning.conference;
        let day_of = |span: Span| match subject {
            Subject::Pick(entry) => entry.day,
            _ => day::day_at(span.starts_at, conference.zone, conference.day_change),
        };
        let day = span.map(day_of);
        let time = |at| day.map(|day| self.planning.zones.time(at, day));
        PlanEntryView {
            change: PlanChangeView::Keep,
            item: None,
            booth: None,
            title: subject.title().to_owned(),
            place: None,
            priority: subject.priority(),
            locked: matches!(self.subjects.candidates[index].when, When::Locked(_)),
            day: day.map(|day| day.to_string()),
            starts: span.and_then(|span| time(span.starts_at)),
            ends: span.and_then(|span| time(span.ends_at)),
            was: None,
            reason: None,
            step: None,
        }
    }
}
