import { expect, test } from "vitest";
import { session } from "../../testing/sessions";
import { deck, nextUndecided, progressOf, startAt } from "./triage";

const pick = { priority: "want", leads: null } as const;

test("breaks and what is gone are not to be decided about, unless picked", () => {
  const sessions = [
    session(1),
    session(2, { kind: "break" }),
    session(3, { status: "cancelled" }),
    session(4, { status: "withdrawn", pick }),
    session(5, { hidden: true }),
  ];
  expect(deck(sessions).map(({ id }) => id)).toEqual([1, 4, 5]);
});

test("picked and hidden ones are decided", () => {
  const sessions = [session(1), session(2, { pick }), session(3, { hidden: true })];
  expect(progressOf(sessions)).toEqual({ decided: 2, all: 3, picked: 1, hidden: 1 });
});

test("it begins where it stopped, else at the first undecided one", () => {
  const sessions = [session(1, { pick }), session(2), session(3)];
  expect(startAt(sessions, 3)).toBe(2);
  expect(startAt(sessions, 99)).toBe(1);
  expect(startAt(sessions, null)).toBe(1);
  expect(startAt([session(1, { pick })], null)).toBe(0);
});

test("the next undecided one may stand before, and there may be none", () => {
  const sessions = [session(1), session(2, { pick }), session(3, { hidden: true })];
  expect(nextUndecided(sessions, 0)).toBe(0);
  expect(nextUndecided(sessions, 1)).toBe(0);
  expect(nextUndecided(sessions.slice(1), 0)).toBeNull();
});
