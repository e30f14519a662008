//! The desktop shell: the window, the tray, native notifications, and the commands the window calls.
//!
//! Every decision is made in `agenda-app` and below; here it meets Tauri and the system.

mod autostart;
mod background;
mod commands;
mod host;
mod options;
mod tray;
mod window;

use std::env;
use std::sync::Arc;

use agenda_app::clock::clock;
use agenda_app::{App, data_folder};
use desktop_notifier::DesktopNotifier;
use tauri::{AppHandle, Manager, RunEvent, Runtime, WindowEvent};

pub use commands::handler;
pub use host::Host;
pub use options::{Options, OptionsError};

type SetupError = Box<dyn std::error::Error>;

/// Opens the application as this process was asked to, and returns when it is quit.
pub fn run() -> Result<(), SetupError> {
    let options = Options::from_process()?;
    let data_dir = data_folder(options.data_dir.as_deref())?;
    let clock = clock(options.now.as_deref(), options.speed.as_deref())?;
    // Before Tauri starts: it turns a failure of its setup into a panic.
    let app = Arc::new(App::open(&data_dir, Arc::from(clock))?);
    let notifier = Arc::new(DesktopNotifier::new()?);

    let tauri = tauri::Builder::default()
        .plugin(background::single_instance(&data_dir))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(handler())
        .setup(move |tauri| {
            if options.sample && app.is_empty()? {
                app.import_sample()?;
            }
            let host = Host::start(tauri.handle().clone(), app, notifier, options.announce);
            tauri.manage(host);
            tray::show_where_there_is_one(tauri.handle());
            if !options.hidden {
                window::open(tauri.handle())?;
            }
            let folder = env::current_dir().unwrap_or_default();
            window::import_later(tauri.handle(), options.sources, &folder);
            Ok(())
        })
        .build(tauri::generate_context!())?;
    tauri.run(on_run_event);
    Ok(())
}

fn on_run_event<R: Runtime>(tauri: &AppHandle<R>, event: RunEvent) {
    match event {
        // The last window was closed; without a code nobody asked to quit.
        RunEvent::ExitRequested {
            api, code: None, ..
        } if background::goes_on(tauri) => {
            api.prevent_exit();
        }
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if label == window::LABEL && background::asks_before_closing(tauri) => {
            api.prevent_close();
        }
        RunEvent::Exit => {
            if let Some(host) = tauri.try_state::<Host>() {
                host.stop();
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(tauri),
        _ => {}
    }
}
