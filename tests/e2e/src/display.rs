//! An X display in memory, with a window manager.

use std::path::Path;
use std::process::Command;

use crate::{Companion, Result};

/// Width and height of the screen in pixels: room for the largest window that is shown on it.
pub const SCREEN_SIZE: (u32, u32) = (1600, 1000);

/// The display. Fields end in this order: first the window manager, then the server.
#[derive(Debug)]
pub struct Display {
    _window_manager: Companion,
    _server: Companion,
    name: String,
}

impl Display {
    /// Starts a server on a free display; logs go to `folder`.
    pub async fn start(folder: &Path) -> Result<Self> {
        let (width, height) = SCREEN_SIZE;
        let mut server = Companion::start(
            Command::new("Xvfb")
                // It looks for a free display itself and writes its number to this descriptor.
                .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
                .args(["-screen", "0", &format!("{width}x{height}x24")]),
            &folder.join("xvfb.log"),
            "install the package xvfb",
        )?;
        let number = server
            .wait_for_line("the number of the X display", |line| !line.is_empty())
            .await?;
        let name = format!(":{}", number.text);
        let window_manager = Companion::start(
            Command::new("openbox").env("DISPLAY", &name),
            &folder.join("openbox.log"),
            "install the package openbox",
        )?;
        Ok(Self {
            _window_manager: window_manager,
            _server: server,
            name,
        })
    }

    /// For the variable `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
