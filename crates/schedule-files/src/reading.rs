//! What reading a file takes and gives.

use agenda::{Schedule, Zone, ZoneSource};
use serde::Serialize;

use crate::TableMapping;

/// What the caller knows beside the bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'a> {
    /// The conference's zone as the attendee tells it; wins over what the file says for local times.
    pub zone: Option<Zone>,
    /// File name or address, for a title where the file has none. Never decides the format.
    pub name: Option<&'a str>,
    /// Which column of a table holds what, as the attendee tells it; wins over what its names say.
    pub mapping: Option<&'a TableMapping>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub format: Format,
    pub schedule: Schedule,
    pub zone: ZoneFinding,
    /// Events of the file that are not in `schedule`.
    pub skipped: Vec<Skipped>,
    /// Sessions that are further times of an event that the file has once: of two sessions from one
    /// repeating event, one. 0 where a format has no such thing.
    pub repetitions: usize,
    /// What was mended, one entry a kind, most frequent first.
    pub repairs: Vec<Repair>,
    /// How the columns of a table, or the fields of records, were taken.
    pub mapping: Option<TableMapping>,
    /// The first rows of that table, cell by cell in the order of its columns.
    pub samples: Vec<Vec<String>>,
}

impl Reading {
    /// How many events the file has: each is at least one session, or skipped.
    pub fn events(&self) -> usize {
        let sessions = self.schedule.sessions.len();
        sessions.saturating_sub(self.repetitions) + self.skipped.len()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    FrabXml,
    FrabJson,
    EuropythonXml,
    Icalendar,
    Sessionize,
    OpenEvent,
    SchemaOrg,
    /// CSV or TSV with a head.
    Table,
    /// JSON of a form that is found by its names and values.
    OtherJson,
    ShowNotes,
    LanyardJson,
}

impl Format {
    /// As people know it.
    pub fn describe(self) -> &'static str {
        match self {
            Self::FrabXml => "frab/Pentabarf XML",
            Self::FrabJson => "frab/pretalx JSON",
            Self::EuropythonXml => "EuroPython XML",
            Self::Icalendar => "iCalendar",
            Self::Sessionize => "Sessionize JSON",
            Self::OpenEvent => "Open Event",
            Self::SchemaOrg => "schema.org events",
            Self::Table => "table (CSV)",
            Self::OtherJson => "JSON of another program",
            Self::ShowNotes => "show notes",
            Self::LanyardJson => "Lanyard JSON",
        }
    }

    /// One word for records and scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::FrabXml => "frab_xml",
            Self::FrabJson => "frab_json",
            Self::EuropythonXml => "europython_xml",
            Self::Icalendar => "icalendar",
            Self::Sessionize => "sessionize",
            Self::OpenEvent => "open_event",
            Self::SchemaOrg => "schema_org",
            Self::Table => "table",
            Self::OtherJson => "other_json",
            Self::ShowNotes => "show_notes",
            Self::LanyardJson => "lanyard_json",
        }
    }
}

/// The conference's zone and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneFinding {
    pub zone: Zone,
    pub source: ZoneSource,
    /// In words, for the report: "time_zone_name in the file".
    pub reason: String,
    /// A zone to propose where `source` is [`ZoneSource::OffsetOnly`].
    pub guess: Option<Zone>,
}

/// An event that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its title, or where it stands ("line 542").
    pub what: String,
    pub why: String,
}

/// Something a reader mended, with how often and one example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    pub kind: RepairKind,
    pub count: usize,
    /// Where and what: "“Opening”: 0:30 read as 30 minutes".
    pub example: String,
}

/// Kinds of repair. `describe` says each in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    ControlCharacter,
    InvalidUtf8,
    MalformedXml,
    StrayEntity,
    MissingTitle,
    MissingEnd,
    EndBeforeStart,
    OddDuration,
    RepeatedIdentifier,
    RoomDiffers,
    ZoneContradiction,
    WallClockMislabelled,
    DayMisdated,
    UnreadableTime,
    RepeatingEvent,
    RepetitionsLeftOut,
    UnreadableRecurrence,
    LegacyZoneName,
    FloatingTime,
    MissingYear,
    AmbiguousDate,
    DateFromRowAbove,
    CancelledInTitle,
    AmendedInTitle,
    SpeakersFromTitle,
    BareCarriageReturn,
    FoldedInsideCharacter,
    MissingUid,
    MalformedLine,
}

impl RepairKind {
    /// What was mended, as one clause without a count.
    pub fn describe(self) -> &'static str {
        match self {
            Self::ControlCharacter => "control characters removed",
            Self::InvalidUtf8 => "text that is not UTF-8 read as Latin-1",
            Self::MalformedXml => "malformed XML read as far as it made sense",
            Self::StrayEntity => "entities escaped twice or unknown",
            Self::MissingTitle => "sessions without a title named by what is known",
            Self::MissingEnd => "missing ends set by the usual length",
            Self::EndBeforeStart => "ends before their start set by the usual length",
            Self::OddDuration => "durations in an unusual form",
            Self::RepeatedIdentifier => "identifiers used by more than one session",
            Self::RoomDiffers => "rooms that differ from the one they are listed under",
            Self::ZoneContradiction => "zone name and offsets disagree; offsets trusted",
            Self::WallClockMislabelled => "local times labelled with another offset",
            Self::DayMisdated => "days dated one before all their events",
            Self::UnreadableTime => "times that could not be read; sessions kept without one",
            Self::RepeatingEvent => "repeating events read as one session each time",
            Self::RepetitionsLeftOut => {
                "repeating events that go on beyond the conference; those times left out"
            }
            Self::UnreadableRecurrence => {
                "rules and dates of repeating events that could not be read; left out"
            }
            Self::LegacyZoneName => "zones given by an old or foreign name",
            Self::FloatingTime => "times without a zone read in the conference’s",
            Self::MissingYear => "dates without a year",
            Self::AmbiguousDate => "dates whose day and month could be either way round",
            Self::DateFromRowAbove => "rows without a date read under the date above them",
            Self::CancelledInTitle => "cancellations told in the title",
            Self::AmendedInTitle => "marks of amendment taken out of titles",
            Self::SpeakersFromTitle => "speakers told in the title",
            Self::BareCarriageReturn => "lines broken by a bare carriage return",
            Self::FoldedInsideCharacter => "lines folded inside a character",
            Self::MissingUid => "events without a UID",
            Self::MalformedLine => "lines that could not be read",
        }
    }
}
