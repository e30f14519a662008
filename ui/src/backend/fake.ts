// A backend in memory, for component tests and for looking at the window in a browser
// (`npm run dev`). It keeps the contract's shape, not the application's rules: zones are fixed
// offsets, search is a substring, an import brings the sample.

import type { Backend, BackendEvent, OnProgress } from "./backend";
import { agendaItems, clashesOf, type PlannedItem } from "./fake/agenda";
import { fakeReport } from "./fake/report";
import { largeConference, sampleConference } from "./fake/schedule";
import type { FakeConference, FakeSession } from "./fake/schedule";
import { instant, timeView, ZONE_OPTIONS } from "./fake/zones";
import type { CommandError } from "./generated/CommandError";
import type { ConferenceView } from "./generated/ConferenceView";
import type { ImportForm } from "./generated/ImportForm";
import type { ImportReportView } from "./generated/ImportReportView";
import type { NotificationState } from "./generated/NotificationState";
import type { OverviewView } from "./generated/OverviewView";
import type { PickView } from "./generated/PickView";
import type { SessionRefView } from "./generated/SessionRefView";
import type { SessionView } from "./generated/SessionView";
import type { SettingsView } from "./generated/SettingsView";
import type { TimeView } from "./generated/TimeView";
import type { VisitView } from "./generated/VisitView";
import type { ZoneChoice } from "./generated/ZoneChoice";

export interface FakeOptions {
  conferences: ("sample" | "large")[];
  /** The commands that reject, and with what. */
  failing: Partial<Record<keyof Backend, CommandError>>;
  /** An import asks for the zone until the form names one. */
  zoneNeeded: boolean;
  zoneConfirmed: boolean;
  notifications: NotificationState;
  settings: Partial<SettingsView>;
  /** Seconds since 1970. */
  now: number;
}

interface FakeVisit {
  id: number;
  booth: number;
  day: string;
  startsAt: number;
  minutes: number;
  leads: number[] | null;
  removed: boolean;
}

const DEFAULTS: FakeOptions = {
  conferences: ["sample"],
  failing: {},
  zoneNeeded: false,
  zoneConfirmed: true,
  notifications: "working",
  settings: {},
  now: instant("2022-05-19", 15 * 60 + 14, "Europe/Madrid"),
};

/** What was asked of a fake that leaves no trace in its data. */
export interface FakeLog {
  painted: number;
  links: string[];
  tests: number;
  exports: string[];
  quits: number;
}

export class FakeBackend implements Backend {
  readonly log: FakeLog = { painted: 0, links: [], tests: 0, exports: [], quits: 0 };
  #options: FakeOptions;
  #conferences: FakeConference[];
  #current: number | null;
  #picks = new Map<number, PickView>();
  #notes = new Map<number, string>();
  #visits: FakeVisit[] = [];
  #zoneChoices = new Map<number, ZoneChoice>();
  #confirmed: boolean;
  #settings: SettingsView;
  #listeners = new Set<(event: BackendEvent) => void>();
  #cancelled = false;

  constructor(options: Partial<FakeOptions> = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#conferences = this.#options.conferences.map((name) =>
      name === "sample" ? sampleConference() : largeConference(),
    );
    this.#current = this.#conferences[0]?.id ?? null;
    this.#confirmed = this.#options.zoneConfirmed;
    this.#settings = {
      theme: "system",
      clock: "hours24",
      sessionLeads: [10],
      visitLeads: [5],
      runInBackground: true,
      myZone: "America/Los_Angeles",
      systemZone: "Europe/Berlin",
      ...this.#options.settings,
    };
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
      conferences: this.#conferences.map((each) => this.#conferenceView(each)),
      current: this.#current,
      settings: this.#settings,
      reminders: {
        state: this.#options.notifications,
        service: this.#options.notifications === "working" ? "dunst 1.9" : null,
        problem:
          this.#options.notifications === "no_service"
            ? "No notification service answers on the session bus. Start one, such as dunst or mako."
            : null,
        next: this.#nextReminder(),
      },
      versions: { application: "0.1.0", zoneData: "2026f", storeSchema: 1 },
    };
  }

  async selectConference(conference: number): Promise<void> {
    this.#current = conference;
  }

  async deleteConference(conference: number): Promise<void> {
    this.#fail("deleteConference");
    this.#conferences = this.#conferences.filter(({ id }) => id !== conference);
    this.#current = this.#conferences[0]?.id ?? null;
  }

  async setZoneChoice(conference: number, choice: ZoneChoice): Promise<void> {
    this.#fail("setZoneChoice");
    this.#zoneChoices.set(conference, choice);
  }

  async confirmZone(conference: number, zone: string): Promise<void> {
    this.#find(conference).zone = zone;
    this.#confirmed = true;
  }

  async getProgramme(conference: number) {
    this.#fail("getProgramme");
    const found = this.#find(conference);
    const names = (values: (string | null)[]) =>
      [...new Set(values)].filter((value): value is string => value !== null);
    return {
      conference,
      sessions: found.sessions.map((session) => this.#sessionView(found, session)),
      rooms: names(found.sessions.map(({ room }) => room)),
      tracks: names(found.sessions.map(({ track }) => track)),
    };
  }

  async getAgenda(conference: number, day: string) {
    this.#fail("getAgenda");
    const found = this.#find(conference);
    const planned = this.#planned(found).filter((item) => item.day === day);
    return {
      conference,
      day,
      items: agendaItems(planned, (at) => this.#time(found, at, day)),
      unscheduled: found.sessions
        .filter((session) => session.startsAt === null && this.#picks.has(session.id))
        .map((session) => this.#ref(found, session)),
    };
  }

  async getBooths(conference: number) {
    this.#fail("getBooths");
    const found = this.#find(conference);
    return {
      conference,
      booths: found.booths.map((booth) => ({
        ...booth,
        links: booth.id === 2 ? [{ title: "isovalent.com", url: "https://isovalent.com" }] : [],
        visits: this.#visits
          .filter((visit) => visit.booth === booth.id && !visit.removed)
          .sort((a, b) => a.startsAt - b.startsAt)
          .map((visit) => this.#visitView(found, visit)),
      })),
    };
  }

  async getSession(id: number) {
    this.#fail("getSession");
    const [conference, session] = this.#findSession(id);
    const others = (name: string) =>
      conference.sessions.filter(
        (each) => each.id !== id && each.speakers.some((speaker) => speaker.name === name),
      );
    return {
      session: this.#sessionView(conference, session),
      conference: conference.id,
      subtitle: null,
      kindLabel: null,
      html: `<p>${session.text}</p><p>See <a href="https://example.org/more">more about it</a>.</p>`,
      text: session.text,
      speakers: session.speakers.map((speaker) => ({
        ...speaker,
        otherSessions: others(speaker.name).map((each) => this.#ref(conference, each)),
      })),
      url: session.code && `https://sched.co/${session.code}`,
      links: [{ title: "Slides", url: "https://example.org/slides.pdf" }],
      recorded: session.track === "Tutorials" ? false : null,
      note: this.#notes.get(id) ?? "",
      clashes: clashesOf(this.#asPlanned(session), this.#planned(conference)),
      repeats: conference.sessions
        .filter((each) => each.id !== id && each.title === session.title)
        .map((each) => this.#ref(conference, each)),
      defaultLeads: this.#settings.sessionLeads,
    };
  }

  async searchSessions(words: string, conference: number | null) {
    const terms = fold(words).split(/\s+/).filter(Boolean);
    return this.#conferences
      .filter(({ id }) => conference === null || id === conference)
      .flatMap((each) => each.sessions.map((session) => ({ session, conference: each.id })))
      .filter(({ session }) => {
        const names = session.speakers.map(({ name }) => name).join(" ");
        const text = fold(`${session.title} ${names} ${session.track} ${session.text}`);
        return terms.every((term) => text.split(/[^\p{L}\d]+/u).some((w) => w.startsWith(term)));
      })
      .slice(0, 200)
      .map(({ session, conference }) => ({ session: session.id, conference, excerpt: "" }));
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
      if (priority === null) this.#picks.delete(id);
      else this.#picks.set(id, { priority, leads: this.#picks.get(id)?.leads ?? null });
    }
  }

  async setPickLeads(session: number, leads: number[] | null): Promise<void> {
    const pick = this.#picks.get(session);
    if (pick) this.#picks.set(session, { ...pick, leads });
  }

  async setNote(session: number, text: string): Promise<void> {
    this.#fail("setNote");
    this.#notes.set(session, text);
  }

  async planVisit(form: { booth: number; date: string; minute: number; minutes: number }) {
    this.#fail("planVisit");
    const conference = this.#conferenceOfBooth(form.booth);
    const startsAt = instant(form.date, form.minute, this.#shownZone(conference));
    const id = this.#visits.length + 1;
    const { booth, minutes } = form;
    this.#visits.push({
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
    this.#visit(visit).leads = leads;
  }

  async removeVisit(visit: number): Promise<void> {
    this.#visit(visit).removed = true;
  }

  async restoreVisit(visit: number): Promise<void> {
    this.#visit(visit).removed = false;
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
    return { path: `/home/ada/Downloads/${this.#find(conference).slug}.${extension}` };
  }

  async chooseExportPath(path: string): Promise<string | null> {
    return path;
  }

  async runExport(form: { conference: number; path: string }) {
    this.#fail("runExport");
    this.log.exports.push(form.path);
    const picked = this.#find(form.conference).sessions.filter(({ id }) => this.#picks.has(id));
    const unscheduled = picked.filter(({ startsAt }) => startsAt === null).length;
    const visits = this.#visits.filter(({ removed }) => !removed).length;
    return { path: form.path, sessions: picked.length - unscheduled, visits, unscheduled };
  }

  async saveSettings(form: Omit<SettingsView, "systemZone">): Promise<void> {
    this.#fail("saveSettings");
    this.#settings = { ...this.#settings, ...form };
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

  async quitApp(): Promise<void> {
    this.log.quits += 1;
  }

  async #import(form: ImportForm, onProgress: OnProgress, run: boolean): Promise<ImportReportView> {
    this.#cancelled = false;
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
    const brought = sampleConference();
    const known = this.#conferences.some(({ id }) => id === brought.id);
    if (run) {
      onProgress({ phase: "storing" });
      if (!known) this.#conferences.push(brought);
      this.#current = brought.id;
      if (form.zone) this.#confirmed = true;
    }
    return fakeReport(brought, known, run || known, this.#confirmed || form.zone !== null);
  }

  #conferenceView(conference: FakeConference): ConferenceView {
    const dates = conference.sessions.map(({ day }) => day).filter((day) => day !== null);
    const planned = this.#planned(conference);
    const choice = this.#zoneChoices.get(conference.id) ?? { kind: "venue" };
    const shownZone = this.#shownZone(conference);
    const label = (zone: string) =>
      ZONE_OPTIONS.find(({ name }) => name === zone)?.abbreviation ?? zone;
    const days = [...new Set(dates)].sort().map((date) => ({
      date,
      sessionCount: dates.filter((each) => each === date).length,
      pickCount: planned.filter((item) => item.day === date).length,
    }));
    const today = days.find(({ date }) => date === "2022-05-19") ?? days[0];
    return {
      id: conference.id,
      slug: conference.slug,
      title: conference.title,
      venue: null,
      city: conference.city,
      url: null,
      zone: this.#confirmed ? conference.zone : "+02:00",
      zoneLabel: this.#confirmed ? label(conference.zone) : "+02:00",
      zoneConfirmed: this.#confirmed,
      zoneGuess: this.#confirmed ? null : conference.zone,
      zoneChoice: choice,
      shownZone,
      shownZoneLabel: label(shownZone),
      days,
      today: today?.date ?? null,
      sessionCount: conference.sessions.length,
      unscheduledCount: conference.sessions.filter(({ day }) => day === null).length,
      boothCount: conference.booths.length,
      pickCount: conference.sessions.filter(({ id }) => this.#picks.has(id)).length,
      source: "sample",
      importedAt: this.#options.now - 3600,
    };
  }

  #sessionView(conference: FakeConference, session: FakeSession): SessionView {
    const { startsAt, day, minutes } = session;
    const time = (at: number) => (day === null ? null : this.#time(conference, at, day));
    return {
      id: session.id,
      code: session.code,
      title: session.title,
      day,
      starts: startsAt === null ? null : time(startsAt),
      ends: startsAt === null ? null : time(startsAt + minutes * 60),
      minutes,
      allDay: false,
      room: session.room,
      track: session.track,
      kind: session.kind,
      language: null,
      speakers: session.speakers.map(({ name }) => name),
      status: session.status,
      online: session.online,
      pick: this.#picks.get(session.id) ?? null,
      hasNote: (this.#notes.get(session.id) ?? "") !== "",
      recommendedBy: session.recommendedBy,
    };
  }

  #visitView(conference: FakeConference, visit: FakeVisit): VisitView {
    const { id, day, minutes, leads, startsAt } = visit;
    const time = (at: number) => this.#time(conference, at, day);
    return { id, day, minutes, leads, starts: time(startsAt), ends: time(startsAt + minutes * 60) };
  }

  #ref(conference: FakeConference, session: FakeSession): SessionRefView {
    const { id, title, starts, room } = this.#sessionView(conference, session);
    return { id, title, starts, room };
  }

  #planned(conference: FakeConference): PlannedItem[] {
    const picks = conference.sessions
      .filter(({ id, startsAt }) => startsAt !== null && this.#picks.has(id))
      .map((session) => this.#asPlanned(session));
    const booths = new Map(conference.booths.map((booth) => [booth.id, booth]));
    const visits = this.#visits
      .filter(({ booth, removed }) => booths.has(booth) && !removed)
      .map((visit): PlannedItem => {
        const booth = booths.get(visit.booth);
        return {
          key: { kind: "visit", id: visit.id },
          booth: visit.booth,
          title: booth?.name ?? "",
          place: booth?.place ?? null,
          track: null,
          day: visit.day,
          startsAt: visit.startsAt,
          minutes: visit.minutes,
          priority: null,
          status: "confirmed",
          online: false,
          leads: visit.leads ?? this.#settings.visitLeads,
        };
      });
    return [...picks, ...visits].sort((a, b) => a.startsAt - b.startsAt);
  }

  #asPlanned(session: FakeSession): PlannedItem {
    const pick = this.#picks.get(session.id);
    return {
      key: { kind: "session", id: session.id },
      booth: null,
      title: session.title,
      place: session.room,
      track: session.track,
      day: session.day ?? "",
      startsAt: session.startsAt ?? 0,
      minutes: session.minutes,
      priority: pick?.priority ?? null,
      status: session.status,
      online: session.online,
      leads: pick?.leads ?? this.#settings.sessionLeads,
    };
  }

  #nextReminder() {
    const conference = this.#conferences.find(({ id }) => id === this.#current);
    if (!conference) return null;
    const due = this.#planned(conference)
      .flatMap((item) => item.leads.map((lead) => ({ item, lead, at: item.startsAt - lead * 60 })))
      .filter(({ at }) => at > this.#options.now)
      .sort((a, b) => a.at - b.at)[0];
    if (!due) return null;
    const { key: item, title, day, startsAt } = due.item;
    const time = (at: number) => this.#time(conference, at, day);
    return { item, title, due: time(due.at), starts: time(startsAt), lead: due.lead };
  }

  #time(conference: FakeConference, at: number, day: string): TimeView {
    return timeView(at, this.#shownZone(conference), conference.zone, day);
  }

  #shownZone(conference: FakeConference): string {
    const choice = this.#zoneChoices.get(conference.id) ?? { kind: "venue" };
    if (choice.kind === "other") return choice.zone;
    if (choice.kind === "mine") return this.#settings.myZone ?? this.#settings.systemZone;
    return conference.zone;
  }

  #find(id: number): FakeConference {
    return found(
      this.#conferences.find((each) => each.id === id),
      `conference ${id}`,
    );
  }

  #findSession(id: number): [FakeConference, FakeSession] {
    for (const conference of this.#conferences) {
      const session = conference.sessions.find((each) => each.id === id);
      if (session) return [conference, session];
    }
    throw { kind: "failed", message: `There is no session ${id}.` };
  }

  #conferenceOfBooth(booth: number): FakeConference {
    const holder = this.#conferences.find(({ booths }) => booths.some(({ id }) => id === booth));
    return found(holder, `booth ${booth}`);
  }

  #visit(id: number): FakeVisit {
    return found(
      this.#visits.find((each) => each.id === id),
      `visit ${id}`,
    );
  }

  #fail(command: keyof Backend): void {
    const error = this.#options.failing[command];
    if (error) throw error;
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw { kind: "failed", message: `There is no ${what}.` };
  return value;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
