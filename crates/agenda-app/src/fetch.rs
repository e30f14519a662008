//! Getting a schedule's bytes: from a path, from standard input, from an address.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use url::{Host, Url};

/// The most that is read of one source. The largest schedules known are under 10 MB.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
const WHOLE_TIMEOUT: Duration = Duration::from_secs(120);
const STEP: usize = 64 * 1024;

/// Bytes so far, and in all where it is known. Returning `false` cancels.
pub type OnProgress<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> bool;

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("{what} could not be read: {source}")]
    Read { what: String, source: io::Error },
    #[error("{what} is larger than {} MB: this is no schedule, check the path or address", SIZE_LIMIT / 1024 / 1024)]
    TooLarge { what: String },
    #[error("“{0}” is no address: write it like https://example.org/schedule.xml")]
    NotAnAddress(String),
    #[error("{0} is not fetched: only https is, and http from this machine")]
    NotHttps(String),
    #[error("{address} answered {status}: check the address in a browser")]
    Status { address: String, status: u16 },
    #[error(
        "{address} did not answer: {problem}. Check the network and the address, and try again"
    )]
    NoAnswer { address: String, problem: String },
    #[error("cancelled")]
    Cancelled,
}

/// Whether a source is meant as an address rather than a path.
pub fn is_address(source: &str) -> bool {
    source.contains("://")
}

/// The bytes of a file.
pub fn read_path(path: &Path, progress: OnProgress<'_>) -> Result<Vec<u8>, FetchError> {
    let what = path.display().to_string();
    let failed = |source| FetchError::Read {
        what: what.clone(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    read_limited(file, &what, Some(metadata.len()), progress)
}

/// All of a reader, such as standard input; `what` names it in messages.
pub fn read_stream(stream: impl Read, what: &str) -> Result<Vec<u8>, FetchError> {
    read_limited(stream, what, None, &mut |_, _| true)
}

/// The body at an https address, or http on this machine. Follows redirects that keep to that rule.
pub fn read_address(address: &str, progress: OnProgress<'_>) -> Result<Vec<u8>, FetchError> {
    let mut url = checked_address(address)?;
    // A remote server must not send Lanyard to services of this machine.
    let may_stay_here = is_this_machine(&url);
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_global(Some(WHOLE_TIMEOUT))
        .http_status_as_error(false)
        // Redirects are followed here, so that each step is checked.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("Lanyard/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    for _ in 0..10 {
        let address = url.to_string();
        let response = agent
            .get(&address)
            .call()
            .map_err(|problem| FetchError::NoAnswer {
                address: address.clone(),
                problem: problem.to_string(),
            })?;
        let status = response.status().as_u16();
        if (300..400).contains(&status) && status != 304 {
            let target = response
                .headers()
                .get("location")
                .and_then(|value| value.to_str().ok())
                .ok_or(FetchError::Status { address, status })?;
            let target = url
                .join(target)
                .map_err(|_| FetchError::NotAnAddress(target.to_owned()))?;
            url = checked_address(target.as_str())?;
            if is_this_machine(&url) && !may_stay_here {
                return Err(FetchError::NotHttps(url.to_string()));
            }
            continue;
        }
        if status != 200 {
            return Err(FetchError::Status { address, status });
        }
        let total = response.body().content_length();
        return read_limited(
            response.into_body().into_reader(),
            &address,
            total,
            progress,
        );
    }
    Err(FetchError::NoAnswer {
        address: url.to_string(),
        problem: "it redirects without end".to_owned(),
    })
}

/// The address, if it is one that may be fetched.
fn checked_address(address: &str) -> Result<Url, FetchError> {
    let url =
        Url::parse(address.trim()).map_err(|_| FetchError::NotAnAddress(address.to_owned()))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_this_machine(&url) => Ok(url),
        _ => Err(FetchError::NotHttps(address.to_owned())),
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn read_limited(
    mut stream: impl Read,
    what: &str,
    total: Option<u64>,
    progress: OnProgress<'_>,
) -> Result<Vec<u8>, FetchError> {
    let too_large = || FetchError::TooLarge {
        what: what.to_owned(),
    };
    if total.is_some_and(|total| total > SIZE_LIMIT) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut step = vec![0; STEP];
    loop {
        if !progress(bytes.len() as u64, total) {
            return Err(FetchError::Cancelled);
        }
        let count = stream.read(&mut step).map_err(|source| FetchError::Read {
            what: what.to_owned(),
            source,
        })?;
        if count == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(&step[..count]);
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(too_large());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;
    use std::net::TcpListener;

    /// Answers one request after the other with the given raw responses, at an address of its own.
    fn server(responses: Vec<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for response in responses {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).unwrap();
                stream.write_all(response.as_bytes()).unwrap();
            }
        });
        address
    }

    fn fetch(address: &str) -> Result<Vec<u8>, FetchError> {
        read_address(address, &mut |_, _| true)
    }

    fn ok(body: &str) -> String {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    #[test]
    fn addresses_are_https_or_this_machine() {
        for good in [
            "https://example.org/a.xml",
            "http://127.0.0.1:8/",
            "http://localhost/",
            "http://[::1]/",
        ] {
            assert!(checked_address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org/",
            "http://127.0.0.1.example.org/",
            "file:///etc/passwd",
            "ftp://localhost/",
        ] {
            assert!(
                matches!(checked_address(bad), Err(FetchError::NotHttps(_))),
                "{bad}"
            );
        }
        assert!(matches!(
            checked_address("nonsense"),
            Err(FetchError::NotAnAddress(_))
        ));
    }

    #[test]
    fn a_body_is_fetched_with_progress() {
        let mut last = (0, None);
        let body = read_address(&server(vec![ok("BEGIN")]), &mut |done, total| {
            last = (done, total);
            true
        });
        assert_eq!(body.unwrap(), b"BEGIN");
        assert_eq!(last, (5, Some(5)));
    }

    #[test]
    fn redirects_are_followed_but_never_to_plain_http_elsewhere() {
        let moved = |to: &str| {
            format!(
                "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        };
        assert_eq!(fetch(&server(vec![moved("/b"), ok("x")])).unwrap(), b"x");
        let elsewhere = fetch(&server(vec![moved("http://example.org/")]));
        assert!(
            matches!(elsewhere, Err(FetchError::NotHttps(_))),
            "{elsewhere:?}"
        );
    }

    #[test]
    fn errors_name_the_address_and_the_cure() {
        let gone = server(vec![
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
        ]);
        assert!(matches!(
            fetch(&gone),
            Err(FetchError::Status { status: 404, .. })
        ));
        let huge = server(vec![
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_owned(),
        ]);
        assert!(matches!(fetch(&huge), Err(FetchError::TooLarge { .. })));
        let cut = server(vec![
            "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nBEGIN".to_owned(),
        ]);
        assert!(fetch(&cut).is_err());
    }

    #[test]
    fn a_fetch_can_be_cancelled() {
        let cancelled = read_address(&server(vec![ok("BEGIN")]), &mut |done, _| done == 0);
        assert!(matches!(cancelled, Err(FetchError::Cancelled)));
    }

    #[test]
    fn a_stream_without_end_is_refused() {
        let endless = read_stream(io::repeat(b'a'), "standard input");
        assert!(matches!(endless, Err(FetchError::TooLarge { .. })));
    }
}
