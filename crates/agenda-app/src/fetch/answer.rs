//! What an address answers: a body, or that nothing changed.
//!
//! Redirects are followed one by one, so that each is checked; where all of them are permanent, the
//! new address is told.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use ureq::http::{HeaderMap, Response};
use url::Url;

use super::{FetchError, OnProgress, checked_address, is_this_machine, read_limited};

const MOST_REDIRECTS: usize = 10;

/// The most that is kept of a validator. Real ones have under 100 bytes.
const LONGEST_VALIDATOR: usize = 1024;

/// The longest that a server may ask for patience: anything longer is taken for this.
const LONGEST_RETRY_AFTER: TimeDelta = TimeDelta::days(1);

/// How long a server may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    pub connect: Duration,
    /// Until the last byte.
    pub whole: Duration,
}

const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(15),
    whole: Duration::from_secs(120),
};

/// What tells one version of a body from another (RFC 9110 §8.8), as the server wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What an address answers.
#[derive(Debug)]
pub enum Answer {
    /// 304: the version that the validators are of.
    Unchanged {
        moved_to: Option<String>,
    },
    Page(Page),
}

/// A body with what is known of it.
#[derive(Debug)]
pub struct Page {
    pub bytes: Vec<u8>,
    pub validators: Validators,
    /// Where the address moved to for good (301, 308).
    pub moved_to: Option<String>,
}

/// What a server asks for that has no time now (RFC 9110 §10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    Seconds(u32),
    At(DateTime<Utc>),
}

impl RetryAfter {
    /// When to ask again, at most a day from now.
    pub fn instant(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let at = match self {
            Self::Seconds(seconds) => now + TimeDelta::seconds(seconds.into()),
            Self::At(at) => at,
        };
        at.clamp(now, now + LONGEST_RETRY_AFTER)
    }
}

/// Asks an https address, or http on this machine, for a version other than the known one. Follows
/// redirects that keep to that rule.
pub fn read_address(
    address: &str,
    known: &Validators,
    progress: OnProgress<'_>,
) -> Result<Answer, FetchError> {
    read_patiently(address, known, PATIENCE, progress)
}

pub(super) fn read_patiently(
    address: &str,
    known: &Validators,
    patience: Patience,
    progress: OnProgress<'_>,
) -> Result<Answer, FetchError> {
    let mut url = checked_address(address)?;
    // A remote server must not send Lanyard to services of this machine.
    let may_stay_here = is_this_machine(&url);
    let mut is_permanent = true;
    let agent = agent(patience);
    let deadline = Instant::now() + patience.whole;
    for redirects in 0..=MOST_REDIRECTS {
        let address = url.to_string();
        let response = ask(&agent, &address, known, deadline)?;
        let moved_to = (redirects > 0 && is_permanent).then(|| address.clone());
        match response.status().as_u16() {
            304 if *known != Validators::default() => return Ok(Answer::Unchanged { moved_to }),
            status @ 300..400 => {
                is_permanent &= matches!(status, 301 | 308);
                url = target(&url, &response)?;
                if is_this_machine(&url) && !may_stay_here {
                    return Err(FetchError::NotHttps(url.to_string()));
                }
            }
            200 => {
                let validators = Validators {
                    etag: header(response.headers(), "etag"),
                    last_modified: header(response.headers(), "last-modified"),
                };
                let total = response.body().content_length();
                let body = response.into_body().into_reader();
                return Ok(Answer::Page(Page {
                    bytes: read_limited(body, &address, total, progress)?,
                    validators,
                    moved_to,
                }));
            }
            _ => return Err(refused(address, &response)),
        }
    }
    Err(FetchError::RedirectsWithoutEnd {
        address: address.to_owned(),
    })
}

fn agent(patience: Patience) -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_connect(Some(patience.connect))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("Lanyard/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

fn ask(
    agent: &ureq::Agent,
    address: &str,
    known: &Validators,
    deadline: Instant,
) -> Result<Response<ureq::Body>, FetchError> {
    let rest = deadline.saturating_duration_since(Instant::now());
    let mut request = agent
        .get(address)
        .config()
        .timeout_global(Some(rest.max(Duration::from_millis(1))))
        .build();
    if let Some(etag) = &known.etag {
        request = request.header("If-None-Match", etag);
    }
    if let Some(last_modified) = &known.last_modified {
        request = request.header("If-Modified-Since", last_modified);
    }
    request.call().map_err(|problem| match problem {
        // What answers, but not in HTTP, is no sign of being offline.
        ureq::Error::Protocol(problem) => FetchError::Read {
            what: address.to_owned(),
            source: std::io::Error::other(problem),
        },
        problem => FetchError::NoAnswer {
            address: address.to_owned(),
            problem: problem.to_string(),
        },
    })
}

/// Where a redirect leads.
fn target(url: &Url, response: &Response<ureq::Body>) -> Result<Url, FetchError> {
    let target = response.headers().get("location");
    let target = target
        .and_then(|value| value.to_str().ok())
        .ok_or_else(|| refused(url.to_string(), response))?;
    let target = url
        .join(target)
        .map_err(|_| FetchError::NotAnAddress(target.to_owned()))?;
    checked_address(target.as_str())
}

fn refused(address: String, response: &Response<ureq::Body>) -> FetchError {
    FetchError::Status {
        address,
        status: response.status().as_u16(),
        retry_after: header(response.headers(), "retry-after").and_then(|text| retry_after(&text)),
    }
}

/// A number of seconds, or a date of HTTP (`Sun, 06 Nov 1994 08:49:37 GMT`).
fn retry_after(text: &str) -> Option<RetryAfter> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(RetryAfter::Seconds(text.parse().unwrap_or(u32::MAX)));
    }
    let at = DateTime::parse_from_rfc2822(text).ok()?;
    Some(RetryAfter::At(at.to_utc()))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= LONGEST_VALIDATOR).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn patience_is_asked_for_in_seconds_or_until_a_date_and_given_for_a_day() {
        let now: DateTime<Utc> = "1994-11-06T08:00:00Z".parse().unwrap();
        // (header, seconds from now)
        let cases = [
            ("120", Some(120)),
            ("0", Some(0)),
            ("99999999999", Some(24 * 60 * 60)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(49 * 60 + 37)),
            ("Sun, 06 Nov 1994 07:00:00 GMT", Some(0)),
            ("Sat, 06 Nov 2094 07:00:00 GMT", Some(24 * 60 * 60)),
            ("soon", None),
            ("", None),
            ("-5", None),
        ];
        for (header, seconds) in cases {
            let asked = retry_after(header).map(|after| (after.instant(now) - now).num_seconds());
            assert_eq!(asked, seconds, "{header}");
        }
    }
}
