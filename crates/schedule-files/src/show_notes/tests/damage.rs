//! Notes cut short, with bytes flipped or repeated, and notes made to take long: no panic, and no time
//! beyond what their length takes.

use super::*;

/// Notes with some of everything.
const NOTES: &str = "\
---
title: 'Ropes at Knot Days 2022'
date: 2022-05-06
---
# Ropes at Knot Days 2022 in Valencia

## [Knots - Ada Lovelace, Engines; Grace Hopper (Looms)](https://sched.co/ab12)

**Monday May 16, 2022 • 10:45 am – 11:15 am CEST**, Room 2H

Text with *marks*, [a link](https://e.org/a_(b)) and é 日本 🎉.

### Tuesday 17 May - [RopeCon](https://ropecon.sched.com/)

- Wed 18: [Sails](https://x.sched.com/event/cd34) (9:00 -
  9:35)
- 13:00 Tea

| Time | Talk | Room |
|------|------|------|
| 14h30–15:00 | **★ Bows** | Saal 3 |

### Virtual Office Hours!
The Ropes booth (S12) and the Sails booth; virtual office hours on Wednesday 18th May 12:30-13:15 CEST.

#### Talks that Ada is looking forward to:
* [Bows - Alan Turing](https://sched.co/ef56)
* [Rope Day](https://ropeday.example.org)
";

#[test]
fn damaged_notes_are_read_without_a_panic() {
    assert_eq!(read_notes(NOTES, None).unwrap().schedule.sessions.len(), 5);
    let zones = [None, Some("Europe/Madrid")];
    let bytes = NOTES.as_bytes();
    for place in (0..bytes.len()).step_by(3) {
        let mut flipped = bytes.to_vec();
        flipped[place] ^= 1 << (place % 8);
        let mut repeated = bytes.to_vec();
        repeated.splice(
            place..place,
            bytes[place..].iter().copied().take(40).collect::<Vec<u8>>(),
        );
        let cut = &bytes[..place];
        for (number, damaged) in [cut, &flipped, &repeated].into_iter().enumerate() {
            let text = String::from_utf8_lossy(damaged);
            let reading = read_notes(&text, zones[(place + number) % 2]);
            if let Ok(reading) = reading {
                let sessions = reading.schedule.sessions.len();
                let entries = reading.schedule.lists.iter().flat_map(|list| &list.entries);
                let indices = entries.filter_map(|entry| match entry {
                    ListEntry::Session(index) => Some(*index),
                    ListEntry::Link(_) => None,
                });
                assert!(indices.into_iter().all(|index| index < sessions), "{text}");
            }
        }
    }
}

/// A line of ten megabytes, and shapes that are cheap to read only once. A reader that looks at them
/// over and over takes hours for one of these.
#[test]
fn long_notes_take_no_longer_than_their_length() {
    const LENGTH: usize = 100_000;
    let repeated = |unit: &str| unit.repeat(LENGTH / unit.len());
    let shapes = [
        "a".repeat(10_000_000),
        repeated("word "),
        repeated("1"),
        repeated("10:00 - 11:00 "),
        repeated("> "),
        repeated("- "),
        repeated("- a\n"),
        format!("{}a\n{}", "> ".repeat(5_000), repeated("> b\n")),
        (0..1_000)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
        repeated("**a* "),
        repeated("[a]("),
        repeated("[a](b)\n"),
        repeated("`a"),
        repeated("<a "),
        repeated("https://"),
        repeated("a - b\n"),
        repeated("# A's picks\n\n- x\n"),
        repeated("the A1 and B2 booths "),
        repeated("|a"),
        format!("[{}](https://sched.co/abcd)", repeated("a - ")),
        repeated("Title\n\nMonday May 16, 2022 10:45 - 11:15 CEST\n\n"),
        (0..LENGTH / 60)
            .map(|number| format!("## T{number}\nMonday May 16, 2022 10:45 - 11:15 CEST\n\n"))
            .collect(),
        format!("## Party\n\n{}", repeated("Party on 18 May from 8 to 11. ")),
    ];
    for shape in &shapes {
        let _ = read_notes(shape, None);
    }
}
