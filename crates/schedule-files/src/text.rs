//! Markup to clean plain text: HTML, Markdown, entities, white space.
//!
//! For reading and searching, not for display as HTML: what is shown as rich text is sanitised where
//! it is shown.

mod entities;
mod html;
mod markdown;
mod writer;

pub(crate) use entities::entity;
pub(crate) use html::is_html;

use agenda::{RichText, TextFormat};

use crate::RepairKind;
use crate::repair::{Repairs, shortened};

/// One clean text and, where the source has markup, the markup.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CleanText {
    pub(crate) plain: String,
    pub(crate) rich: Option<RichText>,
}

/// Joins abstract and description; the one that repeats the other's beginning stands for both.
pub(crate) fn described(summary: &str, description: &str, repairs: &mut Repairs) -> CleanText {
    let summary = clean(summary, repairs);
    let description = clean(description, repairs);
    if begins_with(&description.plain, &summary.plain) {
        return description;
    }
    if begins_with(&summary.plain, &description.plain) {
        return summary;
    }
    let formats = [summary.format(), description.format()];
    let rich = if formats.contains(&Some(TextFormat::Html)) {
        Some(RichText {
            format: TextFormat::Html,
            source: format!("{}\n{}", summary.as_html(), description.as_html()),
        })
    } else {
        formats
            .contains(&Some(TextFormat::Markdown))
            .then(|| RichText {
                format: TextFormat::Markdown,
                source: format!("{}\n\n{}", summary.source(), description.source()),
            })
    };
    CleanText {
        plain: format!("{}\n\n{}", summary.plain, description.plain),
        rich,
    }
}

/// A text of several paragraphs: HTML, Markdown or plain.
pub(crate) fn clean(text: &str, repairs: &mut Repairs) -> CleanText {
    let text = text.trim();
    if text.is_empty() {
        return CleanText::default();
    }
    if is_html(text) {
        return clean_html(text, repairs);
    }
    let decoded = entities::decoded(text);
    if decoded != text {
        repairs.note(RepairKind::StrayEntity, || shortened(text));
        // Escaped twice, the markup itself was only text.
        if is_html(&decoded) {
            return clean_html(&decoded, repairs);
        }
    }
    if markdown::is_markdown(&decoded) {
        return CleanText {
            plain: markdown::to_text(&decoded),
            rich: Some(RichText {
                format: TextFormat::Markdown,
                source: decoded.into_owned(),
            }),
        };
    }
    CleanText {
        plain: lines_in_order(&decoded),
        rich: None,
    }
}

/// A title, name or room: one line, without entities and without inline markup.
pub(crate) fn clean_line(text: &str, repairs: &mut Repairs) -> String {
    let decoded = if text.contains('&') {
        let decoded = entities::decoded(text);
        if decoded != text {
            repairs.note(RepairKind::StrayEntity, || shortened(text));
        }
        decoded
    } else {
        text.into()
    };
    let decoded = html::without_inline_markup(&decoded);
    let mut line = String::with_capacity(decoded.len());
    if decoded.contains(['\u{200B}', '\u{FEFF}']) {
        push_folded(&mut line, &decoded.replace(['\u{200B}', '\u{FEFF}'], " "));
    } else {
        push_folded(&mut line, &decoded);
    }
    line
}

/// [`clean_line`], and none where nothing is left.
pub(crate) fn clean_option(text: &str, repairs: &mut Repairs) -> Option<String> {
    Some(clean_line(text, repairs)).filter(|line| !line.is_empty())
}

impl CleanText {
    /// Adds what a session has no field for, so that it is shown and found.
    pub(crate) fn append(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let line = format!("{label}: {value}");
        if let Some(RichText { format, source }) = &mut self.rich {
            match format {
                TextFormat::Html => {
                    let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
                    source.push_str(&format!("\n<p>{escaped}</p>"));
                }
                TextFormat::Markdown => source.push_str(&format!("\n\n{line}")),
            }
        }
        if !self.plain.is_empty() {
            self.plain.push_str("\n\n");
        }
        self.plain.push_str(&line);
    }

    fn format(&self) -> Option<TextFormat> {
        self.rich.as_ref().map(|rich| rich.format)
    }

    fn source(&self) -> &str {
        self.rich.as_ref().map_or(&self.plain, |rich| &rich.source)
    }

    fn as_html(&self) -> String {
        match &self.rich {
            Some(rich) if rich.format == TextFormat::Html => rich.source.clone(),
            _ => {
                let escaped = self.plain.replace('&', "&amp;").replace('<', "&lt;");
                format!(
                    "<p>{}</p>",
                    escaped.replace("\n\n", "</p>\n<p>").replace('\n', "<br>")
                )
            }
        }
    }
}

fn clean_html(text: &str, repairs: &mut Repairs) -> CleanText {
    let mut plain = html::to_text(text);
    // What still is an entity was escaped twice.
    if plain.contains('&') {
        let decoded = entities::decoded(&plain);
        if decoded != plain {
            repairs.note(RepairKind::StrayEntity, || shortened(&plain));
            plain = decoded.into_owned();
        }
    }
    // Lines that no tag parts would run together as HTML.
    let source = if html::parts_lines(text) {
        text.to_owned()
    } else {
        text.replace('\n', "<br>\n")
    };
    CleanText {
        plain,
        rich: Some(RichText {
            format: TextFormat::Html,
            source,
        }),
    }
}

/// Lines without indentation and trailing space, at most one empty line between them.
fn lines_in_order(text: &str) -> String {
    let mut ordered = String::with_capacity(text.len());
    let mut gap = 0;
    let lines = text
        .split('\n')
        .flat_map(|line| line.trim_end_matches('\r').split('\r'));
    for line in lines.map(str::trim) {
        if line.is_empty() {
            gap += 1;
            continue;
        }
        if !ordered.is_empty() {
            ordered.push_str(if gap > 0 { "\n\n" } else { "\n" });
        }
        push_folded(&mut ordered, line);
        gap = 0;
    }
    ordered
}

/// Adds a line with single spaces between its words.
fn push_folded(text: &mut String, line: &str) {
    if is_folded(line) {
        return text.push_str(line);
    }
    let mut words = line.split_whitespace();
    text.extend(words.next());
    for word in words {
        text.push(' ');
        text.push_str(word);
    }
}

/// A first look, as most lines are in order: no space at an end, beside another or of another kind.
/// Some of what is not ASCII may be a space.
fn is_folded(line: &str) -> bool {
    let mut before = b' ';
    let in_order = line.bytes().all(|byte| {
        let doubled = byte == b' ' && before == b' ';
        before = byte;
        !doubled && byte >= b' ' && !matches!(byte, 0xC2 | 0xE1..=0xE3)
    });
    in_order && before != b' '
}

fn begins_with(text: &str, beginning: &str) -> bool {
    let mut words = text.split_whitespace();
    beginning
        .split_whitespace()
        .all(|word| words.next() == Some(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn plain(text: &str) -> String {
        clean(text, &mut Repairs::default()).plain
    }

    #[test]
    fn markup_becomes_paragraphs_lines_and_bullets() {
        let cases = [
            ("<p>One\n two</p><p>Three</p>", "One two\n\nThree"),
            ("One<br/>two<BR>three", "One\ntwo\nthree"),
            (
                "<ul><li>One</li><li>Two</li></ul>after",
                "• One\n• Two\n\nafter",
            ),
            ("<p>a &lt;int&gt; &amp; b&nbsp;c</p>", "a <int> & b c"),
            (
                "<p>A</p><script>alert('x < y')</script><style>p{}</style><p>B</p>",
                "A\n\nB",
            ),
            ("<p>A<!-- not <b>this</b> --></p>", "A"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            (
                "first\n\nsecond with <i>slant</i>",
                "first\n\nsecond with slant",
            ),
            ("if a < b then <3", "if a < b then <3"),
            ("std::vector<int> v;", "std::vector<int> v;"),
            (
                "  indented\n     too  far\n\n\n\nlast  ",
                "indented\ntoo far\n\nlast",
            ),
            ("<p>unclosed <a href=\"x", "unclosed"),
            ("<p>a</p", "a"),
            ("", ""),
            ("<p></p>", ""),
            ("a\r\nb\r\n\r\nc", "a\nb\n\nc"),
        ];
        for (source, expected) in cases {
            assert_eq!(plain(source), expected, "{source}");
        }
    }

    #[test]
    fn what_was_escaped_twice_is_mended_and_reported() {
        let cases = [
            ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\n\nTwo"),
            ("Tom &amp; Jerry&#39;s", "Tom & Jerry's"),
            ("<p>Tom &amp;amp; Jerry</p>", "Tom & Jerry"),
        ];
        for (source, expected) in cases {
            let mut repairs = Repairs::default();
            assert_eq!(clean(source, &mut repairs).plain, expected);
            let repairs = repairs.into_vec();
            assert_eq!(repairs.len(), 1, "{source}");
            assert_eq!(repairs[0].kind, RepairKind::StrayEntity);
        }
        let mut repairs = Repairs::default();
        clean("<p>Tom &amp; Jerry</p>", &mut repairs);
        assert!(repairs.into_vec().is_empty());
    }

    #[test]
    fn an_abstract_and_a_description_that_repeats_it_are_one_text() {
        let cases = [
            ("<p>Same.</p>", "Same.", "Same."),
            ("First.", "First. Second.", "First. Second."),
            ("First. Second.", "First.", "First. Second."),
            ("First.", "Second.", "First.\n\nSecond."),
            ("", "Second.", "Second."),
            ("First.", "", "First."),
        ];
        for (summary, description, expected) in cases {
            let text = described(summary, description, &mut Repairs::default());
            assert_eq!(text.plain, expected, "{summary} {description}");
        }
    }

    #[test]
    fn rich_text_is_there_only_where_there_is_markup() {
        let text = described("a < b", "plain", &mut Repairs::default());
        assert_eq!(text.rich, None);
        let text = described("a < b", "<p>rich</p>", &mut Repairs::default());
        assert_eq!(text.rich.unwrap().source, "<p>a &lt; b</p>\n<p>rich</p>");
        let text = clean("one\n<i>two</i>", &mut Repairs::default());
        assert_eq!(text.rich.unwrap().source, "one<br>\n<i>two</i>");
    }

    #[test]
    fn lines_lose_markup_and_odd_spaces() {
        let cases = [
            ("  Tom &amp; Jerry\n live ", "Tom & Jerry live"),
            ("A <em>new</em> hope", "A new hope"),
            (
                "Using Option<T> and <canvas>",
                "Using Option<T> and <canvas>",
            ),
            ("Platform \u{200B}", "Platform"),
            ("R&D &amp; AT&T", "R&D & AT&T"),
        ];
        for (source, expected) in cases {
            assert_eq!(clean_line(source, &mut Repairs::default()), expected);
        }
    }
}
