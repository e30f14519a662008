//! How a command fails at the window.

use serde::Serialize;
use ts_rs::TS;

use super::TableView;

/// A kind exists only where the window reacts to it; `message` is for people, and says what failed,
/// on what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[ts(export)]
pub enum CommandError {
    /// A schedule with local times and no zone: ask, and import again with it.
    ZoneNeeded {
        message: String,
        guess: Option<String>,
    },
    /// A table whose columns are not clear: ask what they hold, and import again with that.
    UnclearTable {
        message: String,
        table: TableView,
    },
    /// The attendee cancelled.
    Cancelled {
        message: String,
    },
    Failed {
        message: String,
    },
}
