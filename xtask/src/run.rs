//! `cargo xtask run`: from a clean clone to an open window, or, where there is no display, to a
//! picture of it.

use std::collections::VecDeque;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::arguments::RunOptions;
use crate::desktop_app;
use crate::error::Error;
use crate::picture;
use crate::private_display::PrivateDisplay;
use crate::process::Companion;
use crate::system_packages::{self, Purpose};
use crate::workspace::{self, Profile};

/// Builds Lanyard with everything it needs and opens it.
pub fn run(options: &RunOptions) -> Result<(), Error> {
    let has_display = has_display(|name| env::var_os(name).is_some_and(|it| !it.is_empty()));
    let purposes: &[Purpose] = if has_display {
        &[Purpose::Desktop]
    } else {
        &[Purpose::Desktop, Purpose::PrivateDisplay]
    };
    system_packages::ensure(purposes, options.install)?;
    let profile = if options.release {
        Profile::Release
    } else {
        Profile::Debug
    };
    let app = desktop_app::build(profile)?;
    if has_display {
        open(&app, &options.app_arguments)
    } else {
        let picture = workspace::target_folder()?.join("lanyard.png");
        photograph(&app, &options.app_arguments, &picture)?;
        println!("There is no display here. The window was opened on a private one:");
        println!("{}", picture.display());
        Ok(())
    }
}

/// What the app prints, on its own line, once its window is painted. It does so only when
/// `LANYARD_ANNOUNCE` is set.
const READY: &str = "lanyard: window ready";
const PATIENCE: Duration = Duration::from_secs(60);

/// The clock of a run without a display: minutes before a reminder of the sample is due.
const SAMPLE_NOW: &str = "2022-05-19T15:12:00+02:00";

/// Windows and macOS always have a display; elsewhere the environment tells.
fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Becomes the app, so that its end and its status are ours.
#[cfg(unix)]
fn open(app: &Path, arguments: &[String]) -> Result<(), Error> {
    use std::os::unix::process::CommandExt;
    let source = Command::new(app).args(arguments).exec();
    Err(Error::Start {
        command: app.display().to_string(),
        source,
    })
}

#[cfg(not(unix))]
fn open(app: &Path, arguments: &[String]) -> Result<(), Error> {
    crate::process::run(Command::new(app).args(arguments))
}

/// Opens the app with the sample on a display of its own, saves a picture of its window, and
/// ends all of it.
fn photograph(app: &Path, arguments: &[String], picture: &Path) -> Result<(), Error> {
    let mut display = PrivateDisplay::start()?;
    let mut command = display.command(app);
    if !arguments.iter().any(|word| word.starts_with("--data-dir")) {
        command.arg("--data-dir").arg(display.make_folder("store")?);
    }
    command.args(arguments).env("LANYARD_ANNOUNCE", "1");
    for (name, value) in [("LANYARD_SAMPLE", "1"), ("LANYARD_NOW", SAMPLE_NOW)] {
        if env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    let mut app = Companion::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let lines = lines_of(&mut app);
    wait_until_ready(&lines, PATIENCE)?;
    display.must_run()?;
    if let Some(folder) = picture.parent() {
        fs::create_dir_all(folder).map_err(Error::file("make the folder", folder))?;
    }
    picture::of_window(&display, app.child().id(), picture)?;
    app.must_run()?;
    app.end();
    Ok(())
}

/// Whatever the app writes, from both of its streams.
fn lines_of(app: &mut Companion) -> Receiver<String> {
    let (send, receive) = mpsc::channel();
    let child = app.child();
    if let Some(stdout) = child.stdout.take() {
        forward(stdout, send.clone());
    }
    if let Some(stderr) = child.stderr.take() {
        forward(stderr, send);
    }
    receive
}

fn forward(stream: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            // Reading goes on when nobody listens any more: a full pipe would stop the app.
            let _ = to.send(line);
        }
    });
}

fn wait_until_ready(lines: &Receiver<String>, patience: Duration) -> Result<(), Error> {
    const TAIL: usize = 30;
    let started = Instant::now();
    let mut tail = VecDeque::with_capacity(TAIL);
    loop {
        let problem = match lines.recv_timeout(patience.saturating_sub(started.elapsed())) {
            Ok(line) if line == READY => return Ok(()),
            Ok(line) => {
                if tail.len() == TAIL {
                    tail.pop_front();
                }
                tail.push_back(line);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => format!(
                "The window was not painted within {} s.",
                patience.as_secs()
            ),
            Err(RecvTimeoutError::Disconnected) => {
                "The app ended before its window was painted.".to_owned()
            }
        };
        let written = if tail.is_empty() {
            "It wrote nothing.".to_owned()
        } else {
            format!("The last it wrote:\n{}", Vec::from(tail).join("\n"))
        };
        return Err(Error::Check(format!("{problem} {written}")));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_display_is_one_of_x11_or_wayland() {
        for (set, expected) in [
            (vec![], false),
            (vec!["DISPLAY"], true),
            (vec!["WAYLAND_DISPLAY"], true),
            (vec!["XDG_SESSION_TYPE"], false),
        ] {
            assert_eq!(has_display(|name| set.contains(&name)), expected, "{set:?}");
        }
    }

    fn lines(written: &[&str]) -> (Sender<String>, Receiver<String>) {
        let (send, receive) = mpsc::channel();
        for line in written {
            send.send((*line).to_owned()).unwrap();
        }
        (send, receive)
    }

    #[test]
    fn the_ready_line_may_come_after_others() {
        let (_open, lines) = lines(&["a warning", READY, "more"]);
        wait_until_ready(&lines, Duration::from_secs(60)).unwrap();
    }

    #[test]
    fn an_app_that_ends_early_is_quoted() {
        let (open, lines) = lines(&["cannot open the store"]);
        drop(open);
        let error = wait_until_ready(&lines, Duration::from_secs(60)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The app ended before its window was painted. The last it wrote:\n\
             cannot open the store"
        );
    }

    #[test]
    fn a_window_that_never_comes_is_told_after_the_time_is_up() {
        let (_open, lines) = lines(&[]);
        let error = wait_until_ready(&lines, Duration::ZERO).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The window was not painted within 0 s. It wrote nothing."
        );
    }
}
