//! Rows to sessions: which day a row is of, when it begins and ends, by which clock.

use agenda::Session;
use agenda::words::folded;
use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use super::calendar::{Calendar, Hints};
use super::columns::Columns;
use super::mapping::{DateOrder, Role};
use super::moment::{Written, WrittenDate};
use super::session::{self, Timed};
use super::{Records, Row};
use crate::durations::ClockForm;
use crate::repair::Repairs;
use crate::zone_clues::{ZoneClues, find_zone};
use crate::zone_names::{offset_named, zone_named};
use crate::{ReadError, ReadOptions, RepairKind, Skipped, ZoneFinding};

/// The longest that an end with a smaller time of day is taken to be of the next day.
const LONGEST_PAST_MIDNIGHT: TimeDelta = TimeDelta::hours(12);

/// A row that is longer than this, in words, heads nothing.
const LONGEST_HEADING: usize = 8;

/// What the rows told.
pub(super) struct Rows {
    pub(super) sessions: Vec<Session>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) zone: ZoneFinding,
    pub(super) date_order: Option<DateOrder>,
}

/// What one row tells of when, before it is known what its date means.
#[derive(Debug, Default)]
struct RowTime<'a> {
    date: Option<WrittenDate>,
    last_date: Option<WrittenDate>,
    /// Taken from the row above.
    date_above: bool,
    start: Option<u32>,
    end: Option<u32>,
    offset: Option<FixedOffset>,
    end_offset: Option<FixedOffset>,
    length: Option<TimeDelta>,
    zone: Option<&'a str>,
    /// The cells as they are written, if some were filled and none told a start.
    unread: Option<String>,
}

pub(super) fn read(
    records: &Records,
    columns: &Columns,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<Rows, ReadError> {
    let durations = Durations::of(records, columns);
    let header_offset = header_offset(records, columns);
    let mut heading = None;
    let mut told: Vec<(&Row, RowTime)> = Vec::new();
    let mut written: Vec<Written> = Vec::new();
    for row in &records.rows {
        if row.filled().next().is_none() || (records.is_table && repeats_head(records, row)) {
            continue;
        }
        if records.is_table
            && let Some(day) = day_heading(row)
        {
            heading = day.date;
            written.push(day);
            continue;
        }
        let mut time = RowTime::of(row, columns, &durations, &mut written);
        time.offset = time.offset.or(header_offset);
        match time.date {
            Some(date) if records.is_table => heading = Some(date),
            None if time.start.is_some() && heading.is_some() => {
                time.date = heading;
                time.date_above = columns.has(Role::Date);
            }
            _ => {}
        }
        told.push((row, time));
    }
    let mut texts = records.context.dates.clone();
    texts.extend(options.name);
    let of_times: Vec<String> = columns
        .of_times()
        .iter()
        .map(|column| records.columns[*column].clone())
        .collect();
    let hints = Hints {
        told_order: options.mapping.and_then(|mapping| mapping.date_order),
        columns: &of_times,
        zone: options.zone,
        texts: &texts,
    };
    let calendar = Calendar::of(&written, &hints, repairs);
    let zone = zone(records, &told, &calendar, options, repairs)?;
    let mut sessions = Vec::new();
    let mut skipped = Vec::new();
    for (row, time) in &told {
        let timed = time.resolved(&calendar, &zone, options);
        match session::read(records, columns, row, &timed, repairs) {
            Ok(session) => {
                time.report(&timed, &session, repairs);
                sessions.push(session);
            }
            Err(row) => skipped.push(row),
        }
    }
    Ok(Rows {
        sessions,
        skipped,
        zone,
        date_order: calendar.order,
    })
}

impl<'a> RowTime<'a> {
    fn of(
        row: &'a Row,
        columns: &Columns,
        durations: &Durations,
        written: &mut Vec<Written>,
    ) -> Self {
        let mut read = |role: Role| {
            let mut found = None;
            for column in columns.of(role) {
                found = Written::read(row.text(*column), columns.number_form(*column));
                if let Some(found) = &found {
                    written.push(found.clone());
                    break;
                }
            }
            found
        };
        let start = read(Role::Start);
        let end = read(Role::End).unwrap_or_default();
        let date = read(Role::Date).unwrap_or_default();
        let end_date = read(Role::EndDate).unwrap_or_default();
        let cells = [Role::Date, Role::Start].map(|role| row.first(columns.of(role)));
        let own_start = start.as_ref().and_then(|start| start.start);
        let with_date = date.start.filter(|start| *start != 0);
        let starts = own_start.or(with_date);
        let unread = starts.is_none() && cells.iter().any(|cell| !cell.is_empty());
        let start = start.unwrap_or_default();
        Self {
            date: start.date.or(date.date),
            last_date: end.date.or(end_date.date).or(start.last_date),
            date_above: false,
            start: starts,
            end: end
                .start
                .or(start.end)
                .or(date.end.filter(|_| own_start.is_none())),
            offset: if own_start.is_some() {
                start.offset
            } else {
                date.offset
            },
            end_offset: end.offset,
            length: durations.read(row.first(columns.of(Role::Duration))),
            zone: Some(row.first(columns.of(Role::TimeZone))).filter(|zone| !zone.is_empty()),
            unread: unread.then(|| cells.join(" ").trim().to_owned()),
        }
    }

    /// Instants, where day and time are known.
    fn resolved(&self, calendar: &Calendar, zone: &ZoneFinding, options: &ReadOptions) -> Timed {
        let day = self.date.and_then(|date| calendar.day(date));
        let (Some((day, year_elsewhere)), Some(start)) = (day, self.start) else {
            return Timed::default();
        };
        let own_zone = self.zone.and_then(zone_named).map(|named| named.zone);
        let clock = match own_zone {
            Some(own) if options.zone.is_none() && !own.is_offset_only() => own,
            _ => zone.zone,
        };
        let instant = |day: NaiveDate, seconds: u32, offset: Option<FixedOffset>| {
            at(day, seconds).and_then(|local| match offset {
                Some(offset) => local
                    .and_local_timezone(offset)
                    .single()
                    .map(|at| at.to_utc()),
                None => Some(clock.instant(local)),
            })
        };
        let Some(starts_at) = instant(day, start, self.offset) else {
            return Timed::default();
        };
        let last_day = self
            .last_date
            .and_then(|date| calendar.day(date))
            .map(|(day, _)| day);
        let end = self.end.and_then(|end| {
            let offset = self.end_offset.or(self.offset);
            let ends_at = instant(last_day.unwrap_or(day), end, offset)?;
            let next_day = ends_at + TimeDelta::days(1);
            let past_midnight = last_day.is_none_or(|last| last == day)
                && ends_at < starts_at
                && next_day - starts_at <= LONGEST_PAST_MIDNIGHT;
            Some(if past_midnight { next_day } else { ends_at })
        });
        let by_length = || starts_at.checked_add_signed(self.length?);
        Timed {
            starts_at: Some(starts_at),
            ends_at: end.or_else(by_length),
            year_elsewhere,
        }
    }

    fn report(&self, timed: &Timed, session: &Session, repairs: &mut Repairs) {
        let title = &session.title;
        if let Some(starts_at) = timed.starts_at {
            if timed.year_elsewhere {
                repairs.note(RepairKind::MissingYear, || {
                    format!("“{title}”: read as {starts_at}")
                });
            }
            if self.date_above {
                repairs.note(RepairKind::DateFromRowAbove, || {
                    format!("“{title}” at {starts_at}")
                });
            }
        } else if self.start.is_some() {
            repairs.note(RepairKind::UnreadableTime, || {
                format!("“{title}”: a time without a date")
            });
        } else if let Some(unread) = &self.unread {
            repairs.note(RepairKind::UnreadableTime, || {
                format!("“{title}”: “{unread}”")
            });
        }
    }
}

/// How the durations of the file are to be read.
struct Durations {
    form: ClockForm,
    /// What one is where a duration is a number alone.
    unit: TimeDelta,
}

impl Durations {
    /// Minutes; seconds or milliseconds where minutes would make most last longer than ten hours.
    fn of(records: &Records, columns: &Columns) -> Self {
        let texts = || {
            let texts = records
                .rows
                .iter()
                .map(|row| row.first(columns.of(Role::Duration)));
            texts.filter(|text| !text.is_empty())
        };
        let numbers: Vec<u64> = texts().filter_map(|text| text.parse().ok()).collect();
        let over = |limit: u64| {
            let over = numbers.iter().filter(|number| **number >= limit).count();
            over > 0 && over * 2 > numbers.len()
        };
        Self {
            form: ClockForm::of(texts()),
            unit: if over(100_000) {
                TimeDelta::milliseconds(1)
            } else if over(601) {
                TimeDelta::seconds(1)
            } else {
                TimeDelta::minutes(1)
            },
        }
    }

    fn read(&self, text: &str) -> Option<TimeDelta> {
        let number = text
            .parse::<f64>()
            .ok()
            .filter(|number| (0.0..1e9).contains(number));
        match number {
            Some(number) => {
                #[allow(clippy::cast_possible_truncation)]
                let count = number.round() as i32;
                self.unit.checked_mul(count)
            }
            None => self.form.read(text).map(|duration| duration.length),
        }
    }
}

fn at(day: NaiveDate, seconds: u32) -> Option<chrono::NaiveDateTime> {
    day.and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::seconds(i64::from(seconds)))
}

/// `Saturday, 22 November`: a date in a row of its own.
fn day_heading(row: &Row) -> Option<Written> {
    let mut filled = row.filled();
    let (_, text) = filled.next()?;
    if filled.next().is_some() || text.split_whitespace().count() > LONGEST_HEADING {
        return None;
    }
    let written = Written::read(text, super::NumberForm::None)?;
    (written.date.is_some() && written.start.is_none()).then_some(written)
}

fn repeats_head(records: &Records, row: &Row) -> bool {
    let mut filled = row.filled().peekable();
    filled.peek().is_some()
        && filled.all(|(column, text)| {
            records
                .columns
                .get(column)
                .is_some_and(|name| folded(name) == folded(text))
        })
}

/// `Start (UTC)`: an offset that the head tells for all times below.
fn header_offset(records: &Records, columns: &Columns) -> Option<FixedOffset> {
    columns.of(Role::Start).iter().find_map(|column| {
        let name = &records.columns[*column];
        let words =
            name.split(|letter: char| !(letter.is_alphanumeric() || "+-:".contains(letter)));
        let mut zones = words
            .filter(|word| (3..=9).contains(&word.len()) && !word.contains(char::is_lowercase));
        zones.find_map(offset_named)
    })
}

/// The zone that the file tells, or the attendee.
fn zone(
    records: &Records,
    told: &[(&Row, RowTime)],
    calendar: &Calendar,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<ZoneFinding, ReadError> {
    let mut clues = ZoneClues {
        named: records
            .context
            .zone
            .map(|name| (name, "time zone in the file")),
        places: records.context.places.clone(),
        addresses: records.context.url.as_deref().into_iter().collect(),
        ..ZoneClues::default()
    };
    let mut named: Option<&str> = None;
    for (_, time) in told {
        let Some((day, _)) = time.date.and_then(|date| calendar.day(date)) else {
            continue;
        };
        let Some(local) = time.start.and_then(|start| at(day, start)) else {
            continue;
        };
        match time.offset {
            Some(offset) => {
                clues
                    .exact
                    .extend(local.and_local_timezone(offset).single());
            }
            None => clues.has_local = true,
        }
        named = named.or(time.zone);
    }
    if let Some(name) = named {
        clues.named = Some((name, "the time zone column"));
    }
    clues.places.extend(options.name);
    let mut finding = find_zone(&clues, options, repairs);
    // A zone that is named for local times is an answer even if it is no place.
    if let (Err(ReadError::ZoneNeeded { .. }), Some((name, place))) = (&finding, clues.named)
        && let Some(named) = zone_named(name)
    {
        finding = Ok(ZoneFinding {
            zone: named.zone,
            source: agenda::ZoneSource::File,
            reason: place.to_owned(),
            guess: None,
        });
    }
    finding
}
