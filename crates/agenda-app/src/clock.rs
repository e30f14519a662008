//! The clock, injected: the system's, or one that starts elsewhere and runs faster.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the time. The only source of `now` above the pure crates.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;

    /// Seconds this clock advances per real second; 1 for a real one.
    fn speed(&self) -> f64 {
        1.0
    }

    /// Whether it shows another time than the system's.
    fn is_shifted(&self) -> bool {
        false
    }
}

/// The system's wall clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that started at `from` when it was made, and runs `speed` times as fast as real time:
/// `LANYARD_NOW` and `LANYARD_SPEED`, to try a past conference.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock {
    from: DateTime<Utc>,
    made: Instant,
    speed: f64,
}

impl ShiftedClock {
    pub fn starting_at(from: DateTime<Utc>, speed: f64) -> Self {
        Self {
            from,
            made: Instant::now(),
            speed,
        }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        let passed = self.made.elapsed().as_secs_f64() * self.speed;
        // Saturates where a fast clock leaves the calendar.
        #[allow(clippy::cast_possible_truncation)]
        let passed =
            TimeDelta::try_milliseconds((passed * 1000.0) as i64).unwrap_or(TimeDelta::MAX);
        self.from
            .checked_add_signed(passed)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    fn speed(&self) -> f64 {
        self.speed
    }

    fn is_shifted(&self) -> bool {
        true
    }
}

/// Why `LANYARD_NOW` or `LANYARD_SPEED` (`--now`, `--speed`) was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    #[error("“{0}” is no instant: write it like 2022-05-19T15:14:00+02:00 (RFC 3339)")]
    Now(String),
    #[error("“{0}” is no speed: give a number from 0.01 to 100000")]
    Speed(String),
}

/// The clock that two optional settings ask for: an RFC 3339 instant and a factor.
pub fn clock(now: Option<&str>, speed: Option<&str>) -> Result<Box<dyn Clock>, ClockError> {
    if now.is_none() && speed.is_none() {
        return Ok(Box::new(SystemClock));
    }
    let from = match now {
        Some(text) => DateTime::parse_from_rfc3339(text.trim())
            .map_err(|_| ClockError::Now(text.to_owned()))?
            .to_utc(),
        None => Utc::now(),
    };
    let speed = match speed {
        Some(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|speed| (0.01..=100_000.0).contains(speed))
            .ok_or_else(|| ClockError::Speed(text.to_owned()))?,
        None => 1.0,
    };
    Ok(Box::new(ShiftedClock::starting_at(from, speed)))
}

/// Tells processes apart that have had the same id.
pub(crate) fn process_start() -> u128 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_millis())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_shifted_clock_starts_where_it_is_told_and_runs_on() {
        let clock = clock(Some("2022-05-19T15:14:00+02:00"), Some("1000")).unwrap();
        let first = clock.now();
        assert!(first >= "2022-05-19T13:14:00Z".parse::<DateTime<Utc>>().unwrap());
        while clock.now() <= first {}
        assert!(clock.is_shifted());
    }

    #[test]
    fn wrong_clock_settings_name_the_right_form() {
        assert!(matches!(
            clock(Some("15:14"), None),
            Err(ClockError::Now(_))
        ));
        assert!(matches!(clock(None, Some("0")), Err(ClockError::Speed(_))));
        assert!(matches!(
            clock(None, Some("NaN")),
            Err(ClockError::Speed(_))
        ));
        assert!(!clock(None, None).unwrap().is_shifted());
    }
}
