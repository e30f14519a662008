// How a fake backend stands at the beginning, and what it takes note of.

import type { Backend } from "../backend";
import type { CommandError } from "../generated/CommandError";
import type { ImportForm } from "../generated/ImportForm";
import type { NotificationState } from "../generated/NotificationState";
import type { RefreshView } from "../generated/RefreshView";
import type { SettingsView } from "../generated/SettingsView";
import type { FakeConference } from "./schedule";
import { instant } from "./zones";

export interface FakeOptions {
  conferences: FakeConference[];
  /** The commands that reject, and with what. */
  failing: Partial<Record<keyof Backend, CommandError>>;
  /** An import asks for the zone until the form names one. */
  zoneNeeded: boolean;
  zoneConfirmed: boolean;
  /** What an import finds: the sample, a table, or another source of the first conference. */
  importing: "sample" | "table" | "unclear_table" | "another_source";
  notifications: NotificationState;
  remindersToday: number;
  /** How conferences with an address stand. */
  refresh: Partial<RefreshView>;
  settings: Partial<SettingsView>;
  /** Sessions that are picked. */
  picks: number[];
  /** Seconds since 1970. */
  now: number;
}

export const SETTINGS: SettingsView = {
  theme: "system",
  clock: "hours24",
  sessionLeads: [10],
  visitLeads: [5],
  runInBackground: true,
  myZone: "America/Los_Angeles",
  autoRefresh: true,
  reminders: {
    keynoteLeads: null,
    workshopLeads: null,
    allDayLeads: [0],
    leaveEarly: null,
    quietHours: null,
    whileRunning: "show",
    mustBreaksThrough: true,
  },
  systemZone: "Europe/Berlin",
};

export const DEFAULTS: FakeOptions = {
  conferences: [],
  failing: {},
  zoneNeeded: false,
  zoneConfirmed: true,
  importing: "sample",
  notifications: "working",
  remindersToday: 0,
  refresh: {},
  settings: {},
  picks: [],
  now: instant("2022-05-19", 15 * 60 + 14, "Europe/Madrid"),
};

/** What was asked of a fake that leaves no trace in its data. */
export interface FakeLog {
  painted: number;
  links: string[];
  tests: number;
  exports: string[];
  kept: number;
  quits: number;
  /** Forms of previews and imports. */
  imports: ImportForm[];
}

export function emptyLog(): FakeLog {
  return { painted: 0, links: [], tests: 0, exports: [], kept: 0, quits: 0, imports: [] };
}
