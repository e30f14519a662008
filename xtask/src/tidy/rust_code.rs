//! Rust source taken apart just far enough for rules about text: code without its comments and
//! literals, comments without the code, code without its tests.
//!
//! Positions never move: what is taken out is replaced by blanks, line by line.

/// The same source twice, with the other half blanked out.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts {
    /// Everything but comments and the contents of string and character literals.
    pub code: String,
    /// Only the comments, with their marks.
    pub comments: String,
}

/// Takes a Rust source apart.
pub fn parts(source: &str) -> Parts {
    let bytes = source.as_bytes();
    let mut parts = Masks {
        code: blank(bytes),
        comments: blank(bytes),
    };
    let mut at = 0;
    while at < bytes.len() {
        let (kind, end) = next_piece(bytes, at);
        let mask = match kind {
            Piece::Code => Some(&mut parts.code),
            Piece::Comment => Some(&mut parts.comments),
            Piece::Literal => None,
        };
        if let Some(mask) = mask {
            mask[at..end].copy_from_slice(&bytes[at..end]);
        }
        at = end;
    }
    Parts {
        code: String::from_utf8_lossy(&parts.code).into_owned(),
        comments: String::from_utf8_lossy(&parts.comments).into_owned(),
    }
}

/// Code (as in [`Parts::code`]) without the items that only tests are compiled with.
pub fn without_tests(code: &str) -> String {
    if code.trim_start().starts_with("#![cfg(test)]") {
        return String::from_utf8_lossy(&blank(code.as_bytes())).into_owned();
    }
    let mut bytes = code.as_bytes().to_vec();
    let mut from = 0;
    while let Some((start, end)) = next_test_item(code, from) {
        let blanks = blank(&bytes[start..end]);
        bytes[start..end].copy_from_slice(&blanks);
        from = end;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The paths, without `.rs`, of the modules that this file declares for tests only.
pub fn test_modules(path: &str, code: &str) -> Vec<String> {
    let stem = path.trim_end_matches(".rs");
    let folder = match stem.rsplit_once('/') {
        Some((folder, "lib" | "main" | "mod")) => folder,
        _ => stem,
    };
    let mut modules = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = next_test_item(code, from) {
        let item = code[start..end].trim_end_matches(';');
        if let Some((_, name)) = item.rsplit_once("mod ")
            && name.bytes().all(is_identifier)
        {
            modules.push(format!("{folder}/{name}"));
        }
        from = end;
    }
    modules
}

/// Every path that the `use` declarations of this code bring in, with its line and with groups
/// written out: `use std::{fs, io::Read};` gives `std::fs` and `std::io::Read`.
pub fn used_paths(code: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    for at in words(code, "use") {
        let Some(length) = code[at..].find(';') else {
            continue;
        };
        let tree: String = code[at + "use".len()..at + length]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let line = line_of(code, at);
        write_out("", &tree, &mut |path| paths.push((line, path)));
    }
    paths
}

/// Where a word or path stands in this code, not as a part of a longer word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bytes = code.as_bytes();
    let stands_alone = move |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + word.len());
        let joins = |byte: Option<&u8>| byte.is_some_and(|byte| is_identifier(*byte));
        let may_join_what_follows = word.bytes().last().is_some_and(is_identifier);
        !(joins(before) || may_join_what_follows && joins(after))
    };
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(stands_alone)
}

/// The line of a position, from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

struct Masks {
    code: Vec<u8>,
    comments: Vec<u8>,
}

enum Piece {
    Code,
    Comment,
    Literal,
}

/// The piece that starts at `at`, and where it ends. Code comes byte by byte, but an identifier
/// in one piece, so that the `r` of `for"` opens no raw string.
fn next_piece(bytes: &[u8], at: usize) -> (Piece, usize) {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        (Piece::Comment, at + find(rest, b"\n").unwrap_or(rest.len()))
    } else if rest.starts_with(b"/*") {
        (Piece::Comment, at + block_comment_length(rest))
    } else if let Some(length) = literal_length(rest) {
        (Piece::Literal, at + length)
    } else {
        let word = rest.iter().take_while(|byte| is_identifier(**byte)).count();
        (Piece::Code, at + word.max(1))
    }
}

fn block_comment_length(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// The length of the string or character literal at the start of these bytes, if there is one.
/// See the Rust Reference, "Tokens": prefixes `b`, `c`, `r`, `br`, `cr`; a `'` may also open a
/// lifetime.
fn literal_length(bytes: &[u8]) -> Option<usize> {
    let prefix = bytes
        .iter()
        .take(2)
        .take_while(|byte| matches!(byte, b'b' | b'c' | b'r'))
        .count();
    let rest = &bytes[prefix..];
    let is_raw = bytes[..prefix].contains(&b'r');
    if is_raw {
        let hashes = rest.iter().take_while(|byte| **byte == b'#').count();
        let closing = [b"\"".as_slice(), &rest[..hashes]].concat();
        let inner = rest.get(hashes..)?.strip_prefix(b"\"")?;
        let end = find(inner, &closing).map_or(inner.len(), |at| at + closing.len());
        return Some(prefix + hashes + 1 + end);
    }
    match rest {
        [b'"', inner @ ..] => Some(prefix + 1 + escaped_length(inner, b'"')),
        [b'\'', b'\\', ..] => Some(prefix + 1 + escaped_length(&rest[1..], b'\'')),
        [b'\'', inner @ ..] => {
            let character = std::str::from_utf8(&inner[..inner.len().min(4)])
                .or_else(|error| std::str::from_utf8(&inner[..error.valid_up_to()]))
                .ok()?
                .chars()
                .next()?
                .len_utf8();
            (inner.get(character) == Some(&b'\'')).then_some(prefix + character + 2)
        }
        _ => None,
    }
}

/// How far it is past the closing quote, skipping what a backslash escapes.
fn escaped_length(bytes: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The next item under `#[cfg(test)]` from `from` on: where its attribute starts, and its end.
fn next_test_item(code: &str, from: usize) -> Option<(usize, usize)> {
    let start = ["#[cfg(test)]", "#[cfg(all(test"]
        .into_iter()
        .filter_map(|attribute| code[from..].find(attribute))
        .min()?
        + from;
    let bytes = code.as_bytes();
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some((start, at + 1));
                }
            }
            b';' if depth == 0 => return Some((start, at + 1)),
            _ => {}
        }
    }
    Some((start, code.len()))
}

/// Calls `found` with every path of a use tree. `prefix` ends in `::` or is empty.
fn write_out(prefix: &str, tree: &str, found: &mut impl FnMut(String)) {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        if !path.is_empty() {
            found(format!("{prefix}{path}"));
        }
        return;
    };
    let prefix = format!("{prefix}{}", head.trim());
    let group = group.trim_end();
    let group = group.strip_suffix('}').unwrap_or(group);
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, byte) in group.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                write_out(&prefix, &group[start..at], found);
                start = at + 1;
            }
            _ => {}
        }
    }
    write_out(&prefix, &group[start..], found);
}

fn blank(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .map(|byte| if *byte == b'\n' { b'\n' } else { b' ' })
        .collect()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn is_identifier(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests;
