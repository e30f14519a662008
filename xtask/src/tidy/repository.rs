//! The checkout as a whole: its licences, its decisions, and nothing of the machine it was made
//! on.

use super::Finding;
use super::tree::Tree;
use crate::workspace;

/// Both licences are there in full.
pub fn licences_are_there(tree: &Tree) -> Vec<Finding> {
    [
        (
            "LICENSE-MIT",
            "Permission is hereby granted, free of charge",
        ),
        (
            "LICENSE-APACHE",
            "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
        ),
    ]
    .into_iter()
    .filter(|(path, words)| {
        !tree
            .file(path)
            .is_some_and(|file| file.text.contains(words))
    })
    .map(|(path, _)| Finding {
        path: path.to_owned(),
        line: 1,
        rule: "licence",
        cure: "put the standard text there: Lanyard is MIT OR Apache-2.0".to_owned(),
    })
    .collect()
}

/// No file names the folder of this checkout. What tools write and read, lock files and
/// settings, names no home folder either; in code, one may be an example.
pub fn no_path_of_the_build_machine(tree: &Tree) -> Vec<Finding> {
    machine_paths(tree, &workspace::root().display().to_string())
}

/// Every architecture decision record says whether it holds.
pub fn decisions_have_a_status(tree: &Tree) -> Vec<Finding> {
    tree.files_in("docs/adr/", &[".md"])
        .filter(|file| {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            name.starts_with(|first: char| first.is_ascii_digit())
        })
        .filter(|file| {
            !file.lines().any(|(_, line)| {
                line.trim_start_matches(|c: char| !c.is_alphanumeric())
                    .starts_with("Status")
            })
        })
        .map(|file| {
            file.finding(
                1,
                "adr-status",
                "add a line `Status: accepted`, `proposed` or `superseded by …`",
            )
        })
        .collect()
}

fn machine_paths(tree: &Tree, checkout: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        let is_for_tools = [".json", ".lock", ".npmrc", ".toml", ".yaml", ".yml"]
            .iter()
            .any(|ending| file.path.ends_with(ending));
        for (line, text) in file.lines() {
            if names_folder(text, checkout) || is_for_tools && names_a_home(text) {
                findings.push(file.finding(
                    line,
                    "machine-path",
                    "name it from the root of the checkout, or by a variable",
                ));
            }
        }
    }
    findings
}

/// A checkout directly below the root of the file system has a name too common to look for.
fn names_folder(text: &str, folder: &str) -> bool {
    folder.matches(['/', '\\']).count() > 1 && text.contains(folder)
}

/// A path below a home folder, with the name of its owner.
fn names_a_home(text: &str) -> bool {
    const HOMES: [&str; 3] = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("\\Us", "ers\\"),
    ];
    HOMES.iter().any(|home| {
        text.match_indices(home).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let starts_a_path = before.is_none_or(|c| !c.is_alphanumeric() && c != '/' && c != '.')
                || home.starts_with('\\');
            let owner = text[at + home.len()..].chars().next();
            starts_a_path && owner.is_some_and(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_empty_licences_are_found() {
        let tree = Tree::of(&[("LICENSE-MIT", "MIT")]);
        let paths: Vec<_> = licences_are_there(&tree)
            .into_iter()
            .map(|finding| finding.path)
            .collect();
        assert_eq!(paths, ["LICENSE-MIT", "LICENSE-APACHE"]);
    }

    #[test]
    fn paths_of_the_machine_are_found() {
        let home = concat!("/ho", "me/ada");
        for (text, bad) in [
            ("see /build/lanyard/ui/dist", true),
            (home, true),
            (concat!("C:\\Us", "ers\\ada"), true),
            (concat!("https://example.org/ho", "me/page"), false),
            (concat!("the /ho", "me/ folder"), false),
            ("ui/dist", false),
        ] {
            let tree = Tree::of(&[("a.json", text)]);
            assert_eq!(
                !machine_paths(&tree, "/build/lanyard").is_empty(),
                bad,
                "{text}"
            );
        }
    }

    #[test]
    fn a_home_in_code_is_an_example() {
        let home = concat!("\"/ho", "me/ada/schedule.xml\"");
        let tree = Tree::of(&[("a.rs", home), ("b.lock", home)]);
        let paths: Vec<_> = machine_paths(&tree, "/build/lanyard")
            .into_iter()
            .map(|finding| finding.path)
            .collect();
        assert_eq!(paths, ["b.lock"]);
    }

    #[test]
    fn a_checkout_in_the_root_folder_is_too_common_a_name() {
        let tree = Tree::of(&[("a.rs", "//! GET /app")]);
        assert_eq!(machine_paths(&tree, "/app"), []);
    }

    #[test]
    fn a_decision_without_status_is_found() {
        let tree = Tree::of(&[
            ("docs/adr/README.md", "# Decisions"),
            ("docs/adr/0001-zones.md", "# Zones\n\nStatus: accepted\n"),
            ("docs/adr/0002-ipc.md", "# IPC\n\n- **Status:** accepted\n"),
            ("docs/adr/0003-tray.md", "# Tray\n\n## Context\n"),
        ]);
        let paths: Vec<_> = decisions_have_a_status(&tree)
            .into_iter()
            .map(|finding| finding.path)
            .collect();
        assert_eq!(paths, ["docs/adr/0003-tray.md"]);
    }
}
