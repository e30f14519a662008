//! Lanyard's use cases: import, views of the agenda, picks and visits, reminders, exports.
//!
//! The window and the command line call the same functions, all of them methods of [`App`]. Knows
//! neither Tauri nor argv; what it needs of the world comes as [`clock::Clock`] and
//! [`notifier::Notifier`].

mod agenda_view;
mod app;
mod change_notices;
pub mod changes;
mod changes_view;
mod choices;
pub mod clock;
pub mod directory;
pub mod doctor;
pub mod entries;
mod error;
pub mod export;
pub mod fetch;
pub mod import;
mod listing;
pub mod notifier;
mod overview;
mod planning;
mod programme;
pub mod refresh;
pub mod refresh_loop;
pub mod reminder_answers;
pub mod reminder_loop;
pub mod reminder_turn;
pub mod reminders;
mod rich_text;
mod settings;
pub mod times;
mod whole_schedule;
pub mod wire;

pub use app::{App, data_folder};
pub use error::AppError;
pub use listing::ListedSession;
pub use programme::safe_link;
pub use settings::{Settings, system_zone};
