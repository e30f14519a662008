//! Times on screen follow the zone that the attendee chose.

use std::fs;

use e2e::{Desktop, DrivenApplication, Error, Page, Result, Start};

use crate::talks::WELCOME;

#[tokio::test(flavor = "multi_thread")]
async fn choosing_tokyo_changes_every_time_and_keeps_the_venues_beside_it() -> Result {
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default().with_sample()).await?;
    let page = &lanyard.page;

    page.click("@view-programme").await?;
    page.click("@day-2022-05-19").await?;
    let row = page.row_of(WELCOME.title).await?;
    let time = format!("{row} @session-time");
    page.wait_for_whole_text(&time, "15:25–16:00").await?;

    choose_zone(page, "tokyo", "Asia/Tokyo").await?;
    let shown = page.wait_for_text(&time, "22:25").await?;
    for part in ["22:25–23:00", "JST", "15:25–16:00", "CEST"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    page.click("@zone-venue").await?;
    page.wait_for_whole_text(&time, "15:25–16:00").await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn my_own_zone_is_the_one_of_the_system() -> Result {
    let desktop = Desktop::start_in("America/New_York", e2e::Look::Light).await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default().with_sample()).await?;
    let page = &lanyard.page;

    page.click("@view-programme").await?;
    page.click("@day-2022-05-19").await?;
    page.click("@zone-mine").await?;
    let row = page.row_of(WELCOME.title).await?;
    let shown = page
        .wait_for_text(&format!("{row} @session-time"), "09:25–10:00")
        .await?;
    assert!(shown.contains("EDT"), "{shown}");
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evening_talk_is_marked_as_the_next_day_where_it_is_past_midnight() -> Result {
    let desktop = Desktop::start().await?;
    let file = desktop.path("evening.ics");
    fs::write(&file, EVENING).map_err(Error::file("write", &file))?;
    desktop
        .lanyard()
        .json(&["import", &file.to_string_lossy()])
        .await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default()).await?;
    let page = &lanyard.page;

    page.click("@view-programme").await?;
    choose_zone(page, "tokyo", "Asia/Tokyo").await?;
    let row = page.row_of("Closing remarks").await?;
    let shown = page
        .wait_for_text(&format!("{row} @session-time"), "01:30+1")
        .await?;
    assert!(shown.contains("18:30"), "{shown}");
    // It stays on the conference's day.
    page.wait_for_count("[data-testid^='day-']", 1).await?;
    lanyard.end().await
}

async fn choose_zone(page: &Page, typed: &str, zone: &str) -> Result {
    page.click("@zone-other").await?;
    page.fill("@zone-search", typed).await?;
    page.click(&format!("@zone-option[data-zone=\"{zone}\"]"))
        .await
}

/// One talk at 18:30 in Valencia, 01:30 of the next day in Tokyo.
const EVENING: &str = "BEGIN:VCALENDAR\r\n\
    VERSION:2.0\r\n\
    PRODID:-//Lanyard//tests//EN\r\n\
    X-WR-CALNAME:An evening in Valencia\r\n\
    X-WR-TIMEZONE:Europe/Madrid\r\n\
    BEGIN:VEVENT\r\n\
    UID:closing@evening.example\r\n\
    DTSTAMP:20220501T000000Z\r\n\
    DTSTART:20220519T163000Z\r\n\
    DTEND:20220519T170000Z\r\n\
    SUMMARY:Closing remarks\r\n\
    END:VEVENT\r\n\
    END:VCALENDAR\r\n";
