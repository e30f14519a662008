//! The command line: text in, a [`Task`] out. Nothing is run here.

use crate::error::Error;

/// What `cargo xtask help` prints.
pub const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run [--no-install] [--release] [ARGS…]
      Install what is missing, build Lanyard and open it with ARGS. Without a display it is
      opened on a private one with the sample, and a screenshot is saved.
  test [--quick | --long] [--no-install]
      Every check. --quick: no webkit, no window; --long: the long simulations as well.
  tidy
      The house rules that a program can check.
  bindings [--check]
      Write the window's wire types from the Rust ones; --check only compares.
  bench [--ui | --no-ui] [--no-install] [ARGS…]
      Measure the release build: use cases (given ARGS) and the window. --ui: only the window;
      --no-ui: only the use cases.
  screenshots [--no-install]
      Take the pictures of the real window that README and guide show.
  dist
      Make the packages for this system.

--no-install only names what this machine lacks, and stops.";

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Run(RunOptions),
    Test(TestOptions),
    Tidy,
    Bindings { check: bool },
    Bench(BenchOptions),
    Screenshots { install: Install },
    Dist,
}

/// Whether missing system packages may be installed, or are only named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Install {
    #[default]
    Allowed,
    NameOnly,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    pub install: Install,
    pub release: bool,
    /// Handed to the app as they are.
    pub app_arguments: Vec<String>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct TestOptions {
    pub install: Install,
    pub extent: Extent,
}

/// How much of the checks to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What needs neither webkit nor a window.
    Quick,
    #[default]
    Whole,
    /// [`Extent::Whole`] with the long simulations.
    Long,
}

#[derive(Debug, PartialEq, Eq)]
pub struct BenchOptions {
    pub install: Install,
    pub use_cases: bool,
    pub window: bool,
    /// Handed to the benchmark of the use cases as they are.
    pub bench_arguments: Vec<String>,
}

/// Reads the arguments that follow `cargo xtask`.
///
/// `run` and `bench` take their own options first; from the first word that is none of theirs,
/// or after `--`, everything belongs to the program they start.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Task, Error> {
    let mut arguments = arguments.into_iter();
    let Some(command) = arguments.next() else {
        return Ok(Task::Help);
    };
    let mut rest = Rest(arguments.collect());
    let task = match command.as_str() {
        "help" | "--help" | "-h" => return Ok(Task::Help),
        "run" => {
            let [no_install, release] = rest.leading(["--no-install", "--release"]);
            return Ok(Task::Run(RunOptions {
                install: install(no_install),
                release,
                app_arguments: rest.0,
            }));
        }
        "bench" => {
            let [no_install, ui, no_ui] = rest.leading(["--no-install", "--ui", "--no-ui"]);
            if ui && no_ui {
                return Err(usage("--ui and --no-ui exclude each other"));
            }
            return Ok(Task::Bench(BenchOptions {
                install: install(no_install),
                use_cases: !ui,
                window: !no_ui,
                bench_arguments: rest.0,
            }));
        }
        "test" => {
            let [no_install, quick, long] = rest.leading(["--no-install", "--quick", "--long"]);
            Task::Test(TestOptions {
                install: install(no_install),
                extent: match (quick, long) {
                    (true, true) => return Err(usage("--quick and --long exclude each other")),
                    (true, false) => Extent::Quick,
                    (false, true) => Extent::Long,
                    (false, false) => Extent::Whole,
                },
            })
        }
        "tidy" => Task::Tidy,
        "bindings" => {
            let [check] = rest.leading(["--check"]);
            Task::Bindings { check }
        }
        "screenshots" => {
            let [no_install] = rest.leading(["--no-install"]);
            Task::Screenshots {
                install: install(no_install),
            }
        }
        "dist" => Task::Dist,
        other => return Err(usage(&format!("there is no command `{other}`"))),
    };
    match rest.0.first() {
        None => Ok(task),
        Some(unknown) => Err(usage(&format!("`{command}` does not know `{unknown}`"))),
    }
}

/// The words after the command that nobody has taken yet.
struct Rest(Vec<String>);

impl Rest {
    /// Takes options off the front for as long as they are among `known`, then one `--`.
    fn leading<const N: usize>(&mut self, known: [&str; N]) -> [bool; N] {
        let mut seen = [false; N];
        let mut taken = 0;
        for word in &self.0 {
            if word == "--" {
                taken += 1;
                break;
            }
            let Some(at) = known.iter().position(|option| option == word) else {
                break;
            };
            seen[at] = true;
            taken += 1;
        }
        self.0.drain(..taken);
        seen
    }
}

fn install(no_install: bool) -> Install {
    if no_install {
        Install::NameOnly
    } else {
        Install::Allowed
    }
}

fn usage(problem: &str) -> Error {
    Error::Usage(format!("{problem}\n\n{USAGE}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parsed(line: &str) -> Result<Task, Error> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn no_command_asks_for_help() {
        assert_eq!(parsed("").unwrap(), Task::Help);
        assert_eq!(parsed("--help").unwrap(), Task::Help);
    }

    #[test]
    fn run_takes_its_options_first_and_hands_the_rest_to_the_app() {
        assert_eq!(
            parsed("run --release --no-install --data-dir d --release").unwrap(),
            Task::Run(RunOptions {
                install: Install::NameOnly,
                release: true,
                app_arguments: ["--data-dir", "d", "--release"].map(str::to_owned).to_vec(),
            })
        );
    }

    #[test]
    fn two_dashes_end_the_options_of_run() {
        assert_eq!(
            parsed("run -- --release").unwrap(),
            Task::Run(RunOptions {
                app_arguments: vec!["--release".to_owned()],
                ..RunOptions::default()
            })
        );
    }

    #[test]
    fn test_has_three_extents() {
        let cases = [
            ("test", Extent::Whole),
            ("test --quick", Extent::Quick),
            ("test --long", Extent::Long),
        ];
        for (line, extent) in cases {
            let Task::Test(options) = parsed(line).unwrap() else {
                panic!("{line} is a test task");
            };
            assert_eq!(options.extent, extent, "{line}");
            assert_eq!(options.install, Install::Allowed, "{line}");
        }
    }

    #[test]
    fn bench_measures_both_unless_told_otherwise() {
        for (line, use_cases, window) in [
            ("bench", true, true),
            ("bench --ui", false, true),
            ("bench --no-ui", true, false),
        ] {
            let Task::Bench(options) = parsed(line).unwrap() else {
                panic!("{line} is a bench task");
            };
            assert_eq!(
                (options.use_cases, options.window),
                (use_cases, window),
                "{line}"
            );
        }
    }

    #[test]
    fn a_wrong_line_ends_with_status_2_and_the_usage() {
        for line in [
            "jog",
            "tidy now",
            "test --slow",
            "test --quick --long",
            "bindings -c",
            "bench --ui --no-ui",
        ] {
            let error = parsed(line).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{line}");
            assert!(error.to_string().contains("Usage: cargo xtask"), "{line}");
        }
    }
}
