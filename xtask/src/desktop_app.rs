//! Building the programs that people use: the desktop app and the command `lanyard`.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process::{cargo, run};
use crate::ui;
use crate::workspace::{self, Profile};

const DESKTOP: &str = "lanyard-desktop";
const COMMAND: &str = "lanyard";

/// The programs that were built.
#[derive(Debug)]
pub struct Programs {
    desktop: PathBuf,
    command: PathBuf,
}

impl Programs {
    /// The variables by which the tests in the real window find what they drive.
    pub fn environment(&self) -> [(&'static str, &Path); 2] {
        [
            ("LANYARD_DESKTOP_BIN", &self.desktop),
            ("LANYARD_BIN", &self.command),
        ]
    }
}

/// Builds the window's contents and the desktop app, and gives the app's path.
pub fn build(profile: Profile) -> Result<PathBuf, Error> {
    ui::ensure_built()?;
    build_packages(&[DESKTOP], profile)?;
    workspace::program(DESKTOP, profile)
}

/// Builds the window's contents, the desktop app and the command.
///
/// These packages are built by themselves, never together with the tests: cargo unites the
/// features of what it builds at once, and what is tested is to be what is shipped.
pub fn build_all(profile: Profile) -> Result<Programs, Error> {
    ui::ensure_built()?;
    build_packages(&[DESKTOP, "lanyard-cli"], profile)?;
    Ok(Programs {
        desktop: workspace::program(DESKTOP, profile)?,
        command: workspace::program(COMMAND, profile)?,
    })
}

fn build_packages(packages: &[&str], profile: Profile) -> Result<(), Error> {
    let mut command = cargo();
    command.arg("build");
    for package in packages {
        command.args(["--package", package]);
    }
    if profile == Profile::Release {
        command.arg("--release");
    }
    run(&mut command)
}
