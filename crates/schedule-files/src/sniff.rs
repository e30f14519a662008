//! Which format a file is in, by its content alone, and the refusal of what is none.

use crate::decode::{Source, utf8_or_latin1};
use crate::repair::{Repairs, shortened};
use crate::xml::root_element;
use crate::{
    Format, ReadError, ReadOptions, Reading, frab_json, frab_xml, icalendar, lanyard_json,
    open_event, other_json, schema_org, sessionize, show_notes, table, web_page,
};

/// How far into a file its format shows at the latest.
pub(crate) const START: usize = 64 * 1024;

/// How to know a format, and how to read it.
struct Reader {
    format: Format,
    recognises: fn(&Source) -> bool,
    /// The signs are the format's own; else only reading tells whether it is a schedule.
    is_sure: bool,
    read: fn(&Source, &ReadOptions) -> Result<Reading, ReadError>,
}

/// The formats, the surest signs first: the first that recognises a file reads it.
const READERS: &[Reader] = &[
    Reader {
        format: Format::FrabXml,
        recognises: frab_xml::is_frab_xml,
        is_sure: true,
        read: frab_xml::read,
    },
    Reader {
        format: Format::FrabJson,
        recognises: frab_json::is_frab_json,
        is_sure: true,
        read: frab_json::read,
    },
    Reader {
        format: Format::Icalendar,
        recognises: icalendar::is_icalendar,
        is_sure: true,
        read: icalendar::read,
    },
    Reader {
        format: Format::LanyardJson,
        recognises: is_lanyard_json,
        is_sure: true,
        read: |source, options| {
            let text = source.text(None, &mut Repairs::default());
            lanyard_json::read(&text, options)
        },
    },
    Reader {
        format: Format::Sessionize,
        recognises: sessionize::is_sessionize,
        is_sure: true,
        read: sessionize::read,
    },
    Reader {
        format: Format::OpenEvent,
        recognises: open_event::is_open_event,
        is_sure: true,
        read: open_event::read,
    },
    Reader {
        format: Format::FrabJson,
        recognises: frab_json::is_bare_frab_json,
        is_sure: false,
        read: frab_json::read,
    },
    Reader {
        format: Format::SchemaOrg,
        recognises: schema_org::is_schema_org,
        is_sure: false,
        read: schema_org::read,
    },
    Reader {
        format: Format::OtherJson,
        recognises: |source| is_json(start_of(source).trim_start()),
        is_sure: false,
        read: other_json::read,
    },
    Reader {
        format: Format::Table,
        recognises: is_table,
        is_sure: false,
        read: table::read,
    },
    Reader {
        format: Format::ShowNotes,
        recognises: is_show_notes,
        is_sure: false,
        read: |source, options| {
            let mut repairs = Repairs::default();
            let text = source.text(None, &mut repairs);
            show_notes::read(&text, options, repairs)
        },
    },
];

/// The format that a file seems to be in; the surer signs are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Recognised {
    rank: usize,
}

impl Recognised {
    /// Whether the file is of that format for certain, though it may be damaged.
    pub(crate) fn is_sure(self) -> bool {
        READERS[self.rank].is_sure
    }
}

/// The format that a file seems to be in, if any.
pub(crate) fn recognised(source: &Source) -> Option<Recognised> {
    let rank = READERS
        .iter()
        .position(|reader| (reader.recognises)(source))?;
    Some(Recognised { rank })
}

/// Reads a file of any format.
///
/// # Errors
/// See [`ReadError`]: nothing of a file that is refused is used.
pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    if source
        .bytes()
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return Err(ReadError::Empty);
    }
    match recognised(source) {
        Some(Recognised { rank }) => (READERS[rank].read)(source, options),
        None => Err(refusal(source, options)),
    }
}

/// Reads a file as one of a format, whatever it seems to be.
pub(crate) fn read_as(
    format: Format,
    source: &Source,
    options: &ReadOptions,
) -> Result<Reading, ReadError> {
    // What tells the dialects of one reader apart is inside the file.
    let format = match format {
        Format::EuropythonXml => Format::FrabXml,
        format => format,
    };
    match READERS.iter().find(|reader| reader.format == format) {
        Some(reader) => (reader.read)(source, options),
        None => read(source, options),
    }
}

fn is_lanyard_json(source: &Source) -> bool {
    let start = start_of(source);
    start.trim_start().starts_with('{') && start.contains("\"lanyard-schedule\"")
}

pub(crate) fn start_of(source: &Source) -> String {
    let bytes = &source.bytes()[..source.bytes().len().min(START)];
    utf8_or_latin1(bytes).text.into_owned()
}

/// A text that is nothing else, with a head and rows under it.
fn is_table(source: &Source) -> bool {
    something_else(source).is_none() && table::is_table(&start_of(source))
}

/// A text that is nothing else, with something in it that notes about talks have: a heading, an
/// address, a list, a time of day.
fn is_show_notes(source: &Source) -> bool {
    if something_else(source).is_some() {
        return false;
    }
    let start = start_of(source);
    let has_time = start.as_bytes().windows(4).any(|window| {
        let [hour, colon, minutes @ ..] = window else {
            return false;
        };
        hour.is_ascii_digit() && *colon == b':' && minutes.iter().all(u8::is_ascii_digit)
    });
    let has_mark = |line: &str| {
        ["# ", "## ", "### ", "* ", "- "]
            .iter()
            .any(|mark| line.starts_with(mark))
    };
    has_time || start.contains("://") || start.lines().any(|line| has_mark(line.trim_start()))
}

/// Says what a file is that no reader takes.
fn refusal(source: &Source, options: &ReadOptions) -> ReadError {
    if web_page::is_page(&start_of(source)) {
        return web_page::refusal(source, options);
    }
    something_else(source).unwrap_or_else(|| {
        let start = start_of(source);
        unknown(format!("a text that begins “{}”", shortened(&start)))
    })
}

/// What a file surely is, if it is no text of somebody's.
fn something_else(source: &Source) -> Option<ReadError> {
    if let Some(name) = binary_format(source.bytes()) {
        return Some(unknown(name.to_owned()));
    }
    let start = start_of(source);
    let trimmed = start.trim_start();
    if web_page::is_page(trimmed) {
        return Some(unknown("a web page".to_owned()));
    }
    if let Some(root) = root_element(source) {
        return Some(unknown(format!("XML whose first element is <{root}>")));
    }
    if is_json(trimmed) {
        return Some(unknown("JSON of another program".to_owned()));
    }
    if trimmed
        .get(..6)
        .is_some_and(|start| start.eq_ignore_ascii_case("begin:"))
    {
        return Some(unknown("a calendar file without events".to_owned()));
    }
    None
}

/// Whether an object or a list of values begins; `{%…%}` and `[words](address)` begin notes.
pub(crate) fn is_json(text: &str) -> bool {
    let inside = |open: char| text.strip_prefix(open).map(str::trim_start);
    inside('{').is_some_and(|inside| inside.starts_with(['"', '}']))
        || inside('[').is_some_and(|inside| inside.starts_with(['{', ']', '[']))
}

fn unknown(found: String) -> ReadError {
    ReadError::UnknownFormat { found }
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
        read(&Source::new(bytes), &ReadOptions::default())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn what_is_no_schedule_is_refused_by_what_it_is() {
        let cases: [(&[u8], &str); 15] = [
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
                "holds no event",
            ),
            (b"[\"vcalendar\", [], []]", "holds no event"),
            (b"{\"schedule\":{}}", "JSON"),
            (b"[\n {\"text\": \"[a](http://b)\"}]", "JSON"),
            (b"%PDF-1.7", "PDF"),
            (
                b"BEGIN:VCARD\nFN:Ada 10:30\nEND:VCARD",
                "calendar file without events",
            ),
            (
                b"Error 503 for /schedule",
                "begins “Error 503 for /schedule”",
            ),
            (b"\x1F\x8B\x08\x00", "gzip"),
            (b"\x00\x01\x02\xFF", "binary"),
        ];
        for (bytes, expected) in cases {
            let message = refused(bytes);
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn formats_are_told_by_content_whatever_stands_before_it() {
        let event = "BEGIN:VEVENT\nDTSTART:20260131T090000Z\nSUMMARY:Opening\nEND:VEVENT\n";
        let calendar = format!("BEGIN:VCALENDAR\n{event}END:VCALENDAR\n");
        let schedule = "<schedule><day date='2026-01-31'><event><title>Opening</title>\
            <date>2026-01-31T10:00:00+01:00</date></event></day></schedule>";
        let cases = [
            (calendar.clone(), Format::Icalendar),
            (format!("\u{FEFF}{calendar}"), Format::Icalendar),
            (
                format!("\r\n\r\n{}", calendar.to_lowercase()),
                Format::Icalendar,
            ),
            (
                format!("Warning: date() in line 3\n{calendar}"),
                Format::Icalendar,
            ),
            (event.to_owned(), Format::Icalendar),
            (schedule.to_owned(), Format::FrabXml),
            (
                format!("<?xml version='1.0'?>\n<!-- made by hand -->\n{schedule}"),
                Format::FrabXml,
            ),
            (
                format!("<!DOCTYPE schedule [<!ENTITY a \"b\">]>{schedule}"),
                Format::FrabXml,
            ),
            (
                "Title,Room,Start\nOpening,Janson,2026-01-31T09:30:00Z\n".to_owned(),
                Format::Table,
            ),
            (
                "[{\"title\": \"Opening\", \"startsAt\": \"2026-01-31T09:30:00Z\"}]".to_owned(),
                Format::OtherJson,
            ),
            ("# Talks\n\nSee you there.".to_owned(), Format::ShowNotes),
            (
                "{%youtube x%}\n[Tea](https://sched.co/abcd)".to_owned(),
                Format::ShowNotes,
            ),
            ("[Tea](https://sched.co/abcd)".to_owned(), Format::ShowNotes),
        ];
        for (text, format) in cases {
            let reading = read(&Source::new(text.as_bytes()), &ReadOptions::default());
            assert_eq!(reading.map(|reading| reading.format), Ok(format), "{text}");
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if !text.starts_with('\u{FEFF}') && text.is_ascii() {
                let reading = read(&Source::new(&utf16), &ReadOptions::default());
                assert_eq!(reading.map(|reading| reading.format), Ok(format), "{text}");
            }
        }
    }
}
