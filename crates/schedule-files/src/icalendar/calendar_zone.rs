//! Which zone a calendar's conference is in.

use agenda::{Zone, ZoneSource};

use super::component::{Calendar, EventComponent};
use super::time::Moment;
use super::zones::{ZoneMeaning, Zones};
use crate::repair::Repairs;
use crate::zone_guess::{ZoneGuess, zone_of_address, zone_of_words};
use crate::zone_names::{zone_named, zone_of_offset};
use crate::{ReadError, ReadOptions, RepairKind, ZoneFinding};

/// Told, else the place that most events' TZID names, else what the calendar names for itself; else
/// only the offset, and without one the attendee is asked.
pub(super) fn find(
    calendar: &Calendar,
    zones: &mut Zones,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<ZoneFinding, ReadError> {
    let starts = Starts::of(calendar, zones, repairs);
    let finding = |zone: Zone, source: ZoneSource, reason: String, guess: Option<ZoneGuess>| {
        Ok(ZoneFinding {
            zone,
            source,
            reason,
            guess: guess.map(|guess| guess.zone),
        })
    };
    if let Some(zone) = options.zone {
        return finding(zone, ZoneSource::Told, "told".to_owned(), None);
    }
    if let Some((zone, count)) = starts.usual_place()
        && 2 * count >= starts.timed
    {
        return finding(
            zone,
            ZoneSource::File,
            "TZID of the events".to_owned(),
            None,
        );
    }
    for name in ["X-WR-TIMEZONE", "TIMEZONE-ID"] {
        let Some(property) = calendar.property(name) else {
            continue;
        };
        let text = property.text();
        if let Some(named) = zone_named(&text).filter(|named| !named.zone.is_offset_only()) {
            if named.foreign {
                repairs.note(RepairKind::LegacyZoneName, || {
                    format!("{text} read as {}", named.zone)
                });
            }
            return finding(
                named.zone,
                ZoneSource::File,
                format!("{name} in the file"),
                None,
            );
        }
    }
    if let [component] = calendar.zones.as_slice()
        && let Some(named) = component.location().and_then(zone_named)
    {
        let reason = "X-LIC-LOCATION in the file".to_owned();
        return finding(named.zone, ZoneSource::File, reason, None);
    }
    let guess = place_guess(calendar);
    if starts.needs_zone {
        let (guess, reason) = match guess {
            Some(guess) => (Some(guess.zone), guess.reason),
            None => (None, String::new()),
        };
        return Err(ReadError::ZoneNeeded { guess, reason });
    }
    let zone = starts.offset_zone.unwrap_or(Zone::UTC);
    let reason = match starts.timed {
        0 => "no event has a time yet".to_owned(),
        _ => format!("the times are in {zone} and name no place"),
    };
    finding(zone, ZoneSource::OffsetOnly, reason, guess)
}

/// How the events of a calendar say when they start.
#[derive(Default)]
struct Starts {
    timed: usize,
    /// Places, with how many events name them.
    places: Vec<(Zone, usize)>,
    /// A time by no known clock is among them, or a whole day.
    needs_zone: bool,
    /// Of the first event whose clock is known by its offset alone.
    offset_zone: Option<Zone>,
}

impl Starts {
    fn of(calendar: &Calendar, zones: &mut Zones, repairs: &mut Repairs) -> Self {
        let mut starts = Self::default();
        for property in calendar
            .events
            .iter()
            .filter_map(|event| event.get("DTSTART"))
        {
            let Some(moment) = Moment::read(property) else {
                continue;
            };
            starts.timed += 1;
            match (moment, zones.of(property, repairs)) {
                (Moment::Exact(_), _) => {}
                (Moment::Local(_), Some(ZoneMeaning::Named(zone))) if zone.is_offset_only() => {
                    starts.offset_zone.get_or_insert(*zone);
                }
                (Moment::Local(_), Some(ZoneMeaning::Named(zone))) => {
                    match starts.places.iter_mut().find(|(known, _)| known == zone) {
                        Some((_, count)) => *count += 1,
                        None => starts.places.push((*zone, 1)),
                    }
                }
                (Moment::Local(local), Some(ZoneMeaning::Rules(rules))) => {
                    starts
                        .offset_zone
                        .get_or_insert(zone_of_offset(rules.offset_at(local)));
                }
                (Moment::Local(_), Some(ZoneMeaning::Offset(offset))) => {
                    starts.offset_zone.get_or_insert(zone_of_offset(*offset));
                }
                (Moment::Local(_), Some(ZoneMeaning::Unknown) | None) | (Moment::Date(_), _) => {
                    starts.needs_zone = true;
                }
            }
        }
        starts
    }

    fn usual_place(&self) -> Option<(Zone, usize)> {
        let most = self.places.iter().map(|(_, count)| *count).max()?;
        self.places
            .iter()
            .find(|(_, count)| *count == most)
            .copied()
    }
}

/// By the words of the locations, then of the calendar's names.
fn place_guess(calendar: &Calendar) -> Option<ZoneGuess> {
    let locations = calendar
        .events
        .iter()
        .filter_map(|event: &EventComponent| event.get("LOCATION"));
    let mut words: Vec<String> = locations.map(|location| location.text()).collect();
    words.dedup();
    words.truncate(50);
    for name in ["X-WR-CALNAME", "NAME", "X-WR-CALDESC", "PRODID"] {
        words.extend(calendar.property(name).map(|property| property.text()));
    }
    let first_url = calendar.events.iter().find_map(|event| event.get("URL"));
    zone_of_words(words.iter().map(String::as_str))
        .or_else(|| first_url.and_then(|url| zone_of_address(&url.value)))
}
