//! Changes and open questions as the window shows them.

use agenda::{ConferenceId, SessionId};
use agenda_store::{ChangedField, ImportId, SessionChangeRow, SessionHeadRow};
use chrono::{DateTime, Utc};

use crate::changes::Change;
use crate::entries::status_of;
use crate::times::ShownZones;
use crate::wire::{
    ChangeView, ChangedSessionView, ChangesView, FieldChangeView, MatchQuestionView, SeenForm,
    TimeView,
};
use crate::{App, AppError};

/// The most changes of what is not the attendee's own that are shown at once.
const LIMIT: usize = 500;

/// The longest value of a field that is shown, in characters.
const LONGEST: usize = 280;

impl App {
    /// All changes of a conference, and the questions they left open.
    pub fn changes_view(&self, id: ConferenceId) -> Result<ChangesView, AppError> {
        let row = self.conference_row(id)?;
        let zones = self.shown_zones(&row)?;
        let mut changes = self.changes(id, DateTime::UNIX_EPOCH)?;
        let (all, mut others) = (changes.len(), 0);
        changes.retain(|change| {
            others += usize::from(!change.mine());
            change.mine() || others <= LIMIT
        });
        let picks = self.store(|store| store.picks(id))?;
        let notes = self.store(|store| store.notes(id))?;
        let session = |head: &SessionHeadRow| {
            let pick = picks.iter().find(|pick| pick.session == head.id);
            let has_note = notes.iter().any(|note| note.session == head.id);
            session_view(head, zones, pick.map(|pick| pick.priority), has_note)
        };
        let questions = self.match_questions(id)?;
        Ok(ChangesView {
            conference: id.0,
            imported_at: on_its_own_day(row.imported_at, zones),
            more: u32::try_from(all - changes.len()).unwrap_or(u32::MAX),
            changes: changes
                .iter()
                .map(|change| change_view(change, zones))
                .collect(),
            questions: questions
                .iter()
                .map(|question| MatchQuestionView {
                    id: question.id,
                    old: session(&question.old),
                    new: session(&question.new),
                    reason: question.reason.describe().to_owned(),
                    mine: question.mine,
                })
                .collect(),
        })
    }

    /// Takes note of changes as the window asks for it.
    pub fn see(&self, form: &SeenForm) -> Result<(), AppError> {
        let changes: Vec<(ImportId, SessionId)> = form
            .changes
            .iter()
            .map(|change| (ImportId(change.import), SessionId(change.session)))
            .collect();
        self.see_changes(&changes, form.seen)
    }
}

pub(crate) fn change_view(change: &Change, zones: ShownZones) -> ChangeView {
    ChangeView {
        import: change.import.0,
        at: on_its_own_day(change.at, zones),
        source: change.source.clone(),
        session: session_view(&change.session, zones, change.pick, change.has_note),
        mine: change.mine(),
        kind: change.kind,
        fields: change
            .fields
            .iter()
            .map(|field| field_view(field, zones))
            .collect(),
        clashes: change.clashes.clone(),
        seen: change.seen,
    }
}

fn session_view(
    head: &SessionHeadRow,
    zones: ShownZones,
    pick: Option<agenda::Priority>,
    has_note: bool,
) -> ChangedSessionView {
    let slot = head.slot.zip(head.day);
    ChangedSessionView {
        id: head.id.0,
        title: head.title.clone(),
        starts: slot.map(|(slot, day)| zones.time(slot.starts_at, day)),
        ends: slot.map(|(slot, day)| zones.time(slot.ends_at, day)),
        room: head.room.clone(),
        speakers: head
            .speakers
            .iter()
            .map(|speaker| speaker.name.clone())
            .collect(),
        status: status_of(head),
        pick,
        has_note,
    }
}

fn field_view(change: &SessionChangeRow, zones: ShownZones) -> FieldChangeView {
    let is_time = matches!(change.field, ChangedField::StartsAt | ChangedField::EndsAt);
    let time = |text: &Option<String>| {
        let at: DateTime<Utc> = text.as_deref().filter(|_| is_time)?.parse().ok()?;
        Some(on_its_own_day(at, zones))
    };
    let text = |text: &Option<String>| text.as_deref().filter(|_| !is_time).map(cut);
    FieldChangeView {
        field: change.field,
        old: text(&change.old),
        new: text(&change.new),
        old_time: time(&change.old),
        new_time: time(&change.new),
    }
}

/// A time that stands for itself: no mark for a date other than the conference day's.
fn on_its_own_day(at: DateTime<Utc>, zones: ShownZones) -> TimeView {
    zones.time(at, zones.shown.local(at).date_naive())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
