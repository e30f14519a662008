//! What the doctor finds.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::atomic::Ordering;

use agenda_app::wire::CheckState;
use common::{Desk, wait_until};

#[test]
fn the_doctor_tells_what_stands_in_the_way() {
    let desk = Desk::with_sample("15:14");
    let app = desk.app();
    let state = |name: &str| {
        let found = app.doctor(&*desk.notifier).unwrap().checks;
        found
            .into_iter()
            .find(|check| check.name == name)
            .unwrap()
            .state
    };
    assert_eq!(state("store"), CheckState::Good);
    assert_eq!(state("clock"), CheckState::Good);
    assert_eq!(state("notifications"), CheckState::Good);
    assert_eq!(state("quiet"), CheckState::Good);
    assert_eq!(state("reminding"), CheckState::Bad);
    let running = desk.start();
    wait_until(|| state("reminding") == CheckState::Good);
    running.stop();
    wait_until(|| state("reminding") == CheckState::Bad);
    desk.notifier.fails.store(true, Ordering::SeqCst);
    assert_eq!(state("notifications"), CheckState::Bad);
    app.mute_until_tomorrow().unwrap();
    assert_eq!(state("quiet"), CheckState::Doubtful);
    // A schedule of the future: one of the clocks was wrong.
    desk.clock.set("12:00");
    assert_eq!(state("clock"), CheckState::Doubtful);
}
