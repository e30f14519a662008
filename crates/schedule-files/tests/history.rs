//! Measures `agenda::identity` on the history of a real schedule: 30 versions of the Chaos
//! Communication Camp 2019, whose guids tell which session is which.
//!
//! Tried as they are, without identifiers and in another order, and with ids that mislead. Needs the
//! folder of real files in `LANYARD_CORPUS`; without it the test says so and passes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, HashMap, HashSet};

use agenda::identity::{Match, match_with_withdrawn};
use agenda::words::folded;
use agenda::{Identifiers, Session};
use schedule_files::ReadOptions;

/// A version of the schedule: what the matcher sees, and what each session is in truth.
#[derive(Clone, Default)]
struct Version {
    sessions: Vec<Session>,
    /// The guid; with the day behind it where the version repeats the guid.
    truths: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Names {
    AsTheyAre,
    /// No guid, id or address, and the events in another order.
    None,
    /// Ids and the addresses made of them given out to other events; no guid.
    Misleading,
}

/// What came of "pick every session of the old version, import the new one".
#[derive(Default)]
struct Tally {
    right: usize,
    /// Paired with another session than the truth.
    wrong: usize,
    /// In both versions, and not paired.
    missed: usize,
    /// Old guid gone, new guid unheard of, title the same: of this the guids say nothing.
    reissued: usize,
    asked: usize,
    /// How often what was paired wrongly or missed, by title.
    account: BTreeMap<String, usize>,
}

#[test]
fn the_same_talks_are_found_in_thirty_versions() {
    let Some(history) = history() else {
        println!("LANYARD_CORPUS is not set: the history of a real schedule is not measured");
        return;
    };
    assert_eq!(history.len(), 30);
    for names in [Names::AsTheyAre, Names::None, Names::Misleading] {
        let versions: Vec<Version> = history
            .iter()
            .enumerate()
            .map(|(number, version)| renamed(version, names, number as u64 + 1))
            .collect();
        let floor = if names == Names::AsTheyAre {
            1.0
        } else {
            0.995
        };
        let mut steps = Tally::default();
        for pair in versions.windows(2) {
            tally(&pair[0], &[], &pair[1], &mut steps);
        }
        check(
            &format!("{names:?}, each version and the next"),
            &steps,
            floor,
        );
        let mut direct = Tally::default();
        tally(&versions[0], &[], &versions[29], &mut direct);
        check(
            &format!("{names:?}, the first and the last"),
            &direct,
            floor,
        );
        check_long_way(names, &versions, floor);
    }
}

/// Imports all versions one after another, as the store does: what was dropped is kept and may come
/// back. Every session of the first version must be where the truth says in the last.
fn check_long_way(names: Names, versions: &[Version], floor: f64) {
    let mut kept = versions[0].clone();
    let mut withdrawn = vec![false; kept.sessions.len()];
    for next in &versions[1..] {
        let pairs = tally(&kept, &withdrawn, next, &mut Tally::default());
        let mut is_new = vec![true; next.sessions.len()];
        withdrawn.fill(true);
        for pair in pairs {
            kept.sessions[pair.old] = next.sessions[pair.new].clone();
            kept.truths[pair.old] = next.truths[pair.new].clone();
            withdrawn[pair.old] = false;
            is_new[pair.new] = false;
        }
        for (at, _) in is_new.iter().enumerate().filter(|(_, is_new)| **is_new) {
            kept.sessions.push(next.sessions[at].clone());
            kept.truths.push(next.truths[at].clone());
            withdrawn.push(false);
        }
    }
    let last: HashSet<&String> = versions[29].truths.iter().collect();
    let mut tally = Tally::default();
    for (at, truth) in versions[0].truths.iter().enumerate() {
        let found = (!withdrawn[at]).then_some(&kept.truths[at]);
        match (last.contains(truth), found) {
            (_, Some(found)) if found == truth => tally.right += 1,
            (true, None) => tally.missed += 1,
            (_, Some(_)) => tally.wrong += 1,
            (false, None) => {}
        }
    }
    check(&format!("{names:?}, the long way"), &tally, floor);
}

fn check(what: &str, tally: &Tally, floor: f64) {
    let share = |bad: usize| tally.right as f64 / (tally.right + bad) as f64;
    let (precision, recall) = (share(tally.wrong), share(tally.missed));
    println!(
        "{what}: precision {:.3} %, recall {:.3} % ({} right, {} wrong, {} missed; {} under new \
         guids, {} asked about)",
        100.0 * precision,
        100.0 * recall,
        tally.right,
        tally.wrong,
        tally.missed,
        tally.reissued,
        tally.asked
    );
    for (title, count) in &tally.account {
        println!("    {count} × {title}");
    }
    assert!(precision >= floor, "{what}: precision {precision}");
    assert!(recall >= floor, "{what}: recall {recall}");
}

fn tally(old: &Version, withdrawn: &[bool], new: &Version, tally: &mut Tally) -> Vec<Match> {
    let matching = match_with_withdrawn(&old.sessions, withdrawn, &new.sessions);
    let there: HashMap<&String, usize> = new.truths.iter().zip(0..).collect();
    let before: HashSet<&String> = old.truths.iter().collect();
    let mut found = HashSet::new();
    for pair in &matching.pairs {
        let (from, to) = (&old.sessions[pair.old], &new.sessions[pair.new]);
        let lives_on = there.contains_key(&old.truths[pair.old]);
        if old.truths[pair.old] == new.truths[pair.new] {
            tally.right += 1;
            found.insert(pair.old);
        } else if !lives_on
            && !before.contains(&new.truths[pair.new])
            && folded(&from.title) == folded(&to.title)
        {
            tally.reissued += 1;
        } else {
            tally.wrong += 1;
            let how = if is_repeated(old, &from.title) || is_repeated(new, &to.title) {
                "another of its repeats".to_owned()
            } else {
                format!("{}, {}", to.title, pair.reason.describe())
            };
            let account = format!("wrong: {} ({how})", from.title);
            *tally.account.entry(account).or_default() += 1;
        }
    }
    for (at, truth) in old.truths.iter().enumerate() {
        if let Some(now) = there.get(truth).filter(|_| !found.contains(&at)) {
            tally.missed += 1;
            let (from, to) = (&old.sessions[at].title, &new.sessions[*now].title);
            let account = if from == to {
                format!("missed: {from}")
            } else {
                format!("missed: {from} → {to}")
            };
            *tally.account.entry(account).or_default() += 1;
        }
    }
    tally.asked += matching.doubtful.len();
    matching.pairs
}

fn is_repeated(version: &Version, title: &str) -> bool {
    let same = |session: &&Session| session.title == title;
    version.sessions.iter().filter(same).count() > 1
}

/// The versions in the order they were published; `None` without the folder of real files.
fn history() -> Option<Vec<Version>> {
    let folder = std::env::var_os("LANYARD_CORPUS")?;
    let folder = std::path::Path::new(&folder).join("history/ccc-camp2019");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the history is part of the folder of real files")
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    Some(files.iter().map(|file| version(file)).collect())
}

fn version(file: &std::path::Path) -> Version {
    let bytes = std::fs::read(file).unwrap();
    let reading = schedule_files::read(&bytes, &ReadOptions::default()).unwrap();
    let sessions = reading.schedule.sessions;
    let guid = |session: &Session| session.identifiers.guid.clone().expect("a guid");
    let mut times: HashMap<String, usize> = HashMap::new();
    for session in &sessions {
        *times.entry(guid(session)).or_default() += 1;
    }
    let truth = |session: &Session| {
        let guid = guid(session);
        match (times[&guid], session.slot) {
            (2.., Some(slot)) => format!("{guid} on {}", slot.starts_at.date_naive()),
            _ => guid,
        }
    };
    Version {
        truths: sessions.iter().map(truth).collect(),
        sessions,
    }
}

fn renamed(version: &Version, names: Names, seed: u64) -> Version {
    let mut version = version.clone();
    let order = shuffled(version.sessions.len(), seed);
    match names {
        Names::AsTheyAre => {}
        Names::None => {
            for session in &mut version.sessions {
                session.identifiers = Identifiers::default();
                session.url = None;
            }
            version.sessions = order
                .iter()
                .map(|at| version.sessions[*at].clone())
                .collect();
            version.truths = order.iter().map(|at| version.truths[*at].clone()).collect();
        }
        Names::Misleading => {
            let ids: Vec<_> = order
                .iter()
                .map(|at| version.sessions[*at].identifiers.id.clone())
                .collect();
            for (session, id) in version.sessions.iter_mut().zip(ids) {
                let page = id.as_deref().unwrap_or_default();
                session.url = Some(format!("https://schedule.example/events/{page}.html"));
                session.identifiers = Identifiers {
                    id,
                    ..Identifiers::default()
                };
            }
        }
    }
    version
}

/// The numbers below `length` in an order that depends on the seed alone.
fn shuffled(length: usize, seed: u64) -> Vec<usize> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut order: Vec<usize> = (0..length).collect();
    for last in (1..length).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(last, (state % (last as u64 + 1)) as usize);
    }
    order
}
