//! Characters that no text should hold.

use std::borrow::Cow;

use super::Repairs;
use crate::RepairKind;

/// The text without the control characters that XML 1.0 §2.2 or RFC 5545 §3.1 forbids: all below
/// U+0020 but tab and line ends, DEL, U+FFFE and U+FFFF.
pub(crate) fn without_control_characters<'a>(
    text: Cow<'a, str>,
    repairs: &mut Repairs,
) -> Cow<'a, str> {
    if !may_hold_forbidden(text.as_bytes()) {
        return text;
    }
    let mut found = text
        .char_indices()
        .filter(|(_, letter)| is_forbidden(*letter));
    let Some((first, letter)) = found.next() else {
        return text;
    };
    let count = 1 + found.count();
    let line = 1 + text[..first].matches('\n').count();
    repairs.note_many(RepairKind::ControlCharacter, count, || {
        format!("U+{:04X} in line {line}", u32::from(letter))
    });
    Cow::Owned(
        text.chars()
            .filter(|letter| !is_forbidden(*letter))
            .collect(),
    )
}

/// The same for bytes of an encoding that holds ASCII, before they are decoded.
pub(crate) fn bytes_without_control_characters<'a>(
    bytes: &'a [u8],
    repairs: &mut Repairs,
) -> Cow<'a, [u8]> {
    let forbidden = |byte: &u8| byte.is_ascii() && is_forbidden(char::from(*byte));
    let Some(first) = bytes.iter().position(forbidden) else {
        return Cow::Borrowed(bytes);
    };
    let kept: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !forbidden(byte))
        .collect();
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..first]).count();
    repairs.note_many(
        RepairKind::ControlCharacter,
        bytes.len() - kept.len(),
        || format!("U+{:04X} in line {line}", bytes[first]),
    );
    Cow::Owned(kept)
}

fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A first look, as nearly every text has none: by blocks, without a branch for each byte.
fn may_hold_forbidden(bytes: &[u8]) -> bool {
    let is_control =
        |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7F;
    let has_control = |block: &[u8]| {
        block
            .iter()
            .fold(false, |any, byte| any | is_control(*byte))
    };
    let noncharacters: [&[u8]; 2] = ["\u{FFFE}".as_bytes(), "\u{FFFF}".as_bytes()];
    bytes.chunks(256).any(has_control)
        || noncharacters
            .iter()
            .any(|letter| memchr::memmem::find(bytes, letter).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_are_counted() {
        let mut repairs = Repairs::default();
        let text = without_control_characters(
            Cow::Borrowed("a\tb\r\nc\u{6}d\u{0}\u{FFFE}é"),
            &mut repairs,
        );
        assert_eq!(text, "a\tb\r\ncdé");
        let repairs = repairs.into_vec();
        assert_eq!(repairs.len(), 1);
        assert_eq!(
            (repairs[0].count, repairs[0].example.as_str()),
            (3, "U+0006 in line 2")
        );
    }

    #[test]
    fn clean_text_is_left_alone() {
        let mut repairs = Repairs::default();
        let text = without_control_characters(Cow::Borrowed("日本語\u{EF00}"), &mut repairs);
        assert!(matches!(text, Cow::Borrowed(_)));
        assert!(repairs.into_vec().is_empty());
    }
}
