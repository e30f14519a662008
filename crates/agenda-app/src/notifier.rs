//! What the use cases need of a desktop's notifications.

/// A notification to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// One line, plain text.
    pub summary: String,
    /// Plain text; the notifier escapes what its service would take for markup.
    pub body: String,
    /// For what wants attention now.
    pub urgent: bool,
}

/// How a shown notification ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// Its body or its Open action was clicked.
    Opened,
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

    /// Name and version of the service, where it tells.
    fn service(&self) -> Result<Option<String>, NotifyError>;
}
