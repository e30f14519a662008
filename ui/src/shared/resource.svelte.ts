// Something fetched: the last good value stays in sight while a newer one is on its way.

import { asCommandError } from "../backend/backend";
import type { CommandError } from "../backend/generated/CommandError";

export class Resource<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<CommandError | null>(null);
  #fetch: (() => Promise<T>) | null = null;
  #of: unknown = null;
  #running = false;
  #again = false;

  /**
   * Fetches with `fetch` from now on, and at once. The value at hand stays in sight until the new one
   * is there, so that nothing flashes, unless it was fetched for another `of`.
   */
  load(of: unknown, fetch: () => Promise<T>): Promise<void> {
    if (of !== this.#of) {
      this.value = null;
      this.error = null;
    }
    this.#of = of;
    this.#fetch = fetch;
    return this.reload();
  }

  /** Fetches again. Calls while a fetch runs are answered by one more fetch after it. */
  async reload(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#fetchOnce();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  async #fetchOnce(): Promise<void> {
    const fetch = this.#fetch;
    if (!fetch) return;
    try {
      const value = await fetch();
      if (fetch !== this.#fetch) return;
      this.value = value;
      this.error = null;
    } catch (reason) {
      if (fetch === this.#fetch) this.error = asCommandError(reason);
    }
  }
}
