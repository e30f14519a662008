//! Show notes: what people write about a conference, a blog post or an episode's page, in Markdown or
//! plain text.
//!
//! The notes fall into blocks (`blocks`), a walk through them collects what they tell (`outline`) as
//! drafts, and when all is known what dates and zones mean (`timing`), the drafts become sessions
//! (`sessions`), each once. Nothing is invented: a talk without a time stays unscheduled, a date
//! without a year takes one that the notes tell elsewhere or none, and notes that name no talk give
//! an empty schedule. The spellings of dates and times are in `crate::when`.

mod addresses;
mod blocks;
mod booths;
mod collected;
mod draft;
mod events;
mod facts;
mod lists;
mod office_hours;
mod outline;
mod sessions;
mod tables;
mod talks;
mod timing;

use std::collections::{HashMap, HashSet};

use agenda::words::folded;
use agenda::{ConferenceFacts, List, ListEntry, Schedule};

use crate::repair::Repairs;
use crate::speakers::split_title;
use crate::{Format, ReadError, ReadOptions, Reading, Skipped};
use draft::{Draft, EntryDraft, ListDraft, Told};
use facts::Facts;
use sessions::Sessions;
use timing::Clocks;

/// Notes without talks, booths and lists are read too, as an empty schedule.
///
/// # Errors
///
/// [`ReadError::ZoneNeeded`] where times are local and nothing tells the zone.
pub(crate) fn read(
    text: &str,
    options: &ReadOptions,
    mut repairs: Repairs,
) -> Result<Reading, ReadError> {
    let (front_matter, notes) = facts::parted(text);
    let blocks = blocks::blocks(notes);
    let (facts, mut calendar) = Facts::of(front_matter, &blocks, options);
    let mut told = outline::outline(&blocks, &mut calendar);
    drop_passing_mentions(&mut told);
    let days = calendar.settled();
    let timed = told
        .drafts
        .iter()
        .filter_map(|draft| timing::slot_of(draft, &days));
    let guess = facts.guess.filter(|_| !told.drafts.is_empty());
    let clocks = Clocks::of(&timed.collect::<Vec<_>>(), facts.zone, guess, options)?;
    let made = sessions::sessions(&told.drafts, notes, &days, &clocks, &mut repairs);
    let mut skipped = untitled(&told, &text[..text.len() - notes.len()], notes);
    let lists = lists(told.lists, &made, &mut skipped);
    let names_anything = !(made.sessions.is_empty() && told.booths.is_empty() && lists.is_empty());
    let title = facts.title.as_deref().map(folded).unwrap_or_default();
    told.events
        .retain(|event| names_anything && !title.contains(&folded(&event.title)));
    Ok(Reading {
        format: Format::ShowNotes,
        schedule: Schedule {
            conference: ConferenceFacts {
                title: facts.title,
                ..ConferenceFacts::default()
            },
            sessions: made.sessions,
            booths: told.booths,
            lists,
            events: told.events,
            ..Schedule::default()
        },
        zone: clocks.finding,
        skipped,
        repetitions: 0,
        repairs: repairs.into_vec(),
        mapping: None,
        samples: Vec::new(),
    })
}

/// A link to a session's page is a session if its words name speakers, or if the notes tell of other
/// sessions too; else it is a link like any other.
fn drop_passing_mentions(told: &mut Told) {
    let in_company = told.drafts.iter().any(|draft| !draft.in_passing);
    let kept =
        |draft: &Draft| !draft.in_passing || in_company || !split_title(&draft.title).1.is_empty();
    // Lists name sessions by their place, and those are never mentioned in passing alone.
    if !in_company {
        told.drafts.retain(kept);
    }
}

/// The lists with their entries joined to the sessions; words that are no session's title are skipped.
fn lists(drafts: Vec<ListDraft>, made: &Sessions, skipped: &mut Vec<Skipped>) -> Vec<List> {
    let titles = made.sessions.iter().map(|session| folded(&session.title));
    let by_title: HashMap<String, usize> = titles.zip(0..).collect();
    let mut lists = Vec::new();
    for draft in drafts {
        let mut entries = Vec::new();
        let mut sessions = HashSet::new();
        for entry in draft.entries {
            let session = match entry {
                EntryDraft::Link(link) => {
                    entries.push(ListEntry::Link(link));
                    continue;
                }
                EntryDraft::Session(index) => Some(made.of_draft[index]),
                EntryDraft::Words(ref words) => by_title.get(&folded(words)).copied(),
            };
            match (session, entry) {
                (Some(session), _) if sessions.insert(session) => {
                    entries.push(ListEntry::Session(session));
                }
                (None, EntryDraft::Words(words)) => skipped.push(Skipped {
                    what: format!("“{words}” in the list of {}", draft.name),
                    why: "it names no session".to_owned(),
                }),
                _ => {}
            }
        }
        if !entries.is_empty() {
            lists.push(List {
                name: draft.name,
                entries,
            });
        }
    }
    lists
}

/// Times that nothing is told to take place at.
fn untitled(told: &Told, before_notes: &str, notes: &str) -> Vec<Skipped> {
    let lines = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
    let mut line = 1 + lines(before_notes);
    let mut counted = 0;
    let mut skipped = Vec::new();
    for (place, words) in &told.untitled {
        line += lines(notes.get(counted..*place).unwrap_or_default());
        counted = counted.max(*place);
        skipped.push(Skipped {
            what: format!("“{words}” in line {line}"),
            why: "no title stands with this time".to_owned(),
        });
    }
    skipped
}

#[cfg(test)]
mod tests;
