//! Whether a notification's text tells the truth about an item.

use crate::log::Item;

/// What its text gets wrong. Every text names the title; the room and the time of the start at the
/// venue stand in it, and the minutes left or passed.
pub fn mistakes(
    text: &str,
    place: usize,
    item: &Item,
    clock: i64,
    my_offset: i64,
) -> Vec<&'static str> {
    let mut mistakes = Vec::new();
    let mut wrong = |is_right: bool, what| {
        if !is_right {
            mistakes.push(what);
        }
    };
    wrong(text.contains(&format!("Talk {place}")), "no title");
    wrong(text.contains(&format!("Room {place}")), "no room");
    if item.all_day {
        wrong(text.contains("all day"), "no “all day”");
        return mistakes;
    }
    let there = clock_face(item.start, item.venue_offset);
    wrong(text.contains(&there), "no time of the start");
    if my_offset != item.venue_offset {
        let here = clock_face(item.start, my_offset);
        let told = text.match_indices(" for you)");
        let is_told = told.into_iter().any(|(end, _)| {
            let start = text[..end].rfind('(').unwrap_or_default();
            text[start..end].contains(&here)
        });
        wrong(is_told, "no time for me");
    }
    let distance = distance(item.start - clock);
    wrong(text.contains(&distance), "other minutes left");
    mistakes
}

fn clock_face(at: i64, offset: i64) -> String {
    let minute = (at.div_euclid(60) + offset).rem_euclid(24 * 60);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// To come, rounded up to whole minutes; passed, rounded down.
fn distance(seconds: i64) -> String {
    let minutes = |count: i64| {
        if count == 1 {
            "1 minute".to_owned()
        } else if count < 120 {
            format!("{count} minutes")
        } else if count >= 2 * 24 * 60 {
            format!("{} days", count / (24 * 60))
        } else if count % 60 == 0 {
            format!("{} hours", count / 60)
        } else {
            format!("{} h {:02} min", count / 60, count % 60)
        }
    };
    if seconds > 0 {
        format!("In {}", minutes((seconds + 59) / 60))
    } else if seconds > -60 {
        "Starting now".to_owned()
    } else {
        format!("Started {} ago", minutes(-seconds / 60))
    }
}
