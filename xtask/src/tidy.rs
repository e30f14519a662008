//! `cargo xtask tidy`: the rules of this house that a program can check.
//!
//! Each rule is one function from the [`Tree`] of all files to its findings. Rules read text;
//! what needs a compiler is left to clippy.

mod layers;
mod lock_files;
mod markdown;
mod repository;
mod rust_code;
mod source_style;
mod tree;

use std::fmt;

use crate::error::Error;
use crate::workspace;
use tree::Tree;

/// Applies every rule to the checkout, prints what they found, and fails if that is anything.
pub fn tidy() -> Result<(), Error> {
    let tree = Tree::read(workspace::root())?;
    let findings = findings(&tree);
    if findings.is_empty() {
        println!(
            "{} files keep all {} rules.",
            tree.files().count(),
            RULES.len()
        );
        return Ok(());
    }
    for finding in &findings {
        println!("{finding}");
    }
    Err(Error::Check(format!(
        "{} places break a rule of this house; each is named above",
        findings.len()
    )))
}

/// A rule that is broken, where, and what to do about it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    /// From 1. For something that is not there, 1.
    line: usize,
    rule: &'static str,
    cure: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            rule,
            cure,
        } = self;
        write!(f, "{path}:{line}: {rule}: {cure}")
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: &[Rule] = &[
    layers::tauri_only_in_the_shell,
    layers::tauri_api_only_in_its_backend,
    layers::pure_crates_do_no_io,
    layers::pure_crates_depend_on_no_io,
    source_style::files_are_short,
    source_style::modules_say_what_they_own,
    source_style::nothing_is_unfinished,
    source_style::no_test_is_left_out,
    lock_files::crates_come_from_the_usual_registry,
    lock_files::npm_lock_names_no_host,
    lock_files::settings_name_no_registry,
    repository::licences_are_there,
    repository::no_path_of_the_build_machine,
    repository::decisions_have_a_status,
    markdown::links_lead_somewhere,
];

fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    findings.sort();
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_sorted_and_each_is_told_once() {
        let tree = Tree::of(&[("b.rs", "fn b() {}"), ("a.rs", "fn a() {}")]);
        let rules: Vec<_> = findings(&tree)
            .into_iter()
            .filter(|finding| finding.path.ends_with(".rs"))
            .map(|finding| finding.to_string())
            .collect();
        assert_eq!(rules.len(), 2);
        assert!(rules[0].starts_with("a.rs:1: module-head: "), "{rules:?}");
    }
}
