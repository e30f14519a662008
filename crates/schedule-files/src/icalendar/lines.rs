//! Physical lines to content lines: unfolding, on bytes, before anything is decoded.
//!
//! RFC 5545 §3.1 folds at octets, so a fold may part a character. Files end lines with CRLF, LF, a
//! bare CR, or all of them; some never fold; vCalendar 1.0 breaks quoted-printable with `=`.

use std::borrow::Cow;

use crate::RepairKind;
use crate::repair::Repairs;

/// A content line of RFC 5545, unfolded.
pub(super) struct Line<'a> {
    /// Where it starts in the file, from 1.
    pub(super) number: usize,
    pub(super) bytes: Cow<'a, [u8]>,
}

/// All content lines but the empty ones.
pub(super) fn content_lines<'a>(bytes: &'a [u8], repairs: &mut Repairs) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut file = Physical::new(bytes);
    let mut folded_inside_character = 0;
    let mut first_inside = 0;
    while let Some((number, piece)) = file.next_line() {
        match lines.last_mut() {
            Some(line) if piece.starts_with(b" ") || piece.starts_with(b"\t") => {
                let rest = &piece[1..];
                if starts_inside_character(rest) && ends_inside_character(&line.bytes) {
                    folded_inside_character += 1;
                    first_inside = if first_inside == 0 {
                        number
                    } else {
                        first_inside
                    };
                }
                line.bytes.to_mut().extend_from_slice(rest);
            }
            Some(line) if is_softly_broken(&line.bytes) => {
                let line = line.bytes.to_mut();
                line.pop();
                line.extend_from_slice(piece);
            }
            _ if piece.trim_ascii().is_empty() => {}
            _ => lines.push(Line {
                number,
                bytes: Cow::Borrowed(piece),
            }),
        }
    }
    repairs.note_many(RepairKind::BareCarriageReturn, file.bare_returns, || {
        format!("from line {}", file.first_bare_return)
    });
    repairs.note_many(
        RepairKind::FoldedInsideCharacter,
        folded_inside_character,
        || format!("line {first_inside}"),
    );
    lines
}

/// Physical lines, by whatever ends them.
struct Physical<'a> {
    bytes: &'a [u8],
    at: usize,
    number: usize,
    /// A file without a line feed ends its lines with carriage returns.
    returns_only: bool,
    bare_returns: usize,
    first_bare_return: usize,
}

impl<'a> Physical<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            number: 0,
            returns_only: memchr::memchr(b'\n', bytes).is_none(),
            bare_returns: 0,
            first_bare_return: 0,
        }
    }

    fn next_line(&mut self) -> Option<(usize, &'a [u8])> {
        if self.at >= self.bytes.len() {
            return None;
        }
        self.number += 1;
        let number = self.number;
        let start = self.at;
        let mut from = start;
        loop {
            let Some(found) = memchr::memchr2(b'\r', b'\n', &self.bytes[from..]) else {
                self.at = self.bytes.len();
                return Some((number, &self.bytes[start..]));
            };
            let end = from + found;
            let returns = self.bytes[end..]
                .iter()
                .take_while(|byte| **byte == b'\r')
                .count();
            let after = end + returns;
            if self.bytes.get(after) == Some(&b'\n') {
                self.count_bare(returns.saturating_sub(1));
                self.at = after + 1;
                return Some((number, &self.bytes[start..end]));
            }
            self.count_bare(returns);
            if self.returns_only || starts_a_line(&self.bytes[after..]) {
                self.at = after;
                return Some((number, &self.bytes[start..end]));
            }
            // Inside a text: it stays, and counts as white space there.
            from = after;
        }
    }

    fn count_bare(&mut self, returns: usize) {
        if returns > 0 && !self.returns_only {
            self.bare_returns += returns;
            if self.first_bare_return == 0 {
                self.first_bare_return = self.number;
            }
        }
    }
}

/// Whether a property, a fold or nothing follows: then a bare carriage return ended a line.
fn starts_a_line(rest: &[u8]) -> bool {
    let name = rest
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b'-')
        .count();
    rest.is_empty()
        || rest.starts_with(b" ")
        || (name > 1 && matches!(rest.get(name), Some(b':' | b';')))
}

fn starts_inside_character(bytes: &[u8]) -> bool {
    bytes
        .first()
        .is_some_and(|byte| (0x80..0xC0).contains(byte))
}

/// Whether the last character of UTF-8 lacks bytes.
fn ends_inside_character(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(4)..];
    tail.utf8_chunks().last().is_some_and(|chunk| {
        let invalid = chunk.invalid();
        invalid.first().is_some_and(|byte| *byte >= 0xC0)
    })
}

/// A quoted-printable value that goes on in the next line.
fn is_softly_broken(line: &[u8]) -> bool {
    line.ends_with(b"=")
        && memchr::memchr(b':', line).is_some_and(|colon| {
            line[..colon]
                .to_ascii_uppercase()
                .ends_with(b"QUOTED-PRINTABLE")
                || memchr::memmem::find(&line[..colon].to_ascii_uppercase(), b"QUOTED-PRINTABLE;")
                    .is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(bytes: &[u8]) -> (Vec<String>, Vec<(RepairKind, usize)>) {
        let mut repairs = Repairs::default();
        let lines = content_lines(bytes, &mut repairs)
            .iter()
            .map(|line| String::from_utf8_lossy(&line.bytes).into_owned())
            .collect();
        let repairs = repairs.into_vec();
        (
            lines,
            repairs
                .iter()
                .map(|repair| (repair.kind, repair.count))
                .collect(),
        )
    }

    /// Bytes, the lines in them, and what was mended.
    type Case = (
        &'static [u8],
        &'static [&'static str],
        &'static [(RepairKind, usize)],
    );

    #[test]
    fn lines_end_and_fold_in_every_way() {
        use RepairKind::{BareCarriageReturn, FoldedInsideCharacter};
        let cases: [Case; 9] = [
            (b"A:1\r\nB:2\r\n", &["A:1", "B:2"], &[]),
            (b"A:1\nB:2", &["A:1", "B:2"], &[]),
            (b"A:1\rB:2\r", &["A:1", "B:2"], &[]),
            (b"A:1\r\n 2\r\n\t3\r\nB:4\r\n", &["A:123", "B:4"], &[]),
            (b"A:1\r\n\r\n\r\nB:2\r\n", &["A:1", "B:2"], &[]),
            (
                b"A:1\r\r\n \\n\r\nB:2\r\n",
                &["A:1\\n", "B:2"],
                &[(BareCarriageReturn, 1)],
            ),
            (
                b"A:1\rUID:2\r\n",
                &["A:1", "UID:2"],
                &[(BareCarriageReturn, 1)],
            ),
            (
                b"A:d\xE2\r\n \x80\x99e\r\n",
                &["A:d’e"],
                &[(FoldedInsideCharacter, 1)],
            ),
            (
                b"A;ENCODING=QUOTED-PRINTABLE:1=\r\n2=\r\n3\r\n",
                &["A;ENCODING=QUOTED-PRINTABLE:123"],
                &[],
            ),
        ];
        for (bytes, lines, repairs) in cases {
            let (found, noted) = lines_of(bytes);
            assert_eq!(found, lines, "{}", bytes.escape_ascii());
            assert_eq!(noted, repairs, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_return_inside_a_text_ends_no_line() {
        let (lines, _) = lines_of(b"A:one\rtwo\r\nB:2\r\n");
        assert_eq!(lines, ["A:one\rtwo", "B:2"]);
    }

    #[test]
    fn lines_know_where_they_start() {
        let lines = content_lines(b"A:1\r\n 2\r\n\r\nB:2\r\n", &mut Repairs::default());
        let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4]);
    }
}
