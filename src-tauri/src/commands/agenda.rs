//! Programme, agenda, booths, and the attendee's choices.

use agenda::{ConferenceId, SessionId, VisitId};
use agenda_app::wire::{
    AgendaView, AgendaWeekView, BoothsView, HideForm, PickForm, ProgrammeView, SearchHitView,
    SessionDetailsView, VisitForm,
};
use tauri::{State, command};

use super::{CommandResult, told};
use crate::Host;

#[command(async)]
pub fn get_programme(
    host: State<'_, Host>,
    conference: ConferenceId,
) -> CommandResult<ProgrammeView> {
    told(host.app.programme(conference))
}

#[command(async)]
pub fn get_agenda(
    host: State<'_, Host>,
    conference: ConferenceId,
    day: String,
) -> CommandResult<AgendaView> {
    told(host.app.agenda(conference, &day))
}

#[command(async)]
pub fn get_agenda_week(
    host: State<'_, Host>,
    conference: ConferenceId,
    everywhere: bool,
) -> CommandResult<AgendaWeekView> {
    told(host.app.agenda_week(conference, everywhere))
}

#[command(async)]
pub fn get_booths(host: State<'_, Host>, conference: ConferenceId) -> CommandResult<BoothsView> {
    told(host.app.booths(conference))
}

#[command(async)]
pub fn get_session(host: State<'_, Host>, session: SessionId) -> CommandResult<SessionDetailsView> {
    told(host.app.session_details(session))
}

#[command(async)]
pub fn search_sessions(
    host: State<'_, Host>,
    words: String,
    conference: Option<ConferenceId>,
) -> CommandResult<Vec<SearchHitView>> {
    told(host.app.search(&words, conference))
}

#[command(async)]
pub fn set_pick(host: State<'_, Host>, form: PickForm) -> CommandResult<()> {
    told(host.app.set_pick(&form))
}

#[command(async)]
pub fn hide_sessions(host: State<'_, Host>, form: HideForm) -> CommandResult<()> {
    told(host.app.hide_sessions(&form))
}

#[command(async)]
pub fn set_pick_leads(
    host: State<'_, Host>,
    session: SessionId,
    leads: Option<Vec<u32>>,
) -> CommandResult<()> {
    told(host.app.set_pick_leads(session, leads.as_deref()))
}

#[command(async)]
pub fn set_note(host: State<'_, Host>, session: SessionId, text: String) -> CommandResult<()> {
    told(host.app.set_note(session, &text))
}

#[command(async)]
pub fn plan_visit(host: State<'_, Host>, form: VisitForm) -> CommandResult<VisitId> {
    told(host.app.plan_visit(&form))
}

#[command(async)]
pub fn set_visit_leads(
    host: State<'_, Host>,
    visit: VisitId,
    leads: Option<Vec<u32>>,
) -> CommandResult<()> {
    told(host.app.set_visit_leads(visit, leads.as_deref()))
}

#[command(async)]
pub fn remove_visit(host: State<'_, Host>, visit: VisitId) -> CommandResult<()> {
    told(host.app.remove_visit(visit))
}

#[command(async)]
pub fn restore_visit(host: State<'_, Host>, visit: VisitId) -> CommandResult<()> {
    told(host.app.restore_visit(visit))
}
