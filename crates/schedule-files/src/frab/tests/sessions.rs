//! What one event becomes: times, texts, people, links, status.

use agenda::{Kind, Session, Status};

use super::*;

fn only_session(event: Event) -> (Session, Vec<RepairKind>) {
    let mut document = document("", vec![day("2026-01-31", vec![event])]);
    document.conference.base_url = "https://example.org/2026/".into();
    let reading = read(&mut document, Some("Europe/Brussels")).unwrap();
    let kinds = kinds(&reading);
    (reading.schedule.sessions.into_iter().next().unwrap(), kinds)
}

#[test]
fn titles_tell_of_cancellation_and_may_be_missing() {
    let titled = |title: &'static str| Event {
        title: title.into(),
        ..event("", "10:00")
    };
    let (session, kinds) = only_session(titled("CANCELLED: Tom &amp; Jerry"));
    assert_eq!(
        (session.title.as_str(), session.status),
        ("Tom & Jerry", Status::Cancelled)
    );
    assert_eq!(
        kinds,
        [RepairKind::StrayEntity, RepairKind::CancelledInTitle]
    );
    let (session, kinds) = only_session(titled(" "));
    assert_eq!(
        (session.title.as_str(), kinds),
        ("Untitled session", vec![RepairKind::MissingTitle])
    );
    let (session, _) = only_session(Event {
        listed_room: "Janson".into(),
        ..titled("")
    });
    assert_eq!(session.title, "Untitled session in Janson");
    let mut empty = document(
        "UTC",
        vec![day(
            "",
            vec![Event {
                place: Place::Line(7),
                ..Event::default()
            }],
        )],
    );
    let reading = read(&mut empty, None).unwrap();
    assert!(reading.schedule.sessions.is_empty());
    assert_eq!(reading.skipped[0].what, "the event in line 7");
}

#[test]
fn codes_are_taken_from_where_systems_leave_them() {
    let cases = [
        (
            "https://pretalx.com/democon/talk/7BKUGR/",
            "",
            "",
            Some("7BKUGR"),
        ),
        (
            "https://fosdem.org/2026/schedule/event/SFKNTZ-welcome/",
            "",
            "",
            Some("SFKNTZ"),
        ),
        (
            "https://hub/event/opening/",
            "https://cfp/talk/GAKRLV/",
            "",
            Some("GAKRLV"),
        ),
        ("", "", "HTJK33-evolving_git", Some("HTJK33")),
        (
            "https://fosdem.org/2019/schedule/event/keynotes_welcome/",
            "",
            "keynotes_welcome",
            None,
        ),
        (
            "https://debconf23.debconf.org/talks/18-opening/",
            "",
            "debconf23-35-opening",
            None,
        ),
        (
            "https://example.org/talk/123456/",
            "",
            "36c3-11223-opening",
            None,
        ),
    ];
    for (url, origin_url, slug, code) in cases {
        let (session, _) = only_session(Event {
            url: url.into(),
            origin_url: origin_url.into(),
            slug: slug.into(),
            ..event("", "10:00")
        });
        assert_eq!(session.identifiers.code.as_deref(), code, "{url} {slug}");
    }
}

#[test]
fn links_are_whole_addresses_each_once() {
    let link = |title: &'static str, address: &'static str| Reference {
        title: title.into(),
        address: address.into(),
    };
    let (session, _) = only_session(Event {
        links: vec![
            link("Slides", "/media/slides.pdf"),
            link("", "//cdn.example.org/paper.pdf"),
            link("https://example.org/text", ""),
            link("Slides again", "https://example.org/media/slides.pdf"),
            link("Nothing", " "),
        ],
        ..event("", "10:00")
    });
    let links: Vec<(&str, &str)> = session
        .links
        .iter()
        .map(|link| (link.title.as_str(), link.url.as_str()))
        .collect();
    let expected = [
        ("Slides", "https://example.org/media/slides.pdf"),
        (
            "https://cdn.example.org/paper.pdf",
            "https://cdn.example.org/paper.pdf",
        ),
        ("https://example.org/text", "https://example.org/text"),
    ];
    assert_eq!(links, expected);
}

#[test]
fn what_a_session_is_comes_from_label_title_and_track() {
    let cases = [
        ("lightningtalk", "", "Tea", Kind::Lightning),
        ("devroom", "", "Keynote: Tea", Kind::Keynote),
        ("", "Keynotes", "Tea", Kind::Keynote),
        ("maintrack", "Performance", "Tea", Kind::Talk),
        ("", "", "Lunch", Kind::Break),
        ("other", "", "Tea", Kind::Other),
        ("", "", "Tea", Kind::Talk),
    ];
    for (label, track, title, kind) in cases {
        let (session, _) = only_session(Event {
            kind: label.into(),
            track: track.into(),
            title: title.into(),
            ..event("", "10:00")
        });
        assert_eq!(session.kind, kind, "{label} {track} {title}");
    }
}
