//! The attendee's own data in Lanyard JSON.

use agenda::{Attendee, AttendeeNote, AttendeePick, AttendeeVisit, Priority, Schedule, Zone};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::conversion::{UniqueNames, written};
use super::{BoothFields, Fault, SessionName};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttendeeFields {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    picks: Vec<PickFields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteFields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hidden: Vec<SessionName>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    visits: Vec<VisitFields>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PickFields {
    session: SessionName,
    priority: Priority,
    /// Minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leads: Option<Vec<u32>>,
    picked_at: DateTime<FixedOffset>,
    changed_at: DateTime<FixedOffset>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteFields {
    session: SessionName,
    text: String,
    changed_at: DateTime<FixedOffset>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitFields {
    /// The booth's name.
    booth: String,
    starts_at: DateTime<FixedOffset>,
    minutes: u32,
    /// Minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leads: Option<Vec<u32>>,
    changed_at: DateTime<FixedOffset>,
}

/// The longest lead: four weeks, in minutes.
const LONGEST_LEAD: u32 = 4 * 7 * 24 * 60;

/// None where there is nothing of the attendee's.
pub(super) fn fields(
    schedule: &Schedule,
    names: &UniqueNames,
    zone: Zone,
) -> Option<AttendeeFields> {
    let attendee = &schedule.attendee;
    let name = |index: usize| names.name_of(index, &schedule.sessions);
    let visit = |visit: &AttendeeVisit| {
        Some(VisitFields {
            booth: schedule.booths.get(visit.booth)?.name.clone(),
            starts_at: written(visit.starts_at, zone),
            minutes: visit.minutes,
            leads: visit.leads.clone(),
            changed_at: written(visit.changed_at, zone),
        })
    };
    (!attendee.is_empty()).then(|| AttendeeFields {
        picks: attendee
            .picks
            .iter()
            .map(|pick| PickFields {
                session: name(pick.session),
                priority: pick.priority,
                leads: pick.leads.clone(),
                picked_at: written(pick.picked_at, zone),
                changed_at: written(pick.changed_at, zone),
            })
            .collect(),
        notes: attendee
            .notes
            .iter()
            .map(|note| NoteFields {
                session: name(note.session),
                text: note.text.clone(),
                changed_at: written(note.changed_at, zone),
            })
            .collect(),
        hidden: attendee.hidden.iter().map(|&index| name(index)).collect(),
        visits: attendee.visits.iter().filter_map(visit).collect(),
    })
}

pub(super) fn read(
    fields: AttendeeFields,
    names: &UniqueNames,
    sessions: usize,
    booths: &[BoothFields],
) -> Result<Attendee, Fault> {
    let fault = |what: &str, index: usize, problem: String| Fault {
        place: format!("attendee.{what}[{index}]"),
        problem,
    };
    let mut attendee = Attendee::default();
    for (index, pick) in fields.picks.into_iter().enumerate() {
        let leads = checked_leads(pick.leads).map_err(|problem| fault("picks", index, problem))?;
        attendee.picks.push(AttendeePick {
            session: names
                .session(pick.session, sessions)
                .map_err(|problem| fault("picks", index, problem))?,
            priority: pick.priority,
            leads,
            picked_at: pick.picked_at.to_utc(),
            changed_at: pick.changed_at.to_utc(),
        });
    }
    for (index, note) in fields.notes.into_iter().enumerate() {
        if note.text.is_empty() {
            return Err(fault("notes", index, "a note needs a text".to_owned()));
        }
        attendee.notes.push(AttendeeNote {
            session: names
                .session(note.session, sessions)
                .map_err(|problem| fault("notes", index, problem))?,
            text: note.text,
            changed_at: note.changed_at.to_utc(),
        });
    }
    for (index, name) in fields.hidden.into_iter().enumerate() {
        let session = names.session(name, sessions);
        attendee
            .hidden
            .push(session.map_err(|problem| fault("hidden", index, problem))?);
    }
    for (index, visit) in fields.visits.into_iter().enumerate() {
        let leads =
            checked_leads(visit.leads).map_err(|problem| fault("visits", index, problem))?;
        let named = |booth: &BoothFields| booth.name.to_lowercase() == visit.booth.to_lowercase();
        let booth = booths.iter().position(named).ok_or_else(|| {
            let problem = format!("no booth has the name “{}”", visit.booth);
            fault("visits", index, problem)
        })?;
        if !(1..=1440).contains(&visit.minutes) {
            let problem = format!("a visit lasts 1 to 1440 minutes, not {}", visit.minutes);
            return Err(fault("visits", index, problem));
        }
        attendee.visits.push(AttendeeVisit {
            booth,
            starts_at: visit.starts_at.to_utc(),
            minutes: visit.minutes,
            leads,
            changed_at: visit.changed_at.to_utc(),
        });
    }
    Ok(attendee)
}

fn checked_leads(leads: Option<Vec<u32>>) -> Result<Option<Vec<u32>>, String> {
    let longest = leads.iter().flatten().max();
    match longest.filter(|&&lead| lead > LONGEST_LEAD) {
        Some(lead) => Err(format!(
            "a reminder comes at most {LONGEST_LEAD} minutes before, not {lead}"
        )),
        None => Ok(leads),
    }
}
