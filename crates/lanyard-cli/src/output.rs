//! Standard output: lines for people, or one JSON value.

use std::io::{self, Write};

use serde::Serialize;

use crate::Failure;

pub struct Output {
    json: bool,
    /// Not locked: reminders are printed from another thread.
    stdout: io::Stdout,
}

impl Output {
    pub fn new(json: bool) -> Self {
        Self {
            json,
            stdout: io::stdout(),
        }
    }

    /// Prints the value as JSON where that is wanted, else the lines.
    pub fn tell<T: Serialize>(
        &mut self,
        value: &T,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), Failure> {
        if self.json {
            serde_json::to_writer_pretty(&mut self.stdout, value).map_err(io::Error::from)?;
            writeln!(self.stdout)?;
        } else {
            for line in lines() {
                writeln!(self.stdout, "{line}")?;
            }
        }
        self.stdout.flush()?;
        Ok(())
    }

    /// Prints text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.stdout.write_all(text.as_bytes())?;
        self.stdout.flush()?;
        Ok(())
    }
}

/// "1 session", "2 sessions".
pub fn counted(count: u32, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
