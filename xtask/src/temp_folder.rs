//! A folder of our own that is gone when we are done with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, io, process};

use crate::error::Error;

/// An empty folder, for our user only, removed with all that is in it on drop.
#[derive(Debug)]
pub struct TempFolder(PathBuf);

impl TempFolder {
    pub fn new() -> Result<Self, Error> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("lanyard-{}-{number}", process::id()));
            match make_private(&path) {
                Ok(()) => return Ok(Self(path)),
                // Left behind by a killed process that had our id.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::file("make the folder", path)(error)),
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A new folder in this one.
    pub fn make(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.0.join(name);
        make_private(&path).map_err(Error::file("make the folder", &path))?;
        Ok(path)
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        // A leftover in the temporary folder does no harm, and there is nobody to tell.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_folder_is_new_and_goes_with_its_contents() {
        let first = TempFolder::new().unwrap();
        let second = TempFolder::new().unwrap();
        assert_ne!(first.path(), second.path());
        let inside = first.make("inside").unwrap();
        fs::write(inside.join("file"), "text").unwrap();
        let path = first.path().to_path_buf();
        drop(first);
        assert!(!path.exists());
        assert!(second.path().is_dir());
    }
}
