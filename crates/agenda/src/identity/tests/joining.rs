//! Talks of show notes and lists.

use super::*;

fn sessions() -> Vec<Session> {
    let mut sessions = programme();
    for (place, session) in sessions.iter_mut().enumerate() {
        session.identifiers.code = Some(format!("yt{place}q"));
        session.url = Some(format!("https://sched.example/event/yt{place}q"));
    }
    sessions.push(talk("Maintainer Track").at("20 16:00").by(&["Ada Baker"]));
    sessions.push(talk("Maintainer Track").at("21 16:00").by(&["Ben Crab"]));
    sessions.push(talk("Office Tour").at("20 18:00"));
    sessions.push(talk("Office Tour").at("21 18:00"));
    sessions
}

#[test]
fn a_named_talk_finds_its_session() {
    for (what, named, session, reason) in [
        (
            "by its code",
            talk("Sourdough!").code("yt0q"),
            0,
            Reason::Code,
        ),
        (
            "by its address",
            talk("Crabs").page("http://sched.example/event/yt1q/"),
            1,
            Reason::Url,
        ),
        (
            "by its title",
            talk("Mapping caves with drones…"),
            2,
            Reason::Content,
        ),
        (
            "by its title, whoever else speaks",
            talk("Mapping Caves with Drones").by(&["Cleo Deep", "Quentin Guest"]),
            2,
            Reason::Content,
        ),
        (
            "by speaker, where the title is shortened",
            talk("History of Punch Cards").by(&["Dan Hollerith"]),
            3,
            Reason::Content,
        ),
        (
            "by speaker, where the title is shared",
            talk("Maintainer Track").by(&["Ben Crab"]),
            9,
            Reason::Content,
        ),
        (
            "by time, where all else is shared",
            talk("Office Tour").at("21 18:00"),
            11,
            Reason::Content,
        ),
    ] {
        let found = join_unscheduled(&[named], &sessions());
        let expected = Match {
            old: 0,
            new: session,
            reason,
        };
        assert_eq!(found.pairs, [expected], "{what}");
        assert!(found.doubtful.is_empty(), "{what}");
    }
}

#[test]
fn what_may_be_meant_is_asked_about() {
    for (what, named) in [
        ("one of several", talk("Office Tour")),
        (
            "other speakers",
            talk("Mapping Caves with Drones").by(&["Rita Else"]),
        ),
        (
            "nearly the title, nobody named",
            talk("Mapping Caves with Kites and Drones"),
        ),
    ] {
        let found = join_unscheduled(&[named], &sessions());
        assert!(found.pairs.is_empty(), "{what}");
        assert_eq!(found.doubtful.len(), 1, "{what}");
    }
}

#[test]
fn what_is_not_in_the_programme_is_left_alone() {
    for title in ["Bees on the Roof", "Lunch", "TBA", "Keynote"] {
        let found = join_unscheduled(&[talk(title)], &sessions());
        assert_eq!(found, Matching::default(), "{title}");
    }
}

#[test]
fn two_lists_may_name_one_session() {
    let named = [
        talk("Sourdough!").code("yt0q"),
        talk("Sourdough for Systems Engineers"),
    ];
    let found = join_unscheduled(&named, &sessions());
    assert_eq!(pairs_of(&found), [(0, 0), (1, 0)]);
}
