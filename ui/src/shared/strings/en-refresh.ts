// The sentences about keeping schedules up to date, and about known conferences, in English.

import { count, number } from "./counting";

const conferences = (n: number) => count(n, "conference", "conferences");

export const refresh = {
  choice: "Look for a newer version",
  choices: {
    automatic: "Automatically",
    off: "Never by itself",
    every: (length: string) => `Every ${length}`,
  },
  automaticHint: "Every 10 minutes during it, hourly in the week before, else daily.",
  automaticOff: "Off for all schedules, further up.",
  last: (ago: string) => `Last refreshed ${ago}`,
  never: "Not refreshed yet",
  next: (when: string) => `next ${when}`,
  noNext: "not by itself",
  now: "Refresh now",
  running: "Refreshing…",
  failed: (error: string) => `The last try failed: ${error}`,
  offline: "Nothing answered at the last try. It is tried again by itself.",
  lost: (lost: number, listed: number) =>
    `The newest version lacks ${number(lost)} of ${count(listed, "session", "sessions")}, and was not imported.`,
  lostHint: "Perhaps the file is not whole.",
  accept: "Import it anyway",
  keep: "Keep mine",
  kept: "Kept the schedule as it is",
  imported: (result: string) => `Imported: ${result}`,
  schedules: "Schedules",
  automatic: "Refresh schedules by themselves",
  automaticAbout: "From the address they came from, unless a conference is set otherwise.",
  directories: "Directories of conferences",
  directoriesHint: "Lanyard knows some conferences by name. Add files or addresses of others.",
  directory: "Path or https address of a directory",
  add: "Add",
  adding: "Adding…",
  added: (n: number) => `Added. It knows ${conferences(n)}.`,
  remove: (source: string) => `Remove ${source}`,
  search: "Name of the conference, or address of its schedule",
  searchHint: "FOSDEM, or https://conference.example/schedule.ics",
  found: "Known conferences",
  foundCount: (n: number) => `${conferences(n)} found`,
  none: "No conference of that name is known here. Paste the address of its schedule instead.",
  noDates: "dates not known",
};
