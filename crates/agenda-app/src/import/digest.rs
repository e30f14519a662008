//! Digests that tell versions apart: of the bytes, and of what they say.
//!
//! Kept in the store and compared with what the same program makes later. Another Rust may hash
//! otherwise: then one version is imported once more, and changes nothing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use agenda::{Schedule, Zone};

/// Of a body as it was fetched.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Of a schedule and its zone: the same for two bodies that differ in nothing that is imported.
pub(crate) fn of_schedule(schedule: &Schedule, zone: Zone) -> Option<String> {
    let mut hashing = Hashing(DefaultHasher::new());
    serde_json::to_writer(&mut hashing, &(schedule, zone)).ok()?;
    Some(format!("{:016x}", hashing.0.finish()))
}

struct Hashing(DefaultHasher);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_imported_makes_a_version() {
        let empty = Schedule::default();
        let mut other = empty.clone();
        other.conference.title = Some("FOSDEM".to_owned());
        assert_eq!(
            of_schedule(&empty, Zone::UTC),
            of_schedule(&empty.clone(), Zone::UTC)
        );
        assert_ne!(
            of_schedule(&empty, Zone::UTC),
            of_schedule(&other, Zone::UTC)
        );
        assert_ne!(of_bytes(b"a"), of_bytes(b"b"));
    }
}
