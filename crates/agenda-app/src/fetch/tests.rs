//! Answers of a server of our own, well and badly made.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::net::TcpListener;
use std::time::Duration;

use super::answer::{Patience, read_patiently};
use super::*;

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
    page(address).map(|page| page.bytes)
}

fn page(address: &str) -> Result<Page, FetchError> {
    match read_address(address, &Validators::default(), &mut |_, _| true)? {
        Answer::Page(page) => Ok(page),
        Answer::Unchanged { .. } => panic!("nothing was known that could be unchanged"),
    }
}

fn moved(status: &str, to: &str) -> String {
    format!("HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
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
    let address = server(vec![ok("BEGIN")]);
    let answer = read_address(&address, &Validators::default(), &mut |done, total| {
        last = (done, total);
        true
    });
    assert!(matches!(answer, Ok(Answer::Page(page)) if page.bytes == b"BEGIN"));
    assert_eq!(last, (5, Some(5)));
}

#[test]
fn redirects_are_followed_but_never_to_plain_http_elsewhere() {
    let moved = |to: &str| moved("302 Found", to);
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
    let address = server(vec![ok("BEGIN")]);
    let cancelled = read_address(&address, &Validators::default(), &mut |done, _| done == 0);
    assert!(matches!(cancelled, Err(FetchError::Cancelled)));
}

#[test]
fn a_stream_without_end_is_refused() {
    let endless = read_stream(io::repeat(b'a'), "standard input");
    assert!(matches!(endless, Err(FetchError::TooLarge { .. })));
}

#[test]
fn an_address_that_moved_for_good_is_told_and_one_that_moved_for_now_is_not() {
    let good = page(&server(vec![
        moved("301 Moved Permanently", "/b"),
        moved("308 Permanent Redirect", "/c"),
        ok("x"),
    ]));
    assert!(good.unwrap().moved_to.unwrap().ends_with("/c"));
    let now = page(&server(vec![
        moved("301 Moved Permanently", "/b"),
        moved("302 Found", "/c"),
        ok("x"),
    ]));
    assert_eq!(now.unwrap().moved_to, None);
    assert_eq!(page(&server(vec![ok("x")])).unwrap().moved_to, None);
}

#[test]
fn redirects_without_end_are_given_up() {
    let address = server(vec![moved("302 Found", "/again"); 20]);
    let error = fetch(&address).unwrap_err();
    assert!(
        matches!(error, FetchError::RedirectsWithoutEnd { .. }),
        "{error}"
    );
}

#[test]
fn a_304_to_a_question_that_named_no_version_is_an_error() {
    let address = server(vec!["HTTP/1.1 304 Not Modified\r\n\r\n".to_owned()]);
    assert!(matches!(
        fetch(&address),
        Err(FetchError::Status { status: 304, .. })
    ));
}

#[test]
fn a_server_that_drips_is_left_after_a_while() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        // Until nobody listens any more.
        while stream.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    let patience = Patience {
        connect: Duration::from_secs(5),
        whole: Duration::from_millis(300),
    };
    let answer = read_patiently(&address, &Validators::default(), patience, &mut |_, _| true);
    assert!(matches!(answer, Err(FetchError::Read { .. })), "{answer:?}");
}

#[test]
fn a_folder_gives_its_files_by_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("images")).unwrap();
    for (name, content) in [("sessions", "[]"), ("event", "{}"), (".hidden", "x")] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut last = (0, None);
    let files = read_path(folder.path(), &mut |done, total| {
        last = (done, total);
        true
    })
    .unwrap();
    let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
    assert_eq!(names, ["event", "sessions"]);
    assert_eq!((&*files[1].bytes, last), (&b"[]"[..], (4, Some(4))));
    let alone = read_path(&folder.path().join("event"), &mut |_, _| true).unwrap();
    assert_eq!(alone, files[..1]);
    for number in 0..=MOST_FILES {
        std::fs::write(folder.path().join(number.to_string()), "").unwrap();
    }
    let refused = read_path(folder.path(), &mut |_, _| true);
    assert!(matches!(refused, Err(FetchError::TooManyFiles { .. })));
}
