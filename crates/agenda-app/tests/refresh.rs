//! Refreshing from a server that does everything badly.
#![allow(clippy::unwrap_used)]

mod common;

use agenda_app::refresh::Refreshed;
use agenda_app::wire::RefreshChoice;
use common::attendee::{Attendee, TALKS, import};
use common::instant;
use common::server::{Server, gzip, ok, schedule, schedule_in, status};

fn changes(refreshed: &Refreshed) -> (u32, u32, u32) {
    match refreshed {
        Refreshed::Imported(report) => {
            let result = report.result;
            (result.added, result.changed, result.withdrawn)
        }
        other => panic!("nothing was imported: {other:?}"),
    }
}

#[test]
fn a_known_version_is_named_and_its_304_imports_nothing() {
    let body = schedule(&TALKS);
    let attendee = Attendee::of(Server::start(move |request| {
        let known = request.header("If-None-Match");
        let since = request.header("If-Modified-Since");
        if known.as_deref() == Some("\"v1\"")
            && since.as_deref() == Some("Thu, 01 Jan 2026 00:00:00 GMT")
        {
            return status("304 Not Modified", "ETag: \"v1\"\r\n");
        }
        ok(
            "ETag: \"v1\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n",
            body.as_bytes(),
        )
    }));
    attendee.clock.set("2026-01-16T12:00:00+01:00");
    assert_eq!(attendee.refresh(), Refreshed::Unchanged);
    assert_eq!(attendee.server.requests().len(), 2);
    let now = instant("2026-01-16T12:00:00+01:00").timestamp();
    assert_eq!(attendee.view().last_success, Some(now));
    assert_eq!(attendee.view().next_at, Some(now + 24 * 60 * 60));
    // Nothing was imported a second time.
    let row = attendee.app.conference_row(attendee.conference).unwrap();
    assert_eq!(row.imported_at, instant("2026-01-15T12:00:00+01:00"));
}

#[test]
fn the_same_schedule_in_another_dress_imports_nothing() {
    let attendee = Attendee::new();
    let body = schedule(&TALKS);
    let stamped = body.replace("<schedule>", "<!-- made at 12:03:04 --><schedule>");
    for (etag, body) in [("\"a\"", &body), ("\"b\"", &body), ("\"c\"", &stamped)] {
        let answer = ok(&format!("ETag: {etag}\r\n"), body.as_bytes());
        attendee.server.answer(move |_| answer.clone());
        attendee.clock.set("2026-01-16T12:00:00+01:00");
        assert_eq!(attendee.refresh(), Refreshed::Unchanged, "{etag}");
    }
    let row = attendee.app.conference_row(attendee.conference).unwrap();
    assert_eq!(row.imported_at, instant("2026-01-15T12:00:00+01:00"));
}

#[test]
fn a_newer_version_is_unpacked_and_imported_with_what_it_changed() {
    let attendee = Attendee::new();
    let mut talks = TALKS.to_vec();
    talks.push("glaciers");
    let newer = schedule(&talks).replace("About apples", "About apples and pears");
    let packed = gzip(newer.as_bytes());
    attendee.server.answer(move |request| {
        assert!(request.header("Accept-Encoding").unwrap().contains("gzip"));
        ok("Content-Encoding: gzip\r\n", &packed)
    });
    assert_eq!(changes(&attendee.refresh()), (1, 1, 0));
    assert_eq!(attendee.counts(), (7, 1));
}

#[test]
fn what_is_no_schedule_is_refused_and_the_good_one_stays() {
    let body = schedule(&TALKS);
    let half = &body.as_bytes()[..body.len() / 2];
    let cut_short = {
        let whole = ok("", body.as_bytes());
        whole[..whole.len() - 200].to_vec()
    };
    let cut_without_length = [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", half].concat();
    let packed = gzip(body.as_bytes());
    let packed_half = ok("Content-Encoding: gzip\r\n", &packed[..packed.len() / 2]);
    let bomb = ok(
        "Content-Encoding: gzip\r\n",
        &gzip(&vec![b' '; 65 * 1024 * 1024]),
    );
    let chunks_without_end =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<?xml\r\n".to_vec();
    let page = b"<!DOCTYPE html><html><head><title>Log in to HotelNet</title></head></html>";
    let answers: Vec<(&str, Vec<u8>, &str)> = vec![
        ("cut short", cut_short, "could not be read"),
        ("cut without a length", cut_without_length, "cut off"),
        ("half a packet", packed_half, "could not be read"),
        (
            "chunks without end",
            chunks_without_end,
            "could not be read",
        ),
        (
            "not packed",
            ok("Content-Encoding: gzip\r\n", half),
            "could not be read",
        ),
        ("a bomb", bomb, "larger than 64 MB"),
        ("empty", ok("", b""), "empty"),
        (
            "a log-in page",
            ok("Content-Type: text/html\r\n", page),
            "HotelNet",
        ),
        ("gone", status("404 Not Found", ""), "404"),
        ("gone for good", status("410 Gone", ""), "410"),
        (
            "in trouble",
            status("500 Internal Server Error", ""),
            "try again later",
        ),
        ("a bare 304", status("304 Not Modified", ""), "304"),
        (
            "round and round",
            status("302 Found", "Location: /schedule.xml\r\n"),
            "without end",
        ),
        (
            "elsewhere",
            status("302 Found", "Location: http://example.org/\r\n"),
            "https",
        ),
        (
            "not HTTP",
            b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(),
            "could not be read",
        ),
        ("no sessions", ok("", schedule(&[]).as_bytes()), "no event"),
        (
            "next year",
            ok("", schedule_in(2027, &TALKS).as_bytes()),
            "another year’s",
        ),
    ];
    let attendee = Attendee::new();
    let mut failures = 0;
    for (name, answer, words) in answers {
        attendee.server.answer(move |_| answer.clone());
        let Refreshed::Failed(error) = attendee.refresh() else {
            panic!("{name}: it was taken for a schedule");
        };
        assert!(error.contains(words), "{name}: {error}");
        assert!(
            error.contains("127.0.0.1") || name == "elsewhere",
            "{name}: {error}"
        );
        failures += 1;
        assert_eq!(attendee.view().last_error.as_deref(), Some(&*error));
        assert!(!attendee.view().offline, "{name}");
        assert_eq!(attendee.counts(), (6, 1), "{name}");
    }
    // The pause has grown to the interval; one success ends it.
    assert_eq!(failures, 17);
    attendee.server.serve(&schedule(&TALKS));
    assert_eq!(attendee.refresh(), Refreshed::Unchanged);
    assert_eq!(attendee.view().last_error, None);
}

#[test]
fn a_server_in_trouble_is_left_alone_as_long_as_it_asks() {
    let attendee = Attendee::new();
    let now = instant("2026-01-15T12:00:00+01:00").timestamp();
    // (Retry-After, seconds until the next try)
    for (header, seconds) in [("", 600), ("Retry-After: 7200\r\n", 7200)] {
        let attendee_header = header.to_owned();
        attendee
            .server
            .answer(move |_| status("503 Service Unavailable", &attendee_header));
        assert!(matches!(attendee.refresh(), Refreshed::Failed(_)));
        assert_eq!(attendee.view().next_at, Some(now + seconds), "{header}");
    }
}

#[test]
fn being_offline_is_no_error_and_is_tried_again_soon() {
    let attendee = Attendee::new();
    // A port that nobody listens at any more.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/b.xml", gone.local_addr().unwrap());
    let moved = format!("Location: {address}\r\n");
    let body = schedule(&TALKS);
    attendee.server.answer(move |_| status("302 Found", &moved));
    drop(gone);
    for _ in 0..12 {
        assert!(matches!(attendee.refresh(), Refreshed::Offline(_)));
    }
    let view = attendee.view();
    assert_eq!((view.last_error, view.offline), (None, true));
    let now = instant("2026-01-15T12:00:00+01:00").timestamp();
    assert_eq!(view.next_at, Some(now + 60 * 60));
    attendee.server.serve(&body);
    assert_eq!(attendee.refresh(), Refreshed::Unchanged);
    assert!(!attendee.view().offline);
}

#[test]
fn a_version_that_lost_most_sessions_is_asked_about_once_and_the_good_one_stays() {
    let attendee = Attendee::new();
    // Three of six are not most; two of six would be left with four lost.
    attendee.server.serve(&schedule(&TALKS[..2]));
    let asked = Refreshed::Asked { lost: 4, listed: 6 };
    assert_eq!(attendee.refresh(), asked);
    assert_eq!(attendee.counts(), (6, 1));
    let question = attendee.view().question.unwrap();
    assert_eq!((question.lost, question.listed), (4, 6));
    // The same version, later: the same question.
    attendee.clock.set("2026-01-16T12:00:00+01:00");
    assert_eq!(attendee.refresh(), asked);
    assert_eq!(attendee.view().question.as_ref(), Some(&question));
    // The server recovers.
    attendee.server.serve(&schedule(&TALKS));
    assert_eq!(attendee.refresh(), Refreshed::Unchanged);
    assert_eq!(attendee.view().question, None);
    attendee.server.serve(&schedule(&TALKS[..3]));
    assert_eq!(changes(&attendee.refresh()), (0, 0, 3));
}

#[test]
fn a_loss_that_is_accepted_is_imported_unless_it_has_grown() {
    let attendee = Attendee::new();
    attendee.server.serve(&schedule(&TALKS[..2]));
    attendee.refresh();
    attendee.server.serve(&schedule(&TALKS[..1]));
    let grown = attendee.app.answer_loss(attendee.conference, true).unwrap();
    assert_eq!(grown.refreshed, Refreshed::Asked { lost: 5, listed: 6 });
    let accepted = attendee.app.answer_loss(attendee.conference, true).unwrap();
    assert_eq!(changes(&accepted.refreshed), (0, 0, 5));
    // The pick stays with its withdrawn talk.
    assert_eq!(attendee.counts(), (1, 1));
    assert_eq!(attendee.view().question, None);
    assert!(attendee.app.answer_loss(attendee.conference, true).is_err());
}

#[test]
fn a_version_that_is_not_wanted_is_not_asked_about_again() {
    let attendee = Attendee::new();
    let etag = |version: &str| format!("ETag: \"{version}\"\r\n");
    let poor = ok(&etag("poor"), schedule(&TALKS[..2]).as_bytes());
    attendee.server.answer(
        move |request| match request.header("If-None-Match").as_deref() {
            Some("\"poor\"") => status("304 Not Modified", ""),
            _ => poor.clone(),
        },
    );
    assert!(matches!(attendee.refresh(), Refreshed::Asked { .. }));
    let kept = attendee
        .app
        .answer_loss(attendee.conference, false)
        .unwrap();
    assert_eq!(kept.refreshed, Refreshed::Kept);
    assert_eq!(attendee.view().question, None);
    assert_eq!(attendee.refresh(), Refreshed::Kept);
    // The same sessions, served anew; and others, which are another question.
    attendee.server.serve(&schedule(&TALKS[..2]));
    assert_eq!(attendee.refresh(), Refreshed::Kept);
    assert_eq!(attendee.counts(), (6, 1));
    attendee.server.serve(&schedule(&TALKS[1..3]));
    assert!(matches!(attendee.refresh(), Refreshed::Asked { .. }));
}

#[test]
fn an_import_by_hand_loses_most_with_a_warning() {
    let attendee = Attendee::new();
    attendee.server.serve(&schedule(&TALKS[..2]));
    assert!(matches!(attendee.refresh(), Refreshed::Asked { .. }));
    let report = import(&attendee.app, &attendee.server.address);
    assert!(report.loses_most);
    assert_eq!((report.result.withdrawn, attendee.counts()), (4, (2, 1)));
    assert_eq!(attendee.view().question, None);
    attendee.server.serve(&schedule(&TALKS));
    assert!(!import(&attendee.app, &attendee.server.address).loses_most);
}

#[test]
fn an_address_that_moved_for_good_is_remembered() {
    let attendee = Attendee::new();
    let body = schedule(&TALKS);
    attendee.server.answer(move |request| match request.path() {
        "/schedule.xml" => status("301 Moved Permanently", "Location: /new.xml\r\n"),
        _ => ok("", body.as_bytes()),
    });
    let report = attendee.app.refresh_now(attendee.conference).unwrap();
    assert_eq!(report.refreshed, Refreshed::Unchanged);
    let moved = attendee.server.address.replace("/schedule", "/new");
    assert_eq!(report.moved_to.as_ref(), Some(&moved));
    assert_eq!(attendee.view().address, moved);
    attendee.refresh();
    assert_eq!(
        attendee.server.requests().last().unwrap().path(),
        "/new.xml"
    );
    // Imported by hand from where it is now, it is still the same conference.
    let again = import(&attendee.app, &moved);
    assert_eq!(again.conference.id, Some(attendee.conference));
}

#[test]
fn refreshing_is_set_for_all_or_for_one() {
    let attendee = Attendee::new();
    let set = |choice| attendee.app.set_refresh(attendee.conference, choice);
    let now = instant("2026-01-15T12:00:00+01:00").timestamp();
    assert_eq!(attendee.view().next_at, Some(now + 24 * 60 * 60));
    set(RefreshChoice::Every { minutes: 90 }).unwrap();
    assert_eq!(attendee.view().next_at, Some(now + 90 * 60));
    attendee.app.set_auto_refresh(false).unwrap();
    assert_eq!(attendee.view().next_at, Some(now + 90 * 60));
    set(RefreshChoice::Automatic).unwrap();
    assert_eq!(attendee.view().next_at, None);
    attendee.app.set_auto_refresh(true).unwrap();
    set(RefreshChoice::Off).unwrap();
    assert_eq!(attendee.view().next_at, None);
    assert_eq!(attendee.view().mode, RefreshChoice::Off);
    assert!(set(RefreshChoice::Every { minutes: 1 }).is_err());
}
