//! The desktop's notifications as a turn of reminding shows them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use agenda::reminder::DeliveryKey;
use chrono::TimeDelta;

use super::health::note_health;
use super::{Health, OnEvent, ReminderEvent};
use crate::App;
use crate::notifier::{Notification, Notifier, NotifyError, OnResponse, Response, SNOOZE_MINUTES};
use crate::reminder_turn::Screen;

/// The desktop's notifications, whose answers go to the store.
pub(super) struct NotifierScreen<'a> {
    pub(super) app: &'a Arc<App>,
    pub(super) notifier: &'a dyn Notifier,
    pub(super) health: &'a Mutex<Health>,
    pub(super) on_event: &'a OnEvent,
    pub(super) stopping: &'a AtomicBool,
}

impl NotifierScreen<'_> {
    fn on_response(&self, keys: &[DeliveryKey]) -> OnResponse {
        let (app, on_event, keys) = (self.app.clone(), self.on_event.clone(), keys.to_vec());
        Box::new(move |response| {
            let now = app.now();
            let kept = match response {
                Response::Opened => {
                    if let Some(key) = keys.first() {
                        on_event(ReminderEvent::Opened(key.item));
                    }
                    app.store(|store| store.mark_deliveries_answered(&keys, now).map(drop))
                }
                Response::Snoozed => {
                    let until = now + TimeDelta::minutes(i64::from(SNOOZE_MINUTES));
                    app.snooze_keys(&keys, until)
                }
                Response::Closed => Ok(()),
            };
            if let Err(error) = kept {
                eprintln!("lanyard: a reminder’s answer was not kept: {error}");
            }
        })
    }
}

impl Screen for NotifierScreen<'_> {
    fn show(
        &mut self,
        notification: &Notification,
        keys: &[DeliveryKey],
    ) -> Result<(), NotifyError> {
        if self.stopping.load(Ordering::Relaxed) {
            return Err(NotifyError::Refused("Lanyard is being ended".to_owned()));
        }
        let shown = self.notifier.show(notification, self.on_response(keys));
        note_health(self.health, self.notifier, &shown, self.on_event);
        shown
    }

    fn close(&mut self, tag: u64) {
        self.notifier.close(tag);
    }
}
