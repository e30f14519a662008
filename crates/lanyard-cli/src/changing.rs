//! What newer versions of a schedule altered, and the attendee's answers to it.

use agenda::SessionId;
use agenda_app::App;
use agenda_app::changes::{Change, MatchQuestion};
use agenda_store::{ConferenceRow, ImportId, SessionHeadRow};
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::Failure;
use crate::arguments::{Answer, Changes, Same};
use crate::json::{ChangeJson, ChangesJson, FieldChangeJson, QuestionJson, SessionJson, rfc3339};
use crate::output::Output;

pub fn changes(app: &App, which: &Changes, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(which.conference.as_deref())?;
    let since = which.since.map_or(DateTime::UNIX_EPOCH, |at| at.to_utc());
    let mut changes = app.changes(conference.id, since)?;
    let mut questions = app.match_questions(conference.id)?;
    if which.mine {
        changes.retain(Change::mine);
        questions.retain(|question| question.mine);
    }
    if which.unseen {
        changes.retain(|change| !change.seen);
    }
    let json = ChangesJson {
        changes: changes
            .iter()
            .map(|change| change_json(change, &conference))
            .collect(),
        questions: questions
            .iter()
            .map(|question| question_json(question, &conference))
            .collect(),
    };
    output.tell(&json, || {
        let mut lines = change_lines(&changes, &conference);
        lines.extend(
            questions
                .iter()
                .flat_map(|question| question_lines(question, &conference)),
        );
        if lines.is_empty() {
            lines.push("No changes.".to_owned());
        }
        lines
    })?;
    if which.seen {
        let seen: Vec<(ImportId, SessionId)> = changes
            .iter()
            .map(|change| (change.import, change.session.id))
            .collect();
        app.see_changes(&seen, true)?;
    }
    Ok(())
}

fn change_json(change: &Change, conference: &ConferenceRow) -> ChangeJson {
    let zone = conference.zone;
    ChangeJson {
        at: rfc3339(change.at, zone),
        source: change.source.clone(),
        kind: change.kind,
        words: change.words(zone),
        mine: change.mine(),
        seen: change.seen,
        session: SessionJson::of(&change.session, &conference.slug, change.pick, zone),
        fields: change
            .fields
            .iter()
            .map(|field| FieldChangeJson {
                field: field.field,
                old: field.old.clone(),
                new: field.new.clone(),
            })
            .collect(),
        clashes: change
            .clashes
            .iter()
            .map(|clash| clash.title.clone())
            .collect(),
    }
}

fn question_json(question: &MatchQuestion, conference: &ConferenceRow) -> QuestionJson {
    let session = |head| SessionJson::of(head, &conference.slug, None, conference.zone);
    QuestionJson {
        id: question.id,
        old: session(&question.old),
        new: session(&question.new),
        reason: question.reason.describe(),
        mine: question.mine,
    }
}

/// A line for each import, and below it one for each session.
fn change_lines(changes: &[Change], conference: &ConferenceRow) -> Vec<String> {
    let zone = conference.zone;
    let mut lines = Vec::new();
    let mut import = None;
    for change in changes {
        if import != Some(change.import) {
            import = Some(change.import);
            let at = zone.local(change.at).format("%Y-%m-%d %H:%M");
            let from = change
                .source
                .as_deref()
                .map_or(String::new(), |source| format!(" from {source}"));
            lines.push(format!("{at}{from}"));
        }
        let mark = if change.pick.is_some() { "★" } else { " " };
        let head = &change.session;
        lines.push(format!(
            "{mark} {:>5}  {}: {}",
            head.id,
            head.title,
            change.words(zone)
        ));
    }
    lines
}

fn question_lines(question: &MatchQuestion, conference: &ConferenceRow) -> [String; 4] {
    let told = |head: &SessionHeadRow| {
        let at = head.slot.map_or_else(
            || "no time".to_owned(),
            |slot| time(slot.starts_at, conference),
        );
        let speakers: Vec<&str> = head.speakers.iter().map(|it| it.name.as_str()).collect();
        format!(
            "{:>5}  {} ({at}; {})",
            head.id,
            head.title,
            speakers.join(", ")
        )
    };
    let id = question.id;
    [
        format!(
            "Same talk? Answer with: lanyard same {id} yes, or no ({})",
            question.reason.describe()
        ),
        format!("    was {}", told(&question.old)),
        format!("    now {}", told(&question.new)),
        String::new(),
    ]
}

fn time(at: DateTime<Utc>, conference: &ConferenceRow) -> String {
    conference
        .zone
        .local(at)
        .format("%a %d %b %H:%M")
        .to_string()
}

/// Answers "same talk?".
pub fn same(app: &App, same: &Same, output: &mut Output) -> Result<(), Failure> {
    let is_same = matches!(same.answer, Answer::Yes);
    let session = app.answer_match(same.question, is_same)?;
    output.tell(
        &json!({ "question": same.question, "same": is_same, "session": session }),
        || {
            vec![match session {
                Some(id) => format!("One talk: session {id}."),
                None => "Two talks. They will not be asked about again.".to_owned(),
            }]
        },
    )
}

/// Keeps withdrawn sessions as entries of the attendee's own, or lets them go again.
pub fn keep(app: &App, words: &[String], kept: bool, output: &mut Output) -> Result<(), Failure> {
    let mut ids = Vec::new();
    let mut lines = Vec::new();
    for word in words {
        let head = app.find_session(word)?;
        app.keep_session(head.id, kept)?;
        let what = if kept { "Kept" } else { "Let go" };
        lines.push(format!("{what}: {}", head.title));
        ids.push(head.id);
    }
    output.tell(&json!({ "sessions": ids, "kept": kept }), || lines)
}
