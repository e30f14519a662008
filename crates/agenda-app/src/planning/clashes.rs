//! Pairs of the agenda that cannot both be attended, with what helps to decide.

use agenda::{ConferenceId, ItemKey};

use super::Planning;
use crate::agenda_view::parsed_date;
use crate::entries::{Entry, entry_clashes};
use crate::programme::whole_minutes;
use crate::wire::{ClashPairView, ClashSideView, ClashesView};
use crate::{App, AppError};

impl App {
    /// The clashes of one conference day (`YYYY-MM-DD`) or of all.
    pub fn clashes(&self, id: ConferenceId, day: Option<&str>) -> Result<ClashesView, AppError> {
        let day = day.map(parsed_date).transpose()?;
        let planning = self.planning(id)?;
        let entries = &planning.entries;
        let of_day = |entry: &Entry| day.is_none_or(|day| entry.day == day);
        let pairs = entry_clashes(entries, &planning.walking)
            .into_iter()
            .map(|clash| {
                (
                    &entries[clash.first],
                    &entries[clash.second],
                    clash.conflict,
                )
            })
            .filter(|(first, second, _)| of_day(first) || of_day(second));
        let views = pairs.map(|(first, second, conflict)| ClashPairView {
            day: first.day.to_string(),
            first: planning.side(first),
            second: planning.side(second),
            overlap: conflict.overlap().map(whole_minutes),
            missing: conflict.missing().map(whole_minutes),
        });
        Ok(ClashesView {
            conference: id.0,
            pairs: views.collect(),
        })
    }
}

impl Planning {
    fn side(&self, entry: &Entry) -> ClashSideView {
        let session = match entry.item {
            ItemKey::Session(id) => Some(id),
            ItemKey::Visit(_) => None,
        };
        let talk = session.and_then(|id| self.talk_of(id));
        let others = talk.map_or(&[] as &[_], |talk| &self.repeats[talk]);
        let others = others.iter().filter(|&&other| Some(other) != session);
        let head = session.and_then(|id| self.sessions.get(&id));
        ClashSideView {
            item: entry.item.into(),
            booth: entry.booth.map(|booth| booth.0),
            title: entry.title.clone(),
            place: entry.place.clone(),
            starts: self.zones.time(entry.slot.starts_at, entry.day),
            ends: self.zones.time(entry.slot.ends_at, entry.day),
            minutes: whole_minutes(entry.slot.length()),
            priority: entry.priority,
            online: entry.online,
            recorded: head.and_then(|head| head.recorded),
            recommended_by: session.map_or(Vec::new(), |id| self.recommended_by(id).to_vec()),
            repeats: others
                .filter_map(|other| self.sessions.get(other))
                .map(|head| self.reference(head))
                .collect(),
        }
    }
}
