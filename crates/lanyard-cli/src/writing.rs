//! Commands that change something or write a file.

use agenda::{Priority, SessionId, ZoneSource};
use agenda_app::App;
use agenda_app::export::write_file;
use agenda_app::import::{ImportInto, ImportReport, ImportRequest, JoinProposal, ReportedTable};
use agenda_app::wire::{ExportFormat, ImportProgressView, ImportSource};
use agenda_store::ImportCounts;
use serde_json::json;

use crate::Failure;
use crate::arguments::{Export, ExportWord, Import, Visit};
use crate::json::{
    ImportJson, ImportedJson, ProposalJson, ReadJson, ResultJson, SessionJson, TableJson, rfc3339,
};
use crate::keeping_up::{entry_failure, entry_named, entry_request};
use crate::output::{Output, counted};

/// Bytes between two lines of progress.
const PROGRESS_STEP: u64 = 4 * 1024 * 1024;

pub fn import(app: &App, import: &Import, output: &mut Output) -> Result<(), Failure> {
    let entry = entry_named(app, &import.source)?;
    let mut request = ImportRequest {
        source: ImportSource::Path {
            path: import.source.clone(),
        },
        zone: import.zone,
        proposed_zone: None,
        into: import
            .conference
            .clone()
            .map_or(ImportInto::Found, ImportInto::Slug),
        mapping: import.map.clone(),
        dry_run: import.dry_run,
    };
    if let Some(entry) = &entry {
        request = entry_request(entry, request);
    }
    let mut told = 0;
    let report = app.import_schedule(&request, &mut |progress| {
        if let ImportProgressView::Fetching { done, total } = progress
            && done >= told + PROGRESS_STEP
        {
            told = done;
            let of = total.map_or(String::new(), |total| format!(" of {}", megabytes(total)));
            eprintln!("{}{of} read", megabytes(done));
        }
        true
    });
    let report = report.map_err(|error| match &entry {
        Some(entry) => entry_failure(app, entry, &import.source, error),
        None => error.into(),
    })?;
    let lines = report_lines(&report, import.dry_run);
    output.tell(&import_json(report), || lines)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}

fn import_json(report: ImportReport) -> ImportJson {
    let conference = report.conference;
    ImportJson {
        format: report.format.word(),
        conference: ImportedJson {
            slug: conference.slug,
            title: conference.title,
            zone: conference.zone,
            zone_source: conference.zone_source,
            zone_reason: conference.zone_reason,
            zone_guess: conference.zone_guess,
            first_day: conference.first_day,
            last_day: conference.last_day,
        },
        read: ReadJson {
            sessions: report.sessions,
            unscheduled: report.unscheduled,
            booths: report.booths,
            lists: report.lists,
            events: report.events,
            own: report.own,
        },
        loses_most: report.loses_most,
        result: ResultJson::of(&report.result),
        skipped: report.skipped,
        repairs: report.repairs,
        oddities: report.oddities,
        questions: report.questions,
        table: report.table.map(TableJson::of),
        proposal: report.proposal.map(ProposalJson::of),
    }
}

fn report_lines(report: &ImportReport, dry_run: bool) -> Vec<String> {
    let conference = &report.conference;
    if report.sessions + report.booths + report.lists == 0 {
        return vec![format!(
            "{}: these {} name no session, booth or list. Nothing was imported.",
            conference.title,
            report.format.describe()
        )];
    }
    let days = match (conference.first_day, conference.last_day) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let mut lines = vec![
        format!("{}{days} ({})", conference.title, report.format.describe()),
        format!("Zone: {} ({})", conference.zone, conference.zone_reason),
    ];
    if conference.zone_source == ZoneSource::OffsetOnly {
        let guess = conference
            .zone_guess
            .map_or("--zone ZONE".to_owned(), |zone| {
                format!("--zone {zone}, perhaps")
            });
        lines.push(format!(
            "  Only an offset is known. Tell the place by importing again with {guess}."
        ));
    }
    let mut read = vec![counted(report.sessions, "session")];
    for (count, noun) in [
        (report.booths, "booth"),
        (report.lists, "list"),
        (report.events, "link to other events"),
    ] {
        if count > 0 {
            read.push(if noun.starts_with("link") {
                format!("{count} {noun}")
            } else {
                counted(count, noun)
            });
        }
    }
    if report.unscheduled > 0 {
        read.push(format!("{} without a time", report.unscheduled));
    }
    lines.push(format!("Read: {}", read.join(", ")));
    lines.extend(report.table.iter().flat_map(table_lines));
    let done = if dry_run { "Would be" } else { "Done" };
    lines.push(format!("{done}: {}", result_words(&report.result)));
    lines.extend(report.repairs.iter().map(|repair| {
        format!(
            "Mended: {} ({}×, such as {})",
            repair.kind.describe(),
            repair.count,
            repair.example
        )
    }));
    lines.extend(
        report
            .skipped
            .iter()
            .map(|skipped| format!("Skipped: {}: {}", skipped.what, skipped.why)),
    );
    lines.extend(report.oddities.iter().map(|oddity| {
        format!(
            "Look at: {} (such as {})",
            oddity.kind.describe(oddity.count),
            oddity.example
        )
    }));
    if report.questions > 0 {
        lines.push(question_line(report.questions));
    }
    if report.loses_most {
        lines.push(
            "More than half of the sessions that were listed are withdrawn: perhaps the file is not whole."
                .to_owned(),
        );
    }
    lines.push(format!("Conference: {}", conference.slug));
    let proposal = report.proposal.iter();
    lines.extend(proposal.flat_map(|proposal| proposal_lines(proposal, report, dry_run)));
    lines
}

fn question_line(questions: u32) -> String {
    format!(
        "Same talk? {}: see `lanyard changes`",
        counted(questions, "doubtful match").replace("matchs", "matches")
    )
}

/// "1 added, 0 changed …"
fn result_words(result: &ImportCounts) -> String {
    format!(
        "{} added, {} changed, {} unchanged, {} withdrawn, {} restored",
        result.added, result.changed, result.unchanged, result.withdrawn, result.restored
    )
}

fn proposal_lines(proposal: &JoinProposal, report: &ImportReport, dry_run: bool) -> Vec<String> {
    let mut lines = vec![format!(
        "This may be a conference that you have, {} ({}): {}.",
        proposal.slug,
        proposal.title,
        proposal.reason.describe()
    )];
    if dry_run {
        lines.push(format!(
            "  Joined to it with --into {}: {}",
            proposal.slug,
            result_words(&proposal.result)
        ));
        if proposal.loses_most {
            lines.push("  More than half of its sessions would be withdrawn.".to_owned());
        }
        lines.extend(
            proposal
                .refreshed_from
                .iter()
                .map(|address| format!("  It would be refreshed from {address} from then on.")),
        );
    } else {
        lines.push(format!(
            "  Join the two with: lanyard join {} {}",
            report.conference.slug, proposal.slug
        ));
    }
    lines
}

/// How the columns were taken, as `--map` takes it, and those that nothing is taken from.
fn table_lines(table: &ReportedTable) -> Vec<String> {
    let mapping = &table.mapping;
    let mut lines = vec![format!("Columns: {}", mapping.assignments())];
    let unused = mapping.columns.iter().enumerate();
    let unused: Vec<String> = unused
        .filter(|(place, name)| mapping.role_of(*place).is_none() && !name.trim().is_empty())
        .map(|(_, name)| format!("“{name}”"))
        .collect();
    if !unused.is_empty() {
        lines.push(format!("Not taken: {}", unused.join(", ")));
    }
    lines
}

pub fn join(app: &App, other: &str, into: &str, output: &mut Output) -> Result<(), Failure> {
    let other = app.conference_named(Some(other))?;
    let into = app.conference_named(Some(into))?;
    let joined = app.join_conferences(other.id, into.id)?;
    let json = json!({
        "conference": joined.conference.slug,
        "joined": joined.joined,
        "added": joined.added,
        "questions": joined.questions,
        "source": joined.conference.source,
    });
    output.tell(&json, || {
        let mut lines = vec![format!(
            "{} is {} now: {} joined, {} added",
            other.slug,
            into.slug,
            counted(joined.joined, "session"),
            joined.added
        )];
        if joined.questions > 0 {
            lines.push(question_line(joined.questions));
        }
        lines
    })
}

/// Picks, or without a priority unpicks, and prints the sessions.
pub fn pick(
    app: &App,
    words: &[String],
    priority: Option<Priority>,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut heads = Vec::new();
    for word in words {
        heads.push(app.find_session(word)?);
    }
    let ids: Vec<SessionId> = heads.iter().map(|head| head.id).collect();
    app.pick_sessions(&ids, priority)?;
    let mut json = Vec::new();
    for head in &heads {
        let conference = app.conference_row(head.conference)?;
        json.push(SessionJson::of(
            head,
            &conference.slug,
            priority,
            conference.zone,
        ));
    }
    output.tell(&json, || {
        let what = priority.map_or("Dropped".to_owned(), |priority| {
            format!("Picked ({})", priority.word())
        });
        heads
            .iter()
            .map(|head| format!("{what}: {}", head.title))
            .collect()
    })
}

pub fn visit(app: &App, visit: &Visit, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(visit.conference.as_deref())?;
    let booth = app.find_booth(conference.id, &visit.booth)?;
    let conference = app.conference_row(booth.conference)?;
    let starts_at = visit.at.to_utc();
    let id = app.visit_booth(booth.id, starts_at, visit.minutes)?;
    let at = rfc3339(starts_at, conference.zone);
    let json = json!({
        "id": id,
        "booth": { "id": booth.id, "name": booth.name },
        "starts_at": at,
        "minutes": visit.minutes,
    });
    output.tell(&json, || {
        let length = counted(visit.minutes, "minute");
        vec![format!(
            "Planned: {} at {at}, {length} (visit {id})",
            booth.name
        )]
    })
}

pub fn export(app: &App, export: &Export, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(export.conference.as_deref())?;
    let format = match export.format {
        ExportWord::Ics => ExportFormat::Icalendar,
        ExportWord::Markdown => ExportFormat::Markdown,
        ExportWord::Json => ExportFormat::Json,
    };
    let exported = app.export(conference.id, format)?;
    let Some(path) = &export.output else {
        return output.text(&exported.text);
    };
    write_file(path, &exported.text)?;
    let json = json!({
        "path": path,
        "sessions": exported.sessions,
        "visits": exported.visits,
        "unscheduled": exported.unscheduled,
    });
    output.tell(&json, || {
        let mut parts = vec![
            counted(exported.sessions, "session"),
            counted(exported.visits, "visit"),
        ];
        if exported.unscheduled > 0 {
            parts.push(format!("{} without a time", exported.unscheduled));
        }
        vec![format!(
            "Written: {} ({})",
            path.display(),
            parts.join(", ")
        )]
    })
}
