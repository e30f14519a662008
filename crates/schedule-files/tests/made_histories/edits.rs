//! What happens to one session from one version to the next.

use agenda::{Kind, Session, Slot, Status};
use chrono::TimeDelta;

/// Edits of one session; `None` where it is not one that this can happen to.
pub fn change(
    session: &mut Session,
    dice: usize,
    new: Session,
    (slot, room): (Option<Slot>, Option<String>),
    number: usize,
) -> Option<&'static str> {
    let edit = match dice {
        0..=3 => {
            let hours = [-2, -1, 1, 2][dice];
            shift(session, TimeDelta::hours(hours));
            "moved in time"
        }
        4 => {
            shift(session, TimeDelta::days(1));
            "moved a day"
        }
        5 | 6 => {
            session.room = room;
            "moved in room"
        }
        7 => {
            move_to(session, slot);
            session.room = room;
            "moved in time and room"
        }
        8 | 9 => {
            rename_a_little(session, number);
            "renamed a little"
        }
        10 => {
            rename_a_little(session, number);
            move_to(session, slot);
            session.room = room;
            "renamed a little and moved"
        }
        11 if !session.speakers.is_empty() => {
            session.title = new.title;
            "renamed wholly"
        }
        12 if !session.speakers.is_empty() && session.text.len() > 100 => {
            session.title = new.title;
            move_to(session, slot);
            "renamed wholly and moved"
        }
        13 => {
            session.speakers.extend(new.speakers.into_iter().take(1));
            "speaker added"
        }
        14 if session.speakers.len() > 1 => {
            session.speakers.remove(0);
            "speaker removed"
        }
        15 => {
            session.speakers = new.speakers;
            "other speakers"
        }
        16 => {
            for speaker in &mut session.speakers {
                speaker.name = speaker.name.replacen(' ', " K. ", 1);
            }
            "speaker renamed"
        }
        17 => {
            session.text = new.text;
            "text rewritten"
        }
        18 => {
            session.text.clear();
            move_to(session, slot);
            "text dropped and moved"
        }
        19 => {
            session.text.push_str(" Please bring a laptop.");
            "text edited"
        }
        20 => {
            session.track = Some("Another Track".to_owned());
            session.language = Some("eo".to_owned());
            "other track and language"
        }
        21 => {
            session.status = Status::Cancelled;
            "cancelled"
        }
        _ => return None,
    };
    Some(edit)
}

/// A lunch and two coffee breaks for each day.
pub fn breaks(sessions: &[Session]) -> Vec<Session> {
    let day = |session: &Session| session.slot.map(|slot| slot.starts_at.date_naive());
    let days: std::collections::BTreeSet<_> = sessions.iter().filter_map(day).collect();
    let mut breaks = Vec::new();
    for day in days {
        for (title, hour) in [("Coffee break", 9), ("Lunch", 12), ("Coffee break", 15)] {
            let starts_at = day.and_hms_opt(hour, 0, 0).unwrap().and_utc();
            let name = format!("break {day} {hour}");
            let mut identifiers = sessions[0].identifiers.clone();
            for field in [
                &mut identifiers.guid,
                &mut identifiers.code,
                &mut identifiers.uid,
                &mut identifiers.id,
            ] {
                *field = field.as_ref().map(|_| name.clone());
            }
            breaks.push(Session {
                title: title.to_owned(),
                kind: Kind::Break,
                identifiers,
                slot: Some(Slot {
                    starts_at,
                    ends_at: starts_at + TimeDelta::minutes(30),
                    listed_under: None,
                    all_day: false,
                }),
                ..Session::default()
            });
        }
    }
    breaks
}

pub fn shift(session: &mut Session, by: TimeDelta) {
    if let Some(slot) = &mut session.slot {
        slot.starts_at += by;
        slot.ends_at += by;
        slot.listed_under = None;
    }
}

/// Starts when the other slot does, and stays as long as it was.
pub fn move_to(session: &mut Session, to: Option<Slot>) {
    if let (Some(slot), Some(to)) = (&mut session.slot, to) {
        let length = slot.length();
        slot.starts_at = to.starts_at;
        slot.ends_at = to.starts_at + length;
        slot.listed_under = None;
    }
}

pub fn rename_a_little(session: &mut Session, way: usize) {
    let words: Vec<&str> = session.title.split(' ').collect();
    session.title = match way % 4 {
        0 => format!("{} (rescheduled)", session.title),
        1 if words.len() > 3 => words[..words.len() - 1].join(" "),
        2 if words.len() > 3 => format!("{} {}", words[0], words[2..].join(" ")),
        _ => format!("{}: An Introduction", session.title),
    };
}
