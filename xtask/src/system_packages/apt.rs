//! Installing on Debian and Ubuntu.

use std::process::Command;

use super::needs::Need;
use super::node::{NodeState, is_new_enough};
use crate::error::Error;
use crate::process::{find_program, output, run};

const INSTALL: [&str; 3] = ["install", "--yes", "--no-install-recommends"];

/// Brings the package lists up to date and installs the packages of these needs, and what
/// `node` lacks: Node.js only if the system has it new enough, never in place of one that is
/// there.
pub fn install(needs: &[&Need], node: &NodeState) -> Result<(), Error> {
    let mut packages: Vec<&str> = needs
        .iter()
        .flat_map(|need| need.debian.split(' '))
        .collect();
    let is_root = is_root();
    if !is_root && find_program("sudo").is_none() {
        return Err(Error::Missing(format!(
            "Installing needs the rights of root, and there is no sudo. As root: {}",
            command_line(&packages)
        )));
    }
    // A list that cannot be fetched (somebody's dead third-party source) need not matter for
    // what is installed here. If it does, the installation says so.
    if let Err(error) = run(&mut apt_get(is_root, &["update"])) {
        println!("Note: {error}. Going on with the package lists that are there.");
    }
    match node {
        NodeState::Missing if candidate_is_new_enough() => packages.extend(["nodejs", "npm"]),
        NodeState::NpmMissing => packages.push("npm"),
        _ => {}
    }
    if packages.is_empty() {
        return Ok(());
    }
    let arguments = [&INSTALL[..], &packages].concat();
    run(&mut apt_get(is_root, &arguments))
}

/// The installation as one would type it.
pub fn command_line(packages: &[&str]) -> String {
    let arguments = [&INSTALL[..], packages].concat().join(" ");
    if is_root() {
        format!("apt-get {arguments}")
    } else {
        format!("sudo apt-get {arguments}")
    }
}

/// apt-get that asks nothing, draws no progress, and waits for another apt-get to finish.
fn apt_get(is_root: bool, arguments: &[&str]) -> Command {
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.arg("env");
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"])
        .args(["-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300"])
        .args(arguments);
    command
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

fn candidate_is_new_enough() -> bool {
    output(Command::new("apt-cache").args(["policy", "nodejs"]))
        .is_ok_and(|policy| candidate(&policy).is_some_and(is_new_enough))
}

/// The version that would be installed, out of what `apt-cache policy` prints.
fn candidate(policy: &str) -> Option<&str> {
    policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_candidate_is_read_from_the_policy() {
        let policy =
            "nodejs:\n  Installed: (none)\n  Candidate: 20.19.2+dfsg-1\n  Version table:\n";
        assert_eq!(candidate(policy), Some("20.19.2+dfsg-1"));
        assert_eq!(candidate(""), None);
    }

    #[test]
    fn a_user_goes_through_sudo_and_root_does_not() {
        let words = |command: &Command| {
            let mut words = vec![command.get_program().to_string_lossy().into_owned()];
            words.extend(
                command
                    .get_args()
                    .map(|word| word.to_string_lossy().into_owned()),
            );
            words.join(" ")
        };
        let quiet = "DEBIAN_FRONTEND=noninteractive apt-get --quiet \
                     -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 update";
        assert_eq!(
            words(&apt_get(false, &["update"])),
            format!("sudo env {quiet}")
        );
        assert_eq!(words(&apt_get(true, &["update"])), format!("env {quiet}"));
    }
}
