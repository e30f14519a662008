//! Reminders: what a native notification says, that it comes once, and what a click on it does.

use std::time::Duration;

use e2e::{Application, Desktop, DrivenApplication, Look, Result, Start};

use crate::talks::{BEFORE_THE_TALKS, WELCOME};

/// The tests' clocks run so many times as fast: a minute in six seconds.
const SPEED: u32 = 10;

/// Real time for the reminders of these tests to come due and be shown.
const LIMIT: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_says_what_and_when_here_and_at_the_venue_and_comes_once() -> Result {
    let desktop = Desktop::start_in("Asia/Tokyo", Look::Light).await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;
    plan_visit(&desktop, "2022-05-19T15:21:00+02:00").await?;

    let start = Start::at(BEFORE_THE_TALKS, SPEED);
    let _lanyard = Application::start(&desktop, start).await?;
    let shown = notifications.wait_for(2, LIMIT).await?;

    assert_eq!(shown.len(), 2, "{shown:?}");
    let (talk, visit) = (&shown[0], &shown[1]);
    assert_eq!(talk.summary, WELCOME.title);
    assert_eq!(talk.body, "In 10 minutes · 15:25 CEST (22:25 JST for you)");
    assert_eq!(talk.application, "Lanyard");
    assert_eq!(talk.replaces, 0);
    assert!(talk.actions.contains(&"default".to_owned()), "{talk:?}");
    assert!(talk.hints["desktop-entry"].contains("Lanyard"), "{talk:?}");
    assert!(visit.summary.contains("Cilium"), "{visit:?}");
    assert!(
        visit.body.starts_with("In 5 minutes · 15:21 CEST"),
        "{visit:?}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_a_reminder_opens_the_details() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;

    let start = Start::at(BEFORE_THE_TALKS, SPEED);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    lanyard.page.wait_for("@next-reminder").await?;
    let shown = notifications.wait_for(1, LIMIT).await?;
    notifications.click(&shown[0], "default").await?;
    lanyard
        .page
        .wait_for_text("@details", WELCOME.title)
        .await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_and_a_new_start_nothing_is_shown_twice() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;
    plan_visit(&desktop, "2022-05-19T15:30:00+02:00").await?;

    let start = Start::at(BEFORE_THE_TALKS, SPEED);
    let lanyard = Application::start(&desktop, start).await?;
    notifications.wait_for(1, LIMIT).await?;
    // Shown is what the store says, and not only the screen.
    desktop
        .lanyard()
        .wait_until_reminded_of(WELCOME.title, BEFORE_THE_TALKS)
        .await?;
    lanyard.kill()?;

    let start = Start::at("2022-05-19T15:24:00+02:00", SPEED);
    let _lanyard = Application::start(&desktop, start).await?;
    let shown = notifications.wait_for(2, LIMIT).await?;
    let summaries: Vec<&str> = shown.iter().map(|one| one.summary.as_str()).collect();
    assert_eq!(summaries[0], WELCOME.title);
    assert!(summaries[1].contains("Cilium"), "{summaries:?}");
    assert_eq!(summaries.len(), 2, "{summaries:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_missed_while_the_app_was_off_comes_late_while_the_talk_runs() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop
        .lanyard()
        .text(&["--now", BEFORE_THE_TALKS, "pick", WELCOME.code])
        .await?;

    let start = Start::at("2022-05-19T15:29:30+02:00", 1).in_background();
    let _lanyard = Application::start(&desktop, start).await?;
    let shown = notifications.wait_for(1, LIMIT).await?;
    assert_eq!(shown[0].summary, WELCOME.title);
    assert_eq!(shown[0].body, "Started 4 minutes ago · 15:25 CEST");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_notification_service_the_window_says_so_and_the_reminder_comes_with_it() -> Result
{
    let desktop = Desktop::start().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;

    // Its reminder has been due for a minute, and nobody can show it.
    let start = Start::at("2022-05-19T15:16:00+02:00", 1);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    let health = "@next-reminder ~ p";
    lanyard.page.wait_for_text(health, "no service").await?;

    let notifications = desktop.start_notification_service().await?;
    let shown = notifications.wait_for(1, LIMIT).await?;
    assert_eq!(shown[0].summary, WELCOME.title);
    lanyard.page.wait_until_gone(health).await?;
    assert_eq!(notifications.shown().len(), 1);
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_put_off_on_the_notification_comes_again_five_minutes_later() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;

    let start = Start::at(BEFORE_THE_TALKS, SPEED);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    // The foot moves once more when notifications are known to work.
    lanyard.page.wait_for("@next-reminder").await?;
    let first = notifications.wait_for(1, LIMIT).await?.remove(0);
    assert!(first.body.starts_with("In 10 minutes"), "{first:?}");
    assert!(first.actions.contains(&"snooze".to_owned()), "{first:?}");
    notifications.click(&first, "snooze").await?;
    lanyard.page.click("@next-reminder").await?;
    lanyard
        .page
        .wait_for_text("@reminder-snoozed", "Again at 15:2")
        .await?;

    let shown = notifications.wait_for(2, LIMIT).await?;
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!(shown[1].summary, WELCOME.title);
    assert!(shown[1].body.contains("15:25 CEST"), "{shown:?}");
    // Five minutes of a clock that runs ten times as fast, and the second until the click.
    let passed = shown[1].at - first.at;
    assert!(
        Duration::from_secs(28) < passed && passed < Duration::from_secs(45),
        "{passed:?}"
    );
    lanyard
        .page
        .wait_for_text("@reminder-shown", WELCOME.title)
        .await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_missed_is_listed_in_the_window_until_it_is_dismissed() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop
        .lanyard()
        .text(&["--now", BEFORE_THE_TALKS, "pick", WELCOME.code])
        .await?;

    // An hour after its end.
    let start = Start::at("2022-05-19T17:00:00+02:00", 1);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    let page = &lanyard.page;
    let shown = notifications.wait_for(1, LIMIT).await?;
    assert_eq!(shown[0].summary, format!("Missed: {}", WELCOME.title));
    page.wait_for_text("@reminders-badge", "1").await?;
    page.click("@next-reminder").await?;
    page.wait_for_text("@reminder-missed", WELCOME.title)
        .await?;
    page.click("@dismiss").await?;
    page.wait_until_gone("@reminder-missed").await?;
    page.wait_until_gone("@reminders-badge").await?;
    page.click("@toast-undo").await?;
    page.wait_for_text("@reminders-badge", "1").await?;
    assert_eq!(notifications.shown().len(), 1);
    lanyard.end().await
}

/// Its reminder is due five minutes before `at`, RFC 3339.
async fn plan_visit(desktop: &Desktop, at: &str) -> Result {
    desktop
        .lanyard()
        .json(&["visit", "Cilium", "--at", at, "--minutes", "15"])
        .await?;
    Ok(())
}
