//! Clashes, gaps and the plan of a small made conference, as the window gets them.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use agenda::{ConferenceId, ItemKey, Priority};
use agenda_app::wire::{
    AgendaStepForm, GapsForm, HoursForm, ImportForm, ImportSource, PauseForm, PlanChangeView,
    PlanForm, PlanView, TimeView, VisitWishForm,
};
use agenda_app::{App, AppError};
use common::{ManualClock, instant};
use tempfile::TempDir;

const DAY: &str = "2022-05-19";

/// (code, title, from, to, room, speaker, text)
const TALKS: [[&str; 7]; 7] = [
    [
        "open",
        "Opening",
        "09:00",
        "10:00",
        "Hall 1 | A",
        "Ada",
        "Welcome.",
    ],
    [
        "kern",
        "Kernels and packets",
        "10:00",
        "11:00",
        "Hall 2 | B",
        "Ben",
        "How kernels route.",
    ],
    [
        "bred",
        "Baking bread",
        "10:30",
        "11:30",
        "Hall 1 | A",
        "Cleo",
        "Flour and water.",
    ],
    [
        "ker2",
        "Kernels and packets",
        "14:00",
        "15:00",
        "Hall 2 | B",
        "Ben",
        "How kernels route.",
    ],
    [
        "deep",
        "Packets, deeper",
        "15:30",
        "16:00",
        "Hall 2 | C",
        "Dan",
        "Kernels again.",
    ],
    [
        "quiz",
        "Pub quiz",
        "15:30",
        "16:00",
        "Hall 1 | A",
        "Eve",
        "Who knows.",
    ],
    [
        "clos",
        "Closing",
        "17:00",
        "18:00",
        "Hall 1 | A",
        "Ada",
        "Good bye.",
    ],
];

struct Desk {
    _folder: TempDir,
    app: App,
    clock: Arc<ManualClock>,
    id: ConferenceId,
}

/// The conference, with what the attendee picked, the day before.
fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at("2022-05-18T12:00:00+02:00");
    let app = App::open(folder.path(), clock.clone()).unwrap();
    let sessions = TALKS.map(|[code, title, from, to, room, speaker, text]| {
        serde_json::json!({
            "code": code, "title": title, "room": room, "text": text,
            "speakers": [{ "name": speaker }],
            "starts_at": format!("{DAY}T{from}:00+02:00"),
            "ends_at": format!("{DAY}T{to}:00+02:00"),
        })
    });
    let document = serde_json::json!({
        "format": "lanyard-schedule", "version": 1,
        "conference": { "title": "Made Conf 2022", "zone": "Europe/Madrid" },
        "sessions": sessions,
        "booths": [{ "name": "Acme", "place": "Hall 2" }, { "name": "Zeta", "place": "Hall 1" }],
        "lists": [{ "name": "Duffie", "entries": [{ "code": "quiz" }] }],
    });
    let form = ImportForm {
        source: ImportSource::Text {
            name: "made.json".to_owned(),
            text: document.to_string(),
        },
        zone: None,
        proposed_zone: None,
        conference: None,
    };
    app.import(&form, false, &mut |_| true).unwrap();
    let id = app.conference_named(None).unwrap().id;
    for (code, priority) in [
        ("open", Priority::Must),
        ("kern", Priority::Want),
        ("bred", Priority::Want),
        ("clos", Priority::Maybe),
    ] {
        let session = app.find_session(code).unwrap().id;
        app.pick_sessions(&[session], Some(priority)).unwrap();
    }
    Desk {
        _folder: folder,
        app,
        clock,
        id,
    }
}

fn minute(time: &TimeView) -> String {
    format!(
        "{:02}:{:02}",
        time.shown.minute / 60,
        time.shown.minute % 60
    )
}

impl Desk {
    fn booth(&self, name: &str) -> i64 {
        self.app.find_booth(self.id, name).unwrap().id.0
    }

    fn session(&self, code: &str) -> ItemKey {
        ItemKey::Session(self.app.find_session(code).unwrap().id)
    }

    fn planned(&self, form: &PlanForm) -> PlanView {
        let plan = self.app.plan(self.id, form).unwrap();
        assert!(plan.best);
        plan
    }

    /// Titles and starts of the agenda.
    fn agenda(&self) -> Vec<(String, String)> {
        let agenda = self.app.agenda(self.id, DAY).unwrap();
        let items = agenda.items.into_iter();
        items
            .map(|item| (minute(&item.starts), item.title))
            .collect()
    }
}

/// (start, title, change, reason)
fn told(plan: &PlanView) -> Vec<(String, &str, PlanChangeView, Option<&str>)> {
    let entries = plan.entries.iter().map(|entry| {
        (
            entry.starts.as_ref().map(minute).unwrap_or_default(),
            entry.title.as_str(),
            entry.change,
            entry.reason.as_deref(),
        )
    });
    entries.collect()
}

fn steps(plan: &PlanView) -> Vec<AgendaStepForm> {
    plan.entries
        .iter()
        .filter_map(|entry| entry.step.clone())
        .collect()
}

fn thursday(desk: &Desk) -> PlanForm {
    PlanForm {
        day: Some(DAY.to_owned()),
        pause: Some(PauseForm {
            within: HoursForm { from: 690, to: 810 },
            minutes: 60,
        }),
        wishes: vec![VisitWishForm {
            booth: desk.booth("Acme"),
            minutes: 20,
            priority: Priority::Want,
        }],
        ..PlanForm::default()
    }
}

#[test]
fn clashes_are_told_in_pairs_with_overlaps_missing_minutes_and_repeats() {
    let desk = desk();
    let view = desk.app.clashes(desk.id, Some(DAY)).unwrap();
    let pairs: Vec<_> = (view.pairs.iter())
        .map(|pair| {
            let titles = (pair.first.title.as_str(), pair.second.title.as_str());
            (titles, pair.overlap, pair.missing)
        })
        .collect();
    let expected = [
        (("Opening", "Kernels and packets"), None, Some(10)),
        (("Kernels and packets", "Baking bread"), Some(30), None),
    ];
    assert_eq!(pairs, expected);
    let repeats = &view.pairs[1].first.repeats;
    assert_eq!(repeats.len(), 1);
    assert_eq!(minute(repeats[0].starts.as_ref().unwrap()), "14:00");
    assert_eq!(
        desk.app.clashes(desk.id, Some("2022-05-20")).unwrap().pairs,
        []
    );
    assert_eq!(desk.app.clashes(desk.id, None).unwrap(), view);

    let agenda = desk.app.agenda(desk.id, DAY).unwrap();
    let tight: Vec<_> = agenda.items[0]
        .tight
        .iter()
        .map(|tight| tight.missing)
        .collect();
    assert_eq!((tight, agenda.items[0].clashes.len()), (vec![10], 0));
}

#[test]
fn a_plan_moves_a_talk_to_its_repeat_and_visits_a_booth_between() {
    use PlanChangeView::{Add, Drop, Keep};
    let desk = desk();
    let before = desk.agenda();
    let plan = desk.planned(&thursday(&desk));
    let other_time = Some("another time of it is chosen, Thursday 14:00");
    let expected = [
        ("09:00", "Opening", Keep, None),
        ("10:00", "Kernels and packets", Drop, other_time),
        ("10:05", "Acme", Add, None),
        ("10:30", "Baking bread", Keep, None),
        ("14:00", "Kernels and packets", Add, None),
        ("17:00", "Closing", Keep, None),
    ];
    let expected =
        expected.map(|(start, title, change, reason)| (start.to_owned(), title, change, reason));
    assert_eq!(told(&plan), expected);
    assert_eq!((plan.worth, plan.bound), (165, 165));
    let pause = &plan.pauses[0];
    let pause = (
        pause.starts.as_ref().map(minute),
        pause.ends.as_ref().map(minute),
    );
    assert_eq!(pause, (Some("11:30".to_owned()), Some("12:30".to_owned())));
    assert_eq!(desk.agenda(), before, "a proposal changes nothing");

    let back = desk.app.take_steps(&steps(&plan)).unwrap();
    let starts: Vec<_> = desk.agenda().into_iter().map(|(start, _)| start).collect();
    assert_eq!(starts, ["09:00", "10:05", "10:30", "14:00", "17:00"]);
    let again = desk.planned(&thursday(&desk));
    assert!(steps(&again).is_empty(), "{again:?}");
    desk.app.take_steps(&back).unwrap();
    assert_eq!(desk.agenda(), before);
}

#[test]
fn a_plan_is_accepted_in_part() {
    let desk = desk();
    let plan = desk.planned(&thursday(&desk));
    let visit = plan
        .entries
        .iter()
        .find(|entry| entry.title == "Acme")
        .unwrap();
    desk.app.apply_plan(&[visit.step.clone().unwrap()]).unwrap();
    assert_eq!(desk.agenda().len(), 5);
    assert_eq!(desk.app.undo_plan().unwrap(), 1);
    assert_eq!(desk.agenda().len(), 4);
    let error = desk.app.undo_plan().unwrap_err();
    assert!(matches!(error, AppError::NoPlanToUndo), "{error}");
}

#[test]
fn what_is_locked_or_has_begun_stays_and_the_rest_gives_way() {
    use PlanChangeView::{Drop, Keep, LeaveOut, Move};
    let desk = desk();
    let locked = PlanForm {
        locked: vec![desk.session("kern").into()],
        wishes: vec![VisitWishForm {
            booth: desk.booth("Zeta"),
            minutes: 600,
            priority: Priority::Must,
        }],
        ..PlanForm::default()
    };
    let plan = desk.planned(&locked);
    let walk = Some("no time to walk to “Kernels and packets”: 10 minutes are missing");
    let clash = Some("clashes for 30 minutes with “Kernels and packets”, which stays");
    let expected = [
        ("09:00", "Opening", Drop, walk),
        ("10:00", "Kernels and packets", Keep, None),
        ("10:30", "Baking bread", Drop, clash),
        ("17:00", "Closing", Keep, None),
        (
            "",
            "Zeta",
            LeaveOut,
            Some("no time is left while the booth is open"),
        ),
    ];
    let expected =
        expected.map(|(start, title, change, reason)| (start.to_owned(), title, change, reason));
    assert_eq!(told(&plan), expected);

    // At 10:15 two have begun. A planned visit moves out of their way.
    let acme = agenda::BoothId(desk.booth("Acme"));
    desk.app.visit_booth(acme, instant("10:40"), 15).unwrap();
    desk.clock.set("10:15");
    let plan = desk.planned(&PlanForm::default());
    let changes: Vec<_> = (plan.entries.iter())
        .map(|entry| (entry.title.as_str(), entry.change, entry.locked))
        .collect();
    let expected = [
        ("Opening", Keep, true),
        ("Kernels and packets", Keep, true),
        ("Baking bread", Drop, false),
        ("Acme", Move, false),
        ("Closing", Keep, false),
    ];
    assert_eq!(changes, expected);
    let moved = &plan.entries[3];
    assert_eq!(minute(moved.starts.as_ref().unwrap()), "11:05");
    assert_eq!(moved.was.as_ref().map(minute).as_deref(), Some("10:40"));
    desk.app.take_steps(&steps(&plan)).unwrap();
    let starts: Vec<_> = desk.agenda().into_iter().map(|(start, _)| start).collect();
    assert_eq!(starts, ["09:00", "10:00", "11:05", "17:00"]);
}

#[test]
fn weights_decide_and_walking_can_be_left_aside() {
    let desk = desk();
    let mut form = PlanForm {
        walking: false,
        ..PlanForm::default()
    };
    form.weights.maybe = 0;
    let plan = desk.planned(&form);
    assert_eq!(plan.worth, 140);
    let dropped: Vec<_> = told(&plan)
        .into_iter()
        .filter(|entry| entry.3.is_some())
        .collect();
    assert_eq!(dropped.len(), 2);
    assert_eq!(dropped[1].3, Some("its priority counts nothing"));
    form.wishes = vec![VisitWishForm {
        booth: desk.booth("Acme"),
        minutes: 0,
        priority: Priority::Want,
    }];
    let error = desk.app.plan(desk.id, &form).unwrap_err();
    assert!(matches!(error, AppError::VisitLength(0)), "{error}");
}

#[test]
fn gaps_tell_what_fits_the_recommended_first_then_what_is_like_the_picks() {
    let desk = desk();
    let form = GapsForm {
        shortest: 45,
        ..GapsForm::default()
    };
    let view = desk.app.gaps(desk.id, &form).unwrap();
    let stretches: Vec<_> = (view.gaps.iter())
        .map(|gap| (minute(&gap.starts), minute(&gap.ends), gap.minutes))
        .collect();
    assert_eq!(stretches, [("11:30".to_owned(), "17:00".to_owned(), 330)]);
    let gap = &view.gaps[0];
    assert_eq!(
        (gap.after.as_deref(), gap.before.as_deref()),
        (Some("Baking bread"), Some("Closing"))
    );
    // Not the repeat of what is picked.
    let titles: Vec<_> = (gap.sessions.iter())
        .map(|fitting| (fitting.session.title.as_str(), fitting.likeness > 0.0))
        .collect();
    assert_eq!(titles, [("Pub quiz", false), ("Packets, deeper", true)]);
    let booths: Vec<_> = (gap.booths.iter())
        .map(|booth| (booth.name.as_str(), minute(&booth.starts), booth.minutes))
        .collect();
    let expected = [("Acme", "11:35", 320), ("Zeta", "11:35", 320)];
    assert_eq!(
        booths,
        expected.map(|(name, start, minutes)| (name, start.to_owned(), minutes))
    );

    let early = GapsForm {
        day: Some(DAY.to_owned()),
        from: Some(480),
        to: Some(720),
        shortest: 15,
    };
    let view = desk.app.gaps(desk.id, &early).unwrap();
    let stretches: Vec<_> = (view.gaps.iter())
        .map(|gap| (minute(&gap.starts), minute(&gap.ends)))
        .collect();
    let expected = [("08:00", "09:00"), ("11:30", "12:00")];
    assert_eq!(
        stretches,
        expected.map(|(from, to)| (from.to_owned(), to.to_owned()))
    );
}
