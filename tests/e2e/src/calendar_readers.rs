//! Two readers of calendar files that others made, to read back what Lanyard writes: PyPI's
//! `icalendar` and npm's `ical.js`, with the scripts in `readers/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::pictures::run_quietly;
use crate::{Error, Result, target_folder};

/// An event as a reader understood it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarEvent {
    pub title: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Both readers, installed in the target folder.
#[derive(Debug)]
pub struct CalendarReaders {
    python: PathBuf,
    scripts: PathBuf,
}

impl CalendarReaders {
    /// Installs what is not there yet; the versions are pinned beside the scripts.
    pub fn install() -> Result<Self> {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("readers");
        let scripts = target_folder().join("e2e-readers");
        fs::create_dir_all(&scripts).map_err(Error::file("make", &scripts))?;
        let is_new = copy_changed(&sources, &scripts)?;
        let python = scripts.join("python");
        if is_new || !python.exists() {
            install_python_packages(&scripts, &python)?;
        }
        if is_new || !scripts.join("node_modules").exists() {
            run_quietly(
                Command::new("npm")
                    .args(["ci", "--no-audit", "--no-fund"])
                    .current_dir(&scripts),
            )?;
        }
        Ok(Self {
            python: python.join("bin/python"),
            scripts,
        })
    }

    /// Reads a file with PyPI's `icalendar`: every event, by title.
    pub fn read_with_icalendar(&self, file: &Path) -> Result<Vec<CalendarEvent>> {
        let script = self.scripts.join("read_ics.py");
        events(Command::new(&self.python).arg(script).arg(file))
    }

    /// Reads a file with npm's `ical.js`: every event, by title.
    pub fn read_with_ical_js(&self, file: &Path) -> Result<Vec<CalendarEvent>> {
        let script = self.scripts.join("read_ics.mjs");
        events(Command::new("node").arg(script).arg(file))
    }
}

fn install_python_packages(scripts: &Path, python: &Path) -> Result {
    run_quietly(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(python),
    )
    .map_err(|error| {
        Error::Unexpected(format!(
            "{error}\nPython cannot make an environment for packages: install python3-venv"
        ))
    })?;
    run_quietly(
        Command::new(python.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", "--require-virtualenv"])
            .arg("--requirement")
            .arg(scripts.join("requirements.txt")),
    )
}

/// Copies the scripts and the lists of packages; gives whether those lists changed.
fn copy_changed(from: &Path, to: &Path) -> Result<bool> {
    let mut is_new = false;
    for name in FILES {
        let source = from.join(name);
        let text = fs::read(&source).map_err(Error::file("read", &source))?;
        let copy = to.join(name);
        if fs::read(&copy).is_ok_and(|old| old == text) {
            continue;
        }
        is_new |= !name.starts_with("read_ics");
        fs::write(&copy, text).map_err(Error::file("write", &copy))?;
    }
    Ok(is_new)
}

const FILES: [&str; 5] = [
    "read_ics.py",
    "read_ics.mjs",
    "requirements.txt",
    "package.json",
    "package-lock.json",
];

/// One JSON object a line.
fn events(command: &mut Command) -> Result<Vec<CalendarEvent>> {
    let name = format!("{command:?}");
    let output = command.output().map_err(|source| Error::Missing {
        program: name.clone(),
        source,
        cure: "install Node",
    })?;
    if !output.status.success() {
        return Err(Error::Command {
            command: name,
            output: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        });
    }
    let mut events = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let event: Value = serde_json::from_str(line)?;
        events.push(CalendarEvent {
            title: event["title"].as_str().unwrap_or_default().to_owned(),
            starts_at: instant(&event["start"])?,
            ends_at: instant(&event["end"])?,
        });
    }
    events.sort();
    Ok(events)
}

/// An RFC 3339 instant of some JSON.
pub fn instant(value: &Value) -> Result<DateTime<Utc>> {
    value
        .as_str()
        .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
        .map(|instant| instant.to_utc())
        .ok_or_else(|| Error::Unexpected(format!("{value} is no instant")))
}
