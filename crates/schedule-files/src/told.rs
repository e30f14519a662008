//! What a source's own words for status, language and place mean.

use agenda::Status;

/// The status by a word for it; what is no word for one is confirmed.
pub(crate) fn status_named(text: &str) -> Status {
    match text.trim().to_ascii_lowercase().as_str() {
        "canceled" | "cancelled" | "withdrawn" | "rejected" => Status::Cancelled,
        "tentative" | "unconfirmed" => Status::Tentative,
        _ => Status::Confirmed,
    }
}

/// A language as it is written; a dash is none.
pub(crate) fn language_named(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text != "-").then(|| text.to_owned())
}

/// Whether a room or venue is none, but the net.
pub(crate) fn is_online(place: Option<&str>) -> bool {
    place.is_some_and(|place| {
        ["online", "virtual", "online only", "virtual only", "remote"]
            .iter()
            .any(|word| place.eq_ignore_ascii_case(word))
    })
}
