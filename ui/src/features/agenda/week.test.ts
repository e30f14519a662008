import { expect, test } from "vitest";
import type { TimeView } from "../../backend/generated/TimeView";
import { item, time } from "../../testing/sessions";
import { layOutWeek, WEEK_PX_PER_MINUTE } from "./week";

const onDay = (at: TimeView, days: number): TimeView => ({ ...at, at: at.at + days * 86_400 });

const friday = (id: number, from: string, to: string) => {
  const one = item(id, from, to);
  return { ...one, starts: onDay(one.starts, 1), ends: onDay(one.ends, 1) };
};

test("the same time of day stands at the same height in every column", () => {
  const week = layOutWeek([
    { date: "2022-05-19", items: [item(1, "10:00", "11:00")] },
    { date: "2022-05-20", items: [friday(2, "10:00", "10:30"), friday(3, "14:00", "15:30")] },
  ]);
  const [thursday, nextDay] = week.days;
  expect(thursday?.blocks.map(({ top }) => top)).toEqual([0]);
  expect(nextDay?.blocks.map(({ top }) => top)).toEqual([0, 240 * WEEK_PX_PER_MINUTE]);
  expect(week.hours.map(({ time: { shown } }) => shown.minute / 60)).toEqual([
    10, 11, 12, 13, 14, 15, 16,
  ]);
  expect(nextDay?.gaps.map(({ minutes }) => minutes)).toEqual([210]);
});

test("a session over midnight goes on below it, in the column of its evening", () => {
  const late = item(1, "23:30", "23:59");
  const ends = { ...onDay(time("00:30"), 1), shown: { ...time("00:30").shown, dayOffset: 1 } };
  const week = layOutWeek([{ date: "2022-05-19", items: [{ ...late, ends, minutes: 60 }] }]);
  expect(week.days[0]?.blocks[0]?.height).toBeCloseTo(60 * WEEK_PX_PER_MINUTE);
  expect(week.hours.map(({ time: { shown } }) => [shown.minute / 60, shown.dayOffset])).toEqual([
    [23, 0],
    [0, 1],
    [1, 1],
  ]);
});

test("five minutes are high enough to read, but cover nothing that follows", () => {
  const week = layOutWeek([
    {
      date: "2022-05-19",
      items: [item(1, "10:00", "10:05"), item(2, "10:15", "10:20"), item(3, "12:00", "12:05")],
    },
  ]);
  const [first, second, third] = week.days[0]?.blocks ?? [];
  expect(first?.height).toBeCloseTo(15 * WEEK_PX_PER_MINUTE);
  expect(second?.height).toBe(22);
  expect(third?.height).toBe(22);
});

test("now has its place in its own column, even without items there", () => {
  const week = layOutWeek([
    { date: "2022-05-19", items: [item(1, "10:00", "12:00")] },
    { date: "2022-05-20", items: [] },
  ]);
  const now = time("11:00").at;
  expect(week.topOf(now, "2022-05-19")).toBeCloseTo(60 * WEEK_PX_PER_MINUTE);
  expect(week.topOf(now + 86_400, "2022-05-20")).toBeCloseTo(60 * WEEK_PX_PER_MINUTE);
  expect(week.topOf(now, "2022-05-20")).toBeNull();
});

test("days without anything are columns of an empty week", () => {
  const week = layOutWeek([{ date: "2022-05-19", items: [] }]);
  expect([week.days.length, week.height, week.hours]).toEqual([1, 0, []]);
  expect(week.topOf(0, "2022-05-19")).toBeNull();
});
