//! Ends that are missing or before their start.

use agenda::{Kind, Slot};
use chrono::{DateTime, TimeDelta, Utc};

use super::Repairs;
use crate::RepairKind;

/// The longest that an end dated a day early can mean: 23:00 to 01:00 is two hours, not −22.
const LONGEST_PAST_MIDNIGHT: TimeDelta = TimeDelta::hours(6);

/// A slot from a start and what is known of its end; a missing or inverted end is set by the usual
/// length of the kind and reported under `title`.
pub(crate) fn mended_slot(
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    kind: Kind,
    title: &str,
    repairs: &mut Repairs,
) -> Slot {
    let ends_at = match ends_at {
        Some(ends_at) if ends_at >= starts_at => ends_at,
        Some(ends_at) => {
            let next_day = ends_at + TimeDelta::days(1);
            let past_midnight = (starts_at..=starts_at + LONGEST_PAST_MIDNIGHT).contains(&next_day);
            let mended = if past_midnight {
                next_day
            } else {
                starts_at + usual_length(kind)
            };
            repairs.note(RepairKind::EndBeforeStart, || {
                format!("“{title}” starts {starts_at} and ended {ends_at}")
            });
            mended
        }
        None => {
            repairs.note(RepairKind::MissingEnd, || {
                let minutes = usual_length(kind).num_minutes();
                format!("“{title}” at {starts_at}: {minutes} minutes")
            });
            starts_at + usual_length(kind)
        }
    };
    Slot {
        starts_at,
        ends_at,
        listed_under: None,
        all_day: false,
    }
}

/// How long a session of that kind usually takes.
fn usual_length(kind: Kind) -> TimeDelta {
    TimeDelta::minutes(match kind {
        Kind::Lightning => 10,
        Kind::Break => 30,
        Kind::Talk | Kind::Keynote | Kind::Panel => 45,
        Kind::Meetup | Kind::OfficeHours | Kind::Service | Kind::Other => 60,
        Kind::Workshop => 90,
        Kind::Social => 120,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn ends_are_set_by_the_usual_length_only_where_they_cannot_be_right() {
        let cases = [
            (Some("2024-05-31T11:00:00Z"), Kind::Talk, 60, None),
            (Some("2024-05-31T10:00:00Z"), Kind::Talk, 0, None),
            (None, Kind::Workshop, 90, Some(RepairKind::MissingEnd)),
            (
                Some("2024-05-31T09:00:00Z"),
                Kind::Talk,
                45,
                Some(RepairKind::EndBeforeStart),
            ),
            (
                Some("2024-05-30T12:00:00Z"),
                Kind::Social,
                120,
                Some(RepairKind::EndBeforeStart),
            ),
        ];
        for (ends_at, kind, minutes, repair) in cases {
            let mut repairs = Repairs::default();
            let starts_at = "2024-05-31T10:00:00Z".parse().unwrap();
            let ends_at = ends_at.map(|text| text.parse().unwrap());
            let slot = mended_slot(starts_at, ends_at, kind, "Tea", &mut repairs);
            assert_eq!(slot.length(), TimeDelta::minutes(minutes), "{ends_at:?}");
            let noted = repairs.into_vec().first().map(|repair| repair.kind);
            assert_eq!(noted, repair, "{ends_at:?}");
        }
    }
}
