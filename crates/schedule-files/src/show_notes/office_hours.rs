//! Sessions told in a sentence: "we will have virtual office hours on Wednesday 18th May 12:30-13:15",
//! under a heading that names them.

use agenda::words::folded;

use super::draft::Draft;
use crate::when::When;

/// Letters of the longest heading that names a session so.
const LONGEST_NAME: usize = 60;

/// Letters between the name and the end of its time, at most.
const LONGEST_TIME: usize = 90;

/// The session that the heading names and a sentence below it dates: the sentence says the heading's
/// words, and right behind them from when to when. Nothing else is a session.
pub(super) fn in_a_sentence(heading: &str, text: &str) -> Option<Draft> {
    let title = heading.trim().trim_end_matches(['!', '.', ':']).trim();
    if folded(title).is_empty() || title.len() > LONGEST_NAME {
        return None;
    }
    sentences(text).find_map(|sentence| {
        let behind = behind_the_name(sentence, title)?;
        let when = When::of(&behind[..behind.floor_char_boundary(LONGEST_TIME)]);
        let date = when.date()?;
        let times = when.times().filter(|times| times.end.is_some())?;
        Some(Draft {
            title: title.to_owned(),
            date: Some(date),
            times: Some(times),
            ..Draft::default()
        })
    })
}

/// What follows the name in the sentence, in any case of letters.
fn behind_the_name<'a>(sentence: &'a str, name: &str) -> Option<&'a str> {
    let lower = |text: &'a str| text.chars().flat_map(char::to_lowercase);
    let name = name.to_lowercase();
    let starts_a_word = |at: usize| !sentence[..at].ends_with(char::is_alphanumeric);
    sentence
        .char_indices()
        .filter(|(at, _)| starts_a_word(*at))
        .find(|(at, _)| {
            lower(&sentence[*at..])
                .take(name.chars().count())
                .eq(name.chars())
        })
        .map(|(at, _)| sentence[at..].get(name.len()..).unwrap_or_default())
        .filter(|behind| !behind.starts_with(char::is_alphanumeric))
}

/// Sentences, roughly: an abbreviation ends one too, which parts no date from its time.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['!', '?', '\n'])
        .flat_map(|part| part.split(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_dates_what_the_heading_names() {
        let cases = [
            (
                "Virtual Office Hours!",
                "If you are far away, we will have virtual office hours on Wednesday 18th May 12:30-13:15 CEST. See you!",
                true,
            ),
            ("Party", "The party is on 18 May from 8 to 11 pm.", true),
            ("Party", "Come on 18 May from 8 to 11 pm.", false),
            ("Party", "The party is on 18 May at 8 pm.", false),
            (
                "Party",
                "The party is soon. We meet on 18 May from 8 to 11 pm.",
                false,
            ),
            (
                "Show notes",
                "See show-notes/7.md; it is on 18 May from 8 to 11 pm.",
                false,
            ),
            (
                "Party",
                "The party of the year, of which we have so many good things to say, and more than good ones, is on 18 May from 8 to 11 pm.",
                false,
            ),
            ("Part", "The party is on 18 May from 8 to 11 pm.", false),
            ("!", "! on 18 May from 8 to 11 pm.", false),
        ];
        for (heading, text, expected) in cases {
            assert_eq!(in_a_sentence(heading, text).is_some(), expected, "{text}");
        }
    }
}
