// Which backend the window talks to.

import type { Backend } from "./backend";
import type { FakeOptions } from "./fake";
import type { RefreshView } from "./generated/RefreshView";
import { tauriBackend } from "./tauri";

/**
 * The application's; in a browser under `npm run dev` the fake one, which the address can set:
 * `?big=1` a large schedule, `?empty=1` none, `?theme=dark`, `?zone=unsure`,
 * `?notifications=no_service`, `?now=2022-12-28T11:00Z`, `?picks=5,6`,
 * `?importing=table`, `unclear_table` or `another_source`,
 * `?reminders=1` some that were missed, wait and came,
 * `?changes=1` what newer versions altered (with `&big=1` a great deal), `?refresh=lost`,
 * `failed` or `offline`, `?shown=Asia/Tokyo` the zone it is shown in,
 * `?reminders=1` with reminders that were missed, wait and came. What of the conference is
 * shown: `?view=programme&layout=grid&day=2022-12-28` and whatever else `Shown` keeps of it.
 */
export async function connect(): Promise<Backend> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { FakeBackend } = await import("./fake");
    const { largeConference, sampleConference } = await import("./fake/schedule");
    const { exampleReminders } = await import("./fake/reminders");
    const query = new URLSearchParams(location.search);
    const { changedConference, CHANGED_PICKS, largeChangedConference } =
      await import("./fake/changed-schedule");
    const [small, large] = query.has("changes")
      ? [changedConference, largeChangedConference]
      : [sampleConference, largeConference];
    const schedules = query.has("big") ? [large(), small()] : [small()];
    showAsAsked(query, schedules[0]?.id ?? 1);
    const picks = query.get("picks")?.split(",").map(Number) ?? [];
    const now = Date.parse(query.get("now") ?? "") / 1000;
    const backend = new FakeBackend({
      picks,
      ...(now ? { now } : {}),
      conferences: query.has("empty") ? [] : schedules,
      zoneConfirmed: query.get("zone") !== "unsure",
      zoneNeeded: query.get("zone") === "needed",
      importing: importing(query.get("importing")),
      notifications: query.get("notifications") === "no_service" ? "no_service" : "working",
      remindersToday: query.has("reminders") ? 3 : 0,
      refresh: refreshOf(query.get("refresh")),
      settings: query.get("theme") === "dark" ? { theme: "dark" } : { theme: "light" },
    });
    if (query.has("changes")) {
      await backend.setPick({ sessions: CHANGED_PICKS, priority: "want" });
    }
    const zone = query.get("shown");
    if (zone) await backend.setZoneChoice(1, { kind: "other", zone });
    if (query.has("reminders")) backend.reminders.view = exampleReminders();
    return backend;
  }
  return tauriBackend;
}

function importing(word: string | null): FakeOptions["importing"] {
  const isOne = word === "table" || word === "unclear_table" || word === "another_source";
  return isOne ? word : "sample";
}

function refreshOf(query: string | null): Partial<RefreshView> {
  const failed = "conference.example answered 503 (Service Unavailable): try again later";
  if (query === "lost") return { question: { lost: 14, listed: 20, askedAt: 1_652_965_200 } };
  if (query === "failed") return { lastError: failed };
  return query === "offline" ? { offline: true } : {};
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
