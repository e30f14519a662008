import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Toasts, UndoStack } from "./undo.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const undoable = (label: string, undo = vi.fn(() => Promise.resolve())) => ({ label, undo });

test("the newest is undone first, and each once", async () => {
  const stack = new UndoStack();
  const [first, second] = [undoable("first"), undoable("second")];
  stack.push(first);
  stack.push(second);
  expect(await stack.undoLast()).toBe(second);
  expect(await stack.undoLast()).toBe(first);
  expect(await stack.undoLast()).toBeNull();
  expect(await stack.undo(second)).toBeNull();
  expect(second.undo).toHaveBeenCalledOnce();
});

test("one that a toast offers is undone out of turn", async () => {
  const stack = new UndoStack();
  const [first, second] = [undoable("first"), undoable("second")];
  stack.push(first);
  stack.push(second);
  expect(await stack.undo(first)).toBe(first);
  expect(await stack.undoLast()).toBe(second);
});

test("what could not be undone can be tried again", async () => {
  const stack = new UndoStack();
  const fails = undoable(
    "fails",
    vi.fn(() => Promise.reject(new Error("disk full"))),
  );
  stack.push(fails);
  await expect(stack.undoLast()).rejects.toThrow("disk full");
  fails.undo.mockImplementation(() => Promise.resolve());
  expect(await stack.undoLast()).toBe(fails);
});

test("a toast leaves by itself, but not while it is held", () => {
  const toasts = new Toasts();
  toasts.show("Picked");
  const id = toasts.shown[0]?.id ?? 0;
  toasts.hold(id);
  vi.advanceTimersByTime(60_000);
  expect(toasts.shown).toHaveLength(1);
  toasts.release(id);
  vi.advanceTimersByTime(60_000);
  expect(toasts.shown).toHaveLength(0);
});

test("a newer toast replaces the one before", () => {
  const toasts = new Toasts();
  toasts.show("one");
  toasts.show("two");
  expect(toasts.shown.map(({ text }) => text)).toEqual(["two"]);
});
