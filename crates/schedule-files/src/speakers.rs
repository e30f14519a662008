//! Speakers told in a title: `Title - Name, Company; Name & Name, Company`.
//!
//! Sched writes them so in every SUMMARY, and show notes copy it. A title loses its tail only where
//! the tail reads as names throughout; a dash inside a title stays a dash. What a word looks like is
//! judged in [`words`].

mod words;

use std::collections::HashSet;

use agenda::Speaker;
use agenda::words::folded;

use words::{NameForm, is_company_suffix, is_organisation, is_role, name_form};

/// A longer list of speakers, in bytes, is none.
const LONGEST_LIST: usize = 2000;

/// The title without its speakers, and the speakers; the title as it is where the form is not clear.
///
/// `Intro - Ada Lovelace, Analytical Engines` gives `Intro` and Ada Lovelace of Analytical Engines.
pub(crate) fn split_title(text: &str) -> (String, Vec<Speaker>) {
    Organisations::default().split_title(text)
}

/// The speakers of a list of names and nothing else: `Ada Lovelace, Grace Hopper and Alan Turing`.
/// None where anything in it does not look like a name.
pub(crate) fn names_of(list: &str) -> Option<Vec<Speaker>> {
    if list.len() > LONGEST_LIST {
        return None;
    }
    let atoms = atoms(list);
    let speakers = atoms
        .iter()
        .map(|atom| Told::read(atom.text).map(Told::into_speaker));
    let speakers: Vec<Speaker> = speakers.collect::<Option<_>>()?;
    (!speakers.is_empty()).then_some(speakers)
}

/// The speakers that one cell of a table names, in any of the ways that people part them: lines,
/// semicolons, commas, "and". A company behind a name, in brackets or between semicolons, is theirs.
pub(crate) fn from_cell(cell: &str) -> Vec<Speaker> {
    let cell = cell.trim();
    let signs = [&['\n', '\r'][..], &[';'], &['|']];
    let parted = signs.iter().find(|signs| cell.contains(**signs));
    let named = |text: &str, organisation: Option<&str>| {
        Some(Speaker {
            name: text.trim().to_owned(),
            organisation: organisation
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
        })
        .filter(|speaker| speaker.name.chars().any(char::is_alphanumeric))
    };
    let one = |part: &str| match part.split_once(['(', ',']) {
        Some((name, rest)) if !name.trim().is_empty() => {
            named(name, Some(rest.trim_end_matches([')', ' '])))
        }
        _ => named(part, None),
    };
    if let Some(signs) = parted {
        return cell.split(*signs).filter_map(one).collect();
    }
    if let Some(speakers) = names_of(cell) {
        return speakers;
    }
    let mut speakers: Vec<Speaker> = Vec::new();
    for atom in atoms(cell) {
        match speakers.last_mut() {
            Some(last) if is_organisation(atom.text) || is_role(atom.text) => {
                if last.organisation.is_none() && !is_role(atom.text) {
                    last.organisation = Some(atom.text.to_owned());
                }
            }
            _ => speakers.extend(match atom.text.split_once('(') {
                Some(_) => one(atom.text),
                None => named(atom.text, None),
            }),
        }
    }
    speakers
}

/// Organisations that other titles of the same file name, so that `Ada Lovelace, Red Hat & …` does
/// not make a speaker of Red Hat.
#[derive(Default)]
pub(crate) struct Organisations(HashSet<String>);

impl Organisations {
    pub(crate) fn told_in<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let told = titles
            .flat_map(|title| split_title(title).1)
            .filter_map(|speaker| speaker.organisation);
        Self(told.map(|name| folded(&name)).collect())
    }

    /// See [`split_title`].
    pub(crate) fn split_title(&self, text: &str) -> (String, Vec<Speaker>) {
        let text = text.trim();
        for (end, start) in separators(text).into_iter().rev() {
            let title = text[..end].trim_end_matches([' ', '`', ',']);
            if title.is_empty() || text.len() - start > LONGEST_LIST {
                break;
            }
            if let Some(speakers) = self.speakers(text[start..].trim()) {
                return (title.to_owned(), speakers);
            }
        }
        (text.to_owned(), Vec::new())
    }

    /// The speakers of a tail, if it names nothing but speakers.
    fn speakers(&self, tail: &str) -> Option<Vec<Speaker>> {
        let tail = without_lead_in(tail);
        let mut speakers = Vec::new();
        for group in tail.split(';').filter(|group| !group.trim().is_empty()) {
            self.read_group(group, &mut speakers)?;
        }
        let told: Vec<NameForm> = speakers.iter().map(|told| told.form).collect();
        let clear = match told.as_slice() {
            [] => false,
            // One word alone is a name only beside something that is surely no part of a title.
            [NameForm::Single] => speakers.iter().all(|told| {
                told.described
                    && told
                        .organisation
                        .as_deref()
                        .is_none_or(|name| self.knows(name))
            }),
            forms if speakers.iter().any(|told| told.described) => {
                forms.iter().any(|form| *form != NameForm::Single)
            }
            forms => forms.iter().all(|form| *form == NameForm::Plain),
        };
        clear.then(|| speakers.into_iter().map(Told::into_speaker).collect())
    }

    /// Reads `Name, Role, Company & Name, Company`, or gives up.
    fn read_group(&self, group: &str, speakers: &mut Vec<Told>) -> Option<()> {
        let atoms = atoms(group);
        let mut without_details = speakers.len();
        let mut details: Vec<&str> = Vec::new();
        for (index, atom) in atoms.iter().enumerate() {
            if self.starts_a_person(&atoms, index, &details) {
                if !details.is_empty() {
                    describe(&mut speakers[without_details..], &details)?;
                    without_details = speakers.len();
                    details.clear();
                }
                speakers.push(Told::read(atom.text)?);
            } else {
                match (atom.joint, details.last_mut()) {
                    (Joint::Comma, _) if index > 0 => details.push(atom.text),
                    (Joint::And, Some(last)) => *last = spanning(group, last, atom.text),
                    _ => return None,
                }
            }
        }
        if details.is_empty() {
            return Some(());
        }
        describe(&mut speakers[without_details..], &details)
    }

    fn starts_a_person(&self, atoms: &[Atom], index: usize, details: &[&str]) -> bool {
        let Some(atom) = atoms.get(index) else {
            return false;
        };
        let Some(name) = Told::read(atom.text) else {
            return false;
        };
        let rest = &atoms[index + 1..];
        match (atom.joint, details.last()) {
            _ if index == 0 => true,
            (Joint::And, None) => !is_company_suffix(atom.text),
            // "School of Science and Mathematics" goes on.
            (Joint::And, Some(_)) => name.form != NameForm::Single && !is_company_suffix(atom.text),
            // "Ada Lovelace, Grace Hopper & Alan Turing, Company"
            (Joint::Comma, None) => {
                self.is_full_name(atom.text)
                    && rest
                        .iter()
                        .find(|next| next.joint == Joint::And || !self.is_full_name(next.text))
                        .is_some_and(|next| {
                            next.joint == Joint::And && self.is_full_name(next.text)
                        })
            }
            // "Ada Lovelace, Company, Grace Hopper, Company"
            (Joint::Comma, Some(detail)) => {
                self.is_full_name(atom.text) && !is_role(detail) && !rest.is_empty()
            }
        }
    }

    fn is_full_name(&self, text: &str) -> bool {
        Told::read(text).is_some_and(|told| told.form != NameForm::Single)
            && !is_organisation(text)
            && !self.knows(text)
    }

    fn knows(&self, organisation: &str) -> bool {
        self.0.contains(&folded(organisation))
    }
}

/// A name as it stands in the tail.
struct Told {
    name: String,
    form: NameForm,
    organisation: Option<String>,
    /// Whether a role or an organisation follows the name.
    described: bool,
}

impl Told {
    /// `Ada Lovelace`, `Ada Lovelace @ada`, `Ada Lovelace (Analytical Engines)`.
    fn read(text: &str) -> Option<Self> {
        let (name, organisation) =
            match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
                Some((name, inside)) if !inside.contains(['(', ')']) => {
                    (name.trim(), Some(inside.trim()))
                }
                _ => (text, None),
            };
        let name: Vec<&str> = name
            .split_whitespace()
            .filter(|word| !word.starts_with('@'))
            .collect();
        let form = name_form(&name)?;
        Some(Self {
            name: name.join(" "),
            form,
            organisation: organisation
                .filter(|inside| !is_role(inside))
                .map(str::to_owned),
            described: organisation.is_some(),
        })
    }

    fn into_speaker(self) -> Speaker {
        Speaker {
            name: self.name,
            organisation: self.organisation,
        }
    }
}

/// Gives what follows a run of names to all of them: the last part that is no role is where they work.
fn describe(told: &mut [Told], details: &[&str]) -> Option<()> {
    if !details.iter().all(|detail| words::may_describe(detail)) {
        return None;
    }
    let organisation = details
        .iter()
        .rev()
        .find(|detail| !is_role(detail))
        .map(|detail| match detail.strip_prefix('(') {
            Some(inside) => inside.trim_end_matches(')').to_owned(),
            None => (*detail).to_owned(),
        });
    for told in told {
        told.described = true;
        if told.organisation.is_none() {
            told.organisation.clone_from(&organisation);
        }
    }
    Some(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    And,
}

/// A part of a group and what joins it to the part before.
struct Atom<'a> {
    joint: Joint,
    text: &'a str,
}

/// Splits at commas, `&` and `and` outside parentheses; "Recruit Co., Ltd." stays one.
fn atoms(group: &str) -> Vec<Atom<'_>> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut joint = Joint::Comma;
    let mut rest = group.trim();
    loop {
        let (text, next) = match next_joint(rest) {
            Some((end, next, start)) => {
                (rest[..end].trim(), Some((next, rest[start..].trim_start())))
            }
            None => (rest.trim(), None),
        };
        match atoms.last_mut() {
            Some(last) if joint == Joint::Comma && is_company_suffix(text) => {
                last.text = spanning(group, last.text, text);
            }
            _ if text.is_empty() => {}
            _ => atoms.push(Atom { joint, text }),
        }
        match next {
            // ", and" joins once.
            Some((next, after)) => {
                joint = if text.is_empty() && joint == Joint::And {
                    joint
                } else {
                    next
                };
                rest = after;
            }
            None => return atoms,
        }
    }
}

/// The piece of `whole` from the start of `first` to the end of `last`, both pieces of it.
fn spanning<'a>(whole: &'a str, first: &str, last: &str) -> &'a str {
    let start = first.as_ptr() as usize - whole.as_ptr() as usize;
    let end = last.as_ptr() as usize - whole.as_ptr() as usize + last.len();
    whole.get(start..end).unwrap_or(whole)
}

/// End of the text before the next joint, the joint, and where the text after it starts.
fn next_joint(text: &str) -> Option<(usize, Joint, usize)> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ',' => {
                let after = text[at + 1..].trim_start();
                let joint = ["and ", "& "].iter().find(|word| after.starts_with(**word));
                let start = text.len() - after.len();
                return Some(match joint {
                    Some(word) => (at, Joint::And, start + word.len()),
                    None => (at, Joint::Comma, start),
                });
            }
            ' ' => {
                let joint = [" & ", " and "]
                    .iter()
                    .find(|word| text[at..].starts_with(**word));
                if let Some(word) = joint {
                    return Some((at, Joint::And, at + word.len()));
                }
            }
            _ => {}
        }
    }
    None
}

/// Dashes with a space on at least one side: where the text before ends and the text after starts.
fn separators(text: &str) -> Vec<(usize, usize)> {
    text.char_indices()
        .filter(|(_, letter)| matches!(letter, '-' | '–' | '—'))
        .filter(|(at, letter)| {
            text[..*at].ends_with(char::is_whitespace)
                || text[at + letter.len_utf8()..].starts_with(char::is_whitespace)
        })
        .map(|(at, letter)| (at, at + letter.len_utf8()))
        .collect()
}

fn without_lead_in(tail: &str) -> &str {
    let lead_ins = [
        "moderated by ",
        "moderator: ",
        "speaker: ",
        "speakers: ",
        "by ",
    ];
    lead_ins
        .iter()
        .find_map(|lead_in| match tail.get(..lead_in.len()) {
            Some(start) if start.eq_ignore_ascii_case(lead_in) => {
                Some(tail[lead_in.len()..].trim())
            }
            _ => None,
        })
        .unwrap_or(tail)
}

#[cfg(test)]
mod tests;
