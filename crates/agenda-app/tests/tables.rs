//! Tables whose columns the attendee tells.
#![allow(clippy::unwrap_used)]

mod common;

use agenda::Zone;
use agenda_app::App;
use agenda_app::import::{ImportInto, ImportRequest};
use agenda_app::refresh::Refreshed;
use agenda_app::wire::{CommandError, ImportForm, ImportSource, TableForm};
use common::server::Server;
use schedule_files::{Role, TableMapping};

fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(folder.path(), common::ManualClock::at("12:00")).unwrap();
    (folder, app)
}

#[test]
fn a_table_that_is_not_clear_is_read_as_the_window_answers() {
    let (_folder, app) = app();
    let text = "c,Room,Start\nApples,Hall,2026-04-03 09:00\nBridges,Barn,2026-04-03 10:00\n";
    let mut form = ImportForm {
        source: ImportSource::Text {
            name: "talks".to_owned(),
            text: text.to_owned(),
        },
        zone: Some("Europe/Berlin".to_owned()),
        proposed_zone: None,
        conference: None,
        table: None,
    };
    let error = app.import(&form, true, &mut |_| true).unwrap_err();
    let CommandError::UnclearTable { message, table } = CommandError::from(error) else {
        panic!("the columns are clear");
    };
    assert!(message.contains("named like the title") && !message.contains("--map"));
    assert_eq!(table.samples[1], ["Bridges", "Barn", "2026-04-03 10:00"]);
    let mut columns = table.columns;
    columns[0].role = Some(Role::Title);
    assert_eq!(columns[1].role, Some(Role::Room));
    columns[1].role = None;
    form.table = Some(TableForm {
        columns,
        date_order: None,
    });
    let preview = app.import(&form, true, &mut |_| true).unwrap();
    assert_eq!(preview.read.sessions, 2);
    let read = preview.table.unwrap();
    // A role that no column was given is none that is guessed.
    assert_eq!(read.columns[1].role, None);
    assert_eq!(read.columns[0].role, Some(Role::Title));
}

#[test]
fn a_refresh_reads_the_columns_as_they_were_told() {
    let (_folder, app) = app();
    let server = Server::serving("Wo,Was,Wann\nApples,Hall,2026-04-03 09:00\n");
    let request = ImportRequest {
        source: ImportSource::Address {
            url: server.address.clone(),
        },
        zone: Some(Zone::named("Europe/Berlin").unwrap()),
        proposed_zone: None,
        into: ImportInto::Found,
        mapping: Some(TableMapping::parse_assignments("title=Wo,room=Was").unwrap()),
        dry_run: false,
    };
    let report = app.import_schedule(&request, &mut |_| true).unwrap();
    let conference = report.conference.id.unwrap();
    server.serve("Wo,Was,Wann\nApples,Hall,2026-04-03 11:00\n");
    let refreshed = app.refresh_now(conference).unwrap().refreshed;
    assert!(matches!(refreshed, Refreshed::Imported(_)), "{refreshed:?}");
    let sessions = app.listed_sessions(conference).unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0].head.title, "Apples");
    assert_eq!(sessions[0].head.room.as_deref(), Some("Hall"));

    // Columns of other names are told, and the good schedule stays.
    server.serve("Ort,Was,Wann\nApples,Hall,2026-04-03 11:00\n");
    let refreshed = app.refresh_now(conference).unwrap().refreshed;
    let Refreshed::Failed(message) = refreshed else {
        panic!("{refreshed:?}");
    };
    assert!(message.contains("no column “Wo”"), "{message}");
    assert_eq!(app.listed_sessions(conference).unwrap().len(), 1);
}
