//! Talks that stand several times in the programme, and what happens to whole files.

use super::*;

#[test]
fn a_lunch_that_is_dropped_takes_no_other_days_lunch() {
    let lunch = |when: &str| talk("Lunch").at(when).room("Foyer");
    let old = [lunch("20 12:00"), lunch("21 12:00"), lunch("22 12:00")];
    let new = [lunch("20 12:30"), lunch("22 12:00"), lunch("23 12:00")];
    let found = match_sessions(&old, &new);
    assert_eq!(pairs_of(&found), [(0, 0), (2, 1)]);
    assert!(found.doubtful.is_empty());
}

#[test]
fn lunches_in_two_halls_stay_in_theirs_when_a_hall_is_renamed() {
    let programme_in = |hall: &str| {
        let mut sessions = vec![
            talk("Lunch").at("20 12:00").room(hall),
            talk("Lunch").at("20 12:00").room("Hall B"),
        ];
        for mut session in programme() {
            session.room = Some(hall.to_owned());
            sessions.push(session);
        }
        sessions
    };
    let old = programme_in("Hall A");
    let mut new = programme_in("Zuse");
    new.swap(0, 1);
    let found = pairs(&old, &new);
    assert!(
        found.contains(&(0, 1)) && found.contains(&(1, 0)),
        "{found:?}"
    );
    assert_eq!(found.len(), old.len());
}

#[test]
fn repeats_move_along_when_the_whole_file_moves() {
    for hours in [1, -1, 24, 168] {
        let mut old = programme();
        for when in ["20 16:00", "20 17:00", "20 18:00", "21 16:00"] {
            old.push(talk("Soldering for All").at(when).room("Tent"));
        }
        let new = an_hour_later(old.clone(), hours);
        let expected: Vec<_> = (0..old.len()).map(|at| (at, at)).collect();
        assert_eq!(pairs(&old, &new), expected, "by {hours} h");
    }
}

#[test]
fn a_talk_that_becomes_two_stays_the_one_at_its_time() {
    let yoga = |when: &str| {
        talk("Yoga for Typists")
            .at(when)
            .by(&["Mia Bend"])
            .code("YOGA77")
    };
    let old = [yoga("20 10:00").guid("a")];
    let new = [yoga("20 08:00").guid("b"), yoga("20 10:00").guid("c")];
    assert_eq!(pairs(&old, &new), [(0, 1)]);
}

#[test]
fn guids_that_stand_once_are_followed_even_from_repeat_to_repeat() {
    // pretalx makes the guid of the code and the place in the row; nothing in a file tells such
    // guids from those that a talk keeps when it is moved.
    let yoga = |when: &str, guid: &str| {
        talk("Yoga for Typists")
            .at(when)
            .room("Tent")
            .by(&["Mia Bend"])
            .code("YOGA77")
            .guid(guid)
    };
    let three = [
        yoga("20 10:00", "first"),
        yoga("21 10:00", "second"),
        yoga("22 10:00", "third"),
    ];
    let without_the_first = [yoga("21 10:00", "first"), yoga("22 10:00", "second")];
    assert_eq!(pairs(&three, &without_the_first), [(0, 0), (1, 1)]);
    assert_eq!(pairs(&without_the_first, &three), [(0, 0), (1, 1)]);
}

#[test]
fn guids_of_their_own_are_followed_when_another_repeat_takes_the_slot() {
    let licence = |when: &str, name: &str| {
        talk("Hacking Licence")
            .at(when)
            .room("Tent")
            .guid(name)
            .id(&format!("id of {name}"))
    };
    let old = [
        licence("20 14:00", "a"),
        licence("20 15:00", "b"),
        licence("21 15:00", "c"),
    ];
    let new = [
        licence("20 14:00", "a"),
        licence("20 17:00", "b"),
        licence("20 15:00", "new"),
        licence("21 15:00", "c"),
    ];
    assert_eq!(pairs(&old, &new), [(0, 0), (1, 1), (2, 3)]);
}

#[test]
fn repeats_that_share_guid_and_id_are_told_apart_by_time() {
    let tour = |when: &str| {
        talk("Meet the Ambulance Crew")
            .at(when)
            .room("Tent")
            .guid("g")
            .id("140")
            .by(&["Nils Aid"])
    };
    let mut old = programme();
    let mut new = programme();
    old.extend(["20 14:00", "21 14:00", "22 14:00"].map(tour));
    new.extend(["22 12:00", "20 12:00", "21 12:00", "19 12:00"].map(tour));
    let found: Vec<_> = pairs(&old, &new)
        .into_iter()
        .filter(|(at, _)| *at >= 8)
        .collect();
    assert_eq!(found, [(8, 9), (9, 10), (10, 8)]);
}

#[test]
fn different_talks_under_one_id_are_told_apart_by_what_they_are() {
    let mut old = programme();
    for session in &mut old {
        session.identifiers.id = Some("1".to_owned());
    }
    let mut new = an_hour_later(old.clone(), 2);
    new.reverse();
    let last = old.len() - 1;
    let expected: Vec<_> = (0..old.len()).map(|at| (at, last - at)).collect();
    assert_eq!(pairs(&old, &new), expected);
}

#[test]
fn keynotes_of_different_people_do_not_change_places() {
    let keynote =
        |when: &str, speaker: &str| talk("Keynote").at(when).room("Hall 1").by(&[speaker]);
    let old = [
        keynote("20 09:00", "Ada Baker"),
        keynote("21 09:00", "Ben Crab"),
    ];
    let new = [
        keynote("21 09:00", "Ada Baker"),
        keynote("20 09:00", "Ben Crab"),
    ];
    let found = pairs(&old, &new);
    // The speaker makes a keynote, or the slot does: either is right, a mixture is not.
    assert!(
        found == [(0, 0), (1, 1)] || found == [(0, 1), (1, 0)],
        "{found:?}"
    );
}

#[test]
fn sessions_equal_in_every_field_pair_one_to_one() {
    let portrait = || {
        talk("Portraits of Hackers")
            .at("22 21:30")
            .room("Embassy")
            .by(&["Ole Lens"])
    };
    let old = [portrait(), portrait(), portrait()];
    let new = [portrait(), portrait()];
    assert_eq!(pairs(&old, &new), [(0, 0), (1, 1)]);
}

#[test]
fn parts_of_a_workshop_keep_their_number() {
    let part = |number: usize, when: &str| {
        talk(&format!("Kernel Hacking ({number}/3)"))
            .at(when)
            .by(&["Pia Core"])
            .about("Three mornings on the kernel, from the boot loader to the scheduler and back.")
    };
    let old = [
        part(1, "20 09:00"),
        part(2, "21 09:00"),
        part(3, "22 09:00"),
    ];
    let new = [
        part(1, "21 09:00"),
        part(2, "22 09:00"),
        part(3, "23 09:00"),
    ];
    assert_eq!(pairs(&old, &new), [(0, 0), (1, 1), (2, 2)]);
}

#[test]
fn the_last_repeat_is_found_wherever_it_went() {
    let tour = |when: &str, room: &str| talk("Tour of the Power Plant").at(when).room(room);
    let old = [tour("20 10:00", "Gate"), tour("21 10:00", "Gate")];
    let new = [tour("20 10:00", "Gate"), tour("23 18:00", "Tent")];
    assert_eq!(pairs(&old, &new), [(0, 0), (1, 1)]);
}

#[test]
fn a_talk_split_into_repeats_stays_the_nearest_of_them() {
    let tour = |when: &str| talk("Tour of the Power Plant").at(when).room("Gate");
    let old = [tour("21 10:00")];
    let new = [tour("20 10:00"), tour("21 11:00"), tour("22 10:00")];
    assert_eq!(pairs(&old, &new), [(0, 1)]);
}
