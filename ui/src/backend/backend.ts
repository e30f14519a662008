// What the window can ask of Lanyard. Two implementations: tauri.ts (the application) and fake.ts
// (in memory, for tests and for looking at the window in a browser).

import type { AgendaView } from "./generated/AgendaView";
import type { AgendaWeekView } from "./generated/AgendaWeekView";
import type { BoothsView } from "./generated/BoothsView";
import type { ChangesView } from "./generated/ChangesView";
import type { CommandError } from "./generated/CommandError";
import type { DoctorView } from "./generated/DoctorView";
import type { DirectorySearchView } from "./generated/DirectorySearchView";
import type { ExportedView } from "./generated/ExportedView";
import type { ExportForm } from "./generated/ExportForm";
import type { ExportFormat } from "./generated/ExportFormat";
import type { ExportSuggestionView } from "./generated/ExportSuggestionView";
import type { HideForm } from "./generated/HideForm";
import type { ImportForm } from "./generated/ImportForm";
import type { ImportProgressView } from "./generated/ImportProgressView";
import type { ImportReportView } from "./generated/ImportReportView";
import type { ItemKeyView } from "./generated/ItemKeyView";
import type { OverviewView } from "./generated/OverviewView";
import type { PickForm } from "./generated/PickForm";
import type { ProgrammeView } from "./generated/ProgrammeView";
import type { RemindersView } from "./generated/RemindersView";
import type { RefreshChoice } from "./generated/RefreshChoice";
import type { RefreshReportView } from "./generated/RefreshReportView";
import type { SearchHitView } from "./generated/SearchHitView";
import type { SeenForm } from "./generated/SeenForm";
import type { SessionDetailsView } from "./generated/SessionDetailsView";
import type { SettingsForm } from "./generated/SettingsForm";
import type { SnoozeForm } from "./generated/SnoozeForm";
import type { VisitForm } from "./generated/VisitForm";
import type { WalkingTimesForm } from "./generated/WalkingTimesForm";
import type { ZoneChoice } from "./generated/ZoneChoice";
import type { ZoneOptionView } from "./generated/ZoneOptionView";

/** Every method rejects with a `CommandError`. */
export interface Backend {
  getOverview(): Promise<OverviewView>;
  selectConference(conference: number): Promise<void>;
  deleteConference(conference: number): Promise<void>;
  setZoneChoice(conference: number, choice: ZoneChoice): Promise<void>;
  confirmZone(conference: number, zone: string): Promise<void>;

  getProgramme(conference: number): Promise<ProgrammeView>;
  getAgenda(conference: number, day: string): Promise<AgendaView>;
  /** All days; with `everywhere` also what is planned at other conferences. */
  getAgendaWeek(conference: number, everywhere: boolean): Promise<AgendaWeekView>;
  getBooths(conference: number): Promise<BoothsView>;
  getSession(session: number): Promise<SessionDetailsView>;
  /** Best first, at most 200. */
  searchSessions(words: string, conference: number | null): Promise<SearchHitView[]>;

  setPick(form: PickForm): Promise<void>;
  hideSessions(form: HideForm): Promise<void>;
  setPickLeads(session: number, leads: number[] | null): Promise<void>;
  setNote(session: number, text: string): Promise<void>;
  /** Gives the visit's id. */
  planVisit(form: VisitForm): Promise<number>;
  setVisitLeads(visit: number, leads: number[] | null): Promise<void>;
  removeVisit(visit: number): Promise<void>;
  restoreVisit(visit: number): Promise<void>;

  getReminders(): Promise<RemindersView>;
  snoozeReminder(item: ItemKeyView, form: SnoozeForm): Promise<void>;
  /** No more reminders of an item, unless it moves. */
  skipReminders(item: ItemKeyView): Promise<void>;
  /** Takes one, or all, off the list of the missed. */
  dismissMissed(item: ItemKeyView | null): Promise<void>;
  /** Undoes `dismissMissed`. */
  restoreMissed(items: ItemKeyView[]): Promise<void>;
  /** Undoes `snoozeReminder` and `skipReminders`. */
  restoreReminders(item: ItemKeyView): Promise<void>;
  muteReminders(): Promise<void>;
  unmuteReminders(): Promise<void>;
  runDoctor(): Promise<DoctorView>;
  getWalkingTimes(conference: number): Promise<WalkingTimesForm>;
  setWalkingTimes(conference: number, form: WalkingTimesForm): Promise<void>;

  getChanges(conference: number): Promise<ChangesView>;
  seeChanges(form: SeenForm): Promise<void>;
  /** Gives the session that lives on, where the two are one. */
  answerMatch(question: number, same: boolean): Promise<number | null>;
  /** Takes back the answer that they are two. */
  askMatchAgain(question: number): Promise<void>;
  keepSession(session: number, kept: boolean): Promise<void>;

  refreshNow(conference: number): Promise<RefreshReportView>;
  /** Takes the version that lacks most sessions, or keeps the schedule as it is. */
  answerLoss(conference: number, accept: boolean): Promise<RefreshReportView>;
  setRefresh(conference: number, choice: RefreshChoice): Promise<void>;

  /** Best first; without words all, nearest first. */
  searchDirectory(words: string): Promise<DirectorySearchView>;
  /** The attendee's own: paths and addresses. */
  listDirectories(): Promise<string[]>;
  /** Gives how many conferences it knows. */
  addDirectory(source: string): Promise<number>;
  removeDirectory(source: string): Promise<void>;
  /** Asks the addresses among them that were not asked for a day; gives what went wrong. */
  updateDirectories(): Promise<string[]>;

  listZones(conference: number | null): Promise<ZoneOptionView[]>;
  previewImport(form: ImportForm, onProgress: OnProgress): Promise<ImportReportView>;
  runImport(form: ImportForm, onProgress: OnProgress): Promise<ImportReportView>;
  cancelImport(): Promise<void>;
  chooseFile(): Promise<string | null>;

  suggestExport(conference: number, format: ExportFormat): Promise<ExportSuggestionView>;
  chooseExportPath(path: string): Promise<string | null>;
  runExport(form: ExportForm): Promise<ExportedView>;

  saveSettings(form: SettingsForm): Promise<void>;
  startsAtLogin(): Promise<boolean>;
  setStartAtLogin(wanted: boolean): Promise<void>;
  testNotification(): Promise<void>;
  /** Opens an https address outside. */
  openLink(url: string): Promise<void>;
  windowPainted(): Promise<void>;
  /** Goes on without the window, and remembers that this is wanted. */
  keepRunning(): Promise<void>;
  quitApp(): Promise<void>;

  /** Calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: BackendEvent) => void): () => void;
}

export type OnProgress = (progress: ImportProgressView) => void;

export type BackendEvent =
  | { name: "agenda_changed" }
  | { name: "session_opened"; session: number; conference: number }
  | { name: "booth_opened"; booth: number; conference: number }
  | { name: "changes_opened"; conference: number }
  | { name: "reminder_health_changed" }
  | { name: "file_dropped"; path: string }
  | { name: "close_question" }
  | { name: "quit_question" };

/** What a rejected command carries; anything else becomes a `failed`. */
export function asCommandError(reason: unknown): CommandError {
  if (typeof reason === "object" && reason !== null && "kind" in reason && "message" in reason) {
    return reason as CommandError;
  }
  return { kind: "failed", message: reason instanceof Error ? reason.message : String(reason) };
}
