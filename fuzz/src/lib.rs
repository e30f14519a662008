//! What holds for every reading, whatever the bytes.

use agenda::Zone;
use schedule_files::{Format, ReadError, ReadOptions, Reading, read, read_as};

/// Reads a file of a format that its content tells.
pub fn check(bytes: &[u8]) {
    check_with(|options| read(bytes, options));
}

/// Reads a file as one of a format.
pub fn check_as(format: Format, bytes: &[u8]) {
    check_with(|options| read_as(format, bytes, options));
}

fn check_with(read: impl Fn(&ReadOptions) -> Result<Reading, ReadError>) {
    for zone in [None, Zone::named("Asia/Tokyo").ok()] {
        let options = ReadOptions {
            zone,
            ..ReadOptions::default()
        };
        match read(&options) {
            Ok(reading) => check_reading(&reading),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn check_reading(reading: &Reading) {
    for session in &reading.schedule.sessions {
        assert!(!session.title.trim().is_empty(), "{session:?}");
        if let Some(slot) = session.slot {
            assert!(slot.starts_at <= slot.ends_at, "{session:?}");
        }
    }
    assert!(reading.repetitions <= reading.schedule.sessions.len());
    assert!(reading.repairs.iter().all(|repair| repair.count > 0));
    for skipped in &reading.skipped {
        assert!(
            !skipped.what.trim().is_empty() && !skipped.why.is_empty(),
            "{skipped:?}"
        );
    }
}
