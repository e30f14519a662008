// The facets in words: their names, and the names of their values.

import type { ProgrammeView } from "../../backend/generated/ProgrammeView";
import type { SessionView } from "../../backend/generated/SessionView";
import { formatDate, windowLocale } from "../../shared/dates";
import { t } from "../../shared/strings";
import { valuesOf, type Facet } from "./filters";

export interface FacetWords {
  facet: Facet;
  name: string;
  /** In the order in which they are offered. */
  values: string[];
  label: (value: string) => string;
}

/** The facets with a choice to make, in the order in which they are offered. */
export function facetsOf(programme: ProgrammeView, withDays: boolean): FacetWords[] {
  const { sessions, tracks, rooms } = programme;
  const asIs = (value: string) => value;
  const all: FacetWords[] = [
    {
      facet: "days",
      name: t.filters.day,
      values: withDays ? valuesOf("days", sessions).sort() : [],
      label: (day) => formatDate(day, "short"),
    },
    { facet: "tracks", name: t.programme.track, values: tracks, label: asIs },
    { facet: "rooms", name: t.programme.room, values: rooms, label: asIs },
    {
      facet: "kinds",
      name: t.filters.kind,
      values: valuesOf("kinds", sessions),
      label: (kind) => t.session.kinds[kind as SessionView["kind"]],
    },
    {
      facet: "languages",
      name: t.filters.language,
      values: valuesOf("languages", sessions),
      label: languageName,
    },
    {
      facet: "lists",
      name: t.filters.list,
      values: valuesOf("lists", sessions),
      label: asIs,
    },
    {
      facet: "speakers",
      name: t.filters.speaker,
      values: valuesOf("speakers", sessions),
      label: asIs,
    },
  ];
  return all.filter(({ facet, values }) => values.length > (facet === "lists" ? 0 : 1));
}

/** `de`: `German` in the window's language; what is no language tag stays as it is. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(windowLocale(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
