//! What a value or an object says as one text: its name, its date, its organisation.

use std::borrow::Cow;

use crate::json::{Json, Object};
use crate::records::{NumberForm, Role, Written, roles_named};

/// What is longer, in bytes, is no name.
pub(super) const LONGEST_NAME: usize = 300;

/// How many values a list of names may have.
pub(super) const MOST_NAMES: usize = 500;

/// A text, or an object that is one: in several languages, or a moment as databases export it.
pub(super) fn plain_text<'t>(value: &'t Json<'t>) -> Option<&'t str> {
    let object = match value {
        Json::Text(_) => return value.text(),
        Json::Object(object) => object,
        _ => return None,
    };
    let mut fields = object.fields();
    let (first, text) = fields.next()?;
    if matches!(first, "_seconds" | "seconds" | "$date") {
        return text.text();
    }
    if let Some(at) = object.get("dateTime") {
        return at.text();
    }
    let is_language = |name: &str| {
        name.len() == 2 || (name.len() == 5 && matches!(name.as_bytes()[2], b'-' | b'_'))
    };
    let all_languages = object.fields().all(|(name, value)| {
        is_language(name) && name != "id" && matches!(value, Json::Text(_) | Json::Null)
    });
    if !all_languages {
        return None;
    }
    let english = object.fields().find(|(name, _)| name.starts_with("en"));
    english
        .and_then(|(_, value)| value.text())
        .or_else(|| object.fields().find_map(|(_, value)| value.text()))
}

/// A date without a time of day, or with the midnight that programs write for it.
pub(super) fn is_day(text: &str) -> bool {
    Written::read(text, NumberForm::None)
        .is_some_and(|written| written.date.is_some() && matches!(written.start, None | Some(0)))
}

/// What an object is called.
pub(super) fn name_of<'t>(object: &'t Object<'t>) -> Option<Cow<'t, str>> {
    let whole = [
        "name",
        "fullName",
        "full_name",
        "displayName",
        "display_name",
        "public_name",
        "publicName",
        "title",
        "label",
        "value",
        "text",
        "speakerName",
    ];
    let text = |name: &str| {
        let mut named = object
            .fields()
            .filter(|(field, _)| field.eq_ignore_ascii_case(name));
        named
            .find_map(|(_, value)| plain_text(value))
            .filter(|text| text.len() <= LONGEST_NAME)
    };
    if let Some(name) = ["name", "fullName", "full_name"]
        .iter()
        .find_map(|name| text(name))
    {
        return Some(name.into());
    }
    let first = ["firstName", "first_name", "firstname", "givenName"]
        .iter()
        .find_map(|name| text(name));
    let last = ["lastName", "last_name", "lastname", "familyName"]
        .iter()
        .find_map(|name| text(name));
    match (first, last) {
        (Some(first), Some(last)) => Some(format!("{first} {last}").into()),
        (Some(one), None) | (None, Some(one)) => Some(one.into()),
        (None, None) => whole.iter().find_map(|name| text(name)).map(Cow::Borrowed),
    }
}

pub(super) fn organisation_of(person: &Object) -> Option<String> {
    let mut fields = person
        .fields()
        .filter(|(name, _)| roles_named(name).contains(&Role::Organisation));
    let named = fields.find_map(|(_, value)| match value {
        Json::Object(object) => name_of(object).map(Cow::into_owned),
        value => value.text().map(str::to_owned),
    });
    named
        .map(|name| name.replace(['\n', '\r'], " "))
        .filter(|name| name.len() <= LONGEST_NAME)
}

pub(super) fn names_in(value: &Json) -> Vec<String> {
    let Json::List(items) = value else {
        return Vec::new();
    };
    let names = items.iter().take(MOST_NAMES).filter_map(|item| match item {
        Json::Object(object) => name_of(object).map(Cow::into_owned),
        value => value.text().map(str::to_owned),
    });
    names.collect()
}
