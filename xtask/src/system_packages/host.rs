//! Which system this is, as far as it matters for getting a package, and the words that tell
//! its user how.

use std::fs;

use super::apt;
use super::needs::Need;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Debian, Ubuntu and what is made from them.
    Debian,
    /// Fedora and what is made from it.
    Fedora,
    /// Arch Linux and what is made from it.
    Arch,
    OtherLinux,
    MacOs,
    Windows,
}

impl Host {
    pub fn of_this_machine() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            let os_release = fs::read_to_string("/etc/os-release")
                .or_else(|_| fs::read_to_string("/usr/lib/os-release"))
                .unwrap_or_default();
            Self::from_os_release(&os_release)
        }
    }

    /// Reads os-release(5): `ID` names the system, `ID_LIKE` its relatives, closest first.
    fn from_os_release(text: &str) -> Self {
        let value = |key: &str| {
            text.lines()
                .filter_map(|line| line.split_once('='))
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value.trim_matches(['"', '\'']))
                .unwrap_or_default()
        };
        value("ID")
            .split(' ')
            .chain(value("ID_LIKE").split(' '))
            .find_map(|id| match id {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" | "rhel" | "centos" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                _ => None,
            })
            .unwrap_or(Self::OtherLinux)
    }

    /// What to do here to get these pieces: a command to type, or where they come from.
    pub fn cure(self, needs: &[&Need]) -> String {
        let packages = |of: fn(&Need) -> &'static str| {
            let mut names: Vec<&str> = needs.iter().flat_map(|need| of(need).split(' ')).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        match self {
            Self::Debian => format!(
                "Install with: {}",
                apt::command_line(&packages(|need| need.debian))
            ),
            Self::Fedora => format!(
                "Install with: sudo dnf install {}",
                packages(|need| need.fedora).join(" ")
            ),
            Self::Arch => format!(
                "Install with: sudo pacman -S --needed {}",
                packages(|need| need.arch).join(" ")
            ),
            Self::OtherLinux => format!(
                "Install them with your system's package manager. Debian calls the packages: {}",
                packages(|need| need.debian).join(" ")
            ),
            Self::MacOs => "Install with: xcode-select --install".to_owned(),
            Self::Windows => {
                "Install the WebView2 Evergreen runtime from Microsoft's WebView2 page. \
                 The C++ build tools of Visual Studio (\"Desktop development with C++\") are \
                 needed too, if they are not there yet."
                    .to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_is_read_from_os_release() {
        let cases = [
            ("ID=debian\nVERSION_ID=\"12\"\n", Host::Debian),
            ("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n", Host::Debian),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Host::Debian),
            ("ID=fedora\n", Host::Fedora),
            (
                "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n",
                Host::Fedora,
            ),
            ("ID=arch\n", Host::Arch),
            ("ID=manjaro\nID_LIKE=arch\n", Host::Arch),
            ("ID=nixos\n", Host::OtherLinux),
            ("", Host::OtherLinux),
        ];
        for (text, host) in cases {
            assert_eq!(Host::from_os_release(text), host, "{text:?}");
        }
    }
}
