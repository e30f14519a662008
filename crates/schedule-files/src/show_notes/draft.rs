//! What the notes tell of sessions, lists and booths, before anything is made of it.

use std::ops::Range;

use agenda::{Booth, Link};

use crate::when::{Date, Times};

/// A session as one place of the notes tells of it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// With its speakers, if they stand behind it.
    pub(super) title: String,
    pub(super) url: Option<String>,
    /// Only named by a link: a session if the notes tell of others too.
    pub(super) in_passing: bool,
    pub(super) date: Option<Date>,
    pub(super) times: Option<Times>,
    pub(super) room: Option<String>,
    /// A line of its own with names and companies.
    pub(super) speakers: Option<String>,
    pub(super) online: bool,
    pub(super) body: Body,
}

/// The text below a title, gathered block by block.
#[derive(Debug, Default)]
pub(super) struct Body {
    text: String,
    /// Where it stands in the source, as long as it is made of whole blocks.
    source: Option<Range<usize>>,
    in_parts: bool,
    ends_with_item: bool,
}

impl Body {
    /// Adds a part of a block.
    pub(super) fn push_paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.part(text, "\n\n");
            self.ends_with_item = false;
            self.in_parts = true;
        }
    }

    /// Adds a block that is in the text as a whole.
    pub(super) fn push_block(&mut self, text: &str, source: Range<usize>) {
        self.part(text, "\n\n");
        self.ends_with_item = false;
        self.add_source(source);
    }

    /// Adds a list's item; items stand on lines of their own, without an empty one between.
    pub(super) fn push_item(&mut self, text: &str, source: Range<usize>) {
        self.part("• ", if self.ends_with_item { "\n" } else { "\n\n" });
        self.text.push_str(text);
        self.ends_with_item = true;
        self.add_source(source);
    }

    /// Paragraphs parted by an empty line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the text stands in the notes; `None` where a part of it shares its block with others.
    pub(super) fn source(&self) -> Option<Range<usize>> {
        self.source.clone().filter(|_| !self.in_parts)
    }

    fn part(&mut self, text: &str, gap: &str) {
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
        self.text.push_str(text);
    }

    fn add_source(&mut self, source: Range<usize>) {
        self.source = Some(match self.source.take() {
            Some(known) => known.start.min(source.start)..known.end.max(source.end),
            None => source,
        });
    }
}

#[derive(Debug)]
pub(super) struct ListDraft {
    pub(super) name: String,
    pub(super) entries: Vec<EntryDraft>,
}

#[derive(Debug)]
pub(super) enum EntryDraft {
    /// By its place among the drafts.
    Session(usize),
    /// Words that may be a session's title; none is made of them.
    Words(String),
    Link(Link),
}

/// All that is told.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) drafts: Vec<Draft>,
    pub(super) lists: Vec<ListDraft>,
    pub(super) booths: Vec<Booth>,
    pub(super) events: Vec<Link>,
    /// Times and dates that no title stands with, as they are written, with their line.
    pub(super) untitled: Vec<(usize, String)>,
}
