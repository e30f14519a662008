import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { exampleReminder, exampleReminders } from "../../backend/fake/reminders";
import { sampleConference } from "../../backend/fake/schedule";
import type { FakeOptions } from "../../backend/fake";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

const WELCOME = "Cilium: Welcome, Vision and Updates";
const AFTERNOON: [number, number] = [15 * 60 + 25, 16 * 60];

async function openPanel(options: Partial<FakeOptions> = {}, view = exampleReminders()) {
  const opened = openWindow(options);
  opened.backend.reminders.view = view;
  await find("next-reminder");
  opened.backend.emit({ name: "reminder_health_changed" });
  await opened.user.keyboard("r");
  await find("reminders-panel");
  return opened;
}

test("what was missed or waits is counted at the foot, and said once", async () => {
  const { backend } = openWindow();
  await find("next-reminder");
  expect(all("reminders-badge")).toHaveLength(0);
  backend.reminders.view = exampleReminders();
  backend.emit({ name: "reminder_health_changed" });
  await findText("reminders-badge", "3");
  expect(screen.getByText("2 reminders were missed").closest("[aria-live=polite]")).toBeTruthy();
  expect((await find("next-reminder")).getAttribute("aria-label")).toContain("2 missed, 1 waiting");
});

test("a missed reminder is dismissed, and that can be undone", async () => {
  const { user } = await openPanel();
  const [first] = await waitFor(() => {
    expect(all("reminder-missed")).toHaveLength(2);
    return all("reminder-missed");
  });
  expect(textOf(first as HTMLElement)).toContain("Cilium virtual office hours");
  await user.click(screen.getByRole("button", { name: "Dismiss “Cilium virtual office hours”" }));
  await waitFor(() => expect(all("reminder-missed")).toHaveLength(1));
  await findText("reminders-badge", "2");
  await user.click(await find("toast-undo"));
  await waitFor(() => expect(all("reminder-missed")).toHaveLength(2));
});

test("all that was missed is dismissed at once, and comes back by key", async () => {
  const { user } = await openPanel();
  await user.click(await find("dismiss-all"));
  await waitFor(() => expect(all("reminder-missed")).toHaveLength(0));
  expect(document.activeElement?.textContent).toBe("Reminders");
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(all("reminder-missed")).toHaveLength(2));
});

test("a reminder that came is put off, taken back, and skipped", async () => {
  const { user } = await openPanel();
  const row = () => {
    const found = all("reminder-shown").find((each) => textOf(each).includes(WELCOME));
    if (!found) throw new Error("it is not among those that came");
    return found;
  };
  await waitFor(row);
  expect(textOf(row())).toContain("Came 10 min before");
  await user.click(within(row()).getByRole("button", { name: "Snooze 5 minutes" }));
  // 15:14 and five minutes.
  await findText("reminder-snoozed", "Again at 15:19");
  await user.click(await find("toast-undo"));
  await waitFor(row);
  await user.click(within(row()).getByRole("button", { name: "until start" }));
  await findText("reminder-snoozed", "Again at 15:25");
  await findText("toast", `“${WELCOME}” comes again as it starts`);
  await user.click(await find("toast-undo"));
  await waitFor(row);
  await user.click(within(row()).getByTestId("skip"));
  await waitFor(() => expect(row).toThrow());
  await findText("toast", `No more reminders of “${WELCOME}”`);
});

test("a reminder is not put off to after its end, nor to a start that is past", async () => {
  const running = exampleReminder(6, WELCOME, [15 * 60, 15 * 60 + 24]);
  await openPanel({}, { mutedUntil: null, missed: [], waiting: [], shown: [running] });
  const row = within(await find("reminder-shown"));
  expect(row.getByRole("button", { name: "Snooze 5 minutes" })).toBeTruthy();
  expect(row.queryByRole("button", { name: "Snooze 10 minutes" })).toBeNull();
  expect(row.queryByRole("button", { name: "until start" })).toBeNull();
});

test("what waits says why", async () => {
  const waits = exampleReminder(6, WELCOME, AFTERNOON, { state: "waiting" });
  const quiet = { ...waits, heldUntil: waits.ends };
  const views = { mutedUntil: null, missed: [], shown: [] };
  const { backend } = await openPanel({}, { ...views, waiting: [quiet] });
  await findText("reminder-waiting", "Quiet until 16:00");
  backend.reminders.view = { ...views, mutedUntil: waits.ends.at, waiting: [quiet] };
  backend.emit({ name: "agenda_changed" });
  await findText("reminder-waiting", "Muted until 05:00");
  backend.reminders.view = { ...views, waiting: [waits] };
  backend.emit({ name: "agenda_changed" });
  await findText("reminder-waiting", "About to be shown");
});

test("without a service it says so, with the cure, and what waits for one", async () => {
  await openPanel({ notifications: "no_service" });
  await findText("reminder-waiting", "No service shows it");
  await findText("reminders-panel", "Start one, such as dunst or mako.");
});

test("all is muted until tomorrow and unmuted", async () => {
  const { user } = await openPanel();
  await user.click(await find("mute"));
  await findText("muted", "All but “must” is muted until 05:00.");
  expect(all("mute")).toHaveLength(0);
  await user.click(await find("unmute"));
  await waitFor(() => expect(all("muted")).toHaveLength(0));
  await findText("toast", "Reminders come again");
});

test("a row opens what it is of, and the panel goes", async () => {
  const { user } = await openPanel();
  const row = within(await findText("reminder-shown", WELCOME));
  await user.click(row.getByTestId("reminder-open"));
  await findText("details", WELCOME);
  expect(all("reminders-panel")).toHaveLength(0);
  await user.keyboard("{Escape}r");
  const visit = within(await findText("reminder-missed", "Show floor"));
  await user.click(visit.getByRole("button", { name: /13:40/ }));
  await find("booth-card");
});

test("the doctor tells what it found, the worst first, and what to do", async () => {
  const { user } = await openPanel({ notifications: "no_service" });
  await user.click(await find("doctor-run"));
  const checks = within(await find("doctor-checks")).getAllByRole("listitem");
  expect(checks.map(textOf)).toEqual([
    "Does not work: Notifications no notification service answers → start one, such as dunst, or log in to a desktop",
    "Could be better: Start at login Lanyard does not start at login → turn it on in the settings",
    "Good: Time zone Europe/Berlin (CEST)",
  ]);
  expect(screen.getByText("1 thing does not work, 1 could be better")).toBeTruthy();
});

test("what fails is told in the panel, or as a toast where it was done", async () => {
  const message = "The disk is full.";
  const failing = {
    getReminders: { kind: "failed", message },
    runDoctor: { kind: "failed", message: "No doctor." },
  } as const;
  const { user } = await openPanel({ failing });
  await findText("reminders-panel", message);
  await user.click(await find("doctor-run"));
  await findText("reminders-panel", "No doctor.");
});

test("the details tell when to leave, and answer the reminder that came", async () => {
  const conference = sampleConference();
  for (const session of conference.sessions) session.room = "Room 4";
  const { user, backend } = openWindow({ conferences: [conference] });
  await backend.setPick({ sessions: [6], priority: "want" });
  const { settings } = await backend.getOverview();
  await backend.saveSettings({
    ...settings,
    reminders: { ...settings.reminders, leaveEarly: 2 },
  });
  backend.reminders.view = exampleReminders();
  await find("next-reminder");
  backend.emit({ name: "session_opened", session: 6, conference: 1 });
  // 15:25, seven minutes before.
  await findText("details-leave", "Leave at 15:18 5 min to walk");
  await findText("details-shown", "Came 10 min before");
  const answers = within(await find("details-shown"));
  await user.click(answers.getByRole("button", { name: "Snooze 5 minutes" }));
  await findText("details-shown", "Again at 15:19");
  await user.click(await find("toast-undo"));
  await findText("details-shown", "Came 10 min before");
});

test("a pick has as many reminders of its own as are wanted", async () => {
  const { user, backend } = openWindow();
  await backend.setPick({ sessions: [6], priority: "want" });
  await find("next-reminder");
  backend.emit({ name: "session_opened", session: 6, conference: 1 });
  await find("details");
  const leads = async () => (await backend.getSession(6)).session.pick?.leads;
  for (const typed of ["1", "0"]) {
    const before = (await leads())?.length ?? 1;
    await user.type(await find("lead-add"), `${typed}{Enter}`);
    await waitFor(async () => expect(await leads()).toHaveLength(before + 1));
  }
  expect(await leads()).toEqual([10, 1, 0]);
  await findText("details", "at the start");
});

test("quitting says how many reminders come today, and asks", async () => {
  const { user, backend } = openWindow({ remindersToday: 3 });
  await find("next-reminder");
  await user.keyboard("{Control>}q{/Control}");
  expect(textOf(await find("reminders-today"))).toBe("You have 3 reminders today.");
  expect(backend.log.quits).toBe(0);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(all("reminders-today")).toHaveLength(0);
  backend.emit({ name: "quit_question" });
  await user.click(await find("quit-close"));
  await waitFor(() => expect(backend.log.kept).toBe(1));
  backend.emit({ name: "quit_question" });
  await user.click(await find("quit-yes"));
  await waitFor(() => expect(backend.log.quits).toBe(1));
});

test("quitting with no reminder to come asks nothing", async () => {
  const { user, backend } = openWindow();
  await find("next-reminder");
  await user.keyboard("{Control>}q{/Control}");
  await waitFor(() => expect(backend.log.quits).toBe(1));
});

test("a first close without a tray says how many reminders come today", async () => {
  const { backend } = openWindow({ remindersToday: 1 });
  await find("next-reminder");
  backend.emit({ name: "close_question" });
  expect(textOf(await find("reminders-today"))).toBe("You have 1 reminder today.");
});

test("the panel opens by name, and all is muted by name", async () => {
  const { user, backend } = openWindow();
  await find("next-reminder");
  await user.keyboard("{Control>}k{/Control}");
  (await find("palette-input")).focus();
  await user.keyboard("mute until{Enter}");
  await waitFor(() => expect(backend.reminders.view.mutedUntil).not.toBeNull());
  await user.keyboard("{Control>}k{/Control}");
  (await find("palette-input")).focus();
  await user.keyboard("reminders{Enter}");
  await find("muted");
});
