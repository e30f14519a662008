//! Lanyard's data: one SQLite file, opened by any number of processes.
//!
//! Owns the file, its schema and every query. Knows nothing of files to read, of clocks (`at` and
//! `now` are arguments) and of what is done with the rows. One module per table, each with its rows
//! and the queries on it as methods of [`Store`]:
//!
//! | methods of `Store` | about |
//! |---|---|
//! | [`open`](Store::open), [`open_in_memory`](Store::open_in_memory), [`integrity`](Store::integrity), [`data_version`](Store::data_version), [`schema_version`](Store::schema_version) | the file |
//! | [`import`](Store::import), [`imports`](Store::imports), [`imported_from`](Store::imported_from), [`session_changes`](Store::session_changes) | a schedule into rows, and what that altered |
//! | [`conferences`](Store::conferences), [`conference`](Store::conference), [`conference_by_slug`](Store::conference_by_slug), [`conference_counts`](Store::conference_counts), [`day_counts`](Store::day_counts), [`delete_conference`](Store::delete_conference), [`join_conferences`](Store::join_conferences) | conferences |
//! | [`conference_setting`](Store::conference_setting), [`set_zone_choice`](Store::set_zone_choice), [`confirm_zone`](Store::confirm_zone), [`look_at_conference`](Store::look_at_conference), [`current_conference`](Store::current_conference) | the attendee's word on a conference |
//! | [`sessions`](Store::sessions), [`full_sessions`](Store::full_sessions), [`session`](Store::session), [`session_head`](Store::session_head), [`find_sessions`](Store::find_sessions), [`search`](Store::search), [`alike`](Store::alike) | sessions |
//! | [`booths`](Store::booths), [`booth`](Store::booth), [`lists`](Store::lists), [`events`](Store::events) | what else schedules tell |
//! | [`pick`](Store::pick), [`unpick`](Store::unpick), [`restore_picks`](Store::restore_picks), [`set_pick_leads`](Store::set_pick_leads), [`picks`](Store::picks), [`picked_sessions`](Store::picked_sessions) | picks |
//! | [`plan_visit`](Store::plan_visit), [`move_visit`](Store::move_visit), [`remove_visit`](Store::remove_visit), [`restore_visit`](Store::restore_visit), [`set_visit_leads`](Store::set_visit_leads), [`visits`](Store::visits), [`visit`](Store::visit) | visits |
//! | [`take_steps`](Store::take_steps) | several changes of picks and visits as one |
//! | [`note`](Store::note), [`notes`](Store::notes), [`set_note`](Store::set_note), [`hide_sessions`](Store::hide_sessions), [`unhide_sessions`](Store::unhide_sessions), [`hidden_sessions`](Store::hidden_sessions) | notes, hidden sessions |
//! | [`ledger_since`](Store::ledger_since), [`claim_deliveries`](Store::claim_deliveries), [`mark_deliveries_shown`](Store::mark_deliveries_shown), [`release_deliveries`](Store::release_deliveries), [`settle_deliveries`](Store::settle_deliveries), [`claim_notices`](Store::claim_notices), [`mark_missed_told`](Store::mark_missed_told), [`take_back_deliveries`](Store::take_back_deliveries), [`deliveries_since`](Store::deliveries_since) | the ledger of reminders |
//! | [`mark_deliveries_answered`](Store::mark_deliveries_answered), [`snooze_deliveries`](Store::snooze_deliveries), [`missed_deliveries`](Store::missed_deliveries), [`dismiss_missed`](Store::dismiss_missed), [`restore_missed`](Store::restore_missed), [`restore_deliveries`](Store::restore_deliveries) | the attendee's answers to reminders |
//! | [`walking_times`](Store::walking_times), [`set_walking_times`](Store::set_walking_times) | minutes on foot |
//! | [`match_questions`](Store::match_questions), [`answer_same`](Store::answer_same), [`answer_different`](Store::answer_different), [`mark_changes_seen`](Store::mark_changes_seen), [`keep_session`](Store::keep_session), [`let_session_go`](Store::let_session_go) | what the attendee says of changes |
//! | [`untold_imports`](Store::untold_imports), [`claim_telling`](Store::claim_telling), [`mark_told`](Store::mark_told), [`release_telling`](Store::release_telling) | which imports the attendee is still to be told of |
//! | [`refreshes`](Store::refreshes), [`refresh`](Store::refresh), [`claim_refresh`](Store::claim_refresh), [`end_refresh`](Store::end_refresh), [`release_refresh`](Store::release_refresh), [`decline_version`](Store::decline_version), [`set_refresh_mode`](Store::set_refresh_mode) | addresses that conferences came from |
//! | [`table_mapping`](Store::table_mapping), [`set_table_mapping`](Store::set_table_mapping) | what the columns of a source's tables hold |
//! | [`setting`](Store::setting), [`settings`](Store::settings), [`set_settings`](Store::set_settings) | the application's settings |
//!
//! Imported data and the attendee's own live in separate tables, and no import deletes a row that
//! the attendee's data hangs on. Every write is one immediate transaction.

mod agenda_step;
mod booth;
mod conference;
mod conference_setting;
mod delivery;
mod error;
mod event;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod examples;
mod hidden_session;
mod import;
mod import_record;
mod kept_session;
mod likeness;
mod list;
mod match_question;
mod migration;
mod note;
mod pick;
mod refresh;
mod search;
mod session;
mod session_change;
mod session_day;
mod session_writing;
mod setting;
mod store;
mod table_mapping;
mod values;
mod visit;
mod walking_time;

pub use agenda_step::AgendaStep;
pub use booth::BoothRow;
pub use conference::{ConferenceCounts, ConferenceRow, DayCount};
pub use conference_setting::{ConferenceSettingRow, ZoneChoice};
pub use delivery::{Claimant, DeliveryRow, Settled, StartingDelivery};
pub use error::StoreError;
pub use import::{
    Coverage, DoubtfulMatch, Import, ImportCounts, ImportOutcome, JoinOutcome, Target,
};
pub use import_record::{ImportId, ImportRow, UntoldImportRow};
pub use list::{ListEntryRow, ListRow};
pub use match_question::MatchQuestionRow;
pub use note::NoteRow;
pub use pick::{PickRow, PickedSessionRow};
pub use refresh::{Feed, LossQuestion, RefreshEnd, RefreshRow, SeenVersion};
pub use search::SearchHitRow;
pub use session::{SessionHeadRow, SessionRow};
pub use session_change::{ChangedField, SessionChangeRow};
pub use store::Store;
pub use visit::{PlannedVisitRow, VisitRow};
