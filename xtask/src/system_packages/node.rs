//! Node.js and npm, which build the window's contents: are they there, and new enough?

use std::process::Command;

use super::host::Host;
use crate::process::output;
use crate::ui;

/// Node.js and npm on a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeState {
    Good,
    Missing,
    TooOld { found: String },
    NpmMissing,
}

impl NodeState {
    pub fn is_good(&self) -> bool {
        *self == Self::Good
    }

    /// For people: what is wrong.
    pub fn problem(&self) -> Option<String> {
        match self {
            Self::Good => None,
            Self::Missing => Some(format!("Node.js {WANTED}, with npm")),
            Self::TooOld { found } => Some(format!("Node.js {WANTED} (this one is {found})")),
            Self::NpmMissing => Some("npm, which usually comes with Node.js".to_owned()),
        }
    }
}

const WANTED: &str = "20.19 or newer (of 22, 22.12 or newer)";

pub fn state_on_this_machine() -> NodeState {
    let node = output(Command::new("node").arg("--version"));
    let npm = output(ui::npm().arg("--version"));
    state(node.ok().as_deref(), npm.is_ok())
}

/// Whether a version, as `node --version` or a Debian package gives it, is one that Vite 8 runs
/// on: `^20.19.0 || >=22.12.0`, from the `engines` of its package.json.
pub fn is_new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split(|c: char| !c.is_ascii_digit())
        .map_while(|number| number.parse::<u32>().ok());
    let (major, minor) = (
        numbers.next().unwrap_or_default(),
        numbers.next().unwrap_or_default(),
    );
    (major == 20 && minor >= 19) || (major, minor) >= (22, 12)
}

/// How to get Node.js and npm.
pub fn cure(host: Host) -> String {
    const BY_HAND: &str = "Take the current LTS release of Node.js from the project itself, or by \
        a version manager such as fnm, nvm or volta, and see that `node --version` finds it.";
    let by_package = match host {
        Host::Debian => "sudo apt-get install nodejs npm",
        Host::Fedora => "sudo dnf install nodejs npm",
        Host::Arch => "sudo pacman -S --needed nodejs npm",
        Host::OtherLinux | Host::MacOs | Host::Windows => return BY_HAND.to_owned(),
    };
    format!("Where the system's own Node.js is new enough: {by_package}. Else: {BY_HAND}")
}

fn state(node_version: Option<&str>, has_npm: bool) -> NodeState {
    match node_version {
        None => NodeState::Missing,
        Some(version) if !is_new_enough(version) => NodeState::TooOld {
            found: version.to_owned(),
        },
        Some(_) if !has_npm => NodeState::NpmMissing,
        Some(_) => NodeState::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_vite_runs_on_are_new_enough() {
        for (version, good) in [
            ("v20.19.0", true),
            ("v20.20.2", true),
            ("20.19.2+dfsg-1", true),
            ("v22.12.0", true),
            ("v24.1.0", true),
            ("v18.20.4", false),
            ("18.19.0+dfsg-6~deb12u2", false),
            ("v20.18.3", false),
            ("v21.7.3", false),
            ("v22.11.0", false),
            ("", false),
            ("(none)", false),
        ] {
            assert_eq!(is_new_enough(version), good, "{version:?}");
        }
    }

    #[test]
    fn each_lack_is_told_apart() {
        assert_eq!(state(Some("v22.12.0"), true), NodeState::Good);
        assert_eq!(state(None, false), NodeState::Missing);
        assert_eq!(state(Some("v22.12.0"), false), NodeState::NpmMissing);
        let too_old = state(Some("v18.20.4"), true);
        assert!(
            too_old
                .problem()
                .is_some_and(|text| text.contains("v18.20.4")),
            "{too_old:?}"
        );
    }
}
