//! The table of what is needed, for what, how to see that it is there, and which package of
//! which system brings it.

use std::process::Command;

use super::host::Host;
use crate::process::{find_program, output};

/// What a piece is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Compiling and running the desktop app.
    Desktop,
    /// Showing the app on a machine without a display, and taking its picture.
    PrivateDisplay,
    /// Driving the real window in tests.
    WindowTests,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Desktop, Self::PrivateDisplay, Self::WindowTests];
}

/// One piece that must be on the machine.
#[derive(Debug)]
pub struct Need {
    /// For people: what it is.
    pub what: &'static str,
    pub purpose: Purpose,
    pub probe: Probe,
    /// Package names. An empty one: the piece is not looked for on that system.
    pub debian: &'static str,
    pub fedora: &'static str,
    pub arch: &'static str,
}

/// How to see whether a piece is there. The piece itself is asked for, never the package: it may
/// have come another way.
#[derive(Debug)]
pub enum Probe {
    /// A program on `PATH`.
    Program(&'static str),
    /// A library that pkg-config can compile against.
    Library(&'static str),
    /// A Python that can make virtual environments, in which tests install packages.
    PythonWithVenv,
    /// Any font at all: the window brings its own, notifications and window frames do not.
    Font,
    /// The WebView2 runtime of Windows.
    WebView2,
}

/// What the probes ask. A trait, so that tests can lack things.
pub trait Machine {
    fn has_program(&self, name: &str) -> bool;
    fn has_library(&self, pkg_config_name: &str) -> bool;
    fn has_python_with_venv(&self) -> bool;
    fn has_font(&self) -> bool;
    fn has_webview2(&self) -> bool;
}

/// The machine this program runs on.
pub struct ThisMachine;

/// What `host` needs for these purposes and `machine` does not have.
pub fn missing(host: Host, purposes: &[Purpose], machine: &dyn Machine) -> Vec<&'static Need> {
    let table: &[Need] = match host {
        Host::MacOs => MACOS,
        Host::Windows => WINDOWS,
        Host::Debian | Host::Fedora | Host::Arch | Host::OtherLinux => LINUX,
    };
    table
        .iter()
        .filter(|need| purposes.contains(&need.purpose) && !need.probe.finds_it_on(machine))
        .collect()
}

const LINUX: &[Need] = &[
    Need {
        what: "a C compiler",
        purpose: Purpose::Desktop,
        probe: Probe::Program("cc"),
        debian: "build-essential",
        fedora: "gcc",
        arch: "base-devel",
    },
    Need {
        what: "pkg-config",
        purpose: Purpose::Desktop,
        probe: Probe::Program("pkg-config"),
        debian: "pkg-config",
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
    },
    Need {
        what: "WebKitGTK 4.1",
        purpose: Purpose::Desktop,
        probe: Probe::Library("webkit2gtk-4.1"),
        debian: "libwebkit2gtk-4.1-dev",
        fedora: "webkit2gtk4.1-devel",
        arch: "webkit2gtk-4.1",
    },
    Need {
        what: "the tray icon library (Ayatana AppIndicator)",
        purpose: Purpose::Desktop,
        probe: Probe::Library("ayatana-appindicator3-0.1"),
        debian: "libayatana-appindicator3-dev",
        fedora: "libayatana-appindicator-gtk3-devel",
        arch: "libayatana-appindicator",
    },
    Need {
        what: "librsvg",
        purpose: Purpose::Desktop,
        probe: Probe::Library("librsvg-2.0"),
        debian: "librsvg2-dev",
        fedora: "librsvg2-devel",
        arch: "librsvg",
    },
    Need {
        what: "the D-Bus library",
        purpose: Purpose::Desktop,
        probe: Probe::Library("dbus-1"),
        debian: "libdbus-1-dev",
        fedora: "dbus-devel",
        arch: "dbus",
    },
    Need {
        what: "a virtual X display (Xvfb)",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Program("Xvfb"),
        debian: "xvfb",
        fedora: "xorg-x11-server-Xvfb",
        arch: "xorg-server-xvfb",
    },
    Need {
        what: "a window manager (openbox)",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Program("openbox"),
        debian: "openbox",
        fedora: "openbox",
        arch: "openbox",
    },
    Need {
        what: "a notification service (dunst)",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Program("dunst"),
        debian: "dunst",
        fedora: "dunst",
        arch: "dunst",
    },
    Need {
        what: "a message bus (dbus-daemon)",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Program("dbus-daemon"),
        debian: "dbus",
        fedora: "dbus-daemon",
        arch: "dbus",
    },
    Need {
        what: "ImageMagick",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Program("import"),
        debian: "imagemagick",
        fedora: "ImageMagick",
        arch: "imagemagick",
    },
    Need {
        what: "xdotool",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Program("xdotool"),
        debian: "xdotool",
        fedora: "xdotool",
        arch: "xdotool",
    },
    Need {
        what: "a font",
        purpose: Purpose::PrivateDisplay,
        probe: Probe::Font,
        debian: "fontconfig fonts-dejavu-core",
        fedora: "fontconfig dejavu-sans-fonts",
        arch: "fontconfig ttf-dejavu",
    },
    Need {
        what: "the WebDriver of WebKitGTK",
        purpose: Purpose::WindowTests,
        probe: Probe::Program("WebKitWebDriver"),
        debian: "webkit2gtk-driver",
        // dnf takes the path of a program for the name of whichever package has it.
        fedora: "/usr/bin/WebKitWebDriver",
        arch: "webkit2gtk-4.1",
    },
    Need {
        what: "wmctrl",
        purpose: Purpose::WindowTests,
        probe: Probe::Program("wmctrl"),
        debian: "wmctrl",
        fedora: "wmctrl",
        arch: "wmctrl",
    },
    Need {
        what: "Python 3 with venv, for a second reader of exported calendars",
        purpose: Purpose::WindowTests,
        probe: Probe::PythonWithVenv,
        debian: "python3-venv",
        fedora: "python3",
        arch: "python",
    },
];

const MACOS: &[Need] = &[Need {
    what: "the Xcode command line tools",
    purpose: Purpose::Desktop,
    probe: Probe::Program("xcrun"),
    debian: "",
    fedora: "",
    arch: "",
}];

const WINDOWS: &[Need] = &[Need {
    what: "the Microsoft Edge WebView2 runtime",
    purpose: Purpose::Desktop,
    probe: Probe::WebView2,
    debian: "",
    fedora: "",
    arch: "",
}];

impl Probe {
    fn finds_it_on(&self, machine: &dyn Machine) -> bool {
        match self {
            Self::Program(name) => machine.has_program(name),
            Self::Library(name) => machine.has_library(name),
            Self::PythonWithVenv => machine.has_python_with_venv(),
            Self::Font => machine.has_font(),
            Self::WebView2 => machine.has_webview2(),
        }
    }
}

impl Machine for ThisMachine {
    fn has_program(&self, name: &str) -> bool {
        find_program(name).is_some()
    }

    fn has_library(&self, pkg_config_name: &str) -> bool {
        output(Command::new("pkg-config").args(["--exists", pkg_config_name])).is_ok()
    }

    fn has_python_with_venv(&self) -> bool {
        output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok()
    }

    fn has_font(&self) -> bool {
        output(&mut Command::new("fc-list")).is_ok_and(|fonts| !fonts.is_empty())
    }

    /// The registry keys are Microsoft's own way to detect the runtime: "Distribute your app and
    /// the WebView2 Runtime", section "Detect if a WebView2 Runtime is already installed".
    fn has_webview2(&self) -> bool {
        const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
        [
            r"HKLM\SOFTWARE\WOW6432Node\",
            r"HKLM\SOFTWARE\",
            r"HKCU\Software\",
        ]
        .into_iter()
        .any(|place| {
            output(Command::new("reg").args(["query", &format!("{place}{CLIENT}"), "/v", "pv"]))
                .is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;

    impl Machine for Nothing {
        fn has_program(&self, _: &str) -> bool {
            false
        }
        fn has_library(&self, _: &str) -> bool {
            false
        }
        fn has_python_with_venv(&self) -> bool {
            false
        }
        fn has_font(&self) -> bool {
            false
        }
        fn has_webview2(&self) -> bool {
            false
        }
    }

    fn debian_packages(purposes: &[Purpose]) -> Vec<&'static str> {
        missing(Host::Debian, purposes, &Nothing)
            .into_iter()
            .flat_map(|need| need.debian.split(' '))
            .collect()
    }

    #[test]
    fn with_a_display_only_the_libraries_are_needed() {
        assert_eq!(
            debian_packages(&[Purpose::Desktop]),
            [
                "build-essential",
                "pkg-config",
                "libwebkit2gtk-4.1-dev",
                "libayatana-appindicator3-dev",
                "librsvg2-dev",
                "libdbus-1-dev",
            ]
        );
    }

    #[test]
    fn without_a_display_one_is_made_with_a_bus_and_a_notification_service() {
        let packages = debian_packages(&[Purpose::Desktop, Purpose::PrivateDisplay]);
        for package in ["xvfb", "dbus", "dunst", "imagemagick"] {
            assert!(packages.contains(&package), "{package}");
        }
        assert!(!packages.contains(&"webkit2gtk-driver"));
    }

    #[test]
    fn window_tests_need_a_driver_and_a_second_reader_as_well() {
        let packages = debian_packages(&Purpose::ALL);
        for package in ["webkit2gtk-driver", "python3-venv"] {
            assert!(packages.contains(&package), "{package}");
        }
    }

    #[test]
    fn every_linux_need_has_a_package_on_every_known_system() {
        for need in LINUX {
            for package in [need.debian, need.fedora, need.arch] {
                assert!(!package.is_empty(), "{}", need.what);
            }
        }
    }

    #[test]
    fn macos_and_windows_are_asked_for_their_own_pieces() {
        for (host, what) in [
            (Host::MacOs, "the Xcode command line tools"),
            (Host::Windows, "the Microsoft Edge WebView2 runtime"),
        ] {
            let needs = missing(host, &Purpose::ALL, &Nothing);
            assert_eq!(needs.len(), 1, "{host:?}");
            assert_eq!(needs[0].what, what);
        }
    }
}
