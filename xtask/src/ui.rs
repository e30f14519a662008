//! The window's contents under `ui/`: its npm packages, its build and its own checks.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::error::Error;
use crate::process::run;
use crate::workspace;

/// The npm of this machine, in `ui/`.
pub fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder());
    command
}

/// Runs a script of `ui/package.json`.
pub fn run_script(name: &str) -> Result<(), Error> {
    run(npm().args(["run", "--silent", name]))
}

/// Installs exactly what `package-lock.json` names, unless that is what is there.
pub fn ensure_packages() -> Result<(), Error> {
    let ui = folder();
    if packages_are_current(ui.as_path()) {
        return Ok(());
    }
    run(npm().args(["ci", "--no-audit", "--no-fund"]))
}

/// Builds `ui/dist`, unless nothing that goes into it is newer.
pub fn ensure_built() -> Result<(), Error> {
    ensure_packages()?;
    if build_is_current(&folder()) {
        return Ok(());
    }
    run_script("build")
}

fn folder() -> std::path::PathBuf {
    workspace::root().join("ui")
}

/// npm writes this hidden lock file last, as the record of what it installed.
const INSTALLED: &str = "node_modules/.package-lock.json";

fn packages_are_current(ui: &Path) -> bool {
    match (
        modified(&ui.join("package-lock.json")),
        modified(&ui.join(INSTALLED)),
    ) {
        (Some(wanted), Some(installed)) => wanted < installed,
        _ => false,
    }
}

fn build_is_current(ui: &Path) -> bool {
    let Some(built) = modified(&ui.join("dist/index.html")) else {
        return false;
    };
    let inputs = [newest_input(ui), modified(&ui.join(INSTALLED))];
    inputs.into_iter().flatten().all(|input| input < built)
}

/// When anything in `ui/` that a person edits was last changed. A folder counts as well, for it
/// tells of a deleted file; `ui/` itself does not, for tools come and go in it.
fn newest_input(ui: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(ui).ok()?;
    entries
        .flatten()
        .filter(|entry| entry.file_name() != "node_modules" && entry.file_name() != "dist")
        .filter_map(|entry| newest_within(&entry.path()))
        .max()
}

fn newest_within(path: &Path) -> Option<SystemTime> {
    let own = modified(path);
    let inside = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| newest_within(&entry.path()))
        .max();
    own.max(inside)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::temp_folder::TempFolder;
    use std::time::Duration;

    /// A `ui/` in which each file was last changed at the second beside its name.
    fn ui(files: &[(&str, u64)]) -> TempFolder {
        let ui = TempFolder::new().unwrap();
        for (name, second) in files {
            let path = ui.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "").unwrap();
            set_modified(&path, *second);
        }
        for folder in ["src", "node_modules"] {
            if ui.path().join(folder).is_dir() {
                set_modified(&ui.path().join(folder), 1);
            }
        }
        ui
    }

    fn set_modified(path: &Path, second: u64) {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
        fs::File::open(path).unwrap().set_modified(time).unwrap();
    }

    #[test]
    fn packages_are_installed_again_when_the_lock_file_is_newer() {
        let cases: [(&[(&str, u64)], bool); 4] = [
            (&[("package-lock.json", 5), (INSTALLED, 9)], true),
            (&[("package-lock.json", 9), (INSTALLED, 5)], false),
            (&[("package-lock.json", 9)], false),
            (&[], false),
        ];
        for (files, current) in cases {
            assert_eq!(packages_are_current(ui(files).path()), current, "{files:?}");
        }
    }

    #[test]
    fn the_build_is_made_again_when_anything_that_goes_into_it_is_newer() {
        let cases: [(&[(&str, u64)], bool); 5] = [
            (
                &[("dist/index.html", 9), ("src/app.ts", 5), (INSTALLED, 3)],
                true,
            ),
            (&[("dist/index.html", 9), ("src/app.ts", 10)], false),
            (&[("dist/index.html", 9), ("index.html", 10)], false),
            (
                &[("dist/index.html", 9), ("src/app.ts", 5), (INSTALLED, 10)],
                false,
            ),
            (&[("src/app.ts", 5)], false),
        ];
        for (files, current) in cases {
            assert_eq!(build_is_current(ui(files).path()), current, "{files:?}");
        }
    }

    #[test]
    fn a_deleted_source_file_makes_the_build_old() {
        let ui = ui(&[("dist/index.html", 9), ("src/app.ts", 5), ("src/old.ts", 5)]);
        assert!(build_is_current(ui.path()));
        fs::remove_file(ui.path().join("src/old.ts")).unwrap();
        assert!(!build_is_current(ui.path()));
    }
}
