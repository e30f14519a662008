//! What the window exports, other programs read.

use e2e::{CalendarEvent, CalendarReaders, Desktop, DrivenApplication, Result, Start, instant};

use crate::talks::{SERVICE_MESH, WELCOME};

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_file_is_read_the_same_by_two_other_programs() -> Result {
    let readers = CalendarReaders::install()?;
    let desktop = Desktop::start().await?;
    let command = desktop.lanyard();
    command.import_sample().await?;
    command
        .json(&["pick", WELCOME.code, SERVICE_MESH.code])
        .await?;
    let visit = ["visit", "Cilium", "--at", "2022-05-19T13:40:00+02:00"];
    command.json(&visit).await?;

    let lanyard = DrivenApplication::start(&desktop, Start::default()).await?;
    let page = &lanyard.page;
    let file = desktop.path("agenda.ics");
    page.wait_for("@view-agenda").await?;
    page.press('e').await?;
    page.fill("@export-path", &file.to_string_lossy()).await?;
    page.click("@export-run").await?;
    page.wait_for_text("@export-result", "2 sessions and 1 visit")
        .await?;
    lanyard.end().await?;

    let mut agenda = Vec::new();
    for item in command
        .json(&["agenda"])
        .await?
        .as_array()
        .into_iter()
        .flatten()
    {
        let title = item["title"].as_str().unwrap_or_default();
        agenda.push(CalendarEvent {
            title: match item["kind"].as_str() {
                // A calendar has no other sign that it is a visit.
                Some("visit") => format!("Booth: {title}"),
                _ => title.to_owned(),
            },
            starts_at: instant(&item["starts_at"])?,
            ends_at: instant(&item["ends_at"])?,
        });
    }
    agenda.sort();
    assert_eq!(agenda.len(), 3);
    assert_eq!(readers.read_with_icalendar(&file)?, agenda);
    assert_eq!(readers.read_with_ical_js(&file)?, agenda);
    Ok(())
}
