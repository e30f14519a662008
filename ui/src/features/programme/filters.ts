// Which sessions of the programme are shown, and how many each choice would show.

import type { SessionView } from "../../backend/generated/SessionView";

/** Nothing chosen in a facet means everything. */
export interface Filters {
  tracks: readonly string[];
  rooms: readonly string[];
  pickedOnly: boolean;
}

export type Facet = "tracks" | "rooms";

export interface Choice {
  value: string;
  count: number;
  chosen: boolean;
}

export function isFiltering({ tracks, rooms, pickedOnly }: Filters): boolean {
  return tracks.length > 0 || rooms.length > 0 || pickedOnly;
}

export function filterSessions(sessions: SessionView[], filters: Filters): SessionView[] {
  if (!isFiltering(filters)) return sessions;
  return sessions.filter((session) => passes(session, filters));
}

/**
 * The choices of a facet in the order of the source, with how many sessions each would show while
 * all other filters hold. Those that would show nothing are left out unless chosen.
 */
export function choices(
  facet: Facet,
  values: readonly string[],
  sessions: SessionView[],
  filters: Filters,
): Choice[] {
  const counts = new Map<string, number>();
  for (const session of filterSessions(sessions, { ...filters, [facet]: [] })) {
    const value = valueOf(session, facet);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return values
    .map((value) => ({
      value,
      count: counts.get(value) ?? 0,
      chosen: filters[facet].includes(value),
    }))
    .filter(({ count, chosen }) => count > 0 || chosen);
}

/** `chosen` with `value` added, or taken out. */
export function toggled(chosen: readonly string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
}

function passes(session: SessionView, { tracks, rooms, pickedOnly }: Filters): boolean {
  if (pickedOnly && session.pick === null) return false;
  if (tracks.length > 0 && !tracks.includes(session.track ?? "")) return false;
  return rooms.length === 0 || rooms.includes(session.room ?? "");
}

function valueOf(session: SessionView, facet: Facet): string | null {
  return facet === "tracks" ? session.track : session.room;
}
