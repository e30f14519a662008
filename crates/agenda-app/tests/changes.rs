//! What a newer schedule alters, from its import to the notice, the list and the answers.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use agenda::{ConferenceId, ItemKey, Priority, SessionId};
use agenda_app::App;
use agenda_app::changes::Change;
use agenda_app::reminder_loop::ReminderEvent;
use agenda_app::wire::{ChangeKindView, ImportForm, ImportSource, SessionStatusView};
use chrono::DateTime;
use common::{Desk, Running, wait_until};
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../../../data/kubecon-eu-2022.json");
const CILIUM: &str = "Cilium: Welcome, Vision and Updates";
const SAMPLE_SESSIONS: usize = 20;

/// The sample with its sessions altered, as the next version of the schedule.
fn import_altered(app: &App, alter: impl FnOnce(&mut Vec<Value>)) {
    let mut document: Value = serde_json::from_str(SAMPLE).unwrap();
    alter(document["sessions"].as_array_mut().unwrap());
    let form = ImportForm {
        source: ImportSource::Text {
            name: "newer".to_owned(),
            text: document.to_string(),
        },
        zone: None,
        proposed_zone: None,
        conference: Some(conference(app).0),
        table: None,
    };
    app.import(&form, false, &mut |_| true).unwrap();
}

fn conference(app: &App) -> ConferenceId {
    app.conference_named(None).unwrap().id
}

fn of<'a>(sessions: &'a mut [Value], code: &str) -> &'a mut Value {
    sessions
        .iter_mut()
        .find(|session| session["code"] == code)
        .unwrap()
}

fn move_to(session: &mut Value, from: &str, to: &str) {
    session["starts_at"] = json!(format!("2022-05-{from}:00+02:00"));
    session["ends_at"] = json!(format!("2022-05-{to}:00+02:00"));
}

fn changes(app: &App) -> Vec<Change> {
    app.changes(conference(app), DateTime::UNIX_EPOCH).unwrap()
}

/// The words of each change of something the attendee's own.
fn words(app: &App) -> Vec<String> {
    let zone = app.conference_named(None).unwrap().zone;
    let mine = changes(app).into_iter().filter(Change::mine);
    mine.map(|change| format!("{}: {}", change.session.title, change.words(zone)))
        .collect()
}

fn sample_with(picks: &[&str]) -> (Desk, Arc<App>) {
    let desk = Desk::with_sample("12:00");
    for code in picks {
        desk.pick(code);
    }
    let app = desk.app();
    (desk, app)
}

#[test]
fn a_move_is_told_in_words_with_the_clashes_it_makes() {
    let (_desk, app) = sample_with(&["ytq0", "ytrw", "ytsQ"]);
    import_altered(&app, |sessions| {
        move_to(of(sessions, "ytsQ"), "20T12:00", "20T12:35");
        of(sessions, "ytsQ")["room"] = json!("Auditorium");
        of(sessions, "ytq0")["title"] = json!("Cilium: Vision");
        of(sessions, "ytrV")["room"] = json!("Room 2");
    });
    let expected = [
        "Cilium: Vision: was called “Cilium: Welcome, Vision and Updates”",
        "Better Bandwidth Management with eBPF: moved Fri 20 May 14:00 → 12:00, now in Auditorium; now clashes with “Logs Told Us It Was DNS, It Felt Like DNS, It Had To Be DNS, It Wasn’t DNS”",
    ];
    let told: Vec<String> = words(&app)
        .iter()
        .map(|said| said.replace('\'', "’"))
        .collect();
    assert_eq!(told, expected);
    let view = app.changes_view(conference(&app)).unwrap();
    assert_eq!(view.changes.len(), 3);
    assert_eq!(
        view.changes
            .iter()
            .map(|change| change.mine)
            .collect::<Vec<_>>(),
        [true, true, false]
    );
    assert_eq!(view.changes[1].kind, ChangeKindView::Moved);
    assert_eq!(view.changes[2].kind, ChangeKindView::RoomChanged);
}

#[test]
fn each_version_keeps_its_changes_and_nothing_overwrites_them() {
    let (_desk, app) = sample_with(&["ytq0"]);
    for room in ["Room 1", "Room 2", "Room 3"] {
        import_altered(&app, |sessions| of(sessions, "ytq0")["room"] = json!(room));
    }
    import_altered(&app, |sessions| sessions.retain(|it| it["code"] != "ytq0"));
    import_altered(&app, |_| ());
    let said: Vec<String> = words(&app)
        .into_iter()
        .map(|said| said.replace(&format!("{CILIUM}: "), ""))
        .collect();
    let expected = [
        "back in the schedule, no longer in Room 3",
        "withdrawn",
        "Room 2 → Room 3",
        "Room 1 → Room 2",
        "now in Room 1",
    ];
    assert_eq!(said, expected);
}

#[test]
fn changes_count_until_they_are_seen() {
    let (_desk, app) = sample_with(&["ytq0"]);
    import_altered(&app, |sessions| {
        of(sessions, "ytq0")["room"] = json!("Room 1");
        of(sessions, "ytpu")["room"] = json!("Room 2");
    });
    let unseen = || {
        let overview = app
            .overview(&agenda_app::reminder_loop::Health::UNKNOWN)
            .unwrap();
        overview.conferences[0].unseen_changes
    };
    assert_eq!(unseen(), 1);
    let mine = &changes(&app)[0];
    let key = [(mine.import, mine.session.id)];
    app.see_changes(&key, true).unwrap();
    assert_eq!(unseen(), 0);
    app.see_changes(&key, false).unwrap();
    assert_eq!(unseen(), 1);
}

#[test]
fn a_withdrawn_pick_can_be_kept_and_is_then_reminded_of() {
    let (desk, app) = sample_with(&["ytq0"]);
    let id = app.find_session("ytq0").unwrap().id;
    import_altered(&app, |sessions| sessions.retain(|it| it["code"] != "ytq0"));
    let status = |app: &App| app.session_details(id).unwrap().session.status;
    assert_eq!(status(&app), SessionStatusView::Withdrawn);
    app.keep_session(id, true).unwrap();
    assert_eq!(status(&app), SessionStatusView::Kept);
    desk.clock.set("15:16");
    let running = desk.start();
    wait_until(|| desk.notifier.summaries().contains(&CILIUM.to_owned()));
    running.stop();
    app.keep_session(id, false).unwrap();
    assert_eq!(status(&app), SessionStatusView::Withdrawn);
}

fn shown(desk: &Desk) -> Vec<(String, String)> {
    let shown = desk.notifier.shown.lock().unwrap();
    let texts = shown.iter().map(|it| (it.summary.clone(), it.body.clone()));
    texts.collect()
}

fn settled(desk: &Desk, running: &Running) {
    // Nothing more comes in two turns of the loop.
    let before = shown(desk);
    for _ in 0..2 {
        running.reminders.waker().wake();
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(shown(desk), before);
}

#[test]
fn several_changed_picks_come_as_one_notice_that_leads_to_the_changes() {
    let (desk, app) = sample_with(&["ytq0", "ytrw", "ytsQ", "zrPW"]);
    let running = desk.start();
    import_altered(&running.app, |sessions| {
        of(sessions, "ytq0")["status"] = json!("cancelled");
        sessions.retain(|it| it["code"] != "ytrw");
        of(sessions, "ytsQ")["text"] = json!("Other words.");
        // Over by now.
        of(sessions, "zrPW")["room"] = json!("Room 1");
    });
    desk.expect_shown(1);
    let (summary, body) = shown(&desk).remove(0);
    assert_eq!(summary, "2 of your picks changed");
    let lines: Vec<&str> = body.lines().collect();
    assert_eq!(lines[0], format!("{CILIUM}: cancelled"));
    assert!(lines[1].ends_with("It Wasn't DNS: withdrawn"), "{body}");
    desk.notifier.click();
    let opened = ReminderEvent::ChangesOpened(conference(&app));
    wait_until(|| running.events.lock().unwrap().contains(&opened));
    settled(&desk, &running);
    running.stop();
}

#[test]
fn a_change_is_told_once_by_whoever_runs_and_later_where_nobody_could() {
    let (desk, app) = sample_with(&["ytq0"]);
    desk.notifier.fails.store(true, Ordering::SeqCst);
    let running = desk.start();
    import_altered(&app, |sessions| {
        of(sessions, "ytq0")["room"] = json!("Room 1");
    });
    running.reminders.waker().wake();
    std::thread::sleep(std::time::Duration::from_millis(50));
    running.stop();
    assert_eq!(shown(&desk), []);

    desk.notifier.fails.store(false, Ordering::SeqCst);
    let (one, other) = (desk.start(), desk.start());
    desk.expect_shown(1);
    assert_eq!(
        shown(&desk)[0],
        (CILIUM.to_owned(), "Now in Room 1".to_owned())
    );
    desk.notifier.click();
    let opened = ReminderEvent::Opened(ItemKey::Session(app.find_session("ytq0").unwrap().id));
    let has_opened = |running: &Running| running.events.lock().unwrap().contains(&opened);
    wait_until(|| has_opened(&one) || has_opened(&other));
    settled(&desk, &one);
    one.stop();
    other.stop();
}

/// One talk is gone, and there is one of other words and code by one of its speakers.
fn doubtful(app: &App) {
    import_altered(app, |sessions| {
        *of(sessions, "ytq0") = json!({
            "code": "zzzz",
            "title": "Updates and Panel",
            "speakers": [{ "name": "Thomas Graf" }, { "name": "Ada Byron" }],
            "starts_at": "2022-05-19T15:25:00+02:00",
            "ends_at": "2022-05-19T16:00:00+02:00",
        });
    });
}

#[test]
fn a_doubtful_match_is_asked_about_and_the_pick_stays_until_it_is_answered() {
    for same in [true, false] {
        let (_desk, app) = sample_with(&["ytq0"]);
        let old = app.find_session("ytq0").unwrap().id;
        doubtful(&app);
        let questions = app.match_questions(conference(&app)).unwrap();
        assert_eq!(questions.len(), 1, "{questions:?}");
        let question = &questions[0];
        assert_eq!((question.old.id, question.mine), (old, true));
        assert_eq!(question.new.title, "Updates and Panel");
        let picked = |id: SessionId| {
            let listed = app.listed_sessions(conference(&app)).unwrap();
            listed
                .iter()
                .find(|it| it.head.id == id)
                .and_then(|it| it.pick)
        };
        assert_eq!(picked(old), Some(Priority::Want));
        let joined = app.answer_match(question.id, same).unwrap();
        assert_eq!(joined, same.then_some(old));
        assert_eq!(app.match_questions(conference(&app)).unwrap().len(), 0);
        assert_eq!(picked(old), Some(Priority::Want));
        let head = app.full_session(old).unwrap().head;
        assert_eq!(head.is_gone(), !same);
        if same {
            assert_eq!(head.title, "Updates and Panel");
            assert!(app.answer_match(question.id, true).is_err());
        } else {
            app.ask_match_again(question.id).unwrap();
            assert_eq!(app.match_questions(conference(&app)).unwrap().len(), 1);
        }
    }
}

#[test]
fn what_was_altered_before_it_was_picked_is_no_news() {
    let (desk, app) = sample_with(&["ytq0"]);
    import_altered(&app, |sessions| {
        of(sessions, "ytq0")["room"] = json!("Room 1");
        of(sessions, "ytpu")["room"] = json!("Room 2");
    });
    desk.clock.set("12:30");
    desk.pick("ytpu");
    let seen = changes(&app).into_iter().map(|change| change.seen);
    assert_eq!(seen.collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_details_of_a_session_have_its_own_changes_newest_first() {
    let (_desk, app) = sample_with(&["ytq0"]);
    for room in ["Room 1", "Room 2"] {
        import_altered(&app, |sessions| {
            of(sessions, "ytq0")["room"] = json!(room);
            of(sessions, "ytpu")["room"] = json!(room);
        });
    }
    let id = app.find_session("ytq0").unwrap().id;
    let details = app.session_details(id).unwrap();
    let rooms = details.changes.iter().map(|change| {
        assert_eq!(change.session.id, id.0);
        change.fields[0].new.clone().unwrap()
    });
    assert_eq!(rooms.collect::<Vec<_>>(), ["Room 2", "Room 1"]);
}

#[test]
fn of_very_many_changes_the_attendees_own_are_all_shown() {
    let (_desk, app) = sample_with(&["ytq0"]);
    // The oldest of all is of the pick; 30 versions alter the 19 others each.
    import_altered(&app, |sessions| {
        of(sessions, "ytq0")["room"] = json!("Room 0");
    });
    for version in 0..30 {
        import_altered(&app, |sessions| {
            of(sessions, "ytq0")["room"] = json!("Room 0");
            for session in sessions.iter_mut().filter(|it| it["code"] != "ytq0") {
                session["room"] = json!(format!("Hall {version}"));
            }
        });
    }
    let view = app.changes_view(conference(&app)).unwrap();
    let mine = view.changes.iter().filter(|change| change.mine).count();
    let others = SAMPLE_SESSIONS - 1;
    assert_eq!((mine, view.changes.len() - mine), (1, 500));
    assert_eq!(view.more as usize, 30 * others - 500);
    assert_eq!(view.imported_at.shown.minute, 12 * 60);
}
