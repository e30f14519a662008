//! What the desktop application is told at its start.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments and environment, each described in the README.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `--data-dir` or `LANYARD_DATA_DIR`; none for the platform's data folder.
    pub data_dir: Option<PathBuf>,
    /// `--hidden`: no window until it is asked for.
    pub hidden: bool,
    /// `LANYARD_NOW` and `LANYARD_SPEED`.
    pub now: Option<String>,
    pub speed: Option<String>,
    /// `LANYARD_SAMPLE=1`: import the sample into an empty store.
    pub sample: bool,
    /// `LANYARD_ANNOUNCE=1`: print a line when the window has painted its first view.
    pub announce: bool,
    /// Files and addresses to import, from the command line.
    pub sources: Vec<String>,
}

/// An argument that is not known.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionsError {
    #[error("unknown option {0}: there are --data-dir FOLDER and --hidden")]
    Unknown(String),
    #[error("--data-dir needs a folder behind it")]
    NoFolder,
}

impl Options {
    /// Reads the process's own arguments and environment.
    pub fn from_process() -> Result<Self, OptionsError> {
        Self::read(env::args_os().skip(1), |name| env::var_os(name))
    }

    /// Reads the arguments that another process hands over, its program's name first.
    pub fn of_second_start(arguments: Vec<String>) -> Result<Self, OptionsError> {
        Self::read(arguments.into_iter().skip(1).map(OsString::from), |_| None)
    }

    fn read(
        arguments: impl IntoIterator<Item = OsString>,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, OptionsError> {
        let text = |name: &str| {
            variable(name)
                .filter(|value| !value.is_empty())
                .map(|value| value.to_string_lossy().into_owned())
        };
        let is_on = |name: &str| text(name).is_some_and(|value| value == "1");
        let mut options = Self {
            data_dir: text("LANYARD_DATA_DIR").map(PathBuf::from),
            now: text("LANYARD_NOW"),
            speed: text("LANYARD_SPEED"),
            sample: is_on("LANYARD_SAMPLE"),
            announce: is_on("LANYARD_ANNOUNCE"),
            ..Self::default()
        };
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_string_lossy().as_ref() {
                "--data-dir" => {
                    let folder = arguments.next().ok_or(OptionsError::NoFolder)?;
                    options.data_dir = Some(folder.into());
                }
                "--hidden" => options.hidden = true,
                option if option.starts_with("--") => {
                    return Err(OptionsError::Unknown(option.to_owned()));
                }
                source => options.sources.push(source.to_owned()),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(arguments: &[&str], variables: &[(&str, &str)]) -> Result<Options, OptionsError> {
        Options::read(arguments.iter().map(OsString::from), |name| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn arguments_win_over_the_environment() {
        let options = read(
            &["--data-dir", "/b", "--hidden", "a.ics"],
            &[
                ("LANYARD_DATA_DIR", "/a"),
                ("LANYARD_SAMPLE", "1"),
                ("LANYARD_NOW", ""),
            ],
        )
        .unwrap();
        assert_eq!(options.data_dir, Some("/b".into()));
        assert!(options.hidden && options.sample && !options.announce);
        assert_eq!(options.now, None);
        assert_eq!(options.sources, ["a.ics"]);
    }

    #[test]
    fn wrong_arguments_are_refused() {
        assert_eq!(read(&["--data-dir"], &[]), Err(OptionsError::NoFolder));
        assert!(matches!(
            read(&["--what"], &[]),
            Err(OptionsError::Unknown(_))
        ));
    }
}
