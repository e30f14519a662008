//! Who speaks, and for whom.

use std::borrow::Cow;

use super::session::{Lookups, answers};
use crate::flat::FlatSpeaker;
use crate::json::Json;

/// The speakers of a session: ids in the All view, `{"id": …, "name": …}` in the others.
pub(super) fn speakers<'a>(session: &'a Json<'a>, lookups: &Lookups<'a>) -> Vec<FlatSpeaker<'a>> {
    let listed = session.at("speakers").items().iter();
    listed
        .filter_map(|speaker| {
            let id = match speaker.object() {
                Some(_) => speaker.at("id").words(),
                None => speaker.words(),
            };
            let known = lookups.speakers.get(id).copied().unwrap_or(speaker);
            let name = match name(known) {
                name if name.is_empty() => name_in_place_of_id(speaker),
                name => name,
            };
            (!name.is_empty()).then(|| FlatSpeaker {
                name,
                organisation: organisation(known, lookups),
            })
        })
        .collect()
}

fn name<'a>(speaker: &'a Json<'a>) -> Cow<'a, str> {
    for field in ["fullName", "name"] {
        let name = speaker.at(field).words();
        if !name.is_empty() {
            return Cow::Borrowed(name);
        }
    }
    let parts = [speaker.at("firstName"), speaker.at("lastName")];
    Cow::Owned(parts.map(Json::words).join(" ").trim().to_owned())
}

/// Copies of the format may name people without listing them.
fn name_in_place_of_id<'a>(speaker: &'a Json<'a>) -> Cow<'a, str> {
    let word = speaker.words();
    Cow::Borrowed(if word.contains(' ') { word } else { "" })
}

/// From the speaker's answer to a question for it, else from the tag line.
fn organisation<'a>(speaker: &'a Json<'a>, lookups: &Lookups<'a>) -> &'a str {
    let asked = answers(speaker, lookups).find(|(question, answer)| {
        let question = question.to_lowercase();
        let words = ["company", "organi", "employer", "firma", "unternehmen"];
        !answer.is_empty() && words.iter().any(|word| question.contains(word))
    });
    match asked {
        Some((_, answer)) => answer,
        None => organisation_in(speaker.at("tagLine").words()).unwrap_or_default(),
    }
}

/// `Cloud Engineer at AVL List GmbH`, `DevRel @Dynatrace`: what follows as a name of few words.
pub(super) fn organisation_in(tag_line: &str) -> Option<&str> {
    const MOST_WORDS: usize = 5;
    let (_, after) = tag_line
        .rsplit_once(" at ")
        .or_else(|| tag_line.rsplit_once('@'))?;
    let name = after.split([',', '|', ';', '/', '(']).next()?.trim();
    let starts_as_name =
        name.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    (starts_as_name && name.split_whitespace().count() <= MOST_WORDS).then_some(name)
}
