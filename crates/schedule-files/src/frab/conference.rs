//! The facts of the conference as a whole.

use std::borrow::Cow;

use agenda::{ConferenceFacts, Session};
use chrono::NaiveDate;

use super::Document;
use super::times::Times;
use crate::ReadOptions;
use crate::facts::{days_of, in_order_of, title_from_name};
use crate::repair::Repairs;
use crate::stamp::Stamp;
use crate::text::clean_option;

/// Dates as the file gives them, else from its sessions; rooms and tracks that hold a session, in the
/// file's order.
pub(super) fn facts(
    document: &Document,
    sessions: &[Session],
    times: &Times,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> ConferenceFacts {
    let told = &document.conference;
    let day_change = times.day_change.unwrap_or(agenda::day::DAY_CHANGE);
    let days = days_of(sessions, times.zone(), day_change);
    let declared = |names: &[Cow<str>]| -> Vec<String> {
        let names = names.iter();
        names
            .filter_map(|name| clean_option(name, &mut Repairs::default()))
            .collect()
    };
    let tracks = sessions
        .iter()
        .filter_map(|session| session.track.as_deref());
    let rooms = sessions
        .iter()
        .filter_map(|session| session.room.as_deref());
    ConferenceFacts {
        title: clean_option(&told.title, repairs)
            .or_else(|| options.name.and_then(title_from_name)),
        acronym: clean_option(&told.acronym, repairs),
        version: clean_option(&document.version, repairs),
        url: [&told.url, &told.base_url]
            .into_iter()
            .map(|url| url.trim())
            .find(|url| url.starts_with("http"))
            .map(str::to_owned),
        venue: clean_option(&told.venue, repairs),
        city: clean_option(&told.city, repairs),
        first_day: date(&told.start).or(days.map(|(first, _)| first)),
        last_day: date(&told.end).or(days.map(|(_, last)| last)),
        day_change: times.day_change,
        rooms: in_order_of(&declared(&document.rooms), rooms),
        tracks: in_order_of(&declared(&document.tracks), tracks),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    Stamp::read(text).map(Stamp::written_date)
}
