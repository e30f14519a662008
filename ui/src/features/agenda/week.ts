// Where the items of all days stand beside each other. Measures are px; minutes count from the
// midnight before the conference day by the clock shown, and may be negative or beyond 1440.

import type { AgendaDayView } from "../../backend/generated/AgendaDayView";
import type { AgendaItemView } from "../../backend/generated/AgendaItemView";
import type { TimeView } from "../../backend/generated/TimeView";
import { shiftTime } from "../../shared/dates";
import type { HourMark } from "../../shared/time-scale";

export const WEEK_PX_PER_MINUTE = 1.1;
const LEAST_HEIGHT = 22;
const GAP_FROM_MINUTES = 15;
const HOUR = 60;
const DAY = 1440;

export interface WeekBlock {
  item: AgendaItemView;
  top: number;
  height: number;
}

export interface WeekGap {
  minutes: number;
  top: number;
  height: number;
}

export interface WeekDay {
  date: string;
  blocks: WeekBlock[];
  /** Longer than six hours: a bar at the side. */
  background: WeekBlock[];
  allDay: AgendaItemView[];
  gaps: WeekGap[];
}

export interface Week {
  days: WeekDay[];
  height: number;
  hours: HourMark[];
  /** Position of an instant in the column of that date; null outside. */
  topOf: (at: number, date: string) => number | null;
}

export function layOutWeek(days: AgendaDayView[]): Week {
  const timed = days.flatMap(({ date, items }) =>
    items.filter(({ allDay }) => !allDay).map((item) => ({ date, item })),
  );
  const starts = timed.map(({ item }) => minuteOf(item.starts));
  const ends = timed.map(({ item }) => endOf(item));
  const from = Math.floor(Math.min(...starts, Infinity) / HOUR) * HOUR;
  const to = Math.ceil(Math.max(...ends, -Infinity) / HOUR) * HOUR;
  const known = timed.length > 0;
  const position = (minute: number) => (minute - from) * WEEK_PX_PER_MINUTE;
  return {
    days: days.map((day) => layOutDay(day, position)),
    height: known ? position(to) : 0,
    hours: known ? hours(timed[0]?.item, from, to, position) : [],
    topOf: (at, date) => {
      const near = nearest(timed, at);
      if (!near) return null;
      const away = (Date.parse(date) - Date.parse(near.date)) / 60_000;
      const minute = minuteOf(near.item.starts) + (at - near.item.starts.at) / 60 - away;
      return minute < from || minute > to ? null : position(minute);
    },
  };
}

/** Minutes from the midnight before the conference day. */
function minuteOf({ shown }: TimeView): number {
  return shown.minute + shown.dayOffset * DAY;
}

function endOf({ starts, ends }: AgendaItemView): number {
  return minuteOf(starts) + (ends.at - starts.at) / 60;
}

function layOutDay({ date, items }: AgendaDayView, position: (minute: number) => number): WeekDay {
  const timed = items.filter(({ allDay }) => !allDay);
  const foreground = timed.filter(({ background }) => !background);
  const place = (item: AgendaItemView): WeekBlock => {
    const top = position(minuteOf(item.starts));
    const next = foreground.find(
      (other) => other !== item && overlapsLane(other, item) && other.starts.at >= item.ends.at,
    );
    const room = next ? position(minuteOf(next.starts)) - top : Infinity;
    const height = Math.max(position(endOf(item)) - top, Math.min(LEAST_HEIGHT, room));
    return { item, top, height };
  };
  const blocks = foreground.map(place);
  return {
    date,
    blocks,
    background: timed.filter(({ background }) => background).map(place),
    allDay: items.filter(({ allDay }) => allDay),
    gaps: gapsOf(blocks, position),
  };
}

/** Whether they would be drawn one over the other. */
function overlapsLane(a: AgendaItemView, b: AgendaItemView): boolean {
  return a.lane / a.lanes < (b.lane + 1) / b.lanes && b.lane / b.lanes < (a.lane + 1) / a.lanes;
}

/** Free times between, drawn from below the blocks before them. */
function gapsOf(blocks: WeekBlock[], position: (minute: number) => number): WeekGap[] {
  const gaps: WeekGap[] = [];
  let busyUntil: number | null = null;
  let bottom = 0;
  for (const { item, top, height } of blocks) {
    const start = minuteOf(item.starts);
    if (busyUntil !== null && start - busyUntil >= GAP_FROM_MINUTES) {
      const minutes = Math.round(start - busyUntil);
      gaps.push({ minutes, top: bottom, height: position(start) - bottom });
    }
    busyUntil = Math.max(busyUntil ?? -Infinity, endOf(item));
    bottom = Math.max(bottom, top + height);
  }
  return gaps;
}

function hours(
  first: AgendaItemView | undefined,
  from: number,
  to: number,
  position: (minute: number) => number,
): HourMark[] {
  if (!first) return [];
  const marks: HourMark[] = [];
  for (let minute = from; minute <= to; minute += HOUR) {
    const time = shiftTime(first.starts, minute - minuteOf(first.starts));
    marks.push({ time, top: position(minute) });
  }
  return marks;
}

function nearest(timed: { date: string; item: AgendaItemView }[], at: number) {
  const away = ({ item }: { item: AgendaItemView }) => Math.abs(item.starts.at - at);
  return timed.toSorted((a, b) => away(a) - away(b))[0] ?? null;
}
