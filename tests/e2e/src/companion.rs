//! A program that runs beside the test and is ended with it, by its own process id.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Error, PATIENCE, Result, until};

/// How long a program is given to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// The running program. What it writes to its output is kept line by line; its errors go to a file.
#[derive(Debug)]
pub struct Companion {
    name: String,
    child: Child,
    lines: Arc<Mutex<Vec<Line>>>,
    log: PathBuf,
}

/// A line of output, and when it came.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    /// Since the program was started.
    pub after: Duration,
}

impl Companion {
    /// Starts a program that is to run until it is dropped. `log` is a file for its errors; `cure`
    /// says what to do where the program is missing.
    pub fn start(command: &mut Command, log: &Path, cure: &'static str) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let errors = File::options()
            .create(true)
            .append(true)
            .open(log)
            .map_err(Error::file("write", log))?;
        let started = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .map_err(|source| Error::Missing {
                program: name.clone(),
                source,
                cure,
            })?;
        let lines = Arc::default();
        if let Some(stdout) = child.stdout.take() {
            let lines = Arc::clone(&lines);
            thread::spawn(move || keep_lines(stdout, started, &lines));
        }
        Ok(Self {
            name,
            child,
            lines,
            log: log.to_owned(),
        })
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Every line it has written to its output so far.
    pub fn lines(&self) -> Vec<Line> {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits for a line of its output that `is_it` accepts. A program that has ended is not waited
    /// for.
    pub async fn wait_for_line(
        &mut self,
        what: &str,
        mut is_it: impl FnMut(&str) -> bool,
    ) -> Result<Line> {
        let name = self.name.clone();
        let log = self.log.clone();
        let found = until(what, PATIENCE, async || {
            let ended = self.exit_status().is_some();
            match self.lines().into_iter().find(|line| is_it(&line.text)) {
                Some(line) => Ok(Some(line)),
                None if ended => Ok(None),
                None => Err(told(&name, &log)),
            }
        });
        found.await?.ok_or_else(|| Error::Command {
            command: name.clone(),
            output: format!("it ended before {what}; {}", told(&name, &log)),
        })
    }

    /// How it ended, if it has ended.
    pub fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits for the program to end by itself.
    pub async fn wait_for_end(&mut self) -> Result<ExitStatus> {
        let what = format!("{} to end", self.name);
        until(&what, PATIENCE, async || {
            self.exit_status().ok_or("it still runs".to_owned())
        })
        .await
    }

    /// Ends it as a crash or `kill -9` would, at once and without a word to it.
    pub fn kill(&mut self) -> Result {
        let killed = self.child.kill().and_then(|()| self.child.wait());
        let status = killed.map_err(|source| Error::Unexpected(format!("kill: {source}")))?;
        if status.signal() == Some(9) {
            return Ok(());
        }
        Err(Error::Unexpected(format!(
            "{} had ended by itself with {status}; {}",
            self.name,
            told(&self.name, &self.log)
        )))
    }

    /// Asks it to end, and kills it if it does not.
    pub fn end(&mut self) {
        if self.exit_status().is_some() {
            return;
        }
        send_signal(self.child.id(), "TERM");
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if self.exit_status().is_some() {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        self.end();
    }
}

/// Sends a signal by the shell's own `kill`: the standard library can only kill its children.
pub fn send_signal(process: u32, signal: &str) {
    // The process may have ended meanwhile, which is as well.
    let _ = Command::new("sh")
        .args(["-c", "kill -s \"$0\" \"$1\"", signal, &process.to_string()])
        .stderr(Stdio::null())
        .status();
}

fn keep_lines(output: impl Read, started: Instant, lines: &Mutex<Vec<Line>>) {
    for text in BufReader::new(output).lines().map_while(|line| line.ok()) {
        let after = started.elapsed();
        lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Line { text, after });
    }
}

/// What a program wrote to its errors, for messages.
fn told(name: &str, log: &Path) -> String {
    let errors = fs::read_to_string(log).unwrap_or_default();
    match errors.trim() {
        "" => format!("{name} wrote no errors"),
        errors => format!("{name} wrote: {errors}"),
    }
}
