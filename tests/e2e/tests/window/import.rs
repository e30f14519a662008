//! Somebody else's schedule, through the window.

use std::fs;

use e2e::{Desktop, DrivenApplication, Error, Result, Start, corpus_file};

#[tokio::test(flavor = "multi_thread")]
async fn fosdem_2026_is_previewed_imported_searched_and_picked_from() -> Result {
    let Some(file) = corpus_file("FOSDEM 2026 in the window", "frab-xml/fosdem-2026.xml") else {
        return Ok(());
    };
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default()).await?;
    let page = &lanyard.page;

    page.wait_for("@try-sample").await?;
    page.press('i').await?;
    page.fill("@import-path", &file.to_string_lossy()).await?;
    page.click("@import-preview").await?;
    let report = page.wait_for_text("@import-report", "883 sessions").await?;
    assert!(report.contains("Europe/Brussels"), "{report}");
    page.click("@import-run").await?;

    page.click("@view-programme").await?;
    page.wait_for_text("@programme-count", "883 sessions")
        .await?;
    page.wait_for("@day-2026-01-31").await?;
    page.wait_for("@day-2026-02-01").await?;
    assert_eq!(page.texts("[data-testid^='day-']").await?.len(), 2);

    page.fill("@search-input", "welcome fosdem").await?;
    let row = page.row_of("Welcome to FOSDEM 2026").await?;
    page.click(&format!("{row} @pick-button")).await?;
    page.fill("@search-input", "").await?;
    page.click("@view-agenda").await?;
    page.click("@day-2026-01-31").await?;
    page.wait_for_text("@agenda-item", "Welcome to FOSDEM 2026")
        .await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_schedule_is_refused_with_a_reason_and_changes_nothing() -> Result {
    let desktop = Desktop::start().await?;
    let file = desktop.path("notes.xml");
    fs::write(&file, "<shopping><milk/></shopping>").map_err(Error::file("write", &file))?;
    let lanyard = DrivenApplication::start(&desktop, Start::default()).await?;
    let page = &lanyard.page;

    page.wait_for("@try-sample").await?;
    page.press('i').await?;
    page.fill("@import-path", &file.to_string_lossy()).await?;
    page.click("@import-preview").await?;
    page.wait_for("dialog[open] [role=alert]").await?;
    page.press(e2e::keys::ESCAPE).await?;
    page.wait_for("@try-sample").await?;
    lanyard.end().await
}
