//! Clashes, gaps, the plan.

use agenda::ConferenceId;
use agenda_app::wire::{AgendaStepForm, ClashesView, GapsForm, GapsView, PlanForm, PlanView};
use tauri::{State, command};

use super::{CommandResult, told};
use crate::Host;

/// Of one conference day, or of all.
#[command(async)]
pub fn get_clashes(
    host: State<'_, Host>,
    conference: ConferenceId,
    day: Option<String>,
) -> CommandResult<ClashesView> {
    told(host.app.clashes(conference, day.as_deref()))
}

#[command(async)]
pub fn get_gaps(
    host: State<'_, Host>,
    conference: ConferenceId,
    form: GapsForm,
) -> CommandResult<GapsView> {
    told(host.app.gaps(conference, &form))
}

/// Proposes a plan, and changes nothing.
#[command(async)]
pub fn get_plan(
    host: State<'_, Host>,
    conference: ConferenceId,
    form: PlanForm,
) -> CommandResult<PlanView> {
    told(host.app.plan(conference, &form))
}

/// Takes all steps or none, and returns those that take them back.
#[command(async)]
pub fn take_agenda_steps(
    host: State<'_, Host>,
    steps: Vec<AgendaStepForm>,
) -> CommandResult<Vec<AgendaStepForm>> {
    told(host.app.take_steps(&steps))
}
