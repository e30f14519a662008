//! What looks wrong in a schedule though nothing forbids it: told after reading, never mended.

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::Serialize;

use crate::clash::BACKGROUND;
use crate::{Kind, Session, Slot, Status, Zone};

/// One thing to look at, with how often and one example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Oddity {
    pub kind: OddityKind,
    pub count: usize,
    pub example: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OddityKind {
    /// Longer than a day.
    Overlong,
    /// It ends when it starts.
    NoLength,
    /// In a room where another still runs.
    RoomTaken,
    /// The same title at the same time in the same room.
    ListedTwice,
    /// Nearly none has a speaker.
    FewSpeakers,
    /// Many start in the night: the zone may be wrong.
    AtNight,
    /// Weeks away from all others.
    FarAway,
}

impl OddityKind {
    /// With its count: "2 sessions longer than a day".
    pub fn describe(self, count: usize) -> String {
        let (what, verb) = match (self, count) {
            (Self::NoLength, 1) => ("", "ends when it starts"),
            (Self::AtNight, 1) => ("", "starts between midnight and 6: is the zone right?"),
            (Self::Overlong, _) => ("", "longer than a day"),
            (Self::NoLength, _) => ("", "end when they start"),
            (Self::RoomTaken, _) => ("in a room where another still runs", ""),
            (Self::ListedTwice, _) => ("", "listed again at the same time and place"),
            (Self::FewSpeakers, _) => ("without a speaker", ": nearly all"),
            (Self::AtNight, _) => ("", "start between midnight and 6: is the zone right?"),
            (Self::FarAway, _) => ("", "weeks away from the others"),
        };
        let noun = if count == 1 { "session" } else { "sessions" };
        format!("{count} {noun} {what}{verb}")
    }
}

const A_DAY: TimeDelta = TimeDelta::hours(24);
const WEEKS: TimeDelta = TimeDelta::days(21);
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(6, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// Fewer sessions than this make no share worth telling.
const ENOUGH: usize = 10;

/// All that looks wrong, in the order of [`OddityKind`]; empty for most schedules.
pub fn oddities(sessions: &[Session], zone: Zone) -> Vec<Oddity> {
    let timed: Vec<Timed<'_>> = sessions.iter().filter_map(Timed::of).collect();
    let said = |timed: &Timed<'_>| timed.said(zone);
    let overlong = |timed: &Timed<'_>| !timed.slot.all_day && timed.slot.length() > A_DAY;
    let without_length = |timed: &Timed<'_>| timed.slot.length().is_zero();
    let found = [
        counted(
            OddityKind::Overlong,
            timed.iter().filter(|it| overlong(it)),
            said,
        ),
        counted(
            OddityKind::NoLength,
            timed.iter().filter(|it| without_length(it)),
            said,
        ),
        rooms_taken(&timed, zone),
        listed_twice(&timed, zone),
        few_speakers(sessions),
        at_night(&timed, zone),
        far_away(&timed, zone),
    ];
    found.into_iter().flatten().collect()
}

/// A session that takes place at a known time.
#[derive(Clone, Copy)]
struct Timed<'a> {
    session: &'a Session,
    slot: Slot,
}

impl<'a> Timed<'a> {
    fn of(session: &'a Session) -> Option<Self> {
        let slot = session.slot?;
        (session.status != Status::Cancelled).then_some(Self { session, slot })
    }

    /// “Opening”, Thu 19 May 15:25.
    fn said(&self, zone: Zone) -> String {
        let at = zone.local(self.slot.starts_at).format("%a %-d %b %H:%M");
        format!("“{}”, {at}", self.session.title)
    }
}

fn counted<'a>(
    kind: OddityKind,
    found: impl Iterator<Item = &'a Timed<'a>>,
    said: impl Fn(&Timed<'a>) -> String,
) -> Option<Oddity> {
    let mut found = found.peekable();
    let example = said(found.peek()?);
    Some(Oddity {
        kind,
        count: found.count(),
        example,
    })
}

fn rooms_taken(timed: &[Timed<'_>], zone: Zone) -> Option<Oddity> {
    let mut by_room: HashMap<&str, Vec<&Timed<'_>>> = HashMap::new();
    let takes_a_room = |timed: &&Timed<'_>| {
        let is_background = timed.slot.all_day || timed.slot.length() > BACKGROUND;
        !is_background && !timed.session.online && timed.session.kind != Kind::Break
    };
    for timed in timed.iter().filter(takes_a_room) {
        if let Some(room) = &timed.session.room {
            by_room.entry(room).or_default().push(timed);
        }
    }
    let mut count = 0;
    let mut first: Option<(DateTime<Utc>, &str, String)> = None;
    for (room, in_room) in &mut by_room {
        in_room.sort_by_key(|timed| (timed.slot.starts_at, &timed.session.title));
        // Whoever is there the longest.
        let mut holder = in_room[0];
        for &timed in &in_room[1..] {
            let at = timed.slot.starts_at;
            let is_the_same =
                at == holder.slot.starts_at && timed.session.title == holder.session.title;
            if at < holder.slot.ends_at && !timed.slot.length().is_zero() && !is_the_same {
                count += 1;
                if first
                    .as_ref()
                    .is_none_or(|(before, of, _)| (at, *room) < (*before, *of))
                {
                    let said = format!(
                        "{} and “{}” in {room}",
                        timed.said(zone),
                        holder.session.title
                    );
                    first = Some((at, room, said));
                }
            }
            if timed.slot.ends_at > holder.slot.ends_at {
                holder = timed;
            }
        }
    }
    first.map(|(_, _, example)| Oddity {
        kind: OddityKind::RoomTaken,
        count,
        example,
    })
}

fn listed_twice(timed: &[Timed<'_>], zone: Zone) -> Option<Oddity> {
    let mut seen = std::collections::HashSet::new();
    let again = timed.iter().filter(|timed| {
        !seen.insert((
            timed.session.title.as_str(),
            timed.slot.starts_at,
            timed.session.room.as_deref(),
        ))
    });
    let again: Vec<&Timed<'_>> = again.collect();
    counted(OddityKind::ListedTwice, again.into_iter(), |timed| {
        timed.said(zone)
    })
}

/// Nine of ten without a speaker: what a reader loses when a source names them in its own way.
fn few_speakers(sessions: &[Session]) -> Option<Oddity> {
    let given =
        |session: &&Session| !matches!(session.kind, Kind::Break | Kind::Service | Kind::Social);
    let all = sessions.iter().filter(given).count();
    let mut without = sessions
        .iter()
        .filter(given)
        .filter(|session| session.speakers.is_empty());
    let example = format!("“{}”", without.clone().next()?.title);
    let count = without.by_ref().count();
    (all >= ENOUGH && 10 * count >= 9 * all).then_some(Oddity {
        kind: OddityKind::FewSpeakers,
        count,
        example,
    })
}

/// A third and more in the small hours.
fn at_night(timed: &[Timed<'_>], zone: Zone) -> Option<Oddity> {
    let night = |timed: &&Timed<'_>| {
        !timed.slot.all_day && zone.local(timed.slot.starts_at).time() < MORNING
    };
    let found = counted(OddityKind::AtNight, timed.iter().filter(night), |timed| {
        timed.said(zone)
    })?;
    (timed.len() >= ENOUGH && 3 * found.count >= timed.len()).then_some(found)
}

fn far_away(timed: &[Timed<'_>], zone: Zone) -> Option<Oddity> {
    let mut starts: Vec<DateTime<Utc>> = timed.iter().map(|timed| timed.slot.starts_at).collect();
    starts.sort_unstable();
    let middle = *starts.get(starts.len() / 2)?;
    let far = |timed: &&Timed<'_>| (timed.slot.starts_at - middle).abs() > WEEKS;
    let found = counted(OddityKind::FarAway, timed.iter().filter(far), |timed| {
        timed.said(zone)
    })?;
    // Where a tenth is far away, the conference is long.
    (timed.len() >= ENOUGH && 10 * found.count <= timed.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::Speaker;

    fn session(number: usize, starts_at: &str, minutes: i64) -> Session {
        let starts_at: DateTime<Utc> = format!("2022-05-{starts_at}:00Z").parse().unwrap();
        Session {
            title: format!("Talk {number}"),
            slot: Some(Slot {
                starts_at,
                ends_at: starts_at + TimeDelta::minutes(minutes),
                listed_under: None,
                all_day: false,
            }),
            room: Some(format!("Room {number}")),
            speakers: vec![Speaker {
                name: "Ada".to_owned(),
                organisation: None,
            }],
            ..Session::default()
        }
    }

    fn usual() -> Vec<Session> {
        (0..20)
            .map(|number| session(number, "19T10:00", 30))
            .collect()
    }

    fn found(sessions: &[Session]) -> Vec<(OddityKind, usize)> {
        let found = oddities(sessions, Zone::UTC);
        found
            .iter()
            .map(|oddity| (oddity.kind, oddity.count))
            .collect()
    }

    #[test]
    fn a_usual_schedule_has_none() {
        assert_eq!(found(&usual()), []);
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn each_kind_is_found_where_it_is_and_counted() {
        type Alter = fn(&mut Vec<Session>);
        let cases: [(Alter, OddityKind, usize); 7] = [
            (
                |all| all[3] = session(3, "19T10:00", 25 * 60),
                OddityKind::Overlong,
                1,
            ),
            (
                |all| all[3] = session(3, "19T10:00", 0),
                OddityKind::NoLength,
                1,
            ),
            (
                |all| all[3].room = all[4].room.clone(),
                OddityKind::RoomTaken,
                1,
            ),
            (|all| all.push(all[4].clone()), OddityKind::ListedTwice, 1),
            (
                |all| all[2..].iter_mut().for_each(|it| it.speakers.clear()),
                OddityKind::FewSpeakers,
                18,
            ),
            (
                |all| (0..8).for_each(|at| all[at] = session(at, "19T03:00", 30)),
                OddityKind::AtNight,
                8,
            ),
            (
                |all| {
                    all[3].slot = session(3, "19T10:00", 30).slot.map(|slot| Slot {
                        starts_at: slot.starts_at - TimeDelta::days(365),
                        ends_at: slot.ends_at - TimeDelta::days(365),
                        ..slot
                    })
                },
                OddityKind::FarAway,
                1,
            ),
        ];
        for (alter, kind, count) in cases {
            let mut sessions = usual();
            alter(&mut sessions);
            assert_eq!(found(&sessions), [(kind, count)]);
        }
    }

    #[test]
    fn one_is_not_many() {
        let said = |count| OddityKind::NoLength.describe(count);
        assert_eq!(said(1), "1 session ends when it starts");
        assert_eq!(said(2), "2 sessions end when they start");
        assert_eq!(
            OddityKind::FewSpeakers.describe(141),
            "141 sessions without a speaker: nearly all"
        );
    }

    #[test]
    fn what_is_cancelled_takes_no_room() {
        let mut sessions = usual();
        sessions[3].room = sessions[4].room.clone();
        sessions[3].status = Status::Cancelled;
        assert_eq!(found(&sessions), []);
    }

    #[test]
    fn the_example_tells_title_time_and_room() {
        let mut sessions = usual();
        sessions[3].room = sessions[4].room.clone();
        let example = &oddities(&sessions, Zone::UTC)[0].example;
        assert_eq!(example, "“Talk 4”, Thu 19 May 10:00 and “Talk 3” in Room 4");
    }
}
