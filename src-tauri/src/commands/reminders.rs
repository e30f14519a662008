//! The attendee's answers to reminders, and what stands in their way.

use agenda::{ConferenceId, ItemKey};
use agenda_app::wire::{DoctorView, ItemKeyView, RemindersView, SnoozeForm, WalkingTimesForm};
use tauri::{State, command};

use super::{CommandResult, told};
use crate::Host;

#[command(async)]
pub fn get_reminders(host: State<'_, Host>) -> CommandResult<RemindersView> {
    told(host.app.reminders_view())
}

#[command(async)]
pub fn snooze_reminder(
    host: State<'_, Host>,
    item: ItemKeyView,
    form: SnoozeForm,
) -> CommandResult<()> {
    told(host.app.snooze(item.into(), form).map(drop))
}

#[command(async)]
pub fn skip_reminders(host: State<'_, Host>, item: ItemKeyView) -> CommandResult<()> {
    told(host.app.skip_reminders(item.into()))
}

/// Of one item, or of all.
#[command(async)]
pub fn dismiss_missed(host: State<'_, Host>, item: Option<ItemKeyView>) -> CommandResult<()> {
    told(host.app.dismiss_missed(item.map(Into::into)))
}

/// Undoes [`dismiss_missed`].
#[command(async)]
pub fn restore_missed(host: State<'_, Host>, items: Vec<ItemKeyView>) -> CommandResult<()> {
    let items: Vec<ItemKey> = items.into_iter().map(Into::into).collect();
    told(host.app.restore_missed(&items))
}

/// Undoes [`snooze_reminder`] and [`skip_reminders`].
#[command(async)]
pub fn restore_reminders(host: State<'_, Host>, item: ItemKeyView) -> CommandResult<()> {
    told(host.app.restore_reminders(item.into()))
}

#[command(async)]
pub fn mute_reminders(host: State<'_, Host>) -> CommandResult<()> {
    told(host.app.mute_until_tomorrow().map(drop))
}

#[command(async)]
pub fn unmute_reminders(host: State<'_, Host>) -> CommandResult<()> {
    told(host.app.unmute())
}

#[command(async)]
pub fn run_doctor(host: State<'_, Host>) -> CommandResult<DoctorView> {
    told(host.reminders.doctor(&host.app))
}

#[command(async)]
pub fn get_walking_times(
    host: State<'_, Host>,
    conference: ConferenceId,
) -> CommandResult<WalkingTimesForm> {
    told(host.app.walking_times(conference))
}

#[command(async)]
pub fn set_walking_times(
    host: State<'_, Host>,
    conference: ConferenceId,
    form: WalkingTimesForm,
) -> CommandResult<()> {
    told(host.app.set_walking_times(conference, &form))
}
