//! Dates and times as people write them.

#![allow(clippy::unwrap_used)]

use super::*;

/// "weekday day.month.year start-end offset", what is missing as `?`.
fn told(when: &When) -> String {
    let number = |value: Option<u32>| value.map_or("?".to_owned(), |value| value.to_string());
    let date = |date: &Date| {
        let weekday = date
            .weekday
            .map_or("?".to_owned(), |weekday| weekday.to_string());
        let year = date.year.map_or("?".to_owned(), |year| year.to_string());
        format!(
            "{weekday} {}.{}.{year}",
            number(date.day),
            number(date.month)
        )
    };
    let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut parts: Vec<String> = when
        .dates
        .iter()
        .map(|dates| match dates.last {
            Some(last) => format!("{} – {}", date(&dates.first), date(&last)),
            None => date(&dates.first),
        })
        .collect();
    if let Some(times) = when.times() {
        let end = times.end.map_or("?".to_owned(), clock);
        parts.push(format!("{}-{end}", clock(times.start)));
        parts.extend(times.offset.map(|offset| offset.to_string()));
    }
    parts.join(" ")
}

#[test]
fn dates_and_times_are_read_in_every_common_spelling() {
    let cases = [
        (
            "Monday May 16, 2022 10:45 - 11:15 CEST",
            "Mon 16.5.2022 10:45-11:15 +02:00",
        ),
        (
            "Tuesday, May 17 2022 16:05 - 17:05 CEST",
            "Tue 17.5.2022 16:05-17:05 +02:00",
        ),
        (
            "Monday, November 6, 2023 • 9:15 am - 9:40 am",
            "Mon 6.11.2023 09:15-09:40",
        ),
        (
            "Monday, November 6, 2023 • 12:15pm - 12:40pm",
            "Mon 6.11.2023 12:15-12:40",
        ),
        (
            "Thursday, November 9, 2023 • 2:00 pm - 2:35 pm CST",
            "Thu 9.11.2023 14:00-14:35",
        ),
        (
            "Wednesday, November 8 • 5:25 pm - 6:00 pm",
            "Wed 8.11.? 17:25-18:00",
        ),
        (
            "Wednesday 18th May 12:30-13:15 CEST",
            "Wed 18.5.? 12:30-13:15 +02:00",
        ),
        ("2022-05-16 10:45–11:15", "? 16.5.2022 10:45-11:15"),
        ("2022-05-16T10:45+02:00", "? 16.5.2022 10:45-? +02:00"),
        (
            "2022/5/16, 10:45 to 11:15 UTC",
            "? 16.5.2022 10:45-11:15 +00:00",
        ),
        ("16.05.2022, 10:45 bis 11:15 Uhr", "? 16.5.2022 10:45-11:15"),
        ("Montag, den 16. Mai 2022, 16 Uhr", "Mon 16.5.2022 16:00-?"),
        ("Mo., 16.5., 9-11 Uhr MESZ", "Mon 16.5.? 09:00-11:00 +02:00"),
        ("am Mittwoch um 16:00 Uhr", "Wed ?.?.? 16:00-?"),
        (
            "Mittwoch, 18. Mai von 12.30 bis 13.15 Uhr",
            "Wed 18.5.? 12:30-13:15",
        ),
        (
            "lundi 16 mai 2022 de 10h45 à 11h15",
            "Mon 16.5.2022 10:45-11:15",
        ),
        ("le 1er juin, 14h - 15h", "? 1.6.? 14:00-15:00"),
        (
            "lunes 16 de mayo de 2022, 10:45 a 11:15",
            "Mon 16.5.2022 10:45-11:15",
        ),
        ("miércoles, 18 mayo", "Wed 18.5.?"),
        (
            "Fri May 20th 14:00 – 14:35 (CEST)",
            "Fri 20.5.? 14:00-14:35 +02:00",
        ),
        ("Sat, Dec. 3rd, 9-5pm", "Sat 3.12.? 09:00-17:00"),
        ("(11:55 - 12:30)", "11:55-12:30"),
        ("(15.30 - 16:00)", "15:30-16:00"),
        ("(13:20-13:30)", "13:20-13:30"),
        ("11:30 - 12:15 pm", "11:30-12:15"),
        ("11:30am - 1", "11:30-13:00"),
        ("from noon to 1 p.m.", "12:00-13:00"),
        ("12 noon – 1:30pm", "12:00-13:30"),
        ("10 pm - midnight", "22:00-24:00"),
        ("22:00 - 02:00", "22:00-26:00"),
        ("23:30 – 00:15", "23:30-24:15"),
        ("12:00 am - 1:00 am", "00:00-01:00"),
        ("16:00 - 15:00", "16:00-15:00"),
        ("9:00 PT / 18:00 CEST", "18:00-? +02:00"),
        ("10:00 UTC+5:30", "10:00-? +05:30"),
        ("10:00 (GMT-3)", "10:00-? -03:00"),
        ("10:00 - 11:00 Europe/Madrid", "10:00-11:00"),
        ("10:00 IST, 10:00 BST", "10:00-?"),
        ("Wed 18: (11:55 - 12:30)", "Wed 18.?.? 11:55-12:30"),
        ("Wed 18:00", "Wed ?.?.? 18:00-?"),
        ("Tuesday 17 May - 9:00", "Tue 17.5.? 09:00-?"),
        (
            "Wednesday 18 May - Friday May 20",
            "Wed 18.5.? – Fri 20.5.?",
        ),
        ("16-20 May 2022", "? 16.5.2022 – ? 20.5.2022"),
        ("May 31 - June 2, 2022", "? 31.5.2022 – ? 2.6.2022"),
        ("October 13th - 15th", "? 13.10.? – ? 15.10.?"),
        ("5/16/2022 10:00", "? 16.5.2022 10:00-?"),
        ("Tuesday 6/9/2022 10:00", "Tue 6.9.2022 10:00-?"),
    ];
    for (line, expected) in cases {
        let when = When::of(line);
        assert_eq!(told(&when), expected, "{line}");
        assert!(when.is_whole(), "{line} leaves {:?}", when.rest);
    }
}

#[test]
fn what_is_no_date_and_no_time_is_left() {
    let lines = [
        "Cilium 1.13 is out!",
        "We may sort 5 of them",
        "NAT46/64",
        "10/11/2022 in the log",
        "version 2.10 - 2.12",
        "a 3-4 hour flight",
        "Top 10 features",
        "Hall 8 Room F",
        "31 February",
        "25:00",
        "127.0.0.1:8080/64",
        "sent at 10:45:12 +0200",
        "Q&A",
        "🎉",
        "",
    ];
    for line in lines {
        let when = When::of(line);
        assert_eq!(told(&when), "", "{line}");
        assert!(!when.is_whole(), "{line}");
    }
}

#[test]
fn a_room_may_stand_beside() {
    let cases = [
        (
            "10:45 - 11:15 CEST, Room 2H | Event Center",
            Some("Room 2H | Event Center"),
        ),
        ("· Auditorium · 11:45", Some("Auditorium")),
        ("· G102-103 · Tuesday 15:15", Some("G102-103")),
        ("(17:00, Hall 7 Room A)", Some("Hall 7 Room A")),
        ("10:45 - 11:15 with snacks", None),
        ("10:45 - 11:15", None),
    ];
    for (line, room) in cases {
        assert_eq!(When::of(line).room(), room, "{line}");
    }
}

#[test]
fn a_time_at_the_start_is_parted_from_what_follows() {
    let cases = [
        (
            "13:00 - 17:00 (Room 2H): Project Meeting",
            "13:00-17:00",
            " (Room 2H): Project Meeting",
        ),
        ("13:30 Intro to GitOps", "13:30-?", " Intro to GitOps"),
        (
            "Fri 20: at 9 am – 10 am: Tea",
            "Fri 20.?.? 09:00-10:00",
            ": Tea",
        ),
    ];
    for (line, expected, rest) in cases {
        let (when, behind) = When::leading(line).unwrap();
        assert_eq!((told(&when).as_str(), behind), (expected, rest), "{line}");
    }
    assert!(When::leading("Intro at 13:30").is_none());
}

#[test]
fn long_lines_are_prose() {
    let line = format!("{} Monday May 16, 2022 10:45 - 11:15", "word ".repeat(200));
    assert_eq!(told(&When::of(&line)), "");
}
