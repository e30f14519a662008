//! `cargo xtask dist`: the packages that people install, made by Tauri's own bundler.

use crate::error::Error;
use crate::process::{cargo, output, run};

/// Makes deb and rpm on Linux, and what is usual elsewhere.
pub fn dist() -> Result<(), Error> {
    if output(cargo().args(["tauri", "--version"])).is_err() {
        return Err(Error::Missing(
            "This machine lacks Tauri's bundler. Install with: \
             cargo install tauri-cli --version '^2' --locked"
                .to_owned(),
        ));
    }
    // tauri.conf.json has the window's contents built first.
    let mut command = cargo();
    command.args(["tauri", "build"]);
    if cfg!(target_os = "linux") {
        command.args(["--bundles", "deb,rpm"]);
    }
    run(&mut command)
}
