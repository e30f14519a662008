//! A session of a conference, as its schedule publishes it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Anything in the programme with a title: a talk, a workshop, a break, office hours.
///
/// Only what the source says. What the attendee makes of it (pick, note) is kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub identifiers: Identifiers,
    /// Plain text, never empty, without marks of cancellation ("CANCELLED:"): see `status`.
    pub title: String,
    pub subtitle: Option<String>,
    pub kind: Kind,
    /// The source's own word for the kind ("lecture", "Lightning Talk").
    pub kind_label: Option<String>,
    /// `None` for a session that is known to take place, but not when.
    pub slot: Option<Slot>,
    pub room: Option<String>,
    pub track: Option<String>,
    /// As the source writes it, usually an ISO 639-1 code.
    pub language: Option<String>,
    pub speakers: Vec<Speaker>,
    /// Abstract and description as clean plain text, paragraphs parted by one empty line.
    pub text: String,
    /// The same with its markup, where the source has any. Not sanitised.
    pub rich_text: Option<RichText>,
    /// The session's own page.
    pub url: Option<String>,
    /// Slides, recordings, papers.
    pub links: Vec<Link>,
    pub status: Status,
    /// Attended over the network only.
    pub online: bool,
    /// Whether it is recorded or streamed, where the source tells.
    pub recorded: Option<bool>,
}

/// What a source calls a session by. Any of them may be missing, repeated or reused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifiers {
    /// frab and pretalx `guid`.
    pub guid: Option<String>,
    /// The short code of Sched (`ytq0`) or pretalx (`7BKUGR`).
    pub code: Option<String>,
    /// iCalendar UID, with the RECURRENCE-ID behind a `#` where it repeats.
    pub uid: Option<String>,
    /// The number or word the source counts by.
    pub id: Option<String>,
}

impl Identifiers {
    /// The one that names the session best: guid, UID, else id.
    pub fn key(&self) -> Option<&str> {
        self.guid
            .as_deref()
            .or(self.uid.as_deref())
            .or(self.id.as_deref())
    }
}

/// When a session takes place. `starts_at <= ends_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Slot {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The day the schedule lists it under, where the format has days; a talk at 00:30 is
    /// usually under the evening before. `None`: [`crate::day::conference_day`] computes it.
    pub listed_under: Option<NaiveDate>,
    /// A day rather than a time; the instants are the midnights around it in the conference's zone.
    pub all_day: bool,
}

impl Slot {
    pub fn length(&self) -> TimeDelta {
        self.ends_at - self.starts_at
    }

    /// Whether it is under way at `now`: from its start to before its end.
    pub fn runs_at(&self, now: DateTime<Utc>) -> bool {
        self.starts_at <= now && now < self.ends_at
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Talk,
    Keynote,
    Workshop,
    Lightning,
    Panel,
    /// Birds of a feather, meet-ups, self-organised discussions.
    Meetup,
    OfficeHours,
    Social,
    /// Coffee, lunch, changeover.
    Break,
    /// Registration, cloakroom, opening hours.
    Service,
    Other,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Confirmed,
    Tentative,
    Cancelled,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Speaker {
    pub name: String,
    pub organisation: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    pub title: String,
    pub url: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RichText {
    pub format: TextFormat,
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    Html,
    Markdown,
}
