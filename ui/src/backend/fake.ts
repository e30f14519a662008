// A backend in memory, for component tests and for looking at the window in a browser
// (`npm run dev`). It keeps the contract's shape, not the application's rules: zones are fixed
// offsets, search is a substring, an import brings the sample.

import type { Backend, BackendEvent, OnProgress } from "./backend";
import { agendaItems } from "./fake/agenda";
import { DEFAULTS, emptyLog, SETTINGS, type FakeLog, type FakeOptions } from "./fake/options";
import { FakeReminderCommands } from "./fake/reminder-commands";
import { FakeReminders } from "./fake/reminders";
import { importSample } from "./fake/report";
import { sampleConference } from "./fake/schedule";
import { sessionDetails } from "./fake/details";
import { searched } from "./fake/search";
import { FakeStore } from "./fake/store";
import { agendaWeek } from "./fake/week";
import { instant, ZONE_OPTIONS } from "./fake/zones";
import type { ImportForm } from "./generated/ImportForm";
import type { ImportReportView } from "./generated/ImportReportView";
import type { OverviewView } from "./generated/OverviewView";
import type { PickView } from "./generated/PickView";
import type { RefreshChoice } from "./generated/RefreshChoice";
import type { SeenForm } from "./generated/SeenForm";
import type { SettingsView } from "./generated/SettingsView";
import type { ZoneChoice } from "./generated/ZoneChoice";

export type { FakeOptions };

export class FakeBackend extends FakeReminderCommands implements Backend {
  readonly log: FakeLog = emptyLog();
  #options: FakeOptions;
  #store: FakeStore;
  #listeners = new Set<(event: BackendEvent) => void>();
  #cancelled = false;

  constructor(options: Partial<FakeOptions> = {}) {
    const all = { ...DEFAULTS, conferences: [sampleConference()], ...options };
    const { conferences, settings, zoneConfirmed, now, picks } = all;
    const works = all.notifications === "working";
    super(new FakeReminders(now, "Europe/Madrid"), all.failing, works);
    this.#options = all;
    this.#store = new FakeStore(conferences, { ...SETTINGS, ...settings }, zoneConfirmed, now);
    const refreshed = { lastSuccess: now - 12 * 60, nextAt: now + 8 * 60 };
    Object.assign(this.#store.refreshing.state, refreshed, this.#options.refresh);
    for (const id of picks) this.#store.picks.set(id, { priority: "want", leads: null });
  }

  /** Sends an event as the application would. */
  emit(event: BackendEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  subscribe(listener: (event: BackendEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async getOverview(): Promise<OverviewView> {
    this.#fail("getOverview");
    return {
      now: this.#options.now,
      clockSpeed: 1,
      clockShifted: true,
      conferences: this.#store.conferences.map((each) => this.#store.conferenceView(each)),
      current: this.#store.current,
      settings: this.#store.settings,
      reminders: this.reminders.health(this.#options, this.#store.nextReminder()),
      versions: { application: "0.1.0", zoneData: "2026f", storeSchema: 1 },
    };
  }

  async selectConference(conference: number): Promise<void> {
    this.#store.current = conference;
  }

  async deleteConference(conference: number): Promise<void> {
    this.#fail("deleteConference");
    this.#store.conferences = this.#store.conferences.filter(({ id }) => id !== conference);
    this.#store.current = this.#store.conferences[0]?.id ?? null;
  }

  async setZoneChoice(conference: number, choice: ZoneChoice): Promise<void> {
    this.#fail("setZoneChoice");
    this.#store.zoneChoices.set(conference, choice);
  }

  async confirmZone(conference: number, zone: string): Promise<void> {
    this.#store.find(conference).zone = zone;
    this.#store.confirmed = true;
  }

  async getProgramme(conference: number) {
    this.#fail("getProgramme");
    const found = this.#store.find(conference);
    const names = (values: (string | null)[]) =>
      [...new Set(values)].filter((value): value is string => value !== null);
    return {
      conference,
      sessions: found.sessions.map((session) => this.#store.sessionView(found, session)),
      rooms: names(found.sessions.map(({ room }) => room)),
      tracks: names(found.sessions.map(({ track }) => track)),
    };
  }

  async getAgenda(conference: number, day: string) {
    this.#fail("getAgenda");
    const found = this.#store.find(conference);
    const planned = this.#store.planned(found).filter((item) => item.day === day);
    return {
      conference,
      day,
      items: agendaItems(conference, planned, (at) => this.#store.time(found, at, day)),
      unscheduled: found.sessions
        .filter((session) => session.startsAt === null && this.#store.picks.has(session.id))
        .map((session) => this.#store.ref(found, session)),
    };
  }

  async getAgendaWeek(conference: number, everywhere: boolean) {
    this.#fail("getAgendaWeek");
    return agendaWeek(this.#store, conference, everywhere);
  }

  async getBooths(conference: number) {
    this.#fail("getBooths");
    const found = this.#store.find(conference);
    return {
      conference,
      booths: found.booths.map((booth) => ({
        ...booth,
        links: booth.id === 2 ? [{ title: "isovalent.com", url: "https://isovalent.com" }] : [],
        visits: this.#store.visits
          .filter((visit) => visit.booth === booth.id && !visit.removed)
          .sort((a, b) => a.startsAt - b.startsAt)
          .map((visit) => this.#store.visitView(found, visit)),
      })),
    };
  }

  async getSession(id: number) {
    this.#fail("getSession");
    return sessionDetails(this.#store, id);
  }

  async searchSessions(words: string, conference: number | null) {
    return searched(this.#store.conferences, words, conference);
  }

  async setPick({
    sessions,
    priority,
  }: {
    sessions: number[];
    priority: PickView["priority"] | null;
  }) {
    this.#fail("setPick");
    for (const id of sessions) {
      if (priority !== null) this.#store.hidden.delete(id);
      if (priority === null) this.#store.picks.delete(id);
      else this.#store.picks.set(id, { priority, leads: this.#store.picks.get(id)?.leads ?? null });
    }
  }

  async hideSessions({ sessions, hidden }: { sessions: number[]; hidden: boolean }) {
    this.#fail("hideSessions");
    for (const id of sessions) {
      if (hidden) this.#store.picks.delete(id);
      if (hidden) this.#store.hidden.add(id);
      else this.#store.hidden.delete(id);
    }
  }

  async setPickLeads(session: number, leads: number[] | null): Promise<void> {
    const pick = this.#store.picks.get(session);
    if (pick) this.#store.picks.set(session, { ...pick, leads });
  }

  async setNote(session: number, text: string): Promise<void> {
    this.#fail("setNote");
    this.#store.notes.set(session, text);
  }

  async planVisit(form: { booth: number; date: string; minute: number; minutes: number }) {
    this.#fail("planVisit");
    const conference = this.#store.conferenceOfBooth(form.booth);
    const startsAt = instant(form.date, form.minute, this.#store.shownZone(conference));
    const id = this.#store.visits.length + 1;
    const { booth, minutes } = form;
    this.#store.visits.push({
      id,
      booth,
      day: form.date,
      startsAt,
      minutes,
      leads: null,
      removed: false,
    });
    return id;
  }

  async setVisitLeads(visit: number, leads: number[] | null): Promise<void> {
    this.#store.visit(visit).leads = leads;
  }

  async removeVisit(visit: number): Promise<void> {
    this.#store.visit(visit).removed = true;
  }

  async restoreVisit(visit: number): Promise<void> {
    this.#store.visit(visit).removed = false;
  }

  async getChanges(conference: number) {
    this.#fail("getChanges");
    return this.#store.changes.view(this.#store.find(conference));
  }

  async seeChanges(form: SeenForm): Promise<void> {
    this.#fail("seeChanges");
    this.#store.changes.see(form);
  }

  async answerMatch(question: number, same: boolean): Promise<number | null> {
    this.#fail("answerMatch");
    return this.#store.changes.answer(question, same);
  }

  async askMatchAgain(question: number): Promise<void> {
    this.#store.changes.askAgain(question);
  }

  async keepSession(session: number, kept: boolean): Promise<void> {
    this.#fail("keepSession");
    this.#store.changes.keep(session, kept);
  }

  async refreshNow(conference: number) {
    this.#fail("refreshNow");
    return this.#store.refreshing.refresh(conference);
  }

  async answerLoss(conference: number, accept: boolean) {
    this.#fail("answerLoss");
    return this.#store.refreshing.answer(conference, accept);
  }

  async setRefresh(conference: number, choice: RefreshChoice): Promise<void> {
    this.#fail("setRefresh");
    this.#store.refreshing.set(conference, choice);
  }

  async searchDirectory(words: string) {
    this.#fail("searchDirectory");
    return this.#store.refreshing.search(words);
  }

  async listDirectories(): Promise<string[]> {
    return [...this.#store.refreshing.directories];
  }

  async addDirectory(source: string): Promise<number> {
    this.#fail("addDirectory");
    this.#store.refreshing.directories.push(source);
    return 12;
  }

  async removeDirectory(source: string): Promise<void> {
    const { directories } = this.#store.refreshing;
    directories.splice(directories.indexOf(source), 1);
  }

  async updateDirectories(): Promise<string[]> {
    return [];
  }

  async listZones() {
    return ZONE_OPTIONS;
  }

  async previewImport(form: ImportForm, onProgress: OnProgress): Promise<ImportReportView> {
    this.#fail("previewImport");
    return this.#import(form, onProgress, false);
  }

  async runImport(form: ImportForm, onProgress: OnProgress): Promise<ImportReportView> {
    this.#fail("runImport");
    return this.#import(form, onProgress, true);
  }

  async cancelImport(): Promise<void> {
    this.#cancelled = true;
  }

  async chooseFile(): Promise<string | null> {
    return "/home/ada/Downloads/schedule.xml";
  }

  async suggestExport(conference: number, format: "icalendar" | "markdown") {
    const extension = format === "icalendar" ? "ics" : "md";
    return { path: `/home/ada/Downloads/${this.#store.find(conference).slug}.${extension}` };
  }

  async chooseExportPath(path: string): Promise<string | null> {
    return path;
  }

  async runExport(form: { conference: number; path: string }) {
    this.#fail("runExport");
    this.log.exports.push(form.path);
    const picked = this.#store
      .find(form.conference)
      .sessions.filter(({ id }) => this.#store.picks.has(id));
    const unscheduled = picked.filter(({ startsAt }) => startsAt === null).length;
    const visits = this.#store.visits.filter(({ removed }) => !removed).length;
    return { path: form.path, sessions: picked.length - unscheduled, visits, unscheduled };
  }

  async saveSettings(form: Omit<SettingsView, "systemZone">): Promise<void> {
    this.#fail("saveSettings");
    this.#store.settings = { ...this.#store.settings, ...form };
  }

  async testNotification(): Promise<void> {
    this.#fail("testNotification");
    this.log.tests += 1;
  }

  async openLink(url: string): Promise<void> {
    this.log.links.push(url);
  }

  async windowPainted(): Promise<void> {
    this.log.painted += 1;
  }

  async keepRunning(): Promise<void> {
    this.log.kept += 1;
  }

  async quitApp(): Promise<void> {
    this.log.quits += 1;
  }

  async #import(form: ImportForm, onProgress: OnProgress, run: boolean): Promise<ImportReportView> {
    this.#cancelled = false;
    this.log.imports.push(form);
    onProgress({ phase: "fetching", done: 20_000, total: 80_000 });
    await Promise.resolve();
    onProgress({ phase: "reading" });
    await Promise.resolve();
    if (this.#cancelled) throw { kind: "cancelled", message: "The import was cancelled." };
    if (this.#options.zoneNeeded && form.zone === null) {
      throw {
        kind: "zone_needed",
        message: "The schedule names no time zone.",
        guess: "Europe/Madrid",
      };
    }
    if (run) onProgress({ phase: "storing" });
    return importSample(this.#store, form, run, this.#options.importing);
  }

  #fail(command: keyof Backend): void {
    const error = this.#options.failing[command];
    if (error) throw error;
  }
}
