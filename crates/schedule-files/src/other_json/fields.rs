//! Named cells of an object: its own fields, those of what it names by id, and what the objects
//! around it say for all that is in them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::nodes::{Node, Nodes, stem};
use super::sessions::{self, Found};
use super::wording::{
    LONGEST_NAME, MOST_NAMES, is_day, name_of, names_in, organisation_of, plain_text,
};
use crate::json::{Json, Object};
use crate::records::{NumberForm, Role, Row, Written, roles_named};

/// How deep the fields of an object in an object are named.
const DEEPEST: usize = 3;

/// The cells of all sessions.
#[derive(Debug, Default)]
pub(super) struct Cells<'t> {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row<'t>>,
    pub(super) contents: Option<usize>,
}

pub(super) fn cells<'t>(nodes: &Nodes<'t>, found: &[Found]) -> Cells<'t> {
    let mut table = Table::default();
    let mut rows = Vec::with_capacity(found.len());
    for (index, session) in found.iter().enumerate() {
        let mut cells = Record {
            nodes,
            table: &mut table,
            cells: HashMap::new(),
        };
        if let Some(object) = nodes.nodes[session.node].object {
            cells.own(object, "", 0);
        }
        // The key of a map is the id of what it holds.
        let parent = nodes.nodes[session.node].parent;
        if let Some(key) = parent.and_then(|parent| nodes.nodes[parent].key)
            && Written::read(key, NumberForm::None).is_none()
        {
            cells.set("id", key.into());
        }
        cells.around(session.node);
        if let Some(slot) = session.slot {
            if let Some(object) = nodes.nodes[slot.node].object {
                cells.times(object);
            }
            cells.place_in_slot(slot.node, slot.position);
            cells.around(slot.node);
        }
        let titles = session.contents.iter().filter_map(|node| {
            let object = nodes.nodes[*node].object?;
            let title = sessions::title_of(object)?;
            let names = names_in(object.get("speakers").or_else(|| object.get("authors"))?);
            Some(match names.as_slice() {
                [] => title.to_owned(),
                names => format!("{title} ({})", names.join(", ")),
            })
        });
        let titles: Vec<String> = titles.collect();
        if !titles.is_empty() {
            cells.set("contents.titles", titles.join("\n").into());
        }
        let mut cells: Vec<(usize, Cow<str>)> = cells.cells.into_iter().collect();
        cells.sort_unstable_by_key(|(column, _)| *column);
        rows.push(Row {
            place: index + 1,
            cells,
        });
    }
    Cells {
        contents: table.by_name.get("contents.titles").copied(),
        columns: table.columns,
        rows,
    }
}

#[derive(Default)]
struct Table {
    columns: Vec<String>,
    by_name: HashMap<String, usize>,
}

impl Table {
    fn column(&mut self, name: &str) -> usize {
        if let Some(column) = self.by_name.get(name) {
            return *column;
        }
        self.by_name.insert(name.to_owned(), self.columns.len());
        self.columns.push(name.to_owned());
        self.columns.len() - 1
    }
}

struct Record<'n, 't> {
    nodes: &'n Nodes<'t>,
    table: &'n mut Table,
    cells: HashMap<usize, Cow<'t, str>>,
}

impl<'t> Record<'_, 't> {
    /// The first value of a name stays.
    fn set(&mut self, name: &str, value: Cow<'t, str>) {
        if !value.trim().is_empty() {
            let column = self.table.column(name);
            self.cells.entry(column).or_insert(value);
        }
    }

    fn own(&mut self, object: &'t Object<'t>, prefix: &str, depth: usize) {
        for (name, value) in object.fields() {
            let path = if prefix.is_empty() {
                name.to_owned()
            } else {
                format!("{prefix}.{name}")
            };
            match value {
                Json::Null => {}
                Json::Text(text) => {
                    if !self.referred(name, &[text]) {
                        self.set(&path, text.as_ref().into());
                    }
                }
                Json::List(items) => self.list(&path, name, items),
                Json::Object(inside) => {
                    if let Some(text) = plain_text(value) {
                        self.set(&path, text.into());
                    } else if stem(name) == "speaker" {
                        self.people(&path, &[inside]);
                    } else if depth + 1 < DEEPEST {
                        let known = self.known(&stem(name), inside);
                        self.own(known, &path, depth + 1);
                    }
                }
            }
        }
    }

    fn list(&mut self, path: &str, name: &str, items: &'t [Json<'t>]) {
        let objects: Vec<&Object> = items
            .iter()
            .filter_map(Json::object)
            .take(MOST_NAMES)
            .collect();
        if objects.is_empty() {
            let texts: Vec<&str> = items.iter().filter_map(Json::text).collect();
            if !self.referred(name, &texts) && !texts.is_empty() {
                self.set(path, texts.join("\n").into());
            }
            return;
        }
        let stem = stem(name);
        if stem == "speaker" {
            return self.people(path, &objects);
        }
        let column = format!("{path}.name");
        if roles_named(&column).is_empty() && roles_named(path).is_empty() {
            return;
        }
        if let [only] = objects.as_slice()
            && sessions::is_slot(&stem)
        {
            return self.own(only, path, 1);
        }
        let texts = objects.iter().filter_map(|object| {
            let known = self.known(&stem, object);
            name_of(known).or_else(|| known.text_of(&["url", "href", "link"]).map(Cow::Borrowed))
        });
        let joined = texts.collect::<Vec<_>>().join("\n");
        let role_of_path = roles_named(&column).is_empty();
        self.set(if role_of_path { path } else { &column }, joined.into());
    }

    /// Names, and the organisations beside them line by line.
    fn people(&mut self, path: &str, people: &[&'t Object<'t>]) {
        let path = match roles_named(&format!("{path}.name")).contains(&Role::Speakers) {
            true => path,
            false => "speakers",
        };
        let mut names = Vec::new();
        let mut organisations = Vec::new();
        for person in people.iter().take(MOST_NAMES) {
            let person = self.known("speaker", person);
            if let Some(name) = name_of(person) {
                names.push(name.replace(['\n', '\r'], " "));
                organisations.push(organisation_of(person).unwrap_or_default());
            }
        }
        if organisations
            .iter()
            .any(|organisation| !organisation.is_empty())
        {
            self.set(&format!("{path}.company"), organisations.join("\n").into());
        }
        self.set(&format!("{path}.name"), names.join("\n").into());
    }

    /// The object with the same id that says more, if this one is nothing but an id.
    fn known(&self, stem: &str, object: &'t Object<'t>) -> &'t Object<'t> {
        if name_of(object).is_some() {
            return object;
        }
        let own_name = format!("{stem}Id");
        let id = object.text_of(&["id", "_id", "uid", "slug", &own_name, "_ref", "code"]);
        id.and_then(|id| self.nodes.by_id(stem, id))
            .unwrap_or(object)
    }

    /// Sets what ids under this name stand for; whether they stand for anything.
    fn referred(&mut self, name: &str, ids: &[&str]) -> bool {
        let stem = stem(name);
        let objects: Vec<&Object> = ids
            .iter()
            .take(MOST_NAMES)
            .filter_map(|id| self.nodes.by_id(&stem, id.trim()))
            .collect();
        let Some(first) = objects.first() else {
            return false;
        };
        match stem.as_str() {
            "speaker" => self.people(name, &objects),
            "session" | "" => return false,
            stem if sessions::is_slot(stem) || stem == "day" => self.times(first),
            stem => {
                let names = objects.iter().filter_map(|object| name_of(object));
                let joined = names.collect::<Vec<_>>().join("\n");
                if joined.is_empty() {
                    return false;
                }
                self.set(&format!("{stem}.name"), joined.into());
            }
        }
        true
    }

    /// What an object that is no session itself says of when.
    fn times(&mut self, object: &'t Object<'t>) {
        for (name, value) in object.fields() {
            let Some(text) = plain_text(value) else {
                continue;
            };
            let roles = roles_named(name);
            let of_times = [
                Role::Start,
                Role::End,
                Role::Date,
                Role::Duration,
                Role::TimeZone,
            ];
            if of_times.iter().any(|role| roles.contains(role)) {
                self.set(name, text.into());
            }
        }
    }

    /// What stands around a session: the day, the room or the track it is listed under, its slot.
    fn around(&mut self, node: usize) {
        let around: Vec<&Node> = self.nodes.around(node).collect();
        for node in around {
            if let Some(key) = node.key {
                self.key(&node.stem, key);
            }
            let Some(object) = node.object else { continue };
            let stem = node.stem.as_str();
            let is_conference = matches!(stem, "" | "conference" | "event" | "edition");
            if sessions::is_slot(stem) {
                self.times(object);
            }
            for (name, value) in object.fields() {
                let Some(text) = plain_text(value) else {
                    continue;
                };
                if text.len() > LONGEST_NAME {
                    continue;
                }
                let roles = roles_named(name);
                let names_it = matches!(name, "name" | "title" | "label" | "id" | "trackTitle");
                if matches!(stem, "day" | "room" | "track" | "stream" | "section") && names_it {
                    let stem = if stem == "day" || stem == "room" {
                        stem
                    } else {
                        "track"
                    };
                    self.set(&format!("{stem}.name"), text.into());
                } else if is_conference {
                    if matches!(name, "date" | "day") {
                        self.set(name, text.into());
                    }
                } else if (roles.contains(&Role::Date) && is_day(text))
                    || [Role::Room, Role::Track, Role::TimeZone]
                        .iter()
                        .any(|role| roles.contains(role))
                {
                    self.set(name, text.into());
                }
            }
            if !is_conference {
                for (name, value) in object.fields() {
                    let Some(inside) = value.object() else {
                        continue;
                    };
                    if matches!(self::stem(name).as_str(), "room" | "track")
                        && let Some(text) = name_of(inside)
                    {
                        self.set(&format!("{}.name", self::stem(name)), text);
                    }
                }
            }
        }
    }

    /// `"2025-05-21": [...]`, `"09:00": [...]`, `"rooms": {"Janson": [...]}`.
    fn key(&mut self, stem: &str, key: &'t str) {
        let written = Written::read(key, NumberForm::None);
        match written {
            Some(written) if written.date.is_some() => self.set("key.day", key.into()),
            Some(written) if written.start.is_some() => self.set("key.time", key.into()),
            _ if matches!(stem, "room" | "track") => self.set(&format!("{stem}.name"), key.into()),
            _ => {}
        }
    }

    /// The room or track that has the same place in its list as a session in its slot.
    fn place_in_slot(&mut self, slot: usize, position: usize) {
        let lists = self
            .nodes
            .around(slot)
            .filter_map(|node| node.object)
            .find_map(|object| {
                ["rooms", "tracks", "stages", "locations"]
                    .into_iter()
                    .find_map(|name| match object.get(name) {
                        Some(Json::List(items)) if items.len() > 1 => Some((name, items)),
                        _ => None,
                    })
            });
        let Some((name, items)) = lists else { return };
        let named = items.get(position).and_then(|item| match item {
            Json::Text(text) => Some(Cow::Borrowed(text.as_ref())),
            Json::Object(object) => name_of(object),
            _ => None,
        });
        if let Some(text) = named {
            self.set(&format!("{}.name", stem(name)), text);
        }
    }
}
