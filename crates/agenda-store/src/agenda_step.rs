//! Several changes of an agenda as one: all of them or none, and what takes them back.

use agenda::{BoothId, Priority, SessionId, VisitId};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::{PickRow, Store, StoreError, pick, visit};

/// One change of the attendee's agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgendaStep {
    /// Picks a session, or gives it another priority; leads stay.
    Pick(SessionId, Priority),
    Unpick(SessionId),
    /// Puts a pick back as it was.
    RestorePick(PickRow),
    PlanVisit {
        booth: BoothId,
        starts_at: DateTime<Utc>,
        /// 1 to 1440.
        minutes: u32,
    },
    MoveVisit {
        visit: VisitId,
        starts_at: DateTime<Utc>,
        /// 1 to 1440.
        minutes: u32,
    },
    RemoveVisit(VisitId),
    RestoreVisit(VisitId),
}

impl Store {
    /// Takes all steps, and returns those that take them back. What is so already, such as a session
    /// to drop that is not picked, is left as it is.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if a session to pick or a booth to visit is not in the store; then no
    /// step is taken.
    pub fn take_steps(
        &mut self,
        steps: &[AgendaStep],
        at: DateTime<Utc>,
    ) -> Result<Vec<AgendaStep>, StoreError> {
        self.write("change the agenda", |transaction| {
            let mut back = Vec::with_capacity(steps.len());
            for step in steps {
                back.extend(take(transaction, step, at)?);
            }
            back.reverse();
            Ok(back)
        })
    }
}

/// Takes a step, and returns the one that takes it back.
fn take(
    connection: &Connection,
    step: &AgendaStep,
    at: DateTime<Utc>,
) -> rusqlite::Result<Option<AgendaStep>> {
    let as_it_was = |session| -> rusqlite::Result<AgendaStep> {
        let before = pick::of_session(connection, session)?;
        Ok(before.map_or(AgendaStep::Unpick(session), AgendaStep::RestorePick))
    };
    Ok(match step {
        AgendaStep::Pick(session, priority) => {
            let back = as_it_was(*session)?;
            pick::choose(connection, *session, *priority, at)?;
            Some(back)
        }
        AgendaStep::Unpick(session) => {
            pick::drop_one(connection, *session)?.map(AgendaStep::RestorePick)
        }
        AgendaStep::RestorePick(row) => {
            let back = as_it_was(row.session)?;
            pick::restore(connection, row)?;
            Some(back)
        }
        AgendaStep::PlanVisit {
            booth,
            starts_at,
            minutes,
        } => {
            let id = visit::plan(connection, *booth, *starts_at, *minutes, at)?;
            Some(AgendaStep::RemoveVisit(id))
        }
        AgendaStep::MoveVisit {
            visit,
            starts_at,
            minutes,
        } => {
            let before = visit::time_of(connection, *visit)?;
            visit::move_one(connection, *visit, *starts_at, *minutes, at)?;
            before.map(|(starts_at, minutes)| AgendaStep::MoveVisit {
                visit: *visit,
                starts_at,
                minutes,
            })
        }
        AgendaStep::RemoveVisit(id) => {
            visit::remove(connection, *id, at)?.then_some(AgendaStep::RestoreVisit(*id))
        }
        AgendaStep::RestoreVisit(id) => {
            visit::restore(connection, *id)?.then_some(AgendaStep::RemoveVisit(*id))
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn steps_are_taken_together_and_taken_back_to_what_was() {
        let (mut store, id) = store_with_two_talks();
        let talks = session_ids(&store, id);
        let booth = only_booth(&store, id);
        store
            .pick(&[talks[0]], Priority::Want, at("02T08:00:00"))
            .unwrap();
        store
            .set_pick_leads(talks[0], Some(&[7]), at("02T08:30:00"))
            .unwrap();
        let (starts_at, minutes) = (at("19T10:00:00"), 15);
        let kept = store
            .plan_visit(booth, starts_at, minutes, at("02T08:00:00"))
            .unwrap();
        let gone = store
            .plan_visit(booth, starts_at, minutes, at("02T08:00:00"))
            .unwrap();
        let visits = |store: &Store| {
            let visits = store.visits(Some(id)).unwrap().into_iter();
            let told = visits.map(|planned| (planned.visit.id, planned.visit.starts_at));
            told.collect::<Vec<_>>()
        };
        let (picks, planned) = (store.picks(id).unwrap(), visits(&store));
        let steps = [
            AgendaStep::Unpick(talks[0]),
            AgendaStep::Unpick(SessionId(99)),
            AgendaStep::Pick(talks[1], Priority::Must),
            AgendaStep::Pick(talks[1], Priority::Maybe),
            AgendaStep::MoveVisit {
                visit: kept,
                starts_at: at("19T12:00:00"),
                minutes: 20,
            },
            AgendaStep::RemoveVisit(gone),
            AgendaStep::PlanVisit {
                booth,
                starts_at: at("19T16:00:00"),
                minutes: 30,
            },
        ];
        let back = store.take_steps(&steps, at("02T09:00:00")).unwrap();
        let after = store.picks(id).unwrap();
        let told: Vec<_> = after
            .iter()
            .map(|pick| (pick.session, pick.priority))
            .collect();
        assert_eq!(told, [(talks[1], Priority::Maybe)]);
        let moved = visits(&store);
        assert_eq!(moved[0], (kept, at("19T12:00:00")));
        assert_eq!(moved[1].1, at("19T16:00:00"));
        assert_eq!(moved.len(), 2);

        let again = store.take_steps(&back, at("02T10:00:00")).unwrap();
        assert_eq!((store.picks(id).unwrap(), visits(&store)), (picks, planned));
        store.take_steps(&again, at("02T11:00:00")).unwrap();
        assert_eq!((store.picks(id).unwrap(), visits(&store)), (after, moved));
    }

    #[test]
    fn one_step_that_cannot_be_taken_leaves_all_as_it_was() {
        let (mut store, id) = store_with_two_talks();
        let talk = session_ids(&store, id)[0];
        let steps = [
            AgendaStep::Pick(talk, Priority::Must),
            AgendaStep::Pick(SessionId(99), Priority::Must),
        ];
        let error = store.take_steps(&steps, at("02T09:00:00")).unwrap_err();
        assert!(matches!(error, StoreError::Gone { .. }), "{error}");
        assert_eq!(store.picks(id).unwrap(), []);
    }
}
