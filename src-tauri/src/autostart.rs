//! Starting at login, without a window: an entry where each system looks for such. Written here, as
//! the usual crate leaves a path on Windows unquoted.

use std::io;
use std::path::PathBuf;

use tauri::{AppHandle, Manager, Runtime};

#[derive(Debug, thiserror::Error)]
pub enum AutostartError {
    #[error("it cannot be told where Lanyard is installed: {0}")]
    Program(#[source] io::Error),
    #[error("{0} is not Unicode, and cannot be started at login: install Lanyard elsewhere")]
    Path(PathBuf),
    #[error("there is no folder for what starts at login: {0}")]
    Folder(#[source] tauri::Error),
    #[error("{place} could not be {done}: {source}. Allow it, or free some space")]
    Entry {
        place: String,
        done: &'static str,
        source: io::Error,
    },
}

/// The entry of this program for this user.
#[derive(Debug)]
pub struct Autostart {
    /// What starts it.
    command: String,
    entry: entry::Entry,
}

impl Autostart {
    pub fn of<R: Runtime>(tauri: &AppHandle<R>) -> Result<Self, AutostartError> {
        // For an AppImage this is the image, not where it is mounted.
        let program = tauri::process::current_binary(&tauri.env());
        let program = program.map_err(AutostartError::Program)?;
        let path = program.to_str();
        let path = path.ok_or_else(|| AutostartError::Path(program.clone()))?;
        Ok(Self {
            command: entry::command(path),
            entry: entry::Entry::of(tauri)?,
        })
    }

    /// Whether this very program starts at login: an entry of a Lanyard that was elsewhere does not
    /// count.
    pub fn is_on(&self) -> Result<bool, AutostartError> {
        let kept = self.entry.read();
        let kept = kept.map_err(|source| self.error("read", source))?;
        Ok(kept.is_some_and(|kept| entry::starts(&kept, &self.command)))
    }

    pub fn set(&self, wanted: bool) -> Result<(), AutostartError> {
        if wanted {
            let written = self.entry.write(&entry::text(&self.command));
            written.map_err(|source| self.error("written", source))
        } else {
            match self.entry.remove() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed.map_err(|source| self.error("removed", source)),
            }
        }
    }

    fn error(&self, done: &'static str, source: io::Error) -> AutostartError {
        AutostartError::Entry {
            place: self.entry.place(),
            done,
            source,
        }
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
use desktop as entry;
#[cfg(target_os = "macos")]
use launchd as entry;
#[cfg(windows)]
use registry as entry;

/// A desktop entry in the user's `autostart` folder (freedesktop.org, Desktop Application Autostart
/// Specification).
#[cfg(not(any(windows, target_os = "macos")))]
mod desktop {
    use super::{AppHandle, AutostartError, Manager, Runtime};

    pub use super::file::Entry;

    impl Entry {
        pub fn of<R: Runtime>(tauri: &AppHandle<R>) -> Result<Self, AutostartError> {
            let folder = tauri.path().config_dir().map_err(AutostartError::Folder)?;
            // The name the doctor looks for, and that of the packages' own entry.
            Ok(Self(folder.join("autostart/Lanyard.desktop")))
        }
    }

    /// An `Exec` line: the program quoted (Desktop Entry Specification, “The Exec key”), and what is
    /// quoted escaped once more as every string value is.
    pub fn command(program: &str) -> String {
        let mut quoted = String::new();
        for c in program.chars() {
            match c {
                '\\' => quoted.push_str(r"\\\\"),
                '"' | '`' | '$' => quoted.extend([r"\\", c.encode_utf8(&mut [0; 4])]),
                '%' => quoted.push_str("%%"),
                '\n' => quoted.push_str(r"\n"),
                '\r' => quoted.push_str(r"\r"),
                _ => quoted.push(c),
            }
        }
        format!("Exec=\"{quoted}\" --hidden")
    }

    pub fn text(command: &str) -> String {
        format!(
            "[Desktop Entry]\nType=Application\nName=Lanyard\nComment=Conference reminders\n{command}\nTerminal=false\n"
        )
    }

    /// Desktops switch an entry off by a line in it.
    pub fn starts(text: &str, command: &str) -> bool {
        let has = |wanted: &str| text.lines().any(|line| line.trim() == wanted);
        has(command) && !has("Hidden=true") && !has("X-GNOME-Autostart-enabled=false")
    }
}

/// An agent of launchd (`launchd.plist(5)`), which starts at login what runs at load.
#[cfg(any(target_os = "macos", test))]
mod launchd {
    #[cfg(target_os = "macos")]
    pub use super::file::Entry;

    #[cfg(target_os = "macos")]
    impl Entry {
        pub fn of<R: super::Runtime>(
            tauri: &super::AppHandle<R>,
        ) -> Result<Self, super::AutostartError> {
            use super::Manager;
            let home = tauri.path().home_dir();
            let home = home.map_err(super::AutostartError::Folder)?;
            Ok(Self(
                home.join("Library/LaunchAgents/io.lanyard.desktop.plist"),
            ))
        }
    }

    pub fn command(program: &str) -> String {
        let escaped = program
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        format!("<string>{escaped}</string><string>--hidden</string>")
    }

    pub fn text(command: &str) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>io.lanyard.desktop</string>
  <key>ProgramArguments</key><array>{command}</array>
  <key>RunAtLoad</key><true/>
</dict>
</plist>
"#
        )
    }

    pub fn starts(text: &str, command: &str) -> bool {
        text.contains(command)
    }
}

/// A value of the user's `Run` key.
#[cfg(any(windows, test))]
mod registry {
    #[cfg(windows)]
    pub use hive::Entry;

    /// Quoted: the path may hold spaces, and never a quote.
    pub fn command(program: &str) -> String {
        format!("\"{program}\" --hidden")
    }

    pub fn text(command: &str) -> String {
        command.to_owned()
    }

    pub fn starts(text: &str, command: &str) -> bool {
        text.eq_ignore_ascii_case(command)
    }

    #[cfg(windows)]
    mod hive {
        use std::io;

        use winreg::RegKey;
        use winreg::enums::HKEY_CURRENT_USER;

        use super::super::{AppHandle, AutostartError, Runtime};

        const KEY: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
        const VALUE: &str = "Lanyard";

        #[derive(Debug)]
        pub struct Entry;

        impl Entry {
            pub fn of<R: Runtime>(_: &AppHandle<R>) -> Result<Self, AutostartError> {
                Ok(Self)
            }

            pub fn place(&self) -> String {
                format!(r"HKEY_CURRENT_USER\{KEY}\{VALUE}")
            }

            pub fn read(&self) -> io::Result<Option<String>> {
                match Self::key()?.get_value(VALUE) {
                    Ok(text) => Ok(Some(text)),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                    Err(error) => Err(error),
                }
            }

            pub fn write(&self, text: &str) -> io::Result<()> {
                Self::key()?.set_value(VALUE, &text)
            }

            pub fn remove(&self) -> io::Result<()> {
                Self::key()?.delete_value(VALUE)
            }

            fn key() -> io::Result<RegKey> {
                let (key, _) = RegKey::predef(HKEY_CURRENT_USER).create_subkey(KEY)?;
                Ok(key)
            }
        }
    }
}

/// An entry that is a file.
#[cfg(not(windows))]
mod file {
    use std::path::PathBuf;
    use std::{fs, io};

    #[derive(Debug)]
    pub struct Entry(pub PathBuf);

    impl Entry {
        pub fn place(&self) -> String {
            self.0.display().to_string()
        }

        pub fn read(&self) -> io::Result<Option<String>> {
            match fs::read(&self.0) {
                Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        }

        pub fn write(&self, text: &str) -> io::Result<()> {
            if let Some(folder) = self.0.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&self.0, text)
        }

        pub fn remove(&self) -> io::Result<()> {
            fs::remove_file(&self.0)
        }
    }
}

#[cfg(all(test, not(any(windows, target_os = "macos"))))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_program_of_a_desktop_entry_is_quoted_and_escaped_twice() {
        let cases = [
            (
                "/usr/bin/lanyard-desktop",
                r#"Exec="/usr/bin/lanyard-desktop" --hidden"#,
            ),
            (
                "/home/a b/Lanyard 1.AppImage",
                r#"Exec="/home/a b/Lanyard 1.AppImage" --hidden"#,
            ),
            (r#"/a"b`c$d%e"#, r#"Exec="/a\\"b\\`c\\$d%%e" --hidden"#),
            (r"/a\b", r#"Exec="/a\\\\b" --hidden"#),
            ("/a\nb", r#"Exec="/a\nb" --hidden"#),
        ];
        for (program, line) in cases {
            assert_eq!(desktop::command(program), line);
        }
    }

    #[test]
    fn an_entry_that_is_switched_off_or_starts_another_program_does_not_count() {
        let command = desktop::command("/usr/bin/lanyard-desktop");
        let text = desktop::text(&command);
        assert!(text.starts_with("[Desktop Entry]\nType=Application\n"));
        assert!(desktop::starts(&text, &command));
        for line in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
            assert!(!desktop::starts(&format!("{text}{line}\n"), &command));
        }
        let moved = desktop::command("/opt/lanyard-desktop");
        assert!(!desktop::starts(&text, &moved));
    }

    #[test]
    fn a_run_value_quotes_its_path() {
        let command = registry::command(r"C:\Program Files\Lanyard\lanyard-desktop.exe");
        assert_eq!(
            registry::text(&command),
            r#""C:\Program Files\Lanyard\lanyard-desktop.exe" --hidden"#
        );
        assert!(registry::starts(&command.to_uppercase(), &command));
        assert!(!registry::starts(&registry::command(r"D:\l.exe"), &command));
    }

    #[test]
    fn an_agent_holds_its_arguments_as_text() {
        let command = launchd::command("/Applications/A & <B>.app/Contents/MacOS/lanyard-desktop");
        let text = launchd::text(&command);
        assert!(text.contains(
            "<array><string>/Applications/A &amp; &lt;B&gt;.app/Contents/MacOS/lanyard-desktop</string>\
             <string>--hidden</string></array>"
        ));
        assert!(launchd::starts(&text, &command));
        assert!(!launchd::starts(
            &text,
            &launchd::command("/Applications/C")
        ));
    }

    #[test]
    fn it_is_switched_on_and_off_in_a_folder_that_was_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let autostart = Autostart {
            command: desktop::command("/usr/bin/lanyard-desktop"),
            entry: file::Entry(folder.path().join("autostart/Lanyard.desktop")),
        };
        assert!(!autostart.is_on().unwrap());
        autostart.set(false).unwrap();
        autostart.set(true).unwrap();
        autostart.set(true).unwrap();
        assert!(autostart.is_on().unwrap());
        autostart.set(false).unwrap();
        assert!(!autostart.is_on().unwrap());
    }
}
