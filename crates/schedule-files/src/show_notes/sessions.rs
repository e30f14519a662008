//! Drafts to sessions: each session once, however often the notes tell of it.

use std::collections::HashMap;

use agenda::words::folded;
use agenda::{Identifiers, Kind, RichText, Session, Slot, TextFormat};

use chrono::{DateTime, TimeDelta, Utc};

use super::addresses::session_code;
use super::draft::Draft;
use super::timing::{Clocks, Days, slot_of};
use crate::RepairKind;
use crate::kinds::kind_of_title;
use crate::repair::{Repairs, mended_slot, read_title};
use crate::speakers::Organisations;

/// How many sessions of one start are compared with each other. More do not begin at once anywhere.
const MOST_AT_ONCE: usize = 64;

/// Octets of the shortest title that is believed to be the same as a longer one that holds it.
const SHORTEST_TITLE: usize = 8;

/// Sessions, and which of them each draft became.
pub(super) struct Sessions {
    pub(super) sessions: Vec<Session>,
    pub(super) of_draft: Vec<usize>,
}

/// Makes sessions of the drafts, in the order the notes first tell of them.
pub(super) fn sessions(
    drafts: &[Draft],
    notes: &str,
    days: &Days,
    clocks: &Clocks,
    repairs: &mut Repairs,
) -> Sessions {
    let organisations = Organisations::told_in(drafts.iter().map(|draft| draft.title.as_str()));
    let mut known = Known::default();
    let mut of_draft = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let mut own = Repairs::default();
        let followed_at = drafts
            .get(index + 1)
            .and_then(|next| start_behind(draft, next));
        let timing = Timing {
            days,
            clocks,
            followed_at,
        };
        let session = session(draft, notes, &organisations, &timing, &mut own);
        let (place, told_more) = known.add(session, repairs);
        of_draft.push(place);
        if told_more {
            for repair in own.into_vec() {
                repairs.note_many(repair.kind, repair.count, || repair.example);
            }
        }
    }
    Sessions {
        sessions: known.sessions,
        of_draft,
    }
}

/// The minute at which the next session of one list begins, on the same day and in no other room.
fn start_behind(draft: &Draft, next: &Draft) -> Option<u32> {
    let (start, next_start) = (draft.times?.start, next.times?.start);
    let elsewhere = matches!((&draft.room, &next.room), (Some(room), Some(next)) if room != next);
    let in_turn = next_start > start && draft.date == next.date && !elsewhere;
    in_turn.then_some(next_start)
}

struct Timing<'a> {
    days: &'a Days,
    clocks: &'a Clocks,
    /// When the next one begins.
    followed_at: Option<u32>,
}

fn session(
    draft: &Draft,
    notes: &str,
    organisations: &Organisations,
    timing: &Timing,
    repairs: &mut Repairs,
) -> Session {
    let (title, mut speakers) = organisations.split_title(&draft.title);
    if let Some(line) = &draft.speakers {
        let told = organisations.split_title(&format!(
            "{title} - {}",
            line.trim_matches([' ', '-', '–', '|'])
        ));
        speakers.extend(told.1);
    }
    let marks = read_title(&title, repairs);
    let status = marks.status;
    let title = match marks.title {
        "" => title,
        clean => clean.to_owned(),
    };
    let kind = kind_of_title(&title).unwrap_or(Kind::Talk);
    let slot = slot_of(draft, timing.days).map(|(times, day)| {
        if draft.date.is_some_and(|date| date.year.is_none()) {
            repairs.note(RepairKind::MissingYear, || {
                format!("“{title}”: read as {day}")
            });
        }
        let (starts_at, ends_at) = timing.clocks.instants(&times, day, &title, repairs);
        let slot = mended_slot(starts_at, ends_at, kind, &title, repairs);
        // Without an end it lasts no longer than until what follows it.
        let followed = timing.followed_at.map(|minutes| {
            slot.starts_at + TimeDelta::minutes(i64::from(minutes) - i64::from(times.start))
        });
        let ends_at = match followed {
            Some(followed) if ends_at.is_none() => slot.ends_at.min(followed),
            _ => slot.ends_at,
        };
        Slot { ends_at, ..slot }
    });
    let rich_text = draft.body.source().map(|source| RichText {
        format: TextFormat::Markdown,
        source: notes[source].trim().to_owned(),
    });
    Session {
        identifiers: Identifiers {
            code: draft
                .url
                .as_deref()
                .and_then(session_code)
                .map(str::to_owned),
            ..Identifiers::default()
        },
        kind,
        slot,
        room: draft.room.clone(),
        speakers,
        text: draft.body.text().to_owned(),
        rich_text,
        url: draft.url.clone(),
        status,
        online: draft.online,
        title,
        ..Session::default()
    }
}

/// Sessions so far, by what another mention of one may be known by.
#[derive(Default)]
struct Known {
    sessions: Vec<Session>,
    by_code: HashMap<String, usize>,
    by_title: HashMap<String, usize>,
    by_start: HashMap<DateTime<Utc>, Vec<usize>>,
}

impl Known {
    /// Its place, after it was added or joined with what is the same, and whether its time counts.
    fn add(&mut self, session: Session, repairs: &mut Repairs) -> (usize, bool) {
        if let Some(same) = self.same(&session) {
            let tells_when = self.sessions[same].slot.is_none() && session.slot.is_some();
            self.join(same, session);
            return (same, tells_when);
        }
        let place = self.sessions.len();
        if let Some(code) = &session.identifiers.code {
            if let Some(first) = self.by_code.get(code) {
                let slots = [self.sessions[*first].slot, session.slot];
                repairs.note(RepairKind::RepeatedIdentifier, || {
                    let starts = slots.map(|slot| {
                        slot.map(|slot| slot.starts_at.to_string())
                            .unwrap_or_default()
                    });
                    format!(
                        "code {code}: “{}” at {} and {}",
                        session.title, starts[0], starts[1]
                    )
                });
            }
            self.by_code.insert(code.clone(), place);
        }
        self.by_title.insert(folded(&session.title), place);
        if let Some(slot) = session.slot {
            self.by_start.entry(slot.starts_at).or_default().push(place);
        }
        self.sessions.push(session);
        (place, true)
    }

    fn same(&self, session: &Session) -> Option<usize> {
        let by_code = session
            .identifiers
            .code
            .as_ref()
            .and_then(|code| self.by_code.get(code));
        let by_title = self.by_title.get(&folded(&session.title));
        let named = by_code.into_iter().chain(by_title).copied().find(|place| {
            let other = &self.sessions[*place];
            codes_agree(other, session) && slots_agree(other.slot, session.slot)
        });
        named.or_else(|| {
            let at_once = self.by_start.get(&session.slot?.starts_at)?;
            at_once
                .iter()
                .rev()
                .take(MOST_AT_ONCE)
                .copied()
                .find(|place| {
                    let other = &self.sessions[*place];
                    codes_agree(other, session)
                        && (same_room(other, session) || one_title_in_the_other(other, session))
                })
        })
    }

    /// Adds what another mention tells more.
    fn join(&mut self, place: usize, other: Session) {
        let session = &mut self.sessions[place];
        if session.identifiers.code.is_none() {
            if let Some(code) = &other.identifiers.code {
                self.by_code.insert(code.clone(), place);
            }
            session.identifiers.code = other.identifiers.code;
        }
        if session.slot.is_none()
            && let Some(slot) = other.slot
        {
            session.slot = Some(slot);
            self.by_start.entry(slot.starts_at).or_default().push(place);
        }
        session.room = session.room.take().or(other.room);
        session.url = session.url.take().or(other.url);
        if session.speakers.is_empty() {
            session.speakers = other.speakers;
        }
        if session.text.is_empty() {
            session.text = other.text;
            session.rich_text = other.rich_text;
        }
        session.online |= other.online;
    }
}

fn codes_agree(one: &Session, other: &Session) -> bool {
    let codes = (&one.identifiers.code, &other.identifiers.code);
    !matches!(codes, (Some(one), Some(other)) if one != other)
}

fn slots_agree(one: Option<Slot>, other: Option<Slot>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.starts_at == other.starts_at,
        _ => true,
    }
}

/// A room holds one session at a time.
fn same_room(one: &Session, other: &Session) -> bool {
    one.room.is_some() && one.room == other.room
}

fn one_title_in_the_other(one: &Session, other: &Session) -> bool {
    let one_in_the_other = |one: &str, other: &str| {
        let (one, other) = (folded(one), folded(other));
        one.contains(&other) || other.contains(&one)
    };
    let rooms_agree = match (&one.room, &other.room) {
        (Some(one), Some(other)) => one_in_the_other(one, other),
        _ => true,
    };
    let long = |session: &Session| session.title.len() > SHORTEST_TITLE;
    rooms_agree && long(one) && long(other) && one_in_the_other(&one.title, &other.title)
}
