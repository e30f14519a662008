//! What stands between a reminder and the attendee: each check with what was found and the cure.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use agenda::zone;
use chrono::TimeDelta;

use crate::notifier::Notifier;
use crate::settings::system_zone;
use crate::wire::{CheckState, CheckView, DoctorView};
use crate::{App, AppError};

/// Locked, shared, by each process that reminds.
const PRESENCE_FILE: &str = "reminding.lock";

/// Names a file that starts Lanyard at login may have.
const AUTOSTART_NAMES: [&str; 4] = [
    "Lanyard.desktop",
    "lanyard.desktop",
    "lanyard-desktop.desktop",
    "io.lanyard.desktop.desktop",
];

/// Held while a process reminds, so that others can tell that one does. Ends with the process,
/// however that ends.
#[derive(Debug)]
pub(crate) struct Presence(#[expect(dead_code, reason = "held for its lock")] File);

impl Presence {
    /// None where the folder takes no file: then nobody can tell, and reminding goes on.
    pub(crate) fn announce(data_dir: &Path) -> Option<Self> {
        let file = File::create(data_dir.join(PRESENCE_FILE)).ok()?;
        file.lock_shared().ok()?;
        Some(Self(file))
    }

    /// Whether any process reminds from this folder; none where that cannot be told.
    fn is_anybody_there(data_dir: &Path) -> Option<bool> {
        match File::open(data_dir.join(PRESENCE_FILE)) {
            Ok(file) => match file.try_lock() {
                Ok(()) => Some(false),
                Err(TryLockError::WouldBlock) => Some(true),
                Err(TryLockError::Error(_)) => None,
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some(false),
            Err(_) => None,
        }
    }
}

impl App {
    /// Looks at all that reminders need. Shows nothing.
    pub fn doctor(&self, notifier: &dyn Notifier) -> Result<DoctorView, AppError> {
        let settings = self.settings()?;
        let mut checks = vec![notifications(notifier)];
        checks.push(self.zone_check());
        checks.push(self.clock_check()?);
        checks.push(self.store_check()?);
        checks.push(reminding(Presence::is_anybody_there(self.data_dir())));
        checks.push(background(settings.run_in_background));
        checks.push(autostart(dirs::config_dir().as_deref()));
        let mute = self.muted_until()?;
        checks.push(match mute {
            None => good("quiet", "reminders are not muted"),
            Some(until) => CheckView {
                name: "quiet".to_owned(),
                state: CheckState::Doubtful,
                found: format!(
                    "all is muted until {}",
                    settings.viewer_zone().local(until).format("%a %H:%M")
                ),
                cure: Some("unmute with lanyard mute --off".to_owned()),
            },
        });
        Ok(DoctorView { checks })
    }

    fn zone_check(&self) -> CheckView {
        let zone = system_zone();
        let found = format!(
            "{} ({}), zone data {}",
            zone.name(),
            zone.abbreviation_at(self.now()),
            zone::database_version()
        );
        if zone.is_offset_only() {
            let cure = "set the system’s time zone to a place, or yours in Lanyard’s settings";
            return doubtful("zone", found, cure);
        }
        good("zone", found)
    }

    fn clock_check(&self) -> Result<CheckView, AppError> {
        let now = self.now();
        let found = self
            .settings()?
            .viewer_zone()
            .local(now)
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        if self.clock().is_shifted() {
            let found = format!(
                "{found}, set by hand, {} times as fast",
                self.clock().speed()
            );
            let cure = "start Lanyard without LANYARD_NOW and LANYARD_SPEED";
            return Ok(doubtful("clock", found, cure));
        }
        let imported = self.store(|store| store.conferences())?;
        let latest = imported.iter().map(|row| row.imported_at).max();
        if let Some(latest) = latest.filter(|&latest| now + TimeDelta::minutes(1) < latest) {
            let found = format!("{found}, but a schedule was imported at {latest}");
            return Ok(doubtful("clock", found, "set the system’s clock"));
        }
        Ok(good("clock", found))
    }

    fn store_check(&self) -> Result<CheckView, AppError> {
        let problems = self.store(|store| store.integrity())?;
        let version = self.store(|store| store.schema_version())?;
        let path = self.store(|store| Ok(store.path().display().to_string()))?;
        Ok(if problems.is_empty() {
            good("store", format!("{path} is sound (schema {version})"))
        } else {
            CheckView {
                name: "store".to_owned(),
                state: CheckState::Bad,
                found: format!("{path}: {}", problems.join("; ")),
                cure: Some(
                    "copy the file away, export what you can, and import your schedules into a new folder"
                        .to_owned(),
                ),
            }
        })
    }
}

fn notifications(notifier: &dyn Notifier) -> CheckView {
    let service = match notifier.service() {
        Ok(service) => service,
        Err(error) => {
            return CheckView {
                name: "notifications".to_owned(),
                state: CheckState::Bad,
                found: "no notification service answers".to_owned(),
                cure: Some(error.to_string()),
            };
        }
    };
    let capabilities = notifier.capabilities().unwrap_or_default();
    let name = service.unwrap_or_else(|| "the system’s notifications".to_owned());
    if capabilities.is_empty() {
        return good("notifications", name);
    }
    let found = format!("{name} can: {}", capabilities.join(", "));
    if capabilities.iter().any(|can| can == "actions") {
        good("notifications", found)
    } else {
        let cure = "it shows no buttons: open and put off reminders in Lanyard’s window";
        doubtful("notifications", found, cure)
    }
}

fn reminding(is_anybody_there: Option<bool>) -> CheckView {
    match is_anybody_there {
        Some(true) => good("reminding", "a running Lanyard shows reminders"),
        Some(false) => CheckView {
            name: "reminding".to_owned(),
            state: CheckState::Bad,
            found: "no running Lanyard shows reminders".to_owned(),
            cure: Some("start Lanyard, or lanyard remind".to_owned()),
        },
        None => doubtful(
            "reminding",
            "it cannot be told whether a Lanyard is running",
            "look whether Lanyard is open",
        ),
    }
}

fn background(runs_on: bool) -> CheckView {
    if runs_on {
        good("background", "reminders go on when the window is closed")
    } else {
        doubtful(
            "background",
            "reminders end with the window",
            "choose “keep reminding” in Lanyard’s settings",
        )
    }
}

/// On Linux as the Desktop Application Autostart Specification has it.
fn autostart(config: Option<&Path>) -> CheckView {
    let cure = "choose “start at login” in Lanyard’s settings, or start it yourself";
    let found = config.and_then(|config| autostart_file(&config.join("autostart")));
    match found {
        Some(path) => good("autostart", format!("{} starts it", path.display())),
        None if cfg!(target_os = "linux") => {
            doubtful("autostart", "Lanyard does not start at login", cure)
        }
        None => doubtful(
            "autostart",
            "it cannot be told here whether Lanyard starts at login",
            cure,
        ),
    }
}

fn autostart_file(folder: &Path) -> Option<PathBuf> {
    AUTOSTART_NAMES
        .iter()
        .map(|name| folder.join(name))
        .find(|path| {
            let text = fs::read_to_string(path);
            text.is_ok_and(|text| !text.lines().any(|line| line.trim() == "Hidden=true"))
        })
}

fn good(name: &str, found: impl Into<String>) -> CheckView {
    CheckView {
        name: name.to_owned(),
        state: CheckState::Good,
        found: found.into(),
        cure: None,
    }
}

fn doubtful(name: &str, found: impl Into<String>, cure: &str) -> CheckView {
    CheckView {
        name: name.to_owned(),
        state: CheckState::Doubtful,
        found: found.into(),
        cure: Some(cure.to_owned()),
    }
}
