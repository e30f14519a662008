//! Which objects of a document are sessions.

use std::collections::{BTreeMap, HashSet};

use super::nodes::Nodes;
use crate::json::{Json, Object};
use crate::records::{NumberForm, Role, Written, roles_named};

/// How many objects of a group are looked at to know it.
const SAMPLE: usize = 200;

/// How deep ids of sessions stand in a slot.
const DEEPEST: usize = 4;

/// What has a name, and is no session whatever else it has.
const NEVER_SESSIONS: [&str; 36] = [
    "speaker",
    "user",
    "member",
    "team",
    "sponsor",
    "partner",
    "exhibitor",
    "room",
    "track",
    "tag",
    "category",
    "level",
    "type",
    "format",
    "link",
    "question",
    "answer",
    "ticket",
    "image",
    "photo",
    "social",
    "organizer",
    "organiser",
    "attachment",
    "file",
    "media",
    "recording",
    "faq",
    "news",
    "notification",
    "language",
    "topic",
    "url",
    "badge",
    "contact",
    "menu",
];

/// What holds sessions, and has a title and times of its own.
const CONTAINERS: [&str; 12] = [
    "day",
    "room",
    "track",
    "schedule",
    "conference",
    "event",
    "programme",
    "program",
    "agenda",
    "edition",
    "section",
    "stream",
];

/// A session, with the slot that names it by its id.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) node: usize,
    pub(super) slot: Option<Slot>,
    /// Titled objects inside it that have no time of their own: talks of a block, posters.
    pub(super) contents: Vec<usize>,
}

/// Where a session is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) node: usize,
    /// Its place in the slot's list: slots often have one for each room.
    pub(super) position: usize,
}

/// What is known of a group.
struct Group {
    index: usize,
    titled: usize,
    timed: usize,
    sampled: usize,
    stem: String,
}

/// The sessions of a document in its order. Empty where nothing looks like one.
pub(super) fn find(nodes: &Nodes) -> Vec<Found> {
    let groups: Vec<Group> = (0..nodes.groups.len())
        .map(|index| Group::of(nodes, index))
        .collect();
    let may_be =
        |group: &&Group| group.titled > 0 && !NEVER_SESSIONS.contains(&group.stem.as_str());
    let titled: Vec<&Group> = groups.iter().filter(may_be).collect();
    let around = around_titled(nodes, titled.iter().copied());
    let timed = titled.iter().copied().filter(|group| group.timed > 0);
    let around_timed = around_titled(nodes, timed);
    let mut sessions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for group in titled.iter().filter(|group| group.timed > 0) {
        let container = CONTAINERS.contains(&group.stem.as_str());
        for node in &nodes.groups[group.index] {
            let is_session = if is_titled(nodes, *node) {
                !(container && around_timed.contains(node))
            } else {
                !around.contains(node) && group.titled * 2 >= group.sampled
            };
            if is_session {
                sessions.insert(*node, Vec::new());
            }
        }
    }
    for group in titled.iter().filter(|group| group.timed == 0) {
        for node in &nodes.groups[group.index] {
            if !is_titled(nodes, *node) {
                continue;
            }
            let mut parents = std::iter::successors(nodes.nodes[*node].parent, |parent| {
                nodes.nodes[*parent].parent
            });
            if let Some(block) = parents.find(|parent| sessions.contains_key(parent)) {
                sessions.entry(block).or_default().push(*node);
            } else if is_in_a_slot(nodes, *node) {
                sessions.insert(*node, Vec::new());
            }
        }
    }
    if sessions.is_empty() {
        return named_by_slots(nodes, &groups, &titled);
    }
    let found = sessions.into_iter().map(|(node, contents)| Found {
        node,
        slot: None,
        contents,
    });
    found.collect()
}

/// What stands around the titled objects of these groups.
fn around_titled<'g>(nodes: &Nodes, groups: impl Iterator<Item = &'g Group>) -> HashSet<usize> {
    let mut around: HashSet<usize> = HashSet::new();
    for group in groups {
        let titled = nodes.groups[group.index]
            .iter()
            .filter(|node| is_titled(nodes, **node));
        for node in titled {
            let mut parent = nodes.nodes[*node].parent;
            while let Some(node) = parent.filter(|node| around.insert(*node)) {
                parent = nodes.nodes[node].parent;
            }
        }
    }
    around
}

/// Sessions that slots name by their ids (Hoverboard and its like); those that none names are kept
/// without a time. Without slots, what is called sessions.
fn named_by_slots(nodes: &Nodes, groups: &[Group], titled: &[&Group]) -> Vec<Found> {
    let candidates: Vec<&&Group> = titled
        .iter()
        .filter(|group| group.stem == "session" || group.stem == "item" || group.stem == "activity")
        .collect();
    let Some(sessions) = candidates
        .iter()
        .max_by_key(|group| nodes.groups[group.index].len())
    else {
        return Vec::new();
    };
    let mut by_id: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for node in &nodes.groups[sessions.index] {
        let key = nodes.nodes[*node]
            .parent
            .and_then(|parent| nodes.nodes[parent].key);
        for id in [nodes.id(*node), key].into_iter().flatten() {
            by_id.entry(id).or_insert(*node);
        }
    }
    let mut found = Vec::new();
    let mut named: HashSet<usize> = HashSet::new();
    for group in groups.iter().filter(|group| group.timed > 0) {
        for slot in &nodes.groups[group.index] {
            let Some(object) = nodes.nodes[*slot].object else {
                continue;
            };
            let mut ids = Vec::new();
            for (_, value) in object.fields() {
                match value {
                    Json::List(items) => {
                        let items = items.iter().enumerate();
                        items.for_each(|(position, item)| ids_in(item, position, 0, &mut ids));
                    }
                    value => ids_in(value, 0, 0, &mut ids),
                }
            }
            for (id, position) in ids {
                if let Some(node) = by_id.get(id) {
                    named.insert(*node);
                    found.push(Found {
                        node: *node,
                        slot: Some(Slot {
                            node: *slot,
                            position,
                        }),
                        contents: Vec::new(),
                    });
                }
            }
        }
    }
    let others = nodes.groups[sessions.index]
        .iter()
        .filter(|node| !named.contains(node));
    found.extend(others.map(|node| Found {
        node: *node,
        slot: None,
        contents: Vec::new(),
    }));
    found
}

fn ids_in<'t>(value: &'t Json<'t>, position: usize, depth: usize, ids: &mut Vec<(&'t str, usize)>) {
    match value {
        Json::Text(text) => ids.push((text, position)),
        Json::List(items) if depth < DEEPEST => {
            items
                .iter()
                .for_each(|item| ids_in(item, position, depth + 1, ids));
        }
        Json::Object(object) if depth < DEEPEST => {
            object
                .fields()
                .for_each(|(_, value)| ids_in(value, position, depth + 1, ids));
        }
        _ => {}
    }
}

impl Group {
    fn of(nodes: &Nodes, index: usize) -> Self {
        let members = &nodes.groups[index];
        let sample = || members.iter().take(SAMPLE);
        let timed = sample().filter(|node| nodes.nodes[**node].object.is_some_and(has_time));
        Self {
            index,
            titled: sample().filter(|node| is_titled(nodes, **node)).count(),
            timed: timed.count(),
            sampled: sample().count(),
            stem: members
                .first()
                .map(|node| nodes.nodes[*node].stem.clone())
                .unwrap_or_default(),
        }
    }
}

/// What is like a slot around it tells a time, or the key of a map is one.
fn is_in_a_slot(nodes: &Nodes, node: usize) -> bool {
    nodes.around(node).any(|around| {
        let by_key = around.key.is_some_and(|key| tells_time(key, false));
        let slot = is_slot(&around.stem) && around.object.is_some_and(has_time);
        by_key || slot
    })
}

/// What gives its times to what stands in it.
pub(super) fn is_slot(stem: &str) -> bool {
    matches!(stem, "slot" | "time" | "session" | "group" | "row" | "item")
}

fn is_titled(nodes: &Nodes, node: usize) -> bool {
    nodes.nodes[node]
        .object
        .is_some_and(|object| title_of(object).is_some())
}

/// The title of an object, or of the one session inside it.
pub(super) fn title_of<'t>(object: &'t Object<'t>) -> Option<&'t str> {
    let own = object.fields().find_map(|(name, value)| {
        let text = super::wording::plain_text(value)?;
        roles_named(name).contains(&Role::Title).then_some(text)
    });
    own.or_else(|| {
        let mut inside = object
            .fields()
            .filter(|(name, _)| super::nodes::stem(name) == "session" || *name == "proposal");
        inside.find_map(|(_, value)| value.object()?.text_of(&["title", "name"]))
    })
}

/// Whether a field of it, or of an object in it, tells when something begins.
fn has_time(object: &Object) -> bool {
    object.fields().any(|(name, value)| {
        let named = || roles_named(name).contains(&Role::Start);
        match value {
            Json::Text(text) => named() && tells_time(text, true),
            Json::List(items) => {
                named()
                    && items
                        .first()
                        .and_then(Json::text)
                        .is_some_and(|text| tells_time(text, true))
            }
            Json::Object(inside) => inside.fields().any(|(name, value)| {
                let text = value.text();
                let exact = roles_named(name).contains(&Role::Start)
                    || name.ends_with("seconds")
                    || name == "dateTime";
                exact && text.is_some_and(|text| tells_time(text, true))
            }),
            Json::Null => false,
        }
    })
}

fn tells_time(text: &str, or_numbers: bool) -> bool {
    let written =
        Written::read(text, NumberForm::None).is_some_and(|written| written.start.is_some());
    written || (or_numbers && Written::number_form(text) == NumberForm::Clock)
}
