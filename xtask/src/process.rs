//! Starting other programs, and ending the ones that run beside us.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::workspace;

/// How long a program is given to end by itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(3);

/// The cargo that started this program, in the root of the checkout.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command
}

/// Runs a program to its end, with our own input and output.
pub fn run(command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(|source| Error::Start {
        command: describe(command),
        source,
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed {
            command: describe(command),
            status,
        })
    }
}

/// Runs a program to its end and gives what it wrote to its output, without the last line break.
/// What it writes to its error stream is shown only by being part of the error.
pub fn output(command: &mut Command) -> Result<String, Error> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Start {
            command: describe(command),
            source,
        })?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned())
    } else {
        Err(Error::Check(format!(
            "`{}` ended with {}: {}",
            describe(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        )))
    }
}

/// The command as one would type it, for messages.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or(program.as_os_str())
            .to_string_lossy(),
    ];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

/// Where a program of this name lies on `PATH`.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// A program that runs beside us and is ended with us. Drop ends it too.
#[derive(Debug)]
pub struct Companion {
    name: String,
    child: Child,
}

impl Companion {
    /// Starts a program that is to run until [`Companion::end`].
    pub fn start(command: &mut Command) -> Result<Self, Error> {
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .map_err(|source| Error::Start {
                command: describe(command),
                source,
            })?;
        Ok(Self {
            name: describe(command),
            child,
        })
    }

    /// The command it was started with.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// An error that says how it ended, if it has ended.
    pub fn must_run(&mut self) -> Result<(), Error> {
        match self.child.try_wait() {
            Ok(Some(status)) => Err(Error::Failed {
                command: self.name.clone(),
                status,
            }),
            _ => Ok(()),
        }
    }

    /// Asks the program to end, and kills it if it has not after three seconds.
    pub fn end(&mut self) {
        self.end_within(PATIENCE);
    }

    fn end_within(&mut self, patience: Duration) {
        if self.must_run().is_err() {
            return;
        }
        ask_to_end(&mut self.child);
        let asked = Instant::now();
        while asked.elapsed() < patience {
            if self.must_run().is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        // Both fail only when it has ended in the meantime.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        self.end();
    }
}

/// SIGTERM by the shell's own `kill`: the standard library can only send SIGKILL, on which a
/// browser engine leaves its helper processes to find out for themselves.
#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    // It may have ended already; whether it has is seen by the caller.
    let _ = Command::new("sh")
        .args(["-c", "kill -TERM \"$0\"", &child.id().to_string()])
        .stderr(Stdio::null())
        .status();
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    // It may have ended already; whether it has is seen by the caller.
    let _ = child.kill();
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_companion_ends_when_it_is_dropped() {
        let mut companion = Companion::start(Command::new("sleep").arg("600")).unwrap();
        companion.must_run().unwrap();
        let id = companion.child().id();
        drop(companion);
        let still_there = Command::new("sh")
            .args(["-c", "kill -0 \"$0\" 2>/dev/null", &id.to_string()])
            .status()
            .unwrap();
        assert!(!still_there.success());
    }

    #[test]
    fn a_companion_that_refuses_to_end_is_killed() {
        let mut companion = Companion::start(
            Command::new("sh").args(["-c", "trap '' TERM; while :; do sleep 0.1; done"]),
        )
        .unwrap();
        companion.end_within(Duration::from_millis(100));
        assert!(companion.must_run().is_err());
    }

    #[test]
    fn a_program_that_ended_is_named_with_its_status() {
        let error = run(Command::new("sh").args(["-c", "exit 7"])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`sh -c exit 7` ended with exit status: 7"
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("could not start `no-such-program-anywhere`")
        );
    }
}
