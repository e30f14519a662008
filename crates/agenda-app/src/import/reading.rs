//! Reading what was fetched, in the zone that is known of its conference.

use agenda::{Zone, ZoneSource};
use agenda_store::{Coverage, Feed, Import, ImportOutcome, Target};
use schedule_files::{Format, ReadError, ReadOptions, Reading, TableMapping};

use super::{Fetched, digest};
use crate::{App, AppError};

/// A zone that something else than the file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownZone {
    pub zone: Zone,
    /// In words, for the report: “told”, “as the directory says”.
    pub reason: String,
    pub source: ZoneSource,
}

impl KnownZone {
    /// The attendee's own word.
    pub fn told(zone: Zone) -> Self {
        Self {
            zone,
            reason: "told".to_owned(),
            source: ZoneSource::Told,
        }
    }

    /// What a directory says of a conference. Stored as told: the attendee chose the entry, its zone
    /// beside its name.
    pub fn of_directory(zone: Zone) -> Self {
        Self {
            zone,
            reason: "as the directory says".to_owned(),
            source: ZoneSource::Told,
        }
    }
}

/// What is known of a conference's zone beside its file.
#[derive(Clone, Debug, Default)]
pub(crate) struct ZoneKnowledge {
    /// Wins over what the file says.
    pub told: Option<KnownZone>,
    /// For a file that tells none.
    pub proposed: Option<KnownZone>,
}

/// Reads a schedule. `feed`, if there is one, gets the digest of what was read.
pub(crate) fn read(
    fetched: &Fetched,
    zones: &ZoneKnowledge,
    mapping: Option<&TableMapping>,
) -> Result<(Reading, Option<Feed>), AppError> {
    let read_in = |zone| {
        let options = ReadOptions {
            zone,
            name: Some(&fetched.name),
            mapping,
        };
        schedule_files::read_files(&fetched.files, &options)
    };
    let told = zones.told.as_ref();
    let mut reading = read_in(told.map(|told| told.zone));
    let mut known = told;
    if let Some(proposed) = zones.proposed.as_ref().filter(|_| told.is_none())
        && is_wanted(&reading, proposed.zone)
    {
        reading = read_in(Some(proposed.zone));
        known = Some(proposed);
    }
    let mut reading = reading.map_err(|error| AppError::Read {
        source_name: fetched.name.clone(),
        error,
    })?;
    if let Some(known) = known
        && reading.zone.source == ZoneSource::Told
    {
        reading.zone.source = known.source;
        reading.zone.reason.clone_from(&known.reason);
    }
    let feed = fetched.feed.clone().map(|mut feed| {
        feed.seen.digest = digest::of_schedule(&reading.schedule, reading.zone.zone);
        feed
    });
    Ok((reading, feed))
}

/// Whether a file tells no zone, and nothing that contradicts the proposed one. Times in UTC, as
/// calendars have them, tell nothing of the place.
fn is_wanted(reading: &Result<Reading, ReadError>, proposed: Zone) -> bool {
    match reading {
        Err(ReadError::ZoneNeeded { .. }) => true,
        Ok(reading) if reading.zone.source == ZoneSource::OffsetOnly => {
            let mut slots = reading.schedule.sessions.iter().filter_map(|s| s.slot);
            let offset_only = reading.zone.zone;
            offset_only == Zone::UTC
                || slots.all(|slot| {
                    offset_only.offset_at(slot.starts_at) == proposed.offset_at(slot.starts_at)
                })
        }
        _ => false,
    }
}

/// How a reading goes into the store.
pub(crate) struct Storing<'a> {
    pub target: Target,
    pub name: &'a str,
    pub source: &'a str,
    pub feed: Option<&'a Feed>,
    /// Who refreshes; none for an import by hand.
    pub claim: Option<&'a str>,
    pub dry_run: bool,
}

impl App {
    /// Stores a reading, all of it or nothing.
    pub(crate) fn store_reading(
        &self,
        reading: &Reading,
        storing: Storing<'_>,
    ) -> Result<ImportOutcome, AppError> {
        let at = self.now();
        self.store(|store| {
            store.import(&Import {
                schedule: &reading.schedule,
                zone: reading.zone.zone,
                zone_source: reading.zone.source,
                zone_reason: &reading.zone.reason,
                zone_guess: reading.zone.guess,
                source: Some(storing.source),
                feed: storing.feed,
                claim: storing.claim,
                format: reading.format.word(),
                coverage: match reading.format {
                    Format::ShowNotes => Coverage::Excerpt,
                    _ => Coverage::Whole,
                },
                target: storing.target,
                name: storing.name,
                at,
                dry_run: storing.dry_run,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn calendar(start: &str) -> Fetched {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Opening\r\n\
             DTSTART{start}\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        Fetched {
            files: vec![schedule_files::SourceFile {
                name: "a.ics".to_owned(),
                bytes: text.into_bytes(),
            }],
            name: "a.ics".to_owned(),
            source: "a.ics".to_owned(),
            feed: None,
        }
    }

    fn found(start: &str, zones: &ZoneKnowledge) -> (&'static str, ZoneSource, String) {
        let (reading, _) = read(&calendar(start), zones, None).unwrap();
        let zone = reading.zone;
        (zone.zone.name(), zone.source, zone.reason)
    }

    #[test]
    fn a_directorys_zone_counts_only_where_the_file_tells_none() {
        let zone = |name| Zone::named(name).unwrap();
        let proposed = ZoneKnowledge {
            told: None,
            proposed: Some(KnownZone::of_directory(zone("Europe/Brussels"))),
        };
        let as_directory = (
            "Europe/Brussels",
            ZoneSource::Told,
            "as the directory says".to_owned(),
        );
        // Local times, and times in UTC.
        assert_eq!(found(":20260131T093000", &proposed), as_directory);
        assert_eq!(found(":20260131T083000Z", &proposed), as_directory);
        let in_file = found(";TZID=Europe/Lisbon:20260131T093000", &proposed);
        assert_eq!((in_file.0, in_file.1), ("Europe/Lisbon", ZoneSource::File));
        let told = ZoneKnowledge {
            told: Some(KnownZone::told(zone("Europe/Madrid"))),
            ..proposed
        };
        let told = found(":20260131T093000", &told);
        assert_eq!((told.0, &*told.2), ("Europe/Madrid", "told"));
    }
}
