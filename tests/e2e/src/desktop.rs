//! A desktop for one test: display, bus, home folder, time zone, and nothing of the machine's own.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use tempfile::TempDir;

use crate::bus::SessionBus;
use crate::display::Display;
use crate::pictures::{failure_picture, run_quietly};
use crate::{Error, Lanyard, NotificationService, PATIENCE, Result, until};

/// The desktop. Fields end in this order: what is drawn on, the bus, at last the folder.
#[derive(Debug)]
pub struct Desktop {
    display: Display,
    bus: SessionBus,
    folder: TempDir,
    zone: String,
}

/// Light or dark, as the attendee's desktop is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
}

impl Desktop {
    /// A light desktop at the venue of the sample, in Europe/Madrid.
    pub async fn start() -> Result<Self> {
        Self::start_in("Europe/Madrid", Look::Light).await
    }

    /// A desktop whose clocks show the time of this IANA zone.
    pub async fn start_in(zone: &str, look: Look) -> Result<Self> {
        let folder = TempDir::with_prefix("lanyard-e2e-")
            .map_err(Error::file("make a folder in", env::temp_dir()))?;
        let (display, bus) = (
            Display::start(folder.path()).await?,
            SessionBus::start(folder.path()).await?,
        );
        let desktop = Self {
            display,
            bus,
            folder,
            zone: zone.to_owned(),
        };
        for (_, name) in FOLDERS {
            let path = desktop.folder.path().join(name);
            fs::create_dir(&path).map_err(Error::file("make", &path))?;
        }
        desktop.set_up_gtk(look)?;
        Ok(desktop)
    }

    /// A program that will run on this desktop, with a clean environment.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("DISPLAY", self.display.name())
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus.address())
            .env("GDK_BACKEND", "x11")
            // This bus has no accessibility service to ask for.
            .env("NO_AT_BRIDGE", "1")
            // There on every machine. It names no language, so the window writes 15:25.
            .env("LANG", "C.UTF-8")
            .env("TZ", &self.zone)
            .env("HOME", self.folder.path())
            .current_dir(self.folder.path());
        for (variable, name) in FOLDERS {
            command.env(variable, self.folder.path().join(name));
        }
        command
    }

    /// Where Lanyard keeps its data on this desktop.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("lanyard")
    }

    /// A place for files of the test's own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file that collects what the programs of this desktop write to their error streams.
    pub(crate) fn log(&self) -> PathBuf {
        self.path("programs.log")
    }

    /// Starts a notification service that records what it is given.
    pub async fn start_notification_service(&self) -> Result<NotificationService> {
        NotificationService::start(self.bus.address()).await
    }

    /// The command `lanyard` on this desktop's data.
    pub fn lanyard(&self) -> Lanyard<'_> {
        Lanyard::new(self)
    }

    /// The X ids of Lanyard's windows that can be seen.
    pub fn windows(&self) -> Result<Vec<String>> {
        let output = self
            .command("xdotool")
            .args(["search", "--onlyvisible", "--name", "^Lanyard$"])
            .output()
            .map_err(missing_xdotool)?;
        // Its exit code only says whether there were any.
        Ok(String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(str::to_owned)
            .collect())
    }

    /// Waits until this many windows of Lanyard can be seen, and gives them.
    pub async fn wait_for_windows(&self, count: usize) -> Result<Vec<String>> {
        let what = format!("{count} windows of Lanyard on the screen");
        until(&what, PATIENCE, async || {
            let windows = self.windows().map_err(|error| error.to_string())?;
            if windows.len() == count {
                Ok(windows)
            } else {
                Err(format!("there are {}", windows.len()))
            }
        })
        .await
        .inspect_err(|_| self.keep_picture())
    }

    /// Waits until an application is the one that a second start on this desktop finds.
    pub async fn wait_for_first_instance(&self) -> Result {
        until("a running application on the bus", PATIENCE, async || {
            let names = self.bus.names().await.map_err(|error| error.to_string())?;
            if names.iter().any(|name| name.ends_with(".SingleInstance")) {
                Ok(())
            } else {
                Err(format!("there are {}", names.join(", ")))
            }
        })
        .await
    }

    /// Asks the window manager to close a window, as a click on its cross does.
    pub fn ask_to_close(&self, window: &str) -> Result {
        // Of the key presses for it, alt+F4, some are lost between xdotool and openbox, and
        // xdotool's own closing destroys the window unasked.
        run_quietly(self.command("wmctrl").args(["-i", "-c", window]))
    }

    /// Writes a picture of the whole screen, a PNG.
    pub fn take_screen(&self, path: &Path) -> Result {
        run_quietly(
            self.command("import")
                .args(["-silent", "-window", "root"])
                .arg(path),
        )
    }

    fn keep_picture(&self) {
        // The failure itself is told elsewhere; without a picture it is only harder to understand.
        if let Ok(path) = failure_picture("screen") {
            let _ = self.take_screen(&path);
        }
    }

    fn set_up_gtk(&self, look: Look) -> Result {
        let folder = self.path("config").join("gtk-3.0");
        fs::create_dir(&folder).map_err(Error::file("make", &folder))?;
        let file = folder.join("settings.ini");
        let theme = match look {
            Look::Light => "Adwaita",
            Look::Dark => "Adwaita-dark",
        };
        // Without animations the window prefers reduced motion, and nothing is clicked in passing;
        // a cursor that blinks would make two pictures of the same page differ.
        let settings = format!(
            "[Settings]\ngtk-theme-name={theme}\ngtk-enable-animations=0\ngtk-cursor-blink=0\n"
        );
        fs::write(&file, settings).map_err(Error::file("write", file))
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_picture();
        }
    }
}

const FOLDERS: [(&str, &str); 4] = [
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_RUNTIME_DIR", "runtime"),
];

fn missing_xdotool(source: std::io::Error) -> Error {
    Error::Missing {
        program: "xdotool".to_owned(),
        source,
        cure: "install the package xdotool",
    }
}
