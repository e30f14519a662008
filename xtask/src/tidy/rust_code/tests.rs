//! What the rules rely on when they read Rust.

use super::*;

#[test]
fn comments_and_literals_are_no_code() {
    let cases = [
        ("let a = 1; // std::fs", "let a = 1;", "// std::fs"),
        (
            "a /* x /* y */ z */ b",
            "a                   b",
            "/* x /* y */ z */",
        ),
        ("f(\"// no\", b)", "f(       , b)", ""),
        ("f(\"\\\"x\", b)", "f(     , b)", ""),
        ("f(r#\"a\"b\"#, b)", "f(        , b)", ""),
        ("f(br\"a\\\", b)", "f(      , b)", ""),
        ("f('\"', '\\'', b'x', 'é')", "f(   ,     ,     ,     )", ""),
        ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}", ""),
        ("for x in r#type {}", "for x in r#type {}", ""),
        ("let bar\"x\"", "let bar   ", ""),
    ];
    for (source, code, comments) in cases {
        let parts = parts(source);
        assert_eq!(parts.code.trim_end(), code.trim_end(), "{source}");
        assert_eq!(parts.comments.trim(), comments, "{source}");
    }
}

#[test]
fn lines_stay_where_they_are() {
    let source = "a\n/* b\nc */\n\"d\ne\"\nf";
    let parts = parts(source);
    assert_eq!(parts.code.lines().count(), source.lines().count());
    assert_eq!(parts.code.lines().last(), Some("f"));
    assert_eq!(line_of(source, source.len() - 1), 6);
}

#[test]
fn test_items_are_taken_out_and_nothing_else() {
    let cases = [
        (
            "a();\n#[cfg(test)]\nmod tests { fn f() { b(); } }\nc();",
            "a(); c();",
        ),
        ("#[cfg(test)]\nuse x::{y, z};\nc();", "; c();"),
        ("#[cfg(test)]\nmod tests;\nc();", "c();"),
        ("#[cfg(test)] fn f(a: [u8; 3]) { b(); } c();", "c();"),
        ("#[cfg(all(test, unix))]\nmod tests { b(); }\nc();", "c();"),
        (
            "#[cfg(feature = x)] mod tests { b(); }",
            "#[cfg(feature = x)] mod tests { b(); }",
        ),
        ("#![cfg(test)]\nb();", ""),
    ];
    for (code, left) in cases {
        let words: Vec<_> = without_tests(code)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(words.join(" "), left, "{code}");
    }
}

#[test]
fn modules_for_tests_only_are_found_where_rust_looks_for_them() {
    let code = "mod a;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod examples;";
    assert_eq!(
        test_modules("crates/agenda/src/day.rs", code),
        [
            "crates/agenda/src/day/tests",
            "crates/agenda/src/day/examples"
        ]
    );
    assert_eq!(
        test_modules("crates/agenda/src/lib.rs", code),
        ["crates/agenda/src/tests", "crates/agenda/src/examples"]
    );
    assert!(test_modules("a.rs", "#[cfg(test)]\nmod tests { fn f() {} }").is_empty());
}

#[test]
fn use_groups_are_written_out() {
    let code = "use std::{\n    collections::{BTreeMap, HashMap as Map},\n    fs::{self, File},\n};\nuse a::b;";
    assert_eq!(
        used_paths(code),
        [
            (1, "std::collections::BTreeMap".to_owned()),
            (1, "std::collections::HashMap".to_owned()),
            (1, "std::fs::self".to_owned()),
            (1, "std::fs::File".to_owned()),
            (5, "a::b".to_owned()),
        ]
    );
}

#[test]
fn a_word_is_not_found_within_a_longer_one() {
    let found = |code: &str, word: &str| words(code, word).count();
    assert_eq!(found("Utc::now()", "Utc::now"), 1);
    assert_eq!(found("MyUtc::now()", "Utc::now"), 0);
    assert_eq!(found("Utc::now_ish()", "Utc::now"), 0);
    assert_eq!(found("println!(x)", "println!"), 1);
    assert_eq!(found("eprintln!(x)", "println!"), 0);
}
