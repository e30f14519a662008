//! Mending what files get wrong, and keeping count of it.
//!
//! A reader hands its [`Repairs`] down; what every format needs mended alike lives in the modules
//! below, what only one format gets wrong lives with that format.

mod characters;
mod identifiers;
mod slot;
mod title;

pub(crate) use characters::{bytes_without_control_characters, without_control_characters};
pub(crate) use identifiers::report_repeated_identifiers;
pub(crate) use slot::mended_slot;
pub(crate) use title::{known_by, read_title};

use crate::{Repair, RepairKind};

/// The longest example that is worth showing.
const LONGEST_EXAMPLE: usize = 160;

/// What has been mended so far.
#[derive(Debug, Default)]
pub(crate) struct Repairs(Vec<Repair>);

impl Repairs {
    /// Counts one repair; the first of its kind becomes the example.
    pub(crate) fn note(&mut self, kind: RepairKind, example: impl FnOnce() -> String) {
        self.note_many(kind, 1, example);
    }

    pub(crate) fn note_many(
        &mut self,
        kind: RepairKind,
        count: usize,
        example: impl FnOnce() -> String,
    ) {
        if count == 0 {
            return;
        }
        match self.0.iter_mut().find(|repair| repair.kind == kind) {
            Some(repair) => repair.count += count,
            None => self.0.push(Repair {
                kind,
                count,
                example: shortened(&example()),
            }),
        }
    }

    /// One entry a kind, most frequent first.
    pub(crate) fn into_vec(mut self) -> Vec<Repair> {
        self.0.sort_by_key(|repair| std::cmp::Reverse(repair.count));
        self.0
    }
}

/// The first line of a text, cut to what fits an example.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST_EXAMPLE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_repair_comes_first_with_its_first_example() {
        let mut repairs = Repairs::default();
        repairs.note(RepairKind::MissingEnd, || "first".to_owned());
        repairs.note_many(RepairKind::RoomDiffers, 3, || "rooms".to_owned());
        repairs.note(RepairKind::MissingEnd, || "second".to_owned());
        repairs.note_many(RepairKind::MissingUid, 0, || "none".to_owned());
        let told: Vec<_> = repairs
            .into_vec()
            .into_iter()
            .map(|repair| (repair.kind, repair.count, repair.example))
            .collect();
        assert_eq!(
            told,
            [
                (RepairKind::RoomDiffers, 3, "rooms".to_owned()),
                (RepairKind::MissingEnd, 2, "first".to_owned()),
            ]
        );
    }

    #[test]
    fn examples_stay_short() {
        assert_eq!(shortened(&"é".repeat(500)).chars().count(), 161);
        assert_eq!(shortened("one\ntwo"), "one");
    }
}
