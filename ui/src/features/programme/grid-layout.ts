// Where each session stands in the grid: rooms across in the source's order, time down. Measures
// are px; times are seconds since 1970.

import type { SessionView } from "../../backend/generated/SessionView";
import type { TimeView } from "../../backend/generated/TimeView";
import { hourMarks, TimeScale, type HourMark } from "../../shared/time-scale";

/** One line of small text: what the shortest session is stretched to. */
export const LEAST_CELL = 20;
/** Narrower than that no session is made by others at the same time in its room. */
const LEAST_LANE = 104;

export interface Cell {
  session: TimedSession;
  /** From the left of its column. */
  left: number;
  width: number;
  top: number;
  height: number;
}

export interface Column {
  /** None for sessions without a room. */
  room: string | null;
  left: number;
  width: number;
  /** By start. */
  cells: Cell[];
}

export interface Grid {
  width: number;
  height: number;
  columns: Column[];
  hours: HourMark[];
  /** Those that last all day, above the hours. */
  allDay: SessionView[];
  /** Position of an instant; null outside the grid. */
  topOf: (at: number) => number | null;
}

export type TimedSession = SessionView & { starts: TimeView; ends: TimeView };

/** Lays out what has a time; rooms without sessions get no column. */
export function layOutGrid(
  sessions: SessionView[],
  rooms: string[],
  pxPerMinute: number,
  roomWidth: number,
): Grid {
  const timed = sessions.filter(
    (session): session is TimedSession =>
      session.starts !== null && session.ends !== null && !session.allDay,
  );
  const scale = new TimeScale(timed, pxPerMinute, LEAST_CELL);
  const byRoom = new Map<string | null, TimedSession[]>();
  for (const session of timed) {
    const there = byRoom.get(session.room);
    if (there) there.push(session);
    else byRoom.set(session.room, [session]);
  }
  let left = 0;
  const columns: Column[] = [];
  for (const room of [...rooms, null]) {
    const there = byRoom.get(room);
    if (!there) continue;
    const column = placeColumn(room, there, left, roomWidth, scale);
    columns.push(column);
    left += column.width;
  }
  return {
    width: left,
    height: scale.height,
    columns,
    hours: hourMarks(timed, scale),
    allDay: sessions.filter(({ allDay }) => allDay),
    topOf: (at) => (at < scale.from || at > scale.to ? null : scale.position(at)),
  };
}

/** The columns that touch the stretch from left to right. */
export function columnsInSight(columns: Column[], from: number, to: number): Column[] {
  return columns.filter(({ left, width }) => left < to && left + width > from);
}

export function cellsInSight(cells: Cell[], from: number, to: number): Cell[] {
  return cells.filter(({ top, height }) => top < to && top + height > from);
}

export type Direction = "up" | "down" | "left" | "right";

/**
 * The session in that direction, null at the edge: up and down within the room, left and right the
 * one in the next room that is on at the same time, else the nearest in time of the next room.
 */
export function neighbour(grid: Grid, id: number, direction: Direction): SessionView | null {
  const at = grid.columns.findIndex(({ cells }) => cells.some(({ session }) => session.id === id));
  const cells = grid.columns[at]?.cells ?? [];
  const place = cells.findIndex(({ session }) => session.id === id);
  const session = cells[place]?.session;
  if (!session) return null;
  if (direction === "up" || direction === "down") {
    return cells[place + (direction === "up" ? -1 : 1)]?.session ?? null;
  }
  const beside =
    direction === "left" ? grid.columns.slice(0, at).reverse() : grid.columns.slice(at + 1);
  for (const column of beside) {
    const found = column.cells.find((cell) => overlap(cell.session, session));
    if (found) return found.session;
  }
  const next = beside[0]?.cells ?? [];
  const away = (cell: Cell) => Math.abs(cell.session.starts.at - session.starts.at);
  return next.toSorted((a, b) => away(a) - away(b))[0]?.session ?? null;
}

function placeColumn(
  room: string | null,
  sessions: TimedSession[],
  left: number,
  roomWidth: number,
  scale: TimeScale,
): Column {
  const sorted = sessions.toSorted((a, b) => a.starts.at - b.starts.at || a.ends.at - b.ends.at);
  const lanes = placeInLanes(sorted);
  const most = Math.max(1, ...lanes.map(({ of }) => of));
  const width = most === 1 ? roomWidth : Math.max(roomWidth, most * LEAST_LANE);
  const cells = sorted.map((session, index): Cell => {
    const { lane, of } = lanes[index] ?? { lane: 0, of: 1 };
    const top = scale.position(session.starts.at);
    return {
      session,
      left: (width * lane) / of,
      width: width / of,
      top,
      height: Math.max(LEAST_CELL, scale.position(session.ends.at) - top),
    };
  });
  return { room, left, width, cells };
}

/** Side by side where they are on at once: the lane of each, of how many. Sessions by start. */
function placeInLanes(sessions: TimedSession[]): { lane: number; of: number }[] {
  const placed: { lane: number; of: number }[] = [];
  /** When each lane of the group at hand is free again. */
  let free: number[] = [];
  let first = 0;
  sessions.forEach(({ starts, ends }, index) => {
    if (free.every((until) => until <= starts.at)) {
      free = [];
      first = index;
    }
    const found = free.findIndex((until) => until <= starts.at);
    const lane = found < 0 ? free.length : found;
    free[lane] = Math.max(ends.at, starts.at + 1);
    placed.push({ lane, of: 1 });
    for (const each of placed.slice(first)) each.of = free.length;
  });
  return placed;
}

function overlap(a: TimedSession, b: TimedSession): boolean {
  return a.starts.at < b.ends.at && b.starts.at < a.ends.at;
}
