//! Made XML: whole, old, cut short, damaged, hostile.

#![allow(clippy::unwrap_used)]
use agenda::{Session, Speaker, Zone};

use super::*;
use crate::RepairKind;

const EVENT: &str = "<event id='1' guid='a'><title>Tea</title><date>2026-01-31T10:00:00+01:00</date>\
    <start>10:00</start><duration>00:30</duration></event>";

fn read_text(xml: &str) -> Result<Reading, ReadError> {
    read(&Source::new(xml.as_bytes()), &ReadOptions::default())
}

/// Reads what stands between the tags of the root.
fn read_inside(content: &str) -> Reading {
    read_text(&format!("<schedule>{content}</schedule>")).unwrap()
}

fn sessions(content: &str) -> Vec<Session> {
    read_inside(content).schedule.sessions
}

fn kinds(reading: &Reading) -> Vec<RepairKind> {
    reading.repairs.iter().map(|repair| repair.kind).collect()
}

#[test]
fn events_are_read_wherever_they_stand() {
    let day = "<day date='2026-01-31'>";
    let structures = [
        format!("{day}<room name='A'>{EVENT}</room></day>"),
        format!("{day}{EVENT}</day>"),
        format!("<days>{day}<room name='A'/>{EVENT}</day></days>"),
        EVENT.to_owned(),
        format!("<events>{EVENT}</events>"),
    ];
    for structure in structures {
        assert_eq!(sessions(&structure).len(), 1, "{structure}");
    }
}

#[test]
fn everything_an_event_tells_becomes_part_of_the_session() {
    let session = sessions(
        "<day index='1' date='2026-01-31'><room guid='r' name='Janson &amp; co'>\
         <event guid='g-1' id='17' code='ABC123'>\
         <date>2026-01-31T10:00:00+01:00</date><start>10:00</start><duration>00:30</duration>\
         <room></room><title>Tea</title><subtitle>and cake</subtitle><track slug='t'>Kitchen</track>\
         <type>Workshop</type><language>-</language>\
         <abstract>&lt;p&gt;Short &amp;amp; sweet.&lt;/p&gt;</abstract>\
         <description>&lt;p&gt;Long.&lt;/p&gt;</description>\
         <url>https://example.org/tea</url>\
         <recording><license/><optout>true</optout></recording>\
         <persons><person id='1'>Ada Lovelace</person><person id='2'><code>X</code>\
         <public_name>Grace Hopper</public_name><biography>b</biography></person>\
         <person name='Alan Turing'/><person id='1'>Ada Lovelace</person>\
         <person><first_name>Mary</first_name><last_name>Shelley</last_name></person></persons>\
         <links><link href='https://example.org/a'>A</link></links>\
         <attachments><attachment href='https://example.org/b.pdf' type='slides'>B</attachment></attachments>\
         <answers><answer><room>no</room><question>6</question></answer></answers>\
         </event></room></day>",
    )
    .remove(0);
    assert_eq!(session.identifiers.key(), Some("g-1"));
    assert_eq!(session.identifiers.code.as_deref(), Some("ABC123"));
    assert_eq!(session.room.as_deref(), Some("Janson & co"));
    assert_eq!(session.subtitle.as_deref(), Some("and cake"));
    assert_eq!(session.track.as_deref(), Some("Kitchen"));
    assert_eq!(
        (session.kind, session.language),
        (agenda::Kind::Workshop, None)
    );
    assert_eq!(session.text, "Short & sweet.\n\nLong.");
    assert_eq!(
        session.rich_text.unwrap().source,
        "<p>Short &amp; sweet.</p>\n<p>Long.</p>"
    );
    assert_eq!(session.recorded, Some(false));
    assert_eq!(session.url.as_deref(), Some("https://example.org/tea"));
    let speaker = |name: &str| Speaker {
        name: name.to_owned(),
        organisation: None,
    };
    let names = [
        "Ada Lovelace",
        "Grace Hopper",
        "Alan Turing",
        "Mary Shelley",
    ]
    .map(speaker);
    assert_eq!(session.speakers, names);
    let links: Vec<&str> = session
        .links
        .iter()
        .map(|link| link.title.as_str())
        .collect();
    assert_eq!(links, ["A", "B"]);
}

#[test]
fn the_conference_and_its_tracks_are_read() {
    let reading = read_inside(&format!(
        "<version>1.2</version><conference><acronym>fair26</acronym><title>The Fair</title>\
         <city>Brussels</city><start>2026-01-31</start><end>2026-02-01T18:00:00+01:00</end>\
         <day_change>09:00:00</day_change><time_zone_name>Europe/Brussels</time_zone_name>\
         <track name='B'/><rooms><room name='Unused'/></rooms></conference>\
         <tracks><track>A</track></tracks>\
         <day date='2026-01-31'><room name='Empty'></room><room name='Janson'>{}{}</room></day>",
        EVENT.replace("<title>", "<track>A</track><title>"),
        EVENT.replace("<title>", "<track>B</track><title>"),
    ));
    let facts = reading.schedule.conference;
    assert_eq!(facts.title.as_deref(), Some("The Fair"));
    assert_eq!(facts.acronym.as_deref(), Some("fair26"));
    assert_eq!(facts.version.as_deref(), Some("1.2"));
    assert_eq!(
        facts.first_day.map(|day| day.to_string()).as_deref(),
        Some("2026-01-31")
    );
    assert_eq!(
        facts.last_day.map(|day| day.to_string()).as_deref(),
        Some("2026-02-01")
    );
    assert_eq!(facts.rooms, ["Janson"]);
    assert_eq!(facts.tracks, ["B", "A"]);
    assert_eq!(reading.zone.zone.name(), "Europe/Brussels");
}

#[test]
fn the_room_that_an_event_names_wins_over_where_it_is_listed() {
    let event = EVENT.replace("<title>", "<room>Inner</room><title>");
    let reading = read_inside(&format!(
        "<day date='2026-01-31'><room name='Outer'>{event}</room></day>"
    ));
    assert_eq!(reading.schedule.sessions[0].room.as_deref(), Some("Inner"));
    assert_eq!(kinds(&reading), [RepairKind::RoomDiffers]);
}

#[test]
fn malformed_xml_costs_no_event() {
    let broken = [
        format!("<day date='2026-01-31'><room name='A'>{EVENT}{EVENT}</room>"),
        format!("<day date='2026-01-31'>{EVENT}<day date='2026-02-01'>{EVENT}"),
        format!("<day>{}{EVENT}</day>", EVENT.replace("</event>", "")),
        format!(
            "<day>{}{EVENT}</day>",
            EVENT.replace("</duration></event>", "")
        ),
        format!("<day>{}{EVENT}</day>", EVENT.replace("</title>", "")),
        format!(
            "<day>{}{EVENT}</day>",
            EVENT.replace("</title>", " a < b </title>")
        ),
        format!(
            "<day>{}{EVENT}</day>",
            EVENT.replace("Tea", "Tea & cake &nbsp; &lol;")
        ),
        format!("<conference><title>x{EVENT}{EVENT}"),
        format!("<day>{EVENT}{EVENT}</room></day></day>"),
        format!(
            "<day>{}{EVENT}</day>",
            EVENT.replace("<title>", "<persons><person>Ada<title>")
        ),
    ];
    for content in broken {
        let reading = read_inside(&content);
        assert_eq!(reading.schedule.sessions.len(), 2, "{content}");
    }
}

#[test]
fn what_was_mended_is_told_with_its_line() {
    let reading = read_inside(&format!(
        "\n<day>{}\n</day>",
        EVENT.replace("Tea", "T\u{6}ea&#6; <3 &nbsp;")
    ));
    let told: Vec<(RepairKind, &str)> = reading
        .repairs
        .iter()
        .map(|repair| (repair.kind, repair.example.as_str()))
        .collect();
    assert!(
        told.contains(&(RepairKind::ControlCharacter, "U+0006 in line 2")),
        "{told:?}"
    );
    assert!(
        told.contains(&(RepairKind::MalformedXml, "line 2: a < that opens nothing")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|(kind, _)| *kind == RepairKind::StrayEntity),
        "{told:?}"
    );
    assert_eq!(reading.schedule.sessions[0].title, "Tea <3");
}

#[test]
fn truncated_files_are_refused_with_place_and_cure() {
    let whole = format!("<schedule>\n<day date='2026-01-31'>\n{EVENT}\n</day>\n</schedule>");
    assert!(read_text(&whole).is_ok());
    for end in (10..whole.len() - 1).filter(|end| whole.is_char_boundary(*end)) {
        let message = read_text(&whole[..end]).unwrap_err().to_string();
        assert!(
            message.contains("line ") && message.contains("fetch it again"),
            "{end}: {message}"
        );
    }
}

#[test]
fn schedules_without_events_are_refused_by_name() {
    for content in ["", "<conference/><day date='2014-07-21'/>"] {
        let refused = read_text(&format!("<schedule>{content}</schedule>"));
        assert_eq!(refused, Err(ReadError::NoEvents { format: NAME }));
    }
}

#[test]
fn entries_of_europython_are_events() {
    let options = ReadOptions {
        zone: Zone::named("Europe/Berlin").ok(),
        ..ReadOptions::default()
    };
    let entry = |start: &str, duration: &str| {
        format!(
            "<entry id='7'><category>Training</category><audience>Novice</audience>\
             <topics><topic>Testing</topic><topic>Web</topic></topics><start>{start}</start>\
             <duration>{duration}</duration><room id='3'>B09, A08</room><title>Tea</title>\
             <abstract>Hot.</abstract><description/><speakers><speaker id='1'><name>Ada</name>\
             <profile>https://example.org/ada</profile><description>Hers.</description></speaker>\
             </speakers></entry>"
        )
    };
    let xml = format!(
        "<schedule created='2014-07-13T11:40:02'><day date='2014-07-21'>{}{}{}</day></schedule>",
        entry("0930", "90"),
        entry("900", "30"),
        entry("soon", "")
    );
    let reading = read(&Source::new(xml.as_bytes()), &options).unwrap();
    assert_eq!(reading.format, Format::EuropythonXml);
    let times: Vec<_> = reading
        .schedule
        .sessions
        .iter()
        .map(|session| {
            let slot = session.slot?;
            Some((slot.starts_at.to_rfc3339(), slot.length().num_minutes()))
        })
        .collect();
    let at = |time: &str, minutes: i64| Some((format!("2014-07-21T{time}:00+00:00"), minutes));
    assert_eq!(times, [at("07:30", 90), at("07:00", 30), None]);
    assert_eq!(
        kinds(&reading),
        [RepairKind::UnreadableTime, RepairKind::RepeatedIdentifier]
    );
    let session = &reading.schedule.sessions[0];
    assert_eq!(session.identifiers.id.as_deref(), Some("7"));
    assert_eq!(session.room.as_deref(), Some("B09, A08"));
    assert_eq!(session.track.as_deref(), Some("Testing, Web"));
    assert_eq!(session.kind, agenda::Kind::Workshop);
    assert_eq!(session.text, "Hot.\n\nLevel: Novice");
    assert_eq!(session.speakers.len(), 1);
    assert_eq!(session.speakers[0].name, "Ada");
}

#[test]
fn encodings_are_declared_or_found_out() {
    let latin_1 = |declaration: &str| {
        let text = format!(
            "{declaration}<schedule>{}</schedule>",
            EVENT.replace("Tea", "Thé")
        );
        text.chars().map(|letter| letter as u8).collect::<Vec<u8>>()
    };
    let cases = [
        ("<?xml version='1.0' encoding='ISO-8859-1'?>", 0),
        ("<?xml version=\"1.0\" encoding=\"windows-1252\" ?>", 0),
        ("<?xml version='1.0' encoding='UTF-8'?>", 1),
        ("", 1),
    ];
    for (declaration, strays) in cases {
        let bytes = latin_1(declaration);
        let reading = read(&Source::new(&bytes), &ReadOptions::default()).unwrap();
        assert_eq!(reading.schedule.sessions[0].title, "Thé", "{declaration}");
        let noted = reading
            .repairs
            .iter()
            .find(|repair| repair.kind == RepairKind::InvalidUtf8);
        assert_eq!(
            noted.map_or(0, |repair| repair.count),
            strays,
            "{declaration}"
        );
    }
}

#[test]
fn entities_of_a_dtd_are_never_expanded() {
    let bomb = format!(
        "<!DOCTYPE schedule [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
         <schedule><day>{}</day></schedule>",
        EVENT.replace("Tea", "&b;&c;")
    );
    let reading = read_text(&bomb).unwrap();
    assert_eq!(reading.schedule.sessions[0].title, "&b;&c;");
}

#[test]
fn deep_nesting_ends() {
    let depth = 200_000;
    let nested = format!("{}{}", "<x>".repeat(depth), "</x>".repeat(depth));
    let in_text = EVENT.replace(
        "</title>",
        &format!("</title><abstract>{nested}</abstract>"),
    );
    assert_eq!(sessions(&format!("<day>{nested}{in_text}</day>")).len(), 1);
    let never_closed = EVENT.replace("</title>", &format!("</title>{}", "<x>".repeat(depth)));
    assert_eq!(sessions(&format!("<day>{never_closed}</day>")).len(), 1);
}

#[test]
fn what_stands_in_attributes_and_beside_the_usual_is_kept() {
    let reading = read_inside(
        "<conference><start>2026-01-30</start></conference><day index='2'>\
         <event id='1'><title>Tea</title><start>10:00</start><duration>00:30</duration>\
         <url>https://example.org/tea</url><room>A</room>\
         <recording optout='true'><url>https://example.org/film</url></recording>\
         <video_download_url>https://example.org/tea.mp4</video_download_url>\
         <persons><person organisation='Kitchen'>Ada</person>\
         <person organization='Cellar' name='Bob'/></persons>\
         <links><link url='https://example.org/a'>A</link><link>https://example.org/b</link></links>\
         </event>\
         <event id='2'><title>Cake</title><start>2026-01-31T11:00:00+01:00</start>\
         <duration>00:30</duration></event>\
         <event id='3'><title>Pie</title><start>12:00</start><state>deleted</state></event>\
         <event id='4'><state>Deleted</state></event></day>",
    );
    let [tea, cake] = &reading.schedule.sessions[..] else {
        panic!("{reading:?}");
    };
    let starts = |session: &Session| session.slot.unwrap().starts_at.to_rfc3339();
    assert_eq!(starts(tea), "2026-01-31T09:00:00+00:00");
    assert_eq!(starts(cake), "2026-01-31T10:00:00+00:00");
    assert_eq!(tea.recorded, Some(false));
    assert_eq!(tea.url.as_deref(), Some("https://example.org/tea"));
    let links: Vec<(&str, &str)> = tea
        .links
        .iter()
        .map(|link| (link.title.as_str(), link.url.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("Recording", "https://example.org/film"),
            ("Recording", "https://example.org/tea.mp4"),
            ("A", "https://example.org/a"),
            ("https://example.org/b", "https://example.org/b"),
        ]
    );
    let speakers: Vec<(&str, Option<&str>)> = tea
        .speakers
        .iter()
        .map(|speaker| (speaker.name.as_str(), speaker.organisation.as_deref()))
        .collect();
    assert_eq!(
        speakers,
        [("Ada", Some("Kitchen")), ("Bob", Some("Cellar"))]
    );
    let skipped: Vec<(&str, &str)> = reading
        .skipped
        .iter()
        .map(|skipped| (skipped.what.as_str(), skipped.why.as_str()))
        .collect();
    let why = "the file says that it is deleted";
    assert_eq!(skipped, [("Pie", why), ("the event in line 1", why)]);
}
