//! Links in README and docs that lead to files of the checkout.

use super::Finding;
use super::tree::Tree;

/// Every relative link leads to a file or folder that is there. Links to the web and to headings
/// are not followed.
pub fn links_lead_somewhere(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let documents = tree.files_in("", &[".md"]).filter(|file| {
        !file.path.contains('/')
            || file.path.starts_with("docs/")
            || file.path.ends_with("README.md")
    });
    for file in documents {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, target) in links(&file.text) {
            let path = target.split(['#', '?']).next().unwrap_or_default();
            let is_there = resolve(folder, path).is_some_and(|path| tree.has(&path));
            if !path.is_empty() && !is_there {
                findings.push(file.finding(
                    line,
                    "dead-link",
                    format!("`{target}` is not there: mend the link or add the file"),
                ));
            }
        }
    }
    findings
}

/// The targets of links and pictures, outside code: `[…](target)`, `[…]: target`, and the `src`
/// and `href` of HTML.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_code_block = false;
    for (number, line) in text.lines().zip(1..).map(|(line, number)| (number, line)) {
        if line.trim_start().starts_with("```") {
            in_code_block = !in_code_block;
        }
        if in_code_block {
            continue;
        }
        let prose = without_code_spans(line);
        let mut targets: Vec<&str> = Vec::new();
        for (opening, closing) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
            for (at, _) in prose.match_indices(opening) {
                let rest = &prose[at + opening.len()..];
                targets.extend(rest.split(closing).next());
            }
        }
        if prose.starts_with('[')
            && let Some((_, target)) = prose.split_once("]: ")
        {
            targets.push(target);
        }
        for target in targets {
            // A title may follow the target.
            let target = target.split_whitespace().next().unwrap_or_default();
            let target = target.trim_matches(['<', '>']);
            if !target.contains("://") && !target.starts_with("mailto:") {
                found.push((number, target.to_owned()));
            }
        }
    }
    found
}

fn without_code_spans(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

/// The path from the root that a link in this folder means, or nothing if it leaves the checkout.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(path: &str, text: &str) -> usize {
        let tree = Tree::of(&[
            (path, text),
            ("docs/architecture.md", "#"),
            ("docs/screenshots/agenda.png", ""),
            ("crates/agenda/src/lib.rs", ""),
        ]);
        links_lead_somewhere(&tree).len()
    }

    #[test]
    fn links_to_what_is_there_are_left_alone() {
        for (path, text) in [
            (
                "README.md",
                "[a](docs/architecture.md#time) and ![b](docs/screenshots/agenda.png \"B\")",
            ),
            ("README.md", "[the crate](crates/agenda)"),
            (
                "README.md",
                "[web](https://example.org/x) [mail](mailto:a@example.org) [top](#top)",
            ),
            (
                "docs/guide/first.md",
                "[up](../architecture.md) and [here](.)",
            ),
            (
                "README.md",
                "`[code](nowhere.md)`\n```\n[code](nowhere.md)\n```",
            ),
            ("README.md", "<img src=\"docs/screenshots/agenda.png\">"),
            ("data/notes.md", "[a](nowhere.md)"),
        ] {
            assert_eq!(dead(path, text), 0, "{path}: {text}");
        }
    }

    #[test]
    fn dead_links_are_found() {
        for (path, text) in [
            ("README.md", "[a](docs/nowhere.md)"),
            ("README.md", "text\n[a]: docs/nowhere.md"),
            (
                "README.md",
                "<img width=1 src=\"docs/screenshots/now.png\">",
            ),
            ("docs/architecture2.md", "![a](agenda.png)"),
            ("docs/a.md", "[out](../../elsewhere.md)"),
        ] {
            assert_eq!(dead(path, text), 1, "{path}: {text}");
        }
    }
}
