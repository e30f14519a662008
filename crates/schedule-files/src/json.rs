//! JSON as a tree of texts, in the order of the file: for formats whose fields come in any type, a
//! number where a text is expected, `null` anywhere.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::ReadError;

/// A value. Numbers and truth are texts: readers take all of them as words.
#[derive(Debug, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// Fields in order; a name may come twice.
#[derive(Debug, PartialEq)]
pub(crate) struct Object<'a>(pub(crate) Vec<(Cow<'a, str>, Json<'a>)>);

static NULL: Json<'static> = Json::Null;

impl<'a> Json<'a> {
    /// The tree of a whole text.
    ///
    /// # Errors
    /// [`ReadError::Malformed`] with line and column, in the name of `format`.
    pub(crate) fn parse(text: &'a str, format: &'static str) -> Result<Self, ReadError> {
        serde_json::from_str(text).map_err(|error| malformed(&error, format))
    }

    /// The value of a field; null where there is none.
    pub(crate) fn at(&self, name: &str) -> &Self {
        let field = self.object().and_then(|object| object.get(name));
        field.unwrap_or(&NULL)
    }

    /// The values of a list; none of what is no list.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The values of a list, or the one value that stands where a list may.
    pub(crate) fn values(&self) -> &[Self] {
        match self {
            Self::Null => &[],
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// A text; of an object with a text for each language the English or else the first one. Empty
    /// for anything else.
    pub(crate) fn words(&self) -> &str {
        /// `en`, `zh-Hant`; no name of a field.
        fn is_language(name: &str) -> bool {
            matches!(name.split(['-', '_']).next(), Some(code) if code.len() == 2 && code != "id")
        }
        let Self::Object(object) = self else {
            return self.text().unwrap_or_default().trim();
        };
        let texts = object
            .fields()
            .filter(|(name, _)| is_language(name))
            .filter_map(|(name, value)| Some((name, value.text()?.trim())));
        let english = texts.clone().find(|(name, _)| name.starts_with("en"));
        english
            .or_else(|| texts.clone().next())
            .map_or("", |(_, text)| text)
    }

    pub(crate) fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// A text with something in it.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    pub(crate) fn object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl<'a> Object<'a> {
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &Json<'a>)> + Clone {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.fields()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value)
    }

    /// The first of these fields that is a text, whatever the case of its name.
    pub(crate) fn text_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let mut fields = self
                .fields()
                .filter(|(field, _)| field.eq_ignore_ascii_case(name));
            fields.find_map(|(_, value)| value.text())
        })
    }
}

fn malformed(error: &serde_json::Error, format: &'static str) -> ReadError {
    let message = error.to_string();
    let problem = message.split(" at line ").next().unwrap_or(&message);
    let cure = if error.is_eof() {
        "It was cut off on its way: fetch it again"
    } else {
        "Fetch it again; if it stays so, it is no JSON"
    };
    ReadError::Malformed {
        format,
        place: format!("line {}, column {}", error.line(), error.column()),
        problem: problem.to_owned(),
        cure: cure.to_owned(),
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Json<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Text(if value { "true" } else { "false" }.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Json::Text(value.to_string().into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Text(value.to_string().into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Json::Text(value.to_string().into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(value.to_owned().into()))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut object = Vec::new();
        while let Some(Name(name)) = fields.next_key()? {
            object.push((name, fields.next_value()?));
        }
        Ok(Json::Object(Object(object)))
    }
}

/// A field's name, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Text(name) => Ok(Self(name)),
            _ => Ok(Self(Cow::Borrowed(""))),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn values_of_every_type_read_as_words() {
        let cases = [
            ("\" tea \"", "tea"),
            ("\"a\\nb\"", "a\nb"),
            ("915928", "915928"),
            ("null", ""),
            ("[1]", ""),
            ("{\"ja\": \"茶\", \"en\": \"Tea\"}", "Tea"),
            ("{\"nl\": \"Thee\"}", "Thee"),
            ("{\"id\": \"1\", \"name\": \"Tea\"}", ""),
        ];
        for (text, expected) in cases {
            let json = Json::parse(text, "JSON").unwrap();
            assert_eq!(json.words(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_cut_or_deep_is_refused_with_its_place() {
        let message = |text: &str| Json::parse(text, "JSON").unwrap_err().to_string();
        let cut = message("{\n\"a\": [1,");
        assert!(cut.contains("line 2") && cut.contains("cut off"), "{cut}");
        assert!(message(&"[".repeat(100_000)).contains("recursion"));
        assert!(message("{\"a\": 1e999}").contains("line 1"));
    }
}
