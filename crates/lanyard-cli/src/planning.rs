//! Clashes, free time and the plan.

use agenda::{ItemKey, Priority, VisitId, Zone};
use agenda_app::App;
use agenda_app::wire::{
    AgendaStepForm, GapView, GapsForm, HoursForm, PauseForm, PlanChangeView, PlanEntryView,
    PlanForm, PlanView, VisitWishForm,
};
use agenda_store::ConferenceRow;
use serde_json::json;

use crate::Failure;
use crate::arguments::{Gaps, Plan, Which};
use crate::output::{Output, counted};
use crate::planning_json::{ClashPairJson, GapJson, PlanJson, at};

/// The length of a visit that is told no other.
const VISIT_MINUTES: u32 = 15;

pub fn clashes(app: &App, which: &Which, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(which.conference.as_deref())?;
    let zone = which.zone.unwrap_or(conference.zone);
    let day = which.day.map(|day| day.to_string());
    let view = app.clashes(conference.id, day.as_deref())?;
    let json: Vec<ClashPairJson> = (view.pairs.into_iter())
        .map(|pair| ClashPairJson::of(pair, zone))
        .collect();
    output.tell(&json, || {
        if json.is_empty() {
            return vec!["Nothing clashes.".to_owned()];
        }
        let mut lines = Vec::new();
        for pair in &json {
            let what = match (pair.overlap, pair.missing) {
                (Some(minutes), _) => format!("{} at once", counted(minutes, "minute")),
                (None, missing) => {
                    format!(
                        "{} too few to walk",
                        counted(missing.unwrap_or(0), "minute")
                    )
                }
            };
            lines.push(format!("{}  {what}", pair.day));
            for side in [&pair.first, &pair.second] {
                let priority = side.priority.map_or("visit", Priority::word);
                let hours = hours(&side.starts_at, &side.ends_at);
                lines.push(format!("  {hours}  {priority:5}  {}", side.title));
                for repeat in &side.repeats {
                    let starts_at = repeat.starts_at.as_deref().unwrap_or("no time yet");
                    lines.push(format!("                      also {starts_at}"));
                }
            }
        }
        lines
    })
}

pub fn gaps(app: &App, wanted: &Gaps, output: &mut Output) -> Result<(), Failure> {
    let which = &wanted.which;
    let conference = app.conference_named(which.conference.as_deref())?;
    let zone = which.zone.unwrap_or(conference.zone);
    let form = GapsForm {
        day: which.day.map(|day| day.to_string()),
        from: wanted.from,
        to: wanted.to,
        shortest: wanted.shortest,
    };
    let view = app.gaps(conference.id, &form)?;
    let json: Vec<GapJson> = (view.gaps.into_iter())
        .map(|gap: GapView| GapJson::of(gap, zone))
        .collect();
    output.tell(&json, || {
        if json.is_empty() {
            return vec!["No free time.".to_owned()];
        }
        let mut lines = Vec::new();
        for gap in &json {
            let hours = hours(&gap.starts_at, &gap.ends_at);
            lines.push(format!(
                "{}  {hours}  {} minutes free",
                gap.day, gap.minutes
            ));
            for session in &gap.sessions {
                let lists = match session.recommended_by.as_slice() {
                    [] => String::new(),
                    lists => format!(" (on the list of {})", lists.join(", ")),
                };
                lines.push(format!("  {:>5}  {}{lists}", session.id, session.title));
            }
            for booth in &gap.booths {
                let minutes = counted(booth.minutes, "minute");
                lines.push(format!("  booth  {}, up to {minutes}", booth.name));
            }
        }
        lines
    })
}

pub fn plan(app: &App, wanted: &Plan, output: &mut Output) -> Result<(), Failure> {
    if wanted.undo {
        let steps = app.undo_plan()?;
        return output.tell(&json!({ "undone": steps }), || {
            vec!["The plan is taken back.".to_owned()]
        });
    }
    let which = &wanted.which;
    let conference = app.conference_named(which.conference.as_deref())?;
    let zone = which.zone.unwrap_or(conference.zone);
    let view = app.plan(conference.id, &form(app, &conference, wanted)?)?;
    let steps: Vec<AgendaStepForm> = (view.entries.iter())
        .filter_map(|entry| entry.step.clone())
        .collect();
    if wanted.apply && !steps.is_empty() {
        app.apply_plan(&steps)?;
    }
    let json = PlanJson::of(&view, zone, wanted.apply);
    output.tell(&json, || plan_lines(&view, zone, wanted.apply))
}

fn form(app: &App, conference: &ConferenceRow, wanted: &Plan) -> Result<PlanForm, Failure> {
    let mut wishes = Vec::new();
    for wish in &wanted.visit {
        let (word, minutes) = match wish.rsplit_once('=') {
            Some((word, minutes)) => {
                let minutes = minutes.parse().map_err(|_| {
                    Failure::Failed(format!("“{wish}” names no minutes: write it like acme=20"))
                })?;
                (word, minutes)
            }
            None => (wish.as_str(), VISIT_MINUTES),
        };
        wishes.push(VisitWishForm {
            booth: app.find_booth(conference.id, word)?.id.0,
            minutes,
            priority: Priority::Want,
        });
    }
    let visits = wanted.lock_visit.iter();
    let mut locked: Vec<ItemKey> = visits.map(|&id| ItemKey::Visit(VisitId(id))).collect();
    for word in &wanted.lock {
        locked.push(ItemKey::Session(app.find_session(word)?.id));
    }
    Ok(PlanForm {
        day: wanted.which.day.map(|day| day.to_string()),
        weights: wanted.weights.unwrap_or_default(),
        pause: wanted.lunch.map(|minutes| PauseForm {
            within: HoursForm {
                from: wanted.lunch_from,
                to: wanted.lunch_to,
            },
            minutes,
        }),
        hours: (wanted.from.zip(wanted.to)).map(|(from, to)| HoursForm { from, to }),
        wishes,
        locked: locked.into_iter().map(Into::into).collect(),
        walking: !wanted.no_walking,
    })
}

fn plan_lines(view: &PlanView, zone: Zone, applied: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut day = None;
    for entry in &view.entries {
        if entry.day.is_some() && entry.day != day {
            day.clone_from(&entry.day);
            lines.extend(entry.day.clone());
        }
        lines.push(entry_line(entry, zone));
    }
    if view.entries.is_empty() {
        return vec!["Nothing to plan: pick sessions or wish for visits first.".to_owned()];
    }
    for pause in &view.pauses {
        lines.push(match (&pause.starts, &pause.ends) {
            (Some(starts), Some(ends)) => {
                let hours = hours(&at(starts, zone), &at(ends, zone));
                format!("Pause on {}: {hours}", pause.day)
            }
            _ => format!("No time for a pause on {}.", pause.day),
        });
    }
    lines.push(if view.best {
        format!("Worth {}; no plan is worth more.", view.worth)
    } else {
        format!(
            "Worth {}; the search was stopped, no plan is worth more than {}.",
            view.worth, view.bound
        )
    });
    let changes = view.entries.iter().any(|entry| entry.step.is_some());
    lines.push(match (changes, applied) {
        (false, _) => "The agenda is like that already.".to_owned(),
        (true, true) => "Done. lanyard plan --undo takes it back.".to_owned(),
        (true, false) => "Nothing is changed yet: --apply does it.".to_owned(),
    });
    lines
}

/// "+ 15:25–16:00  Title: reason"
fn entry_line(entry: &PlanEntryView, zone: Zone) -> String {
    let mark = match entry.change {
        PlanChangeView::Keep => ' ',
        PlanChangeView::Add => '+',
        PlanChangeView::Move => '~',
        PlanChangeView::Drop | PlanChangeView::LeaveOut => '-',
    };
    let hours = match (&entry.starts, &entry.ends) {
        (Some(starts), Some(ends)) => hours(&at(starts, zone), &at(ends, zone)),
        _ => "           ".to_owned(),
    };
    let reason = entry.reason.as_deref();
    let reason = reason.map_or(String::new(), |reason| format!(": {reason}"));
    format!("{mark} {hours}  {}{reason}", entry.title)
}

/// "15:25–16:00" of two times in RFC 3339.
fn hours(starts_at: &str, ends_at: &str) -> String {
    let time = |at: &str| at.get(11..16).unwrap_or_default().to_owned();
    format!("{}–{}", time(starts_at), time(ends_at))
}
