//! What crosses to the window: `…View` goes out, `…Form` comes in.
//!
//! The TypeScript side is generated from here by `cargo xtask bindings`; see
//! `docs/adr/0002-ipc-types.md`. Instants are whole seconds since 1970 (UTC), lengths and leads
//! whole minutes, dates `YYYY-MM-DD`. Every time is given as the clocks show it: the window adds no
//! offset and decides no day.

mod agenda;
mod booth;
mod changes;
mod conference;
mod error;
mod exchange;
mod planning;
mod refresh;
mod reminder;
mod session;
mod settings;
mod table;
mod time;

pub use agenda::{
    AgendaDayView, AgendaItemView, AgendaView, AgendaWeekView, ClashView, ItemKeyView, TightView,
};
pub use booth::{BoothView, BoothsView, VisitForm, VisitView};
pub use changes::{
    ChangeKeyForm, ChangeKindView, ChangeView, ChangedSessionView, ChangesView, FieldChangeView,
    MatchQuestionView, SeenForm,
};
pub use conference::{ConferenceView, DayView, OverviewView, VersionsView, ZoneChoice};
pub use error::CommandError;
pub use exchange::{
    ExportForm, ExportFormat, ExportSuggestionView, ExportedView, ImportCounts, ImportForm,
    ImportProgressView, ImportReportView, ImportResultView, ImportSource, ImportedConferenceView,
    JoinProposalView, OddityView, RepairView, SkippedView,
};
pub use planning::{
    AgendaStepForm, ClashPairView, ClashSideView, ClashesView, FittingBoothView,
    FittingSessionView, GapView, GapsForm, GapsView, HoursForm, PauseForm, PlanChangeView,
    PlanEntryView, PlanForm, PlanView, PlannedPauseView, VisitWishForm, WeightsView,
};
pub use refresh::{
    DirectoryEntryView, DirectorySearchView, LossQuestionView, RefreshChoice, RefreshOutcome,
    RefreshReportView, RefreshView,
};
pub use reminder::{
    CheckState, CheckView, DoctorView, ReminderStateView, ReminderView, RemindersView, SnoozeForm,
    WalkingPairForm, WalkingTimesForm,
};
pub use session::{
    HideForm, LeaveView, LinkView, PickForm, PickView, ProgrammeView, SearchHitView,
    SessionDetailsView, SessionRefView, SessionStatusView, SessionView, SpeakerView,
};
pub use settings::{
    ClockFormat, NextReminderView, NotificationState, QuietHoursForm, ReminderHealthView,
    ReminderRulesForm, SettingsForm, SettingsView, Theme, ZoneOptionView,
};
pub use table::{TableColumn, TableForm, TableView};
pub use time::{LocalTimeView, TimeView};
