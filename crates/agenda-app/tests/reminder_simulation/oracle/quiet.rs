//! When the attendee is not to be disturbed.

use super::super::log::While;
use super::Oracle;

/// A mute of more than this was set by a clock that ran ahead.
const LONGEST_MUTE: i64 = 36 * 3600;

pub enum Quiet {
    No,
    Silent,
    Held,
}

impl Oracle {
    pub fn quiet(&self, clock: i64, item: Option<usize>) -> Quiet {
        let Some(habits) = &self.habits else {
            return Quiet::No;
        };
        let of = item.and_then(|item| self.items.get(&item));
        if habits.must_breaks_through && of.is_some_and(|item| item.must) {
            return Quiet::No;
        }
        if let Some(until) = habits.muted_until
            && clock < until
            && until - clock <= LONGEST_MUTE
        {
            return Quiet::Held;
        }
        if let Some((from, to)) = habits.quiet_hours {
            let minute = (clock + habits.my_offset * 60).rem_euclid(86_400) / 60;
            let within = match from <= to {
                true => (from..to).contains(&minute),
                false => !(to..from).contains(&minute),
            };
            if within {
                return Quiet::Held;
            }
        }
        let end = self
            .items
            .iter()
            .filter(|(place, _)| item != Some(**place))
            .filter(|(_, other)| other.takes_place && !other.all_day)
            .filter(|(_, other)| other.must || other.end - other.start <= 6 * 3600)
            .filter(|(_, other)| other.start <= clock && clock < other.end)
            .map(|(_, other)| other.end)
            .max();
        match (habits.while_running, end) {
            (While::Show, _) | (_, None) => Quiet::No,
            (While::Silent, Some(_)) => Quiet::Silent,
            (While::AtEnd, Some(_)) if of.is_some_and(|item| item.start <= clock) => Quiet::No,
            (While::AtEnd, Some(_)) => Quiet::Held,
        }
    }
}
