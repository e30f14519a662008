//! What an import tells: in words for the command line, as a view for the window.

use agenda::oddity::{Oddity, oddities};
use agenda::refresh::loses_most;
use agenda::{ConferenceId, Zone, ZoneSource, words};
use agenda_store::{ImportCounts, ImportOutcome};
use chrono::NaiveDate;
use schedule_files::{Format, Reading, Repair, Skipped, TableMapping};

use super::JoinProposal;
use crate::wire::{
    ImportReportView, ImportResultView, ImportedConferenceView, JoinProposalView, OddityView,
    RepairView, SkippedView, TableView,
};

/// What an import found and did.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportReport {
    pub format: Format,
    pub conference: ReportedConference,
    pub sessions: u32,
    pub unscheduled: u32,
    pub booths: u32,
    pub lists: u32,
    pub events: u32,
    /// Picks, notes, hidden sessions and visits that the file carries.
    pub own: u32,
    pub result: ImportCounts,
    /// Doubtful matches with sessions that were there before, to be answered by the attendee.
    pub questions: u32,
    /// More than half of the sessions that were listed are withdrawn: perhaps the file is not whole.
    pub loses_most: bool,
    pub skipped: Vec<Skipped>,
    pub repairs: Vec<Repair>,
    /// What looks wrong though nothing forbids it.
    pub oddities: Vec<Oddity>,
    /// How the columns of a table were taken.
    pub table: Option<ReportedTable>,
    /// A conference that this seems to be of, though it became one of its own.
    pub proposal: Option<JoinProposal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedTable {
    pub mapping: TableMapping,
    /// The first rows, cell by cell.
    pub samples: Vec<Vec<String>>,
    /// By the attendee, now or before.
    pub is_told: bool,
}

impl ReportedTable {
    fn of(mapping: Option<TableMapping>, samples: Vec<Vec<String>>) -> Option<Self> {
        mapping.map(|mapping| Self {
            mapping,
            samples,
            is_told: false,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedConference {
    /// None where nothing was written.
    pub id: Option<ConferenceId>,
    pub slug: String,
    pub title: String,
    pub zone: Zone,
    pub zone_source: ZoneSource,
    /// How the zone was found, in words.
    pub zone_reason: String,
    pub zone_guess: Option<Zone>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A text that names nothing to import: told, and nothing is written.
pub(super) fn report_of_nothing(reading: Reading, name: &str) -> ImportReport {
    let title = reading.schedule.conference.title.clone();
    let title = title.unwrap_or_else(|| name.to_owned());
    ImportReport {
        format: reading.format,
        conference: ReportedConference {
            id: None,
            slug: words::slug(&title),
            title,
            zone: reading.zone.zone,
            zone_source: reading.zone.source,
            zone_reason: reading.zone.reason,
            zone_guess: reading.zone.guess,
            first_day: None,
            last_day: None,
        },
        sessions: 0,
        unscheduled: 0,
        booths: 0,
        lists: 0,
        events: count(reading.schedule.events.len()),
        own: 0,
        result: ImportCounts::default(),
        questions: 0,
        loses_most: false,
        skipped: reading.skipped,
        repairs: reading.repairs,
        oddities: Vec::new(),
        table: ReportedTable::of(reading.mapping, reading.samples),
        proposal: None,
    }
}

/// The sessions that were listed before an import, of those it tells of.
pub(crate) fn listed_before(counts: &ImportCounts) -> u32 {
    counts.changed + counts.unchanged + counts.withdrawn
}

pub(crate) fn report(reading: Reading, outcome: ImportOutcome, dry_run: bool) -> ImportReport {
    let row = outcome.conference;
    let schedule = &reading.schedule;
    let unscheduled = schedule
        .sessions
        .iter()
        .filter(|session| session.slot.is_none());
    ImportReport {
        format: reading.format,
        conference: ReportedConference {
            id: (!dry_run || !outcome.is_new).then_some(row.id),
            slug: row.slug,
            title: row.title,
            zone: row.zone,
            zone_source: row.zone_source,
            zone_reason: row.zone_reason,
            zone_guess: row.zone_guess,
            first_day: row.first_day,
            last_day: row.last_day,
        },
        sessions: count(schedule.sessions.len()),
        unscheduled: count(unscheduled.count()),
        booths: count(schedule.booths.len()),
        lists: count(schedule.lists.len()),
        events: count(schedule.events.len()),
        own: count(schedule.attendee.count()),
        result: outcome.counts,
        questions: count(outcome.doubtful.len()),
        oddities: oddities(&schedule.sessions, row.zone),
        loses_most: loses_most(listed_before(&outcome.counts), outcome.counts.withdrawn),
        skipped: reading.skipped,
        repairs: reading.repairs,
        table: ReportedTable::of(reading.mapping, reading.samples),
        proposal: None,
    }
}

impl ImportReport {
    /// The same for the window.
    pub fn view(self) -> ImportReportView {
        let conference = self.conference;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        ImportReportView {
            format: self.format.describe().to_owned(),
            conference: ImportedConferenceView {
                id: conference.id.map(|id| id.0),
                slug: conference.slug,
                title: conference.title,
                zone: conference.zone.name().to_owned(),
                zone_confirmed: conference.zone_source != ZoneSource::OffsetOnly,
                zone_reason: conference.zone_reason,
                zone_guess: conference.zone_guess.map(|zone| zone.name().to_owned()),
                first_day: day(conference.first_day),
                last_day: day(conference.last_day),
            },
            read: crate::wire::ImportCounts {
                sessions: self.sessions,
                unscheduled: self.unscheduled,
                booths: self.booths,
                lists: self.lists,
                events: self.events,
                own: self.own,
            },
            result: result_view(&self.result),
            proposal: self.proposal.map(|proposal| JoinProposalView {
                conference: proposal.conference.0,
                title: proposal.title,
                words: proposal.reason.describe(),
                is_likely: proposal.is_likely,
                result: result_view(&proposal.result),
                questions: proposal.questions,
                loses_most: proposal.loses_most,
                refreshed_from: proposal.refreshed_from,
            }),
            loses_most: self.loses_most,
            skipped: self
                .skipped
                .into_iter()
                .map(|skipped| SkippedView {
                    what: skipped.what,
                    why: skipped.why,
                })
                .collect(),
            table: (self.table)
                .map(|table| TableView::of(&table.mapping, table.samples, table.is_told)),
            questions: self.questions,
            oddities: self
                .oddities
                .into_iter()
                .map(|oddity| OddityView {
                    words: oddity.kind.describe(oddity.count),
                    example: oddity.example,
                })
                .collect(),
            repairs: self
                .repairs
                .into_iter()
                .map(|repair| RepairView {
                    words: repair.kind.describe().to_owned(),
                    count: count(repair.count),
                    example: repair.example,
                })
                .collect(),
        }
    }
}

fn result_view(counts: &ImportCounts) -> ImportResultView {
    ImportResultView {
        added: counts.added,
        changed: counts.changed,
        unchanged: counts.unchanged,
        withdrawn: counts.withdrawn,
        restored: counts.restored,
    }
}
