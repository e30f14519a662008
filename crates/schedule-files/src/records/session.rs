//! One row to a session.

use agenda::{Identifiers, Link, Session, Speaker, Status};
use chrono::{DateTime, Utc};

use super::columns::Columns;
use super::mapping::Role;
use super::{Records, Row, words};
use crate::kinds::kind_of;
use crate::repair::{Repairs, known_by, mended_slot, read_title};
use crate::speakers::from_cell;
use crate::text::{clean_line, clean_option, described};
use crate::told::{is_online, language_named, status_named};
use crate::{RepairKind, Skipped};

/// A cell that is longer, in bytes, names nobody.
const LONGEST_NAMES: usize = 4000;

/// When a row's session takes place, as far as known.
#[derive(Debug, Default)]
pub(super) struct Timed {
    pub(super) starts_at: Option<DateTime<Utc>>,
    pub(super) ends_at: Option<DateTime<Utc>>,
    /// The year is none of the row's own.
    pub(super) year_elsewhere: bool,
}

/// The session that a row describes; what cannot be one is named with the reason.
pub(super) fn read(
    records: &Records,
    columns: &Columns,
    row: &Row,
    timed: &Timed,
    repairs: &mut Repairs,
) -> Result<Session, Skipped> {
    let text = |role: Role| row.first(columns.of(role));
    let room = clean_option(&one_line(text(Role::Room)), repairs);
    let track = clean_option(&one_line(text(Role::Track)), repairs);
    let kind_label = clean_option(text(Role::Kind), repairs);
    let speakers = speakers(records, columns, row, repairs);
    let written_title = clean_line(text(Role::Title), repairs);
    let marks = read_title(&written_title, repairs);
    let tags = one_line(text(Role::Tags));
    let kind = kind_of(kind_label.as_deref(), track.as_deref(), marks.title);
    let title = match marks.title {
        "" => {
            let title = known_by(&speakers, room.as_deref(), track.as_deref())
                .or_else(|| timed.starts_at.map(|_| "Untitled session".to_owned()))
                .ok_or_else(|| untitled(records, row))?;
            repairs.note(RepairKind::MissingTitle, || {
                format!("{}: {title}", place(records, row))
            });
            title
        }
        title => title.to_owned(),
    };
    let slot = timed
        .starts_at
        .map(|starts_at| mended_slot(starts_at, timed.ends_at, kind, &title, repairs));
    let mut told = described(text(Role::Abstract), text(Role::Description), repairs);
    let contents = records.contents.map_or("", |column| row.text(column));
    told.append(
        "Contents",
        &clean_line(&contents.replace('\n', "; "), repairs),
    );
    for column in columns.of(Role::Speakers) {
        // What is too long to be names is kept as text.
        let cell = row.text(*column);
        if cell.len() > LONGEST_NAMES {
            told.append("Speakers", &clean_line(cell, repairs));
        }
    }
    told.append("Level", &clean_line(text(Role::Level), repairs));
    told.append("Tags", &clean_line(&tags, repairs));
    let status = if marks.status == Status::Cancelled {
        marks.status
    } else {
        status(records, columns, row)
    };
    Ok(Session {
        identifiers: identifiers(columns, row),
        subtitle: clean_option(text(Role::Subtitle), repairs),
        kind,
        kind_label,
        slot,
        online: is_online(room.as_deref()),
        room,
        track,
        language: language_named(text(Role::Language)),
        speakers,
        text: told.plain,
        rich_text: told.rich,
        url: Some(text(Role::Url))
            .filter(|url| is_address(url))
            .map(str::to_owned),
        links: links(records, columns, row),
        status,
        recorded: yes_or_no(text(Role::Recorded)),
        title,
    })
}

fn place(records: &Records, row: &Row) -> String {
    let noun = if records.is_table { "line" } else { "record" };
    format!("{noun} {}", row.place)
}

fn untitled(records: &Records, row: &Row) -> Skipped {
    let words = row
        .filled()
        .map(|(_, text)| text)
        .next()
        .unwrap_or_default();
    Skipped {
        what: format!(
            "{} (“{}”)",
            place(records, row),
            crate::repair::shortened(words)
        ),
        why: "it has no title, no time, no room and no speakers".to_owned(),
    }
}

/// Several values in one line.
fn one_line(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The speakers of all their columns, each once, with the organisations that stand in the same order.
fn speakers(
    records: &Records,
    columns: &Columns,
    row: &Row,
    repairs: &mut Repairs,
) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::new();
    for (index, column) in columns.of(Role::Speakers).iter().enumerate() {
        let cell = row.text(*column);
        if cell.len() > LONGEST_NAMES {
            continue;
        }
        let mut named = from_cell(cell);
        let organisations = columns.of(Role::Organisation);
        let name = &records.columns[*column];
        let beside = match name.rsplit_once('.') {
            // Fields of the same records.
            Some((parent, _)) => organisations.iter().find(|column| {
                let other = records.columns[**column].rsplit_once('.');
                other.is_some_and(|(other, _)| other == parent)
            }),
            // One column for each speaker, or one for all.
            None if organisations.len() == columns.of(Role::Speakers).len() => {
                organisations.get(index)
            }
            None => organisations.first(),
        };
        let cell = beside.map_or("", |column| row.lines(*column));
        if !cell.trim().is_empty() {
            give_organisations(&mut named, cell);
        }
        for speaker in named {
            let Some(name) = clean_option(&speaker.name, repairs) else {
                continue;
            };
            match speakers.iter_mut().find(|known| known.name == name) {
                Some(known) => {
                    known.organisation = known.organisation.take().or(speaker.organisation)
                }
                None => speakers.push(Speaker { name, ..speaker }),
            }
        }
    }
    speakers
}

fn give_organisations(speakers: &mut [Speaker], cell: &str) {
    if cell.len() > LONGEST_NAMES {
        return;
    }
    let mut parts: Vec<&str> = cell.split('\n').collect();
    if parts.len() == 1 && speakers.len() > 1 {
        let signs: &[char] = if cell.contains(';') { &[';'] } else { &[','] };
        parts = cell.split(signs).collect();
    }
    if parts.len() != speakers.len() {
        return;
    }
    for (speaker, part) in speakers.iter_mut().zip(parts) {
        let organisation = Some(part.trim())
            .filter(|part| !part.is_empty())
            .map(str::to_owned);
        speaker.organisation = speaker.organisation.take().or(organisation);
    }
}

fn identifiers(columns: &Columns, row: &Row) -> Identifiers {
    let given = |role: Role| {
        Some(row.first(columns.of(role)))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Identifiers {
        guid: given(Role::Guid),
        code: given(Role::Code),
        uid: None,
        id: given(Role::Id),
    }
}

/// By a word, or by yes under a head that says "cancelled".
fn status(records: &Records, columns: &Columns, row: &Row) -> Status {
    let cancelled = columns.of(Role::Status).iter().any(|column| {
        let name = words(&records.columns[*column]);
        let asks = name
            .iter()
            .any(|word| ["cancelled", "canceled", "abgesagt"].contains(&word.as_str()));
        asks && yes_or_no(row.text(*column)) == Some(true)
    });
    if cancelled {
        return Status::Cancelled;
    }
    status_named(row.first(columns.of(Role::Status)))
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "x" | "ja" | "oui" | "si" | "sí" => Some(true),
        "no" | "false" | "0" | "n" | "nein" | "non" => Some(false),
        _ => None,
    }
}

fn links(records: &Records, columns: &Columns, row: &Row) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for column in columns.of(Role::Links) {
        let name = words(&records.columns[*column]);
        let telling: Vec<&str> = name
            .iter()
            .map(String::as_str)
            .filter(|word| !["url", "link", "links", "name"].contains(word))
            .collect();
        let mut title = telling.join(" ");
        if let Some(first) = title.get(..1).map(str::to_uppercase) {
            title.replace_range(..1, &first);
        }
        for url in row
            .text(*column)
            .split_whitespace()
            .take(32)
            .filter(|url| is_address(url))
        {
            if links.iter().all(|link| link.url != url) {
                links.push(Link {
                    title: if title.is_empty() {
                        url.to_owned()
                    } else {
                        title.clone()
                    },
                    url: url.to_owned(),
                });
            }
        }
    }
    links
}

fn is_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && !text.contains(char::is_whitespace)
}
