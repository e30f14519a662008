//! Reminders from pick to notification, on a real store.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::atomic::Ordering;

use agenda::ItemKey;
use agenda_app::App;
use agenda_app::reminder_loop::{Health, ReminderEvent};
use agenda_app::wire::{
    ImportForm, ImportReportView, ImportSource, NotificationState, ReminderRulesForm, SettingsForm,
    WalkingTimesForm,
};
use common::{Desk, form, instant, wait_until};

const SAMPLE: &str = include_str!("../../../data/kubecon-eu-2022.json");
const TITLE: &str = "Cilium: Welcome, Vision and Updates";

#[test]
fn a_reminder_comes_at_its_lead_with_the_right_words_and_once() {
    let desk = Desk::with_sample("15:14");
    desk.pick("ytq0");
    let running = desk.start();
    wait_until(|| running.reminders.health().state == NotificationState::Working);
    assert_eq!(desk.notifier.summaries(), [""; 0]);
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    assert_eq!(desk.notifier.summaries(), [TITLE]);
    assert!(
        desk.notifier
            .last_body()
            .starts_with("In 10 minutes · 15:25 CEST"),
        "{}",
        desk.notifier.last_body()
    );
    running.stop();

    // Started again, and with the clock set back and forth, it is not doubled.
    let running = desk.start();
    for time in ["15:16", "15:10", "15:15", "15:24"] {
        desk.set_clock(&running, time);
    }
    running.stop();
    desk.expect_shown(1);
}

#[test]
fn what_was_missed_is_shown_late_while_the_talk_runs_and_not_after_it() {
    let desk = Desk::with_sample("15:00");
    desk.pick("ytq0");
    desk.clock.set("15:29");
    let running = desk.start();
    desk.expect_shown(1);
    assert!(
        desk.notifier
            .last_body()
            .starts_with("Started 4 minutes ago"),
        "{}",
        desk.notifier.last_body()
    );
    running.stop();

    let desk = Desk::with_sample("15:00");
    desk.pick("ytq0");
    desk.clock.set("16:00");
    let running = desk.start();
    desk.expect_shown(1);
    assert_eq!(desk.notifier.summaries(), [format!("Missed: {TITLE}")]);
    let listed = running.app.reminders_view().unwrap().missed;
    assert_eq!((listed.len(), listed[0].title.as_str()), (1, TITLE));
    running.app.dismiss_missed(None).unwrap();
    assert_eq!(running.app.reminders_view().unwrap().missed, []);
    let item = running.app.find_session("ytq0").unwrap().id;
    let restored = [ItemKey::Session(item)];
    running.app.restore_missed(&restored).unwrap();
    assert_eq!(running.app.reminders_view().unwrap().missed.len(), 1);
    running.app.dismiss_missed(Some(restored[0])).unwrap();
    running.stop();
    let running = desk.start();
    wait_until(|| running.reminders.health().state == NotificationState::Working);
    running.stop();
    desk.expect_shown(1);
}

#[test]
fn a_planned_visit_is_reminded_of_five_minutes_before() {
    let desk = Desk::with_sample("15:14");
    let app = desk.app();
    let conference = app.conference_named(None).unwrap().id;
    let booth = app.find_booth(conference, "isovalent").unwrap().id;
    app.visit_booth(booth, instant("15:25"), 15).unwrap();
    let next = app.overview(&Health::UNKNOWN).unwrap().reminders.next;
    let next = next.unwrap();
    assert_eq!((next.conference, next.booth), (conference.0, Some(booth.0)));
    let running = desk.start();
    desk.set_clock(&running, "15:19");
    desk.set_clock(&running, "15:20");
    desk.expect_shown(1);
    assert!(desk.notifier.summaries()[0].contains("Isovalent"));
    assert!(desk.notifier.last_body().starts_with("In 5 minutes"));
    running.stop();
}

#[test]
fn a_session_that_moves_is_reminded_of_again() {
    let desk = Desk::with_sample("15:14");
    desk.pick("ytq0");
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    let report = import(&running.app, moved_sample());
    assert_eq!(
        (
            report.result.changed,
            report.result.added,
            report.result.withdrawn
        ),
        (1, 0, 0)
    );
    desk.expect_shown(2);
    assert_eq!(desk.notifier.last_body(), "Moved Thu 19 May 15:25 → 16:25");
    desk.set_clock(&running, "16:15");
    desk.expect_shown(3);
    assert!(
        desk.notifier
            .last_body()
            .starts_with("In 10 minutes · 16:25 CEST")
    );
    running.stop();
}

fn import(app: &App, text: String) -> ImportReportView {
    let form = ImportForm {
        source: ImportSource::Text {
            name: "newer".to_owned(),
            text,
        },
        zone: None,
        proposed_zone: None,
        conference: None,
        table: None,
    };
    app.import(&form, false, &mut |_| true).unwrap()
}

/// The sample with the talk ytq0 an hour later.
fn moved_sample() -> String {
    let mut schedule: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    let sessions = schedule["sessions"].as_array_mut().unwrap();
    let talk = sessions
        .iter_mut()
        .find(|session| session["code"] == "ytq0")
        .unwrap();
    let text = talk
        .to_string()
        .replace("T15:25", "T16:25")
        .replace("T16:00", "T17:00");
    *talk = serde_json::from_str(&text).unwrap();
    schedule.to_string()
}

#[test]
fn a_click_tells_which_session_to_open() {
    let desk = Desk::with_sample("15:14");
    let id = desk.pick("ytq0");
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    wait_until(|| running.app.entries(None).is_ok());
    desk.notifier.click();
    let opened = ReminderEvent::Opened(ItemKey::Session(id));
    wait_until(|| running.events.lock().unwrap().contains(&opened));
    running.stop();
}

#[test]
fn while_no_service_answers_it_is_tried_again_and_never_counted_as_shown() {
    let desk = Desk::with_sample("15:14");
    desk.pick("ytq0");
    desk.notifier.fails.store(true, Ordering::SeqCst);
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    wait_until(|| running.reminders.health().state == NotificationState::NoService);
    assert!(running.reminders.health().problem.is_some());
    desk.expect_shown(0);
    desk.notifier.fails.store(false, Ordering::SeqCst);
    desk.expect_shown(1);
    assert_eq!(running.reminders.health().state, NotificationState::Working);
    running.stop();
}

#[test]
fn two_processes_on_one_store_show_each_reminder_once() {
    let desk = Desk::with_sample("15:14");
    for code in ["ytq0", "ytpo", "ytpu"] {
        desk.pick(code);
    }
    let (first, second) = (desk.start(), desk.start());
    desk.clock.set("15:15");
    first.reminders.waker().wake();
    second.reminders.waker().wake();
    wait_until(|| titles_shown(&desk) >= 3);
    first.stop();
    second.stop();
    assert_eq!(titles_shown(&desk), 3, "{:?}", desk.notifier.summaries());
}

/// How often any of the three talks at 15:25 was named.
fn titles_shown(desk: &Desk) -> usize {
    let shown = desk.notifier.shown.lock().unwrap();
    let named = |text: &str| text.matches("15:25 CEST").count();
    shown
        .iter()
        .map(|one| match one.body.lines().count() {
            1 => named(&one.body),
            lines => lines - 1,
        })
        .sum()
}

#[test]
fn several_due_in_one_minute_come_as_one() {
    let desk = Desk::with_sample("15:14");
    desk.pick("ytq0");
    desk.pick("ytpo");
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    assert_eq!(
        desk.notifier.summaries(),
        ["2 of your picks start at 15:25"]
    );
    assert!(desk.notifier.last_body().contains(TITLE));
    assert!(desk.notifier.last().snooze);
    running.stop();
}

#[test]
fn a_reminder_on_screen_is_closed_when_its_talk_is_dropped() {
    let desk = Desk::with_sample("15:14");
    let id = desk.pick("ytq0");
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    let shown = || !running.app.reminders_view().unwrap().shown.is_empty();
    wait_until(shown);
    let tag = desk.notifier.last().tag;
    running.app.pick_sessions(&[id], None).unwrap();
    wait_until(|| *desk.notifier.closed.lock().unwrap() == [tag]);
    running.stop();
}

#[test]
fn a_booth_that_is_withdrawn_after_its_reminder_is_told_once() {
    let desk = Desk::with_sample("15:14");
    let app = desk.app();
    let conference = app.conference_named(None).unwrap().id;
    let booth = app.find_booth(conference, "isovalent").unwrap().id;
    app.visit_booth(booth, instant("15:25"), 15).unwrap();
    let running = desk.start();
    desk.set_clock(&running, "15:20");
    desk.expect_shown(1);
    let shown = || !running.app.reminders_view().unwrap().shown.is_empty();
    wait_until(shown);
    let mut schedule: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    let booths = schedule["booths"].as_array_mut().unwrap();
    booths.retain(|booth| booth["name"] != "Isovalent");
    import(&running.app, schedule.to_string());
    desk.expect_shown(2);
    assert!(desk.notifier.summaries()[1].starts_with("Cancelled: Booth: Isovalent"));
    desk.set_clock(&running, "15:21");
    desk.set_clock(&running, "15:22");
    running.stop();
    desk.expect_shown(2);
}

#[test]
fn kinds_have_leads_of_their_own_and_it_is_told_when_to_leave() {
    let desk = Desk::with_sample("12:00");
    let app = desk.app();
    let mut schedule: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    let sessions = schedule["sessions"].as_array_mut().unwrap();
    for session in sessions.iter_mut().filter(|one| one["code"] == "ytq0") {
        session["room"] = "Room 2".into();
    }
    import(&app, schedule.to_string());
    let id = desk.pick("ytq0");
    let rules = ReminderRulesForm {
        leave_early: Some(2),
        keynote_leads: Some(vec![30]),
        ..app.overview(&Health::UNKNOWN).unwrap().settings.reminders
    };
    let with_rules = SettingsForm {
        reminders: Some(rules.clone()),
        ..form(&app)
    };
    app.save_settings(&with_rules).unwrap();
    // An older window knows nothing of them, and changes nothing.
    app.save_settings(&form(&app)).unwrap();
    let settings = app.overview(&Health::UNKNOWN).unwrap().settings;
    assert_eq!(settings.reminders, rules);
    let conference = app.conference_named(None).unwrap().id;
    let walks = WalkingTimesForm {
        between_rooms: 4,
        ..app.walking_times(conference).unwrap()
    };
    app.set_walking_times(conference, &walks).unwrap();
    app.set_pick_leads(id, Some(&[10])).unwrap();
    let leave = app.session_details(id).unwrap().leave.unwrap();
    assert_eq!((leave.at.at, leave.walk), (instant("15:19").timestamp(), 4));
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    desk.set_clock(&running, "15:19");
    desk.expect_shown(2);
    assert!(
        desk.notifier
            .last_body()
            .starts_with("Leave now, 4 minutes to walk · In 6 minutes · 15:25 CEST"),
        "{}",
        desk.notifier.last_body()
    );
    running.stop();
}

#[test]
fn own_leads_win_over_the_defaults_and_no_leads_mean_no_reminder() {
    let desk = Desk::with_sample("15:00");
    let id = desk.pick("ytq0");
    let silent = desk.pick("ytpo");
    let running = desk.start();
    running.app.set_pick_leads(id, Some(&[20, 1])).unwrap();
    running.app.set_pick_leads(silent, Some(&[])).unwrap();
    desk.set_clock(&running, "15:05");
    desk.expect_shown(1);
    desk.set_clock(&running, "15:24");
    desk.expect_shown(2);
    assert_eq!(desk.notifier.summaries(), [TITLE, TITLE]);
    running.stop();
}
