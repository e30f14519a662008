//! Plans of small days, counted by hand.
#![allow(clippy::unwrap_used)]

mod exhaustive;

use super::*;

fn time(time: &str) -> DateTime<Utc> {
    format!("2022-05-20T{time}:00Z").parse().unwrap()
}

fn span(from: &str, to: &str) -> Span {
    Span {
        starts_at: time(from),
        ends_at: time(to),
    }
}

fn talk<'a>(from: &str, to: &str, place: &'a str, worth: u32) -> Candidate<'a> {
    Candidate {
        when: When::At(span(from, to)),
        place: Some(place),
        must: false,
        worth,
        talk: None,
        preferred: false,
    }
}

fn visit<'a>(minutes: i64, open: &[(&str, &str)], place: &'a str, worth: u32) -> Candidate<'a> {
    Candidate {
        when: When::Within {
            length: TimeDelta::minutes(minutes),
            open: open.iter().map(|(from, to)| span(from, to)).collect(),
        },
        ..talk("00:00", "00:01", place, worth)
    }
}

fn planned(candidates: &[Candidate], pauses: &[Pause]) -> Plan {
    let plan = plan(candidates, pauses, &WalkingTimes::default(), PARTIAL_PLANS);
    assert!(plan.is_best(), "{plan:?}");
    plan
}

/// Candidates with their starts.
fn chosen(plan: &Plan) -> Vec<(usize, String)> {
    let one = |one: &Chosen| {
        (
            one.candidate,
            one.span.starts_at.format("%H:%M").to_string(),
        )
    };
    plan.chosen.iter().map(one).collect()
}

fn reasons(plan: &Plan) -> Vec<(usize, Reason)> {
    let one = |out: &LeftOut| (out.candidate, out.reason);
    plan.left_out.iter().map(one).collect()
}

#[test]
fn two_shorter_talks_may_be_worth_more_than_a_long_one() {
    let day = [
        talk("10:00", "12:00", "A", 30),
        talk("10:00", "11:00", "A", 20),
        talk("11:00", "12:00", "A", 20),
    ];
    let plan = planned(&day, &[]);
    assert_eq!(plan.worth, 40);
    assert_eq!(
        chosen(&plan),
        [(1, "10:00".to_owned()), (2, "11:00".to_owned())]
    );
    let overlap = TimeDelta::minutes(60);
    assert_eq!(reasons(&plan), [(0, Reason::Clashes { with: 1, overlap })]);
}

#[test]
fn what_cannot_be_walked_to_is_left_out_and_says_so() {
    let day = [
        talk("10:00", "11:00", "Hall 1 | A", 100),
        talk("11:04", "12:00", "Hall 1 | B", 20),
        talk("11:05", "12:00", "Hall 1 | C", 5),
        talk("11:05", "12:00", "Hall 2 | D", 90),
    ];
    let plan = planned(&day, &[]);
    assert_eq!(
        chosen(&plan),
        [(0, "10:00".to_owned()), (2, "11:05".to_owned())]
    );
    let overlap = TimeDelta::minutes(55);
    let expected = [
        (1, Reason::Clashes { with: 2, overlap }),
        (3, Reason::Clashes { with: 2, overlap }),
    ];
    assert_eq!(reasons(&plan), expected);
    let plan = planned(&[day[0].clone(), day[3].clone()], &[]);
    let missing = TimeDelta::minutes(5);
    assert_eq!(reasons(&plan), [(1, Reason::NoWalk { with: 0, missing })]);
}

#[test]
fn one_time_of_each_talk_is_chosen_and_the_others_name_it() {
    let mut day = [
        talk("10:00", "11:00", "A", 20),
        talk("14:00", "15:00", "A", 20),
        talk("10:00", "11:00", "B", 20),
    ];
    day[0].talk = Some(7);
    day[1].talk = Some(7);
    let plan = planned(&day, &[]);
    assert_eq!(
        chosen(&plan),
        [(2, "10:00".to_owned()), (1, "14:00".to_owned())]
    );
    assert_eq!(reasons(&plan), [(0, Reason::OtherTime { chosen: 1 })]);
}

#[test]
fn visits_fill_gaps_within_opening_hours_and_lunch_goes_before_talks() {
    let day = [
        talk("10:00", "11:30", "A", 100),
        talk("11:40", "12:55", "A", 100),
        talk("13:10", "14:00", "A", 20),
        visit(30, &[("09:00", "10:30"), ("13:30", "17:03")], "S1", 20),
        visit(45, &[("09:58", "10:46")], "S2", 20),
        visit(20, &[("09:00", "09:15")], "S3", 20),
    ];
    let lunch = Pause {
        within: span("11:30", "13:30"),
        length: TimeDelta::minutes(30),
    };
    let plan = planned(&day, &[lunch]);
    assert_eq!(plan.pauses, [Some(span("12:55", "13:25"))]);
    let expected = [(3, "09:00"), (0, "10:00"), (1, "11:40")];
    let expected = expected.map(|(candidate, start)| (candidate, start.to_owned()));
    assert_eq!(chosen(&plan), expected);
    let expected = [
        (2, Reason::Pause { pause: 0 }),
        (4, Reason::NoTime),
        (5, Reason::NoTime),
    ];
    assert_eq!(reasons(&plan), expected);
}

#[test]
fn what_is_locked_stays_and_what_clashes_with_nothing_is_no_choice() {
    let mut day = [
        talk("10:00", "11:00", "A", 1),
        talk("10:30", "11:30", "B", 100),
        talk("10:30", "11:00", "C", 1),
        talk("08:00", "18:00", "Hall", 20),
        talk("12:00", "12:00", "A", 0),
        talk("14:00", "15:00", "A", 0),
    ];
    day[0].when = When::Locked(span("10:00", "11:00"));
    day[2].when = When::Locked(span("10:30", "11:00"));
    let lunch = Pause {
        within: span("10:15", "10:50"),
        length: TimeDelta::minutes(30),
    };
    let plan = planned(&day, &[lunch]);
    let candidates: Vec<usize> = plan.chosen.iter().map(|one| one.candidate).collect();
    assert_eq!(candidates, [3, 0, 2, 4]);
    assert_eq!(
        (plan.worth, plan.pauses.as_slice()),
        (22, [None].as_slice())
    );
    let overlap = TimeDelta::minutes(30);
    let expected = [
        (1, Reason::Clashes { with: 0, overlap }),
        (5, Reason::Worthless),
    ];
    assert_eq!(reasons(&plan), expected);
    day[3].must = true;
    assert_eq!(
        planned(&day, &[]).chosen.len(),
        3,
        "a must of ten hours clashes"
    );
}

#[test]
fn a_walk_past_something_short_still_counts() {
    // Lunch takes no walk, but the halls are ten minutes apart all the same.
    let day = [
        talk("10:00", "11:00", "Hall 1 | A", 10),
        talk("11:05", "12:00", "Hall 2 | B", 10),
    ];
    let pause = Pause {
        within: span("11:00", "11:05"),
        length: TimeDelta::minutes(5),
    };
    let plan = planned(&day, &[pause]);
    assert_eq!((plan.worth, plan.pauses[0].is_some()), (10, true));
}

#[test]
fn starts_are_rounded_up_to_whole_five_minutes() {
    assert_eq!(next_on_grid(time("10:00")), time("10:00"));
    assert_eq!(next_on_grid(time("10:01")), time("10:05"));
    assert_eq!(
        next_on_grid(time("10:04") + TimeDelta::milliseconds(59_999)),
        time("10:05")
    );
}

#[test]
fn a_search_that_is_stopped_tells_its_bound() {
    // Eight visits that cannot all be fitted between talks.
    let mut day: Vec<Candidate> = (0..8)
        .map(|number| {
            visit(
                15 + 5 * number,
                &[("09:00", "13:00")],
                "S",
                50 + 7 * number as u32,
            )
        })
        .collect();
    day.push(talk("09:50", "10:40", "A", 60));
    day.push(talk("11:25", "12:05", "A", 60));
    let best = planned(&day, &[]);
    let stopped = plan(&day, &[], &WalkingTimes::default(), 1);
    assert!(stopped.worth <= best.worth && best.worth <= stopped.bound);
}
