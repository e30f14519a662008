//! Which column of a table holds what: found by a reader, or told by the attendee.

use std::collections::BTreeMap;

use agenda::words::folded;
use serde::{Deserialize, Serialize};

use crate::ReadError;

/// Which columns of a table, or fields of records, hold what of a session.
///
/// As a reader gives it back, it names every column. As the attendee tells it, it may name a few: what
/// it does not speak of is found as without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableMapping {
    /// The names of the columns in order, as the file writes them. A field inside another is written
    /// with a point: `room.name`.
    pub columns: Vec<String>,
    /// Places in `columns`, those to look at first in front. A role with no column has none, whatever
    /// the names say.
    pub roles: BTreeMap<Role, Vec<usize>>,
    /// How dates of three numbers are to be read.
    pub date_order: Option<DateOrder>,
    /// What parts the cells, if this is a table.
    pub delimiter: Option<char>,
}

/// What a column holds of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Title,
    Subtitle,
    /// A time of day, a range of them, or a date and time.
    Start,
    /// A time of day, or a date and time.
    End,
    Date,
    EndDate,
    Duration,
    TimeZone,
    Room,
    Track,
    Kind,
    Speakers,
    /// Of the speakers, in the same order.
    Organisation,
    Abstract,
    Description,
    Language,
    Level,
    Tags,
    Url,
    /// Other addresses: a recording, slides.
    Links,
    Id,
    Code,
    Guid,
    Status,
    Recorded,
}

/// The order of day, month and year in a date of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Words that were to map columns and do not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{part}” maps no column: {cure}")]
pub struct MappingError {
    part: String,
    cure: String,
}

impl Role {
    pub const ALL: [Self; 25] = [
        Self::Title,
        Self::Subtitle,
        Self::Start,
        Self::End,
        Self::Date,
        Self::EndDate,
        Self::Duration,
        Self::TimeZone,
        Self::Room,
        Self::Track,
        Self::Kind,
        Self::Speakers,
        Self::Organisation,
        Self::Abstract,
        Self::Description,
        Self::Language,
        Self::Level,
        Self::Tags,
        Self::Url,
        Self::Links,
        Self::Id,
        Self::Code,
        Self::Guid,
        Self::Status,
        Self::Recorded,
    ];

    /// One word, for assignments and records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Start => "start",
            Self::End => "end",
            Self::Date => "date",
            Self::EndDate => "end_date",
            Self::Duration => "duration",
            Self::TimeZone => "time_zone",
            Self::Room => "room",
            Self::Track => "track",
            Self::Kind => "kind",
            Self::Speakers => "speakers",
            Self::Organisation => "organisation",
            Self::Abstract => "abstract",
            Self::Description => "description",
            Self::Language => "language",
            Self::Level => "level",
            Self::Tags => "tags",
            Self::Url => "url",
            Self::Links => "links",
            Self::Id => "id",
            Self::Code => "code",
            Self::Guid => "guid",
            Self::Status => "status",
            Self::Recorded => "recorded",
        }
    }

    fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

impl DateOrder {
    /// As it is written in an assignment.
    pub fn word(self) -> &'static str {
        match self {
            Self::DayMonthYear => "dmy",
            Self::MonthDayYear => "mdy",
            Self::YearMonthDay => "ymd",
        }
    }

    fn named(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "dmy" | "day_month_year" => Some(Self::DayMonthYear),
            "mdy" | "month_day_year" => Some(Self::MonthDayYear),
            "ymd" | "year_month_day" => Some(Self::YearMonthDay),
            _ => None,
        }
    }
}

impl TableMapping {
    /// Reads `title=Talk,start=Begin,speakers=Speaker 1,speakers=Speaker 2,date_order=dmy`: roles and
    /// the names of their columns, or their numbers from 1. Nothing behind `=` is no column.
    ///
    /// # Errors
    /// What is no such assignment, with how to write one.
    pub fn parse_assignments(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for part in assignments(text) {
            let failed = |cure: String| MappingError {
                part: part.trim().to_owned(),
                cure,
            };
            let usage = || {
                let roles: Vec<&str> = Role::ALL.into_iter().map(Role::word).collect();
                format!(
                    "write it as title=COLUMN,start=COLUMN; what a column can hold is {}",
                    roles.join(", ")
                )
            };
            let (word, value) = part.split_once('=').ok_or_else(|| failed(usage()))?;
            let value = value.trim();
            match word.trim() {
                "date_order" => {
                    let order = DateOrder::named(value).ok_or_else(|| {
                        failed("the order of dates is dmy, mdy or ymd".to_owned())
                    })?;
                    mapping.date_order = Some(order);
                }
                "delimiter" => {
                    let delimiter = delimiter(value).ok_or_else(|| {
                        failed("a delimiter is one sign, or tab, comma, semicolon, bar".to_owned())
                    })?;
                    mapping.delimiter = Some(delimiter);
                }
                word => {
                    let role = Role::named(word).ok_or_else(|| failed(usage()))?;
                    let columns = mapping.roles.entry(role).or_default();
                    if !value.is_empty() {
                        columns.push(mapping.columns.len());
                        mapping.columns.push(value.to_owned());
                    }
                }
            }
        }
        if mapping == Self::default() {
            return Err(MappingError {
                part: text.to_owned(),
                cure: "write it as title=COLUMN,start=COLUMN".to_owned(),
            });
        }
        Ok(mapping)
    }

    /// What [`TableMapping::parse_assignments`] reads as this mapping. A column whose name is empty or
    /// stands for another one too is told by its number.
    pub fn assignments(&self) -> String {
        let mut parts = Vec::new();
        for (role, columns) in &self.roles {
            if columns.is_empty() {
                parts.push(format!("{}=", role.word()));
            }
            parts.extend(columns.iter().map(|&column| {
                let name = self.columns.get(column).map_or("", |name| name.trim());
                let is_plain = !name.is_empty()
                    && place_of(name, &self.columns) == Some(column)
                    && assignments(&format!("=,{name}")).len() == 1;
                if is_plain {
                    format!("{}={name}", role.word())
                } else {
                    format!("{}=#{}", role.word(), column + 1)
                }
            }));
        }
        let order = self.date_order;
        parts.extend(order.map(|order| format!("date_order={}", order.word())));
        parts.join(",")
    }

    /// What a column holds; the first of its roles.
    pub fn role_of(&self, column: usize) -> Option<Role> {
        let mut roles = self.roles.iter();
        let role = roles.find(|(_, columns)| columns.contains(&column));
        role.map(|(role, _)| *role)
    }

    /// The roles with the places of their columns in another file's `columns`: by name, else, for a
    /// name that is a number, by that.
    ///
    /// # Errors
    /// The first column that is not there.
    pub(super) fn placed_in(
        &self,
        columns: &[String],
    ) -> Result<BTreeMap<Role, Vec<usize>>, String> {
        if self.columns == columns && self.roles.values().flatten().all(|at| *at < columns.len()) {
            return Ok(self.roles.clone());
        }
        let place = |column: &usize| {
            let name = self
                .columns
                .get(*column)
                .ok_or_else(|| format!("number {}", column + 1))?;
            place_of(name, columns).ok_or_else(|| format!("“{name}”"))
        };
        self.roles
            .iter()
            .map(|(role, told)| Ok((*role, told.iter().map(place).collect::<Result<_, _>>()?)))
            .collect()
    }
}

/// Refuses a table, and carries what its columns are so that the attendee can tell.
pub(crate) fn unclear(
    problem: String,
    mapping: TableMapping,
    samples: Vec<Vec<String>>,
) -> ReadError {
    ReadError::UnclearTable {
        problem,
        mapping: Box::new(mapping),
        samples,
    }
}

fn place_of(name: &str, columns: &[String]) -> Option<usize> {
    let same = |column: &String| column.trim() == name.trim();
    let alike = |column: &String| folded(column) == folded(name);
    let number = || {
        let number: usize = name.trim().trim_start_matches('#').parse().ok()?;
        number.checked_sub(1).filter(|place| *place < columns.len())
    };
    columns
        .iter()
        .position(same)
        .or_else(|| columns.iter().position(alike))
        .or_else(number)
}

/// Parts at the commas before `word=`: the names of columns may hold commas.
fn assignments(text: &str) -> Vec<&str> {
    let starts_one = |rest: &str| {
        let word = rest.split_once('=').map(|(word, _)| word.trim());
        word.is_some_and(|word| {
            Role::named(word).is_some() || matches!(word, "date_order" | "delimiter")
        })
    };
    let mut parts = Vec::new();
    let mut from = 0;
    for (comma, _) in text.match_indices(',') {
        if starts_one(&text[comma + 1..]) {
            parts.push(&text[from..comma]);
            from = comma + 1;
        }
    }
    parts.push(&text[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn delimiter(word: &str) -> Option<char> {
    match word.to_ascii_lowercase().as_str() {
        "tab" | "\\t" => Some('\t'),
        "comma" => Some(','),
        "semicolon" => Some(';'),
        "bar" | "pipe" => Some('|'),
        sign => {
            let mut letters = sign.chars();
            let delimiter = letters.next().filter(char::is_ascii)?;
            letters.next().is_none().then_some(delimiter)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn placed(assignments: &str, columns: &[&str]) -> Result<String, String> {
        let mapping = TableMapping::parse_assignments(assignments).unwrap();
        let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let roles = mapping.placed_in(&columns)?;
        let told: Vec<String> = roles
            .iter()
            .map(|(role, columns)| format!("{}{columns:?}", role.word()))
            .collect();
        Ok(told.join(" "))
    }

    #[test]
    fn assignments_find_columns_by_name_or_number() {
        let columns = ["Was", "Beginn, Ende", "Wer", "wer noch"];
        let cases = [
            ("title=Was,start=Beginn, Ende", "title[0] start[1]"),
            ("title=was, start = 2", "title[0] start[1]"),
            ("speakers=Wer,speakers=Wer noch", "speakers[2, 3]"),
            ("title=#1,room=", "title[0] room[]"),
        ];
        for (assignments, expected) in cases {
            assert_eq!(placed(assignments, &columns).as_deref(), Ok(expected));
        }
        assert_eq!(placed("title=Titel", &columns), Err("“Titel”".to_owned()));
        assert_eq!(placed("title=5", &columns), Err("“5”".to_owned()));
    }

    #[test]
    fn a_mapping_is_written_as_it_is_read() {
        let columns = ["Was", "Beginn, Ende", "Wer", "wer", "", "a, title=b"];
        let mapping = TableMapping {
            columns: columns.map(str::to_owned).to_vec(),
            roles: BTreeMap::from([
                (Role::Title, vec![0]),
                (Role::Start, vec![1]),
                (Role::Speakers, vec![2, 3, 4]),
                (Role::Abstract, vec![5]),
                (Role::Room, vec![]),
            ]),
            date_order: Some(DateOrder::DayMonthYear),
            delimiter: None,
        };
        let written = mapping.assignments();
        assert_eq!(
            written,
            "title=Was,start=Beginn, Ende,room=,speakers=Wer,speakers=wer,speakers=#5,abstract=#6,\
             date_order=dmy"
        );
        let read = TableMapping::parse_assignments(&written).unwrap();
        assert_eq!(read.placed_in(&mapping.columns), Ok(mapping.roles));
        assert_eq!(read.date_order, mapping.date_order);
    }

    #[test]
    fn what_is_no_assignment_is_refused_with_the_cure() {
        for (text, expected) in [
            ("Talk", "write it as title=COLUMN"),
            ("titel=Talk", "can hold is title, subtitle"),
            ("date_order=abc", "dmy, mdy or ymd"),
            ("delimiter=", "one sign"),
            ("", "write it as title=COLUMN"),
        ] {
            let message = TableMapping::parse_assignments(text)
                .unwrap_err()
                .to_string();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn a_mapping_survives_being_written_down() {
        let mapping =
            TableMapping::parse_assignments("title=Was,date_order=mdy,delimiter=tab").unwrap();
        let written = serde_json::to_string(&mapping).unwrap();
        assert_eq!(
            written,
            "{\"columns\":[\"Was\"],\"roles\":{\"title\":[0]},\"date_order\":\"month_day_year\",\
             \"delimiter\":\"\\t\"}"
        );
        assert_eq!(
            serde_json::from_str::<TableMapping>(&written).unwrap(),
            mapping
        );
    }
}
