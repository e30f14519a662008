import { expect, test } from "vitest";
import type { BoothView } from "../../backend/generated/BoothView";
import type { SessionView } from "../../backend/generated/SessionView";
import { session, time } from "../../testing/sessions";
import { formatCountdown } from "./countdown";
import { nowPicture } from "./now-picture";

const THURSDAY = "2022-05-19";
const picked = (priority: "must" | "want" | "maybe" = "want") => ({
  pick: { priority, leads: null },
});

function talk(id: number, from: string, to: string, change: Partial<SessionView> = {}) {
  return session(id, { starts: time(from), ends: time(to), ...change });
}

function nextDay(view: SessionView): SessionView {
  const shift = (at: SessionView["starts"]) => at && { ...at, at: at.at + 86_400 };
  return { ...view, day: "2022-05-20", starts: shift(view.starts), ends: shift(view.ends) };
}

const BOOTH: BoothView = {
  id: 7,
  name: "Cilium",
  stand: "S4",
  place: "Show floor",
  text: "",
  links: [],
  visits: [
    { id: 1, day: THURSDAY, starts: time("11:00"), ends: time("11:15"), minutes: 15, leads: null },
  ],
};

const picture = (sessions: SessionView[], clock: string, booths: BoothView[] = []) =>
  nowPicture(sessions, booths, time(clock).at, THURSDAY);

const keys = (planned: { key: string }[]) => planned.map(({ key }) => key);
const ids = (sessions: { id: number }[]) => sessions.map(({ id }) => id);

test("what runs, what is next, and what of mine comes after it", () => {
  const { running, next, later, atTheSameTime } = picture(
    [
      talk(1, "10:00", "10:45", picked()),
      talk(2, "11:30", "12:00", picked()),
      talk(3, "14:00", "15:00", picked()),
    ],
    "10:30",
    [BOOTH],
  );
  expect(keys(running)).toEqual(["session:1"]);
  expect(next?.key).toBe("visit:1");
  expect(next?.place).toBe("S4, Show floor");
  expect(atTheSameTime).toEqual([]);
  expect(keys(later)).toEqual(["session:2", "session:3"]);
});

test("of those that start together what matters most is next, the others are told beside it", () => {
  const { next, atTheSameTime, later } = picture(
    [
      talk(1, "11:00", "11:30", picked("maybe")),
      talk(2, "11:00", "11:45", picked("must")),
      talk(3, "11:30", "12:00", picked("want")),
      talk(4, "11:45", "12:00", picked("want")),
    ],
    "10:30",
  );
  expect(next?.key).toBe("session:2");
  expect(keys(atTheSameTime)).toEqual(["session:1", "session:3"]);
  expect(keys(later)).toEqual(["session:4"]);
});

test("offered is what begins within the hour and might still be wanted", () => {
  const { soon } = picture(
    [
      talk(1, "10:30", "11:00"),
      talk(2, "10:31", "11:00"),
      talk(3, "11:00", "11:30", picked()),
      talk(4, "11:00", "11:30", { hidden: true }),
      talk(5, "11:00", "11:30", { status: "cancelled" }),
      talk(6, "11:00", "11:30", { kind: "break" }),
      talk(7, "11:30", "12:00"),
      talk(8, "11:31", "12:00"),
    ],
    "10:30",
  );
  expect(ids(soon)).toEqual([2, 7]);
});

test("with nothing within the hour the earliest that come are offered", () => {
  const { soon, startsNext } = picture(
    [talk(1, "14:00", "15:00"), talk(2, "14:00", "14:30"), talk(3, "15:00", "16:00")],
    "10:30",
  );
  expect(soon).toEqual([]);
  expect(ids(startsNext)).toEqual([1, 2]);
});

test("the phase follows the sessions, not the calendar", () => {
  const day = [talk(1, "10:00", "11:00"), talk(2, "15:00", "16:00")];
  const two = [...day, ...day.map(nextDay)];
  expect(picture(two, "09:59").phase).toBe("before");
  expect(picture(two, "10:00").phase).toBe("during");
  expect(picture(two, "12:00").phase).toBe("during");
  expect(picture(two, "16:00").phase).toBe("between");
  expect(picture(two, "16:00").goesOn?.at).toBe(time("10:00").at + 86_400);
  const nextMorning = time("09:00").at + 86_400;
  expect(nowPicture(two, [], nextMorning, "2022-05-20").phase).toBe("during");
  expect(nowPicture(two, [], time("16:00").at + 86_400, "2022-05-20").phase).toBe("after");
  expect(picture([session(9, { starts: null, ends: null, day: null })], "10:00").phase).toBe(
    "untimed",
  );
});

test.each([
  [640, "11 min"],
  [60, "1 min"],
  [59, "1 min"],
  [0, "0 min"],
  [-5, "0 min"],
  [3600 + 300, "1 h 05"],
  [18 * 3600 + 600, "18 h"],
  [47 * 3600, "47 h"],
  [72 * 3600, "3 days"],
])("%d seconds are counted down as %s", (seconds, written) => {
  expect(formatCountdown(seconds)).toBe(written);
});
