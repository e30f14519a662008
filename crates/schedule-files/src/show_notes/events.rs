//! Co-located and other events that the notes only link to.

use agenda::Link;
use agenda::words::folded;

use super::addresses::{host, is_event_page, session_code};

/// Whether co-located events are what a heading is about.
pub(super) fn is_about_events(heading: &str) -> bool {
    let plain = folded(heading);
    let joined = plain.replace("co located", "colocated");
    joined
        .split(' ')
        .any(|word| matches!(word, "colo" | "colocated" | "colos"))
}

/// The event behind a link that stands alone, if its words or its address tell of one.
///
/// `among_events`: it stands under a heading about events, where every link is one.
pub(super) fn event(words: &str, url: &str, among_events: bool) -> Option<Link> {
    if session_code(url).is_some() || !(among_events || names_an_event(words) || is_event_page(url))
    {
        return None;
    }
    let words = words.trim().trim_end_matches(['!', '.', ':']);
    let is_schedule = folded(words)
        .split(' ')
        .any(|word| matches!(word, "schedule" | "programme" | "program" | "agenda"));
    let title = if words == url.trim_end_matches(['!', '.', ':']) {
        host(url)?
    } else {
        words
    };
    (!is_schedule).then(|| Link {
        title: title.to_owned(),
        url: url.to_owned(),
    })
}

/// "Cloud Native eBPF Day EU", "GitOpsCon", "Rejekts".
fn names_an_event(words: &str) -> bool {
    let words: Vec<&str> = words
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .collect();
    words.len() <= 8
        && words.iter().any(|word| {
            let kinds = [
                "Day",
                "Days",
                "Con",
                "Conf",
                "Summit",
                "Conference",
                "Rejekts",
                "Fest",
                "Camp",
            ];
            kinds.contains(word)
                || ["Con", "Conf", "Day", "Days", "Fest"].iter().any(|end| {
                    word.strip_suffix(end).is_some_and(|start| {
                        start.ends_with(char::is_lowercase) || start.ends_with(char::is_uppercase)
                    })
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_events_are_told_from_others() {
        let cases = [
            (
                "Cloud Native eBPF Day EU",
                "https://e.org/ebpf-day/",
                false,
                Some("Cloud Native eBPF Day EU"),
            ),
            (
                "GitOpsCon",
                "https://e.org/gitopscon",
                false,
                Some("GitOpsCon"),
            ),
            (
                "Cloud Native Security Day!",
                "https://secday.sched.com/",
                false,
                Some("Cloud Native Security Day"),
            ),
            (
                "https://cloud-native.rejekts.io/",
                "https://cloud-native.rejekts.io/",
                true,
                Some("cloud-native.rejekts.io"),
            ),
            (
                "A meeting of friends",
                "https://e.org/co-located-events/friends",
                false,
                Some("A meeting of friends"),
            ),
            (
                "ebpfday schedule",
                "https://ebpfday.sched.com/",
                false,
                None,
            ),
            ("Day 2 with Cilium", "https://sched.co/abcd", true, None),
            ("Blog Post", "https://e.org/blog", false, None),
            ("the second of the day", "https://e.org/", false, None),
        ];
        for (words, url, among_events, expected) in cases {
            let event = event(words, url, among_events);
            assert_eq!(
                event.map(|event| event.title).as_deref(),
                expected,
                "{words}"
            );
        }
    }

    #[test]
    fn headings_about_events_are_known() {
        for heading in [
            "other colo events! ",
            "Co-located Events",
            "Colocated events",
        ] {
            assert!(is_about_events(heading), "{heading}");
        }
        assert!(!is_about_events("Cilium Talks!"));
    }
}
