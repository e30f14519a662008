//! Waiting for something to become true, without fixed sleeps.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::{Error, Result};

/// How long anything on the private desktop may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(40);

/// Asks again and again until `ask` gives a value, at most for `limit`. Its error text is what was
/// seen instead, and ends up in the message when the time is up.
pub async fn until<T>(
    what: &str,
    limit: Duration,
    mut ask: impl AsyncFnMut() -> std::result::Result<T, String>,
) -> Result<T> {
    let started = Instant::now();
    loop {
        match ask().await {
            Ok(value) => return Ok(value),
            Err(seen) if started.elapsed() >= limit => {
                return Err(Error::TimedOut {
                    what: what.to_owned(),
                    limit,
                    seen,
                });
            }
            Err(_) => sleep(PAUSE).await,
        }
    }
}
