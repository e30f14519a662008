//! What newer versions of a schedule altered: collected by session, weighed, told in words, answered.

use std::collections::{HashMap, HashSet};

use agenda::identity::DoubtReason;
use agenda::{ConferenceId, ItemKey, Priority, SessionId, Status, Zone};
use agenda_store::{
    ChangedField, ImportId, MatchQuestionRow, PickRow, SessionChangeRow, SessionHeadRow,
};
use chrono::{DateTime, Utc};

use crate::agenda_view::clashes_with;
use crate::entries::{Entry, status_of};
use crate::wire::{ChangeKindView, ClashView, SessionStatusView};
use crate::{App, AppError};

/// Clashes that are named in words; what is beyond is counted.
const NAMED_CLASHES: usize = 2;

/// What one import altered in one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub import: ImportId,
    pub at: DateTime<Utc>,
    /// Where the newer schedule came from.
    pub source: Option<String>,
    /// The session as it stands now.
    pub session: SessionHeadRow,
    pub pick: Option<Priority>,
    pub has_note: bool,
    pub kind: ChangeKindView,
    /// Weightiest first.
    pub fields: Vec<SessionChangeRow>,
    /// What it now clashes with and did not before; of picked sessions only.
    pub clashes: Vec<ClashView>,
    pub seen: bool,
}

/// "Same talk?", with the two sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchQuestion {
    pub id: i64,
    pub old: SessionHeadRow,
    pub new: SessionHeadRow,
    pub reason: DoubtReason,
    /// The attendee picked one of them or wrote a note on it.
    pub mine: bool,
}

impl Change {
    /// The attendee picked it or wrote a note on it.
    pub fn mine(&self) -> bool {
        self.pick.is_some() || self.has_note
    }

    /// In words, by the clocks of a zone: "moved 14:00 → 16:30, Room 1 → Auditorium; now clashes with
    /// “It Wasn't DNS”".
    pub fn words(&self, zone: Zone) -> String {
        let mut parts = Vec::new();
        match self.kind {
            ChangeKindView::Added => parts.push("new".to_owned()),
            ChangeKindView::Withdrawn => parts.push("withdrawn".to_owned()),
            ChangeKindView::Restored => parts.push("back in the schedule".to_owned()),
            ChangeKindView::Cancelled => parts.push("cancelled".to_owned()),
            ChangeKindView::Uncancelled => parts.push("takes place after all".to_owned()),
            _ => {}
        }
        let moved = self.moved(zone);
        let is_moved = moved.is_some();
        parts.extend(moved);
        for change in &self.fields {
            let (old, new) = (change.old.as_deref(), change.new.as_deref());
            parts.extend(match (change.field, old, new) {
                (ChangedField::Room, Some(old), Some(new)) => Some(format!("{old} → {new}")),
                (ChangedField::Room, None, Some(new)) => Some(format!("now in {new}")),
                (ChangedField::Room, Some(old), None) => Some(format!("no longer in {old}")),
                (ChangedField::Title, Some(old), _) => Some(format!("was called “{old}”")),
                (ChangedField::Day, _, _) if is_moved => None,
                (field, _, _) => plain_words(field).map(str::to_owned),
            });
        }
        let words = parts.join(", ");
        if self.clashes.is_empty() {
            return words;
        }
        let mut with: Vec<String> = self
            .clashes
            .iter()
            .take(NAMED_CLASHES)
            .map(|clash| format!("“{}”", clash.title))
            .collect();
        if self.clashes.len() > NAMED_CLASHES {
            with.push(format!("{} more", self.clashes.len() - NAMED_CLASHES));
        }
        format!("{words}; now clashes with {}", with.join(" and "))
    }

    /// "moved Thu 14:00 → 16:30", "now ends 16:30", "now at Thu 14:00".
    fn moved(&self, zone: Zone) -> Option<String> {
        let times = |field| {
            let change = self.fields.iter().find(|change| change.field == field)?;
            Some((instant(&change.old), instant(&change.new)))
        };
        let told = |at: DateTime<Utc>| zone.local(at).format("%a %-d %b %H:%M").to_string();
        match (times(ChangedField::StartsAt), times(ChangedField::EndsAt)) {
            (Some((Some(old), Some(new))), _) => {
                let same_date = zone.local(old).date_naive() == zone.local(new).date_naive();
                let new = if same_date {
                    zone.local(new).format("%H:%M").to_string()
                } else {
                    told(new)
                };
                Some(format!("moved {} → {new}", told(old)))
            }
            (Some((None, Some(new))), _) => Some(format!("now at {}", told(new))),
            (Some((Some(_), None)), _) => Some("has no time any more".to_owned()),
            (_, Some((_, Some(new)))) => {
                Some(format!("now ends {}", zone.local(new).format("%H:%M")))
            }
            _ => None,
        }
    }

    /// When it took place before this change.
    fn old_span(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let old = |field| {
            let change = self.fields.iter().find(|change| change.field == field);
            change.map(|change| instant(&change.old))
        };
        let slot = self.session.slot?;
        let starts_at = old(ChangedField::StartsAt).unwrap_or(Some(slot.starts_at))?;
        let ends_at = old(ChangedField::EndsAt).unwrap_or(Some(slot.ends_at))?;
        Some((starts_at, ends_at))
    }
}

fn instant(text: &Option<String>) -> Option<DateTime<Utc>> {
    text.as_deref()?.parse().ok()
}

/// Words for what needs no values.
fn plain_words(field: ChangedField) -> Option<&'static str> {
    Some(match field {
        ChangedField::Speakers => "other speakers",
        ChangedField::Subtitle => "another subtitle",
        ChangedField::Track => "another track",
        ChangedField::Kind => "another kind",
        ChangedField::Language => "another language",
        ChangedField::Online => "attended another way",
        ChangedField::Recorded => "recorded or not",
        ChangedField::Url => "another page",
        ChangedField::Links => "other links",
        ChangedField::Text => "new text",
        ChangedField::Day => "listed under another day",
        ChangedField::Details => "details",
        _ => return None,
    })
}

/// The weightiest of the fields that changed.
fn kind_of(fields: &[SessionChangeRow]) -> ChangeKindView {
    let of = |field| fields.iter().find(|change| change.field == field);
    if let Some(presence) = of(ChangedField::Presence) {
        return match (presence.old.as_deref(), presence.new.as_deref()) {
            (None, _) => ChangeKindView::Added,
            (_, Some("withdrawn")) => ChangeKindView::Withdrawn,
            _ => ChangeKindView::Restored,
        };
    }
    if let Some(status) = of(ChangedField::Status) {
        if status.new.as_deref() == Some("cancelled") {
            return ChangeKindView::Cancelled;
        }
        if status.old.as_deref() == Some("cancelled") {
            return ChangeKindView::Uncancelled;
        }
    }
    if of(ChangedField::StartsAt)
        .or(of(ChangedField::EndsAt))
        .is_some()
    {
        ChangeKindView::Moved
    } else if of(ChangedField::Room).is_some() {
        ChangeKindView::RoomChanged
    } else if of(ChangedField::Title).is_some() {
        ChangeKindView::Renamed
    } else {
        ChangeKindView::Edited
    }
}

/// What turns rows of changes into [`Change`]s.
struct Collecting {
    sessions: HashMap<SessionId, SessionHeadRow>,
    picks: HashMap<SessionId, PickRow>,
    noted: HashSet<SessionId>,
    entries: Vec<Entry>,
}

impl Collecting {
    /// One change for each import and session; `rows` have them together.
    fn collect(&self, rows: Vec<SessionChangeRow>) -> Vec<Change> {
        let mut by_session: Vec<Vec<SessionChangeRow>> = Vec::new();
        for row in rows {
            match by_session.last_mut() {
                Some(last) if (last[0].import, last[0].session) == (row.import, row.session) => {
                    last.push(row);
                }
                _ => by_session.push(vec![row]),
            }
        }
        let changes = by_session
            .into_iter()
            .filter_map(|fields| self.change(fields));
        changes.collect()
    }

    fn change(&self, mut fields: Vec<SessionChangeRow>) -> Option<Change> {
        fields.sort_by_key(|change| change.field);
        let first = fields.first()?.clone();
        let session = self.sessions.get(&first.session)?.clone();
        let pick = self.picks.get(&session.id);
        let mut change = Change {
            import: first.import,
            at: first.at,
            source: first.source,
            pick: pick.map(|pick| pick.priority),
            has_note: self.noted.contains(&session.id),
            kind: kind_of(&fields),
            session,
            fields,
            clashes: Vec::new(),
            // What was altered before it was picked is no news.
            seen: first.seen || pick.is_some_and(|pick| first.at < pick.picked_at),
        };
        let may_clash = matches!(
            change.kind,
            ChangeKindView::Moved | ChangeKindView::Restored | ChangeKindView::Uncancelled
        );
        if change.pick.is_some() && may_clash {
            change.clashes = self.new_clashes(&change);
        }
        Some(change)
    }

    /// What it clashes with as it stands, but for what it clashed with before.
    fn new_clashes(&self, change: &Change) -> Vec<ClashView> {
        let mut clashes = clashes_with(&self.entries, &change.session);
        if change.kind == ChangeKindView::Moved
            && let Some((starts_at, ends_at)) = change.old_span()
        {
            clashes.retain(|clash| {
                let with = self
                    .entries
                    .iter()
                    .find(|entry| clash.with == entry.item.into());
                with.is_none_or(|entry| {
                    entry.slot.ends_at <= starts_at || ends_at <= entry.slot.starts_at
                })
            });
        }
        clashes
    }
}

impl App {
    /// What imports altered in a conference's sessions since an instant: the newest import first,
    /// within one the attendee's own before others, as they take place.
    pub fn changes(&self, id: ConferenceId, since: DateTime<Utc>) -> Result<Vec<Change>, AppError> {
        let rows = self.store(|store| store.session_changes(id, since))?;
        self.collected(id, rows)
    }

    /// The same for one import.
    pub(crate) fn changes_of(
        &self,
        id: ConferenceId,
        import: ImportId,
    ) -> Result<Vec<Change>, AppError> {
        let rows = self.store(|store| store.changes_of_import(import))?;
        self.collected(id, rows)
    }

    /// What imports altered in one session, the newest first.
    pub(crate) fn changes_of_session(
        &self,
        conference: ConferenceId,
        session: SessionId,
    ) -> Result<Vec<Change>, AppError> {
        let rows = self.store(|store| store.changes_of_session(session))?;
        self.collected(conference, rows)
    }

    fn collected(
        &self,
        id: ConferenceId,
        rows: Vec<SessionChangeRow>,
    ) -> Result<Vec<Change>, AppError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut changes = self.collecting(id)?.collect(rows);
        changes.sort_by_key(|change| {
            let starts_at = change.session.slot.map(|slot| slot.starts_at);
            let rank = (!change.mine(), starts_at.is_none(), starts_at);
            (std::cmp::Reverse(change.import), rank, change.session.id)
        });
        Ok(changes)
    }

    fn collecting(&self, id: ConferenceId) -> Result<Collecting, AppError> {
        let (sessions, picks, notes) =
            self.store(|store| Ok((store.sessions(id)?, store.picks(id)?, store.notes(id)?)))?;
        Ok(Collecting {
            sessions: sessions.into_iter().map(|head| (head.id, head)).collect(),
            picks: picks.into_iter().map(|pick| (pick.session, pick)).collect(),
            noted: notes.into_iter().map(|note| note.session).collect(),
            entries: self.entries(Some(id))?,
        })
    }

    /// The questions about a conference that are open, the attendee's own first.
    pub fn match_questions(&self, id: ConferenceId) -> Result<Vec<MatchQuestion>, AppError> {
        let rows = self.store(|store| store.match_questions(id))?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.collecting(id)?;
        let mut questions: Vec<MatchQuestion> = rows
            .into_iter()
            .filter_map(
                |MatchQuestionRow {
                     id,
                     old,
                     new,
                     reason,
                     ..
                 }| {
                    let is_mine = |id| known.picks.contains_key(&id) || known.noted.contains(&id);
                    Some(MatchQuestion {
                        id,
                        mine: is_mine(old) || is_mine(new),
                        old: known.sessions.get(&old)?.clone(),
                        new: known.sessions.get(&new)?.clone(),
                        reason,
                    })
                },
            )
            .collect();
        questions.sort_by_key(|question| !question.mine);
        Ok(questions)
    }

    /// Answers "same talk?". Of two that are one, the older session lives on: its id.
    pub fn answer_match(&self, question: i64, same: bool) -> Result<Option<SessionId>, AppError> {
        let now = self.now();
        let (found, session) = self.store(|store| {
            Ok(if same {
                let session = store.answer_same(question)?;
                (session.is_some(), session)
            } else {
                (store.answer_different(question, now)?, None)
            })
        })?;
        if !found {
            return Err(AppError::NoQuestion(question));
        }
        self.changed();
        Ok(session)
    }

    /// Asks again what was answered with "two talks".
    pub fn ask_match_again(&self, question: i64) -> Result<(), AppError> {
        if !self.store(|store| store.ask_again(question))? {
            return Err(AppError::NoQuestion(question));
        }
        self.changed();
        Ok(())
    }

    /// Takes note of changes, or forgets that again.
    pub fn see_changes(
        &self,
        changes: &[(ImportId, SessionId)],
        seen: bool,
    ) -> Result<(), AppError> {
        let now = self.now();
        self.store(|store| store.mark_changes_seen(changes, seen, now))?;
        self.changed();
        Ok(())
    }

    /// Keeps a withdrawn session as an entry of the attendee's own, or lets it go again.
    pub fn keep_session(&self, id: SessionId, kept: bool) -> Result<(), AppError> {
        let now = self.now();
        self.store(|store| {
            if kept {
                store.keep_session(id, now)
            } else {
                store.let_session_go(id)
            }
        })?;
        self.changed();
        Ok(())
    }
}

impl Change {
    /// Whether somebody who picked the session wants to know of it at `now`: it alters where or when
    /// to be, and is not over.
    pub(crate) fn is_news(&self, now: DateTime<Utc>) -> bool {
        let over = |ends_at: DateTime<Utc>| ends_at <= now;
        let slot = self.session.slot;
        let is_over = slot.is_some_and(|slot| over(slot.ends_at))
            && self.old_span().is_none_or(|(_, ends_at)| over(ends_at));
        let gone_before =
            self.session.status == Status::Cancelled && self.kind != ChangeKindView::Cancelled;
        !is_over && !gone_before && self.fields.iter().any(|change| change.field.matters())
    }

    pub(crate) fn item(&self) -> ItemKey {
        ItemKey::Session(self.session.id)
    }

    /// As it stands now, for the views.
    pub fn status(&self) -> SessionStatusView {
        status_of(&self.session)
    }
}
