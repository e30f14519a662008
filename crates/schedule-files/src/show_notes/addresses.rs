//! What an address alone tells: the page of a session, and which.

/// The short code of a session's page: `sched.co/CODE`, `….sched.com/event/CODE/…`, or pretalx's
/// `…/talk/CODE/`.
pub(super) fn session_code(url: &str) -> Option<&str> {
    let (host, path) = host_and_path(url)?;
    let mut steps = path.split('/').filter(|step| !step.is_empty());
    let code = if host == "sched.co" {
        steps.next()?
    } else if host.ends_with(".sched.com") {
        steps.find(|step| *step == "event")?;
        steps.next()?
    } else {
        steps.find(|step| *step == "talk")?;
        let code = steps.next()?;
        let of_pretalx = code.len() == 6
            && code
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        return of_pretalx.then_some(code);
    };
    let plausible =
        (3..=8).contains(&code.len()) && code.chars().all(|letter| letter.is_ascii_alphanumeric());
    plausible.then_some(code)
}

/// Whether the page is of an event as a whole, by its place among co-located ones or by being the
/// start of a schedule.
pub(super) fn is_event_page(url: &str) -> bool {
    host_and_path(url).is_some_and(|(host, path)| {
        let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        (host.ends_with(".sched.com") && steps.is_empty())
            || matches!(steps.as_slice(), [.., "co-located-events", event] if !event.is_empty())
    })
}

/// The host without `www.`, to name a page by that is told by its address alone.
pub(super) fn host(url: &str) -> Option<&str> {
    host_and_path(url).map(|(host, _)| host.strip_prefix("www.").unwrap_or(host))
}

fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.trim().split_once("://")?;
    if !matches!(scheme, "https" | "http") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    (!host.is_empty()).then_some((host, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_out_of_the_addresses_of_sessions() {
        let cases = [
            ("https://sched.co/ytq0", Some("ytq0")),
            ("https://sched.co/10ei9?iframe=no", Some("10ei9")),
            ("https://kccncna2023.sched.com/event/1R2ts", Some("1R2ts")),
            (
                "https://a.sched.com/event/1Rj0z/from-imagination?iframe=no&w=100%",
                Some("1Rj0z"),
            ),
            ("https://pretalx.com/demo-2024/talk/7BKUGR/", Some("7BKUGR")),
            ("https://kccnceu2022.sched.com/#", None),
            ("https://kccnceu2022.sched.com/?iframe=no", None),
            (
                "https://static.sched.com/hosted_files/kccncna2023/b9/x.pdf",
                None,
            ),
            ("https://example.org/talk/hello-world/", None),
            ("https://example.org/event/1R2ts", None),
            ("ftp://sched.co/ytq0", None),
            ("sched.co/ytq0", None),
        ];
        for (url, code) in cases {
            assert_eq!(session_code(url), code, "{url}");
        }
    }

    #[test]
    fn pages_of_whole_events_are_known() {
        let cases = [
            ("https://cloudnativeebpfdayeu22.sched.com/", true),
            ("https://e.org/kubecon/co-located-events/ciliumcon/", true),
            ("https://e.org/kubecon/co-located-events/", false),
            ("https://a.sched.com/event/1Rj0z", false),
            ("https://e.org/", false),
        ];
        for (url, expected) in cases {
            assert_eq!(is_event_page(url), expected, "{url}");
        }
        assert_eq!(host("https://www.rejekts.io/x"), Some("rejekts.io"));
    }
}
