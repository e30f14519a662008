//! What `--json` prints. Times are RFC 3339 with the offset of the zone shown, lengths minutes.

use agenda::oddity::Oddity;
use agenda::{Kind, Link, Priority, Zone};
use agenda_app::directory::DirectoryEntry;
use agenda_app::import::{JoinProposal, ReportedTable};
use agenda_app::wire::{
    ChangeKindView, RefreshChoice, RefreshOutcome, RefreshView, SessionStatusView,
};
use agenda_store::{ChangedField, ImportCounts, SessionHeadRow};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use schedule_files::{DateOrder, Role};
use serde::Serialize;

/// An instant as a zone's clocks show it: `2022-05-19T15:25:00+02:00`.
pub fn rfc3339(at: DateTime<Utc>, zone: Zone) -> String {
    zone.local(at).to_rfc3339_opts(SecondsFormat::Secs, false)
}

#[derive(Serialize)]
pub struct ImportJson {
    pub format: &'static str,
    pub conference: ImportedJson,
    pub read: ReadJson,
    pub result: ResultJson,
    /// More than half of the sessions that were listed are withdrawn.
    pub loses_most: bool,
    pub skipped: Vec<schedule_files::Skipped>,
    pub repairs: Vec<schedule_files::Repair>,
    /// What looks wrong though nothing forbids it.
    pub oddities: Vec<Oddity>,
    /// Doubtful matches that `lanyard changes` now lists.
    pub questions: u32,
    /// How the columns of a table were taken; none for other formats.
    pub table: Option<TableJson>,
    /// A conference that this seems to be of, though it is one of its own.
    pub proposal: Option<ProposalJson>,
}

/// What `--into` that conference does.
#[derive(Serialize)]
pub struct ProposalJson {
    pub conference: String,
    pub title: String,
    pub shared_titles: usize,
    /// Of the smaller of the two schedules.
    pub titles: usize,
    pub words: String,
    pub is_likely: bool,
    pub result: ResultJson,
    pub questions: u32,
    pub loses_most: bool,
    /// None while it stays as it is.
    pub refreshed_from: Option<String>,
}

impl ProposalJson {
    pub fn of(proposal: JoinProposal) -> Self {
        Self {
            shared_titles: proposal.reason.shared_titles,
            titles: proposal.reason.titles,
            words: proposal.reason.describe(),
            conference: proposal.slug,
            title: proposal.title,
            is_likely: proposal.is_likely,
            result: ResultJson::of(&proposal.result),
            questions: proposal.questions,
            loses_most: proposal.loses_most,
            refreshed_from: proposal.refreshed_from,
        }
    }
}

#[derive(Serialize)]
pub struct TableJson {
    /// As `--map` takes it.
    pub map: String,
    pub columns: Vec<ColumnJson>,
    pub date_order: Option<DateOrder>,
    pub delimiter: Option<char>,
    /// With `--map`, now or before; else found.
    pub is_told: bool,
}

#[derive(Serialize)]
pub struct ColumnJson {
    pub name: String,
    /// None for what is not taken.
    pub role: Option<Role>,
    /// Of the first rows.
    pub samples: Vec<String>,
}

impl TableJson {
    pub fn of(table: ReportedTable) -> Self {
        let ReportedTable {
            mapping,
            samples,
            is_told,
        } = table;
        let columns = mapping.columns.iter().enumerate();
        let columns = columns.map(|(place, name)| ColumnJson {
            name: name.clone(),
            role: mapping.role_of(place),
            samples: samples
                .iter()
                .filter_map(|row| row.get(place).cloned())
                .collect(),
        });
        Self {
            map: mapping.assignments(),
            columns: columns.collect(),
            date_order: mapping.date_order,
            delimiter: mapping.delimiter,
            is_told,
        }
    }
}

#[derive(Serialize)]
pub struct ImportedJson {
    pub slug: String,
    pub title: String,
    pub zone: Zone,
    /// `told`, `file` or `offset_only`; the last is to be confirmed with `--zone`.
    pub zone_source: agenda::ZoneSource,
    pub zone_reason: String,
    pub zone_guess: Option<Zone>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
}

#[derive(Serialize)]
pub struct ReadJson {
    pub sessions: u32,
    pub unscheduled: u32,
    pub booths: u32,
    pub lists: u32,
    pub events: u32,
    /// Picks, notes, hidden sessions and visits that the file carries.
    pub own: u32,
}

#[derive(Serialize)]
pub struct ResultJson {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub withdrawn: u32,
    pub restored: u32,
}

impl ResultJson {
    pub fn of(counts: &ImportCounts) -> Self {
        Self {
            added: counts.added,
            changed: counts.changed,
            unchanged: counts.unchanged,
            withdrawn: counts.withdrawn,
            restored: counts.restored,
        }
    }
}

#[derive(Serialize)]
pub struct ConferenceJson {
    pub slug: String,
    pub title: String,
    pub zone: Zone,
    pub zone_source: agenda::ZoneSource,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub venue: Option<String>,
    pub city: Option<String>,
    pub url: Option<String>,
    pub version: Option<String>,
    pub sessions: u32,
    pub unscheduled: u32,
    pub booths: u32,
    pub picks: u32,
    pub visits: u32,
    pub source: Option<String>,
    pub imported_at: String,
    /// None where it came from no address.
    pub refresh: Option<RefreshJson>,
}

#[derive(Serialize)]
pub struct RefreshJson {
    pub address: String,
    pub mode: RefreshChoice,
    pub last_success: Option<String>,
    pub last_error: Option<String>,
    /// Nothing answered at the last try.
    pub offline: bool,
    pub next_at: Option<String>,
    pub question: Option<LossJson>,
}

/// A newer version that lacks most sessions, to be answered with --accept or --keep.
#[derive(Serialize)]
pub struct LossJson {
    pub lost: u32,
    pub listed: u32,
    pub asked_at: String,
}

impl RefreshJson {
    pub fn of(view: RefreshView, zone: Zone) -> Self {
        let instant = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let at = |seconds| rfc3339(instant(seconds), zone);
        Self {
            address: view.address,
            mode: view.mode,
            last_success: view.last_success.map(at),
            last_error: view.last_error,
            offline: view.offline,
            next_at: view.next_at.map(at),
            question: view.question.map(|question| LossJson {
                lost: question.lost,
                listed: question.listed,
                asked_at: at(question.asked_at),
            }),
        }
    }
}

#[derive(Serialize)]
pub struct RefreshReportJson {
    pub conference: String,
    pub outcome: RefreshOutcome,
    pub message: String,
    pub moved_to: Option<String>,
}

#[derive(Serialize)]
pub struct DirectoryEntryJson {
    pub slug: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub zone: Option<Zone>,
    pub address: String,
    pub homepage: Option<String>,
    /// None for the bundled one.
    pub directory: Option<String>,
}

impl DirectoryEntryJson {
    pub fn of(entry: &DirectoryEntry) -> Self {
        Self {
            slug: entry.slug.clone(),
            name: entry.name.clone(),
            aliases: entry.aliases.clone(),
            first_day: entry.days.map(|(first, _)| first),
            last_day: entry.days.map(|(_, last)| last),
            city: entry.city.clone(),
            country: entry.country.clone(),
            zone: entry.zone,
            address: entry.address.clone(),
            homepage: entry.homepage.clone(),
            directory: entry.directory.clone(),
        }
    }
}

#[derive(Serialize)]
pub struct SessionJson {
    pub id: i64,
    pub key: Option<String>,
    pub code: Option<String>,
    pub title: String,
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub day: Option<NaiveDate>,
    pub all_day: bool,
    pub room: Option<String>,
    pub track: Option<String>,
    pub kind: Kind,
    pub language: Option<String>,
    pub speakers: Vec<String>,
    pub status: SessionStatusView,
    pub online: bool,
    pub pick: Option<Priority>,
    pub url: Option<String>,
    pub conference: String,
}

impl SessionJson {
    pub fn of(head: &SessionHeadRow, conference: &str, pick: Option<Priority>, zone: Zone) -> Self {
        Self {
            id: head.id.0,
            key: head.identifiers.key().map(str::to_owned),
            code: head.identifiers.code.clone(),
            title: head.title.clone(),
            starts_at: head.slot.map(|slot| rfc3339(slot.starts_at, zone)),
            ends_at: head.slot.map(|slot| rfc3339(slot.ends_at, zone)),
            day: head.day,
            all_day: head.slot.is_some_and(|slot| slot.all_day),
            room: head.room.clone(),
            track: head.track.clone(),
            kind: head.kind,
            language: head.language.clone(),
            speakers: head
                .speakers
                .iter()
                .map(|speaker| speaker.name.clone())
                .collect(),
            status: agenda_app::entries::status_of(head),
            online: head.online,
            pick,
            url: head.url.clone(),
            conference: conference.to_owned(),
        }
    }
}

#[derive(Serialize)]
pub struct SessionDetailsJson {
    #[serde(flatten)]
    pub session: SessionJson,
    pub subtitle: Option<String>,
    pub kind_label: Option<String>,
    pub text: String,
    pub links: Vec<Link>,
    pub recorded: Option<bool>,
    pub note: String,
    pub recommended_by: Vec<String>,
    pub clashes: Vec<ClashJson>,
    /// Other times at which the same talk is given.
    pub repeats: Vec<SessionJson>,
}

#[derive(Serialize)]
pub struct ClashJson {
    /// `session` or `visit`.
    pub kind: &'static str,
    pub id: i64,
    pub title: String,
    /// Overlap.
    pub minutes: u32,
}

#[derive(Serialize)]
pub struct BoothJson {
    pub id: i64,
    pub name: String,
    pub stand: Option<String>,
    pub place: Option<String>,
    pub text: String,
    pub links: Vec<Link>,
    pub visits: Vec<VisitJson>,
}

#[derive(Serialize)]
pub struct VisitJson {
    pub id: i64,
    pub starts_at: String,
    pub ends_at: String,
    pub minutes: u32,
}

#[derive(Serialize)]
pub struct AgendaItemJson {
    /// `session` or `visit`.
    pub kind: &'static str,
    pub id: i64,
    pub title: String,
    pub starts_at: String,
    pub ends_at: String,
    pub day: NaiveDate,
    pub all_day: bool,
    pub place: Option<String>,
    pub track: Option<String>,
    pub priority: Option<Priority>,
    pub status: SessionStatusView,
    /// Minutes before the start.
    pub leads: Vec<u32>,
    pub url: Option<String>,
    pub clashes: Vec<ClashJson>,
}

#[derive(Serialize)]
pub struct ReminderJson {
    /// `session` or `visit`.
    pub kind: &'static str,
    pub id: i64,
    pub title: String,
    pub place: Option<String>,
    pub due_at: String,
    /// Minutes before the start.
    pub lead: u32,
    pub starts_at: String,
    pub conference: String,
}

#[derive(Serialize)]
pub struct ChangesJson {
    /// The newest import first.
    pub changes: Vec<ChangeJson>,
    pub questions: Vec<QuestionJson>,
}

#[derive(Serialize)]
pub struct ChangeJson {
    /// When the newer schedule was imported.
    pub at: String,
    pub source: Option<String>,
    pub kind: ChangeKindView,
    pub words: String,
    pub mine: bool,
    pub seen: bool,
    /// As it stands now.
    pub session: SessionJson,
    pub fields: Vec<FieldChangeJson>,
    /// Titles of what it now clashes with and did not before.
    pub clashes: Vec<String>,
}

#[derive(Serialize)]
pub struct FieldChangeJson {
    pub field: ChangedField,
    /// Times in UTC.
    pub old: Option<String>,
    pub new: Option<String>,
}

/// "Same talk?"
#[derive(Serialize)]
pub struct QuestionJson {
    pub id: i64,
    pub old: SessionJson,
    pub new: SessionJson,
    pub reason: &'static str,
    pub mine: bool,
}
