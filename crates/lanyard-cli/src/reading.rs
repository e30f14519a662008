//! Commands that only look.

use agenda::{ConferenceId, ItemKey, Zone};
use agenda_app::entries::{Entry, entry_overlaps, status_of};
use agenda_app::wire::SessionStatusView;
use agenda_app::{App, ListedSession};
use agenda_store::ConferenceRow;

use crate::Failure;
use crate::arguments::Which;
use crate::json::{
    AgendaItemJson, BoothJson, ClashJson, ConferenceJson, RefreshJson, SessionDetailsJson,
    SessionJson, VisitJson, rfc3339,
};
use crate::output::{Output, counted};

pub fn conferences(app: &App, output: &mut Output) -> Result<(), Failure> {
    let listed = app.listed_conferences()?;
    let mut refreshes = Vec::new();
    for (row, _) in &listed {
        let view = app.refresh_view(row)?;
        refreshes.push(view.map(|view| RefreshJson::of(view, row.zone)));
    }
    let json: Vec<ConferenceJson> = listed
        .into_iter()
        .zip(refreshes)
        .map(|((row, counts), refresh)| ConferenceJson {
            refresh,
            imported_at: rfc3339(row.imported_at, row.zone),
            slug: row.slug,
            title: row.title,
            zone: row.zone,
            zone_source: row.zone_source,
            first_day: row.first_day,
            last_day: row.last_day,
            venue: row.venue,
            city: row.city,
            url: row.url,
            version: row.version,
            sessions: counts.sessions,
            unscheduled: counts.unscheduled,
            booths: counts.booths,
            picks: counts.picks,
            visits: counts.visits,
            source: row.source,
        })
        .collect();
    output.tell(&json, || {
        if json.is_empty() {
            return vec![
                "No conference yet. Import one: lanyard import FILE-OR-ADDRESS".to_owned(),
            ];
        }
        let lines = json.iter().flat_map(|conference| {
            let days = match (conference.first_day, conference.last_day) {
                (Some(first), Some(last)) => format!("{first} to {last}, "),
                _ => String::new(),
            };
            let mut lines = vec![format!(
                "{:<24} {} ({days}{}; {}, {} picked)",
                conference.slug,
                conference.title,
                conference.zone,
                counted(conference.sessions, "session"),
                conference.picks
            )];
            lines.extend(conference.refresh.iter().flat_map(refresh_lines));
            lines
        });
        lines.collect()
    })
}

pub fn sessions(app: &App, which: &Which, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(which.conference.as_deref())?;
    let zone = which.zone.unwrap_or(conference.zone);
    let mut listed = app.listed_sessions(conference.id)?;
    if which.day.is_some() {
        listed.retain(|session| session.head.day == which.day);
    }
    let json: Vec<SessionJson> = listed
        .iter()
        .map(|session| SessionJson::of(&session.head, &conference.slug, session.pick, zone))
        .collect();
    output.tell(&json, || {
        listed
            .iter()
            .map(|session| session_line(session, zone))
            .collect()
    })
}

/// How a conference is kept up to date, below its own line.
fn refresh_lines(refresh: &RefreshJson) -> Vec<String> {
    let last = refresh.last_success.as_deref().unwrap_or("never");
    let next = match (&refresh.next_at, refresh.offline) {
        (None, _) => "; not refreshed by itself".to_owned(),
        (Some(next), true) => format!("; nothing answered, next try {next}"),
        (Some(next), false) => format!("; next {next}"),
    };
    let mut lines = vec![format!("    Up to date {last}{next}")];
    if let Some(error) = &refresh.last_error {
        lines.push(format!("    Last error: {error}"));
    }
    if let Some(question) = &refresh.question {
        lines.push(format!(
            "    A newer version lacks {} of {} sessions: lanyard refresh --accept or --keep",
            question.lost, question.listed
        ));
    }
    lines
}

/// "★   12  ytq0  Thu 19 May 15:25–16:00  Title (Room)".
fn session_line(session: &ListedSession, zone: Zone) -> String {
    let head = &session.head;
    let time = head.slot.map_or_else(
        || "no time yet".to_owned(),
        |slot| {
            let (from, to) = (zone.local(slot.starts_at), zone.local(slot.ends_at));
            if slot.all_day {
                from.format("%a %d %b all day").to_string()
            } else {
                format!("{}–{}", from.format("%a %d %b %H:%M"), to.format("%H:%M"))
            }
        },
    );
    let mark = session.pick.map_or(" ", |_| "★");
    let room = head
        .room
        .as_deref()
        .map_or(String::new(), |room| format!(" ({room})"));
    let status = status_mark(status_of(head));
    let code = head.identifiers.code.as_deref().unwrap_or("");
    format!(
        "{mark} {:>5}  {code:<6}  {time:<22}  {}{room}{status}",
        head.id, head.title
    )
}

pub fn show(app: &App, word: &str, output: &mut Output) -> Result<(), Failure> {
    let head = app.find_session(word)?;
    let conference = app.conference_row(head.conference)?;
    let details = app.session_details(head.id)?;
    let full = app.full_session(head.id)?;
    let pick = details.session.pick.as_ref().map(|pick| pick.priority);
    let mut repeats = Vec::new();
    if !details.repeats.is_empty() {
        let listed = app.listed_sessions(head.conference)?;
        let at = |id: i64| listed.iter().find(|session| session.head.id.0 == id);
        repeats.extend(
            details
                .repeats
                .iter()
                .filter_map(|repeat| at(repeat.id))
                .cloned(),
        );
    }
    let json = SessionDetailsJson {
        session: SessionJson::of(&head, &conference.slug, pick, conference.zone),
        subtitle: details.subtitle,
        kind_label: details.kind_label,
        text: full.text,
        links: full.links,
        recorded: details.recorded,
        note: details.note,
        recommended_by: details.session.recommended_by,
        repeats: repeats
            .iter()
            .map(|repeat| {
                SessionJson::of(&repeat.head, &conference.slug, repeat.pick, conference.zone)
            })
            .collect(),
        clashes: details
            .clashes
            .into_iter()
            .map(|clash| {
                let (kind, id) = match clash.with {
                    agenda_app::wire::ItemKeyView::Session { id } => ("session", id),
                    agenda_app::wire::ItemKeyView::Visit { id } => ("visit", id),
                };
                ClashJson {
                    kind,
                    id,
                    title: clash.title,
                    minutes: clash.minutes,
                }
            })
            .collect(),
    };
    output.tell(&json, || {
        let listed = ListedSession { head, pick };
        let mut lines = vec![session_line(&listed, conference.zone)];
        let session = &json.session;
        let some = |label: &str, text: Option<&str>| text.map(|text| format!("{label}: {text}"));
        let speakers = session.speakers.join(", ");
        lines.extend(some(
            "Speakers",
            Some(speakers.as_str()).filter(|names| !names.is_empty()),
        ));
        lines.extend(some("Track", session.track.as_deref()));
        lines.extend(some("Link", session.url.as_deref()));
        if !json.recommended_by.is_empty() {
            lines.push(format!(
                "On the list of: {}",
                json.recommended_by.join(", ")
            ));
        }
        lines.extend(json.clashes.iter().map(clash_line));
        lines.extend(
            repeats
                .iter()
                .map(|repeat| format!("Also at: {}", session_line(repeat, conference.zone))),
        );
        if !json.text.is_empty() {
            lines.push(String::new());
            lines.push(json.text.clone());
        }
        if !json.note.is_empty() {
            lines.push(format!("\nYour note: {}", json.note));
        }
        lines
    })
}

fn clash_line(clash: &ClashJson) -> String {
    format!(
        "Clashes for {} with {}",
        counted(clash.minutes, "minute"),
        clash.title
    )
}

pub fn search(
    app: &App,
    words: &str,
    limit: u32,
    slug: Option<&str>,
    output: &mut Output,
) -> Result<(), Failure> {
    let conference = match slug {
        Some(slug) => Some(app.conference_named(Some(slug))?.id),
        None => None,
    };
    let hits = app.found_sessions(words, conference, limit)?;
    let mut known: Vec<(ConferenceRow, Vec<ListedSession>)> = Vec::new();
    let mut json = Vec::new();
    let mut lines = Vec::new();
    for hit in hits {
        if !known.iter().any(|(row, _)| row.id == hit.conference) {
            let row = app.conference_row(hit.conference)?;
            let listed = app.listed_sessions(hit.conference)?;
            known.push((row, listed));
        }
        let found = known.iter().find_map(|(row, listed)| {
            let session = listed
                .iter()
                .find(|session| session.head.id == hit.session)?;
            Some((row, session)).filter(|_| row.id == hit.conference)
        });
        if let Some((row, session)) = found {
            json.push(SessionJson::of(
                &session.head,
                &row.slug,
                session.pick,
                row.zone,
            ));
            lines.push(session_line(session, row.zone));
        }
    }
    output.tell(&json, || {
        if lines.is_empty() {
            vec![format!("Nothing found for “{words}”.")]
        } else {
            lines
        }
    })
}

pub fn booths(app: &App, slug: Option<&str>, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(slug)?;
    let entries = app.entries(Some(conference.id))?;
    let json: Vec<BoothJson> = app
        .listed_booths(conference.id)?
        .into_iter()
        .map(|booth| BoothJson {
            visits: entries
                .iter()
                .filter(|entry| entry.booth == Some(booth.id))
                .filter_map(|entry| match entry.item {
                    ItemKey::Visit(id) => Some(VisitJson {
                        id: id.0,
                        starts_at: rfc3339(entry.slot.starts_at, conference.zone),
                        ends_at: rfc3339(entry.slot.ends_at, conference.zone),
                        minutes: u32::try_from(entry.slot.length().num_minutes()).unwrap_or(0),
                    }),
                    ItemKey::Session(_) => None,
                })
                .collect(),
            id: booth.id.0,
            name: booth.name,
            stand: booth.stand,
            place: booth.place,
            text: booth.text,
            links: booth.links,
        })
        .collect();
    output.tell(&json, || {
        if json.is_empty() {
            return vec![format!("{} names no booths.", conference.title)];
        }
        let mut lines = Vec::new();
        for booth in &json {
            let stand = booth
                .stand
                .as_deref()
                .or(booth.place.as_deref())
                .unwrap_or("");
            lines.push(format!("{:>5}  {}  {stand}", booth.id, booth.name));
            lines.extend(booth.visits.iter().map(|visit| {
                format!(
                    "       visit {} at {}, {}",
                    visit.id,
                    visit.starts_at,
                    counted(visit.minutes, "minute")
                )
            }));
        }
        lines
    })
}

pub fn agenda(app: &App, which: &Which, output: &mut Output) -> Result<(), Failure> {
    let conference = app.conference_named(which.conference.as_deref())?;
    let zone = which.zone.unwrap_or(conference.zone);
    let json = agenda_items(app, conference.id, which, zone)?;
    let unscheduled = app.unscheduled_picks(conference.id)?;
    output.tell(&json, || {
        if json.is_empty() && unscheduled.is_empty() {
            return vec!["Nothing on the agenda: pick sessions with lanyard pick ID".to_owned()];
        }
        let mut lines = Vec::new();
        let mut day = None;
        for item in &json {
            if day != Some(item.day) {
                day = Some(item.day);
                lines.push(item.day.format("%A %d %B %Y").to_string());
            }
            lines.push(agenda_line(item));
            let clashes = item.clashes.iter();
            lines.extend(clashes.map(|clash| format!("                 {}", clash_line(clash))));
        }
        if !unscheduled.is_empty() {
            lines.push("Picked, without a time yet".to_owned());
            lines.extend(unscheduled.iter().map(|head| format!("  {}", head.title)));
        }
        lines.push(format!("Times in {zone}."));
        lines
    })
}

/// "  15:25–16:00    Title (Room) CANCELLED", with `+1` where the date is not the conference day.
fn agenda_line(item: &AgendaItemJson) -> String {
    let hours = if item.all_day {
        "all day    ".to_owned()
    } else {
        format!("{}–{}", &item.starts_at[11..16], &item.ends_at[11..16])
    };
    let date = item.starts_at[..10].parse().unwrap_or(item.day);
    let mark = match (date - item.day).num_days() {
        0 => "  ".to_owned(),
        days => format!("{days:+}"),
    };
    let title = match item.kind {
        "visit" => format!("Booth: {} [visit {}]", item.title, item.id),
        _ => item.title.clone(),
    };
    let place = item.place.as_deref();
    let place = place.map_or(String::new(), |place| format!(" ({place})"));
    format!(
        "  {hours} {mark} {title}{place}{}",
        status_mark(item.status)
    )
}

fn status_mark(status: SessionStatusView) -> &'static str {
    match status {
        SessionStatusView::Cancelled => " CANCELLED",
        SessionStatusView::Withdrawn => " WITHDRAWN",
        _ => "",
    }
}

fn agenda_items(
    app: &App,
    conference: ConferenceId,
    which: &Which,
    zone: Zone,
) -> Result<Vec<AgendaItemJson>, Failure> {
    let entries = app.entries(Some(conference))?;
    let clashes = entry_overlaps(&entries);
    let of_day = |entry: &Entry| which.day.is_none_or(|day| entry.day == day);
    let wanted = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| of_day(entry));
    let items = wanted.map(|(index, entry)| {
        let (kind, id) = kind_and_id(entry);
        let of_this = clashes.iter().filter_map(|clash| {
            let other = &entries[clash.other(index)?];
            let (kind, id) = kind_and_id(other);
            Some(ClashJson {
                kind,
                id,
                title: other.title.clone(),
                minutes: u32::try_from(clash.conflict.overlap()?.num_minutes()).unwrap_or(0),
            })
        });
        AgendaItemJson {
            kind,
            id,
            title: entry.title.clone(),
            starts_at: rfc3339(entry.slot.starts_at, zone),
            ends_at: rfc3339(entry.slot.ends_at, zone),
            day: entry.day,
            all_day: entry.slot.all_day,
            place: entry.place.clone(),
            track: entry.track.clone(),
            priority: entry.priority,
            status: entry.status,
            leads: entry.leads.clone(),
            url: entry.url.clone(),
            clashes: of_this.collect(),
        }
    });
    Ok(items.collect())
}

/// `session` or `visit`, and its id.
pub fn kind_and_id(entry: &Entry) -> (&'static str, i64) {
    match entry.item {
        ItemKey::Session(id) => ("session", id.0),
        ItemKey::Visit(id) => ("visit", id.0),
    }
}
