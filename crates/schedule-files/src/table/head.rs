//! Where the head of a table is, and what parts its cells.

use std::collections::HashSet;

use super::booths;
use super::cells::{self, Line};
use crate::records::{Role, roles_named};

/// How many lines may stand above the head.
const LATEST: usize = 30;

/// What a cell of a head is at most long, in bytes.
const LONGEST_NAME: usize = 200;

/// How many names of a head are enough to know it.
const MOST_LOOKED_AT: usize = 1000;

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The head of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) delimiter: char,
    /// Its place among the lines, from 0.
    pub(super) index: usize,
    /// How many cells it has.
    pub(super) length: usize,
}

impl Head {
    /// The line that names the most roles; else the first of several that have as many cells as each
    /// other. None in notes, pages and everything else.
    pub(super) fn find(start: &str, told: Option<char>) -> Option<Self> {
        if told.is_none() && is_marked_up(start) {
            return None;
        }
        let delimiters = told.map_or(DELIMITERS.to_vec(), |told| vec![told]);
        let parted: Vec<(char, Vec<Line>)> = delimiters
            .into_iter()
            .map(|delimiter| (delimiter, cells::first_lines(start, delimiter, LATEST + 4)))
            .collect();
        Self::by_names(&parted).or_else(|| Self::by_shape(&parted, told.is_some()))
    }

    fn by_names(parted: &[(char, Vec<Line>)]) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for (delimiter, lines) in parted {
            for (index, line) in lines.iter().enumerate().take(LATEST) {
                let Some(score) = named(line, *delimiter, &lines[index + 1..]) else {
                    continue;
                };
                if best.is_none_or(|(most, _)| score > most) {
                    let head = Self {
                        delimiter: *delimiter,
                        index,
                        length: line.cells.len(),
                    };
                    best = Some((score, head));
                }
            }
        }
        best.map(|(_, head)| head)
    }

    /// Names that mean nothing here, over rows of the same length.
    fn by_shape(parted: &[(char, Vec<Line>)], told: bool) -> Option<Self> {
        parted.iter().find_map(|(delimiter, lines)| {
            let index = lines.iter().position(|line| line.cells.len() > 1)?;
            let [head, first, rest @ ..] = &lines[index..] else {
                return None;
            };
            let length = head.cells.len();
            let least = match delimiter {
                _ if told => 2,
                ',' => 4,
                _ => 3,
            };
            let names = head.cells.iter().all(|cell| {
                !cell.trim().is_empty() && cell.len() <= LONGEST_NAME && !cell.starts_with(' ')
            });
            let same = first.cells.len() == length
                && rest
                    .iter()
                    .take(2)
                    .all(|line| line.cells.len() == length || !line.is_filled());
            (length >= least && names && same && index == 0).then_some(Self {
                delimiter: *delimiter,
                index,
                length,
            })
        })
    }
}

/// How many roles a line names, if it is a head: names, and something of a session's or an
/// exhibitor's.
fn named(line: &Line, delimiter: char, below: &[Line]) -> Option<usize> {
    let cells: Vec<&str> = line.cells.iter().map(|cell| cell.trim()).collect();
    if cells.len() < 2 || cells.iter().any(|cell| cell.len() > LONGEST_NAME) {
        return None;
    }
    let mut roles: HashSet<Role> = HashSet::new();
    let mut score = 0;
    for cell in cells.iter().take(MOST_LOOKED_AT) {
        let named = roles_named(cell);
        score += usize::from(!named.is_empty());
        roles.extend(named);
    }
    let of_sessions = [Role::Title, Role::Start, Role::Date]
        .iter()
        .any(|role| roles.contains(role));
    let of_booths = booths::is_head(&cells);
    let parted_by_prose =
        delimiter == ',' && line.cells.iter().skip(1).any(|cell| cell.starts_with(' '));
    let least = if parted_by_prose { 3 } else { 2 };
    let filled = || below.iter().filter(|line| line.is_filled());
    // A quote that is never closed makes one cell of all rows.
    let parts = |row: &Line| match row.cells.as_slice() {
        [only] => {
            1 + only
                .lines()
                .next()
                .unwrap_or_default()
                .matches(delimiter)
                .count()
        }
        cells => cells.len(),
    };
    let fits = filled()
        .take(3)
        .map(parts)
        .any(|parts| parts > 1 && parts * 2 >= cells.len().min(8));
    let has_rows = fits || (filled().next().is_none() && score >= 3);
    let looked_at = cells.iter().take(MOST_LOOKED_AT);
    let most_are_names = score * 4 >= looked_at.filter(|cell| !cell.is_empty()).count();
    (has_rows && ((of_sessions && score >= least && most_are_names) || of_booths)).then_some(score)
}

/// Markdown, with its own tables, headings and links.
fn is_marked_up(start: &str) -> bool {
    let is_rule = |line: &str| {
        line.len() >= 3
            && line.contains("--")
            && line
                .chars()
                .all(|letter| matches!(letter, '-' | ':' | '|' | ' '))
    };
    start.lines().take(LATEST).any(|line| {
        let line = line.trim();
        is_rule(line)
            || line.starts_with("# ")
            || line.starts_with("## ")
            || (line.starts_with('|') && line.ends_with('|'))
            || line.starts_with('[') && line.contains("](")
    })
}
