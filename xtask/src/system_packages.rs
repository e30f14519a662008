//! What this machine must have before Lanyard can be built, opened or tested here, and how to
//! get what it lacks: installed on Debian and Ubuntu, named everywhere else.
//!
//! No C compiler is looked for on Windows and macOS: without one, cargo could not have built
//! this program, and says so itself.

mod apt;
mod host;
mod needs;
mod node;

use crate::arguments::Install;
use crate::error::Error;
use crate::process::find_program;
use host::Host;
use needs::{Need, ThisMachine};
use node::NodeState;

pub use needs::Purpose;

/// Makes sure that everything for these purposes is there, and Node.js in any case.
///
/// On Debian and Ubuntu what is missing is installed, unless `install` says to name it only.
/// Anything that is still missing is named in the error, with the exact command where one exists.
pub fn ensure(purposes: &[Purpose], install: Install) -> Result<(), Error> {
    let host = Host::of_this_machine();
    let lacking = Lacking::on_this_machine(host, purposes);
    if lacking.is_nothing() {
        return Ok(());
    }
    let can_install = host == Host::Debian && find_program("apt-get").is_some();
    if install == Install::NameOnly || !can_install {
        return Err(Error::Missing(lacking.advice(host)));
    }
    println!("This machine lacks: {}.", lacking.names().join(", "));
    apt::install(&lacking.needs, &lacking.node)?;
    let lacking = Lacking::on_this_machine(host, purposes);
    if lacking.is_nothing() {
        Ok(())
    } else {
        Err(Error::Missing(lacking.advice(host)))
    }
}

/// What was looked for and not found.
struct Lacking {
    needs: Vec<&'static Need>,
    node: NodeState,
}

impl Lacking {
    fn on_this_machine(host: Host, purposes: &[Purpose]) -> Self {
        Self {
            needs: needs::missing(host, purposes, &ThisMachine),
            node: node::state_on_this_machine(),
        }
    }

    fn is_nothing(&self) -> bool {
        self.needs.is_empty() && self.node.is_good()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.needs.iter().map(|need| need.what.to_owned()).collect();
        names.extend(self.node.problem());
        names
    }

    /// Every missing piece by name, then what to type or where to get it.
    fn advice(&self, host: Host) -> String {
        let mut lines = vec!["This machine lacks what Lanyard needs:".to_owned()];
        lines.extend(self.names().into_iter().map(|name| format!("  - {name}")));
        if !self.needs.is_empty() {
            lines.push(host.cure(&self.needs));
        }
        if !self.node.is_good() {
            lines.push(node::cure(host));
        }
        lines.push("Then give the same command again.".to_owned());
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacking_xvfb_and_node() -> Lacking {
        Lacking {
            needs: needs::missing(Host::Debian, &[Purpose::PrivateDisplay], &AllBut("Xvfb")),
            node: NodeState::Missing,
        }
    }

    struct AllBut(&'static str);

    impl needs::Machine for AllBut {
        fn has_program(&self, name: &str) -> bool {
            name != self.0
        }
        fn has_library(&self, _: &str) -> bool {
            true
        }
        fn has_python_with_venv(&self) -> bool {
            true
        }
        fn has_font(&self) -> bool {
            true
        }
        fn has_webview2(&self) -> bool {
            true
        }
    }

    #[test]
    fn advice_names_each_piece_and_the_command_for_this_system() {
        for (host, command) in [
            (
                Host::Debian,
                "apt-get install --yes --no-install-recommends xvfb",
            ),
            (Host::Fedora, "sudo dnf install xorg-x11-server-Xvfb"),
            (Host::Arch, "sudo pacman -S --needed xorg-server-xvfb"),
            (Host::OtherLinux, "Debian calls the packages: xvfb"),
        ] {
            let advice = lacking_xvfb_and_node().advice(host);
            assert!(
                advice.contains("  - a virtual X display (Xvfb)"),
                "{advice}"
            );
            assert!(advice.contains("  - Node.js"), "{advice}");
            assert!(advice.contains(command), "{host:?}: {advice}");
        }
    }

    #[test]
    fn nothing_is_lacking_where_everything_is_found() {
        let lacking = Lacking {
            needs: needs::missing(Host::Debian, &Purpose::ALL, &AllBut("nothing")),
            node: NodeState::Good,
        };
        assert!(lacking.is_nothing());
    }
}
