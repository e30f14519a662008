//! What a reminder says.

use chrono::{DateTime, TimeDelta, Utc};

use super::News;
use crate::Zone;

/// Lines of one notification; services cut longer ones.
const MOST_LINES: usize = 6;

/// The two texts of a notification, plain, not escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The title of the session, or whose booth it is.
    pub summary: String,
    /// Minutes left, times at the venue and for the attendee, place.
    pub body: String,
}

/// What is to be told of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    pub title: &'a str,
    /// Room or stand.
    pub place: Option<&'a str>,
    pub starts_at: DateTime<Utc>,
    pub all_day: bool,
    pub venue: Zone,
    /// Minutes of the walk there, where it is time to leave.
    pub walk: Option<u32>,
    pub news: News,
}

/// What an item's reminder says at `now`: "In 10 minutes · 15:25 CEST (22:25 JST for you) · Room 2".
///
/// `mine` is the attendee's zone; its time is told only where its clocks differ from the venue's.
pub fn wording(now: DateTime<Utc>, told: &Told<'_>, mine: Zone) -> Wording {
    Wording {
        summary: line_of(told.title),
        body: joined([
            told.leaving(),
            told.when(now, mine),
            told.news(now),
            told.at(),
        ]),
    }
}

/// One text for several reminders, and for what was missed meanwhile: "2 of your picks start at
/// 15:25".
pub fn together_wording(
    now: DateTime<Utc>,
    told: &[Told<'_>],
    missed: &[Told<'_>],
    mine: Zone,
) -> Wording {
    let mut wording = match (told, missed) {
        ([], _) => return missed_wording(now, missed, mine),
        ([only], []) => return wording(now, only, mine),
        ([only], _) => wording(now, only, mine),
        ([first, ..], _) if told.iter().all(|other| starts_with(first, other)) => {
            let verb = if first.starts_at <= now - TimeDelta::minutes(1) {
                "started"
            } else {
                "start"
            };
            let local = first.venue.local(first.starts_at).format("%H:%M");
            let lines = told.iter().map(|one| {
                joined([
                    Some(line_of(one.title)),
                    one.at(),
                    one.leaving(),
                    one.news(now),
                ])
            });
            let when = first.when(now, mine).into_iter();
            Wording {
                summary: format!("{} of your picks {verb} at {local}", told.len()),
                body: some_lines(when.chain(lines).collect()),
            }
        }
        _ => {
            let lines = told.iter().map(|one| {
                let said = wording(now, one, mine);
                format!("{} · {}", said.summary, said.body)
            });
            Wording {
                summary: format!("{} reminders", told.len()),
                body: some_lines(lines.collect()),
            }
        }
    };
    if !missed.is_empty() {
        let titles: Vec<String> = missed.iter().map(|one| line_of(one.title)).collect();
        wording.body += &match titles.as_slice() {
            [title] => format!("\nOver meanwhile: {title}"),
            titles => format!(
                "\nOver meanwhile: {} others, listed in Lanyard",
                titles.len()
            ),
        };
    }
    wording
}

/// What was over before it could be shown.
pub fn missed_wording(now: DateTime<Utc>, missed: &[Told<'_>], mine: Zone) -> Wording {
    let start = |one: &Told<'_>| joined([one.time(now, mine), one.at()]);
    match missed {
        [only] => Wording {
            summary: format!("Missed: {}", line_of(only.title)),
            body: format!(
                "It was over before a reminder could be shown · {}",
                start(only)
            ),
        },
        _ => Wording {
            summary: format!("{} reminders were missed", missed.len()),
            body: some_lines(
                missed
                    .iter()
                    .map(|one| format!("{} · {}", line_of(one.title), start(one)))
                    .collect(),
            ),
        },
    }
}

/// That an item a reminder was shown of does not take place; `withdrawn` where the schedule no longer
/// lists it.
pub fn taken_back_wording(
    now: DateTime<Utc>,
    told: &Told<'_>,
    withdrawn: bool,
    mine: Zone,
) -> Wording {
    let title = line_of(told.title);
    let was = joined([told.time(now, mine), told.at()]);
    Wording {
        summary: format!("Cancelled: {title}"),
        body: if withdrawn {
            format!("No longer in the schedule · it was to start at {was}")
        } else {
            format!("It was to start at {was}")
        },
    }
}

impl Told<'_> {
    fn leaving(&self) -> Option<String> {
        let minutes = match self.walk? {
            1 => "1 minute".to_owned(),
            minutes => format!("{minutes} minutes"),
        };
        Some(format!("Leave now, {minutes} to walk"))
    }

    /// Minutes left and the time.
    fn when(&self, now: DateTime<Utc>, mine: Zone) -> Option<String> {
        let time = self.time(now, mine)?;
        Some(if self.all_day {
            time
        } else {
            format!("{} · {time}", distance(self.starts_at - now))
        })
    }

    fn time(&self, now: DateTime<Utc>, mine: Zone) -> Option<String> {
        Some(if self.all_day {
            format!("{}, all day", day(now, self.starts_at, self.venue))
        } else {
            times(now, self.starts_at, self.venue, mine)
        })
    }

    fn news(&self, now: DateTime<Utc>) -> Option<String> {
        match self.news {
            News::None => None,
            News::TakesPlaceAfterAll => Some("takes place after all".to_owned()),
            News::Moved { from } => {
                let local = self.venue.local(from);
                let day = day(now, from, self.venue);
                Some(if self.all_day || day != "Today" {
                    format!("moved from {day} {}", local.format("%H:%M"))
                } else {
                    format!("moved from {}", local.format("%H:%M"))
                })
            }
        }
    }

    fn at(&self) -> Option<String> {
        self.place.map(line_of)
    }
}

/// Whether two start at the same time of one clock.
fn starts_with(first: &Told<'_>, other: &Told<'_>) -> bool {
    !first.all_day
        && !other.all_day
        && first.starts_at == other.starts_at
        && first.venue == other.venue
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

fn some_lines(mut lines: Vec<String>) -> String {
    if lines.len() > MOST_LINES {
        let more = lines.len() - (MOST_LINES - 1);
        lines.truncate(MOST_LINES - 1);
        lines.push(format!("and {more} more, listed in Lanyard"));
    }
    lines.join("\n")
}

/// Text on one line. Control characters go: D-Bus refuses NUL, and with it the whole notification.
fn line_of(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// "In 10 minutes", "Starting now", "Started 4 minutes ago". Minutes to come are rounded up, so that
/// a reminder shown seconds after it was due still tells its lead.
fn distance(until: TimeDelta) -> String {
    let seconds = until.num_seconds();
    let minutes = |count: i64| match count {
        1 => "1 minute".to_owned(),
        count if count < 120 => format!("{count} minutes"),
        count if count >= 48 * 60 => format!("{} days", count / (24 * 60)),
        count if count % 60 == 0 => format!("{} hours", count / 60),
        count => format!("{} h {:02} min", count / 60, count % 60),
    };
    if seconds > 0 {
        format!("In {}", minutes((seconds + 59) / 60))
    } else if seconds > -60 {
        "Starting now".to_owned()
    } else {
        format!("Started {} ago", minutes(-seconds / 60))
    }
}

/// "Today", "Tomorrow" or "Fri 20 May", by the venue's clock.
fn day(now: DateTime<Utc>, at: DateTime<Utc>, venue: Zone) -> String {
    let (today, date) = (venue.local(now).date_naive(), venue.local(at).date_naive());
    match (date - today).num_days() {
        0 => "Today".to_owned(),
        1 => "Tomorrow".to_owned(),
        _ => date.format("%a %-d %b").to_string(),
    }
}

/// "15:25 CEST", another day before it unless it is today; and where the attendee's clocks differ
/// "15:25 CEST (22:25 JST for you)", with the weekday where that differs too.
fn times(now: DateTime<Utc>, at: DateTime<Utc>, venue: Zone, mine: Zone) -> String {
    let (there, here) = (venue.local(at), mine.local(at));
    let mut told = format!("{} {}", there.format("%H:%M"), venue.abbreviation_at(at));
    let day = day(now, at, venue);
    if day != "Today" {
        told = format!("{day} {told}");
    }
    if there.offset() == here.offset() {
        return told;
    }
    let format = if there.date_naive() == here.date_naive() {
        "%H:%M"
    } else {
        "%a %H:%M"
    };
    format!(
        "{told} ({} {} for you)",
        here.format(format),
        mine.abbreviation_at(at)
    )
}

#[cfg(test)]
mod tests;
