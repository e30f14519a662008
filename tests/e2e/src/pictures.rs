//! Where pictures and other results go, and how pictures are made smaller.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::programs::checkout;
use crate::{Error, Result};

/// Cargo's target folder that this program was built in.
pub fn target_folder() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    program
        .ancestors()
        // Cargo puts it there for backup programs: bford.info/cachedir.
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .map_or_else(|| checkout().join("target"), Path::to_owned)
}

/// Where a failed test leaves its pictures.
pub fn failures_folder() -> PathBuf {
    target_folder().join("e2e-failures")
}

/// Where to put a picture of why this test fails; an older one is replaced.
pub fn failure_picture(of: &str) -> Result<PathBuf> {
    let folder = failures_folder();
    fs::create_dir_all(&folder).map_err(Error::file("make", &folder))?;
    // The test runner gives each test a thread of its name.
    let test = thread::current().name().unwrap_or("test").to_owned();
    Ok(folder.join(format!("{}-{of}.png", test.replace("::", "-"))))
}

/// Packs a PNG as small as zlib can, without loss.
pub fn shrink(path: &Path) -> Result {
    run_quietly(
        Command::new("mogrify")
            .args(["-strip", "-define", "png:compression-level=9"])
            .args(["-define", "png:compression-filter=5"])
            .arg(path),
    )
}

/// Runs a program to its end; what it writes is shown only where it fails.
pub fn run_quietly(command: &mut Command) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Missing {
            program: name.clone(),
            source,
            cure: "`cargo xtask test` installs what the tests need",
        })?;
    if output.status.success() {
        return Ok(());
    }
    let mut told = String::from_utf8_lossy(&output.stdout).into_owned();
    told.push_str(&String::from_utf8_lossy(&output.stderr));
    Err(Error::Command {
        command: name,
        output: format!("{}: {}", output.status, told.trim()),
    })
}
