//! HTML to plain text in one pass, without a tree: fit for 2 MB of abstracts in a few milliseconds.

use std::borrow::Cow;

use super::entities::reference_at;
use super::writer::{Gap, Writer};

/// Whether a text holds markup: a tag that HTML knows, so that `a < b` and `Vec<int>` are none.
pub(crate) fn is_html(text: &str) -> bool {
    tags(text).any(|tag| tag.known())
}

/// Whether any tag parts lines or paragraphs; if none does, the line ends of the source do.
pub(super) fn parts_lines(text: &str) -> bool {
    tags(text).any(|tag| tag.parts_lines())
}

/// The text of a page or fragment: paragraphs parted by an empty line, `• ` before list items, no
/// scripts and styles.
///
/// Where no tag parts lines, the line ends of the source do.
pub(super) fn to_text(source: &str) -> String {
    let mut text = Writer::new(source.len(), !parts_lines(source));
    let mut rest = source;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        text.push(&rest[..at]);
        rest = &rest[at..];
        if let Some((letter, length)) = reference_at(rest) {
            text.push(letter.encode_utf8(&mut [0; 4]));
            rest = &rest[length..];
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some(tag) = Tag::at(rest) {
            write_tag(&mut text, &tag);
            rest = &rest[tag.length..];
            if !tag.closing && tag.is(&["script", "style", "head", "template", "svg"]) {
                rest = after_closing(rest, tag.name);
            }
        } else {
            text.push(&rest[..1]);
            rest = &rest[1..];
        }
    }
    text.push(rest);
    text.finish()
}

fn write_tag(text: &mut Writer, tag: &Tag) {
    if tag.parts_paragraphs() {
        text.part(Gap::Paragraph);
        if tag.is(&["pre"]) {
            text.preformatted(!tag.closing);
        }
    } else if tag.is(&["li"]) {
        if tag.closing {
            text.part(Gap::Line);
        } else {
            text.item("• ");
        }
    } else if tag.is(&["br"]) {
        text.break_line();
    } else if tag.is(&["tr", "dt", "dd"]) {
        text.part(Gap::Line);
    } else if tag.is(&["td", "th"]) {
        text.part(Gap::Space);
    }
}

/// A line without `<em>` and its like; other angle brackets stay.
pub(super) fn without_inline_markup(line: &str) -> Cow<'_, str> {
    if !line.contains('<') || !tags(line).any(|tag| tag.inline()) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match Tag::at(rest) {
            Some(tag) if tag.inline() => tag.length,
            _ => {
                text.push('<');
                1
            }
        };
        rest = &rest[length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

struct Tag<'a> {
    name: &'a str,
    closing: bool,
    /// From `<` to behind `>`, or to the end where it is never closed.
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag that starts the text: `<`, perhaps `/`, a letter.
    fn at(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        if !inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let end = inside
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let name = &inside[..end];
        let after_name = text.len() - inside.len() + end;
        let length = memchr::memchr(b'>', &text.as_bytes()[after_name..])
            .map_or(text.len(), |close| after_name + close + 1);
        Some(Self {
            name,
            closing,
            length,
        })
    }

    fn is(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(self.name))
    }

    fn known(&self) -> bool {
        self.parts_lines()
            || self.inline()
            || self.is(&["img", "iframe", "script", "style", "video"])
    }

    fn parts_lines(&self) -> bool {
        self.parts_paragraphs() || self.is(&["br", "li", "tr", "dt", "dd", "td", "th"])
    }

    fn parts_paragraphs(&self) -> bool {
        let short = self.is(&[
            "p", "ul", "ol", "div", "pre", "hr", "dl", "table", "html", "body",
        ]);
        let heading = matches!(self.name.as_bytes(), [b'h' | b'H', b'1'..=b'6']);
        short
            || heading
            || self.is(&[
                "blockquote",
                "section",
                "article",
                "figure",
                "header",
                "footer",
            ])
    }

    fn inline(&self) -> bool {
        self.is(&[
            "a", "b", "i", "u", "s", "q", "em", "strong", "span", "code", "tt", "sub", "sup",
            "small", "big", "del", "ins", "font", "abbr", "cite", "kbd", "mark", "wbr",
        ])
    }
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| Tag::at(&text[at..]))
}

fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    memchr::memchr_iter(b'<', text.as_bytes())
        .find_map(|at| {
            let tag = Tag::at(&text[at..])?;
            (tag.closing && tag.is(&[name])).then(|| &text[at + tag.length..])
        })
        .unwrap_or_default()
}
