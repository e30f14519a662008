// What is shown: view, day, filters. Survives restarts; the place for nothing else.

export type ViewName = "now" | "agenda" | "programme" | "booths";

export const VIEW_NAMES: ViewName[] = ["now", "agenda", "programme", "booths"];

/** The tab of sessions without a time. */
export const UNSCHEDULED = "unscheduled";

/** What is shown of one conference. */
interface ConferenceShown {
  /** `YYYY-MM-DD`, or `UNSCHEDULED`. */
  day: string | null;
  rooms: string[];
  tracks: string[];
  pickedOnly: boolean;
  /** Scroll position of the programme for that day, in px. */
  scroll: number;
}

const KEY = "lanyard.shown";

const NOTHING: ConferenceShown = {
  day: null,
  rooms: [],
  tracks: [],
  pickedOnly: false,
  scroll: 0,
};

export class Shown {
  view = $state<ViewName>("now");
  /** Searched for; not kept. */
  words = $state("");
  #conferences = $state<Record<string, ConferenceShown>>({});

  constructor() {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
      if (typeof kept !== "object" || kept === null) return;
      const { view, conferences } = kept as Partial<{
        view: ViewName;
        conferences: Record<string, Partial<ConferenceShown>>;
      }>;
      if (view && VIEW_NAMES.includes(view)) this.view = view;
      for (const [id, shown] of Object.entries(conferences ?? {})) {
        this.#conferences[id] = { ...NOTHING, ...shown };
      }
    } catch {
      // What cannot be read is as if nothing had been kept.
    }
  }

  of(conference: number): ConferenceShown {
    return this.#conferences[conference] ?? NOTHING;
  }

  change(conference: number, change: Partial<ConferenceShown>): void {
    this.#conferences[conference] = { ...this.of(conference), ...change };
    this.keep();
  }

  show(view: ViewName): void {
    this.view = view;
    this.keep();
  }

  keep(): void {
    try {
      const kept = { view: this.view, conferences: this.#conferences };
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A full or barred storage costs only the memory of what was shown.
    }
  }
}
