//! Text without markup that knows its links and what is bold.

use std::ops::Range;

/// Letters of the longest address that is looked for in text.
const LONGEST_ADDRESS: usize = 2000;

/// Text of a block; lines are parted by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::show_notes) struct Text {
    text: String,
    links: Vec<LinkSpan>,
    strong: Vec<Range<usize>>,
    open_links: Vec<(usize, String)>,
    open_strong: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::show_notes) struct LinkSpan {
    /// In the text.
    pub(in crate::show_notes) range: Range<usize>,
    pub(in crate::show_notes) url: String,
}

impl Text {
    pub(in crate::show_notes) fn as_str(&self) -> &str {
        &self.text
    }

    pub(in crate::show_notes) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(in crate::show_notes) fn links(&self) -> &[LinkSpan] {
        &self.links
    }

    /// The same with its lines joined.
    pub(in crate::show_notes) fn joined(&self) -> Self {
        Self {
            text: self.text.replace('\n', " "),
            ..self.clone()
        }
    }

    /// Its lines, without those that are empty.
    pub(in crate::show_notes) fn lines(&self) -> Vec<Self> {
        let mut lines = Vec::new();
        let (mut links, mut strong) = (self.links.as_slice(), self.strong.as_slice());
        let mut start = 0;
        for text in self.text.split('\n') {
            let end = start + text.len();
            let moved = |range: &Range<usize>| range.start - start..range.end - start;
            let mut line = Self {
                text: text.to_owned(),
                ..Self::default()
            };
            while let Some((link, rest)) = links
                .split_first()
                .filter(|(link, _)| link.range.start < end)
            {
                if link.range.start >= start && link.range.end <= end {
                    line.links.push(LinkSpan {
                        range: moved(&link.range),
                        url: link.url.clone(),
                    });
                }
                links = rest;
            }
            while let Some((range, rest)) =
                strong.split_first().filter(|(range, _)| range.start < end)
            {
                if range.start >= start && range.end <= end {
                    line.strong.push(moved(range));
                }
                strong = rest;
            }
            if !text.trim().is_empty() {
                lines.push(line);
            }
            start = end + 1;
        }
        lines
    }

    /// The text and another on one line; links and bold words of the other are lost.
    pub(in crate::show_notes) fn followed_by(&self, other: &Self) -> Self {
        Self {
            text: format!("{}, {}", self.text, other.text),
            ..self.clone()
        }
    }

    /// The link that is all there is but signs, as its words and address.
    pub(in crate::show_notes) fn whole_link(&self) -> Option<(&str, &str)> {
        let [link] = self.links.as_slice() else {
            return None;
        };
        let words = |text: &str| text.chars().any(char::is_alphanumeric);
        let alone = !words(&self.text[..link.range.start]) && !words(&self.text[link.range.end..]);
        alone.then(|| (&self.text[link.range.clone()], link.url.as_str()))
    }

    /// What is bold from the start on, and what follows it.
    pub(in crate::show_notes) fn bold_start(&self) -> Option<(&str, &str)> {
        let strong = self.strong.first()?;
        let words = |text: &str| text.chars().any(char::is_alphanumeric);
        let bold = &self.text[strong.clone()];
        let first = !words(&self.text[..strong.start]) && words(bold);
        first.then(|| (bold, &self.text[strong.end..]))
    }

    /// Whether all of it is bold.
    pub(in crate::show_notes) fn is_bold(&self) -> bool {
        self.bold_start()
            .is_some_and(|(_, rest)| !rest.chars().any(char::is_alphanumeric))
    }

    pub(super) fn push(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '\n' => self.push_break(),
                '\u{A0}' => self.text.push(' '),
                '\u{200B}' | '\u{FEFF}' | '\u{FE0F}' => {}
                _ => self.text.push(letter),
            }
        }
    }

    /// A line break; inside of a link only a space.
    pub(super) fn push_break(&mut self) {
        self.text.push(if self.open_links.is_empty() {
            '\n'
        } else {
            ' '
        });
    }

    pub(super) fn open_link(&mut self, url: &str) {
        self.open_links.push((self.text.len(), url.to_owned()));
    }

    pub(super) fn close_link(&mut self) {
        if let Some((start, url)) = self.open_links.pop()
            && self.open_links.is_empty()
        {
            self.links.push(LinkSpan {
                range: start..self.text.len(),
                url,
            });
        }
    }

    pub(super) fn open_strong(&mut self) {
        self.open_strong.push(self.text.len());
    }

    pub(super) fn close_strong(&mut self) {
        if let Some(start) = self.open_strong.pop()
            && self.open_strong.is_empty()
        {
            self.strong.push(start..self.text.len());
        }
    }

    /// Ends the text, and adds addresses that stand in it as they are to its links.
    pub(super) fn finish(&mut self) {
        let length = self.text.trim_end_matches('\n').len();
        self.text.truncate(length);
        self.links
            .retain(|link| link.range.end <= length && !link.range.is_empty());
        self.strong
            .retain(|range| range.end <= length && !range.is_empty());
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"');
        let mut found = Vec::new();
        let mut behind = 0;
        for (start, _) in self.text.match_indices("http") {
            let rest = &self.text[start..];
            if start < behind || !(rest.starts_with("https://") || rest.starts_with("http://")) {
                continue;
            }
            let length: usize = rest
                .chars()
                .take(LONGEST_ADDRESS)
                .take_while(|letter| !ends(*letter))
                .map(char::len_utf8)
                .sum();
            behind = start + length;
            let address =
                rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '_']);
            let range = start..start + address.len();
            found.push(LinkSpan {
                range,
                url: address.to_owned(),
            });
        }
        if found.is_empty() {
            return;
        }
        self.links.append(&mut found);
        self.links
            .sort_by_key(|link| (link.range.start, std::cmp::Reverse(link.range.end)));
        // One inside of another is that other's words.
        let mut end = 0;
        self.links.retain(|link| {
            let apart = link.range.start >= end;
            end = end.max(link.range.end);
            apart && link.url.len() > "https://".len()
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::show_notes::blocks::blocks;

    use super::*;

    fn text(markdown: &str) -> Text {
        blocks(markdown).remove(0).text
    }

    #[test]
    fn a_link_that_is_all_there_is_is_known() {
        let cases = [
            (
                "[Talk](https://sched.co/a)",
                Some(("Talk", "https://sched.co/a")),
            ),
            (
                "📺 **[Talk](https://sched.co/a)**!",
                Some(("Talk", "https://sched.co/a")),
            ),
            (
                "https://e.org/x.",
                Some(("https://e.org/x", "https://e.org/x")),
            ),
            ("See [Talk](https://sched.co/a)", None),
            ("[A](https://e.org) [B](https://e.org)", None),
            (
                "[https://e.org/a](https://e.org/b)",
                Some(("https://e.org/a", "https://e.org/b")),
            ),
            ("no link, https:// alone", None),
            ("Words\n[](https://e.org)", None),
            ("[\n](https://e.org)x", None),
        ];
        for (markdown, expected) in cases {
            assert_eq!(text(markdown).whole_link(), expected, "{markdown}");
        }
    }

    #[test]
    fn lines_keep_their_own_links_and_bold_words() {
        let lines = text("**Bold** and [a](https://e.org/a)\n[b](https://e.org/b)\nplain").lines();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].bold_start(), Some(("Bold", " and a")));
        assert_eq!(lines[1].whole_link(), Some(("b", "https://e.org/b")));
        assert!(lines[2].links().is_empty() && !lines[2].is_bold());
        assert!(text("**all of it**").is_bold());
    }
}
