//! The command, run on a data folder of its own.
#![allow(dead_code, clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

pub fn lanyard(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lanyard"))
        .env_remove("LANYARD_NOW")
        .env_remove("LANYARD_SPEED")
        .env("TZ", "Europe/Madrid")
        .arg("--data-dir")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// What a command that succeeds prints at that time.
pub fn json_at(now: &str, folder: &Path, arguments: &[&str]) -> Value {
    let output = lanyard(folder, &[&["--json", "--now", now], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}
