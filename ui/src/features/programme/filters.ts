// Which sessions of the programme are shown, and how many each choice would show.

import type { SessionView } from "../../backend/generated/SessionView";
import { NO_FILTERS, type ShownFilters } from "../../shared/shown.svelte";

/** What can be chosen by value. */
export type Facet = "days" | "tracks" | "rooms" | "kinds" | "languages" | "speakers" | "lists";

/** What is on or off. */
export type Switch = "pickedOnly" | "toCome" | "undecided";

export type Filters = {
  readonly [Key in keyof ShownFilters]: ShownFilters[Key] extends string[]
    ? readonly string[]
    : ShownFilters[Key];
};

export interface Choice {
  value: string;
  count: number;
  chosen: boolean;
}

export const FACETS: Facet[] = [
  "days",
  "tracks",
  "rooms",
  "kinds",
  "languages",
  "speakers",
  "lists",
];
export const SWITCHES: Switch[] = ["pickedOnly", "toCome", "undecided"];

/** What clears all that narrows; hidden sessions stay as they were. */
export function cleared(): Partial<ShownFilters> {
  const { showHidden: _, ...rest } = NO_FILTERS;
  return rest;
}

/** Whether anything narrows. That hidden sessions are left out does not count. */
export function isFiltering(filters: Filters): boolean {
  return (
    FACETS.some((facet) => filters[facet].length > 0) || SWITCHES.some((name) => filters[name])
  );
}

/** `now` in seconds since 1970. */
export function filterSessions(
  sessions: SessionView[],
  filters: Filters,
  now: number,
): SessionView[] {
  return sessions.filter((session) => passes(session, filters, now));
}

/**
 * The choices of a facet in the order given, with how many sessions each would show while all other
 * filters hold. Those that would show nothing are left out unless chosen.
 */
export function choices(
  facet: Facet,
  values: readonly string[],
  sessions: SessionView[],
  filters: Filters,
  now: number,
): Choice[] {
  const counts = countValues(facet, filterSessions(sessions, { ...filters, [facet]: [] }, now));
  return values
    .map((value) => ({
      value,
      count: counts.get(value) ?? 0,
      chosen: filters[facet].includes(value),
    }))
    .filter(({ count, chosen }) => count > 0 || chosen);
}

/** How many would be shown with this switch on and all other filters as they are. */
export function switchCount(
  name: Switch,
  sessions: SessionView[],
  filters: Filters,
  now: number,
): number {
  return filterSessions(sessions, { ...filters, [name]: true }, now).length;
}

/** Every value that the sessions have in a facet, the most frequent first. */
export function valuesOf(facet: Facet, sessions: SessionView[]): string[] {
  return [...countValues(facet, sessions)]
    .sort(([a, many], [b, more]) => more - many || a.localeCompare(b))
    .map(([value]) => value);
}

/** `chosen` with `value` added, or taken out. */
export function toggled(chosen: readonly string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
}

function passes(session: SessionView, filters: Filters, now: number): boolean {
  if (session.hidden && !filters.showHidden) return false;
  if (filters.pickedOnly && session.pick === null) return false;
  if (filters.undecided && (session.pick !== null || session.hidden)) return false;
  if (filters.toCome && session.ends !== null && session.ends.at <= now) return false;
  return FACETS.every((facet) => {
    const chosen = filters[facet];
    return chosen.length === 0 || ofFacet(session, facet).some((value) => chosen.includes(value));
  });
}

function countValues(facet: Facet, sessions: SessionView[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const session of sessions) {
    for (const value of new Set(ofFacet(session, facet))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

function ofFacet(session: SessionView, facet: Facet): readonly string[] {
  const one = (value: string | null) => (value === null ? [] : [value]);
  switch (facet) {
    case "days":
      return one(session.day);
    case "tracks":
      return one(session.track);
    case "rooms":
      return one(session.room);
    case "kinds":
      return [session.kind];
    case "languages":
      return one(session.language);
    case "speakers":
      return session.speakers;
    case "lists":
      return session.recommendedBy;
  }
}
