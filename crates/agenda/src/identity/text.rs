//! Texts as sets of small numbers, and how much two sets share.

/// As much of a text as is compared, in words.
const WORDS_COMPARED: usize = 600;

/// Hashes of every two neighbouring words, sorted, each once. Two texts on different things share
/// next to none of them, however common their words are.
pub(super) fn word_pairs(text: &str) -> Vec<u32> {
    let mut pairs = Vec::new();
    let mut previous: Option<u32> = None;
    for word in word_hashes(text).take(WORDS_COMPARED) {
        if let Some(previous) = previous {
            pairs.push(mixed(previous.rotate_left(13) ^ word));
        }
        previous = Some(word);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Every two neighbouring letters or digits of a title, sorted, each once.
pub(super) fn letter_pairs(title: &str) -> Vec<u32> {
    let letters: Vec<u32> = crate::words::folded(title)
        .chars()
        .map(|letter| letter as u32)
        .collect();
    let mut pairs: Vec<u32> = letters
        .windows(2)
        .map(|pair| mixed(pair[0].rotate_left(16) ^ pair[1]))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How many numbers two sorted sets have in common.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut at_a, mut at_b, mut shared) = (0, 0, 0);
    while at_a < a.len() && at_b < b.len() {
        match a[at_a].cmp(&b[at_b]) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    shared
}

/// 0 (nothing shared) to 1 (equal): halfway between the share of the union and the share of the
/// smaller set, so that a text that grew is still alike. 0 for empty sets.
pub(super) fn overlap(a: &[u32], b: &[u32]) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 {
        return 0.0;
    }
    let shared = shared(a, b);
    let union = a.len() + b.len() - shared;
    (shared as f64 / smaller as f64 + shared as f64 / union as f64) / 2.0
}

/// Whether two folded names can be one person: one's words are among the other's ("ada lovelace",
/// "ada king lovelace"), or the last names are equal and the first ones begin alike ("a lovelace").
pub(super) fn same_person(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (fewer, more) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if fewer.iter().all(|word| more.contains(word)) {
        return true;
    }
    fewer.len() > 1
        && fewer.last() == more.last()
        && (fewer[0].starts_with(more[0]) || more[0].starts_with(fewer[0]))
        && fewer[0].chars().count().min(more[0].chars().count()) == 1
}

/// Whether a folded title only keeps a place for one to come: "TBA", "Keynote 2 (TBD)", "Lightning
/// talk slot".
pub(super) fn is_placeholder(folded_title: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &[
        "",
        "t b a",
        "t b d",
        "t b c",
        "to be announced",
        "to be confirmed",
        "to be decided",
        "to be determined",
        "to be defined",
        "no title",
        "coming soon",
        "details to follow",
        "n a",
        "self organised session",
        "self organized session",
        "wird noch bekannt gegeben",
        "a definir",
        "a venir",
    ];
    const KEEP_A_PLACE: &[&str] = &[
        "tba",
        "tbd",
        "tbc",
        "slot",
        "placeholder",
        "reserved",
        "untitled",
        "xxx",
    ];
    const OF_WHAT: &[&str] = &[
        "talk",
        "talks",
        "session",
        "sessions",
        "speaker",
        "keynote",
        "workshop",
        "panel",
        "title",
        "lightning",
        "lecture",
        "presentation",
        "free",
        "open",
        "empty",
        "available",
        "program",
    ];
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = folded_title.split(' ');
    PLACEHOLDERS.contains(&folded_title)
        || (words.clone().any(|word| KEEP_A_PLACE.contains(&word))
            && words.all(|word| {
                KEEP_A_PLACE.contains(&word) || OF_WHAT.contains(&word) || is_number(word)
            }))
}

/// Whether a folded title names a kind of session that a programme has many of.
pub(super) fn is_generic(folded_title: &str) -> bool {
    const GENERIC: &[&str] = &[
        "afternoon break",
        "afternoon tea",
        "after party",
        "aperitif",
        "bof",
        "break",
        "breakfast",
        "breakfast break",
        "changeover",
        "check in",
        "closing",
        "closing ceremony",
        "closing remarks",
        "closing session",
        "coffee",
        "coffee break",
        "dinner",
        "doors open",
        "end",
        "exhibition",
        "expo",
        "frokost",
        "fruhstuck",
        "intro",
        "introduction",
        "kaffeepause",
        "keynote",
        "lightning talk",
        "lightning talks",
        "lunch",
        "lunch break",
        "mittag",
        "mittagessen",
        "mittagspause",
        "morning break",
        "morning tea",
        "networking",
        "office hours",
        "open space",
        "opening",
        "opening hours",
        "opening remarks",
        "panel",
        "panel discussion",
        "party",
        "pausa",
        "pause",
        "pause cafe",
        "poster session",
        "posters",
        "q a",
        "questions and answers",
        "registration",
        "short break",
        "social event",
        "sprints",
        "tea break",
        "unconference",
        "welcome",
        "workshop",
        "workshops",
    ];
    GENERIC.contains(&folded_title)
}

fn word_hashes(text: &str) -> impl Iterator<Item = u32> {
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        while letters
            .next_if(|letter| !letter.is_alphanumeric())
            .is_some()
        {}
        let first = letters.next()?;
        let mut hash = mixed(first.to_lowercase().fold(0, |hash, c| hash ^ c as u32));
        if is_ideograph(first) {
            return Some(hash);
        }
        while let Some(letter) = letters.next_if(|c| c.is_alphanumeric() && !is_ideograph(*c)) {
            for lower in letter.to_lowercase() {
                hash = (hash ^ lower as u32).wrapping_mul(0x0100_0193);
            }
        }
        Some(mixed(hash))
    })
}

/// Letters of scripts that part words by no space: each stands for a word.
fn is_ideograph(letter: char) -> bool {
    matches!(letter as u32, 0x0E00..=0x0EFF | 0x2E80..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn mixed(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_on_different_things_share_next_to_nothing() {
        let rust = "This talk is about the borrow checker and what it means for the kernel.";
        let bread = "This workshop is about sourdough and what to feed it in the summer heat.";
        assert!(overlap(&word_pairs(rust), &word_pairs(bread)) < 0.25);
    }

    #[test]
    fn a_text_that_grew_is_alike() {
        let short = "We show how to open the box and what is inside.";
        let long = format!("{short} Bring your own screwdriver. There will be cake afterwards.");
        assert!(overlap(&word_pairs(short), &word_pairs(&long)) > 0.6);
        assert_eq!(overlap(&[], &[1]), 0.0);
    }

    #[test]
    fn texts_without_spaces_have_words_too() {
        assert!(word_pairs("日本語の発表です").len() >= 6);
    }

    #[test]
    fn names_of_one_person_are_spelt_in_many_ways() {
        for (a, b, same) in [
            ("ada lovelace", "ada lovelace", true),
            ("ada lovelace", "ada king lovelace", true),
            ("a lovelace", "ada lovelace", true),
            ("ada", "ada lovelace", true),
            ("ada lovelace", "anne lovelace", false),
            ("ada lovelace", "ada hopper", false),
        ] {
            assert_eq!(same_person(a, b), same, "{a} / {b}");
            assert_eq!(same_person(b, a), same, "{b} / {a}");
        }
    }

    #[test]
    fn generic_titles_are_found() {
        for title in [
            "lunch",
            "coffee break",
            "opening hours",
            "lightning talks",
            "workshops",
        ] {
            assert!(is_generic(title), "{title}");
        }
        assert!(!is_generic("lunch with the kernel"));
    }

    #[test]
    fn titles_that_keep_a_place_are_found() {
        for title in [
            "",
            "tba",
            "talk tba",
            "keynote 2 tbd",
            "lightning talk slot",
            "free slot 3",
        ] {
            assert!(is_placeholder(title), "{title}");
        }
        for title in [
            "tbata",
            "slot machines",
            "lightning talk",
            "2001",
            "reserved instances",
        ] {
            assert!(!is_placeholder(title), "{title}");
        }
    }
}
