//! What the use cases need of a desktop's notifications.

/// A notification to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notification {
    /// One line, plain text.
    pub summary: String,
    /// Plain text; the notifier escapes what its service would take for markup.
    pub body: String,
    /// For what wants attention now.
    pub urgent: bool,
    /// Without a sound.
    pub silent: bool,
    /// Offer to put it off by [`SNOOZE_MINUTES`].
    pub snooze: bool,
    /// What [`Notifier::close`] knows it by; 0 for what is never closed.
    pub tag: u64,
}

/// What the button on a notification puts a reminder off by.
pub const SNOOZE_MINUTES: u32 = 5;

/// How a shown notification ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// Its body or its Open action was clicked.
    Opened,
    /// Its Snooze action was clicked.
    Snoozed,
    /// It was closed, or went away.
    Closed,
}

/// Why a notification could not be shown. The message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    #[error(
        "no notification service answers ({0}): start one, such as dunst, or log in to a desktop"
    )]
    NoService(String),
    #[error("the notification service refused: {0}")]
    Refused(String),
}

/// Called once at the most, on a thread of the notifier's.
pub type OnResponse = Box<dyn FnOnce(Response) + Send>;

/// Shows native notifications.
pub trait Notifier: Send + Sync {
    /// Shows one, and returns once the service took it.
    fn show(&self, notification: &Notification, on_response: OnResponse)
    -> Result<(), NotifyError>;

    /// Takes a shown notification off the screen, where the system can and it is still there.
    fn close(&self, _tag: u64) {}

    /// Name and version of the service, where it tells.
    fn service(&self) -> Result<Option<String>, NotifyError>;

    /// What the service can do, by the words of the Desktop Notifications Specification
    /// (`actions`, `body`, …); empty where it does not tell.
    fn capabilities(&self) -> Result<Vec<String>, NotifyError> {
        Ok(Vec::new())
    }
}
