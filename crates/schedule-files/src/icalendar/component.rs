//! Content lines to the components that matter: calendars, events, time zones.
//!
//! What a [`Walk`] is told comes from content lines here, from XML in [`super::xcal`], from JSON in
//! [`super::jcal`]. Alarms, to-dos, journals and the like are passed over, and so is what stands in them.

use std::fmt;

use super::lines::Line;
use super::property::Property;
use crate::RepairKind;
use crate::repair::{Repairs, shortened};

/// Where something stands in a file, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Line(usize),
    /// By the count of components, where there are no lines to count.
    Component(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Component(number) => write!(f, "component {number}"),
        }
    }
}

/// What a file holds, all its calendars taken together.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    /// The calendars' own properties.
    pub(super) properties: Vec<Property>,
    pub(super) zones: Vec<ZoneComponent>,
    pub(super) events: Vec<EventComponent>,
}

/// A VEVENT.
#[derive(Debug)]
pub(super) struct EventComponent {
    /// Where it begins.
    pub(super) place: Place,
    pub(super) properties: Vec<Property>,
}

/// A VTIMEZONE.
#[derive(Debug, Default)]
pub(super) struct ZoneComponent {
    pub(super) properties: Vec<Property>,
    /// STANDARD and DAYLIGHT.
    pub(super) observances: Vec<Vec<Property>>,
}

/// A file that ends before its calendar does.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Truncated {
    pub(super) line: usize,
    /// The component that is still open.
    pub(super) inside: String,
}

pub(super) fn calendar_of(lines: &[Line], repairs: &mut Repairs) -> Result<Calendar, Truncated> {
    let mut walk = Walk::default();
    for line in lines {
        let place = Place::Line(line.number);
        match Property::read(place, &line.bytes, repairs) {
            Some(property) => match property.name.as_str() {
                "BEGIN" => walk.begin(component_name(&property), place, repairs),
                "END" => walk.end(&component_name(&property), place, repairs),
                _ => walk.property(property),
            },
            None => walk.text(line, repairs),
        }
    }
    match walk.open.first() {
        Some(_) => Err(Truncated {
            line: lines.last().map_or(0, |line| line.number),
            inside: walk.inside(),
        }),
        None => Ok(walk.calendar),
    }
}

fn component_name(property: &Property) -> String {
    property.value.trim().to_ascii_uppercase()
}

/// Components nest four deep (RFC 9074); what is deeper is damage, and its properties go nowhere.
const DEEPEST: usize = 32;

/// From component to component, in the order of a file.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) calendar: Calendar,
    /// Names of what is open, outermost first.
    open: Vec<String>,
}

impl Walk {
    pub(super) fn begin(&mut self, name: String, place: Place, repairs: &mut Repairs) {
        // Neither holds its own kind: the one before was never ended.
        let never_ended = match name.as_str() {
            "VCALENDAR" => self.open.iter().position(|open| *open == name),
            "VEVENT" => self.open.iter().position(|open| *open == name),
            _ => None,
        };
        if let Some(depth) = never_ended {
            note(
                repairs,
                place,
                &format!("{name} begins before the last one ended"),
            );
            self.open.truncate(depth);
        }
        match (name.as_str(), self.open.last().map(String::as_str)) {
            ("VEVENT", _) => self.calendar.events.push(EventComponent {
                place,
                properties: Vec::new(),
            }),
            ("VTIMEZONE", _) => self.calendar.zones.push(ZoneComponent::default()),
            ("STANDARD" | "DAYLIGHT", Some("VTIMEZONE")) => {
                if let Some(zone) = self.calendar.zones.last_mut() {
                    zone.observances.push(Vec::new());
                }
            }
            _ => {}
        }
        if self.open.len() < DEEPEST {
            self.open.push(name);
        }
    }

    pub(super) fn end(&mut self, name: &str, place: Place, repairs: &mut Repairs) {
        match self.open.iter().rposition(|open| open == name) {
            Some(depth) => {
                if depth + 1 < self.open.len() {
                    note(repairs, place, &format!("{} is never ended", self.inside()));
                }
                self.open.truncate(depth);
            }
            None => note(repairs, place, &format!("END:{name} ends nothing")),
        }
    }

    pub(super) fn property(&mut self, property: Property) {
        if let Some(properties) = self.current() {
            properties.push(property);
        }
    }

    /// A line that is no property goes on with the text before it.
    fn text(&mut self, line: &Line, repairs: &mut Repairs) {
        let text = crate::decode::utf8_or_latin1(&line.bytes).text;
        note(repairs, Place::Line(line.number), &text);
        let last = self.current().and_then(|properties| properties.last_mut());
        let texts = [
            "DESCRIPTION",
            "SUMMARY",
            "LOCATION",
            "COMMENT",
            "X-ALT-DESC",
        ];
        if let Some(last) = last.filter(|last| texts.contains(&last.name.as_str())) {
            last.value.push_str("\\n");
            last.value.push_str(&text);
        }
    }

    /// The properties of what is open, if they matter.
    fn current(&mut self) -> Option<&mut Vec<Property>> {
        match self.open.last().map(String::as_str) {
            None | Some("VCALENDAR") => Some(&mut self.calendar.properties),
            Some("VEVENT") => self
                .calendar
                .events
                .last_mut()
                .map(|event| &mut event.properties),
            Some("VTIMEZONE") => self
                .calendar
                .zones
                .last_mut()
                .map(|zone| &mut zone.properties),
            Some("STANDARD" | "DAYLIGHT") => self
                .calendar
                .zones
                .last_mut()
                .and_then(|zone| zone.observances.last_mut()),
            Some(_) => None,
        }
    }

    pub(super) fn inside(&self) -> String {
        let name = self.open.last().cloned().unwrap_or_default();
        let summary = self
            .calendar
            .events
            .last()
            .and_then(|event| event.get("SUMMARY"));
        match summary {
            Some(summary) if name == "VEVENT" => {
                format!("the VEVENT “{}”", shortened(&summary.text()))
            }
            _ => name,
        }
    }
}

impl EventComponent {
    /// The first property of that name.
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    /// None where it is missing or empty.
    pub(super) fn uid(&self) -> Option<String> {
        let uid = self.get("UID")?.text().trim().to_owned();
        (!uid.is_empty()).then_some(uid)
    }

    /// All properties of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties
            .iter()
            .filter(move |property| property.name == name)
    }
}

fn note(repairs: &mut Repairs, place: Place, what: &str) {
    repairs.note(RepairKind::MalformedLine, || {
        format!("{place}: {}", shortened(what))
    });
}
