//! The same conference from another source.

use super::*;
use crate::ConferenceFacts;

fn called(title: &str) -> ConferenceFacts {
    ConferenceFacts {
        title: Some(title.to_owned()),
        ..ConferenceFacts::default()
    }
}

fn timeless(sessions: &[Session]) -> Vec<Session> {
    let timeless = |session: &Session| Session {
        slot: None,
        ..session.clone()
    };
    sessions.iter().map(timeless).collect()
}

fn others(count: usize, when: &str) -> Vec<Session> {
    (0..count)
        .map(|number| talk(&format!("Evening Lecture No. {number}")).at(when))
        .collect()
}

#[test]
fn what_two_schedules_share_tells_whether_they_are_of_one_conference() {
    use SameConferenceReason::{SameName, SameNameAndDays, SameSessions, SomeSessions};
    let fair = called("Baking Conference Europe 2026");
    let renamed = called("Baking EU 2026: Schedule");
    let unnamed = ConferenceFacts::default();
    let next_year = called("Baking Conference Europe 2027");
    let with_others = |count: usize| [&programme()[..3], &others(count, "20 18:00")].concat();
    for (what, facts, sessions, expected) in [
        (
            "another format",
            &unnamed,
            programme(),
            Some((SameSessions, 8, 8)),
        ),
        (
            "only named",
            &unnamed,
            timeless(&programme()[..4]),
            Some((SameSessions, 4, 4)),
        ),
        (
            "two are chance",
            &unnamed,
            timeless(&programme()[..2]),
            None,
        ),
        (
            "some, at their times",
            &unnamed,
            with_others(5),
            Some((SomeSessions, 3, 8)),
        ),
        (
            "some, elsewhere",
            &unnamed,
            an_hour_later(with_others(5), 1),
            None,
        ),
        (
            "some, under the name",
            &renamed,
            an_hour_later(with_others(5), 1),
            Some((SomeSessions, 3, 8)),
        ),
        (
            "an early draft",
            &renamed,
            others(5, "20 10:00"),
            Some((SameNameAndDays, 0, 5)),
        ),
        (
            "a week later",
            &fair,
            an_hour_later(programme(), 24 * 7),
            None,
        ),
        ("another one then", &next_year, others(5, "20 10:00"), None),
        (
            "notes under the name",
            &renamed,
            timeless(&programme()[..2]),
            Some((SameName, 2, 2)),
        ),
        (
            "next year's notes",
            &next_year,
            timeless(&programme()[..2]),
            None,
        ),
    ] {
        let stored = programme();
        let found = same_conference((&fair, &stored), (facts, &sessions));
        let told = found.map(|it| (it.reason, it.shared_titles, it.titles));
        assert_eq!(told, expected, "{what}");
        let turned = same_conference((facts, &sessions), (&fair, &stored));
        assert_eq!(turned, found, "{what}");
    }
}

#[test]
fn a_common_lunch_is_no_conference() {
    let breaks = |when: &str| {
        ["Lunch", "Coffee Break", "Registration", "Keynote", "TBA"]
            .map(|title| talk(title).at(when))
    };
    let (old, new) = (breaks("20 12:00"), breaks("20 12:00"));
    let nobody = ConferenceFacts::default();
    assert_eq!(same_conference((&nobody, &old), (&nobody, &new)), None);
    assert_eq!(shared_titles(&old, &new), 0);
    assert_eq!(shared_titles(&programme(), &programme()[..2]), 2);
}
