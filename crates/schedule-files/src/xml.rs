//! XML as organisers publish it: tokens from quick-xml, and the patience it does not have.
//!
//! Elements that are never closed, stray `<` and `&`, entities that nobody defined: all read as far
//! as they make sense. Entities of a DTD are never expanded, and nothing here recurses, so neither
//! an entity bomb nor deep nesting costs more than its length.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use crate::RepairKind;
use crate::decode::{Source, utf8_or_latin1};
use crate::repair::{Repairs, shortened};
use crate::text::entity;

/// The name of the first element of an XML file, without a prefix; none if it is no XML.
pub(crate) fn root_element(source: &Source) -> Option<String> {
    /// A prologue is short; what is longer is no schedule.
    const PROLOGUE: usize = 64 * 1024;
    let start = &source.bytes()[..source.bytes().len().min(PROLOGUE)];
    let text = utf8_or_latin1(start).text;
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let mut xml = Xml::new(&text, Repairs::default());
    loop {
        match xml.next().ok()? {
            Token::Open(tag) => return Some(tag.name.to_owned()),
            Token::Text(text) if text.trim().is_empty() => {}
            _ => return None,
        }
    }
}

/// What `<?xml … encoding="…"?>` says.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(declaration, b"?>")?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Open(Tag<'a>),
    /// The name of an element that ends.
    Close(&'a str),
    /// As it stands in the file, without references and markup.
    Text(&'a str),
    /// A reference's name: `amp`, `#233`, `nbsp`.
    Reference(&'a str),
    /// The file is over.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Without a namespace prefix.
    pub(crate) name: &'a str,
    attributes: &'a str,
    /// `<name/>`: no [`Token::Close`] follows.
    pub(crate) empty: bool,
}

/// The file ends inside a comment, tag or CDATA section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Truncated;

pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where in `text` the reader was started.
    base: usize,
    /// Where the last token starts.
    start: usize,
    pending: Option<Token<'a>>,
    /// Lines up to `counted`.
    lines: usize,
    counted: usize,
    pub(crate) repairs: Repairs,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str, repairs: Repairs) -> Self {
        Self {
            text,
            reader: reader_of(text),
            base: 0,
            start: 0,
            pending: None,
            lines: 1,
            counted: 0,
            repairs,
        }
    }

    /// The next token that is not a comment, declaration or instruction.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, Truncated> {
        if let Some(token) = self.pending.take() {
            return Ok(token);
        }
        loop {
            self.start = self.position();
            if self.at_stray_bracket() {
                return Ok(Token::Text(self.stray_bracket()));
            }
            let event = self.reader.read_event().map_err(|_| Truncated)?;
            let raw = &self.text[self.start..self.position()];
            return Ok(match event {
                Event::Start(_) | Event::Empty(_) => match Tag::read(raw) {
                    Some(tag) => Token::Open(tag),
                    None => Token::Text(self.stray_bracket()),
                },
                Event::End(_) => Token::Close(local_name(raw[2..raw.len() - 1].trim())),
                Event::Text(_) => Token::Text(raw),
                Event::CData(_) => Token::Text(&raw["<![CDATA[".len()..raw.len() - "]]>".len()]),
                Event::GeneralRef(_) => Token::Reference(&raw[1..raw.len() - 1]),
                Event::Eof => Token::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// What comes after the last token, as it stands in the file.
    pub(crate) fn rest(&self) -> &'a str {
        &self.text[self.position()..]
    }

    /// Gives a token back, to be the next.
    pub(crate) fn push_back(&mut self, token: Token<'a>) {
        self.pending = Some(token);
    }

    /// The text of an element that was just opened, up to its end. Markup inside is kept as HTML.
    ///
    /// An element whose end is missing stops where `stops_at` says so.
    pub(crate) fn text_of(
        &mut self,
        tag: Tag<'a>,
        stops_at: fn(&Token) -> bool,
    ) -> Result<Cow<'a, str>, Truncated> {
        if tag.empty {
            return Ok(Cow::Borrowed(""));
        }
        let content_start = self.position();
        let mut text = Cow::Borrowed("");
        let mut has_markup = false;
        let mut depth = 0_usize;
        let content_end = loop {
            let token = self.next()?;
            match token {
                Token::Text(part) if text.is_empty() => text = Cow::Borrowed(part),
                Token::Text(part) => text.to_mut().push_str(part),
                Token::Reference(name) => self.resolve(name, text.to_mut()),
                Token::Close(name) if name == tag.name => {
                    if depth == 0 {
                        break self.start;
                    }
                    depth -= 1;
                }
                Token::End => break self.start,
                token if stops_at(&token) => {
                    self.malformed(|| format!("<{}> is never closed", tag.name));
                    self.push_back(token);
                    break self.start;
                }
                Token::Open(inner) => {
                    has_markup = true;
                    depth += usize::from(inner.name == tag.name && !inner.empty);
                }
                Token::Close(_) => has_markup = true,
            }
        };
        if has_markup {
            return Ok(without_cdata_marks(&self.text[content_start..content_end]));
        }
        Ok(text)
    }

    /// Passes over an element that was just opened, up to its end or to where `stops_at` says so.
    pub(crate) fn skip(
        &mut self,
        tag: Tag<'a>,
        stops_at: fn(&Token) -> bool,
    ) -> Result<(), Truncated> {
        let mut depth = usize::from(!tag.empty);
        while depth > 0 {
            match self.next()? {
                Token::Open(inner) if inner.name == tag.name => depth += usize::from(!inner.empty),
                Token::Close(name) if name == tag.name => depth -= 1,
                Token::End => return Ok(()),
                token if stops_at(&token) => {
                    self.malformed(|| format!("<{}> is never closed", tag.name));
                    self.push_back(token);
                    return Ok(());
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(crate) fn attribute(&mut self, tag: Tag<'a>, name: &str) -> Cow<'a, str> {
        let mut attributes = Attributes::html(tag.attributes, 0);
        let value = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| local_name(attribute.key.as_ref()) == name)
            .map(|attribute| attribute.value);
        match value {
            Some(value) if value.contains('&') => Cow::Owned(self.resolved(&value)),
            Some(value) => value,
            None => Cow::Borrowed(""),
        }
    }

    /// The line of the last token, from 1.
    pub(crate) fn line(&mut self) -> usize {
        let new = self
            .text
            .as_bytes()
            .get(self.counted..self.start)
            .unwrap_or_default();
        self.lines += memchr::memchr_iter(b'\n', new).count();
        self.counted = self.counted.max(self.start);
        self.lines
    }

    /// "line 542, column 17" of where the last token starts.
    pub(crate) fn place(&mut self) -> String {
        let line = self.line();
        let before = &self.text[..self.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        format!(
            "line {line}, column {}",
            before[line_start..].chars().count() + 1
        )
    }

    pub(crate) fn malformed(&mut self, what: impl FnOnce() -> String) {
        let line = self.line();
        self.repairs.note(RepairKind::MalformedXml, || {
            format!("line {line}: {}", what())
        });
    }

    fn position(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(read).min(self.text.len())
    }

    /// `a < b`: a bracket that opens nothing. Asked before quick-xml looks for the end of a tag that
    /// may be far away.
    fn at_stray_bracket(&self) -> bool {
        let rest = self.text[self.start..].strip_prefix('<');
        rest.is_some_and(|rest| {
            let opens =
                |letter: char| letter.is_alphabetic() || matches!(letter, '_' | '/' | '!' | '?');
            !rest.is_empty() && !rest.starts_with(opens)
        })
    }

    /// The text from a stray bracket up to the next sign, where reading goes on.
    fn stray_bracket(&mut self) -> &'a str {
        let rest = &self.text.as_bytes()[self.start + 1..];
        let end = self.start + 1 + memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
        self.base = end;
        self.reader = reader_of(&self.text[end..]);
        self.malformed(|| "a < that opens nothing".to_owned());
        &self.text[self.start..end]
    }

    /// Adds what a reference means; one that nobody defined stays as it is.
    pub(crate) fn resolve(&mut self, name: &str, text: &mut String) {
        let letter = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity(name),
        };
        match letter {
            Some(letter) => text.push(letter),
            None if name.starts_with('#') => {
                let line = self.line();
                self.repairs.note(RepairKind::ControlCharacter, || {
                    format!("&{name}; in line {line}")
                });
                return;
            }
            None => text.extend(["&", name, ";"]),
        }
        if !name.starts_with('#') && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            let line = self.line();
            self.repairs.note(RepairKind::StrayEntity, || {
                shortened(&format!("&{name}; in line {line}, which XML does not know"))
            });
        }
    }

    fn resolved(&mut self, value: &str) -> String {
        let mut text = String::with_capacity(value.len());
        let mut rest = value;
        while let Some((before, after)) = rest.split_once('&') {
            text.push_str(before);
            match after.split_once(';') {
                Some((name, after)) if name.len() < 12 => {
                    self.resolve(name, &mut text);
                    rest = after;
                }
                _ => {
                    text.push('&');
                    rest = after;
                }
            }
        }
        text.push_str(rest);
        text
    }
}

impl<'a> Tag<'a> {
    /// From `<name …>` or `<name …/>`; none where no name follows the bracket.
    fn read(raw: &'a str) -> Option<Self> {
        let inside = raw.strip_prefix('<')?.strip_suffix('>')?;
        let (inside, empty) = match inside.strip_suffix('/') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        if !inside.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
            return None;
        }
        let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        Some(Self {
            name: local_name(&inside[..end]),
            attributes: &inside[end..],
            empty,
        })
    }
}

fn reader_of(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn local_name(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn without_cdata_marks(markup: &str) -> Cow<'_, str> {
    if markup.contains("<![CDATA[") {
        Cow::Owned(markup.replace("<![CDATA[", "").replace("]]>", ""))
    } else {
        Cow::Borrowed(markup)
    }
}

#[cfg(test)]
mod tests;
