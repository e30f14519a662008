//! The command `lanyard`, on the same data as the window.

use std::process::Command;

use serde_json::Value;

use crate::programs::{command_program, sample_file};
use crate::{Companion, Desktop, Error, PATIENCE, Result, until};

/// Runs the command on one desktop's data.
#[derive(Clone, Copy, Debug)]
pub struct Lanyard<'a> {
    desktop: &'a Desktop,
}

impl<'a> Lanyard<'a> {
    pub(crate) fn new(desktop: &'a Desktop) -> Self {
        Self { desktop }
    }

    /// Runs it to its end with `--json`, and gives what it printed.
    pub async fn json(&self, arguments: &[&str]) -> Result<Value> {
        let mut command = self.command()?;
        command.arg("--json").args(arguments);
        Ok(serde_json::from_str(&output(command).await?)?)
    }

    /// Runs it to its end, and gives the text that it printed for people.
    pub async fn text(&self, arguments: &[&str]) -> Result<String> {
        let mut command = self.command()?;
        command.args(arguments);
        output(command).await
    }

    /// Imports the project's sample.
    pub async fn import_sample(&self) -> Result<Value> {
        self.json(&["import", &sample_file().to_string_lossy()])
            .await
    }

    /// Waits until the store knows that what was due of this session or booth after `now` (RFC 3339)
    /// was shown. The notification is on the screen a moment earlier.
    pub async fn wait_until_reminded_of(&self, title: &str, now: &str) -> Result {
        let what = format!("the reminder of “{title}” in the store");
        until(&what, PATIENCE, async || {
            let coming = self.json(&["--now", now, "reminders"]).await;
            let coming = coming.map_err(|error| error.to_string())?;
            let is_open = |reminder: &Value| reminder["title"] == title;
            if coming.as_array().is_some_and(|all| all.iter().any(is_open)) {
                Err(format!("still to come: {coming}"))
            } else {
                Ok(())
            }
        })
        .await
    }

    /// `lanyard remind`, which runs until it is ended, with a clock that stands at `now` (RFC 3339)
    /// when it starts and runs `speed` times as fast.
    pub fn remind(&self, now: &str, speed: u32) -> Result<Companion> {
        let mut command = self.command()?;
        command
            .arg("remind")
            .env("LANYARD_NOW", now)
            .env("LANYARD_SPEED", speed.to_string());
        Companion::start(&mut command, &self.desktop.log(), CURE)
    }

    fn command(&self) -> Result<Command> {
        let mut command = self.desktop.command(command_program()?);
        command.env("LANYARD_DATA_DIR", self.desktop.data_dir());
        Ok(command)
    }
}

const CURE: &str = "build it with `cargo build -p lanyard-cli`";

/// Without blocking the thread, on which the notification service may have to answer it.
async fn output(command: Command) -> Result<String> {
    let described = format!("{command:?}");
    let output = tokio::process::Command::from(command)
        .output()
        .await
        .map_err(|source| Error::Missing {
            program: "lanyard".to_owned(),
            source,
            cure: CURE,
        })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Error::Command {
        command: described,
        output: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    })
}
