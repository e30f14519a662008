// What happy-dom lacks of the platform.

import { afterEach } from "vitest";

function toggle(panel: HTMLElement, open: boolean): void {
  if (panel.hasAttribute("data-open") === open) return;
  const newState = open ? "open" : "closed";
  panel.dispatchEvent(Object.assign(new Event("beforetoggle"), { newState }));
  panel.toggleAttribute("data-open", open);
  panel.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
}

HTMLElement.prototype.showPopover = function () {
  toggle(this, true);
};

HTMLElement.prototype.hidePopover = function () {
  toggle(this, false);
};

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[popovertarget]") : null;
  const panel = document.getElementById(button?.getAttribute("popovertarget") ?? "");
  if (panel) toggle(panel, !panel.hasAttribute("data-open"));
});

afterEach(() => localStorage.clear());
