//! Several sources of one conference: excerpts, lists, booths.

use agenda::{List, ListEntry};

use super::*;
use crate::{ListEntryRow, ListRow};

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
fn an_excerpt_adds_to_a_whole_schedule_and_neither_alters_nor_withdraws_it() {
    let (mut store, id) = store_with_two_talks();
    let before = heads(&store, id);
    let mut excerpt = Schedule {
        booths: vec![
            booth("Grafana Labs"),
            agenda::Booth {
                stand: None,
                ..booth("isovalent")
            },
        ],
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
    let stands: Vec<_> = store
        .booths(id)
        .unwrap()
        .into_iter()
        .map(|booth| (booth.name, booth.stand.is_some()))
        .collect();
    let names = ["Isovalent", "Grafana Labs"].map(str::to_owned);
    assert_eq!(stands, names.map(|name| (name, true)));
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
fn talks_that_are_only_named_are_joined_to_the_sessions_they_mean() {
    let named = || {
        let mut talk = session("-", "Too Much to Choose", "13:25");
        talk.identifiers = agenda::Identifiers::default();
        (talk.slot, talk.room) = (None, None);
        talk.url = Some("https://example.org/a".to_owned());
        Schedule {
            lists: vec![List {
                name: "Duffie".to_owned(),
                entries: vec![ListEntry::Session(0)],
            }],
            ..schedule(vec![talk])
        }
    };
    let mut whole = two_talks();
    whole.sessions[0].url = Some("https://example.org/a".to_owned());

    for notes_first in [true, false] {
        let mut store = store();
        let (named, whole) = (named(), &whole);
        let (notes, schedule) = (notes(&named, "echo.md"), import(whole));
        let order = if notes_first {
            [&notes, &schedule]
        } else {
            [&schedule, &notes]
        };
        let id = order.map(|import| store.import(import).unwrap().conference.id)[0];
        assert_eq!(titles(&store, id), ["Too Much to Choose", "It Wasn't DNS"]);
        let talk = &heads(&store, id)[0];
        assert!(
            talk.slot.is_some() && talk.excerpt.is_none(),
            "notes first: {notes_first}"
        );
        assert_eq!(
            store.lists(id).unwrap()[0].entries,
            [ListEntryRow::Session(talk.id)]
        );
    }
}

#[test]
fn of_two_excerpts_the_one_with_a_time_counts_else_the_newer() {
    let mut store = store();
    let timed = schedule(vec![session("a", "Too Much to Choose", "13:25")]);
    let id = store
        .import(&notes(&timed, "blog.md"))
        .unwrap()
        .conference
        .id;
    let mut untimed = timed.clone();
    untimed.sessions[0].slot = None;
    let outcome = store.import(&notes(&untimed, "episode.md")).unwrap();
    assert_eq!(outcome.counts, counts(0, 0, 1, 0, 0));
    assert!(heads(&store, id)[0].slot.is_some());

    let mut newer = timed.clone();
    newer.sessions[0].room = Some("Room 9".to_owned());
    let outcome = store.import(&notes(&newer, "mended.md")).unwrap();
    assert_eq!(outcome.counts, counts(0, 1, 0, 0, 0));
    assert_eq!(heads(&store, id)[0].room.as_deref(), Some("Room 9"));
}

#[test]
fn a_talk_that_may_be_meant_is_told_and_kept_for_itself() {
    let mut whole = two_talks();
    whole.sessions[0].speakers = vec![speaker("Adolfo García Veytia")];
    let mut store = store();
    let id = imported(&mut store, &whole).conference.id;
    let mut named = session("-", "Too Much to Choose", "13:25");
    named.identifiers = agenda::Identifiers::default();
    named.slot = None;
    named.speakers = vec![speaker("Rita Else")];
    let excerpt = schedule(vec![named]);
    let outcome = store.import(&notes(&excerpt, "echo.md")).unwrap();
    assert_eq!(outcome.counts, counts(1, 0, 0, 0, 0));
    let told: Vec<_> = outcome
        .doubtful
        .iter()
        .map(|doubt| (doubt.old, doubt.new))
        .collect();
    assert_eq!(told, [(session_ids(&store, id)[0], 0)]);
}
