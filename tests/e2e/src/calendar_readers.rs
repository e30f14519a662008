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
        let mut wanted = Vec::new();
        for name in FILES {
            let source = sources.join(name);
            let contents = fs::read(&source).map_err(Error::file("read", source))?;
            let copy = scripts.join(name);
            fs::write(&copy, &contents).map_err(Error::file("write", copy))?;
            wanted.extend(contents);
        }
        let python = scripts.join("python");
        // Written last, so that an installation that was broken off is begun again.
        let done = scripts.join("installed");
        if fs::read(&done).ok().as_ref() != Some(&wanted) {
            install_python_packages(&scripts, &python)?;
            run_quietly(
                Command::new("npm")
                    .args(["ci", "--no-audit", "--no-fund"])
                    .current_dir(&scripts),
            )?;
            fs::write(&done, wanted).map_err(Error::file("write", done))?;
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
