//! Where the objects of a document stand: in which list, under which day, room or slot.

use std::collections::HashMap;

use crate::json::{Json, Object};
use crate::records::{NumberForm, Written, roles_named, words};

/// An object, or the key of a map whose keys are days, times or ids.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) object: Option<&'t Object<'t>>,
    pub(super) key: Option<&'t str>,
    /// The stem of the name of the list, map or field it stands in; empty at the root.
    pub(super) stem: String,
    pub(super) parent: Option<usize>,
    /// One of several alike, in a list or a map.
    pub(super) group: Option<usize>,
}

/// All objects of a document, with those that stand in one list, or in lists of one name, as groups.
#[derive(Debug, Default)]
pub(super) struct Nodes<'t> {
    pub(super) nodes: Vec<Node<'t>>,
    /// The nodes of each group in the order of the file.
    pub(super) groups: Vec<Vec<usize>>,
    paths: HashMap<(usize, String), usize>,
    group_of_path: HashMap<usize, usize>,
    /// Objects by what they are and their id.
    by_id: HashMap<(String, &'t str), usize>,
}

/// Where a walk is.
#[derive(Clone, Copy)]
struct Place<'p> {
    path: usize,
    parent: Option<usize>,
    name: &'p str,
    in_group: bool,
}

impl<'t> Nodes<'t> {
    pub(super) fn of(document: &'t Json<'t>) -> Self {
        let mut nodes = Self::default();
        let root = Place {
            path: 0,
            parent: None,
            name: "",
            in_group: false,
        };
        nodes.walk(document, root);
        for index in 0..nodes.nodes.len() {
            nodes.index(index);
        }
        nodes
    }

    /// The object that an id means, under the name of what it is one of.
    pub(super) fn by_id(&self, stem: &str, id: &str) -> Option<&'t Object<'t>> {
        let node = self.by_id.get(&(stem.to_owned(), id))?;
        self.nodes[*node].object
    }

    /// The nodes around a node, the nearest first.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = &Node<'t>> {
        let parent = |node: &usize| self.nodes[*node].parent;
        std::iter::successors(parent(&node), parent).map(|node| &self.nodes[node])
    }

    /// The id of a node: a field of its own, or its key.
    pub(super) fn id(&self, node: usize) -> Option<&'t str> {
        let node = &self.nodes[node];
        let own = node.object.and_then(|object| {
            let own_name = format!("{}Id", node.stem);
            object.text_of(&["id", "_id", "uid", "slug", "guid", "code", "key", &own_name])
        });
        own.or_else(|| self.nodes[node.parent?].key)
    }

    fn index(&mut self, index: usize) {
        if self.nodes[index].group.is_none() || self.nodes[index].object.is_none() {
            return;
        }
        let key = self.nodes[index]
            .parent
            .and_then(|parent| self.nodes[parent].key);
        let ids = [self.id(index), key];
        let stem = self.nodes[index].stem.clone();
        for id in ids.into_iter().flatten() {
            // An object that says nothing but the id is a reference itself.
            let says = |node: usize| {
                let object: Option<&Object> = self.nodes[node].object;
                object.map_or(0, |object| object.0.len().min(2))
            };
            let known = self.by_id.get(&(stem.clone(), id)).copied();
            if known.is_none_or(|known| says(known) < says(index)) {
                self.by_id.insert((stem.clone(), id), index);
            }
        }
    }

    fn walk(&mut self, value: &'t Json<'t>, place: Place) {
        match value {
            Json::List(items) => {
                let path = self.path(place.path, "[]");
                for item in items {
                    self.walk(
                        item,
                        Place {
                            path,
                            in_group: true,
                            ..place
                        },
                    );
                }
            }
            Json::Object(map) if is_keyed(map) => {
                let path = self.path(place.path, "*");
                for (key, value) in map.fields() {
                    let node = self.push(Node {
                        object: None,
                        key: Some(key),
                        stem: stem(place.name),
                        parent: place.parent,
                        group: None,
                    });
                    let inside = Place {
                        path,
                        parent: Some(node),
                        in_group: true,
                        ..place
                    };
                    self.walk(value, inside);
                }
            }
            Json::Object(object) => {
                let group = place.in_group.then(|| self.group(place.path));
                let node = self.push(Node {
                    object: Some(object),
                    key: None,
                    stem: stem(place.name),
                    parent: place.parent,
                    group,
                });
                if let Some(group) = group {
                    self.groups[group].push(node);
                }
                for (name, value) in object.fields() {
                    if !matches!(value, Json::List(_) | Json::Object(_)) {
                        continue;
                    }
                    let inside = Place {
                        path: self.path(place.path, name),
                        parent: Some(node),
                        name,
                        in_group: false,
                    };
                    self.walk(value, inside);
                }
            }
            Json::Null | Json::Text(_) => {}
        }
    }

    fn push(&mut self, node: Node<'t>) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn path(&mut self, from: usize, step: &str) -> usize {
        let next = self.paths.len() + 1;
        *self.paths.entry((from, step.to_owned())).or_insert(next)
    }

    fn group(&mut self, path: usize) -> usize {
        let groups = &mut self.groups;
        *self.group_of_path.entry(path).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        })
    }
}

/// What a list or field is of: `speakerIds`, `allSpeakers` and `presenters` are of a speaker.
pub(super) fn stem(name: &str) -> String {
    let words = words(name);
    let telling = words.iter().rev().find(|word| {
        !matches!(
            word.as_str(),
            "id" | "ids" | "ref" | "refs" | "list" | "data" | "key" | "keys" | "uid"
        )
    });
    let word = telling.map_or("", String::as_str);
    let singular = match word.strip_suffix("ies") {
        Some(start) => format!("{start}y"),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    };
    let stem = match singular.as_str() {
        "presenter" | "author" | "person" | "people" | "host" | "moderator" | "panelist" => {
            "speaker"
        }
        "location" | "venue" | "stage" | "hall" => "room",
        "talk" | "lecture" | "presentation" => "session",
        "timeslot" | "block" | "hour" | "period" => "slot",
        "date" => "day",
        other => other,
    };
    stem.to_owned()
}

/// Whether the keys of a map are data: days, times, ids; or its values are all objects of one form.
fn is_keyed(map: &Object) -> bool {
    const LOOKED_AT: usize = 32;
    let values = || map.fields().take(LOOKED_AT);
    if !map.fields().any(|_| true)
        || !values().all(|(_, value)| matches!(value, Json::Object(_) | Json::List(_)))
    {
        return false;
    }
    if values().all(|(key, _)| is_data(key)) {
        return true;
    }
    let mut objects = values().map(|(key, value)| (key, value.object()));
    let Some((_, Some(first))) = objects.next() else {
        return false;
    };
    let shared = |name: &str| {
        values().all(|(_, value)| {
            value
                .object()
                .is_some_and(|object| object.get(name).is_some())
        })
    };
    values().nth(1).is_some()
        && values().all(|(key, _)| roles_named(key).is_empty())
        && first
            .fields()
            .take(LOOKED_AT)
            .filter(|(name, _)| shared(name))
            .nth(1)
            .is_some()
}

/// Whether a key is a day, a time or an id, and no name of a field.
fn is_data(key: &str) -> bool {
    let digits = key.bytes().any(|byte| byte.is_ascii_digit());
    let written = Written::read(key, NumberForm::None).is_some_and(|written| !written.has_rest);
    written || (digits && roles_named(key).is_empty())
}
