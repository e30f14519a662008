// Where the items of a day stand on its time line. Measures are px; times are seconds since 1970.

import type { AgendaItemView } from "../../backend/generated/AgendaItemView";
import type { ItemKeyView } from "../../backend/generated/ItemKeyView";
import { hourMarks, TimeScale, type HourMark } from "../../shared/time-scale";

export const PX_PER_MINUTE = 1.6;
/** One line of text with its padding. */
export const LEAST_HEIGHT = 30;
const GAP_FROM_MINUTES = 15;

export interface Placed {
  item: AgendaItemView;
  top: number;
  height: number;
}

export interface Gap {
  minutes: number;
  top: number;
  height: number;
}

export interface ClashJoin {
  key: string;
  session: ItemKeyView;
  title: string;
  minutes: number;
  /** Overlap on the line. */
  top: number;
  height: number;
  /** Where it joins the two, as shares of the width. */
  left: number;
  right: number;
}

export interface TimeLine {
  height: number;
  items: Placed[];
  background: Placed[];
  gaps: Gap[];
  hours: HourMark[];
  clashes: ClashJoin[];
  /** Position of an instant; null outside the line. */
  topOf: (at: number) => number | null;
}

/** Lays out what has a time of day. Without any the line is empty. */
export function layOutTimeLine(items: AgendaItemView[]): TimeLine {
  const timed = items.filter(({ allDay }) => !allDay);
  const scale = new TimeScale(timed, PX_PER_MINUTE, LEAST_HEIGHT);
  const place = (item: AgendaItemView): Placed => {
    const top = scale.position(item.starts.at);
    return { item, top, height: Math.max(scale.position(item.ends.at) - top, LEAST_HEIGHT) };
  };
  const foreground = timed.filter(({ background }) => !background);
  return {
    height: scale.height,
    items: foreground.map(place),
    background: timed.filter(({ background }) => background).map(place),
    gaps: gapsBetween(foreground, scale),
    hours: hourMarks(timed, scale),
    clashes: clashJoins(foreground, scale),
    topOf: (at) => (at < scale.from || at > scale.to ? null : scale.position(at)),
  };
}

/** How many pairs clash; each item tells of its own side of it. */
export function countClashes(items: AgendaItemView[]): number {
  const pairs = items.flatMap(({ item, clashes }) =>
    clashes.map((clash) => [keyOf(item), keyOf(clash.with)].sort().join(" ")),
  );
  return new Set(pairs).size;
}

function gapsBetween(items: AgendaItemView[], scale: TimeScale): Gap[] {
  const gaps: Gap[] = [];
  let busyUntil: number | null = null;
  for (const { starts, ends } of items.toSorted((a, b) => a.starts.at - b.starts.at)) {
    if (busyUntil !== null && starts.at - busyUntil >= GAP_FROM_MINUTES * 60) {
      const top = scale.position(busyUntil);
      const minutes = Math.round((starts.at - busyUntil) / 60);
      gaps.push({ minutes, top, height: scale.position(starts.at) - top });
    }
    busyUntil = Math.max(busyUntil ?? 0, ends.at);
  }
  return gaps;
}

function clashJoins(items: AgendaItemView[], scale: TimeScale): ClashJoin[] {
  return items.flatMap((item) =>
    item.clashes.flatMap((clash) => {
      const other = items.find((each) => keyOf(each.item) === keyOf(clash.with));
      if (!other || other.lane <= item.lane) return [];
      const from = Math.max(item.starts.at, other.starts.at);
      const to = Math.min(item.ends.at, other.ends.at);
      // Lanes between that are taken then are joined to both; a third mark would lie over them.
      const isCovered = items.some(
        ({ lane, starts, ends }) =>
          lane > item.lane && lane < other.lane && starts.at < to && ends.at > from,
      );
      if (isCovered) return [];
      const top = scale.position(from);
      return {
        key: `${keyOf(item.item)} ${keyOf(other.item)}`,
        session: other.item,
        title: other.title,
        minutes: clash.minutes,
        top,
        height: scale.position(to) - top,
        left: (item.lane + 1) / item.lanes,
        right: other.lane / other.lanes,
      };
    }),
  );
}

function keyOf({ kind, id }: ItemKeyView): string {
  return `${kind}:${id}`;
}
