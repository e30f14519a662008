import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { instant } from "../../backend/fake/zones";
import { sampleConference } from "../../backend/fake/schedule";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

const WELCOME = 6;
const NETWORKING_101 = 8;
const at = (date: string, hour: number, minute = 0) =>
  instant(date, hour * 60 + minute, "Europe/Madrid");

test("the window opens at what is next: how long, when to leave", async () => {
  openWindow({ picks: [WELCOME] });
  await findText("now-next", "Cilium: Welcome, Vision and Updates");
  // It is 15:14, and the talk starts at 15:25.
  expect(textOf(await find("now-countdown"))).toBe("11 min");
  expect(textOf(await find("now-leave"))).toBe("Leave at 15:20 5 min to walk");
});

test("once the way takes longer than what is left, it says to leave", async () => {
  openWindow({ picks: [WELCOME], now: at("2022-05-19", 15, 21) });
  await findText("now-leave", "Leave now");
});

test("where the room is known, the walk is as long as it is told", async () => {
  const conference = sampleConference();
  for (const session of conference.sessions) session.room = "Hall 1";
  openWindow({ conferences: [conference], picks: [WELCOME] });
  await findText("now-leave", "Leave at 15:18 7 min to walk");
});

test("what runs says how much is left", async () => {
  openWindow({ picks: [WELCOME], now: at("2022-05-19", 15, 40) });
  expect(textOf(await find("now-left"))).toBe("20 min left");
});

test("one key picks what starts within the hour", async () => {
  const { user } = openWindow();
  await find("now-soon");
  expect(screen.getByText("Nothing picked yet")).toBeTruthy();
  expect(all("session-row")).toHaveLength(3);
  await user.keyboard("s");
  await findText("now-next", "Transparent Live Migration");
  await waitFor(() => expect(all("session-row")).toHaveLength(2));
});

test("before the conference, between its days and after it the view says so", async () => {
  openWindow({ picks: [NETWORKING_101], now: at("2022-05-13", 10, 45) });
  await findText("now-before", "Starts in 3 days");
  await findText("now-next", "Kubernetes Networking 101");
});

test("between two days it tells on which day it goes on", async () => {
  openWindow({ picks: [NETWORKING_101], now: at("2022-05-19", 22) });
  await findText("now-between", "Done for the day");
  await findText("now-between", "Friday");
  await findText("now-countdown", "13 h");
  expect(all("now-leave")).toHaveLength(0);
});

test("after the conference it leads to what is kept", async () => {
  const { user } = openWindow({ picks: [WELCOME], now: at("2022-05-25", 10) });
  expect(await screen.findByText("KubeCon + CloudNativeCon Europe 2022 is over")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Open the agenda" }));
  expect((await find("view-agenda")).getAttribute("aria-current")).toBe("page");
});

test("a schedule without times leads to its programme", async () => {
  const conference = sampleConference();
  for (const session of conference.sessions) Object.assign(session, { day: null, startsAt: null });
  openWindow({ conferences: [conference] });
  expect(await screen.findByText("No session has a time yet")).toBeTruthy();
});

test("a programme that cannot be read says why", async () => {
  openWindow({ failing: { getProgramme: { kind: "failed", message: "The disk is gone." } } });
  expect(textOf(await screen.findByRole("alert"))).toContain("The disk is gone.");
});
