//! Zones told by the attendee, days, all-day sessions.

use agenda::Slot;
use chrono::TimeDelta;

use super::*;

#[test]
fn a_told_zone_outlives_later_imports_and_moves_days_and_all_day_sessions() {
    let tokyo = Zone::named("Asia/Tokyo").unwrap();
    let mut schedule = two_talks();
    // 15:30 UTC is past midnight in Tokyo, but not past five.
    schedule.sessions[0] = session("a", "Late", "15:30");
    schedule.sessions[1] = session("b", "Early", "21:00");
    let madrid_day =
        |day: &str| madrid().instant(format!("2022-05-{day}T00:00:00").parse().unwrap());
    schedule.sessions.push(Session {
        slot: Some(Slot {
            starts_at: madrid_day("19"),
            ends_at: madrid_day("20"),
            listed_under: None,
            all_day: true,
        }),
        ..session("c", "Expo", "10:00")
    });
    let mut store = store();
    let id = imported(&mut store, &schedule).conference.id;
    let days = |store: &Store| -> Vec<String> {
        let days = heads(store, id).into_iter().map(|head| head.day);
        days.map(|day| day.unwrap().to_string()).collect()
    };
    assert_eq!(days(&store), ["2022-05-19", "2022-05-19", "2022-05-19"]);

    assert!(store.confirm_zone(id, tokyo).unwrap());
    assert_eq!(days(&store), ["2022-05-19", "2022-05-20", "2022-05-19"]);
    let expo = heads(&store, id)[2].slot.unwrap();
    assert_eq!(expo.starts_at, at("18T15:00:00"));
    assert_eq!(expo.length(), TimeDelta::days(1));

    let outcome = imported(&mut store, &schedule);
    assert_eq!(outcome.counts, counts(0, 0, 3, 0, 0));
    let conference = outcome.conference;
    assert_eq!(
        (conference.zone, conference.zone_source),
        (tokyo, ZoneSource::Told)
    );
    assert_eq!(store.conference_setting(id).unwrap().told_zone, Some(tokyo));
    assert_eq!(days(&store), ["2022-05-19", "2022-05-20", "2022-05-19"]);
    assert!(!store.confirm_zone(ConferenceId(99), tokyo).unwrap());
}

#[test]
fn a_zone_told_with_an_import_is_the_attendees_word() {
    let mut store = store();
    let schedule = two_talks();
    let told = Import {
        zone_source: ZoneSource::Told,
        ..import(&schedule)
    };
    let id = store.import(&told).unwrap().conference.id;
    let from_file = Import {
        zone: Zone::UTC,
        ..import(&schedule)
    };
    let conference = store.import(&from_file).unwrap().conference;
    assert_eq!(
        (conference.zone, conference.zone_source),
        (madrid(), ZoneSource::Told)
    );
    assert_eq!(
        store.conference_setting(id).unwrap().told_zone,
        Some(madrid())
    );
}

#[test]
fn instants_finer_than_the_store_keeps_are_no_change() {
    let mut store = store();
    let mut schedule = two_talks();
    let slot = schedule.sessions[0].slot.as_mut().unwrap();
    slot.starts_at += TimeDelta::nanoseconds(1_500_123);
    slot.ends_at += TimeDelta::nanoseconds(999);
    imported(&mut store, &schedule);
    assert_eq!(
        imported(&mut store, &schedule).counts,
        counts(0, 0, 2, 0, 0)
    );
}

#[test]
fn a_zone_that_a_newer_file_tells_moves_the_days_of_withdrawn_sessions_too() {
    let mut schedule = two_talks();
    schedule.sessions[1] = session("b", "Early", "21:00");
    let mut store = store();
    let id = imported(&mut store, &schedule).conference.id;
    schedule.sessions.pop();
    let in_tokyo = Import {
        zone: Zone::named("Asia/Tokyo").unwrap(),
        ..import(&schedule)
    };
    assert_eq!(
        store.import(&in_tokyo).unwrap().counts,
        counts(0, 0, 1, 1, 0)
    );
    let withdrawn = &heads(&store, id)[1];
    assert!(withdrawn.withdrawn_at.is_some());
    assert_eq!(withdrawn.day, "2022-05-20".parse().ok());
}
