//! Steps that are announced, timed and summed up.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::error::Error;

/// The steps taken so far, in order.
#[derive(Debug, Default)]
pub struct Steps {
    taken: Vec<Taken>,
}

impl Steps {
    /// Announces a step and takes it. If it fails, what went wrong is printed here and the error
    /// names only the step.
    pub fn take(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> Result<(), Error>,
    ) -> Result<(), Error> {
        println!("\n── {name}");
        let started = Instant::now();
        let result = step();
        self.taken.push(Taken {
            name,
            outcome: match result {
                Ok(()) => Outcome::Passed(started.elapsed()),
                Err(_) => Outcome::Failed(started.elapsed()),
            },
        });
        result.map_err(|error| {
            eprintln!("{error}");
            Error::Step(name)
        })
    }

    /// Notes that something is left out, and why.
    pub fn skip(&mut self, name: &'static str, why: &'static str) {
        self.taken.push(Taken {
            name,
            outcome: Outcome::Skipped(why),
        });
    }

    /// One line a step, with what it took.
    pub fn summary(&self) -> String {
        let widest = self.taken.iter().map(|step| step.name.len()).max();
        let width = widest.unwrap_or_default();
        let mut text = String::new();
        for Taken { name, outcome } in &self.taken {
            // Writing to a string cannot fail.
            let _ = match outcome {
                Outcome::Passed(took) => {
                    writeln!(text, "{name:width$}  passed  {:7.1} s", took.as_secs_f64())
                }
                Outcome::Failed(took) => {
                    writeln!(text, "{name:width$}  FAILED  {:7.1} s", took.as_secs_f64())
                }
                Outcome::Skipped(why) => writeln!(text, "{name:width$}  skipped: {why}"),
            };
        }
        text
    }
}

#[derive(Debug)]
struct Taken {
    name: &'static str,
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Passed(Duration),
    Failed(Duration),
    Skipped(&'static str),
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_summary_has_a_line_for_every_step() {
        let mut steps = Steps::default();
        steps.take("house rules", || Ok(())).unwrap();
        steps.skip("real files", "LANYARD_CORPUS is not set");
        let error = steps
            .take("clippy", || Err(Error::Check("a lint".to_owned())))
            .unwrap_err();
        assert!(error.to_string().contains("`clippy` failed"), "{error}");
        let summary = steps.summary();
        let lines: Vec<&str> = summary.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("house rules  passed"), "{summary}");
        assert_eq!(lines[1], "real files   skipped: LANYARD_CORPUS is not set");
        assert!(lines[2].starts_with("clippy       FAILED"), "{summary}");
    }
}
