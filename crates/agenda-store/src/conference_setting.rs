//! Table `conference_setting`: the attendee's own word on a conference.

use agenda::{ConferenceId, RefreshMode, Zone};
use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension};

use crate::values::{Cells, Sql};
use crate::{Store, StoreError, conference, session_day};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConferenceSettingRow {
    /// The venue's zone as the attendee told it; wins over any schedule's.
    pub told_zone: Option<Zone>,
    pub zone_choice: ZoneChoice,
    pub last_looked_at: Option<DateTime<Utc>>,
    pub refresh: RefreshMode,
}

/// The zone in which times are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZoneChoice {
    #[default]
    Venue,
    Mine,
    Other(Zone),
}

impl Store {
    /// What the attendee set for a conference; the defaults where nothing.
    pub fn conference_setting(&self, id: ConferenceId) -> Result<ConferenceSettingRow, StoreError> {
        self.read("read the conference's settings", |connection| {
            let row = connection
                .prepare_cached(
                    "SELECT told_zone, zone_choice, last_looked_at, refresh
                     FROM conference_setting WHERE conference = ?1",
                )?
                .query_row([id.0], |row| {
                    let mut cells = Cells::of(row);
                    Ok(ConferenceSettingRow {
                        told_zone: cells.optional()?,
                        zone_choice: cells.value()?,
                        last_looked_at: cells.optional()?,
                        refresh: cells.value()?,
                    })
                })
                .optional()?;
            Ok(row.unwrap_or_default())
        })
    }

    pub fn set_zone_choice(
        &mut self,
        id: ConferenceId,
        choice: ZoneChoice,
    ) -> Result<(), StoreError> {
        self.write("keep the zone to show", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO conference_setting (conference, zone_choice) VALUES (?1, ?2)
                     ON CONFLICT (conference) DO UPDATE SET zone_choice = excluded.zone_choice",
                )?
                .execute((id.0, Sql(choice)))
                .map(drop)
        })
    }

    pub fn set_refresh_mode(
        &mut self,
        id: ConferenceId,
        mode: RefreshMode,
    ) -> Result<(), StoreError> {
        self.write("keep when to refresh", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO conference_setting (conference, refresh) VALUES (?1, ?2)
                     ON CONFLICT (conference) DO UPDATE SET refresh = excluded.refresh",
                )?
                .execute((id.0, Sql(mode)))
                .map(drop)
        })
    }

    /// Notes that the attendee looks at this conference now.
    pub fn look_at_conference(
        &mut self,
        id: ConferenceId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write("keep the conference looked at", |transaction| {
            transaction
                .prepare_cached(
                    // Later than all others, whatever clock they were dated by.
                    "INSERT INTO conference_setting (conference, last_looked_at)
                     SELECT ?1, max(?2, coalesce(max(last_looked_at) + 1, ?2))
                     FROM conference_setting WHERE true
                     ON CONFLICT (conference) DO UPDATE SET last_looked_at = excluded.last_looked_at",
                )?
                .execute((id.0, Sql(at)))
                .map(drop)
        })
    }

    /// The conference last looked at.
    pub fn current_conference(&self) -> Result<Option<ConferenceId>, StoreError> {
        self.read("read the conference looked at", |connection| {
            connection
                .prepare_cached(
                    "SELECT conference FROM conference_setting WHERE last_looked_at IS NOT NULL
                     ORDER BY last_looked_at DESC, conference DESC LIMIT 1",
                )?
                .query_row([], |row| Cells::of(row).value())
                .optional()
        })
    }

    /// The attendee tells the venue's zone. Instants stay; days that are computed from them, and
    /// the midnights around all-day sessions, follow the zone. False if there is no such conference.
    pub fn confirm_zone(&mut self, id: ConferenceId, zone: Zone) -> Result<bool, StoreError> {
        self.write("set the conference's zone", |transaction| {
            let Some(before) = conference::by_id(transaction, id)? else {
                return Ok(false);
            };
            tell_zone(transaction, id, zone)?;
            session_day::rezone(transaction, id, before.zone, zone, before.day_change)?;
            Ok(true)
        })
    }
}

pub(crate) fn tell_zone(
    connection: &Connection,
    id: ConferenceId,
    zone: Zone,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO conference_setting (conference, told_zone) VALUES (?1, ?2)
             ON CONFLICT (conference) DO UPDATE SET told_zone = excluded.told_zone",
        )?
        .execute((id.0, Sql(zone)))
        .map(drop)
}

impl ToSql for Sql<ZoneChoice> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            ZoneChoice::Venue => "venue",
            ZoneChoice::Mine => "mine",
            ZoneChoice::Other(zone) => zone.name(),
        }
        .into())
    }
}

impl FromSql for Sql<ZoneChoice> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(match value.as_str()? {
            "venue" => ZoneChoice::Venue,
            "mine" => ZoneChoice::Mine,
            zone => ZoneChoice::Other(Zone::named(zone).map_err(FromSqlError::other)?),
        }))
    }
}

impl ToSql for Sql<RefreshMode> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            RefreshMode::Automatic => "automatic".into(),
            RefreshMode::Off => "off".into(),
            RefreshMode::Every(minutes) => minutes.to_string().into(),
        })
    }
}

impl FromSql for Sql<RefreshMode> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(match value.as_str()? {
            "automatic" => RefreshMode::Automatic,
            "off" => RefreshMode::Off,
            minutes => RefreshMode::Every(minutes.parse().map_err(FromSqlError::other)?),
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::examples::*;

    #[test]
    fn each_setting_is_kept_beside_the_others() {
        let (mut store, id) = store_with_two_talks();
        assert_eq!(
            store.conference_setting(id).unwrap(),
            ConferenceSettingRow::default()
        );
        assert_eq!(store.current_conference().unwrap(), None);
        for zone_choice in [
            ZoneChoice::Mine,
            ZoneChoice::Other(madrid()),
            ZoneChoice::Venue,
        ] {
            store.set_zone_choice(id, zone_choice).unwrap();
            assert_eq!(
                store.conference_setting(id).unwrap().zone_choice,
                zone_choice
            );
        }
        store.set_zone_choice(id, ZoneChoice::Mine).unwrap();
        store.look_at_conference(id, at("02T08:00:00")).unwrap();
        store.confirm_zone(id, madrid()).unwrap();
        for mode in [
            RefreshMode::Off,
            RefreshMode::Automatic,
            RefreshMode::Every(90),
        ] {
            store.set_refresh_mode(id, mode).unwrap();
            assert_eq!(store.conference_setting(id).unwrap().refresh, mode);
        }
        let expected = ConferenceSettingRow {
            told_zone: Some(madrid()),
            zone_choice: ZoneChoice::Mine,
            last_looked_at: Some(at("02T08:00:00")),
            refresh: RefreshMode::Every(90),
        };
        assert_eq!(store.conference_setting(id).unwrap(), expected);
        assert_eq!(store.current_conference().unwrap(), Some(id));
    }

    #[test]
    fn a_conference_that_is_not_there_takes_no_settings() {
        let error = store()
            .set_zone_choice(ConferenceId(7), ZoneChoice::Mine)
            .unwrap_err();
        assert!(matches!(error, StoreError::Gone { .. }), "{error}");
    }
}
