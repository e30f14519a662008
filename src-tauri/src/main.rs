//! The desktop application `lanyard-desktop`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    spare_nvidia_the_dmabuf_renderer();
    match lanyard_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lanyard-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}

/// With NVIDIA's own driver WebKitGTK's DMA-BUF renderer leaves windows blank (tauri issues 9304 and
/// 9394). Elsewhere it is the faster one, and what the user has set always holds.
#[cfg(target_os = "linux")]
fn spare_nvidia_the_dmabuf_renderer() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let has_driver = std::path::Path::new("/proc/driver/nvidia/version").exists();
    if has_driver && std::env::var_os(VARIABLE).is_none() {
        // SAFETY: called first in `main`, before there is a second thread that could read it.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}
