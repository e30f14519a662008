//! The window's wire types: written by ts-rs from the Rust types, kept in the window's source,
//! compared so that neither side can change alone.
//!
//! Every type with `#[ts(export)]` has a test named `export_bindings_…` that writes its file into
//! the folder named by `TS_RS_EXPORT_DIR`. They live in `agenda-app`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, run};
use crate::temp_folder::TempFolder;
use crate::workspace;

/// Writes the wire types, and removes files of types that are no more.
pub fn write() -> Result<(), Error> {
    let exported = export()?;
    let differences = exported.differences()?;
    let home = home();
    for (name, difference) in &differences {
        let path = home.join(name);
        match difference {
            Difference::New(text) | Difference::Changed(text) => {
                let folder = path.parent().unwrap_or(&home);
                fs::create_dir_all(folder).map_err(Error::file("make the folder", folder))?;
                fs::write(&path, text).map_err(Error::file("write", &path))?;
            }
            Difference::Stale => fs::remove_file(&path).map_err(Error::file("remove", &path))?,
        }
        println!("{difference} {HOME}/{name}");
    }
    if differences.is_empty() {
        println!("{HOME} is up to date.");
    }
    Ok(())
}

/// Fails with the names of the files that [`write`] would change.
pub fn check() -> Result<(), Error> {
    export()?.compare()
}

/// A fresh export, in a folder that goes when this goes.
#[derive(Debug)]
pub struct Export(TempFolder);

impl Export {
    /// A folder for tests to export into.
    pub fn new() -> Result<Self, Error> {
        TempFolder::new().map(Self)
    }

    /// The command with the request to export here.
    pub fn told_to<'a>(&self, tests: &'a mut Command) -> &'a mut Command {
        tests.env("TS_RS_EXPORT_DIR", self.0.path())
    }

    /// Fails with the names of the files in which the window's types differ from these.
    pub fn compare(&self) -> Result<(), Error> {
        let differences = self.differences()?;
        if differences.is_empty() {
            return Ok(());
        }
        let mut lines: Vec<String> = differences
            .iter()
            .map(|(name, difference)| format!("{difference} {HOME}/{name}"))
            .collect();
        lines.push(
            "The window's wire types are not those of the Rust code. Write them with \
             `cargo xtask bindings` and commit them."
                .to_owned(),
        );
        Err(Error::Check(lines.join("\n")))
    }

    fn differences(&self) -> Result<BTreeMap<String, Difference>, Error> {
        let fresh = files_within(self.0.path())?;
        if fresh.is_empty() {
            return Err(Error::Check(
                "No wire type was exported: is `#[ts(export)]` gone from agenda-app?".to_owned(),
            ));
        }
        Ok(differences(files_within(&home())?, fresh))
    }
}

const HOME: &str = "ui/src/backend/generated";

fn home() -> PathBuf {
    workspace::root().join(HOME)
}

fn export() -> Result<Export, Error> {
    let exported = Export::new()?;
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--package", "agenda-app", "--lib"]);
    tests.arg("export_bindings");
    run(exported.told_to(&mut tests))?;
    Ok(exported)
}

/// What has to be done to a file to make it right.
#[derive(Debug, PartialEq, Eq)]
enum Difference {
    New(String),
    Changed(String),
    Stale,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::New(_) => "new:    ",
            Self::Changed(_) => "changed:",
            Self::Stale => "stale:  ",
        })
    }
}

fn differences(
    mut present: BTreeMap<String, String>,
    fresh: BTreeMap<String, String>,
) -> BTreeMap<String, Difference> {
    let mut differences = BTreeMap::new();
    for (name, text) in fresh {
        match present.remove(&name) {
            None => differences.insert(name, Difference::New(text)),
            Some(old) if old != text => differences.insert(name, Difference::Changed(text)),
            Some(_) => None,
        };
    }
    differences.extend(present.into_keys().map(|name| (name, Difference::Stale)));
    differences
}

/// Every file by its path from `folder`, with `/`, and its text with plain line ends.
fn files_within(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        collect(folder, "", &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(Error::file("read the folder", folder))?;
    for entry in entries {
        let entry = entry.map_err(Error::file("read the folder", folder))?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else {
            let text = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
            files.insert(name, text.replace("\r\n", "\n"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn new_changed_and_stale_files_are_told_apart() {
        let present = files(&[("Same.ts", "a"), ("Changed.ts", "a"), ("Gone.ts", "a")]);
        let fresh = files(&[("Same.ts", "a"), ("Changed.ts", "b"), ("serde/New.ts", "c")]);
        let found: Vec<_> = differences(present, fresh).into_iter().collect();
        assert_eq!(
            found,
            [
                ("Changed.ts".to_owned(), Difference::Changed("b".to_owned())),
                ("Gone.ts".to_owned(), Difference::Stale),
                ("serde/New.ts".to_owned(), Difference::New("c".to_owned())),
            ]
        );
    }

    #[test]
    fn files_are_found_in_folders_and_compared_without_their_line_ends() {
        let folder = TempFolder::new().unwrap();
        fs::write(folder.path().join("A.ts"), "one\r\ntwo\n").unwrap();
        let inner = folder.make("serde_json").unwrap();
        fs::write(inner.join("B.ts"), "b").unwrap();
        assert_eq!(
            files_within(folder.path()).unwrap(),
            files(&[("A.ts", "one\ntwo\n"), ("serde_json/B.ts", "b")])
        );
    }

    #[test]
    fn an_export_of_nothing_is_an_error_and_not_a_deletion_of_everything() {
        let error = Export::new().unwrap().compare().unwrap_err();
        assert!(error.to_string().contains("No wire type was exported"));
    }
}
