//! One conference from several sources: proposed, joined, remembered.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use agenda::{ConferenceId, Priority, Zone};
use agenda_app::App;
use agenda_app::import::{ImportInto, ImportReport, ImportRequest};
use agenda_app::wire::ImportSource;
use common::attendee::{Attendee, TALKS};
use common::server::{Server, schedule};

/// The talks of [`schedule`] as a calendar, in UTC, an hour later than there.
fn calendar(talks: &[&str]) -> String {
    let events: Vec<String> = talks
        .iter()
        .enumerate()
        .map(|(index, talk)| {
            format!(
                "BEGIN:VEVENT\r\nUID:{talk}@sched\r\nSUMMARY:About {talk}\r\n\
                 DTSTART:20260131T{:02}0000Z\r\nDURATION:PT1H\r\nLOCATION:K.1\r\nEND:VEVENT\r\n",
                9 + index
            )
        })
        .collect();
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Winter Meeting\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
}

const NOTES: &str = "# Gathering 2026\n\n\
    #### Talks that Ada is looking forward to:\n\
    * [About comets - Caroline Herschel, Slough](https://sched.co/aa01)\n\
    * [About drums](https://sched.co/aa02)\n";

fn request(source: ImportSource, into: ImportInto, dry_run: bool) -> ImportRequest {
    ImportRequest {
        source,
        zone: None,
        proposed_zone: None,
        into,
        mapping: None,
        dry_run,
    }
}

fn import(app: &App, request: &ImportRequest) -> ImportReport {
    app.import_schedule(request, &mut |_| true).unwrap()
}

fn at(server: &Server) -> ImportSource {
    ImportSource::Address {
        url: server.address.clone(),
    }
}

fn file(folder: &Path, name: &str, text: &str) -> ImportSource {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    ImportSource::Path {
        path: path.display().to_string(),
    }
}

fn picked(app: &App, conference: ConferenceId) -> Vec<(String, bool)> {
    let sessions = app.listed_sessions(conference).unwrap();
    let picked = sessions
        .into_iter()
        .filter(|session| session.pick.is_some());
    picked
        .map(|session| (session.head.title, session.head.slot.is_some()))
        .collect()
}

#[test]
fn another_source_is_proposed_to_be_joined_and_goes_there_from_then_on() {
    let attendee = Attendee::new();
    let (app, known) = (&attendee.app, attendee.conference);
    let sched = Server::serving(&calendar(&TALKS));
    let preview = import(app, &request(at(&sched), ImportInto::Found, true));
    assert_eq!(preview.conference.id, None);
    let proposal = preview.proposal.unwrap();
    assert_eq!((proposal.conference, proposal.is_likely), (known, true));
    assert_eq!(proposal.reason.describe(), "6 of 6 titles are the same");
    assert_eq!((proposal.result.changed, proposal.result.withdrawn), (6, 0));
    assert_eq!(proposal.refreshed_from.as_ref(), Some(&sched.address));
    assert_eq!(
        app.listed_conferences().unwrap().len(),
        1,
        "a preview writes nothing"
    );

    let joined = import(
        app,
        &request(at(&sched), ImportInto::Existing(known), false),
    );
    assert_eq!((joined.conference.id, joined.proposal), (Some(known), None));
    assert_eq!(attendee.counts(), (6, 1));
    assert_eq!(
        attendee.view().address,
        sched.address,
        "the newest is refreshed"
    );
    let row = app.conference_row(known).unwrap();
    assert_eq!(row.zone, Zone::named("Europe/Brussels").unwrap());

    // Both sources are remembered.
    for source in [&attendee.server, &sched] {
        let again = import(app, &request(at(source), ImportInto::Found, false));
        assert_eq!(again.conference.id, Some(known));
        assert_eq!(attendee.view().address, source.address);
    }
    assert_eq!(attendee.counts(), (6, 1));
}

#[test]
fn a_conference_of_its_own_is_joined_later() {
    let attendee = Attendee::new();
    let (app, known) = (&attendee.app, attendee.conference);
    let source = file(attendee.folder.path(), "sched.ics", &calendar(&TALKS));
    let own = import(app, &request(source.clone(), ImportInto::Found, false));
    let proposal = own.proposal.unwrap();
    assert_eq!(proposal.refreshed_from, None, "a file is not refreshed");
    let own = own.conference.id.unwrap();
    assert_ne!(own, known);
    let session = app.listed_sessions(own).unwrap()[0].head.id;
    app.pick_sessions(&[session], Some(Priority::Want)).unwrap();

    let joined = app.join_conferences(own, known).unwrap();
    assert_eq!((joined.joined, joined.added), (6, 0));
    assert_eq!(attendee.counts(), (6, 2));
    assert_eq!(app.listed_conferences().unwrap().len(), 1);
    let again = import(app, &request(source, ImportInto::Found, false));
    assert_eq!(
        (again.conference.id, again.result.unchanged),
        (Some(known), 6)
    );
    assert!(app.join_conferences(known, known).is_err());
}

#[test]
fn another_conference_in_the_same_days_is_not_proposed() {
    let attendee = Attendee::new();
    let others = ["gears", "hills", "islands", "apples"];
    let source = file(attendee.folder.path(), "sched.ics", &calendar(&others));
    let report = import(&attendee.app, &request(source, ImportInto::Found, true));
    assert_eq!(report.proposal, None);
}

#[test]
fn notes_are_proposed_by_their_name_and_leave_the_schedule_as_it_is() {
    let attendee = Attendee::new();
    let (app, known) = (&attendee.app, attendee.conference);
    let notes = file(attendee.folder.path(), "notes.md", NOTES);
    let preview = import(app, &request(notes.clone(), ImportInto::Found, true));
    let conference = match preview.proposal {
        Some(proposal) => {
            assert!(proposal.is_likely);
            proposal.conference
        }
        // Of the same key.
        None => preview.conference.id.unwrap(),
    };
    assert_eq!(conference, known);
    let into = ImportInto::Existing(known);
    let joined = import(app, &request(notes.clone(), into, false));
    assert_eq!((joined.result.unchanged, joined.result.added), (2, 0));
    let details = app.find_session("guid-comets").unwrap();
    let details = app.session_details(details.id).unwrap();
    assert!(details.session.starts.is_some());
    let again = import(app, &request(notes, ImportInto::Found, false));
    assert_eq!(again.conference.id, Some(known));
}

#[test]
fn talks_of_notes_that_were_picked_get_their_times_from_the_schedule() {
    let folder = tempfile::tempdir().unwrap();
    let clock = common::ManualClock::at("2026-01-15T12:00:00+01:00");
    let app = App::open(folder.path(), clock).unwrap();
    let notes = file(folder.path(), "notes.md", NOTES);
    let named = ImportRequest {
        zone: Some(Zone::named("Europe/Brussels").unwrap()),
        ..request(notes, ImportInto::Found, false)
    };
    let known = import(&app, &named).conference.id.unwrap();
    let ids: Vec<_> = app
        .listed_sessions(known)
        .unwrap()
        .iter()
        .map(|session| session.head.id)
        .collect();
    assert_eq!(ids.len(), 2);
    app.pick_sessions(&ids, Some(Priority::Must)).unwrap();

    let whole = schedule(&TALKS)
        .replace("Gathering", "The Gathering")
        .replace("gathering", "tg");
    let whole = file(folder.path(), "schedule.xml", &whole);
    let preview = import(&app, &request(whole.clone(), ImportInto::Found, true));
    let proposal = preview.proposal.unwrap();
    assert_eq!(
        (proposal.conference, &*proposal.reason.describe()),
        (known, "the name is the same")
    );
    import(&app, &request(whole, ImportInto::Existing(known), false));
    let expected = ["About comets", "About drums"].map(|title| (title.to_owned(), true));
    assert_eq!(picked(&app, known), expected);
    assert_eq!(app.listed_sessions(known).unwrap().len(), 6);
}
