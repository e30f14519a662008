//! Changes of the agenda that are made as one, and taken back as one.

use agenda::{BoothId, SessionId, VisitId};
use agenda_store::{AgendaStep, PickRow};
use chrono::{DateTime, Utc};

use crate::wire::AgendaStepForm;
use crate::{App, AppError};

/// Where the command line keeps what takes the last plan back.
const UNDO: &str = "plan_undo";

impl App {
    /// Takes all steps or none, and returns those that take them back.
    pub fn take_steps(&self, steps: &[AgendaStepForm]) -> Result<Vec<AgendaStepForm>, AppError> {
        let steps: Vec<AgendaStep> = steps.iter().map(step_of).collect::<Result<_, _>>()?;
        let now = self.now();
        let back = self.store(|store| store.take_steps(&steps, now))?;
        self.changed();
        Ok(back.into_iter().map(form_of).collect())
    }

    /// The same, and remembers it for [`App::undo_plan`].
    pub fn apply_plan(&self, steps: &[AgendaStepForm]) -> Result<Vec<AgendaStepForm>, AppError> {
        let back = self.take_steps(steps)?;
        let text = serde_json::json!(back).to_string();
        self.store(|store| store.set_settings(&[(UNDO, Some(&text))]))?;
        Ok(back)
    }

    /// Takes back the plan that was applied last. Returns how many steps that were.
    pub fn undo_plan(&self) -> Result<usize, AppError> {
        let text = self.store(|store| store.setting(UNDO))?;
        let back: Option<Vec<AgendaStepForm>> =
            text.and_then(|text| serde_json::from_str(&text).ok());
        let back = back.ok_or(AppError::NoPlanToUndo)?;
        self.take_steps(&back)?;
        self.store(|store| store.set_settings(&[(UNDO, None)]))?;
        Ok(back.len())
    }
}

fn step_of(form: &AgendaStepForm) -> Result<AgendaStep, AppError> {
    let checked = |minutes: u32| match minutes {
        1..=1440 => Ok(minutes),
        _ => Err(AppError::VisitLength(minutes)),
    };
    Ok(match *form {
        AgendaStepForm::Pick { session, priority } => {
            AgendaStep::Pick(SessionId(session), priority)
        }
        AgendaStepForm::Unpick { session } => AgendaStep::Unpick(SessionId(session)),
        AgendaStepForm::RestorePick {
            session,
            priority,
            ref leads,
            picked_at,
            changed_at,
        } => AgendaStep::RestorePick(PickRow {
            session: SessionId(session),
            priority,
            leads: leads.clone(),
            picked_at: DateTime::from_timestamp_millis(picked_at).unwrap_or_default(),
            changed_at: DateTime::from_timestamp_millis(changed_at).unwrap_or_default(),
        }),
        AgendaStepForm::PlanVisit {
            booth,
            starts_at,
            minutes,
        } => AgendaStep::PlanVisit {
            booth: BoothId(booth),
            starts_at: instant(starts_at),
            minutes: checked(minutes)?,
        },
        AgendaStepForm::MoveVisit {
            visit,
            starts_at,
            minutes,
        } => AgendaStep::MoveVisit {
            visit: VisitId(visit),
            starts_at: instant(starts_at),
            minutes: checked(minutes)?,
        },
        AgendaStepForm::RemoveVisit { visit } => AgendaStep::RemoveVisit(VisitId(visit)),
        AgendaStepForm::RestoreVisit { visit } => AgendaStep::RestoreVisit(VisitId(visit)),
    })
}

fn form_of(step: AgendaStep) -> AgendaStepForm {
    match step {
        AgendaStep::Pick(session, priority) => AgendaStepForm::Pick {
            session: session.0,
            priority,
        },
        AgendaStep::Unpick(session) => AgendaStepForm::Unpick { session: session.0 },
        AgendaStep::RestorePick(pick) => AgendaStepForm::RestorePick {
            session: pick.session.0,
            priority: pick.priority,
            leads: pick.leads,
            picked_at: pick.picked_at.timestamp_millis(),
            changed_at: pick.changed_at.timestamp_millis(),
        },
        AgendaStep::PlanVisit {
            booth,
            starts_at,
            minutes,
        } => AgendaStepForm::PlanVisit {
            booth: booth.0,
            starts_at: starts_at.timestamp(),
            minutes,
        },
        AgendaStep::MoveVisit {
            visit,
            starts_at,
            minutes,
        } => AgendaStepForm::MoveVisit {
            visit: visit.0,
            starts_at: starts_at.timestamp(),
            minutes,
        },
        AgendaStep::RemoveVisit(visit) => AgendaStepForm::RemoveVisit { visit: visit.0 },
        AgendaStep::RestoreVisit(visit) => AgendaStepForm::RestoreVisit { visit: visit.0 },
    }
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
