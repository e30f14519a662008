//! Notes as blocks of text: headings, paragraphs, list items, table rows.
//!
//! Markdown is read by pulldown-cmark: links over several lines, escapes, tables and code blocks are
//! CommonMark's business. Plain text is Markdown too, so that there is one way for both. What the
//! blocks mean is not decided here.

mod text;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) use text::{LinkSpan, Text};

/// A piece of the notes between two others.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Empty for a row.
    pub(super) text: Text,
    /// Of a row; empty for others.
    pub(super) cells: Vec<Text>,
    /// Where it stands in the source.
    pub(super) source: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 1 to 6.
    Heading(u8),
    Paragraph,
    /// With its depth, the outermost being 1.
    Item(usize),
    /// A further paragraph of an item of that depth.
    InItem(usize),
    HeaderRow,
    Row,
    Code,
}

/// The blocks of the notes, in order. `notes` is without front matter.
pub(super) fn blocks(notes: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut collector = Collector::default();
    for (event, range) in Parser::new_ext(notes, options).into_offset_iter() {
        collector.take(event, range);
    }
    collector.finish(notes.len());
    collector.blocks
}

#[derive(Default)]
struct Collector {
    blocks: Vec<Block>,
    current: Option<Block>,
    cells: Vec<Text>,
    in_cell: bool,
    in_header: bool,
    item_depth: usize,
    /// Images being open: their words are no text.
    images: usize,
}

impl Collector {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            _ if self.images > 0 => {}
            Event::Text(text) => self.text(range).push(&text),
            Event::Code(text) => self.text(range).push(&text),
            Event::SoftBreak | Event::HardBreak => self.text(range).push_break(),
            Event::InlineHtml(html) if html.to_ascii_lowercase().starts_with("<br") => {
                self.text(range).push_break();
            }
            Event::Rule => self.flush(range.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.open(Kind::Heading(level as u8), range),
            Tag::Paragraph => {
                let continues_item = self.current.as_ref().is_some_and(|block| {
                    matches!(block.kind, Kind::Item(_)) && block.text.is_empty()
                });
                if !continues_item {
                    let kind = self.paragraph();
                    self.open(kind, range);
                }
            }
            Tag::Item => {
                self.item_depth += 1;
                self.open(Kind::Item(self.item_depth), range);
            }
            Tag::CodeBlock(_) => self.open(Kind::Code, range),
            Tag::HtmlBlock | Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) => {
                self.flush(range.start);
            }
            Tag::TableHead => self.in_header = true,
            Tag::TableCell => {
                self.cells.push(Text::default());
                self.in_cell = true;
            }
            Tag::Link { dest_url, .. } => self.text(range).open_link(&dest_url),
            Tag::Strong => self.text(range).open_strong(),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock => self.flush(range.end),
            TagEnd::Item => {
                self.flush(range.end);
                self.item_depth = self.item_depth.saturating_sub(1);
            }
            TagEnd::TableCell => self.in_cell = false,
            TagEnd::TableHead | TagEnd::TableRow => {
                let kind = if self.in_header {
                    Kind::HeaderRow
                } else {
                    Kind::Row
                };
                self.in_header = false;
                let cells = std::mem::take(&mut self.cells);
                let text = Text::default();
                self.blocks.push(Block {
                    kind,
                    text,
                    cells,
                    source: range,
                });
            }
            TagEnd::Link => self.text(range).close_link(),
            TagEnd::Strong => self.text(range).close_strong(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    /// Where text goes at the moment.
    fn text(&mut self, range: Range<usize>) -> &mut Text {
        if self.in_cell && !self.cells.is_empty() {
            let last = self.cells.len() - 1;
            return &mut self.cells[last];
        }
        let kind = self.paragraph();
        &mut self
            .current
            .get_or_insert_with(|| Block {
                kind,
                text: Text::default(),
                cells: Vec::new(),
                source: range,
            })
            .text
    }

    fn paragraph(&self) -> Kind {
        match self.item_depth {
            0 => Kind::Paragraph,
            depth => Kind::InItem(depth),
        }
    }

    fn open(&mut self, kind: Kind, source: Range<usize>) {
        self.flush(source.start);
        self.current = Some(Block {
            kind,
            text: Text::default(),
            cells: Vec::new(),
            source,
        });
    }

    fn flush(&mut self, end: usize) {
        if let Some(mut block) = self.current.take() {
            block.source.end = end.max(block.source.start);
            block.text.finish();
            if !block.text.is_empty() && !is_template(block.text.as_str()) {
                self.blocks.push(block);
            }
        }
    }

    fn finish(&mut self, end: usize) {
        self.flush(end);
    }
}

/// A macro of a site's generator: `{% youtube … %}`, `{{< image … >}}`.
fn is_template(text: &str) -> bool {
    let braces = |open: &str, close: &str| text.starts_with(open) && text.ends_with(close);
    braces("{%", "%}") || braces("{{", "}}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(notes: &str) -> Vec<(Kind, String)> {
        blocks(notes)
            .into_iter()
            .map(|block| {
                let cells: Vec<_> = block.cells.iter().map(Text::as_str).collect();
                let text = match block.kind {
                    Kind::Row | Kind::HeaderRow => cells.join("|"),
                    _ => block.text.as_str().to_owned(),
                };
                (block.kind, text)
            })
            .collect()
    }

    #[test]
    fn notes_fall_into_blocks() {
        let notes = "\
# Title {#anchor}
![picture](a.png)

First *line*
second line

- one [link
  over lines](https://e.org) end
  - nested

  further

1. counted

> quoted

| A | B |
|---|---|
| `x` | **y** |

```
code
```
{% youtube x %}

<div>html</div>
last<br/>one
";
        let expected = [
            (Kind::Heading(1), "Title"),
            (Kind::Paragraph, "First line\nsecond line"),
            (Kind::Item(1), "one link over lines end"),
            (Kind::Item(2), "nested"),
            (Kind::InItem(1), "further"),
            (Kind::Item(1), "counted"),
            (Kind::Paragraph, "quoted"),
            (Kind::HeaderRow, "A|B"),
            (Kind::Row, "x|y"),
            (Kind::Code, "code"),
        ];
        let told = told(notes);
        let told: Vec<_> = told
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect();
        assert_eq!(told, expected);
        assert_eq!(
            self::told("last<br/>one"),
            [(Kind::Paragraph, "last\none".to_owned())]
        );
    }

    #[test]
    fn blocks_know_where_they_stand() {
        let notes = "# A\n\nText *x*\n\n- item\n";
        let sources: Vec<_> = blocks(notes)
            .into_iter()
            .map(|block| notes[block.source].trim().to_owned())
            .collect();
        assert_eq!(sources, ["# A", "Text *x*", "- item"]);
    }
}
