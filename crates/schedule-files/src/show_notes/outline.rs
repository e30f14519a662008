//! Walks through the blocks of the notes, heading by heading, and tells which lines are titles, times,
//! days, lists and text.

use super::addresses::session_code;
use super::blocks::{Block, Kind, Text};
use super::collected::Collected;
use super::draft::{Draft, Told};
use super::tables::Columns;
use super::timing::Calendar;
use super::{booths, events, lists, office_hours, talks};
use crate::when::{Date, When};

/// A day that a line alone tells holds until the next heading of any level.
const LINE_LEVEL: u8 = 7;

/// Letters of the longest line that an editor has not wrapped for sure.
const SHORTEST_WRAPPED: usize = 60;

/// Letters of the longest line that an editor has wrapped.
const LONGEST_WRAPPED: usize = 100;

/// What the blocks tell; dates go into the calendar.
pub(super) fn outline(blocks: &[Block], calendar: &mut Calendar) -> Told {
    let mut walk = Walk {
        blocks,
        calendar,
        collected: Collected::default(),
        days: Vec::new(),
        sections: Vec::new(),
        titled: false,
        recording: false,
        table: None,
        pending: None,
        heading_above: None,
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
    walk.settle();
    walk.collected.finish(blocks)
}

/// Where the walk is.
struct Walk<'a> {
    blocks: &'a [Block],
    calendar: &'a mut Calendar,
    collected: Collected,
    /// Days that the headings above tell, with their levels.
    days: Vec<(u8, Date)>,
    sections: Vec<Section>,
    /// Whether the notes have had their title, the first heading of the first level.
    titled: bool,
    /// Times are those of a recording, not of the clock.
    recording: bool,
    table: Option<Columns>,
    pending: Option<Pending>,
    /// The heading, if nothing stands between it and the block at hand.
    heading_above: Option<String>,
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
        let days = when
            .dates
            .iter()
            .flat_map(|dates| [Some(dates.first), dates.last]);
        days.flatten().for_each(|date| self.calendar.note(date));
        self.sections.push(Section {
            level,
            events: events::is_about_events(line),
            booths: booths::is_about_booths(line),
        });
        if let [link] = text.links() {
            let among_events = self.among_events();
            self.collected
                .notice_event(&line[link.range.clone()], &link.url, among_events);
        }
        let is_title_of_notes = level == 1 && !self.titled;
        self.titled |= level == 1;
        self.heading_above = Some(line.to_owned());
        if let Some(name) = lists::owner(line) {
            self.collected.open_list(name);
        } else if let Some(draft) = talks::on_one_line(&text, self.day(), false) {
            self.add_talk(draft, index);
        } else if let Some(date) = when.date().filter(|_| when.times().is_none()) {
            self.days.push((level, date));
        } else if !is_title_of_notes {
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
        let line_by_line = self.tells_line_by_line(block, &lines, &joined);
        let of_title_above = self.is_time_of_title_above(&lines);
        if !(line_by_line || of_title_above)
            && let Some(draft) = self.one_liner(block, &joined)
        {
            self.settle();
            self.add_talk(draft, index);
        } else if let Some(name) = self.list_announced_by(index) {
            self.settle();
            self.collected.open_list(name);
        } else if let Some(date) = day_of_a_line(&joined) {
            self.calendar.note(date);
            self.days.retain(|(level, _)| *level < LINE_LEVEL);
            self.days.push((LINE_LEVEL, date));
        } else {
            self.lines(index, &lines, line_by_line);
            if let Some(pending) = &mut self.pending {
                pending.heading_above = heading_above;
            }
        }
    }

    /// Goes through the lines of a block that may tell of sessions, by two lines or more each.
    fn lines(&mut self, index: usize, lines: &[Text], line_by_line: bool) {
        let mut start = 0;
        for (position, line) in lines.iter().enumerate() {
            let before = &lines[start..position];
            let when = When::of(line.as_str());
            let one_liner = Some(line).filter(|_| line_by_line);
            let one_liner = one_liner.and_then(|line| self.one_liner(&self.blocks[index], line));
            let below = || {
                when.times()?;
                talks::below_a_title(&when, &self.lines_above(before), self.day())
            };
            let Some((draft, title_lines)) = one_liner.map(|draft| (draft, 0)).or_else(below)
            else {
                self.note_line(line, &when, index);
                continue;
            };
            let of_block = title_lines.min(before.len());
            self.drop_pending(title_lines - of_block);
            self.keep_back(index, &before[..before.len() - of_block], false);
            self.settle();
            self.add_talk(draft, index);
            start = position + 1;
        }
        self.keep_back(index, &lines[start..], start == 0);
    }

    /// Makes of kept-back lines what they are, as they are nobody's title.
    fn settle(&mut self) {
        let Some(mut pending) = self.pending.take().filter(|pending| !pending.is_heading) else {
            return;
        };
        while pending
            .lines
            .first()
            .is_some_and(|line| self.collected.add_detail(line.as_str()))
        {
            pending.lines.remove(0);
            pending.whole = pending.lines.is_empty();
        }
        if pending.lines.is_empty() {
            return;
        }
        let block = &self.blocks[pending.index];
        let among_events = self.among_events();
        if self.collected.add_entry(block, among_events) {
            return;
        }
        if let Some(draft) = mentioned(block).filter(|_| pending.whole) {
            self.add_talk(draft, pending.index);
            return;
        }
        for (words, url) in pending.lines.iter().filter_map(Text::whole_link) {
            self.collected.notice_event(words, url, among_events);
        }
        let about_booths = self.sections.last().is_some_and(|section| section.booths);
        self.collected.notice_booths(block, about_booths);
        let text = flowing(&pending.lines);
        let heading = pending.heading_above.as_deref();
        if let Some(draft) = heading.and_then(|heading| office_hours::in_a_sentence(heading, &text))
        {
            self.add_talk(draft, pending.index);
        }
        self.collected.add_text(&text, block, pending.whole);
    }

    fn table_head(&mut self, header: &Block) {
        self.settle();
        self.collected.end_talk();
        self.heading_above = None;
        self.table = Columns::of(header);
    }

    fn row(&mut self, row: &Block) {
        let day = self.day();
        if let Some(columns) = &self.table {
            let drafts = columns.drafts(row, day);
            let dates = drafts.iter().filter_map(|draft| draft.date);
            dates.for_each(|date| self.calendar.note(date));
            self.collected.add_rows(drafts);
        }
    }

    fn code(&mut self, block: &Block) {
        self.settle();
        self.heading_above = None;
        self.collected.add_text(block.text.as_str(), block, true);
    }

    fn add_talk(&mut self, draft: Draft, index: usize) {
        self.heading_above = None;
        draft
            .date
            .into_iter()
            .for_each(|date| self.calendar.note(date));
        self.collected.add_talk(draft, &self.blocks[index]);
    }

    fn one_liner(&self, block: &Block, line: &Text) -> Option<Draft> {
        talks::on_one_line(line, self.day(), block.kind == Kind::Paragraph)
    }

    /// Whether lines of a block tell of sessions by themselves: several do, or the first does and is
    /// too short to have been wrapped.
    fn tells_line_by_line(&self, block: &Block, lines: &[Text], joined: &Text) -> bool {
        let [first, second, ..] = lines else {
            return false;
        };
        let Some(of_first) = self.one_liner(block, first) else {
            return lines
                .iter()
                .filter(|line| self.one_liner(block, line).is_some())
                .nth(1)
                .is_some();
        };
        let ends_there = first.as_str().chars().count() < SHORTEST_WRAPPED
            && self
                .one_liner(block, joined)
                .is_none_or(|of_all| of_all.times == of_first.times);
        ends_there || self.one_liner(block, second).is_some()
    }

    /// Whether the first of several lines tells when, below what is surely the title.
    fn is_time_of_title_above(&self, lines: &[Text]) -> bool {
        let [first, _, ..] = lines else {
            return false;
        };
        let above = self.lines_above(&[]);
        above.last().is_some_and(talks::stands_out) && When::of(first.as_str()).is_whole()
    }

    /// The lines that may be a title, the nearest last, with whether they are a heading's.
    fn lines_above(&self, before: &[Text]) -> Vec<(Text, bool)> {
        let kept_back = self
            .pending
            .iter()
            .flat_map(|pending| pending.lines.iter().map(|line| (line, pending.is_heading)));
        let in_block = before.iter().rev().map(|line| (line, false));
        let mut above: Vec<(Text, bool)> = in_block
            .chain(kept_back.rev())
            .take(2)
            .map(|(line, is_heading)| (line.clone(), is_heading))
            .collect();
        above.reverse();
        above
    }

    /// Keeps lines back, if there are any; what was kept back before is settled.
    fn keep_back(&mut self, index: usize, lines: &[Text], whole: bool) {
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

    /// Notes the dates of a line of prose, and that it tells a time of nothing.
    fn note_line(&mut self, line: &Text, when: &When, index: usize) {
        let days = when
            .dates
            .iter()
            .flat_map(|dates| [Some(dates.first), dates.last]);
        let days = days.flatten().filter_map(Date::complete);
        self.calendar.other_days.extend(days);
        if when.is_whole() && when.date().is_some() && when.times().is_some() {
            self.collected
                .note_untitled(&self.blocks[index], line.as_str());
        }
    }

    /// Whose list is below the block, if it leads to one: bold, or with a colon at its end.
    fn list_announced_by(&self, index: usize) -> Option<String> {
        let block = &self.blocks[index];
        let leads = block.text.is_bold() || block.text.as_str().trim_end().ends_with(':');
        let below = self.blocks.get(index + 1).map(|next| next.kind);
        let above_items = block.kind == Kind::Paragraph && matches!(below, Some(Kind::Item(_)));
        (leads && above_items).then(|| lists::owner(block.text.joined().as_str()))?
    }

    fn leave_section(&mut self, level: u8) {
        self.collected.end_talk();
        self.collected.end_list();
        self.table = None;
        self.recording = false;
        self.days.retain(|(above, _)| *above < level);
        self.sections.retain(|section| section.level < level);
    }

    fn among_events(&self) -> bool {
        self.sections.iter().any(|section| section.events)
    }

    fn day(&self) -> Option<Date> {
        let day = self.days.last().map(|(_, date)| *date);
        day.filter(|_| !self.recording)
    }
}

/// The session whose page the block links to and says nothing else.
fn mentioned(block: &Block) -> Option<Draft> {
    let (words, url) = block.text.whole_link()?;
    let is_session = session_code(url).is_some() && talks::is_short(words);
    is_session.then(|| Draft {
        title: talks::trimmed_title(words).to_owned(),
        url: Some(url.to_owned()),
        in_passing: true,
        ..Draft::default()
    })
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
    let wrapped = lines
        .iter()
        .all(|line| line.as_str().chars().count() <= LONGEST_WRAPPED);
    let lines: Vec<&str> = lines.iter().map(|line| line.as_str().trim()).collect();
    lines.join(if wrapped { " " } else { "\n" })
}
