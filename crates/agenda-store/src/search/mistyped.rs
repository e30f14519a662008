//! The word that was meant by a mistyped one: one letter other, more, less, or two changed about.
//!
//! Among the words of titles, speakers, rooms and tracks only, and with bounded work: those that begin
//! with the same letter are compared one by one, for a wrong first letter all others are tried.

use agenda::words::folded;
use rusqlite::{Connection, named_params};

use super::query::Query;

/// Shorter words have too many neighbours.
const FEWEST_LETTERS: usize = 5;
/// How many words with the same first letter are compared.
const MOST_COMPARED: i64 = 20_000;
/// How many words one may stand for.
const MOST_MEANT: usize = 8;

/// The query with what else its words may stand for; none where that is nothing.
pub(super) fn meant_by(connection: &Connection, query: &Query) -> rusqlite::Result<Option<Query>> {
    let mut meant = query.clone();
    for alternatives in &mut meant.words {
        let word = alternatives.iter().map(|word| folded(word)).next();
        let Some(word) = word.filter(|word| is_correctable(word)) else {
            continue;
        };
        let mut words = same_first_letter(connection, &word)?;
        if words.is_empty() {
            words = other_first_letters(connection, &word)?;
        }
        alternatives.extend(words);
    }
    Ok((meant != *query).then_some(meant))
}

fn is_correctable(word: &str) -> bool {
    word.chars().count() >= FEWEST_LETTERS && word.chars().all(char::is_alphabetic)
}

fn same_first_letter(connection: &Connection, word: &str) -> rusqlite::Result<Vec<String>> {
    let first: String = word.chars().take(1).collect();
    let mut words = connection.prepare_cached(
        "SELECT term FROM name_word WHERE term >= :first AND term < :after LIMIT :most",
    )?;
    let mut words = words.query(named_params! {
        ":first": first,
        ":after": format!("{first}\u{10FFFF}"),
        ":most": MOST_COMPARED,
    })?;
    let typed: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    while let Some(row) = words.next()? {
        let term = row.get_ref(0)?.as_str()?;
        if is_begun_like(&typed, term) {
            found.push(term.to_owned());
            if found.len() == MOST_MEANT {
                break;
            }
        }
    }
    Ok(found)
}

/// Words whose first letter is another, or where one stands before or is missing.
fn other_first_letters(connection: &Connection, word: &str) -> rusqlite::Result<Vec<String>> {
    let rest: String = word.chars().skip(1).collect();
    let swapped: String = rest
        .chars()
        .take(1)
        .chain(word.chars().take(1))
        .chain(rest.chars().skip(1))
        .collect();
    let letters = 'a'..='z';
    let candidates = [rest.clone(), swapped]
        .into_iter()
        .chain(letters.clone().map(|letter| format!("{letter}{rest}")))
        .chain(letters.map(|letter| format!("{letter}{word}")));
    let mut begins = connection
        .prepare_cached("SELECT 1 FROM name_word WHERE term >= :word AND term < :after LIMIT 1")?;
    let mut found = Vec::new();
    for candidate in candidates.filter(|candidate| candidate != word) {
        let after = format!("{candidate}\u{10FFFF}");
        if found.len() < MOST_MEANT
            && begins.exists(named_params! { ":word": candidate, ":after": after })?
        {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// Whether a term, or its beginning, is the typed word but for one letter.
fn is_begun_like(typed: &[char], term: &str) -> bool {
    let term: Vec<char> = term.chars().take(typed.len() + 1).collect();
    let same = typed.iter().zip(&term).take_while(|(a, b)| a == b).count();
    let (typed, term) = (&typed[same..], &term[same..]);
    // A letter too many, too few, another, or two changed about; the term may go on.
    let begins = |typed: &[char], term: &[char]| term.starts_with(typed);
    match (typed, term) {
        ([], _) => true,
        ([_, typed @ ..], []) => typed.is_empty(),
        ([a, b, typed_rest @ ..], [c, d, term_rest @ ..]) if (a, b) == (d, c) => {
            begins(typed_rest, term_rest)
        }
        ([_, typed_rest @ ..], [_, term_rest @ ..]) => {
            begins(typed_rest, term_rest) || begins(typed_rest, term) || begins(typed, term_rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_meant_by_what_differs_in_one_letter() {
        let typed = |word: &str| word.chars().collect::<Vec<_>>();
        for (word, term, expected) in [
            ("kubernetes", "kubernetes", true),
            ("kubernetis", "kubernetes", true),
            ("kubrnetes", "kubernetes", true),
            ("kubeernetes", "kubernetes", true),
            ("kubrenetes", "kubernetes", true),
            ("kubernetess", "kubernetes", true),
            ("kubrne", "kubernetes", true),
            ("kubxrnxtes", "kubernetes", false),
            ("kubernetesxx", "kubernetes", false),
            ("garzia", "garcia", true),
            ("grcia", "garcia", true),
            ("gracai", "garcia", false),
        ] {
            assert_eq!(is_begun_like(&typed(word), term), expected, "{word}");
        }
    }
}
