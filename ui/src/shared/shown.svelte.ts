// What is shown: view, day, filters. Survives restarts; the place for nothing else.

export type ViewName = "now" | "agenda" | "programme" | "booths" | "changes";

export const VIEW_NAMES: ViewName[] = ["now", "agenda", "programme", "booths", "changes"];

/** The tab of sessions without a time. */
export const UNSCHEDULED = "unscheduled";

export const LAYOUTS = ["list", "grid", "triage"] as const;

export type ProgrammeLayout = (typeof LAYOUTS)[number];

/** Which sessions are shown. Nothing chosen in a facet means everything. */
export interface ShownFilters {
  rooms: string[];
  tracks: string[];
  kinds: string[];
  languages: string[];
  speakers: string[];
  /** Owners of lists that recommend them. */
  lists: string[];
  /** Days to decide about; elsewhere the day's tab holds. */
  days: string[];
  pickedOnly: boolean;
  toCome: boolean;
  undecided: boolean;
  showHidden: boolean;
}

/** What is shown of one conference. */
interface ConferenceShown extends ShownFilters {
  /** `YYYY-MM-DD`, or `UNSCHEDULED`. */
  day: string | null;
  /** Scroll position of the programme's list for that day, in px. */
  scroll: number;
  layout: ProgrammeLayout;
  /** Scroll position of the grid; none before it was scrolled on that day. */
  gridScroll: { left: number; top: number } | null;
  /** Steps of the grid's zoom, in time and across. */
  gridZoom: { down: number; across: number };
  /** The session at hand in triage. */
  triage: number | null;
  /** The agenda shows all days. */
  week: boolean;
  /** And those of all conferences. */
  everywhere: boolean;
}

const KEY = "lanyard.shown";

export const NO_FILTERS: ShownFilters = {
  rooms: [],
  tracks: [],
  kinds: [],
  languages: [],
  speakers: [],
  lists: [],
  days: [],
  pickedOnly: false,
  toCome: false,
  undecided: false,
  showHidden: false,
};

const NOTHING: ConferenceShown = {
  ...NO_FILTERS,
  day: null,
  scroll: 0,
  layout: "list",
  gridScroll: null,
  gridZoom: { down: 2, across: 2 },
  triage: null,
  week: false,
  everywhere: false,
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
