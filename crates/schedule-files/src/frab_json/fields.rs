//! Values that come in any type, as text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::json::{Json, Object};

/// What a thing is known by where it is not named.
const KEYS: [&str; 5] = ["guid", "id", "slug", "code", "uuid"];

/// A value as text: of an object its name, or in the first language it is told in; of a list all that
/// is in it. Truth is no text.
pub(super) fn text<'t>(value: &'t Json) -> Cow<'t, str> {
    joined(value, ", ")
}

/// The same, with something else between the values of a list.
pub(super) fn joined<'t>(value: &'t Json, separator: &str) -> Cow<'t, str> {
    match value {
        Json::Text(text) if matches!(text.as_ref(), "true" | "false") => Cow::Borrowed(""),
        Json::Text(text) => Cow::Borrowed(text),
        Json::Null => Cow::Borrowed(""),
        Json::List(items) => {
            let mut parts = items
                .iter()
                .map(|item| joined(item, separator))
                .filter(|part| !part.trim().is_empty());
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |mut all, part| {
                all.to_mut().extend([separator, &part]);
                all
            })
        }
        Json::Object(object) => {
            let named = first(object, &["name", "title", "label", "en", "de", "slug"]);
            if !named.is_empty() {
                return named;
            }
            let mut values = object.fields().filter_map(|(_, value)| value.text());
            Cow::Borrowed(values.next().unwrap_or_default())
        }
    }
}

/// The first of these fields that says something.
pub(super) fn first<'t>(object: &'t Object, names: &[&str]) -> Cow<'t, str> {
    let values = names.iter().flat_map(|name| all(object, name));
    let mut texts = values.map(text).filter(|text| !text.trim().is_empty());
    texts.next().unwrap_or_default()
}

/// All values of a field, which may come twice.
pub(super) fn all<'t, 'a>(
    object: &'t Object<'a>,
    name: &str,
) -> impl Iterator<Item = &'t Json<'a>> {
    object
        .fields()
        .filter(move |(field, _)| *field == name)
        .map(|(_, value)| value)
}

/// Rooms or tracks that are listed on their own, by whatever an event may call them.
#[derive(Default)]
pub(super) struct Names<'t> {
    /// In the order of the file.
    pub(super) listed: Vec<Cow<'t, str>>,
    known: HashSet<Cow<'t, str>>,
    by_key: HashMap<Cow<'t, str>, Cow<'t, str>>,
}

impl<'t> Names<'t> {
    pub(super) fn add(&mut self, list: &'t Json) {
        for item in list.items() {
            let name = text(item);
            if name.is_empty() {
                continue;
            }
            if let Some(object) = item.object() {
                for key in KEYS.map(|key| first(object, &[key])) {
                    self.by_key.entry(key).or_insert_with(|| name.clone());
                }
            }
            self.known.insert(name.clone());
            self.listed.push(name);
        }
    }

    /// The name that a value tells; where it tells only a key, the name from the list.
    pub(super) fn resolve(&self, value: &'t Json) -> Cow<'t, str> {
        let own = text(value);
        if own.is_empty() || self.known.contains(&own) {
            return own;
        }
        let object = value.object();
        let keys = object.map(|object| KEYS.map(|key| first(object, &[key])));
        [own.clone()]
            .iter()
            .chain(keys.iter().flatten())
            .find_map(|key| self.by_key.get(key).cloned())
            .unwrap_or(own)
    }

    /// The same for a name or key alone.
    pub(super) fn resolve_key(&self, key: Cow<'t, str>) -> Cow<'t, str> {
        if self.known.contains(&key) {
            return key;
        }
        self.by_key.get(&key).cloned().unwrap_or(key)
    }
}
