//! Which file of several is read, and archives opened.

#![allow(clippy::unwrap_used)]

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use super::*;
use crate::Format;

mod damage;

const CALENDAR: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260131T090000Z\nSUMMARY:Tea\n\
    END:VEVENT\nEND:VCALENDAR\n";
const FRAB: &str = "<schedule><day date='2026-01-31'><event><title>Milk</title>\
    <date>2026-01-31T10:00:00+01:00</date></event></day></schedule>";
const TABLE: &str =
    "Title,Room,Date,Start\nCoal,Janson,2026-01-31,9:30\nTin,Janson,2026-01-31,10:30\n";

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An archive with some files deflated and every second one stored.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (place, (name, content)) in files.iter().enumerate() {
        let method = match place % 2 {
            0 => rawzip::CompressionMethod::DEFLATE,
            _ => rawzip::CompressionMethod::STORE,
        };
        let file = archive.new_file(*name).compression_method(method);
        let (mut entry, config) = file.start().unwrap();
        let descriptor = if place % 2 == 0 {
            let encoder = DeflateEncoder::new(&mut entry, Compression::default());
            let mut writer = config.wrap(encoder);
            writer.write_all(content).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(content).unwrap();
            writer.finish().unwrap().1
        };
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

fn read_archive(bytes: &[u8]) -> Result<Reading, ReadError> {
    read(bytes, &ReadOptions::default())
}

fn title(reading: &Reading) -> &str {
    &reading.schedule.sessions[0].title
}

#[test]
fn a_schedule_is_read_through_gzip_and_zip_and_one_in_the_other() {
    let calendar = CALENDAR.as_bytes();
    let halves = [gzip(&calendar[..40]), gzip(&calendar[40..])].concat();
    let archives = [
        gzip(calendar),
        halves,
        [gzip(calendar), vec![0; 512]].concat(),
        gzip(&gzip(calendar)),
        zip(&[("fair.ics", calendar)]),
        zip(&[
            ("fair/logo.png", b"\x89PNG"),
            ("fair/fair.ics.gz", &gzip(calendar)),
        ]),
        zip(&[
            ("README.md", b"# Notes\n\nSee https://x.org"),
            ("a.ics", calendar),
        ]),
        zip(&[("inner.zip", &zip(&[("a.ics", calendar)]))]),
        gzip(&zip(&[("../../etc/a.ics", calendar)])),
    ];
    for archive in archives {
        assert_eq!(title(&read_archive(&archive).unwrap()), "Tea");
    }
}

#[test]
fn the_best_format_is_read_and_the_others_are_named() {
    let files: [(&str, &[u8]); 4] = [
        ("package.json", b"{\"name\": \"site\"}"),
        ("fair.ics", CALENDAR.as_bytes()),
        ("table.csv", TABLE.as_bytes()),
        ("fair.xml", FRAB.as_bytes()),
    ];
    let reading = read_archive(&zip(&files)).unwrap();
    assert_eq!((reading.format, title(&reading)), (Format::FrabXml, "Milk"));
    let named: Vec<&str> = reading.skipped.iter().map(|file| &*file.what).collect();
    assert_eq!(named, ["fair.ics"]);
    let refused = read_archive(&zip(&[files[1], ("b/fair.ics", CALENDAR.as_bytes())]));
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("“fair.ics”, “b/fair.ics”"), "{message}");
}

#[test]
fn tables_and_foreign_json_count_only_if_they_hold_sessions() {
    let options = ReadOptions {
        zone: agenda::Zone::named("Europe/Brussels").ok(),
        ..ReadOptions::default()
    };
    let folder = |files: &[(&str, &str)]| -> Vec<SourceFile> {
        let files = files.iter();
        files
            .map(|(name, text)| SourceFile {
                name: (*name).to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect()
    };
    let files = folder(&[
        ("package.json", "{\"name\": \"site\", \"version\": \"1\"}"),
        ("notes.md", "# Notes\n\nSee you at 10:30."),
        ("talks.csv", TABLE),
    ]);
    let reading = read_all(&files, &options).unwrap();
    assert_eq!((reading.format, title(&reading)), (Format::Table, "Coal"));
    let without = read_all(&files[..2], &options).unwrap_err().to_string();
    assert!(without.contains("package.json, notes.md"), "{without}");
    assert_eq!(read_all(&[], &options), Err(ReadError::Empty));
}

#[test]
fn the_parts_of_an_open_event_set_are_read_together() {
    let sessions = "[{\"id\": 7, \"title\": \"Tea\", \"state\": \"accepted\", \"track\": 2,
        \"microlocation\": {\"id\": 3}, \"start_time\": \"2018-03-22T10:00:00\",
        \"end_time\": \"2018-03-22T10:30:00\", \"speakers\": [{\"id\": 4, \"name\": \"Ada\"}]}]";
    let files: [(&str, &[u8]); 6] = [
        (
            "fair/event",
            b"{\"name\": \"Fair\", \"timezone\": \"Asia/Singapore\"}",
        ),
        ("fair/sessions", sessions.as_bytes()),
        ("fair/tracks", b"[{\"id\": 2, \"name\": \"Leaves\"}]"),
        (
            "fair/microlocations",
            b"[{\"id\": 8, \"name\": \"Yard\"}, {\"id\": 3, \"name\": \"Hall\"}]",
        ),
        (
            "fair/speakers",
            b"[{\"id\": 4, \"name\": \"Ada\", \"organisation\": \"Engines\"}]",
        ),
        ("fair/meta", b"{\"root_url\": \"https://x.org\"}"),
    ];
    let reading = read_archive(&zip(&files)).unwrap();
    assert_eq!(reading.format, Format::OpenEvent);
    let session = &reading.schedule.sessions[0];
    let starts_at = session.slot.unwrap().starts_at.to_string();
    assert_eq!(starts_at, "2018-03-22 02:00:00 UTC");
    assert_eq!(session.room.as_deref(), Some("Hall"));
    assert_eq!(session.track.as_deref(), Some("Leaves"));
    let organisation = session.speakers[0].organisation.as_deref();
    assert_eq!(organisation, Some("Engines"));
    assert_eq!(reading.schedule.conference.title.as_deref(), Some("Fair"));
    let mut broken = files;
    broken[4].1 = b"[{\"id\":";
    let message = read_archive(&zip(&broken)).unwrap_err().to_string();
    assert!(message.contains("fair/speakers, line 1"), "{message}");
}

#[test]
fn what_is_cut_encrypted_or_no_archive_of_schedules_is_refused_by_name() {
    let archive = zip(&[("a.ics", CALENDAR.as_bytes()), ("b.txt", b"x")]);
    let gzipped = gzip(CALENDAR.as_bytes());
    let mut encrypted = archive.clone();
    // The flags of both headers (APPNOTE 4.3.7 and 4.3.12).
    let central = memchr::memmem::find(&encrypted, b"PK\x01\x02").unwrap();
    encrypted[6] |= 1;
    encrypted[central + 8] |= 1;
    let cases = [
        (archive[..archive.len() / 2].to_vec(), "damaged"),
        (gzipped[..gzipped.len() / 2].to_vec(), "damaged"),
        (encrypted, "a.ics: it is encrypted"),
        (
            zip(&[("[Content_Types].xml", b"<Types/>")]),
            "an office document",
        ),
        (zip(&[]), "empty"),
        (b"\x1F\x8B".to_vec(), "damaged"),
    ];
    for (bytes, expected) in cases {
        let message = read_archive(&bytes).unwrap_err().to_string();
        assert!(message.contains(expected), "{expected}: {message}");
    }
}
