//! The commands as the window calls them: real IPC, real access control, no window on screen.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use agenda_app::App;
use agenda_app::clock::clock;
use agenda_app::notifier::{Notification, Notifier, NotifyError, OnResponse};
use lanyard_desktop::{Host, handler};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{Manager, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

struct NoNotifier;

impl Notifier for NoNotifier {
    fn show(&self, _: &Notification, _: OnResponse) -> Result<(), NotifyError> {
        Err(NotifyError::NoService("a test".to_owned()))
    }

    fn service(&self) -> Result<Option<String>, NotifyError> {
        Err(NotifyError::NoService("a test".to_owned()))
    }
}

/// A window on the sample conference, on Thursday afternoon.
struct Desk {
    window: WebviewWindow<MockRuntime>,
    _app: tauri::App<MockRuntime>,
    _folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = clock(Some("2022-05-19T15:12:00+02:00"), None).unwrap();
        let app = Arc::new(App::open(folder.path(), Arc::from(clock)).unwrap());
        app.import_sample().unwrap();
        let tauri = mock_builder()
            .invoke_handler(handler())
            .build(tauri::generate_context!())
            .unwrap();
        let host = Host::start(tauri.handle().clone(), app, Arc::new(NoNotifier), false);
        tauri.manage(host);
        let window = WebviewWindowBuilder::new(&tauri, "main", Default::default())
            .build()
            .unwrap();
        Self {
            window,
            _app: tauri,
            _folder: folder,
        }
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: self.window.url().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }

    fn conference(&self) -> Value {
        self.call("get_overview", json!({})).unwrap()["conferences"][0].clone()
    }

    /// The session of that code, as the programme has it.
    fn session(&self, code: &str) -> Value {
        let arguments = json!({ "conference": self.conference()["id"] });
        let programme = self.call("get_programme", arguments).unwrap();
        let sessions = programme["sessions"].as_array().unwrap();
        sessions
            .iter()
            .find(|session| session["code"] == code)
            .unwrap()
            .clone()
    }
}

#[test]
fn a_pick_made_through_ipc_is_on_the_agenda() {
    let desk = Desk::new();
    let id = desk.session("ytq0")["id"].clone();
    let form = json!({ "form": { "sessions": [id], "priority": "must" } });
    desk.call("set_pick", form).unwrap();
    let arguments = json!({ "conference": desk.conference()["id"], "day": "2022-05-19" });
    let agenda = desk.call("get_agenda", arguments).unwrap();
    assert_eq!(
        agenda["items"][0]["item"],
        json!({ "kind": "session", "id": id })
    );
    assert_eq!(agenda["items"][0]["priority"], "must");
    assert_eq!(agenda["items"][0]["starts"]["shown"]["minute"], 925);
}

#[test]
fn switching_the_zone_through_ipc_changes_every_time() {
    let desk = Desk::new();
    let choice = json!({ "kind": "other", "zone": "Asia/Tokyo" });
    let arguments = json!({ "conference": desk.conference()["id"], "choice": choice });
    desk.call("set_zone_choice", arguments).unwrap();
    let starts = &desk.session("ytq0")["starts"];
    assert_eq!(starts["shown"]["minute"], 1345);
    assert_eq!(starts["venue"]["zone"], "CEST");
}

#[test]
fn a_failure_is_tagged_and_says_what_to_do() {
    let desk = Desk::new();
    let error = desk
        .call("get_session", json!({ "session": 4711 }))
        .unwrap_err();
    assert_eq!(error["kind"], "failed");
    assert!(error["message"].as_str().unwrap().contains("4711"));
    let link = desk
        .call("open_link", json!({ "url": "file:///etc/passwd" }))
        .unwrap_err();
    assert!(link["message"].as_str().unwrap().contains("https"));
}

#[test]
fn forms_with_unknown_fields_are_refused() {
    let desk = Desk::new();
    let form = json!({ "form": { "sessions": [], "priority": null, "more": 1 } });
    assert!(
        desk.call("set_pick", form)
            .unwrap_err()
            .to_string()
            .contains("more")
    );
}

#[test]
fn every_command_is_granted_to_the_window_and_no_other_is() {
    let desk = Desk::new();
    let granted = include_str!("../../capabilities/main.json");
    let build = include_str!("../../src-tauri/build.rs");
    let commands: Vec<&str> = build
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","))
        .collect();
    assert!(commands.len() > 25, "{commands:?}");
    for command in commands {
        let permission = format!("\"allow-{}\"", command.replace('_', "-"));
        assert!(granted.contains(&permission), "{command} is not granted");
    }
    for foreign in [
        "plugin:opener|open_url",
        "plugin:dialog|open",
        "plugin:window|close",
    ] {
        let refused = desk.call(foreign, json!({})).unwrap_err().to_string();
        assert!(refused.contains("not allowed"), "{foreign}: {refused}");
    }
}
