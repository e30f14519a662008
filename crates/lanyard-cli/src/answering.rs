//! The attendee's answers to reminders, and what stands in their way.

use agenda::{ItemKey, VisitId};
use agenda_app::App;
use agenda_app::reminders::missed_reminders;
use agenda_app::wire::{CheckState, SnoozeForm, WalkingPairForm, WalkingTimesForm};
use desktop_notifier::DesktopNotifier;
use serde_json::json;

use crate::Failure;
use crate::arguments::{Item, Snooze, Walking};
use crate::json::rfc3339;
use crate::output::Output;
use crate::reminding::reminder_json;

pub fn snooze(app: &App, snooze: &Snooze, output: &mut Output) -> Result<(), Failure> {
    let form = if snooze.until_start {
        SnoozeForm::UntilStart
    } else {
        SnoozeForm::Minutes {
            minutes: snooze.minutes,
        }
    };
    let until = app.snooze(item_key(app, &snooze.item)?, form)?;
    let until = rfc3339(until, app.viewer_zone()?);
    output.tell(&json!({ "snoozed_until": until }), || {
        vec![format!("Comes again at {until}.")]
    })
}

pub fn skip(app: &App, item: &Item, output: &mut Output) -> Result<(), Failure> {
    app.skip_reminders(item_key(app, item)?)?;
    output.tell(&json!({ "skipped": item.id }), || {
        vec!["No more reminders of it, unless it moves.".to_owned()]
    })
}

pub fn missed(app: &App, dismiss: bool, output: &mut Output) -> Result<(), Failure> {
    let entries = app.entries(None)?;
    let missed = missed_reminders(app, &entries)?;
    let json = missed
        .iter()
        .map(|missed| reminder_json(app, missed))
        .collect::<Result<Vec<_>, Failure>>()?;
    output.tell(&json, || {
        if json.is_empty() {
            return vec!["Nothing was missed.".to_owned()];
        }
        let lines = json.iter().map(|missed| {
            let place = missed
                .place
                .as_deref()
                .map_or(String::new(), |place| format!(", {place}"));
            format!("{}  {}{place}", missed.starts_at, missed.title)
        });
        lines.collect()
    })?;
    if dismiss {
        app.dismiss_missed(None)?;
    }
    Ok(())
}

pub fn mute(app: &App, off: bool, output: &mut Output) -> Result<(), Failure> {
    if off {
        app.unmute()?;
        return output.tell(&json!({ "muted_until": null }), || {
            vec!["Reminders are shown.".to_owned()]
        });
    }
    let until = rfc3339(app.mute_until_tomorrow()?, app.viewer_zone()?);
    output.tell(&json!({ "muted_until": until }), || {
        vec![format!("No reminders until {until}.")]
    })
}

pub fn walking(app: &App, walking: &Walking, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(walking.conference.as_deref())?;
    let before = app.walking_times(conference.id)?;
    let after = altered(before.clone(), walking)?;
    if after != before {
        app.set_walking_times(conference.id, &after)?;
    }
    let json = json!({
        "between_rooms": after.between_rooms,
        "between_buildings": after.between_buildings,
        "pairs": after.pairs.iter().map(|pair| json!({
            "place": pair.place, "other": pair.other, "minutes": pair.minutes,
        })).collect::<Vec<_>>(),
    });
    output.tell(&json, || {
        let mut lines = vec![
            format!("{:4} min between rooms", after.between_rooms),
            format!("{:4} min between buildings", after.between_buildings),
        ];
        let pairs = after.pairs.iter();
        lines.extend(pairs.map(
            |WalkingPairForm {
                 place,
                 other,
                 minutes,
             }| { format!("{minutes:4} min between {place} and {other}") },
        ));
        lines
    })
}

fn altered(mut times: WalkingTimesForm, walking: &Walking) -> Result<WalkingTimesForm, Failure> {
    times.between_rooms = walking.rooms.unwrap_or(times.between_rooms);
    times.between_buildings = walking.buildings.unwrap_or(times.between_buildings);
    if let Some([place, other]) = walking.forget.as_deref() {
        times.pairs.retain(|pair| !is_between(pair, place, other));
    }
    if let Some([place, other, minutes]) = walking.pair.as_deref() {
        let minutes = minutes.parse().map_err(|_| {
            Failure::Failed(format!("“{minutes}” is no number of minutes: write 7"))
        })?;
        times.pairs.retain(|pair| !is_between(pair, place, other));
        times.pairs.push(WalkingPairForm {
            place: place.clone(),
            other: other.clone(),
            minutes,
        });
    }
    Ok(times)
}

fn is_between(pair: &WalkingPairForm, place: &str, other: &str) -> bool {
    (pair.place == place && pair.other == other) || (pair.place == other && pair.other == place)
}

pub fn doctor(app: &App, output: &mut Output) -> Result<(), Failure> {
    let notifier = DesktopNotifier::new()
        .map_err(|error| Failure::Failed(format!("notifications could not be started: {error}")))?;
    let found = app.doctor(&notifier)?;
    output.tell(&found, || {
        let lines = found.checks.iter().flat_map(|check| {
            let mark = match check.state {
                CheckState::Good => "good",
                CheckState::Doubtful => "look",
                CheckState::Bad => "BAD",
            };
            let cure = check.cure.as_ref().map(|cure| format!("{:20}{cure}", ""));
            std::iter::once(format!("{mark:5} {:13} {}", check.name, check.found)).chain(cure)
        });
        lines.collect()
    })?;
    let bad = found
        .checks
        .iter()
        .filter(|check| check.state == CheckState::Bad);
    match bad.count() {
        0 => Ok(()),
        count => Err(Failure::Failed(format!(
            "reminders would not be shown as they should: {count} of the checks say why"
        ))),
    }
}

fn item_key(app: &App, item: &Item) -> Result<ItemKey, Failure> {
    if !item.visit {
        return Ok(ItemKey::Session(app.find_session(&item.id)?.id));
    }
    let id = item.id.parse().map_err(|_| {
        Failure::Failed(format!(
            "“{}” is no visit’s id: lanyard agenda lists them",
            item.id
        ))
    })?;
    Ok(ItemKey::Visit(VisitId(id)))
}
