//! A content line's name, parameters and value (RFC 5545 §3.1, RFC 6868, vCalendar 1.0).

use super::component::Place;
use crate::RepairKind;
use crate::decode::decoded_as;
use crate::repair::Repairs;

/// One property of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// Where it stands in the file.
    pub(super) place: Place,
    /// In capitals, without a group before it.
    pub(super) name: String,
    /// Names in capitals, values without quotes.
    parameters: Vec<(String, String)>,
    /// Decoded, but with its escapes: see [`text`] and [`texts`].
    pub(super) value: String,
}

impl Property {
    /// None where the line is no property: it goes on from the one before.
    pub(super) fn read(place: Place, line: &[u8], repairs: &mut Repairs) -> Option<Self> {
        let name_end = line.iter().position(|byte| {
            !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.' | b'_')
        })?;
        let name = std::str::from_utf8(&line[..name_end]).ok()?;
        let name = name.rsplit('.').next().unwrap_or(name);
        if !is_property_name(name) {
            return None;
        }
        let head_end = name_end + value_start(&line[name_end..])?;
        let head = crate::decode::utf8_or_latin1(&line[name_end..head_end]).text;
        let mut property = Self {
            place,
            name: name.to_ascii_uppercase(),
            parameters: parameters(&head),
            value: String::new(),
        };
        property.value = property.decoded(&line[head_end + 1..], repairs);
        property.rejoin_zone();
        Some(property)
    }

    /// One that was not written as a content line; `value` has the escapes that it needs.
    pub(super) fn new(
        place: Place,
        name: &str,
        parameters: Vec<(String, String)>,
        value: String,
    ) -> Self {
        Self {
            place,
            name: name.to_ascii_uppercase(),
            parameters,
            value,
        }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value as text.
    pub(super) fn text(&self) -> String {
        text(&self.value)
    }

    fn decoded(&self, value: &[u8], repairs: &mut Repairs) -> String {
        let quoted = self
            .parameter("ENCODING")
            .is_some_and(|encoding| encoding.eq_ignore_ascii_case("QUOTED-PRINTABLE"));
        let unquoted;
        let bytes = if quoted {
            unquoted = unquoted_printable(value);
            &unquoted
        } else {
            value
        };
        let lossless = decoded_as(bytes, self.parameter("CHARSET").unwrap_or_default());
        repairs.note_many(RepairKind::InvalidUtf8, lossless.strays, || {
            self.place.to_string()
        });
        // Quoted line ends become escapes, as every other value has them.
        if quoted {
            lossless
                .text
                .replace("\r\n", "\\n")
                .replace(['\n', '\r'], "\\n")
        } else {
            lossless.text.into_owned()
        }
    }

    /// `TZID=(UTC+01:00) Berlin:20220101T…` lacks quotes: the value is what follows the last colon.
    fn rejoin_zone(&mut self) {
        let Some((zone, value)) = self.value.rsplit_once(':') else {
            return;
        };
        let is_date = value.len() >= 8 && value.bytes().take(8).all(|byte| byte.is_ascii_digit());
        if let Some((_, start)) = self.parameters.iter_mut().find(|(name, _)| name == "TZID")
            && is_date
        {
            *start = format!("{start}:{zone}");
            self.value = value.to_owned();
        }
    }
}

/// A value without its escapes (§3.3.11); a backslash before anything else stands for itself.
pub(super) fn text(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = after.chars();
        rest = match letters.next() {
            Some('n' | 'N') => {
                text.push('\n');
                letters.as_str()
            }
            Some(letter @ (',' | ';' | ':' | '\\' | '"')) => {
                text.push(letter);
                letters.as_str()
            }
            _ => {
                text.push('\\');
                after
            }
        };
    }
    text.push_str(rest);
    text
}

/// A text with the escapes of a value (§3.3.11).
pub(super) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => value.push_str("\\n"),
            '\r' => {}
            ',' | ';' | '\\' => value.extend(['\\', letter]),
            letter => value.push(letter),
        }
    }
    value
}

/// The parts of a value between commas that are not escaped, each as text.
pub(super) fn texts(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for letter in value.chars() {
        if letter == ',' && !escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
        escaped = letter == '\\' && !escaped;
    }
    parts
        .iter()
        .map(|part| text(part).trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// Capitals as everybody writes them, or any case of a name that this reader uses; "Speaker: …" on a
/// line of its own is text.
fn is_property_name(name: &str) -> bool {
    const USED: [&str; 24] = [
        "ATTENDEE",
        "BEGIN",
        "CATEGORIES",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "END",
        "LOCATION",
        "NAME",
        "ORGANIZER",
        "PRODID",
        "RDATE",
        "RECURRENCE-ID",
        "RRULE",
        "STATUS",
        "SUMMARY",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "UID",
        "URL",
        "VERSION",
    ];
    let capitals = !name.bytes().any(|byte| byte.is_ascii_lowercase());
    (name.len() > 1 && capitals && name.bytes().any(|byte| byte.is_ascii_uppercase()))
        || name
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("x-"))
        || USED.iter().any(|used| used.eq_ignore_ascii_case(name))
}

/// Where the colon before the value stands: the first outside quotes, or the first at all where a
/// quote is never closed.
fn value_start(head: &[u8]) -> Option<usize> {
    if !matches!(head.first(), Some(b':' | b';')) {
        return None;
    }
    let mut quoted = false;
    let unquoted = head.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    });
    unquoted.or_else(|| memchr::memchr(b':', head))
}

fn parameters(head: &str) -> Vec<(String, String)> {
    let mut quoted = false;
    head.split(|letter| {
        quoted ^= letter == '"';
        letter == ';' && !quoted
    })
    .filter(|parameter| !parameter.is_empty())
    .map(|parameter| match parameter.split_once('=') {
        Some((name, value)) => (name.trim().to_ascii_uppercase(), parameter_value(value)),
        // vCalendar 1.0 leaves ENCODING= out.
        None => ("ENCODING".to_owned(), parameter.trim().to_owned()),
    })
    .collect()
}

/// Without quotes, and with RFC 6868's `^n`, `^'` and `^^` resolved.
fn parameter_value(value: &str) -> String {
    let value = value.trim().replace('"', "");
    if !value.contains('^') {
        return value;
    }
    value
        .replace("^^", "\u{0}")
        .replace("^n", "\n")
        .replace("^'", "\"")
        .replace('\u{0}', "^")
}

fn unquoted_printable(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((byte, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .filter(|_| *byte == b'=')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    bytes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(line: &[u8]) -> Option<Property> {
        Property::read(Place::Line(7), line, &mut Repairs::default())
    }

    #[test]
    fn names_parameters_and_values_come_apart() {
        let cases: [(&[u8], &str, &str, &str); 12] = [
            (b"SUMMARY:A talk: now", "SUMMARY", "A talk: now", ""),
            (b"summary;LANGUAGE=en:A", "SUMMARY", "A", ""),
            (
                b"DTSTART;TZID=Europe/Paris:20220517T110000",
                "DTSTART",
                "20220517T110000",
                "Europe/Paris",
            ),
            (
                b"DTSTART;VALUE=DATE-TIME;TZID=\"A:B;C\":2022",
                "DTSTART",
                "2022",
                "A:B;C",
            ),
            (
                b"DTSTART;TZID=(UTC+01:00) Berlin:20220517T110000",
                "DTSTART",
                "20220517T110000",
                "(UTC+01:00) Berlin",
            ),
            (
                b"DTSTART;TZID=\"open:20220517",
                "DTSTART",
                "20220517",
                "open",
            ),
            (
                b"item1.URL:https://example.org/a:b",
                "URL",
                "https://example.org/a:b",
                "",
            ),
            (b"SUMMARY;CHARSET=ISO-8859-1:caf\xE9", "SUMMARY", "café", ""),
            (
                b"SUMMARY;CHARSET=UTF-8;ENCODING=8BIT:caf\xC3\xA9",
                "SUMMARY",
                "café",
                "",
            ),
            (
                b"SUMMARY;ENCODING=QUOTED-PRINTABLE:caf=C3=A9=0D=0Ax=3",
                "SUMMARY",
                "café\\nx=3",
                "",
            ),
            (b"SUMMARY;QUOTED-PRINTABLE:=3D", "SUMMARY", "=", ""),
            (b"X-NAME;TZID=a^^b^nc^'d:1", "X-NAME", "1", "a^b\nc\"d"),
        ];
        for (line, name, value, zone) in cases {
            let property = read(line).unwrap();
            assert_eq!(property.name, name);
            assert_eq!(property.value, value, "{}", line.escape_ascii());
            assert_eq!(property.parameter("TZID").unwrap_or_default(), zone);
        }
    }

    #[test]
    fn what_is_no_property_is_text() {
        let lines: [&[u8]; 8] = [
            b"Speaker: Ada",
            b"just words",
            b"http://example.org",
            b"",
            b":x",
            b"A:x",
            b"SUMMARY",
            b"\xFF:x",
        ];
        for line in lines {
            assert_eq!(read(line), None, "{}", line.escape_ascii());
        }
    }

    #[test]
    fn escapes_are_resolved_in_texts_and_lists() {
        assert_eq!(text(r"a\, b\; c\n d\\n \x\"), "a, b; c\n d\\n \\x\\");
        assert_eq!(texts(r"a\,b, c ,,d\\,e"), ["a,b", "c", "d\\", "e"]);
        assert!(texts("").is_empty());
        for plain in ["a, b; c\nd\\n\\", "", "é,"] {
            assert_eq!(text(&escaped(plain)), plain);
        }
    }
}
