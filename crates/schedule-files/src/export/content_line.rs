//! Content lines of iCalendar: folding and escaping (RFC 5545 §3.1 and §3.3.11). Nothing here knows
//! what the lines say.

/// Octets in a line, without its line break.
const LONGEST_LINE: usize = 75;

/// Lines put together into a file.
#[derive(Default)]
pub(super) struct ContentLines {
    text: String,
}

impl ContentLines {
    /// Appends `name:value`, folded. The value stands as it is: escape it before if it is TEXT.
    /// `name` may bear parameters.
    pub(super) fn push(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if octets + letter.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(letter);
            octets += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// Appends a property whose value is TEXT.
    pub(super) fn push_text(&mut self, name: &str, text: &str) {
        self.push(name, &escaped(text));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A TEXT value: line breaks of any kind as `\n`, `\`, `;` and `,` escaped, other control characters
/// left out, for no line may bear them.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\r' => {
                letters.next_if_eq(&'\n');
                escaped.push_str("\\n");
            }
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(letter),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lines_hold_75_octets_at_most_and_whole_characters() {
        let values = [
            String::new(),
            "a".repeat(66),
            "a".repeat(67),
            "é".repeat(400),
            "🎉".repeat(100),
            "日本語のとても長い題名".repeat(20),
            format!("{} {}", " ".repeat(80), "end"),
        ];
        for value in values {
            let mut lines = ContentLines::default();
            lines.push("SUMMARY;X=1", &value);
            let text = lines.into_text();
            let physical: Vec<_> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
            assert!(physical.iter().all(|line| line.len() <= 75), "{text}");
            assert!(
                physical[1..].iter().all(|line| line.starts_with(' ')),
                "{text}"
            );
            assert_eq!(
                text.replace("\r\n ", ""),
                format!("SUMMARY;X=1:{value}\r\n")
            );
        }
    }

    #[test]
    fn a_line_is_folded_only_where_it_must_be() {
        let mut lines = ContentLines::default();
        lines.push("A", &"x".repeat(73));
        lines.push("A", &"x".repeat(74));
        let expected = format!("A:{}\r\nA:{}\r\n x\r\n", "x".repeat(73), "x".repeat(73));
        assert_eq!(lines.into_text(), expected);
    }

    #[test]
    fn text_is_escaped() {
        let cases = [
            (
                "Too much, too soon; or C:\\",
                r"Too much\, too soon\; or C:\\",
            ),
            ("one\ntwo\r\nthree\rfour", r"one\ntwo\nthree\nfour"),
            ("bell\u{7}\u{0} and\ttab", "bell and\ttab"),
            ("\"quoted\": 10:30", "\"quoted\": 10:30"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }
}
