//! A conference of 100,000 sessions: import, its memory, search. The import runs in a process of its
//! own, whose peak of memory is its own.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::made::Made;
use crate::{import, open, report, timed};

/// The first argument of the process that only imports.
pub const IMPORT: &str = "--import-alone";

pub fn measure(scratch: &Path) {
    let made = Made::LARGE;
    let path = scratch.join("large.xml");
    let store = scratch.join("store-large");
    let xml = made.frab_xml();
    let megabytes = xml.len() as f64 / 1e6;
    std::fs::write(&path, xml).expect("a scratch file");
    println!(
        "\n| {} made sessions, {megabytes:.0} MB | |",
        made.sessions()
    );
    println!("|---|---|");
    for what in ["import into a new store", "the same again, unchanged"] {
        println!("| {what} | {} |", in_another_process(&path, &store));
    }
    let app = open(&store);
    let conference = app.conference_named(None).expect("the conference");
    for words in [
        "word17",
        "ada12 talk",
        "word17 word30",
        "spea",
        "w",
        // In the texts of a third of the sessions, and of all.
        "thi",
        "everywhere",
        "a everywhere",
        // Mistyped.
        "sqeaker12",
        "everywhrre",
    ] {
        report(&format!("search “{words}”, ms"), || {
            timed(|| drop(app.search(words, Some(conference.id)).expect("hits")))
        });
    }
}

fn in_another_process(schedule: &Path, store: &Path) -> String {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .arg(IMPORT)
        .args([schedule, store])
        .output()
        .expect("an import in another process");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Imports, and prints how long it took and the most memory that was in use.
pub fn import_alone(schedule: &Path, store: &Path) {
    let started = Instant::now();
    import(&open(store), schedule);
    let seconds = started.elapsed().as_secs_f64();
    println!("{seconds:.2} s, {}", peak_of_memory());
}

/// `VmHWM` of Linux; elsewhere not measured.
fn peak_of_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
    match kilobytes {
        Some(kilobytes) => format!("{:.0} MB at most", kilobytes / 1024.0),
        None => "memory not measured".to_owned(),
    }
}
