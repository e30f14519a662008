//! A piece of a text around what was looked for.

use agenda::words::{folded, is_in_word};

use super::query::Query;

/// How many words an excerpt has, and how many of them stand before the first match.
const WORDS: usize = 24;
const BEFORE: usize = 8;

/// Finds the words of a query in texts.
pub(super) struct Marker {
    /// Folded beginnings of words.
    beginnings: Vec<String>,
}

impl Marker {
    pub fn of(query: &Query) -> Self {
        let words = query.words.iter().flatten();
        let beginnings = words
            .flat_map(|word| {
                let folded = folded(word);
                let parts: Vec<String> = folded.split(' ').map(str::to_owned).collect();
                parts
            })
            .filter(|word| !word.is_empty())
            .collect();
        Self { beginnings }
    }

    /// The words around the first match, matches between U+0002 and U+0003; the first words of a text
    /// without any.
    pub fn excerpt(&self, text: &str) -> String {
        let words: Vec<(usize, usize)> = Words::of(text).collect();
        let is_match = |(start, end): &(usize, usize)| self.matches(&text[*start..*end]);
        let first = words.iter().position(is_match).unwrap_or(0);
        let from = if first < WORDS { 0 } else { first - BEFORE };
        let to = words.len().min(from + WORDS);
        let Some(shown) = words.get(from..to).filter(|shown| !shown.is_empty()) else {
            return String::new();
        };
        let mut excerpt = String::new();
        let mut at = if from == 0 {
            0
        } else {
            excerpt.push('…');
            shown[0].0
        };
        for word in shown {
            excerpt.push_str(&text[at..word.0]);
            at = word.1;
            if is_match(word) {
                excerpt.push('\u{2}');
                excerpt.push_str(&text[word.0..word.1]);
                excerpt.push('\u{3}');
            } else {
                excerpt.push_str(&text[word.0..word.1]);
            }
        }
        if to == words.len() {
            excerpt.push_str(&text[at..]);
        } else {
            excerpt.push('…');
        }
        excerpt
    }

    fn matches(&self, word: &str) -> bool {
        if word.is_ascii() {
            let begins = |beginning: &String| {
                let (word, beginning) = (word.as_bytes(), beginning.as_bytes());
                word.get(..beginning.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(beginning))
            };
            return self.beginnings.iter().any(begins);
        }
        let word = folded(word);
        self.beginnings
            .iter()
            .any(|beginning| word.starts_with(beginning))
    }
}

/// The words of a text as FTS5 parts them, from byte to byte.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let length = self.text[start..].find(|letter| !is_in_word(letter));
        let end = length.map_or(self.text.len(), |length| start + length);
        self.at = end;
        Some((start, end))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn excerpt(typed: &str, text: &str) -> String {
        Marker::of(&Query::of(typed).unwrap())
            .excerpt(text)
            .replace('\u{2}', "[")
            .replace('\u{3}', "]")
    }

    #[test]
    fn matches_are_marked_in_any_case_and_without_accents() {
        let cases = [
            (
                "kern",
                "The Kernel, its kernels.",
                "The [Kernel], its [kernels].",
            ),
            ("garcia-v", "By García Veytia", "By [García] [Veytia]"),
            (
                "GARCIA",
                "By Garci\u{301}a, again",
                "By [Garci\u{301}a], again",
            ),
            ("x", "Nothing of it", "Nothing of it"),
            ("x", "", ""),
            ("x", "…", ""),
        ];
        for (typed, text, expected) in cases {
            assert_eq!(excerpt(typed, text), expected, "{typed}");
        }
    }

    #[test]
    fn a_long_text_is_cut_around_its_first_match() {
        let words: Vec<String> = (1..=60).map(|number| format!("w{number}")).collect();
        let text = words.join(" ");
        let of = |from: usize, to: usize| words[from - 1..to].join(" ");
        assert_eq!(excerpt("none", &text), format!("{}…", of(1, 24)));
        let around = of(32, 55).replace("w40", "[w40]");
        assert_eq!(excerpt("w40", &text), format!("…{around}…"));
        let end = of(50, 60).replace("w58", "[w58]");
        assert_eq!(excerpt("w58", &text), format!("…{end}"));
    }
}
