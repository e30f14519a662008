//! The attendee's settings.

use std::hash::{BuildHasher, Hasher, RandomState};

use agenda::Zone;
use serde::{Deserialize, Serialize};

use crate::wire::{ClockFormat, SettingsForm, SettingsView, Theme, ZoneOptionView};
use crate::{App, AppError};

/// Minutes: four weeks.
pub const LONGEST_LEAD: u32 = 4 * 7 * 24 * 60;

const KEY: &str = "settings";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    pub clock: ClockFormat,
    /// Minutes, longest first.
    pub session_leads: Vec<u32>,
    pub visit_leads: Vec<u32>,
    pub run_in_background: bool,
    /// The attendee knows that closing the window does not quit.
    pub knows_background: bool,
    pub my_zone: Option<Zone>,
    /// Whether conferences are refreshed that are not set otherwise.
    pub auto_refresh: bool,
    /// Directories of the attendee's own: paths and addresses.
    pub directories: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            clock: ClockFormat::default(),
            session_leads: vec![10],
            visit_leads: vec![5],
            run_in_background: true,
            knows_background: false,
            my_zone: None,
            auto_refresh: true,
            directories: Vec::new(),
        }
    }
}

impl Settings {
    /// The attendee's own zone: as set, else the system's.
    pub fn viewer_zone(&self) -> Zone {
        self.my_zone.unwrap_or_else(system_zone)
    }

    pub(crate) fn view(&self) -> SettingsView {
        SettingsView {
            theme: self.theme,
            clock: self.clock,
            session_leads: self.session_leads.clone(),
            visit_leads: self.visit_leads.clone(),
            run_in_background: self.run_in_background,
            auto_refresh: self.auto_refresh,
            my_zone: self.my_zone.map(|zone| zone.name().to_owned()),
            system_zone: system_zone().name().to_owned(),
        }
    }
}

/// The zone the system is set to now; UTC where it does not tell. `TZ` comes first where it names a
/// zone (POSIX.1-2024, XBD 8.3), as it does for every other program.
pub fn system_zone() -> Zone {
    let told = std::env::var("TZ").ok();
    told.and_then(|name| zone_of_variable(&name))
        .or_else(|| {
            let name = iana_time_zone::get_timezone().ok()?;
            Zone::named(&name).ok()
        })
        .unwrap_or(Zone::UTC)
}

/// `Asia/Tokyo`, `:Asia/Tokyo`, or a path into the system's zone files.
fn zone_of_variable(value: &str) -> Option<Zone> {
    let value = value.trim_start_matches(':');
    let name = value
        .rsplit_once("/zoneinfo/")
        .map_or(value, |(_, name)| name);
    Zone::named(name).ok()
}

/// Leads as they are stored: each once, longest first.
pub fn checked_leads(leads: &[u32]) -> Result<Vec<u32>, AppError> {
    if let Some(&lead) = leads.iter().find(|&&lead| lead > LONGEST_LEAD) {
        return Err(AppError::Lead(lead));
    }
    let mut leads = leads.to_vec();
    leads.sort_unstable_by(|a, b| b.cmp(a));
    leads.dedup();
    Ok(leads)
}

impl App {
    /// The settings; the defaults for what was never set, or cannot be understood.
    pub fn settings(&self) -> Result<Settings, AppError> {
        let text = self.store(|store| store.setting(KEY))?;
        Ok(text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    pub fn save_settings(&self, form: &SettingsForm) -> Result<(), AppError> {
        let before = self.settings()?;
        let settings = Settings {
            theme: form.theme,
            clock: form.clock,
            session_leads: checked_leads(&form.session_leads)?,
            visit_leads: checked_leads(&form.visit_leads)?,
            run_in_background: form.run_in_background,
            my_zone: form.my_zone.as_deref().map(Zone::named).transpose()?,
            auto_refresh: form.auto_refresh.unwrap_or(before.auto_refresh),
            ..before
        };
        self.keep(&settings)
    }

    /// A random name of this store, given once: what has no name of its own in the world is named by
    /// it in calendars.
    pub(crate) fn store_name(&self) -> Result<String, AppError> {
        const KEY: &str = "store_name";
        self.store(|store| {
            if let Some(name) = store.setting(KEY)? {
                return Ok(name);
            }
            // The keys of a new hasher are random.
            let name = format!("{:016x}", RandomState::new().build_hasher().finish());
            store.set_settings(&[(KEY, Some(&name))])?;
            Ok(name)
        })
    }

    /// Whether Lanyard stays when its window is closed.
    pub fn runs_in_background(&self) -> bool {
        self.settings()
            .is_ok_and(|settings| settings.run_in_background)
    }

    pub fn knows_background(&self) -> bool {
        self.settings()
            .is_ok_and(|settings| settings.knows_background)
    }

    pub fn remember_background(&self) -> Result<(), AppError> {
        self.keep(&Settings {
            knows_background: true,
            ..self.settings()?
        })
    }

    /// Whether conferences are refreshed that are not set otherwise.
    pub fn set_auto_refresh(&self, wanted: bool) -> Result<(), AppError> {
        self.keep(&Settings {
            auto_refresh: wanted,
            ..self.settings()?
        })
    }

    pub(crate) fn keep(&self, settings: &Settings) -> Result<(), AppError> {
        let text = serde_json::json!(settings).to_string();
        self.store(|store| store.set_settings(&[(KEY, Some(&text))]))?;
        self.changed();
        Ok(())
    }

    /// All zones to choose from, with their offset when the conference starts, or now.
    pub fn zones(
        &self,
        conference: Option<agenda::ConferenceId>,
    ) -> Result<Vec<ZoneOptionView>, AppError> {
        let at = match conference {
            Some(id) => self.conference_row(id)?.first_day.map(|day| {
                day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12)
            }),
            None => None,
        };
        let at = at.unwrap_or_else(|| self.now());
        Ok(Zone::all()
            .filter(|zone| !zone.is_offset_only() || *zone == Zone::UTC)
            .map(|zone| ZoneOptionView {
                name: zone.name().to_owned(),
                offset: zone.offset_at(at).to_string(),
                abbreviation: zone.abbreviation_at(at),
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn leads_are_kept_once_and_longest_first() {
        assert_eq!(checked_leads(&[1, 10, 1]).unwrap(), [10, 1]);
        assert!(matches!(
            checked_leads(&[99_999]),
            Err(AppError::Lead(99_999))
        ));
    }

    #[test]
    fn the_variable_names_a_zone_with_or_without_a_colon_or_path() {
        let named = |value| zone_of_variable(value).map(Zone::name);
        assert_eq!(named("Asia/Tokyo"), Some("Asia/Tokyo"));
        assert_eq!(named(":Asia/Tokyo"), Some("Asia/Tokyo"));
        assert_eq!(named("/usr/share/zoneinfo/Asia/Tokyo"), Some("Asia/Tokyo"));
        assert_eq!(named("JST-9"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn settings_of_another_version_keep_what_is_understood() {
        let settings: Settings =
            serde_json::from_str(r#"{"session_leads":[30],"later":1}"#).unwrap();
        assert_eq!(settings.session_leads, [30]);
        assert_eq!(settings.visit_leads, [5]);
    }
}
