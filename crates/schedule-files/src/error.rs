//! Why a file was refused.

use agenda::Zone;

use crate::TableMapping;

/// A file that cannot be read as a schedule. Nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty: fetch it again")]
    Empty,
    /// None of the formats.
    #[error(
        "this is no schedule that Lanyard reads ({found}): look for it as frab/Pentabarf XML or JSON, iCalendar, a table (CSV), show notes in Markdown or Lanyard JSON"
    )]
    UnknownFormat { found: String },
    /// HTML: an error page, a log-in, or the page around a schedule.
    #[error(
        "this is a web page{}, not a schedule: {}",
        in_quotes(title),
        where_instead(links)
    )]
    WebPage {
        title: String,
        /// Schedules that it links to, as far as they look like it.
        links: Vec<String>,
    },
    /// A folder or archive with more than one schedule of the best format in it.
    #[error(
        "there are several schedules in it, {}: give one of them",
        listed(names)
    )]
    SeveralSchedules { names: Vec<String> },
    /// The right format, but not whole.
    #[error("{format} could not be read at {place}: {problem}. {cure}")]
    Malformed {
        format: &'static str,
        /// "line 542, column 17" or an element.
        place: String,
        problem: String,
        cure: String,
    },
    /// Rows or records, but which column holds what is not clear.
    #[error(
        "{problem}. The columns are {}: say which holds what with --map title=COLUMN,start=COLUMN", listed(&mapping.columns)
    )]
    UnclearTable {
        problem: String,
        /// The names of all columns, and what was found of their roles.
        mapping: Box<TableMapping>,
        /// The first rows, cell by cell.
        samples: Vec<Vec<String>>,
    },
    /// A schedule with no event in it.
    #[error("this {format} holds no event: it may not be published yet, fetch it again later")]
    NoEvents { format: &'static str },
    /// Local times, and nothing tells the zone.
    #[error("the times in this file are local and nothing tells the time zone: give it with --zone{}", guess.map(|zone| format!(" (perhaps --zone {zone}, {reason})")).unwrap_or_default())]
    ZoneNeeded { guess: Option<Zone>, reason: String },
}

fn in_quotes(title: &str) -> String {
    match title {
        "" => String::new(),
        title => format!(" (“{title}”)"),
    }
}

fn where_instead(links: &[String]) -> String {
    if links.is_empty() {
        return "give the address of the schedule file itself (often ending in .xml or .ics); if \
            that is what you gave, try again later"
            .to_owned();
    }
    format!("it links to {}: give that address", links.join(", "))
}

/// Names in quotes, the first of many.
fn listed(names: &[String]) -> String {
    const MOST: usize = 40;
    const LONGEST: usize = 60;
    let mut named: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|name| match name.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("“{}…”", &name[..end]),
            None => format!("“{name}”"),
        })
        .collect();
    if names.len() > MOST {
        named.push(format!("and {} more", names.len() - MOST));
    }
    named.join(", ")
}
