//! Booths, named in prose ("the Isovalent booth") or one to an item under a heading.

use std::collections::{HashMap, HashSet};

use agenda::words::folded;
use agenda::{Booth, Link};

use super::blocks::Text;

/// Words before "booth" that name nobody.
const NOBODY: [&str; 34] = [
    "virtual", "physical", "our", "their", "official", "sponsor", "sponsors", "project", "vendor",
    "photo", "own", "each", "every", "any", "this", "that", "all", "some", "other", "a", "an",
    "the", "no", "my", "your", "his", "her", "these", "those", "both", "one", "two", "company",
    "info",
];

/// Words that end a name when it is read backwards.
const BEFORE_A_NAME: [&str; 18] = [
    "the", "our", "at", "by", "visit", "see", "find", "to", "from", "in", "on", "with", "or", "of",
    "is", "are", "be", "hit",
];

/// Whether booths are what a heading is about.
pub(super) fn is_about_booths(heading: &str) -> bool {
    let plain = folded(heading);
    plain.split(' ').any(|word| {
        matches!(
            word,
            "booth" | "booths" | "stände" | "stande" | "exhibitors"
        )
    })
}

/// The booth that an item under such a heading tells of: "Cilium (S12)", "[Isovalent](…): hall 4".
pub(super) fn of_an_item(item: &Text) -> Option<Booth> {
    let text = item.as_str();
    let line = text.lines().next().unwrap_or_default();
    let end = line
        .find(['(', ':', ',', '–', '—', '|'])
        .or_else(|| line.find(" - "))
        .unwrap_or(line.len());
    let (name, details) = line.split_at(end);
    let name = name.trim().trim_end_matches(['.', '!']);
    let named = name.chars().any(char::is_alphanumeric) && name.split_whitespace().count() <= 6;
    let details = details.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '#');
    let stand = stand_in(details);
    let rest = text[line.len()..].trim();
    named.then(|| Booth {
        name: name.to_owned(),
        place: (stand.is_none() && names_a_place(details)).then(|| details.to_owned()),
        text: if stand.is_none() && !names_a_place(details) {
            format!("{details}\n\n{rest}").trim().to_owned()
        } else {
            rest.to_owned()
        },
        stand,
        links: item
            .links()
            .iter()
            .map(|link| Link {
                title: text[link.range.clone()].to_owned(),
                url: link.url.clone(),
            })
            .collect(),
    })
}

/// Booths that prose names.
pub(super) fn in_prose(text: &str) -> Vec<Booth> {
    let words = words(text);
    let mut booths = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let plural = match folded(word.bare()).as_str() {
            "booth" => false,
            "booths" => true,
            _ => continue,
        };
        let behind: String = text[word.end..].chars().take(60).collect();
        // With a capital it may be a surname: "Geoffrey Booth".
        let surname = word.bare().starts_with(char::is_uppercase);
        for name in names_before(&words[..index], plural, surname) {
            booths.push(Booth {
                name,
                stand: if plural { None } else { stand_in(&behind) },
                place: if plural { None } else { place_in(&behind) },
                ..Booth::default()
            });
        }
    }
    booths
}

/// Gathers booths, each once.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// With whether only mentioned in passing.
    booths: Vec<(Booth, bool)>,
    by_name: HashMap<String, usize>,
    /// The first words of names of several: "cilium" of "Cilium OSS".
    beginnings: HashSet<String>,
}

impl Gathered {
    /// `in_passing`: the notes speak of something else there.
    pub(super) fn add(&mut self, booth: Booth, in_passing: bool) {
        let name = folded(&booth.name);
        if let Some(known) = self.by_name.get(&name).copied() {
            let (known, known_in_passing) = &mut self.booths[known];
            known.stand = known.stand.take().or(booth.stand);
            known.place = known.place.take().or(booth.place);
            *known_in_passing &= in_passing;
            return;
        }
        let words = name
            .match_indices(' ')
            .map(|(end, _)| name[..end].to_owned());
        self.beginnings.extend(words);
        self.by_name.insert(name, self.booths.len());
        self.booths.push((booth, in_passing));
    }

    /// The booths, those in lower case written as the notes write the words elsewhere. One that is
    /// called in passing by the first words of another's name is that one.
    pub(super) fn into_booths(self, spellings: &Spellings) -> Vec<Booth> {
        let beginnings = self.beginnings;
        self.booths
            .into_iter()
            .filter(|(booth, in_passing)| !in_passing || !beginnings.contains(&folded(&booth.name)))
            .map(|(booth, _)| Booth {
                name: spellings.capitalised(&booth.name),
                ..booth
            })
            .collect()
    }
}

/// How the notes write words that they begin with a capital somewhere.
#[derive(Debug, Default)]
pub(super) struct Spellings(HashMap<String, String>);

impl Spellings {
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut spellings = HashMap::new();
        for text in texts {
            for word in text.split(|letter: char| !letter.is_alphanumeric()) {
                if word.starts_with(char::is_uppercase) {
                    spellings
                        .entry(word.to_lowercase())
                        .or_insert_with(|| word.to_owned());
                }
            }
        }
        Self(spellings)
    }

    fn capitalised(&self, name: &str) -> String {
        let words: Vec<String> = name
            .split_whitespace()
            .map(|word| {
                if word.chars().any(char::is_uppercase) {
                    return word.to_owned();
                }
                match self.0.get(word) {
                    Some(spelling) => spelling.clone(),
                    None if matches!(word, "oss" | "aws" | "cncf" | "ibm") => word.to_uppercase(),
                    None => {
                        let mut letters = word.chars();
                        let first = letters
                            .next()
                            .map(|letter| letter.to_uppercase().to_string());
                        first.unwrap_or_default() + letters.as_str()
                    }
                }
            })
            .collect();
        words.join(" ")
    }
}

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    end: usize,
}

impl<'a> Word<'a> {
    fn bare(self) -> &'a str {
        self.text
            .trim_matches(|letter: char| !letter.is_alphanumeric())
    }

    /// Whether a new thought begins behind it.
    fn ends_a_phrase(self) -> bool {
        self.text
            .ends_with(['.', '!', '?', ':', ';', ')', '"', '”'])
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut end = 0;
    let mut words = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            words.push(Word {
                text: bare,
                end: end + bare.len(),
            });
        }
        end += word.len();
    }
    words
}

/// The names that end with the words: one, or for "the A, B and C booths" several. `needs_lead`: only
/// behind a word that leads to a booth.
fn names_before(words: &[Word], plural: bool, needs_lead: bool) -> Vec<String> {
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut lead = String::new();
    for word in words.iter().rev().take(if plural { 24 } else { 5 }) {
        let bare = word.bare();
        let plain = folded(bare);
        if BEFORE_A_NAME.contains(&plain.as_str()) {
            lead = plain;
            break;
        }
        if word.ends_a_phrase() || bare.is_empty() && *word.text != *"&" {
            break;
        }
        let joins = plain == "and" || word.text == "&";
        if plural && joins {
            names.extend(finished(&mut name));
            continue;
        }
        if !plural && (joins || word.text.ends_with(',')) {
            break;
        }
        if plural && word.text.ends_with(',') {
            names.extend(finished(&mut name));
        }
        name.push(bare);
        if word.text.starts_with('(') {
            break;
        }
    }
    names.extend(finished(&mut name));
    let leads = ["the", "our", "at", "visit", "see", "find", "hit"].contains(&lead.as_str());
    if needs_lead && !leads {
        return Vec::new();
    }
    names.reverse();
    names.retain(|name| {
        let mut words = name.split_whitespace();
        let nobody = words
            .clone()
            .any(|word| NOBODY.contains(&folded(word).as_str()));
        let capitals = words.all(|word| {
            word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
        });
        let short = name.split_whitespace().count() <= 4;
        !nobody && short && (capitals || lead == "the")
    });
    names
}

fn finished(name: &mut Vec<&str>) -> Option<String> {
    name.reverse();
    let joined = std::mem::take(name).join(" ");
    (!joined.is_empty()).then_some(joined)
}

/// A stand's number: "S12", "#6", "number 6", "stand 4".
fn stand_in(text: &str) -> Option<String> {
    let mut announced = false;
    for word in text.split_whitespace().take(10) {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '#');
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        let letters = bare.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_code = (1..=4).contains(&digits)
            && letters <= 3
            && bare.chars().all(|letter| {
                letter.is_ascii_uppercase()
                    || letter.is_ascii_digit()
                    || matches!(letter, '-' | '#' | '.')
            });
        if is_code && (announced || bare.starts_with('#') || letters > 0) {
            return Some(bare.trim_start_matches('#').to_owned());
        }
        announced = matches!(
            folded(bare).as_str(),
            "number" | "no" | "nr" | "stand" | "booth" | "table"
        );
        if word.ends_with(['.', '!', '?', ';']) {
            return None;
        }
    }
    None
}

/// "in the Project Pavilion" behind the word.
fn place_in(text: &str) -> Option<String> {
    let rest = text.trim_start();
    let rest = ["in the ", "in ", "on the ", "at the "]
        .iter()
        .find_map(|lead| rest.strip_prefix(lead))?;
    let end = rest
        .find(['.', ',', ';', '!', '?', ')', '(', '"', '”', '\n'])
        .unwrap_or(rest.len());
    let place = rest[..end].trim();
    names_a_place(place).then(|| place.to_owned())
}

fn names_a_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let place = [
        "hall", "pavilion", "floor", "foyer", "level", "building", "halle", "room",
    ];
    let named = words
        .iter()
        .any(|word| place.contains(&folded(word).as_str()));
    named && words.len() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        in_prose(text).into_iter().map(|booth| booth.name).collect()
    }

    #[test]
    fn prose_names_booths() {
        let cases: &[(&str, &[&str])] = &[
            (
                "The cilium oss booth and the Isovalent booth. Come by!",
                &["cilium oss", "Isovalent"],
            ),
            (
                "Make sure you stop by the Cilium booth to get your swag",
                &["Cilium"],
            ),
            (
                "Hit the Cilium, ArgoCD, and Grafana booths early",
                &["Cilium", "ArgoCD", "Grafana"],
            ),
            ("visit Red Hat booth", &["Red Hat"]),
            ("We are also going to have a Virtual Booth.", &[]),
            ("people at all official booth times", &[]),
            ("Find them at our physical booth or in the talks", &[]),
            ("a booth crawl", &[]),
            ("thanks to WebAssembly (Geoffrey Booth)", &[]),
            ("a talk by Geoffrey Booth", &[]),
            ("come to the booth", &[]),
            ("Booths!", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(&named(text), expected, "{text}");
        }
    }

    #[test]
    fn stands_and_places_beside_a_booth_are_read() {
        let told = |text: &str| {
            let booth = in_prose(text).into_iter().next();
            booth.map(|booth| (booth.name, booth.stand, booth.place))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            told("Visit the Flux booth (we are number 6) in person"),
            Some(("Flux".to_owned(), some("6"), None))
        );
        assert_eq!(
            told("the Cilium booth S12!"),
            Some(("Cilium".to_owned(), some("S12"), None))
        );
        assert_eq!(
            told("Visit the \"Flux Booth in the Project Pavilion\""),
            Some(("Flux".to_owned(), None, some("Project Pavilion")))
        );
        assert_eq!(
            told("the Cilium booth in 2022"),
            Some(("Cilium".to_owned(), None, None))
        );
    }

    #[test]
    fn each_booth_is_told_once_and_written_as_elsewhere() {
        let mut gathered = Gathered::default();
        for text in [
            "The cilium oss booth and the Isovalent booth",
            "the Cilium booth",
            "the Isovalent booth #7",
        ] {
            let in_passing = text == "the Cilium booth";
            in_prose(text)
                .into_iter()
                .for_each(|booth| gathered.add(booth, in_passing));
        }
        let booths = gathered.into_booths(&Spellings::of(["Cilium is great"].into_iter()));
        let told: Vec<_> = booths
            .iter()
            .map(|booth| (booth.name.as_str(), booth.stand.as_deref()))
            .collect();
        assert_eq!(told, [("Cilium OSS", None), ("Isovalent", Some("7"))]);
    }
}
