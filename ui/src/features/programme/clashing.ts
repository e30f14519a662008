// Which picked sessions overlap one another.

import type { SessionView } from "../../backend/generated/SessionView";

/** What is longer is background and clashes with nothing, as in the agenda's own rule. */
const BACKGROUND_MINUTES = 360;

/** Ids of the picked sessions that overlap another picked one. */
export function clashingSessions(sessions: SessionView[]): Set<number> {
  const picked = sessions.filter((session) => session.pick !== null).flatMap(span);
  const found = new Set<number>();
  for (const { id, from, to } of picked) {
    if (picked.some((other) => other.id !== id && other.from < to && other.to > from)) {
      found.add(id);
    }
  }
  return found;
}

function span({ id, starts, ends, minutes, allDay, status }: SessionView) {
  const takesPlace = status !== "cancelled" && status !== "withdrawn";
  if (!starts || !ends || allDay || minutes > BACKGROUND_MINUTES || !takesPlace) return [];
  return [{ id, from: starts.at, to: ends.at }];
}
