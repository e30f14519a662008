//! What conferences and their zones are like after imports and deletion.

#![allow(clippy::unwrap_used)]

use agenda::Priority;

use super::*;
use crate::examples::*;

#[test]
fn counts_leave_out_what_is_withdrawn_or_removed() {
    let mut whole = two_talks();
    whole.sessions.push(session("c", "No time yet", "10:00"));
    whole.sessions[2].slot = None;
    let mut store = store();
    let id = imported(&mut store, &whole).conference.id;
    let sessions = session_ids(&store, id);
    let booth = only_booth(&store, id);
    let now = at("02T08:00:00");
    store.pick(&sessions[..2], Priority::Want, now).unwrap();
    store.plan_visit(booth, now, 10, now).unwrap();
    let removed = store.plan_visit(booth, now, 10, now).unwrap();
    store.remove_visit(removed, now).unwrap();

    let counts = ConferenceCounts {
        sessions: 3,
        unscheduled: 1,
        booths: 1,
        picks: 2,
        visits: 1,
    };
    assert_eq!(store.conference_counts(id).unwrap(), counts);
    let day = |sessions, picks| DayCount {
        day: "2022-05-19".parse().unwrap(),
        sessions,
        picks,
    };
    assert_eq!(store.day_counts(id).unwrap(), [day(2, 2)]);

    imported(&mut store, &schedule(vec![two_talks().sessions.remove(0)]));
    let counts = ConferenceCounts {
        sessions: 1,
        unscheduled: 0,
        booths: 0,
        ..counts
    };
    assert_eq!(store.conference_counts(id).unwrap(), counts);
    assert_eq!(store.day_counts(id).unwrap(), [day(1, 1)]);
}

#[test]
fn told_first_and_last_days_go_before_those_of_the_sessions() {
    let mut schedule = two_talks();
    schedule.conference.last_day = "2022-05-20".parse().ok();
    let conference = imported(&mut store(), &schedule).conference;
    let days = (conference.first_day, conference.last_day);
    assert_eq!(days, ("2022-05-19".parse().ok(), "2022-05-20".parse().ok()));
}

#[test]
fn deleting_a_conference_takes_all_that_hangs_on_it_and_nothing_else() {
    let (mut store, id) = store_with_two_talks();
    let kept = two_talks();
    let kept = crate::Import {
        target: crate::Target::Key("kept".to_owned()),
        ..import(&kept)
    };
    let kept = store.import(&kept).unwrap().conference.id;
    let now = at("02T08:00:00");
    for conference in [id, kept] {
        let session = session_ids(&store, conference)[0];
        let visit = store
            .plan_visit(only_booth(&store, conference), now, 10, now)
            .unwrap();
        store.pick(&[session], Priority::Want, now).unwrap();
        store.set_note(session, "note", now).unwrap();
        let other = session_ids(&store, conference)[1];
        store.hide_sessions(&[other], now).unwrap();
        store.look_at_conference(conference, now).unwrap();
        for item in [
            agenda::ItemKey::Session(session),
            agenda::ItemKey::Visit(visit),
        ] {
            let claimant = crate::Claimant {
                process: "app",
                now,
                stale_after: chrono::TimeDelta::seconds(30),
            };
            let key = agenda::reminder::DeliveryKey {
                item,
                lead: 5,
                due_at: now,
            };
            store
                .settle_deliveries(&[(key, now)], crate::Settled::Missed, claimant)
                .unwrap();
        }
    }
    assert!(store.delete_conference(id).unwrap());
    assert!(!store.delete_conference(id).unwrap());
    assert_eq!(store.conferences().unwrap().len(), 1);
    assert_eq!(store.picked_sessions(None).unwrap().len(), 1);
    assert_eq!(store.visits(None).unwrap().len(), 1);
    assert_eq!(store.ledger_since(now).unwrap().len(), 2);
    assert_eq!(store.notes(kept).unwrap().len(), 1);
    assert_eq!(store.hidden_sessions(kept).unwrap().len(), 1);
    assert_eq!(store.current_conference().unwrap(), Some(kept));
    assert_eq!(store.integrity().unwrap(), [""; 0]);
}
