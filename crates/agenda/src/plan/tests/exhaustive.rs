//! Plans of thousands of made days against trying every set of times.

use super::*;
use crate::clash::conflict;
use crate::dice::Dice;

/// What one minute-based day holds, for the oracle: it shares no code with the plan.
struct Made {
    /// Possible stretches in minutes; one for a talk.
    times: Vec<(i64, i64)>,
    place: Option<usize>,
    worth: u64,
    talk: Option<usize>,
    locked: bool,
    is_pause: bool,
}

const PLACES: [&str; 4] = ["Hall 1 | A", "Hall 1 | B", "Hall 2 | C", "Hall 3 | D"];
/// As told in [`walking`]: a walk from Hall 1 | B to Hall 3 | D that is longer than by way of Hall 2.
const WALKS: [[i64; 4]; 4] = [
    [0, 5, 10, 10],
    [5, 0, 10, 30],
    [10, 10, 0, 10],
    [10, 30, 10, 0],
];

fn walking() -> WalkingTimes {
    WalkingTimes {
        pairs: [((PLACES[3].to_owned(), PLACES[1].to_owned()), 30)].into(),
        ..WalkingTimes::default()
    }
}

fn can_both(a: (i64, i64), b: (i64, i64), places: (Option<usize>, Option<usize>)) -> bool {
    let (first, second) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    let walk = match places {
        (Some(from), Some(to)) => WALKS[from][to],
        _ => 0,
    };
    first.1 + walk <= second.0
}

/// The most pauses, and with them the most worth, over all sets of times.
fn best(made: &[Made], next: usize, taken: &mut Vec<(usize, (i64, i64))>) -> (u64, u64) {
    let Some(one) = made.get(next) else {
        return (0, 0);
    };
    if one.locked {
        taken.push((next, one.times[0]));
        let (pauses, worth) = best(made, next + 1, taken);
        taken.pop();
        return (pauses, worth + one.worth);
    }
    let mut most = best(made, next + 1, taken);
    for &time in &one.times {
        let fits = taken.iter().all(|&(other, at)| {
            let other = &made[other];
            can_both(time, at, (one.place, other.place))
                && (one.talk.is_none() || one.talk != other.talk)
        });
        if fits {
            taken.push((next, time));
            let (pauses, worth) = best(made, next + 1, taken);
            taken.pop();
            most = most.max((pauses + u64::from(one.is_pause), worth + one.worth));
        }
    }
    most
}

fn made_day(dice: &mut Dice) -> Vec<Made> {
    let few_worths = dice.one_in(2);
    let mut made = Vec::new();
    let grid = |minutes: usize| 5 * minutes as i64;
    // Locked ones first: the oracle looks at what is taken before.
    let locked = if dice.one_in(4) { 1 + dice.roll(2) } else { 0 };
    for number in 0..locked + 2 + dice.roll(7) {
        let start = dice.roll(180) as i64;
        let length = if dice.one_in(5) {
            1 + dice.roll(6)
        } else {
            10 + dice.roll(50)
        };
        made.push(Made {
            times: vec![(start, start + length as i64)],
            place: Some(dice.roll(5)).filter(|&place| place < 4),
            worth: if few_worths {
                dice.of(&[5, 20, 100])
            } else {
                dice.roll(40) as u64
            },
            talk: dice.one_in(3).then(|| dice.roll(3)),
            locked: number < locked,
            is_pause: false,
        });
    }
    for _ in 0..dice.roll(4) {
        let length = grid(1 + dice.roll(6));
        let mut times = Vec::new();
        for _ in 0..1 + dice.roll(2) {
            let from = dice.roll(150) as i64;
            let to = from + dice.roll(60) as i64;
            let starts = (from..=to - length).filter(|start| start % 5 == 0);
            times.extend(starts.map(|start| (start, start + length)));
        }
        made.push(Made {
            times,
            place: Some(dice.roll(4)),
            worth: if few_worths { 20 } else { dice.roll(40) as u64 },
            talk: dice.one_in(6).then(|| dice.roll(3)),
            locked: false,
            is_pause: false,
        });
    }
    if dice.one_in(2) {
        let (from, length) = (grid(dice.roll(25)), grid(2 + dice.roll(5)));
        let starts = (from..=from + 60 - length).step_by(5);
        made.push(Made {
            times: starts.map(|start| (start, start + length)).collect(),
            place: None,
            worth: 0,
            talk: None,
            locked: false,
            is_pause: true,
        });
    }
    made
}

fn stretch((from, to): (i64, i64)) -> Span {
    let at = |minute| time("09:00") + TimeDelta::minutes(minute);
    Span {
        starts_at: at(from),
        ends_at: at(to),
    }
}

/// Opening hours that allow these starts and no others.
fn open(times: &[(i64, i64)]) -> Vec<Span> {
    times.iter().map(|&time| stretch(time)).collect()
}

fn candidates(made: &[Made]) -> Vec<Candidate<'static>> {
    let one = |one: &Made| Candidate {
        when: match one.times.as_slice() {
            [time] if one.locked => When::Locked(stretch(*time)),
            [time] if time.0 % 5 != 0 => When::At(stretch(*time)),
            [] => When::Within {
                length: TimeDelta::minutes(5),
                open: Vec::new(),
            },
            times => When::Within {
                length: TimeDelta::minutes(times[0].1 - times[0].0),
                open: open(times),
            },
        },
        place: one.place.map(|place| PLACES[place]),
        must: false,
        worth: one.worth as u32,
        talk: one.talk,
        preferred: one.times.first().is_some_and(|time| time.0 % 3 == 0),
    };
    made.iter().filter(|one| !one.is_pause).map(one).collect()
}

fn pauses(made: &[Made]) -> Vec<Pause> {
    let pauses = made.iter().filter(|one| one.is_pause);
    let one = |one: &Made| {
        let (first, last) = (one.times[0], one.times[one.times.len() - 1]);
        Pause {
            within: stretch((first.0, last.1)),
            length: TimeDelta::minutes(first.1 - first.0),
        }
    };
    pauses.map(one).collect()
}

/// What is chosen holds all rules, and is worth what the plan says.
fn check(plan: &Plan, made: &[Candidate], pauses: &[Pause]) {
    let mut held: Vec<(Appointment, Option<usize>, bool)> = Vec::new();
    let mut worth = 0;
    for one in &plan.chosen {
        let candidate = &made[one.candidate];
        worth += u64::from(candidate.worth);
        match &candidate.when {
            When::At(span) | When::Locked(span) => assert_eq!(*span, one.span),
            When::Within { length, open } => {
                assert_eq!(one.span.length(), *length);
                assert_eq!(next_on_grid(one.span.starts_at), one.span.starts_at);
                assert!(open.iter().any(|open| open.holds(&one.span)));
            }
        }
        held.push((
            candidate.at(one.span),
            candidate.talk,
            candidate.is_locked(),
        ));
    }
    for (span, pause) in plan.pauses.iter().zip(pauses) {
        if let Some(span) = span {
            assert!(pause.within.holds(span) && span.length() == pause.length);
            let place = None;
            let must = true;
            held.push((
                Appointment {
                    span: *span,
                    place,
                    must,
                },
                None,
                false,
            ));
        }
    }
    assert_eq!(plan.worth, worth);
    for (index, (one, talk, is_locked)) in held.iter().enumerate() {
        for (other, other_talk, other_locked) in &held[..index] {
            if !(*is_locked && *other_locked) {
                assert_eq!(conflict(one, other, &walking()), None);
                assert!(talk.is_none() || talk != other_talk);
            }
        }
    }
    assert_eq!(plan.chosen.len() + plan.left_out.len(), made.len());
}

#[test]
fn plans_are_worth_what_trying_every_set_of_times_finds() {
    let mut dice = Dice::new(0x5EED_0003);
    let mut searched = 0;
    for number in 0..3000 {
        let mut made = made_day(&mut dice);
        // A visit that has one time only, by chance on whole five minutes, is a talk as well.
        for one in &mut made {
            one.times.sort_unstable();
            one.times.dedup();
        }
        let (candidates, pauses) = (candidates(&made), pauses(&made));
        let found = plan(&candidates, &pauses, &walking(), PARTIAL_PLANS);
        check(&found, &candidates, &pauses);
        let taken_pauses = found.pauses.iter().flatten().count() as u64;
        let expected = best(&made, 0, &mut Vec::new());
        assert_eq!(
            (taken_pauses, found.worth),
            expected,
            "day {number}: {candidates:?} {pauses:?}"
        );
        assert!(found.is_best(), "day {number}");
        // Stopped at once, it is still a plan, and no plan is worth more than its bound.
        let stopped = plan(&candidates, &pauses, &walking(), 1);
        check(&stopped, &candidates, &pauses);
        assert!(stopped.bound >= expected.1, "day {number}");
        searched += usize::from(stopped.worth < found.worth || !stopped.is_best());
    }
    assert!(searched > 20, "only {searched} of the days needed a search");
}
