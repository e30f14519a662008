//! The attendee's own data in an import: what is new or newer is taken over, item by item; what is
//! there and newer stays. Doing it again changes nothing.

use agenda::{Attendee, AttendeeVisit, ConferenceId, Schedule, SessionId};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::booth;
use crate::values::{Json, Sql, Word};

/// `sessions` are the ids by place in the schedule.
pub(super) fn import(
    connection: &Connection,
    conference: ConferenceId,
    schedule: &Schedule,
    sessions: &[SessionId],
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let attendee = &schedule.attendee;
    if attendee.is_empty() {
        return Ok(());
    }
    picks(connection, attendee, sessions)?;
    notes(connection, attendee, sessions)?;
    hidden(connection, attendee, sessions, at)?;
    visits(connection, conference, schedule)
}

fn picks(
    connection: &Connection,
    attendee: &Attendee,
    sessions: &[SessionId],
) -> rusqlite::Result<()> {
    let mut write = connection.prepare_cached(
        "INSERT INTO pick (session, priority, leads, picked_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (session) DO UPDATE SET
             priority = excluded.priority, leads = excluded.leads, changed_at = excluded.changed_at
         WHERE excluded.changed_at > pick.changed_at",
    )?;
    for pick in &attendee.picks {
        let Some(session) = sessions.get(pick.session) else {
            continue;
        };
        write.execute((
            session.0,
            Word(pick.priority),
            pick.leads.as_ref().map(Json),
            Sql(pick.picked_at),
            Sql(pick.changed_at),
        ))?;
    }
    Ok(())
}

fn notes(
    connection: &Connection,
    attendee: &Attendee,
    sessions: &[SessionId],
) -> rusqlite::Result<()> {
    let mut write = connection.prepare_cached(
        "INSERT INTO note (session, text, changed_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (session) DO UPDATE SET
             text = excluded.text, changed_at = excluded.changed_at
         WHERE excluded.changed_at > note.changed_at",
    )?;
    for note in &attendee.notes {
        if let Some(session) = sessions.get(note.session) {
            write.execute((session.0, &note.text, Sql(note.changed_at)))?;
        }
    }
    Ok(())
}

fn hidden(
    connection: &Connection,
    attendee: &Attendee,
    sessions: &[SessionId],
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let mut write = connection.prepare_cached(
        "INSERT INTO hidden_session (session, hidden_at) VALUES (?1, ?2)
         ON CONFLICT (session) DO NOTHING",
    )?;
    for session in attendee
        .hidden
        .iter()
        .filter_map(|&place| sessions.get(place))
    {
        write.execute((session.0, Sql(at)))?;
    }
    Ok(())
}

/// A visit is the same if it is to the same booth from the same instant, even a removed one.
fn visits(
    connection: &Connection,
    conference: ConferenceId,
    schedule: &Schedule,
) -> rusqlite::Result<()> {
    let mut renew = connection.prepare_cached(
        "UPDATE visit SET minutes = ?3, leads = ?4, changed_at = ?5
         WHERE booth = ?1 AND starts_at = ?2 AND changed_at < ?5",
    )?;
    let mut known =
        connection.prepare_cached("SELECT 1 FROM visit WHERE booth = ?1 AND starts_at = ?2")?;
    let mut add = connection.prepare_cached(
        "INSERT INTO visit (booth, starts_at, minutes, leads, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
    )?;
    for visit in &schedule.attendee.visits {
        let AttendeeVisit {
            booth,
            starts_at,
            minutes,
            leads,
            changed_at,
        } = visit;
        let Some(booth) = booth::id_of(connection, conference, &schedule.booths, *booth)? else {
            continue;
        };
        let row = (
            booth.0,
            Sql(*starts_at),
            minutes,
            leads.as_ref().map(Json),
            Sql(*changed_at),
        );
        if known.exists((booth.0, Sql(*starts_at)))? {
            renew.execute(row)?;
        } else {
            add.execute(row)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use agenda::{AttendeeNote, AttendeePick, Priority};

    use super::*;
    use crate::examples::*;

    fn carried(changed: &str) -> Schedule {
        let changed_at = at(changed);
        Schedule {
            attendee: Attendee {
                picks: vec![AttendeePick {
                    session: 1,
                    priority: Priority::Must,
                    leads: Some(vec![30]),
                    picked_at: changed_at,
                    changed_at,
                }],
                notes: vec![AttendeeNote {
                    session: 1,
                    text: format!("Of {changed}"),
                    changed_at,
                }],
                hidden: vec![0],
                visits: vec![AttendeeVisit {
                    booth: 0,
                    starts_at: at("19T10:00:00"),
                    minutes: 20,
                    leads: None,
                    changed_at,
                }],
            },
            ..two_talks()
        }
    }

    #[test]
    fn what_is_carried_comes_once_and_the_newer_word_counts() {
        let (mut store, id) = store_with_two_talks();
        let talk = session_ids(&store, id)[1];
        for _ in 0..2 {
            imported(&mut store, &carried("02T08:00:00"));
            let pick = store.picks(id).unwrap().remove(0);
            assert_eq!((pick.session, pick.priority), (talk, Priority::Must));
            assert_eq!(pick.leads, Some(vec![30]));
            assert_eq!(store.visits(Some(id)).unwrap().len(), 1);
            assert_eq!(store.hidden_sessions(id).unwrap().len(), 1);
        }
        store
            .pick(&[talk], Priority::Maybe, at("03T08:00:00"))
            .unwrap();
        store.set_note(talk, "Mine.", at("03T08:00:00")).unwrap();
        let visit = store.visits(Some(id)).unwrap()[0].visit.id;
        store.remove_visit(visit, at("03T08:00:00")).unwrap();
        imported(&mut store, &carried("02T09:00:00"));
        assert_eq!(store.picks(id).unwrap()[0].priority, Priority::Maybe);
        assert_eq!(store.note(talk).unwrap().unwrap().text, "Mine.");
        assert_eq!(store.visits(Some(id)).unwrap(), []);
        imported(&mut store, &carried("04T09:00:00"));
        assert_eq!(store.picks(id).unwrap()[0].priority, Priority::Must);
        assert_eq!(store.note(talk).unwrap().unwrap().text, "Of 04T09:00:00");
    }
}
