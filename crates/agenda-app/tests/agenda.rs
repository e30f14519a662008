//! The agenda, the programme and exports of the sample, as the window gets them.
#![allow(clippy::unwrap_used)]

mod common;

use agenda::{ConferenceId, Priority, SessionId};
use agenda_app::import::{ImportInto, ImportRequest};
use agenda_app::reminder_loop::Health;
use agenda_app::wire::{
    ExportForm, ExportFormat, HideForm, ImportForm, ImportSource, PickForm, SessionStatusView,
    VisitForm, ZoneChoice,
};
use agenda_app::{App, AppError};
use common::Desk;

fn conference(app: &App) -> ConferenceId {
    app.conference_named(None).unwrap().id
}

#[test]
fn the_sample_is_whole() {
    let desk = Desk::with_sample("15:12");
    let app = desk.app();
    let overview = app.overview(&Health::UNKNOWN).unwrap();
    let conference = &overview.conferences[0];
    assert_eq!(
        (
            conference.session_count,
            conference.unscheduled_count,
            conference.booth_count
        ),
        (20, 8, 2)
    );
    assert_eq!(conference.zone, "Europe/Madrid");
    assert_eq!(conference.today.as_deref(), Some("2022-05-19"));
    let days: Vec<_> = conference
        .days
        .iter()
        .map(|day| (day.date.as_str(), day.session_count))
        .collect();
    let expected = [
        ("2022-05-16", 2),
        ("2022-05-17", 1),
        ("2022-05-18", 1),
        ("2022-05-19", 3),
        ("2022-05-20", 5),
    ];
    assert_eq!(days, expected);
    assert!(overview.clock_speed > 0.0);
}

#[test]
fn three_talks_in_one_slot_clash_and_stand_side_by_side() {
    let desk = Desk::with_sample("15:12");
    for code in ["ytpo", "ytq0", "ytpu"] {
        desk.pick(code);
    }
    let app = desk.app();
    let agenda = app.agenda(conference(&app), "2022-05-19").unwrap();
    assert_eq!(agenda.items.len(), 3);
    for (lane, item) in (0..).zip(&agenda.items) {
        assert_eq!((item.lane, item.lanes, item.minutes), (lane, 3, 35));
        assert_eq!(item.clashes.len(), 2);
        assert!(item.clashes.iter().all(|clash| clash.minutes == 35));
        assert_eq!(item.leads, [10]);
    }
}

#[test]
fn the_chosen_zone_is_on_every_time_with_the_venues_beside_it() {
    let desk = Desk::with_sample("15:12");
    let id = desk.pick("ytq0");
    let app = desk.app();
    let tokyo = ZoneChoice::Other {
        zone: "Asia/Tokyo".to_owned(),
    };
    app.set_zone_choice(conference(&app), tokyo).unwrap();
    let starts = app.session_details(id).unwrap().session.starts.unwrap();
    assert_eq!(
        (starts.shown.minute, starts.shown.zone.as_str()),
        (22 * 60 + 25, "JST")
    );
    assert_eq!(starts.venue.unwrap().minute, 15 * 60 + 25);
    // A visit is typed in the zone that is shown.
    let booth = app.booths(conference(&app)).unwrap().booths[0].id;
    let form = VisitForm {
        booth,
        date: "2022-05-19".to_owned(),
        minute: 23 * 60,
        minutes: 15,
    };
    app.plan_visit(&form).unwrap();
    let visits = &app.booths(conference(&app)).unwrap().booths[0].visits;
    assert_eq!(visits[0].starts.venue.as_ref().unwrap().minute, 16 * 60);
}

#[test]
fn a_removed_visit_comes_back_by_undo() {
    let desk = Desk::with_sample("15:12");
    let app = desk.app();
    let booth = app.booths(conference(&app)).unwrap().booths[0].id;
    let form = VisitForm {
        booth,
        date: "2022-05-19".to_owned(),
        minute: 900,
        minutes: 15,
    };
    let visit = app.plan_visit(&form).unwrap();
    app.remove_visit(visit).unwrap();
    assert!(
        app.agenda(conference(&app), "2022-05-19")
            .unwrap()
            .items
            .is_empty()
    );
    app.restore_visit(visit).unwrap();
    assert_eq!(
        app.agenda(conference(&app), "2022-05-19")
            .unwrap()
            .items
            .len(),
        1
    );
    assert!(matches!(
        app.restore_visit(visit),
        Err(AppError::NoVisit(_))
    ));
}

#[test]
fn importing_again_keeps_picks_and_notes_and_says_that_nothing_changed() {
    let desk = Desk::with_sample("15:12");
    let id = desk.pick("ytq0");
    let app = desk.app();
    app.set_note(id, "sit in front").unwrap();
    let report = app.import_sample().unwrap();
    assert_eq!(
        (
            report.result.unchanged,
            report.result.added,
            report.result.changed
        ),
        (20, 0, 0)
    );
    let details = app.session_details(id).unwrap();
    assert!(details.session.pick.is_some());
    assert_eq!(details.note, "sit in front");
}

#[test]
fn a_preview_writes_nothing() {
    let desk = Desk {
        folder: tempfile::tempdir().unwrap(),
        clock: common::ManualClock::at("15:12"),
        notifier: std::sync::Arc::default(),
    };
    let app = desk.app();
    let form = ImportForm {
        source: ImportSource::Sample,
        zone: None,
        proposed_zone: None,
        conference: None,
        table: None,
    };
    let preview = app.import(&form, true, &mut |_| true).unwrap();
    assert_eq!(
        (
            preview.read.sessions,
            preview.result.added,
            preview.conference.id
        ),
        (20, 20, None)
    );
    assert!(app.is_empty().unwrap());
    assert!(matches!(
        app.import(&form, false, &mut |_| false),
        Err(AppError::Cancelled)
    ));
    assert!(app.is_empty().unwrap());
}

#[test]
fn unscheduled_picks_are_shown_and_exported_as_such() {
    let desk = Desk::with_sample("15:12");
    desk.pick("ytnL");
    let app = desk.app();
    let agenda = app.agenda(conference(&app), "2022-05-19").unwrap();
    assert_eq!(agenda.unscheduled.len(), 1);
    let exported = app
        .export(conference(&app), ExportFormat::Markdown)
        .unwrap();
    assert_eq!((exported.sessions, exported.unscheduled), (0, 1));
    assert!(exported.text.contains("Hitchhiker"));
}

#[test]
fn an_export_replaces_the_file_whole_and_an_empty_agenda_is_told() {
    let desk = Desk::with_sample("15:12");
    let app = desk.app();
    let path = desk.folder.path().join("agenda.ics");
    let form = ExportForm {
        conference: conference(&app).0,
        format: ExportFormat::Icalendar,
        path: path.display().to_string(),
    };
    assert!(matches!(
        app.export_to_file(&form),
        Err(AppError::NothingToExport)
    ));
    desk.pick("ytq0");
    std::fs::write(&path, "old").unwrap();
    assert_eq!(app.export_to_file(&form).unwrap().sessions, 1);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("BEGIN:VCALENDAR\r\n")
            && text.contains("DTSTART;TZID=Europe/Madrid:20220519T152500"),
        "{text}"
    );
    assert!(text.contains("TRIGGER:-PT10M"));
    let nowhere = ExportForm {
        path: "/nowhere/at/all.ics".to_owned(),
        ..form
    };
    assert!(matches!(
        app.export_to_file(&nowhere),
        Err(AppError::Write { .. })
    ));
}

#[test]
fn search_finds_prefixes_without_accents_and_details_link_safely() {
    let desk = Desk::with_sample("15:12");
    let app = desk.app();
    let found = |words: &str| app.search(words, None).unwrap().len();
    assert_eq!(found("garc veyt"), 1);
    assert!(found("cilium") >= 4);
    assert_eq!(found("zzzz"), 0);
    assert_eq!(found("\" OR * ("), 0);
    let details = app
        .session_details(app.find_session("ytq0").unwrap().id)
        .unwrap();
    assert_eq!(details.url.as_deref(), Some("https://sched.co/ytq0"));
}

#[test]
fn a_pick_of_something_that_is_not_there_is_refused() {
    let desk = Desk::with_sample("15:12");
    let app = desk.app();
    let form = PickForm {
        sessions: vec![99_999],
        priority: Some(Priority::Must),
    };
    assert!(app.set_pick(&form).is_err());
    assert!(app.session_details(SessionId(99_999)).is_err());
    assert!(matches!(
        app.find_session("nothing"),
        Err(AppError::NoSession(_))
    ));
    let programme = app.programme(conference(&app)).unwrap();
    assert_eq!(programme.sessions.len(), 20);
    assert_eq!(
        programme.sessions.last().unwrap().status,
        SessionStatusView::Unscheduled
    );
}

#[test]
fn a_hidden_session_leaves_the_agenda_and_a_picked_one_is_not_hidden() {
    let desk = Desk::with_sample("15:12");
    let id = desk.pick("ytq0");
    let app = desk.app();
    let hidden = |app: &App| {
        let programme = app.programme(conference(app)).unwrap();
        let hidden = programme.sessions.iter().filter(|session| session.hidden);
        hidden.map(|session| session.id).collect::<Vec<_>>()
    };
    let form = HideForm {
        sessions: vec![id.0],
        hidden: true,
    };
    app.hide_sessions(&form).unwrap();
    assert_eq!(hidden(&app), [id.0]);
    assert!(app.entries(None).unwrap().is_empty());
    app.pick_sessions(&[id], Some(Priority::Maybe)).unwrap();
    assert!(hidden(&app).is_empty());
    app.pick_sessions(&[id], None).unwrap();
    assert!(hidden(&app).is_empty());
    app.hide_sessions(&form).unwrap();
    let form = HideForm {
        hidden: false,
        ..form
    };
    app.hide_sessions(&form).unwrap();
    assert!(hidden(&app).is_empty());
}

#[test]
fn the_week_has_every_day_of_the_conference_and_what_is_planned_elsewhere() {
    const OTHER: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\n\
        UID:dinner@example.org\r\nDTSTART;TZID=Asia/Tokyo:20220519T224000\r\n\
        DTEND;TZID=Asia/Tokyo:20220519T230000\r\nSUMMARY:A call from Tokyo\r\nEND:VEVENT\r\n\
        END:VCALENDAR\r\n";
    let desk = Desk::with_sample("15:12");
    desk.pick("ytq0");
    let app = desk.app();
    let sample = conference(&app);
    let request = ImportRequest {
        source: ImportSource::Text {
            text: OTHER.to_owned(),
            name: "calls.ics".to_owned(),
        },
        zone: None,
        mapping: None,
        proposed_zone: None,
        into: ImportInto::Found,
        dry_run: false,
    };
    let report = app.import_schedule(&request, &mut |_| true).unwrap();
    let call = app
        .programme(report.conference.id.unwrap())
        .unwrap()
        .sessions[0]
        .id;
    app.pick_sessions(&[SessionId(call)], Some(Priority::Must))
        .unwrap();

    let week = app.agenda_week(sample, false).unwrap();
    let planned: Vec<_> = week
        .days
        .iter()
        .map(|day| (day.date.as_str(), day.items.len()))
        .collect();
    let days = [
        ("2022-05-16", 0),
        ("2022-05-17", 0),
        ("2022-05-18", 0),
        ("2022-05-19", 1),
        ("2022-05-20", 0),
    ];
    assert_eq!(planned, days);
    assert_eq!(week.elsewhere, 1);

    let week = app.agenda_week(sample, true).unwrap();
    let thursday = &week.days[3].items;
    // 22:40 in Tokyo is 15:40 in Valencia: it runs into the talk of 15:25 to 16:00.
    assert_eq!(thursday[1].starts.shown.minute, 15 * 60 + 40);
    assert_eq!(thursday[1].clashes[0].minutes, 20);
    assert_eq!((thursday[1].lane, thursday[1].lanes), (1, 2));
    assert_ne!(thursday[0].conference, thursday[1].conference);
}

#[test]
fn the_walk_is_told_from_the_room_before_and_the_way_begins_that_much_earlier() {
    let desk = Desk::with_sample("15:12");
    let app = desk.app();
    let booths = app.booths(conference(&app)).unwrap().booths;
    let visit = |booth: i64, minute| {
        let form = VisitForm {
            booth,
            date: "2022-05-19".to_owned(),
            minute,
            minutes: 15,
        };
        app.plan_visit(&form).unwrap()
    };
    visit(booths[0].id, 13 * 60);
    visit(booths[1].id, 14 * 60);
    // The sample tells no room of its talks.
    desk.pick("ytq0");
    let agenda = app.agenda(conference(&app), "2022-05-19").unwrap();
    let told: Vec<_> = agenda
        .items
        .iter()
        .map(|item| (item.walk, item.leave.as_ref().map(|time| time.shown.minute)))
        .collect();
    // Both booths are on the show floor: five minutes to the first, none to the second.
    assert_eq!(
        told,
        [(Some(5), Some(12 * 60 + 55)), (Some(0), None), (None, None)]
    );
}
