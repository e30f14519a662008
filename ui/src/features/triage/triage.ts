// Going through a programme one session at a time: where one stands, and what is left.

import type { SessionView } from "../../backend/generated/SessionView";

export interface Progress {
  decided: number;
  all: number;
  picked: number;
  hidden: number;
}

/** What one can still decide about: not breaks, not what is gone, unless it was picked. */
export function deck(sessions: SessionView[]): SessionView[] {
  return sessions.filter(({ kind, status, pick }) => {
    const gone = status === "cancelled" || status === "withdrawn";
    return pick !== null || (kind !== "break" && kind !== "service" && !gone);
  });
}

export function isDecided({ pick, hidden }: SessionView): boolean {
  return pick !== null || hidden;
}

export function progressOf(sessions: SessionView[]): Progress {
  return {
    decided: sessions.filter(isDecided).length,
    all: sessions.length,
    picked: sessions.filter(({ pick }) => pick !== null).length,
    hidden: sessions.filter(({ hidden }) => hidden).length,
  };
}

/**
 * The session to begin with: the one where it stopped, if it is still there; else the first that
 * is undecided, else the first.
 */
export function startAt(sessions: SessionView[], stoppedAt: number | null): number {
  const kept = sessions.findIndex(({ id }) => id === stoppedAt);
  if (kept >= 0) return kept;
  return Math.max(
    0,
    sessions.findIndex((session) => !isDecided(session)),
  );
}

/** The next undecided one after this place, from the beginning again at the end; null without any. */
export function nextUndecided(sessions: SessionView[], from: number): number | null {
  const open = (start: number, end: number) => {
    for (let index = start; index < end; index += 1) {
      const session = sessions[index];
      if (session && !isDecided(session)) return index;
    }
    return null;
  };
  return open(from + 1, sessions.length) ?? open(0, from + 1);
}
