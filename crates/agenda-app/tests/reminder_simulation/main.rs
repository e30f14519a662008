//! Random conferences, attendees and faults, and whether every reminder that was due was shown, once.
//!
//! A timeline is made of one number, its seed. It runs the rules of `agenda` and the very turns of
//! the reminder loop, on a ledger in memory that keeps the store's contract, and 500 of them on the
//! real store as well. What must and must not be shown is decided by `oracle`, which shares no code
//! with them. `LANYARD_LONG_TESTS=1` runs ten times as many; `LANYARD_SEED=7` runs one and tells of it.
#![allow(clippy::unwrap_used)]

mod desk;
mod dice;
mod ledger;
mod log;
mod oracle;
mod timeline;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use ledger::{InMemory, InStore, Kept};
use log::Log;
use timeline::Timeline;

const ORDINARY: u64 = 100_000;
const LONG: u64 = 1_000_000;

/// Timelines that also run on the real store.
const ON_THE_STORE: u64 = 500;

/// Seeds of timelines that failed once, while this was written.
const FAILED_ONCE: &[u64] = &[
    20, 39, 149, 343, 385, 448, 728, 783, 1009, 1473, 1602, 1728, 1870, 4150, 4269, 5216, 6358,
    6496, 7657, 7983, 12_461, 14_709, 19_910, 21_009, 23_852, 59_835, 92_038,
];

fn run(seed: u64, ledger: &mut impl Kept) -> Log {
    Timeline::new(seed, ledger).run()
}

fn complaints(seed: u64) -> Vec<String> {
    oracle::judge(&run(seed, &mut InMemory::default()))
}

#[test]
fn every_reminder_that_is_due_is_shown_once_whatever_happens() {
    if let Some(seed) = std::env::var("LANYARD_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
    {
        let log = run(seed, &mut InMemory::default());
        println!("{log:#?}\n{:#?}", oracle::judge(&log));
        assert_eq!(oracle::judge(&log), [""; 0]);
        return;
    }
    let count = if std::env::var_os("LANYARD_LONG_TESTS").is_some() {
        LONG
    } else {
        ORDINARY
    };
    let began = Instant::now();
    let (next, failed) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let shown = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= count || failed.lock().unwrap().len() >= 5 {
                        return;
                    }
                    let log = run(seed, &mut InMemory::default());
                    shown.fetch_add(log.shown_count(), Ordering::Relaxed);
                    let complaints = oracle::judge(&log);
                    if !complaints.is_empty() {
                        failed.lock().unwrap().push((seed, complaints));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "run one with LANYARD_SEED: {failed:#?}");
    let shown = shown.into_inner();
    println!(
        "{count} timelines, {shown} reminders, {:?}",
        began.elapsed()
    );
    // Else the timelines would try nothing.
    assert!(shown > count, "only {shown} reminders were shown");
}

#[test]
fn what_failed_once_does_not_fail_again() {
    for &seed in FAILED_ONCE {
        assert_eq!(complaints(seed), [""; 0], "{seed}");
    }
}

#[test]
fn the_store_behaves_as_the_ledger_in_memory() {
    for seed in 0..ON_THE_STORE {
        let in_memory = run(seed, &mut InMemory::default());
        let in_store = run(seed, &mut InStore::new());
        assert_eq!(in_memory, in_store, "{seed}");
    }
}
