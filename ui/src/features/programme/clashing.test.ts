import { expect, test } from "vitest";
import { session, time } from "../../testing/sessions";
import { clashingSessions } from "./clashing";

const pick = { priority: "want", leads: null } as const;
const at = (from: string, to: string) => ({ starts: time(from), ends: time(to) });

test("picked sessions that overlap clash; those that only touch do not", () => {
  const sessions = [
    session(1, { ...at("10:00", "11:00"), pick }),
    session(2, { ...at("10:30", "11:30"), pick }),
    session(3, { ...at("11:30", "12:00"), pick }),
    session(4, at("10:00", "11:00")),
  ];
  expect([...clashingSessions(sessions)].sort()).toEqual([1, 2]);
});

test("what is cancelled or in the background clashes with nothing", () => {
  const sessions = [
    session(1, { ...at("10:00", "11:00"), pick }),
    session(2, { ...at("10:00", "11:00"), pick, status: "cancelled" }),
    session(3, { ...at("09:00", "18:00"), pick, minutes: 540 }),
  ];
  expect(clashingSessions(sessions).size).toBe(0);
});
