//! Where the programs under test are.

use std::env;
use std::path::PathBuf;

use crate::{Error, Result, target_folder};

/// The desktop application: `LANYARD_DESKTOP_BIN`, else the one built in the target folder.
pub fn desktop_program() -> Result<PathBuf> {
    find(
        "LANYARD_DESKTOP_BIN",
        "lanyard-desktop",
        "cargo build -p lanyard-desktop",
    )
}

/// The command `lanyard`: `LANYARD_BIN`, else the one built in the target folder.
pub fn command_program() -> Result<PathBuf> {
    find("LANYARD_BIN", "lanyard", "cargo build -p lanyard-cli")
}

/// The project's own sample conference, for the command; the window brings it.
pub fn sample_file() -> PathBuf {
    checkout().join("data/kubecon-eu-2022.json")
}

/// The root of the checkout.
pub fn checkout() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map_or(here.clone(), Into::into)
}

fn find(variable: &str, name: &str, build: &str) -> Result<PathBuf> {
    let path = match env::var_os(variable).filter(|path| !path.is_empty()) {
        Some(path) => PathBuf::from(path),
        None => target_folder().join("debug").join(name),
    };
    if path.is_file() {
        Ok(path)
    } else {
        Err(Error::Unexpected(format!(
            "{} is not there: build it with `{build}`, or name another one in {variable}",
            path.display()
        )))
    }
}
