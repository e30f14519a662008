// One listener for every key of the window. Views and the frame add what they answer to.

export interface KeyBinding {
  /** As `KeyboardEvent.key`; with `ctrl+` for Control or Command: `s`, `?`, `ArrowDown`, `ctrl+z`. */
  keys: string[];
  run: (event: KeyboardEvent) => void;
  /** Whether it holds now; always if absent. */
  when?: () => boolean;
  /** Holds in text fields, too. */
  whileTyping?: boolean;
}

export class Keyboard {
  #layers: KeyBinding[][] = [];

  /** Adds bindings; a later layer goes before an earlier one. Gives the way to take them out. */
  add(bindings: KeyBinding[]): () => void {
    this.#layers.unshift(bindings);
    return () => {
      this.#layers = this.#layers.filter((layer) => layer !== bindings);
    };
  }

  /** Runs the binding for the event, if one holds. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if (isInDialog(event.target)) return;
    const typing = isTyping(event.target);
    const key = (event.ctrlKey || event.metaKey ? "ctrl+" : "") + normalise(event.key);
    for (const layer of this.#layers) {
      const binding = layer.find(
        ({ keys, when, whileTyping = false }) =>
          keys.includes(key) && (whileTyping || !typing) && (when?.() ?? true),
      );
      if (binding) {
        event.preventDefault();
        binding.run(event);
        return;
      }
    }
  }
}

function normalise(key: string): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Whether keys go into a text there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "submit"].includes(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("dialog, [popover]") !== null;
}
