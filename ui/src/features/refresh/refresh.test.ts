import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { changedConference } from "../../backend/fake/changed-schedule";
import type { FakeOptions } from "../../backend/fake";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

/** A window on a conference that came from an address, with its settings open. */
async function openSettings(options: Partial<FakeOptions> = {}) {
  const window = openWindow({ conferences: [changedConference()], ...options });
  await window.user.click(await find("settings-open"));
  await find("refresh-now");
  return window;
}

const LOST = { question: { lost: 14, listed: 20, askedAt: 1_652_965_200 } };

test("it is told when a schedule was refreshed, and when it will be", async () => {
  await openSettings();
  await findText("refresh-standing", "Last refreshed 12 minutes ago, next in 8 minutes");
});

test("a conference that came from no address is not refreshed", async () => {
  const { user } = openWindow();
  await user.click(await find("settings-open"));
  await find("delete");
  expect(all("refresh-now")).toHaveLength(0);
});

test("why the last try failed is told, until one by hand goes well", async () => {
  const { user } = await openSettings({ refresh: { lastError: "It answered 503." } });
  await findText("refresh-standing", "The last try failed: It answered 503.");
  await user.click(await find("refresh-now"));
  await findText("refresh-standing", "Nothing changed");
  expect(textOf(await find("refresh-standing"))).not.toContain("503");
  expect(textOf(await find("refresh-standing"))).toContain("Last refreshed now");
});

test("being offline is no error", async () => {
  await openSettings({ refresh: { offline: true } });
  const standing = await findText("refresh-standing", "Nothing answered at the last try.");
  expect(textOf(standing)).not.toContain("failed");
});

test("a refresh that cannot be tried says why", async () => {
  const failing = { refreshNow: { kind: "failed", message: "The data is locked." } } as const;
  const { user } = await openSettings({ failing });
  await user.click(await find("refresh-now"));
  expect(textOf(await screen.findByRole("alert"))).toContain("The data is locked.");
});

test("how often is chosen for one conference, and whether at all for every one", async () => {
  const { user, backend } = await openSettings();
  await user.selectOptions(await find("refresh-choice"), "Every 30 min");
  await waitFor(async () => {
    const [conference] = (await backend.getOverview()).conferences;
    expect(conference?.refresh?.mode).toEqual({ kind: "every", minutes: 30 });
  });
  await user.selectOptions(await find("refresh-choice"), "Automatically");
  await user.click(await find("auto-refresh"));
  await findText("refresh-standing", "not by itself");
  expect(await screen.findByText("Off for all schedules, further up.")).toBeTruthy();
  expect((await backend.getOverview()).settings.autoRefresh).toBe(false);
});

test("an interval that was set elsewhere can be seen", async () => {
  await openSettings({ refresh: { mode: { kind: "every", minutes: 90 } } });
  expect(await find("refresh-choice")).toHaveProperty("value", "90");
  expect(screen.getByRole("option", { name: "Every 1 h 30" })).toBeTruthy();
});

test("a version that lacks most sessions is asked about, and kept out", async () => {
  const { user } = openWindow({ conferences: [changedConference()], refresh: LOST });
  await findText("loss-notice", "The newest version lacks 14 of 20 sessions");
  await user.click(await find("loss-keep"));
  await findText("toast", "Kept the schedule as it is");
  await waitFor(() => expect(all("loss-notice")).toHaveLength(0));
});

test("a version that lacks most sessions is taken if the attendee says so", async () => {
  const { user } = openWindow({ conferences: [changedConference()], refresh: LOST });
  await user.click(await find("loss-accept"));
  await findText("toast", "Imported: 0 added, 0 changed, 14 withdrawn, 0 restored");
});

test("an answer that fails is told, and asked again", async () => {
  const failing = { answerLoss: { kind: "failed", message: "It is refreshed just now." } } as const;
  const { user } = openWindow({ conferences: [changedConference()], refresh: LOST, failing });
  await user.click(await find("loss-accept"));
  await findText("toast", "It is refreshed just now.");
  await find("loss-keep");
});

test("directories of one's own are added and removed", async () => {
  const { user, backend } = await openSettings();
  await user.type(await find("directory-source"), " /home/ada/conferences.json {Enter}");
  await findText("directory", "/home/ada/conferences.json");
  await findText("directory-outcome", "Added. It knows 12 conferences.");
  expect(await find("directory-source")).toHaveProperty("value", "");
  expect(await backend.listDirectories()).toEqual(["/home/ada/conferences.json"]);
  await user.click(await find("directory-remove"));
  await waitFor(() => expect(all("directory")).toHaveLength(0));
});

test("what is no directory is refused in place, and can be mended", async () => {
  const failing = { addDirectory: { kind: "failed", message: "It is no JSON." } } as const;
  const { user } = await openSettings({ failing });
  await user.type(await find("directory-source"), "/notes.txt");
  await user.click(await find("directory-add"));
  await findText("directory-outcome", "It is no JSON.");
  expect(await find("directory-source")).toHaveProperty("value", "/notes.txt");
});
