import { expect, test, vi } from "vitest";
import { Keyboard } from "./keyboard";

function press(keyboard: Keyboard, key: string, options: KeyboardEventInit = {}, on?: Element) {
  const event = new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true, ...options });
  const target = on ?? document.body;
  target.addEventListener("keydown", (each) => keyboard.handle(each as KeyboardEvent), {
    once: true,
  });
  target.dispatchEvent(event);
  return event;
}

function inDocument<T extends Element>(element: T): T {
  document.body.replaceChildren(element);
  return element;
}

test("a key runs its binding and does nothing else", () => {
  const keyboard = new Keyboard();
  const run = vi.fn();
  keyboard.add([{ keys: ["j", "ArrowDown"], run }]);
  expect(press(keyboard, "ArrowDown").defaultPrevented).toBe(true);
  press(keyboard, "J");
  expect(run).toHaveBeenCalledTimes(2);
  expect(press(keyboard, "x").defaultPrevented).toBe(false);
});

test("letters typed into a field stay there", () => {
  const keyboard = new Keyboard();
  const run = vi.fn();
  keyboard.add([{ keys: ["s", "ctrl+z"], run }]);
  const field = inDocument(document.createElement("input"));
  press(keyboard, "s", {}, field);
  press(keyboard, "z", { ctrlKey: true }, inDocument(document.createElement("textarea")));
  expect(run).not.toHaveBeenCalled();
  field.type = "checkbox";
  press(keyboard, "s", {}, inDocument(field));
  expect(run).toHaveBeenCalledOnce();
});

test("Control and Command are one, and are not the bare key", () => {
  const keyboard = new Keyboard();
  const undo = vi.fn();
  keyboard.add([{ keys: ["ctrl+z"], run: undo }]);
  press(keyboard, "z");
  expect(undo).not.toHaveBeenCalled();
  press(keyboard, "z", { ctrlKey: true });
  press(keyboard, "z", { metaKey: true });
  expect(undo).toHaveBeenCalledTimes(2);
});

test("a later layer goes first while it holds", () => {
  const keyboard = new Keyboard();
  const below = vi.fn();
  const above = vi.fn();
  let holds = true;
  keyboard.add([{ keys: ["Escape"], run: below }]);
  const remove = keyboard.add([{ keys: ["Escape"], run: above, when: () => holds }]);
  press(keyboard, "Escape");
  holds = false;
  press(keyboard, "Escape");
  holds = true;
  remove();
  press(keyboard, "Escape");
  expect(above).toHaveBeenCalledOnce();
  expect(below).toHaveBeenCalledTimes(2);
});
