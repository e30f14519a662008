//! Figures for `docs/performance.md`: import, re-import, search, one day's agenda, each as the
//! median of several runs in this process, beside what reading and storing alone take.
//!
//! `cargo xtask bench` runs it in a release build. The schedule is FOSDEM 2026 out of the folder
//! that `LANYARD_CORPUS` names; without it one of the same size is made up.
#![allow(clippy::expect_used)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use agenda::Priority;
use agenda_app::App;
use agenda_app::clock::SystemClock;
use agenda_app::import::{ImportInto, ImportRequest};
use agenda_app::wire::ImportSource;
use schedule_files::ReadOptions;

const RUNS: usize = 15;

fn main() {
    let scratch = tempfile::tempdir().expect("a folder for scratch files");
    let (name, path) = schedule(scratch.path());
    let bytes = std::fs::read(&path).expect("the schedule");
    let megabytes = bytes.len() as f64 / 1e6;
    println!("| {name}, {megabytes:.1} MB, median of {RUNS} runs | ms (least to most) |");
    println!("|---|---|");

    let options = ReadOptions::default();
    report("reading alone", || {
        let started = Instant::now();
        let reading = schedule_files::read(&bytes, &options).expect("a readable schedule");
        let took = started.elapsed();
        assert!(reading.schedule.sessions.len() > 800);
        took
    });
    let mut stores = 0;
    report("import into a new store", || {
        stores += 1;
        let folder = scratch.path().join(format!("store-{stores}"));
        timed(|| import(&open(&folder), &path))
    });
    let app = open(&scratch.path().join("store-1"));
    report("the same again, unchanged", || {
        timed(|| import(&app, &path))
    });
    report("opening a store that is there", || {
        timed(|| drop(open(&scratch.path().join("store-1"))))
    });

    let conference = app.conference_named(None).expect("the conference");
    let heads = app.listed_sessions(conference.id).expect("its sessions");
    let picked: Vec<_> = heads
        .iter()
        .step_by(20)
        .map(|session| session.head.id)
        .collect();
    app.pick_sessions(&picked, Some(Priority::Want))
        .expect("picks");
    let day = heads[0].head.day.expect("a day").to_string();
    for words in ["rust", "d", "open source sec"] {
        report(&format!("search “{words}”"), || {
            timed(|| drop(app.search(words, Some(conference.id)).expect("hits")))
        });
    }
    report("one day’s agenda", || {
        timed(|| drop(app.agenda(conference.id, &day).expect("an agenda")))
    });
    report("the whole programme for the window", || {
        timed(|| drop(app.programme(conference.id).expect("a programme")))
    });
}

/// The schedule to measure with, and its name.
fn schedule(scratch: &std::path::Path) -> (String, PathBuf) {
    let corpus = std::env::var_os("LANYARD_CORPUS").map(PathBuf::from);
    let real = corpus.map(|folder| folder.join("frab-xml/fosdem-2026.xml"));
    if let Some(real) = real.filter(|path| path.is_file()) {
        return ("FOSDEM 2026, 883 sessions".to_owned(), real);
    }
    let path = scratch.join("made.xml");
    std::fs::write(&path, made_schedule()).expect("a scratch file");
    ("A made schedule of 900 sessions".to_owned(), path)
}

/// frab XML of FOSDEM 2026's size: two days, 30 rooms, 15 talks in each, 2 kB of text a talk.
fn made_schedule() -> String {
    let mut xml = String::from(
        "<schedule><conference><title>Made</title><acronym>made</acronym>\
         <time_zone_name>Europe/Brussels</time_zone_name></conference>",
    );
    for (day, date) in [(1, "2026-01-31"), (2, "2026-02-01")] {
        xml.push_str(&format!("<day index=\"{day}\" date=\"{date}\">"));
        for room in 0..30 {
            xml.push_str(&format!("<room name=\"Room {room}\">"));
            for talk in 0..15 {
                let (id, start) = (day * 10_000 + room * 100 + talk, 9 * 60 + talk * 30);
                let (hour, minute) = (start / 60, start % 60);
                let text: String = (0..300)
                    .map(|word| format!("word{} ", (id * 7 + word * 13) % 4000))
                    .collect();
                xml.push_str(&format!(
                    "<event id=\"{id}\" guid=\"guid-{id}\"><date>{date}T{hour:02}:{minute:02}:00+01:00</date>\
                     <start>{hour:02}:{minute:02}</start><duration>00:25</duration><room>Room {room}</room>\
                     <title>Talk {id} about word{}</title><track>Track {room}</track><type>talk</type>\
                     <persons><person id=\"{id}\">Speaker {id}</person></persons>\
                     <abstract>&lt;p&gt;{text}&lt;/p&gt;</abstract></event>",
                    id % 4000
                ));
            }
            xml.push_str("</room>");
        }
        xml.push_str("</day>");
    }
    xml + "</schedule>"
}

fn open(folder: &std::path::Path) -> App {
    App::open(folder, Arc::new(SystemClock)).expect("a store")
}

fn import(app: &App, path: &std::path::Path) {
    let request = ImportRequest {
        source: ImportSource::Path {
            path: path.display().to_string(),
        },
        zone: None,
        into: ImportInto::Found,
        dry_run: false,
    };
    app.import_schedule(&request, &mut |_| true)
        .expect("an import");
}

fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

fn report(what: &str, mut run: impl FnMut() -> Duration) {
    let mut times: Vec<f64> = (0..RUNS).map(|_| run().as_secs_f64() * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    let (least, median, most) = (times[0], times[RUNS / 2], times[RUNS - 1]);
    println!("| {what} | {median:.1} ({least:.1} to {most:.1}) |");
}
