//! Takes pictures of every view of the real window, light and dark, wide and narrow.
//!
//! They go to `target/screenshots`, the ones that README shows to `docs/screenshots` as well. With
//! `LANYARD_CORPUS` a large conference is taken too, which only goes to the target folder.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::{
    Companion, Desktop, DrivenApplication, Error, Look, NewerSample, Page, Result, Start, checkout,
    corpus_file, keys, sample_file, shrink, target_folder,
};
use serde_json::json;

/// Three minutes before the reminders of the afternoon's talks.
const NOW: &str = "2022-05-19T15:12:00+02:00";

/// Name, width and height of a page.
const SIZES: [(&str, u32, u32); 2] = [("", 1400, 900), ("-narrow", 720, 520)];

/// What README shows.
const SHOWN_IN_README: [&str; 2] = ["agenda-light.png", "programme-dark.png"];

#[tokio::main]
async fn main() -> Result {
    let album = Album::new()?;
    for look in [Look::Light, Look::Dark] {
        take_welcome(&album, look).await?;
        take_sample(&album, look).await?;
        take_changes(&album, look).await?;
        take_large_conference(&album, look).await?;
    }
    take_reminder(&album).await?;
    album.copy_to_readme()
}

/// The folder that the pictures go to.
struct Album(PathBuf);

impl Album {
    fn new() -> Result<Self> {
        let folder = target_folder().join("screenshots");
        fs::create_dir_all(&folder).map_err(Error::file("make", &folder))?;
        Ok(Self(folder))
    }

    /// Takes the page in every size.
    async fn take(&self, page: &Page, view: &str, look: Look) -> Result {
        for (size, width, height) in SIZES {
            page.set_size(width, height).await?;
            let look = match look {
                Look::Light => "light",
                Look::Dark => "dark",
            };
            let path = self.0.join(format!("{view}-{look}{size}.png"));
            page.take_picture(&path).await?;
            finish(&path)?;
        }
        // What comes next is opened in a wide window.
        page.set_size(SIZES[0].1, SIZES[0].2).await
    }

    fn copy_to_readme(&self) -> Result {
        let folder = checkout().join("docs/screenshots");
        fs::create_dir_all(&folder).map_err(Error::file("make", &folder))?;
        for name in SHOWN_IN_README {
            let copy = folder.join(name);
            fs::copy(self.0.join(name), &copy).map_err(Error::file("write", &copy))?;
            println!("{}", copy.display());
        }
        Ok(())
    }
}

fn finish(picture: &Path) -> Result {
    shrink(picture)?;
    println!("{}", picture.display());
    Ok(())
}

async fn take_welcome(album: &Album, look: Look) -> Result {
    let desktop = Desktop::start_in("Europe/Madrid", look).await?;
    let lanyard = DrivenApplication::start(&desktop, Start::at(NOW, 1)).await?;
    lanyard.page.wait_for("@try-sample").await?;
    album.take(&lanyard.page, "welcome", look).await?;
    lanyard.end().await
}

async fn take_sample(album: &Album, look: Look) -> Result {
    let desktop = Desktop::start_in("Europe/Madrid", look).await?;
    let _notifications = desktop.start_notification_service().await?;
    fill_agenda(&desktop).await?;
    let lanyard = DrivenApplication::start(&desktop, Start::at(NOW, 1)).await?;
    let page = &lanyard.page;

    page.wait_for("@now-next").await?;
    album.take(page, "now", look).await?;

    page.click("@view-agenda").await?;
    page.wait_for("@agenda-item").await?;
    album.take(page, "agenda", look).await?;
    page.click("@agenda-week").await?;
    page.wait_for("@agenda-item").await?;
    album.take(page, "agenda-week", look).await?;
    page.click("@agenda-day").await?;

    page.press('r').await?;
    page.wait_for("@reminders-panel").await?;
    album.take(page, "reminders", look).await?;
    page.press(keys::ESCAPE).await?;

    page.press_with_control('k').await?;
    page.fill("@palette-input", "pro").await?;
    page.wait_for("@palette-entry").await?;
    album.take(page, "palette", look).await?;
    page.press(keys::ESCAPE).await?;

    page.click("@view-booths").await?;
    page.wait_for("@booth-card").await?;
    album.take(page, "booths", look).await?;

    page.click("@view-programme").await?;
    page.wait_for("@session-row").await?;
    album.take(page, "programme", look).await?;

    page.click("@session-row:first-child @session-title")
        .await?;
    page.wait_for("@details h2").await?;
    album.take(page, "details", look).await?;
    page.click("@details-close").await?;

    page.click("@zone-other").await?;
    page.fill("@zone-search", "to").await?;
    page.wait_for("@zone-option").await?;
    album.take(page, "zone", look).await?;
    page.press(keys::ESCAPE).await?;

    page.press('i').await?;
    page.fill("@import-path", &sample_file().to_string_lossy())
        .await?;
    page.click("@import-preview").await?;
    page.wait_for("@import-report").await?;
    album.take(page, "import", look).await?;
    page.press(keys::ESCAPE).await?;

    page.press('i').await?;
    page.click("@import-kind-address").await?;
    page.fill("@import-address", "fosdem").await?;
    page.wait_for("@directory-entry").await?;
    album.take(page, "import-by-name", look).await?;
    page.press(keys::ESCAPE).await?;

    page.press('e').await?;
    page.wait_for("@export-run").await?;
    album.take(page, "export", look).await?;
    page.press(keys::ESCAPE).await?;

    page.click("@settings-open").await?;
    page.wait_for("@test-notification").await?;
    album.take(page, "settings", look).await?;
    lanyard.end().await
}

/// What a newer version altered: a clash, a cancellation, a withdrawal, and a talk that may be another.
async fn take_changes(album: &Album, look: Look) -> Result {
    let desktop = Desktop::start_in("Europe/Madrid", look).await?;
    let _notifications = desktop.start_notification_service().await?;
    let lanyard = desktop.lanyard();
    lanyard.import_sample().await?;
    let before = "2022-05-19T09:00:00+02:00";
    for code in ["ytq0", "ytpo", "ytrV", "ytrw", "ytsQ", "yttj"] {
        lanyard.json(&["--now", before, "pick", code]).await?;
    }
    let newer = NewerSample::read()?
        .alter("ytpo", json!({ "status": "cancelled" }))?
        .move_on_friday("ytsQ", "12:00", "12:35")?
        .alter("ytsQ", json!({ "room": "Auditorium" }))?
        .alter(
            "ytrw",
            json!({ "title": "It Wasn’t DNS", "room": "Room 5" }),
        )?
        .alter("ytqy", json!({ "room": "Room 2" }))?
        .without("ytq0")?
        .with(json!({
            "code": "zzzz",
            "title": "Updates and Panel",
            "speakers": [{ "name": "Thomas Graf" }, { "name": "Ada Byron" }],
            "starts_at": "2022-05-19T15:25:00+02:00",
            "ends_at": "2022-05-19T16:00:00+02:00",
        }))?
        .write(&desktop)?;
    lanyard
        .json(&["--now", NOW, "import", &newer.to_string_lossy()])
        .await?;

    let lanyard = DrivenApplication::start(&desktop, Start::at(NOW, 1)).await?;
    let page = &lanyard.page;
    page.click("@view-changes").await?;
    page.wait_for("@match-question").await?;
    album.take(page, "changes", look).await?;
    page.click("@changes-all").await?;
    page.click_text("@change-title", "Better Bandwidth").await?;
    page.wait_for("@session-changes").await?;
    album.take(page, "changes-details", look).await?;
    lanyard.end().await
}

async fn take_large_conference(album: &Album, look: Look) -> Result {
    let Some(file) = corpus_file("pictures of FOSDEM 2026", "frab-xml/fosdem-2026.xml") else {
        return Ok(());
    };
    let desktop = Desktop::start_in("Europe/Madrid", look).await?;
    let _notifications = desktop.start_notification_service().await?;
    let command = desktop.lanyard();
    command.json(&["import", &file.to_string_lossy()]).await?;
    let sessions = command.json(&["sessions", "--day", "2026-01-31"]).await?;
    for session in sessions.as_array().into_iter().flatten().step_by(40) {
        command.json(&["pick", &session["id"].to_string()]).await?;
    }
    let start = Start::at("2026-01-31T13:20:00+01:00", 1);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    let page = &lanyard.page;
    page.click("@view-agenda").await?;
    page.wait_for("@agenda-item").await?;
    album.take(page, "large-agenda", look).await?;
    page.click("@view-programme").await?;
    page.wait_for("@session-row").await?;
    album.take(page, "large-programme", look).await?;
    page.click("@layout-grid").await?;
    page.wait_for("@grid-cell").await?;
    album.take(page, "large-grid", look).await?;
    page.click("@layout-triage").await?;
    page.wait_for("@triage-title").await?;
    album.take(page, "large-triage", look).await?;
    page.click("@layout-list").await?;
    if let Some(file) = corpus_file("a report of 36C3", "frab-xml/ccc-36c3-2019-everything.xml") {
        page.press('i').await?;
        page.fill("@import-path", &file.to_string_lossy()).await?;
        page.click("@import-preview").await?;
        page.wait_for("@import-report").await?;
        album.take(page, "large-import", look).await?;
    }
    lanyard.end().await
}

/// The whole screen, with a reminder by a notification service that people use.
async fn take_reminder(album: &Album) -> Result {
    let desktop = Desktop::start().await?;
    let service = Companion::start(
        &mut desktop.command("dunst"),
        &desktop.path("dunst.log"),
        "install the package dunst",
    )?;
    fill_agenda(&desktop).await?;
    let start = Start::at("2022-05-19T15:14:50+02:00", 1);
    let lanyard = DrivenApplication::start(&desktop, start).await?;
    lanyard.page.set_size(1200, 800).await?;
    let title = "Cilium: Welcome, Vision and Updates";
    let before = "2022-05-19T15:14:00+02:00";
    desktop
        .lanyard()
        .wait_until_reminded_of(title, before)
        .await?;
    let path = album.0.join("reminder-light.png");
    desktop.take_screen(&path)?;
    finish(&path)?;
    lanyard.end().await?;
    drop(service);
    Ok(())
}

/// A day with three talks at once, of every priority, and two visits.
async fn fill_agenda(desktop: &Desktop) -> Result {
    let lanyard = desktop.lanyard();
    lanyard.import_sample().await?;
    for (priority, codes) in [
        ("must", &["ytq0", "ytrV"][..]),
        ("want", &["ytpo", "ytsQ", "yttj"]),
        ("maybe", &["ytpu", "zrPW", "ytqy", "yuFh"]),
    ] {
        let arguments = [&["pick", "--priority", priority], codes].concat();
        lanyard.json(&arguments).await?;
    }
    for (booth, at, minutes) in [
        ("Cilium", "2022-05-19T16:20:00+02:00", "30"),
        ("Isovalent", "2022-05-19T13:40:00+02:00", "20"),
    ] {
        lanyard
            .json(&["visit", booth, "--at", at, "--minutes", minutes])
            .await?;
    }
    Ok(())
}
