//! Web pages: what they are called, what data they carry, which schedules they link to.
//!
//! One pass over the tags without a tree; each character is looked at a few times at most.

use crate::decode::Source;
use crate::repair::shortened;
use crate::{ReadError, ReadOptions};

/// How many addresses are worth naming.
const MOST_LINKS: usize = 8;

/// Whether a text begins as HTML.
pub(crate) fn is_page(start: &str) -> bool {
    let trimmed = start.trim_start();
    let head = trimmed.as_bytes();
    let head = head[..head.len().min(1024)].to_ascii_lowercase();
    head.starts_with(b"<!doctype html") || memchr::memmem::find(&head, b"<html").is_some()
}

/// The encoding that a page names for itself in its first kilobytes (HTML §4.2.5.4).
pub(crate) fn charset(start: &str) -> Option<&str> {
    tags(start)
        .filter(|tag| tag.is("meta"))
        .find_map(|tag| match tag.attribute("charset") {
            Some(charset) => Some(charset),
            None => {
                let content = tag.attribute("content")?;
                let (_, charset) = content.split_once("charset=")?;
                charset.split(';').next()
            }
        })
}

/// What a page is called; empty where it has no name.
pub(crate) fn title(text: &str) -> String {
    let title = tags(text).find(|tag| tag.is("title"));
    let inside = title.map_or("", |tag| content(text, &tag));
    shortened(inside)
}

/// The refusal of a page that is no schedule, with the schedules that it links to.
pub(crate) fn refusal(source: &Source, options: &ReadOptions) -> ReadError {
    let text = source.lossless();
    ReadError::WebPage {
        title: title(&text),
        links: schedule_links(&text, options.name),
    }
}

/// The contents of all scripts of JSON-LD (JSON-LD 1.1 §7.2).
pub(crate) fn linked_data(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let scripts = std::iter::from_fn(move || {
        let script = tags(rest).find(|tag| tag.is("script"))?;
        let kind = script.attribute("type").unwrap_or_default();
        let inside = content(rest, &script);
        let behind = &rest[script.end..];
        rest = &behind.strip_prefix('>').unwrap_or(behind)[inside.len()..];
        Some((kind, inside))
    });
    scripts
        .filter(|(kind, _)| {
            let kind = kind.trim().to_ascii_lowercase();
            kind.starts_with("application/ld+json")
        })
        .map(|(_, inside)| inside)
}

/// The addresses of calendars and schedule files, completed by that of the page.
fn schedule_links(text: &str, page: Option<&str>) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for tag in tags(text).filter(|tag| tag.is("a") || tag.is("link")) {
        let Some(href) = tag.attribute("href") else {
            continue;
        };
        let kind = tag.attribute("type").unwrap_or_default();
        if !(kind.eq_ignore_ascii_case("text/calendar") || is_schedule_address(href)) {
            continue;
        }
        let link = absolute(&href.trim().replace("&amp;", "&"), page);
        if !links.contains(&link) {
            links.push(link);
        }
        if links.len() == MOST_LINKS {
            break;
        }
    }
    links
}

/// A calendar, or a file with data whose path speaks of a programme.
fn is_schedule_address(href: &str) -> bool {
    let href = href.trim().to_ascii_lowercase();
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let is_data = [".xml", ".json", ".xcal", ".csv"]
        .iter()
        .any(|ending| path.ends_with(ending));
    let speaks_of = ["schedule", "fahrplan", "program", "agenda", "session"];
    href.starts_with("webcal:")
        || path.ends_with(".ics")
        || (is_data && speaks_of.iter().any(|word| path.contains(word)))
}

fn absolute(href: &str, page: Option<&str>) -> String {
    let page = page.filter(|page| page.starts_with("http"));
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    match page {
        _ if scheme.contains(':') => href.to_owned(),
        _ if href.starts_with("//") => format!("https:{href}"),
        None => href.to_owned(),
        Some(page) => {
            let page = page.split(['?', '#']).next().unwrap_or(page);
            let host_end = page
                .match_indices('/')
                .nth(2)
                .map_or(page.len(), |(at, _)| at);
            let folder_end = page.rfind('/').filter(|at| *at >= host_end);
            match href.strip_prefix('/') {
                Some(path) => format!("{}/{path}", &page[..host_end]),
                None => format!("{}/{href}", &page[..folder_end.unwrap_or(host_end)]),
            }
        }
    }
}

/// An opening tag.
struct Tag<'a> {
    name: &'a str,
    /// What stands behind the name.
    attributes: &'a str,
    /// Where it ends in the text.
    end: usize,
}

impl<'a> Tag<'a> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, quoted or not.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '/');
            let end = rest.find(|sign: char| sign.is_whitespace() || sign == '=' || sign == '/')?;
            let found = rest[..end].eq_ignore_ascii_case(name);
            rest = rest[end..].trim_start();
            let Some(value) = rest.strip_prefix('=') else {
                continue;
            };
            let value = value.trim_start();
            let quote = value
                .chars()
                .next()
                .filter(|sign| matches!(sign, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => match value.find(char::is_whitespace) {
                    Some(end) => value.split_at(end),
                    None => (value, ""),
                },
            };
            if found {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// All opening tags. One that holds `<` in an attribute ends there.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| {
        let inside = &text[at + 1..];
        if !inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let end = memchr::memchr2(b'<', b'>', inside.as_bytes()).unwrap_or(inside.len());
        let inside = &inside[..end];
        let name_end = inside
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        Some(Tag {
            name: &inside[..name_end],
            attributes: &inside[name_end..],
            end: at + 1 + end,
        })
    })
}

/// What stands between an opening tag and its closing one, or the end.
fn content<'a>(text: &'a str, tag: &Tag) -> &'a str {
    let inside = text[tag.end..].strip_prefix('>').unwrap_or_default();
    let closes = |at: &usize| {
        let name = inside.get(at + 2..at + 2 + tag.name.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name))
    };
    let end = memchr::memmem::find_iter(inside.as_bytes(), b"</").find(closes);
    &inside[..end.unwrap_or(inside.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html>\n<html><head><meta charset='iso-8859-1'><title lang=en>The \
        Fair</title>\n<link rel=\"alternate\" type=\"text/calendar\" href=\"/fair/cal?x=1&amp;y=2\">\
        <LINK href=feed.xml rel=alternate><script type=\"application/ld+json\">{\"a\":1}</script>\
        </head><body><a class=x href='schedule.ics'>iCal</a><a href=/2026/schedule.xml>XML</a>\
        <a href='schedule.ics'>again</a><a href='webcal://x.org/a'>w</a><a href='/about.html'>a</a>";

    #[test]
    fn links_to_schedules_are_completed_and_named_once() {
        let links = schedule_links(PAGE, Some("https://fair.org/2026/programme?day=1"));
        let expected = [
            "https://fair.org/fair/cal?x=1&y=2",
            "https://fair.org/2026/schedule.ics",
            "https://fair.org/2026/schedule.xml",
            "webcal://x.org/a",
        ];
        assert_eq!(links, expected);
        assert_eq!(schedule_links(PAGE, None)[1], "schedule.ics");
        assert_eq!(
            absolute("a.ics", Some("https://x.org")),
            "https://x.org/a.ics"
        );
    }

    #[test]
    fn title_charset_and_data_are_found() {
        assert_eq!(title(PAGE), "The Fair");
        assert_eq!(charset(PAGE), Some("iso-8859-1"));
        let typed = "<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">";
        assert_eq!(charset(typed), Some("utf-8"));
        assert_eq!(linked_data(PAGE).collect::<Vec<_>>(), ["{\"a\":1}"]);
        let unclosed = "<script type=application/ld+json>{}";
        assert_eq!(linked_data(unclosed).collect::<Vec<_>>(), ["{}"]);
    }
}
