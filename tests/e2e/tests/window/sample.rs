//! The first minutes with the sample: look, pick, plan, undo.

use e2e::{Desktop, DrivenApplication, Result, Start, keys};

use crate::talks::{MIGRATION, MULTI_CLOUD, SERVICE_MESH, WELCOME};

const THURSDAY_TAB: &str = "@day-2022-05-19";

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_comes_by_one_click_and_all_of_it_is_on_screen() -> Result {
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default()).await?;
    let page = &lanyard.page;

    page.click("@try-sample").await?;
    page.click("@view-programme").await?;
    page.wait_for_text("@programme-count", "20 sessions")
        .await?;
    for (tab, sessions) in [
        ("@day-2022-05-16", 2),
        ("@day-2022-05-17", 1),
        ("@day-2022-05-18", 1),
        ("@day-2022-05-19", 3),
        ("@day-2022-05-20", 5),
        ("@day-unscheduled", 8),
    ] {
        page.click(tab).await?;
        page.wait_for_count("@session-row", sessions).await?;
    }
    let tabs = page.texts("[data-testid^='day-']").await?;
    assert_eq!(tabs.len(), 6, "{tabs:?}");

    page.click("@view-booths").await?;
    let booths = page.wait_for_count("@booth-card h2", 2).await?;
    assert_eq!(booths, ["Cilium (open source)", "Isovalent"]);
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_picked_by_mouse_and_by_key_and_dropped_by_undo() -> Result {
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default().with_sample()).await?;
    let page = &lanyard.page;
    let is_picked = "[aria-pressed=\"true\"]";

    page.click("@view-programme").await?;
    page.click(THURSDAY_TAB).await?;
    let by_mouse = page.row_of(WELCOME.title).await?;
    page.click(&format!("{by_mouse} @pick-button")).await?;
    page.wait_for(&format!("{by_mouse} @pick-button{is_picked}"))
        .await?;
    page.wait_for_text("@toast", WELCOME.title).await?;

    // The keys act on the row that has the focus; from elsewhere they go to the list first.
    page.click("@day-2022-05-20").await?;
    page.row_of(SERVICE_MESH.title).await?;
    page.press('j').await?;
    for _ in 0..4 {
        page.press(keys::DOWN).await?;
    }
    page.press('m').await?;
    let by_key = page.row_of(SERVICE_MESH.title).await?;
    page.wait_for(&format!("{by_key} @pick-button{is_picked}"))
        .await?;
    page.wait_for_text("@toast", "must").await?;
    page.wait_for_text("@day-2022-05-20", "1").await?;

    page.press_with_control('z').await?;
    page.wait_until_gone(&format!("{by_key} @pick-button{is_picked}"))
        .await?;
    page.click(THURSDAY_TAB).await?;
    page.click(&format!("{by_mouse} @pick-button{is_picked}"))
        .await?;
    page.wait_until_gone(&format!("{by_mouse} @pick-button{is_picked}"))
        .await?;
    page.click("@toast-undo").await?;
    page.wait_for(&format!("{by_mouse} @pick-button{is_picked}"))
        .await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn talks_at_the_same_time_clash_in_the_agenda() -> Result {
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default().with_sample()).await?;
    let page = &lanyard.page;

    page.click("@view-programme").await?;
    page.click(THURSDAY_TAB).await?;
    for talk in [WELCOME, MIGRATION, MULTI_CLOUD] {
        let row = page.row_of(talk.title).await?;
        page.click(&format!("{row} @pick-button")).await?;
        page.wait_for(&format!("{row} @pick-button[aria-pressed=\"true\"]"))
            .await?;
    }
    page.click("@view-agenda").await?;
    let items = page.wait_for_count("@agenda-item", 3).await?;
    for item in &items {
        assert!(item.contains("15:25–16:00"), "{item}");
    }
    // Each of the three with each other one.
    page.wait_for_text("main [role=status]", "3 planned, 3 clashes")
        .await?;
    page.wait_for_text("main", "35 min clash").await?;

    page.click_text("@agenda-item button", WELCOME.title)
        .await?;
    page.wait_for_text("@details", MULTI_CLOUD.title).await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_to_a_booth_is_planned_and_stands_in_the_agenda() -> Result {
    let desktop = Desktop::start().await?;
    let start = Start::at("2022-05-19T12:00:00+02:00", 1).with_sample();
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    let page = &lanyard.page;

    page.click("@view-booths").await?;
    page.click("@booth-card:first-child @plan-visit").await?;
    page.fill("@visit-time", "noon").await?;
    page.click("@visit-save").await?;
    page.wait_for_text("@booth-card [role=alert]", "14:30")
        .await?;
    page.fill("@visit-time", "13:40").await?;
    page.fill("@visit-minutes", "20").await?;
    page.click("@visit-save").await?;
    page.wait_for_text("@booth-card:first-child", "13:40–14:00")
        .await?;
    // Five minutes before.
    page.wait_for_text("@next-reminder", "13:35").await?;

    page.click("@view-agenda").await?;
    let item = page.wait_for_text("@agenda-item", "13:40–14:00").await?;
    assert!(item.contains("Cilium"), "{item}");
    page.press_with_control('z').await?;
    page.wait_until_gone("@agenda-item").await?;
    lanyard.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_beginnings_of_words_and_details_open_beside() -> Result {
    let desktop = Desktop::start().await?;
    let lanyard = DrivenApplication::start(&desktop, Start::default().with_sample()).await?;
    let page = &lanyard.page;

    page.wait_for("@view-now").await?;
    page.press('/').await?;
    page.type_text("serv mesh").await?;
    let row = page.row_of(SERVICE_MESH.title).await?;
    page.wait_for_text(&format!("{row} @session-time"), "Fri")
        .await?;
    page.click(&format!("{row} @session-title")).await?;
    let details = page.wait_for_text("@details", SERVICE_MESH.title).await?;
    for part in ["Friday", "16:00–16:35", "CEST", "Liz Rice", "Isovalent"] {
        assert!(details.contains(part), "{part} in {details}");
    }
    page.click("@details-close").await?;
    page.wait_until_gone("@details").await?;

    page.fill("@search-input", "nothing of this kind").await?;
    page.wait_for_text("main", "Nothing found").await?;
    lanyard.end().await
}
