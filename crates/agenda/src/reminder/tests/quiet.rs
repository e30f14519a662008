//! When the attendee is not to be disturbed.

use super::*;

fn two_talks() -> [Remindable; 2] {
    let second = Remindable {
        item: ItemKey::Session(SessionId(2)),
        ..talk("13:30:00", "14:30:00", &[10])
    };
    [talk("13:00:00", "13:25:00", &[]), second]
}

#[test]
fn while_a_picked_session_runs_reminders_are_silent_or_wait_as_the_attendee_wants() {
    // (rule, second is a must, what comes at 13:20, at 13:25)
    let cases: [(WhileRunning, bool, &[&str], &[&str]); 4] = [
        (WhileRunning::Show, false, &["show 10"], &[]),
        (WhileRunning::Silent, false, &["show 10 silently"], &[]),
        (WhileRunning::AtEnd, false, &[], &["show 10"]),
        (WhileRunning::AtEnd, true, &["show 10"], &[]),
    ];
    for (while_running, must, first, second) in cases {
        let mut items = two_talks();
        items[1].must = must;
        let rules = Rules {
            while_running,
            ..Rules::default()
        };
        let mut ledger = Ledger::new();
        assert_eq!(steps("13:20:00", &items, &rules, &mut ledger), first);
        assert_eq!(steps("13:25:00", &items, &rules, &mut ledger), second);
    }
    // It is not held past its own start.
    let mut items = two_talks();
    items[0].ends_at = at("14:00:00");
    let rules = Rules {
        while_running: WhileRunning::AtEnd,
        ..Rules::default()
    };
    let mut ledger = Ledger::new();
    assert_eq!(
        next_look(at("13:20:00"), &items, &rules, &ledger),
        Some(at("13:30:00"))
    );
    assert_eq!(steps("13:29:59", &items, &rules, &mut ledger), [""; 0]);
    assert_eq!(steps("13:30:00", &items, &rules, &mut ledger), ["show 10"]);
}

#[test]
fn quiet_hours_and_a_mute_hold_reminders_back_and_what_passes_is_told_once_after() {
    let madrid = Zone::named("Europe/Madrid").unwrap();
    let hours = |from: &str, to: &str| QuietHours {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    };
    // By the attendee's clock in Madrid: 14:30 to 16:30, and over midnight until 16:30.
    let quiet = [
        Rules {
            quiet_hours: Some(hours("14:30:00", "16:30:00")),
            zone: madrid,
            ..Rules::default()
        },
        Rules {
            quiet_hours: Some(hours("22:00:00", "16:30:00")),
            zone: madrid,
            ..Rules::default()
        },
        Rules {
            muted_until: Some(at("14:30:00")),
            ..Rules::default()
        },
    ];
    for rules in quiet {
        let mut items = two_talks();
        items[0].leads = vec![10];
        let mut ledger = Ledger::new();
        assert_eq!(steps("13:20:00", &items, &rules, &mut ledger), [""; 0]);
        assert_eq!(
            next_look(at("13:20:00"), &items, &rules, &ledger),
            Some(at("14:30:00"))
        );
        assert_eq!(
            steps("13:26:00", &items, &rules, &mut ledger),
            ["miss 10"],
            "it goes to the list without a sound"
        );
        items[1].ends_at = at("15:00:00");
        assert_eq!(
            steps("14:30:00", &items, &rules, &mut ledger),
            ["show 10", "tell 1 missed"]
        );
        items[1].must = true;
        let mut ledger = Ledger::new();
        assert_eq!(steps("13:20:00", &items, &rules, &mut ledger), ["show 10"]);
    }
    let by_a_wrong_clock = Rules {
        muted_until: Some(at("13:20:00") + TimeDelta::days(365)),
        ..Rules::default()
    };
    let mut ledger = Ledger::new();
    assert_eq!(
        steps("13:20:00", &two_talks(), &by_a_wrong_clock, &mut ledger),
        ["show 10"]
    );
}
