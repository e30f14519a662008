//! Who wrote a calendar: what only one publisher does is done for that one alone.

use agenda::Speaker;

use super::component::{Calendar, EventComponent};
use crate::speakers::{Organisations, names_of};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Publisher {
    /// Titles end with the speakers, addresses hold the code, locations end with city and country.
    Sched {
        /// The conference's name out of PRODID.
        conference: Option<String>,
    },
    /// Titles end with the speakers' names; the code is in UID and address.
    Pretalx,
    Other,
}

impl Publisher {
    /// By PRODID, else by where the events' addresses lead.
    pub(super) fn of(calendar: &Calendar) -> Self {
        let product = calendar.property("PRODID").map(|property| property.text());
        let product = product.as_deref().unwrap_or_default();
        if product.to_ascii_lowercase().contains("sched.com") {
            let name = product
                .split("//")
                .find(|part| part.starts_with("Sched.com"));
            let conference = name
                .and_then(|name| name.strip_prefix("Sched.com"))
                .map(str::trim)
                .filter(|name| !name.is_empty());
            return Self::Sched {
                conference: conference.map(str::to_owned),
            };
        }
        if product.to_ascii_lowercase().contains("pretalx") {
            return Self::Pretalx;
        }
        let first_url = calendar.events.iter().find_map(|event| event.get("URL"));
        match first_url {
            Some(url) if is_sched_address(&url.value) => Self::Sched { conference: None },
            _ => Self::Other,
        }
    }

    /// The short code of an event, where the publisher has codes.
    pub(super) fn code(&self, event: &EventComponent) -> Option<String> {
        let url = event.get("URL").map(|url| url.value.trim());
        match self {
            Self::Sched { .. } => sched_code(url?).map(str::to_owned),
            Self::Pretalx => url
                .and_then(|url| url.split("/talk/").nth(1)?.split('/').next())
                .or_else(|| {
                    event
                        .get("UID")?
                        .value
                        .trim()
                        .split('@')
                        .next()?
                        .rsplit('-')
                        .next()
                })
                .filter(|code| !code.is_empty())
                .map(str::to_owned),
            Self::Other => None,
        }
    }

    /// A title without the speakers in it, and the speakers.
    pub(super) fn split_title(
        &self,
        title: &str,
        organisations: &Organisations,
    ) -> (String, Vec<Speaker>) {
        match self {
            Self::Sched { .. } => organisations.split_title(title),
            Self::Pretalx => match title.rsplit_once(" - ") {
                Some((start, tail)) => match names_of(tail) {
                    Some(speakers) => (start.trim().to_owned(), speakers),
                    None => (title.to_owned(), Vec::new()),
                },
                None => (title.to_owned(), Vec::new()),
            },
            Self::Other => (title.to_owned(), Vec::new()),
        }
    }

    /// The conference's own address: on Sched, the host of its events.
    pub(super) fn home(&self, calendar: &Calendar) -> Option<String> {
        let url = calendar.events.iter().find_map(|event| event.get("URL"))?;
        let host = url.value.split("://").nth(1)?.split('/').next()?;
        let own = host.ends_with(".sched.com") || host.ends_with(".sched.org");
        (own && matches!(self, Self::Sched { .. })).then(|| format!("https://{host}/"))
    }

    /// An event's address; Sched writes http and answers to https.
    pub(super) fn address(&self, url: &str) -> String {
        match (self, url.strip_prefix("http://")) {
            (Self::Sched { .. }, Some(rest)) if is_sched_address(url) => format!("https://{rest}"),
            _ => url.to_owned(),
        }
    }
}

/// What stands for an event in its address: `/event/CODE`, `/event/CODE/title`, `sched.co/CODE`.
pub(super) fn sched_code(url: &str) -> Option<&str> {
    let (_, path) = url.split_once("://")?;
    let (host, path) = path.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let code = match host {
        "sched.co" | "www.sched.co" => path.split('/').next()?,
        _ => path.strip_prefix("event/")?.split('/').next()?,
    };
    (!code.is_empty()).then_some(code)
}

fn is_sched_address(url: &str) -> bool {
    let host = url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| {
        host == "sched.co" || host.ends_with(".sched.com") || host.ends_with(".sched.org")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_addresses() {
        let cases = [
            ("https://sched.co/ytq0", Some("ytq0")),
            (
                "https://kccnceu2022.sched.com/event/ytq0/cilium-welcome",
                Some("ytq0"),
            ),
            (
                "http://x.sched.com/event/bdeb89fcb7b271c2053791f3789faff7",
                Some("bdeb89fcb7b271c2053791f3789faff7"),
            ),
            ("https://x.sched.com/event/1R2tD?iframe=no", Some("1R2tD")),
            ("https://x.sched.com/", None),
            ("https://x.sched.com/speaker/ada", None),
            ("nonsense", None),
        ];
        for (url, code) in cases {
            assert_eq!(sched_code(url), code, "{url}");
        }
    }
}
