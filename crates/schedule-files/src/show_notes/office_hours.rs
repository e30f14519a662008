//! Sessions told in a sentence: "we will have virtual office hours on Wednesday 18th May 12:30-13:15",
//! under a heading that names them.

use agenda::words::folded;

use super::draft::Draft;
use super::when::When;

/// The session that the heading names and a sentence below it dates. The sentence has to say the
/// heading's words and a time from when to when; nothing else is a session.
pub(super) fn in_a_sentence(heading: &str, text: &str) -> Option<Draft> {
    let title = heading.trim().trim_end_matches(['!', '.', ':']).trim();
    let name = folded(title);
    if name.is_empty() {
        return None;
    }
    sentences(text).find_map(|sentence| {
        let when = When::of(sentence);
        let date = when.date()?;
        let times = when.times().filter(|times| times.end.is_some())?;
        let plain = format!(" {} ", folded(sentence));
        plain.contains(&format!(" {name} ")).then(|| Draft {
            title: title.to_owned(),
            date: Some(date),
            times: Some(times),
            ..Draft::default()
        })
    })
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
            ("Part", "The party is on 18 May from 8 to 11 pm.", false),
            ("!", "! on 18 May from 8 to 11 pm.", false),
        ];
        for (heading, text, expected) in cases {
            assert_eq!(in_a_sentence(heading, text).is_some(), expected, "{text}");
        }
    }
}
