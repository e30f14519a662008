//! Walks through the blocks of the notes, heading by heading, and collects what they tell.

use std::collections::{HashMap, HashSet};

use agenda::Link;
use agenda::words::folded;

use super::addresses::session_code;
use super::blocks::{Block, Kind, Text};
use super::booths::{self, Gathered, Spellings};
use super::draft::{Draft, EntryDraft, ListDraft, Told};
use super::tables::Columns;
use super::timing::Calendar;
use super::when::{Date, When};
use super::{events, lists, office_hours, talks};
use crate::repair::shortened;
use crate::speakers::split_title;

/// A day that a line alone tells holds until the next heading of any level.
const LINE_LEVEL: u8 = 7;

/// What the blocks tell; dates go into the calendar.
pub(super) fn outline(blocks: &[Block], calendar: &mut Calendar) -> Told {
    let mut walk = Walk {
        blocks,
        calendar,
        told: Told::default(),
        booths: Gathered::default(),
        days: Vec::new(),
        sections: Vec::new(),
        titled: false,
        event_addresses: HashSet::new(),
        list_names: HashMap::new(),
        talk: None,
        list: None,
        table: None,
        pending: None,
        heading_above: None,
        recording: false,
    };
    for (index, block) in blocks.iter().enumerate() {
        match block.kind {
            Kind::Heading(level) => walk.heading(index, level),
            Kind::Paragraph | Kind::Item(_) | Kind::InItem(_) => walk.prose(index),
            Kind::HeaderRow => walk.table_head(block),
            Kind::Row => walk.row(block),
            Kind::Code => walk.code(block),
        }
    }
    walk.finish()
}

/// Where the walk is.
struct Walk<'a> {
    blocks: &'a [Block],
    calendar: &'a mut Calendar,
    told: Told,
    booths: Gathered,
    /// Days that the headings above tell, with their levels.
    days: Vec<(u8, Date)>,
    sections: Vec<Section>,
    /// Whether the notes have had their title, the first heading of the first level.
    titled: bool,
    event_addresses: HashSet<String>,
    list_names: HashMap<String, usize>,
    /// The session whose text is read, with the depth of its list item.
    talk: Option<(usize, usize)>,
    /// The list of somebody's picks that is read.
    list: Option<usize>,
    table: Option<Columns>,
    pending: Option<Pending>,
    /// The heading, if nothing stands between it and the block at hand.
    heading_above: Option<String>,
    /// Times are those of a recording, not of the clock.
    recording: bool,
}

/// What a heading above is about.
struct Section {
    level: u8,
    events: bool,
    booths: bool,
}

/// Lines that are kept back until the next block tells whether they are its title.
struct Pending {
    index: usize,
    lines: Vec<Text>,
    /// The lines are all of their block.
    whole: bool,
    is_heading: bool,
    heading_above: Option<String>,
}

impl Walk<'_> {
    fn heading(&mut self, index: usize, level: u8) {
        self.settle();
        self.leave_section(level);
        let text = self.blocks[index].text.joined();
        let line = text.as_str();
        let when = When::of(line);
        for dates in &when.dates {
            self.calendar.note(dates.first);
            dates
                .last
                .into_iter()
                .for_each(|last| self.calendar.note(last));
        }
        self.sections.push(Section {
            level,
            events: events::is_about_events(line),
            booths: booths::is_about_booths(line),
        });
        if let [link] = text.links() {
            self.notice_event(&line[link.range.clone()], &link.url);
        }
        self.heading_above = Some(line.to_owned());
        let was_titled = self.titled;
        self.titled |= level == 1;
        if let Some(name) = lists::owner(line) {
            self.open_list(name);
        } else if let Some(draft) = talks::on_one_line(&text, self.day(), false) {
            self.add_talk(draft, index);
        } else if let Some(date) = when.date().filter(|_| when.times().is_none()) {
            self.days.push((level, date));
        } else if level > 1 || was_titled {
            // The title of the notes is not that of a session.
            self.pending = Some(Pending {
                index,
                lines: vec![text],
                whole: true,
                is_heading: true,
                heading_above: None,
            });
        }
    }

    fn prose(&mut self, index: usize) {
        let block = &self.blocks[index];
        let heading_above = self.heading_above.take();
        let joined = block.text.joined();
        let lines = with_dates_and_times_joined(block.text.lines());
        self.recording |= lines.iter().any(talks::starts_a_recording);
        let one_liner =
            |text: &Text, day| talks::on_one_line(text, day, block.kind == Kind::Paragraph);
        let several = lines
            .iter()
            .filter(|line| one_liner(line, self.day()).is_some())
            .nth(1)
            .is_some();
        if !several && let Some(draft) = one_liner(&joined, self.day()) {
            self.settle();
            self.add_talk(draft, index);
            return;
        }
        if self.announces_items(index)
            && let Some(name) = lists::owner(joined.as_str())
        {
            self.settle();
            self.talk = None;
            self.open_list(name);
            return;
        }
        if let Some(date) = day_of_a_line(&joined) {
            self.calendar.note(date);
            self.days.retain(|(level, _)| *level < LINE_LEVEL);
            self.days.push((LINE_LEVEL, date));
            return;
        }
        let mut start = 0;
        for (position, line) in lines.iter().enumerate() {
            if several && let Some(draft) = one_liner(line, self.day()) {
                self.take_lines(index, &lines[start..position], false);
                self.settle();
                self.add_talk(draft, index);
                start = position + 1;
                continue;
            }
            let when = When::of(line.as_str());
            let before = &lines[start..position];
            let found = when
                .times()
                .and_then(|_| talks::below_a_title(&when, &self.lines_above(before), self.day()));
            if let Some((draft, taken)) = found {
                let of_block = taken.min(before.len());
                self.drop_pending(taken - of_block);
                self.take_lines(index, &before[..before.len() - of_block], false);
                self.settle();
                self.add_talk(draft, index);
                start = position + 1;
            } else {
                self.note_line(line, &when, index);
            }
        }
        self.take_lines(index, &lines[start..], start == 0);
        if let Some(pending) = &mut self.pending {
            pending.heading_above = heading_above;
        }
    }

    /// The lines that may be a title, the nearest last, with whether they are a heading's.
    fn lines_above(&self, before: &[Text]) -> Vec<(Text, bool)> {
        let kept_back = self
            .pending
            .iter()
            .flat_map(|pending| pending.lines.iter().map(|line| (line, pending.is_heading)));
        let mut above: Vec<(Text, bool)> = before
            .iter()
            .rev()
            .map(|line| (line, false))
            .chain(kept_back.rev())
            .take(2)
            .map(|(line, is_heading)| (line.clone(), is_heading))
            .collect();
        above.reverse();
        above
    }

    /// Keeps lines back, if there are any; what was kept back before is settled.
    fn take_lines(&mut self, index: usize, lines: &[Text], whole: bool) {
        if lines.is_empty() {
            return;
        }
        self.settle();
        self.pending = Some(Pending {
            index,
            lines: lines.to_vec(),
            whole,
            is_heading: false,
            heading_above: None,
        });
    }

    /// Takes so many lines off the end of what is kept back: they are a title now.
    fn drop_pending(&mut self, lines: usize) {
        if let Some(pending) = &mut self.pending
            && lines > 0
        {
            let rest = pending.lines.len().saturating_sub(lines);
            pending.lines.truncate(rest);
            pending.whole = false;
            if rest == 0 {
                self.pending = None;
            }
        }
    }

    /// Makes of kept-back lines what they are, as they are nobody's title.
    fn settle(&mut self) {
        let Some(pending) = self.pending.take().filter(|pending| !pending.is_heading) else {
            return;
        };
        let block = &self.blocks[pending.index];
        let depth = depth(block.kind);
        if let Some(list) = self.list {
            if matches!(block.kind, Kind::Item(_)) {
                self.add_entry(list, &block.text.joined());
                return;
            }
            if depth == 0 && !self.told.lists[list].entries.is_empty() {
                self.list = None;
            }
        }
        if pending.whole
            && let Some((words, url)) = block.text.whole_link()
            && session_code(url).is_some()
            && talks::is_short(words)
        {
            let draft = Draft {
                title: talks::trimmed_title(words).to_owned(),
                url: Some(url.to_owned()),
                in_passing: true,
                ..Draft::default()
            };
            self.add_talk(draft, pending.index);
            return;
        }
        for line in &pending.lines {
            if let Some((words, url)) = line.whole_link() {
                self.notice_event(words, url);
            }
        }
        self.notice_booths(&pending);
        let text = flowing(&pending.lines);
        if let Some(mut draft) = pending
            .heading_above
            .as_deref()
            .and_then(|heading| office_hours::in_a_sentence(heading, &text))
        {
            draft.body.push_block(&text, block.source.clone());
            self.add_talk(draft, pending.index);
            return;
        }
        self.add_to_talk(&text, block, pending.whole);
    }

    fn add_to_talk(&mut self, text: &str, block: &Block, whole: bool) {
        let Some((talk, item)) = self.talk else {
            return;
        };
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
            _ if !whole => body.push_paragraph(text),
            Kind::Item(_) => body.push_item(text, block.source.clone()),
            _ => body.push_block(text, block.source.clone()),
        }
    }

    fn add_talk(&mut self, mut draft: Draft, index: usize) {
        self.heading_above = None;
        draft
            .date
            .into_iter()
            .for_each(|date| self.calendar.note(date));
        let is_virtual = |text: &str| {
            folded(text)
                .split(' ')
                .any(|word| matches!(word, "virtual" | "online" | "zoom"))
        };
        draft.online = draft.room.as_deref().is_some_and(is_virtual)
            || (is_virtual(&draft.title) && folded(&draft.title).contains("office hour"));
        let draft_index = self.told.drafts.len();
        let block = &self.blocks[index];
        if let Some(list) = self.list.filter(|_| matches!(block.kind, Kind::Item(_))) {
            draft.in_passing = false;
            self.told.lists[list]
                .entries
                .push(EntryDraft::Session(draft_index));
        }
        self.told.drafts.push(draft);
        self.talk = Some((draft_index, depth(block.kind)));
    }

    fn open_list(&mut self, name: String) {
        let lists = &mut self.told.lists;
        let list = *self.list_names.entry(folded(&name)).or_insert_with(|| {
            lists.push(ListDraft {
                name,
                entries: Vec::new(),
            });
            lists.len() - 1
        });
        self.list = Some(list);
    }

    fn add_entry(&mut self, list: usize, item: &Text) {
        let entry = match item.links().first() {
            _ if !talks::is_short(item.as_str()) => EntryDraft::Words(shortened(item.as_str())),
            Some(link) => {
                let words = talks::trimmed_title(&item.as_str()[link.range.clone()]).to_owned();
                if session_code(&link.url).is_some() || !split_title(&words).1.is_empty() {
                    self.unscheduled(words, Some(link.url.clone()))
                } else {
                    self.notice_event(&words, &link.url);
                    EntryDraft::Link(Link {
                        title: words,
                        url: link.url.clone(),
                    })
                }
            }
            None => {
                let words = talks::trimmed_title(item.as_str()).to_owned();
                if split_title(&words).1.is_empty() {
                    EntryDraft::Words(words)
                } else {
                    self.unscheduled(words, None)
                }
            }
        };
        self.told.lists[list].entries.push(entry);
    }

    fn unscheduled(&mut self, title: String, url: Option<String>) -> EntryDraft {
        self.told.drafts.push(Draft {
            title,
            url,
            ..Draft::default()
        });
        EntryDraft::Session(self.told.drafts.len() - 1)
    }

    fn table_head(&mut self, header: &Block) {
        self.settle();
        self.talk = None;
        self.heading_above = None;
        self.table = Columns::of(header);
    }

    fn row(&mut self, row: &Block) {
        let day = self.day();
        let drafts = self.table.as_ref().map(|columns| columns.drafts(row, day));
        for draft in drafts.unwrap_or_default() {
            draft
                .date
                .into_iter()
                .for_each(|date| self.calendar.note(date));
            self.told.drafts.push(draft);
        }
    }

    fn code(&mut self, block: &Block) {
        self.settle();
        self.heading_above = None;
        self.add_to_talk(block.text.as_str(), block, true);
    }

    fn notice_event(&mut self, words: &str, url: &str) {
        let among = self.sections.iter().any(|section| section.events);
        if let Some(event) = events::event(words, url, among)
            && self.event_addresses.insert(event.url.clone())
        {
            self.told.events.push(event);
        }
    }

    fn notice_booths(&mut self, pending: &Pending) {
        let block = &self.blocks[pending.index];
        let about_booths = self.sections.last().is_some_and(|section| section.booths);
        let found = match block.kind {
            Kind::Item(1) if about_booths => booths::of_an_item(&block.text).into_iter().collect(),
            _ => booths::in_prose(block.text.joined().as_str()),
        };
        for booth in found {
            self.booths.add(booth, !about_booths);
        }
    }

    /// Notes the dates of a line of prose, and that it tells a time of nothing.
    fn note_line(&mut self, line: &Text, when: &When, index: usize) {
        let days = when
            .dates
            .iter()
            .flat_map(|dates| [Some(dates.first), dates.last]);
        self.calendar
            .other_days
            .extend(days.flatten().filter_map(Date::complete));
        if when.is_whole() && when.date().is_some() && when.times().is_some() {
            let place = self.blocks[index].source.start;
            self.told
                .untitled
                .push((place, line.as_str().trim().to_owned()));
        }
    }

    /// Whether the block leads to the list below it: bold, or with a colon at its end.
    fn announces_items(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let leads = block.text.is_bold() || block.text.as_str().trim_end().ends_with(':');
        let below = self.blocks.get(index + 1).map(|next| next.kind);
        leads && block.kind == Kind::Paragraph && matches!(below, Some(Kind::Item(_)))
    }

    fn leave_section(&mut self, level: u8) {
        self.talk = None;
        self.list = None;
        self.table = None;
        self.recording = false;
        self.days.retain(|(above, _)| *above < level);
        self.sections.retain(|section| section.level < level);
    }

    fn day(&self) -> Option<Date> {
        self.days
            .last()
            .map(|(_, date)| *date)
            .filter(|_| !self.recording)
    }

    fn finish(mut self) -> Told {
        self.settle();
        let texts = self.blocks.iter().map(|block| block.text.as_str());
        self.told.booths = self.booths.into_booths(&Spellings::of(texts));
        self.told
    }
}

fn depth(kind: Kind) -> usize {
    match kind {
        Kind::Item(depth) | Kind::InItem(depth) => depth,
        _ => 0,
    }
}

/// The day that a line alone tells, with its weekday: "Monday, 16 May" above a day's sessions.
fn day_of_a_line(line: &Text) -> Option<Date> {
    let when = When::of(line.as_str());
    let date = when.date()?;
    (when.is_whole() && when.times().is_none() && date.weekday.is_some()).then_some(date)
}

/// A date on one line and its time on the next are told as if they stood on one.
fn with_dates_and_times_joined(lines: Vec<Text>) -> Vec<Text> {
    let mut joined: Vec<Text> = Vec::with_capacity(lines.len());
    for line in lines {
        if let Some(last) = joined.last_mut() {
            let (above, below) = (When::of(last.as_str()), When::of(line.as_str()));
            let parts = above.is_whole() && below.is_whole();
            let date_then_time = above.times().is_none() && below.dates.is_empty();
            let time_then_date = above.dates.is_empty() && below.times().is_none();
            if parts && (date_then_time || time_then_date) {
                *last = last.followed_by(&line);
                continue;
            }
        }
        joined.push(line);
    }
    joined
}

/// Lines as a paragraph: broken where they are long, and so broken on purpose; else wrapped by an
/// editor, and joined.
fn flowing(lines: &[Text]) -> String {
    const LONGEST_WRAPPED: usize = 100;
    let wrapped = lines
        .iter()
        .all(|line| line.as_str().chars().count() <= LONGEST_WRAPPED);
    let lines: Vec<&str> = lines.iter().map(|line| line.as_str().trim()).collect();
    lines.join(if wrapped { " " } else { "\n" })
}
