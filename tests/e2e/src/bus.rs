//! A session D-Bus that nobody else is on, and that starts no services of its own accord.

use std::fs;
use std::path::Path;
use std::process::Command;

use zbus::connection::Builder;
use zbus::fdo::DBusProxy;

use crate::{Companion, Error, Result};

/// The bus. It ends on drop.
#[derive(Debug)]
pub struct SessionBus {
    _daemon: Companion,
    address: String,
}

impl SessionBus {
    /// Starts the daemon with a socket, a configuration and a log in `folder`.
    pub async fn start(folder: &Path) -> Result<Self> {
        let configuration = folder.join("bus.conf");
        let text = CONFIGURATION.replace("SOCKET", &folder.join("bus").to_string_lossy());
        fs::write(&configuration, text).map_err(Error::file("write", &configuration))?;
        let mut daemon = Companion::start(
            Command::new("dbus-daemon")
                .arg(format!("--config-file={}", configuration.display()))
                .arg(format!(
                    "--address=unix:path={}",
                    folder.join("bus").display()
                ))
                .args(["--nofork", "--nopidfile", "--print-address=1"]),
            &folder.join("bus.log"),
            "install the package dbus",
        )?;
        let address = daemon
            .wait_for_line("the address of the bus", |line| line.starts_with("unix:"))
            .await?;
        Ok(Self {
            _daemon: daemon,
            address: address.text,
        })
    }

    /// For the variable `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The names that programs have taken on this bus.
    pub async fn names(&self) -> Result<Vec<String>> {
        let connection = Builder::address(self.address.as_str())?.build().await?;
        let names = DBusProxy::new(&connection).await?.list_names().await;
        let names = names.map_err(zbus::Error::from)?;
        Ok(names.iter().map(|name| name.to_string()).collect())
    }
}

/// Format: dbus-daemon(1), "CONFIGURATION FILE". No service folders: what is on it, we put there.
const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
