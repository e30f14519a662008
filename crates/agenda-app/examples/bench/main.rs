//! Figures for `docs/performance.md`: import, re-import, search, one day's agenda, each as the
//! median of several runs in this process, beside what reading and storing alone take.
//!
//! `cargo xtask bench` runs it in a release build. The schedule is FOSDEM 2026 out of the folder
//! that `LANYARD_CORPUS` names; without it one of the same size is made up. Then every large file of
//! that folder, beside what nobody can do without; then a made conference of 100,000 sessions.
#![allow(clippy::expect_used)]

mod corpus;
mod large;
mod made;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use agenda::{Priority, Zone};
use agenda_app::App;
use agenda_app::clock::SystemClock;
use agenda_app::import::{ImportInto, ImportRequest};
use agenda_app::wire::ImportSource;
use schedule_files::ReadOptions;

use made::Made;

const RUNS: usize = 15;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, schedule, store] = arguments.as_slice()
        && word == large::IMPORT
    {
        return large::import_alone(schedule.as_ref(), store.as_ref());
    }
    let scratch = tempfile::tempdir().expect("a folder for scratch files");
    use_cases(scratch.path());
    if let Some(folder) = std::env::var_os("LANYARD_CORPUS").map(PathBuf::from) {
        corpus::compare(&folder, scratch.path());
    }
    large::measure(scratch.path());
}

fn use_cases(scratch: &std::path::Path) {
    let (name, path) = schedule(scratch);
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
        let folder = scratch.join(format!("store-{stores}"));
        timed(|| import(&open(&folder), &path))
    });
    let app = open(&scratch.join("store-1"));
    report("the same again, unchanged", || {
        timed(|| import(&app, &path))
    });
    report("opening a store that is there", || {
        timed(|| drop(open(&scratch.join("store-1"))))
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
    std::fs::write(&path, Made::OF_FOSDEMS_SIZE.frab_xml()).expect("a scratch file");
    ("A made schedule of 900 sessions".to_owned(), path)
}

fn open(folder: &std::path::Path) -> App {
    App::open(folder, Arc::new(SystemClock)).expect("a store")
}

fn import(app: &App, path: &std::path::Path) {
    import_in(app, path, None);
}

fn import_in(app: &App, path: &std::path::Path, zone: Option<Zone>) {
    let request = ImportRequest {
        source: ImportSource::Path {
            path: path.display().to_string(),
        },
        zone,
        proposed_zone: None,
        into: ImportInto::Found,
        mapping: None,
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
