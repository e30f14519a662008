//! What kind of session a source's own words mean.

use agenda::Kind;

/// The kind of a session by the source's own word for it; where that says no more than "talk", by
/// title and track.
pub(crate) fn kind_of(label: Option<&str>, track: Option<&str>, title: &str) -> Kind {
    let told = label.and_then(kind_of_label);
    match told {
        None | Some(Kind::Talk | Kind::Other) => kind_of_title(title)
            .or_else(|| track.and_then(kind_of_category))
            .or(told)
            .unwrap_or_default(),
        Some(kind) => kind,
    }
}

/// The kind that a label means, by the most telling word in it: "Lightning Talk" is lightning, not
/// talk. `None` where no word tells.
///
/// For fields that hold a kind (`<type>`); see [`kind_of_category`] for those that may hold a topic.
pub(crate) fn kind_of_label(label: &str) -> Option<Kind> {
    let label = spaced(label);
    let starts = starts(&label);
    WORDS
        .iter()
        .find(|(words, _)| words.split(',').any(|word| holds(&starts, word)))
        .map(|(_, kind)| *kind)
}

/// The kind that a category or track means, if it is made of nothing but words for a kind: "Keynote
/// Sessions" is a kind, "Social Media" and "Performance" are topics.
pub(crate) fn kind_of_category(category: &str) -> Option<Kind> {
    let label = spaced(category);
    let starts = starts(&label);
    CATEGORIES.iter().find_map(|(words, kind)| {
        let mut rest = label.clone();
        for word in words.split(',').filter(|word| holds(&starts, word)) {
            rest = rest.replace(&format!(" {}", word.trim_end_matches('$')), " ");
        }
        let mut others = rest.split_whitespace();
        let only_fillers = others.all(|word| FILLERS.contains(&word));
        (rest != label && only_fillers).then_some(*kind)
    })
}

/// The kind that a title begins with ("Keynote: …", "📚 Tutorial: …") or is ("Coffee Break ☕").
pub(crate) fn kind_of_title(title: &str) -> Option<Kind> {
    /// In words, of the part that tells.
    const LONGEST: usize = 4;
    let (start, rest) = match title.split_once([':', '|']) {
        Some((start, rest)) => (start, rest),
        None => (title, ""),
    };
    if start.split_whitespace().nth(LONGEST).is_some() {
        return None;
    }
    let label = spaced(start);
    let starts = starts(&label);
    TITLES
        .iter()
        .find(|(words, kind)| {
            words.split(',').any(|word| {
                holds(&starts, word) && (!rest.is_empty() || is_whole_title(&label, word, *kind))
            })
        })
        .map(|(_, kind)| *kind)
}

/// Whether a short title without a colon is of a kind: nobody calls a talk "Coffee Break", though
/// somebody may call one "Break the Build".
fn is_whole_title(label: &str, word: &str, kind: Kind) -> bool {
    let tells = matches!(kind, Kind::Break | Kind::Service | Kind::OfficeHours);
    tells
        && word
            .strip_suffix('$')
            .is_none_or(|word| label.trim_end().ends_with(word))
}

/// Lower case, words between single spaces, spaces at both ends.
fn spaced(label: &str) -> String {
    let mut spaced = String::from(" ");
    for letter in label.chars() {
        if letter.is_alphanumeric() {
            spaced.extend(letter.to_lowercase());
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    if !spaced.ends_with(' ') {
        spaced.push(' ');
    }
    spaced
}

/// The label from each of its words on.
fn starts(label: &str) -> Vec<&str> {
    let spaces = memchr::memchr_iter(b' ', label.as_bytes());
    spaces.map(|space| &label[space + 1..]).collect()
}

/// Whether a word starts in the label; one that ends with `$` has to end there too.
fn holds(starts: &[&str], word: &str) -> bool {
    let (word, whole) = match word.strip_suffix('$') {
        Some(word) => (word, true),
        None => (word, false),
    };
    starts.iter().any(|start| {
        let rest = start.strip_prefix(word);
        rest.is_some_and(|rest| !whole || rest.starts_with(' '))
    })
}

/// Beginnings of words, the most telling kinds first.
const WORDS: [(&str, Kind); 11] = [
    ("keynote,plenary keynote", Kind::Keynote),
    ("lightning,ignite,pecha,blitz", Kind::Lightning),
    ("office hour,sprechstunde", Kind::OfficeHours),
    (
        "workshop,youthworkshop,tutorial,training,hands on,class$,classes$,course,contribfest,hackathon,sprint,solder",
        Kind::Workshop,
    ),
    ("panel,podium,roundtable,round table,fishbowl", Kind::Panel),
    (
        "bof$,bofs$,birds of,meetup,meet up,meeting,assembly,discussion,unconference,open space,gathering,self organi,diskussion,treffen",
        Kind::Meetup,
    ),
    (
        "coffee,lunch,break$,breaks$,breakfast,pause$,mittagspause,kaffeepause,meal$,meals$,refreshment",
        Kind::Break,
    ),
    (
        "social,party,concert,film,movie,screening,performance,theatre,theater,djset,dj$,music,band$,game,show$,reception,dinner,entertainment,drinks,comedy,show act,aufführung,live act,opera,quiz",
        Kind::Social,
    ),
    (
        "registration,check in,badge,cloakroom,infodesk,info desk,helpdesk,help desk,opening hours,doors open,shuttle",
        Kind::Service,
    ),
    (
        "talk,lecture,vortrag,presentation,devroom,maintrack,main track,session,podcast,conférence,ceremony,junior",
        Kind::Talk,
    ),
    ("other$,sonstiges", Kind::Other),
];

/// What a category says of the kind of a session; narrower than [`WORDS`], as most are topics.
const CATEGORIES: [(&str, Kind); 9] = [
    ("keynote", Kind::Keynote),
    ("lightning", Kind::Lightning),
    ("office hour", Kind::OfficeHours),
    ("workshop,tutorial,contribfest,hands on lab", Kind::Workshop),
    ("panel discussion,panels$,panel$", Kind::Panel),
    ("bof$,bofs$,birds of a feather,meetup", Kind::Meetup),
    (
        "coffee,lunch,break$,breaks$,breakfast,meals$,meal$",
        Kind::Break,
    ),
    ("social,party,parties,reception", Kind::Social),
    ("registration,badge pick up,cloakroom", Kind::Service),
];

/// What may stand beside such a word.
const FILLERS: [&str; 10] = [
    "s", "es", "session", "sessions", "talk", "talks", "and", "event", "events", "track",
];

/// What titles begin with; narrower than [`WORDS`], as titles are about things.
const TITLES: [(&str, Kind); 8] = [
    ("keynote", Kind::Keynote),
    ("lightning talk", Kind::Lightning),
    ("tutorial$,workshop$,contribfest$,training$", Kind::Workshop),
    ("panel$,panel discussion", Kind::Panel),
    ("bof$,birds of a feather,meetup$", Kind::Meetup),
    ("office hour", Kind::OfficeHours),
    (
        "coffee break,lunch$,lunch break,mini break,tea break,morning tea,afternoon tea,break$,breakfast$,pause$,mittagspause,kaffeepause,pause déjeuner",
        Kind::Break,
    ),
    (
        "registration$,registration open,badge pick,cloakroom$,check in$,doors open,accueil$",
        Kind::Service,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_kinds() {
        use Kind::{
            Break, Keynote, Lightning, Meetup, Other, Panel, Service, Social, Talk, Workshop,
        };
        let cases = [
            ("lecture", Some(Talk)),
            ("devroom", Some(Talk)),
            ("Talk 20 minutes + 5 minutes Q&A", Some(Talk)),
            ("Lightning Talk", Some(Lightning)),
            ("lightningtalk", Some(Lightning)),
            ("lightning_talk", Some(Lightning)),
            ("Plenary keynote", Some(Keynote)),
            ("Solder Workshop 2h", Some(Workshop)),
            ("hands-on", Some(Workshop)),
            ("podium", Some(Panel)),
            ("BoF (45 minutes)", Some(Meetup)),
            ("meeting", Some(Meetup)),
            ("djset", Some(Social)),
            ("DJ Set", Some(Social)),
            ("concert", Some(Social)),
            ("Movie", Some(Social)),
            ("Lunch break", Some(Break)),
            ("Registration", Some(Service)),
            ("other", Some(Other)),
            ("Normale Länge", None),
            ("", None),
        ];
        for (label, kind) in cases {
            assert_eq!(kind_of_label(label), kind, "{label}");
        }
    }

    #[test]
    fn a_category_is_a_kind_only_as_a_whole() {
        let cases = [
            ("KEYNOTE SESSIONS", Some(Kind::Keynote)),
            ("⚡ LIGHTNING TALKS", Some(Kind::Lightning)),
            ("📚 TUTORIALS", Some(Kind::Workshop)),
            ("🚨 CONTRIBFEST", Some(Kind::Workshop)),
            ("BREAKS", Some(Kind::Break)),
            ("REGISTRATION", Some(Kind::Service)),
            ("SOLUTIONS SHOWCASE", None),
            ("Social Media", None),
            ("Game Development", None),
            ("SPONSORED SESSIONS", None),
            ("Talks", None),
            ("Performance", None),
            ("Meals & Breaks", Some(Kind::Break)),
            ("Social Events", Some(Kind::Social)),
            ("Keynotes", Some(Kind::Keynote)),
        ];
        for (category, kind) in cases {
            assert_eq!(kind_of_category(category), kind, "{category}");
        }
    }

    #[test]
    fn titles_tell_a_kind_at_their_start_or_as_a_whole() {
        let cases = [
            ("Keynote: Awards Ceremony", Some(Kind::Keynote)),
            ("Sponsored Keynote: Meshes", Some(Kind::Keynote)),
            ("Project Lightning Talk: K3s", Some(Kind::Lightning)),
            ("📚 Tutorial: Attack", Some(Kind::Workshop)),
            ("Coffee Break ☕", Some(Kind::Break)),
            ("Lunch 🍲", Some(Kind::Break)),
            ("Badge Pick-Up", Some(Kind::Service)),
            ("Workshop safety for beginners and others", None),
            ("How to give a keynote: a talk", None),
            ("Breaking things", None),
            ("Break the Build", None),
            ("Registration / Breakfast", Some(Kind::Break)),
            ("Lightning talks", None),
        ];
        for (title, kind) in cases {
            assert_eq!(kind_of_title(title), kind, "{title}");
        }
    }
}
