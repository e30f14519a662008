//! How long it takes to plan large days: for `cargo run --release -p agenda --example plan_speed`.
#![allow(clippy::unwrap_used)]

use std::time::Instant;

use agenda::WalkingTimes;
use agenda::clash::Span;
use agenda::plan::{Candidate, PARTIAL_PLANS, Pause, When, plan};
use chrono::{DateTime, TimeDelta, Utc};

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn main() {
    let three: &[u32] = &[5, 20, 100];
    let same: &[u32] = &[20];
    measure(
        "talks only",
        &Shape {
            visits: 0,
            repeats: 0,
            pause: false,
            worths: three,
            ..DAY
        },
    );
    measure(
        "talks and lunch",
        &Shape {
            visits: 0,
            repeats: 0,
            worths: three,
            ..DAY
        },
    );
    measure(
        "and 5 visits",
        &Shape {
            visits: 5,
            repeats: 0,
            worths: three,
            ..DAY
        },
    );
    measure(
        "and repeats of every fifth",
        &Shape {
            worths: three,
            ..DAY
        },
    );
    measure(
        "all as much wanted",
        &Shape {
            worths: same,
            ..DAY
        },
    );
    measure(
        "repeats of every second",
        &Shape {
            repeats: 2,
            worths: three,
            ..DAY
        },
    );
    measure(
        "15 visits",
        &Shape {
            visits: 15,
            worths: three,
            ..DAY
        },
    );
    measure(
        "starts at any minute",
        &Shape {
            grid: 1,
            worths: three,
            ..DAY
        },
    );
    measure(
        "few talks, 15 visits",
        &Shape {
            talks: 30,
            visits: 15,
            worths: three,
            ..DAY
        },
    );
    measure(
        "four days at once",
        &Shape {
            days: 4,
            worths: three,
            ..DAY
        },
    );
}

struct Shape<'a> {
    /// Of each day.
    talks: usize,
    days: usize,
    visits: usize,
    /// One talk in so many is given again; 0 for none.
    repeats: usize,
    /// Starts are at so many minutes.
    grid: usize,
    pause: bool,
    worths: &'a [u32],
}

const DAY: Shape = Shape {
    talks: 200,
    days: 1,
    visits: 5,
    repeats: 5,
    grid: 15,
    pause: true,
    worths: &[],
};

fn measure(what: &str, shape: &Shape) {
    let rooms: Vec<String> = (0..24)
        .map(|room| format!("Hall {} | {room}", room % 4))
        .collect();
    let mut times = Vec::new();
    let mut best = 0;
    let mut missed: f64 = 0.0;
    for seed in 1..=20 {
        let (candidates, pauses) = made(shape, &rooms, &mut Dice(seed * 0x9E37_79B9));
        let start = Instant::now();
        let plan = plan(
            &candidates,
            &pauses,
            &WalkingTimes::default(),
            PARTIAL_PLANS,
        );
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        best += usize::from(plan.is_best());
        missed = missed.max((plan.bound - plan.worth) as f64 / plan.worth as f64);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{what}: {:.1} ms in the middle, {:.1} ms at most; {best} of {} proven best, others within {:.2} %",
        times[times.len() / 2],
        times[times.len() - 1],
        times.len(),
        100.0 * missed
    );
}

fn made<'a>(
    shape: &Shape,
    rooms: &'a [String],
    dice: &mut Dice,
) -> (Vec<Candidate<'a>>, Vec<Pause>) {
    let start: DateTime<Utc> = "2022-05-16T07:00:00Z".parse().unwrap();
    let stretch = |day: usize, from: usize, to: usize| Span {
        starts_at: start + TimeDelta::minutes((1440 * day + from) as i64),
        ends_at: start + TimeDelta::minutes((1440 * day + to) as i64),
    };
    let (mut candidates, mut pauses) = (Vec::new(), Vec::new());
    for day in 0..shape.days {
        for number in 0..shape.talks {
            let from = dice.roll(660 / shape.grid) * shape.grid;
            let length = [20, 30, 45, 60, 60, 90][dice.roll(6)];
            let is_repeated = shape.repeats > 0 && number % shape.repeats == 0;
            let talks = shape.talks / (2 * shape.repeats.max(1)) + 1;
            candidates.push(Candidate {
                when: When::At(stretch(day, from, from + length)),
                place: Some(rooms[dice.roll(rooms.len())].as_str()),
                must: false,
                worth: shape.worths[dice.roll(shape.worths.len())],
                talk: is_repeated.then(|| dice.roll(talks)),
                preferred: dice.roll(2) == 0,
            });
        }
        for _ in 0..shape.visits {
            candidates.push(Candidate {
                when: When::Within {
                    length: TimeDelta::minutes([10, 15, 20, 30][dice.roll(4)]),
                    open: vec![stretch(day, 120, 600)],
                },
                place: Some(rooms[dice.roll(4)].as_str()),
                must: false,
                worth: shape.worths[dice.roll(shape.worths.len())],
                talk: None,
                preferred: false,
            });
        }
        if shape.pause {
            pauses.push(Pause {
                within: stretch(day, 240, 420),
                length: TimeDelta::minutes(45),
            });
        }
    }
    (candidates, pauses)
}
