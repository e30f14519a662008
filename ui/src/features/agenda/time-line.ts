// Where the items of a day stand on its time line. Measures are px; times are seconds since 1970.

import type { AgendaItemView } from "../../backend/generated/AgendaItemView";
import type { ItemKeyView } from "../../backend/generated/ItemKeyView";
import type { TimeView } from "../../backend/generated/TimeView";
import { shiftTime } from "../../shared/dates";

export const PX_PER_MINUTE = 1.6;
/** One line of text with its padding. */
export const LEAST_HEIGHT = 30;
const GAP_FROM_MINUTES = 15;
const HOUR = 3600;

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

export interface HourMark {
  time: TimeView;
  top: number;
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
  const scale = new Scale(timed);
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

/**
 * Position of an instant: proportional to time, but stretched where an item would be too low to
 * read. Full hours frame the day.
 */
class Scale {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  #points: { at: number; top: number }[] = [];

  constructor(items: AgendaItemView[]) {
    const starts = items.map(({ starts }) => starts);
    const earliest = starts.reduce<TimeView | null>(
      (first, time) => (first === null || time.at < first.at ? time : first),
      null,
    );
    // Back to the full hour by the clock shown, which need not be one in UTC.
    this.from = earliest ? earliest.at - (earliest.shown.minute % 60) * 60 : 0;
    const last = Math.max(this.from, ...items.map(({ ends }) => ends.at));
    this.to = this.from + Math.ceil((last - this.from) / HOUR) * HOUR;
    this.#stretch(items);
    this.height = this.position(this.to);
  }

  position(at: number): number {
    const before = this.#points.findLast((point) => point.at <= at) ?? this.#points[0];
    const after = this.#points.find((point) => point.at > at);
    if (!before) return 0;
    if (!after) return before.top;
    return before.top + ((at - before.at) / (after.at - before.at)) * (after.top - before.top);
  }

  #stretch(items: AgendaItemView[]): void {
    const instants = items.flatMap(({ starts, ends }) => [starts.at, ends.at]);
    const sorted = [...new Set([this.from, ...instants, this.to])].sort((a, b) => a - b);
    const tops = new Map<number, number>();
    let previous: { at: number; top: number } | null = null;
    for (const at of sorted) {
      let top: number = previous ? previous.top + ((at - previous.at) / 60) * PX_PER_MINUTE : 0;
      for (const { starts, ends } of items) {
        if (ends.at === at) top = Math.max(top, (tops.get(starts.at) ?? 0) + LEAST_HEIGHT);
      }
      tops.set(at, top);
      previous = { at, top };
      this.#points.push(previous);
    }
  }
}

function gapsBetween(items: AgendaItemView[], scale: Scale): Gap[] {
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

function hourMarks(items: AgendaItemView[], scale: Scale): HourMark[] {
  const starts = items.map((item) => item.starts).sort((a, b) => a.at - b.at);
  const marks: HourMark[] = [];
  for (let at = scale.from; at <= scale.to && starts.length > 0; at += HOUR) {
    // The nearest item before it tells the clocks, should an offset change within the day.
    const near = starts.findLast((time) => time.at <= at) ?? starts[0];
    if (near) marks.push({ time: shiftTime(near, (at - near.at) / 60), top: scale.position(at) });
  }
  return marks;
}

function clashJoins(items: AgendaItemView[], scale: Scale): ClashJoin[] {
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
