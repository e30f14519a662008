//! Who may know whom: Tauri stays in the shell, its JavaScript side in one file, and the pure
//! crates neither touch the world nor ask what time it is.

use super::Finding;
use super::rust_code::{line_of, parts, test_modules, used_paths, without_tests, words};
use super::tree::{SourceFile, Tree};

/// No crate under `crates/` depends on Tauri or names it.
pub fn tauri_only_in_the_shell(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "tauri-only-in-shell";
    const CURE: &str = "move what needs Tauri to src-tauri";
    let mut findings = Vec::new();
    for manifest in tree.files_in("crates/", &["/Cargo.toml"]) {
        for (line, name) in dependencies(manifest, Including::Tests) {
            if name == "tauri" || name.starts_with("tauri-") {
                findings.push(manifest.finding(line, RULE, CURE));
            }
        }
    }
    for file in tree.files_in("crates/", &[".rs"]) {
        let code = parts(&file.text).code;
        for crate_name in ["tauri", "tauri_plugin"] {
            for at in words(&code, crate_name) {
                if code[at + crate_name.len()..].starts_with("::") {
                    findings.push(file.finding(line_of(&code, at), RULE, CURE));
                }
            }
        }
    }
    findings
}

/// Only `ui/src/backend/tauri.ts` imports Tauri's JavaScript packages.
pub fn tauri_api_only_in_its_backend(tree: &Tree) -> Vec<Finding> {
    const HOME: &str = "ui/src/backend/tauri.ts";
    let mut findings = Vec::new();
    for file in tree.files_in("ui/src/", &[".ts", ".js", ".svelte"]) {
        for (line, text) in file.lines() {
            let names_it = ['"', '\'', '`']
                .iter()
                .any(|quote| text.contains(&format!("{quote}@tauri-apps/")));
            if names_it && file.path != HOME {
                findings.push(file.finding(
                    line,
                    "tauri-api-only-in-backend",
                    format!("go through the Backend interface; only {HOME} knows Tauri"),
                ));
            }
        }
    }
    findings
}

/// `agenda` and `schedule-files` read no file, clock, environment or network, and print nothing.
/// Their tests may.
pub fn pure_crates_do_no_io(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for folder in PURE_SOURCES {
        let files: Vec<(&SourceFile, String)> = tree
            .files_in(folder, &[".rs"])
            .map(|file| (file, parts(&file.text).code))
            .collect();
        let for_tests: Vec<String> = files
            .iter()
            .flat_map(|(file, code)| test_modules(&file.path, code))
            .collect();
        for (file, code) in &files {
            if !is_within(&file.path, &for_tests) {
                findings.extend(impurities(file, &without_tests(code)));
            }
        }
    }
    findings
}

/// `agenda` and `schedule-files` depend on no crate that does such things.
pub fn pure_crates_depend_on_no_io(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for folder in PURE_SOURCES {
        let path = folder.replace("src/", "Cargo.toml");
        let Some(manifest) = tree.file(&path) else {
            continue;
        };
        for (line, name) in dependencies(manifest, Including::NoTests) {
            if IMPURE_CRATES.contains(&name.replace('-', "_").as_str()) {
                findings.push(manifest.finding(
                    line,
                    PURITY,
                    format!("do without {name}: this crate is pure, so do it in agenda-app"),
                ));
            }
        }
    }
    findings
}

const PURE_SOURCES: [&str; 2] = ["crates/agenda/src/", "crates/schedule-files/src/"];
const PURITY: &str = "pure-crates";

const IMPURE_CRATES: [&str; 10] = [
    "dirs",
    "iana_time_zone",
    "notify_rust",
    "reqwest",
    "rusqlite",
    "tauri",
    "tempfile",
    "tokio",
    "ureq",
    "zbus",
];

/// Paths that reach the world or the clock, as they are imported or written out.
const IMPURE_PATHS: [&str; 15] = [
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "chrono::Local",
    "Local::now",
    "Timestamp::now",
    "Utc::now",
    "Zoned::now",
];

/// Names that do so however they were imported.
const IMPURE_NAMES: [&str; 8] = [
    "Instant::now",
    "SystemTime",
    "TimeZone::system",
    "dbg!",
    "eprint!",
    "eprintln!",
    "print!",
    "println!",
];

fn impurities(file: &SourceFile, code: &str) -> Vec<Finding> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (line, path) in used_paths(code) {
        let starts_with = |impure: &str| {
            path.strip_prefix(impure)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        if let Some(impure) = IMPURE_PATHS
            .into_iter()
            .chain(IMPURE_CRATES)
            .find(|impure| starts_with(impure))
        {
            found.push((line, impure.to_owned()));
        }
    }
    for impure in IMPURE_PATHS.into_iter().chain(IMPURE_NAMES) {
        for at in words(code, impure) {
            // `std::env!` reads what the compiler was given, not what the program is.
            if !code[at + impure.len()..].starts_with('!') {
                found.push((line_of(code, at), impure.to_owned()));
            }
        }
    }
    for impure in IMPURE_CRATES {
        for at in words(code, impure) {
            if code[at + impure.len()..].starts_with("::") {
                found.push((line_of(code, at), impure.to_owned()));
            }
        }
    }
    found.sort();
    found.dedup();
    found
        .into_iter()
        .map(|(line, name)| {
            file.finding(
                line,
                PURITY,
                format!(
                    "take what {name} gives as an argument; this crate does no I/O and has no clock"
                ),
            )
        })
        .collect()
}

fn is_within(path: &str, modules: &[String]) -> bool {
    modules.iter().any(|module| {
        path.strip_prefix(module.as_str())
            .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Including {
    Tests,
    NoTests,
}

/// The crates that a manifest depends on, by the line that says so: `name = …`, `name.workspace`,
/// `[dependencies.name]`, and what `package = "name"` says it really is.
fn dependencies(manifest: &SourceFile, including: Including) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut within = false;
    for (line, text) in manifest.lines() {
        let text = text.trim();
        if let Some(section) = text.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            let is_for_tests = section.contains("dev-dependencies");
            within = section.contains("dependencies")
                && (including == Including::Tests || !is_for_tests);
            if within && let Some((_, name)) = section.split_once("dependencies.") {
                found.push((line, name.to_owned()));
            }
            continue;
        }
        if !within || text.starts_with('#') {
            continue;
        }
        if let Some((key, _)) = text.split_once('=') {
            let name = key.split('.').next().unwrap_or(key);
            found.push((line, name.trim().trim_matches('"').to_owned()));
        }
        if let Some((_, package)) = text.split_once("package = \"") {
            let name = package.split('"').next().unwrap_or(package);
            found.push((line, name.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(findings: &[Finding]) -> Vec<(&str, usize)> {
        findings
            .iter()
            .map(|finding| (finding.path.as_str(), finding.line))
            .collect()
    }

    #[test]
    fn tauri_in_a_crate_is_found_in_its_manifest_and_its_code() {
        let tree = Tree::of(&[
            (
                "crates/a/Cargo.toml",
                "[package]\nname = \"a\"\n[dependencies]\ntauri = \"2\"\n[dev-dependencies.tauri-build]\nx = { package = \"tauri\" }\n",
            ),
            (
                "crates/a/src/lib.rs",
                "//! Not tauri::x.\nuse tauri::App;\nlet x = tauri_plugin::y;",
            ),
            ("src-tauri/src/main.rs", "use tauri::App;"),
        ]);
        assert_eq!(
            lines(&tauri_only_in_the_shell(&tree)),
            [
                ("crates/a/Cargo.toml", 4),
                ("crates/a/Cargo.toml", 5),
                ("crates/a/Cargo.toml", 6),
                ("crates/a/src/lib.rs", 2),
                ("crates/a/src/lib.rs", 3),
            ]
        );
    }

    #[test]
    fn a_crate_without_tauri_is_left_alone() {
        let tree = Tree::of(&[
            (
                "crates/a/Cargo.toml",
                "[package]\ndescription = \"tauri = 2\"\n[dependencies]\nserde.workspace = true\n# tauri = 1\n",
            ),
            (
                "crates/a/src/lib.rs",
                "//! What tauri::App is, is not known here.\nfn tauri_like() { \"tauri::App\"; }",
            ),
        ]);
        assert_eq!(tauri_only_in_the_shell(&tree), []);
    }

    #[test]
    fn the_javascript_side_of_tauri_is_found_outside_its_file() {
        let import = "import { invoke } from '@tauri-apps/api/core';";
        let tree = Tree::of(&[
            ("ui/src/backend/tauri.ts", import),
            ("ui/src/backend/fake.ts", "// no @tauri-apps/api here\n"),
            (
                "ui/src/features/agenda/Agenda.svelte",
                &format!("<script>\n{import}"),
            ),
            ("ui/package.json", "{ \"@tauri-apps/api\": \"2\" }"),
        ]);
        assert_eq!(
            lines(&tauri_api_only_in_its_backend(&tree)),
            [("ui/src/features/agenda/Agenda.svelte", 2)]
        );
    }

    #[test]
    fn input_output_and_clocks_are_found_in_pure_crates() {
        let cases = [
            "use std::fs;",
            "use std::{collections::BTreeMap, net::TcpStream};",
            "use rusqlite::Connection;",
            "fn f() { std::env::var(x); }",
            "fn f() { chrono::Utc::now() }",
            "fn f() { Utc::now() }",
            "fn f() { println!(x) }",
            "use std::time::{Duration, SystemTime};",
            "fn f() { tokio::spawn(x) }",
            "#[cfg(test)] mod tests {} fn f() { Local::now() }",
        ];
        for code in cases {
            let tree = Tree::of(&[("crates/agenda/src/day.rs", code)]);
            assert_eq!(pure_crates_do_no_io(&tree).len(), 1, "{code}");
        }
    }

    #[test]
    fn pure_code_its_tests_and_other_crates_are_left_alone() {
        let tree = Tree::of(&[
            (
                "crates/agenda/src/day.rs",
                "//! Utc::now is an argument.\nuse std::io::Read;\nuse std::time::Duration;\n\
                 fn f(instant: Instant) { std::env!(\"X\"); g(\"std::fs\"); }\n\
                 #[cfg(test)]\nmod tests;\n#[cfg(test)]\nmod table { use std::fs; }",
            ),
            ("crates/agenda/src/day/tests.rs", "use std::fs;"),
            ("crates/agenda/tests/zones.rs", "use std::fs;"),
            ("crates/agenda-store/src/lib.rs", "use std::fs;"),
        ]);
        assert_eq!(pure_crates_do_no_io(&tree), []);
    }

    #[test]
    fn pure_crates_may_use_impure_ones_in_tests_only() {
        let manifest = "[dependencies]\nrusqlite.workspace = true\nserde = \"1\"\n\
                        [dev-dependencies]\ntempfile.workspace = true\n";
        let tree = Tree::of(&[("crates/schedule-files/Cargo.toml", manifest)]);
        assert_eq!(
            lines(&pure_crates_depend_on_no_io(&tree)),
            [("crates/schedule-files/Cargo.toml", 2)]
        );
    }
}
