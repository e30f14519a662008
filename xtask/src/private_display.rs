//! A desktop for a machine without one: an X display in memory, a message bus, a window manager
//! and a notification service, all ours and all ended with us.
//!
//! Only for Linux. Nothing of the user's own session is touched or seen.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::process::{Companion, output};
use crate::temp_folder::TempFolder;

/// The running desktop. Its parts end in the order of these fields: first what draws, then what
/// it draws on, at last the folder.
#[derive(Debug)]
pub struct PrivateDisplay {
    notification_service: Companion,
    window_manager: Companion,
    bus: Companion,
    x_server: Companion,
    environment: Vec<(&'static str, String)>,
    folder: TempFolder,
}

impl PrivateDisplay {
    /// Starts every part and waits until each can be reached.
    pub fn start() -> Result<Self, Error> {
        let folder = TempFolder::new()?;
        let (x_server, display) = start_server(
            Command::new("Xvfb")
                // It finds a free display itself and writes the number to this descriptor.
                .args(["-displayfd", "1", "-screen", "0", SCREEN])
                .args(["-nolisten", "tcp", "-noreset"]),
            &folder.path().join("xvfb.log"),
        )?;
        let configuration = folder.path().join("bus.conf");
        fs::write(&configuration, BUS_CONFIGURATION)
            .map_err(Error::file("write", &configuration))?;
        let (bus, bus_address) = start_server(
            Command::new("dbus-daemon")
                .arg(format!("--config-file={}", configuration.display()))
                .args(["--nofork", "--nopidfile", "--print-address=1"]),
            &folder.path().join("bus.log"),
        )?;
        let mut environment = vec![
            ("DISPLAY", format!(":{display}")),
            ("DBUS_SESSION_BUS_ADDRESS", bus_address),
            ("GDK_BACKEND", "x11".to_owned()),
            // This bus has no accessibility service to ask for.
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("LANG", locale()),
        ];
        for (variable, name) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            environment.push((variable, folder.make(name)?.display().to_string()));
        }
        let silent = |program| {
            let mut command = inside(program, &environment);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            Companion::start(&mut command)
        };
        let window_manager = silent("openbox")?;
        let notification_service = silent("dunst")?;
        let mut display = Self {
            notification_service,
            window_manager,
            bus,
            x_server,
            environment,
            folder,
        };
        display.wait_for_notification_service()?;
        Ok(display)
    }

    /// A program that will run on this desktop.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        inside(program.as_ref(), &self.environment)
    }

    /// A new folder that goes when the desktop goes.
    pub fn make_folder(&self, name: &str) -> Result<PathBuf, Error> {
        self.folder.make(name)
    }

    /// An error that names the part that has ended, if one has.
    pub fn must_run(&mut self) -> Result<(), Error> {
        self.x_server.must_run()?;
        self.bus.must_run()?;
        self.window_manager.must_run()?;
        self.notification_service.must_run()
    }
}

impl PrivateDisplay {
    /// An app that is faster would say that notifications do not work.
    fn wait_for_notification_service(&mut self) -> Result<(), Error> {
        const QUESTION: [&str; 6] = [
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.Notifications",
        ];
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            self.must_run()?;
            let answer = output(self.command("dbus-send").args(QUESTION))?;
            if answer.contains("boolean true") {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(Error::Check(
            "The notification service did not come onto the private message bus.".to_owned(),
        ))
    }
}

/// How long each part is given to be there.
const PATIENCE: Duration = Duration::from_secs(20);

/// Wide enough for the sidebar, the view and the drawer; 24 bits of colour.
const SCREEN: &str = "1440x900x24";

/// A session bus that starts no services of its own accord: what is on it, we put there.
/// Format: dbus-daemon(1), "CONFIGURATION FILE".
const BUS_CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

fn inside(program: impl AsRef<OsStr>, environment: &[(&'static str, String)]) -> Command {
    let mut command = Command::new(program);
    command
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("LC_ALL")
        .envs(environment.iter().map(|(name, value)| (name, value)));
    command
}

/// Starts a server and waits for the line on which it says where it is to be reached.
fn start_server(command: &mut Command, log: &Path) -> Result<(Companion, String), Error> {
    let log_file = File::create(log).map_err(Error::file("write", log))?;
    let mut server = Companion::start(command.stdout(Stdio::piped()).stderr(log_file))?;
    let (send, receive) = mpsc::channel();
    if let Some(stdout) = server.child().stdout.take() {
        thread::spawn(move || {
            let mut line = String::new();
            if BufReader::new(stdout).read_line(&mut line).is_ok() {
                // Fails only when the time is up and nobody listens any more.
                let _ = send.send(line.trim().to_owned());
            }
        });
    }
    match receive.recv_timeout(PATIENCE) {
        Ok(line) if !line.is_empty() => Ok((server, line)),
        _ => Err(Error::Check(format!(
            "`{}` did not say where it is to be reached.\n{}",
            server.name(),
            fs::read_to_string(log).unwrap_or_default().trim_end()
        ))),
    }
}

/// The `LANG` for this desktop: the user's own if it names a language, else American English, for
/// without a language WebKit calls its own "C". Where none is installed, at least UTF-8.
fn locale() -> String {
    let own = ["LC_ALL", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let installed = output(Command::new("locale").arg("-a")).unwrap_or_default();
    choose_locale(&own, &installed).to_owned()
}

fn choose_locale<'a>(own: &'a str, installed: &str) -> &'a str {
    let language = own.split('.').next().unwrap_or_default();
    if !["", "C", "POSIX"].contains(&language) {
        own
    } else if installed
        .lines()
        .any(|name| ["en_US.utf8", "en_US.UTF-8"].contains(&name))
    {
        "en_US.UTF-8"
    } else {
        "C.UTF-8"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_names_a_language_wherever_one_is_installed() {
        for (own, installed, chosen) in [
            ("de_DE.UTF-8", "C\nen_US.utf8", "de_DE.UTF-8"),
            ("C.UTF-8", "C\nC.utf8\nen_US.utf8", "en_US.UTF-8"),
            ("", "en_US.UTF-8", "en_US.UTF-8"),
            ("POSIX", "C\nC.utf8\nPOSIX", "C.UTF-8"),
        ] {
            assert_eq!(choose_locale(own, installed), chosen, "{own:?}");
        }
    }
}
