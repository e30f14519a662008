//! Headings that say whose picks the list below them is.

use agenda::words::folded;

/// What a person does to sessions, ahead of which stands the name.
const SAID: [&str; 14] = [
    "is looking forward to",
    "are looking forward to",
    "looks forward to",
    "look forward to",
    "is excited about",
    "are excited about",
    "is excited for",
    "is most excited about",
    "wants to see",
    "want to see",
    "will attend",
    "will be attending",
    "plans to see",
    "plans to attend",
];

/// Words for a list of picks, behind "Duffie's" or before "by Duffie".
const PICKS: [&str; 9] = [
    "picks",
    "recommended",
    "recommendations",
    "favourite",
    "favorite",
    "favourites",
    "favorites",
    "highlights",
    "choices",
];

/// Capitalised words that are nobody's name in such a heading.
const NO_NAMES: [&str; 22] = [
    "talks", "talk", "sessions", "session", "what", "things", "keynotes", "that", "which", "here",
    "our", "my", "we", "i", "you", "they", "everyone", "the", "top", "own", "personal", "these",
];

/// Whose list of sessions the heading announces: "Nicholas" of "Talks that Nicholas is looking
/// forward to:", "Duffie" of "Duffie's picks".
pub(super) fn owner(heading: &str) -> Option<String> {
    let words: Vec<Word> = heading.split_whitespace().filter_map(Word::of).collect();
    if words.len() > 14 {
        return None;
    }
    said_of(&words)
        .or_else(|| recommended(&words))
        .or_else(|| in_the_genitive(&words))
        .or_else(|| behind_by(&words))
}

struct Word<'a> {
    written: &'a str,
    plain: String,
}

impl<'a> Word<'a> {
    fn of(written: &'a str) -> Option<Self> {
        let plain = if written == "&" {
            "and".to_owned()
        } else {
            folded(written)
        };
        (!plain.is_empty()).then_some(Self { written, plain })
    }

    fn is_name(&self) -> bool {
        let capital = |letter: char| letter.is_uppercase() || letter == '@';
        self.written.starts_with(capital) && !NO_NAMES.contains(&self.plain.as_str())
    }
}

/// "<who> is looking forward to"
fn said_of(words: &[Word]) -> Option<String> {
    let end = (0..words.len()).find(|start| {
        SAID.iter().any(|phrase| {
            let mut rest = words[*start..].iter().map(|word| word.plain.as_str());
            phrase.split(' ').all(|word| rest.next() == Some(word))
        })
    })?;
    name_before(&words[..end])
}

/// "<who> recommends", "<who> recommend these"; the end of the heading, or nearly.
fn recommended(words: &[Word]) -> Option<String> {
    let end = words
        .iter()
        .position(|word| matches!(word.plain.as_str(), "recommends" | "recommend"))?;
    let behind = &words[end + 1..];
    let rest = [
        "these",
        "talks",
        "sessions",
        "the",
        "following",
        "to",
        "see",
    ];
    let over = behind
        .iter()
        .all(|word| rest.contains(&word.plain.as_str()));
    over.then(|| name_before(&words[..end])).flatten()
}

/// "<who>'s picks"
fn in_the_genitive(words: &[Word]) -> Option<String> {
    let picks = words
        .iter()
        .position(|word| PICKS.contains(&word.plain.as_str()))?;
    let owner = words[..picks].iter().rposition(|word| {
        word.is_name()
            && ["'s", "’s", "s'", "s’"]
                .iter()
                .any(|end| word.written.ends_with(end))
    })?;
    name_before(&words[..=owner])
}

/// "picks by <who>", "recommended by <who>"
fn behind_by(words: &[Word]) -> Option<String> {
    let by = words
        .iter()
        .position(|word| matches!(word.plain.as_str(), "by" | "from"))?;
    let announced = words[..by]
        .iter()
        .any(|word| PICKS.contains(&word.plain.as_str()));
    let behind = &words[by + 1..];
    let named = !behind.is_empty()
        && behind
            .iter()
            .all(|word| word.is_name() || word.plain == "and");
    (announced && named).then(|| name_before(behind)).flatten()
}

/// The run of capitalised words that ends the words, "and" between them included.
fn name_before(words: &[Word]) -> Option<String> {
    let start = words
        .iter()
        .rposition(|word| !word.is_name() && word.plain != "and")
        .map_or(0, |position| position + 1);
    let name = &words[start..];
    let start = name.iter().position(Word::is_name)?;
    let name: Vec<&str> = name[start..].iter().map(|word| word.written).collect();
    let joined = name.join(" ");
    let bare = ["’s", "'s", "’", "'"]
        .iter()
        .find_map(|genitive| joined.strip_suffix(genitive))
        .unwrap_or(&joined);
    let bare = bare.trim_matches(|letter: char| !letter.is_alphanumeric());
    (!bare.is_empty() && name.len() <= 5).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_whose_list_it_is() {
        let cases = [
            (
                "Talks that Nicholas is looking forward to:",
                Some("Nicholas"),
            ),
            ("Talks Ada Lovelace is excited about", Some("Ada Lovelace")),
            ("Duffie's picks", Some("Duffie")),
            ("Duffie’s top picks!", Some("Duffie")),
            ("Thomas’ picks", Some("Thomas")),
            ("What Liz wants to see", Some("Liz")),
            ("Liz recommends", Some("Liz")),
            ("Liz and Duffie recommend these", Some("Liz and Duffie")),
            ("Recommended by Grace Hopper", Some("Grace Hopper")),
            ("Picks by @mauilion", Some("mauilion")),
            (
                "Sessions that the Cilium Team is looking forward to",
                Some("Cilium Team"),
            ),
            ("Talks we are looking forward to", None),
            ("Looking forward to Amsterdam", None),
            ("Cilium Talks!", None),
            ("Headlines", None),
            ("My picks", None),
            ("Recommended by experts", None),
            ("Ice picks and how to use them", None),
            ("Kubernetes recommends a version", None),
            ("Grace's favourite talks", Some("Grace")),
            ("Liz & Duffie’s highlights", Some("Liz & Duffie")),
        ];
        for (heading, expected) in cases {
            assert_eq!(owner(heading).as_deref(), expected, "{heading}");
        }
    }
}
