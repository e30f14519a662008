//! What a reminder says.

use chrono::{DateTime, TimeDelta, Utc};

use crate::Zone;

/// The two texts of a notification, plain, not escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The title of the session, or whose booth it is.
    pub summary: String,
    /// Minutes left, times at the venue and for the attendee, place.
    pub body: String,
}

/// What an item's reminder says at `now`: "In 10 minutes · 15:25 CEST (22:25 JST for you) · Room 2".
///
/// `mine` is the attendee's zone; its time is told only where its clocks differ from the venue's.
pub fn wording(
    now: DateTime<Utc>,
    title: &str,
    place: Option<&str>,
    starts_at: DateTime<Utc>,
    all_day: bool,
    venue: Zone,
    mine: Zone,
) -> Wording {
    let mut parts = Vec::new();
    if all_day {
        parts.push(format!("{}, all day", day(now, starts_at, venue)));
    } else {
        parts.push(distance(starts_at - now));
        parts.push(times(now, starts_at, venue, mine));
    }
    parts.extend(place.map(str::to_owned));
    Wording {
        summary: title.to_owned(),
        body: parts.join(" · "),
    }
}

/// "In 10 minutes", "Starting now", "Started 4 minutes ago". Minutes to come are rounded up, so that
/// a reminder shown seconds after it was due still tells its lead.
fn distance(until: TimeDelta) -> String {
    let seconds = until.num_seconds();
    let minutes = |count: i64| match count {
        1 => "1 minute".to_owned(),
        count if count < 120 => format!("{count} minutes"),
        count if count >= 48 * 60 => format!("{} days", count / (24 * 60)),
        count if count % 60 == 0 => format!("{} hours", count / 60),
        count => format!("{} h {:02} min", count / 60, count % 60),
    };
    if seconds > 0 {
        format!("In {}", minutes((seconds + 59) / 60))
    } else if seconds > -60 {
        "Starting now".to_owned()
    } else {
        format!("Started {} ago", minutes(-seconds / 60))
    }
}

/// "Today", "Tomorrow" or "Fri 20 May", by the venue's clock.
fn day(now: DateTime<Utc>, at: DateTime<Utc>, venue: Zone) -> String {
    let (today, date) = (venue.local(now).date_naive(), venue.local(at).date_naive());
    match (date - today).num_days() {
        0 => "Today".to_owned(),
        1 => "Tomorrow".to_owned(),
        _ => date.format("%a %-d %b").to_string(),
    }
}

/// "15:25 CEST", another day before it unless it is today; and where the attendee's clocks differ
/// "15:25 CEST (22:25 JST for you)", with the weekday where that differs too.
fn times(now: DateTime<Utc>, at: DateTime<Utc>, venue: Zone, mine: Zone) -> String {
    let (there, here) = (venue.local(at), mine.local(at));
    let mut told = format!("{} {}", there.format("%H:%M"), venue.abbreviation_at(at));
    let day = day(now, at, venue);
    if day != "Today" {
        told = format!("{day} {told}");
    }
    if there.offset() == here.offset() {
        return told;
    }
    let format = if there.date_naive() == here.date_naive() {
        "%H:%M"
    } else {
        "%a %H:%M"
    };
    format!(
        "{told} ({} {} for you)",
        here.format(format),
        mine.abbreviation_at(at)
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

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
            let said = wording(
                now,
                "A talk",
                place,
                starts_at,
                false,
                zone("Europe/Madrid"),
                zone(mine),
            );
            assert_eq!(said.body, body);
            assert_eq!(said.summary, "A talk");
        }
    }

    #[test]
    fn an_all_day_item_is_told_without_a_time() {
        let at: DateTime<Utc> = "2022-05-19T06:00:00Z".parse().unwrap();
        let body = |now: &str| {
            let now = now.parse().unwrap();
            wording(now, "Expo", Some("Hall 1"), at, true, Zone::UTC, Zone::UTC).body
        };
        assert_eq!(body("2022-05-19T06:00:00Z"), "Today, all day · Hall 1");
        assert_eq!(body("2022-05-18T18:00:00Z"), "Tomorrow, all day · Hall 1");
        assert_eq!(body("2022-05-12T06:00:00Z"), "Thu 19 May, all day · Hall 1");
    }

    #[test]
    fn a_long_lead_tells_the_day() {
        let at: DateTime<Utc> = "2022-05-19T13:25:00Z".parse().unwrap();
        let body = |now: &str| {
            wording(
                now.parse().unwrap(),
                "A talk",
                None,
                at,
                false,
                Zone::UTC,
                Zone::UTC,
            )
            .body
        };
        assert_eq!(
            body("2022-05-18T13:25:00Z"),
            "In 24 hours · Tomorrow 13:25 UTC"
        );
        assert_eq!(
            body("2022-05-12T13:25:00Z"),
            "In 7 days · Thu 19 May 13:25 UTC"
        );
    }
}
