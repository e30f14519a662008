//! One session of Open Event.

use std::borrow::Cow;
use std::collections::HashMap;

use agenda::{Identifiers, Status};

use super::record::{Record, Records};
use crate::Skipped;
use crate::flat::{FlatSchedule, FlatSession, FlatSpeaker};
use crate::json::Json;
use crate::repair::shortened;

type ById<'a> = HashMap<&'a str, Record<'a>>;

/// Reads sessions, with what they refer to by ids.
pub(super) struct SessionReader<'a> {
    speakers: ById<'a>,
    microlocations: ById<'a>,
    tracks: ById<'a>,
    session_types: ById<'a>,
    /// Whether any session of the set is accepted, so that the others are not (yet).
    some_accepted: bool,
}

/// Whether the organisers took the session into the programme.
pub(super) fn is_accepted(session: &Record) -> bool {
    matches!(session.text(&["state"]), "accepted" | "confirmed")
}

impl<'a> SessionReader<'a> {
    pub(super) fn new(records: &Records<'a>, some_accepted: bool) -> Self {
        let by_id =
            |list: &[Record<'a>]| list.iter().map(|record| (record.id(), *record)).collect();
        Self {
            speakers: by_id(&records.speakers),
            microlocations: by_id(&records.microlocations),
            tracks: by_id(&records.tracks),
            session_types: by_id(&records.session_types),
            some_accepted,
        }
    }

    /// Adds a session to the schedule. An export holds all proposals: those that were not accepted go
    /// to what is skipped, as the apps and sites made of it leave them out.
    pub(super) fn read(&self, session: Record<'a>, schedule: &mut FlatSchedule<'a>) {
        let title = session.text(&["title"]);
        let Some(status) = self.status(session.text(&["state"])) else {
            schedule.skipped.push(Skipped {
                what: shortened(title),
                why: format!(
                    "it is a proposal that was not accepted (“{}”)",
                    shortened(session.text(&["state"]))
                ),
            });
            return;
        };
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let typed = self.named(session, "session_type", &self.session_types);
        let links = [
            ("Slides", "slides"),
            ("Video", "video"),
            ("Audio", "audio"),
            ("Sign up", "signup_url"),
        ];
        let url_field = |name: &str| format!("{name}_url");
        schedule.sessions.push(FlatSession {
            identifiers: Identifiers {
                id: given(session.id()),
                ..Identifiers::default()
            },
            title,
            subtitle: session.text(&["subtitle"]),
            kind_label: match typed {
                "" => session.text(&["type"]),
                typed => typed,
            },
            start: session.text(&["start_time", "starts_at", "timestart"]),
            end: session.text(&["end_time", "ends_at", "timeend"]),
            room: self.named(session, "microlocation", &self.microlocations),
            track: self.named(session, "track", &self.tracks),
            language: session.text(&["language"]),
            level: session.text(&["level"]),
            speakers: self.speakers(session),
            summary: session.text(&["short_abstract", "abstract"]),
            description: session.text(&["long_abstract", "description"]),
            links: links
                .into_iter()
                .map(|(title, name)| (title, session.text(&[name, &url_field(name)])))
                .collect(),
            status,
            ..FlatSession::default()
        });
    }

    /// States of open-event-server: draft, pending, accepted, confirmed, rejected, canceled,
    /// withdrawn. `None` for what is no part of the programme.
    fn status(&self, state: &str) -> Option<Status> {
        match state {
            "rejected" | "draft" => None,
            "pending" if self.some_accepted => None,
            "pending" => Some(Status::Tentative),
            "canceled" | "cancelled" | "withdrawn" => Some(Status::Cancelled),
            _ => Some(Status::Confirmed),
        }
    }

    /// The name of the record that a field holds or refers to.
    fn named(&self, session: Record<'a>, field: &str, known: &ById<'a>) -> &'a str {
        let related = session.related(field).first();
        related.map_or("", |related| {
            let own = Record(related).text(&["name"]);
            if !own.is_empty() {
                return own;
            }
            match known.get(id_of(related)) {
                Some(record) => record.text(&["name"]),
                // A name in place of a record.
                None if related
                    .words()
                    .contains(|letter: char| !letter.is_ascii_digit()) =>
                {
                    related.words()
                }
                None => "",
            }
        })
    }

    /// Name and organisation stand in the session, or in the speakers' own list.
    fn speakers(&self, session: Record<'a>) -> Vec<FlatSpeaker<'a>> {
        let related = session.related("speakers").iter();
        related
            .filter_map(|related| {
                let own = Record(related);
                let known = self.speakers.get(id_of(related)).copied();
                let told = |name: &str| -> &'a str {
                    let texts = [Some(own), known];
                    let mut texts = texts.into_iter().flatten().map(|told| told.text(&[name]));
                    texts.find(|text| !text.is_empty()).unwrap_or_default()
                };
                let name = told("name");
                (!name.is_empty()).then(|| FlatSpeaker {
                    name: Cow::Borrowed(name),
                    organisation: told("organisation"),
                })
            })
            .collect()
    }
}

fn id_of<'a>(related: &'a Json<'a>) -> &'a str {
    match related.object() {
        Some(_) => related.at("id").words(),
        None => related.words(),
    }
}
