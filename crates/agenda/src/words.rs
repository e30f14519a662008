//! Text as keys: what two spellings have in common.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters and digits only, lower case, without accents, words parted by single spaces: the form in
/// which titles and names of two versions of a schedule are compared.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() && letter != '\'' && letter != '’'
        {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a sign is part of a word: a letter, a digit, or a mark on one.
pub fn is_in_word(letter: char) -> bool {
    letter.is_alphanumeric() || (!letter.is_ascii() && is_combining_mark(letter))
}

/// A short name for addresses and commands: lower-case ASCII letters, digits and single hyphens,
/// at most 60 characters; `conference` where nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in folded(text).chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
        if slug.len() == 60 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        "conference".to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one_form() {
        assert_eq!(
            folded("  Too Much to Choose – Making Sense!"),
            "too much to choose making sense"
        );
        assert_eq!(
            folded("Adolfo García-Veytia"),
            folded("adolfo garcia veytia")
        );
        assert_eq!(folded("It Wasn’t DNS"), folded("It Wasn't DNS"));
        assert_eq!(folded("…"), "");
        assert_eq!(folded("日本語"), "日本語");
    }

    #[test]
    fn slugs_are_short_and_plain() {
        assert_eq!(
            slug("KubeCon + CloudNativeCon Europe 2022"),
            "kubecon-cloudnativecon-europe-2022"
        );
        assert_eq!(slug("日本語"), "conference");
        assert_eq!(slug("FOSDEM’26"), "fosdem26");
        assert!(slug(&"long ".repeat(40)).len() <= 60);
    }
}
