//! Whether a schedule is of a conference that is already known from another source.
//!
//! Sched's calendar came first, the organisers' JSON later; or the address changed. What tells is
//! what they have in common: titles, days, name. Enough to ask about, never to join in silence.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::text;
use crate::words::folded;
use crate::{ConferenceFacts, Session};

/// Fewer titles in common are chance.
const FEWEST_SHARED: usize = 3;
/// The share of the smaller schedule's titles that both must have.
const MOST_SHARED: f64 = 0.5;
/// The same, where the name or the times agree too.
const SOME_SHARED: f64 = 0.2;
/// The share of the shorter name's words that must be exceeded: "PyCon UK" is not "PyCon US".
const SAME_WORDS: f64 = 2.0 / 3.0;
/// Schedules of one conference may begin and end on other days by this much (workshops before it).
const DAYS_APART: i64 = 1;

/// What two schedules have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SameConference {
    pub reason: SameConferenceReason,
    /// Titles that both have; lunch and the like do not count.
    pub shared_titles: usize,
    /// Titles of the smaller of the two.
    pub titles: usize,
}

/// Why two schedules may be of one conference, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SameConferenceReason {
    /// Most titles of the smaller one are in the other.
    SameSessions,
    /// Some are, and the name is the same, or they are at the same times.
    SomeSessions,
    /// The name is the same, and the days are.
    SameNameAndDays,
    /// The name is the same, and one of the two tells no days: show notes that only name talks.
    SameName,
}

impl SameConference {
    /// In words, to stand after "This may be a conference that you have: ".
    pub fn describe(&self) -> String {
        let shared = format!(
            "{} of {} titles are the same",
            self.shared_titles, self.titles
        );
        match self.reason {
            SameConferenceReason::SameSessions => shared,
            SameConferenceReason::SomeSessions => format!("{shared}, and so are name or times"),
            SameConferenceReason::SameNameAndDays => "name and days are the same".to_owned(),
            SameConferenceReason::SameName => "the name is the same".to_owned(),
        }
    }
}

/// Whether a schedule may be of the stored conference; `None` where nothing speaks for it, or where
/// the two take place on different days. The order of the two has no say.
pub fn same_conference(
    stored: (&ConferenceFacts, &[Session]),
    new: (&ConferenceFacts, &[Session]),
) -> Option<SameConference> {
    let (a, b) = (Profile::of(stored), Profile::of(new));
    let same_days = same_days(&a, &b);
    if same_days == Some(false) {
        return None;
    }
    let shared: Vec<&String> = a
        .starts
        .keys()
        .filter(|title| b.starts.contains_key(*title))
        .collect();
    let titles = a.starts.len().min(b.starts.len());
    let share = shared.len() as f64 / titles.max(1) as f64;
    let at_same_time = shared
        .iter()
        .filter(|title| !a.starts[**title].is_disjoint(&b.starts[**title]))
        .count();
    let same_name = is_same_name(&a.name, &b.name);
    let enough = shared.len() >= FEWEST_SHARED;
    let reason = if enough && share >= MOST_SHARED {
        SameConferenceReason::SameSessions
    } else if enough && share >= SOME_SHARED && (same_name || at_same_time * 2 > shared.len()) {
        SameConferenceReason::SomeSessions
    } else if same_name && same_days == Some(true) {
        SameConferenceReason::SameNameAndDays
    } else if same_name && same_days.is_none() {
        SameConferenceReason::SameName
    } else {
        return None;
    };
    Some(SameConference {
        reason,
        shared_titles: shared.len(),
        titles,
    })
}

/// How many titles that name a talk both have.
pub fn shared_titles(a: &[Session], b: &[Session]) -> usize {
    let facts = ConferenceFacts::default();
    let (a, b) = (Profile::of((&facts, a)), Profile::of((&facts, b)));
    let shared = a
        .starts
        .keys()
        .filter(|title| b.starts.contains_key(*title));
    shared.count()
}

/// What of a schedule is compared.
struct Profile {
    /// Folded titles that name a talk, with the times they are at.
    starts: HashMap<String, HashSet<DateTime<Utc>>>,
    /// First and last.
    days: Option<(NaiveDate, NaiveDate)>,
    /// The words of the title that tell one conference from another.
    name: HashSet<String>,
}

impl Profile {
    fn of((facts, sessions): (&ConferenceFacts, &[Session])) -> Self {
        let mut starts: HashMap<String, HashSet<DateTime<Utc>>> = HashMap::new();
        for session in sessions {
            let title = folded(&session.title);
            if !text::is_generic(&title) && !text::is_placeholder(&title) {
                let starts = starts.entry(title).or_default();
                starts.extend(session.slot.map(|slot| slot.starts_at));
            }
        }
        let title = facts.title.as_deref().or(facts.acronym.as_deref());
        Self {
            starts,
            days: days(facts, sessions),
            name: title.map(name_words).unwrap_or_default(),
        }
    }
}

/// By the sessions, else by the facts.
fn days(facts: &ConferenceFacts, sessions: &[Session]) -> Option<(NaiveDate, NaiveDate)> {
    let slots = || sessions.iter().filter_map(|session| session.slot);
    let first = slots().map(|slot| slot.starts_at.date_naive()).min();
    let last = slots().map(|slot| slot.starts_at.date_naive()).max();
    first
        .zip(last)
        .or_else(|| facts.first_day.zip(facts.last_day))
}

/// Whether the days overlap; `None` where one schedule has none.
fn same_days(a: &Profile, b: &Profile) -> Option<bool> {
    let ((a_first, a_last), (b_first, b_last)) = (a.days?, b.days?);
    let apart = TimeDelta::days(DAYS_APART);
    Some(a_first - b_last <= apart && b_first - a_last <= apart)
}

/// All words but a few are in both, and of numbers (years) all.
fn is_same_name(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let numbers = |name: &HashSet<String>| -> HashSet<String> {
        let is_number = |word: &&String| word.bytes().all(|byte| byte.is_ascii_digit());
        name.iter().filter(is_number).cloned().collect()
    };
    let shared = a.intersection(b).count();
    shared as f64 > SAME_WORDS * a.len().min(b.len()) as f64 && numbers(a) == numbers(b)
}

/// "The Baking Conference Europe 2026" and "Baking EU 2026: Schedule" are one name.
fn name_words(title: &str) -> HashSet<String> {
    const TELL_NOTHING: &[&str] = &[
        "and",
        "at",
        "calendar",
        "conference",
        "day",
        "days",
        "events",
        "for",
        "in",
        "of",
        "program",
        "programme",
        "schedule",
        "sessions",
        "talks",
        "the",
    ];
    folded(title)
        .split(' ')
        .filter(|word| !word.is_empty() && !TELL_NOTHING.contains(word))
        .map(|word| match word {
            "europe" => "eu".to_owned(),
            "north" => "na".to_owned(),
            _ => word.to_owned(),
        })
        .filter(|word| word != "america")
        .collect()
}
