import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { sampleConference } from "./backend/fake/schedule";
import { all, find, findText, inRow, openWindow, row, textOf } from "./testing/window";

const MIGRATION = 5;
const WELCOME = 6;
const OFFICE_HOURS = 4;

test("without a conference the sample is one click away", async () => {
  const { user, backend } = openWindow({ conferences: [] });
  await user.click(await find("try-sample"));
  await findText("programme-count", "20 sessions");
  await waitFor(() => expect(backend.log.painted).toBe(1));
});

test("a sample that cannot be imported says why, and can be tried again", async () => {
  const failing = { runImport: { kind: "failed", message: "The disk is full." } } as const;
  const { user } = openWindow({ conferences: [], failing });
  await user.click(await find("try-sample"));
  expect(textOf(await screen.findByRole("alert"))).toContain("The disk is full.");
  expect(all("try-sample")).toHaveLength(1);
});

test("data that cannot be opened is told in place of the window", async () => {
  const failing = { getOverview: { kind: "failed", message: "The file is damaged." } } as const;
  openWindow({ failing });
  expect(await screen.findByText("The file is damaged.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("there is one first heading, and landmarks for the rest", async () => {
  const { user } = openWindow();
  await user.click(await find("view-agenda"));
  expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
  expect(screen.getAllByRole("main")).toHaveLength(1);
  expect(screen.getAllByRole("navigation")).toHaveLength(2);
});

test("picking by star shows at once, is told, and can be undone", async () => {
  const { user } = openWindow();
  await user.click(await find("view-programme"));
  await find("session-row");
  await user.click(inRow(WELCOME, "pick-button"));
  expect(inRow(WELCOME, "pick-button").getAttribute("aria-pressed")).toBe("true");
  await findText("toast", "Picked “Cilium: Welcome, Vision and Updates”");
  await findText("day-2022-05-19", "1");
  await findText("next-reminder", "15:15");
  await user.click(await find("toast-undo"));
  await waitFor(() =>
    expect(inRow(WELCOME, "pick-button").getAttribute("aria-pressed")).toBe("false"),
  );
});

test("undoing a drop brings back the priority and its own reminders", async () => {
  const { user, backend } = openWindow();
  await backend.setPick({ sessions: [WELCOME], priority: "must" });
  await backend.setPickLeads(WELCOME, [30, 5]);
  await user.keyboard("3");
  await find("session-row");
  await user.click(inRow(WELCOME, "pick-button"));
  await findText("toast", "Dropped");
  await user.keyboard("{Control>}z{/Control}");
  await findText("toast", "Undone");
  const { session } = await backend.getSession(WELCOME);
  expect(session.pick).toEqual({ priority: "must", leads: [30, 5] });
});

test("a pick that fails is told and taken back on screen", async () => {
  const failing = { setPick: { kind: "failed", message: "The disk is full." } } as const;
  const { user } = openWindow({ failing });
  await user.click(await find("view-programme"));
  await find("session-row");
  await user.click(inRow(WELCOME, "pick-button"));
  await findText("toast", "The disk is full.");
  await waitFor(() =>
    expect(inRow(WELCOME, "pick-button").getAttribute("aria-pressed")).toBe("false"),
  );
});

test("the keys move, pick by priority and open the details", async () => {
  const { user, backend } = openWindow();
  await find("view-programme");
  await user.keyboard("3");
  await find("session-row");
  await user.keyboard("jjm");
  await findText("toast", "must");
  expect(document.activeElement).toBe(inRow(WELCOME, "session-title"));
  expect((await backend.getSession(WELCOME)).session.pick?.priority).toBe("must");
  await user.keyboard("{Enter}");
  await findText("details", "Thomas Graf");
  await user.keyboard("{ArrowUp}");
  await findText("details", "Adam Janikowski");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(all("details")).toHaveLength(0));
  expect(document.activeElement).toBe(inRow(MIGRATION, "session-title"));
});

test("another zone is named at every time, with the day it falls on and the venue's time", async () => {
  const { user, backend } = openWindow();
  await backend.setZoneChoice(1, { kind: "other", zone: "Pacific/Auckland" });
  await user.click(await find("view-programme"));
  await findText("session-time", "01:25");
  const time = textOf(inRow(WELCOME, "session-time"));
  for (const part of ["01:25+1", "02:00", "NZST", "15:25–16:00", "CEST"]) {
    expect(time).toContain(part);
  }
  await user.click(await find("zone-venue"));
  await waitFor(() => expect(textOf(inRow(WELCOME, "session-time"))).toBe("15:25–16:00"));
});

test("sessions without a time have their own day, and picks of them stand below the agenda", async () => {
  const { user } = openWindow();
  await user.keyboard("3");
  await user.click(await find("day-unscheduled"));
  await findText("session-row", "The Hitchhiker's Guide to Pod Security");
  expect(all("session-row")).toHaveLength(8);
  await user.click(inRow(15, "pick-button"));
  await user.keyboard("2");
  await findText("agenda-item", "The Hitchhiker's Guide to Pod Security");
});

test("clashing picks say so in the agenda", async () => {
  const { user, backend } = openWindow();
  await backend.setPick({ sessions: [MIGRATION, WELCOME], priority: "want" });
  backend.emit({ name: "agenda_changed" });
  await find("view-agenda");
  await user.keyboard("2");
  await waitFor(() => expect(all("agenda-item")).toHaveLength(2));
  expect(screen.getByText("2 planned, 1 clash")).toBeTruthy();
  expect(screen.getByText("35 min clash")).toBeTruthy();
});

test("an empty day leads to the programme", async () => {
  const { user } = openWindow();
  await user.click(await find("view-agenda"));
  await user.click(await screen.findByRole("button", { name: "Open the programme" }));
  await find("session-row");
});

test("a search goes over all days, marks the words, and leaves by Escape", async () => {
  const { user } = openWindow();
  await find("search-input");
  await user.keyboard("/");
  await user.keyboard("hitch");
  await waitFor(() => expect(all("session-row")).toHaveLength(1));
  expect(all("session-title")[0]?.querySelector("mark")?.textContent).toBe("Hitch");
  await user.keyboard("{Escape}");
  await findText("programme-count", "20 sessions");
  await user.type(await find("search-input"), "xyzzy");
  expect(await screen.findByText("Nothing found for “xyzzy”.")).toBeTruthy();
});

test("cancelled, withdrawn and online sessions say so in words", async () => {
  const conference = sampleConference();
  for (const session of conference.sessions) {
    if (session.id === MIGRATION) session.status = "cancelled";
    if (session.id === WELCOME) session.status = "withdrawn";
    if (session.id === OFFICE_HOURS) session.status = "kept";
  }
  const { user } = openWindow({ conferences: [conference] });
  await user.click(await find("view-programme"));
  await find("session-row");
  expect(textOf(row(MIGRATION))).toContain("Cancelled");
  expect(textOf(row(WELCOME))).toContain("Withdrawn");
  await user.click(await find("day-2022-05-18"));
  await waitFor(() => expect(textOf(row(OFFICE_HOURS))).toContain("Online"));
  expect(textOf(row(OFFICE_HOURS))).toContain("Withdrawn, kept by you");
});

test("very long titles are whole for the pointer and in the details", async () => {
  const title = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz ".repeat(8).trim();
  const conference = sampleConference();
  for (const session of conference.sessions) if (session.id === WELCOME) session.title = title;
  const { user } = openWindow({ conferences: [conference] });
  await user.click(await find("view-programme"));
  await find("session-row");
  expect(inRow(WELCOME, "session-title").getAttribute("title")).toBe(title);
  await user.click(inRow(WELCOME, "session-title"));
  await findText("details", title);
});

test("a visit is planned by typed time, and a bad time is told in place", async () => {
  const { user } = openWindow();
  await user.click(await find("view-booths"));
  await user.click(await find("plan-visit"));
  await user.type(await find("visit-time"), "noon");
  await user.click(await find("visit-save"));
  expect(textOf(screen.getByRole("alert"))).toContain("14:30");
  await user.clear(await find("visit-time"));
  await user.type(await find("visit-time"), "13:40{Enter}");
  await findText("booth-card", "13:40–13:55");
  await user.click(screen.getByRole("button", { name: "Remove this visit" }));
  await findText("toast", "Removed the visit to Cilium");
  await user.click(await find("toast-undo"));
  await findText("booth-card", "13:40–13:55");
});

test("a notification that was clicked opens its session, and its booth", async () => {
  const { backend } = openWindow();
  await find("view-agenda");
  backend.emit({ name: "session_opened", session: WELCOME, conference: 1 });
  await findText("details", "Cilium: Welcome, Vision and Updates");
  backend.emit({ name: "booth_opened", booth: 2, conference: 1 });
  await findText("booth-card", "Isovalent");
});

test("notifications that cannot come are told, with the way to the cure", async () => {
  const { user } = openWindow({ notifications: "no_service" });
  await user.click(await screen.findByRole("button", { name: "fix" }));
  expect(await screen.findByText(/No notification service answers/)).toBeTruthy();
});
