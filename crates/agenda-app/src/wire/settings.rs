//! Settings, zones to choose from, and the health of reminders.

use agenda::reminder::WhileRunning;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ItemKeyView, TimeView};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SettingsView {
    pub theme: Theme,
    pub clock: ClockFormat,
    /// Minutes before a picked session, longest first.
    pub session_leads: Vec<u32>,
    /// Minutes before a planned visit, longest first.
    pub visit_leads: Vec<u32>,
    pub reminders: ReminderRulesForm,
    /// Go on reminding when the window is closed.
    pub run_in_background: bool,
    /// Refresh conferences that came from an address, unless one is set otherwise.
    pub auto_refresh: bool,
    /// The attendee's zone if they set one; none for the system's.
    pub my_zone: Option<String>,
    /// The system's zone now.
    pub system_zone: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SettingsForm {
    pub theme: Theme,
    pub clock: ClockFormat,
    pub session_leads: Vec<u32>,
    pub visit_leads: Vec<u32>,
    pub run_in_background: bool,
    /// None leaves it as it is.
    #[serde(default)]
    #[ts(optional)]
    pub auto_refresh: Option<bool>,
    pub my_zone: Option<String>,
    /// Without it these stay as they are.
    #[serde(default)]
    #[ts(optional)]
    pub reminders: Option<ReminderRulesForm>,
}

/// The rest of the rules for reminders, as they go out and come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ReminderRulesForm {
    /// Minutes before a keynote; none for those of other sessions.
    pub keynote_leads: Option<Vec<u32>>,
    pub workshop_leads: Option<Vec<u32>>,
    /// Minutes before 08:00 at the venue.
    pub all_day_leads: Vec<u32>,
    /// Say when to leave, so as to be there so many minutes before the start; none for never.
    pub leave_early: Option<u32>,
    pub quiet_hours: Option<QuietHoursForm>,
    #[ts(type = "\"show\" | \"silent\" | \"at_end\"")]
    pub while_running: WhileRunning,
    pub must_breaks_through: bool,
}

/// By the attendee's own clock, over midnight where `to` is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct QuietHoursForm {
    /// Minute of the day.
    pub from: u32,
    pub to: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// How times are written; `locale` follows the language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ClockFormat {
    #[default]
    Locale,
    Hours24,
    Hours12,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ZoneOptionView {
    /// IANA name.
    pub name: String,
    /// `+02:00`, at the conference's start or now.
    pub offset: String,
    pub abbreviation: String,
}

/// Whether reminders can reach the attendee, and the next one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReminderHealthView {
    pub state: NotificationState,
    /// Name and version of the notification service, where it tells.
    pub service: Option<String>,
    /// What is wrong and the cure, in words; none while all is well.
    pub problem: Option<String>,
    pub next: Option<NextReminderView>,
    /// When the mute ends, if all is muted.
    #[ts(type = "number | null")]
    pub muted_until: Option<i64>,
    /// How many are due and could not be shown, or are held back.
    pub waiting: u32,
    /// How many are on the list of the missed.
    pub missed: u32,
    /// How many come until tomorrow 05:00 by the attendee's clock.
    pub today: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NotificationState {
    Working,
    /// Not tried yet.
    Unknown,
    NoService,
    Failing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NextReminderView {
    pub item: ItemKeyView,
    #[ts(type = "number")]
    pub conference: i64,
    /// Whose booth a visit is to.
    #[ts(type = "number | null")]
    pub booth: Option<i64>,
    pub title: String,
    /// When the reminder comes.
    pub due: TimeView,
    pub starts: TimeView,
    pub lead: u32,
}
