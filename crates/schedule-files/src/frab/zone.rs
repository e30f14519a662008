//! Which zone a schedule's clocks are in, and whether its offsets can be trusted.

use agenda::{Zone, ZoneSource};
use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Timelike, Utc};

use super::{Document, Event};
use crate::repair::Repairs;
use crate::stamp::{Stamp, TimeOfDay};
use crate::zone_guess::{ZoneGuess, zone_of_address, zone_of_offsets, zone_of_words};
use crate::zone_names::{zone_named, zone_of_offset};
use crate::{ReadError, ReadOptions, RepairKind, ZoneFinding};

/// The zone, and how to take the times beside it.
pub(super) struct Clock {
    pub(super) finding: ZoneFinding,
    /// The offsets in `<date>` are labels without meaning: what counts is the time beside them, by
    /// the zone's clock.
    pub(super) offsets_mislabelled: bool,
}

/// Finds the zone: told, named in the file, from the offsets of `<date>`; else asks.
pub(super) fn clock_of(
    document: &Document,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<Clock, ReadError> {
    let dated: Vec<Dated> = document.events().filter_map(Dated::read).collect();
    if let Some(zone) = options.zone {
        let finding = finding(zone, ZoneSource::Told, "told".to_owned());
        return Ok(judged(finding, &dated, repairs));
    }
    let name = document.conference.time_zone_name.trim();
    if let Some(named) = zone_named(name) {
        if named.foreign {
            repairs.note(RepairKind::LegacyZoneName, || {
                format!("{name} read as {}", named.zone)
            });
        }
        // A zone that is no place is what systems write where nobody chose one.
        if !named.zone.is_offset_only() || dated.is_empty() {
            let reason = "time_zone_name in the file".to_owned();
            return Ok(judged(
                finding(named.zone, ZoneSource::File, reason),
                &dated,
                repairs,
            ));
        }
        let disagreeing = disagreeing(named.zone, &dated).count();
        repairs.note_many(RepairKind::ZoneContradiction, disagreeing, || {
            format!("time_zone_name is {name}, the offset {}", dated[0].offset)
        });
    }
    match usual_offset(&dated) {
        Some(offset) => Ok(Clock {
            finding: from_offset(offset, &dated, place_guess(document)),
            offsets_mislabelled: false,
        }),
        None => without_offsets(document),
    }
}

/// Checks a zone that is known against what the events say.
fn judged(finding: ZoneFinding, dated: &[Dated], repairs: &mut Repairs) -> Clock {
    let zone = finding.zone;
    let contradicting: Vec<&Dated> = disagreeing(zone, dated)
        .filter(|event| event.start == Some(event.written))
        .collect();
    // A wrong `--zone` must not move instants: against it only the label +00:00 counts for nothing.
    let labels_may_be_empty = finding.source == ZoneSource::File
        || contradicting
            .iter()
            .all(|event| event.offset.local_minus_utc() == 0);
    let offsets_mislabelled =
        !dated.is_empty() && contradicting.len() == dated.len() && labels_may_be_empty;
    let kind = if offsets_mislabelled {
        RepairKind::WallClockMislabelled
    } else {
        RepairKind::ZoneContradiction
    };
    repairs.note_many(kind, contradicting.len(), || {
        let event = contradicting[0];
        let right = zone.offset_at(event.instant);
        format!("{} in {zone}, which is {right}", event.offset)
    });
    Clock {
        finding,
        offsets_mislabelled,
    }
}

fn disagreeing(zone: Zone, dated: &[Dated]) -> impl Iterator<Item = &Dated> {
    dated
        .iter()
        .filter(move |event| zone.offset_at(event.instant) != event.offset)
}

fn from_offset(offset: FixedOffset, dated: &[Dated], guess: Option<ZoneGuess>) -> ZoneFinding {
    let fits = |zone: Zone| {
        dated
            .iter()
            .find(|event| event.local_offset() == offset)
            .is_some_and(|event| zone.offset_at(event.instant) == offset)
    };
    ZoneFinding {
        zone: zone_of_offset(offset),
        source: ZoneSource::OffsetOnly,
        reason: format!("the events’ offset, {offset}"),
        guess: guess
            .map(|guess| guess.zone)
            .filter(|zone| fits(*zone))
            .or_else(|| {
                let shown: Vec<DateTime<FixedOffset>> = dated.iter().map(Dated::shown).collect();
                zone_of_offsets(shown.iter())
            }),
    }
}

fn without_offsets(document: &Document) -> Result<Clock, ReadError> {
    let guess = place_guess(document);
    let has_times = document
        .events()
        .any(|event| TimeOfDay::read(&event.start).is_some() || Stamp::read(&event.date).is_some());
    if has_times {
        let (guess, reason) = match guess {
            Some(guess) => (Some(guess.zone), guess.reason),
            None => (None, String::new()),
        };
        return Err(ReadError::ZoneNeeded { guess, reason });
    }
    Ok(Clock {
        finding: ZoneFinding {
            zone: Zone::UTC,
            source: ZoneSource::OffsetOnly,
            reason: "no event has a time yet".to_owned(),
            guess: guess.map(|guess| guess.zone),
        },
        offsets_mislabelled: false,
    })
}

fn place_guess(document: &Document) -> Option<ZoneGuess> {
    let conference = &document.conference;
    let words = [&conference.city, &conference.venue, &conference.title];
    let addresses = [&conference.base_url, &conference.url];
    zone_of_words(words.into_iter().map(|words| words.as_ref()))
        .or_else(|| addresses.into_iter().find_map(|url| zone_of_address(url)))
}

fn finding(zone: Zone, source: ZoneSource, reason: String) -> ZoneFinding {
    ZoneFinding {
        zone,
        source,
        reason,
        guess: None,
    }
}

/// An event whose `<date>` has an offset.
struct Dated {
    instant: DateTime<Utc>,
    offset: FixedOffset,
    /// The time of day in `<date>`.
    written: NaiveTime,
    /// The time of day in `<start>`.
    start: Option<NaiveTime>,
}

impl Dated {
    fn read(event: &Event) -> Option<Self> {
        match Stamp::read(&event.date)? {
            Stamp::Exact(exact) => Some(Self {
                instant: exact.to_utc(),
                offset: *exact.offset(),
                written: exact.time(),
                start: TimeOfDay::read(&event.start).map(|start| start.time),
            }),
            Stamp::Local(_) | Stamp::Date(_) => None,
        }
    }

    /// As the venue's clock shows it.
    fn shown(&self) -> DateTime<FixedOffset> {
        self.instant.with_timezone(&self.local_offset())
    }

    /// The offset of the clock that shows `start`, where there is one: `<date>` may be in UTC.
    fn local_offset(&self) -> FixedOffset {
        const EASTMOST: i64 = 14 * 3600;
        let Some(start) = self.start.filter(|start| *start != self.written) else {
            return self.offset;
        };
        let ahead = i64::from(start.num_seconds_from_midnight())
            - i64::from(self.instant.time().num_seconds_from_midnight());
        let day = TimeDelta::days(1).num_seconds();
        let ahead = ahead.rem_euclid(day);
        let ahead = if ahead > EASTMOST { ahead - day } else { ahead };
        i32::try_from(ahead)
            .ok()
            .and_then(FixedOffset::east_opt)
            .unwrap_or(self.offset)
    }
}

/// The offset that most events are in, the first of several.
fn usual_offset(dated: &[Dated]) -> Option<FixedOffset> {
    let mut counts: Vec<(FixedOffset, usize)> = Vec::new();
    for offset in dated.iter().map(Dated::local_offset) {
        match counts.iter_mut().find(|(known, _)| *known == offset) {
            Some((_, count)) => *count += 1,
            None => counts.push((offset, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(offset, _)| offset)
}
