//! A picture of the app's window on a private display.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::private_display::PrivateDisplay;
use crate::process::{output, run};

/// Saves what the largest window of this process shows, once it shows something.
pub fn of_window(display: &PrivateDisplay, process: u32, file: &Path) -> Result<(), Error> {
    let window = largest_window(display, process)?;
    let started = Instant::now();
    loop {
        run(display
            .command("import")
            .args(["-window", &window])
            .arg(file))?;
        let colours = output(
            display
                .command("identify")
                .args(["-format", "%k"])
                .arg(file),
        )?;
        if is_painted(&colours) {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            return Err(Error::Check(format!(
                "The window stays empty: see {}",
                file.display()
            )));
        }
        thread::sleep(Duration::from_millis(200));
    }
}

const PATIENCE: Duration = Duration::from_secs(10);

/// Text alone, smoothed at its edges, has more colours than this. An empty window has one or two.
const COLOURS_OF_AN_EMPTY_WINDOW: u32 = 8;

fn is_painted(colours: &str) -> bool {
    colours
        .parse::<u32>()
        .is_ok_and(|count| count > COLOURS_OF_AN_EMPTY_WINDOW)
}

/// GTK opens windows of its own beside the one that people see.
fn largest_window(display: &PrivateDisplay, process: u32) -> Result<String, Error> {
    let search = ["search", "--onlyvisible", "--pid"];
    // It ends with 1 when it finds none, which is told below.
    let windows = output(
        display
            .command("xdotool")
            .args(search)
            .arg(process.to_string()),
    )
    .unwrap_or_default();
    let mut largest = None;
    for window in windows.lines() {
        let geometry =
            output(
                display
                    .command("xdotool")
                    .args(["getwindowgeometry", "--shell", window]),
            )?;
        let area = area(&geometry);
        if largest.is_none_or(|(most, _)| area > most) {
            largest = Some((area, window));
        }
    }
    match largest {
        Some((_, window)) => Ok(window.to_owned()),
        None => Err(Error::Check(
            "The app says that its window is there, but the display shows none.".to_owned(),
        )),
    }
}

/// Square pixels, from the `WIDTH=…` and `HEIGHT=…` that `xdotool getwindowgeometry --shell`
/// prints.
fn area(geometry: &str) -> u64 {
    let value = |key: &str| {
        geometry
            .lines()
            .find_map(|line| line.strip_prefix(key))
            .and_then(|number| number.parse::<u64>().ok())
            .unwrap_or_default()
    };
    value("WIDTH=") * value("HEIGHT=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_read_from_xdotool() {
        let geometry = "WINDOW=4194311\nX=80\nY=32\nWIDTH=1280\nHEIGHT=800\nSCREEN=0\n";
        assert_eq!(area(geometry), 1280 * 800);
        assert_eq!(area(""), 0);
    }

    #[test]
    fn a_window_of_one_colour_is_not_painted() {
        assert!(!is_painted("1"));
        assert!(!is_painted("8"));
        assert!(is_painted("317"));
        assert!(!is_painted("identify: no such file"));
    }
}
