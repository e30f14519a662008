//! Markdown to plain text, for the systems whose abstracts are in it (pretalx, the C3 hub).

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::writer::{Gap, Writer};

/// Whether a text is surely Markdown: a link, bold words, a heading or a fenced block. A star or a
/// dash at the start of a line is in every plain text, and reads well as it is.
pub(super) fn is_markdown(text: &str) -> bool {
    let text_holds = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    let twice = |mark: &str| memmem::find_iter(text.as_bytes(), mark).nth(1).is_some();
    twice("**")
        || twice("__")
        || text_holds("](http")
        || text_holds("](/")
        || text_holds("```")
        || text.lines().any(|line| {
            let rest = line.trim_start_matches('#');
            rest.len() < line.len() && line.len() - rest.len() <= 6 && rest.starts_with(' ')
        })
}

/// The text without its marks; its line ends stay.
pub(super) fn to_text(source: &str) -> String {
    let mut text = Writer::new(source.len(), true);
    let mut numbers: Vec<Option<u64>> = Vec::new();
    let source = unindented(source);
    for event in Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push(&part);
            }
            Event::SoftBreak | Event::HardBreak => text.break_line(),
            Event::Start(Tag::List(first)) => {
                text.part(if numbers.is_empty() {
                    Gap::Paragraph
                } else {
                    Gap::Line
                });
                numbers.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
                text.part(if numbers.is_empty() {
                    Gap::Paragraph
                } else {
                    Gap::Line
                });
            }
            Event::Start(Tag::Item) => match numbers.last_mut() {
                Some(Some(number)) => {
                    text.item(&format!("{number}. "));
                    *number += 1;
                }
                _ => text.item("• "),
            },
            Event::End(TagEnd::Item) => text.part(Gap::Line),
            Event::Start(Tag::CodeBlock(_)) => {
                text.part(Gap::Paragraph);
                text.preformatted(true);
            }
            Event::End(TagEnd::CodeBlock) => {
                text.preformatted(false);
                text.part(Gap::Paragraph);
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_)) => {
                text.part(if numbers.is_empty() {
                    Gap::Paragraph
                } else {
                    Gap::Line
                });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_))
            | Event::Rule => {
                text.part(if numbers.is_empty() {
                    Gap::Paragraph
                } else {
                    Gap::Line
                });
            }
            _ => {}
        }
    }
    text.finish()
}

/// Indentation comes from the file around the text, and would make code of it.
fn unindented(source: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in source.lines() {
        let trimmed = line.trim_start();
        fenced ^= trimmed.starts_with("```");
        let depth = line.len() - trimmed.len();
        lines.push(if fenced || depth < 4 { line } else { trimmed });
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_leave_and_structure_stays() {
        let cases = [
            (
                "**Bold** and *slanted* [link](https://example.org)",
                "Bold and slanted link",
            ),
            ("# Title\nText\nmore", "Title\n\nText\nmore"),
            (
                "* one\n* two\n\n1. first\n2. second",
                "• one\n• two\n\n1. first\n2. second",
            ),
            (
                "One\n\n        **indented** by the file",
                "One\n\nindented by the file",
            ),
            ("```\na\n    b\n```", "a\n    b"),
            ("- one\n\n- two", "• one\n• two"),
        ];
        for (source, expected) in cases {
            assert_eq!(to_text(source), expected, "{source}");
        }
    }

    #[test]
    fn only_sure_signs_make_markdown() {
        for text in [
            "**b**",
            "[a](https://example.org)",
            "## Heading",
            "```\nx\n```",
        ] {
            assert!(is_markdown(text), "{text}");
        }
        for text in [
            "* a star",
            "- a dash",
            "#hashtag",
            "5 * 3 ** 2",
            "a_b_c",
            "[a] (b)",
            "",
        ] {
            assert!(!is_markdown(text), "{text}");
        }
    }
}
