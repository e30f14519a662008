#![allow(clippy::unwrap_used)]

use agenda::{List, ListEntry, Priority, Session, Slot, Status};
use chrono::TimeDelta;

use super::*;
use crate::examples::*;
use crate::{BoothRow, ChangedField, ListEntryRow, ListRow, SessionHeadRow};

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

/// Show notes with some of a conference's sessions.
fn notes<'a>(schedule: &'a Schedule, source: &'a str) -> Import<'a> {
    Import {
        coverage: Coverage::Excerpt,
        source: Some(source),
        format: "show notes",
        ..import(schedule)
    }
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
            (Details, None, None),
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
            (Text, None, None),
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
fn a_told_zone_outlives_later_imports_and_moves_days_and_all_day_sessions() {
    let tokyo = Zone::named("Asia/Tokyo").unwrap();
    let mut schedule = two_talks();
    // 15:30 UTC is past midnight in Tokyo, but not past five.
    schedule.sessions[0] = session("a", "Late", "15:30");
    schedule.sessions[1] = session("b", "Early", "21:00");
    let madrid_day =
        |day: &str| madrid().instant(format!("2022-05-{day}T00:00:00").parse().unwrap());
    schedule.sessions.push(Session {
        slot: Some(Slot {
            starts_at: madrid_day("19"),
            ends_at: madrid_day("20"),
            listed_under: None,
            all_day: true,
        }),
        ..session("c", "Expo", "10:00")
    });
    let mut store = store();
    let id = imported(&mut store, &schedule).conference.id;
    let days = |store: &Store| -> Vec<String> {
        let days = heads(store, id).into_iter().map(|head| head.day);
        days.map(|day| day.unwrap().to_string()).collect()
    };
    assert_eq!(days(&store), ["2022-05-19", "2022-05-19", "2022-05-19"]);

    assert!(store.confirm_zone(id, tokyo).unwrap());
    assert_eq!(days(&store), ["2022-05-19", "2022-05-20", "2022-05-19"]);
    let expo = heads(&store, id)[2].slot.unwrap();
    assert_eq!(expo.starts_at, at("18T15:00:00"));
    assert_eq!(expo.length(), TimeDelta::days(1));

    let outcome = imported(&mut store, &schedule);
    assert_eq!(outcome.counts, counts(0, 0, 3, 0, 0));
    let conference = outcome.conference;
    assert_eq!(
        (conference.zone, conference.zone_source),
        (tokyo, ZoneSource::Told)
    );
    assert_eq!(store.conference_setting(id).unwrap().told_zone, Some(tokyo));
    assert_eq!(days(&store), ["2022-05-19", "2022-05-20", "2022-05-19"]);
    assert!(!store.confirm_zone(ConferenceId(99), tokyo).unwrap());
}

#[test]
fn a_zone_told_with_an_import_is_the_attendees_word() {
    let mut store = store();
    let schedule = two_talks();
    let told = Import {
        zone_source: ZoneSource::Told,
        ..import(&schedule)
    };
    let id = store.import(&told).unwrap().conference.id;
    let from_file = Import {
        zone: Zone::UTC,
        ..import(&schedule)
    };
    let conference = store.import(&from_file).unwrap().conference;
    assert_eq!(
        (conference.zone, conference.zone_source),
        (madrid(), ZoneSource::Told)
    );
    assert_eq!(
        store.conference_setting(id).unwrap().told_zone,
        Some(madrid())
    );
}

#[test]
fn an_excerpt_adds_to_a_whole_schedule_and_neither_alters_nor_withdraws_it() {
    let (mut store, id) = store_with_two_talks();
    let before = heads(&store, id);
    let mut excerpt = Schedule {
        booths: vec![booth("Grafana Labs")],
        lists: vec![List {
            name: "Duffie".to_owned(),
            entries: vec![ListEntry::Session(0), ListEntry::Link(link("eBPF Day"))],
        }],
        events: vec![link("eBPF Day")],
        ..schedule(vec![
            session("a", "Too Much to Choose (short)", "13:25"),
            session("n", "Office Hours", "10:30"),
        ])
    };
    excerpt.conference.title = Some("Episode 45".to_owned());
    for (first, result) in [
        (true, counts(1, 0, 1, 0, 0)),
        (false, counts(0, 0, 2, 0, 0)),
    ] {
        let outcome = store.import(&notes(&excerpt, "echo.md")).unwrap();
        assert_eq!(outcome.counts, result, "first: {first}");
        assert_eq!(outcome.conference.title, "KubeCon EU 2022");
        assert_eq!(outcome.conference.source.as_deref(), Some("schedule.xml"));
    }
    assert_eq!(heads(&store, id)[..2], before[..]);
    assert_eq!(heads(&store, id)[2].title, "Office Hours");
    let entries = vec![
        ListEntryRow::Session(before[0].id),
        ListEntryRow::Link(link("eBPF Day")),
    ];
    let name = "Duffie".to_owned();
    assert_eq!(store.lists(id).unwrap(), [ListRow { name, entries }]);

    // The whole schedule, again, does not know of the office hours, booth and list: they stay.
    assert_eq!(
        imported(&mut store, &two_talks()).counts,
        counts(0, 0, 2, 0, 0)
    );
    assert_eq!(store.conference_counts(id).unwrap().sessions, 3);
    assert_eq!(store.conference_counts(id).unwrap().booths, 2);
    assert_eq!(store.lists(id).unwrap().len(), 1);
    assert_eq!(store.events(id).unwrap().len(), 1);

    // The notes themselves may take back what they alone told.
    excerpt.sessions.pop();
    excerpt.booths.clear();
    let outcome = store.import(&notes(&excerpt, "echo.md")).unwrap();
    assert_eq!(outcome.counts, counts(0, 0, 1, 1, 0));
    assert_eq!(store.conference_counts(id).unwrap().booths, 1);
}

#[test]
fn a_whole_schedule_takes_over_what_only_an_excerpt_told() {
    let mut store = store();
    let mut unscheduled = schedule(vec![session("a", "Too Much to Choose", "13:25")]);
    unscheduled.sessions[0].slot = None;
    let id = store
        .import(&notes(&unscheduled, "echo.md"))
        .unwrap()
        .conference
        .id;
    let talk = session_ids(&store, id)[0];
    assert_eq!(heads(&store, id)[0].excerpt.as_deref(), Some("echo.md"));

    let outcome = imported(&mut store, &two_talks());
    assert_eq!(outcome.counts, counts(1, 1, 0, 0, 0));
    assert_eq!(outcome.conference.excerpt, None);
    let head = store.session_head(talk).unwrap().unwrap();
    assert_eq!((head.excerpt, head.day), (None, "2022-05-19".parse().ok()));
}

#[test]
fn lists_of_the_same_name_from_the_same_source_are_replaced_and_others_stay() {
    let mut store = store();
    let with_list = |place| Schedule {
        lists: vec![List {
            name: "Nicholas".to_owned(),
            entries: vec![ListEntry::Session(place)],
        }],
        ..two_talks()
    };
    let id = imported(&mut store, &with_list(0)).conference.id;
    store.import(&notes(&with_list(0), "echo.md")).unwrap();
    imported(&mut store, &with_list(1));
    let sessions = session_ids(&store, id);
    let entries: Vec<_> = store
        .lists(id)
        .unwrap()
        .into_iter()
        .map(|list| list.entries)
        .collect();
    let session = |place: usize| vec![ListEntryRow::Session(sessions[place])];
    assert_eq!(entries, [session(0), session(1)]);
}

#[test]
fn booths_are_known_by_their_folded_names() {
    let (mut store, id) = store_with_two_talks();
    let known = only_booth(&store, id);
    let names = ["ISOVALENT!", "C", "C++"];
    for _ in 0..2 {
        let newer = Schedule {
            booths: names.map(booth).to_vec(),
            ..two_talks()
        };
        imported(&mut store, &newer);
        let booths = store.booths(id).unwrap();
        assert_eq!(booths[0].id, known);
        let read: Vec<_> = booths.iter().map(|booth| booth.name.as_str()).collect();
        assert_eq!(read, names);
    }
}

#[test]
fn instants_finer_than_the_store_keeps_are_no_change() {
    let mut store = store();
    let mut schedule = two_talks();
    let slot = schedule.sessions[0].slot.as_mut().unwrap();
    slot.starts_at += TimeDelta::nanoseconds(1_500_123);
    slot.ends_at += TimeDelta::nanoseconds(999);
    imported(&mut store, &schedule);
    assert_eq!(
        imported(&mut store, &schedule).counts,
        counts(0, 0, 2, 0, 0)
    );
}
