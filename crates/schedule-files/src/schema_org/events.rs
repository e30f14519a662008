//! The events of JSON-LD documents, and which lies in which.

use std::collections::HashMap;

use super::fields::{label, lasts_as_a_day, types};
use crate::json::Json;

/// Types that end in "Event" and are none that anybody attends.
const NO_EVENTS: [&str; 5] = [
    "PublicationEvent",
    "BroadcastEvent",
    "OnDemandEvent",
    "SaleEvent",
    "DeliveryEvent",
];
/// Types of events that do not end so.
const OTHER_EVENTS: [&str; 4] = ["EventSeries", "Festival", "Hackathon", "CourseInstance"];

/// How far an event may lie inside others: conference, day, block, session, and some more.
const DEEPEST: usize = 16;

/// All events, in the order of the documents.
#[derive(Default)]
pub(super) struct Events<'a> {
    events: Vec<Event<'a>>,
    /// Places in `events` by `@id`.
    known: HashMap<&'a str, usize>,
    /// Everything with an `@id` and more than that.
    things: HashMap<&'a str, &'a Json<'a>>,
    /// Parent and child, one of which is told by its `@id`.
    references: Vec<(End<'a>, End<'a>)>,
}

struct Event<'a> {
    json: &'a Json<'a>,
    parent: Option<usize>,
    has_children: bool,
}

#[derive(Clone, Copy)]
enum End<'a> {
    Here(usize),
    Named(&'a str),
}

/// How a value stands to the event around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    None,
    Sub(usize),
    Super(usize),
}

impl<'a> Events<'a> {
    pub(super) fn of(documents: &'a [Json<'a>]) -> Self {
        let mut events = Self::default();
        for document in documents {
            events.walk(document, Relation::None);
        }
        for (parent, child) in std::mem::take(&mut events.references) {
            if let (Some(parent), Some(child)) = (events.place(parent), events.place(child)) {
                events.join(parent, child);
            }
        }
        for child in 0..events.events.len() {
            if let Some(parent) = events.events[child].parent {
                events.events[parent].has_children = true;
            }
        }
        events
    }

    pub(super) fn json(&self, event: usize) -> &'a Json<'a> {
        self.events[event].json
    }

    pub(super) fn parent(&self, event: usize) -> Option<usize> {
        self.events[event].parent
    }

    /// The events without events in them.
    pub(super) fn sessions(&self) -> Vec<usize> {
        let places = 0..self.events.len();
        places
            .filter(|place| !self.events[*place].has_children)
            .collect()
    }

    /// The outermost event of most sessions; none where no event has others in it.
    pub(super) fn conference(&self) -> Option<usize> {
        let mut sessions: Vec<usize> = vec![0; self.events.len()];
        for session in self.sessions() {
            let outer = self.outwards(session).last().unwrap_or(session);
            sessions[outer] += usize::from(outer != session);
        }
        let most = sessions.iter().copied().max().filter(|most| *most > 0)?;
        sessions.iter().position(|count| *count == most)
    }

    /// The name of the event between a session and its conference, if it is no day.
    pub(super) fn block(&self, session: usize) -> &'a str {
        let block = self
            .parent(session)
            .filter(|parent| self.parent(*parent).is_some() && !lasts_as_a_day(self.json(*parent)));
        block.map_or("", |block| self.json(block).at("name").words())
    }

    /// A value, or what it refers to by nothing but `@id`.
    pub(super) fn resolved(&self, value: &'a Json<'a>) -> &'a Json<'a> {
        if !label(value).is_empty() {
            return value;
        }
        self.things
            .get(value.at("@id").words())
            .copied()
            .unwrap_or(value)
    }

    fn walk(&mut self, json: &'a Json<'a>, relation: Relation) {
        match json {
            Json::Null => {}
            Json::Text(_) => self.refer(json.words(), relation),
            Json::List(items) => {
                for item in items {
                    self.walk(item, relation);
                }
            }
            Json::Object(object) => {
                let id = json.at("@id").words();
                if !id.is_empty() && object.fields().nth(1).is_some() {
                    self.things.entry(id).or_insert(json);
                }
                let event = if is_event(json, relation) {
                    Some(self.add(id, json, relation))
                } else {
                    self.refer(id, relation);
                    None
                };
                for (field, value) in object.fields() {
                    let relation = match (field, event) {
                        ("subEvent" | "subEvents", Some(event)) => Relation::Sub(event),
                        ("superEvent", Some(event)) => Relation::Super(event),
                        _ => Relation::None,
                    };
                    if !matches!(value, Json::Text(_)) || relation != Relation::None {
                        self.walk(value, relation);
                    }
                }
            }
        }
    }

    /// Adds an event, or finds that it is known by its `@id`; the one that tells its time counts.
    fn add(&mut self, id: &'a str, json: &'a Json<'a>, relation: Relation) -> usize {
        let known = self.known.get(id).copied().filter(|_| !id.is_empty());
        let place = match known {
            Some(place) => {
                if self.events[place].json.at("startDate").is_null() {
                    self.events[place].json = json;
                }
                place
            }
            None => {
                self.events.push(Event {
                    json,
                    parent: None,
                    has_children: false,
                });
                self.known.insert(id, self.events.len() - 1);
                self.events.len() - 1
            }
        };
        match relation {
            Relation::None => {}
            Relation::Sub(parent) => self.join(parent, place),
            Relation::Super(child) => self.join(place, child),
        }
        place
    }

    fn refer(&mut self, id: &'a str, relation: Relation) {
        match relation {
            _ if id.is_empty() => {}
            Relation::None => {}
            Relation::Sub(parent) => {
                let reference = (End::Here(parent), End::Named(id));
                self.references.push(reference);
            }
            Relation::Super(child) => {
                let reference = (End::Named(id), End::Here(child));
                self.references.push(reference);
            }
        }
    }

    /// The events that an event lies in, the innermost first.
    fn outwards(&self, event: usize) -> impl Iterator<Item = usize> {
        let parent = |event: &usize| self.events[*event].parent;
        std::iter::successors(parent(&event), parent).take(DEEPEST)
    }

    fn place(&self, end: End) -> Option<usize> {
        match end {
            End::Here(place) => Some(place),
            End::Named(id) => self.known.get(id).copied(),
        }
    }

    /// An event lies in the first that claims it, and never in itself.
    fn join(&mut self, parent: usize, child: usize) {
        if parent == child || self.outwards(parent).any(|outer| outer == child) {
            return;
        }
        let known = &mut self.events[child].parent;
        *known = known.or(Some(parent));
    }
}

fn is_event(json: &Json, relation: Relation) -> bool {
    let has_facts = !json.at("name").is_null() || !json.at("startDate").is_null();
    let mut types = types(json);
    let is_typed = types.any(|kind| {
        OTHER_EVENTS.contains(&kind) || (kind.ends_with("Event") && !NO_EVENTS.contains(&kind))
    });
    let is_part = relation != Relation::None && !json.at("startDate").is_null();
    has_facts && (is_typed || is_part)
}
