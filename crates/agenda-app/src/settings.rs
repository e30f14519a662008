//! The attendee's settings.

use std::hash::{BuildHasher, Hasher, RandomState};

use agenda::reminder::{QuietHours, Rules, WhileRunning};
use agenda::{Kind, Zone};
use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::wire::{
    ClockFormat, QuietHoursForm, ReminderRulesForm, SettingsForm, SettingsView, Theme,
    ZoneOptionView,
};
use crate::{App, AppError};

/// Minutes: four weeks.
pub const LONGEST_LEAD: u32 = 4 * 7 * 24 * 60;

/// Minutes: how early somebody may want to be there.
const LONGEST_EARLY: u32 = 60;

const KEY: &str = "settings";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    pub clock: ClockFormat,
    /// Minutes, longest first.
    pub session_leads: Vec<u32>,
    pub visit_leads: Vec<u32>,
    /// None for those of other sessions.
    pub keynote_leads: Option<Vec<u32>>,
    pub workshop_leads: Option<Vec<u32>>,
    /// Minutes before 08:00 at the venue.
    pub all_day_leads: Vec<u32>,
    /// When any of these leads were changed last.
    pub leads_changed_at: Option<DateTime<Utc>>,
    /// Say when to leave, so as to be there so many minutes before the start.
    pub leave_early: Option<u32>,
    pub quiet_hours: Option<QuietHours>,
    pub while_running: WhileRunning,
    pub must_breaks_through: bool,
    pub muted_until: Option<DateTime<Utc>>,
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
            keynote_leads: None,
            workshop_leads: None,
            all_day_leads: vec![0],
            leads_changed_at: None,
            leave_early: None,
            quiet_hours: None,
            while_running: WhileRunning::Show,
            must_breaks_through: true,
            muted_until: None,
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

    /// The leads of a session that has none of its own.
    pub fn leads_of(&self, kind: Kind, all_day: bool) -> &[u32] {
        let of_kind = match kind {
            _ if all_day => Some(&self.all_day_leads),
            Kind::Keynote => self.keynote_leads.as_ref(),
            Kind::Workshop => self.workshop_leads.as_ref(),
            _ => None,
        };
        of_kind.unwrap_or(&self.session_leads)
    }

    /// Since when an item has had its leads: its own since they were set, else the defaults.
    pub(crate) fn owed_since(
        &self,
        chosen_at: DateTime<Utc>,
        own_leads_at: Option<DateTime<Utc>>,
    ) -> DateTime<Utc> {
        let leads_at = own_leads_at.or(self.leads_changed_at);
        leads_at.map_or(chosen_at, |at| at.max(chosen_at))
    }

    /// When reminders may come.
    pub fn rules(&self) -> Rules {
        Rules {
            quiet_hours: self.quiet_hours,
            zone: self.viewer_zone(),
            muted_until: self.muted_until,
            while_running: self.while_running,
            must_breaks_through: self.must_breaks_through,
        }
    }

    fn rules_form(&self) -> ReminderRulesForm {
        ReminderRulesForm {
            keynote_leads: self.keynote_leads.clone(),
            workshop_leads: self.workshop_leads.clone(),
            all_day_leads: self.all_day_leads.clone(),
            leave_early: self.leave_early,
            quiet_hours: self.quiet_hours.map(|hours| QuietHoursForm {
                from: minute_of(hours.from),
                to: minute_of(hours.to),
            }),
            while_running: self.while_running,
            must_breaks_through: self.must_breaks_through,
        }
    }

    fn with_rules(self, form: &ReminderRulesForm) -> Result<Self, AppError> {
        let leads = |leads: &Option<Vec<u32>>| leads.as_deref().map(checked_leads).transpose();
        if let Some(&early) = form
            .leave_early
            .as_ref()
            .filter(|&&early| early > LONGEST_EARLY)
        {
            return Err(AppError::Early(early));
        }
        let hours = |form: &QuietHoursForm| -> Result<QuietHours, AppError> {
            Ok(QuietHours {
                from: time_of(form.from)?,
                to: time_of(form.to)?,
            })
        };
        Ok(Self {
            keynote_leads: leads(&form.keynote_leads)?,
            workshop_leads: leads(&form.workshop_leads)?,
            all_day_leads: checked_leads(&form.all_day_leads)?,
            leave_early: form.leave_early,
            quiet_hours: form.quiet_hours.as_ref().map(hours).transpose()?,
            while_running: form.while_running,
            must_breaks_through: form.must_breaks_through,
            ..self
        })
    }

    fn all_leads(&self) -> impl PartialEq {
        (
            self.session_leads.clone(),
            self.visit_leads.clone(),
            self.keynote_leads.clone(),
            self.workshop_leads.clone(),
            self.all_day_leads.clone(),
            self.leave_early,
        )
    }

    pub(crate) fn view(&self) -> SettingsView {
        SettingsView {
            theme: self.theme,
            clock: self.clock,
            session_leads: self.session_leads.clone(),
            visit_leads: self.visit_leads.clone(),
            reminders: self.rules_form(),
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

fn minute_of(time: NaiveTime) -> u32 {
    use chrono::Timelike;
    time.hour() * 60 + time.minute()
}

fn time_of(minute: u32) -> Result<NaiveTime, AppError> {
    NaiveTime::from_num_seconds_from_midnight_opt(minute.saturating_mul(60), 0)
        .ok_or(AppError::Minute(minute))
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
        let mut settings = Settings {
            theme: form.theme,
            clock: form.clock,
            session_leads: checked_leads(&form.session_leads)?,
            visit_leads: checked_leads(&form.visit_leads)?,
            run_in_background: form.run_in_background,
            my_zone: form.my_zone.as_deref().map(Zone::named).transpose()?,
            auto_refresh: form.auto_refresh.unwrap_or(before.auto_refresh),
            ..before.clone()
        };
        if let Some(rules) = &form.reminders {
            settings = settings.with_rules(rules)?;
        }
        if settings.all_leads() != before.all_leads() {
            settings.leads_changed_at = Some(self.now());
        }
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
            Some(id) => self
                .conference_row(id)?
                .first_day
                .map(|day| day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12)),
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
