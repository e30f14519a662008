//! Whether notifications can be shown, as the last attempt told.

use std::sync::Mutex;

use super::{OnEvent, ReminderEvent};
use crate::notifier::{Notifier, NotifyError};
use crate::wire::NotificationState;

/// Whether notifications can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    pub state: NotificationState,
    /// Name and version of the service, where it tells.
    pub service: Option<String>,
    /// What is wrong and the cure.
    pub problem: Option<String>,
}

impl Health {
    /// Nothing was tried yet.
    pub const UNKNOWN: Self = Self {
        state: NotificationState::Unknown,
        service: None,
        problem: None,
    };
}

/// Keeps what an attempt to reach the service told, and says so when it is news.
pub(super) fn note_health(
    health: &Mutex<Health>,
    notifier: &dyn Notifier,
    attempt: &Result<(), NotifyError>,
    on_event: &OnEvent,
) {
    let known = health
        .lock()
        .map_or(Health::UNKNOWN, |health| health.clone());
    let told = match attempt {
        Ok(()) if known.state == NotificationState::Working => return,
        Ok(()) => Health {
            state: NotificationState::Working,
            service: notifier.service().ok().flatten(),
            problem: None,
        },
        Err(error) => Health {
            state: match error {
                NotifyError::NoService(_) => NotificationState::NoService,
                NotifyError::Refused(_) => NotificationState::Failing,
            },
            service: None,
            problem: Some(error.to_string()),
        },
    };
    keep_health(health, told, on_event);
}

pub(super) fn keep_health(health: &Mutex<Health>, told: Health, on_event: &OnEvent) {
    let is_news = health.lock().is_ok_and(|mut known| {
        let is_news = *known != told;
        *known = told;
        is_news
    });
    if is_news {
        on_event(ReminderEvent::HealthChanged);
    }
}
