//! Lanyard's own build commands: `cargo xtask help` lists them.
//!
//! Only the standard library is used, so that a clean clone compiles this in seconds. What is
//! not here: anything that Lanyard itself does, the tests in the real window (`tests/e2e`) and the
//! benchmarks. They are only built and started.

mod arguments;
mod bench;
mod bindings;
mod desktop_app;
mod dist;
mod error;
mod picture;
mod private_display;
mod process;
mod run;
mod screenshots;
mod steps;
mod system_packages;
mod temp_folder;
mod test;
mod tidy;
mod ui;
mod workspace;

use std::env;
use std::process::ExitCode;

use arguments::{Task, USAGE};
use error::Error;

fn main() -> ExitCode {
    match arguments::parse(env::args().skip(1)).and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn perform(task: Task) -> Result<(), Error> {
    match task {
        Task::Help => {
            println!("{USAGE}");
            Ok(())
        }
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::test(&options),
        Task::Tidy => tidy::tidy(),
        Task::Bindings { check: true } => bindings::check(),
        Task::Bindings { check: false } => bindings::write(),
        Task::Bench(options) => bench::bench(&options),
        Task::Screenshots { install } => screenshots::screenshots(install),
        Task::Dist => dist::dist(),
    }
}
