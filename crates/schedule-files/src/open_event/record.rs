//! Records as the exports and as the JSON:API write them, read alike.

use crate::json::Json;

/// An object with fields, or in JSON:API (jsonapi.org/format §7.2) with `attributes` and
/// `relationships`, where names have dashes for underscores.
#[derive(Clone, Copy)]
pub(super) struct Record<'a>(pub(super) &'a Json<'a>);

impl<'a> Record<'a> {
    pub(super) const NONE: Record<'static> = Record(&Json::Null);

    /// The first of these fields that is there.
    pub(super) fn field(self, names: &[&str]) -> &'a Json<'a> {
        let fields = [self.0, self.0.at("attributes")];
        let found = fields.into_iter().find_map(|json| {
            names.iter().find_map(|name| {
                let mut fields = json.object()?.fields();
                let (_, value) =
                    fields.find(|(field, value)| is_named(field, name) && !value.is_null())?;
                Some(value)
            })
        });
        found.unwrap_or(&Json::Null)
    }

    pub(super) fn text(self, names: &[&str]) -> &'a str {
        self.field(names).words()
    }

    pub(super) fn id(self) -> &'a str {
        self.0.at("id").words()
    }

    /// What a field holds or refers to: records, references with an id, or ids alone.
    pub(super) fn related(self, name: &str) -> &'a [Json<'a>] {
        let own = self.field(&[name]);
        let related = match own {
            Json::Null => {
                let relations = Record(self.0.at("relationships"));
                relations.field(&[name]).at("data")
            }
            own => own,
        };
        related.values()
    }
}

fn is_named(field: &str, name: &str) -> bool {
    field.len() == name.len()
        && field
            .bytes()
            .map(|byte| if byte == b'-' { b'_' } else { byte })
            .eq(name.bytes())
}

/// The records of a set by what they are.
#[derive(Default)]
pub(super) struct Records<'a> {
    pub(super) event: Option<Record<'a>>,
    pub(super) sessions: Vec<Record<'a>>,
    pub(super) speakers: Vec<Record<'a>>,
    pub(super) microlocations: Vec<Record<'a>>,
    pub(super) tracks: Vec<Record<'a>>,
    pub(super) session_types: Vec<Record<'a>>,
}

impl<'a> Records<'a> {
    /// Adds a document that holds `part`: a list, or an object with lists by name, or JSON:API.
    pub(super) fn add(&mut self, part: &'static str, document: &'a Json<'a>) {
        let data = document.at("data");
        if !data.is_null() {
            for json in data.values().iter().chain(document.at("included").items()) {
                self.push(json.at("type").words(), json);
            }
            return;
        }
        if part == "event" {
            let event = document.at("event");
            let event = if event.is_null() { document } else { event };
            self.push(part, event);
            return;
        }
        if document.object().is_none() {
            for json in document.items() {
                self.push(part, json);
            }
            return;
        }
        for part in super::PARTS {
            for json in document.at(part).values() {
                self.push(part, json);
            }
        }
    }

    fn push(&mut self, part: &str, json: &'a Json<'a>) {
        let record = Record(json);
        match part.trim_end_matches('s') {
            "event" => self.event = self.event.or(Some(record)),
            "session" => self.sessions.push(record),
            "speaker" => self.speakers.push(record),
            "microlocation" => self.microlocations.push(record),
            "track" => self.tracks.push(record),
            "session-type" | "session_type" => self.session_types.push(record),
            _ => {}
        }
    }
}
