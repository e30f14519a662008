//! Whether `agenda::identity::same_conference` knows real conferences again in another format, and
//! tells them from their other years.
//!
//! Needs the folder of real files in `LANYARD_CORPUS`; without it the test says so and passes.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use agenda::identity::SameConferenceReason::{self, SameNameAndDays, SameSessions};
use agenda::identity::same_conference;
use agenda::{Schedule, Zone};
use schedule_files::{ReadOptions, read};

const SAMPLE: &str = "kubecon-eu-2022.json";
const SAME: [(&str, &str, SameConferenceReason); 6] = [
    (
        "frab-json/ccc-camp2019-everything.json",
        "frab-xml/ccc-camp2019-everything.xml",
        SameSessions,
    ),
    (
        "frab-json/ccc-camp2019-everything.json",
        "frab-json/voc-example-frab-camp2019.json",
        SameSessions,
    ),
    (
        "ics/kubecon-eu-2026-sched-latest-baseline.ics",
        "ics/kubecon-eu-2026-sched-current.ics",
        SameSessions,
    ),
    (
        SAMPLE,
        "show-notes/echo-episode-045-kubecon-eu-2022-preview.md",
        SameSessions,
    ),
    (
        SAMPLE,
        "show-notes/cilium-blog-2022-05-10-kubecon-eu-talks.md",
        SameSessions,
    ),
    // Its titles are shortened.
    (
        "ics/kubecon-eu-2026-sched-current.ics",
        "show-notes/kubecon-eu-2026-personal-schedule.md",
        SameNameAndDays,
    ),
];

/// Every two of these are different conferences.
const DIFFERENT: [&str; 16] = [
    SAMPLE,
    "frab-json/ccc-39c3-2025-everything.json",
    "frab-json/ccc-camp2019-everything.json",
    "frab-xml/ccc-36c3-2019-everything.xml",
    "frab-xml/ccc-38c3-2024.xml",
    "frab-xml/debconf23.xml",
    "frab-xml/emf-2022.frab.xml",
    "frab-xml/fosdem-2012.xml",
    "frab-xml/fosdem-2019.xml",
    "frab-xml/fosdem-2021.xml",
    "frab-xml/fosdem-2024.xml",
    "frab-xml/fosdem-2026.xml",
    "ics/defcon-23-2015.ics",
    "ics/emf-2024.ics",
    "ics/kubecon-eu-2026-sched-current.ics",
    "show-notes/cilium-blog-2023-10-30-cilium-at-kubecon-na.md",
];

#[test]
fn real_conferences_are_known_again_and_told_apart() {
    let Some(corpus) = std::env::var_os("LANYARD_CORPUS") else {
        println!("LANYARD_CORPUS is not set: real conferences are not compared");
        return;
    };
    let corpus = Path::new(&corpus);
    for (stored, new, reason) in SAME {
        let (a, b) = (schedule(corpus, stored), schedule(corpus, new));
        let found = same_conference((&a.conference, &a.sessions), (&b.conference, &b.sessions));
        println!("{stored} / {new}: {:?}", found.map(|it| it.describe()));
        assert_eq!(found.map(|it| it.reason), Some(reason), "{stored} / {new}");
    }
    let all: Vec<(&str, Schedule)> = DIFFERENT
        .iter()
        .map(|file| (*file, schedule(corpus, file)))
        .collect();
    for (at, (one, a)) in all.iter().enumerate() {
        for (other, b) in &all[at + 1..] {
            let found = same_conference((&a.conference, &a.sessions), (&b.conference, &b.sessions));
            assert_eq!(found, None, "{one} / {other}");
        }
    }
}

fn schedule(corpus: &Path, file: &str) -> Schedule {
    let path = match file {
        SAMPLE => Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../data")
            .join(file),
        _ => corpus.join(file),
    };
    let options = ReadOptions {
        zone: Some(Zone::named("Europe/Madrid").unwrap()),
        ..ReadOptions::default()
    };
    read(&std::fs::read(path).unwrap(), &options)
        .unwrap()
        .schedule
}
