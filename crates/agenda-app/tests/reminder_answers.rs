//! The attendee's answers to reminders, on a real store: put off, skipped, muted, and taken back.
#![allow(clippy::unwrap_used)]

mod common;

use agenda::{ItemKey, Priority};
use agenda_app::notifier::Response;
use agenda_app::reminder_loop::Health;
use agenda_app::wire::{NotificationState, ReminderStateView, SettingsForm, SnoozeForm};
use common::{Desk, form, instant, wait_until};

#[test]
fn a_snooze_from_the_notification_outlives_a_restart() {
    let desk = Desk::with_sample("15:14");
    let id = desk.pick("ytq0");
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    let shown = || !running.app.reminders_view().unwrap().shown.is_empty();
    wait_until(shown);
    desk.notifier.respond(Response::Snoozed);
    let view = running.app.reminders_view().unwrap();
    assert_eq!(view.shown[0].state, ReminderStateView::Snoozed);
    assert_eq!(
        view.shown[0].snoozed_until.as_ref().unwrap().at,
        instant("15:20").timestamp()
    );
    running.stop();

    let running = desk.start();
    desk.set_clock(&running, "15:19");
    desk.set_clock(&running, "15:20");
    desk.expect_shown(2);
    assert!(desk.notifier.last_body().starts_with("In 5 minutes"));
    let shown = || running.app.reminders_view().unwrap().shown[0].state == ReminderStateView::Shown;
    wait_until(shown);
    // From the window: until it starts.
    let item = ItemKey::Session(id);
    let until = running.app.snooze(item, SnoozeForm::UntilStart).unwrap();
    assert_eq!(until, instant("15:25"));
    desk.set_clock(&running, "15:25");
    desk.expect_shown(3);
    assert!(desk.notifier.last_body().starts_with("Starting now"));
    let error = running.app.snooze(item, SnoozeForm::UntilStart);
    wait_until(|| error.is_err());
    running.stop();
}

#[test]
fn a_skipped_item_is_reminded_of_no_more() {
    let desk = Desk::with_sample("15:14");
    let id = desk.pick("ytq0");
    let app = desk.app();
    app.set_pick_leads(id, Some(&[10, 1])).unwrap();
    app.skip_reminders(ItemKey::Session(id)).unwrap();
    let running = desk.start();
    desk.set_clock(&running, "15:24");
    wait_until(|| running.reminders.health().state == NotificationState::Working);
    desk.set_clock(&running, "17:00");
    running.stop();
    let running = desk.start();
    wait_until(|| running.reminders.health().state == NotificationState::Working);
    running.stop();
    desk.expect_shown(0);
}

#[test]
fn a_mute_lasts_until_the_morning_and_a_must_breaks_through() {
    let desk = Desk::with_sample("15:14");
    desk.pick("ytq0");
    let app = desk.app();
    let madrid = SettingsForm {
        my_zone: Some("Europe/Madrid".to_owned()),
        ..form(&app)
    };
    app.save_settings(&madrid).unwrap();
    let until = app.mute_until_tomorrow().unwrap();
    assert_eq!(until, instant("2022-05-20T05:00:00+02:00"));
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    wait_until(|| running.reminders.health().state == NotificationState::Working);
    let view = running.app.reminders_view().unwrap();
    assert_eq!(view.muted_until, Some(until.timestamp()));
    assert_eq!(view.waiting.len(), 1);
    let held_until = view.waiting[0].held_until.as_ref();
    assert_eq!(held_until.unwrap().at, until.timestamp());
    desk.expect_shown(0);
    let id = running.app.find_session("ytq0").unwrap().id;
    let must = Some(Priority::Must);
    running.app.pick_sessions(&[id], must).unwrap();
    desk.expect_shown(1);
    assert!(desk.notifier.last().urgent);
    running.app.unmute().unwrap();
    assert_eq!(running.app.muted_until().unwrap(), None);
    running.stop();
}

#[test]
fn what_was_put_off_or_skipped_can_be_taken_back() {
    let desk = Desk::with_sample("15:14");
    let id = desk.pick("ytq0");
    let item = ItemKey::Session(id);
    let app = desk.app();
    app.set_pick_leads(id, Some(&[10, 1])).unwrap();
    let running = desk.start();
    desk.set_clock(&running, "15:15");
    desk.expect_shown(1);
    let state = || {
        let shown = running.app.reminders_view().unwrap().shown;
        shown.first().map(|one| one.state)
    };
    wait_until(|| state() == Some(ReminderStateView::Shown));
    running
        .app
        .snooze(item, SnoozeForm::Minutes { minutes: 5 })
        .unwrap();
    assert_eq!(state(), Some(ReminderStateView::Snoozed));
    running.app.restore_reminders(item).unwrap();
    assert_eq!(state(), Some(ReminderStateView::Shown));
    running.app.skip_reminders(item).unwrap();
    assert_eq!(state(), None);
    running.app.restore_reminders(item).unwrap();
    assert_eq!(state(), Some(ReminderStateView::Shown));
    // The second, which had not come when all were skipped, comes after all.
    desk.set_clock(&running, "15:24");
    desk.expect_shown(2);
    assert!(desk.notifier.last_body().starts_with("In 1 minute"));
    running.stop();
}

#[test]
fn those_of_today_are_counted_until_five_in_the_morning() {
    let desk = Desk::with_sample("15:14");
    let app = desk.app();
    let madrid = SettingsForm {
        my_zone: Some("Europe/Madrid".to_owned()),
        ..form(&app)
    };
    app.save_settings(&madrid).unwrap();
    let today = || app.overview(&Health::UNKNOWN).unwrap().reminders.today;
    assert_eq!(today(), 0);
    // 15:25 today with two leads, and 16:00 tomorrow.
    let id = desk.pick("ytq0");
    desk.pick("yttj");
    app.set_pick_leads(id, Some(&[10, 1])).unwrap();
    let cases = [
        ("15:14", 2),
        ("15:20", 1),
        ("15:25", 0),
        ("2022-05-20T04:59:00+02:00", 0),
        ("2022-05-20T05:00:00+02:00", 1),
    ];
    for (now, count) in cases {
        desk.clock.set(now);
        assert_eq!(today(), count, "{now}");
        assert_eq!(app.reminders_today().unwrap(), count, "{now}");
    }
}
