//! The rules of attending a conference: what a session, a booth, a pick and a reminder are, which
//! clock shows what, which day a talk after midnight belongs to, what clashes, what is due.
//!
//! Pure: no I/O, and no function asks what time it is; `now` is an argument. Instants are
//! `DateTime<Utc>`, zones are [`Zone`], lengths are [`chrono::TimeDelta`] or whole minutes where the
//! name says so. Reading files, storing, fetching and showing live on higher floors.

pub mod attendee;
pub mod booth;
pub mod clash;
pub mod conference;
pub mod day;
#[cfg(test)]
mod dice;
pub mod gap;
pub mod identity;
pub mod ids;
pub mod list;
pub mod oddity;
pub mod pick;
pub mod plan;
pub mod refresh;
pub mod reminder;
pub mod schedule;
pub mod session;
pub mod walking;
pub mod words;
pub mod zone;

pub use attendee::{Attendee, AttendeeNote, AttendeePick, AttendeeVisit};
pub use booth::Booth;
pub use conference::{ConferenceFacts, ZoneSource};
pub use ids::{BoothId, ConferenceId, ItemKey, SessionId, VisitId};
pub use list::{List, ListEntry};
pub use pick::Priority;
pub use refresh::RefreshMode;
pub use schedule::Schedule;
pub use session::{Identifiers, Kind, Link, RichText, Session, Slot, Speaker, Status, TextFormat};
pub use walking::WalkingTimes;
pub use zone::{Observance, Zone};
