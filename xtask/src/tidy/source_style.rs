//! What every source file looks like: short, introduced, finished, and with all its tests run.

use super::Finding;
use super::rust_code::{line_of, parts, words};
use super::tree::{SourceFile, Tree, numbered};

const MOST_LINES: usize = 450;

/// Files can be read in one go.
pub fn files_are_short(tree: &Tree) -> Vec<Finding> {
    tree.files_in("", &[".rs", ".ts", ".svelte", ".css", ".sql"])
        .filter(|file| !is_generated(file))
        .filter_map(|file| {
            let length = file.lines().count();
            (length > MOST_LINES).then(|| {
                file.finding(
                    MOST_LINES + 1,
                    "file-length",
                    format!("{length} lines: split it by purpose, {MOST_LINES} are the most"),
                )
            })
        })
        .collect()
}

/// A Rust file starts with `//!`, after inner attributes at most.
pub fn modules_say_what_they_own(tree: &Tree) -> Vec<Finding> {
    tree.files_in("", &[".rs"])
        .filter(|file| {
            let first = file
                .lines()
                .map(|(_, line)| line.trim())
                .find(|line| !line.is_empty() && !line.starts_with("#!["));
            !first.is_some_and(|line| line.starts_with("//!"))
        })
        .map(|file| {
            file.finding(
                1,
                "module-head",
                "start with `//!`: what the module owns, and what is deliberately not there",
            )
        })
        .collect()
}

/// Nothing is marked as to be done later.
pub fn nothing_is_unfinished(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "unfinished";
    const CURE: &str = "do it now, or open an issue and take the mark away";
    const MARKS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let mut findings = Vec::new();
    for file in tree.files_in("", &[".rs"]) {
        let parts = parts(&file.text);
        let marks = MARKS.map(|mark| (mark, &parts.comments));
        let macros = ["todo!", "unimplemented!"].map(|name| (name, &parts.code));
        for (word, text) in marks.into_iter().chain(macros) {
            for at in words(text, word) {
                findings.push(file.finding(line_of(text, at), RULE, CURE));
            }
        }
    }
    let endings = [".ts", ".svelte", ".css", ".sql", ".html", ".toml", ".md"];
    for file in tree.files_in("", &endings) {
        if !is_generated(file) && !file.path.starts_with("data/") {
            for at in MARKS.iter().flat_map(|mark| words(&file.text, mark)) {
                findings.push(file.finding(line_of(&file.text, at), RULE, CURE));
            }
        }
    }
    findings
}

/// No test is ignored or skipped, and none is run alone.
pub fn no_test_is_left_out(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "test-left-out";
    let mut findings = Vec::new();
    for file in tree.files_in("", &[".rs"]) {
        for (line, text) in numbered(&parts(&file.text).code) {
            if text.contains("#[ignore") {
                findings.push(file.finding(
                    line,
                    RULE,
                    "let it run; if it is too long, shorten it unless LANYARD_LONG_TESTS is set",
                ));
            }
        }
    }
    for file in tree.files_in("ui/", &[".ts", ".js"]) {
        for (line, text) in file.lines() {
            let left_out = ["describe", "it", "test"].iter().any(|function| {
                words(text, function).any(|at| {
                    let rest = &text[at + function.len()..];
                    [".skip(", ".only(", ".todo(", ".skip.", ".only."]
                        .iter()
                        .any(|how| rest.starts_with(how))
                })
            });
            if left_out {
                findings.push(file.finding(line, RULE, "let every test run"));
            }
        }
    }
    findings
}

fn is_generated(file: &SourceFile) -> bool {
    file.path.starts_with("ui/src/backend/generated/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_have_450_lines_and_no_more() {
        let most = "x\n".repeat(MOST_LINES);
        let more = "x\n".repeat(MOST_LINES + 1);
        let tree = Tree::of(&[
            ("a.rs", &most),
            ("b.svelte", &more),
            ("ui/src/backend/generated/c.ts", &more),
            ("Cargo.lock", &more),
        ]);
        let findings = files_are_short(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path, "b.svelte");
        assert!(findings[0].cure.contains("451 lines"));
    }

    #[test]
    fn a_module_without_a_head_is_found() {
        for (text, bad) in [
            ("//! Owns x.\nfn x() {}", false),
            ("#![forbid(unsafe_code)]\n\n//! Owns x.", false),
            ("fn x() {}\n//! Too late.", true),
            ("// Owns x.", true),
            ("", true),
        ] {
            let tree = Tree::of(&[("src/x.rs", text)]);
            assert_eq!(!modules_say_what_they_own(&tree).is_empty(), bad, "{text}");
        }
    }

    #[test]
    fn marks_of_unfinished_work_are_found() {
        let mark = concat!("TO", "DO");
        let in_rust = format!("fn f() {{\n    // {mark}: later\n    {}\n}}", "todo!()");
        let in_css = format!("/* {mark} */");
        let tree = Tree::of(&[("a.rs", &in_rust), ("ui/a.css", &in_css)]);
        let mut lines: Vec<_> = nothing_is_unfinished(&tree)
            .into_iter()
            .map(|finding| (finding.path, finding.line))
            .collect();
        lines.sort();
        assert_eq!(
            lines,
            [
                ("a.rs".to_owned(), 2),
                ("a.rs".to_owned(), 3),
                ("ui/a.css".to_owned(), 1)
            ]
        );
    }

    #[test]
    fn words_that_only_look_like_such_marks_are_left_alone() {
        let mark = concat!("TO", "DO");
        let tree = Tree::of(&[
            (
                "a.rs",
                &format!("// {mark}S and my_todo!\nlet a = \"{mark}\";"),
            ),
            ("data/sample.md", mark),
            ("LICENSE-MIT", mark),
        ]);
        assert_eq!(nothing_is_unfinished(&tree), []);
    }

    #[test]
    fn tests_that_would_not_run_are_found() {
        let tree = Tree::of(&[
            ("a.rs", "#[test]\n#[ignore = \"slow\"]\nfn f() {}"),
            ("b.rs", "// #[ignore] is not allowed\n\"#[ignore]\""),
            (
                "ui/src/a.test.ts",
                "it.skip('a', f);\ndescribe.only('b', f);\nit('c', f);\nawait(x).skip(1);",
            ),
        ]);
        let lines: Vec<_> = no_test_is_left_out(&tree)
            .into_iter()
            .map(|finding| (finding.path, finding.line))
            .collect();
        assert_eq!(
            lines,
            [
                ("a.rs".to_owned(), 2),
                ("ui/src/a.test.ts".to_owned(), 1),
                ("ui/src/a.test.ts".to_owned(), 2)
            ]
        );
    }
}
