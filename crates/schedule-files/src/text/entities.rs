//! Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.

use std::borrow::Cow;

/// The longest name looked for, without `&` and `;`.
const LONGEST_NAME: usize = 10;

/// The character that a reference means, by what stands between `&` and `;`. Knows the names of
/// HTML 4 and `apos`; numbers between 128 and 159 mean Windows-1252, as in browsers.
pub(crate) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return numbered(code);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => named(name),
    }
}

/// The text with its references resolved; what is no known reference stays as it is.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut decoded = String::new();
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        match reference_at(&rest[at..]) {
            Some((letter, length)) => {
                decoded.push_str(&rest[..at]);
                decoded.push(letter);
                rest = &rest[at + length..];
            }
            None => {
                decoded.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    if decoded.is_empty() {
        return Cow::Borrowed(text);
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character of a reference that starts the text, and the reference's length.
pub(super) fn reference_at(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let within = &body.as_bytes()[..body.len().min(LONGEST_NAME + 1)];
    let end = within.iter().position(|byte| *byte == b';')?;
    let letter = entity(&body[..end])?;
    Some((letter, end + 2))
}

fn numbered(code: u32) -> Option<char> {
    match code {
        0x80..=0x9F => {
            let byte = u8::try_from(code).ok()?;
            crate::decode::utf8_or_latin1(&[byte]).text.chars().next()
        }
        // What XML forbids is no character of a text.
        0x00..=0x08 | 0x0B | 0x0C | 0x0E..=0x1F => None,
        _ => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<char> {
    let latin_1 = LATIN_1.split(' ').zip('\u{A0}'..='\u{FF}');
    let others = OTHERS.split(' ').filter_map(|pair| {
        let mut letters = pair.chars();
        let letter = letters.next_back()?;
        Some((letters.as_str(), letter))
    });
    latin_1
        .chain(others)
        .find_map(|(known, letter)| (known == name).then_some(letter))
        .or(match name {
            "zwnj" | "zwj" | "lrm" | "rlm" | "shy" => Some('\u{200B}'),
            "ensp" | "emsp" | "thinsp" => Some(' '),
            _ => None,
        })
}

/// The names of U+00A0 to U+00FF, in order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute \
    Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
    Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

/// Names, each with its character behind it.
const OTHERS: &str = "ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ hellip… bull• euro€ \
    trade™ lsaquo‹ rsaquo› dagger† Dagger‡ permil‰ prime′ Prime″ larr← uarr↑ rarr→ darr↓ harr↔ rArr⇒ \
    hArr⇔ OElig\u{152} oelig\u{153} Scaron\u{160} scaron\u{161} Yuml\u{178} fnof\u{192} circ\u{2C6} \
    tilde\u{2DC} minus− infin∞ ne≠ le≤ ge≥ asymp≈ equiv≡ sum∑ prod∏ radic√ int∫ part∂ forall∀ exist∃ \
    empty∅ isin∈ cap∩ cup∪ sub⊂ sup⊃ and∧ or∨ loz◊ spades♠ clubs♣ hearts♥ diams♦ Alpha\u{391} \
    Beta\u{392} Gamma\u{393} Delta\u{394} Theta\u{398} Lambda\u{39B} Pi\u{3A0} Sigma\u{3A3} \
    Phi\u{3A6} Psi\u{3A8} Omega\u{3A9} alpha\u{3B1} beta\u{3B2} gamma\u{3B3} delta\u{3B4} \
    epsilon\u{3B5} zeta\u{3B6} eta\u{3B7} theta\u{3B8} lambda\u{3BB} mu\u{3BC} nu\u{3BD} xi\u{3BE} \
    pi\u{3C0} rho\u{3C1} sigma\u{3C3} tau\u{3C4} phi\u{3C6} chi\u{3C7} psi\u{3C8} omega\u{3C9}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        let cases = [
            ("&eacute;&#233;&#xE9;&#XE9;", "éééé"),
            ("&yuml;&nbsp;&Agrave;", "ÿ\u{A0}À"),
            ("&ndash;&hellip;&rsquo;&#8217;&#146;", "–…’’’"),
            ("&omega;&Scaron;", "ωŠ"),
            ("AT&T; R&D &unknown; &", "AT&T; R&D &unknown; &"),
            (
                "&#0;&#6;&#1114112;&#xFFFFFFFFFF;",
                "&#0;&#6;&#1114112;&#xFFFFFFFFFF;",
            ),
            ("&amp;amp;", "&amp;"),
            ("&é;&", "&é;&"),
        ];
        for (text, expected) in cases {
            assert_eq!(decoded(text), expected);
        }
    }
}
