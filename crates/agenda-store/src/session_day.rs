//! Conference days and all-day slots where the zone in force is not the one they were made in.

use agenda::{ConferenceId, SessionId, Slot, Zone, day};
use chrono::{NaiveDate, NaiveTime, SubsecRound};
use rusqlite::Connection;

use crate::session;
use crate::values::{Cells, Sql};

/// The slot as it is kept: whole milliseconds, and an all-day one between the midnights of `to`
/// instead of those of `from`.
pub(crate) fn kept_slot(slot: &Slot, from: Zone, to: Zone) -> Slot {
    let moved = |at| {
        let at = SubsecRound::trunc_subsecs(at, 3);
        if slot.all_day && from != to {
            // The dates stay; a part day that crept in keeps its length.
            let local = from.local(at).naive_local();
            to.instant(local)
        } else {
            at
        }
    };
    let starts_at = moved(slot.starts_at);
    Slot {
        starts_at,
        ends_at: moved(slot.ends_at).max(starts_at),
        ..*slot
    }
}

/// Whether [`kept_slot`] differs from the slot.
pub(crate) fn differs_when_kept(slot: &Slot, from: Zone, to: Zone) -> bool {
    kept_slot(slot, from, to) != *slot
}

pub(crate) fn day_of(slot: Option<&Slot>, zone: Zone, day_change: NaiveTime) -> Option<NaiveDate> {
    slot.map(|slot| day::conference_day(slot, zone, day_change))
}

/// Brings a conference's all-day slots and days from one zone to another.
pub(crate) fn rezone(
    connection: &Connection,
    conference: ConferenceId,
    from: Zone,
    to: Zone,
    day_change: NaiveTime,
) -> rusqlite::Result<()> {
    let slots: Vec<(SessionId, Slot)> = connection
        .prepare_cached(
            "SELECT id, starts_at, ends_at, listed_under, all_day FROM session
             WHERE conference = ?1 AND starts_at IS NOT NULL",
        )?
        .query_map([conference.0], |row| {
            let mut cells = Cells::of(row);
            Ok((cells.value()?, session::slot_of(&mut cells)?))
        })?
        .filter_map(|row| row.map(|(id, slot)| Some((id, slot?))).transpose())
        .collect::<rusqlite::Result<_>>()?;
    let mut update = connection.prepare_cached(
        "UPDATE session SET starts_at = ?2, ends_at = ?3, day = ?4 WHERE id = ?1",
    )?;
    for (id, slot) in slots {
        let slot = kept_slot(&slot, from, to);
        let day = day_of(Some(&slot), to, day_change).map(Sql);
        update.execute((id.0, Sql(slot.starts_at), Sql(slot.ends_at), day))?;
    }
    Ok(())
}
