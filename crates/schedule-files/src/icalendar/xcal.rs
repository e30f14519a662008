//! xCal: iCalendar in XML, as RFC 6321 has it and as Pentabarf and frab write it.
//!
//! RFC 6321 wraps everything: `<properties>`, `<components>`, a type around each value. Pentabarf
//! (FOSDEM, frab's `.xcal`) writes properties as plain elements of the component, `<category>` for
//! CATEGORIES, speakers as `<attendee>`, and what iCalendar has no word for in a namespace of its own.

use std::borrow::Cow;

use super::component::{Calendar, Place, Walk};
use super::property::{Property, escaped};
use crate::ReadError;
use crate::decode::Source;
use crate::repair::Repairs;
use crate::xml::{Tag, Token, Truncated, Xml, declared_encoding, root_element};

const NAME: &str = "xCal file";

pub(super) fn is_xcal(source: &Source) -> bool {
    let roots = ["icalendar", "vcalendar"];
    root_element(source)
        .is_some_and(|root| roots.iter().any(|name| root.eq_ignore_ascii_case(name)))
}

/// All of a file's components.
pub(super) fn calendar_of(source: &Source, repairs: &mut Repairs) -> Result<Calendar, ReadError> {
    let text = source.text(declared_encoding(source.bytes()), repairs);
    let mut reader = Reader {
        xml: Xml::new(&text, std::mem::take(repairs)),
        walk: Walk::default(),
        open: Vec::new(),
    };
    let whole = reader.read();
    let Reader { mut xml, walk, .. } = reader;
    let place = xml.place();
    *repairs = xml.repairs;
    match whole {
        Ok(()) => Ok(walk.calendar),
        Err(Truncated) => Err(ReadError::Malformed {
            format: NAME,
            place,
            problem: format!("the file ends inside {}", walk.inside()),
            cure: "It was cut off on its way: fetch it again".to_owned(),
        }),
    }
}

struct Reader<'a> {
    xml: Xml<'a>,
    walk: Walk,
    /// Names of the elements that are open, outermost first.
    open: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Result<(), Truncated> {
        loop {
            match self.xml.next()? {
                Token::Open(tag) if is_wrapper(tag.name) => self.enter(tag),
                Token::Open(tag) if is_component(tag.name) || self.is_in_components() => {
                    let place = Place::Line(self.xml.line());
                    let name = tag.name.to_ascii_uppercase();
                    self.walk.begin(name.clone(), place, &mut self.xml.repairs);
                    if tag.empty {
                        self.walk.end(&name, place, &mut self.xml.repairs);
                    }
                    self.enter(tag);
                }
                Token::Open(tag) => {
                    let property = self.property(tag)?;
                    self.walk.property(property);
                }
                Token::Close(name) => self.leave(name),
                Token::End if self.open.is_empty() => return Ok(()),
                Token::End => return Err(Truncated),
                Token::Text(_) | Token::Reference(_) => {}
            }
        }
    }

    fn enter(&mut self, tag: Tag<'a>) {
        if !tag.empty {
            self.open.push(tag.name);
        }
    }

    /// What is open inside of an element that ends was never closed.
    fn leave(&mut self, name: &str) {
        let Some(depth) = self.open.iter().rposition(|open| *open == name) else {
            return;
        };
        self.open.truncate(depth);
        if !is_wrapper(name) {
            let place = Place::Line(self.xml.line());
            let name = name.to_ascii_uppercase();
            self.walk.end(&name, place, &mut self.xml.repairs);
        }
    }

    /// Whether what opens now is a component, whatever its name.
    fn is_in_components(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.eq_ignore_ascii_case("components"))
    }

    fn property(&mut self, tag: Tag<'a>) -> Result<Property, Truncated> {
        let place = Place::Line(self.xml.line());
        let name = property_name(tag.name);
        if !tag.empty && self.is_typed() {
            let (parameters, value) = self.typed(tag)?;
            return Ok(Property::new(place, &name, parameters, value));
        }
        let zone = ["tzid", "TZID"].map(|name| self.xml.attribute(tag, name).into_owned());
        let zone = zone.into_iter().find(|zone| !zone.is_empty());
        let mut parameters: Vec<_> = zone
            .map(|zone| ("TZID".to_owned(), zone))
            .into_iter()
            .collect();
        let text = self.xml.text_of(tag, is_structure)?;
        let text = text.trim();
        if name == "ATTENDEE" && !text.contains([':', '@']) {
            parameters.push(("CN".to_owned(), text.to_owned()));
            return Ok(Property::new(
                place,
                &name,
                parameters,
                NO_ADDRESS.to_owned(),
            ));
        }
        let value = if is_text(&name) {
            escaped(text)
        } else {
            text.to_owned()
        };
        Ok(Property::new(place, &name, parameters, value))
    }

    /// Whether the element that was just opened holds values with a type, or parameters.
    fn is_typed(&self) -> bool {
        let Some(rest) = self.xml.rest().trim_start().strip_prefix('<') else {
            return false;
        };
        let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'));
        let name = &rest[..end.unwrap_or(rest.len())];
        let name = name.rsplit(':').next().unwrap_or(name);
        name == "parameters" || TYPES.contains(&name)
    }

    /// The parameters and the value of a property of RFC 6321; several values with commas.
    fn typed(&mut self, tag: Tag<'a>) -> Result<(Vec<(String, String)>, String), Truncated> {
        let mut parameters = Vec::new();
        let mut values: Vec<String> = Vec::new();
        loop {
            match self.xml.next()? {
                Token::Open(inner) if inner.empty => {}
                Token::Open(inner) if inner.name == "parameters" => {
                    parameters = self.fields(inner)?;
                }
                Token::Open(inner) if inner.name == "recur" => {
                    let fields = self.fields(inner)?;
                    let parts = fields.iter().map(|(name, value)| format!("{name}={value}"));
                    values.push(parts.collect::<Vec<_>>().join(";"));
                }
                Token::Open(inner) if inner.name == "period" => {
                    let fields = self.fields(inner)?;
                    let ends: Vec<&str> = fields.iter().map(|(_, value)| value.as_str()).collect();
                    values.push(ends.join("/"));
                }
                Token::Open(inner) => {
                    let text = self.xml.text_of(inner, is_structure)?;
                    values.push(match inner.name {
                        "text" => escaped(&text),
                        _ => text.trim().to_owned(),
                    });
                }
                token if ends(&token, tag.name) => {
                    self.give_back_unless_closed(token, tag.name);
                    return Ok((parameters, values.join(",")));
                }
                _ => {}
            }
        }
    }

    /// Elements by name with their text, those of one name in one: `<freq>`, `<byday>`, `<tzid>`.
    fn fields(&mut self, tag: Tag<'a>) -> Result<Vec<(String, String)>, Truncated> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut field: Option<&str> = None;
        let mut text = String::new();
        loop {
            match self.xml.next()? {
                Token::Open(inner) if field.is_none() && !inner.empty => field = Some(inner.name),
                Token::Text(part) => text.push_str(part),
                Token::Reference(name) => self.xml.resolve(name, &mut text),
                token if ends(&token, tag.name) => {
                    self.give_back_unless_closed(token, tag.name);
                    return Ok(fields);
                }
                Token::Close(name) if field == Some(name) => {
                    let value = std::mem::take(&mut text).trim().to_owned();
                    let name = name.to_ascii_uppercase();
                    match fields.last_mut() {
                        Some((last, values)) if *last == name => {
                            values.push(',');
                            values.push_str(&value);
                        }
                        _ => fields.push((name, value)),
                    }
                    field = None;
                }
                _ => {}
            }
        }
    }

    fn give_back_unless_closed(&mut self, token: Token<'a>, name: &str) {
        if token != Token::Close(name) {
            self.xml.malformed(|| format!("<{name}> is never closed"));
            self.xml.push_back(token);
        }
    }
}

/// What Pentabarf's calendars say in the place of an attendee's address.
pub(super) const NO_ADDRESS: &str = "invalid:nomail";

/// RFC 6321 §3.6.
const TYPES: [&str; 16] = [
    "binary",
    "boolean",
    "cal-address",
    "date",
    "date-time",
    "duration",
    "float",
    "integer",
    "period",
    "recur",
    "text",
    "time",
    "unknown",
    "uri",
    "utc-offset",
    "x-unknown",
];

fn is_wrapper(name: &str) -> bool {
    let wrappers = ["icalendar", "properties", "components"];
    wrappers
        .iter()
        .any(|wrapper| name.eq_ignore_ascii_case(wrapper))
}

fn is_component(name: &str) -> bool {
    let components = [
        "vcalendar",
        "vevent",
        "vtodo",
        "vjournal",
        "vfreebusy",
        "vtimezone",
        "valarm",
        "standard",
        "daylight",
    ];
    components
        .iter()
        .any(|component| name.eq_ignore_ascii_case(component))
}

/// What ends every property that is still open.
fn is_structure(token: &Token) -> bool {
    matches!(token, Token::Open(tag) if is_component(tag.name))
        || matches!(token, Token::Close(name) if is_component(name) || is_wrapper(name))
}

fn ends(token: &Token, name: &str) -> bool {
    *token == Token::Close(name) || *token == Token::End || is_structure(token)
}

/// iCalendar's name of an element. Pentabarf's own, `pentabarf:title`, come without their prefix.
fn property_name(name: &str) -> Cow<'_, str> {
    match name {
        "category" => Cow::Borrowed("CATEGORIES"),
        "title" | "subtitle" | "language" | "language-code" | "event-id" | "event-slug" => {
            Cow::Owned(format!("X-PENTABARF-{name}"))
        }
        name => Cow::Borrowed(name),
    }
    .to_ascii_uppercase()
    .into()
}

/// Whether a plain element is text, with commas and semicolons of its own.
fn is_text(name: &str) -> bool {
    let texts = [
        "CATEGORIES",
        "COMMENT",
        "CONTACT",
        "DESCRIPTION",
        "LOCATION",
        "SUMMARY",
        "UID",
    ];
    texts.contains(&name) || name.starts_with("X-") || name == "NAME"
}
