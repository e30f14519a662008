import { expect, test } from "vitest";
import { item, time } from "../../testing/sessions";
import { countClashes, LEAST_HEIGHT, layOutTimeLine, PX_PER_MINUTE } from "./time-line";

test("blocks are as tall as they last, from a full hour on", () => {
  const line = layOutTimeLine([item(1, "10:30", "11:30"), item(2, "14:00", "14:30")]);
  expect(line.items.map(({ top, height }) => [top, height])).toEqual([
    [30 * PX_PER_MINUTE, 60 * PX_PER_MINUTE],
    [240 * PX_PER_MINUTE, 30 * PX_PER_MINUTE],
  ]);
  expect(line.hours.map(({ time: { shown } }) => shown.minute / 60)).toEqual([
    10, 11, 12, 13, 14, 15,
  ]);
});

test("short things stay readable and never cover what follows", () => {
  const line = layOutTimeLine([
    item(1, "10:00", "10:05"),
    item(2, "10:05", "10:10"),
    item(3, "10:10", "11:00"),
  ]);
  let before = 0;
  for (const { top, height } of line.items) {
    expect(top).toBeGreaterThanOrEqual(before);
    expect(height).toBeGreaterThanOrEqual(LEAST_HEIGHT);
    before = top + height;
  }
});

test("free time between is a gap from a quarter of an hour on", () => {
  const line = layOutTimeLine([
    item(1, "10:00", "11:00"),
    item(2, "10:30", "12:00", { lane: 1, lanes: 2 }),
    item(3, "12:10", "13:00"),
    item(4, "13:40", "14:00"),
  ]);
  expect(line.gaps.map(({ minutes }) => minutes)).toEqual([40]);
});

test("background and all-day things make no gap and no lane", () => {
  const line = layOutTimeLine([
    item(1, "08:00", "18:00", { background: true }),
    item(2, "10:00", "11:00"),
    item(3, "00:00", "23:59", { allDay: true }),
  ]);
  expect(line.items.map(({ item: { item } }) => item.id)).toEqual([2]);
  expect(line.background.map(({ item: { item } }) => item.id)).toEqual([1]);
  expect(line.gaps).toEqual([]);
  expect(line.hours[0]?.time.shown.minute).toBe(8 * 60);
});

test("each clash is joined between neighbours, once", () => {
  const clash = (id: number) => ({
    with: { kind: "session" as const, id },
    title: `Session ${id}`,
    minutes: 35,
  });
  const three = [1, 2, 3].map((id) =>
    item(id, "15:25", "16:00", {
      lane: id - 1,
      lanes: 3,
      clashes: [1, 2, 3].filter((other) => other !== id).map(clash),
    }),
  );
  const { clashes } = layOutTimeLine(three);
  expect(clashes.map(({ key }) => key)).toEqual(["session:1 session:2", "session:2 session:3"]);
  expect(clashes[0]?.left).toBeCloseTo(1 / 3);
  expect(countClashes(three)).toBe(3);
});

test("now has a place only within the day", () => {
  const line = layOutTimeLine([item(1, "10:00", "12:00")]);
  expect(line.topOf(time("11:00").at)).toBe(60 * PX_PER_MINUTE);
  expect(line.topOf(time("09:59").at)).toBeNull();
  expect(line.topOf(time("12:01").at)).toBeNull();
});

test("a day without times is an empty line", () => {
  expect(layOutTimeLine([])).toMatchObject({ height: 0, items: [], hours: [] });
});
