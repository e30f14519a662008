//! What was typed, as queries for FTS5.

/// What was typed: words that all must occur, each as one of its alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub words: Vec<Vec<String>>,
}

/// Where all words stand, from the best place to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Whole, in the title.
    TitleWhole,
    Title,
    Speakers,
    /// The room or track too.
    Names,
}

impl Place {
    pub const OF_NAMES: [Self; 4] = [Self::TitleWhole, Self::Title, Self::Speakers, Self::Names];
}

impl Query {
    /// None if there is nothing to look for.
    pub fn of(typed: &str) -> Option<Self> {
        let words: Vec<Vec<String>> = typed
            .split(|letter: char| letter.is_whitespace() || letter.is_control())
            .filter(|word| word.contains(char::is_alphanumeric))
            .map(|word| vec![word.to_owned()])
            .collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// All words in that place.
    pub fn in_names(&self, place: Place) -> String {
        let (columns, is_whole) = match place {
            Place::TitleWhole => ("{title} : ", true),
            Place::Title => ("{title} : ", false),
            Place::Speakers => ("{title speakers} : ", false),
            Place::Names => ("", false),
        };
        format!("{columns}({})", self.all(|_| is_whole))
    }

    /// All words anywhere, those of one or two letters whole if `short_whole`.
    pub fn anywhere(&self, short_whole: bool) -> String {
        self.all(|word| short_whole && word.chars().nth(2).is_none())
    }

    fn all(&self, is_whole: impl Fn(&str) -> bool) -> String {
        let of_word = |alternatives: &Vec<String>| {
            let quoted = alternatives.iter().map(|word| quoted(word, is_whole(word)));
            let quoted: Vec<String> = quoted.collect();
            format!("({})", quoted.join(" OR "))
        };
        let words: Vec<String> = self.words.iter().map(of_word).collect();
        words.join(" AND ")
    }
}

/// A quoted string, in which no operator means anything (<https://sqlite.org/fts5.html> §3.1).
fn quoted(word: &str, is_whole: bool) -> String {
    let star = if is_whole { "" } else { "*" };
    format!("\"{}\"{star}", word.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_quoted_prefixes() {
        let cases = [
            ("garcia", Some(r#"("garcia"*)"#)),
            ("  too   much ", Some(r#"("too"*) AND ("much"*)"#)),
            (r#"a"b OR *"#, Some(r#"("a""b"*) AND ("OR"*)"#)),
            (
                "title:x NOT (y)",
                Some(r#"("title:x"*) AND ("NOT"*) AND ("(y)"*)"#),
            ),
            ("nul\0byte", Some(r#"("nul"*) AND ("byte"*)"#)),
            ("- \" * 🎉", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            let query = Query::of(typed).map(|query| query.anywhere(false));
            assert_eq!(query.as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn alternatives_and_places_are_part_of_the_query() {
        let query = Query {
            words: vec![
                vec!["kuberntes".to_owned(), "kubernetes".to_owned()],
                vec!["in".to_owned()],
            ],
        };
        assert_eq!(
            query.in_names(Place::TitleWhole),
            r#"{title} : (("kuberntes" OR "kubernetes") AND ("in"))"#
        );
        assert_eq!(
            query.anywhere(true),
            r#"("kuberntes"* OR "kubernetes"*) AND ("in")"#
        );
    }
}
