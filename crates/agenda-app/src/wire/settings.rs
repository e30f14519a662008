//! Settings, zones to choose from, and the health of reminders.

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
    pub title: String,
    /// When the reminder comes.
    pub due: TimeView,
    pub starts: TimeView,
    pub lead: u32,
}
