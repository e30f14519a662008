//! Texts, word for word.
#![allow(clippy::unwrap_used)]
use super::*;

fn told(title: &str, starts_at: DateTime<Utc>) -> Told<'_> {
    Told {
        title,
        place: None,
        starts_at,
        all_day: false,
        venue: Zone::UTC,
        walk: None,
        news: News::None,
    }
}

#[test]
fn a_reminder_tells_minutes_times_and_place() {
    let zone = |name: &str| Zone::named(name).unwrap();
    let starts_at: DateTime<Utc> = "2022-05-19T13:25:00Z".parse().unwrap();
    // (now, viewer, place, body)
    let cases = [
        (
            "13:15:00",
            "Europe/Madrid",
            Some("Room 2"),
            "In 10 minutes · 15:25 CEST · Room 2",
        ),
        (
            "13:15:08",
            "Europe/Paris",
            None,
            "In 10 minutes · 15:25 CEST",
        ),
        (
            "13:24:00",
            "Europe/Madrid",
            None,
            "In 1 minute · 15:25 CEST",
        ),
        (
            "13:25:00",
            "Europe/Madrid",
            None,
            "Starting now · 15:25 CEST",
        ),
        (
            "13:25:59",
            "Europe/Madrid",
            None,
            "Starting now · 15:25 CEST",
        ),
        (
            "13:29:30",
            "Europe/Madrid",
            None,
            "Started 4 minutes ago · 15:25 CEST",
        ),
        ("10:25:00", "Europe/Madrid", None, "In 3 hours · 15:25 CEST"),
        (
            "13:15:00",
            "Asia/Tokyo",
            None,
            "In 10 minutes · 15:25 CEST (22:25 JST for you)",
        ),
        (
            "13:15:00",
            "Pacific/Auckland",
            None,
            "In 10 minutes · 15:25 CEST (Fri 01:25 NZST for you)",
        ),
        (
            "13:15:00",
            "Asia/Kathmandu",
            None,
            "In 10 minutes · 15:25 CEST (19:10 +05:45 for you)",
        ),
    ];
    for (now, mine, place, body) in cases {
        let now = format!("2022-05-19T{now}Z").parse().unwrap();
        let talk = Told {
            place,
            venue: zone("Europe/Madrid"),
            ..told("A talk", starts_at)
        };
        let said = wording(now, &talk, zone(mine));
        assert_eq!(said.body, body);
        assert_eq!(said.summary, "A talk");
    }
}

#[test]
fn an_all_day_item_is_told_without_a_time() {
    let at: DateTime<Utc> = "2022-05-19T06:00:00Z".parse().unwrap();
    let body = |now: &str| {
        let now = now.parse().unwrap();
        let expo = Told {
            place: Some("Hall 1"),
            all_day: true,
            ..told("Expo", at)
        };
        wording(now, &expo, Zone::UTC).body
    };
    assert_eq!(body("2022-05-19T06:00:00Z"), "Today, all day · Hall 1");
    assert_eq!(body("2022-05-18T18:00:00Z"), "Tomorrow, all day · Hall 1");
    assert_eq!(body("2022-05-12T06:00:00Z"), "Thu 19 May, all day · Hall 1");
}

#[test]
fn a_long_lead_tells_the_day() {
    let at: DateTime<Utc> = "2022-05-19T13:25:00Z".parse().unwrap();
    let body = |now: &str| wording(now.parse().unwrap(), &told("A talk", at), Zone::UTC).body;
    assert_eq!(
        body("2022-05-18T13:25:00Z"),
        "In 24 hours · Tomorrow 13:25 UTC"
    );
    assert_eq!(
        body("2022-05-12T13:25:00Z"),
        "In 7 days · Thu 19 May 13:25 UTC"
    );
}

#[test]
fn several_at_one_time_come_as_one() {
    let at = |time: &str| -> DateTime<Utc> { format!("2022-05-19T{time}:00Z").parse().unwrap() };
    let madrid = Zone::named("Europe/Madrid").unwrap();
    let one = |title, time, place| Told {
        place: Some(place),
        venue: madrid,
        ..told(title, at(time))
    };
    let (first, second) = (
        one("Cilium", "13:25", "Room 2"),
        one("eBPF", "13:25", "Room 7"),
    );
    let said = together_wording(at("13:15"), &[first.clone(), second.clone()], &[], madrid);
    assert_eq!(said.summary, "2 of your picks start at 15:25");
    assert_eq!(
        said.body,
        "In 10 minutes · 15:25 CEST\nCilium · Room 2\neBPF · Room 7"
    );
    let said = together_wording(at("13:29"), &[first.clone(), second.clone()], &[], madrid);
    assert_eq!(said.summary, "2 of your picks started at 15:25");

    let later = one("Lunch", "13:30", "Hall 1");
    let said = together_wording(at("13:26"), &[first.clone(), later.clone()], &[], madrid);
    assert_eq!(said.summary, "2 reminders");
    assert_eq!(
        said.body,
        "Cilium · Started 1 minute ago · 15:25 CEST · Room 2\n\
         Lunch · In 4 minutes · 15:30 CEST · Hall 1"
    );

    let said = together_wording(
        at("13:26"),
        std::slice::from_ref(&later),
        std::slice::from_ref(&first),
        madrid,
    );
    assert_eq!(said.summary, "Lunch");
    assert_eq!(
        said.body,
        "In 4 minutes · 15:30 CEST · Hall 1\nOver meanwhile: Cilium"
    );
    let said = together_wording(at("18:00"), &[], &[first, second], madrid);
    assert_eq!(said.summary, "2 reminders were missed");
    assert_eq!(
        said.body,
        "Cilium · 15:25 CEST · Room 2\neBPF · 15:25 CEST · Room 7"
    );
    let said = together_wording(at("18:00"), &[], &[later], madrid);
    assert_eq!(said.summary, "Missed: Lunch");
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let at: DateTime<Utc> = "2022-05-19T13:25:00Z".parse().unwrap();
    let many: Vec<Told<'_>> = (0..9).map(|_| told("A talk", at)).collect();
    let body = together_wording(at, &many, &[], Zone::UTC).body;
    let lines: Vec<&str> = body.lines().collect();
    // One line tells when, four name talks: five of nine are left.
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[5], "and 5 more, listed in Lanyard");
}

#[test]
fn a_reminder_tells_what_changed_and_when_to_leave() {
    let at: DateTime<Utc> = "2022-05-19T13:25:00Z".parse().unwrap();
    let body = |talk: Told<'_>| wording(at - TimeDelta::minutes(6), &talk, Zone::UTC).body;
    let moved = |from: &str| Told {
        news: News::Moved {
            from: from.parse().unwrap(),
        },
        ..told("A talk", at)
    };
    assert_eq!(
        body(moved("2022-05-19T13:40:00Z")),
        "In 6 minutes · 13:25 UTC · moved from 13:40"
    );
    assert_eq!(
        body(moved("2022-05-20T13:40:00Z")),
        "In 6 minutes · 13:25 UTC · moved from Tomorrow 13:40"
    );
    let leaving = Told {
        walk: Some(5),
        place: Some("Room\0 2"),
        ..told("A talk", at)
    };
    assert_eq!(
        body(leaving),
        "Leave now, 5 minutes to walk · In 6 minutes · 13:25 UTC · Room  2"
    );
    let after_all = Told {
        news: News::TakesPlaceAfterAll,
        ..told("A talk", at)
    };
    assert_eq!(
        body(after_all),
        "In 6 minutes · 13:25 UTC · takes place after all"
    );
    let cancelled = taken_back_wording(at, &told("A talk", at), false, Zone::UTC);
    assert_eq!(cancelled.summary, "Cancelled: A talk");
    assert_eq!(cancelled.body, "It was to start at 13:25 UTC");
}
