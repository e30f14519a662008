//! CSV and its relatives (RFC 4180): a head with the names of columns, and a row for each session.
//!
//! What parts the cells and which line is the head is found (`head`); a quote that is never closed
//! ends with its line (`cells`). What the columns hold is for [`crate::records`].

mod booths;
mod cells;
mod head;

use std::borrow::Cow;

use crate::decode::Source;
use crate::records::{Context, NumberForm, Records, Row, Written, into_reading};
use crate::repair::Repairs;
use crate::{Format, ReadError, ReadOptions, Reading};
use cells::Line;
use head::Head;

const FORMAT: &str = "table (CSV)";

/// Whether a text, or its beginning, is a table.
pub(crate) fn is_table(start: &str) -> bool {
    Head::find(start, None).is_some()
}

/// # Errors
///
/// See [`into_reading`]; [`ReadError::NoEvents`] for a head without rows.
pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let text = source.text(None, &mut repairs);
    let start = &text[..text.floor_char_boundary(crate::sniff::START)];
    let told = options.mapping.and_then(|mapping| mapping.delimiter);
    let head = Head::find(start, told).ok_or(ReadError::NoEvents { format: FORMAT })?;
    let mut lines = cells::lines(&text, &head, &mut repairs);
    let mut below = lines.split_off(lines.len().min(head.index + 1));
    let names = lines.pop().unwrap_or_default().cells;
    if !below.iter().any(Line::is_filled) {
        return Err(ReadError::NoEvents { format: FORMAT });
    }
    for line in &mut below {
        line.join_behind(names.len(), head.delimiter);
    }
    let columns = columns(names, &below);
    if let Some(booths) = booths::read(&columns, &below) {
        return booths::into_reading(booths, columns, options, repairs);
    }
    let above: Vec<String> = lines.iter().map(Line::joined).collect();
    let title = above.iter().find(|line| is_title(line)).cloned();
    let records = Records {
        columns,
        rows: below.into_iter().map(row).collect(),
        is_table: true,
        delimiter: Some(head.delimiter),
        contents: None,
        context: Context {
            title,
            places: above.iter().map(String::as_str).collect(),
            dates: above.iter().map(String::as_str).collect(),
            ..Context::default()
        },
    };
    into_reading(&records, Format::Table, options, repairs)
}

/// The names of all columns that hold anything; those without a name by their number.
fn columns(mut names: Vec<String>, below: &[Line]) -> Vec<String> {
    let filled = below
        .iter()
        .map(Line::filled_length)
        .max()
        .unwrap_or_default();
    while names.len() > filled && names.last().is_some_and(|name| name.trim().is_empty()) {
        names.pop();
    }
    names.resize(names.len().max(filled), String::new());
    let numbered = names
        .into_iter()
        .enumerate()
        .map(|(column, name)| match name.trim() {
            "" => format!("#{}", column + 1),
            name => name.to_owned(),
        });
    numbered.collect()
}

fn row(line: Line) -> Row<'static> {
    let cells = line.cells.into_iter().enumerate();
    Row {
        place: line.number,
        cells: cells
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(column, text)| (column, Cow::Owned(text)))
            .collect(),
    }
}

/// Words above the head that are no date: what the table is about.
fn is_title(line: &str) -> bool {
    line.chars().any(char::is_alphabetic)
        && line.len() <= 200
        && Written::read(line, NumberForm::None).is_none_or(|written| written.has_rest)
}

#[cfg(test)]
mod tests;
