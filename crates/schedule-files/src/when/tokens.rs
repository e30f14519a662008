//! A line as numbers, words and signs.

use std::ops::Range;

use agenda::words::folded;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Number {
        value: u32,
        digits: usize,
    },
    /// Lower case, without accents.
    Word(String),
    Sign(char),
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) range: Range<usize>,
    /// Nothing is between this and the one before.
    pub(super) glued: bool,
}

pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = line.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if letter.is_whitespace() {
            continue;
        }
        let same_class: fn(char) -> bool = if letter.is_ascii_digit() {
            |letter| letter.is_ascii_digit()
        } else if letter.is_alphabetic() {
            char::is_alphabetic
        } else {
            |_| false
        };
        let mut end = start + letter.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| same_class(*next)) {
            end = at + next.len_utf8();
        }
        let text = &line[start..end];
        let piece = if letter.is_ascii_digit() {
            Piece::Number {
                value: text.parse().unwrap_or(u32::MAX),
                digits: text.len(),
            }
        } else if letter.is_alphabetic() {
            Piece::Word(folded_word(text))
        } else {
            Piece::Sign(letter)
        };
        let glued = tokens.last().is_some_and(|last| last.range.end == start);
        tokens.push(Token {
            piece,
            range: start..end,
            glued,
        });
    }
    tokens
}

pub(super) fn folded_word(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        folded(word)
    }
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.piece {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn sign(&self) -> Option<char> {
        match self.piece {
            Piece::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// A number of so many digits.
    pub(super) fn number(&self, allowed: Range<usize>) -> Option<u32> {
        match self.piece {
            Piece::Number { value, digits } if allowed.contains(&digits) => Some(value),
            _ => None,
        }
    }

    /// A hyphen or dash of any length, or a wave.
    pub(super) fn is_dash(&self) -> bool {
        matches!(
            self.sign(),
            Some('-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '～' | '→')
        )
    }
}
