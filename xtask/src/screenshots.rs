//! `cargo xtask screenshots`: the pictures of the real window that README and guide show. They
//! are taken by the program `screenshots` of the package `e2e`.

use crate::arguments::Install;
use crate::desktop_app;
use crate::error::Error;
use crate::process::{cargo, run};
use crate::system_packages::{self, Purpose};
use crate::workspace::Profile;

/// Builds the app and takes its pictures.
pub fn screenshots(install: Install) -> Result<(), Error> {
    system_packages::ensure(&Purpose::ALL, install)?;
    let programs = desktop_app::build_all(Profile::Debug)?;
    run(cargo()
        .args(["run", "--package", "e2e", "--bin", "screenshots"])
        .envs(programs.environment()))
}
