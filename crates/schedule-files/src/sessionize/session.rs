//! One session of any view.

use std::collections::HashMap;

use agenda::{Identifiers, Kind, Status};
use chrono::NaiveDate;

use super::speakers::speakers;
use crate::Skipped;
use crate::flat::{FlatSchedule, FlatSession};
use crate::json::Json;
use crate::kinds::{kind_of_label, kind_of_title};
use crate::repair::shortened;

/// What the All view keeps beside its sessions, by id. Empty for the other views, where names stand
/// in the session.
#[derive(Default)]
pub(super) struct Lookups<'a> {
    pub(super) rooms: HashMap<&'a str, &'a Json<'a>>,
    pub(super) speakers: HashMap<&'a str, &'a Json<'a>>,
    pub(super) questions: HashMap<&'a str, &'a Json<'a>>,
    /// The items of all categories: what they tell, and their names.
    pub(super) facets: HashMap<&'a str, (Facet, &'a str)>,
}

/// What a category tells of a session. Organisers make and name categories themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    Track,
    Format,
    Level,
    Language,
    Other,
}

/// Words of a category's title, in the languages seen, the most telling facet first.
const TITLES: [(Facet, &[&str]); 4] = [
    (
        Facet::Track,
        &["track", "topic", "theme", "thema", "themen", "stream"],
    ),
    (Facet::Level, &["level", "niveau", "difficulty"]),
    (
        Facet::Language,
        &["language", "sprache", "langue", "idioma"],
    ),
    (Facet::Format, &["format", "type", "kind", "typ"]),
];

impl Facet {
    pub(super) fn titled(title: &str) -> Self {
        let title = title.to_lowercase();
        let words = title.split(|letter: char| !letter.is_alphanumeric());
        let named = |fits: fn(&str, &str) -> bool| {
            let mut facets = TITLES.iter();
            let found = facets.find(|(_, names)| {
                let mut words = words.clone();
                words.any(|word| names.iter().any(|name| fits(word, name)))
            });
            found.map(|(facet, _)| *facet)
        };
        let whole = |word: &str, name: &str| word == name || word.strip_suffix('s') == Some(name);
        // German writes compounds: Vortragssprache, Sessionformat.
        let compound = |word: &str, name: &str| name.len() > 4 && word.ends_with(name);
        named(whole)
            .or_else(|| named(compound))
            .unwrap_or(Self::Other)
    }
}

/// Adds a session to the schedule; one that the organisers declined goes to what is skipped.
pub(super) fn read<'a>(
    session: &'a Json<'a>,
    listed_room: &'a str,
    listed_under: Option<NaiveDate>,
    lookups: &Lookups<'a>,
    schedule: &mut FlatSchedule<'a>,
) {
    let text = |field: &str| session.at(field).words();
    let title = text("title");
    let Some(status) = status(session) else {
        schedule.skipped.push(Skipped {
            what: shortened(title),
            why: format!("its status is “{}”", shortened(text("status"))),
        });
        return;
    };
    let facets = facets(session, lookups);
    let first = |facet: Facet| {
        let mut told = facets.iter().filter(|(kind, _)| *kind == facet);
        told.next().map_or("", |(_, name)| name)
    };
    let is_service = session.at("isServiceSession").text() == Some("true");
    let named_room = lookups.rooms.get(text("roomId"));
    let rooms = [
        text("room"),
        named_room.map_or("", |room| room.at("name").words()),
        listed_room,
    ];
    schedule.sessions.push(FlatSession {
        identifiers: Identifiers {
            id: Some(text("id").to_owned()).filter(|id| !id.is_empty()),
            ..Identifiers::default()
        },
        title,
        kind: is_service.then(|| service_kind(title)),
        kind_label: first(Facet::Format),
        start: text("startsAt"),
        end: text("endsAt"),
        listed_under,
        room: rooms
            .into_iter()
            .find(|room| !room.is_empty())
            .unwrap_or_default(),
        track: first(Facet::Track),
        language: first(Facet::Language),
        level: first(Facet::Level),
        speakers: speakers(session, lookups),
        description: text("description"),
        links: links(session, lookups),
        status,
        ..FlatSession::default()
    });
}

/// Registration, meals and parties are service sessions; so is what organisers put in themselves,
/// such as a keynote.
fn service_kind(title: &str) -> Kind {
    kind_of_title(title)
        .or_else(|| kind_of_label(title).filter(|kind| *kind != Kind::Talk))
        .unwrap_or(Kind::Service)
}

/// `None` for what is not in the programme. Organisers publish by status and by whether the speakers
/// have confirmed; service sessions have no status.
fn status(session: &Json) -> Option<Status> {
    let word: String = session
        .at("status")
        .words()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    match word.as_str() {
        "declined" | "rejected" | "declinequeue" => None,
        "cancelled" | "canceled" | "withdrawn" => Some(Status::Cancelled),
        "nominated" | "acceptqueue" | "waitlisted" | "inevaluation" => Some(Status::Tentative),
        "accepted" if session.at("isConfirmed").text() == Some("false") => Some(Status::Tentative),
        _ => Some(Status::Confirmed),
    }
}

/// What the items chosen for a session tell, in their order.
fn facets<'a>(session: &'a Json<'a>, lookups: &Lookups<'a>) -> Vec<(Facet, &'a str)> {
    let mut facets: Vec<_> = session
        .at("categoryItems")
        .items()
        .iter()
        .filter_map(|item| lookups.facets.get(item.words()).copied())
        .collect();
    for category in session.at("categories").items() {
        let facet = Facet::titled(category.at("name").words());
        let items = category.at("categoryItems").items().iter();
        facets.extend(items.map(|item| (facet, item.at("name").words())));
    }
    facets
}

/// Stream, recording, and answers that are an address.
fn links<'a>(session: &'a Json<'a>, lookups: &Lookups<'a>) -> Vec<(&'a str, &'a str)> {
    let mut links = vec![
        ("Live stream", session.at("liveUrl").words()),
        ("Recording", session.at("recordingUrl").words()),
    ];
    links.extend(answers(session, lookups));
    links
}

/// Questions and answers of a session or speaker; the question may stand beside its answer.
pub(super) fn answers<'a>(
    asked: &'a Json<'a>,
    lookups: &Lookups<'a>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    asked.at("questionAnswers").items().iter().map(|answer| {
        let question = match lookups.questions.get(answer.at("questionId").words()) {
            Some(question) => question.at("question").words(),
            None => answer.at("question").words(),
        };
        let told = [answer.at("answerValue"), answer.at("answer")];
        let told = told.into_iter().find(|answer| !answer.is_null());
        (question, told.map_or("", Json::words))
    })
}
