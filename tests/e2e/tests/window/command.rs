//! The command `lanyard` and the window on one store.

use std::time::Duration;

use e2e::{Application, Desktop, DrivenApplication, Result, Start};

use crate::talks::{BEFORE_THE_TALKS, WELCOME};

const LIMIT: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_picks_appears_in_the_open_window() -> Result {
    let desktop = Desktop::start().await?;
    let start = Start::at("2022-05-19T12:00:00+02:00", 1).with_sample();
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    lanyard.page.click("@view-agenda").await?;
    lanyard.page.wait_for_text("main", "Nothing picked").await?;

    desktop.lanyard().json(&["pick", WELCOME.code]).await?;
    lanyard
        .page
        .wait_for_text("@agenda-item", WELCOME.title)
        .await?;
    desktop.lanyard().json(&["unpick", WELCOME.code]).await?;
    lanyard.page.wait_until_gone("@agenda-item").await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn remind_shows_a_reminder_without_a_window() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;

    let _reminding = desktop.lanyard().remind(BEFORE_THE_TALKS, 20)?;
    let shown = notifications.wait_for(1, LIMIT).await?;
    assert_eq!(shown[0].summary, WELCOME.title);
    assert_eq!(shown[0].body, "In 10 minutes · 15:25 CEST");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_store_show_each_reminder_once() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    desktop.lanyard().json(&["pick", WELCOME.code]).await?;
    let visit = ["visit", "Cilium", "--at", "2022-05-19T15:24:00+02:00"];
    desktop.lanyard().json(&visit).await?;

    let _one = desktop.lanyard().remind(BEFORE_THE_TALKS, 20)?;
    let start = Start::at(BEFORE_THE_TALKS, 20).in_background();
    let _other = Application::start(&desktop, start).await?;
    // The second is due twelve seconds after the first, longer than either process ever waits: had
    // it taken the first for not shown, it would have shown it.
    let shown = notifications.wait_for(2, LIMIT).await?;
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!(shown[0].summary, WELCOME.title);
    assert_ne!(shown[1].summary, WELCOME.title);
    Ok(())
}
