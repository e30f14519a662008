import { expect, test } from "vitest";
import type { SessionView } from "../../backend/generated/SessionView";
import { session, time } from "../../testing/sessions";
import {
  cellsInSight,
  columnsInSight,
  layOutGrid,
  LEAST_CELL,
  neighbour,
  type Direction,
} from "./grid-layout";

const ROOMS = ["Hall 2", "Hall 1", "Empty", "Hall 3"];

const talk = (id: number, room: string | null, from: string, to: string, change = {}) =>
  session(id, { room, starts: time(from), ends: time(to), ...change });

const SESSIONS = [
  talk(1, "Hall 1", "10:00", "11:00"),
  talk(2, "Hall 2", "10:00", "10:30"),
  talk(3, "Hall 1", "11:30", "12:00"),
  talk(4, "Hall 3", "10:45", "11:15"),
  talk(5, null, "12:00", "13:00"),
];

const grid = (sessions: SessionView[] = SESSIONS, pxPerMinute = 2) =>
  layOutGrid(sessions, ROOMS, pxPerMinute, 100);

test("rooms stand in the source’s order, without empty ones; what has no room comes last", () => {
  const { columns, width } = grid();
  expect(columns.map(({ room, left }) => [room, left])).toEqual([
    ["Hall 2", 0],
    ["Hall 1", 100],
    ["Hall 3", 200],
    [null, 300],
  ]);
  expect(width).toBe(400);
});

test("cells are as tall as they last, from the full hour on", () => {
  const cells = grid().columns[1]?.cells ?? [];
  expect(cells.map(({ top, height }) => [top, height])).toEqual([
    [0, 120],
    [180, 60],
  ]);
  expect(grid().height).toBe(360);
  expect(grid().hours.map(({ top }) => top)).toEqual([0, 120, 240, 360]);
});

test("five-minute talks in a row keep a line each and cover nothing", () => {
  const { columns, topOf } = grid([
    ...[0, 5, 10, 15].map((minute) =>
      talk(
        minute + 1,
        "Hall 1",
        `10:${String(minute).padStart(2, "0")}`,
        `10:${String(minute + 5).padStart(2, "0")}`,
      ),
    ),
    talk(50, "Hall 1", "10:20", "11:00"),
    talk(60, "Hall 2", "10:00", "11:00"),
  ]);
  const cells = columns.find(({ room }) => room === "Hall 1")?.cells ?? [];
  expect(cells.map(({ top }) => top)).toEqual([0, 1, 2, 3, 4].map((n) => n * LEAST_CELL));
  expect(cells.every(({ height }) => height >= LEAST_CELL)).toBe(true);
  // The room beside stretches with them.
  expect(columns[0]?.cells[0]?.height).toBe(topOf(time("11:00").at));
});

test("what is on at once in one room stands side by side, and widens a crowded room", () => {
  const { columns } = grid([
    talk(1, "Hall 1", "10:00", "11:00"),
    talk(2, "Hall 1", "10:30", "11:30"),
    talk(3, "Hall 1", "11:30", "12:00"),
  ]);
  expect(columns[0]?.cells.map(({ left, width }) => [left, width])).toEqual([
    [0, 104],
    [104, 104],
    [0, 208],
  ]);
});

test("sessions over midnight go on below it", () => {
  const late = {
    ...time("00:30"),
    at: time("00:30").at + 86_400,
    shown: { ...time("00:30").shown, date: "2022-05-20", dayOffset: 1 },
  };
  const { hours, columns } = grid([talk(1, "Hall 1", "23:00", "23:30", { ends: late })]);
  expect(columns[0]?.cells[0]?.height).toBe(180);
  expect(hours.map(({ time: { shown } }) => [shown.minute / 60, shown.dayOffset])).toEqual([
    [23, 0],
    [0, 1],
    [1, 1],
  ]);
});

test("all-day sessions stand above, those without a time nowhere", () => {
  const { allDay, columns, height } = grid([
    talk(1, "Hall 1", "00:00", "23:59", { allDay: true }),
    talk(2, "Hall 1", "10:00", "10:00", { starts: null, ends: null }),
  ]);
  expect(allDay.map(({ id }) => id)).toEqual([1]);
  expect([columns, height]).toEqual([[], 0]);
});

test.each<[number, Direction, number | null]>([
  [1, "down", 3],
  [3, "up", 1],
  [3, "down", null],
  [1, "left", 2],
  [1, "right", 4],
  // Nothing is on at 11:30 in Hall 3: the nearest there.
  [3, "right", 4],
  // Hall 1 has one that overlaps.
  [4, "left", 1],
  [2, "left", null],
  [5, "left", 4],
])("from session %d %s is %s", (id, direction, expected) => {
  expect(neighbour(grid(), id, direction)?.id ?? null).toBe(expected);
});

test("only what touches the window is in sight", () => {
  const { columns } = grid();
  expect(columnsInSight(columns, 150, 250).map(({ room }) => room)).toEqual(["Hall 1", "Hall 3"]);
  const cells = columns[1]?.cells ?? [];
  expect(cellsInSight(cells, 120, 200).map(({ session: { id } }) => id)).toEqual([3]);
});
