import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FakeOptions } from "../../backend/fake";
import { sampleConference } from "../../backend/fake/schedule";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

const FULL = { kind: "failed", message: "The disk is full." } as const;

async function openSettings(options: Partial<FakeOptions> = {}) {
  const opened = openWindow(options);
  await opened.user.click(await find("settings-open"));
  await find("theme-dark");
  const rules = async () => (await opened.backend.getOverview()).settings.reminders;
  return { ...opened, rules };
}

function alerts(): string[] {
  return screen.queryAllByRole("alert").map(textOf);
}

function leadsOf(kind: string) {
  return within(screen.getByRole("group", { name: `Remind before: ${kind}` }));
}

test("keynotes go by the leads of sessions until they have their own", async () => {
  const { user, rules } = await openSettings();
  const keynotes = () => leadsOf("Keynotes");
  expect(keynotes().getByText("10 min")).toBeTruthy();
  expect(keynotes().queryByRole("button", { name: "As sessions" })).toBeNull();
  await user.type(keynotes().getByRole("textbox"), "30{Enter}");
  await waitFor(async () => expect((await rules()).keynoteLeads).toEqual([30, 10]));
  expect((await rules()).workshopLeads).toBeNull();
  await user.click(await keynotes().findByRole("button", { name: "As sessions" }));
  await waitFor(async () => expect((await rules()).keynoteLeads).toBeNull());
});

test("a lead that is no number is told beside it, and nothing is saved", async () => {
  const { user, rules } = await openSettings();
  await user.type(leadsOf("All-day items").getByRole("textbox"), "soon{Enter}");
  expect(alerts()).toEqual(["0 to 10,080 minutes."]);
  expect((await rules()).allDayLeads).toEqual([0]);
});

test("leaving is told once it is asked for, so many minutes early", async () => {
  const { user, rules } = await openSettings();
  expect(all("leave-early-minutes")).toHaveLength(0);
  await user.click(screen.getByRole("checkbox", { name: "Say when to leave" }));
  await waitFor(async () => expect((await rules()).leaveEarly).toBe(2));
  const field = await find("leave-early-minutes");
  await user.clear(field);
  await user.type(field, "61");
  await user.tab();
  expect(alerts()).toEqual(["Type 0 to 60 minutes."]);
  await user.clear(field);
  await user.type(field, "5");
  await user.tab();
  await waitFor(async () => expect((await rules()).leaveEarly).toBe(5));
  await waitFor(() => expect(alerts()).toEqual([]));
  await user.click(screen.getByRole("checkbox", { name: "Say when to leave" }));
  await waitFor(async () => expect((await rules()).leaveEarly).toBeNull());
});

test("quiet hours are typed, both of them, and can be given up", async () => {
  const { user, rules } = await openSettings();
  await user.type(await find("quiet-from"), "10 pm");
  await user.tab();
  expect(alerts()).toEqual([]);
  await user.tab();
  expect(alerts()).toEqual(["Type both times, such as 22:00 and 7 am."]);
  await user.type(await find("quiet-to"), "2200{Enter}");
  expect(alerts()).toEqual(["They begin and end at the same time."]);
  await user.clear(await find("quiet-to"));
  await user.type(await find("quiet-to"), "7{Enter}");
  await waitFor(async () => expect((await rules()).quietHours).toEqual({ from: 1320, to: 420 }));
  await waitFor(() => expect(alerts()).toEqual([]));
  expect(await find("quiet-from")).toHaveProperty("value", "22:00");
  expect(await find("quiet-to")).toHaveProperty("value", "07:00");
  await user.click(await find("quiet-clear"));
  await waitFor(async () => expect((await rules()).quietHours).toBeNull());
  expect(await find("quiet-from")).toHaveProperty("value", "");
});

test("what happens while a session runs, and to what must not be missed, is chosen", async () => {
  const { user, rules } = await openSettings();
  await user.click(await find("while-at_end"));
  await waitFor(async () => expect((await rules()).whileRunning).toBe("at_end"));
  await user.click(screen.getByRole("checkbox", { name: "“Must” breaks through" }));
  await waitFor(async () => expect((await rules()).mustBreaksThrough).toBe(false));
});

test("what cannot be saved is told beside the setting", async () => {
  const { user } = await openSettings({ failing: { saveSettings: FULL } });
  await user.click(await find("while-silent"));
  const row = (await find("while-silent")).closest(".setting");
  await waitFor(() => expect(textOf(row as Element)).toContain("The disk is full."));
  expect(all("toast")).toHaveLength(0);
});

test("it starts at login when that is wanted, and says why it cannot", async () => {
  const { user, backend } = await openSettings();
  await waitFor(() =>
    expect(screen.getByTestId("start-at-login")).toHaveProperty("disabled", false),
  );
  await user.click(await find("start-at-login"));
  await waitFor(() => expect(backend.reminders.startsAtLogin).toBe(true));
});

test("a start at login that cannot be written leaves the box as it was", async () => {
  const { user } = await openSettings({ failing: { setStartAtLogin: FULL } });
  const box = await find("start-at-login");
  await waitFor(() => expect(box).toHaveProperty("disabled", false));
  await user.click(box);
  await waitFor(() => expect(alerts()).toEqual(["The disk is full."]));
  expect(box).toHaveProperty("checked", false);
});

function withRooms() {
  const conference = sampleConference();
  conference.sessions.forEach((session, index) => {
    session.room = index % 2 === 0 ? "Room 2" : "Room 10";
  });
  return conference;
}

test("walks between rooms, buildings and two places are set for a conference", async () => {
  const { user, backend } = await openSettings({ conferences: [withRooms()] });
  const rooms = await find("betweenRooms");
  await user.clear(rooms);
  await user.type(rooms, "241");
  await user.tab();
  expect(alerts()).toEqual(["Type 0 to 240 minutes."]);
  await user.clear(rooms);
  await user.type(rooms, "3");
  await user.tab();
  await waitFor(() => expect(backend.reminders.walking.betweenRooms).toBe(3));

  const offered = within(await find("pair-from"))
    .getAllByRole("option")
    .map(textOf);
  expect(offered).toEqual(["From…", "Room 2", "Room 10", "Show floor"]);
  await user.selectOptions(await find("pair-from"), "Room 2");
  await user.selectOptions(await find("pair-to"), "Room 2");
  await user.click(await find("pair-add"));
  expect(alerts()).toEqual(["Choose two different places."]);
  await user.selectOptions(await find("pair-to"), "Show floor");
  await user.click(await find("pair-add"));
  await findText("walking-pair", "Room 2 ↔ Show floor");
  expect(backend.reminders.walking.pairs).toEqual([
    { place: "Room 2", other: "Show floor", minutes: 10 },
  ]);

  const minutes = screen.getByRole("textbox", { name: "Minutes between Room 2 and Show floor" });
  await user.clear(minutes);
  await user.type(minutes, "12");
  await user.tab();
  await waitFor(() => expect(backend.reminders.walking.pairs[0]?.minutes).toBe(12));
  await user.click(
    screen.getByRole("button", { name: "Remove the walk between Room 2 and Show floor" }),
  );
  await waitFor(() => expect(backend.reminders.walking.pairs).toEqual([]));
});

test("a walk that cannot be saved is told beside it", async () => {
  const failing = { setWalkingTimes: FULL };
  const { user } = await openSettings({ conferences: [withRooms()], failing });
  const rooms = await find("betweenRooms");
  await user.clear(rooms);
  await user.type(rooms, "3");
  await user.tab();
  await waitFor(() => expect(alerts()).toEqual(["The disk is full."]));
});
