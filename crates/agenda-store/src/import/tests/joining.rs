//! Two conferences that are one.

use agenda::reminder::DeliveryKey;
use agenda::{ItemKey, List, ListEntry, Priority, SessionId};
use chrono::TimeDelta;

use super::*;
use crate::{Claimant, ListEntryRow, StartingDelivery};

/// [`two_talks`], and the same conference from elsewhere: one talk under its own guid and an hour
/// later, one that only it has, one withdrawn.
fn two_conferences() -> (Store, ConferenceId, ConferenceId) {
    let (mut store, into) = store_with_two_talks();
    let mut elsewhere = Schedule {
        booths: vec![booth("ISOVALENT"), booth("Cilium")],
        lists: vec![List {
            name: "Duffie".to_owned(),
            entries: vec![ListEntry::Session(0)],
        }],
        ..schedule(vec![
            session("x", "Too Much to Choose", "14:25"),
            session("y", "Only Here", "15:00"),
            session("z", "Gone", "16:00"),
        ])
    };
    let mut import_of = |schedule: &Schedule, day: &str| {
        let from_elsewhere = Import {
            target: Target::Key("elsewhere".to_owned()),
            source: Some("sched.ics"),
            at: at(day),
            ..import(schedule)
        };
        store.import(&from_elsewhere).unwrap().conference.id
    };
    let other = import_of(&elsewhere, "02T10:00:00");
    elsewhere.sessions.pop();
    import_of(&elsewhere, "03T10:00:00");
    (store, other, into)
}

fn claims_reminder(store: &mut Store, session: SessionId) -> bool {
    let key = DeliveryKey {
        item: ItemKey::Session(session),
        lead: 10,
        due_at: at("19T14:15:00"),
    };
    let claimant = Claimant {
        process: "app",
        now: key.due_at,
        stale_after: TimeDelta::seconds(60),
    };
    let starting: StartingDelivery = (key, at("19T14:25:00"));
    let won = store.claim_deliveries(&[starting], claimant).unwrap();
    !won.is_empty()
}

fn join(store: &mut Store, other: ConferenceId, into: ConferenceId) -> (u32, u32) {
    let outcome = store.join_conferences(other, into, "KubeCon", at("04T10:00:00"));
    let outcome = outcome.unwrap().unwrap();
    assert_eq!(outcome.conference.id, into);
    assert_eq!(store.conference(other).unwrap(), None);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
    (outcome.joined, outcome.added)
}

#[test]
fn what_was_made_of_either_goes_along() {
    let (mut store, other, into) = two_conferences();
    let ours = session_ids(&store, into);
    let theirs = session_ids(&store, other);
    let now = at("03T12:00:00");
    store.pick(&theirs, Priority::Must, now).unwrap();
    store.pick(&ours[1..], Priority::Maybe, now).unwrap();
    store.set_note(ours[0], "Ask.", now).unwrap();
    store.set_note(theirs[0], "Bring.", now).unwrap();
    let booths = store.booths(other).unwrap();
    let walking = agenda::WalkingTimes {
        between_rooms: 7,
        ..Default::default()
    };
    store.set_walking_times(other, &walking).unwrap();
    for booth in &booths {
        store.plan_visit(booth.id, now, 15, now).unwrap();
    }
    assert!(claims_reminder(&mut store, theirs[0]));

    assert_eq!(join(&mut store, other, into), (1, 1));
    let titles: Vec<_> = heads(&store, into)
        .into_iter()
        .map(|head| (head.title, head.withdrawn_at.is_some()))
        .collect();
    let expected = [
        ("Too Much to Choose", false),
        ("It Wasn't DNS", false),
        ("Only Here", false),
        ("Gone", true),
    ];
    assert_eq!(
        titles,
        expected.map(|(title, gone)| (title.to_owned(), gone))
    );
    let mut picked: Vec<_> = store.picks(into).unwrap();
    picked.sort_by_key(|pick| pick.session);
    let picked: Vec<_> = picked
        .iter()
        .map(|pick| (pick.session, pick.priority))
        .collect();
    let must = Priority::Must;
    assert_eq!(
        picked,
        [
            (ours[0], must),
            (ours[1], Priority::Maybe),
            (theirs[1], must),
            (theirs[2], must)
        ]
    );
    assert_eq!(store.walking_times(into).unwrap().between_rooms, 7);
    let note = store.note(ours[0]).unwrap().unwrap().text;
    assert_eq!(note, "Ask.\n\nBring.");
    let visited: Vec<_> = store
        .visits(Some(into))
        .unwrap()
        .into_iter()
        .map(|visit| visit.booth.name)
        .collect();
    assert_eq!(visited, ["Isovalent", "Cilium"]);
    assert_eq!(
        store.lists(into).unwrap()[0].entries,
        [ListEntryRow::Session(ours[0])]
    );
    let found = store.search("choose", None, 9).unwrap();
    assert_eq!(
        found.iter().map(|hit| hit.session).collect::<Vec<_>>(),
        [ours[0]]
    );
    assert!(
        !claims_reminder(&mut store, ours[0]),
        "it was claimed before"
    );
}

#[test]
fn a_hidden_session_stays_hidden_unless_the_other_was_picked() {
    for is_picked in [false, true] {
        let (mut store, other, into) = two_conferences();
        let (ours, theirs) = (session_ids(&store, into), session_ids(&store, other));
        let now = at("03T12:00:00");
        store.hide_sessions(&theirs[..1], now).unwrap();
        if is_picked {
            store.pick(&ours[..1], Priority::Want, now).unwrap();
        }
        join(&mut store, other, into);
        let hidden = store.hidden_sessions(into).unwrap();
        assert_eq!(hidden.len(), usize::from(!is_picked), "picked: {is_picked}");
        assert_eq!(store.picks(into).unwrap().len(), usize::from(is_picked));
    }
}

#[test]
fn what_was_imported_last_tells() {
    let (mut store, other, into) = two_conferences();
    join(&mut store, other, into);
    let head = &heads(&store, into)[0];
    assert_eq!(head.slot.unwrap().starts_at, at("19T14:25:00"));
    assert_eq!(head.identifiers.guid.as_deref(), Some("x"));
    let changes = store.session_changes(into, at("01T00:00:00")).unwrap();
    let moved = |change: &&crate::SessionChangeRow| {
        change.session == head.id && change.field == ChangedField::StartsAt
    };
    assert_eq!(changes.iter().filter(moved).count(), 1);
    assert_eq!(
        store.conference(into).unwrap().unwrap().source.as_deref(),
        Some("sched.ics")
    );
    assert_eq!(store.conference(into).unwrap().unwrap().title, "KubeCon");
    assert_eq!(store.imported_from("sched.ics").unwrap(), Some(into));
    assert_eq!(store.imported_from("schedule.xml").unwrap(), Some(into));

    // The other way round the same schedule tells, under the other id.
    let (mut store, other, into) = two_conferences();
    join(&mut store, into, other);
    let head = &heads(&store, other)[0];
    assert_eq!(head.slot.unwrap().starts_at, at("19T14:25:00"));
    let row = store.conference(other).unwrap().unwrap();
    assert_eq!(
        (row.source.as_deref(), row.key.as_str()),
        (Some("sched.ics"), "elsewhere")
    );
}

#[test]
fn a_conference_is_not_joined_to_itself_or_to_none() {
    let (mut store, id) = store_with_two_talks();
    let now = at("04T10:00:00");
    for (other, into) in [(id, id), (id, ConferenceId(99)), (ConferenceId(99), id)] {
        assert_eq!(
            store.join_conferences(other, into, "KubeCon", now).unwrap(),
            None
        );
    }
    assert_eq!(store.conference_counts(id).unwrap().sessions, 2);
}
