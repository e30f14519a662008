// The keys that hold in every view.

import type { Lanyard, PickTarget } from "../../lanyard.svelte";
import type { KeyBinding } from "../../shared/keyboard";
import { LAYOUTS, UNSCHEDULED, VIEW_NAMES } from "../../shared/shown.svelte";
import { setPriority, toggleHidden, togglePicks, type Priority } from "../details/picking";

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
    { keys: ["j", "ArrowDown"], run: (event) => move(lanyard, 1, event) },
    { keys: ["k", "ArrowUp"], run: (event) => move(lanyard, -1, event) },
    { keys: ["ArrowLeft"], run: () => lanyard.list?.moveAcross?.(-1) },
    { keys: ["ArrowRight"], run: () => lanyard.list?.moveAcross?.(1) },
    { keys: ["Home"], run: () => lanyard.list?.moveTo("first") },
    { keys: ["End"], run: () => lanyard.list?.moveTo("last") },
    { keys: ["s"], run: () => void togglePicks(lanyard, targets(lanyard)) },
    { keys: ["m"], run: () => prioritise(lanyard, "must") },
    { keys: ["w"], run: () => prioritise(lanyard, "want") },
    { keys: ["y"], run: () => prioritise(lanyard, "maybe") },
    { keys: ["x"], run: () => void toggleHidden(lanyard, targets(lanyard)) },
    { keys: ["ctrl+a"], run: () => lanyard.list?.selectAll?.() },
    { keys: ["g"], run: () => stepLayout(lanyard) },
    { keys: ["e"], run: () => (lanyard.dialog = "export") },
    { keys: ["Escape"], run: () => leave(lanyard) },
  ];
  const anywhere: KeyBinding[] = [
    { keys: ["i"], run: () => lanyard.openImport() },
    { keys: ["ctrl+k"], run: () => (lanyard.dialog = "palette"), whileTyping: true },
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
  if (!conference || !["agenda", "programme"].includes(lanyard.shown.view)) return;
  const days = conference.days.map(({ date }) => date);
  if (conference.unscheduledCount > 0 && lanyard.shown.view === "programme") {
    days.push(UNSCHEDULED);
  }
  const next = days[days.indexOf(lanyard.day ?? "") + delta];
  if (next) lanyard.showDay(next);
}

/** From list to grid to triage, and round again; in the agenda from one day to all. */
function stepLayout(lanyard: Lanyard): void {
  const { conference, shown } = lanyard;
  if (!conference) return;
  const { layout, week } = shown.of(conference.id);
  if (shown.view === "agenda") shown.change(conference.id, { week: !week });
  if (shown.view !== "programme") return;
  const at = LAYOUTS.indexOf(layout);
  shown.change(conference.id, { layout: LAYOUTS[(at + 1) % LAYOUTS.length] ?? "list" });
}

/** From the venue to mine, and from any other back to the venue. */
function stepZone(lanyard: Lanyard): void {
  const choice = lanyard.conference?.zoneChoice;
  if (choice) void lanyard.chooseZone({ kind: choice.kind === "venue" ? "mine" : "venue" });
}

/** What is selected, else the session at hand. */
function targets(lanyard: Lanyard): PickTarget[] {
  const selected = lanyard.list?.selection?.() ?? [];
  if (selected.length > 0) return selected;
  const target = lanyard.list?.session();
  return target ? [target] : [];
}

function prioritise(lanyard: Lanyard, priority: Priority): void {
  void setPriority(lanyard, targets(lanyard), priority);
}

function move(lanyard: Lanyard, delta: number, event: KeyboardEvent): void {
  if (event.shiftKey && lanyard.list?.extend) lanyard.list.extend(delta);
  else lanyard.list?.move(delta);
}

function leave(lanyard: Lanyard): void {
  if (lanyard.list?.leave?.()) return;
  if (lanyard.details) lanyard.details = null;
  else lanyard.shown.words = "";
}
