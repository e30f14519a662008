//! Checks a JSON value against a JSON Schema, as far as `data/lanyard-schedule.schema.json` uses one.
//! A keyword that is not known here is a fault, so that nothing of the schema goes unchecked.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use serde_json::{Map, Value};

/// What is wrong with the value, by path; and which properties of the schema it has, as
/// `definition.property`.
pub(super) fn check(schema: &Value, value: &Value) -> (Vec<String>, BTreeSet<String>) {
    let mut check = Check {
        definitions: &schema["$defs"],
        faults: Vec::new(),
        met: BTreeSet::new(),
    };
    check.value(schema, value, "$", "root");
    (check.faults, check.met)
}

/// Every property that the schema names, as `definition.property`.
pub(super) fn properties(schema: &Value) -> BTreeSet<String> {
    let definitions = schema["$defs"].as_object().into_iter().flatten();
    let root = ("root", schema);
    definitions
        .map(|(name, definition)| (name.as_str(), definition))
        .chain([root])
        .flat_map(|(name, definition)| {
            let properties = definition["properties"].as_object().into_iter().flatten();
            properties.map(move |(property, _)| format!("{name}.{property}"))
        })
        .collect()
}

struct Check<'a> {
    definitions: &'a Value,
    faults: Vec<String>,
    met: BTreeSet<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, path: &str, definition: &str) {
        for (keyword, rule) in schema.as_object().into_iter().flatten() {
            let holds = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "additionalProperties" => true,
                "$ref" => {
                    let name = rule
                        .as_str()
                        .unwrap_or_default()
                        .trim_start_matches("#/$defs/");
                    let definitions = self.definitions;
                    self.value(&definitions[name], value, path, name);
                    definitions[name].is_object()
                }
                "type" => rule == type_of(value),
                "const" => rule == value,
                "enum" => rule
                    .as_array()
                    .is_some_and(|allowed| allowed.contains(value)),
                "properties" => {
                    self.properties(schema, value, path, definition);
                    true
                }
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(rule, item, &format!("{path}[{index}]"), definition);
                    }
                    true
                }
                "required" => names(rule).all(|name| value.get(name).is_some()),
                "dependentRequired" => {
                    rule.as_object()
                        .into_iter()
                        .flatten()
                        .all(|(name, needed)| {
                            value.get(name).is_none()
                                || names(needed).all(|name| value.get(name).is_some())
                        })
                }
                "minLength" => {
                    rule.as_u64() <= value.as_str().map(|text| text.chars().count() as u64)
                }
                "minimum" => rule.as_u64() <= value.as_u64(),
                "maximum" => value
                    .as_u64()
                    .is_some_and(|value| Some(value) <= rule.as_u64()),
                "minProperties" => {
                    rule.as_u64() <= value.as_object().map(|object| object.len() as u64)
                }
                "maxProperties" => {
                    rule.as_u64() >= value.as_object().map(|object| object.len() as u64)
                }
                "format" => has_format(rule, value.as_str().unwrap_or_default()),
                // The one pattern is that of a time of day.
                "pattern" => value
                    .as_str()
                    .is_some_and(|text| text.parse::<chrono::NaiveTime>().is_ok()),
                _ => false,
            };
            if !holds {
                self.faults.push(format!("{path}: {keyword} {rule}"));
            }
        }
    }

    fn properties(&mut self, schema: &Value, value: &Value, path: &str, definition: &str) {
        let none = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        for (name, value) in value.as_object().into_iter().flatten() {
            match properties.get(name) {
                Some(property) => {
                    self.met.insert(format!("{definition}.{name}"));
                    self.value(property, value, &format!("{path}.{name}"), definition);
                }
                None => self
                    .faults
                    .push(format!("{path}.{name} is not in the schema")),
            }
        }
        if schema["additionalProperties"] != Value::Bool(false) {
            self.faults
                .push(format!("{definition} allows any property"));
        }
    }
}

fn names(rule: &Value) -> impl Iterator<Item = &str> {
    rule.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn has_format(rule: &Value, text: &str) -> bool {
    match rule.as_str() {
        Some("date-time") => DateTime::parse_from_rfc3339(text).is_ok(),
        Some("date") => text.parse::<NaiveDate>().is_ok(),
        _ => false,
    }
}
