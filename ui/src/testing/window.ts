// The whole window on a fake backend, and hands to work it with.

import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach } from "vitest";
import App from "../App.svelte";
import { FakeBackend, type FakeOptions } from "../backend/fake";

afterEach(cleanup);

export function openWindow(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  const user = userEvent.setup();
  render(App, { props: { backend } });
  return { backend, user };
}

/** Waits for the first of this kind; `hook` is a `data-testid`. */
export function find(hook: string): Promise<HTMLElement> {
  return waitFor(() => {
    const [first] = screen.getAllByTestId(hook);
    if (!first) throw new Error(`no ${hook}`);
    return first;
  });
}

export function all(hook: string): HTMLElement[] {
  return screen.queryAllByTestId(hook);
}

/** Waits until the text of one of this kind contains `part`. */
export async function findText(hook: string, part: string): Promise<HTMLElement> {
  return waitFor(() => {
    const found = all(hook).find((element) => textOf(element).includes(part));
    if (!found) {
      throw new Error(`“${part}” in no ${hook}, which say ${all(hook).map(textOf).join(" | ")}`);
    }
    return found;
  });
}

/** The text as read, blanks and line breaks as one blank. */
export function textOf(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

export function row(session: number): HTMLElement {
  const found = all("session-row").find((each) => each.dataset.sessionId === String(session));
  if (!found) throw new Error(`no row of session ${session}`);
  return found;
}

export function inRow(session: number, hook: string): HTMLElement {
  const found = row(session).querySelector<HTMLElement>(`[data-testid="${hook}"]`);
  if (!found) throw new Error(`no ${hook} in the row of session ${session}`);
  return found;
}

/** Opens what floats beside a button; happy-dom has no popovers of its own. */
export function openPopover(button: HTMLElement): void {
  const panel = document.getElementById(button.getAttribute("popovertarget") ?? "");
  panel?.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
}
