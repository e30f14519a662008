//! Somebody whose conference came from a server of ours.

use std::sync::Arc;

use agenda::{ConferenceId, Priority};
use agenda_app::App;
use agenda_app::import::{ImportInto, ImportReport, ImportRequest};
use agenda_app::refresh::Refreshed;
use agenda_app::wire::{ImportSource, RefreshView};
use tempfile::TempDir;

use super::ManualClock;
use super::server::{Server, schedule};

pub const TALKS: [&str; 6] = ["apples", "bridges", "comets", "drums", "engines", "forests"];

/// A conference that was imported from a server, two weeks before it, with one talk picked.
pub struct Attendee {
    pub folder: TempDir,
    pub clock: Arc<ManualClock>,
    pub app: Arc<App>,
    pub server: Server,
    pub conference: ConferenceId,
}

impl Attendee {
    pub fn of(server: Server) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::at("2026-01-15T12:00:00+01:00");
        let app = Arc::new(App::open(folder.path(), clock.clone()).unwrap());
        let conference = import(&app, &server.address).conference.id.unwrap();
        let session = app.find_session("guid-forests").unwrap().id;
        app.pick_sessions(&[session], Some(Priority::Must)).unwrap();
        Self {
            folder,
            clock,
            app,
            server,
            conference,
        }
    }

    pub fn new() -> Self {
        Self::of(Server::serving(&schedule(&TALKS)))
    }

    pub fn refresh(&self) -> Refreshed {
        self.app.refresh_now(self.conference).unwrap().refreshed
    }

    pub fn view(&self) -> RefreshView {
        let row = self.app.conference_row(self.conference).unwrap();
        self.app.refresh_view(&row).unwrap().unwrap()
    }

    /// Sessions that are listed, and picks.
    pub fn counts(&self) -> (u32, u32) {
        let listed = self.app.listed_conferences().unwrap();
        (listed[0].1.sessions, listed[0].1.picks)
    }

    /// Another process on the same store.
    pub fn other_app(&self) -> Arc<App> {
        Arc::new(App::open(self.folder.path(), self.clock.clone()).unwrap())
    }
}

pub fn import(app: &App, address: &str) -> ImportReport {
    let request = ImportRequest {
        source: ImportSource::Address {
            url: address.to_owned(),
        },
        zone: None,
        proposed_zone: None,
        into: ImportInto::Found,
        mapping: None,
        dry_run: false,
    };
    app.import_schedule(&request, &mut |_| true).unwrap()
}
