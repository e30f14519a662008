//! The fields of Lanyard JSON. How they become [`agenda`] types and back is in `conversion`.
//!
//! `data/lanyard-schedule.schema.json` says the same for people and editors; a test compares the two.

mod attendee;
mod conversion;

use agenda::{Kind, Status, TextFormat, Zone};
use attendee::AttendeeFields;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

pub(super) const FORMAT: &str = "lanyard-schedule";
pub(super) const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// For editors only.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    format: String,
    version: u32,
    pub(super) conference: ConferenceFields,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sessions: Vec<SessionFields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    booths: Vec<BoothFields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lists: Vec<ListFields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<LinkFields>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attendee: Option<AttendeeFields>,
}

/// Something that fits the fields and still cannot be, with the path to it.
pub(super) struct Fault {
    pub(super) place: String,
    pub(super) problem: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConferenceFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acronym: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schedule_version: Option<String>,
    pub(super) zone: Zone,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    venue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_day: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_day: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "clock")]
    day_change: Option<NaiveTime>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rooms: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tracks: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    guid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    uid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subtitle: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind_label: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    status: Status,
    /// With `ends_at`, or neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starts_at: Option<DateTime<FixedOffset>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ends_at: Option<DateTime<FixedOffset>>,
    #[serde(default, skip_serializing_if = "is_default")]
    all_day: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    listed_under: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    room: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    track: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    online: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recorded: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<SpeakerFields>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rich_text: Option<RichTextFields>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkFields>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpeakerFields {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RichTextFields {
    format: TextFormat,
    source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkFields {
    title: String,
    url: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoothFields {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stand: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkFields>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFields {
    name: String,
    entries: Vec<ListEntryFields>,
}

/// A session by its code or guid where one session alone has it, else by its position; or something
/// else.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ListEntryFields {
    Code(String),
    Guid(String),
    /// In `sessions`, the first being 0.
    Position(usize),
    Link(LinkFields),
}

/// A session by its code or guid where one session alone has it, else by its position.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SessionName {
    Code(String),
    Guid(String),
    /// In `sessions`, the first being 0.
    Position(usize),
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A time of day as `05:00`.
mod clock {
    use chrono::{NaiveTime, Timelike};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(
        time: &Option<NaiveTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let whole_minutes = |time: &NaiveTime| time.second() == 0 && time.nanosecond() == 0;
        let text = time.map(|time| {
            if whole_minutes(&time) {
                time.format("%H:%M").to_string()
            } else {
                time.to_string()
            }
        });
        text.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveTime>, D::Error> {
        let text: Option<String> = Option::deserialize(deserializer)?;
        let told = |text: String| {
            text.parse().map_err(|_| {
                serde::de::Error::custom(format!("“{text}” is no time of day such as 05:00"))
            })
        };
        text.map(told).transpose()
    }
}
