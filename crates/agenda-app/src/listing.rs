//! Rows as lists: what the command line prints.

use std::collections::HashMap;

use agenda::{BoothId, ConferenceId, Priority, SessionId, words};
use agenda_store::{
    BoothRow, ConferenceCounts, ConferenceRow, SearchHitRow, SessionHeadRow, SessionRow,
};

use crate::{App, AppError};

/// A session with the attendee's pick of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSession {
    pub head: SessionHeadRow,
    pub pick: Option<Priority>,
}

impl App {
    /// All conferences, in the order they came.
    pub fn listed_conferences(&self) -> Result<Vec<(ConferenceRow, ConferenceCounts)>, AppError> {
        self.store(|store| {
            let rows = store.conferences()?.into_iter();
            rows.map(|row| {
                let counts = store.conference_counts(row.id)?;
                Ok((row, counts))
            })
            .collect()
        })
    }

    /// All sessions of a conference, withdrawn ones included, in the order they take place.
    pub fn listed_sessions(&self, id: ConferenceId) -> Result<Vec<ListedSession>, AppError> {
        let picks: HashMap<SessionId, Priority> = self
            .store(|store| store.picks(id))?
            .into_iter()
            .map(|pick| (pick.session, pick.priority))
            .collect();
        let mut heads = self.store(|store| store.sessions(id))?;
        heads.sort_by_key(|head| {
            let starts_at = head.slot.map(|slot| slot.starts_at);
            (starts_at.is_none(), head.day, starts_at, head.position)
        });
        Ok(heads
            .into_iter()
            .map(|head| ListedSession {
                pick: picks.get(&head.id).copied(),
                head,
            })
            .collect())
    }

    pub fn full_session(&self, id: SessionId) -> Result<SessionRow, AppError> {
        self.store(|store| store.session(id))?
            .ok_or_else(|| AppError::NoSession(id.to_string()))
    }

    /// What search finds, best first; excerpts mark matches with U+0002 and U+0003.
    pub fn found_sessions(
        &self,
        search_words: &str,
        conference: Option<ConferenceId>,
        limit: u32,
    ) -> Result<Vec<SearchHitRow>, AppError> {
        self.store(|store| store.search(search_words, conference, limit))
    }

    /// The booths of a conference by name, without withdrawn ones.
    pub fn listed_booths(&self, id: ConferenceId) -> Result<Vec<BoothRow>, AppError> {
        let mut booths = self.store(|store| store.booths(id))?;
        booths.retain(|booth| booth.withdrawn_at.is_none());
        booths.sort_by_key(|booth| words::folded(&booth.name));
        Ok(booths)
    }

    /// The booth that a word means: its id, its name in any spelling, or a part of its name that no
    /// other has.
    pub fn find_booth(&self, id: ConferenceId, word: &str) -> Result<BoothRow, AppError> {
        if let Ok(number) = word.parse()
            && let Some(booth) = self.store(|store| store.booth(BoothId(number)))?
        {
            return Ok(booth);
        }
        let wanted = words::folded(word);
        let booths = self.listed_booths(id)?;
        if let Some(same) = booths
            .iter()
            .find(|booth| words::folded(&booth.name) == wanted)
        {
            return Ok(same.clone());
        }
        let mut similar = booths
            .into_iter()
            .filter(|booth| words::folded(&booth.name).contains(&wanted));
        match (similar.next(), similar.next()) {
            (Some(only), None) if !wanted.is_empty() => Ok(only),
            (Some(one), Some(other)) if !wanted.is_empty() => Err(AppError::SeveralBooths {
                word: word.to_owned(),
                names: format!("{}, {}", one.name, other.name),
            }),
            _ => Err(AppError::NoBooth(word.to_owned())),
        }
    }
}
