//! The attendee's choices: picks, notes, visits, zones, which conference is looked at.

use agenda::{BoothId, ConferenceId, Priority, SessionId, VisitId, Zone};
use agenda_store::SessionHeadRow;
use chrono::{DateTime, NaiveTime, Utc};

use crate::agenda_view::parsed_date;
use crate::settings::checked_leads;
use crate::wire::{HideForm, PickForm, VisitForm, ZoneChoice};
use crate::{App, AppError};

impl App {
    /// Picks the sessions with a priority, or drops them.
    pub fn set_pick(&self, form: &PickForm) -> Result<(), AppError> {
        let sessions: Vec<SessionId> = form.sessions.iter().copied().map(SessionId).collect();
        self.pick_sessions(&sessions, form.priority)
    }

    /// The same by ids. Leads of a pick stay when its priority changes.
    pub fn pick_sessions(
        &self,
        sessions: &[SessionId],
        priority: Option<Priority>,
    ) -> Result<(), AppError> {
        let now = self.now();
        self.store(|store| match priority {
            Some(priority) => store.pick(sessions, priority, now),
            None => store.unpick(sessions).map(drop),
        })?;
        self.changed();
        Ok(())
    }

    /// Hides sessions in the programme, which drops them from the agenda; or shows them again.
    pub fn hide_sessions(&self, form: &HideForm) -> Result<(), AppError> {
        let sessions: Vec<SessionId> = form.sessions.iter().copied().map(SessionId).collect();
        let now = self.now();
        self.store(|store| {
            if form.hidden {
                store.hide_sessions(&sessions, now)
            } else {
                store.unhide_sessions(&sessions)
            }
        })?;
        self.changed();
        Ok(())
    }

    /// Own leads for a pick, in minutes; none for the defaults.
    pub fn set_pick_leads(&self, id: SessionId, leads: Option<&[u32]>) -> Result<(), AppError> {
        let leads = leads.map(checked_leads).transpose()?;
        let now = self.now();
        if !self.store(|store| store.set_pick_leads(id, leads.as_deref(), now))? {
            return Err(AppError::NotPicked(id.to_string()));
        }
        self.changed();
        Ok(())
    }

    /// The attendee's note on a session; an empty one removes it.
    pub fn set_note(&self, id: SessionId, text: &str) -> Result<(), AppError> {
        let now = self.now();
        self.store(|store| store.set_note(id, text.trim_end(), now))?;
        self.changed();
        Ok(())
    }

    /// Plans a visit at a time of the zone its conference is shown in.
    pub fn plan_visit(&self, form: &VisitForm) -> Result<VisitId, AppError> {
        let booth = BoothId(form.booth);
        let row = self
            .store(|store| store.booth(booth))?
            .ok_or_else(|| AppError::NoBooth(booth.to_string()))?;
        let conference = self.conference_row(row.conference)?;
        let zone = self.shown_zones(&conference)?.shown;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(form.minute.saturating_mul(60), 0)
            .ok_or(AppError::Minute(form.minute))?;
        let starts_at = zone.instant(parsed_date(&form.date)?.and_time(time));
        self.visit_booth(booth, starts_at, form.minutes)
    }

    /// Plans a visit to a booth from an instant, for so many minutes.
    pub fn visit_booth(
        &self,
        booth: BoothId,
        starts_at: DateTime<Utc>,
        minutes: u32,
    ) -> Result<VisitId, AppError> {
        if !(1..=1440).contains(&minutes) {
            return Err(AppError::VisitLength(minutes));
        }
        let now = self.now();
        let id = self.store(|store| store.plan_visit(booth, starts_at, minutes, now))?;
        self.changed();
        Ok(id)
    }

    pub fn set_visit_leads(&self, id: VisitId, leads: Option<&[u32]>) -> Result<(), AppError> {
        let leads = leads.map(checked_leads).transpose()?;
        let now = self.now();
        if !self.store(|store| store.set_visit_leads(id, leads.as_deref(), now))? {
            return Err(AppError::NoVisit(id.to_string()));
        }
        self.changed();
        Ok(())
    }

    /// Takes a visit off the agenda; [`App::restore_visit`] brings it back.
    pub fn remove_visit(&self, id: VisitId) -> Result<(), AppError> {
        let now = self.now();
        if !self.store(|store| store.remove_visit(id, now))? {
            return Err(AppError::NoVisit(id.to_string()));
        }
        self.changed();
        Ok(())
    }

    pub fn restore_visit(&self, id: VisitId) -> Result<(), AppError> {
        if !self.store(|store| store.restore_visit(id))? {
            return Err(AppError::NoVisit(id.to_string()));
        }
        self.changed();
        Ok(())
    }

    pub fn select_conference(&self, id: ConferenceId) -> Result<(), AppError> {
        let now = self.now();
        self.store(|store| store.look_at_conference(id, now))?;
        Ok(())
    }

    /// Deletes a conference and all that the attendee made of it.
    pub fn delete_conference(&self, id: ConferenceId) -> Result<(), AppError> {
        if !self.store(|store| store.delete_conference(id))? {
            return Err(AppError::NoConference(id.to_string()));
        }
        self.changed();
        Ok(())
    }

    pub fn set_zone_choice(&self, id: ConferenceId, choice: ZoneChoice) -> Result<(), AppError> {
        let choice = match choice {
            ZoneChoice::Venue => agenda_store::ZoneChoice::Venue,
            ZoneChoice::Mine => agenda_store::ZoneChoice::Mine,
            ZoneChoice::Other { zone } => agenda_store::ZoneChoice::Other(Zone::named(&zone)?),
        };
        self.store(|store| store.set_zone_choice(id, choice))?;
        Ok(())
    }

    /// The attendee tells the venue's zone.
    pub fn confirm_zone(&self, id: ConferenceId, zone: &str) -> Result<(), AppError> {
        let zone = Zone::named(zone)?;
        if !self.store(|store| store.confirm_zone(id, zone))? {
            return Err(AppError::NoConference(id.to_string()));
        }
        self.changed();
        Ok(())
    }

    /// The one session that a word typed by the attendee means: our id, a code, or another
    /// identifier of its source.
    pub fn find_session(&self, word: &str) -> Result<SessionHeadRow, AppError> {
        let mut found = self.store(|store| store.find_sessions(word))?;
        if found.len() > 1 {
            let standing: Vec<SessionHeadRow> = found
                .iter()
                .filter(|head| head.withdrawn_at.is_none())
                .cloned()
                .collect();
            if standing.len() != 1 {
                let ids: Vec<String> = found.iter().map(|head| head.id.to_string()).collect();
                return Err(AppError::SeveralSessions {
                    code: word.to_owned(),
                    ids: ids.join(", "),
                });
            }
            found = standing;
        }
        found
            .pop()
            .ok_or_else(|| AppError::NoSession(word.to_owned()))
    }
}
