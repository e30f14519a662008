// Picking and dropping sessions, with a way back.

import type { PickView } from "../../backend/generated/PickView";
import type { SessionView } from "../../backend/generated/SessionView";
import type { Lanyard, PickTarget } from "../../lanyard.svelte";
import { t } from "../../shared/strings";

export type Priority = PickView["priority"];

/** Picks the session, or drops it if it is picked. */
export async function togglePick(lanyard: Lanyard, target: PickTarget): Promise<void> {
  const pick = await currentPick(lanyard, target.id);
  await change(lanyard, target, pick, pick ? null : "want");
}

/** Gives the session that priority; one that has it is dropped. */
export async function setPriority(
  lanyard: Lanyard,
  target: PickTarget,
  priority: Priority,
): Promise<void> {
  const pick = await currentPick(lanyard, target.id);
  await change(lanyard, target, pick, pick?.priority === priority ? null : priority);
}

async function change(
  lanyard: Lanyard,
  { id, title }: PickTarget,
  before: PickView | null,
  priority: Priority | null,
): Promise<void> {
  const label =
    priority === null
      ? t.session.didDrop(title)
      : before || priority !== "want"
        ? t.session.didPrioritise(title, t.session.priority[priority])
        : t.session.didPick(title);
  lanyard.spoken = label;
  showPick(lanyard, id, priority && { priority, leads: before?.leads ?? null });
  await lanyard.act({ label, undo: () => restore(lanyard, id, before) }, () =>
    lanyard.backend.setPick({ sessions: [id], priority }),
  );
}

async function restore(lanyard: Lanyard, id: number, before: PickView | null): Promise<void> {
  await lanyard.backend.setPick({ sessions: [id], priority: before?.priority ?? null });
  if (before?.leads) await lanyard.backend.setPickLeads(id, before.leads);
}

/** Shows the change at once; what is stored follows with the next fetch. */
function showPick(lanyard: Lanyard, id: number, pick: PickView | null): void {
  const programme = lanyard.programme.value;
  if (!programme) return;
  const sessions = programme.sessions.map((session) =>
    session.id === id ? { ...session, pick } : session,
  );
  lanyard.programme.value = { ...programme, sessions };
}

async function currentPick(lanyard: Lanyard, id: number): Promise<PickView | null> {
  const known = lanyard.programme.value?.sessions.find((session: SessionView) => session.id === id);
  return known ? known.pick : (await lanyard.backend.getSession(id)).session.pick;
}
