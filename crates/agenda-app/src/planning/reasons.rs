//! Why something is left out of a plan, in words.

use agenda::Priority;
use agenda::clash::Span;
use agenda::plan::{Candidate, Chosen, Reason, When};

use super::Planning;
use super::subjects::Subjects;
use crate::programme::whole_minutes;

/// To stand behind what is left out and a colon.
pub fn words(
    reason: Reason,
    candidate: usize,
    subjects: &Subjects<'_>,
    chosen: &[Chosen],
    planning: &Planning,
) -> String {
    let title = |other: usize| format!("“{}”", subjects.subjects[other].title());
    let span_of = |other: usize| {
        let one = chosen.iter().find(|one| one.candidate == other);
        one.map(|one| one.span)
    };
    match reason {
        Reason::OtherTime { chosen } => match span_of(chosen) {
            Some(span) => {
                let at = planning.zones.shown.local(span.starts_at);
                format!("another time of it is chosen, {}", at.format("%A %H:%M"))
            }
            None => "another time of it is chosen".to_owned(),
        },
        Reason::Clashes { with, overlap } => {
            let minutes = counted(whole_minutes(overlap));
            let what = standing(
                &subjects.candidates[with],
                subjects.subjects[with].priority(),
            );
            format!("clashes for {minutes} with {}{what}", title(with))
        }
        Reason::NoWalk { with, missing } => {
            let is_before = |span: Span| starts(&subjects.candidates[candidate], span);
            let way = if span_of(with).is_some_and(is_before) {
                "from"
            } else {
                "to"
            };
            let is_missing = if whole_minutes(missing) == 1 {
                "is"
            } else {
                "are"
            };
            let minutes = counted(whole_minutes(missing));
            format!(
                "no time to walk {way} {}: {minutes} {is_missing} missing",
                title(with)
            )
        }
        Reason::Pause { .. } => "it is at the time of the pause".to_owned(),
        Reason::NoTime => "no time is left while the booth is open".to_owned(),
        Reason::Worthless => "its priority counts nothing".to_owned(),
    }
}

/// Whether a candidate starts after a span.
fn starts(candidate: &Candidate<'_>, span: Span) -> bool {
    match candidate.when {
        When::At(own) | When::Locked(own) => span.ends_at <= own.starts_at,
        When::Within { .. } => true,
    }
}

/// ", which is a must"
fn standing(candidate: &Candidate<'_>, priority: Option<Priority>) -> &'static str {
    match (&candidate.when, priority) {
        (When::Locked(_), _) => ", which stays",
        (_, Some(Priority::Must)) => ", which is a must",
        _ => "",
    }
}

fn counted(minutes: u32) -> String {
    match minutes {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
