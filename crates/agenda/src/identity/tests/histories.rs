//! Talks that stand once in the programme.

use super::*;

/// Matches a talk and its newer form in the midst of a programme that stays as it is.
fn in_a_programme(old: Session, new: Session) -> Matching {
    let mut others = programme();
    if old.identifiers.guid.is_some() {
        for (place, session) in others.iter_mut().enumerate() {
            session.identifiers.guid = Some(format!("guid {place}"));
        }
    }
    let (mut before, mut after) = (vec![old], vec![new]);
    before.extend(others.clone());
    after.extend(others);
    let mut matching = match_sessions(&before, &after);
    matching.pairs.retain(|pair| pair.old == 0 || pair.new == 0);
    matching
}

#[test]
fn one_talk_in_two_versions_is_the_same() {
    const TEXT: &str = "We open the meter, read its flash and show what the vendor left inside.";
    let flash = || talk("Reading Smart Meters").at("20 10:00").room("Hall 2");
    for (what, old, new, reason) in [
        (
            "nothing changed",
            flash().by(&["Ina Volt"]),
            flash().by(&["Ina Volt"]),
            Reason::Unchanged,
        ),
        (
            "guid, and nothing else is left",
            flash().by(&["Ina Volt"]).guid("a1"),
            talk("Opening Ceremony of the Fair")
                .at("21 18:00")
                .room("Tent")
                .guid("a1"),
            Reason::Guid,
        ),
        (
            "code, renamed and moved",
            flash().code("ytq0"),
            talk("Meters, Revisited").at("21 10:00").code("ytq0"),
            Reason::Code,
        ),
        (
            "UID, title edited",
            flash().uid("7@sched"),
            talk("Reading Smarter Meters").at("20 10:00").uid("7@sched"),
            Reason::Uid,
        ),
        (
            "address under another scheme",
            flash().page("http://www.example.org/talks/meters/"),
            talk("Reading Smart Meters at Home")
                .at("21 10:00")
                .page("https://example.org/talks/meters"),
            Reason::Url,
        ),
        (
            "moved to another day and room",
            flash().by(&["Ina Volt"]).about(TEXT),
            talk("Reading Smart Meters")
                .at("22 17:00")
                .room("Tent")
                .by(&["Ina Volt"])
                .about(TEXT),
            Reason::Content,
        ),
        (
            "marked as rescheduled",
            flash(),
            talk("Reading Smart Meters (rescheduled)")
                .at("21 10:00")
                .room("Hall 2"),
            Reason::Content,
        ),
        (
            "renamed, the speakers and text stay",
            flash().by(&["Ina Volt", "Jo Ohm"]).about(TEXT),
            talk("Tales from the Fuse Box")
                .at("20 10:00")
                .room("Hall 2")
                .by(&["Ina Volt", "Jo Ohm"])
                .about(TEXT),
            Reason::Renamed,
        ),
        (
            "renamed and moved, the text edited",
            flash().by(&["Ina Volt"]).about(TEXT),
            talk("Tales from the Fuse Box")
                .at("21 16:00")
                .room("Tent")
                .by(&["Ina Volt"])
                .about(&format!(
                    "{TEXT} Bring a screwdriver and no fear of sparks."
                )),
            Reason::Renamed,
        ),
        (
            "another speaker steps in",
            flash().by(&["Ina Volt"]).about(TEXT),
            flash().by(&["Karl Watt"]).about(TEXT),
            Reason::Content,
        ),
        (
            "speaker and text are new, title and place are not",
            flash().by(&["Ina Volt"]).about(TEXT),
            flash()
                .by(&["Karl Watt"])
                .about("Somebody else talks here on something quite different."),
            Reason::Content,
        ),
        (
            "a place kept for a talk to come",
            talk("TBA").at("20 10:00").room("Hall 2"),
            flash().by(&["Ina Volt"]).about(TEXT),
            Reason::Place,
        ),
        (
            "no room, no speakers, no text, on another day",
            talk("Reading Smart Meters").at("20 10:00"),
            talk("Reading Smart Meters").at("22 15:00"),
            Reason::Content,
        ),
        (
            "a slot is found for it",
            talk("Reading Smart Meters").by(&["Ina Volt"]),
            flash().by(&["Ina Volt"]),
            Reason::Content,
        ),
        (
            "new guid and id, all else the same",
            flash().by(&["Ina Volt"]).guid("a1").id("7"),
            flash().by(&["Ina Volt"]).guid("b2").id("107"),
            Reason::Content,
        ),
    ] {
        let found = in_a_programme(old, new);
        let expected = Match {
            old: 0,
            new: 0,
            reason,
        };
        assert_eq!(found.pairs, [expected], "{what}");
        assert!(found.doubtful.is_empty(), "{what}: {:?}", found.doubtful);
    }
}

#[test]
fn another_talk_is_not_the_same() {
    for (what, old, new) in [
        (
            "it only took the slot",
            talk("Reading Smart Meters")
                .at("20 10:00")
                .room("Hall 2")
                .by(&["Ina Volt"]),
            talk("Bees on the Roof")
                .at("20 10:00")
                .room("Hall 2")
                .by(&["Lea Hive"]),
        ),
        (
            "another talk of the same speaker",
            talk("Reading Smart Meters")
                .at("20 10:00")
                .by(&["Ina Volt"])
                .about("We open the meter, read its flash and show what is inside."),
            talk("Bees on the Roof")
                .at("21 10:00")
                .by(&["Ina Volt"])
                .about("How to keep four hives in the city, and what the neighbours say."),
        ),
        (
            "lunch of another day",
            talk("Lunch").at("20 12:00"),
            talk("Lunch").at("21 12:00"),
        ),
        (
            "the next part",
            talk("Rust for Beginners, Part 1")
                .at("20 10:00")
                .room("Hall 2"),
            talk("Rust for Beginners, Part 2")
                .at("20 12:00")
                .room("Hall 2"),
        ),
    ] {
        let mut before = vec![old];
        let mut after = vec![new];
        // Both lunches stand in a file that has one every day.
        before.push(talk("Lunch").at("22 12:00"));
        after.push(talk("Lunch").at("22 12:00"));
        before.extend(programme());
        after.extend(programme());
        let found = match_sessions(&before, &after);
        assert!(!pairs_of(&found).contains(&(0, 0)), "{what}");
        assert!(found.doubtful.is_empty(), "{what}: {:?}", found.doubtful);
    }
}

#[test]
fn what_is_neither_is_asked_about() {
    const TEXT: &str = "We open the meter, read its flash and show what the vendor left inside.";
    for (what, old, new) in [
        (
            "the title, but another speaker, day and room",
            talk("Reading Smart Meters")
                .at("20 10:00")
                .room("Hall 2")
                .by(&["Ina Volt"]),
            talk("Reading Smart Meters")
                .at("21 18:00")
                .room("Tent")
                .by(&["Karl Watt"]),
        ),
        (
            "a word of the title, at the same time and place",
            talk("Lightning Talks").at("20 10:00").room("Hall 2"),
            talk("How to Talk About Lightning")
                .at("20 10:00")
                .room("Hall 2"),
        ),
        (
            "renamed under a new guid",
            talk("Reading Smart Meters")
                .at("20 10:00")
                .by(&["Ina Volt"])
                .about(TEXT)
                .guid("a1"),
            talk("Tales from the Fuse Box")
                .at("20 10:00")
                .by(&["Ina Volt"])
                .about(TEXT)
                .guid("b2"),
        ),
    ] {
        let found = in_a_programme(old, new);
        assert!(found.pairs.is_empty(), "{what}: {:?}", found.pairs);
        assert_eq!(found.doubtful.len(), 1, "{what}");
    }
}

#[test]
fn of_two_that_are_as_alike_none_is_guessed() {
    let text = "We open the meter, read its flash and show what the vendor left inside.";
    let renamed = |title: &str, room: &str| {
        talk(title)
            .at("21 10:00")
            .room(room)
            .by(&["Ina Volt"])
            .about(&format!("{text} In the {room}."))
    };
    let old = [talk("Meters")
        .at("20 10:00")
        .room("Hall 2")
        .by(&["Ina Volt"])
        .about(text)];
    let new = [renamed("Fuse Box Tales", "Tent"), renamed("Sparks", "Barn")];
    let found = match_sessions(&old, &new);
    assert!(found.pairs.is_empty());
    assert_eq!(found.doubtful.len(), 1);
    assert_eq!(found.doubtful[0].reason, DoubtReason::SeveralAlike);
}

#[test]
fn ids_given_out_anew_mislead_nobody() {
    let before = numbered(programme(), 1);
    for turn in 1..before.len() {
        let mut after = programme();
        after.rotate_left(turn);
        let after = numbered(after, 1);
        let length = before.len();
        let expected: Vec<_> = (0..length)
            .map(|at| (at, (at + length - turn) % length))
            .collect();
        assert_eq!(pairs(&before, &after), expected, "turned by {turn}");
    }
}

#[test]
fn two_talks_that_swap_their_slot_ids_stay_themselves() {
    let before = numbered(programme(), 1);
    let mut after = numbered(programme(), 1);
    let (first, second) = (after[0].identifiers.clone(), after[1].identifiers.clone());
    (after[0].identifiers, after[1].identifiers) = (second, first);
    (after[0].slot, after[1].slot) = (after[1].slot, after[0].slot);
    let expected: Vec<_> = (0..before.len()).map(|at| (at, at)).collect();
    assert_eq!(pairs(&before, &after), expected);
}

#[test]
fn sound_guids_tell_which_is_which_even_where_talks_change_all_else() {
    let with_guids = |mut sessions: Vec<Session>| {
        for number in 0..12 {
            let title = format!("Evening {} on Subject No. {number}", number * 7 % 12);
            sessions.push(talk(&title).at("22 18:00"));
        }
        for (place, session) in sessions.iter_mut().enumerate() {
            session.identifiers.guid = Some(format!("guid {place}"));
        }
        sessions
    };
    let old = with_guids(programme());
    let mut new = with_guids(programme());
    new.swap(0, 1);
    let (first, second) = (new[0].identifiers.clone(), new[1].identifiers.clone());
    (new[0].identifiers, new[1].identifiers) = (second, first);
    new[2] = talk("Bees on the Roof").at("24 15:00").guid("guid 2");
    let expected: Vec<_> = (0..old.len()).map(|at| (at, at)).collect();
    assert_eq!(pairs(&old, &new), expected);
}

#[test]
fn an_id_taken_over_by_another_talk_is_asked_about() {
    let before = numbered(programme(), 1);
    let mut after = numbered(programme(), 1);
    after[3] = talk("Bees on the Roof")
        .at("20 15:00")
        .room("Hall 1")
        .by(&["Lea Hive"])
        .id("4")
        .about("How to keep four hives in the city, and what the neighbours say.");
    assert!(!pairs(&before, &after).contains(&(3, 3)));
    assert_eq!(doubts(&before, &after), [(3, 3)]);
}

#[test]
fn a_withdrawn_talk_comes_back_and_yields_to_a_current_one() {
    let dropped = talk("Reading Smart Meters")
        .at("20 10:00")
        .by(&["Ina Volt"]);
    let current = talk("Reading Smart Meters")
        .at("20 12:00")
        .by(&["Ina Volt"]);
    let new = [talk("Reading Smart Meters")
        .at("20 11:00")
        .by(&["Ina Volt"])];
    let old = [dropped.clone(), current];
    let found = match_with_withdrawn(&old, &[true, false], &new);
    assert_eq!(pairs_of(&found), [(1, 0)]);
    let found = match_with_withdrawn(&[dropped], &[true], &new);
    assert_eq!(pairs_of(&found), [(0, 0)]);
}

#[test]
fn a_withdrawn_talk_takes_nothing_from_an_id_in_use() {
    let mut old = numbered(programme(), 1);
    let mut withdrawn = vec![false; old.len()];
    old.push(talk("Bees on the Roof").at("22 10:00").id("1"));
    withdrawn.push(true);
    let mut new = numbered(programme(), 1);
    new[0].title = "Bread".to_owned();
    new[0].speakers.clear();
    new[0].text.clear();
    let found = match_with_withdrawn(&old, &withdrawn, &new);
    assert!(pairs_of(&found).contains(&(0, 0)));
}

#[test]
fn uids_made_anew_by_every_export_count_for_nothing() {
    let exported = |number: usize| {
        let mut sessions = programme();
        for (place, session) in sessions.iter_mut().enumerate() {
            session.identifiers.uid = Some(format!("{number}-{place}@export"));
        }
        sessions
    };
    let old = exported(1);
    let mut new = exported(2);
    new[0].title = "Bread and Kernels".to_owned();
    let expected: Vec<_> = (0..old.len()).map(|at| (at, at)).collect();
    assert_eq!(pairs(&old, &new), expected);
}

#[test]
fn an_address_that_all_share_counts_for_nothing() {
    let with_address = |mut sessions: Vec<Session>| {
        for session in &mut sessions {
            session.url = Some("https://conference.example/".to_owned());
        }
        sessions
    };
    let mut old = programme();
    let mut new = programme();
    for number in 0..20 {
        old.push(talk(&format!("Session {} of the morning", 100 + number)));
        new.push(talk(&format!("Afternoon meeting {}", 200 + number)));
    }
    let (old, new) = (with_address(old), with_address(new));
    let found = match_sessions(&old, &new);
    assert_eq!(found.pairs.len(), 8);
    assert!(found.doubtful.is_empty());
}
