//! Measures `agenda::identity` on made histories of real schedules: what happens to them is made up,
//! by dice, so that which session is which is known.
//!
//! Needs the folder of real files in `LANYARD_CORPUS`; without it the test says so and passes. With
//! `LANYARD_EXAMPLES` set, every session that was paired wrongly or missed is told. The ordinary run
//! is one history of each schedule; `LANYARD_SEEDS=3` makes three.
#![allow(clippy::unwrap_used)]

mod dice;
mod editor;
mod edits;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use agenda::identity::match_with_withdrawn;
use agenda::{Identifiers, Session, Zone};
use dice::Dice;
use editor::{Editor, Truth, Version};
use schedule_files::{ReadOptions, read};

const SOURCES: [&str; 16] = [
    "frab-xml/ccc-36c3-2019-everything.xml",
    "frab-xml/ccc-38c3-2024.xml",
    "frab-json/ccc-39c3-2025-everything.json",
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
    "ics/linux-conf-au-2020.ics",
    "ics/pyconuk-2015.ics",
    "sessionize/ai-engineer-worlds-fair-2025-all.json",
];
const VERSIONS: usize = 5;

/// How a version tells its sessions apart by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Names {
    AsTheyAre,
    /// No identifier, no address, and another order.
    None,
    /// Ids, and the addresses made of them, given out to other sessions; no guid.
    IdsMislead,
    /// Guids given out to other sessions; no id.
    GuidsMislead,
    AllMislead,
}

const NAMES: [Names; 5] = [
    Names::AsTheyAre,
    Names::None,
    Names::IdsMislead,
    Names::GuidsMislead,
    Names::AllMislead,
];

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
    asked: usize,
    /// What was paired wrongly or missed, by what had been done to it.
    account: BTreeMap<String, usize>,
    examples: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.asked += other.asked;
        for (kind, count) in other.account {
            *self.account.entry(kind).or_default() += count;
        }
        self.examples.extend(other.examples);
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

#[test]
fn the_same_talks_are_found_in_made_histories() {
    let Some(schedules) = schedules() else {
        println!("LANYARD_CORPUS is not set: made histories of real schedules are not measured");
        return;
    };
    let seeds = std::env::var("LANYARD_SEEDS").map_or(1, |seeds| seeds.parse().unwrap());
    let mut totals: BTreeMap<Names, Tally> = BTreeMap::new();
    for (place, (source, sessions)) in schedules.iter().enumerate() {
        let donors = &schedules[(place + 1) % schedules.len()].1;
        let mut line = format!("{source:50}");
        for names in NAMES {
            let mut tally = Tally::default();
            for seed in 1..=seeds {
                measure(sessions, donors, seed, names, &mut tally);
            }
            let (precision, recall) = (100.0 * tally.precision(), 100.0 * tally.recall());
            line += &format!(" | {precision:7.3} {recall:7.3} {:4}", tally.asked);
            if names == Names::AsTheyAre && sessions.iter().all(has_guid) {
                assert_eq!(tally.missed, 0, "{source}: guids tell which is which");
            }
            totals.entry(names).or_default().add(tally);
        }
        println!("{line}");
    }
    for (names, tally) in &totals {
        print_account(*names, tally);
    }
    for (names, tally) in &totals {
        let floor = match names {
            Names::AsTheyAre => 0.9995,
            _ => 0.995,
        };
        let (precision, recall) = (tally.precision(), tally.recall());
        assert!(precision >= floor, "{names:?}: precision {precision}");
        assert!(recall >= floor, "{names:?}: recall {recall}");
    }
}

fn print_account(names: Names, tally: &Tally) {
    println!(
        "{names:?}: precision {:.3} %, recall {:.3} % ({} right, {} wrong, {} missed, {} asked)",
        100.0 * tally.precision(),
        100.0 * tally.recall(),
        tally.right,
        tally.wrong,
        tally.missed,
        tally.asked
    );
    for (kind, count) in &tally.account {
        println!("    {count:4} × {kind}");
    }
    if std::env::var_os("LANYARD_EXAMPLES").is_some() {
        tally
            .examples
            .iter()
            .for_each(|example| println!("{example}"));
    }
}

/// Imports a history one version after another, as the store does: what was dropped is kept and may
/// come back.
fn measure(sessions: &[Session], donors: &[Session], seed: u64, names: Names, tally: &mut Tally) {
    let mut editor = Editor::new(sessions, donors, seed);
    editor.is_wild = names == Names::AsTheyAre;
    let mut dice = Dice(seed + 77);
    let mut kept = named(editor.now(), names, &mut dice);
    let mut withdrawn = vec![false; kept.sessions.len()];
    for _ in 1..VERSIONS {
        let next = named(&editor.next_version(), names, &mut dice);
        let partners = judged(&kept, &withdrawn, &next, tally);
        withdrawn.fill(true);
        for (at, partner) in partners.into_iter().enumerate() {
            let (session, truth) = (next.sessions[at].clone(), next.truths[at]);
            if let Some(place) = partner {
                kept.sessions[place] = session;
                kept.truths[place] = truth;
                withdrawn[place] = false;
            } else {
                kept.sessions.push(session);
                kept.truths.push(truth);
                withdrawn.push(false);
            }
        }
    }
}

/// Matches, holds it against the truth, and tells the old partner of each new session.
fn judged(
    kept: &Version,
    withdrawn: &[bool],
    next: &Version,
    tally: &mut Tally,
) -> Vec<Option<usize>> {
    let matching = match_with_withdrawn(&kept.sessions, withdrawn, &next.sessions);
    tally.asked += matching.doubtful.len();
    // A session that was missed once stands there twice: the current one is meant.
    let mut before: HashMap<Truth, usize> = HashMap::new();
    for is_withdrawn in [true, false] {
        for (at, truth) in kept.truths.iter().enumerate() {
            if withdrawn[at] == is_withdrawn {
                before.insert(*truth, at);
            }
        }
    }
    let mut found = vec![None; next.sessions.len()];
    for pair in &matching.pairs {
        found[pair.new] = Some(pair.old);
    }
    for (at, truth) in next.truths.iter().enumerate() {
        let (got, expected) = (found[at], before.get(truth).copied());
        let is_right = match (got, expected) {
            (Some(got), Some(expected)) => {
                kept.truths[got] == *truth
                    || are_twins(&kept.sessions[got], &kept.sessions[expected])
            }
            (got, expected) => got == expected,
        };
        if is_right {
            tally.right += usize::from(got.is_some());
            continue;
        }
        tally.wrong += usize::from(got.is_some());
        tally.missed += usize::from(expected.is_some());
        let what = match (got, expected) {
            (None, _) => "missed",
            (Some(_), None) => "wrong, it is new",
            (Some(got), _) if kept.sessions[got].title == next.sessions[at].title => {
                "wrong, another of its repeats"
            }
            (Some(_), Some(_)) => "wrong",
        };
        let edits = next
            .edits
            .get(truth)
            .map_or("untouched".to_owned(), |edits| edits.join(" + "));
        let told = |at: Option<usize>| at.map(|at| (brief(&kept.sessions[at]), withdrawn[at]));
        tally.examples.push(format!(
            "{what}: {edits}: {} <- {:?}, true: {:?}",
            brief(&next.sessions[at]),
            told(got),
            told(expected)
        ));
        *tally.account.entry(format!("{what}: {edits}")).or_default() += 1;
    }
    found
}

fn has_guid(session: &Session) -> bool {
    session.identifiers.guid.is_some()
}

fn brief(session: &Session) -> String {
    let start = session
        .slot
        .map(|slot| slot.starts_at.format("%d %H:%M").to_string());
    let (room, speakers) = (session.room.as_deref(), session.speakers.len());
    format!(
        "“{}” {} {} {speakers}p {}b",
        session.title,
        start.unwrap_or_default(),
        room.unwrap_or_default(),
        session.text.len()
    )
}

/// Sessions that nobody could tell apart: alike but for their names.
fn are_twins(a: &Session, b: &Session) -> bool {
    let times = |session: &Session| session.slot.map(|slot| (slot.starts_at, slot.ends_at));
    a.title == b.title && times(a) == times(b) && a.room == b.room && a.speakers == b.speakers
}

fn named(version: &Version, names: Names, dice: &mut Dice) -> Version {
    if names == Names::AsTheyAre {
        return version.clone();
    }
    let order = dice.order(version.sessions.len());
    if names == Names::None {
        let nameless = |at: &usize| Session {
            identifiers: Identifiers::default(),
            url: None,
            ..version.sessions[*at].clone()
        };
        return Version {
            sessions: order.iter().map(nameless).collect(),
            truths: order.iter().map(|at| version.truths[*at]).collect(),
            edits: version.edits.clone(),
        };
    }
    let has = |wanted: &[Names]| wanted.contains(&names);
    let mut version = version.clone();
    for (session, place) in version.sessions.iter_mut().zip(order) {
        let guids = has(&[Names::GuidsMislead, Names::AllMislead]);
        let ids = has(&[Names::IdsMislead, Names::AllMislead]);
        let others = has(&[Names::AllMislead]);
        session.url = ids.then(|| format!("https://schedule.example/events/{place}.html"));
        session.identifiers = Identifiers {
            guid: guids.then(|| format!("guid-{place}")),
            code: others.then(|| format!("CODE{place}")),
            uid: others.then(|| format!("{place}@schedule.example")),
            id: ids.then(|| place.to_string()),
        };
    }
    version
}

/// File names and sessions; `None` without the folder of real files.
fn schedules() -> Option<Vec<(&'static str, Vec<Session>)>> {
    let folder = std::env::var_os("LANYARD_CORPUS")?;
    let zone = Zone::named("Europe/Brussels").unwrap();
    let read_one = |source: &'static str| {
        let bytes = std::fs::read(Path::new(&folder).join(source)).unwrap();
        let options = ReadOptions {
            zone: Some(zone),
            ..ReadOptions::default()
        };
        (source, read(&bytes, &options).unwrap().schedule.sessions)
    };
    Some(SOURCES.into_iter().map(read_one).collect())
}
