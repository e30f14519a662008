//! Titles: marks of cancellation and amendment taken out, missing ones made from what is known.

use agenda::{Speaker, Status};

use super::Repairs;
use crate::RepairKind;

/// A title without marks, and what they told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TitleMarks<'a> {
    /// May be empty.
    pub(crate) title: &'a str,
    /// [`Status::Cancelled`] or [`Status::Confirmed`].
    pub(crate) status: Status,
}

/// Takes `CANCELLED:`, `[Canceled]`, `AMENDMENT` and the like off either end of a title.
///
/// A mark is in brackets, or parted by a colon or dash, or in capitals, or (at the start) stands
/// before a capital; "The First Amendment" and "Cancelled flights" stay.
pub(crate) fn read_title<'a>(text: &'a str, repairs: &mut Repairs) -> TitleMarks<'a> {
    let mut title = text.trim();
    let mut status = Status::Confirmed;
    while let Some((mark, rest)) = mark_at_start(title).or_else(|| mark_at_end(title)) {
        // A title that is nothing but "Cancelled" says at least that.
        if rest.is_empty() {
            if mark == Mark::Cancelled {
                status = Status::Cancelled;
            }
            break;
        }
        title = rest;
        let kind = match mark {
            Mark::Cancelled => {
                status = Status::Cancelled;
                RepairKind::CancelledInTitle
            }
            Mark::Amended => RepairKind::AmendedInTitle,
        };
        repairs.note(kind, || format!("“{text}”"));
    }
    TitleMarks { title, status }
}

/// What to call a session that has no title: by its speakers, else room, else track.
pub(crate) fn known_by(
    speakers: &[Speaker],
    room: Option<&str>,
    track: Option<&str>,
) -> Option<String> {
    if !speakers.is_empty() {
        let names: Vec<&str> = speakers
            .iter()
            .map(|speaker| speaker.name.as_str())
            .collect();
        return Some(format!("Untitled session with {}", names.join(", ")));
    }
    room.map(|room| format!("Untitled session in {room}"))
        .or_else(|| track.map(|track| format!("Untitled session ({track})")))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Cancelled,
    Amended,
}

const MARKS: [(&str, Mark); 8] = [
    ("cancelled", Mark::Cancelled),
    ("canceled", Mark::Cancelled),
    ("abgesagt", Mark::Cancelled),
    ("entfällt", Mark::Cancelled),
    ("annulé", Mark::Cancelled),
    ("cancelado", Mark::Cancelled),
    ("amendment", Mark::Amended),
    ("amended", Mark::Amended),
];

const BRACKETS: [(char, char); 4] = [('[', ']'), ('(', ')'), ('*', '*'), ('<', '>')];

fn mark_at_start(title: &str) -> Option<(Mark, &str)> {
    let opening = title.trim_start_matches('*');
    let stars = opening.len() < title.len();
    let bracket = BRACKETS.iter().find(|(open, _)| opening.starts_with(*open));
    let word = bracket.map_or(opening, |(open, _)| opening[open.len_utf8()..].trim_start());
    let (length, mark) = MARKS.iter().find_map(|(text, mark)| {
        let start = word.get(..text.len())?;
        (start.to_lowercase() == *text).then_some((text.len(), *mark))
    })?;
    let (found, rest) = word.split_at(length);
    if let Some((_, close)) = bracket {
        let rest = rest.trim_start_matches(['!', ' ']).strip_prefix(*close)?;
        return Some((mark, after_mark(rest)));
    }
    let capitals = found.chars().all(char::is_uppercase);
    let parted = rest.is_empty()
        || rest.trim_start().starts_with([':', '!', '*', '–', '—'])
        || rest.starts_with(" - ")
        || rest.starts_with("- ");
    let before_capital = rest.starts_with(' ')
        && rest
            .trim_start()
            .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let word_ends = !rest.starts_with(char::is_alphanumeric);
    let is_mark = parted || (stars && word_ends) || (capitals && rest.starts_with(' '));
    (is_mark || (before_capital && mark == Mark::Cancelled)).then(|| (mark, after_mark(rest)))
}

fn mark_at_end(title: &str) -> Option<(Mark, &str)> {
    let closing = title.trim_end_matches(['!', '*', '.', ' ']);
    let bracket = BRACKETS.iter().find(|(_, close)| closing.ends_with(*close));
    let word = bracket.map_or(closing, |(_, close)| {
        &closing[..closing.len() - close.len_utf8()]
    });
    let word = word.trim_end_matches(['!', ' ']);
    let (start, mark) = MARKS.iter().find_map(|(text, mark)| {
        let start = word.len().checked_sub(text.len())?;
        (word.get(start..)?.to_lowercase() == *text).then_some((start, *mark))
    })?;
    let (rest, found) = word.split_at(start);
    if let Some((open, _)) = bracket {
        return Some((mark, rest.trim_end().strip_suffix(*open)?.trim_end()));
    }
    let capitals = found.chars().all(char::is_uppercase);
    let parted = rest.trim_end().ends_with([':', '-', '–', '—', '*']) && rest.ends_with([' ', '*']);
    let is_mark = parted || (capitals && rest.ends_with(' '));
    is_mark.then(|| (mark, rest.trim_end_matches([' ', ':', '-', '–', '—', '*'])))
}

fn after_mark(rest: &str) -> &str {
    rest.trim_start_matches([' ', ':', '!', '-', '–', '—', '*'])
        .trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_leave_the_title_and_tell_the_status() {
        use Status::{Cancelled, Confirmed};
        let cases = [
            ("CANCELLED Full-text Search", "Full-text Search", Cancelled),
            (
                "CANCELED Restoring a Minitel",
                "Restoring a Minitel",
                Cancelled,
            ),
            ("CANCELLED: Best Practices", "Best Practices", Cancelled),
            ("Cancelled: Best Practices", "Best Practices", Cancelled),
            ("Canceled Best Practices", "Best Practices", Cancelled),
            ("[CANCELED] Opening", "Opening", Cancelled),
            ("(cancelled) Opening", "Opening", Cancelled),
            ("**Cancelled** Opening", "Opening", Cancelled),
            ("Opening [CANCELLED]", "Opening", Cancelled),
            ("Opening - cancelled", "Opening", Cancelled),
            ("Opening CANCELLED!", "Opening", Cancelled),
            ("ABGESAGT: Eröffnung", "Eröffnung", Cancelled),
            ("CANCELLED: AMENDMENT Opening", "Opening", Cancelled),
            ("Cancelled", "Cancelled", Cancelled),
            (
                "AMENDMENT HDMI CEC: A Status Update",
                "HDMI CEC: A Status Update",
                Confirmed,
            ),
            ("HDMI CEC (amendment)", "HDMI CEC", Confirmed),
            ("The First Amendment", "The First Amendment", Confirmed),
            (
                "Amendment of the bylaws",
                "Amendment of the bylaws",
                Confirmed,
            ),
            (
                "Cancelled flights and how to catch them",
                "Cancelled flights and how to catch them",
                Confirmed,
            ),
            ("Why it was cancelled", "Why it was cancelled", Confirmed),
            ("é", "é", Confirmed),
            ("", "", Confirmed),
        ];
        for (text, title, status) in cases {
            let marks = read_title(text, &mut Repairs::default());
            assert_eq!(marks, TitleMarks { title, status }, "{text}");
        }
    }

    #[test]
    fn a_session_without_a_title_is_called_by_what_is_known() {
        let speakers = [Speaker {
            name: "Ada Lovelace".to_owned(),
            organisation: None,
        }];
        let name = known_by(&speakers, Some("Janson"), None);
        assert_eq!(name.as_deref(), Some("Untitled session with Ada Lovelace"));
        let name = known_by(&[], Some("Janson"), Some("Keynotes"));
        assert_eq!(name.as_deref(), Some("Untitled session in Janson"));
        assert_eq!(known_by(&[], None, None), None);
    }
}
