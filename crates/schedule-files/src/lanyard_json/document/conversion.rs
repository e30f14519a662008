//! Lanyard JSON's fields to [`agenda`] types and back, without loss.

use std::collections::{HashMap, HashSet};

use agenda::{
    Attendee, Booth, ConferenceFacts, Identifiers, Link, List, ListEntry, RichText, Schedule,
    Session, Slot, Speaker, Zone,
};
use chrono::{DateTime, FixedOffset, Offset, Utc};

use super::{
    BoothFields, ConferenceFields, Document, FORMAT, Fault, LinkFields, ListEntryFields,
    ListFields, RichTextFields, SessionFields, SessionName, SpeakerFields, VERSION, attendee,
};

impl Document {
    /// The schedule with its times as `zone` shows them.
    pub(crate) fn of(schedule: &Schedule, zone: Zone) -> Self {
        let names = UniqueNames::of(&schedule.sessions);
        Self {
            schema: None,
            format: FORMAT.to_owned(),
            version: VERSION,
            conference: conference_fields(&schedule.conference, zone),
            sessions: schedule
                .sessions
                .iter()
                .map(|session| session_fields(session, zone))
                .collect(),
            booths: schedule.booths.iter().map(booth_fields).collect(),
            lists: schedule
                .lists
                .iter()
                .map(|list| list_fields(list, &schedule.sessions, &names))
                .collect(),
            events: schedule.events.iter().map(link_fields).collect(),
            attendee: attendee::fields(schedule, &names, zone),
        }
    }

    pub(in crate::lanyard_json) fn into_schedule(self) -> Result<Schedule, Fault> {
        let sessions: Vec<Session> = self
            .sessions
            .into_iter()
            .enumerate()
            .map(|(index, fields)| session(index, fields))
            .collect::<Result<_, _>>()?;
        check_unique(
            "booths",
            self.booths.iter().map(|booth| booth.name.as_str()),
        )?;
        check_unique("lists", self.lists.iter().map(|list| list.name.as_str()))?;
        let names = UniqueNames::of(&sessions);
        let attendee = match self.attendee {
            Some(fields) => attendee::read(fields, &names, sessions.len(), &self.booths)?,
            None => Attendee::default(),
        };
        let lists = self
            .lists
            .into_iter()
            .enumerate()
            .map(|(index, fields)| list(index, fields, &names, sessions.len()))
            .collect::<Result<_, _>>()?;
        Ok(Schedule {
            conference: conference_facts(self.conference),
            sessions,
            booths: self.booths.into_iter().map(booth).collect(),
            lists,
            events: self.events.into_iter().map(link).collect(),
            attendee,
        })
    }
}

/// Codes and guids by the one session that has them; `None` where several do.
pub(super) struct UniqueNames {
    by_code: HashMap<String, Option<usize>>,
    by_guid: HashMap<String, Option<usize>>,
}

impl UniqueNames {
    fn of(sessions: &[Session]) -> Self {
        let by = |name: fn(&Identifiers) -> Option<&String>| {
            let mut unique = HashMap::new();
            for (index, session) in sessions.iter().enumerate() {
                if let Some(name) = name(&session.identifiers) {
                    unique
                        .entry(name.clone())
                        .and_modify(|session| *session = None)
                        .or_insert(Some(index));
                }
            }
            unique
        };
        Self {
            by_code: by(|identifiers| identifiers.code.as_ref()),
            by_guid: by(|identifiers| identifiers.guid.as_ref()),
        }
    }
}

impl UniqueNames {
    /// What names a session best.
    pub(super) fn name_of(&self, index: usize, sessions: &[Session]) -> SessionName {
        let identifiers = sessions.get(index).map(|session| &session.identifiers);
        let unique = |name: Option<&String>, by: &HashMap<String, Option<usize>>| {
            name.filter(|name| by.get(*name) == Some(&Some(index)))
                .cloned()
        };
        let code = unique(
            identifiers.and_then(|names| names.code.as_ref()),
            &self.by_code,
        );
        let guid = unique(
            identifiers.and_then(|names| names.guid.as_ref()),
            &self.by_guid,
        );
        code.map(SessionName::Code)
            .or(guid.map(SessionName::Guid))
            .unwrap_or(SessionName::Position(index))
    }

    /// The place of the session that is named, of so many, or what is wrong with the name.
    pub(super) fn session(&self, name: SessionName, sessions: usize) -> Result<usize, String> {
        let named = |by: &HashMap<String, Option<usize>>, word: &str, name: &str| match by
            .get(name)
            .copied()
        {
            Some(Some(session)) => Ok(session),
            Some(None) => Err(format!("more than one session has the {word} “{name}”")),
            None => Err(format!("no session has the {word} “{name}”")),
        };
        match name {
            SessionName::Code(code) => named(&self.by_code, "code", &code),
            SessionName::Guid(guid) => named(&self.by_guid, "guid", &guid),
            SessionName::Position(session) if session < sessions => Ok(session),
            SessionName::Position(session) => Err(format!(
                "there is no session {session}, only 0 to {}",
                sessions.saturating_sub(1)
            )),
        }
    }
}

fn conference_fields(facts: &ConferenceFacts, zone: Zone) -> ConferenceFields {
    let facts = facts.clone();
    ConferenceFields {
        title: facts.title,
        acronym: facts.acronym,
        schedule_version: facts.version,
        zone,
        url: facts.url,
        venue: facts.venue,
        city: facts.city,
        first_day: facts.first_day,
        last_day: facts.last_day,
        day_change: facts.day_change,
        rooms: facts.rooms,
        tracks: facts.tracks,
    }
}

fn conference_facts(fields: ConferenceFields) -> ConferenceFacts {
    ConferenceFacts {
        title: fields.title,
        acronym: fields.acronym,
        version: fields.schedule_version,
        url: fields.url,
        venue: fields.venue,
        city: fields.city,
        first_day: fields.first_day,
        last_day: fields.last_day,
        day_change: fields.day_change,
        rooms: fields.rooms,
        tracks: fields.tracks,
    }
}

fn session_fields(session: &Session, zone: Zone) -> SessionFields {
    let Session {
        identifiers,
        title,
        subtitle,
        kind,
        kind_label,
        slot,
        room,
        track,
        language,
        speakers,
        text,
        rich_text,
        url,
        links,
        status,
        online,
        recorded,
    } = session.clone();
    SessionFields {
        code: identifiers.code,
        guid: identifiers.guid,
        uid: identifiers.uid,
        id: identifiers.id,
        title,
        subtitle,
        kind,
        kind_label,
        status,
        starts_at: slot.map(|slot| written(slot.starts_at, zone)),
        ends_at: slot.map(|slot| written(slot.ends_at, zone)),
        all_day: slot.is_some_and(|slot| slot.all_day),
        listed_under: slot.and_then(|slot| slot.listed_under),
        room,
        track,
        language,
        online,
        recorded,
        speakers: speakers
            .into_iter()
            .map(|Speaker { name, organisation }| SpeakerFields { name, organisation })
            .collect(),
        text,
        rich_text: rich_text.map(|RichText { format, source }| RichTextFields { format, source }),
        url,
        links: links.iter().map(link_fields).collect(),
    }
}

fn session(index: usize, fields: SessionFields) -> Result<Session, Fault> {
    let fault = |field: &str, problem: &str| Fault {
        place: format!("sessions[{index}].{field}"),
        problem: problem.to_owned(),
    };
    if fields.title.trim().is_empty() {
        return Err(fault("title", "a session needs a title"));
    }
    let slot = match (fields.starts_at, fields.ends_at) {
        (Some(starts_at), Some(ends_at)) if starts_at <= ends_at => Some(Slot {
            starts_at: starts_at.to_utc(),
            ends_at: ends_at.to_utc(),
            listed_under: fields.listed_under,
            all_day: fields.all_day,
        }),
        (Some(_), Some(_)) => return Err(fault("ends_at", "the end is before the start")),
        (Some(_), None) => return Err(fault("ends_at", "the start is told and the end is not")),
        (None, Some(_)) => return Err(fault("starts_at", "the end is told and the start is not")),
        (None, None) if fields.all_day => {
            return Err(fault(
                "all_day",
                "the day is not told: add starts_at and ends_at",
            ));
        }
        (None, None) if fields.listed_under.is_some() => {
            return Err(fault(
                "listed_under",
                "the time is not told: add starts_at and ends_at",
            ));
        }
        (None, None) => None,
    };
    Ok(Session {
        identifiers: Identifiers {
            guid: fields.guid,
            code: fields.code,
            uid: fields.uid,
            id: fields.id,
        },
        title: fields.title,
        subtitle: fields.subtitle,
        kind: fields.kind,
        kind_label: fields.kind_label,
        slot,
        room: fields.room,
        track: fields.track,
        language: fields.language,
        speakers: fields
            .speakers
            .into_iter()
            .map(|SpeakerFields { name, organisation }| Speaker { name, organisation })
            .collect(),
        text: fields.text,
        rich_text: fields
            .rich_text
            .map(|RichTextFields { format, source }| RichText { format, source }),
        url: fields.url,
        links: fields.links.into_iter().map(link).collect(),
        status: fields.status,
        online: fields.online,
        recorded: fields.recorded,
    })
}

fn booth_fields(booth: &Booth) -> BoothFields {
    BoothFields {
        name: booth.name.clone(),
        stand: booth.stand.clone(),
        place: booth.place.clone(),
        text: booth.text.clone(),
        links: booth.links.iter().map(link_fields).collect(),
    }
}

fn booth(fields: BoothFields) -> Booth {
    Booth {
        name: fields.name,
        stand: fields.stand,
        place: fields.place,
        text: fields.text,
        links: fields.links.into_iter().map(link).collect(),
    }
}

fn list_fields(list: &List, sessions: &[Session], names: &UniqueNames) -> ListFields {
    let entry = |entry: &ListEntry| match entry {
        ListEntry::Session(index) => match names.name_of(*index, sessions) {
            SessionName::Code(code) => ListEntryFields::Code(code),
            SessionName::Guid(guid) => ListEntryFields::Guid(guid),
            SessionName::Position(position) => ListEntryFields::Position(position),
        },
        ListEntry::Link(link) => ListEntryFields::Link(link_fields(link)),
    };
    ListFields {
        name: list.name.clone(),
        entries: list.entries.iter().map(entry).collect(),
    }
}

fn list(
    index: usize,
    fields: ListFields,
    names: &UniqueNames,
    sessions: usize,
) -> Result<List, Fault> {
    let session = |name| names.session(name, sessions).map(ListEntry::Session);
    let entry = |fields: ListEntryFields| match fields {
        ListEntryFields::Code(code) => session(SessionName::Code(code)),
        ListEntryFields::Guid(guid) => session(SessionName::Guid(guid)),
        ListEntryFields::Position(position) => session(SessionName::Position(position)),
        ListEntryFields::Link(fields) => Ok(ListEntry::Link(link(fields))),
    };
    let entries = fields
        .entries
        .into_iter()
        .enumerate()
        .map(|(position, fields)| {
            entry(fields).map_err(|problem| Fault {
                place: format!("lists[{index}].entries[{position}]"),
                problem,
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(List {
        name: fields.name,
        entries,
    })
}

fn link_fields(link: &Link) -> LinkFields {
    LinkFields {
        title: link.title.clone(),
        url: link.url.clone(),
    }
}

fn link(fields: LinkFields) -> Link {
    Link {
        title: fields.title,
        url: fields.url,
    }
}

/// Names that tell entries apart have to differ by more than the case of their letters.
fn check_unique<'a>(field: &str, names: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
    let mut told = HashSet::new();
    for (index, name) in names.enumerate() {
        let problem = if name.trim().is_empty() {
            "a name is needed".to_owned()
        } else if !told.insert(name.to_lowercase()) {
            format!("“{name}” is told twice")
        } else {
            continue;
        };
        return Err(Fault {
            place: format!("{field}[{index}].name"),
            problem,
        });
    }
    Ok(())
}

/// As the zone's clocks show it; in UTC where its offset has seconds, which RFC 3339 cannot write.
pub(super) fn written(at: DateTime<Utc>, zone: Zone) -> DateTime<FixedOffset> {
    let local = zone.local(at);
    if local.offset().local_minus_utc() % 60 == 0 {
        local
    } else {
        at.with_timezone(&Utc.fix())
    }
}
