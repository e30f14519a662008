//! Where a line or two tell of a session: its title beside or above its time.

use agenda::words::folded;

use super::blocks::{LinkSpan, Text};
use super::draft::Draft;
use crate::speakers::split_title;
use crate::when::{Date, When, is_a_room, names_a_room};

/// Letters of the longest line that is taken for a title.
const LONGEST_TITLE: usize = 300;

/// Dashes, commas and the like that a date and a time behind a title have, with the one before them.
const MOST_MARKS: usize = 8;

/// Letters of the longest line that is only a room or names.
const LONGEST_DETAIL: usize = 120;

/// What goes on for longer behind a time is a title and text.
const LONGEST_WITHOUT_TEXT: usize = 200;

/// What goes on for longer behind a time ends with its first sentence.
const LONGEST_OF_SENTENCES: usize = 100;

/// A session told on one line: `[Title](address) (9:00 - 9:35)`, `**Title** · Room · 11:45`,
/// `13:00 - 17:00 (Room): Title: what it is`; in headings and items also `Title (9:00 - 9:35, Room)`
/// and `Title – 9:00 - 9:35`.
///
/// `day` is what a line above tells; without any day times mean nothing.
pub(super) fn on_one_line(line: &Text, day: Option<Date>, is_prose: bool) -> Option<Draft> {
    beside_a_link(line, day)
        .or_else(|| behind_bold_words(line, day))
        .or_else(|| behind_a_time(line, day))
        .or_else(|| before_a_range(line, day).filter(|_| !is_prose))
}

/// A session whose title stands above the line that tells when, with the number of lines that its
/// title and speakers take.
///
/// `above` are the lines before it, the nearest last, with whether they are a heading's.
pub(super) fn below_a_title(
    when: &When,
    above: &[(Text, bool)],
    day: Option<Date>,
) -> Option<(Draft, usize)> {
    let (nearest, rest) = above.split_last()?;
    let mut draft = timed(when, day)?;
    let (title, speakers) = if stands_out(nearest) {
        (nearest, None)
    } else {
        let between = nearest.0.as_str().trim();
        match rest.last() {
            // A line of names stands between.
            Some(title)
                if is_short(between)
                    && (stands_out(title) || (is_title(&title.0) && are_names(between))) =>
            {
                (title, Some(between.to_owned()))
            }
            _ if is_title(&nearest.0) => (nearest, None),
            _ => return None,
        }
    };
    // A plain line above a moment is as often who wrote it, or what was changed then.
    let is_range = draft.times.is_some_and(|times| times.end.is_some());
    if !stands_out(title) && !is_range {
        return None;
    }
    let taken = if speakers.is_some() { 2 } else { 1 };
    (draft.title, draft.url) = linked_title(&title.0);
    draft.speakers = speakers;
    (!draft.title.is_empty()).then_some((draft, taken))
}

/// Whether the text can be a title by its length.
pub(super) fn is_short(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.chars().nth(LONGEST_TITLE).is_none()
}

/// Whether the line is the first of a recording's chapters: "00:00 Intro".
pub(super) fn starts_a_recording(line: &Text) -> bool {
    When::leading(line.as_str()).is_some_and(|(when, _)| {
        let start = when.times().filter(|times| times.end.is_none());
        when.dates.is_empty() && start.is_some_and(|times| times.start == 0)
    })
}

/// Whether a line, or a heading, is a title by its looks: linked, bold, a heading.
pub(super) fn stands_out((line, is_heading): &(Text, bool)) -> bool {
    let told_elsewhere = When::of(line.as_str()).is_whole();
    !told_elsewhere && (*is_heading || line.whole_link().is_some() || line.is_bold())
}

/// What a line right below the time tells of the session: where, or who.
pub(super) enum Detail {
    Room(String),
    Speakers(String),
}

/// The detail that the line is: "Where: Hall 8", "Room 2H | Event Center", "Speakers: Ada Lovelace".
pub(super) fn detail(line: &str) -> Option<Detail> {
    let line = line.trim();
    if line.chars().nth(LONGEST_DETAIL).is_some() {
        return None;
    }
    let (label, value) = line.split_once(':').unwrap_or(("", line));
    let value = value.trim();
    match folded(label).as_str() {
        "" => names_a_room(value).then(|| Detail::Room(value.to_owned())),
        "where" | "location" | "room" | "venue" | "ort" | "raum" | "wo" | "lieu" | "salle"
        | "sala" | "lugar" => (!value.is_empty()).then(|| Detail::Room(value.to_owned())),
        "speaker" | "speakers" | "with" | "who" | "presented by" | "presenter" | "presenters"
        | "mit" | "referent" | "referentin" | "referenten" => {
            are_names(value).then(|| Detail::Speakers(value.to_owned()))
        }
        _ => None,
    }
}

/// The words of a title without marks around them.
pub(super) fn trimmed_title(words: &str) -> &str {
    words.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(letter, '★' | '☆' | '⭐' | '►' | '▶' | '•' | '·' | '*' | '`')
    })
}

/// A title and its address, out of a line that is nothing else.
pub(super) fn linked_title(line: &Text) -> (String, Option<String>) {
    if let Some((words, url)) = line.whole_link() {
        return (trimmed_title(words).to_owned(), Some(url.to_owned()));
    }
    let text = line.as_str();
    match line.links() {
        [link] => {
            let around = [&text[..link.range.start], &text[link.range.end..]];
            let words = &text[link.range.clone()];
            // An address written out is no part of the title, words that bear a link are.
            let title = if words == link.url {
                around.join(" ")
            } else {
                text.to_owned()
            };
            let title = trimmed_title(&title).trim_end_matches([':', '-', '–', '(']);
            (title.trim().to_owned(), Some(link.url.clone()))
        }
        _ => (
            trimmed_title(text).trim_end_matches(':').trim().to_owned(),
            None,
        ),
    }
}

fn beside_a_link(line: &Text, day: Option<Date>) -> Option<Draft> {
    let [link] = line.links() else {
        return None;
    };
    let text = line.as_str();
    let words = &text[link.range.clone()];
    if words == link.url || !is_short(words) {
        return None;
    }
    let around = format!(
        "{} | {}",
        &text[..link.range.start],
        &text[link.range.end..]
    );
    let when = When::of(&around);
    let mut draft = timed(&when, day).or_else(|| {
        // "[Title](address) - Ada Lovelace, Engines (10:00 - 10:30)"
        let names = when
            .rest
            .first()
            .filter(|rest| when.rest.len() == 1 && are_names(rest))?;
        let mut draft = from_times(&when, day)?;
        draft.speakers = Some((*names).to_owned());
        Some(draft)
    })?;
    draft.title = trimmed_title(words).to_owned();
    draft.url = Some(link.url.clone());
    (!draft.title.is_empty()).then_some(draft)
}

fn behind_bold_words(line: &Text, day: Option<Date>) -> Option<Draft> {
    let (words, rest) = line.bold_start()?;
    // A bold line of a date, or bold times before a title.
    if !is_short(words) || When::of(words).is_whole() {
        return None;
    }
    let in_brackets = || {
        let (inside, behind) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
        let mut draft = timed(&When::of(inside), day)?;
        let behind = behind.trim_start_matches([' ', ':', '-', '–', '—']);
        draft.body.push_paragraph(behind);
        Some(draft)
    };
    let mut draft = timed(&When::of(rest), day).or_else(in_brackets)?;
    draft.title = trimmed_title(words).trim_end_matches(':').to_owned();
    (!draft.title.is_empty()).then_some(draft)
}

fn behind_a_time(line: &Text, day: Option<Date>) -> Option<Draft> {
    let (when, rest) = When::leading(line.as_str())?;
    let mut draft = from_times(&when, day)?;
    let between = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, ':' | '-' | '–' | '—' | '|' | '·' | '•' | ')' | ',')
    };
    let mut rest = rest.trim_start_matches(between);
    if let Some((room, behind)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && names_a_room(room)
    {
        draft.room = Some(room.trim().to_owned());
        rest = behind.trim_start_matches(between);
    }
    // "Title: and what it is about", "Title. A sentence."
    let longer_than = |length: usize| rest.chars().nth(length).is_some();
    let marks: &[&str] = match () {
        () if longer_than(LONGEST_WITHOUT_TEXT) => &[". ", ": ", " – ", " — "],
        () if longer_than(LONGEST_OF_SENTENCES) => &[". "],
        () => &[],
    };
    let end = marks
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()
        .unwrap_or(rest.len());
    let (title, behind) = rest.split_at(end);
    let behind = behind.trim_start_matches(['.', ':', '–', '—', ' ']);
    draft.body.push_paragraph(behind);
    let title = trimmed_title(title).trim_end_matches(['.', ':']);
    let in_brackets = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once('('));
    draft.title = match in_brackets {
        Some((title, room)) if draft.room.is_none() && is_a_room(room) => {
            draft.room = Some(room.to_owned());
            title.trim_end().to_owned()
        }
        _ => title.to_owned(),
    };
    let words_of = |link: &LinkSpan| &line.as_str()[link.range.clone()];
    draft.url = line
        .links()
        .iter()
        .find(|link| draft.title.contains(trimmed_title(words_of(link))))
        .map(|link| link.url.clone());
    // "10:00 is too early" is no session, and "10:45 - 11:15, Room 5" tells of one above.
    let first = draft
        .title
        .chars()
        .find(|letter| letter.is_alphanumeric())?;
    let is_title = !first.is_lowercase() && is_short(&draft.title) && !is_a_room(&draft.title);
    is_title.then_some(draft)
}

/// `Title (9:00 - 9:35, Room)`, `Title - Speakers – Mon 16 May, 9:00 - 9:35`.
fn before_a_range(line: &Text, day: Option<Date>) -> Option<Draft> {
    let text = line.as_str().trim_end();
    if !is_short(text) {
        return None;
    }
    let brackets = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let marks = [" – ", " — ", " - ", " | ", " · ", " • ", ", "];
    let mut parts: Vec<(&str, &str)> = marks
        .iter()
        .flat_map(|mark| text.match_indices(mark))
        .map(|(at, mark)| (&text[..at], &text[at + mark.len()..]))
        .collect();
    parts.sort_by_key(|(title, _)| title.len());
    // A date and a time are at the end, with few marks in them.
    let parts = parts.split_off(parts.len().saturating_sub(MOST_MARKS));
    brackets
        .into_iter()
        .chain(parts)
        .find_map(|(title, times)| {
            let mut draft = timed(&When::of(times), day)?;
            draft.title = trimmed_title(title).trim_end_matches([',', ':']).to_owned();
            let is_range = draft.times.is_some_and(|times| times.end.is_some());
            let is_title =
                is_short(title) && !title.contains(['(', '·', ';']) && !When::of(title).is_whole();
            (is_range && is_title).then_some(draft)
        })
}

/// A draft of the words that tell when and where, if they tell nothing else.
fn timed(when: &When, day: Option<Date>) -> Option<Draft> {
    let room = when.room();
    if room.is_none() && !when.is_whole() {
        return None;
    }
    let mut draft = from_times(when, day)?;
    draft.room = room.map(str::to_owned);
    Some(draft)
}

fn from_times(when: &When, day: Option<Date>) -> Option<Draft> {
    let times = when.times()?;
    let date = when.date().or(day.filter(|_| when.dates.is_empty()))?;
    Some(Draft {
        date: Some(date),
        times: Some(times),
        ..Draft::default()
    })
}

fn is_title(line: &Text) -> bool {
    let text = line.as_str().trim();
    is_short(text) && !text.ends_with(['.', ':', ',', ';']) && !When::of(text).is_whole()
}

fn are_names(text: &str) -> bool {
    let text =
        text.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '(' | ')'));
    is_short(text) && !split_title(&format!("Title - {text}")).1.is_empty()
}
