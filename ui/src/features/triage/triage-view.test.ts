import { screen, waitFor } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import { all, find, findText, openPopover, openWindow, textOf } from "../../testing/window";

const keep = (change: object) =>
  localStorage.setItem(
    "lanyard.shown",
    JSON.stringify({
      view: "programme",
      conferences: { 1: { layout: "triage", ...change } },
    }),
  );

beforeEach(() => keep({}));

const cardOf = async () => (await find("triage-card")).dataset.sessionId;

test("keys decide about one session after the other, and the bar tells how far one is", async () => {
  const { user, backend } = openWindow();
  expect(await cardOf()).toBe("1");
  await findText("triage-progress", "0 of 20, 0 picked");
  await user.keyboard("m");
  await findText("triage-progress", "1 of 20, 1 picked");
  await user.keyboard("xjy");
  await findText("triage-progress", "3 of 20, 2 picked");
  expect(await cardOf()).toBe("5");
  const decided = async (id: number) => (await backend.getSession(id)).session;
  expect((await decided(1)).pick?.priority).toBe("must");
  expect((await decided(2)).hidden).toBe(true);
  expect((await decided(3)).pick).toBeNull();
  expect((await decided(4)).pick?.priority).toBe("maybe");
});

test("the last decision is taken back where it was made", async () => {
  const { user } = openWindow();
  await find("triage-card");
  await user.keyboard("jjw");
  await findText("triage-progress", "1 of 20, 1 picked");
  await user.keyboard("u");
  await findText("triage-progress", "0 of 20, 0 picked");
  await waitFor(async () => expect(await cardOf()).toBe("3"));
});

test("it goes on where it stopped", async () => {
  keep({ triage: 8 });
  openWindow();
  expect(await cardOf()).toBe("8");
  await findText("triage-title", "Kubernetes Networking 101");
  expect(screen.getByText("8 / 20")).toBeTruthy();
});

test("a day’s tab and a track narrow it", async () => {
  const { user } = openWindow();
  await user.click(await find("day-2022-05-20"));
  await findText("triage-progress", "0 of 5, 0 picked");
  openPopover(await find("filter-tracks"));
  await user.click((await find("filter-choice")) ?? document.body);
  await waitFor(() => expect(all("triage-card")).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: "Remove the filter Fri, May 20" }));
});

test("undecided ones only: what is decided leaves, and at the end there is nothing", async () => {
  keep({ undecided: true, days: ["2022-05-17"] });
  const { user } = openWindow();
  await findText("triage-progress", "1 to decide");
  await user.keyboard("x");
  expect(await screen.findByText("Nothing is left to decide here")).toBeTruthy();
  await user.keyboard("u");
  await findText("triage-progress", "1 to decide");
  expect(await cardOf()).toBe("3");
});

test("when all is decided it says so, and leads to the agenda", async () => {
  keep({ days: ["2022-05-16"] });
  const { user } = openWindow();
  await find("triage-card");
  await user.keyboard("wx");
  expect(await screen.findByText("All decided")).toBeTruthy();
  await findText("triage-progress", "2 of 2, 1 picked");
  await user.click(screen.getByRole("button", { name: "Open the agenda" }));
  expect(textOf(await find("view-agenda"))).toBe("Agenda");
});

test("what was passed over comes again at the end", async () => {
  keep({ days: ["2022-05-16"] });
  const { user } = openWindow();
  await find("triage-card");
  await user.keyboard("jw");
  await waitFor(async () => expect(await cardOf()).toBe("1"));
});
