import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import {
  changedConference,
  CHANGED_PICKS,
  largeChangedConference,
} from "../../backend/fake/changed-schedule";
import type { FakeOptions } from "../../backend/fake";
import { all, find, findText, openWindow, textOf } from "../../testing/window";

const DNS = 9;
const SERVICE_MESH = 12;

async function openChanges(options: Partial<FakeOptions> = {}, picks = CHANGED_PICKS) {
  const { user, backend } = openWindow({ conferences: [changedConference()], ...options });
  await backend.setPick({ sessions: picks, priority: "want" });
  backend.emit({ name: "agenda_changed" });
  await user.click(await find("view-changes"));
  await waitFor(async () => expect((await backend.getOverview()).current).not.toBeNull());
  return { user, backend };
}

function rowOf(session: number): HTMLElement {
  const found = all("change-row").find((row) => row.dataset.sessionId === String(session));
  if (!found) throw new Error(`no change of session ${session}`);
  return found;
}

function inRow(session: number, hook: string): HTMLElement {
  const found = rowOf(session).querySelector<HTMLElement>(`[data-testid="${hook}"]`);
  if (!found) throw new Error(`no ${hook} in the change of session ${session}`);
  return found;
}

test("changes of what was picked are told in words, with a badge of those not seen", async () => {
  await openChanges();
  await findText("changes-state", "5 to look at, 1 question");
  await findText("changes-badge", "6");
  expect(all("change-row")).toHaveLength(6);
  expect(textOf(rowOf(DNS))).toContain(
    "Moved Fri 10:00 → 11:55; now clashes with “Kubernetes Networking 101”",
  );
  expect(textOf(rowOf(5))).toContain("Cancelled");
  expect(textOf(rowOf(SERVICE_MESH))).toContain("No longer in the schedule");
});

test("a change is accepted by button, and new again by undo", async () => {
  const { user, backend } = await openChanges();
  await findText("changes-badge", "6");
  await user.click(inRow(DNS, "change-accept"));
  await findText("toast", "Accepted “Logs Told Us It Was DNS");
  await findText("changes-badge", "5");
  expect(inRow(DNS, "change-accept").getAttribute("aria-pressed")).toBe("true");
  await user.click(await find("toast-undo"));
  await findText("changes-badge", "6");
  const { changes } = await backend.getChanges(1);
  expect(changes.find(({ session }) => session.id === DNS)?.seen).toBe(false);
});

test("all that are shown are accepted at once, and undone at once", async () => {
  const { user } = await openChanges();
  await findText("accept-all", "Accept all 5");
  await user.click(await find("accept-all"));
  await findText("changes-state", "1 question");
  expect(all("accept-all")).toHaveLength(0);
  await findText("changes-badge", "1");
  await user.keyboard("{Control>}z{/Control}");
  await findText("accept-all", "Accept all 5");
});

test("what cannot be stored is new again on screen", async () => {
  const failing = { seeChanges: { kind: "failed", message: "The disk is full." } } as const;
  const { user } = await openChanges({ failing });
  await findText("changes-state", "5 to look at");
  await user.click(inRow(DNS, "change-accept"));
  await findText("toast", "The disk is full.");
  await waitFor(() =>
    expect(inRow(DNS, "change-accept").getAttribute("aria-pressed")).toBe("false"),
  );
});

test("the keys move, unfold, accept and open the details, which tell the change too", async () => {
  const { user } = await openChanges();
  await find("change-row");
  await user.keyboard("jj");
  expect(document.activeElement).toBe(inRow(5, "change-title"));
  await user.keyboard("{ArrowRight}");
  expect(textOf(inRow(5, "change-fields"))).toContain("Status was confirmed → now cancelled");
  await user.keyboard("{ArrowLeft}");
  expect(all("change-fields")).toHaveLength(0);
  await user.keyboard("a");
  await findText("toast", "Accepted “Transparent Live Migration");
  expect(document.activeElement).toBe(inRow(5, "change-title"));
  await user.keyboard("{Enter}");
  await findText("session-changes", "Cancelled");
});

test("a withdrawn pick is kept as an entry of one's own, until that is undone", async () => {
  const { user, backend } = await openChanges();
  await find("change-row");
  await user.click(inRow(SERVICE_MESH, "change-keep"));
  await findText("toast", "Kept “A Guided Tour");
  await waitFor(() => expect(textOf(rowOf(SERVICE_MESH))).toContain("Withdrawn, kept by you"));
  expect(inRow(SERVICE_MESH, "change-accept").getAttribute("aria-pressed")).toBe("true");
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(async () =>
    expect((await backend.getSession(SERVICE_MESH)).session.status).toBe("withdrawn"),
  );
  await waitFor(() => expect(inRow(SERVICE_MESH, "change-keep")).toBeTruthy());
});

test("that two are two talks is answered by key, and asked again by undo", async () => {
  const { user } = await openChanges();
  await findText("match-question", "A Guided Tour of Cilium Service Mesh");
  await user.keyboard("j");
  expect(document.activeElement).toBe(await find("match-question"));
  await user.keyboard("n");
  await waitFor(() => expect(all("match-question")).toHaveLength(0));
  await waitFor(() => expect(document.activeElement).toBe(inRow(5, "change-title")));
  await user.click(await find("toast-undo"));
  await find("match-question");
});

test("that two are one talk is asked twice, as nothing takes it back", async () => {
  const { user, backend } = await openChanges();
  await find("match-question");
  await user.keyboard("jy");
  expect(textOf(screen.getByRole("alert"))).toContain("This cannot be undone.");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("alert")).toBeNull();
  await user.keyboard("yy");
  await findText("toast", "Joined with “Cilium Service Mesh: a Tour with a Guide”");
  await waitFor(() => expect(all("match-question")).toHaveLength(0));
  const { session } = await backend.getSession(SERVICE_MESH);
  expect(session.title).toBe("Cilium Service Mesh: a Tour with a Guide");
  expect(session.pick).not.toBeNull();
});

test("what nobody picked is shown when asked for, after the attendee's own", async () => {
  const { user } = await openChanges();
  await user.click(await find("changes-all"));
  await waitFor(() => expect(all("change-row")).toHaveLength(10));
  expect(all("change-row").map((row) => row.dataset.sessionId)).toEqual([
    "5",
    "6",
    "9",
    "10",
    "12",
    "1",
    "11",
    "21",
    "8",
    "7",
  ]);
});

test("where nothing of one's own changed, the others are shown", async () => {
  const { user } = await openChanges({}, []);
  await waitFor(() => expect(all("change-row")).toHaveLength(10));
  expect(all("changes-badge")).toHaveLength(0);
  await user.click(await find("changes-mine"));
  expect(await screen.findByText("Nothing of yours changed")).toBeTruthy();
});

test("without changes it is said what will be told here", async () => {
  const { user } = openWindow();
  await user.click(await find("view-changes"));
  expect(await screen.findByText("Nothing changed")).toBeTruthy();
});

test("a notice of changes opens them", async () => {
  const { backend } = openWindow({ conferences: [changedConference()] });
  await find("view-agenda");
  backend.emit({ name: "changes_opened", conference: 1 });
  await find("change-row");
  expect(screen.getByTestId("view-changes").getAttribute("aria-current")).toBe("page");
});

test("of a long list only what is in sight is drawn, and where the focus goes", async () => {
  const { user } = openWindow({ conferences: [largeChangedConference()] });
  await user.click(await find("view-changes"));
  await find("change-row");
  expect(all("change-row").length).toBeLessThan(100);
  await user.keyboard("{End}");
  await waitFor(() => expect(document.activeElement?.closest("li")?.dataset.position).toBe("500"));
  expect(all("change-row").length).toBeLessThan(100);
  expect(screen.getByText(/older changes of sessions that are not yours/)).toBeTruthy();
});
