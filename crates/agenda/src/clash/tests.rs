//! Clashes and lanes, on cases counted by hand and against a count of minutes.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::dice::Dice;

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
        place: (!place.is_empty()).then_some(place),
        must: false,
    }
}

fn must<'a>(appointment: Appointment<'a>) -> Appointment<'a> {
    Appointment {
        must: true,
        ..appointment
    }
}

/// Pairs with minutes of overlap, and with minutes that are missing, less than none.
fn found(appointments: &[Appointment]) -> Vec<(usize, usize, i64)> {
    clashes(appointments, &WalkingTimes::default())
        .into_iter()
        .map(|clash| {
            let time = match clash.conflict {
                Conflict::Overlap(time) => time,
                Conflict::Tight { free, walk } => free - walk,
            };
            (clash.first, clash.second, time.num_minutes())
        })
        .collect()
}

#[test]
fn only_what_shares_time_clashes() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [(usize, usize, i64)]);
    let cases: &[Case] = &[
        (&[("11:00", "12:30"), ("11:55", "12:30")], &[(0, 1, 35)]),
        (&[("11:55", "12:30"), ("11:00", "12:30")], &[(0, 1, 35)]),
        (&[("11:00", "11:30"), ("11:30", "12:00")], &[]),
        (
            &[("15:25", "16:00"), ("15:25", "16:00"), ("15:25", "16:00")],
            &[(0, 1, 35), (0, 2, 35), (1, 2, 35)],
        ),
        (&[("08:00", "18:00"), ("11:00", "12:00")], &[]),
        (&[("08:00", "14:00"), ("11:00", "12:00")], &[(0, 1, 60)]),
        (&[("11:10", "11:10"), ("11:00", "12:00")], &[]),
        (
            &[("10:00", "12:00"), ("10:30", "11:00"), ("11:00", "11:30")],
            &[(0, 1, 30), (0, 2, 30)],
        ),
    ];
    for (spans, expected) in cases {
        let appointments: Vec<_> = spans.iter().map(|(from, to)| at(from, to, "")).collect();
        assert_eq!(&found(&appointments), expected, "{spans:?}");
    }
}

#[test]
fn a_must_of_over_six_hours_clashes_and_other_background_does_not() {
    let long = at("08:00", "18:00", "Hall");
    let talk = at("11:00", "12:00", "Room 1");
    let after = at("18:03", "19:00", "Room 1");
    assert_eq!(found(&[long, talk, after]), []);
    assert_eq!(found(&[must(long), talk, after]), [(0, 1, 60), (0, 2, -2)]);
    assert_eq!(found(&[must(long), long]), [], "the other is background");
}

#[test]
fn too_few_minutes_to_walk_are_tight() {
    // (first, second, minutes that are missing); between rooms 5, between buildings 10
    let cases = [
        (
            at("10:00", "11:00", "Room 1"),
            at("11:00", "11:30", "Room 2"),
            Some(5),
        ),
        (
            at("10:00", "11:00", "Room 1"),
            at("11:04", "11:30", "Room 2"),
            Some(1),
        ),
        (
            at("10:00", "11:00", "Room 1"),
            at("11:05", "11:30", "Room 2"),
            None,
        ),
        (
            at("10:00", "11:00", "Room 1"),
            at("11:00", "11:30", "Room 1"),
            None,
        ),
        (
            at("11:05", "11:30", "H.2215"),
            at("10:00", "11:00", "K.1.105"),
            Some(5),
        ),
        (
            at("10:00", "11:00", "Room 1"),
            at("11:00", "11:30", ""),
            None,
        ),
        (at("10:00", "11:00", ""), at("11:00", "11:30", ""), None),
        (
            at("10:00", "11:00", "Room 1"),
            at("11:00", "11:00", "Room 2"),
            None,
        ),
        (
            at("04:00", "11:00", "Room 1"),
            at("11:00", "11:30", "Room 2"),
            None,
        ),
    ];
    for (first, second, missing) in cases {
        let expected: Vec<_> = missing
            .map(|missing| (0, 1, -missing))
            .into_iter()
            .collect();
        assert_eq!(found(&[first, second]), expected, "{first:?} {second:?}");
        assert_eq!(found(&[second, first]), expected, "{first:?} {second:?}");
    }
    let tight = Conflict::Tight {
        free: TimeDelta::minutes(3),
        walk: TimeDelta::minutes(10),
    };
    assert_eq!(
        (tight.overlap(), tight.missing()),
        (None, Some(TimeDelta::minutes(7)))
    );
}

/// Every minute of two days is looked at: where one is, and where the other; and after an end, how
/// many pass.
#[test]
fn clashes_are_what_counting_minutes_finds() {
    const PLACES: [&str; 5] = ["Room 1", "Room 2", "Hall 8 | A", "Hall 6 | A", ""];
    let mut dice = Dice::new(0x5EED_0001);
    let midnight: DateTime<Utc> = "2022-05-20T00:00:00Z".parse().unwrap();
    let (mut overlaps, mut tights) = (0, 0);
    for _ in 0..600 {
        let count = 2 + dice.roll(5);
        let minutes: Vec<(i64, i64)> = (0..count)
            .map(|_| {
                let start = dice.roll(400) as i64 / if dice.one_in(2) { 1 } else { 4 };
                let length = if dice.one_in(6) {
                    350 + dice.roll(30)
                } else {
                    dice.roll(60)
                };
                (start, start + length as i64)
            })
            .collect();
        let made: Vec<Appointment> = minutes
            .iter()
            .map(|&(from, to)| Appointment {
                span: Span {
                    starts_at: midnight + TimeDelta::minutes(from),
                    ends_at: midnight + TimeDelta::minutes(to),
                },
                place: Some(dice.of(&PLACES)).filter(|place| !place.is_empty()),
                must: dice.one_in(4),
            })
            .collect();
        let mut expected = Vec::new();
        for first in 0..count {
            for second in first + 1..count {
                let is_ghost = |index: usize| {
                    let length = minutes[index].1 - minutes[index].0;
                    length == 0 || length > 360 && !made[index].must
                };
                if is_ghost(first) || is_ghost(second) {
                    continue;
                }
                let runs = |index: usize, minute: i64| {
                    minutes[index].0 <= minute && minute < minutes[index].1
                };
                let at_once = (0..800)
                    .filter(|&minute| runs(first, minute) && runs(second, minute))
                    .count() as i64;
                let between = (0..800)
                    .filter(|&minute| !runs(first, minute) && !runs(second, minute))
                    .filter(|&minute| {
                        let before = |index: usize| minutes[index].1 <= minute;
                        before(first) != before(second)
                            && minutes[if before(first) { second } else { first }].0 > minute
                    })
                    .count() as i64;
                let walk = match (made[first].place, made[second].place) {
                    (None, _) | (_, None) => 0,
                    (a, b) if a == b => 0,
                    (Some("Hall 8 | A"), Some("Hall 6 | A"))
                    | (Some("Hall 6 | A"), Some("Hall 8 | A")) => 10,
                    _ => 5,
                };
                if at_once > 0 {
                    overlaps += 1;
                    expected.push((first, second, at_once));
                } else if between < walk {
                    tights += 1;
                    expected.push((first, second, between - walk));
                }
            }
        }
        assert_eq!(found(&made), expected, "{made:?}");
    }
    assert!(overlaps > 200 && tights > 50, "{overlaps} {tights}");
}

#[test]
fn what_is_at_once_stands_side_by_side_and_others_take_the_whole_width() {
    let spans = [
        at("10:00", "12:00", "A"),
        at("10:30", "11:00", "B"),
        at("11:00", "11:30", "C"),
        at("12:00", "13:00", "D"),
        at("08:00", "18:00", "E"),
    ];
    assert_eq!(lanes(&spans), [(0, 2), (1, 2), (1, 2), (0, 1), (0, 1)]);
    let slot = [at("15:25", "16:00", "A"); 3];
    assert_eq!(lanes(&slot), [(0, 3), (1, 3), (2, 3)]);
    let with_must = [must(at("08:00", "18:00", "A")), at("10:00", "11:00", "B")];
    assert_eq!(lanes(&with_must), [(0, 2), (1, 2)]);
}
