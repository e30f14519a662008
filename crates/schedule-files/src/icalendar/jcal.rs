//! jCal (RFC 7265): iCalendar in JSON. A component is `["vevent", [properties], [components]]`, a
//! property `["dtstart", {"tzid": "Europe/Paris"}, "date-time", "2026-01-31T10:00:00"]`.

use serde_json::Value;

use super::component::{Calendar, Place, Walk};
use super::property::{Property, escaped};
use crate::ReadError;
use crate::decode::{Source, utf8_or_latin1};
use crate::repair::Repairs;

const NAME: &str = "jCal file";

pub(super) fn is_jcal(source: &Source) -> bool {
    /// White space and brackets before the first word.
    const BEFORE: usize = 256;
    let start = &source.bytes()[..source.bytes().len().min(BEFORE)];
    let text = utf8_or_latin1(start).text;
    let text = text
        .trim_start()
        .strip_prefix('[')
        .unwrap_or_default()
        .trim_start();
    // A stream of calendars (§3.2) is a list of them.
    let text = text.strip_prefix('[').unwrap_or(text).trim_start();
    let word = text
        .strip_prefix('"')
        .and_then(|text| text.split('"').next());
    word.is_some_and(|word| {
        word.eq_ignore_ascii_case("vcalendar") || word.eq_ignore_ascii_case("vevent")
    })
}

/// All of a file's components. Those whose form is none of jCal's are passed over and told.
pub(super) fn calendar_of(source: &Source, repairs: &mut Repairs) -> Result<Calendar, ReadError> {
    let text = source.text(None, repairs);
    let document: Value = serde_json::from_str(&text).map_err(|error| {
        let cure = match error.classify() {
            serde_json::error::Category::Eof => "It was cut off on its way: fetch it again",
            _ => "Fetch it again; if it stays so, look for the calendar as .ics",
        };
        ReadError::Malformed {
            format: NAME,
            place: format!("line {}, column {}", error.line(), error.column()),
            problem: error.to_string(),
            cure: cure.to_owned(),
        }
    })?;
    let mut walk = Walk::default();
    // Depth is the parser's to bound (128), but it costs no more to do without recursion.
    let mut work = vec![Step::Begin(&document)];
    let mut count = 0;
    while let Some(step) = work.pop() {
        let component = match step {
            Step::End(name, place) => {
                walk.end(&name, place, repairs);
                continue;
            }
            Step::Begin(component) => component,
        };
        let parts = component.as_array().map(Vec::as_slice).unwrap_or_default();
        match parts {
            [Value::String(name), properties, components @ ..] => {
                count += 1;
                let place = Place::Component(count);
                let name = name.to_ascii_uppercase();
                walk.begin(name.clone(), place, repairs);
                let properties = properties.as_array().into_iter().flatten();
                for property in properties.filter_map(|property| property_of(property, place)) {
                    walk.property(property);
                }
                work.push(Step::End(name, place));
                let inner = components
                    .first()
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten();
                work.extend(inner.rev().map(Step::Begin));
            }
            calendars => work.extend(calendars.iter().rev().map(Step::Begin)),
        }
    }
    Ok(walk.calendar)
}

enum Step<'a> {
    Begin(&'a Value),
    End(String, Place),
}

fn property_of(property: &Value, place: Place) -> Option<Property> {
    let [
        Value::String(name),
        parameters,
        Value::String(kind),
        values @ ..,
    ] = property.as_array()?.as_slice()
    else {
        return None;
    };
    let values: Vec<String> = values.iter().map(|value| written(value, kind)).collect();
    let parameters = parameters.as_object().into_iter().flatten();
    let parameters = parameters.map(|(name, value)| {
        let value = match value {
            Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(","),
            value => plain(value),
        };
        (name.to_ascii_uppercase(), value)
    });
    Some(Property::new(
        place,
        name,
        parameters.collect(),
        values.join(","),
    ))
}

/// One value as iCalendar writes it (§3.4, §3.6).
fn written(value: &Value, kind: &str) -> String {
    match value {
        Value::String(text) if matches!(kind, "text" | "unknown") => escaped(text),
        Value::Object(rule) if kind == "recur" => {
            let parts = rule.iter().map(|(name, value)| {
                let value = match value {
                    Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(","),
                    value => plain(value),
                };
                format!("{}={value}", name.to_ascii_uppercase())
            });
            parts.collect::<Vec<_>>().join(";")
        }
        Value::Array(values) => {
            let separator = if kind == "period" { "/" } else { ";" };
            let parts: Vec<String> = values.iter().map(plain).collect();
            parts.join(separator)
        }
        value => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
