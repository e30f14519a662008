//! Conferences and the zones they are shown in.

use agenda::ConferenceId;
use agenda_app::wire::{OverviewView, ZoneChoice, ZoneOptionView};
use tauri::{State, command};

use super::{CommandResult, told};
use crate::Host;

#[command(async)]
pub fn get_overview(host: State<'_, Host>) -> CommandResult<OverviewView> {
    told(host.app.overview(&host.reminders.health()))
}

#[command(async)]
pub fn select_conference(host: State<'_, Host>, conference: ConferenceId) -> CommandResult<()> {
    told(host.app.select_conference(conference))
}

#[command(async)]
pub fn delete_conference(host: State<'_, Host>, conference: ConferenceId) -> CommandResult<()> {
    told(host.app.delete_conference(conference))
}

#[command(async)]
pub fn set_zone_choice(
    host: State<'_, Host>,
    conference: ConferenceId,
    choice: ZoneChoice,
) -> CommandResult<()> {
    told(host.app.set_zone_choice(conference, choice))
}

#[command(async)]
pub fn confirm_zone(
    host: State<'_, Host>,
    conference: ConferenceId,
    zone: String,
) -> CommandResult<()> {
    told(host.app.confirm_zone(conference, &zone))
}

#[command(async)]
pub fn list_zones(
    host: State<'_, Host>,
    conference: Option<ConferenceId>,
) -> CommandResult<Vec<ZoneOptionView>> {
    told(host.app.zones(conference))
}
