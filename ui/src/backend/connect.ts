// Which backend the window talks to.

import type { Backend } from "./backend";
import type { FakeOptions } from "./fake";
import { tauriBackend } from "./tauri";

/**
 * The application's; in a browser under `npm run dev` the fake one, which the address can set:
 * `?big=1` a large schedule, `?empty=1` none, `?theme=dark`, `?zone=unsure`, `?notifications=no_service`,
 * `?importing=table`, `unclear_table` or `another_source`.
 */
export async function connect(): Promise<Backend> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { FakeBackend } = await import("./fake");
    const { largeConference, sampleConference } = await import("./fake/schedule");
    const query = new URLSearchParams(location.search);
    const schedules = query.has("big")
      ? [largeConference(), sampleConference()]
      : [sampleConference()];
    return new FakeBackend({
      conferences: query.has("empty") ? [] : schedules,
      zoneConfirmed: query.get("zone") !== "unsure",
      zoneNeeded: query.get("zone") === "needed",
      importing: importing(query.get("importing")),
      notifications: query.get("notifications") === "no_service" ? "no_service" : "working",
      settings: query.get("theme") === "dark" ? { theme: "dark" } : { theme: "light" },
    });
  }
  return tauriBackend;
}

function importing(word: string | null): FakeOptions["importing"] {
  const isOne = word === "table" || word === "unclear_table" || word === "another_source";
  return isOne ? word : "sample";
}
