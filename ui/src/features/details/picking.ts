// Picking, dropping and hiding sessions, one or many, with one way back.

import { tick } from "svelte";
import type { PickView } from "../../backend/generated/PickView";
import type { Lanyard, PickTarget } from "../../lanyard.svelte";
import { t } from "../../shared/strings";

export type Priority = PickView["priority"];

/** What the attendee made of a session. */
interface Decision {
  pick: PickView | null;
  hidden: boolean;
}

interface Decided extends PickTarget, Decision {}

/** Picks the session, or drops it if it is picked. */
export function togglePick(lanyard: Lanyard, target: PickTarget): Promise<void> {
  return togglePicks(lanyard, [target]);
}

/** Picks those that are not picked; where all are, drops them. */
export async function togglePicks(lanyard: Lanyard, targets: PickTarget[]): Promise<void> {
  const before = await decisions(lanyard, targets);
  const unpicked = before.filter(({ pick }) => pick === null);
  if (unpicked.length > 0) await pick(lanyard, unpicked, "want");
  else await pick(lanyard, before, null);
}

/** Gives the sessions that priority; where all have it, they are dropped. */
export async function setPriority(
  lanyard: Lanyard,
  targets: PickTarget[],
  priority: Priority,
): Promise<void> {
  const before = await decisions(lanyard, targets);
  const have = before.every(({ pick }) => pick?.priority === priority);
  await pick(lanyard, before, have ? null : priority);
}

/** Hides the sessions, which drops them; where all are hidden, shows them again. */
export async function toggleHidden(lanyard: Lanyard, targets: PickTarget[]): Promise<void> {
  const before = await decisions(lanyard, targets);
  await hide(lanyard, before, !before.every(({ hidden }) => hidden));
}

/** Picks with a priority, or drops, whatever they were. */
export async function decidePick(
  lanyard: Lanyard,
  targets: PickTarget[],
  priority: Priority | null,
): Promise<void> {
  await pick(lanyard, await decisions(lanyard, targets), priority);
}

export async function decideHidden(
  lanyard: Lanyard,
  targets: PickTarget[],
  hidden: boolean,
): Promise<void> {
  await hide(lanyard, await decisions(lanyard, targets), hidden);
}

async function pick(lanyard: Lanyard, before: Decided[], priority: Priority | null): Promise<void> {
  const sessions = before.map(({ id }) => id);
  await decide(lanyard, before, pickWords(before, priority), {
    show: ({ pick, hidden }) => ({
      pick: priority && { priority, leads: pick?.leads ?? null },
      hidden: hidden && priority === null,
    }),
    run: () => lanyard.backend.setPick({ sessions, priority }),
  });
}

async function hide(lanyard: Lanyard, before: Decided[], hidden: boolean): Promise<void> {
  const sessions = before.map(({ id }) => id);
  await decide(lanyard, before, hideWords(before, hidden), {
    show: ({ pick }) => ({ pick: hidden ? null : pick, hidden }),
    run: () => lanyard.backend.hideSessions({ sessions, hidden }),
  });
}

async function decide(
  lanyard: Lanyard,
  before: Decided[],
  label: string,
  how: { show: (before: Decision) => Decision; run: () => Promise<void> },
): Promise<void> {
  if (before.length === 0) return;
  lanyard.spoken = label;
  const focused = document.activeElement;
  show(lanyard, new Map(before.map((each) => [each.id, how.show(each)])));
  await tick();
  // What was hidden may have taken the focus along: it stays in the list.
  if (focused && !focused.isConnected) lanyard.list?.move(0);
  await lanyard.act({ label, undo: () => restore(lanyard, before) }, how.run);
}

/** As each was before, with as few commands as there are kinds of it. */
async function restore(lanyard: Lanyard, before: Decided[]): Promise<void> {
  const ids = (which: (each: Decided) => boolean) => before.filter(which).map(({ id }) => id);
  const { backend } = lanyard;
  const untouched = ids(({ pick, hidden }) => pick === null && !hidden);
  if (untouched.length > 0) {
    await backend.setPick({ sessions: untouched, priority: null });
    await backend.hideSessions({ sessions: untouched, hidden: false });
  }
  const hidden = ids((each) => each.hidden);
  if (hidden.length > 0) await backend.hideSessions({ sessions: hidden, hidden: true });
  for (const priority of ["must", "want", "maybe"] as const) {
    const sessions = ids(({ pick }) => pick?.priority === priority);
    if (sessions.length > 0) await backend.setPick({ sessions, priority });
  }
  for (const { id, pick } of before) {
    if (pick?.leads) await backend.setPickLeads(id, pick.leads);
  }
}

/** Shows the change at once; what is stored follows with the next fetch. */
function show(lanyard: Lanyard, changes: Map<number, Decision>): void {
  const programme = lanyard.programme.value;
  if (!programme) return;
  const sessions = programme.sessions.map((session) => {
    const change = changes.get(session.id);
    return change ? { ...session, ...change } : session;
  });
  lanyard.programme.value = { ...programme, sessions };
}

async function decisions(lanyard: Lanyard, targets: PickTarget[]): Promise<Decided[]> {
  const known = new Map(lanyard.programme.value?.sessions.map((each) => [each.id, each]));
  return Promise.all(
    targets.map(async ({ id, title }) => {
      const { pick, hidden } = known.get(id) ?? (await lanyard.backend.getSession(id)).session;
      return { id, title, pick, hidden };
    }),
  );
}

function pickWords(before: Decided[], priority: Priority | null): string {
  const [first, ...rest] = before;
  if (first && rest.length === 0) {
    if (priority === null) return t.session.didDrop(first.title);
    return first.pick || priority !== "want"
      ? t.session.didPrioritise(first.title, t.session.priority[priority])
      : t.session.didPick(first.title);
  }
  return priority === null
    ? t.session.didDropMany(before.length)
    : t.session.didPickMany(before.length, t.session.priority[priority]);
}

function hideWords(before: Decided[], hidden: boolean): string {
  const [first, ...rest] = before;
  if (first && rest.length === 0) {
    return hidden ? t.session.didHide(first.title) : t.session.didUnhide(first.title);
  }
  return hidden ? t.session.didHideMany(before.length) : t.session.didUnhideMany(before.length);
}
