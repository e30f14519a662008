// The keys that hold in every view.

import type { Lanyard } from "../../lanyard.svelte";
import type { KeyBinding } from "../../shared/keyboard";
import { UNSCHEDULED, VIEW_NAMES } from "../../shared/shown.svelte";
import { setPriority, togglePick, type Priority } from "../details/picking";

/** Set on the search field, so that `/` finds it. */
export const SEARCH_FIELD_ID = "search-field";

export function globalKeys(lanyard: Lanyard): KeyBinding[] {
  const inConference = () => lanyard.conference !== null && lanyard.dialog === null;
  const keys: KeyBinding[] = [
    { keys: ["/"], run: focusSearch },
    ...VIEW_NAMES.map((view, index) => ({
      keys: [String(index + 1)],
      run: () => lanyard.shown.show(view),
    })),
    { keys: ["["], run: () => stepDay(lanyard, -1) },
    { keys: ["]"], run: () => stepDay(lanyard, 1) },
    { keys: ["t"], run: () => stepZone(lanyard) },
    { keys: ["j", "ArrowDown"], run: () => lanyard.list?.move(1) },
    { keys: ["k", "ArrowUp"], run: () => lanyard.list?.move(-1) },
    { keys: ["Home"], run: () => lanyard.list?.moveTo("first") },
    { keys: ["End"], run: () => lanyard.list?.moveTo("last") },
    { keys: ["s"], run: () => withSession(lanyard, togglePick) },
    { keys: ["m"], run: () => prioritise(lanyard, "must") },
    { keys: ["w"], run: () => prioritise(lanyard, "want") },
    { keys: ["y"], run: () => prioritise(lanyard, "maybe") },
    { keys: ["e"], run: () => (lanyard.dialog = "export") },
    { keys: ["Escape"], run: () => leave(lanyard) },
  ];
  const anywhere: KeyBinding[] = [
    { keys: ["i"], run: () => lanyard.openImport() },
    { keys: [",", "ctrl+,"], run: () => (lanyard.dialog = "settings") },
    { keys: ["?"], run: () => (lanyard.dialog = "keys") },
    { keys: ["ctrl+z"], run: () => void lanyard.undo() },
    { keys: ["ctrl+q"], run: () => lanyard.quit() },
  ];
  return [
    ...keys.map((binding) => ({ ...binding, when: inConference })),
    ...anywhere.map((binding) => ({ ...binding, when: () => lanyard.dialog === null })),
  ];
}

function focusSearch(): void {
  const field = document.getElementById(SEARCH_FIELD_ID);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

function stepDay(lanyard: Lanyard, delta: number): void {
  const conference = lanyard.conference;
  if (!conference || lanyard.shown.view === "booths" || lanyard.shown.view === "changes") return;
  const days = conference.days.map(({ date }) => date);
  if (conference.unscheduledCount > 0 && lanyard.shown.view === "programme") {
    days.push(UNSCHEDULED);
  }
  const next = days[days.indexOf(lanyard.day ?? "") + delta];
  if (next) lanyard.showDay(next);
}

/** From the venue to mine, and from any other back to the venue. */
function stepZone(lanyard: Lanyard): void {
  const choice = lanyard.conference?.zoneChoice;
  if (choice) void lanyard.chooseZone({ kind: choice.kind === "venue" ? "mine" : "venue" });
}

function prioritise(lanyard: Lanyard, priority: Priority): void {
  withSession(lanyard, (_, target) => setPriority(lanyard, target, priority));
}

function withSession(
  lanyard: Lanyard,
  run: (
    lanyard: Lanyard,
    target: NonNullable<ReturnType<NonNullable<Lanyard["list"]>["session"]>>,
  ) => Promise<void>,
): void {
  const target = lanyard.list?.session();
  if (target) void run(lanyard, target);
}

function leave(lanyard: Lanyard): void {
  if (lanyard.details) lanyard.details = null;
  else lanyard.shown.words = "";
}
