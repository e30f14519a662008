// What can be undone, newest last, and the messages that offer it.

export interface Undoable {
  /** What was done, for the toast: "Picked “Kubernetes Networking 101”". */
  label: string;
  undo: () => Promise<void>;
}

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "error";
  undoable: Undoable | null;
}

const KEPT = 100;
const SHOWN_MS = 6000;
const ERROR_SHOWN_MS = 12000;

/** The toasts on screen. */
export class Toasts {
  shown = $state.raw<Toast[]>([]);
  #nextId = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message for a while. A newer one replaces those before. */
  show(text: string, options: { tone?: Toast["tone"]; undoable?: Undoable } = {}): void {
    this.clear();
    const tone = options.tone ?? "plain";
    const toast = { id: this.#nextId++, text, tone, undoable: options.undoable ?? null };
    this.shown = [toast];
    this.#hideLater(toast);
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** While the pointer or the focus is on a toast it stays. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  release(id: number): void {
    const toast = this.shown.find((each) => each.id === id);
    if (toast && !this.#timers.has(id)) this.#hideLater(toast);
  }

  clear(): void {
    for (const toast of this.shown) this.dismiss(toast.id);
  }

  #hideLater(toast: Toast): void {
    const delay = toast.tone === "error" ? ERROR_SHOWN_MS : SHOWN_MS;
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), delay),
    );
  }
}

/** Everything done in this window that can be taken back. */
export class UndoStack {
  #done: Undoable[] = [];

  push(undoable: Undoable): void {
    this.#done.push(undoable);
    if (this.#done.length > KEPT) this.#done.shift();
  }

  /** Undoes the newest; gives it, or null where nothing is left. It stays undoable if that fails. */
  async undoLast(): Promise<Undoable | null> {
    const last = this.#done.at(-1);
    return last ? this.undo(last) : null;
  }

  /** Undoes this one wherever it stands; null if it was undone before. */
  async undo(undoable: Undoable): Promise<Undoable | null> {
    const position = this.#done.lastIndexOf(undoable);
    if (position < 0) return null;
    this.#done.splice(position, 1);
    try {
      await undoable.undo();
    } catch (reason) {
      this.#done.splice(position, 0, undoable);
      throw reason;
    }
    return undoable;
  }
}
