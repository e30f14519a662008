//! Bytes to text: byte-order marks, UTF-16, UTF-32, declared and undeclared 8-bit encodings.
//!
//! Nothing is lost: a byte that is no UTF-8 becomes the character it is in Windows-1252, which
//! holds Latin-1.

use std::borrow::Cow;

use crate::RepairKind;
use crate::repair::{Repairs, without_control_characters};

/// The bytes of a file without a byte-order mark, in UTF-8 or an 8-bit encoding.
pub(crate) struct Source<'a>(Cow<'a, [u8]>);

impl<'a> Source<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => Self(Cow::Borrowed(rest)),
            // UTF-32 little-endian begins with the mark of UTF-16.
            [0xFF, 0xFE, 0, 0, rest @ ..] => Self::from_utf32(rest, u32::from_le_bytes),
            [0, 0, 0xFE, 0xFF, rest @ ..] => Self::from_utf32(rest, u32::from_be_bytes),
            [b' '..=b'~' | b'\n' | b'\r', 0, 0, 0, ..] => {
                Self::from_utf32(bytes, u32::from_le_bytes)
            }
            [0, 0, 0, b' '..=b'~' | b'\n' | b'\r', ..] => {
                Self::from_utf32(bytes, u32::from_be_bytes)
            }
            [0xFF, 0xFE, rest @ ..] => Self::from_utf16(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => Self::from_utf16(rest, u16::from_be_bytes),
            // UTF-16 and UTF-32 without a mark: every schedule starts with an ASCII character.
            [b' '..=b'~' | b'\n' | b'\r', 0, ..] => Self::from_utf16(bytes, u16::from_le_bytes),
            [0, b' '..=b'~' | b'\n' | b'\r', ..] => Self::from_utf16(bytes, u16::from_be_bytes),
            _ => Self(Cow::Borrowed(bytes)),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The whole as text without forbidden control characters. `declared` is the encoding that the
    /// file names for itself; where the bytes are UTF-8 after all, they are read as that.
    pub(crate) fn text(&self, declared: Option<&str>, repairs: &mut Repairs) -> Cow<'_, str> {
        let lossless = decoded_as(&self.0, declared.unwrap_or_default());
        repairs.note_many(RepairKind::InvalidUtf8, lossless.strays, || {
            format!("from line {}", lossless.first_line)
        });
        without_control_characters(lossless.text, repairs)
    }

    /// The whole as text, for a look that reports nothing.
    pub(crate) fn lossless(&self) -> Cow<'_, str> {
        utf8_or_latin1(&self.0).text
    }

    fn from_utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Self {
        let units = bytes.chunks_exact(4);
        let text: String = units
            .map(|quad| unit([quad[0], quad[1], quad[2], quad[3]]))
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        Self(Cow::Owned(text.into_bytes()))
    }

    fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Self {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        Self(Cow::Owned(text.into_bytes()))
    }
}

/// Text of bytes that need not be UTF-8.
pub(crate) struct Lossless<'a> {
    pub(crate) text: Cow<'a, str>,
    /// How many bytes were no UTF-8.
    pub(crate) strays: usize,
    /// The line of the first of them, from 1; meaningless without one.
    pub(crate) first_line: usize,
}

/// UTF-8, and byte by byte Windows-1252 where it is none.
pub(crate) fn utf8_or_latin1(bytes: &[u8]) -> Lossless<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Lossless {
            text: Cow::Borrowed(text),
            strays: 0,
            first_line: 0,
        };
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let (mut strays, mut first_line) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if strays == 0 {
            first_line = 1 + text.matches('\n').count();
        }
        strays += chunk.invalid().len();
        text.extend(
            chunk
                .invalid()
                .iter()
                .map(|byte| Encoding::Windows1252.character(*byte)),
        );
    }
    Lossless {
        text: Cow::Owned(text),
        strays,
        first_line,
    }
}

/// The text of bytes in the encoding they claim; see [`Source::text`].
pub(crate) fn decoded_as<'a>(bytes: &'a [u8], declared: &str) -> Lossless<'a> {
    match Encoding::named(declared) {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => Lossless {
            text: Cow::Owned(bytes.iter().map(|byte| encoding.character(*byte)).collect()),
            strays: 0,
            first_line: 0,
        },
        _ => utf8_or_latin1(bytes),
    }
}

#[derive(Clone, Copy)]
enum Encoding {
    Windows1252,
    /// Latin-1 with the euro sign (ISO 8859-15).
    Latin9,
}

impl Encoding {
    fn named(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        match plain.as_str() {
            "iso88591" | "latin1" | "l1" | "windows1252" | "cp1252" | "usascii" | "ascii" => {
                Some(Self::Windows1252)
            }
            "iso885915" | "latin9" => Some(Self::Latin9),
            _ => None,
        }
    }

    fn character(self, byte: u8) -> char {
        match (self, byte) {
            (Self::Latin9, 0xA4) => '€',
            (Self::Latin9, 0xA6) => 'Š',
            (Self::Latin9, 0xA8) => 'š',
            (Self::Latin9, 0xB4) => 'Ž',
            (Self::Latin9, 0xB8) => 'ž',
            (Self::Latin9, 0xBC) => 'Œ',
            (Self::Latin9, 0xBD) => 'œ',
            (Self::Latin9, 0xBE) => 'Ÿ',
            (_, 0x80..=0x9F) => WINDOWS_1252[usize::from(byte - 0x80)],
            (_, byte) => char::from(byte),
        }
    }
}

/// 0x80 to 0x9F, as the WHATWG Encoding Standard has them.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>) -> (String, usize) {
        let mut repairs = Repairs::default();
        let text = Source::new(bytes).text(declared, &mut repairs).into_owned();
        let strays = repairs.into_vec().first().map_or(0, |repair| repair.count);
        (text, strays)
    }

    #[test]
    fn every_encoding_becomes_the_same_text() {
        let utf16 = |unit: fn(u16) -> [u8; 2], text: &str| {
            text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
        };
        let cases: [(Vec<u8>, Option<&str>, usize); 9] = [
            ("é – ü".into(), None, 0),
            ("é – ü".into(), Some("ISO-8859-1"), 0),
            ("\u{FEFF}é – ü".into(), None, 0),
            (utf16(u16::to_le_bytes, "\u{FEFF}é – ü"), None, 0),
            (utf16(u16::to_be_bytes, "\u{FEFF}é – ü"), Some("UTF-16"), 0),
            (b"\xE9 \x96 \xFC".to_vec(), Some("windows-1252"), 0),
            (b"\xE9 \x96 \xFC".to_vec(), Some("latin1"), 0),
            (b"\xE9 \x96 \xFC".to_vec(), Some("utf-8"), 3),
            (b"\xC3\xA9 \x96 \xFC".to_vec(), None, 2),
        ];
        for (bytes, declared, strays) in cases {
            assert_eq!(
                read(&bytes, declared),
                ("é – ü".to_owned(), strays),
                "{bytes:?} {declared:?}"
            );
        }
        assert_eq!(read(b"\xA4", Some("ISO-8859-15")).0, "€");
    }

    #[test]
    fn utf16_is_known_without_a_mark() {
        assert_eq!(read(b"<\0a\0>\0", None).0, "<a>");
        assert_eq!(read(b"\0<\0a\0>", None).0, "<a>");
        assert_eq!(read(b"<\0a\0>\0\0", None).0, "<a>");
    }

    #[test]
    fn utf32_is_known_with_and_without_a_mark() {
        for text in ["\u{FEFF}<é>", "<é>"] {
            let written = |unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
                let codes = text.chars().map(u32::from);
                codes.flat_map(unit).collect()
            };
            assert_eq!(read(&written(u32::to_le_bytes), None).0, "<é>");
            assert_eq!(read(&written(u32::to_be_bytes), None).0, "<é>");
        }
    }
}
