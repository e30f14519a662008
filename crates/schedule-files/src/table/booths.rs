//! A list of exhibitors: a name, a stand, a hall, an address.

use agenda::words::folded;
use agenda::{Booth, ConferenceFacts, Link, Schedule};

use super::cells::Line;
use crate::facts::title_from_name;
use crate::records::{Role, TableMapping, roles_named};
use crate::repair::Repairs;
use crate::zone_clues::{ZoneClues, find_zone};
use crate::{Format, ReadError, ReadOptions, Reading, Skipped};

const NAMES: [&str; 22] = [
    "exhibitor",
    "exhibitor name",
    "aussteller",
    "exposant",
    "expositor",
    "sponsor",
    "vendor",
    "name",
    "company",
    "company name",
    "firma",
    "organisation",
    "organization",
    "entreprise",
    "empresa",
    "project",
    "projekt",
    "sponsor name",
    "community",
    "title",
    "unternehmen",
    "who",
];

const STANDS: [&str; 20] = [
    "stand",
    "booth",
    "booth number",
    "booth no",
    "booth nr",
    "stand number",
    "stand no",
    "stand nr",
    "standnummer",
    "standnr",
    "stand id",
    "booth id",
    "table",
    "table number",
    "numero de stand",
    "tisch",
    "booth location",
    "no de stand",
    "booths",
    "stands",
];

const PLACES: [&str; 12] = [
    "hall", "halle", "floor", "place", "location", "level", "pavilion", "zone", "area", "building",
    "sala", "room",
];

/// Booths, and the rows that name none.
pub(super) struct Booths {
    booths: Vec<Booth>,
    skipped: Vec<Skipped>,
}

/// Whether the names are of exhibitors and their stands, and of nothing with a time.
pub(super) fn is_head(names: &[&str]) -> bool {
    let has = |among: &[&str]| position(names, among).is_some();
    let times = names.iter().any(|name| {
        let roles = roles_named(name);
        [Role::Start, Role::Date, Role::Duration]
            .iter()
            .any(|role| roles.contains(role))
    });
    has(&NAMES) && has(&STANDS) && !times
}

/// The booths of a table of exhibitors; none if it is one of something else.
pub(super) fn read(columns: &[String], below: &[Line]) -> Option<Booths> {
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    if !is_head(&names) {
        return None;
    }
    let [name, stand] = [&NAMES[..], &STANDS[..]].map(|among| position(&names, among));
    let place = position(&names, &PLACES);
    let with_role = |role: Role| {
        names
            .iter()
            .position(|name| roles_named(name).contains(&role))
    };
    let text = with_role(Role::Description).or_else(|| with_role(Role::Abstract));
    let mut booths: Vec<Booth> = Vec::new();
    let mut skipped = Vec::new();
    let mut known = std::collections::HashSet::new();
    for line in below.iter().filter(|line| line.is_filled()) {
        let cell = |column: Option<usize>| {
            let cell = column
                .and_then(|column| line.cells.get(column))
                .map(|cell| cell.trim());
            cell.filter(|cell| !cell.is_empty())
        };
        let skip = |why: &str| Skipped {
            what: format!(
                "line {} (“{}”)",
                line.number,
                crate::repair::shortened(&line.joined())
            ),
            why: why.to_owned(),
        };
        let Some(name) = cell(name) else {
            skipped.push(skip("it names no exhibitor"));
            continue;
        };
        if !known.insert(name.to_lowercase()) {
            skipped.push(skip("its exhibitor has a booth in a line above"));
            continue;
        }
        let urls = line
            .cells
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| cell.starts_with("http"));
        booths.push(Booth {
            name: name.to_owned(),
            stand: cell(stand).map(str::to_owned),
            place: cell(place).map(str::to_owned),
            text: cell(text).unwrap_or_default().to_owned(),
            links: urls
                .map(|url| Link {
                    title: url.to_owned(),
                    url: url.to_owned(),
                })
                .collect(),
        });
    }
    Some(Booths { booths, skipped })
}

pub(super) fn into_reading(
    booths: Booths,
    columns: Vec<String>,
    options: &ReadOptions,
    mut repairs: Repairs,
) -> Result<Reading, ReadError> {
    let zone = find_zone(&ZoneClues::default(), options, &mut repairs)?;
    Ok(Reading {
        format: Format::Table,
        schedule: Schedule {
            conference: ConferenceFacts {
                title: options.name.and_then(title_from_name),
                ..ConferenceFacts::default()
            },
            booths: booths.booths,
            ..Schedule::default()
        },
        zone,
        skipped: booths.skipped,
        repetitions: 0,
        repairs: repairs.into_vec(),
        mapping: Some(TableMapping {
            columns,
            ..TableMapping::default()
        }),
        samples: Vec::new(),
    })
}

fn position(names: &[&str], among: &[&str]) -> Option<usize> {
    let folded: Vec<String> = names.iter().map(|name| folded(name)).collect();
    among
        .iter()
        .find_map(|word| folded.iter().position(|name| name == word))
}
