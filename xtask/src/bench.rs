//! `cargo xtask bench`: how fast the release build is. The measuring is done by the benchmark of
//! `agenda-app` and, in the real window, by `window-bench` of the package `e2e`.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::arguments::BenchOptions;
use crate::desktop_app;
use crate::error::Error;
use crate::process::{cargo, describe};
use crate::system_packages::{self, Purpose};
use crate::workspace::{self, Profile};

/// Measures, and keeps what the measuring programs print.
pub fn bench(options: &BenchOptions) -> Result<(), Error> {
    let purposes: &[Purpose] = if options.window { &Purpose::ALL } else { &[] };
    system_packages::ensure(purposes, options.install)?;
    let figures = workspace::target_folder()?.join("bench.txt");
    let mut file = File::create(&figures).map_err(Error::file("write", &figures))?;
    if options.use_cases {
        let mut command = cargo();
        command.args(["run", "--release", "--package", "agenda-app"]);
        command.args(["--example", "bench", "--"]);
        command.args(&options.bench_arguments);
        run_and_keep(&mut command, &mut file, &figures)?;
    }
    if options.window {
        let programs = desktop_app::build_all(Profile::Release)?;
        let mut command = cargo();
        command.args(["run", "--package", "e2e", "--bin", "window-bench"]);
        command.envs(programs.environment());
        run_and_keep(&mut command, &mut file, &figures)?;
    }
    println!("\nThese figures are in {}", figures.display());
    Ok(())
}

/// Runs a program to its end, and writes what it prints to the screen and to the file.
fn run_and_keep(command: &mut Command, file: &mut File, path: &Path) -> Result<(), Error> {
    let name = describe(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| Error::Start {
            command: name.clone(),
            source,
        })?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("{line}");
            writeln!(file, "{line}").map_err(Error::file("write", path))?;
        }
    }
    let status = child.wait().map_err(|source| Error::Start {
        command: name.clone(),
        source,
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed {
            command: name,
            status,
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::*;
    use crate::temp_folder::TempFolder;

    #[test]
    fn what_is_printed_is_kept_even_when_the_program_fails() {
        let folder = TempFolder::new().unwrap();
        let path = folder.path().join("bench.txt");
        let mut file = File::create(&path).unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "echo import 71 ms; exit 3"]);
        let error = run_and_keep(&mut command, &mut file, &path).unwrap_err();
        assert!(matches!(error, Error::Failed { .. }), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "import 71 ms\n");
    }
}
