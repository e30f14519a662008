//! The desktop application under WebDriver: its real window, with a hand in it.

use std::net::TcpListener;
use std::process::Command;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::net::TcpStream;

use crate::application::is_painted;
use crate::page::css;
use crate::programs::desktop_program;
use crate::{Companion, Desktop, Error, PATIENCE, Page, ProcessTree, Result, Start, until};

/// The driven application. [`DrivenApplication::end`] ends it; dropped by a failed test it is killed.
#[derive(Debug)]
pub struct DrivenApplication {
    pub page: Page,
    client: Client,
    driver: Companion,
}

impl DrivenApplication {
    /// Starts a driver, and through it the application on the desktop's data; waits for its first
    /// view, before which the application takes its page for not there yet.
    pub async fn start(desktop: &Desktop, start: Start) -> Result<Self> {
        let port = free_port()?;
        let mut command = desktop.command("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            // Both are asked for by Tauri's runtime, which the driver starts with its environment.
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        start.apply_to(&mut command);
        let mut driver = start_driver(desktop, &mut command, port).await?;
        let program = desktop_program()?;
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({ "binary": program, "args": ["--data-dir", desktop.data_dir()] }),
        );
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                ProcessTree::of(driver.id()).kill();
                return Err(error.into());
            }
        };
        // The application writes to the driver's output.
        if let Err(error) = driver.wait_for_line("the first view", is_painted).await {
            ProcessTree::of(driver.id()).kill();
            return Err(error);
        }
        Ok(Self {
            page: Page::new(client.clone()),
            client,
            driver,
        })
    }

    /// The id of the application's own process.
    pub fn id(&self) -> Result<u32> {
        ProcessTree::of(self.driver.id())
            .running(&desktop_program()?)
            .ok_or_else(|| Error::Unexpected("the application has ended".to_owned()))
    }

    /// Closes the window as its cross does, and says that reminders are to go on.
    pub async fn keep_running_when_closed(&self, desktop: &Desktop) -> Result {
        self.close_and_answer(desktop, "Keep running").await?;
        desktop.wait_for_windows(0).await?;
        Ok(())
    }

    /// Closes the window as its cross does, and says that it is to be the end.
    pub async fn quit_when_closed(&self, desktop: &Desktop) -> Result {
        let application = self.id()?;
        self.close_and_answer(desktop, "Quit").await?;
        until("the application to end", PATIENCE, async || {
            if self.id().is_ok() {
                Err(format!("process {application} still runs"))
            } else {
                Ok(())
            }
        })
        .await
    }

    /// Only a desktop without a tray is asked, and only once.
    async fn close_and_answer(&self, desktop: &Desktop, answer: &str) -> Result {
        let window = desktop.wait_for_windows(1).await?.remove(0);
        desktop.ask_to_close(&window)?;
        let button = "dialog[open] button";
        self.page.wait_for_text(button, answer).await?;
        let script = "[...document.querySelectorAll(arguments[0])]
            .find((button) => button.innerText.includes(arguments[1])).click();";
        // The answer takes the page away, mostly before WebDriver could tell how the click went.
        let _ = self
            .page
            .run(script, vec![json!(css(button)), json!(answer)])
            .await;
        Ok(())
    }

    /// Goes on in the application's newest window, once there is one.
    pub async fn follow_new_window(&self) -> Result {
        let old = self.client.window().await.ok();
        let new = until("a new window under WebDriver", PATIENCE, async || {
            let windows = self.client.windows().await;
            let windows = windows.map_err(|error| error.to_string())?;
            windows
                .into_iter()
                .find(|window| Some(window) != old.as_ref())
                .ok_or_else(|| "there is none".to_owned())
        })
        .await?;
        Ok(self.client.switch_to_window(new).await?)
    }

    /// Ends the session, and with it the application.
    pub async fn end(self) -> Result {
        let all = ProcessTree::of(self.driver.id());
        self.client.clone().close().await?;
        // WebKit's processes end by themselves a little later.
        all.kill();
        Ok(())
    }
}

impl Drop for DrivenApplication {
    fn drop(&mut self) {
        ProcessTree::of(self.driver.id()).kill();
    }
}

async fn start_driver(desktop: &Desktop, command: &mut Command, port: u16) -> Result<Companion> {
    let cure = "install the package webkit2gtk-driver";
    let driver = Companion::start(command, &desktop.log(), cure)?;
    until("WebKitWebDriver to listen", PATIENCE, async || {
        let connected = TcpStream::connect(("127.0.0.1", port)).await;
        connected.map_err(|error| error.to_string())
    })
    .await?;
    Ok(driver)
}

/// A port that nobody listens on. Somebody might before the driver does; then its start fails.
fn free_port() -> Result<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Error::Unexpected(format!("no free port: {error}")))
}
