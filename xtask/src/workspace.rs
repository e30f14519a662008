//! Where things are: the checkout, the folder cargo builds into, the programs built there.

use std::env;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Whether cargo builds for trying things or for giving them away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// The folder of the root `Cargo.toml`.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The folder cargo builds into, wherever it was configured to be: this very program lies in
/// its `debug` folder.
pub fn target_folder() -> Result<PathBuf, Error> {
    let this_program =
        env::current_exe().map_err(Error::file("find the path of", "this program"))?;
    this_program
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            Error::Check(format!(
                "{} is not in a folder that cargo builds into: start it as `cargo xtask`",
                this_program.display()
            ))
        })
}

/// The path of a program of this workspace, whether or not it is built yet.
pub fn program(name: &str, profile: Profile) -> Result<PathBuf, Error> {
    let folder = match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    };
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    Ok(target_folder()?.join(folder).join(file))
}
