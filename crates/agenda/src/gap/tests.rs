//! Gaps of a day, counted by hand and minute by minute.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::dice::Dice;
use chrono::{DateTime, Utc};

fn span(from: &str, to: &str) -> Span {
    let at = |time: &str| format!("2022-05-20T{time}:00Z").parse().unwrap();
    Span {
        starts_at: at(from),
        ends_at: at(to),
    }
}

fn at<'a>(from: &str, to: &str, place: &'a str) -> Appointment<'a> {
    Appointment {
        span: span(from, to),
        place: Some(place),
        must: false,
    }
}

fn told(gaps: &[Gap]) -> Vec<(String, Option<usize>, Option<usize>)> {
    let hours = |span: Span| {
        format!(
            "{}–{}",
            span.starts_at.format("%H:%M"),
            span.ends_at.format("%H:%M")
        )
    };
    gaps.iter()
        .map(|gap| (hours(gap.span), gap.after, gap.before))
        .collect()
}

#[test]
fn gaps_lie_between_what_is_held_and_within_the_hours() {
    let held = [
        at("14:00", "15:00", "A"),
        at("08:00", "09:30", "B"),
        at("10:00", "11:00", "C"),
        at("10:30", "10:45", "D"),
        at("07:00", "16:00", "Hall"),
        at("11:10", "12:00", "E"),
    ];
    let found = gaps(&held, span("09:00", "18:00"), TimeDelta::minutes(15));
    let expected = [
        ("09:30–10:00", Some(1), Some(2)),
        ("12:00–14:00", Some(5), Some(0)),
        ("15:00–18:00", Some(0), None),
    ];
    let expected = expected.map(|(hours, after, before)| (hours.to_owned(), after, before));
    assert_eq!(told(&found), expected);
    let whole = gaps(&[], span("09:00", "18:00"), TimeDelta::minutes(15));
    assert_eq!(told(&whole), [("09:00–18:00".to_owned(), None, None)]);
    assert_eq!(
        gaps(&[], span("09:00", "09:10"), TimeDelta::minutes(15)),
        []
    );
    let full = [at("08:00", "13:30", "A"), at("13:30", "19:00", "A")];
    assert_eq!(gaps(&full, span("09:00", "18:00"), TimeDelta::zero()), []);
}

#[test]
fn every_minute_of_the_hours_is_held_or_in_a_gap() {
    let mut dice = Dice::new(0x5EED_0002);
    let midnight: DateTime<Utc> = "2022-05-20T00:00:00Z".parse().unwrap();
    let stretch = |from: usize, to: usize| Span {
        starts_at: midnight + TimeDelta::minutes(from as i64),
        ends_at: midnight + TimeDelta::minutes(to as i64),
    };
    for _ in 0..500 {
        let held: Vec<Appointment> = (0..dice.roll(7))
            .map(|_| {
                let start = dice.roll(500);
                Appointment {
                    span: stretch(start, start + dice.roll(90)),
                    place: None,
                    must: false,
                }
            })
            .collect();
        let (from, to) = (100 + dice.roll(50), 300 + dice.roll(100));
        let found = gaps(&held, stretch(from, to), TimeDelta::zero());
        for minute in 0..600 {
            let now = stretch(minute, minute + 1);
            let is_held = held.iter().any(|held| held.span.holds(&now));
            let is_free = found.iter().any(|gap| gap.span.holds(&now));
            let within = (from..to).contains(&minute);
            assert_eq!(
                is_free,
                within && !is_held,
                "{minute} of {held:?} {found:?}"
            );
        }
    }
}

#[test]
fn what_fits_is_reachable_and_the_most_recommended_comes_first() {
    let held = [
        at("09:00", "10:00", "Hall 1 | A"),
        at("12:00", "13:00", "Hall 6 | B"),
    ];
    let gap = gaps(&held, span("09:00", "13:00"), TimeDelta::minutes(15))[0];
    let suggestion = |from: &str, to: &str, place, recommended_by, likeness| Suggestion {
        appointment: at(from, to, place),
        recommended_by,
        likeness,
    };
    let suggestions = [
        // Reached from A in 10 minutes.
        suggestion("10:10", "10:40", "Hall 6 | B", 0, 0.4),
        // Not reached.
        suggestion("10:05", "10:40", "Hall 6 | B", 3, 1.0),
        // Too late to walk on to B.
        suggestion("11:30", "11:55", "Hall 1 | A", 1, 0.9),
        suggestion("11:20", "11:50", "Hall 1 | A", 0, 0.7),
        suggestion("11:20", "11:50", "Hall 1 | C", 0, 0.7),
        suggestion("10:05", "10:35", "Hall 1 | C", 0, 0.7),
        suggestion("11:00", "11:30", "Hall 1 | C", 2, 0.0),
        // Longer than the gap.
        suggestion("11:30", "12:30", "Hall 6 | B", 1, 0.0),
    ];
    let found = fitting(&gap, &held, &suggestions, &WalkingTimes::default());
    assert_eq!(found, [6, 5, 3, 4, 0]);
}

#[test]
fn a_booth_is_open_for_so_long_as_the_walks_leave() {
    let held = [
        at("09:00", "10:00", "Hall 1 | A"),
        at("12:00", "13:00", "Hall 6 | B"),
    ];
    let gap = gaps(&held, span("09:00", "13:00"), TimeDelta::minutes(15))[0];
    let all_day = [span("08:00", "18:00")];
    let mornings = [span("08:00", "10:30"), span("11:00", "18:00")];
    // (place, open, stretch)
    let cases: [(Option<&str>, &[Span], _); 6] = [
        (Some("Hall 6 | Booth"), &all_day, Some(("10:10", "11:55"))),
        (Some("Hall 1 | Booth"), &all_day, Some(("10:05", "11:50"))),
        (None, &all_day, Some(("10:00", "12:00"))),
        (Some("Hall 1 | Booth"), &mornings, Some(("11:00", "11:50"))),
        (Some("Hall 1 | Booth"), &[], None),
        (Some("Hall 1 | Booth"), &[span("11:50", "18:00")], None),
    ];
    for (place, open, expected) in cases {
        let found = time_at(&gap, &held, place, open, &WalkingTimes::default());
        assert_eq!(
            found,
            expected.map(|(from, to)| span(from, to)),
            "{place:?} {open:?}"
        );
    }
}
