//! Real schedule files of others, which are not part of this project.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;

/// A file of the folder that `LANYARD_CORPUS` names. Without one it says on the error stream what is
/// skipped, and gives none.
pub fn corpus_file(skipped: &str, path: &str) -> Option<PathBuf> {
    let folder = env::var_os("LANYARD_CORPUS").filter(|folder| !folder.is_empty());
    if folder.is_none() {
        // Not by a macro: the test runner keeps what those print by tests that pass.
        let _ = writeln!(
            io::stderr(),
            "SKIPPED {skipped}: LANYARD_CORPUS names no folder of schedule files"
        );
    }
    folder.map(|folder| PathBuf::from(folder).join(path))
}
