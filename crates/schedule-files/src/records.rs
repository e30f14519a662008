//! Rows of a table, or records of another program's JSON, whose fields are known by their names and
//! values alone.
//!
//! `columns` finds which field plays which role (a [`TableMapping`]), `moment` reads what a cell tells
//! of when, `calendar` decides over all cells what their dates mean, `rows` makes the sessions.

mod calendar;
mod columns;
mod mapping;
mod moment;
mod names;
mod rows;
mod session;

use std::borrow::Cow;

use agenda::{ConferenceFacts, Schedule};

use crate::facts::{days_of, in_order_of, title_from_name};
use crate::repair::{Repairs, report_repeated_identifiers};
use crate::{Format, ReadError, ReadOptions, Reading};
use columns::Columns;
pub(crate) use mapping::unclear;
pub use mapping::{DateOrder, MappingError, Role, TableMapping};
pub(crate) use moment::{NumberForm, Written};
pub(crate) use names::{roles_named, words};

/// How many rows are shown as samples, and how much of a cell, in characters.
const SAMPLES: usize = 3;
const LONGEST_SAMPLE: usize = 120;

/// Rows with named columns.
#[derive(Debug, Default)]
pub(crate) struct Records<'a> {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row<'a>>,
    /// Rows stand below each other: some head the next ones, and a cell left out repeats the one
    /// above. Else every record stands for itself.
    pub(crate) is_table: bool,
    pub(crate) delimiter: Option<char>,
    /// A column with what the session is made of, line by line.
    pub(crate) contents: Option<usize>,
    pub(crate) context: Context<'a>,
}

/// One row: its filled cells in the order of their columns.
#[derive(Debug, Default)]
pub(crate) struct Row<'a> {
    /// From 1, as people count: the line of a table, the place among the records.
    pub(crate) place: usize,
    /// Several values of one cell are parted by line feeds.
    pub(crate) cells: Vec<(usize, Cow<'a, str>)>,
}

/// What the file tells beside its rows.
#[derive(Debug, Default)]
pub(crate) struct Context<'a> {
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) zone: Option<&'a str>,
    /// Words that may name the place, most telling first.
    pub(crate) places: Vec<&'a str>,
    /// Words that may tell the days or the year.
    pub(crate) dates: Vec<&'a str>,
}

impl Row<'_> {
    /// The trimmed text of a column; empty where there is none.
    pub(crate) fn text(&self, column: usize) -> &str {
        self.lines(column).trim()
    }

    /// The same with its empty lines, which count where lines of two columns belong together.
    fn lines(&self, column: usize) -> &str {
        let found = self
            .cells
            .binary_search_by_key(&column, |(column, _)| *column);
        found.map_or("", |cell| &self.cells[cell].1)
    }

    /// The first column of these that is filled.
    fn first(&self, columns: &[usize]) -> &str {
        let mut texts = columns.iter().map(|column| self.text(*column));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// The cells with something in them.
    fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        let cells = self
            .cells
            .iter()
            .map(|(column, text)| (*column, text.trim()));
        cells.filter(|(_, text)| !text.is_empty())
    }
}

/// Makes a schedule of records. Every row with something in it becomes a session, heads the rows
/// below it, or is named in [`Reading::skipped`].
///
/// # Errors
/// [`ReadError::UnclearTable`] where no column can be the title or nothing tells when or where,
/// [`ReadError::ZoneNeeded`] where times are local and nothing tells the zone.
pub(crate) fn into_reading(
    records: &Records,
    format: Format,
    options: &ReadOptions,
    mut repairs: Repairs,
) -> Result<Reading, ReadError> {
    let samples = samples(records);
    let mut mapping = TableMapping {
        columns: records.columns.clone(),
        delimiter: records.delimiter,
        ..TableMapping::default()
    };
    let told = options.mapping.map(|told| told.placed_in(&records.columns));
    let told = match told.transpose() {
        Ok(told) => told.unwrap_or_default(),
        Err(missing) => {
            let problem = format!("there is no column {missing} as the mapping says");
            return Err(unclear(problem, mapping, samples));
        }
    };
    let columns = Columns::find(records, told);
    mapping.roles.clone_from(&columns.roles);
    if let Some(problem) = missing(records, &columns) {
        return Err(unclear(problem.to_owned(), mapping, samples));
    }
    let rows = rows::read(records, &columns, options, &mut repairs)?;
    report_repeated_identifiers(&rows.sessions, &mut repairs);
    mapping.date_order = rows.date_order;
    let sessions = rows.sessions;
    let days = days_of(&sessions, rows.zone.zone, agenda::day::DAY_CHANGE);
    let rooms = sessions
        .iter()
        .filter_map(|session| session.room.as_deref());
    let tracks = sessions
        .iter()
        .filter_map(|session| session.track.as_deref());
    Ok(Reading {
        format,
        schedule: Schedule {
            conference: ConferenceFacts {
                title: records
                    .context
                    .title
                    .clone()
                    .or_else(|| options.name.and_then(title_from_name)),
                url: records.context.url.clone(),
                first_day: days.map(|(first, _)| first),
                last_day: days.map(|(_, last)| last),
                rooms: in_order_of(&[], rooms),
                tracks: in_order_of(&[], tracks),
                ..ConferenceFacts::default()
            },
            sessions,
            ..Schedule::default()
        },
        zone: rows.zone,
        skipped: rows.skipped,
        repetitions: 0,
        repairs: repairs.into_vec(),
        mapping: Some(mapping),
        samples,
    })
}

/// What is lacking to make sessions of the columns.
fn missing(records: &Records, columns: &Columns) -> Option<&'static str> {
    if !columns.has(Role::Title) {
        return Some("no column of this table is named like the title of a session");
    }
    // Another program's sessions are sessions before they are scheduled.
    if !records.is_table {
        return None;
    }
    let when_or_where = [Role::Start, Role::Date];
    (!when_or_where.iter().any(|role| columns.has(*role)))
        .then_some("no column of this table holds dates or times of day")
}

fn samples(records: &Records) -> Vec<Vec<String>> {
    let filled = records
        .rows
        .iter()
        .filter(|row| row.filled().nth(1).is_some());
    let cut = |text: &str| match text.char_indices().nth(LONGEST_SAMPLE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    filled
        .take(SAMPLES)
        .map(|row| {
            (0..records.columns.len())
                .map(|column| cut(row.text(column)))
                .collect()
        })
        .collect()
}
