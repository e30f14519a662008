//! A newer version of a schedule: what the window says of it, and what the attendee answers.

use std::path::Path;
use std::time::Duration;

use e2e::{Desktop, DrivenApplication, NewerSample, Page, Result, Start};
use serde_json::json;

use crate::talks::{BANDWIDTH, BEFORE_THE_TALKS, DNS, WELCOME};

/// Long before the reminders of what is picked.
const NOON: &str = "2022-05-19T12:00:00+02:00";

/// Real time for a notice to be shown.
const LIMIT: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_imported_and_what_it_altered_is_told_accepted_and_answered() -> Result {
    let desktop = Desktop::start().await?;
    with_picks(&desktop).await?;
    // The talk that was picked gives way to one that may be the same.
    let newer = NewerSample::read()?
        .move_on_friday(BANDWIDTH.code, "12:00", "12:35")?
        .alter(BANDWIDTH.code, json!({ "room": "Auditorium" }))?
        .alter("ytrV", json!({ "room": "Room 2" }))?
        .without(WELCOME.code)?
        .with(json!({
            "code": "zzzz",
            "title": "Updates and Panel",
            "speakers": [{ "name": "Thomas Graf" }, { "name": "Ada Byron" }],
            "starts_at": "2022-05-19T15:25:00+02:00",
            "ends_at": "2022-05-19T16:00:00+02:00",
        }))?
        .write(&desktop)?;
    let lanyard = DrivenApplication::start(&desktop, Start::at(BEFORE_THE_TALKS, 1)).await?;
    let page = &lanyard.page;

    page.wait_for("@view-changes").await?;
    import(page, &newer).await?;
    page.wait_for_whole_text("@changes-badge", "3").await?;
    page.click("@view-changes").await?;
    page.wait_for_text("@changes-state", "2 to look at, 1 question")
        .await?;
    let words = "Moved Fri 14:00 → 12:00, now in Auditorium; now clashes with “Logs Told Us";
    page.wait_for_text("@change-row", words).await?;
    page.wait_for_text("@change-row", "No longer in the schedule")
        .await?;

    // What is nobody's own comes when it is asked for.
    assert_eq!(page.texts("@change-row").await?.len(), 2);
    page.click("@changes-all").await?;
    page.wait_for_text("@change-row", "Now in Room 2").await?;
    page.click("@changes-mine").await?;

    // Two talks, by key; asked again by undo; then one talk, which is asked twice.
    page.wait_for_text("@match-question", "Updates and Panel")
        .await?;
    page.press('j').await?;
    page.press('n').await?;
    page.wait_until_gone("@match-question").await?;
    page.wait_for_whole_text("@changes-badge", "2").await?;
    page.click("@toast-undo").await?;
    page.wait_for("@match-question").await?;
    page.click("@match-same").await?;
    page.wait_for_text("@match-question", "cannot be undone")
        .await?;
    page.click("@match-join").await?;
    page.wait_until_gone("@match-question").await?;
    page.wait_for_text("@change-row", &format!("Was called “{}”", WELCOME.title))
        .await?;

    page.click("@accept-all").await?;
    page.wait_until_gone("@changes-badge").await?;
    page.press_with_control('z').await?;
    page.wait_for_whole_text("@changes-badge", "2").await?;
    page.click_text("@change-title", BANDWIDTH.title).await?;
    page.wait_for_text("@session-changes", "Moved Fri 14:00 → 12:00")
        .await?;
    page.click("@details-close").await?;
    page.press('j').await?;
    page.press('a').await?;
    page.wait_for_whole_text("@changes-badge", "1").await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pick_that_was_withdrawn_is_kept_as_an_entry_of_ones_own_until_that_is_undone() -> Result
{
    let desktop = Desktop::start().await?;
    with_picks(&desktop).await?;
    let newer = NewerSample::read()?
        .without(WELCOME.code)?
        .write(&desktop)?;
    let lanyard = DrivenApplication::start(&desktop, Start::at(BEFORE_THE_TALKS, 1)).await?;
    let page = &lanyard.page;

    page.wait_for("@view-changes").await?;
    import(page, &newer).await?;
    page.click("@view-changes").await?;
    page.click("@change-keep").await?;
    page.wait_for_text("@change-row", "Withdrawn, kept by you")
        .await?;
    page.wait_until_gone("@changes-badge").await?;
    page.press_with_control('z').await?;
    page.wait_for("@change-keep").await?;
    page.wait_for_whole_text("@changes-badge", "1").await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_a_notice_of_changes_opens_them() -> Result {
    let desktop = Desktop::start().await?;
    let notifications = desktop.start_notification_service().await?;
    with_picks(&desktop).await?;
    let newer = NewerSample::read()?
        .move_on_friday(BANDWIDTH.code, "17:00", "17:35")?
        .alter(DNS.code, json!({ "status": "cancelled" }))?
        .write(&desktop)?;
    let lanyard = DrivenApplication::start(&desktop, Start::at(NOON, 1)).await?;
    lanyard.page.wait_for("@view-changes").await?;

    let newer = newer.to_string_lossy();
    desktop
        .lanyard()
        .json(&["--now", NOON, "import", &newer])
        .await?;
    let shown = notifications.wait_for(1, LIMIT).await?;
    assert_eq!(shown[0].summary, "2 of your picks changed");
    notifications.click(&shown[0], "default").await?;
    lanyard
        .page
        .wait_for_text("@change-row", "Moved Fri 14:00 → 17:00")
        .await?;
    lanyard
        .page
        .wait_for_text("@change-row", "Cancelled")
        .await?;
    lanyard.end().await
}

/// The sample with three picks, of the morning before its talks.
async fn with_picks(desktop: &Desktop) -> Result {
    let lanyard = desktop.lanyard();
    lanyard.import_sample().await?;
    let now = "2022-05-19T09:00:00+02:00";
    for talk in [WELCOME, DNS, BANDWIDTH] {
        lanyard.json(&["--now", now, "pick", talk.code]).await?;
    }
    Ok(())
}

/// Imports a file through the window.
async fn import(page: &Page, file: &Path) -> Result {
    page.press('i').await?;
    page.fill("@import-path", &file.to_string_lossy()).await?;
    page.click("@import-preview").await?;
    page.wait_for("@import-report").await?;
    page.click("@import-run").await?;
    page.wait_for("@toast").await?;
    Ok(())
}
