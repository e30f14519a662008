//! Which format a file is in, by its content alone, and the refusal of what is none.

use crate::decode::{Source, utf8_or_latin1};
use crate::repair::{Repairs, shortened};
use crate::{Format, ReadError, ReadOptions, Reading, frab_xml, icalendar, lanyard_json};

/// How far into a file its format shows at the latest.
const START: usize = 64 * 1024;

/// A format, how to know it and how to read it.
struct Reader {
    format: Format,
    recognises: fn(&Source) -> bool,
    read: fn(&Source, &ReadOptions) -> Result<Reading, ReadError>,
}

/// The formats, the surest signs first: the first that recognises a file reads it.
const READERS: [Reader; 3] = [
    Reader {
        format: Format::FrabXml,
        recognises: frab_xml::is_frab_xml,
        read: frab_xml::read,
    },
    Reader {
        format: Format::Icalendar,
        recognises: icalendar::is_icalendar,
        read: icalendar::read,
    },
    Reader {
        format: Format::LanyardJson,
        recognises: is_lanyard_json,
        read: |source, options| lanyard_json::read(&text(source), options),
    },
];

/// Reads a file of any format.
///
/// # Errors
/// See [`ReadError`]: nothing of a file that is refused is used.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    let source = Source::new(bytes);
    if source
        .bytes()
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return Err(ReadError::Empty);
    }
    match READERS.iter().find(|reader| (reader.recognises)(&source)) {
        Some(reader) => (reader.read)(&source, options),
        None => Err(refusal(&source)),
    }
}

fn text<'a>(source: &'a Source) -> std::borrow::Cow<'a, str> {
    source.text(None, &mut Repairs::default())
}

fn is_lanyard_json(source: &Source) -> bool {
    let start = start_of(source);
    start.trim_start().starts_with('{') && start.contains("\"lanyard-schedule\"")
}

fn start_of(source: &Source) -> String {
    let bytes = &source.bytes()[..source.bytes().len().min(START)];
    utf8_or_latin1(bytes).text.into_owned()
}

/// Says what a file is that no reader takes.
fn refusal(source: &Source) -> ReadError {
    let start = start_of(source);
    let trimmed = start.trim_start();
    if let Some(name) = binary_format(source.bytes()) {
        return unknown(name.to_owned());
    }
    let lower = trimmed
        .get(..1024.min(trimmed.len()))
        .unwrap_or(trimmed)
        .to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.contains("<html")
    {
        let title = between(trimmed, "<title", "</title").map(|title| {
            let text = title.split_once('>').map_or(title, |(_, text)| text);
            shortened(text)
        });
        return ReadError::WebPage {
            title: title.unwrap_or_default(),
        };
    }
    if let Some(root) = frab_xml::root_element(source) {
        return unknown(format!("XML whose first element is <{root}>"));
    }
    if trimmed.starts_with(['{', '[']) {
        return unknown("JSON of another program".to_owned());
    }
    unknown(format!("a text that begins “{}”", shortened(trimmed)))
}

fn unknown(found: String) -> ReadError {
    ReadError::UnknownFormat { found }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let lower = text.to_ascii_lowercase();
    let from = lower.find(start)? + start.len();
    let to = from + lower[from..].find(end)?;
    text.get(from..to)
}

fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    let signatures: [(&[u8], &str); 7] = [
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1F\x8B", "gzip-compressed data"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"SQLite format 3\0", "a database"),
    ];
    let known = signatures
        .iter()
        .find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, name)| *name).or_else(|| {
        let start = &bytes[..bytes.len().min(1024)];
        start.contains(&0).then_some("binary data")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        read(bytes, &ReadOptions::default())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn what_is_no_schedule_is_refused_by_what_it_is() {
        let cases: [(&[u8], &str); 11] = [
            (b"", "empty"),
            (b" \r\n\t ", "empty"),
            (b"BAD NETWORK/FIREWALL", "begins “BAD NETWORK/FIREWALL”"),
            (
                b"<!DOCTYPE html><html><head><TITLE>503 Service Unavailable</title>",
                "web page (“503 Service Unavailable”)",
            ),
            (
                b"<?xml version='1.0'?><!-- x --><html xmlns='x'>",
                "web page",
            ),
            (b"<?xml version='1.0'?><rss><channel/></rss>", "<rss>"),
            (
                b"<icalendar xmlns='x'><vcalendar/></icalendar>",
                "<icalendar>",
            ),
            (b"{\"schedule\":{}}", "JSON"),
            (b"%PDF-1.7", "PDF"),
            (b"\x1F\x8B\x08\x00", "gzip"),
            (b"\x00\x01\x02\xFF", "binary"),
        ];
        for (bytes, expected) in cases {
            let message = refused(bytes);
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn every_format_has_one_reader() {
        let mut formats: Vec<Format> = READERS.iter().map(|reader| reader.format).collect();
        let count = formats.len();
        formats.dedup();
        assert_eq!(formats.len(), count);
    }
}
