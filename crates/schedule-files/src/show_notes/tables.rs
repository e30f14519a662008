//! Timetables: rows with a time and the titles of what takes place then.

use super::blocks::{Block, Text};
use super::draft::Draft;
use super::talks::{linked_title, trimmed_title};
use crate::when::{Date, When};
use agenda::words::folded;

/// Which column of a table holds what.
#[derive(Debug)]
pub(super) struct Columns {
    time: usize,
    end: Option<usize>,
    day: Option<usize>,
    sessions: Vec<SessionColumns>,
    text: Option<usize>,
}

#[derive(Debug)]
struct SessionColumns {
    title: usize,
    room: Option<usize>,
    speakers: Option<usize>,
}

impl Columns {
    /// The columns by their heads; `None` unless there are times and titles.
    pub(super) fn of(header: &Block) -> Option<Self> {
        let heads: Vec<String> = header
            .cells
            .iter()
            .map(|cell| folded(cell.as_str()))
            .collect();
        let at = |names: &[&str]| {
            heads.iter().position(|head| {
                names
                    .iter()
                    .any(|name| head.split(' ').any(|word| word == *name))
            })
        };
        let time = at(&[
            "time", "times", "when", "start", "starts", "zeit", "uhrzeit", "beginn", "heure",
            "hora",
        ])?;
        let mut sessions: Vec<SessionColumns> = Vec::new();
        for (index, head) in heads.iter().enumerate().filter(|(index, _)| *index != time) {
            let is = |names: &[&str]| head.split(' ').any(|word| names.contains(&word));
            if is(&[
                "talk",
                "session",
                "title",
                "topic",
                "vortrag",
                "titel",
                "event",
                "what",
                "was",
                "activity",
                "titre",
                "conference",
                "charla",
                "titulo",
            ]) {
                sessions.push(SessionColumns {
                    title: index,
                    room: None,
                    speakers: None,
                });
            } else if let Some(last) = sessions.last_mut() {
                if is(&[
                    "room", "where", "location", "place", "raum", "ort", "saal", "salle", "lieu",
                    "sala", "stage", "hall",
                ]) {
                    last.room = last.room.or(Some(index));
                } else if is(&[
                    "speaker",
                    "speakers",
                    "who",
                    "presenter",
                    "presenters",
                    "wer",
                    "referent",
                    "referenten",
                    "orateur",
                    "ponente",
                ]) {
                    last.speakers = last.speakers.or(Some(index));
                }
            }
        }
        (!sessions.is_empty()).then_some(Self {
            time,
            end: at(&["end", "ends", "ende", "fin"]).filter(|index| *index != time),
            day: at(&["day", "date", "tag", "datum", "jour", "dia", "fecha"])
                .filter(|index| *index != time),
            sessions,
            text: at(&["description", "abstract", "beschreibung"]),
        })
    }

    /// What one row tells; nothing where it has no time, or no day is known.
    pub(super) fn drafts(&self, row: &Block, day: Option<Date>) -> Vec<Draft> {
        let cell = |index: usize| row.cells.get(index);
        let words = |index: Option<usize>| {
            index
                .and_then(cell)
                .map(|text| text.as_str().trim())
                .filter(|text| text.chars().any(char::is_alphanumeric))
        };
        let time = [Some(self.time), self.end].map(|index| words(index).unwrap_or_default());
        let time = match time {
            [start, ""] => start.to_owned(),
            [start, end] => format!("{start} - {end}"),
        };
        let when = When::of(&time);
        let date = words(self.day)
            .and_then(|text| When::of(text).date())
            .or(when.date())
            .or(day);
        let (Some(times), Some(date)) = (when.times(), date) else {
            return Vec::new();
        };
        self.sessions
            .iter()
            .filter_map(|columns| {
                let (title, url) = title_of(cell(columns.title)?)?;
                let mut draft = Draft {
                    title,
                    url,
                    date: Some(date),
                    times: Some(times),
                    room: words(columns.room).map(str::to_owned),
                    speakers: words(columns.speakers).map(str::to_owned),
                    ..Draft::default()
                };
                draft
                    .body
                    .push_paragraph(words(self.text).unwrap_or_default());
                Some(draft)
            })
            .collect()
    }
}

/// The title in a cell; none where it is empty, a dash, or a remark in brackets.
fn title_of(cell: &Text) -> Option<(String, Option<String>)> {
    let (title, url) = linked_title(&cell.joined());
    let title = trimmed_title(&title);
    let remark = title.starts_with('(') && title.ends_with(')');
    (title.chars().any(char::is_alphanumeric) && !remark).then(|| (title.to_owned(), url))
}
