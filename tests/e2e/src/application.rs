//! The desktop application as people start it, without WebDriver: it can be killed and closed, and
//! only its windows and notifications are seen.

use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use crate::programs::desktop_program;
use crate::{Companion, Desktop, ProcessTree, Result};

/// What it is started with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    /// The sample is imported into an empty store.
    pub sample: bool,
    /// In the background, without a window.
    pub hidden: bool,
    /// RFC 3339; the real time without it.
    pub now: Option<&'static str>,
    /// How many times faster than real its clock runs.
    pub speed: Option<u32>,
}

impl Start {
    /// With a clock that stands at `now`, RFC 3339, when it starts and runs `speed` times as fast.
    pub fn at(now: &'static str, speed: u32) -> Self {
        Self {
            now: Some(now),
            speed: Some(speed),
            ..Self::default()
        }
    }

    pub fn with_sample(self) -> Self {
        Self {
            sample: true,
            ..self
        }
    }

    pub fn in_background(self) -> Self {
        Self {
            hidden: true,
            ..self
        }
    }

    /// What it tells the application through the environment.
    pub(crate) fn apply_to(&self, command: &mut Command) {
        command.env("LANYARD_ANNOUNCE", "1");
        if self.sample {
            command.env("LANYARD_SAMPLE", "1");
        }
        if let Some(now) = self.now {
            command.env("LANYARD_NOW", now);
        }
        if let Some(speed) = self.speed {
            command.env("LANYARD_SPEED", speed.to_string());
        }
    }
}

/// Whether this line of its output tells that the window has painted its first view with its data.
pub(crate) fn is_painted(line: &str) -> bool {
    line == "lanyard: window ready"
}

/// The running application. Drop ends it.
#[derive(Debug)]
pub struct Application {
    process: Companion,
}

impl Application {
    /// Starts it on the desktop's data, and waits for its first view unless it is hidden.
    pub async fn start(desktop: &Desktop, start: Start) -> Result<Self> {
        let mut application = Self::launch(desktop, start)?;
        if !start.hidden {
            application.wait_until_painted().await?;
        }
        Ok(application)
    }

    /// Starts it and does not wait.
    pub fn launch(desktop: &Desktop, start: Start) -> Result<Self> {
        Self::launch_with(desktop, start, &[])
    }

    /// Starts it with files to import, as a file manager does, and does not wait.
    pub fn launch_with(desktop: &Desktop, start: Start, files: &[&Path]) -> Result<Self> {
        let mut command = desktop.command(desktop_program()?);
        command
            .arg("--data-dir")
            .arg(desktop.data_dir())
            .args(files);
        if start.hidden {
            command.arg("--hidden");
        }
        start.apply_to(&mut command);
        let cure = "build it with `cargo build -p lanyard-desktop`";
        let process = Companion::start(&mut command, &desktop.log(), cure)?;
        Ok(Self { process })
    }

    /// Waits until the window has painted its first view with its data; tells how long that took
    /// since the start.
    pub async fn wait_until_painted(&mut self) -> Result<Duration> {
        let line = self.process.wait_for_line("its first view", is_painted);
        Ok(line.await?.after)
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn is_running(&mut self) -> bool {
        self.process.exit_status().is_none()
    }

    /// Ends it as a crash or a lost battery would.
    pub fn kill(mut self) -> Result {
        let all = ProcessTree::of(self.id());
        self.process.kill()?;
        all.kill();
        Ok(())
    }

    /// Waits for it to end by itself.
    pub async fn wait_for_end(&mut self) -> Result<ExitStatus> {
        self.process.wait_for_end().await
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        let all = ProcessTree::of(self.id());
        self.process.end();
        // WebKit's processes end by themselves a little later.
        all.kill();
    }
}
