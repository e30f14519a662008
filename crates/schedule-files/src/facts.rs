//! Facts of a conference that are drawn from its sessions, the same for every format.

use std::collections::HashSet;

use agenda::day::conference_day;
use agenda::{Session, Zone};
use chrono::{NaiveDate, NaiveTime};

/// The first and the last conference day with a session.
pub(crate) fn days_of(
    sessions: &[Session],
    zone: Zone,
    day_change: NaiveTime,
) -> Option<(NaiveDate, NaiveDate)> {
    let slots = sessions.iter().filter_map(|session| session.slot.as_ref());
    let days = slots.map(|slot| conference_day(slot, zone, day_change));
    days.fold(None, |range, day| match range {
        None => Some((day, day)),
        Some((first, last)) => Some((day.min(first), day.max(last))),
    })
}

/// The names in use, each once: in the declared order, then in order of appearance.
pub(crate) fn in_order_of<'a>(
    declared: &'a [String],
    used: impl Iterator<Item = &'a str> + Clone,
) -> Vec<String> {
    let in_use: HashSet<&str> = used.clone().collect();
    let mut seen = HashSet::new();
    declared
        .iter()
        .map(String::as_str)
        .filter(|name| in_use.contains(name))
        .chain(used)
        .filter(|name| seen.insert(name.to_owned()))
        .map(str::to_owned)
        .collect()
}

/// A title for a file that has none: the last part of its name or address without its ending.
pub(crate) fn title_from_name(name: &str) -> Option<String> {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let last = path
        .trim_end_matches(['/', '\\'])
        .rsplit(['/', '\\'])
        .next()?;
    let stem = match last.rsplit_once('.') {
        Some((stem, ending)) if (2..=5).contains(&ending.len()) && !stem.is_empty() => stem,
        _ => last,
    };
    (!stem.is_empty() && stem != "-").then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_their_declared_order_then_in_order_of_appearance() {
        let declared = ["B", "A", "Unused"].map(str::to_owned);
        let used = ["A", "C", "B", "C"];
        assert_eq!(in_order_of(&declared, used.into_iter()), ["B", "A", "C"]);
    }

    #[test]
    fn a_name_gives_a_title_without_path_and_ending() {
        let cases = [
            ("/home/ada/fosdem-2026.xml", Some("fosdem-2026")),
            (
                "https://example.org/2026/schedule.ics?x=1",
                Some("schedule"),
            ),
            ("C:\\talks\\all.ics", Some("all")),
            ("linux.conf.au", Some("linux.conf")),
            ("notes", Some("notes")),
            ("-", None),
            ("", None),
        ];
        for (name, title) in cases {
            assert_eq!(title_from_name(name).as_deref(), title, "{name}");
        }
    }
}
