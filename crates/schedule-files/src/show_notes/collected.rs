//! What has been collected of the notes so far: sessions with the text below them, lists, booths,
//! events. Where in the notes it stands is `outline`'s.

use std::collections::{HashMap, HashSet};

use agenda::Link;
use agenda::words::folded;

use super::addresses::session_code;
use super::blocks::{Block, Kind, Text};
use super::booths::{self, Gathered, Spellings};
use super::draft::{Draft, EntryDraft, ListDraft, Told};
use super::talks::Detail;
use super::{events, talks};
use crate::repair::shortened;
use crate::speakers::split_title;

#[derive(Default)]
pub(super) struct Collected {
    told: Told,
    booths: Gathered,
    event_addresses: HashSet<String>,
    list_names: HashMap<String, usize>,
    /// The session whose text is read, with the depth of its list item.
    talk: Option<(usize, usize)>,
    /// The list of somebody's picks that is read.
    list: Option<usize>,
}

impl Collected {
    /// Adds a session told by the block; the text below it is its own from now on.
    pub(super) fn add_talk(&mut self, mut draft: Draft, block: &Block) {
        draft.online = is_online(&draft);
        let index = self.told.drafts.len();
        if let Some(list) = self.list.filter(|_| matches!(block.kind, Kind::Item(_))) {
            draft.in_passing = false;
            let entry = EntryDraft::Session(index);
            self.told.lists[list].entries.push(entry);
        }
        self.told.drafts.push(draft);
        self.talk = Some((index, depth(block.kind)));
    }

    /// Adds sessions that have no text below them.
    pub(super) fn add_rows(&mut self, drafts: Vec<Draft>) {
        self.told.drafts.extend(drafts);
    }

    /// Takes a line right below a session's time for its room or its speakers; `false` if it tells of
    /// neither.
    pub(super) fn add_detail(&mut self, line: &str) -> bool {
        let Some((talk, _)) = self.talk else {
            return false;
        };
        let draft = &mut self.told.drafts[talk];
        if !draft.body.text().is_empty() || draft.times.is_none() {
            return false;
        }
        match talks::detail(line) {
            Some(Detail::Room(room)) if draft.room.is_none() => draft.room = Some(room),
            Some(Detail::Speakers(names)) if draft.speakers.is_none() => {
                draft.speakers = Some(names)
            }
            _ => return false,
        }
        draft.online = is_online(draft);
        true
    }

    /// Adds text to the session it stands below, if it does.
    pub(super) fn add_text(&mut self, text: &str, block: &Block, is_whole_block: bool) {
        let Some((talk, item)) = self.talk else {
            return;
        };
        // What is told by an item has only what is in the item for its text.
        let belongs = item == 0
            || match block.kind {
                Kind::Item(depth) => depth > item,
                other => depth(other) >= item,
            };
        if !belongs {
            self.talk = None;
            return;
        }
        let body = &mut self.told.drafts[talk].body;
        match block.kind {
            _ if !is_whole_block => body.push_paragraph(text),
            Kind::Item(_) => body.push_item(text, block.source.clone()),
            _ => body.push_block(text, block.source.clone()),
        }
    }

    pub(super) fn end_talk(&mut self) {
        self.talk = None;
    }

    /// Begins somebody's list, or goes on with it.
    pub(super) fn open_list(&mut self, name: String) {
        self.talk = None;
        let lists = &mut self.told.lists;
        let list = *self.list_names.entry(folded(&name)).or_insert_with(|| {
            let entries = Vec::new();
            lists.push(ListDraft { name, entries });
            lists.len() - 1
        });
        self.list = Some(list);
    }

    pub(super) fn end_list(&mut self) {
        self.list = None;
    }

    /// Takes the block for an entry of the list that is read; `false` where none is. Other text than
    /// items ends the list.
    pub(super) fn add_entry(&mut self, block: &Block, among_events: bool) -> bool {
        let Some(list) = self.list else {
            return false;
        };
        if !matches!(block.kind, Kind::Item(_)) {
            if depth(block.kind) == 0 && !self.told.lists[list].entries.is_empty() {
                self.list = None;
            }
            return false;
        }
        let entry = self.entry(&block.text.joined(), among_events);
        self.told.lists[list].entries.push(entry);
        true
    }

    /// Notices a link to an event as a whole.
    pub(super) fn notice_event(&mut self, words: &str, url: &str, among_events: bool) {
        if let Some(event) = events::event(words, url, among_events)
            && self.event_addresses.insert(event.url.clone())
        {
            self.told.events.push(event);
        }
    }

    /// Notices the booths that the block names.
    pub(super) fn notice_booths(&mut self, block: &Block, about_booths: bool) {
        let found = match block.kind {
            Kind::Item(1) if about_booths => booths::of_an_item(&block.text).into_iter().collect(),
            _ => booths::in_prose(block.text.joined().as_str()),
        };
        for booth in found {
            self.booths.add(booth, !about_booths);
        }
    }

    /// Notes a time that nothing is told to take place at.
    pub(super) fn note_untitled(&mut self, block: &Block, line: &str) {
        let words = line.trim().to_owned();
        self.told.untitled.push((block.source.start, words));
    }

    pub(super) fn finish(mut self, blocks: &[Block]) -> Told {
        let texts = blocks.iter().map(|block| block.text.as_str());
        self.told.booths = self.booths.into_booths(&Spellings::of(texts));
        self.told
    }

    fn entry(&mut self, item: &Text, among_events: bool) -> EntryDraft {
        let words = item.as_str();
        if !talks::is_short(words) {
            return EntryDraft::Words(shortened(words));
        }
        let link = item.links().first();
        let title = link.map_or(words, |link| &words[link.range.clone()]);
        let title = talks::trimmed_title(title).to_owned();
        let url = link.map(|link| link.url.clone());
        let has_code = url.as_deref().and_then(session_code).is_some();
        if has_code || !split_title(&title).1.is_empty() {
            self.told.drafts.push(Draft {
                title,
                url,
                ..Draft::default()
            });
            return EntryDraft::Session(self.told.drafts.len() - 1);
        }
        match url {
            Some(url) => {
                self.notice_event(&title, &url, among_events);
                EntryDraft::Link(Link { title, url })
            }
            None => EntryDraft::Words(title),
        }
    }
}

fn is_online(draft: &Draft) -> bool {
    let says_so = |text: &str| {
        let plain = folded(text);
        plain
            .split(' ')
            .any(|word| matches!(word, "virtual" | "online" | "zoom"))
    };
    draft.room.as_deref().is_some_and(says_so)
        || (says_so(&draft.title) && folded(&draft.title).contains("office hour"))
}

fn depth(kind: Kind) -> usize {
    match kind {
        Kind::Item(depth) | Kind::InItem(depth) => depth,
        _ => 0,
    }
}
