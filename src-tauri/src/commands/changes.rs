//! What newer schedules altered, and the attendee's answers to it.

use agenda::{ConferenceId, SessionId};
use agenda_app::wire::{ChangesView, SeenForm};
use tauri::{State, command};

use super::{CommandResult, told};
use crate::Host;

#[command(async)]
pub fn get_changes(host: State<'_, Host>, conference: ConferenceId) -> CommandResult<ChangesView> {
    told(host.app.changes_view(conference))
}

#[command(async)]
pub fn see_changes(host: State<'_, Host>, form: SeenForm) -> CommandResult<()> {
    told(host.app.see(&form))
}

/// Gives the session that lives on, where the two are one.
#[command(async)]
pub fn answer_match(
    host: State<'_, Host>,
    question: i64,
    same: bool,
) -> CommandResult<Option<SessionId>> {
    told(host.app.answer_match(question, same))
}

#[command(async)]
pub fn ask_match_again(host: State<'_, Host>, question: i64) -> CommandResult<()> {
    told(host.app.ask_match_again(question))
}

#[command(async)]
pub fn keep_session(host: State<'_, Host>, session: SessionId, kept: bool) -> CommandResult<()> {
    told(host.app.keep_session(session, kept))
}
