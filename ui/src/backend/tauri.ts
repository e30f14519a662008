// The application's backend: Tauri commands and events. The only file that knows Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend, BackendEvent, OnProgress } from "./backend";
import type { ImportForm } from "./generated/ImportForm";
import type { ImportProgressView } from "./generated/ImportProgressView";
import type { ImportReportView } from "./generated/ImportReportView";

export const tauriBackend: Backend = {
  getOverview: () => invoke("get_overview"),
  selectConference: (conference) => invoke("select_conference", { conference }),
  deleteConference: (conference) => invoke("delete_conference", { conference }),
  setZoneChoice: (conference, choice) => invoke("set_zone_choice", { conference, choice }),
  confirmZone: (conference, zone) => invoke("confirm_zone", { conference, zone }),

  getProgramme: (conference) => invoke("get_programme", { conference }),
  getAgenda: (conference, day) => invoke("get_agenda", { conference, day }),
  getAgendaWeek: (conference, everywhere) => invoke("get_agenda_week", { conference, everywhere }),
  getBooths: (conference) => invoke("get_booths", { conference }),
  getSession: (session) => invoke("get_session", { session }),
  searchSessions: (words, conference) => invoke("search_sessions", { words, conference }),

  setPick: (form) => invoke("set_pick", { form }),
  hideSessions: (form) => invoke("hide_sessions", { form }),
  setPickLeads: (session, leads) => invoke("set_pick_leads", { session, leads }),
  setNote: (session, text) => invoke("set_note", { session, text }),
  planVisit: (form) => invoke("plan_visit", { form }),
  setVisitLeads: (visit, leads) => invoke("set_visit_leads", { visit, leads }),
  removeVisit: (visit) => invoke("remove_visit", { visit }),
  restoreVisit: (visit) => invoke("restore_visit", { visit }),

  getReminders: () => invoke("get_reminders"),
  snoozeReminder: (item, form) => invoke("snooze_reminder", { item, form }),
  skipReminders: (item) => invoke("skip_reminders", { item }),
  dismissMissed: (item) => invoke("dismiss_missed", { item }),
  restoreMissed: (items) => invoke("restore_missed", { items }),
  restoreReminders: (item) => invoke("restore_reminders", { item }),
  muteReminders: () => invoke("mute_reminders"),
  unmuteReminders: () => invoke("unmute_reminders"),
  runDoctor: () => invoke("run_doctor"),
  getWalkingTimes: (conference) => invoke("get_walking_times", { conference }),
  setWalkingTimes: (conference, form) => invoke("set_walking_times", { conference, form }),

  getChanges: (conference) => invoke("get_changes", { conference }),
  seeChanges: (form) => invoke("see_changes", { form }),
  answerMatch: (question, same) => invoke("answer_match", { question, same }),
  askMatchAgain: (question) => invoke("ask_match_again", { question }),
  keepSession: (session, kept) => invoke("keep_session", { session, kept }),

  refreshNow: (conference) => invoke("refresh_now", { conference }),
  answerLoss: (conference, accept) => invoke("answer_loss", { conference, accept }),
  setRefresh: (conference, choice) => invoke("set_refresh", { conference, choice }),

  searchDirectory: (words) => invoke("search_directory", { words }),
  listDirectories: () => invoke("list_directories"),
  addDirectory: (source) => invoke("add_directory", { source }),
  removeDirectory: (source) => invoke("remove_directory", { source }),
  updateDirectories: () => invoke("update_directories"),

  listZones: (conference) => invoke("list_zones", { conference }),
  previewImport: (form, onProgress) => invokeImport("preview_import", form, onProgress),
  runImport: (form, onProgress) => invokeImport("run_import", form, onProgress),
  cancelImport: () => invoke("cancel_import"),
  chooseFile: () => invoke("choose_file"),

  suggestExport: (conference, format) => invoke("suggest_export", { conference, format }),
  chooseExportPath: (path) => invoke("choose_export_path", { path }),
  runExport: (form) => invoke("run_export", { form }),

  saveSettings: (form) => invoke("save_settings", { form }),
  startsAtLogin: () => invoke("starts_at_login"),
  setStartAtLogin: (wanted) => invoke("set_start_at_login", { wanted }),
  testNotification: () => invoke("test_notification"),
  openLink: (url) => invoke("open_link", { url }),
  windowPainted: () => invoke("window_painted"),
  keepRunning: () => invoke("keep_running"),
  quitApp: () => invoke("quit_app"),

  subscribe,
};

function invokeImport(
  command: "preview_import" | "run_import",
  form: ImportForm,
  onProgress: OnProgress,
): Promise<ImportReportView> {
  return invoke(command, { form, onProgress: new Channel<ImportProgressView>(onProgress) });
}

const EVENT_NAMES: BackendEvent["name"][] = [
  "agenda_changed",
  "session_opened",
  "booth_opened",
  "changes_opened",
  "reminder_health_changed",
  "file_dropped",
  "close_question",
  "quit_question",
];

function subscribe(listener: (event: BackendEvent) => void): () => void {
  const unlisten = EVENT_NAMES.map((name) =>
    listen<object | null>(name, ({ payload }) => listener({ ...payload, name } as BackendEvent)),
  );
  return () => {
    for (const stop of unlisten) void stop.then((call) => call());
  };
}
