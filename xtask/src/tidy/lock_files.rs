//! Where dependencies come from: the usual registries, by name, never a host of somebody's own.

use super::Finding;
use super::tree::Tree;

/// `Cargo.lock` knows one source, the one that cargo itself calls by this name.
pub fn crates_come_from_the_usual_registry(tree: &Tree) -> Vec<Finding> {
    const USUAL: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let mut findings = Vec::new();
    for file in tree.files_in("", &["Cargo.lock"]) {
        for (line, text) in file.lines() {
            if text.starts_with("source = ") && text != USUAL {
                findings.push(file.finding(
                    line,
                    "crate-source",
                    "take a released version from the usual registry",
                ));
            }
        }
    }
    findings
}

/// npm's lock file names packages by version and checksum, not by where they were fetched from.
pub fn npm_lock_names_no_host(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files_in("", &["package-lock.json"]) {
        for (line, text) in file.lines() {
            if text.trim_start().starts_with("\"resolved\"") && text.contains("://") {
                findings.push(file.finding(
                    line,
                    "npm-lock-host",
                    "write the lock file with `omit-lockfile-registry-resolved=true` in .npmrc",
                ));
            }
        }
    }
    findings
}

/// No setting that is kept with the source sends anybody to another registry.
pub fn settings_name_no_registry(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files_in("", &[".npmrc", ".cargo/config.toml"]) {
        for (line, text) in file.lines() {
            let text = text.trim();
            let names_one = ["registry", "[source", "[registries", "//"]
                .iter()
                .any(|start| text.starts_with(start))
                || text.contains(":registry");
            if names_one {
                findings.push(file.finding(
                    line,
                    "registry-setting",
                    "keep it in your own settings, outside the checkout",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_from_anywhere_else_are_found() {
        let tree = Tree::of(&[(
            "Cargo.lock",
            "[[package]]\nname = \"a\"\n\
             source = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
             source = \"git+https://example.org/a\"\n\
             source = \"sparse+https://mirror.example.org/\"\n",
        )]);
        let lines: Vec<_> = crates_come_from_the_usual_registry(&tree)
            .iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(lines, [4, 5]);
    }

    #[test]
    fn hosts_in_the_npm_lock_file_are_found() {
        let tree = Tree::of(&[(
            "ui/package-lock.json",
            "{\n  \"version\": \"1\",\n  \"resolved\": \"https://mirror.example.org/a.tgz\",\n\
             \"resolved\": \"packages/local\"\n}",
        )]);
        let findings = npm_lock_names_no_host(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].line, 3);
    }

    #[test]
    fn registry_settings_are_found() {
        let tree = Tree::of(&[
            (
                "ui/.npmrc",
                "omit-lockfile-registry-resolved=true\nregistry=https://mirror.example.org\n\
                 @scope:registry=https://mirror.example.org\n",
            ),
            (
                ".cargo/config.toml",
                "[alias]\nxtask = \"run\"\n[source.crates-io]\nreplace-with = \"mirror\"\n",
            ),
        ]);
        let lines: Vec<_> = settings_name_no_registry(&tree)
            .into_iter()
            .map(|finding| (finding.path, finding.line))
            .collect();
        assert_eq!(
            lines,
            [
                ("ui/.npmrc".to_owned(), 2),
                ("ui/.npmrc".to_owned(), 3),
                (".cargo/config.toml".to_owned(), 3)
            ]
        );
    }
}
