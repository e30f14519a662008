import { screen, waitFor } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import { sampleConference, type FakeConference } from "../../backend/fake/schedule";
import { instant } from "../../backend/fake/zones";
import { all, find, findText, openPopover, openWindow, row, textOf } from "../../testing/window";

const THURSDAY = "2022-05-19";
const at = (hour: number, minute = 0) => instant(THURSDAY, hour * 60 + minute, "Europe/Madrid");

/** Three rooms on one day: [id, room, hour, minutes]. */
function roomy(): FakeConference {
  const conference = sampleConference();
  const [example] = conference.sessions;
  const places: [number, string, number, number][] = [
    [1, "Hall 1", at(10), 60],
    [2, "Hall 1", at(12), 30],
    [3, "Hall 2", at(10, 30), 60],
    [4, "Hall 3", at(12, 10), 5],
  ];
  const sessions = places.flatMap(([id, room, startsAt, minutes]) =>
    example
      ? [
          {
            ...example,
            id,
            room,
            startsAt,
            minutes,
            day: THURSDAY,
            title: `Talk ${id}`,
            status: "confirmed" as const,
            track: room,
            speakers: [{ name: id < 3 ? "Ada" : "Bo", organisation: null }],
          },
        ]
      : [],
  );
  return {
    ...conference,
    sessions: sessions.sort((a, b) => a.startsAt - b.startsAt),
  };
}

const cell = (id: number) => {
  const found = all("grid-cell").find((each) => each.dataset.sessionId === String(id));
  if (!found) throw new Error(`no cell of session ${id}`);
  return found;
};

beforeEach(() => {
  const shown = {
    view: "programme",
    conferences: { 1: { layout: "grid", gridZoom: { down: 2, across: 0 } } },
  };
  localStorage.setItem("lanyard.shown", JSON.stringify(shown));
});

const keep = (change: object) => {
  const shown = { view: "programme", conferences: { 1: change } };
  localStorage.setItem("lanyard.shown", JSON.stringify(shown));
};

test("the grid names its rooms and what is in each, and is remembered", async () => {
  const { user } = openWindow({ conferences: [roomy()] });
  await find("grid-cell");
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("3");
  expect(screen.getAllByRole("rowheader").map(textOf)).toEqual(["Hall 1", "Hall 2", "Hall 3"]);
  expect(screen.getByRole("button", { name: "Talk 4, 12:10–12:15, Hall 3" })).toBeTruthy();
  await user.click(await find("layout-list"));
  await find("session-row");
  expect(localStorage.getItem("lanyard.shown")).toContain('"layout":"list"');
});

test("arrows go from session to session, keys pick and open", async () => {
  const { user } = openWindow({ conferences: [roomy()] });
  await find("grid-cell");
  await user.keyboard("j");
  expect(cell(1).contains(document.activeElement)).toBe(true);
  await user.keyboard("{ArrowRight}");
  expect(cell(3).contains(document.activeElement)).toBe(true);
  await user.keyboard("{ArrowLeft}{ArrowDown}m");
  await findText("toast", "“Talk 2”: must");
  expect(textOf(cell(2))).toContain("12:00");
  await user.keyboard("{Enter}");
  await findText("details", "Talk 2");
});

test("a hidden session leaves the grid, the focus stays in it, and undo brings it back", async () => {
  const { user } = openWindow({ conferences: [roomy()] });
  await find("grid-cell");
  await user.keyboard("jx");
  await findText("toast", "Hid “Talk 1”");
  await waitFor(() => expect(all("grid-cell")).toHaveLength(3));
  expect(cell(2).contains(document.activeElement)).toBe(true);
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(all("grid-cell")).toHaveLength(4));
});

test("hidden sessions can be looked at and shown again", async () => {
  const { user, backend } = openWindow({ conferences: [roomy()] });
  keep({});
  await backend.hideSessions({ sessions: [1, 3], hidden: true });
  await findText("filter-hidden", "Hidden 2");
  await user.click(await find("filter-hidden"));
  await user.click(await find("layout-list"));
  await waitFor(() => expect(textOf(row(1))).toContain("Hidden"));
  await user.keyboard("{Home}x");
  await findText("toast", "“Talk 1” is shown again");
  await findText("filter-hidden", "Hidden 1");
});

test("zoom makes the day taller, as far as there are steps", async () => {
  const { user } = openWindow({ conferences: [roomy()] });
  await find("grid-cell");
  const height = () => Number.parseFloat(cell(1).style.height);
  const before = height();
  await user.keyboard("+");
  expect(height()).toBeGreaterThan(before);
  for (let step = 0; step < 6; step += 1) await user.keyboard("-");
  expect((await find("zoom-lower")).hasAttribute("disabled")).toBe(true);
});

test("each choice tells how many it would show with the others", async () => {
  const { user } = openWindow({ conferences: [roomy()], picks: [3] });
  await find("grid-cell");
  expect(textOf(await find("filter-picked"))).toBe("Picked 1");
  // It is 15:14: all four are over.
  expect(textOf(await find("filter-toCome"))).toBe("Still to come 0");
  openPopover(await find("filter-more"));
  await find("filter-choice");
  const choice = () => all("filter-choice").map((box) => textOf(box.parentElement ?? box));
  expect(choice()).toEqual(["Ada 2", "Bo 2"]);
  await user.click(await find("filter-picked"));
  expect(choice()).toEqual(["Bo 1"]);
  await user.click(all("filter-choice")[0] ?? document.body);
  await findText("programme-count", "1 of 4 sessions");
  await user.click(screen.getByRole("button", { name: "Remove the filter Bo" }));
  expect(all("grid-cell")).toHaveLength(1);
});

test("a filter that nothing passes can be cleared at once", async () => {
  const { user } = openWindow({ conferences: [roomy()] });
  await user.click(await find("filter-toCome"));
  await user.click(await screen.findByRole("button", { name: "Clear filters" }));
  await waitFor(() => expect(all("grid-cell")).toHaveLength(4));
});

test("several are selected by Shift and Control, picked at once and undone at once", async () => {
  keep({ layout: "list" });
  const { user, backend } = openWindow({ conferences: [roomy()], picks: [3] });
  await backend.setPick({ sessions: [3], priority: "maybe" });
  await find("session-row");
  const title = (id: number) => row(id).querySelector("[data-testid=session-title]") ?? row(id);
  await user.click(title(1));
  await user.keyboard("{Shift>}");
  await user.click(title(2));
  await user.keyboard("{/Shift}");
  // In the order of time: 1, 3, 2.
  await findText("selection-bar", "3 selected");
  await user.keyboard("{Control>}");
  await user.click(title(2));
  await user.keyboard("{/Control}");
  await findText("selection-bar", "2 selected");
  await user.keyboard("m");
  await findText("toast", "2 sessions: must");
  const priority = async (id: number) => (await backend.getSession(id)).session.pick?.priority;
  expect([await priority(1), await priority(3)]).toEqual(["must", "must"]);
  await user.click(await find("toast-undo"));
  await waitFor(async () => expect(await priority(1)).toBeUndefined());
  expect(await priority(3)).toBe("maybe");
  await user.keyboard("{Escape}");
  expect(all("selection-bar")).toHaveLength(0);
});

test("keys select a stretch, all, and hide what is selected", async () => {
  keep({ layout: "list" });
  const { user } = openWindow({ conferences: [roomy()] });
  await find("session-row");
  await user.keyboard("j{Shift>}{ArrowDown}{/Shift}");
  await findText("selection-bar", "2 selected");
  await user.keyboard("x");
  await findText("toast", "Hid 2 sessions");
  await waitFor(() => expect(all("session-row")).toHaveLength(2));
  await user.keyboard("{Control>}a{/Control}");
  await findText("selection-bar", "2 selected");
});

test("a very long title is whole for the pointer in the grid", async () => {
  const conference = roomy();
  const title = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz ".repeat(8).trim();
  for (const session of conference.sessions) if (session.id === 4) session.title = title;
  openWindow({ conferences: [conference] });
  await find("grid-cell");
  expect(cell(4).querySelector("[title]")?.getAttribute("title")).toBe(title);
});

test("a day without sessions and a schedule that cannot be read say so", async () => {
  const failing = { getProgramme: { kind: "failed", message: "The disk is gone." } } as const;
  openWindow({ failing });
  expect(textOf(await screen.findByRole("alert"))).toContain("The disk is gone.");
});
