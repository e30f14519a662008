//! What an import does to sessions, zones, slugs and the attendee’s data.

#![allow(clippy::unwrap_used)]

mod excerpts;
mod joining;
mod zones;

use agenda::{Priority, Session, Status};

use super::*;
use crate::examples::*;
use crate::{BoothRow, ChangedField, SessionHeadRow};

fn counts(added: u32, changed: u32, unchanged: u32, withdrawn: u32, restored: u32) -> ImportCounts {
    ImportCounts {
        added,
        changed,
        unchanged,
        withdrawn,
        restored,
    }
}

fn heads(store: &Store, conference: ConferenceId) -> Vec<SessionHeadRow> {
    store.sessions(conference).unwrap()
}

fn titles(store: &Store, conference: ConferenceId) -> Vec<String> {
    let heads = heads(store, conference).into_iter();
    heads.map(|head| head.title).collect()
}

#[test]
fn what_was_imported_is_read_back_as_it_was() {
    let mut full = session("a", "Too Much to Choose", "13:25");
    full.identifiers.code = Some("ytq0".to_owned());
    full.identifiers.uid = Some("ytq0@sched".to_owned());
    full.identifiers.id = Some("17".to_owned());
    full.subtitle = Some("Making Sense".to_owned());
    full.kind = agenda::Kind::OfficeHours;
    full.kind_label = Some("lecture".to_owned());
    full.track = Some("Security".to_owned());
    full.language = Some("en".to_owned());
    full.speakers = vec![agenda::Speaker {
        name: "Adolfo García Veytia".to_owned(),
        organisation: Some("Chainguard".to_owned()),
    }];
    full.text = "One.\n\nTwo.".to_owned();
    full.rich_text = Some(agenda::RichText {
        format: agenda::TextFormat::Html,
        source: "<p>One.</p>".to_owned(),
    });
    full.url = Some("https://example.org/a".to_owned());
    full.links = vec![link("slides")];
    full.status = Status::Tentative;
    full.online = true;
    full.recorded = Some(false);
    let unscheduled = Session {
        slot: None,
        ..session("b", "Some day", "10:00")
    };
    let schedule = Schedule {
        events: vec![link("eBPF Day")],
        booths: vec![booth("Isovalent")],
        ..schedule(vec![full, unscheduled])
    };

    let mut store = store();
    let outcome = imported(&mut store, &schedule);
    let id = outcome.conference.id;
    assert_eq!(outcome.counts, counts(2, 0, 0, 0, 0));
    assert!(outcome.is_new);
    let read: Vec<Session> = store
        .full_sessions(id)
        .unwrap()
        .into_iter()
        .map(crate::SessionRow::into_session)
        .collect();
    assert_eq!(read, schedule.sessions);
    assert_eq!(store.events(id).unwrap(), schedule.events);
    let BoothRow { name, stand, .. } = store.booths(id).unwrap().remove(0);
    assert_eq!(
        (name.as_str(), stand.as_deref()),
        ("Isovalent", Some("S12"))
    );

    let conference = store.conference(id).unwrap().unwrap();
    assert_eq!(conference, outcome.conference);
    assert_eq!(conference.slug, "kubecon-eu-2022");
    assert_eq!(
        (conference.zone, conference.zone_source),
        (madrid(), ZoneSource::File)
    );
    let days = (conference.first_day, conference.last_day);
    let day = "2022-05-19".parse().ok();
    assert_eq!(days, (day, day));
    assert_eq!(
        store.conference_by_slug("kubecon-eu-2022").unwrap(),
        Some(conference)
    );
}

#[test]
fn importing_the_same_again_changes_nothing() {
    let (mut store, id) = store_with_two_talks();
    let before = store.full_sessions(id).unwrap();
    let outcome = imported(&mut store, &two_talks());
    assert_eq!(outcome.counts, counts(0, 0, 2, 0, 0));
    assert!(!outcome.is_new);
    assert_eq!(store.full_sessions(id).unwrap(), before);
    assert_eq!(store.session_changes(id, at("01T00:00:00")).unwrap(), []);
    assert_eq!(store.imports(id).unwrap().len(), 2);
    assert_eq!(store.imports(id).unwrap()[1].counts, outcome.counts);
}

#[test]
fn a_dry_run_tells_the_same_and_leaves_nothing() {
    let mut store = store();
    let schedule = two_talks();
    let dry = Import {
        dry_run: true,
        ..import(&schedule)
    };
    let told = store.import(&dry).unwrap();
    assert_eq!(store.conferences().unwrap(), []);
    assert_eq!(told, imported(&mut store, &schedule));
}

#[test]
fn a_new_order_is_kept_but_is_no_change() {
    let (mut store, id) = store_with_two_talks();
    let mut turned = two_talks();
    turned.sessions.reverse();
    assert_eq!(imported(&mut store, &turned).counts, counts(0, 0, 2, 0, 0));
    assert_eq!(titles(&store, id), ["It Wasn't DNS", "Too Much to Choose"]);
}

#[test]
fn changed_sessions_keep_their_id_and_what_the_attendee_made_of_them() {
    let (mut store, id) = store_with_two_talks();
    let [talk, other] = session_ids(&store, id)[..] else {
        panic!()
    };
    let now = at("02T08:00:00");
    store.pick(&[talk, other], Priority::Must, now).unwrap();
    store.set_note(talk, "ask about SBOMs", now).unwrap();
    let visit = store
        .plan_visit(only_booth(&store, id), now, 15, now)
        .unwrap();

    let mut newer = two_talks();
    newer.booths[0].stand = Some("S99".to_owned());
    newer.sessions[0] = session("a", "Still Too Much to Choose", "15:00");
    newer.sessions[0].room = None;
    newer.sessions[0].speakers = vec![speaker("Ada"), speaker("Bob")];
    newer.sessions[0].text = "New words.".to_owned();
    newer.sessions[0].subtitle = Some("New".to_owned());
    let later = Import {
        at: at("03T08:00:00"),
        ..import(&newer)
    };
    let outcome = store.import(&later).unwrap();
    assert_eq!(outcome.counts, counts(0, 1, 1, 0, 0));

    let picked = store.picked_sessions(Some(id)).unwrap();
    assert_eq!(picked[1].session.id, talk);
    assert_eq!(picked[1].session.slot.unwrap().starts_at, at("19T15:00:00"));
    assert_eq!(store.note(talk).unwrap().unwrap().text, "ask about SBOMs");
    let visit = store.visit(visit).unwrap().unwrap();
    assert_eq!(visit.booth.stand.as_deref(), Some("S99"));

    let changes: Vec<_> = store
        .session_changes(id, at("03T00:00:00"))
        .unwrap()
        .into_iter()
        .map(|change| {
            assert_eq!((change.session, change.at), (talk, at("03T08:00:00")));
            (change.field, change.old, change.new)
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    use ChangedField::*;
    assert_eq!(
        changes,
        [
            (
                EndsAt,
                some("2022-05-19T14:00:00Z"),
                some("2022-05-19T15:35:00Z")
            ),
            (Room, some("Room 2"), None),
            (Speakers, None, some("Ada, Bob")),
            (
                StartsAt,
                some("2022-05-19T13:25:00Z"),
                some("2022-05-19T15:00:00Z")
            ),
            (Subtitle, None, some("New")),
            (Text, None, some("New words.")),
            (
                Title,
                some("Too Much to Choose"),
                some("Still Too Much to Choose")
            ),
        ]
    );
}

#[test]
fn what_is_gone_is_withdrawn_and_kept_and_comes_back_as_the_same() {
    let (mut store, id) = store_with_two_talks();
    let ids = session_ids(&store, id);
    store.pick(&ids, Priority::Want, at("02T08:00:00")).unwrap();
    let without = Schedule {
        booths: Vec::new(),
        ..schedule(vec![two_talks().sessions.remove(1)])
    };
    for (again, withdrawn) in [(1, 1), (2, 0)] {
        let outcome = imported(&mut store, &without);
        assert_eq!(
            outcome.counts,
            counts(0, 0, 1, withdrawn, 0),
            "import {again}"
        );
    }
    let gone = store.session_head(ids[0]).unwrap().unwrap();
    assert_eq!(gone.withdrawn_at, Some(at("01T10:00:00")));
    assert!(store.booths(id).unwrap()[0].withdrawn_at.is_some());
    assert_eq!(store.conference_counts(id).unwrap().sessions, 1);
    assert_eq!(store.picked_sessions(None).unwrap().len(), 2);

    assert_eq!(
        imported(&mut store, &two_talks()).counts,
        counts(0, 0, 1, 0, 1)
    );
    assert_eq!(session_ids(&store, id), ids);
    assert_eq!(
        store.session_head(ids[0]).unwrap().unwrap().withdrawn_at,
        None
    );
    assert_eq!(store.booths(id).unwrap()[0].withdrawn_at, None);
    let told: Vec<_> = store
        .session_changes(id, at("01T00:00:00"))
        .unwrap()
        .into_iter()
        .map(|change| (change.field, change.new.unwrap()))
        .collect();
    let presence = |new: &str| (ChangedField::Presence, new.to_owned());
    assert_eq!(told, [presence("withdrawn"), presence("listed")]);
}

#[test]
fn what_was_seen_of_a_change_is_told_with_it() {
    let (mut store, id) = store_with_two_talks();
    let talks = session_ids(&store, id);
    store
        .pick(&talks[..1], Priority::Want, at("01T09:00:00"))
        .unwrap();
    let mut newer = two_talks();
    newer.sessions[0].room = Some("Auditorium".to_owned());
    newer.sessions[1].room = None;
    imported(&mut store, &newer);
    let seen = |store: &Store| -> Vec<bool> {
        let changes = store.session_changes(id, at("01T00:00:00")).unwrap();
        changes.iter().map(|change| change.seen).collect()
    };
    assert_eq!(seen(&store), [false, false]);
    assert_eq!(store.unseen_changes_of_picks(id).unwrap(), 1);
    let change = &store.session_changes(id, at("01T00:00:00")).unwrap()[0];
    let key = (change.import, change.session);
    for (is_seen, unseen) in [(true, 0), (true, 0), (false, 1)] {
        store
            .mark_changes_seen(&[key], is_seen, at("02T08:00:00"))
            .unwrap();
        assert_eq!(seen(&store), [is_seen, false]);
        assert_eq!(store.unseen_changes_of_picks(id).unwrap(), unseen);
    }
}

#[test]
fn an_import_is_to_be_told_of_where_it_alters_something_picked_in_a_way_that_matters() {
    let moved = |schedule: &mut Schedule| {
        schedule.sessions[0] = session("a", "Too Much to Choose", "15:00")
    };
    let reworded = |schedule: &mut Schedule| schedule.sessions[0].text = "New words.".to_owned();
    let other = |schedule: &mut Schedule| schedule.sessions[1].room = None;
    type Alter = fn(&mut Schedule);
    let cases: [(Alter, bool); 3] = [(moved, true), (reworded, false), (other, false)];
    for (alter, expected) in cases {
        let (mut store, id) = store_with_two_talks();
        store
            .pick(
                &session_ids(&store, id)[..1],
                Priority::Want,
                at("01T11:00:00"),
            )
            .unwrap();
        let mut newer = two_talks();
        alter(&mut newer);
        imported(&mut store, &newer);
        let untold = store.untold_imports(at("01T00:00:00")).unwrap();
        assert_eq!(untold.len(), usize::from(expected));
    }
}

#[test]
fn an_import_is_told_of_by_one_process_and_by_another_if_that_dies() {
    let (mut store, id) = store_with_two_talks();
    store
        .pick(&session_ids(&store, id), Priority::Want, at("01T11:00:00"))
        .unwrap();
    imported(&mut store, &schedule(Vec::new()));
    let (long_ago, now) = (at("01T00:00:00"), at("02T08:00:00"));
    let import = store.untold_imports(long_ago).unwrap()[0].id;
    assert!(store.claim_telling(import, long_ago, now).unwrap());
    assert!(!store.claim_telling(import, long_ago, now).unwrap());
    assert_eq!(store.untold_imports(long_ago).unwrap(), []);
    let stale = at("02T08:00:30");
    assert!(store.claim_telling(import, stale, stale).unwrap());
    store.release_telling(import).unwrap();
    assert!(store.claim_telling(import, long_ago, now).unwrap());
    store.mark_told(import, now).unwrap();
    assert!(!store.claim_telling(import, at("03T00:00:00"), now).unwrap());
}

#[test]
fn ids_are_never_given_again() {
    let (mut store, id) = store_with_two_talks();
    let before = session_ids(&store, id);
    assert!(store.delete_conference(id).unwrap());
    let again = imported(&mut store, &two_talks()).conference.id;
    assert!(again > id);
    assert!(session_ids(&store, again).iter().min() > before.iter().max());
}

#[test]
fn an_import_that_fails_midway_leaves_the_old_schedule() {
    let (mut store, id) = store_with_two_talks();
    let before = store.full_sessions(id).unwrap();
    store
        .connection
        .execute_batch(
            "CREATE TEMP TRIGGER fail BEFORE INSERT ON main.event
             BEGIN SELECT raise(ABORT, 'on purpose'); END",
        )
        .unwrap();
    let mut newer = two_talks();
    newer.sessions[0].title = "Changed".to_owned();
    newer.sessions.remove(1);
    newer.events = vec![link("eBPF Day")];
    let error = store.import(&import(&newer)).unwrap_err();
    assert!(
        error.to_string().contains("could not import the schedule"),
        "{error}"
    );
    assert_eq!(store.full_sessions(id).unwrap(), before);
    assert_eq!(store.imports(id).unwrap().len(), 1);
    assert_eq!(store.search("changed", None, 9).unwrap(), []);
    assert_eq!(store.integrity().unwrap(), [""; 0]);
}

#[test]
fn conferences_of_the_same_name_get_slugs_of_their_own() {
    let mut store = store();
    let schedule = two_talks();
    let slugs: Vec<String> = ["one", "two", "three", "one"]
        .map(|key| Import {
            target: Target::Key(key.to_owned()),
            ..import(&schedule)
        })
        .iter()
        .map(|import| store.import(import).unwrap().conference.slug)
        .collect();
    let expected = [
        "kubecon-eu-2022",
        "kubecon-eu-2022-2",
        "kubecon-eu-2022-3",
        "kubecon-eu-2022",
    ];
    assert_eq!(slugs, expected);
}

#[test]
fn a_conference_that_is_not_there_cannot_be_updated() {
    let schedule = two_talks();
    let missing = Import {
        target: Target::Existing(ConferenceId(7)),
        ..import(&schedule)
    };
    let error = store().import(&missing).unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error}");
}

#[test]
fn what_may_be_the_same_is_told_and_not_guessed() {
    let given_by = |name: &str, room: &str, starts_at: &str| {
        let mut talk = session("-", "Reading Smart Meters", starts_at);
        talk.identifiers = agenda::Identifiers::default();
        talk.room = Some(room.to_owned());
        talk.speakers = vec![speaker(name)];
        schedule(vec![session("b", "It Wasn't DNS", "14:30"), talk])
    };
    let mut store = store();
    let before = given_by("Ina Volt", "Hall 2", "08:00");
    let id = imported(&mut store, &before).conference.id;
    let old = session_ids(&store, id)[1];
    let outcome = imported(&mut store, &given_by("Karl Watt", "Tent", "18:00"));
    assert_eq!(outcome.counts, counts(1, 0, 1, 1, 0));
    let told: Vec<_> = outcome
        .doubtful
        .iter()
        .map(|doubt| (doubt.old, doubt.new))
        .collect();
    assert_eq!(told, [(old, 1)]);
}
