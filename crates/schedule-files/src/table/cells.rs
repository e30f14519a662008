//! Text to lines of cells.

use csv::{ReaderBuilder, StringRecord};

use super::head::Head;
use crate::RepairKind;
use crate::repair::{Repairs, shortened};

/// One row as it stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Of its first line in the file, from 1.
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
}

impl Line {
    pub(super) fn is_filled(&self) -> bool {
        self.cells.iter().any(|cell| !cell.trim().is_empty())
    }

    /// How many cells there are without the empty ones at the end.
    pub(super) fn filled_length(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.trim().is_empty());
        last.map_or(0, |last| last + 1)
    }

    /// Makes one cell of all that stand behind the last column.
    pub(super) fn join_behind(&mut self, columns: usize, delimiter: char) {
        if self.cells.len() > columns + 1 {
            let behind = self.cells.split_off(columns);
            let filled = behind.iter().rposition(|cell| !cell.trim().is_empty());
            let filled = &behind[..filled.map_or(0, |last| last + 1)];
            self.cells.push(filled.join(&delimiter.to_string()));
        }
    }

    pub(super) fn joined(&self) -> String {
        let filled = self
            .cells
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty());
        filled.collect::<Vec<_>>().join(" ")
    }
}

/// The first lines of a text that may be cut off anywhere.
pub(super) fn first_lines(start: &str, delimiter: char, most: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    each_record(start, delimiter, |number, _, record| {
        lines.push(line(number, record));
        lines.len() < most
    });
    lines
}

/// All lines. A quote that is not closed where a row ends is taken as a sign like any other, so that
/// it swallows no row.
pub(super) fn lines(text: &str, head: &Head, repairs: &mut Repairs) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut begin: Option<(usize, usize)> = None;
    let mut unclosed = 0;
    let mut example = String::new();
    // A record's text ends where the next begins.
    let mut finish = |lines: &mut Vec<Line>, number: usize, from: usize, to: usize| {
        let length = lines
            .get(head.index)
            .map_or(head.length, |head| head.cells.len());
        let Some(last) = lines.last() else { return };
        let swallows = last.cells.iter().any(|cell| cell.contains(['\n', '\r']));
        let is_last = to == text.len();
        let piece = &text[from..to];
        let odd = memchr::memchr_iter(b'"', piece.as_bytes()).count() % 2 == 1;
        if !swallows || (!odd && last.cells.len() == length) {
            return;
        }
        let own = line_by_line(piece, head.delimiter, number);
        let filled = || own.iter().filter(|line| line.is_filled());
        if (odd && is_last) || filled().all(|line| line.cells.len() == length) {
            unclosed += 1;
            if example.is_empty() {
                example = format!("line {number}: {}", shortened(piece));
            }
            lines.pop();
            lines.extend(own);
        }
    };
    each_record(text, head.delimiter, |number, from, record| {
        if let Some((before, begun)) = begin.replace((number, from)) {
            finish(&mut lines, before, begun, from);
        }
        lines.push(line(number, record));
        true
    });
    if let Some((number, from)) = begin {
        finish(&mut lines, number, from, text.len());
    }
    repairs.note_many(RepairKind::MalformedLine, unclosed, || example);
    lines
}

fn line_by_line(piece: &str, delimiter: char, first: usize) -> Vec<Line> {
    let lines = piece.lines().enumerate();
    lines
        .filter(|(_, text)| !text.is_empty())
        .map(|(offset, text)| Line {
            number: first + offset,
            cells: cells_of_one_line(text, delimiter),
        })
        .collect()
}

/// The cells of a line that no quote goes beyond: one that is not closed before a delimiter is a sign
/// like any other.
fn cells_of_one_line(text: &str, delimiter: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let quoted = text.strip_prefix('"').and_then(|inside| {
            let end = closing_quote(inside)?;
            let behind = &inside[end + 1..];
            let next = behind.strip_prefix(delimiter);
            (next.is_some() || behind.is_empty())
                .then(|| (inside[..end].replace("\"\"", "\""), next))
        });
        let (cell, next) = quoted.unwrap_or_else(|| match text.split_once(delimiter) {
            Some((cell, next)) => (cell.to_owned(), Some(next)),
            None => (text.to_owned(), None),
        });
        cells.push(cell);
        rest = next;
    }
    cells
}

/// The first quote that no other follows.
fn closing_quote(inside: &str) -> Option<usize> {
    let mut quotes = memchr::memchr_iter(b'"', inside.as_bytes()).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return Some(at);
        }
    }
    None
}

/// Calls with the line, the place in bytes and the cells of every record, until told to stop.
fn each_record(
    text: &str,
    delimiter: char,
    mut go_on: impl FnMut(usize, usize, &StringRecord) -> bool,
) {
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(text.len().clamp(64, 64 * 1024))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    // Text in memory that is UTF-8 and may have rows of any length gives no error.
    while let Ok(true) = reader.read_record(&mut record) {
        let position = record.position();
        let number = position.map_or(0, csv::Position::line);
        let place = position.map_or(0, csv::Position::byte);
        let (Ok(number), Ok(place)) = (usize::try_from(number), usize::try_from(place)) else {
            break;
        };
        if !go_on(number, place, &record) {
            break;
        }
    }
}

fn line(number: usize, record: &StringRecord) -> Line {
    Line {
        number,
        cells: record.iter().map(str::to_owned).collect(),
    }
}
