//! The files that the rules look at: every file of the checkout that is not made by a tool.

use std::fs;
use std::path::Path;

use super::Finding;
use crate::error::Error;

/// All files, in the order of their paths.
#[derive(Debug)]
pub struct Tree {
    files: Vec<SourceFile>,
}

/// A file of the checkout.
#[derive(Debug)]
pub struct SourceFile {
    /// From the root, with `/`.
    pub path: String,
    /// Empty for what is no UTF-8 text.
    pub text: String,
}

/// Folders that tools fill, wherever they lie.
const MADE_BY_TOOLS: [&str; 5] = [".git", "dist", "gen", "node_modules", "target"];

impl Tree {
    /// Reads the checkout.
    pub fn read(root: &Path) -> Result<Self, Error> {
        let mut files = Vec::new();
        collect(root, "", &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| SourceFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        });
        Self {
            files: files.collect(),
        }
    }

    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The files below a folder that end in one of these ways.
    pub fn files_in<'a>(
        &'a self,
        folder: &'a str,
        endings: &'a [&str],
    ) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| {
            file.path.starts_with(folder) && endings.iter().any(|end| file.path.ends_with(end))
        })
    }

    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether a file or folder of this path is there.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        path.is_empty()
            || self
                .files
                .iter()
                .any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

impl SourceFile {
    /// Every line with its number, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        numbered(&self.text)
    }

    pub fn finding(&self, line: usize, rule: &'static str, cure: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            rule,
            cure: cure.into(),
        }
    }
}

/// Every line of a text with its number, from 1.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().zip(1..).map(|(line, number)| (number, line))
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(Error::file("read the folder", folder))?;
    for entry in entries {
        let entry = entry.map_err(Error::file("read the folder", folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry
            .file_type()
            .map_err(Error::file("look at", entry.path()))?;
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            if !MADE_BY_TOOLS.contains(&name.as_str()) {
                collect(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if kind.is_file() {
            let bytes = fs::read(entry.path()).map_err(Error::file("read", entry.path()))?;
            let text = String::from_utf8(bytes).unwrap_or_default();
            files.push(SourceFile { path, text });
        }
    }
    Ok(())
}
