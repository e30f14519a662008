//! What TZID means: an IANA zone by any name, the rules of the file's own VTIMEZONE, an offset, or
//! nothing.

use std::collections::HashMap;
use std::rc::Rc;

use agenda::Zone;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};

use super::component::ZoneComponent;
use super::observances::Observances;
use super::property::Property;
use crate::RepairKind;
use crate::repair::Repairs;
use crate::zone_names::{offset_named, zone_named};

/// The meaning of a TZID.
#[derive(Clone, Debug)]
pub(super) enum ZoneMeaning {
    /// A zone; one that is only an offset has no place.
    Named(Zone),
    /// Rules that stand in the file, of no known place.
    Rules(Rc<Observances>),
    Offset(FixedOffset),
    /// The times are as good as floating.
    Unknown,
}

impl ZoneMeaning {
    /// The instant of a wall-clock time; none if nothing is known.
    pub(super) fn instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Named(zone) => Some(zone.instant(local)),
            Self::Rules(rules) => at_offset(local, rules.offset_at(local)),
            Self::Offset(offset) => at_offset(local, *offset),
            Self::Unknown => None,
        }
    }

    /// What its clocks show at an instant; none if nothing is known.
    pub(super) fn local(&self, at: DateTime<Utc>) -> Option<NaiveDateTime> {
        let offset = match self {
            Self::Named(zone) => zone.offset_at(at),
            Self::Rules(rules) => {
                // The rules ask for a local time: one that is hours off at most comes first.
                let near = at.with_timezone(&rules.offset_at(at.naive_utc()));
                rules.offset_at(near.naive_local())
            }
            Self::Offset(offset) => *offset,
            Self::Unknown => return None,
        };
        Some(at.with_timezone(&offset).naive_local())
    }
}

/// The zones of a file, by TZID.
pub(super) struct Zones<'a> {
    defined: &'a [ZoneComponent],
    known: HashMap<String, ZoneMeaning>,
}

impl<'a> Zones<'a> {
    pub(super) fn new(defined: &'a [ZoneComponent]) -> Self {
        Self {
            defined,
            known: HashMap::new(),
        }
    }

    /// What the TZID of a time property means; none where there is no TZID. The first use of a
    /// foreign name is reported.
    pub(super) fn of(
        &mut self,
        property: &Property,
        repairs: &mut Repairs,
    ) -> Option<&ZoneMeaning> {
        let name = property
            .parameter("TZID")
            .filter(|name| !name.trim().is_empty())?;
        if !self.known.contains_key(name) {
            let meaning = self.meaning(name, repairs);
            self.known.insert(name.to_owned(), meaning);
        }
        self.known.get(name)
    }

    fn meaning(&self, name: &str, repairs: &mut Repairs) -> ZoneMeaning {
        let component = self
            .defined
            .iter()
            .find(|component| component.id() == Some(name));
        let rules = component
            .and_then(|component| Observances::of(&component.observances))
            .map(Rc::new);
        let named = zone_named(name).or_else(|| zone_named(component?.location()?));
        if let Some(named) = named {
            // EST with summer time in the file's own rules is more than an offset.
            if let (true, Some(rules)) = (named.zone.is_offset_only(), &rules) {
                return ZoneMeaning::Rules(rules.clone());
            }
            if named.foreign {
                repairs.note(RepairKind::LegacyZoneName, || {
                    format!("{name} read as {}", named.zone)
                });
            }
            return ZoneMeaning::Named(named.zone);
        }
        if let Some(rules) = rules {
            return ZoneMeaning::Rules(rules);
        }
        match offset_named(name) {
            Some(offset) => {
                repairs.note(RepairKind::LegacyZoneName, || {
                    format!("{name} read as {offset}")
                });
                ZoneMeaning::Offset(offset)
            }
            None => ZoneMeaning::Unknown,
        }
    }
}

impl ZoneComponent {
    fn id(&self) -> Option<&str> {
        self.value("TZID")
    }

    /// The zone's own name beside an id of the calendar's making.
    pub(super) fn location(&self) -> Option<&str> {
        self.value("X-LIC-LOCATION")
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.properties
            .iter()
            .find(|property| property.name == name)
            .map(|property| property.value.trim())
    }
}

fn at_offset(local: NaiveDateTime, offset: FixedOffset) -> Option<DateTime<Utc>> {
    let ahead = TimeDelta::seconds(i64::from(offset.local_minus_utc()));
    Some(local.checked_sub_signed(ahead)?.and_utc())
}
