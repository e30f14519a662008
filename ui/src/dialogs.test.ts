import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { all, find, findText, openWindow } from "./testing/window";

test("a dropped file is previewed at once and then imported", async () => {
  const { user, backend } = openWindow({ conferences: [] });
  await find("try-sample");
  backend.emit({ name: "file_dropped", path: "/downloads/schedule.xml" });
  await findText("import-report", "20 sessions");
  await findText("import-oddities", "1 session ends when it starts");
  await user.click(await find("import-run"));
  await findText("programme-count", "20 sessions");
  await findText("toast", "Imported KubeCon");
});

test("an import that fails says why beside the source, which stays as it was", async () => {
  const failing = { previewImport: { kind: "failed", message: "It holds no schedule." } } as const;
  const { user } = openWindow({ failing });
  await find("view-agenda");
  await user.keyboard("i");
  await user.type(await find("import-path"), "/notes.txt");
  await user.click(await find("import-preview"));
  expect((await screen.findByRole("alert")).textContent).toContain("It holds no schedule.");
  expect(await find("import-path")).toHaveProperty("value", "/notes.txt");
});

test("where the zone is needed it is asked in the dialog, which then goes on", async () => {
  const { user } = openWindow({ conferences: [], zoneNeeded: true });
  await user.click(await find("welcome-address"));
  await user.type(await find("import-address"), "https://conference.example/s.xml");
  await user.click(await find("import-preview"));
  await findText("import-zone", "In which time zone is the conference?");
  await user.type(await find("zone-search"), "brus");
  await user.keyboard("{Enter}");
  await find("import-report");
});

test("a guess of the zone is asked, and not taken for granted", async () => {
  const { user } = openWindow({ conferences: [], zoneConfirmed: false });
  await user.click(await find("welcome-path"));
  await user.type(await find("import-path"), "/notes.md{Enter}");
  await findText("import-zone", "Europe/Madrid");
  await user.click(screen.getByRole("radio", { name: /Decide later/ }));
  await user.click(await find("import-run"));
  expect(await screen.findByText(/gives only \+02:00/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "It is Europe/Madrid" }));
  await waitFor(() => expect(screen.queryByText(/gives only/)).toBeNull());
});

test("an export proposes a path by its format and tells what it wrote", async () => {
  const { user, backend } = openWindow();
  await backend.setPick({ sessions: [6, 13], priority: "want" });
  await user.click(await find("view-agenda"));
  backend.emit({ name: "agenda_changed" });
  await findText("day-2022-05-19", "1");
  await user.keyboard("e");
  await waitFor(() => expect(valueOf("export-path")).toMatch(/\.ics$/));
  await user.click(await find("export-format-markdown"));
  await waitFor(() => expect(valueOf("export-path")).toMatch(/\.md$/));
  await user.click(await find("export-run"));
  await findText("export-result", "Wrote 1 session");
  await findText("export-result", "Left out: 1 picked without a time.");
});

test("without picks there is nothing to export", async () => {
  const { user } = openWindow();
  await find("view-agenda");
  await user.keyboard("e");
  expect(await find("export-run")).toHaveProperty("disabled", true);
});

test("settings hold at once", async () => {
  const { user, backend } = openWindow();
  await user.click(await find("settings-open"));
  await user.click(await find("theme-dark"));
  await waitFor(() => expect(document.documentElement.style.colorScheme).toBe("dark"));
  await user.type(all("lead-add")[0] as HTMLElement, "30{Enter}");
  await waitFor(async () => {
    expect((await backend.getOverview()).settings.sessionLeads).toEqual([30, 10]);
  });
  await user.click(await find("test-notification"));
  await waitFor(() => expect(backend.log.tests).toBe(1));
});

test("a conference is deleted only after asking", async () => {
  const { user } = openWindow();
  await user.click(await find("settings-open"));
  await user.click(await find("delete"));
  expect(all("view-agenda")).toHaveLength(1);
  await user.click(await find("delete-yes"));
  await find("try-sample");
});

test("a closed window without a tray asks what is meant", async () => {
  const { user, backend } = openWindow();
  await find("view-agenda");
  backend.emit({ name: "close_question" });
  await user.click(await screen.findByRole("button", { name: "Keep running for reminders" }));
  await waitFor(() => expect(backend.log.kept).toBe(1));
  expect(backend.log.quits).toBe(0);
});

function valueOf(hook: string): string {
  const [field] = all(hook);
  return field instanceof HTMLInputElement ? field.value : "";
}
