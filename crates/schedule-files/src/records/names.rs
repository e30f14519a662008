//! What the name of a column says of its role, in English, German, French and Spanish.
//!
//! Names are those of export files of Sched, Guidebook, Whova, Sessionize, pretalx, Hopin, of tables
//! that people make, and of the JSON of conference apps.

mod phrases;

use std::collections::HashMap;
use std::sync::OnceLock;

use agenda::words::folded;

use super::mapping::Role;
use phrases::{ABOUT_SESSIONS, ABOUT_SOMETHING_ELSE, PHRASES};

/// The longest name, in bytes, that is taken for one.
const LONGEST: usize = 120;

/// How well a name fits, the best is 0. Names that only begin with one of [`PHRASES`] come behind all.
pub(crate) type Rank = usize;

/// What only begins with a phrase is this much worse.
const BEGINS_ONLY: Rank = 1000;

/// The roles that a column's name can mean, each with its rank.
pub(crate) fn roles_of(name: &str) -> Vec<(Role, Rank)> {
    let words = words(name);
    let found = exact(&words);
    if !found.is_empty() {
        return found;
    }
    let without_number: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let found = exact(&without_number);
    if !found.is_empty() {
        return found;
    }
    if without_number
        .iter()
        .any(|word| ABOUT_SOMETHING_ELSE.contains(word))
    {
        return Vec::new();
    }
    (1..without_number.len().min(5))
        .rev()
        .map(|length| exact(&without_number[..length]))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
        .into_iter()
        .map(|(role, rank)| (role, rank + BEGINS_ONLY))
        .collect()
}

/// The roles that a name means exactly.
pub(crate) fn roles_named(name: &str) -> Vec<Role> {
    let roles = roles_of(name).into_iter();
    roles
        .filter(|(_, rank)| *rank < BEGINS_ONLY)
        .map(|(role, _)| role)
        .collect()
}

/// Whether times under this name are surely of something else: when a row was written.
pub(super) fn says_something_else(name: &str) -> bool {
    let words = words(name);
    let about = |word: &String| {
        matches!(
            word.as_str(),
            "created"
                | "updated"
                | "modified"
                | "submitted"
                | "submission"
                | "deadline"
                | "published"
                | "changed"
                | "added"
                | "erstellt"
                | "registered"
                | "accepted"
                | "confirmed"
                | "birth"
                | "timestamp"
                | "arrival"
                | "departure"
        )
    };
    words.iter().any(about)
}

/// The words of a name: `startsAt`, `start_time`, `Start Time (UTC)`, `slot.start`.
pub(crate) fn words(name: &str) -> Vec<String> {
    if name.len() > LONGEST {
        return Vec::new();
    }
    let mut parted = String::with_capacity(name.len() + 8);
    let mut depth = 0_usize;
    let mut before = ' ';
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                if before.is_lowercase() && letter.is_uppercase() {
                    parted.push(' ');
                }
                parted.push(letter);
            }
        }
        before = letter;
    }
    folded(&parted)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// With and without the words that only say that it is about sessions.
fn exact<W: AsRef<str>>(words: &[W]) -> Vec<(Role, Rank)> {
    let lookup = |words: &[&str]| {
        let phrases = by_phrase().get(words.join(" ").as_str());
        phrases.cloned().unwrap_or_default()
    };
    let all: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    if all.is_empty() || all.len() > 8 {
        return Vec::new();
    }
    let found = lookup(&all);
    if !found.is_empty() {
        return found;
    }
    let telling: Vec<&str> = all
        .iter()
        .copied()
        .filter(|word| !ABOUT_SESSIONS.contains(word))
        .collect();
    if telling.is_empty() {
        Vec::new()
    } else {
        lookup(&telling)
    }
}

fn by_phrase() -> &'static HashMap<&'static str, Vec<(Role, Rank)>> {
    static BY_PHRASE: OnceLock<HashMap<&str, Vec<(Role, Rank)>>> = OnceLock::new();
    BY_PHRASE.get_or_init(|| {
        let mut by_phrase: HashMap<&str, Vec<(Role, Rank)>> = HashMap::new();
        for (role, phrases) in PHRASES {
            for (rank, phrase) in phrases.split(',').enumerate() {
                by_phrase.entry(phrase).or_default().push((*role, rank));
            }
        }
        by_phrase
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_programs_and_languages_mean_roles() {
        let cases = [
            ("Proposal title", Role::Title),
            ("Session Title", Role::Title),
            ("*Session Title", Role::Title),
            ("Schedule name", Role::Title),
            ("Talk", Role::Title),
            ("talk.title", Role::Title),
            ("Titre de la conférence", Role::Title),
            ("Título", Role::Title),
            ("Starts At", Role::Start),
            ("startsAt", Role::Start),
            ("start_time", Role::Start),
            ("Scheduled At", Role::Start),
            ("Beginn", Role::Start),
            ("Uhrzeit", Role::Start),
            ("Heure de début", Role::Start),
            ("Hora de inicio", Role::Start),
            ("*Time Start (HH:MM AM/PM)", Role::Start),
            ("slot.start", Role::Start),
            ("Time Slot", Role::Start),
            ("Ends At", Role::End),
            ("slot.end", Role::End),
            ("Event end date", Role::EndDate),
            ("Date (MM/DD/YYYY)", Role::Date),
            ("Scheduled Duration", Role::Duration),
            ("Dauer (min)", Role::Duration),
            ("Raum", Role::Room),
            ("Salle", Role::Room),
            ("Room/Location (Optional)", Role::Room),
            ("Stage name", Role::Room),
            ("slot.room.name", Role::Room),
            ("Session Type", Role::Kind),
            ("submission_type.name", Role::Kind),
            ("Speaker names", Role::Speakers),
            ("Speaker 2", Role::Speakers),
            ("speakers.name", Role::Speakers),
            ("Referent*innen", Role::Speakers),
            ("Intervenant(e)s", Role::Speakers),
            ("speakers.company", Role::Organisation),
            ("Beschreibung", Role::Description),
            ("Short Abstract", Role::Abstract),
            ("Niveau", Role::Level),
            ("conf_url", Role::Url),
            ("videoUrl", Role::Links),
            ("conf_key", Role::Id),
            ("Proposal state", Role::Status),
            ("Start time zone", Role::TimeZone),
        ];
        for (name, role) in cases {
            let roles = roles_of(name);
            assert!(
                roles.iter().any(|(found, _)| *found == role),
                "{name}: {roles:?}"
            );
        }
        for name in [
            "",
            "Speaker email",
            "Speaker bio",
            "Room capacity",
            "Track color",
            "speakers.photo",
            "list_render",
            "license",
            "Owner",
            "Title slide image",
            "日本語",
        ] {
            assert_eq!(roles_of(name), [], "{name}");
        }
    }

    #[test]
    fn a_longer_name_that_begins_so_comes_behind_an_exact_one() {
        let rank = |name: &str| roles_of(name).first().map(|(_, rank)| *rank);
        assert!(rank("Title") < rank("Title of the thing"));
        assert_eq!(roles_named("Session Title"), [Role::Title]);
        assert_eq!(roles_named("Title of the thing"), []);
    }
}
