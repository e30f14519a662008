//! What the frame of the window shows: conferences, days, settings, the next reminder.

use agenda::{ConferenceId, ZoneSource, day, zone};
use agenda_store::ConferenceRow;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::entries::Entry;
use crate::reminder_loop::Health;
use crate::reminders::{Upcoming, upcoming_reminders};
use crate::wire::{
    ConferenceView, DayView, NextReminderView, OverviewView, ReminderHealthView, VersionsView,
    ZoneChoice,
};
use crate::{App, AppError};

impl App {
    /// Whether no conference is imported yet.
    pub fn is_empty(&self) -> Result<bool, AppError> {
        Ok(self.store(|store| store.conferences())?.is_empty())
    }

    pub fn overview(&self, health: &Health) -> Result<OverviewView, AppError> {
        let now = self.now();
        let settings = self.settings()?;
        let entries = self.entries(None)?;
        let mut rows = self.store(|store| store.conferences())?;
        rows.sort_by_key(|row| {
            let days_away = row
                .first_day
                .map(|first| (first - now.date_naive()).num_days().abs());
            (days_away.is_none(), days_away, row.id)
        });
        let mut conferences = Vec::new();
        for row in &rows {
            conferences.push(self.conference_view(row, &entries)?);
        }
        let current = self
            .store(|store| store.current_conference())?
            .or(rows.first().map(|row| row.id));
        Ok(OverviewView {
            now: now.timestamp(),
            clock_speed: self.clock().speed(),
            clock_shifted: self.clock().is_shifted(),
            conferences,
            current: current.map(|id| id.0),
            reminders: self.reminder_health(health, &entries)?,
            settings: settings.view(),
            versions: VersionsView {
                application: env!("CARGO_PKG_VERSION").to_owned(),
                zone_data: zone::database_version().to_owned(),
                store_schema: self.store(|store| store.schema_version())?,
            },
        })
    }

    fn conference_view(
        &self,
        row: &ConferenceRow,
        entries: &[Entry],
    ) -> Result<ConferenceView, AppError> {
        let zones = self.shown_zones(row)?;
        let mine = self.viewer_zone()?;
        let counts = self.store(|store| store.conference_counts(row.id))?;
        let choice = self
            .store(|store| store.conference_setting(row.id))?
            .zone_choice;
        let days = self.days(row, entries)?;
        let label_at = row.first_day.map_or_else(
            || self.now(),
            |first| first.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12),
        );
        Ok(ConferenceView {
            id: row.id.0,
            slug: row.slug.clone(),
            title: row.title.clone(),
            venue: row.venue.clone(),
            city: row.city.clone(),
            url: row.url.as_deref().and_then(crate::safe_link),
            zone: row.zone.name().to_owned(),
            zone_label: row.zone.abbreviation_at(label_at),
            zone_confirmed: row.zone_source != ZoneSource::OffsetOnly,
            zone_guess: row.zone_guess.map(|zone| zone.name().to_owned()),
            zone_choice: match choice {
                agenda_store::ZoneChoice::Venue => ZoneChoice::Venue,
                agenda_store::ZoneChoice::Mine => ZoneChoice::Mine,
                agenda_store::ZoneChoice::Other(zone) => ZoneChoice::Other {
                    zone: zone.name().to_owned(),
                },
            },
            shown_zone: zones.shown.name().to_owned(),
            shown_zone_label: zones.shown.abbreviation_at(label_at),
            mine_zone: mine.name().to_owned(),
            mine_zone_label: mine.abbreviation_at(label_at),
            today: self.today(row, &days),
            days,
            session_count: counts.sessions,
            unscheduled_count: counts.unscheduled,
            booth_count: counts.booths,
            pick_count: counts.picks + counts.visits,
            unseen_changes: self.unseen_changes(row.id)?,
            source: row.source.clone(),
            imported_at: row.imported_at.timestamp(),
            refresh: self.refresh_view(row)?,
        })
    }

    fn unseen_changes(&self, id: ConferenceId) -> Result<u32, AppError> {
        let changes = self.store(|store| store.unseen_changes_of_picks(id))?;
        let questions = self.match_questions(id)?;
        let mine = questions.iter().filter(|question| question.mine).count();
        Ok(changes + u32::try_from(mine).unwrap_or(u32::MAX))
    }

    /// Days with sessions, picks or visits.
    fn days(&self, row: &ConferenceRow, entries: &[Entry]) -> Result<Vec<DayView>, AppError> {
        let counted = self.store(|store| store.day_counts(row.id))?;
        let mut days: Vec<NaiveDate> = counted.iter().map(|count| count.day).collect();
        let of_conference = || entries.iter().filter(|entry| entry.conference == row.id);
        days.extend(of_conference().map(|entry| entry.day));
        days.sort_unstable();
        days.dedup();
        let views = days.into_iter().map(|day| {
            let picked = of_conference().filter(|entry| entry.day == day).count();
            DayView {
                date: day.to_string(),
                session_count: counted
                    .iter()
                    .find(|count| count.day == day)
                    .map_or(0, |count| count.sessions),
                pick_count: u32::try_from(picked).unwrap_or(u32::MAX),
            }
        });
        Ok(views.collect())
    }

    /// The conference day that now is, else the nearest.
    fn today(&self, row: &ConferenceRow, days: &[DayView]) -> Option<String> {
        let today = day::day_at(self.now(), row.zone, row.day_change);
        let nearest = days.iter().min_by_key(|day| {
            day.date
                .parse::<NaiveDate>()
                .map_or(i64::MAX, |date| (date - today).num_days().abs())
        });
        nearest.map(|day| day.date.clone())
    }

    fn reminder_health(
        &self,
        health: &Health,
        entries: &[Entry],
    ) -> Result<ReminderHealthView, AppError> {
        let next = match upcoming_reminders(self, entries)?.into_iter().next() {
            Some(Upcoming { key, at, entry }) => {
                let row = self.conference_row(entry.conference)?;
                let zones = self.shown_zones(&row)?;
                Some(NextReminderView {
                    item: entry.item.into(),
                    conference: entry.conference.0,
                    booth: entry.booth.map(|booth| booth.0),
                    title: entry.title.clone(),
                    due: zones.time(at, entry.day),
                    starts: zones.time(entry.slot.starts_at, entry.day),
                    lead: key.lead,
                })
            }
            None => None,
        };
        let (waiting, missed) = self.reminder_counts(entries)?;
        Ok(ReminderHealthView {
            state: health.state,
            service: health.service.clone(),
            problem: health.problem.clone(),
            next,
            muted_until: self.muted_until()?.map(|until| until.timestamp()),
            waiting,
            missed,
            today: self.count_today(entries)?,
        })
    }

    /// The conference meant by a slug, or without one the one last looked at, else the only or
    /// nearest one.
    pub fn conference_named(&self, slug: Option<&str>) -> Result<ConferenceRow, AppError> {
        if let Some(slug) = slug {
            return self
                .store(|store| store.conference_by_slug(slug))?
                .ok_or_else(|| AppError::NoConference(slug.to_owned()));
        }
        let rows = self.store(|store| store.conferences())?;
        let current: Option<ConferenceId> = self.store(|store| store.current_conference())?;
        let now = self.now().date_naive();
        rows.into_iter()
            .min_by_key(|row| {
                let days_away = row.first_day.map(|first| (first - now).num_days().abs());
                (Some(row.id) != current, days_away.is_none(), days_away)
            })
            .ok_or(AppError::NoConferences)
    }
}
