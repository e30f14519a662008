import { expect, test } from "vitest";
import { session, time } from "../../testing/sessions";
import { groupByStart, groupsInSight, placeGroups, topOfRow, totalHeight } from "./row-layout";

const ROW = 50;

const SESSIONS = [
  ...[1, 2, 3].map((id) => session(id, { starts: time("10:00") })),
  session(4, { starts: time("11:00") }),
  session(5, { starts: null, ends: null, day: null }),
];

test("sessions that start together are one group; those without a time come last", () => {
  const groups = groupByStart(SESSIONS);
  expect(groups.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([[1, 2, 3], [4], [5]]);
  expect(groups.at(-1)?.starts).toBeNull();
});

test("every row has its place, without overlap", () => {
  const placed = placeGroups(groupByStart(SESSIONS), ROW);
  const tops = SESSIONS.map((_, index) => topOfRow(placed, index, ROW));
  for (let index = 1; index < tops.length; index += 1) {
    expect((tops[index] ?? 0) - (tops[index - 1] ?? 0)).toBeGreaterThanOrEqual(ROW);
  }
  expect(totalHeight(placed)).toBe((tops.at(-1) ?? 0) + ROW);
});

test("only rows that touch the stretch are in sight", () => {
  const placed = placeGroups(groupByStart(SESSIONS), ROW);
  const rows = groupsInSight(placed, ROW, 60, 140).map(({ group, start, end }) =>
    group.sessions.slice(start, end).map(({ id }) => id),
  );
  expect(rows).toEqual([[2, 3]]);
});

test("an empty list has no height", () => {
  expect(totalHeight(placeGroups([], ROW))).toBe(0);
});
