//! The zone of a conference, from what a file with plain times tells: for every format that has no
//! richer rules of its own.

use agenda::{Zone, ZoneSource};
use chrono::{DateTime, FixedOffset};

use crate::repair::Repairs;
use crate::zone_guess::{zone_of_address, zone_of_offsets, zone_of_words};
use crate::zone_names::{zone_named, zone_of_offset};
use crate::{ReadError, ReadOptions, RepairKind, ZoneFinding};

/// What a file tells of its zone.
#[derive(Clone, Debug, Default)]
pub(crate) struct ZoneClues<'a> {
    /// A zone's name as the file has it, and where: "timezone in the file".
    pub(crate) named: Option<(&'a str, &'static str)>,
    /// The times that carry an offset.
    pub(crate) exact: Vec<DateTime<FixedOffset>>,
    /// Whether there are times without an offset.
    pub(crate) has_local: bool,
    /// Words that may name a place, most telling first.
    pub(crate) places: Vec<&'a str>,
    pub(crate) addresses: Vec<&'a str>,
}

/// Finds the zone: told, named in the file, from the offsets of its times; else asks.
///
/// # Errors
/// [`ReadError::ZoneNeeded`] where times are local and nothing tells by which clock.
pub(crate) fn find_zone(
    clues: &ZoneClues<'_>,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<ZoneFinding, ReadError> {
    let finding = |zone, source, reason: String, guess| ZoneFinding {
        zone,
        source,
        reason,
        guess,
    };
    if let Some(zone) = options.zone {
        return Ok(finding(zone, ZoneSource::Told, "told".to_owned(), None));
    }
    let named = clues
        .named
        .and_then(|(name, place)| Some((name, place, zone_named(name)?)));
    if let Some((name, place, named)) = named {
        if named.foreign {
            repairs.note(RepairKind::LegacyZoneName, || {
                format!("{name} read as {}", named.zone)
            });
        }
        // A zone that is no place is what systems write where nobody chose one.
        if !named.zone.is_offset_only() {
            let disagrees = |at: &&DateTime<FixedOffset>| {
                at.offset().local_minus_utc() != 0
                    && named.zone.offset_at(at.to_utc()) != *at.offset()
            };
            let disagreeing = clues.exact.iter().filter(disagrees);
            repairs.note_many(
                RepairKind::ZoneContradiction,
                disagreeing.clone().count(),
                || {
                    let at = disagreeing.clone().next();
                    format!(
                        "{name}, and {}",
                        at.map(ToString::to_string).unwrap_or_default()
                    )
                },
            );
            return Ok(finding(
                named.zone,
                ZoneSource::File,
                place.to_owned(),
                None,
            ));
        }
    }
    let guess = zone_of_words(clues.places.iter().copied()).or_else(|| {
        let mut addresses = clues.addresses.iter();
        addresses.find_map(|address| zone_of_address(address))
    });
    if clues.has_local {
        let (guess, reason) = match guess {
            Some(guess) => (Some(guess.zone), guess.reason),
            None => (None, String::new()),
        };
        return Err(ReadError::ZoneNeeded { guess, reason });
    }
    let Some(offset) = usual_offset(&clues.exact) else {
        let reason = "no event has a time yet".to_owned();
        let guess = guess.map(|guess| guess.zone);
        return Ok(finding(Zone::UTC, ZoneSource::OffsetOnly, reason, guess));
    };
    // In UTC, times tell nothing of the place.
    let fits = |zone: &Zone| {
        offset.local_minus_utc() == 0
            || (clues.exact.iter())
                .any(|at| *at.offset() == offset && zone.offset_at(at.to_utc()) == offset)
    };
    Ok(finding(
        zone_of_offset(offset),
        ZoneSource::OffsetOnly,
        format!("the events’ offset, {offset}"),
        guess
            .map(|guess| guess.zone)
            .filter(fits)
            .or_else(|| zone_of_offsets(clues.exact.iter())),
    ))
}

/// The offset that most times have, the first of several.
fn usual_offset(times: &[DateTime<FixedOffset>]) -> Option<FixedOffset> {
    let mut counts: Vec<(FixedOffset, usize)> = Vec::new();
    for offset in times.iter().map(|at| *at.offset()) {
        match counts.iter_mut().find(|(known, _)| *known == offset) {
            Some((_, count)) => *count += 1,
            None => counts.push((offset, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let mut offsets = counts.into_iter();
    offsets
        .find(|(_, count)| *count == most)
        .map(|(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        text.parse().unwrap()
    }

    fn found(clues: &ZoneClues<'_>) -> Result<ZoneFinding, ReadError> {
        find_zone(clues, &ReadOptions::default(), &mut Repairs::default())
    }

    #[test]
    fn a_named_place_wins_over_offsets_and_a_named_offset_does_not() {
        let exact = vec![at("2026-01-31T10:00:00+01:00")];
        let named = |name| ZoneClues {
            named: Some((name, "timezone in the file")),
            exact: exact.clone(),
            ..ZoneClues::default()
        };
        let brussels = found(&named("Europe/Brussels")).unwrap();
        assert_eq!(
            (brussels.zone.name(), brussels.source),
            ("Europe/Brussels", ZoneSource::File)
        );
        let offset = found(&named("UTC")).unwrap();
        assert_eq!(
            (offset.zone.name(), offset.source),
            ("Etc/GMT-1", ZoneSource::OffsetOnly)
        );
    }

    #[test]
    fn local_times_are_asked_about_with_a_guess_from_the_place() {
        let clues = ZoneClues {
            has_local: true,
            places: vec!["Linz"],
            addresses: vec!["https://example.at/"],
            ..ZoneClues::default()
        };
        let Err(ReadError::ZoneNeeded { guess, .. }) = found(&clues) else {
            panic!("a zone was assumed");
        };
        assert_eq!(guess.map(Zone::name), Some("Europe/Vienna"));
    }

    #[test]
    fn a_guess_that_contradicts_the_offsets_gives_way_to_them() {
        let clues = |time| ZoneClues {
            exact: vec![at(time)],
            places: vec!["Brussels"],
            ..ZoneClues::default()
        };
        let guess = |time| found(&clues(time)).unwrap().guess.map(Zone::name);
        assert_eq!(guess("2026-01-31T10:00:00+01:00"), Some("Europe/Brussels"));
        assert_eq!(guess("2026-01-31T10:00:00+05:30"), Some("Asia/Kolkata"));
        assert_eq!(guess("2026-01-31T10:00:00Z"), Some("Europe/Brussels"));
    }
}
