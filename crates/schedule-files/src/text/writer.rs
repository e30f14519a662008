//! Plain text as it is put together: what parts its pieces, and bullets before items.

/// What stands between what was written and what comes next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

pub(super) struct Writer {
    text: String,
    gap: Gap,
    /// Line ends of the source count.
    lines_count: bool,
    /// How many elements are open in which white space counts.
    preformatted: usize,
    /// Before the next text, if it follows at all.
    bullet: Option<String>,
}

impl Writer {
    pub(super) fn new(capacity: usize, lines_count: bool) -> Self {
        Self {
            text: String::with_capacity(capacity),
            gap: Gap::None,
            lines_count,
            preformatted: 0,
            bullet: None,
        }
    }

    /// Writes text, its white space folded.
    pub(super) fn push(&mut self, text: &str) {
        if self.preformatted > 0 {
            return self.push_preformatted(text);
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let space = space_at(&bytes[at..]);
            if space > 0 {
                match (self.lines_count, bytes[at]) {
                    (true, b'\n') => self.break_line(),
                    _ => self.part(Gap::Space),
                }
                at += space;
                continue;
            }
            let start = at;
            // Words with one space between them are one piece.
            while at < bytes.len() {
                let space = space_at(&bytes[at..]);
                let single =
                    bytes[at] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
                if space > 0 && !single {
                    break;
                }
                at += 1;
            }
            self.close_gap();
            self.text.push_str(&text[start..at]);
        }
    }

    /// Parts what follows at least that much; what follows a bullet stays beside it.
    pub(super) fn part(&mut self, gap: Gap) {
        if self.bullet.is_none() {
            self.gap = self.gap.max(gap);
        }
    }

    /// Ends a line; the second time in a row, a paragraph.
    pub(super) fn break_line(&mut self) {
        let again = self.gap >= Gap::Line;
        self.part(if again { Gap::Paragraph } else { Gap::Line });
    }

    /// Starts an item of a list on a line of its own.
    pub(super) fn item(&mut self, bullet: &str) {
        self.gap = self.gap.max(Gap::Line);
        self.bullet = Some(bullet.to_owned());
    }

    /// Begins or ends text in which white space counts.
    pub(super) fn preformatted(&mut self, begins: bool) {
        self.preformatted = if begins {
            self.preformatted + 1
        } else {
            self.preformatted.saturating_sub(1)
        };
    }

    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    fn push_preformatted(&mut self, text: &str) {
        let text = if self.gap >= Gap::Line {
            text.trim_start_matches('\n')
        } else {
            text
        };
        if !text.is_empty() {
            self.close_gap();
            self.text.push_str(text);
        }
    }

    fn close_gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        if let Some(bullet) = self.bullet.take() {
            self.text.push_str(&bullet);
        }
    }
}

/// The length of the white space that starts the text: ASCII or a no-break space; 0 for none.
fn space_at(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\n' | b'\r' | b'\t', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        _ => 0,
    }
}
