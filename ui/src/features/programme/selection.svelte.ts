// Several sessions at once: chosen by Shift, Control and the pointer, acted on together.

import type { Lanyard } from "../../lanyard.svelte";

interface Item {
  id: number;
  title: string;
}

export class Selection {
  #ids = $state.raw<ReadonlySet<number>>(new Set());
  /** Where a stretch begins. */
  #anchor: number | null = null;

  get size(): number {
    return this.#ids.size;
  }

  has(id: number): boolean {
    return this.#ids.has(id);
  }

  /** The selected ones among those in sight of the list, in its order. */
  among<T extends Item>(items: T[]): T[] {
    return this.#ids.size === 0 ? [] : items.filter(({ id }) => this.#ids.has(id));
  }

  clear(): void {
    if (this.#ids.size > 0) this.#ids = new Set();
    this.#anchor = null;
  }

  /** Clears it; gives whether there was anything. */
  leave(): boolean {
    const had = this.#ids.size > 0;
    this.clear();
    return had;
  }

  add(...ids: number[]): void {
    this.#ids = new Set([...this.#ids, ...ids]);
  }

  toggle(id: number): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#anchor = id;
  }

  /** Everything from the anchor to this one, in the order of `items`. */
  extend(id: number, items: Item[]): void {
    const start = items.findIndex((item) => item.id === (this.#anchor ?? id));
    const end = items.findIndex((item) => item.id === id);
    if (end < 0) return;
    const anchor = start < 0 ? end : start;
    const stretch = items.slice(Math.min(anchor, end), Math.max(anchor, end) + 1);
    this.#ids = new Set(stretch.map((item) => item.id));
    this.#anchor = items[anchor]?.id ?? id;
  }

  all(items: Item[]): void {
    this.#ids = new Set(items.map(({ id }) => id));
  }

  /**
   * What a click on a session does: select with Shift or Control, else open its details. Without
   * `items` there is no stretch between two, and Shift is as Control.
   */
  click(event: MouseEvent, item: Item, items: Item[] | null, lanyard: Lanyard): void {
    if (event.shiftKey && items) this.extend(item.id, items);
    else if (event.ctrlKey || event.metaKey || event.shiftKey) this.toggle(item.id);
    else {
      this.clear();
      this.#anchor = item.id;
      lanyard.openDetails(item.id);
    }
  }
}
