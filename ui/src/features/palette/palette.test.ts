import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { largeConference, sampleConference } from "../../backend/fake/schedule";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

async function openPalette(options: Parameters<typeof openWindow>[0] = {}) {
  const window = openWindow(options);
  await find("view-now");
  await window.user.keyboard("{Control>}k{/Control}");
  const input = await find("palette-input");
  input.focus();
  return window;
}

const entries = () => all("palette-entry").map(textOf);

test("views, days, conferences and commands are all there by name", async () => {
  await openPalette({ conferences: [sampleConference(), largeConference()] });
  const names = entries().join("\n");
  for (const name of ["Agenda", "Programme: grid", "Friday, May 20", "Import…", "Quit Lanyard"]) {
    expect(names).toContain(name);
  }
  expect(names).toContain("Vierunddreißigster Chaos Communication Congress");
});

test("a session is found by its speaker and opened", async () => {
  const { user } = await openPalette();
  await user.keyboard("liz mesh{Enter}");
  await findText("details", "A Guided Tour of Cilium Service Mesh");
  expect(all("palette")).toHaveLength(0);
});

test("arrows choose, and the field tells which", async () => {
  const { user } = await openPalette();
  await user.keyboard("programme");
  const chosen = () => document.querySelector('[role=option][aria-selected="true"]');
  expect(textOf(chosen() ?? document.body)).toContain("Programme");
  const first = chosen()?.id;
  expect((await find("palette-input")).getAttribute("aria-activedescendant")).toBe(first);
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await find("grid-cell");
});

test("a day opens in the programme", async () => {
  const { user } = await openPalette();
  await user.keyboard("friday{Enter}");
  await waitFor(() => expect(all("session-row")).toHaveLength(5));
});

test("another conference is one name away", async () => {
  const { user } = await openPalette({ conferences: [sampleConference(), largeConference()] });
  await user.keyboard("vierund{Enter}");
  await waitFor(() =>
    expect(textOf(screen.getByRole("heading", { level: 1 }))).toContain("Vierunddreißigster"),
  );
});

test("what keys would do to the session at hand can be done by name", async () => {
  const { user } = await openPalette();
  await user.keyboard("must{Enter}");
  await findText("toast", "“Transparent Live Migration");
});

test("nothing found says so, and Escape or the same key closes", async () => {
  const { user } = await openPalette();
  await user.keyboard("xyzzy");
  expect(await screen.findByText("Nothing is called “xyzzy”.")).toBeTruthy();
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(all("palette")).toHaveLength(0));
});
