//! Lanyard goes on without a window, and there is one of it.

use std::time::Duration;

use e2e::{Application, Desktop, DrivenApplication, Result, Start, sample_file};

use crate::talks::WELCOME;

#[tokio::test(flavor = "multi_thread")]
async fn reminders_come_after_the_window_was_closed_and_a_click_opens_it_again() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    desktop.lanyard().import_sample().await?;
    // Ten minutes before the talk have begun.
    let start = Start::at("2022-05-19T15:16:00+02:00", 1);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    lanyard.page.wait_for("@next-reminder").await?;
    // This desktop has no tray, so the first close asks.
    lanyard.keep_running_when_closed(&desktop).await?;

    desktop.lanyard().json(&["pick", WELCOME.code]).await?;
    let shown = notifications.wait_for(1, Duration::from_secs(60)).await?;
    assert_eq!(shown[0].summary, WELCOME.title);
    assert!(desktop.windows()?.is_empty());

    notifications.click(&shown[0], "default").await?;
    desktop.wait_for_windows(1).await?;
    lanyard.follow_new_window().await?;
    lanyard
        .page
        .wait_for_text("@details", WELCOME.title)
        .await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_close_can_also_be_the_end() -> Result {
    let desktop = Desktop::start().await?;
    let start = Start::default().with_sample();
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    lanyard.page.wait_for("@next-reminder").await?;
    lanyard.quit_when_closed(&desktop).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_with_a_file_offers_it_in_the_window_of_the_first() -> Result {
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default()).await?;
    lanyard.page.wait_for("@try-sample").await?;
    let start = Start::default();
    let mut second = Application::launch_with(&desktop, start, &[&sample_file()])?;
    lanyard
        .page
        .wait_for_text("@import-report", "20 sessions")
        .await?;
    assert!(second.wait_for_end().await?.success());
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_shows_the_window_of_the_first_and_ends() -> Result {
    let desktop = Desktop::start().await?;
    let _notifications = desktop.start_notification_service().await?;
    let hidden = Start::default().with_sample().in_background();
    let mut first = Application::start(&desktop, hidden).await?;
    desktop.wait_for_first_instance().await?;
    assert!(desktop.windows()?.is_empty());

    let mut second = Application::launch(&desktop, Start::default())?;
    first.wait_until_painted().await?;
    let status = second.wait_for_end().await?;
    assert!(status.success(), "{status}");
    desktop.wait_for_windows(1).await?;

    let mut third = Application::launch(&desktop, Start::default())?;
    third.wait_for_end().await?;
    desktop.wait_for_windows(1).await?;
    assert!(first.is_running());
    Ok(())
}
