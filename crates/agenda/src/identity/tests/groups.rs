//! Repeats of one talk within a schedule.

use super::*;

#[test]
fn repeats_have_a_title_and_a_speaker_in_common() {
    let sessions = [
        talk("Solder a Badge").at("21 10:00").by(&["Ada Baker"]),
        talk("Lunch").at("20 12:00"),
        talk("Solder a badge!")
            .at("20 10:00")
            .by(&["Ben Crab", "Ada Baker"]),
        talk("Solder a Badge").at("22 10:00").by(&["Ben Crab"]),
        // Another workshop of that name.
        talk("Solder a Badge").at("19 10:00").by(&["Cleo Deep"]),
        talk("Lunch").at("21 12:00"),
        talk("Open Hacking").at("20 20:00"),
        talk("Open Hacking").at("19 20:00"),
        talk("TBA").at("20 14:00"),
        talk("TBA").at("20 15:00"),
        talk("Given Once").at("20 16:00").by(&["Ada Baker"]),
    ];
    assert_eq!(repeats(&sessions), [vec![7, 6], vec![2, 0, 3]]);
}

#[test]
fn a_hall_full_of_one_title_is_grouped_at_once() {
    let many: Vec<Session> = (0..20_000)
        .map(|number| talk("Poster").by(&[&format!("Author {}", number / 2)]))
        .collect();
    assert_eq!(repeats(&many).len(), 10_000);
}

#[test]
fn an_empty_schedule_has_no_repeats() {
    assert!(repeats(&[]).is_empty());
}
