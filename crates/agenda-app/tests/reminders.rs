//! Reminders from pick to notification, on a real store.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::atomic::Ordering;

use agenda::ItemKey;
use agenda_app::reminder_loop::ReminderEvent;
use agenda_app::wire::{ImportForm, ImportSource, NotificationState};
use common::{Desk, instant, wait_until};

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
    wait_until(|| running.reminders.health().state == NotificationState::Working);
    running.stop();
    desk.expect_shown(0);
}

#[test]
fn a_planned_visit_is_reminded_of_five_minutes_before() {
    let desk = Desk::with_sample("15:14");
    let app = desk.app();
    let conference = app.conference_named(None).unwrap().id;
    let booth = app.find_booth(conference, "isovalent").unwrap().id;
    app.visit_booth(booth, instant("15:25"), 15).unwrap();
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
    let moved = moved_sample();
    let form = ImportForm {
        source: ImportSource::Text {
            name: "moved".to_owned(),
            text: moved,
        },
        zone: None,
        proposed_zone: None,
        conference: None,
        table: None,
    };
    let report = running.app.import(&form, false, &mut |_| true).unwrap();
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
    wait_until(|| desk.notifier.summaries().len() >= 3);
    first.stop();
    second.stop();
    desk.expect_shown(3);
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
