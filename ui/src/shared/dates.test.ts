import { describe, expect, test } from "vitest";
import type { TimeView } from "../backend/generated/TimeView";
import {
  formatDate,
  formatFromNow,
  formatLength,
  formatMinute,
  formatWeekday,
  parseMinute,
  shiftDate,
  shiftTime,
  windowLocale,
} from "./dates";

describe("the window's locale", () => {
  test.each([
    ["de-AT", "de-AT"],
    ["C", "en"],
    ["", "en"],
    ["not a language", "en"],
  ])("for %j is %s", (language, locale) => {
    expect(windowLocale(language)).toBe(locale);
  });
});

describe("a time", () => {
  test.each([
    [0, "hours24", "00:00"],
    [925, "hours24", "15:25"],
    [925, "hours12", "3:25 PM"],
    [0, "hours12", "12:00 AM"],
    [720, "hours12", "12:00 PM"],
  ] as const)("of minute %d is written in %s as %s", (minute, clock, written) => {
    expect(formatMinute(minute, clock).replace("\u202f", " ")).toBe(written);
  });

  test.each([
    ["14:30", 870],
    ["14.30", 870],
    ["14h30", 870],
    ["1430", 870],
    ["930", 570],
    [" 9 ", 540],
    ["2:30 pm", 870],
    ["2pm", 840],
    ["12 am", 0],
    ["12 p.m.", 720],
    ["0:05", 5],
    ["24:00", null],
    ["9:60", null],
    ["13 pm", null],
    ["noon", null],
    ["", null],
  ])("typed as %j is minute %s", (typed, minute) => {
    expect(parseMinute(typed)).toBe(minute);
  });

  test("goes over midnight into the next day, in both zones", () => {
    const time: TimeView = {
      at: 1_652_995_800,
      shown: { date: "2022-05-19", minute: 1430, zone: "CEST", dayOffset: 0 },
      venue: { date: "2022-05-20", minute: 390, zone: "JST", dayOffset: 1 },
    };
    expect(shiftTime(time, 30)).toEqual({
      at: 1_652_995_800 + 1800,
      shown: { date: "2022-05-20", minute: 20, zone: "CEST", dayOffset: 1 },
      venue: { date: "2022-05-20", minute: 420, zone: "JST", dayOffset: 1 },
    });
    expect(shiftTime(time, -1440).shown.date).toBe("2022-05-18");
  });
});

describe("a date", () => {
  test("does not depend on the zone of the system", () => {
    expect(formatWeekday("2022-05-19")).toBe("Thu");
    expect(formatDate("2022-05-19")).toContain("Thursday");
    expect(formatDate("2022-05-19")).toContain("19");
  });

  test("goes over the ends of months and leap years", () => {
    expect(shiftDate("2024-02-28", 1)).toBe("2024-02-29");
    expect(shiftDate("2022-12-31", 1)).toBe("2023-01-01");
  });
});

test.each([
  [5, "5 min"],
  [60, "1 h"],
  [90, "1 h 30"],
  [65, "1 h 05"],
])("%d minutes are written %s", (minutes, written) => {
  expect(formatLength(minutes)).toBe(written);
});

test.each([
  [0, "now"],
  [-59, "now"],
  [45, "now"],
  [-60, "1 minute ago"],
  [-3599, "59 minutes ago"],
  [3 * 3600 + 1800, "in 3 hours"],
  [-86_400, "yesterday"],
  [86_400 * 3, "in 3 days"],
])("%d seconds from now are written %s", (seconds, written) => {
  expect(formatFromNow(seconds)).toBe(written);
});
