// What the window knows and does beyond one view: the backend, the conference at hand, what can be
// undone, which drawer or dialog is open. Fetching and drawing a view's own data is the view's.

import { getContext, setContext } from "svelte";
import { asCommandError, type Backend, type BackendEvent } from "./backend/backend";
import type { ConferenceView } from "./backend/generated/ConferenceView";
import type { ImportSource } from "./backend/generated/ImportSource";
import type { ItemKeyView } from "./backend/generated/ItemKeyView";
import type { OverviewView } from "./backend/generated/OverviewView";
import type { ProgrammeView } from "./backend/generated/ProgrammeView";
import type { SettingsForm } from "./backend/generated/SettingsForm";
import type { ZoneChoice } from "./backend/generated/ZoneChoice";
import type { ZoneOptionView } from "./backend/generated/ZoneOptionView";
import { Clock } from "./shared/clock.svelte";
import { Keyboard } from "./shared/keyboard";
import { Resource } from "./shared/resource.svelte";
import { Shown, UNSCHEDULED } from "./shared/shown.svelte";
import { t } from "./shared/strings";
import { Toasts, UndoStack, type Undoable } from "./shared/undo.svelte";

export type DialogName =
  "import" | "export" | "settings" | "keys" | "palette" | "closing" | "quitting";

/** A list of things on screen that the keys move through. */
export interface ListHandle {
  move: (delta: number) => void;
  moveTo: (end: "first" | "last") => void;
  /** The session that the keys act on; null where a booth or nothing is at hand. */
  session: () => PickTarget | null;
  /** To the left and right, where things stand beside each other. */
  moveAcross?: (delta: number) => void;
  /** Several sessions that the keys act on together; empty where none are selected. */
  selection?: () => PickTarget[];
  /** Moves, and selects all on the way. */
  extend?: (delta: number) => void;
  selectAll?: () => void;
  /** What Escape leaves first; gives whether there was something. */
  leave?: () => boolean;
}

/** A session as picking needs it. */
export interface PickTarget {
  id: number;
  title: string;
}

/** What a reminder is of. */
export interface Reminded {
  item: ItemKeyView;
  conference: number;
  booth: number | null;
}

export class Lanyard {
  readonly shown = new Shown();
  readonly toasts = new Toasts();
  readonly undoStack = new UndoStack();
  readonly keyboard = new Keyboard();
  readonly clock = new Clock();
  readonly overview = new Resource<OverviewView>();
  readonly programme = new Resource<ProgrammeView>();
  readonly zones = new Resource<ZoneOptionView[]>();

  /** Grows whenever picks, visits or schedules changed: what is on screen is then fetched again. */
  revision = $state(0);
  /** The session in the drawer. `takesFocus` where a key or a notification opened it. */
  details = $state.raw<{ session: number; takesFocus: boolean } | null>(null);
  dialog = $state<DialogName | null>(null);
  /** What the import dialog starts with. */
  importSource = $state.raw<ImportSource | null>(null);
  /** The booth that a notification asked for. */
  boothAsked = $state<number | null>(null);
  /** Said to screen readers. */
  spoken = $state("");

  conference: ConferenceView | null = $derived.by(() => {
    const overview = this.overview.value;
    if (!overview) return null;
    return (
      overview.conferences.find((each) => each.id === overview.current) ??
      overview.conferences[0] ??
      null
    );
  });

  /** The day shown: kept from before if it still is one, else today's. */
  day: string | null = $derived.by(() => {
    const conference = this.conference;
    if (!conference) return null;
    const kept = this.shown.of(conference.id).day;
    if (kept === UNSCHEDULED && conference.unscheduledCount > 0 && this.shown.view !== "agenda") {
      return kept;
    }
    if (conference.days.some(({ date }) => date === kept)) return kept;
    return conference.today ?? conference.days[0]?.date ?? null;
  });

  list: ListHandle | null = null;
  #painted = false;

  constructor(readonly backend: Backend) {}

  /** Starts listening and ticking, and fetches the overview. Gives the way to stop. */
  start(): () => void {
    const stopEvents = this.backend.subscribe((event) => this.#answer(event));
    const stopClock = this.clock.run();
    void this.#loadOverview();
    return () => {
      stopEvents();
      stopClock();
    };
  }

  /** Something was changed, here or elsewhere: fetch again what is on screen. */
  async refresh(): Promise<void> {
    this.revision += 1;
    await this.#loadOverview();
  }

  /** Tells once that the first view stands on the screen with its data. */
  painted(): void {
    if (this.#painted) return;
    this.#painted = true;
    requestAnimationFrame(() => requestAnimationFrame(() => void this.backend.windowPainted()));
  }

  /** Runs a command that needs no undo; an error becomes a toast. Gives whether it went well. */
  async attempt(run: () => Promise<void>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (reason) {
      const error = asCommandError(reason);
      if (error.kind !== "cancelled") this.toasts.show(error.message, { tone: "error" });
      return false;
    } finally {
      await this.refresh();
    }
  }

  /** Does something that `undoable` takes back, and offers that. */
  async act(undoable: Undoable, run: () => Promise<void>): Promise<void> {
    if (!(await this.attempt(run))) return;
    this.undoStack.push(undoable);
    this.toasts.show(undoable.label, { undoable });
  }

  /** Takes back the newest thing done, or this one. */
  async undo(undoable?: Undoable): Promise<void> {
    await this.attempt(async () => {
      const undone = undoable
        ? await this.undoStack.undo(undoable)
        : await this.undoStack.undoLast();
      this.toasts.show(undone ? t.app.undone(undone.label) : t.app.nothingToUndo);
    });
  }

  async selectConference(conference: number): Promise<void> {
    this.details = null;
    this.shown.words = "";
    await this.attempt(() => this.backend.selectConference(conference));
  }

  async chooseZone(choice: ZoneChoice): Promise<void> {
    const conference = this.conference;
    if (conference) await this.attempt(() => this.backend.setZoneChoice(conference.id, choice));
  }

  async saveSettings(change: Partial<SettingsForm>): Promise<void> {
    const message = await this.trySettings(change);
    if (message !== null) this.toasts.show(message, { tone: "error" });
  }

  /** Gives what failed, to be told beside the setting; null once it is saved. */
  async trySettings(change: Partial<SettingsForm>): Promise<string | null> {
    const settings = this.overview.value?.settings;
    if (!settings) return null;
    const { systemZone, ...form } = settings;
    return this.tryTo(() => this.backend.saveSettings({ ...form, ...change }));
  }

  /** Runs a command and gives what failed, to be told in place; null if all went well. */
  async tryTo(run: () => Promise<void>): Promise<string | null> {
    try {
      await run();
      return null;
    } catch (reason) {
      return asCommandError(reason).message;
    } finally {
      await this.refresh();
    }
  }

  /** Asks first where that ends reminders of today. */
  quit(): void {
    if ((this.overview.value?.reminders.today ?? 0) > 0) this.dialog = "quitting";
    else void this.backend.quitApp();
  }

  showDay(day: string): void {
    if (!this.conference) return;
    this.shown.words = "";
    const { layout } = this.shown.of(this.conference.id);
    // Triage goes over all days: a day's tab is a choice among them.
    const days = layout === "triage" && day !== UNSCHEDULED ? [day] : [];
    this.shown.change(this.conference.id, { day, days, scroll: 0, gridScroll: null, week: false });
  }

  openDetails(session: number, takesFocus = false): void {
    this.details = { session, takesFocus };
  }

  /** Opens what a reminder is of: the session's details, or the booth. */
  async openReminded({ item, conference, booth }: Reminded): Promise<void> {
    if (booth !== null) return this.#openBooth(conference, booth);
    await this.#select(conference);
    if (item.kind === "session") this.openDetails(item.id, true);
  }

  openImport(source: ImportSource | null = null): void {
    this.importSource = source;
    this.dialog = "import";
  }

  openLink(url: string): void {
    void this.backend
      .openLink(url)
      .catch((reason: unknown) =>
        this.toasts.show(asCommandError(reason).message, { tone: "error" }),
      );
  }

  async #loadOverview(): Promise<void> {
    await this.overview.load("overview", async () => {
      const overview = await this.backend.getOverview();
      // Before anything is drawn with it: a clock that was set differs from the system's by years.
      this.clock.set(overview.now, overview.clockSpeed);
      return overview;
    });
  }

  #answer(event: BackendEvent): void {
    switch (event.name) {
      case "agenda_changed":
      case "reminder_health_changed":
        void this.refresh();
        break;
      case "session_opened":
        void this.#select(event.conference).then(() => this.openDetails(event.session, true));
        break;
      case "booth_opened":
        void this.#openBooth(event.conference, event.booth);
        break;
      case "changes_opened":
        void this.#select(event.conference).then(() => this.shown.show("changes"));
        break;
      case "file_dropped":
        this.openImport({ kind: "path", path: event.path });
        break;
      case "close_question":
        this.dialog = "closing";
        break;
      case "quit_question":
        this.dialog = "quitting";
        break;
    }
  }

  async #openBooth(conference: number, booth: number): Promise<void> {
    await this.#select(conference);
    this.shown.show("booths");
    this.boothAsked = booth;
  }

  async #select(conference: number): Promise<void> {
    this.dialog = null;
    if (conference !== this.conference?.id) await this.selectConference(conference);
  }
}

const CONTEXT = Symbol("lanyard");

export function provideLanyard(lanyard: Lanyard): Lanyard {
  return setContext(CONTEXT, lanyard);
}

export function useLanyard(): Lanyard {
  return getContext<Lanyard>(CONTEXT);
}
