//! `cargo xtask test`: every check there is, the cheap ones first, up to the first that fails.
//!
//! Cargo unites the features of all packages that one command selects, so a different selection
//! compiles half the world again. The steps therefore share two: everything but the tests in the
//! real window, and those alone. The programs are built a third way, as they are shipped.

use std::env;
use std::path::{self, PathBuf};
use std::process::Command;

use crate::arguments::{Extent, Install, TestOptions};
use crate::bindings;
use crate::desktop_app;
use crate::error::Error;
use crate::process::{cargo, find_program, output, run};
use crate::steps::Steps;
use crate::system_packages::{self, Purpose};
use crate::tidy;
use crate::ui;
use crate::workspace::Profile;

/// Takes the steps, prints what each took, and fails with the name of the one that failed.
pub fn test(options: &TestOptions) -> Result<(), Error> {
    let mut steps = Steps::default();
    let result = match options.extent {
        Extent::Quick => take_quick_steps(&mut steps, options.install),
        Extent::Whole | Extent::Long => take_all_steps(&mut steps, options),
    };
    println!("\n{}", steps.summary());
    result?;
    println!("All of it passed.");
    Ok(())
}

/// Everything but the tests in the real window.
const WITHOUT_WINDOW: [&str; 3] = ["--workspace", "--exclude", "e2e"];
const IN_WINDOW: [&str; 2] = ["--package", "e2e"];
/// No selection at all: the members that need no webkit.
const DEFAULT_MEMBERS: [&str; 0] = [];

fn take_quick_steps(steps: &mut Steps, install: Install) -> Result<(), Error> {
    take_textual_steps(steps, install)?;
    steps.take("system packages", || system_packages::ensure(&[], install))?;
    steps.take("clippy", || clippy(&DEFAULT_MEMBERS))?;
    take_rust_tests(steps, &DEFAULT_MEMBERS, Extent::Quick)?;
    steps.take("npm packages", ui::ensure_packages)?;
    steps.take("ui types", || ui::run_script("check"))?;
    steps.take("ui tests", || ui::run_script("test"))?;
    steps.skip("desktop app and window", "--quick");
    Ok(())
}

fn take_all_steps(steps: &mut Steps, options: &TestOptions) -> Result<(), Error> {
    take_textual_steps(steps, options.install)?;
    steps.take("system packages", || {
        system_packages::ensure(&Purpose::ALL, options.install)
    })?;
    // The desktop package does not compile without it: it is built into the program.
    steps.take("ui build", ui::ensure_built)?;
    steps.take("clippy", || {
        clippy(&WITHOUT_WINDOW)?;
        clippy(&IN_WINDOW)
    })?;
    take_rust_tests(steps, &WITHOUT_WINDOW, options.extent)?;
    steps.take("ui types", || ui::run_script("check"))?;
    steps.take("ui style", || ui::run_script("lint"))?;
    steps.take("ui tests", || ui::run_script("test"))?;
    let mut programs = None;
    steps.take("programs", || {
        programs = Some(desktop_app::build_all(Profile::Debug)?);
        Ok(())
    })?;
    steps.take("window tests", || {
        let mut command = tests_of(&IN_WINDOW, options.extent);
        command.envs(programs.iter().flat_map(desktop_app::Programs::environment));
        // Each opens a display, a bus and a window of its own: one at a time is fast enough, and
        // none is slow because of another.
        run(command.args(["--", "--test-threads=1"]))
    })
}

/// The steps that compile nothing.
fn take_textual_steps(steps: &mut Steps, install: Install) -> Result<(), Error> {
    steps.take("house rules", tidy::tidy)?;
    steps.take("format", || {
        ensure_components(install)?;
        run(cargo().args(["fmt", "--all", "--check"]))
    })
}

/// The tests, which also write the wire types, and the comparison of those with the ones that
/// the window was made with.
fn take_rust_tests(steps: &mut Steps, selection: &[&str], extent: Extent) -> Result<(), Error> {
    let exported = bindings::Export::new()?;
    steps.take("rust tests", || {
        run(exported.told_to(&mut tests_of(selection, extent)))
    })?;
    if corpus().is_none() {
        steps.skip("rust tests on real files", "LANYARD_CORPUS is not set");
    }
    steps.take("bindings", || exported.compare())
}

fn clippy(selection: &[&str]) -> Result<(), Error> {
    run(cargo()
        .arg("clippy")
        .args(selection)
        .args(["--all-targets", "--", "--deny", "warnings"]))
}

fn tests_of(selection: &[&str], extent: Extent) -> Command {
    let mut command = cargo();
    command.arg("test").args(selection);
    if let Some(corpus) = corpus() {
        command.env(CORPUS, corpus);
    }
    if extent == Extent::Long {
        command.env("LANYARD_LONG_TESTS", "1");
    }
    command
}

/// The variable that names a folder of real schedule files, which are not part of this project.
const CORPUS: &str = "LANYARD_CORPUS";

/// That folder as an absolute path: cargo runs each package's tests in the package's own folder.
fn corpus() -> Option<PathBuf> {
    env::var_os(CORPUS)
        .filter(|folder| !folder.is_empty())
        .and_then(|folder| path::absolute(folder).ok())
}

/// rustfmt and clippy, which a minimal Rust installation lacks.
fn ensure_components(install: Install) -> Result<(), Error> {
    let is_there = |tool: &str| output(cargo().args([tool, "--version"])).is_ok();
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    if install == Install::NameOnly || find_program("rustup").is_none() {
        return Err(Error::Missing(
            "This machine lacks rustfmt or clippy. Install with: \
             rustup component add rustfmt clippy"
                .to_owned(),
        ));
    }
    run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
}
