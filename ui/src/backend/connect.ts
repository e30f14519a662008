// Which backend the window talks to.

import type { Backend } from "./backend";
import { tauriBackend } from "./tauri";

/**
 * The application's; in a browser under `npm run dev` the fake one, which the address can set:
 * `?big=1` a large schedule, `?empty=1` none, `?theme=dark`, `?zone=unsure`,
 * `?notifications=no_service`, `?now=2022-12-28T11:00Z`, `?picks=5,6`. What of the conference is
 * shown: `?view=programme&layout=grid&day=2022-12-28` and whatever else `Shown` keeps of it.
 */
export async function connect(): Promise<Backend> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { FakeBackend } = await import("./fake");
    const { largeConference, sampleConference } = await import("./fake/schedule");
    const query = new URLSearchParams(location.search);
    const schedules = query.has("big")
      ? [largeConference(), sampleConference()]
      : [sampleConference()];
    showAsAsked(query, schedules[0]?.id ?? 1);
    const picks = query.get("picks")?.split(",").map(Number) ?? [];
    const now = Date.parse(query.get("now") ?? "") / 1000;
    return new FakeBackend({
      picks,
      ...(now ? { now } : {}),
      conferences: query.has("empty") ? [] : schedules,
      zoneConfirmed: query.get("zone") !== "unsure",
      zoneNeeded: query.get("zone") === "needed",
      notifications: query.get("notifications") === "no_service" ? "no_service" : "working",
      settings: query.get("theme") === "dark" ? { theme: "dark" } : { theme: "light" },
    });
  }
  return tauriBackend;
}

/** Sets what `Shown` would have kept of the window before. */
function showAsAsked(query: URLSearchParams, conference: number): void {
  if (!query.has("view")) return;
  const shown = Object.fromEntries(
    [...query].map(([name, value]) => [name, value.startsWith("[") ? JSON.parse(value) : value]),
  );
  const kept = { view: query.get("view"), conferences: { [conference]: shown } };
  localStorage.setItem("lanyard.shown", JSON.stringify(kept));
}
