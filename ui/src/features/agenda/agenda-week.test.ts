import { screen, waitFor } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import { largeConference, sampleConference } from "../../backend/fake/schedule";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

const WELCOME = 6;
const MIGRATION = 5;
const NETWORKING_101 = 8;
const ELSEWHERE = 1000;

beforeEach(() =>
  localStorage.setItem(
    "lanyard.shown",
    JSON.stringify({ view: "agenda", conferences: { 1: { week: true } } }),
  ),
);

const items = () => all("agenda-item").map((each) => each.dataset.item);

test("all days stand beside each other, with clashes told", async () => {
  openWindow({ picks: [WELCOME, MIGRATION, NETWORKING_101] });
  await findText("agenda-summary", "3 planned, 1 clash");
  expect(screen.getAllByRole("heading", { level: 2 }).map(textOf)).toEqual([
    "Mon 16",
    "Tue 17",
    "Wed 18",
    "Thu 19",
    "Fri 20",
  ]);
  expect(items()).toEqual(["session:5", "session:6", "session:8"]);
  expect(textOf(all("agenda-item")[0] ?? document.body)).toContain(
    "Clashes for 35 min with Cilium",
  );
});

test("arrows go through a day and across the days, Enter opens", async () => {
  const { user } = openWindow({ picks: [WELCOME, MIGRATION, NETWORKING_101] });
  await find("agenda-item");
  const focused = () => document.activeElement?.closest("li")?.dataset.item;
  await user.keyboard("j");
  expect(focused()).toBe("session:5");
  await user.keyboard("{ArrowDown}");
  expect(focused()).toBe("session:6");
  await user.keyboard("{ArrowRight}");
  expect(focused()).toBe("session:8");
  await user.keyboard("{Enter}");
  await findText("details", "Kubernetes Networking 101");
});

test("a day’s head opens that day, and G shows all days again", async () => {
  const { user } = openWindow({ picks: [WELCOME, NETWORKING_101] });
  await user.click(await screen.findByTitle("Open Friday, May 20"));
  await waitFor(() => expect(items()).toEqual(["session:8"]));
  await find("day-2022-05-20");
  await user.keyboard("g");
  await waitFor(() => expect(items()).toEqual(["session:6", "session:8"]));
});

test("what is planned at other conferences comes by a switch, with its conference", async () => {
  const { user } = openWindow({
    conferences: [sampleConference(), largeConference()],
    picks: [WELCOME, ELSEWHERE],
  });
  await findText("agenda-everywhere", "All conferences +1");
  expect(items()).toEqual(["session:6"]);
  await user.click(await find("agenda-everywhere"));
  await waitFor(() => expect(items()).toEqual(["session:6", "session:1000"]));
  await user.click(await find("agenda-everywhere"));
  await waitFor(() => expect(items()).toEqual(["session:6"]));
});

test("an empty week leads to the programme", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Open the programme" }));
  await find("session-row");
});

test("a week that cannot be read says why", async () => {
  openWindow({ failing: { getAgendaWeek: { kind: "failed", message: "The disk is gone." } } });
  expect(textOf(await screen.findByRole("alert"))).toContain("The disk is gone.");
});
